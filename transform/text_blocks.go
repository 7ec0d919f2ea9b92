package transform

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// eachText calls f with the text of each paragraph, heading, cell of a tree, with marks,
// and with the nodes that it is of.
func eachText(root *html.Node, f func(text string, nodes []*html.Node)) {
	var buf []byte
	var nodes []*html.Node
	atEdge := false
	flush := func() {
		if len(nodes) > 0 {
			f(string(buf), nodes)
		}
		buf, nodes, atEdge = buf[:0], nodes[:0], false
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && !isRawElement(n):
				last, _ := utf8.DecodeLastRune(buf)
				first, _ := utf8.DecodeRuneInString(c.Data)
				if atEdge && !(unicode.IsLetter(last) && unicode.IsLetter(first)) {
					buf = append(buf, seen.Mark)
				}
				buf, nodes, atEdge = append(buf, c.Data...), append(nodes, c), false
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Br || tree.IsImage(c):
				buf, atEdge = append(buf, ' ', seen.Mark), false
			case tree.IsBlock(c):
				flush()
				walk(c)
				flush()
			default:
				atEdge = true
				walk(c)
				atEdge = true
			}
		}
	}
	walk(root)
	flush()
}
