package live

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/wp2md/wp2md/extract"
)

// Selectors are CSS selectors for what stands in a theme's pages, where ours do
// not find it. Empty ones are ours.
type Selectors struct {
	Content, Title, Date, Author, Categories, Tags, Image, Comments string
	Remove                                                          string // what is not content
}

// CheckSelector returns an error if s is no CSS selector.
func CheckSelector(s string) error {
	_, err := cascadia.Compile(s)
	return err
}

// css returns a selector compiled. They are few, and each is compiled once; one
// that is none matches nothing.
func css(s string) goquery.Matcher {
	if m, ok := compiled.Load(s); ok {
		return m.(goquery.Matcher)
	}
	m, err := cascadia.Compile(s)
	if err != nil {
		m = func(*html.Node) bool { return false }
	}
	compiled.Store(s, m)
	return m
}

var compiled sync.Map

// pageView is what a page of the site shows.
type pageView struct {
	single *version        // the one post or page it is about, if it is about one
	listed []*version      // posts that it lists
	next   []string        // further pages of the list
	links  []string        // to other pages of the site
	term   extract.TermRef // of which it is the archive

	title, language string // of the site
	front           bool   // the home page
	gone            bool   // it says that there is nothing here
}

// parsePage reads a page. kind is the post type that a sitemap has it under.
func parsePage(a *answer, sel *Selectors, kind string) (*pageView, error) {
	mt, _, _ := mime.ParseMediaType(a.header("Content-Type"))
	if mt != "" && !strings.Contains(mt, "html") {
		return nil, errNotHTML
	}
	body := a.body
	if r, err := charset.NewReader(bytes.NewReader(body), a.header("Content-Type")); err == nil {
		var b bytes.Buffer
		if _, err := b.ReadFrom(r); err == nil {
			body = b.Bytes()
		}
	}
	root, err := html.ParseWithOptions(bytes.NewReader(body), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	p := &pageReader{doc: goquery.NewDocumentFromNode(root), base: a.final, sel: sel}
	return p.read(kind), nil
}

type pageReader struct {
	doc     *goquery.Document
	main    *goquery.Selection // the content of the page, or nil
	guessed bool               // main may hold more than the content
	base    *url.URL
	sel     *Selectors
	body    map[string]bool // classes of the body
}

func (p *pageReader) read(kind string) *pageView {
	v := &pageView{}
	p.body = classes(p.doc.FindMatcher(css("body")).First())
	v.language = p.doc.FindMatcher(css("html")).AttrOr("lang", "")
	v.title = p.doc.FindMatcher(css(`meta[property="og:site_name"]`)).AttrOr("content", oneLine(p.doc.FindMatcher(css(".wp-block-site-title, .site-title")).First().Text()))
	v.front = p.body["home"]
	v.gone = p.body["error404"]
	if v.gone {
		return v
	}
	content := p.content()
	p.main = content
	switch {
	case p.isList():
	case p.isSingle(), kind != "", content != nil && p.isArticle():
		v.single = p.version(p.doc.Selection, content)
		v.single.single = true
		v.single.link = p.canonical()
		p.whole(v.single, kind)
	}
	if v.single == nil {
		v.term = p.archiveOf()
		v.listed = p.listed()
		v.next = p.nextPages()
	}
	p.doc.FindMatcher(css("a[href]")).Each(func(_ int, s *goquery.Selection) {
		if u := p.address(s.AttrOr("href", "")); u != nil {
			v.links = append(v.links, u.String())
		}
	})
	return v
}

func classes(s *goquery.Selection) map[string]bool {
	m := map[string]bool{}
	for c := range strings.FieldsSeq(s.AttrOr("class", "")) {
		m[c] = true
	}
	return m
}

func (p *pageReader) isList() bool {
	for _, c := range []string{"archive", "search", "blog", "category", "tag", "date", "author", "tax"} {
		if p.body[c] && !p.isSingle() {
			return true
		}
	}
	return false
}

func (p *pageReader) isSingle() bool {
	return p.body["single"] || p.body["singular"] || p.body["wp-singular"] || p.body["page"] && !p.body["blog"] || p.body["attachment"]
}

// isArticle reports whether a page without the classes of WordPress says that
// it is an article.
func (p *pageReader) isArticle() bool {
	if strings.HasPrefix(p.doc.FindMatcher(css(`meta[property="og:type"]`)).AttrOr("content", ""), "article") {
		return true
	}
	if p.doc.FindMatcher(css(`meta[property="article:published_time"]`)).Length() > 0 || p.jsonLD() != nil {
		return true
	}
	entries := p.doc.FindMatcher(css(".hentry, .h-entry, article, .post[id^=post-]"))
	if entries.Length() != 1 {
		return false
	}
	// A list of one post links to it.
	link := p.address(entries.FindMatcher(css("h1 a, h2 a, .entry-title a")).First().AttrOr("href", ""))
	return link == nil || linkKey(link) == linkKey(p.base)
}

// address returns an address on the page as it is meant, without its fragment.
func (p *pageReader) address(href string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" {
		return nil
	}
	u = p.base.ResolveReference(u)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	return u
}

// canonical returns what the page says its address is, if that is one of the
// same site, else where it was found.
func (p *pageReader) canonical() string {
	if u := p.address(p.doc.FindMatcher(css(`link[rel="canonical"]`)).AttrOr("href", "")); u != nil && bareHost(u) == bareHost(p.base) && !(u.Path == "/" && u.RawQuery == "" && strings.Trim(p.base.Path, "/") != "") {
		return withoutIndex(u).String()
	}
	return withoutIndex(p.base).String()
}

// whole adds what only the page of a post says of it.
func (p *pageReader) whole(v *version, kind string) {
	v.id = p.id()
	v.kind = p.kind(kind)
	for _, c := range sortedKeys(p.body) {
		if n, ok := strings.CutPrefix(c, "parent-pageid-"); ok {
			v.parent = number(n)
		}
		if f, ok := strings.CutPrefix(c, "single-format-"); ok && f != "standard" && len(f) > 0 {
			if ref := (extract.TermRef{Taxonomy: "post_format", Slug: "post-format-" + f, Name: strings.ToUpper(f[:1]) + f[1:]}); !slices.Contains(v.terms, ref) {
				v.terms = append(v.terms, ref)
			}
		}
	}
	if v.date.IsZero() && v.gmt.IsZero() {
		meta := p.doc.FindMatcher(css(`meta[property="article:published_time"], meta[itemprop="datePublished"]`)).First().AttrOr("content", "")
		if meta == "" {
			meta = p.jsonLD().str("datePublished")
		}
		v.setTime(meta)
	}
	v.docTitle = p.documentTitle()
	if !v.titled {
		v.title = html.EscapeString(firstOf(v.docTitle, find(p.doc.Selection, nil, "h1").NotMatcher(css(siteElements)).First().Text()))
		if titleKey(plainText(v.title)) == titleKey(p.siteName()) {
			v.title = "" // WordPress puts the name of the site there if there is no other
		}
	}
	if v.date.IsZero() && v.gmt.IsZero() {
		p.dateInWords(p.doc.Selection, p.main, v)
	}
	v.hidesPages = p.doc.FindMatcher(css(".wp-site-blocks")).Length() > 0 && p.doc.FindMatcher(css(".post-nav-links, .wp-block-page-break, .page-links")).Length() == 0
	if v.author == (person{}) {
		v.author.name = firstOf(p.jsonLD().object("author").str("name"), p.doc.FindMatcher(css(`meta[name="author"]`)).AttrOr("content", ""))
	}
	if v.image == "" {
		if og := p.address(p.doc.FindMatcher(css(`meta[property="og:image"]`)).First().AttrOr("content", "")); og != nil && strings.Contains(og.Path, "/uploads/") {
			v.image = og.String()
		}
	}
	v.comments = p.comments()
	for _, c := range v.comments {
		if v.zone == nil && !c.Date.IsZero() && !c.DateGMT.IsZero() {
			seconds := int(c.Date.Sub(c.DateGMT).Seconds())
			v.zone = &seconds
		}
	}
	own := linkKey(p.base)
	p.doc.FindMatcher(css(".page-links a, .post-page-numbers, .post-nav-links a, .wp-block-post-content .post-nav-links a, .comment-navigation a, .wp-block-comments-pagination a, .comments-pagination a")).Each(func(_ int, s *goquery.Selection) {
		if u := p.address(s.AttrOr("href", "")); u != nil && linkKey(u) != own && !slices.Contains(v.more, u.String()) {
			v.more = append(v.more, u.String())
		}
	})
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// id finds the number of a post, which WordPress and most themes show.
func (p *pageReader) id() int64 {
	for _, c := range sortedKeys(p.body) {
		for _, prefix := range []string{"postid-", "page-id-", "attachmentid-"} {
			if n, ok := strings.CutPrefix(c, prefix); ok && number(n) > 0 {
				return number(n)
			}
		}
	}
	if n := idIn(p.doc.FindMatcher(css(`link[rel="shortlink"]`)).AttrOr("href", "")); n > 0 {
		return n
	}
	if href := p.apiLink(); href != "" {
		return number(path.Base(href))
	}
	return postID(p.doc.FindMatcher(css(".hentry, [id^=post-]")).First())
}

// postID reads the number of a post that is shown in an element.
func postID(s *goquery.Selection) int64 {
	if n, ok := strings.CutPrefix(s.AttrOr("id", ""), "post-"); ok && number(n) > 0 {
		return number(n)
	}
	for c := range classes(s) {
		if n, ok := strings.CutPrefix(c, "post-"); ok && number(n) > 0 {
			return number(n)
		}
	}
	return 0
}

func (p *pageReader) apiLink() string {
	return p.doc.FindMatcher(css(`link[rel="alternate"][type="application/json"]`)).First().AttrOr("href", "")
}

// kind finds the post type.
func (p *pageReader) kind(mapped string) string {
	switch {
	case p.body["attachment"]:
		return "attachment"
	case p.body["single-post"]:
		return "post"
	case p.body["page"]:
		return "page"
	}
	for _, c := range sortedKeys(p.body) {
		if t, ok := strings.CutPrefix(c, "single-"); ok && !strings.HasPrefix(t, "format-") && !strings.HasPrefix(t, "paged-") && p.body[t+"-template-default"] {
			return t
		}
	}
	if href := p.apiLink(); href != "" {
		switch route := path.Dir(href); {
		case strings.HasSuffix(route, "/posts"):
			return "post"
		case strings.HasSuffix(route, "/pages"):
			return "page"
		case strings.HasSuffix(route, "/media"):
			return "attachment"
		}
	}
	if mapped != "" {
		return mapped
	}
	if _, ok := dayIn(p.canonical()); ok || strings.HasPrefix(p.doc.FindMatcher(css(`meta[property="og:type"]`)).AttrOr("content", ""), "article") {
		return "post"
	}
	if find(p.doc.Selection, nil, "a[rel~=category]").Length() > 0 {
		return "post"
	}
	switch p.jsonLD().str("@type") {
	case "BlogPosting", "Article", "NewsArticle":
		return "post"
	}
	if p.doc.FindMatcher(css("time[datetime]")).Length() > 0 {
		return "post"
	}
	return "page"
}

// jsonLD returns what the page says of the article for search engines.
func (p *pageReader) jsonLD() (found object) {
	p.doc.FindMatcher(css(`script[type="application/ld+json"]`)).EachWithBreak(func(_ int, s *goquery.Selection) bool {
		var list []object
		raw := []byte(s.Text())
		if json.Unmarshal(raw, &list) != nil {
			var one object
			if json.Unmarshal(raw, &one) != nil {
				return true
			}
			list = append(one.list("@graph"), one)
		}
		for _, o := range list {
			switch o.str("@type") {
			case "BlogPosting", "Article", "NewsArticle":
				found = o
				return false
			}
		}
		return true
	})
	return found
}

// contentSelectors is where themes put the content, the surest first.
var contentSelectors = []string{
	".entry-content", ".wp-block-post-content", "[itemprop=articleBody]", ".post-content", ".post_content", ".postcontent", ".e-content", ".td-post-content",
	".post-entry", ".post-body", ".article-content", ".article-body", ".entry .content", ".entry-body", ".storycontent", ".single-content", ".post .entry", ".entry",
}

// content finds the element that holds the content of the page: the largest
// that a selector finds, so that a list of other posts below is not taken.
func (p *pageReader) content() *goquery.Selection {
	list := contentSelectors
	if p.sel.Content != "" {
		list = []string{p.sel.Content}
	}
	for _, sel := range list {
		found := p.doc.FindMatcher(css(sel)).FilterFunction(func(_ int, s *goquery.Selection) bool {
			return s.ParentsMatcher(css(notMain)).Length() == 0 || p.sel.Content != ""
		})
		if found.Length() > 0 {
			return found.First()
		}
	}
	if p.sel.Content != "" {
		return nil
	}
	if p.doc.FindMatcher(css(".wp-site-blocks")).Length() > 0 {
		return nil // block themes have an element for it, but not around nothing
	}
	p.guessed = true
	return p.guess()
}

// notMain are elements in which the content of a page never is.
const notMain = "aside, body > footer, .site-footer, #footer, #colophon, footer.wp-block-template-part, .comment-respond, #comments, .comments-area, .wp-block-comments, .sidebar, .widget, .related-posts, .jp-relatedposts"

// guess finds the element with the most text in paragraphs of its own.
func (p *pageReader) guess() *goquery.Selection {
	scores := map[*html.Node]int{}
	var best *html.Node
	p.doc.FindMatcher(css("p, pre, blockquote, ul, ol, table")).Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
		if n.Parent == nil || s.ParentsMatcher(css(notMain+", nav, header, form")).Length() > 0 {
			return
		}
		text, linked := len(oneLine(s.Text())), len(oneLine(s.FindMatcher(css("a")).Text()))
		scores[n.Parent] += max(0, text-2*linked)
		if best == nil || scores[n.Parent] > scores[best] {
			best = n.Parent
		}
	})
	if best == nil || best.DataAtom == atom.Html || scores[best] < 100 {
		if s := p.doc.FindMatcher(css("article")).First(); s.Length() > 0 {
			return s
		}
		if s := p.doc.FindMatcher(css("main")).First(); s.Length() > 0 {
			return s
		}
		return nil
	}
	return goquery.NewDocumentFromNode(best).Selection
}

// version reads a post out of a part of the page: all of it, or an entry of a
// list.
func (p *pageReader) version(s, content *goquery.Selection) *version {
	v := &version{dropped: map[string]int{}}
	v.title, v.titled = p.titleOf(s, content)
	date := find(s, content, orSel(p.sel.Date, "time.entry-date.published, time.published, .wp-block-post-date time, time.entry-date, time[itemprop=datePublished], .dt-published, .entry-meta time, .posted-on time, abbr.published, .entry-date time, header time, time[pubdate]")).First()
	if !v.setTime(date.AttrOr("datetime", "")) && !v.setTime(date.AttrOr("title", "")) {
		v.setTime(date.AttrOr("content", ""))
	}
	author := find(s, content, orSel(p.sel.Author, `.author.vcard a, .vcard .fn a, a[rel~=author], .wp-block-post-author-name a, .wp-block-post-author__name, .byline a, .p-author, a[href*="/author/"]`)).First()
	v.author = person{name: oneLine(author.Text())}
	if u := p.address(author.AttrOr("href", "")); u != nil {
		if _, rest, ok := strings.Cut(u.Path, "/author/"); ok {
			v.author.login = strings.Trim(rest, "/")
		}
	}
	v.terms = p.terms(s, content)
	img := find(s, content, orSel(p.sel.Image, ".wp-block-post-featured-image img, img.wp-post-image, .post-thumbnail img, .entry-thumbnail img, .featured-image img")).First()
	v.image = p.imageOf(img)
	if v.found = content != nil || s.Nodes[0].Type == html.DocumentNode && p.isSingle(); content != nil {
		if content.FindMatcher(css("form.post-password-form")).Length() > 0 {
			v.protected = true
		} else {
			p.fill(v, content)
		}
	}
	return v
}

// others are elements that show other posts beside the one a page is about, or
// what people say about it.
const others = notMain + ", .comment, .comments-area, nav, .wp-block-post-template, .wp-block-query, .tagcloud, .wp-block-latest-posts"

// entryMeta are elements that say when, by whom and under what a post was
// published; old themes have them at the end of the content.
const entryMeta = ".entry-meta, .post-meta, .postmetadata, .entry-footer, .posted-on, .byline, .entry-header, .entry-utility"

// about reports whether the element t of the part s of a page says something
// of the post that s shows, and is no part of its content.
func about(s, content *goquery.Selection, t *html.Node) bool {
	if content != nil && inside(t, content.Nodes[0]) && goquery.NewDocumentFromNode(t).ClosestMatcher(css(entryMeta)).Length() == 0 {
		return false
	}
	for n := t.Parent; n != nil && n != s.Nodes[0]; n = n.Parent {
		if n.Type == html.ElementNode && goquery.NewDocumentFromNode(n).IsMatcher(css(others)) {
			return false
		}
	}
	return true
}

// find finds elements that say something of the post that s shows.
func find(s, content *goquery.Selection, selector string) *goquery.Selection {
	return s.FindMatcher(css(selector)).FilterFunction(func(_ int, t *goquery.Selection) bool { return about(s, content, t.Nodes[0]) })
}

func orSel(own, ours string) string {
	if own != "" {
		return own
	}
	return ours
}

func inside(n, root *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == root {
			return true
		}
	}
	return false
}

// imageOf returns the address of the largest form of an image.
func (p *pageReader) imageOf(img *goquery.Selection) string {
	src := firstOf(img.AttrOr("data-orig-file", ""), img.AttrOr("data-src", ""), img.AttrOr("src", ""))
	best := int64(0)
	for part := range strings.SplitSeq(firstOf(img.AttrOr("srcset", ""), img.AttrOr("data-srcset", "")), ", ") {
		f := strings.Fields(part)
		if len(f) == 2 && strings.HasSuffix(f[1], "w") {
			if n := number(strings.TrimSuffix(f[1], "w")); n > best {
				best, src = n, f[0]
			}
		}
	}
	if u := p.address(src); u != nil && !strings.HasPrefix(src, "data:") {
		return u.String()
	}
	return ""
}

// setTime reads a date with its distance from Greenwich. A date of the theme
// is on the clock of the site.
func (v *version) setTime(s string) bool {
	t := readTime(s)
	if t.IsZero() {
		return false
	}
	_, offset := t.Zone()
	if strings.ContainsAny(s[min(len(s), 10):], "Z+-") {
		v.gmt = t.UTC()
		v.zone = &offset
	}
	v.date = wall(t)
	return true
}

// terms finds the categories, tags and other terms of a post: in the classes
// that post_class() gives its element, and in its links.
func (p *pageReader) terms(s, content *goquery.Selection) []extract.TermRef {
	var list []extract.TermRef
	add := func(t extract.TermRef) {
		for i := range list {
			if list[i].Taxonomy == t.Taxonomy && list[i].Slug == t.Slug {
				if list[i].Name == "" || list[i].Name == list[i].Slug {
					list[i].Name = t.Name
				}
				return
			}
		}
		list = append(list, t)
	}
	links := `a[rel~=tag], a[rel~=category]`
	if p.sel.Categories != "" || p.sel.Tags != "" {
		links = strings.Trim(p.sel.Categories+", "+p.sel.Tags, ", ")
	}
	find(s, content, links).Each(func(_ int, a *goquery.Selection) {
		u := p.address(a.AttrOr("href", ""))
		name := oneLine(a.Text())
		if u == nil || name == "" {
			return
		}
		taxonomy := ""
		for c := range classes(a.ClosestMatcher(css("[class*=taxonomy-]"))) {
			if t, ok := strings.CutPrefix(c, "taxonomy-"); ok {
				taxonomy = t
			}
		}
		rel := strings.Fields(a.AttrOr("rel", ""))
		switch {
		case taxonomy != "":
		case strings.Contains(u.Path, "/tag/"), u.Query().Has("tag"):
			taxonomy = "post_tag"
		case p.sel.Categories != "" && a.IsMatcher(css(p.sel.Categories)), slices.Contains(rel, "category"), a.ClosestMatcher(css(".cat-links, .entry-categories, .post-categories, .category-links")).Length() > 0,
			strings.Contains(u.Path, "/category/"), u.Query().Has("cat"):
			taxonomy = "category"
		default:
			taxonomy = "post_tag"
		}
		slug := slugIn(u.String())
		if slug == "" {
			slug = extract.MakeSlug(name)
		}
		add(extract.TermRef{Taxonomy: taxonomy, Slug: slug, Name: name})
	})
	entry := s
	if s.Nodes[0].Type == html.DocumentNode {
		entry = s.FindMatcher(css("article.hentry, article[id^=post-], .hentry")).First()
		if entry.Length() == 0 || entry.ParentsMatcher(css(".wp-block-query, .wp-block-post-template, aside")).Length() > 0 {
			return list
		}
	}
	for c := range strings.FieldsSeq(entry.AttrOr("class", "")) {
		for prefix, taxonomy := range map[string]string{"category-": "category", "tag-": "post_tag"} {
			if slug, ok := strings.CutPrefix(c, prefix); ok && slug != "" && number(slug) == 0 {
				add(extract.TermRef{Taxonomy: taxonomy, Slug: slug, Name: slug})
			}
		}
		if f, ok := strings.CutPrefix(c, "format-"); ok && f != "standard" && f != "" {
			add(extract.TermRef{Taxonomy: "post_format", Slug: "post-format-" + f, Name: strings.ToUpper(f[:1]) + f[1:]})
		}
	}
	return list
}

// listed reads the posts that a list shows.
func (p *pageReader) listed() (list []*version) {
	p.doc.FindMatcher(css("article.hentry, article.post, .hentry, .wp-block-post, .h-entry, .post.type-post")).Each(func(_ int, s *goquery.Selection) {
		if s.ParentsMatcher(css(".hentry, .wp-block-post, .h-entry, article, aside, footer")).Length() > 0 {
			return
		}
		link := p.address(s.FindMatcher(css(".entry-title a, .wp-block-post-title a, h2 a, h1 a, h3 a, a[rel=bookmark], .wp-block-post-date a")).First().AttrOr("href", ""))
		if link == nil || bareHost(link) != bareHost(p.base) {
			return
		}
		var content *goquery.Selection
		for _, sel := range contentSelectors {
			if c := s.FindMatcher(css(sel)).First(); c.Length() > 0 {
				content = c
				break
			}
		}
		v := p.version(s, content)
		v.link, v.id = link.String(), postID(s)
		v.sticky = s.HasClass("sticky")
		for c := range classes(s) {
			if t, ok := strings.CutPrefix(c, "type-"); ok {
				v.kind = t
			}
		}
		if v.date.IsZero() && v.gmt.IsZero() {
			p.dateInWords(s, content, v)
		}
		if content == nil || content.FindMatcher(css("a.more-link")).Length() > 0 || strings.HasSuffix(strings.TrimSpace(content.Text()), "[…]") {
			v.cut = true
		}
		list = append(list, v)
	})
	return list
}

// nextPages returns the further pages of a list, as themes link them.
func (p *pageReader) nextPages() (list []string) {
	p.doc.FindMatcher(css(`link[rel="next"], a[rel~=next], .nav-previous a, a.next, .wp-block-query-pagination-next, .pagination a, .page-numbers, .navigation a, .wp-pagenavi a, .older-posts a`)).Each(func(_ int, s *goquery.Selection) {
		if u := p.address(s.AttrOr("href", "")); u != nil && !slices.Contains(list, u.String()) {
			list = append(list, u.String())
		}
	})
	return list
}
