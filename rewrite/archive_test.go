package rewrite

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

func library() extract.Site {
	s := at("http://old.example")
	s.Authors = []extract.Author{{ID: 7, Login: "Ann Smith"}}
	s.Terms = []extract.Term{
		{ID: 3, Taxonomy: "category", Slug: "news"},
		{ID: 4, Taxonomy: "category", Slug: "local", Parent: "news"},
		{ID: 5, Taxonomy: "category", Slug: "%e4%bd%a0"},
		{ID: 6, Taxonomy: "post_tag", Slug: "red"},
		{ID: 8, Taxonomy: "series", Slug: "walks"},
		{ID: 9, Taxonomy: "category", Slug: "loop", Parent: "loop"},
	}
	return s
}

// said is where a new site has its archives.
var said = map[string]string{
	"category": "/categories/:slug/", "tag": "/tags/:slug/", "author": "/people/:slug/", "date": "/archive/:year/:month/", "format": "/kind/:slug/",
	"series": "/series/:slug/", "feed": "/index.xml", "search": "/search/", "portfolio": "/work/", "home": "/blog/",
}

// archives are the addresses of lists of posts and of feeds (docs/formats.md §F.2):
// where they lead if the options say nothing, and if they say all.
var archives = []struct{ href, kept, moved string }{
	{"/category/news/", "/category/news/", "/categories/news/"},
	{"http://www.old.example/category/news", "/category/news/", "/categories/news/"},
	{"/category/news/local/", "/category/news/local/", "/categories/local/"},
	{"/index.php/category/news/local/page/3/", "/category/news/local/", "/categories/local/"},
	{"/category/news/feed/", "/category/news/", "/categories/news/"},
	{"/category/news/feed/atom/", "/category/news/", "/categories/news/"},
	{"/category/%E4%BD%A0/", "/category/你/", "/categories/你/"},
	{"/category/unknown/", "/category/unknown/", "/categories/unknown/"},
	{"/category/loop/loop/", "/category/loop/loop/", "/categories/loop/"},
	{"/blog/category/news/", "/blog/category/news/", "/categories/news/"},
	{"/topics/news/local/", "/topics/news/local/", "/categories/local/"},
	{"/?cat=4", "/category/news/local/", "/categories/local/"},
	{"/?cat=-4", "/category/news/local/", "/categories/local/"},
	{"/?category_name=local", "/category/news/local/", "/categories/local/"},
	{"/?category_name=news/local&paged=2", "/category/news/local/", "/categories/local/"},
	{"/tag/red/#x", "/tag/red/", "/tags/red/"},
	{"/?tag=red", "/tag/red/", "/tags/red/"},
	{"/?tag_id=6", "/tag/red/", "/tags/red/"},
	{"/?taxonomy=post_tag&term=red", "/tag/red/", "/tags/red/"},
	{"/?taxonomy=series&term=walks", "/series/walks/", "/series/walks/"},
	{"/series/walks/", "/series/walks/", "/series/walks/"},
	{"/?series=walks", "/series/walks/", "/series/walks/"},
	{"/author/ann-smith/page/2", "/author/ann-smith/", "/people/ann-smith/"},
	{"/?author=7", "/author/ann-smith/", "/people/ann-smith/"},
	{"/?author_name=ann-smith", "/author/ann-smith/", "/people/ann-smith/"},
	{"/type/aside/", "/type/aside/", "/kind/aside/"},
	{"/?post_format=post-format-aside", "/type/aside/", "/kind/aside/"},
	{"/2013/", "/2013/", "/archive/2013/"},
	{"/2013/04", "/2013/04/", "/archive/2013/04/"},
	{"/2013/04/02/", "/2013/04/02/", "/archive/2013/04/"},
	{"/2013/04/page/2/", "/2013/04/", "/archive/2013/04/"},
	{"/date/2013/04/", "/date/2013/04/", "/archive/2013/04/"},
	{"/?m=201304", "/2013/04/", "/archive/2013/04/"},
	{"/?m=2013", "/2013/", "/archive/2013/"},
	{"/?year=2013&monthnum=4", "/2013/04/", "/archive/2013/04/"},
	{"/portfolio/", "/portfolio/", "/work/"},
	{"/?post_type=portfolio", "/portfolio/", "/work/"},
	{"/page/2/", "/", "/blog/"},
	{"/?paged=2", "/", "/blog/"},
	{"/?s=a+b%26c", "/?s=a+b%26c", "/search/"},
	{"/search/a/", "/search/a/", "/search/"},
	{"/feed/", "/feed/", "/index.xml"},
	{"/feed/rss2/", "/feed/", "/index.xml"},
	{"/comments/feed/", "/feed/", "/index.xml"},
	{"/?feed=rss2", "/feed/", "/index.xml"},
	{"/wp-rss2.php", "/feed/", "/index.xml"},

	{"/category/", "", ""},
	{"/2013/13/", "", ""},
	{"/2013/04/02/03/", "", ""},
	{"/20133/", "", ""},
	{"/topics/unknown/", "", ""},
	{"/?cat=6", "", ""},
	{"/?author=8", "", ""},
	{"/wp-login.php", "", ""},
	{"/wp-json/wp/v2/posts", "", ""},
}

func TestArchives(t *testing.T) {
	work := newItem("portfolio", 20, "http://old.example/work/acme/")
	kept := index(t, library(), Options{}, work)
	moved := index(t, library(), Options{Archives: said}, work)
	for _, c := range archives {
		if c.kept == "" {
			c.kept = "http://old.example" + c.href
			c.moved = c.kept
		}
		got, note := follow(kept, "http://old.example/", c.href)
		if got != c.kept || note == "" {
			t.Errorf("%s leads to %q %s, want %q and a note", c.href, got, note, c.kept)
		}
		again, _ := follow(kept, "http://old.example/", got)
		if again != got {
			t.Errorf("%s leads to %q, and that to %q", c.href, got, again)
		}
		got, note = follow(moved, "http://old.example/", c.href)
		if got != c.moved || (note == "") != strings.HasPrefix(got, "/") {
			t.Errorf("%s leads to %q %s, want %q and no note", c.href, got, note, c.moved)
		}
		if again, _ := follow(moved, "http://old.example/", got); again != got {
			t.Errorf("with options %s leads to %q, and that to %q", c.href, got, again)
		}
	}
}

func TestArchivePatterns(t *testing.T) {
	site := library()
	for pattern, ok := range map[string]bool{
		"/categories/:slug/": true, "/c/:path": true, "/": true, "/a:b/": true,
		"": false, "categories/:slug": false, "//evil/": false, "/:name/": false, "/?c=:slug": false,
	} {
		if _, err := New(&site, Options{Archives: map[string]string{"category": pattern}}); (err == nil) != ok {
			t.Errorf("%q: %v", pattern, err)
		}
	}
}

// An address that leads nowhere is told with the reason, each once a page.
func TestLeft(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, page_(1, "http://old.example/about/"))
	body := element(0)
	for _, n := range parse(t, `<a href="/gone/">x</a> <a href="/gone/">y</a> <a href="#none">z</a> <a href="/about/">a</a> <a href="http://other.example/">b</a>
		see http://old.example/about/, and <code>https://www.old.example/x?y</code> but not http://other.example/ or ftp://old.example/`) {
		body.AppendChild(n)
	}
	got := ""
	for _, l := range x.Apply(body, "").Left {
		got += l.Address + " " + l.Why + "\n"
	}
	const want = `http://old.example/gone/ leads to a page of the old site that the export does not hold
#none the page has no place of that name
http://old.example/about/ stands in the text, and stays
https://www.old.example/x?y stands in the text, and stays
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
