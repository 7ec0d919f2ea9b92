package live

import (
	"context"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// site is one that answers without a network.
type site interface {
	http.RoundTripper
	address() string
}

// fetched fetches a site and reads what was written of it.
func fetched(t *testing.T, c site, opt Options) (file string, items []*extract.Item, about extract.Site, notes []note.Note) {
	t.Helper()
	if opt.Folder == "" {
		opt.Folder = t.TempDir()
	}
	opt.Transport = c
	address := c.address()
	file = filepath.Join(t.TempDir(), "site.xml")
	synctest.Test(t, func(t *testing.T) {
		g, err := Fetch(context.Background(), address, opt)
		if err != nil {
			t.Fatal(err)
		}
		w, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := write(w, g); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		notes = g.Notes
		if err := g.Finish(); err != nil {
			t.Fatal(err)
		}
	})
	items, about = read(t, file)
	return file, items, about, notes
}

func read(t testing.TB, file string) (items []*extract.Item, site extract.Site) {
	t.Helper()
	src, err := extract.Open([]string{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	for it, err := range src.Items(&site) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	if r := src.Repairs(); len(r) > 0 {
		t.Errorf("%s needs repairs: %v", file, r)
	}
	return items, site
}

// What a public API shows of a site is its export, but for what is not public:
// drafts, menus, texts behind passwords.
func TestFetchREST(t *testing.T) {
	c := newCaptured(t)
	_, items, site, notes := fetched(t, c, Options{})
	want, got := migrate(exported(t, c)), migrate(items)
	statuses := map[int64]string{}
	for _, it := range exported(t, c) {
		statuses[it.ID] = it.Status
	}
	for id, w := range want {
		g, ok := got[id]
		switch {
		case statuses[id] != "publish":
			if ok {
				t.Errorf("%d: not public, but fetched", id)
			}
			continue
		case !ok:
			t.Errorf("%d %q is missing", id, w.title)
			continue
		}
		if untexturized(g.title) != untexturized(w.title) || g.slug != w.slug || g.date != w.date || g.terms != w.terms {
			t.Errorf("%d:\ngot  %s %s %s %s\nwant %s %s %s %s", id, g.title, g.slug, g.date, g.terms, w.title, w.slug, w.date, w.terms)
		}
		gt, wt := untexturized(g.text), untexturized(w.text)
		if w.dynamic {
			if lost := missing(plainWords(gt), plainWords(wt)); len(lost) > 0 {
				t.Errorf("%d %s: words missing: %q", id, w.title, lost)
			}
		} else if gt != wt {
			t.Errorf("%d %s: text:%s", id, w.title, firstDifference(gt, wt))
		}
	}
	if len(site.Authors) != 3 || site.Title != "Capture & Co" {
		t.Errorf("site: %q, %d authors", site.Title, len(site.Authors))
	}
	wantNotes(t, notes, `private: post 1168 "Template: Password Protected (the password is “enter”)": behind a password`,
		"type: nav_menu_item: not for the public", "type: terms of nav_menu: not for the public", "type: terms of wp_pattern_category: not for the public")
}

// With a password the API has all of the export that becomes Markdown.
func TestFetchRESTWithPassword(t *testing.T) {
	c := newCaptured(t)
	c.user, c.password = "wpadmin", "abcd efgh"
	_, items, about, _ := fetched(t, c, Options{User: "wpadmin", Password: "abcd efgh"})
	want, got := migrate(exported(t, c)), migrate(items)
	if len(got) != len(want) {
		t.Errorf("%d posts, want %d", len(got), len(want))
	}
	for id, w := range want {
		if g := got[id]; g != w {
			if g.markdown != w.markdown {
				t.Errorf("%d: Markdown:%s", id, firstDifference(g.markdown, w.markdown))
			}
			g.markdown, w.markdown, g.text, w.text = "", "", "", ""
			if g != w {
				t.Errorf("%d:\ngot  %+v\nwant %+v", id, g, w)
			}
		}
	}
	for _, e := range exported(t, c) {
		i := slices.IndexFunc(items, func(it *extract.Item) bool { return it.ID == e.ID })
		if e.Type != "attachment" || i < 0 {
			continue
		}
		g := items[i]
		// The recorded answers have files as they are shown, not as they are stored.
		text := func(s string) string { return untexturized(plainText(s)) }
		if g.AttachmentURL != e.AttachmentURL || g.Parent != e.Parent || text(g.Content) != text(e.Content) || text(g.Excerpt) != text(e.Excerpt) ||
			g.Field("_wp_attachment_image_alt") != e.Field("_wp_attachment_image_alt") || g.Field("_wp_attached_file") != e.Field("_wp_attached_file") {
			t.Errorf("file %d:\ngot  %s %d %q %q %q\nwant %s %d %q %q %q", e.ID, g.AttachmentURL, g.Parent, g.Content, g.Excerpt, g.Meta, e.AttachmentURL, e.Parent, e.Content, e.Excerpt, e.Meta)
		}
		gm, err := g.AttachmentMeta()
		if err != nil {
			t.Error(err)
		}
		if em, _ := e.AttachmentMeta(); gm.Width != em.Width || gm.OriginalImage != em.OriginalImage || len(gm.Sizes) != len(em.Sizes) {
			t.Errorf("file %d: got %+v, want %+v", e.ID, gm, em)
		}
	}
	if i := slices.IndexFunc(about.Authors, func(a extract.Author) bool { return a.Login == "themereviewteam" }); i < 0 || about.Authors[i].LastName != "Review" {
		t.Errorf("authors %+v", about.Authors)
	}
	comments := map[int64]extract.Comment{}
	types := map[string]int{}
	for _, it := range items {
		types[it.Type]++
		for _, c := range it.Comments {
			comments[c.ID] = c
		}
	}
	if want := map[string]int{"attachment": 50, "nav_menu_item": 70, "page": 21, "post": 62}; !maps.Equal(types, want) {
		t.Errorf("types %v, want %v", types, want)
	}
	for _, it := range exported(t, c) {
		if it.Password != "" {
			continue // the API keeps the comments of such a post to itself
		}
		for _, w := range it.Comments {
			if w.Type != "comment" || w.Approved != "1" {
				continue // not among the recorded answers
			}
			if g, ok := comments[w.ID]; !ok || g.Author != w.Author || g.Parent != w.Parent || !g.Date.Equal(w.Date) || g.AuthorURL != w.AuthorURL {
				t.Errorf("comment %d of %d: got %+v, want %+v", w.ID, it.ID, g, w)
			}
		}
	}
}

// wantNotes checks that there are these notes, by how they begin, and no
// others.
func wantNotes(t testing.TB, notes []note.Note, want ...string) {
	t.Helper()
	for _, n := range notes {
		text := string(n.Kind) + ": " + n.Text
		if strings.HasPrefix(text, "private: pingbacks and trackbacks: ") {
			continue // wherever the API gives comments
		}
		i := slices.IndexFunc(want, func(w string) bool { return strings.HasPrefix(text, w) })
		if i < 0 {
			t.Errorf("note %q", text)
			continue
		}
		want = slices.Delete(want, i, i+1)
	}
	for _, w := range want {
		t.Errorf("no note %q", w)
	}
}
