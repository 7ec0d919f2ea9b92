package emit

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// An item with any number of notes leaves a manifest that the next run can
// read.
func TestNotesAreBounded(t *testing.T) {
	for _, c := range []struct {
		notes, size int
		whole       bool
	}{
		{100, 100, true}, {100_000, 100, false}, {1, 2 * maxLine, false}, {400, 20_000, false},
	} {
		dir := filepath.Join(t.TempDir(), "site")
		f := open(t, dir, Options{})
		e := post(1, "posts/a.md", "a")
		for i := range c.notes {
			e.Notes = append(e.Notes, note.Note{Kind: note.HTML, Text: fmt.Sprint(i) + strings.Repeat("\x01", c.size)}) // six bytes in JSON
		}
		for _, e := range []Entry{e, post(2, "posts/b.md", "b")} {
			if err := f.Record(e); err != nil {
				t.Fatal(err)
			}
		}
		end(t, f)
		next := open(t, dir, Options{})
		for e, err := range next.Previous() {
			if err != nil {
				t.Fatal(err)
			}
			if e.ID != 1 {
				continue
			}
			last := e.Notes[len(e.Notes)-1]
			if whole := !strings.Contains(last.Text, "more notes"); whole != c.whole || whole && len(e.Notes) != c.notes {
				t.Errorf("%d notes of %d bytes: %d are left, the last %.50q", c.notes, c.size, len(e.Notes), last.Text)
			}
		}
		end(t, next)
		wantLines(t, dir, "1 posts/a.md", "2 posts/b.md")
	}
}
