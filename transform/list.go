package transform

import (
	"cmp"
	"strings"

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

// fixList makes every child of a list an item: a list or a paragraph right within it,
// and text behind an item of a numbered list, belong to the item before, anything else is
// an item, a run of text and inline elements one.
func fixList(n *html.Node) {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		n.DataAtom, n.Data = atom.Ul, "ul"
	}
	mendUnmarked(n)
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
		case last != nil && (tree.IsElement(c, atom.Ul) || tree.IsElement(c, atom.Ol) || tree.IsElement(c, atom.P) && !open || isDivider(c)):
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

// withoutWrappers takes away what stands in a list around its items. A quotation around all of
// them is one around the list.
func withoutWrappers(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case !holdsItems(c):
		case c.DataAtom != atom.Blockquote:
			tree.Unwrap(c)
		case isAloneIn(n, c) && n.Parent != nil:
			for _, item := range tree.TakeChildren(c) {
				n.InsertBefore(item, c)
			}
			n.RemoveChild(c)
			n.Parent.InsertBefore(c, n)
			n.Parent.RemoveChild(n)
			c.AppendChild(n)
			return
		default:
			tree.Unwrap(c)
		}
		c = next
	}
}

// isAloneIn reports whether n holds nothing but c and spaces.
func isAloneIn(n, c *html.Node) bool {
	for other := range n.ChildNodes() {
		if other != c && (other.Type != html.TextNode || !tree.IsBlankText(other.Data)) {
			return false
		}
	}
	return true
}

// holdsItems reports whether n is in the way between a list and its items.
func holdsItems(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.P, atom.Span, atom.Font, atom.Center, atom.Blockquote, atom.Strong, atom.B, atom.Em, atom.I:
	default:
		return false
	}
	items := 0
	for c := range n.ChildNodes() {
		switch {
		case tree.IsElement(c, atom.Li):
			items++
		case c.Type != html.TextNode || !tree.IsBlankText(c.Data):
			return false
		}
	}
	return items > 0
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

// mendUnmarked puts right the items of a list that show no number or bullet. Those at the
// end of a numbered list go on in the item before; where all are such, the list has none
// of its numbers. An item of a list with bullets that holds a list alone, as editors write
// nested ones, is that list of the item before. Others count, and keep their numbers.
func mendUnmarked(n *html.Node) {
	if n.DataAtom == atom.Ol && isUnmarked(n) {
		n.DataAtom, n.Data = atom.Ul, "ul"
		return
	}
	last := n.LastChild
	for last != nil && !tree.IsElement(last, atom.Li) {
		last = last.PrevSibling
	}
	if n.DataAtom == atom.Ul {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if before := itemBefore(c); before != nil && tree.IsElement(c, atom.Li) && isUnmarked(c) && c.FirstChild != nil && isIndentation(c) {
				tree.MoveChildren(before, c)
				n.RemoveChild(c)
			}
			c = next
		}
		return
	}
	if last == nil || !isUnmarked(last) {
		return
	}
	first := last // of the items at the end that have no number
	for c := itemBefore(first); c != nil && isUnmarked(c); c = itemBefore(first) {
		first = c
	}
	to := itemBefore(first)
	if to == nil {
		n.DataAtom, n.Data = atom.Ul, "ul"
	}
	for c := first; c != nil; {
		next := c.NextSibling
		switch {
		case !tree.IsElement(c, atom.Li):
		case tree.IsBlank(c):
			n.RemoveChild(c)
		case to != nil:
			if !hasBlockChild(c) && !hasBlockChild(to) {
				to.AppendChild(tree.NewElement(atom.Br))
				tree.MoveChildren(to, c)
			} else {
				wrapRuns(c)
				tree.MoveChildren(to, c)
			}
			n.RemoveChild(c)
		}
		c = next
	}
}

// wrapRuns puts the inline children of an item into paragraphs.
func wrapRuns(n *html.Node) {
	var p *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case tree.IsBlock(c):
			p = nil
		case p == nil && c.Type == html.TextNode && tree.IsBlankText(c.Data):
		default:
			if p == nil {
				p = tree.NewElement(atom.P)
				n.InsertBefore(p, c)
			}
			n.RemoveChild(c)
			p.AppendChild(c)
		}
		c = next
	}
}

// itemBefore returns the item before a child of a list, or nil.
func itemBefore(c *html.Node) *html.Node {
	for c = c.PrevSibling; c != nil; c = c.PrevSibling {
		if tree.IsElement(c, atom.Li) {
			return c
		}
	}
	return nil
}

// isUnmarked reports whether a style takes the number or bullet from an item or a list.
func isUnmarked(n *html.Node) bool {
	if len(n.Attr) == 0 {
		return false
	}
	v := cmp.Or(styleValue(n, "list-style-type"), styleValue(n, "list-style"))
	v, _, _ = strings.Cut(v, " ")
	return strings.EqualFold(v, "none")
}
