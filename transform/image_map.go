package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// mapLinks makes the areas of an image map, which Markdown's images do not
// have, links.
func mapLinks(m *html.Node) {
	m.DataAtom, m.Data = atom.P, "p"
	for c := range m.Descendants() {
		if !tree.IsElement(c, atom.Area) || tree.Attr(c, "href") == "" {
			continue
		}
		text := tree.Attr(c, "alt")
		for _, t := range []string{tree.Attr(c, "title"), tree.Attr(c, "href")} {
			if tree.IsBlankText(text) {
				text = t
			}
		}
		href := tree.Attr(c, "href")
		c.DataAtom, c.Data, c.Attr = atom.A, "a", []html.Attribute{{Key: "href", Val: href}}
		c.AppendChild(tree.NewText(text))
		c.Parent.InsertBefore(tree.NewText(" "), c)
	}
}
