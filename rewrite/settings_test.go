package rewrite

import (
	"fmt"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// What the database of a site says of its addresses is not guessed.
func TestSettings(t *testing.T) {
	const blog = "http://old.example"
	site := &extract.Site{BaseBlogURL: blog, Terms: []extract.Term{{Taxonomy: "category", Slug: "news"}}, Settings: &extract.Settings{
		Permalinks: "/index.php/%year%/%postname%/", CategoryBase: "thema/alle", TagBase: "wort",
		Redirects: []extract.Redirect{
			{From: "/to-one", To: "/2013/one/"}, {From: blog + "/to-two/", To: "/to-one"}, {From: "/gone", To: "/nowhere/"}, {From: "/2013/one/", To: "/to-two"},
			{From: "^/x", To: "/y", Regex: true}, {From: "http://other.example/z", To: "/2013/one/"}, {From: "/away", To: "https://else.example/a?b=c#d"},
			{From: "/in-a-circle", To: "/and-back"}, {From: "/and-back", To: "/in-a-circle"}, {From: "/file", To: "/2013/one/#part"},
		},
	}}
	x, err := New(site, Options{Files: "/images/", Archives: map[string]string{"category": "/c/:slug/", "tag": "/t/:slug/"}})
	if err != nil {
		t.Fatal(err)
	}
	date := time.Date(2013, 4, 2, 0, 0, 0, 0, time.UTC)
	x.Add(&extract.Item{ID: 1, Type: "post", Status: "publish", Slug: "one", Link: blog + "/2013/one/", Date: date}, true)
	x.Add(&extract.Item{ID: 2, Type: "post", Status: "draft", Slug: "two", Link: blog + "/?p=2", Date: date}, true)
	x.Seal(func(name string) string { return name })
	if got := x.URL(1); got != "/2013/two/" {
		t.Errorf("a draft is at %s", got)
	}
	for in, want := range map[string]string{"/thema/alle/news/": "/c/news/", "/wort/a/": "/t/a/", "/category/news/": "/c/news/"} {
		if to, _ := x.ledTo(in); to != want {
			t.Errorf("%s leads to %s, want %s", in, to, want)
		}
	}
	list, left := x.KeptRedirects()
	got := []string{}
	for _, r := range list {
		got = append(got, r.From+" "+r.To)
	}
	if want := []string{"/to-one /2013/one/", "/to-two /2013/one/", "/away https://else.example/a?b=c", "/file /2013/one/"}; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(left) != 4 || left[0] != (Left{Address: "^/x → /y", Why: ByPattern}) || left[1].Address != blog+"/nowhere/" {
		t.Errorf("left: %v", left)
	}
	bases := 0
	for _, r := range listsOf(x) {
		if r.From == "/thema/alle/news/" || r.From == "/wort" {
			bases++
		}
	}
	if bases == 0 {
		t.Errorf("no list of %v is one of the site's own bases", listsOf(x))
	}
}
