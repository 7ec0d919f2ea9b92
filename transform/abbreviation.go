package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// abbreviation builds an [abbr title="long form"]text[/abbr] as the element does.
func (b *builder) abbreviation(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	title := a.get("title")
	if tree.IsBlankText(title) || tree.IsBlankText(sc.content) {
		return nil, false
	}
	abbr := tree.NewElement(atom.Abbr, "title", tree.UnescapeHTML(title))
	tree.MoveChildren(abbr, b.parseHTML(b.innerHTML(sc.content)))
	return []*html.Node{abbr}, true
}
