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
	if tree.Find(code, tree.IsBreak) == nil || !atLineEnd(code, prevSibling) && !isChained(code, code.FirstChild, prevSibling, nextSibling) || !atLineEnd(code, nextSibling) && !isChained(code, code.LastChild, nextSibling, prevSibling) {
		return
	}
	switch p := code.Parent; p.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Blockquote, 0:
	default:
		return
	}
	for c := code.FirstChild; c != nil && (tree.IsBreak(c) || c.Type == html.TextNode && tree.IsBlankText(c.Data)); c = code.FirstChild {
		if code.RemoveChild(c); tree.IsBreak(c) {
			if next := code.FirstChild; next != nil && next.Type == html.TextNode {
				next.Data = strings.TrimPrefix(next.Data, "\n")
			}
			break
		}
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

// isChained reports whether code goes on behind the end of a line with other code on one
// side: </code><code>. end is what stands in code at that side, and inward leads away from it.
func isChained(code, end *html.Node, step, inward func(*html.Node) *html.Node) bool {
	for end != nil && end.Type == html.TextNode && tree.IsBlankText(end.Data) {
		end = inward(end)
	}
	n := step(code)
	for n != nil && n.Type == html.TextNode && tree.IsBlankText(n.Data) {
		n = step(n)
	}
	return end != nil && tree.IsBreak(end) && tree.IsElement(n, atom.Code)
}

// atLineEnd reports whether nothing stands between n and the end of its line on
// one side.
func atLineEnd(n *html.Node, step func(*html.Node) *html.Node) bool {
	for n = step(n); n != nil && n.Type == html.TextNode && tree.IsBlankText(n.Data); n = step(n) {
	}
	return n == nil || tree.IsBreak(n) || tree.IsBlock(n)
}
