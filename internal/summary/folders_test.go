package summary

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// writeReport writes the report of a folder in which each of some shortcodes is on one
// page, and all of them on another.
func writeReport(t *testing.T, dir string, names ...string) {
	t.Helper()
	s := &report.Summary{Items: len(names) + 1, Results: map[note.Result]int{note.Review: len(names) + 1}, Types: []note.Count{{Name: "post", Count: len(names) + 1}}}
	all := report.Item{Type: "post", Path: "posts/all.md", Result: note.Review}
	for i, name := range names {
		n := note.Note{Kind: note.Shortcode, Review: true, Text: "unknown, kept as text: [" + name + "]"}
		all.Notes = append(all.Notes, n)
		s.Attention = append(s.Attention, report.Item{ID: int64(i + 1), Type: "post", Path: "posts/" + name + ".md", Result: note.Review, Notes: []note.Note{n}})
	}
	s.Attention = append(s.Attention, all)
	s.Causes = report.CausesOf(s.Attention)
	var b bytes.Buffer
	if err := s.Write(&b, func(func(json.RawMessage, error) bool) {}); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, ".wp2md"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".wp2md", "report.json"), b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// The sums of several folders are those of all their items, also where a report lists
// the most frequent names only.
func TestSumsOfFolders(t *testing.T) {
	top := t.TempDir()
	one, two := filepath.Join(top, "one"), filepath.Join(top, "two")
	var first, second []string
	for i := range 20 {
		first = append(first, fmt.Sprintf("a%02d", i))
		second = append(second, fmt.Sprintf("a%02d", i+15))
	}
	writeReport(t, one, first...)
	writeReport(t, two, second...)
	all := Read([]string{one, two, filepath.Join(top, "none")})
	if len(all.Missing) != 1 || len(all.Causes) != 1 {
		t.Fatalf("missing %q, causes %v", all.Missing, all.Causes)
	}
	c := all.Causes[0]
	if c.Items != 42 || c.Notes != 80 || len(c.Names)+c.More != 35 {
		t.Errorf("%d items, %d notes, %d names; want 42, 80, 35", c.Items, c.Notes, len(c.Names)+c.More)
	}
	if got := c.Names[0]; got.Count != 4 || got.Name != "a15" {
		t.Errorf("the first name is %v; a15 to a19 are on two pages of each folder", got)
	}
	if want := filepath.ToSlash(one) + ": posts/a00.md"; c.Example.Item != want {
		t.Errorf("the example is %s, want %s", c.Example.Item, want)
	}
	if all.Total.Looks != 42 {
		t.Errorf("%d looks", all.Total.Looks)
	}
}

// What can be accepted in a folder is completed with what it is.
func TestCausesIn(t *testing.T) {
	dir := t.TempDir()
	if got := strings.Join(CausesIn(dir), " "); !strings.Contains(got, "form") || strings.Contains(got, "\t") {
		t.Errorf("without a report: %s", got)
	}
	writeReport(t, dir, "odd")
	if got := CausesIn(dir); len(got) != 1 || got[0] != "shortcode\t2 items: shortcodes that nobody knows, or that could not be carried over" {
		t.Errorf("with a report: %q", got)
	}
}

// Of many folders those that need a look are told one by one, and the sums of all others
// in a row.
func TestManyFolders(t *testing.T) {
	var dirs []string
	for i := range 30 {
		dir := filepath.Join(t.TempDir(), fmt.Sprintf("site%02d", i))
		writeReport(t, dir, "odd")
		dirs = append(dirs, dir)
	}
	all := Read(dirs)
	for i := range all.Folders {
		all.Folders[i].Folder = filepath.Base(all.Folders[i].Folder)
		if i != 7 && i != 9 {
			all.Folders[i].Looks = 0
		}
	}
	all.Folders[9].Looks, all.Folders[9].Failed = 0, 1
	var b strings.Builder
	if err := all.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")[1:5]
	for i, want := range []string{"site07 2 2 2 0 0 0 0", "site09 2 2 0 1 0 0 0", "28 others: no look 56 56 0 0 0 0 0", "total 60 60 60 0 0 0 0"} {
		if g := strings.Join(strings.Fields(got[i]), " "); g != want {
			t.Errorf("line %d is %q, want %q", i, g, want)
		}
	}
}
