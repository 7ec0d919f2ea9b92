package transform

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// isDynamic reports whether a block shows the state of the running site: its
// saved HTML, if any, is a template (docs/formats.md §D.3).
func isDynamic(name string) bool {
	name, ok := strings.CutPrefix(name, "core/")
	if !ok {
		return false
	}
	if slices.Contains(dynamicBlocks, name) {
		return true
	}
	for _, p := range dynamicPrefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

var dynamicBlocks = []string{
	"archives", "avatar", "breadcrumbs", "calendar", "categories", "form", "home-link", "latest-comments", "latest-posts",
	"legacy-widget", "loginout", "navigation", "page-list", "pattern", "post-author", "post-comment", "post-comments",
	"post-content", "post-date", "post-excerpt", "post-navigation-link", "post-template", "post-terms", "post-time-to-read",
	"post-title", "query-no-results", "query-title", "query-total", "read-more", "rss", "search", "site-logo", "site-tagline",
	"site-title", "tag-cloud", "template-part", "terms-list", "terms-query", "widget-area", "widget-group",
}

var dynamicPrefixes = []string{"comment-", "comments-", "form-", "navigation-", "page-list-", "post-author-", "post-comments-", "query-pagination", "term-"}

// headerBlocks are those that show of a post what every page has at its head. A page
// that holds nothing else asks for no look.
var headerBlocks = []string{"post-title", "post-date", "post-terms"}

// siteBlocks are those that list what the site has under other names than plugins do.
var siteBlocks = []string{"archives", "page-list", "tag-cloud", "terms-list", "latest-comments", "post-template"}

// isOfShop reports whether a block shows products, or what a visitor buys.
func isOfShop(name string) bool { return strings.HasPrefix(name, "woocommerce/") }

// noteDynamic notes a block that shows the state of the running site, and the
// words saved in it: the labels of a search form, the links of a menu.
func (b *builder) noteDynamic(blk *block) {
	var what strings.Builder
	_, name, _ := strings.Cut(blk.name, "/")
	switch {
	case isCore(blk.name) && slices.Contains(headerBlocks, name):
		what.WriteString("what it shows is in the front matter, dropped: ")
	case !isCore(blk.name) && isOrnament(name):
		what.WriteString(keptApart + ": ")
	default:
		what.WriteString(unfilled + ": ")
	}
	describe(&what, blk)
	if words := tree.TextContent(b.parseHTML(blk.text())); !tree.IsBlankText(words) {
		what.WriteString(", with the words “" + Quote(words) + "”")
	}
	b.ofSite = b.ofSite || isOfSite(name) || isOfShop(blk.name) || isCore(blk.name) && slices.Contains(siteBlocks, name)
	b.notes.add(note.Block, !isCore(blk.name) && !isOfShop(blk.name) && isAbout(name, thingsOfTheirOwn...), what.String())
}

// describe writes the name and attributes of a block, and of those in it that
// name something: the links of a menu are saved without HTML.
func describe(out *strings.Builder, blk *block) {
	out.WriteString(strings.TrimPrefix(blk.name, "core/"))
	if blk.attrs != "" {
		out.WriteString(" " + Quote(blk.attrs))
	}
	for _, c := range blk.children {
		if strings.Contains(c.attrs, `"label"`) || strings.Contains(c.attrs, `"url"`) || strings.Contains(c.attrs, `"moreText"`) || c.name == "core/read-more" && c.attrs != "" {
			out.WriteString(", ")
			describe(out, c)
		}
	}
}

// missingBlock builds a core/missing, in which the editor keeps a block whose
// plugin is gone, if only its attributes have it.
func (b *builder) missingBlock(blk *block) ([]*html.Node, bool) {
	var a struct{ OriginalContent, OriginalUndelimitedContent string }
	blk.decode(&a)
	content := cmp.Or(a.OriginalContent, a.OriginalUndelimitedContent)
	if !blk.isEmpty() || tree.IsBlankText(content) || b.depth >= maxContentDepth {
		return nil, false
	}
	b.depth++
	defer func() { b.depth-- }()
	return tree.TakeChildren(b.content(guard(content))), true
}

// isHollow reports whether the saved HTML of a block, and of those in it, is nothing
// but what its script fills.
func isHollow(blk *block) bool {
	for _, c := range blk.children {
		if c.name != "" && (c.void || c.attrs != "" || !isHollow(c)) {
			return false
		}
	}
	s := blk.text()
	if strings.Contains(s, "[") || strings.Contains(s, "data-") {
		return false
	}
	for {
		text, rest, found := strings.Cut(s, "<")
		if !tree.IsBlankText(text) {
			return false
		}
		if !found {
			return true
		}
		switch tagName("<" + rest) {
		case "img", "iframe", "video", "audio", "object", "embed", "svg", "input", "canvas", "hr", "script", "form", "button", "select", "textarea", "a", "math", "amp-img":
			return false
		}
		_, s, found = strings.Cut(rest, ">")
		if !found {
			return true
		}
	}
}
