package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Attr returns the value of an attribute, or "".
func Attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

// HasAttr reports whether an element has an attribute.
func HasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return true
		}
	}
	return false
}

// SetAttr gives an attribute a value.
func SetAttr(n *html.Node, key, val string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr[i].Val = val
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}

// DelAttr takes an attribute away.
func DelAttr(n *html.Node, key string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}

// HasClass reports whether the element's class attribute has the word.
func HasClass(n *html.Node, word string) bool {
	c := Attr(n, "class")
	for c != "" {
		i := strings.Index(c, word)
		if i < 0 {
			return false
		}
		end := i + len(word)
		if (i == 0 || IsSpace(c[i-1])) && (end == len(c) || IsSpace(c[end])) {
			return true
		}
		c = c[end:]
	}
	return false
}

// IsSpace reports whether b is white space of HTML.
func IsSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f'
}

// IsElement reports whether n is an element of HTML's with that name; n can be nil.
func IsElement(n *html.Node, a atom.Atom) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == a
}

// IsTag reports whether n is an element of the given name, for names that have
// no atom.
func IsTag(n *html.Node, name string) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == 0 && n.Data == name
}

// NewElement returns an element with attributes, given as names and values in turn.
func NewElement(a atom.Atom, attrs ...string) *html.Node {
	return withAttrs(&html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}, attrs)
}

// NewTag is NewElement for names that have no atom.
func NewTag(name string, attrs ...string) *html.Node {
	return withAttrs(&html.Node{Type: html.ElementNode, Data: name}, attrs)
}

func withAttrs(n *html.Node, attrs []string) *html.Node {
	for i := 0; i+1 < len(attrs); i += 2 {
		n.Attr = append(n.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return n
}

// NewText returns a text node.
func NewText(s string) *html.Node {
	return &html.Node{Type: html.TextNode, Data: s}
}

// NewLink returns a link with a text.
func NewLink(href, text string) *html.Node {
	a := NewElement(atom.A, "href", href)
	a.AppendChild(NewText(text))
	return a
}

// CopyShallow returns n without its children.
func CopyShallow(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: append([]html.Attribute(nil), n.Attr...)}
}

// Remove takes n out of its tree.
func Remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// Replace puts nodes, which must have no parent, where n is.
func Replace(n *html.Node, nodes ...*html.Node) {
	for _, c := range nodes {
		n.Parent.InsertBefore(c, n)
	}
	Remove(n)
}

// Unwrap puts the children of n in its place.
func Unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	Remove(n)
}

// MoveChildren moves the children of from to the end of to.
func MoveChildren(to, from *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// TakeChildren takes the children from n and returns them.
func TakeChildren(n *html.Node) []*html.Node {
	var nodes []*html.Node
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		nodes = append(nodes, c)
	}
	return nodes
}

// Find returns the first descendant of n for which ok holds, in document
// order, or nil.
func Find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	for c := n.FirstChild; c != nil; c = Next(c, n) {
		if ok(c) {
			return c
		}
	}
	return nil
}

// Next returns what comes behind n in document order, below root, or nil. It is for trees
// that do not change on the way, and costs half of what Descendants does.
func Next(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// TextContent returns the text below n as it stands in the tree.
func TextContent(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = Next(c, n) {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// IsBlank reports whether n holds nothing a reader would see: no text but white
// space (U+00A0 included), and no element that shows by itself.
func IsBlank(n *html.Node) bool {
	if n.Type == html.TextNode {
		return IsBlankText(n.Data)
	}
	if n.Type == html.ElementNode && showsItself(n) || n.Type == html.RawNode {
		return false
	}
	if n.Type == html.CommentNode {
		_, more := MoreLabel(n.Data)
		return !more
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !IsBlank(c) {
			return false
		}
	}
	return true
}

// IsBlankText reports whether s is nothing but white space and characters that show
// nothing.
func IsBlankText(s string) bool {
	for _, r := range s {
		switch r {
		case ' ', '\n', '\t', '\r', '\f', '\u00a0', '\u200b', '\ufeff':
		default:
			return false
		}
	}
	return true
}

// IsBreak reports whether n is a <br>.
func IsBreak(n *html.Node) bool { return IsElement(n, atom.Br) }

// IsImage reports whether n is an <img>.
func IsImage(n *html.Node) bool { return IsElement(n, atom.Img) }

// StyleHas reports whether the style attribute gives a property one of the
// values.
func StyleHas(n *html.Node, property string, values ...string) bool {
	style := Attr(n, "style")
	if !strings.Contains(style, ":") {
		return false
	}
	for decl := range strings.SplitSeq(strings.ToLower(style), ";") {
		k, v, ok := strings.Cut(decl, ":")
		if !ok || strings.TrimSpace(k) != property {
			continue
		}
		v = strings.TrimSpace(v)
		for _, want := range values {
			if v == want || strings.HasPrefix(v, want+" ") {
				return true
			}
		}
	}
	return false
}

// CollapseSpace trims s and makes each run of white space in it one space.
func CollapseSpace(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		if IsSpace(s[i]) && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < 0x80 && IsSpace(byte(r)) }), " ")
}

// IsLetter reports whether r is a letter of ASCII.
func IsLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// NBSP is the no-break space, which is text and not white space.
const NBSP = "\u00a0"

// TagEnd returns where a tag ends that is written in a text, its attributes from i on, or
// -1 if it or a quote in it has no end.
func TagEnd(s string, i int) int {
	for quote := byte(0); i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}
