package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A construct that is not HTML is built as soon as it is found in the text. A
// numbered comment stands for it there, which neither wpautop nor the HTML
// parser touches, and is replaced in the tree.

const (
	slotOpen  = "<!--wp2md:"
	slotClose = "-->"
)

// slot is what a placeholder stands for: nodes, or HTML for the parser.
type slot struct {
	src   string     // as written, for the report
	root  *html.Node // holds the nodes
	html  string
	block *block // that is not written yet
	used  bool
}

// guard makes sure that no comment of a post is taken for a placeholder.
func guard(s string) string {
	if strings.Contains(s, "2md:") && strings.Contains(s, slotOpen) { // there are few digits, and < without end
		s = strings.ReplaceAll(s, slotOpen, "<!-- wp2md:")
	}
	return s
}

// place keeps nodes for the tree and returns the placeholder to put into the
// text.
func (b *builder) place(src string, nodes ...*html.Node) string {
	root := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return b.placeTree(src, root)
}

// placeTree is place for the children of root.
func (b *builder) placeTree(src string, root *html.Node) string {
	return b.placeSlot(slot{src: src, root: root})
}

// placeHTML keeps HTML that is to be parsed with the text around it, as
// WordPress would have it: a tag that is open at its end stays open.
func (b *builder) placeHTML(src, markup string) string {
	return b.placeSlot(slot{src: src, html: markup})
}

// placeLater is placeHTML for what a block shows. It is made, and what is said of it is noted,
// where the placeholder is met: not at all if that is within what is held back.
func (b *builder) placeLater(c *block) string {
	return b.placeSlot(slot{src: c.source(), block: c})
}

func (b *builder) placeSlot(s slot) string {
	b.slots = append(b.slots, s)
	return slotOpen + strconv.Itoa(len(b.slots)-1) + slotClose
}

// parse parses HTML as the content of a body and puts what was built in the
// place of the placeholders.
func (b *builder) parse(s string) *html.Node {
	root := b.parseHTML(b.expand(s))
	b.fill(root)
	return root
}

// expand puts the HTML that placeholders stand for in their place.
func (b *builder) expand(s string) string {
	if len(b.slots) == 0 {
		return s
	}
	var out strings.Builder
	done := 0 // what precedes is in out
	for i := 0; ; {
		k := strings.Index(s[i:], slotOpen)
		if k < 0 {
			break
		}
		start := i + k
		end := strings.Index(s[start:], slotClose)
		if end < 0 {
			break
		}
		i = start + end + len(slotClose)
		if sl := b.slotOf(s[start+len("<!--") : start+end]); sl != nil && sl.root == nil {
			sl.used = true
			out.WriteString(s[done:start])
			out.WriteString(b.expand(b.htmlOf(*sl)))
			done = i
		}
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// fill replaces the placeholders below n.
func (b *builder) fill(n *html.Node) {
	if len(b.slots) == 0 {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type != html.CommentNode {
			b.fill(c)
		} else if s := b.slotOf(c.Data); s != nil {
			tree.Replace(c, tree.TakeChildren(b.take(s))...)
		}
		c = next
	}
}

// take returns the nodes of a slot, in a node that holds them.
func (b *builder) take(s *slot) *html.Node {
	s.used = true
	root := s.root
	if root == nil {
		return b.parse(b.htmlOf(*s))
	}
	b.fill(root)
	return root
}

// htmlOf returns the HTML of a slot without nodes.
func (b *builder) htmlOf(s slot) string {
	if s.block != nil {
		return b.later(s.block)
	}
	return s.html
}

// withSources returns a text with what was written in the place of its placeholders, which are
// met nowhere any more.
func (b *builder) withSources(s string) string {
	if len(b.slots) == 0 {
		return s
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(s, slotOpen)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		number, after, _ := strings.Cut(rest, slotClose)
		s = after
		sl := b.slotOf(slotOpen[len("<!--"):] + number)
		if sl == nil {
			continue
		}
		sl.used = true
		if sl.root != nil {
			for n := range sl.root.Descendants() {
				if n.Type == html.CommentNode {
					b.withSources("<!--" + n.Data + slotClose)
				}
			}
		}
		b.withSources(sl.html)
		out.WriteString(" " + b.withSources(sl.src) + " ") // blocks part words
	}
}

// slotOf returns the slot that a comment stands for, if it stands for one that
// has not been filled.
func (b *builder) slotOf(comment string) *slot {
	num, ok := strings.CutPrefix(comment, slotOpen[len("<!--"):])
	if !ok {
		return nil
	}
	i, err := strconv.Atoi(num)
	if err != nil || i < 0 || i >= len(b.slots) || b.slots[i].used {
		return nil
	}
	return &b.slots[i]
}

// unresolved puts what has lost its place at the end of the tree: the parser
// drops comments in a few odd places, and those in attributes and in the text of
// raw elements are none.
func (b *builder) unresolved(root *html.Node) {
	lost := false
	for i := 0; i < len(b.slots); i++ {
		if s := &b.slots[i]; !s.used {
			lost = true
			b.notes.add(note.Shortcode, true, "moved to the end, its place was lost: "+quoteShort(s.src))
			tree.MoveChildren(root, b.take(s))
		}
	}
	if !lost {
		return
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode:
			n.Data = dropPlaceholders(n.Data)
		case html.ElementNode: // <b<!-- … --> is an element of that name
			if name := dropPlaceholders(n.Data); name != n.Data {
				n.Data, n.DataAtom = name, atom.Lookup([]byte(name))
			}
		}
		for i := range n.Attr {
			n.Attr[i].Val = dropPlaceholders(n.Attr[i].Val)
		}
	}
}

func dropPlaceholders(s string) string {
	before, after, found := strings.Cut(s, slotOpen)
	if !found {
		return s
	}
	var out strings.Builder
	for found {
		out.WriteString(before)
		_, after, _ = strings.Cut(after, slotClose)
		before, after, found = strings.Cut(after, slotOpen)
	}
	out.WriteString(before)
	return out.String()
}
