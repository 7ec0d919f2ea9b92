package rewrite

import (
	"strings"
	"testing"

	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

// The notes of links and files that stay where they are.
const (
	ownPage = "link: " + OfWordPress + ": "
	noPage  = "link: leads to a page of the old site that the export does not hold: "
	notOut  = "link: " + NotPublished + ": "
	noItem  = "link: leads to an item that is not in the output: "
	byName  = "link: taken for /2013/04/02/hello-world/ by the last part of its address: "
	noList  = "link: leads to a list of posts, which is there if the new site makes one: "
	noTalk  = "link: leads to a comment, which is not on the page: "
	noSpot  = "link: the page has no place of that name: "
	noWay   = "link: an address of the computer on which the page was written, where no visitor sees it: "
	noFile  = "media: left where it is on the old site: "
)

// town is a blog with everything that addresses are made of.
func town() []*extract.Item {
	return []*extract.Item{
		page_(2, "http://old.example/about/", guid("http://old.example/?page_id=2"), content(`<h2 class="x" id="us">Us</h2><a name='über-uns'></a>`)),
		page_(3, "http://old.example/about/team/", parent(2)),
		page_(4, "http://old.example/", slug("welcome")),
		page_(5, "http://old.example/welcome/history/", parent(4)),
		post_(10, "http://old.example/2013/04/02/hello-world/", on("2013-04-02"), guid("http://old.example/?p=10"),
			meta("_wp_old_slug", "hallo-welt"), meta("_wp_old_slug", "bonjour"), meta("_wp_old_date", "2013-03-31"), meta("_wp_old_date", "never"),
			content(`<a href="/files/plan.pdf">plan</a> <img src="/wp-content/themes/t/logo.png">`)),
		post_(11, "http://old.example/2013/05/06/%e4%bd%a0%e5%a5%bd-100/", on("2013-05-06")),
		post_(12, "http://old.example/2014/01/01/caf%c3%a9/", on("2014-01-01"), guid("http://older.example/?p=77")),
		post_(13, "http://old.example/?p=13", status("draft"), title("Not yet"), on("2014-02-03")),
		post_(14, "http://old.example/2014/03/01/secret/", status("private"), on("2014-03-01")),
		post_(15, "http://old.example/2014/04/01/news/", on("2014-04-01"), guid("http://lost.example/blog/news.html")),
		newItem("portfolio", 20, "http://old.example/work/acme/", guid("http://old.example/?post_type=portfolio&#038;p=20")),
		newItem("nav_menu_item", 30, "http://old.example/?p=30"),
		file_(40, "http://old.example/wp-content/uploads/2013/04/rework.png",
			link("http://old.example/2013/04/02/hello-world/rework/"), slug("rework"), parent(10)),
		file_(41, "http://old.example/wp-content/uploads/2013/04/paper.pdf",
			link("http://old.example/paper/"), slug("paper")),
		newItem("wp_block", 6, "", content("<h2 id=shared>Shared</h2>")),
		post_(16, "http://old.example/2014/05/01/soon/", status("future"), on("2014-05-01")),
	}
}

// onTownPage is the page that the links of the table stand on.
const onTownPage = "http://old.example/2013/04/02/hello-world/"

// links are the spellings that occur of the addresses of a site (docs/formats.md
// §F.2), and where they lead; nowhere else if want is empty.
var links = []struct{ why, href, want, note string }{
	{"the permalink", "http://old.example/2013/04/02/hello-world/", "/2013/04/02/hello-world/", ""},
	{"https", "https://old.example/2013/04/02/hello-world/", "/2013/04/02/hello-world/", ""},
	{"www", "http://www.old.example/about/", "/about/", ""},
	{"host in capitals, default port, user", "HTTP://me@WWW.Old.Example:80/about/", "/about/", ""},
	{"default port of https, dot behind the host", "https://old.example.:443/about/", "/about/", ""},
	{"protocol-relative", "//old.example/about/", "/about/", ""},
	{"protocol-relative, of another site", "//foo.example/x", "https://foo.example/x", ""},
	{"from the root", "/about/", "/about/", ""},
	{"relative to the item", "../../../../about/", "/about/", ""},
	{"relative to the item, below it", "rework/", "/images/rework.png", ""},
	{"the item itself", "?replytocom=5#respond", "/2013/04/02/hello-world/", ""},
	{"no slash at the end", "http://old.example/about", "/about/", ""},
	{"two slashes at the end", "http://old.example/about//", "/about/", ""},
	{"slashes inside", "http://old.example//about///team/", "/about/team/", ""},
	{"dots inside", "http://old.example/x/../about/./team/", "/about/team/", ""},
	{"index.php", "http://old.example/index.php/about/", "/about/", ""},
	{"blanks around", " \n http://old.example/about/\t", "/about/", ""},
	{"a no-break space before", "\u00a0http://old.example/about/", "/about/", ""},
	{"a line end inside", "http://old.example/ab\nout/", "/about/", ""},
	{"backslashes", `http:\\old.example\about\`, "/about/", ""},
	{"marks behind it", "http://old.example/about/)", "/about/", ""},
	{"marks behind it, encoded", "/about%22.", "/about/", ""},
	{"a mark behind the home page", "http://old.example/%22", "/", ""},
	{"marks behind nothing", "http://old.example/nothing-here/),", "", noPage + "http://old.example/nothing-here/),"},
	{"a file of the author", "file:///C:/notes/plan.doc", "", noWay + "file:///C:/notes/plan.doc"},
	{"the computer of the author", "http://localhost/sites/zone/blog", "", noWay + "http://localhost/sites/zone/blog"},
	{"the computer of the author, with a port", "http://127.0.0.1:8080/x", "", noWay + "http://127.0.0.1:8080/x"},
	{"a name that only one house knows", "https://shop.local/x/", "", noWay + "https://shop.local/x/"},
	{"the administration of another host", "http://older.demo.example/wp-admin/", "", "link: leads to the administration of WordPress on another site: http://older.demo.example/wp-admin/"},
	{"a file of the author, as Windows names it", `D:\plan.doc`, "", noWay + `D:\plan.doc`},
	{"a doubled scheme", "http://http://old.example/about/", "/about/", ""},
	{"three schemes, one without its colon", "http://https//http://old.example/about/", "/about/", ""},
	{"capitals in the path", "http://old.example/About/TEAM", "/about/team/", ""},

	{"encoded letters", "http://old.example/2013/05/06/%e4%bd%a0%e5%a5%bd-100/", "/2013/05/06/你好-100/", ""},
	{"encoded with capitals", "http://old.example/2013/05/06/%E4%BD%A0%E5%A5%BD-100/", "/2013/05/06/你好-100/", ""},
	{"raw letters", "http://old.example/2013/05/06/你好-100/", "/2013/05/06/你好-100/", ""},
	{"encoded twice", "http://old.example/2013/05/06/%25e4%25bd%25a0%25e5%25a5%25bd-100/", "/2013/05/06/你好-100/", ""},
	{"accents in two parts", "http://old.example/2014/01/01/cafe\u0301/", "/2014/01/01/café/", ""},
	{"accents in capitals", "http://old.example/2014/01/01/CAF%C3%89/", "/2014/01/01/café/", ""},
	{"accents in ISO 8859-1", "http://old.example/2014/01/01/caf%E9/", "/2014/01/01/café/", ""},

	{"number", "http://old.example/?p=10", "/2013/04/02/hello-world/", ""},
	{"number without a slash", "http://old.example?p=10", "/2013/04/02/hello-world/", ""},
	{"number of a page", "http://old.example/?page_id=3", "/about/team/", ""},
	{"number of a page as that of a post", "/?p=3", "/about/team/", ""},
	{"number behind index.php", "http://old.example/index.php?p=10", "/2013/04/02/hello-world/", ""},
	{"number and type", "http://old.example/?post_type=portfolio&p=20", "/work/acme/", ""},
	{"number, encoded twice", "http://old.example/?post_type=portfolio&amp;p=20", "/work/acme/", ""},
	{"number, encoded twice otherwise", "http://old.example/?post_type=portfolio&#038;p=20", "/work/acme/", ""},
	{"preview", "http://old.example/?p=10&preview=true&preview_id=10&preview_nonce=1a", "/2013/04/02/hello-world/", ""},
	{"number with a tail", "http://old.example/?p=10abc", "/2013/04/02/hello-world/", ""},
	{"second question mark", "http://old.example/?p=10?utm_source=x", "/2013/04/02/hello-world/", ""},
	{"number of a draft, whose path would tell its title", "http://old.example/?p=13", "", notOut + "http://old.example/?p=13"},
	{"path of a draft, which the page tells itself", "http://old.example/2014/05/01/soon/", "/2014/05/01/soon/", notOut + "http://old.example/2014/05/01/soon/"},
	{"number of an attachment", "http://old.example/?attachment_id=40", "/images/rework.png", ""},
	{"name", "http://old.example/?name=hello-world", "/2013/04/02/hello-world/", ""},
	{"name of a page", "http://old.example/?pagename=about/team", "/about/team/", ""},
	{"name of another type", "http://old.example/?portfolio=acme", "/work/acme/", ""},
	{"name of an attachment", "http://old.example/?attachment=rework", "/images/rework.png", ""},
	{"former slug", "http://old.example/2013/04/02/hallo-welt/", "/2013/04/02/hello-world/", ""},
	{"another former slug", "/2013/04/02/bonjour", "/2013/04/02/hello-world/", ""},
	{"former date", "/2013/03/31/hello-world/", "/2013/04/02/hello-world/", ""},
	{"guid of the site it came from", "http://older.example/?p=77", "/2014/01/01/café/", ""},
	{"guid of the site it came from, https", "https://www.older.example/?p=77", "/2014/01/01/café/", ""},
	{"guid without a number", "http://lost.example/blog/news.html", "/2014/04/01/news/", ""},

	{"fragment", "http://old.example/about/#us", "/about/#us", ""},
	{"fragment, encoded", "http://old.example/about/#%C3%BCber-uns", "/about/#%C3%BCber-uns", ""},
	{"fragment of a reusable block", "/about/team/#shared", "/about/team/#shared", ""},
	{"fragment of another page", "/about/team/#us", "/about/team/#us", noSpot + "http://old.example/about/team/#us"},
	{"fragment that is no place", "/about/team/#:~:text=us", "/about/team/#:~:text=us", ""},
	{"the comments", "/about/#comments", "/about/", ""},
	{"the rest of a text", "/2013/04/02/hello-world/#more-10", "/2013/04/02/hello-world/", ""},
	{"query", "http://old.example/about/?lang=fr&x=1", "/about/?lang=fr&x=1", ""},
	{"query and fragment", "/about/?lang=fr#us", "/about/?lang=fr#us", ""},
	{"trackers", "/about/?utm_source=a&lang=fr&fbclid=b&utm_campaign=c", "/about/?lang=fr", ""},
	{"number and trackers", "/?p=10&utm_source=a#x", "/2013/04/02/hello-world/#x", noSpot + "http://old.example/?p=10&utm_source=a#x"},
	{"share buttons", "/about/?share=twitter&nb=1", "/about/", ""},

	{"home", "http://old.example", "/", ""},
	{"home, with a slash and a fragment", "https://www.old.example/#top", "/#top", ""},
	{"home, as a file", "http://old.example/index.php", "/", ""},
	{"home, by its number", "http://old.example/?page_id=4&lang=fr#top", "/#top", ""},
	{"home, followed", "http://old.example/?utm_source=x", "/", ""},

	{"second page of a text", "http://old.example/2013/04/02/hello-world/2/", "/2013/04/02/hello-world/", ""},
	{"page of comments", "http://old.example/2013/04/02/hello-world/comment-page-3/#comment-7", "/2013/04/02/hello-world/", noTalk + "http://old.example/2013/04/02/hello-world/comment-page-3/#comment-7"},
	{"page of a page", "http://old.example/about/page/2/", "/about/", ""},
	{"feed of a post", "http://old.example/2013/04/02/hello-world/feed/", "/2013/04/02/hello-world/", ""},
	{"feed of a kind", "http://old.example/2013/04/02/hello-world/feed/atom/", "/2013/04/02/hello-world/", ""},
	{"trackback", "http://old.example/2013/04/02/hello-world/trackback/", "/2013/04/02/hello-world/", ""},
	{"AMP", "http://old.example/2013/04/02/hello-world/amp/", "/2013/04/02/hello-world/", ""},
	{"AMP as a query", "http://old.example/2013/04/02/hello-world/?amp=1", "/2013/04/02/hello-world/", ""},

	{"attachment page", "http://old.example/2013/04/02/hello-world/rework/", "/images/rework.png", ""},
	{"attachment page in its other form", "http://old.example/2013/04/02/hello-world/attachment/rework/", "/images/rework.png", ""},
	{"attachment page below a page it does not belong to", "http://old.example/about/rework/", "/images/rework.png", ""},
	{"attachment page below a former slug", "http://old.example/2013/04/02/hallo-welt/rework/", "/images/rework.png", ""},
	{"attachment page at the root", "http://old.example/paper/", "/images/paper.pdf", ""},
	{"file", "http://old.example/wp-content/uploads/2013/04/paper.pdf", "/images/paper.pdf", ""},
	{"page of a file", "http://old.example/wp-content/uploads/2013/04/paper.pdf#page=7", "/images/paper.pdf#page=7", ""},
	{"file with a version", "//old.example/wp-content/uploads/2013/04/paper.pdf?ver=2", "/images/paper.pdf", ""},
	{"file that is no attachment", "/files/plan.pdf", "/images/plan.pdf", ""},
	{"file that no content names", "/files/lost.zip", "http://old.example/files/lost.zip", noFile + "http://old.example/files/lost.zip (review)"},

	{"another permalink structure", "http://old.example/2013/04/hello-world/", "/2013/04/02/hello-world/", byName + "http://old.example/2013/04/hello-world/"},
	{"another permalink structure, without dates", "http://old.example/hello-world.html", "/2013/04/02/hello-world/", byName + "http://old.example/hello-world.html"},
	{"another permalink structure, former slug", "/archives/hallo-welt", "/2013/04/02/hello-world/", byName + "http://old.example/archives/hallo-welt"},
	{"a category of the same name as a post", "http://old.example/category/news/", "/category/news/", noList + "http://old.example/category/news/"},
	{"an author of the same name as a post", "http://old.example/author/news/", "/author/news/", noList + "http://old.example/author/news/"},
	{"a page below nothing that is known", "http://old.example/shop/rework/", "", noPage + "http://old.example/shop/rework/"},

	{"page that is not in the export", "http://old.example/gone/", "", noPage + "http://old.example/gone/"},
	{"relative page that is not in the export", "../gone/?a=b#c", "http://old.example/2013/04/02/gone/?a=b#c", noPage + "http://old.example/2013/04/02/gone/?a=b#c"},
	{"number that is not in the export", "/?p=999", "http://old.example/?p=999", noPage + "http://old.example/?p=999"},
	{"number beyond all numbers", "/?p=99999999999999999999", "http://old.example/?p=99999999999999999999", noPage + "http://old.example/?p=99999999999999999999"},
	{"a query without a name", "/?=/", "/", ""},
	{"a query of nothing", "/?", "/", ""},
	{"search", "http://old.example/?s=hello", "/?s=hello", noList + "http://old.example/?s=hello"},
	{"month", "http://old.example/2013/04/", "/2013/04/", noList + "http://old.example/2013/04/"},
	{"feed", "http://old.example/feed/", "/feed/", noList + "http://old.example/feed/"},
	{"second page of the home page", "http://old.example/page/2/", "/", noList + "http://old.example/page/2/"},
	{"admin", "http://old.example/wp-admin/post.php?post=10&action=edit", "", ownPage + "http://old.example/wp-admin/post.php?post=10&action=edit"},
	{"private post", "http://old.example/2014/03/01/secret/", "", notOut + "http://old.example/2014/03/01/secret/"},
	{"number of a private post", "/?p=14", "http://old.example/?p=14", notOut + "http://old.example/?p=14"},
	{"menu item", "/?p=30", "http://old.example/?p=30", noItem + "http://old.example/?p=30"},

	{"another site", "http://other.example/about/", "", ""},
	{"another site, spelled oddly", " HTTP://Other.Example:80/a//b/../%e9?utm_source=x&amp;y#Le_cercle ", "", ""},
	{"another site that ends like ours", "http://notold.example/about/", "", ""},
	{"a host below ours", "http://shop.old.example/about/", "", ""},
	{"another port", "http://old.example:8080/about/", "", ""},
	{"guid of no item", "http://older.example/?p=78", "", ""},
	{"another page of a site that an item came from", "http://older.example/about/", "", ""},
	{"mail", "mailto:me@old.example", "", ""},
	{"telephone", "tel:+33-1-23", "", ""},
	{"file of a disk", "file:///C:/about/", "", noWay + "file:///C:/about/"},
	{"data", "data:text/plain,http://old.example/about/", "", ""},
	{"half an address", "http:/old.example/about/", "", ""},
	{"fragment alone", "#top", "", ""},
	{"nothing", "", "", ""},
	{"blanks", " ", "", ""},
}

func TestLinks(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	for _, c := range links {
		want := c.want
		if want == "" {
			want = c.href
		}
		got, note := follow(x, onTownPage, c.href)
		if got != want || note != c.note {
			t.Errorf("%s: %q\ngot  %q %s\nwant %q %s", c.why, c.href, got, note, want, c.note)
		}
		if again, _ := follow(x, onTownPage, got); again != got {
			t.Errorf("%s: %q leads to %q, and that to %q", c.why, c.href, got, again)
		}
	}
}

// A draft may tell where another one is, and needs no note of it.
func TestLinksOfDrafts(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	if got, note := followOfDraft(x, onTownPage, "http://old.example/?p=13"); got != "/2014/02/03/not-yet/" || note != "" {
		t.Errorf("got %q, %s", got, note)
	}
}

// Of two items that claim one address, a page wins over a post, a post over
// another type, that over an attachment; what is in the output over what is
// not; a slug over a former one.
func TestClaims(t *testing.T) {
	const same = "http://old.example/same/"
	attachment := file_(4, "http://old.example/wp-content/uploads/same.png", link(same), slug("same"))
	other := newItem("portfolio", 3, same)
	post := post_(2, same+"#post")
	page := page_(1, "http://old.example/same")
	for _, c := range []struct {
		why   string
		items []*extract.Item
		want  string
	}{
		{"all", []*extract.Item{attachment, other, post, page}, "/same"},
		{"no page", []*extract.Item{attachment, post_(2, same, slug("x")), other}, "/same/"},
		{"attachment alone", []*extract.Item{attachment}, "/images/same.png"},
		{"private page", []*extract.Item{page_(1, same, status("private")), attachment}, "/images/same.png"},
		{"former slug", []*extract.Item{post_(5, "http://old.example/new/", meta("_wp_old_slug", "same")), attachment}, "/images/same.png"},
		{"former slug alone", []*extract.Item{post_(5, "http://old.example/new/", meta("_wp_old_slug", "same"))}, "/new/"},
		{"first of two", []*extract.Item{post_(5, "http://old.example/same"), post_(6, same)}, "/same"},
		{"differing in case", []*extract.Item{post_(5, "http://old.example/SAME/"), post_(6, "http://old.example/same/")}, "/same/"},
	} {
		x := index(t, at("http://old.example"), Options{}, c.items...)
		if got, _ := follow(x, "", same); got != c.want {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
	x := index(t, at("http://old.example"), Options{}, post_(5, same, slug("a")), page_(6, same), post_(7, "http://old.example/Same/", slug("c")))
	for i, want := range []string{"/same-2/", "/same/", "/Same/"} {
		if got := x.URL(i); got != want {
			t.Errorf("item %d of one address: got %q, want %q", i, got, want)
		}
	}
	folded := index(t, at("http://old.example"), Options{FoldCase: true, Avoid: "%"}, post_(6, same), post_(7, "http://old.example/Same/", slug("c")), post_(8, "http://old.example/50%25/", slug("d")), post_(9, "http://old.example/x.html.html", slug("e")), post_(10, "http://old.example/404.html", slug("f")), post_(11, "http://old.example/page/2/", slug("g")),
		post_(12, "http://old.example/y.html", slug("h")), post_(13, "http://old.example/y.html/below/", slug("i")), post_(14, "http://old.example/y.html/below.html/", slug("j")))
	for i, want := range []string{"/same-2/", "/Same/", "/50-/", "/x-html.html", "/404-2.html", "/page-2/", "/y.html", "/y-html/below/", "/y-html/below.html/"} {
		if got := folded.URL(i); got != want {
			t.Errorf("item %d of a site that folds case: got %q, want %q", i, got, want)
		}
	}
	two := index(t, at("http://old.example"), Options{}, post_(5, "http://old.example/SAME/", slug("a")), post_(6, "http://old.example/same/", slug("b")))
	if got, note := follow(two, "", "http://old.example/Same/"); got != "http://old.example/Same/" || note == "" {
		t.Errorf("two that differ from it in case: got %q %s, want it to stay", got, note)
	}
}

// Importers keep where a post was on the service that the blog comes from.
func TestImportedFrom(t *testing.T) {
	blogger := func(blog, path string) change {
		return func(it *extract.Item) {
			meta("blogger_blog", blog)(it)
			meta("blogger_permalink", path)(it)
		}
	}
	x := index(t, at("http://old.example"), Options{},
		post_(1, "http://old.example/2006/04/installing-mandrake-linux/", blogger("ann.blogspot.com", "/2006/04/installing-mandrake_16.html")),
		post_(2, "http://old.example/2006/05/here/", blogger("www.old.example", "/2006/05/here-with-words.html")),
		post_(3, "http://old.example/2007/01/matrix/", meta("lj_permalink", "http://ann.livejournal.com/7078.html")),
		post_(4, "http://old.example/2011/01/award/", meta("tumblr_ann_permalink", "http://ann.tumblr.com/post/1354/award")),
		post_(7, "http://old.example/2011/03/tool/", meta("posterous_6c96d5_permalink", "http://ann.posterous.com/blogging-tool")),
		post_(5, "http://old.example/2011/02/number/", meta("blogger_e9f1_permalink", "4242")),
		post_(6, "http://old.example/2012/02/feed/", meta("syndication_permalink", "http://far.example/post/1")))
	for _, c := range []struct{ href, want string }{
		{"http://ann.blogspot.com/2006/04/installing-mandrake_16.html", "/2006/04/installing-mandrake-linux/"},
		{"https://ann.blogspot.com/2006/04/installing-mandrake_16.html#more", "/2006/04/installing-mandrake-linux/#more"},
		{"http://ben.blogspot.com/2006/04/installing-mandrake_16.html", ""},
		{"http://ann.blogspot.com/", ""},
		{"/2006/05/here-with-words.html", "/2006/05/here/"},
		{"http://ann.livejournal.com/7078.html", "/2007/01/matrix/"},
		{"http://ann.tumblr.com/post/1354/award", "/2011/01/award/"},
		{"http://ann.posterous.com/blogging-tool", "/2011/03/tool/"},
		{"http://far.example/post/1", ""},
	} {
		want := c.want
		if want == "" {
			want = c.href
		}
		if got, _ := follow(x, "", c.href); got != want {
			t.Errorf("%s leads to %s, want %s", c.href, got, want)
		}
	}
	it := post_(2, "http://old.example/2006/05/here/", blogger("www.old.example", "/2006/05/here-with-words.html"))
	var from []string
	for _, r := range x.AppendRedirects(nil, 1, it, false) {
		if r.Kind == RedirectFormer {
			from = append(from, r.From)
		}
	}
	if len(from) != 1 || from[0] != "/2006/05/here-with-words.html" {
		t.Errorf("former addresses: %q", from)
	}
	it = post_(1, "http://old.example/2006/04/installing-mandrake-linux/", blogger("ann.blogspot.com", "/2006/04/installing-mandrake_16.html"))
	for _, r := range x.AppendRedirects(nil, 0, it, false) {
		if r.Kind == RedirectFormer {
			t.Errorf("a redirect of an address of another site: %q", r.From)
		}
	}
}

// An item that stands in the source twice is one: links to either lead to the
// one that is written.
func TestDrop(t *testing.T) {
	site := at("http://old.example")
	for _, drop := range []int{0, 1} {
		x, _ := New(&site, Options{})
		x.Add(post_(1, "http://old.example/first/"), true)
		x.Add(post_(1, "http://old.example/second/"), true)
		x.Drop(drop)
		x.Seal(namer())
		want := x.URL(1 - drop)
		for _, href := range []string{"/first/", "/second/", "/?p=1"} {
			if got, _ := follow(x, "", href); got != want {
				t.Errorf("item %d dropped: %s leads to %s, want %s", drop, href, got, want)
			}
		}
	}
}

// Notes are told once a page, and are not longer than a person reads.
func TestNotes(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	_, note := follow(x, "", "http://old.example/"+strings.Repeat("長い", 1000))
	if want := noPage + "http://old.example/" + strings.Repeat("長い", 63) + "長…"; note != want {
		t.Errorf("got  %s\nwant %s", note, want)
	}
	tree := element(0)
	for range 3 {
		tree.AppendChild(element(0x1, "href", "/gone/"))
	}
	for c := tree.FirstChild; c != nil; c = c.NextSibling {
		c.DataAtom, c.Data = 0, "wp-autolink"
	}
	if r := x.Apply(tree, ""); len(r.Notes) != 1 {
		t.Errorf("got %d notes on one address, want 1", len(r.Notes))
	}
}

// The number that WordPress writes to the link around a picture finds the page of an
// attachment whose parent had another address, if the name agrees.
func TestLinkOfAttachment(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	for _, c := range []struct{ why, href, rel, want string }{
		{"by number and name", "http://old.example/archives/77/rework/", "attachment wp-att-40", "/images/rework.png"},
		{"by number and file", "http://old.example/archives/77/paper-1/paper.pdf/", "wp-att-41 attachment", "/images/paper.pdf"},
		{"a stale number", "http://old.example/archives/77/other/", "attachment wp-att-40", ""},
		{"a number of a post", "http://old.example/archives/77/nothing/", "attachment wp-att-10", ""},
		{"no number", "http://old.example/archives/77/rework-it/", "attachment wp-att-", ""},
	} {
		want := c.want
		if want == "" {
			want = c.href
		}
		if got, notes := apply(x.Apply, onTownPage, element(atom.A, "href", c.href, "rel", c.rel)); got != want {
			t.Errorf("%s: %s is now %s, not %s (%s)", c.why, c.href, got, want, notes)
		}
	}
}
