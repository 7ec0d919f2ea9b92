package report

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// The next run finds both sides of each page in the report of the last, in whatever
// order it asks.
func TestLastSides(t *testing.T) {
	var rows []json.RawMessage
	of := func(i int) Row { // three rows have the ID 7
		r := Row{ID: int64(i % 20), Type: []string{"post", `a "type" \ü`}[i/20], Path: fmt.Sprintf(`posts/ü "%d".md`, i)}
		if i%2 > 0 {
			r.Path = fmt.Sprintf("posts/%d.md", i)
		}
		if i == 8 || i == 10 {
			r.ID = 7
		}
		return r
	}
	want := map[int]string{}
	for i := range 40 {
		r := of(i)
		r.Title, r.Notes = evil, []note.Note{{Kind: note.Block, Text: strings.Repeat(evil, i*i)}}
		line := r.AppendJSON(nil)
		rows = append(rows, line)
		if i%3 > 0 {
			packed := strings.Repeat(fmt.Sprintf("%04d", i), 1+i*i*20)
			want[i] = packed
		}
	}
	name := filepath.Join(t.TempDir(), "report.html")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := new(Summary).WriteHTML(out, new(About), each(rows...), sidesOf(want)); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	last := ReadSides(file)
	for _, order := range [][2]int{{0, 1}, {39, -1}, {7, 13}} {
		for i, at := 0, order[0]; i < 40; i, at = i+1, (at+order[1]+40)%40 {
			r := of(at)
			if got := string(last.Of(r.ID, r.Type, r.Path)); got != want[at] {
				t.Fatalf("%d: got %d bytes, want %d", at, len(got), len(want[at]))
			}
			if r.ID == 7 && r.Type == "post" {
				if got := string(last.Of(r.ID, r.Type, "elsewhere.md")); got != "" {
					t.Fatalf("of one of several that has moved: %.20q", got)
				}
			} else if got := string(last.Of(r.ID, r.Type, "elsewhere.md")); got != want[at] {
				t.Fatalf("%d, moved: got %d bytes, want %d", at, len(got), len(want[at]))
			}
		}
	}
	if got := string(last.Of(99, "post", "")); got != "" {
		t.Errorf("of no page: %.20q", got)
	}
	if err := last.Close(); err != nil {
		t.Error(err)
	}
	if got := string((*LastSides)(nil).Of(1, "post", "")); got != "" {
		t.Errorf("of no report: %.20q", got)
	}
}
