package emit

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// Recorded has the lines of this run, not those of one that was killed.
func TestRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	recorded := func(f *Folder) (got []string) {
		for e, err := range f.Recorded() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, fmt.Sprintf("%d %s %d", e.ID, e.Path, e.Ledger.Of(note.ImageConstruct)))
		}
		return got
	}
	killed := open(t, dir, Options{})
	emit(t, killed, 7, "posts/g.md", "g")
	kill(killed)

	f := open(t, dir, Options{})
	if got := recorded(f); got != nil {
		t.Errorf("before anything: %q", got)
	}
	emit(t, f, 1, "posts/a.md", "a")
	e := post(2, "posts/b.md", "b")
	e.Ledger.Count(note.ImageConstruct, note.Converted)
	if err := f.Record(e); err != nil {
		t.Fatal(err)
	}
	if got, want := recorded(f), []string{"1 posts/a.md 0", "2 posts/b.md 1"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for range f.Recorded() {
		break
	}
}

func TestWriteOwnFrom(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	f := open(t, dir, Options{})
	for _, text := range []string{"one", "two"} {
		err := f.WriteOwnFrom("report.json", func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		})
		if got, _ := f.ReadOwn("report.json"); err != nil || string(got) != text {
			t.Errorf("got %q, %v; want %q", got, err, text)
		}
	}
	broken := errors.New("broken")
	err := f.WriteOwnFrom("report.json", func(w io.Writer) error {
		io.WriteString(w, "half")
		return broken
	})
	if got, _ := f.ReadOwn("report.json"); !errors.Is(err, broken) || string(got) != "two" {
		t.Errorf("after a failure: %q, %v", got, err)
	}
	if err := f.WriteOwnFrom("../out", nil); err == nil {
		t.Error("a name that leads out was taken")
	}
	end(t, f)
	if left, _ := filepath.Glob(filepath.Join(dir, ourFolder, "*.tmp")); left != nil {
		t.Errorf("left behind: %q", left)
	}
}
