package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// codeLines makes a code block of inline code that holds several lines and
// stands on lines of its own.
func codeLines(code *html.Node) {
	if tree.Find(code, tree.IsBreak) == nil || !atLineEnd(code, prevSibling) || !atLineEnd(code, nextSibling) {
		return
	}
	switch p := code.Parent; p.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Blockquote, 0:
	default:
		return
	}
	inner := tree.NewElement(atom.Code)
	tree.MoveChildren(inner, code)
	for n := range inner.Descendants() { // where only <br> ended a line
		if n.Type == html.TextNode {
			if n.PrevSibling != nil && tree.IsBreak(n.PrevSibling) {
				n.Data = strings.TrimPrefix(n.Data, "\n")
			}
			n.Data = strings.ReplaceAll(n.Data, "\n", " ")
		}
	}
	code.DataAtom, code.Data = atom.Pre, "pre"
	code.AppendChild(inner)
	setLanguage(code)
}

func prevSibling(n *html.Node) *html.Node { return n.PrevSibling }
func nextSibling(n *html.Node) *html.Node { return n.NextSibling }

// atLineEnd reports whether nothing stands between n and the end of its line on
// one side.
func atLineEnd(n *html.Node, step func(*html.Node) *html.Node) bool {
	for n = step(n); n != nil && n.Type == html.TextNode && tree.IsBlankText(n.Data); n = step(n) {
	}
	return n == nil || tree.IsBreak(n) || tree.IsBlock(n)
}
