package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// hasItem reports whether a list has an item or a list right within it. A list of
// text alone is none to a browser: blogs indented their text by it.
func hasItem(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if tree.IsElement(c, atom.Li) || tree.IsElement(c, atom.Ul) || tree.IsElement(c, atom.Ol) {
			return true
		}
	}
	return false
}

// isIndentation reports whether a list holds nothing but lists: it only moves them to the
// right.
func isIndentation(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if !tree.IsElement(c, atom.Ul) && !tree.IsElement(c, atom.Ol) && (c.Type != html.TextNode || !tree.IsBlankText(c.Data)) {
			return false
		}
	}
	return true
}

// fixList makes every child of a list an item: a list nested directly, and text
// behind an item of a numbered list, belong to the item before, anything else is an
// item, a run of text and inline elements one.
func fixList(n *html.Node) {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		n.DataAtom, n.Data = atom.Ul, "ul"
	}
	var last *html.Node
	open := false // last was made here and takes inline nodes
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case tree.IsElement(c, atom.Li):
			last, open = c, false
		case open && !tree.IsBlock(c):
			n.RemoveChild(c)
			last.AppendChild(c)
		case tree.IsBlank(c):
			tree.Remove(c) // a <br> between items
		case last != nil && (tree.IsElement(c, atom.Ul) || tree.IsElement(c, atom.Ol) || isDivider(c)):
			n.RemoveChild(c)
			last.AppendChild(c)
			open = false
		case last != nil && n.DataAtom == atom.Ol: // an item would shift the numbers
			n.RemoveChild(c)
			if !tree.IsBlock(c) && !hasBlockChild(last) {
				last.AppendChild(tree.NewElement(atom.Br))
			}
			last.AppendChild(c)
			open = !tree.IsBlock(c)
		default:
			li := tree.NewElement(atom.Li)
			n.InsertBefore(li, c)
			n.RemoveChild(c)
			li.AppendChild(c)
			last, open = li, !tree.IsBlock(c)
		}
		c = next
	}
}

// isDivider reports whether n is a comment, or wpautop's paragraph around one:
// when it is not blank, the <!--more--> divider.
func isDivider(n *html.Node) bool {
	if tree.IsElement(n, atom.P) && n.FirstChild == n.LastChild {
		n = n.FirstChild
	}
	return n != nil && n.Type == html.CommentNode
}

// wrapItems puts a run of items that stand outside of a list into one, and
// returns it.
func wrapItems(first *html.Node) *html.Node {
	list := tree.NewElement(atom.Ul)
	first.Parent.InsertBefore(list, first)
	for c := first; c != nil; {
		next := c.NextSibling
		if !tree.IsElement(c, atom.Li) && !(c.Type == html.TextNode && tree.IsBlankText(c.Data)) {
			break
		}
		c.Parent.RemoveChild(c)
		list.AppendChild(c)
		c = next
	}
	return list
}
