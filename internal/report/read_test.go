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
	var sides []Sides
	want := map[rowKey]string{}
	for i := range 40 {
		r := Row{ID: int64(i % 20), Type: []string{"post", `a "type" \ü`}[i/20], Title: evil, Notes: []note.Note{{Kind: note.Block, Text: strings.Repeat(evil, i*i)}}}
		line, err := r.JSON()
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, line)
		if i%3 > 0 {
			packed := strings.Repeat(fmt.Sprintf("%04d", i), 1+i*i*20)
			sides = append(sides, Sides{i, packed})
			want[rowKey{r.ID, r.Type}] = packed
		}
	}
	name := filepath.Join(t.TempDir(), "report.html")
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := new(Summary).WriteHTML(out, new(About), each(rows...), each(sides...)); err != nil {
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
			key := rowKey{int64(at % 20), []string{"post", `a "type" \ü`}[at/20]}
			if got := last.Of(key.id, key.typ); got != want[key] {
				t.Fatalf("%v: got %d bytes, want %d", key, len(got), len(want[key]))
			}
		}
	}
	if got := last.Of(99, "post"); got != "" {
		t.Errorf("of no page: %.20q", got)
	}
	if err := last.Close(); err != nil {
		t.Error(err)
	}
	if got := (*LastSides)(nil).Of(1, "post"); got != "" {
		t.Errorf("of no report: %.20q", got)
	}
}
