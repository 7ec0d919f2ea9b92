package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/autop"
)

// ReblogField holds what a post of WordPress.com has taken over from another blog, as it was then.
const ReblogField = "reblog_snapshot"

// ReblogFrom returns the address of what a field of that name has taken over, or "".
func ReblogFrom(stored string) string {
	p := storedProp("", stored)
	if address := value(p.kids, "permalink"); isWebAddress(address) {
		return address
	}
	return ""
}

// addReblog puts what a post reblogs below its own words: a quote, as visitors saw it, and a
// link to where it is from.
func (b *builder) addReblog(root *html.Node) {
	if len(b.item.Meta) == 0 || b.item.Rendered() || len(b.held) > 0 || b.opt.InFrontMatter != nil && b.opt.InFrontMatter(ReblogField) {
		return
	}
	stored := b.item.Field(ReblogField)
	if stored == "" {
		return
	}
	p := storedProp("", stored)
	content := value(p.kids, "content")
	if content == "" || len(content) > b.room {
		return
	}
	b.room -= len(content)
	quote := tree.NewElement(atom.Blockquote)
	tree.MoveChildren(quote, b.parseHTML(autop.Paragraphs(guard(content), true)))
	if tree.IsBlank(quote) {
		return
	}
	root.AppendChild(quote)
	if address := value(p.kids, "permalink"); isWebAddress(address) {
		title := plainFact(value(p.kids, "title"))
		if title == "" {
			title = withoutScheme(address)
		}
		from := tree.NewElement(atom.P)
		from.AppendChild(tree.NewLink(address, title))
		root.AppendChild(from)
	}
	b.notes.add(note.HTML, false, "what the post reblogs is in the page as a quote, of the custom field "+ReblogField)
}
