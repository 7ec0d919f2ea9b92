package rewrite

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// redirectsOf returns all redirects of a site, as it is written for a host.
func redirectsOf(x *Index, items []*extract.Item, all bool) []Redirect {
	var list []Redirect
	owner := map[int]int{}
	for n, it := range items {
		for _, r := range x.AppendRedirects(nil, n, it, all) {
			if r.File > 0 && r.Kind >= RedirectFile {
				if first, ok := owner[r.File]; ok && first != n {
					continue
				}
				owner[r.File] = n
			}
			list = append(list, r)
		}
	}
	for i := range x.Files() {
		if r, ok := x.FileRedirect(i); ok {
			if _, ok := owner[i+1]; !ok {
				list = append(list, r)
			}
		}
	}
	return append(list, listsOf(x)...)
}

func print(list []Redirect) string {
	var b strings.Builder
	for _, r := range list {
		from := r.From
		if r.Below {
			from += "/*"
		}
		if r.Query != "" {
			from += "?" + r.Query
		}
		fallback := ""
		if r.Fallback {
			fallback = " fallback"
		}
		fmt.Fprintf(&b, "%s -> %s %s%s\n", from, r.To, r.Kind, fallback)
	}
	return b.String()
}

// shore is a blog with what leads to redirects.
func shore() []*extract.Item {
	return []*extract.Item{
		page_(2, "http://old.example/about/", content("<!--nextpage--><!--nextpage-->")),
		page_(4, "http://old.example/", slug("welcome")),
		post_(10, "http://old.example/2013/04/02/hello/", on("2013-04-02"), guid("http://old.example/?p=9"), meta("_wp_old_slug", "hallo"), meta("_wp_old_slug", "about"), meta("_wp_old_date", "2013-03-31"), comments(51)),
		post_(11, "http://old.example/index.php/2013/05/06/%e4%bd%a0/", on("2013-05-06")),
		post_(13, "http://old.example/?p=13", status("draft"), title("Not yet"), on("2014-02-03")),
		post_(14, "http://old.example/2014/03/01/secret/", status("private"), on("2014-03-01")),
		post_(15, "http://old.example/2013/04/02/hello/2/", on("2013-04-02"), slug("two")),
		file_(40, "http://old.example/wp-content/uploads/2013/04/re%20work.png", sizes("2013/04/re work.png", "re work-300x200.png"),
			link("http://old.example/2013/04/02/hello/rework/"), slug("rework"), parent(10)),
		file_(41, "http://cdn.example/other.pdf", link("http://old.example/other/"), slug("other")),
		file_(42, "", link("http://old.example/about/lost/"), slug("lost"), parent(2)),
		newItem("portfolio", 20, "http://old.example/work/acme/"),
	}
}

func comments(n int) change {
	return func(it *extract.Item) {
		for range n {
			it.Comments = append(it.Comments, extract.Comment{Approved: "1"}, extract.Comment{Approved: "spam"})
		}
	}
}

func TestRedirects(t *testing.T) {
	const lists = `/2013/ -> / archive fallback
/2013/04/ -> / archive fallback
/2013/04/02/ -> / archive fallback
/2013/05/ -> / archive fallback
/2013/05/06/ -> / archive fallback
/work/ -> / archive fallback
/work/page/* -> / archive fallback
/work/feed/* -> / archive fallback
/category/* -> / archive fallback
/author/* -> / archive fallback
/search/* -> / archive fallback
/type/* -> / archive fallback
/page/* -> / archive fallback
/tag/* -> / archive fallback
`
	const files = `/2013/04/02/hello/rework/ -> /images/re%20work.png attachment
/?attachment_id=40 -> /images/re%20work.png number
/?p=40 -> /images/re%20work.png number
/wp-content/uploads/2013/04/re work.png -> /images/re%20work.png file
/wp-content/uploads/2013/04/re work-300x200.png -> /images/re%20work.png copy
/other/ -> /images/other.pdf attachment
/?attachment_id=41 -> /images/other.pdf number
/?p=41 -> /images/other.pdf number
/about/lost/ -> /about/ attachment
/?attachment_id=42 -> /about/ number
/?p=42 -> /about/ number
/?p=20 -> /work/acme/ number
`
	for _, c := range []struct {
		why  string
		opt  Options
		all  bool
		want string
	}{
		{"old paths", Options{}, false, `/?p=2 -> /about/ number
/?page_id=2 -> /about/ number
/about/2/ -> /about/ part
/about/3/ -> /about/ part
/2013/04/02/hallo/ -> /2013/04/02/hello/ former
/2013/04/02/hallo/feed/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/embed/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/trackback/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/amp/ -> /2013/04/02/hello/ form
/2013/04/02/about/ -> /2013/04/02/hello/ former
/2013/04/02/about/feed/ -> /2013/04/02/hello/ form
/2013/04/02/about/embed/ -> /2013/04/02/hello/ form
/2013/04/02/about/trackback/ -> /2013/04/02/hello/ form
/2013/04/02/about/amp/ -> /2013/04/02/hello/ form
/2013/03/31/hello/ -> /2013/04/02/hello/ former
/2013/03/31/hello/feed/ -> /2013/04/02/hello/ form
/2013/03/31/hello/embed/ -> /2013/04/02/hello/ form
/2013/03/31/hello/trackback/ -> /2013/04/02/hello/ form
/2013/03/31/hello/amp/ -> /2013/04/02/hello/ form
/?p=10 -> /2013/04/02/hello/ number
/?p=9 -> /2013/04/02/hello/ number
/2013/04/02/hello/comment-page-1/ -> /2013/04/02/hello/ part
/2013/04/02/hello/comment-page-2/ -> /2013/04/02/hello/ part
/index.php/2013/05/06/你/ -> /2013/05/06/%E4%BD%A0/ moved
/?p=11 -> /2013/05/06/%E4%BD%A0/ number
/?p=15 -> /2013/04/02/hello/2/ number
` + files + lists},
		{"a pattern", Options{Permalinks: "/:slug/"}, false, `/?p=2 -> /about/ number
/?page_id=2 -> /about/ number
/about/2/ -> /about/ part
/about/3/ -> /about/ part
/2013/04/02/hello/ -> /hello/ moved
/2013/04/02/hallo/ -> /hello/ former
/2013/04/02/hallo/feed/ -> /hello/ form
/2013/04/02/hallo/embed/ -> /hello/ form
/2013/04/02/hallo/trackback/ -> /hello/ form
/2013/04/02/hallo/amp/ -> /hello/ form
/2013/04/02/about/ -> /hello/ former
/2013/04/02/about/feed/ -> /hello/ form
/2013/04/02/about/embed/ -> /hello/ form
/2013/04/02/about/trackback/ -> /hello/ form
/2013/04/02/about/amp/ -> /hello/ form
/2013/03/31/hello/ -> /hello/ former
/2013/03/31/hello/feed/ -> /hello/ form
/2013/03/31/hello/embed/ -> /hello/ form
/2013/03/31/hello/trackback/ -> /hello/ form
/2013/03/31/hello/amp/ -> /hello/ form
/?p=10 -> /hello/ number
/?p=9 -> /hello/ number
/2013/04/02/hello/comment-page-1/ -> /hello/ part
/2013/04/02/hello/comment-page-2/ -> /hello/ part
/2013/04/02/hello/feed/ -> /hello/ form
/2013/04/02/hello/embed/ -> /hello/ form
/2013/04/02/hello/trackback/ -> /hello/ form
/2013/04/02/hello/amp/ -> /hello/ form
/index.php/2013/05/06/你/ -> /%E4%BD%A0/ moved
/?p=11 -> /%E4%BD%A0/ number
/index.php/2013/05/06/你/feed/ -> /%E4%BD%A0/ form
/index.php/2013/05/06/你/embed/ -> /%E4%BD%A0/ form
/index.php/2013/05/06/你/trackback/ -> /%E4%BD%A0/ form
/index.php/2013/05/06/你/amp/ -> /%E4%BD%A0/ form
/2013/04/02/hello/2/ -> /two/ moved
/?p=15 -> /two/ number
/2013/04/02/hello/2/feed/ -> /two/ form
/2013/04/02/hello/2/embed/ -> /two/ form
/2013/04/02/hello/2/trackback/ -> /two/ form
/2013/04/02/hello/2/amp/ -> /two/ form
` + files + lists},
		{"media kept", Options{KeepMedia: true}, true, `/?p=2 -> /about/ number
/?page_id=2 -> /about/ number
/about/2/ -> /about/ part
/about/3/ -> /about/ part
/about/feed/ -> /about/ form
/about/embed/ -> /about/ form
/about/trackback/ -> /about/ form
/about/amp/ -> /about/ form
/2013/04/02/hallo/ -> /2013/04/02/hello/ former
/2013/04/02/hallo/feed/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/embed/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/trackback/ -> /2013/04/02/hello/ form
/2013/04/02/hallo/amp/ -> /2013/04/02/hello/ form
/2013/04/02/about/ -> /2013/04/02/hello/ former
/2013/04/02/about/feed/ -> /2013/04/02/hello/ form
/2013/04/02/about/embed/ -> /2013/04/02/hello/ form
/2013/04/02/about/trackback/ -> /2013/04/02/hello/ form
/2013/04/02/about/amp/ -> /2013/04/02/hello/ form
/2013/03/31/hello/ -> /2013/04/02/hello/ former
/2013/03/31/hello/feed/ -> /2013/04/02/hello/ form
/2013/03/31/hello/embed/ -> /2013/04/02/hello/ form
/2013/03/31/hello/trackback/ -> /2013/04/02/hello/ form
/2013/03/31/hello/amp/ -> /2013/04/02/hello/ form
/?p=10 -> /2013/04/02/hello/ number
/?p=9 -> /2013/04/02/hello/ number
/2013/04/02/hello/comment-page-1/ -> /2013/04/02/hello/ part
/2013/04/02/hello/comment-page-2/ -> /2013/04/02/hello/ part
/2013/04/02/hello/feed/ -> /2013/04/02/hello/ form
/2013/04/02/hello/embed/ -> /2013/04/02/hello/ form
/2013/04/02/hello/trackback/ -> /2013/04/02/hello/ form
/2013/04/02/hello/amp/ -> /2013/04/02/hello/ form
/index.php/2013/05/06/你/ -> /2013/05/06/%E4%BD%A0/ moved
/?p=11 -> /2013/05/06/%E4%BD%A0/ number
/index.php/2013/05/06/你/feed/ -> /2013/05/06/%E4%BD%A0/ form
/index.php/2013/05/06/你/embed/ -> /2013/05/06/%E4%BD%A0/ form
/index.php/2013/05/06/你/trackback/ -> /2013/05/06/%E4%BD%A0/ form
/index.php/2013/05/06/你/amp/ -> /2013/05/06/%E4%BD%A0/ form
/?p=15 -> /2013/04/02/hello/2/ number
/2013/04/02/hello/2/feed/ -> /2013/04/02/hello/2/ form
/2013/04/02/hello/2/embed/ -> /2013/04/02/hello/2/ form
/2013/04/02/hello/2/trackback/ -> /2013/04/02/hello/2/ form
/2013/04/02/hello/2/amp/ -> /2013/04/02/hello/2/ form
/2013/04/02/hello/rework/ -> http://old.example/wp-content/uploads/2013/04/re%20work.png attachment
/?attachment_id=40 -> http://old.example/wp-content/uploads/2013/04/re%20work.png number
/?p=40 -> http://old.example/wp-content/uploads/2013/04/re%20work.png number
/other/ -> http://cdn.example/other.pdf attachment
/?attachment_id=41 -> http://cdn.example/other.pdf number
/?p=41 -> http://cdn.example/other.pdf number
/about/lost/ -> /about/ attachment
/?attachment_id=42 -> /about/ number
/?p=42 -> /about/ number
/?p=20 -> /work/acme/ number
/work/acme/feed/ -> /work/acme/ form
/work/acme/embed/ -> /work/acme/ form
/work/acme/trackback/ -> /work/acme/ form
/work/acme/amp/ -> /work/acme/ form
` + lists},
	} {
		x := index(t, at("http://old.example"), c.opt, shore()...)
		if got := print(redirectsOf(x, shore(), c.all)); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.why, got, c.want)
		}
	}
}

func listsOf(x *Index) (list []Redirect) {
	x.ListRedirects(nil, func(r *Redirect) { list = append(list, *r) })
	return list
}

// A term without a published item has no page that a redirect could lead to, but in
// a list of all; it is named, if it is not held back.
func TestRedirectsOfTerms(t *testing.T) {
	pages := func(_, slug string) TermPage {
		return map[string]TermPage{"local": TermEmpty, "red": TermHeld}[slug]
	}
	for _, c := range []struct {
		why      string
		archives map[string]string
		want     string
		left     []string
	}{
		{"a page for each term", said, "", []string{"/category/news/local/"}},
		{"one page for all", map[string]string{"category": "/topics/"}, "/category/* -> /topics/ archive\n/?cat=4 -> /topics/ archive\n", nil},
		{"none", nil, "/category/* -> / archive fallback\n", nil},
	} {
		var list []Redirect
		left := index(t, library(), Options{Archives: c.archives}).ListRedirects(pages, func(r *Redirect) { list = append(list, *r) })
		got := "\n" + print(list)
		for want := range strings.Lines(c.want) {
			if !strings.Contains(got, "\n"+want) {
				t.Errorf("%s: no %s in%s", c.why, want, got)
			}
		}
		if strings.Contains(got, "red") || c.want == "" && strings.Contains(got, "local") {
			t.Errorf("%s: leads nowhere:%s", c.why, got)
		}
		var addresses []string
		for _, l := range left {
			addresses = append(addresses, l.Address)
		}
		if !slices.Equal(addresses, c.left) {
			t.Errorf("%s: left %q, want %q", c.why, addresses, c.left)
		}
	}
}

// The archives of a site lead to where the options say they are, or to the home
// page; never away from a page, and not to themselves.
func TestListRedirects(t *testing.T) {
	x := index(t, library(), Options{Archives: said}, post_(1, "http://old.example/archives/1", on("2013-04-02"), slug("one")), post_(2, "http://old.example/archives/2", on("2013-04-02"), slug("two")))
	got := print(listsOf(x))
	for _, want := range []string{
		"/feed/ -> /index.xml feed\n", "/feed/* -> /index.xml feed\n", "/comments/feed/ -> /index.xml feed\n", "/wp-rss2.php -> /index.xml feed\n", "/?feed=rss2 -> /index.xml feed\n",
		"/category/news/ -> /categories/news/ archive\n", "/category/news/* -> /categories/news/ archive\n", "/category/news/local/ -> /categories/local/ archive\n",
		"/archives/category/news/ -> /categories/news/ archive\n", "/category/你/ -> /categories/%E4%BD%A0/ archive\n", "/?cat=4 -> /categories/local/ archive\n",
		"/tag/red/ -> /tags/red/ archive\n", "/?tag=red -> /tags/red/ archive\n", "/author/ann-smith/ -> /people/ann-smith/ archive\n", "/?author=7 -> /people/ann-smith/ archive\n",
		"/type/aside/ -> /kind/aside/ archive\n", "/2013/04/ -> /archive/2013/04/ archive\n", "/archives/2013/ -> /archive/2013/ archive\n", "/?m=201304 -> /archive/2013/04/ archive\n",
		"/page/* -> /blog/ archive\n", "/category/news/feed/* -> /index.xml archive\n", "/author/ann-smith/feed/* -> /index.xml archive\n",
	} {
		if !strings.Contains("\n"+got, "\n"+want) {
			t.Errorf("no %s", want)
		}
	}
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "/series/walks") && !strings.HasPrefix(line, "/series/walks/feed/") || strings.HasPrefix(line, "/categories") || strings.HasPrefix(line, "/search/*") || strings.Contains(line, "fallback") {
			t.Errorf("got %s", line)
		}
	}
	if i, j := strings.Index(got, "/category/news/local/*"), strings.Index(got, "/category/news/*"); i < 0 || j < i {
		t.Errorf("what is below comes first, want it after the deeper:\n%s", got)
	}

	kept := index(t, library(), Options{Archives: map[string]string{"category": "/category/:path/", "feed": "/feed.xml"}})
	if got := "\n" + print(listsOf(kept)); strings.Contains(got, "\n/category/news/ ") || strings.Contains(got, "\n/category/news/* ") || !strings.Contains(got, "\n/category/news/feed/* -> /feed.xml archive\n") || !strings.Contains(got, "\n/author/ann-smith/feed/* -> /feed.xml archive\n") || strings.Index(got, "/author/ann-smith/feed/*") > strings.Index(got, "/author/*") {
		t.Errorf("of lists that are where they were: got\n%s", got)
	}
	if got := print(listsOf(index(t, library(), Options{}))); strings.Contains(got, "feed") {
		t.Errorf("without a feed: got\n%s", got)
	}

	pages := index(t, library(), Options{}, page_(1, "http://old.example/category/"), page_(2, "http://old.example/tag/mine/"), post_(3, "http://old.example/2013/", slug("2013"), on("2013-01-01")))
	for _, r := range listsOf(pages) {
		if r.Below && (r.From == "/tag" || r.From == "/category") || r.From == "/2013/" || r.From == "/category/" {
			t.Errorf("leads away from a page: %v", r)
		}
	}
	if got := print(listsOf(pages)); !strings.Contains(got, "/tag/red/ -> / archive fallback\n") {
		t.Errorf("no redirect from a tag beside a page:\n%s", got)
	}
}

// The archive of a post type is where the addresses of its items begin. A target that
// has a list of them there says so, and nothing leads away from it.
func TestRedirectsOfTypes(t *testing.T) {
	job := func(id int64, link string) *extract.Item {
		it := post_(id, link)
		it.Type = "job"
		return it
	}
	x := index(t, at("http://old.example"), Options{}, job(1, "http://old.example/jobs/cook/"), job(2, "http://old.example/jobs/baker/"))
	if got := x.TypeArchive("job"); got != "/jobs/" {
		t.Errorf("archive of jobs: %q", got)
	}
	if got := print(listsOf(x)); !strings.Contains(got, "/jobs/ -> / archive fallback\n") {
		t.Errorf("got %s", got)
	}
	x.KeepArchives(map[string]string{"job": "/jobs/"})
	got := print(listsOf(x))
	if strings.Contains(got, "/jobs/ ->") || !strings.Contains(got, "/jobs/page/* -> /jobs/ archive\n") || !strings.Contains(got, "/?post_type=job -> /jobs/ archive\n") {
		t.Errorf("with a list of jobs: got %s", got)
	}
	if r, ok := x.archiveAt(address{host: "old.example", path: "/jobs"}); !ok || r.kind != "job" {
		t.Errorf("a link to the archive: %+v, %v", r, ok)
	}
}

// Redirects of whole sites: none meets another, none leads away from a page, no
// address has two, and each leads where a link to the address leads.
func TestRedirectsOfExports(t *testing.T) {
	for _, name := range []string{captured, "wxr/themeunittestdata.wordpress.xml", "wxr/64-block-test-data.xml", "wxr/wordpressexport.xml"} {
		for _, opt := range []Options{{}, {Permalinks: "/:year/:slug.html"}, {Permalinks: "/posts/:slug/", Archives: said}} {
			x, items, _ := export(t, name, opt)
			checkRedirects(t, name+" "+opt.Permalinks, x, items)
		}
	}
}

func checkRedirects(t *testing.T, why string, x *Index, items []*extract.Item) {
	t.Helper()
	list := redirectsOf(x, items, true)
	from := map[string]bool{}
	for _, r := range list {
		key := r.From + "?" + r.Query
		if r.Below {
			key += "*"
		}
		if from[key] {
			t.Errorf("%s: two redirects from %q", why, key)
		}
		from[key] = true
	}
	pages := map[string]bool{}
	for n := range items {
		if u := x.URL(n); u != "" {
			if _, twin := x.twin[int32(n)]; !twin {
				pages[strings.TrimRight(u, "/")] = true
			}
		}
	}
	numbers := 0
	for _, r := range list {
		to, _ := url.PathUnescape(r.To)
		if from[to+"?"] || from[strings.TrimRight(to, "/")+"?"] || from[strings.TrimRight(to, "/")+"/?"] {
			t.Errorf("%s: %q leads to %s, which is led on", why, r.From, r.To)
		}
		if r.Query == "" && pages[strings.TrimRight(r.From, "/")] {
			t.Errorf("%s: %q is a page", why, r.From)
		}
		for page := range pages {
			if r.Below && strings.HasPrefix(page, r.From+"/") {
				t.Errorf("%s: %q is above the page %s", why, r.From, page)
			}
		}
		if r.Kind == RedirectNumber {
			numbers++
		}
		if r.Kind == RedirectArchive || r.Kind == RedirectFeed || strings.Contains(r.To, "://") {
			continue
		}
		href := escapePath(r.From)
		if r.Query != "" {
			href += "?" + r.Query
		}
		got, _ := follow(x, "", href)
		if path, _ := url.PathUnescape(got); path != to {
			t.Errorf("%s: %q leads to %s, a link to it to %s", why, href, r.To, got)
		}
	}
	if numbers < 5 {
		t.Errorf("%s: only %d numbers", why, numbers)
	}
}

func TestAliases(t *testing.T) {
	items := shore()
	x := index(t, at("http://old.example"), Options{Permalinks: "/:slug/"}, items...)
	if got, want := strings.Join(Aliases(x.AppendRedirects(nil, 2, items[2], false)), " "), "/2013/04/02/hello/ /2013/04/02/hallo/ /2013/04/02/about/ /2013/03/31/hello/"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Aliases(x.AppendRedirects(nil, 0, items[0], false)); got != nil {
		t.Errorf("a page that stays has %v", got)
	}
}
