package live

import (
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// checkPosts holds fetched posts against the export: all that want names are
// there, with at least share of their words.
func checkPosts(t *testing.T, c *captured, items []*extract.Item, want func(*extract.Item) bool, share float64) {
	t.Helper()
	export := exported(t, c)
	all, got := migrate(export), migrate(items)
	words, lost := 0, 0
	n := 0
	for _, it := range export {
		if !want(it) || it.Password != "" || it.Status != "publish" {
			continue
		}
		n++
		w := all[it.ID]
		g, ok := got[it.ID]
		if !ok {
			t.Errorf("%d %q is missing", it.ID, w.title)
			continue
		}
		if g.date == "0001-01-01 00:00:00" && it.Type == "page" {
			g.date = w.date // the theme shows none
		}
		g.date, w.date = g.date[:len("2006-01-02")], w.date[:len("2006-01-02")]
		if untexturized(g.title) != untexturized(w.title) || g.slug != w.slug || g.date != w.date || g.terms != w.terms {
			t.Errorf("%d:\ngot  %s %s %s %s\nwant %s %s %s %s", it.ID, g.title, g.slug, g.date, g.terms, w.title, w.slug, w.date, w.terms)
		}
		gw, ww := plainWords(g.text), plainWords(w.text)
		l := missing(gw, ww)
		words += len(ww)
		lost += len(l)
		if len(l) > 0 {
			t.Logf("%d %s: words missing: %q", it.ID, w.title, l)
		}
		if more := missing(ww, gw); len(more) > 0 && !w.dynamic {
			t.Errorf("%d %s: words too many: %q", it.ID, w.title, more)
		}
	}
	if n == 0 || float64(lost) > (1-share)*float64(words) {
		t.Errorf("%d of %d words of %d posts are missing", lost, words, n)
	}
}

// The two pages of the feed that were recorded hold twenty whole posts.
func TestFetchFeed(t *testing.T) {
	c := newCaptured(t)
	c.noREST = true
	_, items, site, notes := fetched(t, c, Options{Ways: ByFeed})
	if len(items) != 20 || site.Title != "Capture & Co" || site.Language != "en-US" {
		t.Errorf("%d items of %q in %q", len(items), site.Title, site.Language)
	}
	ids := map[int64]bool{}
	for _, it := range items {
		ids[it.ID] = true
	}
	checkPosts(t, c, items, func(it *extract.Item) bool { return it.Type == "post" && ids[it.ID] }, 0.995)
	wantNotes(t, notes)
}

// The posts and pages whose own pages were recorded.
func TestFetchCrawl(t *testing.T) {
	c := newCaptured(t)
	c.noREST = true
	_, items, site, notes := fetched(t, c, Options{Ways: ByCrawl})
	if site.Title != "Capture & Co" || site.Language != "en-US" {
		t.Errorf("site %q in %q", site.Title, site.Language)
	}
	checkPosts(t, c, items, func(it *extract.Item) bool {
		_, ok := c.raw[strings.TrimPrefix(it.Link, c.url)]
		return ok && (it.Type == "post" || it.Type == "page")
	}, 0.995)
	// Of most posts the recording has no page of their own.
	notes = slices.DeleteFunc(notes, func(n note.Note) bool {
		return strings.Contains(n.Text, "its page could not be read") || strings.Contains(n.Text, "404, though") || strings.Contains(n.Text, "only its beginning")
	})
	wantNotes(t, notes, "private: "+c.url+"/2012/01/04/template-password-protected/: behind a password", "date: "+c.url+"/about/page-markup-and-formatting/: its date is not shown")
	comments := 0
	for _, it := range items {
		if it.ID != 1148 {
			continue
		}
		for _, w := range exported(t, c) {
			if w.ID != it.ID {
				continue
			}
			for _, wc := range w.Comments {
				if wc.Approved != "1" {
					continue
				}
				i := slices.IndexFunc(it.Comments, func(c extract.Comment) bool { return c.ID == wc.ID })
				if i < 0 {
					t.Errorf("comment %d of %q is missing", wc.ID, wc.Author)
				} else if g := it.Comments[i]; g.Author != wc.Author || g.Parent != wc.Parent && g.Parent == 0 || !g.Date.Equal(wc.Date) {
					// WordPress shows answers below some depth beside what they answer.
					t.Errorf("comment %d of %q: %q, parent %d want %d, %v", wc.ID, wc.Author, g.Author, g.Parent, wc.Parent, g.Date)
				}
				comments++
			}
		}
	}
	if comments != 19 {
		t.Errorf("%d comments, want 19", comments)
	}
}
