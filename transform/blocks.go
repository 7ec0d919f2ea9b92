package transform

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// blocks returns the HTML of a content made of blocks. Most blocks are the HTML
// that was saved with them, which is theirs by its classes; those that are
// more than that are built, or noted where only the running site could fill
// them.
func (b *builder) blocks(s string) string {
	var out strings.Builder
	for _, c := range parseBlocks(s).children {
		if c.name == "" {
			b.freeform(&out, c.html)
		} else {
			b.writeBlock(&out, c)
		}
	}
	return out.String()
}

// freeform writes HTML that stands between blocks. WordPress does not run
// wpautop over it, its editor does when it loads the post: text with bare line
// ends is meant to be paragraphs (facts.md §B.1).
func (b *builder) freeform(out *strings.Builder, s string) {
	if strings.TrimSpace(s) == "" {
		out.WriteString(s)
		return
	}
	s = b.textual(s)
	if !strings.Contains(s, "<p>") && !strings.Contains(s, "<p ") {
		s = autop(s, true)
	}
	out.WriteString(s)
}

func (b *builder) writeBlock(out *strings.Builder, blk *block) {
	if blk.name == "" {
		out.WriteString(blk.html)
		return
	}
	if f := builtBlocks[blk.name]; f != nil {
		if nodes, ok := f(b, blk); ok {
			out.WriteString(b.place(blk.text(), nodes...))
			return
		}
	}
	switch blk.name {
	case "core/shortcode", "core/freeform", "core/classic":
		b.writeAutop(out, blk)
		return
	}
	if isDynamic(blk.name) {
		b.noteDynamic(blk)
		return
	}
	if blk.name == "core/cover" {
		b.featuredCover(out, blk)
	}
	if len(blk.children) == 0 {
		if !strings.HasPrefix(blk.name, "core/") {
			b.notes.add(report.Block, true, "unknown and without content, dropped: "+quoteShort(blk.name+" "+blk.attrs))
		} else if blk.void {
			b.noteDynamic(blk)
		}
		return
	}
	for _, c := range blk.children {
		b.writeBlock(out, c)
	}
}

// writeAutop writes a block whose content WordPress runs through wpautop.
func (b *builder) writeAutop(out *strings.Builder, blk *block) {
	var inner strings.Builder
	for _, c := range blk.children {
		b.writeBlock(&inner, c)
	}
	out.WriteString(autop(b.textual(inner.String()), true))
}

// noteDynamic notes a block that shows the state of the running site, and the
// words saved in it: the labels of a search form, the text around a query.
func (b *builder) noteDynamic(blk *block) {
	what := "only the old site could fill it, dropped: " + strings.TrimPrefix(blk.name, "core/")
	if blk.attrs != "" {
		what += " " + quoteShort(blk.attrs)
	}
	if t := textContent(b.parseHTML(blk.text())); !isBlankText(t) {
		what += ", with the words " + strconv.Quote(quoteShort(t))
	}
	b.notes.add(report.Block, true, what)
}

// isDynamic reports whether a block shows the state of the running site: its
// saved HTML, if any, is a template (facts.md §D.3).
func isDynamic(name string) bool {
	name, ok := strings.CutPrefix(name, "core/")
	if !ok {
		return false
	}
	if slices.Contains(dynamicBlocks, name) {
		return true
	}
	for _, p := range []string{"comment-", "comments-", "post-comments-", "query-pagination", "term-", "form-", "navigation-", "page-list-", "post-author-"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

var dynamicBlocks = []string{
	"archives", "avatar", "breadcrumbs", "calendar", "categories", "form", "home-link", "latest-comments", "latest-posts",
	"legacy-widget", "loginout", "navigation", "page-list", "pattern", "post-author", "post-content", "post-date", "post-excerpt",
	"post-navigation-link", "post-template", "post-terms", "post-time-to-read", "query-no-results", "query-title", "query-total",
	"read-more", "rss", "search", "site-logo", "site-tagline", "site-title", "tag-cloud", "template-part", "terms-query", "widget-area", "widget-group",
	"post-comment", "post-comments", "latest-comments", "term-description", "terms-list",
}

// builtBlocks are the blocks that are more than their saved HTML. A function
// that is not ok leaves the block to the general rule.
var builtBlocks map[string]func(b *builder, blk *block) (nodes []*html.Node, ok bool)

func init() { // not a literal: the functions lead back to the table
	builtBlocks = map[string]func(b *builder, blk *block) ([]*html.Node, bool){
		"core/block":               (*builder).reusableBlock,
		"core/footnotes":           (*builder).footnotesBlock,
		"core/social-link":         (*builder).socialLink,
		"core/code":                (*builder).codeBlock,
		"core/post-featured-image": (*builder).featuredImage,
		"jetpack/markdown":         (*builder).markdownBlock,
		"syntaxhighlighter/code":   (*builder).codeBlock,
	}
}

// reusableBlock builds a core/block: the content of a wp_block item.
func (b *builder) reusableBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ Ref int64 }
	blk.decode(&a)
	content, ok := b.lib.block(a.Ref)
	switch {
	case !ok:
		b.notes.add(report.Block, true, "reusable block "+strconv.FormatInt(a.Ref, 10)+" is not in the export")
		return nil, true
	case slices.Contains(b.blockRefs, a.Ref) || b.depth >= maxContentDepth:
		b.notes.add(report.Block, true, "reusable block "+strconv.FormatInt(a.Ref, 10)+" contains itself")
		return nil, true
	}
	b.blockRefs = append(b.blockRefs, a.Ref)
	b.depth++
	root := b.content(b.guard(content))
	b.depth--
	b.blockRefs = b.blockRefs[:len(b.blockRefs)-1]
	return takeChildren(root), true
}

// socialLink builds a core/social-link, which is saved without HTML: a list
// item with a link. One without an address shows nothing.
func (b *builder) socialLink(blk *block) ([]*html.Node, bool) {
	var a struct{ URL, Service, Label string }
	blk.decode(&a)
	if a.URL == "" {
		return nil, true
	}
	if a.Label == "" {
		a.Label = serviceName(a.Service)
	}
	if strings.Contains(a.URL, "@") && !strings.Contains(a.URL, ":") {
		a.URL = "mailto:" + a.URL
	}
	link := newElement(atom.A, "href", a.URL)
	link.AppendChild(newText(a.Label))
	li := newElement(atom.Li)
	li.AppendChild(link)
	return []*html.Node{li}, true
}

// serviceName returns the name WordPress shows for a service of a social link.
func serviceName(s string) string {
	switch s {
	case "":
		return "Link"
	case "chain":
		return "Link"
	case "feed":
		return "RSS Feed"
	case "fivehundredpx":
		return "500px"
	}
	for _, n := range []string{"CodePen", "DeviantArt", "GitHub", "LinkedIn", "SoundCloud", "TikTok", "WhatsApp", "WordPress", "YouTube", "DailyMotion"} {
		if strings.EqualFold(n, s) {
			return n
		}
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// codeBlock builds a block of code whose language is an attribute only.
func (b *builder) codeBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ Language, ClassName string }
	blk.decode(&a)
	lang := a.Language
	if lang == "" {
		for c := range strings.FieldsSeq(a.ClassName) {
			if l, ok := strings.CutPrefix(c, "language-"); ok {
				lang = l
			}
		}
	}
	root := b.parseHTML(blk.text())
	pre := find(root, func(n *html.Node) bool { return isElement(n, atom.Pre) })
	if pre == nil {
		return nil, false
	}
	if lang = language(lang); lang != "" {
		setAttr(pre, "class", "language-"+lang)
	}
	return takeChildren(root), true
}

// markdownBlock builds a jetpack/markdown block: its source is Markdown.
func (b *builder) markdownBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ Source string }
	blk.decode(&a)
	if strings.TrimSpace(a.Source) == "" {
		return nil, false
	}
	n := newTag(tagMarkdown)
	n.AppendChild(newText(strings.TrimSpace(strings.ReplaceAll(a.Source, "\r\n", "\n"))))
	return []*html.Node{n}, true
}

// featuredImage builds a core/post-featured-image that stands in the content.
func (b *builder) featuredImage(*block) ([]*html.Node, bool) {
	id, _ := strconv.ParseInt(strings.TrimSpace(b.item.Field("_thumbnail_id")), 10, 64)
	att := b.lib.Attachment(id)
	if att == nil || len(b.blockRefs) > 0 {
		return nil, false
	}
	return []*html.Node{newElement(atom.Img, "src", att.URL, "alt", att.Alt)}, true
}

// featuredCover writes the picture of a cover that shows the featured image of
// the post: it is not in the saved HTML.
func (b *builder) featuredCover(out *strings.Builder, blk *block) {
	var a struct{ UseFeaturedImage bool }
	blk.decode(&a)
	if !a.UseFeaturedImage {
		return
	}
	if img, ok := b.featuredImage(blk); ok {
		out.WriteString(b.place("featured image", img...))
	}
}
