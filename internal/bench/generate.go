//go:build unix

package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A kind is one of the exports that are measured.
type kind struct {
	name  string
	items int
	write func(g *generator, items int)
}

// kinds are the exports, all generated: the same ones on every machine.
var kinds = []kind{
	{"varied", 10_000, (*generator).varied},
	{"repeated", 10_000, (*generator).repeated},
	{"long", 5_000, (*generator).long},
	{"attachments", 100_000, (*generator).attachments},
}

// A generator writes an export as WordPress would, of a site that never was.
type generator struct {
	w     *bufio.Writer
	r     *rand.Rand
	vocab []string
	n     int // items so far

	pictures, posts []int // of these, by their place from 0
}

const blog = "https://old.example"

// generate writes an export of a kind with so many items.
func generate(w io.Writer, k kind, items int) error {
	g := &generator{w: bufio.NewWriterSize(w, 1<<20), r: rand.New(rand.NewPCG(1, 2))}
	g.makeWords()
	g.channel()
	k.write(g, items)
	g.print("</channel>\n</rss>\n")
	return g.w.Flush()
}

func (g *generator) print(format string, args ...any) { fmt.Fprintf(g.w, format, args...) }

func (g *generator) makeWords() {
	syllables := strings.Fields("ba be bo da de di fa fe ga go ha he ka ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te ti to va vo za tion ment ness ing ster land für é ção")
	for len(g.vocab) < 4000 {
		var b strings.Builder
		for range 1 + g.r.IntN(4) {
			b.WriteString(syllables[g.r.IntN(len(syllables))])
		}
		g.vocab = append(g.vocab, b.String())
	}
}

func (g *generator) channel() {
	g.print(`<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>A measured site</title>
<link>%[1]s</link>
<language>en</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>%[1]s</wp:base_site_url>
<wp:base_blog_url>%[1]s</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ann]]></wp:author_login><wp:author_email><![CDATA[ann@old.example]]></wp:author_email><wp:author_display_name><![CDATA[Ann]]></wp:author_display_name></wp:author>
`, blog)
	for i := range 40 {
		g.print("<wp:category><wp:term_id>%d</wp:term_id><wp:category_nicename><![CDATA[category-%d]]></wp:category_nicename><wp:category_parent><![CDATA[]]></wp:category_parent><wp:cat_name><![CDATA[Category %d]]></wp:cat_name></wp:category>\n", i+1, i, i)
	}
	for i := range 400 {
		g.print("<wp:tag><wp:term_id>%d</wp:term_id><wp:tag_slug><![CDATA[tag-%d]]></wp:tag_slug><wp:tag_name><![CDATA[Tag %d]]></wp:tag_name></wp:tag>\n", i+101, i, i)
	}
}

// words returns so many of them, with punctuation as in prose.
func (g *generator) words(n int) string {
	var b strings.Builder
	for i := range n {
		w := g.vocab[min(g.r.IntN(len(g.vocab)), g.r.IntN(len(g.vocab)))] // some are frequent
		if i == 0 || strings.HasSuffix(b.String(), ". ") {
			first, n := utf8.DecodeRuneInString(w)
			w = string(unicode.ToUpper(first)) + w[n:]
		}
		b.WriteString(w)
		if i == n-1 {
			b.WriteByte('.')
			break
		}
		switch g.r.IntN(30) {
		case 0, 1:
			b.WriteString(". ")
		case 2, 3:
			b.WriteString(", ")
		case 4:
			b.WriteString(" – ")
		case 5:
			b.WriteString("’s ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (g *generator) title() string { return strings.TrimSuffix(g.words(3+g.r.IntN(6)), ".") }

// known returns one of the items of a list. Nothing that a post refers to is
// missing: it would be one that asks for a look.
func (g *generator) known(list []int) int {
	if len(list) == 0 {
		return 0
	}
	return list[g.r.IntN(len(list))]
}

// picture returns the ID of an attachment.
func (g *generator) picture() int { return g.known(g.pictures) + 1 }

func image(id int) string {
	n := id - 1
	return fmt.Sprintf("%s/wp-content/uploads/%d/%02d/picture-%d", blog, 2004+n%20, 1+n%12, n)
}

func (g *generator) link() string {
	switch g.r.IntN(3) {
	case 0:
		return fmt.Sprintf("%s/?p=%d", blog, 1+g.known(g.posts))
	case 1:
		return fmt.Sprintf("https://%s.example/%s/", g.vocab[g.r.IntN(30)], g.vocab[g.r.IntN(3000)])
	}
	return postLink(g.known(g.posts))
}

func postDate(n int) time.Time {
	return time.Date(2004, 1, 1, 8, 30, 0, 0, time.UTC).AddDate(0, 0, n%7300)
}

func postLink(n int) string {
	return fmt.Sprintf("%s/%s/a-post-of-usual-length-%d/", blog, postDate(n).Format("2006/01/02"), n)
}

// inline returns a paragraph's worth of text with marks and links.
func (g *generator) inline(n int) string {
	half := n / 2
	s := g.words(half)
	switch g.r.IntN(6) {
	case 0:
		s += fmt.Sprintf(` <a href="%s">%s</a> `, g.link(), g.title())
	case 1:
		s += " <strong>" + g.title() + "</strong> "
	case 2:
		s += " <em>" + g.title() + "</em> "
	case 3:
		s += " <code>" + g.vocab[g.r.IntN(500)] + "()</code> &amp; "
	default:
		s += " "
	}
	return s + g.words(n-half)
}

// block returns one construct, of the block editor or the classic one.
func (g *generator) block(blocks bool) string {
	of := func(name, html string) string {
		if !blocks {
			return html + "\n\n"
		}
		return "<!-- wp:" + name + " -->\n" + html + "\n<!-- /wp:" + strings.Fields(name)[0] + " -->\n\n"
	}
	paragraph := func() string {
		s := g.inline(30 + g.r.IntN(50))
		if blocks {
			s = "<p>" + s + "</p>"
		}
		return of("paragraph", s)
	}
	switch g.r.IntN(24) {
	case 0, 1:
		return of("heading", `<h2 class="wp-block-heading">`+g.title()+"</h2>")
	case 2, 3:
		tag := []string{"ul", "ol"}[g.r.IntN(2)]
		var b strings.Builder
		for range 2 + g.r.IntN(5) {
			b.WriteString("<li>" + g.inline(8) + "</li>\n")
		}
		return of("list", "<"+tag+">\n"+b.String()+"</"+tag+">")
	case 4, 5:
		id := g.picture()
		img := fmt.Sprintf(`<img src="%s-300x200.jpg" alt="%s" width="300" height="200" class="wp-image-%d"/>`, image(id), g.title(), id)
		if blocks {
			return of(fmt.Sprintf(`image {"id":%d}`, id), `<figure class="wp-block-image">`+img+"<figcaption>"+g.title()+"</figcaption></figure>")
		}
		return fmt.Sprintf("[caption id=\"attachment_%d\" align=\"alignleft\" width=\"300\"]%s %s[/caption]\n\n", id, img, g.title())
	case 6:
		if blocks {
			return of("quote", `<blockquote class="wp-block-quote"><p>`+g.inline(20)+"</p><cite>"+g.title()+"</cite></blockquote>")
		}
		return "<blockquote>" + g.inline(20) + "</blockquote>\n\n"
	case 7:
		return of("code", "<pre class=\"wp-block-code\"><code>if (a &lt; b) {\n    "+g.vocab[g.r.IntN(50)]+"(a);\n}\n</code></pre>")
	case 8:
		var b strings.Builder
		for range 4 {
			b.WriteString("<tr><td>" + g.title() + "</td><td>" + g.title() + "</td><td>" + fmt.Sprint(g.r.IntN(1000)) + "</td></tr>")
		}
		return of("table", "<figure class=\"wp-block-table\"><table><tbody>"+b.String()+"</tbody></table></figure>")
	case 9:
		if !blocks {
			return fmt.Sprintf("[gallery ids=\"%d,%d,%d\"]\n\n", g.picture(), g.picture(), g.picture())
		}
		return of("separator", `<hr class="wp-block-separator"/>`)
	case 10:
		url := fmt.Sprintf("https://www.youtube.com/watch?v=%011d", g.r.IntN(1e9))
		if blocks {
			return of(fmt.Sprintf(`embed {"url":"%s"}`, url), "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n"+url+"\n</div></figure>")
		}
		return url + "\n\n"
	}
	return paragraph()
}

func (g *generator) content(constructs int) string {
	blocks := g.r.IntN(2) == 0
	var b strings.Builder
	for range constructs {
		b.WriteString(g.block(blocks))
	}
	return b.String()
}

// An entry is what is told of an item.
type entry struct {
	kind, status, slug, link, title, content, excerpt string
	more                                              string // elements
	parent                                            int
}

func (g *generator) item(e entry) {
	id := g.n + 1
	date := postDate(g.n).Format("2006-01-02 15:04:05")
	if e.link == "" {
		e.link = fmt.Sprintf("%s/?p=%d", blog, id)
	}
	g.print(`<item>
<title><![CDATA[%s]]></title>
<link>%s</link>
<pubDate>%s</pubDate>
<dc:creator><![CDATA[ann]]></dc:creator>
<guid isPermaLink="false">%s/?p=%d</guid>
<description></description>
<content:encoded><![CDATA[%s]]></content:encoded>
<excerpt:encoded><![CDATA[%s]]></excerpt:encoded>
<wp:post_id>%[5]d</wp:post_id>
<wp:post_date><![CDATA[%[8]s]]></wp:post_date>
<wp:post_date_gmt><![CDATA[%[8]s]]></wp:post_date_gmt>
<wp:post_modified><![CDATA[%[8]s]]></wp:post_modified>
<wp:post_modified_gmt><![CDATA[%[8]s]]></wp:post_modified_gmt>
<wp:comment_status><![CDATA[open]]></wp:comment_status>
<wp:ping_status><![CDATA[open]]></wp:ping_status>
<wp:post_name><![CDATA[%[9]s]]></wp:post_name>
<wp:status><![CDATA[%[10]s]]></wp:status>
<wp:post_parent>%[11]d</wp:post_parent>
<wp:menu_order>0</wp:menu_order>
<wp:post_type><![CDATA[%[12]s]]></wp:post_type>
<wp:post_password><![CDATA[]]></wp:post_password>
<wp:is_sticky>0</wp:is_sticky>
%[13]s</item>
`, e.title, e.link, postDate(g.n).Format(time.RFC1123Z), blog, id, e.content, e.excerpt, date, e.slug, e.status, e.parent, e.kind, e.more)
	g.n++
}

func meta(key, value string) string {
	return "<wp:postmeta><wp:meta_key><![CDATA[" + key + "]]></wp:meta_key><wp:meta_value><![CDATA[" + value + "]]></wp:meta_value></wp:postmeta>\n"
}

func (g *generator) post(content string, comments int) {
	slug := fmt.Sprintf("a-post-of-usual-length-%d", g.n)
	e := entry{kind: "post", status: "publish", slug: slug, link: postLink(g.n), title: g.title(), content: content}
	switch g.r.IntN(20) {
	case 0:
		e.status, e.link = "draft", ""
	case 1, 2:
		e.kind, e.link = "page", blog+"/"+slug+"/"
	case 3:
		e.excerpt = g.words(25)
	}
	var b strings.Builder
	b.WriteString(meta("_edit_last", "1") + meta("_thumbnail_id", fmt.Sprint(g.picture())) + meta("_yoast_wpseo_metadesc", g.words(12)))
	c := g.r.IntN(40)
	fmt.Fprintf(&b, "<category domain=\"category\" nicename=\"category-%d\"><![CDATA[Category %d]]></category>\n", c, c)
	for range g.r.IntN(4) {
		t := g.r.IntN(400)
		fmt.Fprintf(&b, "<category domain=\"post_tag\" nicename=\"tag-%d\"><![CDATA[Tag %d]]></category>\n", t, t)
	}
	for i := range comments {
		fmt.Fprintf(&b, `<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author><![CDATA[%s]]></wp:comment_author><wp:comment_author_email><![CDATA[a@b.example]]></wp:comment_author_email><wp:comment_author_url></wp:comment_author_url><wp:comment_author_IP><![CDATA[192.0.2.1]]></wp:comment_author_IP><wp:comment_date><![CDATA[2014-01-02 03:04:05]]></wp:comment_date><wp:comment_date_gmt><![CDATA[2014-01-02 03:04:05]]></wp:comment_date_gmt><wp:comment_content><![CDATA[%s]]></wp:comment_content><wp:comment_approved><![CDATA[1]]></wp:comment_approved><wp:comment_type><![CDATA[comment]]></wp:comment_type><wp:comment_parent>0</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>
`, g.n*100+i+1, g.vocab[g.r.IntN(100)], g.words(10+g.r.IntN(40)))
	}
	e.more = b.String()
	if e.kind == "post" && e.status == "publish" {
		g.posts = append(g.posts, g.n)
	}
	g.item(e)
}

func (g *generator) attachment() {
	n := g.n
	g.pictures = append(g.pictures, n)
	name := fmt.Sprintf("picture-%d", n)
	file := fmt.Sprintf("%d/%02d/%s.jpg", 2004+n%20, 1+n%12, name)
	str := func(s string) string { return fmt.Sprintf(`s:%d:"%s";`, len(s), s) }
	var sizes strings.Builder
	for _, s := range []struct {
		name string
		w, h int
	}{{"thumbnail", 150, 150}, {"medium", 300, 200}, {"large", 1024, 683}} {
		sizes.WriteString(str(s.name) + "a:4:{" + str("file") + str(fmt.Sprintf("%s-%dx%d.jpg", name, s.w, s.h)) + str("width") + fmt.Sprintf("i:%d;", s.w) + str("height") + fmt.Sprintf("i:%d;", s.h) + str("mime-type") + str("image/jpeg") + "}")
	}
	g.item(entry{kind: "attachment", status: "inherit", slug: name, title: g.title(), link: blog + "/" + name + "/", parent: g.known(g.posts) + 1, excerpt: g.title(),
		more: "<wp:attachment_url><![CDATA[" + blog + "/wp-content/uploads/" + file + "]]></wp:attachment_url>\n" +
			meta("_wp_attached_file", file) + meta("_wp_attachment_image_alt", g.title()) +
			meta("_wp_attachment_metadata", "a:4:{"+str("width")+"i:2048;"+str("height")+"i:1365;"+str("file")+str(file)+str("sizes")+"a:3:{"+sizes.String()+"}}")})
}

// varied has no two posts alike, between what else a site has in its table.
func (g *generator) varied(items int) {
	g.attachment()
	for g.n < items {
		switch k := g.r.IntN(20); {
		case k < 9:
			g.post(g.content(1+g.r.IntN(14)), max(0, g.r.IntN(8)-4))
		case k < 14:
			g.attachment()
		case k < 15:
			g.item(entry{kind: "nav_menu_item", status: "publish", slug: fmt.Sprint(g.n), title: g.title(),
				more: meta("_menu_item_type", "custom") + meta("_menu_item_url", g.link()) + meta("_menu_item_menu_item_parent", "0")})
		default:
			g.item(entry{kind: "revision", status: "inherit", slug: fmt.Sprintf("%d-revision-v1", g.n), title: g.title(), content: g.content(1 + g.r.IntN(8)), parent: g.n})
		}
	}
}

// repeated has the same hundred contents over and over.
func (g *generator) repeated(items int) {
	for range min(100, items) {
		g.attachment()
	}
	var contents []string
	for range 100 {
		contents = append(contents, g.content(1+g.r.IntN(14)))
	}
	for g.n < items {
		switch k := g.n % 20; {
		case k < 9:
			g.post(contents[g.n%len(contents)], k%3)
		case k < 15:
			g.attachment()
		default:
			g.item(entry{kind: "revision", status: "inherit", slug: fmt.Sprintf("%d-revision-v1", g.n), title: g.title(), content: contents[g.n%len(contents)], parent: g.n})
		}
	}
}

// long has posts of 5,000 words, 30 images and 30 links, and three attachments
// for every two of them.
func (g *generator) long(items int) {
	for range 3 {
		g.attachment()
	}
	for g.n < items {
		if g.n%5 < 3 {
			g.attachment()
			continue
		}
		blocks := g.n%5 == 3
		var b strings.Builder
		for range 30 {
			for range 4 {
				p := g.words(40)
				if blocks {
					p = "<!-- wp:paragraph -->\n<p>" + p + "</p>\n<!-- /wp:paragraph -->"
				}
				b.WriteString(p + "\n\n")
			}
			img := fmt.Sprintf(`<img src="%s-1024x683.jpg" alt="%s" />`, image(g.picture()), g.title())
			text := fmt.Sprintf(`%s <a href="%s">%s</a>`, g.words(6), g.link(), g.title())
			if blocks {
				fmt.Fprintf(&b, "<!-- wp:image -->\n<figure class=\"wp-block-image\">%s</figure>\n<!-- /wp:image -->\n\n<!-- wp:paragraph -->\n<p>%s</p>\n<!-- /wp:paragraph -->\n\n", img, text)
			} else {
				b.WriteString(img + "\n\n" + text + "\n\n")
			}
		}
		g.post(b.String(), 0)
	}
}

// attachments has nothing else.
func (g *generator) attachments(items int) {
	for g.n < items {
		g.attachment()
	}
}
