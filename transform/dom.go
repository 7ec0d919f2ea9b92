package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return true
		}
	}
	return false
}

func setAttr(n *html.Node, key, val string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr[i].Val = val
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}

func delAttr(n *html.Node, key string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}

// hasClass reports whether the element's class attribute has the word.
func hasClass(n *html.Node, word string) bool {
	c := attr(n, "class")
	for c != "" {
		i := strings.Index(c, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if (i == 0 || isSpace(c[i-1])) && (end == len(c) || isSpace(c[end])) {
			return true
		}
		c = c[end:]
	}
	return false
}

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f'
}

func isElement(n *html.Node, a atom.Atom) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == a
}

// isTag reports whether n is an element of the given name, for names that have
// no atom.
func isTag(n *html.Node, name string) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == 0 && n.Data == name
}

func newElement(a atom.Atom, attrs ...string) *html.Node {
	return withAttrs(&html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}, attrs)
}

func newTag(name string, attrs ...string) *html.Node {
	return withAttrs(&html.Node{Type: html.ElementNode, Data: name}, attrs)
}

func withAttrs(n *html.Node, attrs []string) *html.Node {
	for i := 0; i+1 < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return n
}

func newText(s string) *html.Node {
	return &html.Node{Type: html.TextNode, Data: s}
}

// newLink returns a link with a text.
func newLink(href, text string) *html.Node {
	a := newElement(atom.A, "href", href)
	a.AppendChild(newText(text))
	return a
}

// copyShallow returns n without its children.
func copyShallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// replace puts nodes, which must have no parent, where n is.
func replace(n *html.Node, nodes ...*html.Node) {
	for _, c := range nodes {
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

// unwrap puts the children of n in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	remove(n)
}

// moveChildren moves the children of from to the end of to.
func moveChildren(to, from *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// takeChildren takes the children from n and returns them.
func takeChildren(n *html.Node) []*html.Node {
	var nodes []*html.Node
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		nodes = append(nodes, c)
	}
	return nodes
}

// find returns the first descendant of n for which ok holds, in document
// order, or nil.
func find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if ok(c) {
			return c
		}
	}
	return nil
}

// textContent returns the text below n as it stands in the tree.
func textContent(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// isBlank reports whether n holds nothing a reader would see: no text but white
// space (U+00A0 included), and no element that shows by itself.
func isBlank(n *html.Node) bool {
	if n.Type == html.TextNode {
		return isBlankText(n.Data)
	}
	if n.Type == html.ElementNode && showsItself(n) {
		return false
	}
	if n.Type == html.CommentNode {
		_, more := moreLabel(n.Data)
		return !more
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

func isBlankText(s string) bool {
	for _, r := range s {
		switch r {
		case ' ', '\n', '\t', '\r', '\f', '\u00a0', '\u200b', '\ufeff':
		default:
			return false
		}
	}
	return true
}
