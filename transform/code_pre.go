package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// cleanPre cleans preformatted text: code, of which a plugin may tell the language
// and a title, or a poem.
func (b *builder) cleanPre(n *html.Node) step {
	if tree.HasClass(n, "wp-block-verse") {
		n.DataAtom, n.Data, n.Attr = 0, tree.Verse, nil
		return descend
	}
	n.DataAtom, n.Data = atom.Pre, "pre"
	title := codeTitle(n)
	setLanguage(n)
	b.defuse(n)
	plainPre(n)
	if title != "" {
		figure := titledCode(title)[0]
		n.Parent.InsertBefore(figure, n)
		tree.Remove(n)
		figure.AppendChild(n)
	}
	return skip
}
