package target

import (
	"path"
	"testing"
	"time"
)

func TestFolders_Posts(t *testing.T) {
	day := time.Date(2013, 4, 2, 12, 0, 0, 0, time.UTC)
	post := Item{Type: "post", Folder: "posts", Stem: "a", Date: day, URL: "/2013/04/02/a/"}
	draft, undated, home := post, post, post
	draft.Draft, undated.Date, home.URL = true, time.Time{}, "/"
	page := Item{Type: "page", Folder: "pages", Stem: "a", Above: []string{"b"}, Date: day, URL: "/b/a/"}
	for _, c := range []struct {
		target string
		item   Item
		by     Folders
		want   string
	}{
		{"plain", post, ByMonth, "posts/2013/04/a.md"},
		{"hugo", post, Flat, "content/posts/a.md"},
		{"hugo", post, ByYear, "content/posts/2013/a.md"},
		{"hugo", post, ByMonth, "content/posts/2013/04/a.md"},
		{"hugo", draft, ByMonth, "content/posts/a.md"},
		{"hugo", undated, ByMonth, "content/posts/a.md"},
		{"hugo", home, ByMonth, "content/_index.md"},
		{"hugo", page, ByMonth, "content/pages/b/a.md"},
		{"jekyll", post, ByMonth, "_posts/2013/04/2013-04-02-a.md"},
		{"jekyll", draft, ByMonth, "_drafts/a.md"},
		{"eleventy", post, ByMonth, "content/posts/2013/04/a.md"},
		{"astro", post, ByMonth, "src/content/posts/2013/04/a.md"},
		{"pelican", post, ByMonth, "content/posts/2013/04/a.md"},
		{"hexo", post, ByMonth, "source/_posts/2013/04/a.md"},
		{"vitepress", post, ByMonth, "posts/2013/04/a.md"},
		{"docusaurus", post, ByMonth, "blog/2013/04/a.md"},
		{"docusaurus", undated, ByMonth, "pages/undated/a.md"},
		{"zola", post, ByMonth, "content/posts/a.md"},
	} {
		tgt, err := Named(c.target)
		if err != nil {
			t.Fatal(err)
		}
		at := tgt.PlaceIn(c.item, c.by)
		if got := path.Join(path.Join(at.Root, path.Join(at.Dir...)), at.Before+at.Stem+at.Ext); got != c.want {
			t.Errorf("%s: %+v %d: %s, want %s", c.target, c.item, c.by, got, c.want)
		}
	}
}
