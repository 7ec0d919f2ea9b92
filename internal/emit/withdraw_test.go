package emit

import (
	"bytes"
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
	draft := func(page []byte) ([]byte, error) {
		return bytes.Replace(page, []byte("---\n"), []byte("---\ndraft: true\n"), 1), nil
	}
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
