package emit

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// A post that is not to be published any more leaves no page that is.
func TestWithdraw(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	migrate(t, dir, Whole, Options{}, site{1: page3(1, "a"), 2: page3(2, "a"), 3: page3(3, "a")})
	put(t, dir, "posts/p2.md", page3(2, "mine"))
	draft := Drafting{Mark: func(page []byte) ([]byte, error) {
		return bytes.Replace(page, []byte("---\n"), []byte("---\ndraft: true\n"), 1), nil
	}}
	for _, dry := range []bool{true, false} {
		before := tree(t, dir)
		f := open(t, dir, Options{DryRun: dry})
		for id := int64(1); id <= 3; id++ {
			last, err := f.Last(id, "post", "")
			if err != nil || last == nil {
				t.Fatal(last, err)
			}
			if id == 3 {
				putPage(t, f, 3, "posts/p3.md", page3(3, "a"))
				continue
			}
			w, err := f.Withdraw(last, draft)
			if err != nil {
				t.Fatal(err)
			}
			e := Entry{ID: id, Type: "post", Result: note.Skipped}
			if id == 2 {
				e.Path, e.SHA256 = last.Path, last.SHA256
			}
			if err := f.Record(e); err != nil {
				t.Fatal(err)
			}
			if removed := slices.Equal(w.Removed, []string{last.Path}); removed != (id == 1) || (w.Draft == last.Path) != (id == 2) || len(w.Left) > 0 {
				t.Errorf("post %d: %+v", id, w)
			}
		}
		end(t, f)
		if dry {
			wantTree(t, dir, before)
		}
	}
	wantTree(t, dir, map[string]string{
		"posts/p2.md": "---\ndraft: true\nid: \"2\"\n---\n\nmine\n", "posts/p3.md": page3(3, "a"),
	})
	if list := gone(t, dir); len(list) > 0 {
		t.Errorf("gone are %q", list)
	}
}

// A page that a person has moved since the last run is found by its ID, and goes
// where the new site shows nothing, if what it says is not enough.
func TestWithdrawMoved(t *testing.T) {
	for _, c := range []struct{ name, to, want string }{
		{"edited", "posts/p1.md", "drafts/p1.md"},
		{"edited and moved", "notes/mine.md", "drafts/mine.md"},
		{"where another one is", "posts/taken.md", "drafts/taken-2.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			migrate(t, dir, Whole, Options{}, site{1: page3(1, "a")})
			put(t, dir, "drafts/taken.md", "somebody else's\n")
			if err := os.Remove(filepath.Join(dir, "posts", "p1.md")); err != nil {
				t.Fatal(err)
			}
			put(t, dir, c.to, page3(1, "mine"))
			f := open(t, dir, Options{})
			last, err := f.Last(1, "post", "")
			if err != nil || last == nil {
				t.Fatal(last, err)
			}
			w, err := f.Withdraw(last, Drafting{
				Mark:  func(page []byte) ([]byte, error) { return page, nil },
				Place: func(name string) string { return "drafts/" + path.Base(name) },
			})
			if err != nil || w.Draft != c.want || w.Was != "posts/p1.md" {
				t.Errorf("%+v %v", w, err)
			}
			if err := f.Record(Entry{ID: 1, Type: "post", Result: note.Skipped, Path: w.Draft, From: w.Was, SHA256: last.SHA256, Base: last.Base}); err != nil {
				t.Fatal(err)
			}
			end(t, f)
			wantTree(t, dir, map[string]string{c.want: page3(1, "mine"), "drafts/taken.md": "somebody else's\n"})
		})
	}
}
