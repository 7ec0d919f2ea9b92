package migrate

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// An item over which the first reading stumbles fails, and the others have their places.
func TestBroken(t *testing.T) {
	var site extract.Site
	index, err := rewrite.New(&site, rewrite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &plan{index: index, library: transform.NewLibrary()}
	if v := p.meet(&extract.Item{ID: 5, Type: "post", Status: "publish"}, nil, transform.Options{}); v.write { // there is no migration
		t.Error("it is to be written")
	}
	p.items++
	p.index.Add(&extract.Item{ID: 6, Type: "post", Status: "publish", Slug: "a", Link: "https://old.example/a/"}, true)
	p.index.Seal(func(string) string { return "" })
	if !strings.HasPrefix(p.broken[0], "internal error: ") || p.index.URL(0) != "" || p.index.URL(1) != "/a/" || !p.library.IsUnseen(5) {
		t.Errorf("%v, %q, %q", p.broken, p.index.URL(0), p.index.URL(1))
	}
	c := newConverter(&migration{plan: p, o: &Options{Jobs: 1, DryRun: true}, settings: new(settings.Settings), target: target.Plain()})
	out := c.convert(0, job{n: 0, it: &extract.Item{ID: 5, Type: "post", Status: "publish"}})
	if n := out.Entry.Notes; out.Entry.Result != note.Failed || len(n) != 1 || n[0].Text != p.broken[0] {
		t.Errorf("%+v", out.Entry)
	}
}
