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
		text, title := tree.Attr(c, "alt"), tree.Attr(c, "title")
		for _, t := range []string{title, tree.Attr(c, "href")} {
			if tree.IsBlankText(text) {
				text = t
			}
		}
		href := tree.Attr(c, "href")
		c.DataAtom, c.Data, c.Attr = atom.A, "a", []html.Attribute{{Key: "href", Val: href}}
		if title != text && !tree.IsBlankText(title) {
			c.Attr = append(c.Attr, html.Attribute{Key: "title", Val: title})
		}
		c.AppendChild(tree.NewText(text))
		c.Parent.InsertBefore(tree.NewText(" "), c)
	}
}
