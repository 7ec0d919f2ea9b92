package rewrite

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Patterns with Hugo's and WordPress' tags, and the path they give to one post.
func TestPattern(t *testing.T) {
	site := at("http://old.example/blog")
	site.Terms = []extract.Term{
		{ID: 7, Taxonomy: "category", Slug: "sport"},
		{ID: 5, Taxonomy: "category", Slug: "judo", Parent: "sport"},
		{ID: 9, Taxonomy: "category", Slug: "news"},
		{ID: 1, Taxonomy: "post_tag", Slug: "news"},
	}
	the := func(changes ...change) *extract.Item {
		return post_(770, "http://old.example/blog/2013/hello/", append([]change{slug("hello-w%c3%b6rld"), on("2013-04-02 08:09:10"), author("Jean Baptiste"), category("news"), category("judo")}, changes...)...)
	}
	for _, c := range []struct {
		pattern string
		it      *extract.Item
		want    string
	}{
		{"/:year/:month/:slug/", the(), "/2013/04/hello-wörld/"},
		{"/%year%/%monthnum%/%day%/%postname%/", the(), "/2013/04/02/hello-wörld/"},
		{":slug", the(), "/hello-wörld"},
		{"/blog/:slug.html", the(), "/blog/hello-wörld.html"},
		{"/archives/%post_id%", the(), "/archives/770"},
		{"/:id-:slug/", the(), "/770-hello-wörld/"},
		{"/%hour%.%minute%.%second%/:id/", the(), "/08.09.10/770/"},
		{"/:monthname/:weekday/:yearday/:id/", the(), "/april/2/92/770/"},
		{"/:weekdayname/:sections/:id/", the(), "/tuesday/post/770/"},
		{"/:category/:slug/", the(), "/sport/judo/hello-wörld/"},
		{"/:category/:slug/", the(meta("_yoast_wpseo_primary_category", "9")), "/news/hello-wörld/"},
		{"/:category/:slug/", the(meta("rank_math_primary_category", "x")), "/sport/judo/hello-wörld/"},
		{"/:category/:slug/", post_(1, "http://old.example/x/"), "/uncategorized/x/"},
		{"/:category/:slug/", post_(1, "http://old.example/x/", category("unlisted")), "/unlisted/x/"},
		{"/%author%/%postname%/", the(), "/jean-baptiste/hello-wörld/"},
		{"/:author/:slug/", post_(1, "http://old.example/x/"), "/x/"},
		{"/:section/:type/:slug/", the(), "/post/post/hello-wörld/"},
		{"/:title/", the(title("Ça &amp; là")), "/ca-la/"},
		{"/:title/", the(), "/hello-wörld/"},
		{"/:slugorfilename/:contentbasename/", the(), "/hello-wörld/hello-wörld/"},
		{"/é/:slug/", the(), "/é/hello-wörld/"},
		{"/:slug/", post_(5, "http://old.example/blog/?p=5", slug(""), title("Un & deux"), status("draft")), "/un-deux/"},
		{"/:slug/", post_(5, "http://old.example/blog/?p=5", slug(""), status("draft")), "/post-5/"},
		{"/:year/:month/:slug/", post_(5, "http://old.example/blog/?p=5", slug("x"), status("draft")), "/x/"},
		{"/:slug/", the(slug("..%2f..%2fetc")), "/..-..-etc/"},
		{"/:slug/", the(slug("..")), "/-/"},
		{"/:slug/", the(slug(`%5c%5cevil`)), "/evil/"},
		{"/:slug/", the(slug("100%25")), "/100%/"},
		{"/x:slug/", the(slug("a%00b")), "/xab/"},
		{"/:slug/", the(slug(strings.Repeat("長", 500))), "/" + strings.Repeat("長", 200) + "/"},
		{"/:slug/", page_(8, "http://old.example/blog/about/"), "/blog/about/"},
		{"/:slug/", newItem("portfolio", 8, "http://old.example/blog/work/acme/"), "/blog/work/acme/"},
	} {
		x := index(t, site, Options{Permalinks: c.pattern}, c.it)
		if got := x.URL(0); got != c.want {
			t.Errorf("%s: got %q, want %q", c.pattern, got, c.want)
		}
		if got, _ := followOfDraft(x, "", c.it.Link); got != escapePath(c.want) {
			t.Errorf("%s: %s leads to %q, want %q", c.pattern, c.it.Link, got, escapePath(c.want))
		}
	}
}

func TestPatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"/:year/":             `permalinks: "/:year/": needs :slug, :title or :id, or all posts would have one path`,
		"/":                   `permalinks: "/": needs :slug, :title or :id, or all posts would have one path`,
		"/posts/":             `permalinks: "/posts/": needs :slug, :title or :id, or all posts would have one path`,
		"/:slug/:mood/":       `permalinks: "/:slug/:mood/": unknown tag ":mood"`,
		"/:Slug/":             `permalinks: "/:Slug/": unknown tag ":"`,
		"/%mood%/%postname%/": `permalinks: "/%mood%/%postname%/": unknown tag "%mood%"`,
		"/%postname/":         `permalinks: "/%postname/": a % without its end: "%postname"`,
		"/100%/:slug/":        `permalinks: "/100%/:slug/": a % without its end: "%"`,
		"/:slug/?x":           `permalinks: "/:slug/?x": has a '?', which a path cannot hold`,
		"/:slug/#x":           `permalinks: "/:slug/#x": has a '#', which a path cannot hold`,
		`\:slug\`:             `permalinks: "\\:slug\\": has a '\\', which a path cannot hold`,
		"//:slug/":            `permalinks: "//:slug/": has an empty segment: a pattern is a path below the home page`,
		"https://new/:slug/":  `permalinks: "https://new/:slug/": has an empty segment: a pattern is a path below the home page`,
		"/\xff/:slug/":        `permalinks: "/\xff/:slug/": is not UTF-8`,
	} {
		if _, err := New(&extract.Site{}, Options{Permalinks: pattern}); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", pattern, err, want)
		}
	}
}

// The structure of the old site shows in the links of its published posts; a
// draft gets the path it would have had (docs/formats.md §0.6, §F.1).
func TestStructure(t *testing.T) {
	terms := []extract.Term{
		{ID: 1, Taxonomy: "category", Slug: "news"}, {ID: 2, Taxonomy: "category", Slug: "sport"}, {ID: 3, Taxonomy: "category", Slug: "judo", Parent: "sport"},
	}
	many := func(links ...string) []string { return links }
	for _, c := range []struct {
		why   string
		base  string
		links []string // of posts 1, 2, … of the days 2013-04-01, 2013-05-02, …
		want  string   // of a draft of 2014-02-03 08:09:10, by ann, in judo
	}{
		{"day and name", "", many("/2013/04/01/one/", "/2013/05/02/two/", "/2013/06/03/three/"), "/2014/02/03/draft/"},
		{"a month that is a day", "", many("/2013/04/01/one/"), "/2014/02/03/draft/"},
		{"month and name", "", many("/2013/04/one/", "/2013/05/two/"), "/2014/02/draft/"},
		{"numeric", "", many("/archives/1", "/archives/2", "/archives/3"), "/archives/99"},
		{"name", "", many("/one/", "/two/"), "/draft/"},
		{"name without a slash", "", many("/one", "/two", "/three/"), "/draft"},
		{"name as a file", "", many("/one.html", "/two.html"), "/draft.html"},
		{"below a word", "", many("/blog/one/", "/blog/two/"), "/blog/draft/"},
		{"number and name", "", many("/1-one/", "/2-two/", "/3-three/"), "/99-draft/"},
		{"name and number", "", many("/one.1.html", "/two.2.html"), "/draft.99.html"},
		{"one post with its number", "", many("/1-one/"), "/99-draft/"},
		{"date in one", "", many("/2013-04/one/", "/2013-05/two/"), "/2014-02/draft/"},
		{"day first", "", many("/01/04/2013/one/", "/02/05/2013/two/"), "/03/02/2014/draft/"},
		{"time", "", many("/2013/14/15/16/one/", "/2013/14/15/16/two/"), "/2014/08/09/10/draft/"},
		{"category", "", many("/news/one/", "/sport/two/", "/news/three/"), "/sport/judo/draft/"},
		{"categories below others", "", many("/news/one/", "/sport/judo/two/", "/news/three/"), "/sport/judo/draft/"},
		{"author", "", many("/ann/one/", "/bob/two/"), "/ann/draft/"},
		{"index.php", "", many("/index.php/2013/04/one/", "/index.php/2013/05/two/"), "/2014/02/draft/"},
		{"blog in a folder", "/blog", many("/blog/2013/one/", "/blog/2013/two/"), "/blog/2014/draft/"},
		{"blog in a folder of index.php", "/blog", many("/blog/index.php/2013/one/", "/blog/index.php/2013/two/"), "/blog/2014/draft/"},
		{"letters beyond ASCII", "", many("/%e9%95%b7/one/", "/%e9%95%b7/two/"), "/長/draft/"},
		{"one of many that a plugin changed", "", append(many("/special/"), repeat("/2013/%m/%s/", 30)...), "/2014/02/draft/"},
		{"no rule", "", many("/red/x/", "/blue/y/", "/green/z/"), "/draft/"},
		{"too deep", "", many("/a/b/c/d/e/f/g/h/one/"), "/draft/"},
		{"plain", "", many("/?p=1", "/?p=2"), "/draft/"},
		{"plain, blog in a folder", "/blog", many("/blog/?p=1"), "/blog/draft/"},
		{"no posts", "", nil, "/draft/"},
	} {
		site := at("http://old.example" + c.base)
		site.Terms = terms
		var items []*extract.Item
		for i, link := range c.links {
			name := []string{"one", "two", "three"}[min(i, 2)]
			if i > 2 {
				name = "name-" + string(rune('a'+i))
			}
			month := string("04050607080910111201020304050607080910111201020304050607080910111201"[2*i : 2*i+2])
			link = strings.NewReplacer("%m", month, "%s", name).Replace(link)
			cat := "news"
			if strings.Contains(link, "/judo/") {
				cat = "judo"
			} else if strings.Contains(link, "/sport/") {
				cat = "sport"
			}
			who := "ann"
			if i == 1 {
				who = "bob"
			}
			date := "2013-" + month + "-0" + string(rune('1'+i%9))
			items = append(items, post_(int64(i+1), "http://old.example"+link, slug(name), on(date), author(who), category("all"), category(cat)))
		}
		draft := post_(99, "http://old.example"+c.base+"/?p=99", slug("draft"), status("draft"), on("2014-02-03 08:09:10"), author("ann"), category("judo"))
		x := index(t, site, Options{}, append([]*extract.Item{draft}, items...)...)
		if got := x.URL(0); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

func repeat(link string, n int) []string {
	var list []string
	for range n {
		list = append(list, link)
	}
	return list
}

// Items whose link does not tell get the path WordPress would give them.
func TestPlace(t *testing.T) {
	const plain = "http://old.example/?p="
	for _, c := range []struct {
		why   string
		items []*extract.Item
		want  string // of the first
	}{
		{"page", []*extract.Item{page_(1, plain+"1", title("Who we are"), status("draft"))}, "/who-we-are/"},
		{"page without a title", []*extract.Item{page_(1, plain+"1", status("draft"))}, "/post-1/"},
		{"page below a page", []*extract.Item{page_(1, plain+"1", slug("team"), parent(2)), page_(2, "http://old.example/about/us/")}, "/about/us/team/"},
		{"page below a page whose path is encoded", []*extract.Item{page_(1, plain+"1", slug("team"), parent(2)), page_(2, "http://old.example/100%25/%c3%a9")}, "/100%/é/team/"},
		{"page below a draft below a page", []*extract.Item{page_(1, plain+"1", slug("c"), parent(2)), page_(2, plain+"2", slug("b"), parent(3)), page_(3, "http://old.example/a/")}, "/a/b/c/"},
		{"page below a private page", []*extract.Item{page_(1, plain+"1", slug("team"), parent(2)), page_(2, "http://old.example/secret/", status("private"))}, "/secret/team/"},
		{"page below the front page", []*extract.Item{page_(1, plain+"1", slug("team"), parent(2)), page_(2, "http://old.example/", slug("welcome"))}, "/welcome/team/"},
		{"page below itself", []*extract.Item{page_(1, plain+"1", slug("team"), parent(1))}, "/team/"},
		{"pages below each other", []*extract.Item{page_(1, plain+"1", slug("a"), parent(2)), page_(2, plain+"2", slug("b"), parent(1))}, "/b/a/"},
		{"page below what is not there", []*extract.Item{page_(1, plain+"1", slug("a"), parent(77))}, "/a/"},
		{"page below a post", []*extract.Item{page_(1, plain+"1", slug("a"), parent(2)), post_(2, "http://old.example/b/")}, "/a/"},
		{"another type", []*extract.Item{newItem("portfolio", 1, plain+"1", slug("acme"))}, "/portfolio/acme/"},
		{"another type with a folder of its own", []*extract.Item{newItem("portfolio", 1, plain+"1", slug("acme")), newItem("portfolio", 2, "http://old.example/work/b/"), newItem("portfolio", 3, "http://old.example/work/c/")}, "/work/acme/"},
		{"another type, below one of its own", []*extract.Item{newItem("docs", 1, plain+"1", slug("b"), parent(2)), newItem("docs", 2, "http://old.example/manual/a/")}, "/manual/a/b/"},
		{"another type, below another type", []*extract.Item{newItem("reply", 1, plain+"1", slug("b"), parent(2)), newItem("topic", 2, "http://old.example/forum/a/")}, "/reply/b/"},
		{"no link", []*extract.Item{post_(1, "", slug("a"))}, "/a/"},
		{"a link that is none", []*extract.Item{post_(1, "javascript:alert(1)", slug("a"))}, "/a/"},
		{"a post whose link is the home page", []*extract.Item{post_(1, "http://old.example/", slug("a"))}, "/a/"},
		{"the front page", []*extract.Item{page_(1, "http://old.example", slug("welcome"))}, "/"},
		{"a language in the query", []*extract.Item{post_(1, "http://old.example/a/?lang=fr")}, "/a/"},

		{"a path that a page has", []*extract.Item{post_(1, plain+"1", slug("about"), status("draft")), page_(2, "http://old.example/about/")}, "/about-2/"},
		{"a path that differs in case", []*extract.Item{post_(1, plain+"1", slug("about"), status("draft")), page_(2, "http://old.example/About/")}, "/about-2/"},
		{"a path that another draft has", []*extract.Item{page_(1, plain+"1", slug("a"), status("draft")), post_(2, plain+"2", slug("a"), status("draft"))}, "/a/"},
		{"a path that an attachment page has", []*extract.Item{post_(1, plain+"1", slug("a"), status("draft")), file_(2, up+"a.png", link("http://old.example/a/"))}, "/a-2/"},
		{"a slug that is dots", []*extract.Item{post_(1, plain+"1", slug("../../evil"))}, "/..-..-evil/"},
		{"a link that is dots", []*extract.Item{post_(1, "http://old.example/../../evil/")}, "/evil/"},
		{"a link with slashes first", []*extract.Item{post_(1, "http://old.example//evil.example/")}, "/evil.example/"},
		{"a link with backslashes", []*extract.Item{post_(1, `http://old.example/\evil.example/`)}, "/evil.example/"},
	} {
		x := index(t, at("http://old.example"), Options{}, c.items...)
		if got := x.URL(0); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

// No two items have one path, whatever the pattern.
func TestSeparate(t *testing.T) {
	x := index(t, at("http://old.example"), Options{Permalinks: "/:title/"},
		page_(1, "http://old.example/same/"),
		post_(2, "http://old.example/2013/a/", title("Same")),
		post_(3, "http://old.example/2013/b/", title("Same")),
		post_(4, "http://old.example/2013/c/", title("Same 2")),
		post_(5, "http://old.example/2013/d/", title("Other")),
		post_(6, "http://old.example/2013/e/", title("Same"), status("private")),
		post_(7, "http://old.example/2013/f/", title("Same")),
	)
	want := []string{"/same/", "/same-3/", "/same-4/", "/same-2/", "/other/", "", "/same-5/"}
	for i, want := range want {
		if got := x.URL(i); got != want {
			t.Errorf("item %d: got %q, want %q", i, got, want)
		}
	}
}
