package live

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What is found in the pages of themes, old and new.
func TestParsePage(t *testing.T) {
	for _, tt := range []struct{ name, kind, in, want string }{
		{"Kubrick, of 2005", "", `<html lang="fr"><head><title>Ma page &laquo; Blog</title></head><body>
<div id="header"><h1><a href="/">Blog</a></h1></div>
<div id="content" class="widecolumn"><div class="navigation"><div class="alignleft">&laquo; <a href="/index.php/before/">Before</a></div></div>
<div class="post" id="post-770"><h2>Ma page &amp; moi</h2><div class="entry"><p>Le texte de la page.</p><h2>Un titre</h2><p>Fin.</p>
<p class="postmetadata alt"><small>This entry was posted and is filed under <a href="http://old.example/index.php/category/rex/" rel="category tag">Rex</a>. You can follow any responses</small></p></div></div>
<h3 id="comments">Two Responses</h3><ol class="commentlist">
<li class="comment even" id="comment-5"><div id="div-comment-5" class="comment-body"><div class="comment-author vcard"><img class="avatar" src="x"/><cite class="fn"><a href="http://bo.example" rel="external nofollow">Bo</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-5">April 3, 2013</a></div><p>Salut !</p><div class="reply"><a>Reply</a></div></div>
<ul class="children"><li class="comment odd" id="comment-6"><div id="div-comment-6" class="comment-body"><div class="comment-author vcard"><cite class="fn">Al</cite></div><p>Oui.</p></div></li></ul></li>
<li class="alt" id="comment-7"><cite>Anonyme</cite> Says:<p>Vieux.</p></li></ol></div></body></html>`,
			`post 770 "Ma page &amp; moi" 0001-01-01 00:00:00 by / category/rex(Rex) <p>Le texte de la page.</p><h2>Un titre</h2><p>Fin.</p> -entry meta #5<0 Bo http://bo.example: <p>Salut !</p> #6<5 Al : <p>Oui.</p>`},
		{"hAtom with hentry classes", "", `<body class="single single-post postid-12 single-format-quote"><article id="post-12" class="post-12 post hentry category-foo-bar category-18 tag-x format-quote">
<h1 class="entry-title">T <em>i</em></h1><abbr class="published" title="2010-05-06T07:08:09-0500">May</abbr> <span class="vcard author"><a class="url fn" href="/author/jo%c3%a9/">Joé</a></span>
<div class="entry-content"><p>A</p><div class="yarpp">Related</div><script>var x</script><ins class="adsbygoogle"></ins><p>B</p></div><footer><a rel="tag" href="/tag/x/">X!</a></footer></article></body>`,
			`post 12 "T <em>i</em>" 2010-05-06 07:08:09 by joé/Joé post_tag/x(X!) category/foo-bar(foo-bar) post_format/post-format-quote(Quote) <p>A</p><script>var x</script><p>B</p> -advertising -related posts`},
		{"JSON-LD and no classes", "", `<head><meta property="og:type" content="article"><meta property="og:image" content="/wp-content/uploads/2020/01/a.jpg"><link rel="canonical" href="http://old.example/canon/">
<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"Article","headline":"Head & line","datePublished":"2020-01-02T03:04:05+01:00","author":{"name":"Zoe"}}]}</script></head>
<body><div class="x"><nav><ul><li><a href="/a">one two three four five six</a></li></ul></nav><div class="y"><p>` + strings.Repeat("Long text of the page. ", 10) + `</p><p>More.</p></div><div class="sidebar"><p>` + strings.Repeat("Beside it. ", 50) + `</p></div></div></body>`,
			`post 0 "Head &amp; line" 2020-01-02 03:04:05 by /Zoe img http://old.example/wp-content/uploads/2020/01/a.jpg <p>` + strings.TrimSpace(strings.Repeat("Long text of the page. ", 10)) + ` </p><p>More.</p>`},
		{"a page of its own type", "", `<body class="single single-portfolio portfolio-template-default postid-3"><main><h1 class="entry-title">P</h1><div class="entry-content"><p>x</p></div></main></body>`,
			`portfolio 3 "P" 0001-01-01 00:00:00 by / <p>x</p>`},
		{"behind a password", "", `<body class="single-post single postid-4"><h1 class="entry-title">Protected: S</h1><div class="entry-content"><form class="post-password-form"><p>Say it</p></form></div></body>`,
			`post 4 "Protected: S" 0001-01-01 00:00:00 by / protected`},
		{"a list", "", `<body class="archive category"><article class="hentry post-1"><h2 class="entry-title"><a href="/a/">A</a></h2><div class="entry-content"><p>a <a class="more-link" href="/a/">more</a></p></div></article>
<article class="hentry post-2 sticky"><h2 class="entry-title"><a href="http://elsewhere.example/b/">B</a></h2></article><a class="next page-numbers" href="?paged=2">next</a></body>`,
			`list /a/ cut; next http://old.example/here/?paged=2`},
		{"not found", "", `<body class="error404"><p>no</p></body>`, `gone`},
	} {
		u, _ := url.Parse("http://old.example/here/")
		a := &answer{200, u, func(k string) string { return map[string]string{"Content-Type": "text/html; charset=utf-8"}[k] }, []byte(tt.in), ""}
		v, err := parsePage(a, &Selectors{}, tt.kind)
		if err != nil {
			t.Fatal(err)
		}
		if got := showView(v); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func showView(v *pageView) string {
	var b strings.Builder
	switch {
	case v.gone:
		return "gone"
	case v.single == nil:
		b.WriteString("list")
		for _, l := range v.listed {
			u, _ := url.Parse(l.link)
			fmt.Fprintf(&b, " %s", u.Path)
			if l.cut {
				b.WriteString(" cut")
			}
		}
		return b.String() + "; next " + strings.Join(v.next, " ")
	}
	s := v.single
	fmt.Fprintf(&b, "%s %d %q %s by %s/%s", s.kind, s.id, s.title, s.date.Format(time.DateTime), s.author.login, s.author.name)
	if s.image != "" {
		b.WriteString(" img " + s.image)
	}
	for _, t := range s.terms {
		fmt.Fprintf(&b, " %s/%s(%s)", t.Taxonomy, t.Slug, t.Name)
	}
	if s.protected {
		b.WriteString(" protected")
	}
	if s.content != "" {
		b.WriteString(" " + oneLine(s.content))
	}
	for _, what := range sortedKeys(s.dropped) {
		b.WriteString(" -" + what)
	}
	for _, c := range s.comments {
		fmt.Fprintf(&b, " #%d<%d %s %s: %s", c.ID, c.Parent, c.Author, c.AuthorURL, oneLine(c.Content))
	}
	return b.String()
}

func TestSelectors(t *testing.T) {
	u, _ := url.Parse("http://old.example/here/")
	const in = `<body><div class="box"><h4 class="t">Mine</h4><i class="when" title="2011-02-03 04:05">x</i><div class="body"><p>A</p><p class="ad">Buy</p></div><a class="k" href="/k/one/">One</a></div><div class="entry-content">other</div></body>`
	a := &answer{200, u, func(string) string { return "" }, []byte(in), ""}
	v, err := parsePage(a, &Selectors{Content: ".body", Title: ".t", Date: ".when", Categories: ".k", Remove: ".ad"}, "post")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := showView(v), `post 0 "Mine" 2011-02-03 04:05:00 by / category/one(One) <p>A</p> -chosen by the settings`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPromising(t *testing.T) {
	for address, want := range map[string]bool{
		"/2013/04/post/": true, "/?p=12": true, "/page/2/": true, "/about.html": true, "/v1.2.3/": true, "/?paged=3": true,
		"/wp-admin/": false, "/post/feed/": false, "/?s=x": false, "/post/?replytocom=5": false, "/a.jpg": false, "/x.pdf": false, "/a/a/a/": false,
		"/wp-content/uploads/x": false, "/1/1/1/": true, "/" + strings.Repeat("x/", 14): false, "/post/?share=twitter": false, "/wp-login.php": false,
	} {
		u, _ := url.Parse("http://old.example" + address)
		if promising(u) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}

func TestSitemapKind(t *testing.T) {
	for name, want := range map[string]string{
		"/wp-sitemap-posts-post-1.xml": "post", "/wp-sitemap-posts-my-type-12.xml": "my-type", "/wp-sitemap-taxonomies-post_tag-1.xml": "/post_tag", "/wp-sitemap-users-1.xml": "/users",
		"/post-sitemap.xml": "post", "/page-sitemap2.xml": "page", "/category-sitemap.xml": "/category", "/author-sitemap.xml": "/author", "/sitemap.xml": "", "/post-sitemap.xml.gz": "post",
	} {
		u, _ := url.Parse("http://old.example" + name)
		if got := sitemapKind(u); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestHandwritten(t *testing.T) {
	long := "<p>" + strings.Repeat("word ", 80) + "</p>"
	for _, tt := range []struct{ excerpt, content, want string }{
		{"<p>" + strings.Repeat("word ", 55) + "[&hellip;]</p>", long, ""},
		{"<p>" + strings.Repeat("word ", 55) + `&hellip; <a href="x">Continue reading <span>The title</span></a></p>`, long, ""},
		{"<p>Short.</p>\n", "<p>Short.</p>", ""},
		{"<p>About <em>this</em>.</p>\n", long, "About <em>this</em>."},
		{"", long, ""},
	} {
		if got := handwritten(tt.excerpt, tt.content); got != tt.want {
			t.Errorf("%.40q: %q, want %q", tt.excerpt, got, tt.want)
		}
	}
}

func TestWithoutPrefix(t *testing.T) {
	for _, tt := range []struct {
		title, slug string
		prefixed    bool
		want        string
	}{
		{"Protected: A secret", "a-secret", true, "A secret"}, {"Geschützt: A secret", "a-secret-2", true, "A secret"},
		{"Part 1: A secret", "part-1-a-secret", true, "Part 1: A secret"}, {"Part 1: A", "a", false, "Part 1: A"}, {"None", "none", true, "None"},
	} {
		if got := withoutPrefix(tt.title, tt.slug, tt.prefixed); got != tt.want {
			t.Errorf("%s: %q", tt.title, got)
		}
	}
}
