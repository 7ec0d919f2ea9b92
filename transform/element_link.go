package transform

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// In Elementor, Bricks and the shortcodes of themes a whole part of a page can be a link. Markdown has no such
// link: its first heading leads there or, of a part without one, its first picture or
// line.

// linkOfPart returns where a part of a page leads that holds others.
func linkOfPart(settings []prop) string {
	link := kidsOf(settings, "link")
	return cmp.Or(value(link, "url"), internalLink(link))
}

// internalLink returns the address of the entry that a link of Bricks numbers.
func internalLink(link []prop) string {
	if id := value(link, "postId"); id != "" && strings.Trim(id, "0123456789") == "" && value(link, "type") == "internal" {
		return "/?p=" + id
	}
	if value(link, "type") == "media" {
		return value(kidsOf(link, "mediaData"), "url")
	}
	return ""
}

// A linkedPart is one that a shortcode encloses, from an empty element to the paragraph
// with its address.
type linkedPart struct{ begin, end *html.Node }

// beginLinkedPart returns what stands in front of a part that ends with a paragraph, if that
// has nothing but where the part leads.
func (b *builder) beginLinkedPart(s *shown, end *html.Node) []*html.Node {
	if !tree.IsElement(end, atom.P) || end.FirstChild == nil || end.FirstChild != end.LastChild {
		return nil
	}
	link := end.FirstChild
	isNamed := link.DataAtom == atom.A && len(s.links) == 1 && s.links[0].page != "" && len(s.labels) == 0 && tree.TextContent(link) == s.links[0].page // for want of a text
	if !tree.IsTag(link, tree.Autolink) && !isNamed {
		return nil
	}
	begin := tree.NewElement(atom.Div)
	b.linked = append(b.linked, linkedPart{begin, end})
	return []*html.Node{begin}
}

// linkParts makes the parts of a tree that shortcodes enclosed lead where they did, those
// within others first.
func (b *builder) linkParts() {
	for _, p := range slices.Backward(b.linked) {
		begin, end := aloneInParagraph(p.begin), aloneInParagraph(p.end)
		if up := begin.Parent; tree.IsElement(up, atom.P) && up.Parent != nil && begin == up.FirstChild {
			up.RemoveChild(begin)
			up.Parent.InsertBefore(begin, up)
		}
		if up := end.Parent; tree.IsElement(up, atom.P) && up.Parent != nil && end == up.LastChild {
			up.RemoveChild(end)
			up.Parent.InsertBefore(end, up.NextSibling)
		}
		if parent := end.Parent; parent != nil && begin.Parent == parent && begin.NextSibling != end {
			behind := end.NextSibling
			tree.Remove(end)
			if alone := linkBetween(parent, begin.NextSibling, behind, tree.Attr(p.end.FirstChild, "href")); alone != nil {
				parent.InsertBefore(end, alone)
				tree.Remove(alone)
			}
		}
		if begin.Parent != nil {
			tree.Remove(begin)
		}
	}
}

// aloneInParagraph returns the paragraph that holds a node and nothing else, or the node.
func aloneInParagraph(n *html.Node) *html.Node {
	for p := n.Parent; tree.IsElement(p, atom.P); p = n.Parent {
		for c := p.FirstChild; c != nil; c = c.NextSibling {
			if c != n && (c.Type != html.TextNode || !tree.IsBlankText(c.Data)) {
				return n
			}
		}
		n = p
	}
	return n
}

// linkPart makes the children of root behind a node, or all, lead somewhere.
func linkPart(root, behind *html.Node, href string) {
	first := root.FirstChild
	if behind != nil {
		first = behind.NextSibling
	}
	linkBetween(root, first, nil, href)
}

// maxLinkedPart bounds the nodes that are looked at for each part, as parts hold others.
const maxLinkedPart = 2000

// linkBetween makes the children of root from first on and before the one behind them, or to
// the last, lead somewhere, and returns the line that does for want of a place in them.
func linkBetween(root, first, behind *html.Node, href string) (alone *html.Node) {
	if first == nil || href == "" || href == "#" {
		return nil
	}
	var heading, picture, line *html.Node
	room := maxLinkedPart
	var look func(n *html.Node) (leads bool)
	look = func(n *html.Node) (leads bool) {
		switch room--; {
		case room < 0:
			return false
		case isLinkNode(n):
			return tree.Attr(n, "href") == href
		case heading == nil && isHeadingTag(n.DataAtom):
			heading = n
		case picture == nil && n.DataAtom == atom.Img:
			picture = n
		case line == nil && n.DataAtom == atom.P && !tree.IsBlank(n):
			line = n
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if look(c) {
				return true
			}
		}
		return false
	}
	for part := first; part != behind && room > 0; part = part.NextSibling {
		if look(part) {
			return nil
		}
	}
	a := tree.NewElement(atom.A, "href", href)
	switch {
	case heading != nil && tree.Find(heading, isLinkNode) == nil:
		tree.MoveChildren(a, heading)
		heading.AppendChild(a)
	case picture != nil:
		picture.Parent.InsertBefore(a, picture)
		picture.Parent.RemoveChild(picture)
		a.AppendChild(picture)
	case line != nil && tree.Find(line, isLinkNode) == nil && tree.Find(line, tree.IsBlock) == nil:
		tree.MoveChildren(a, line)
		line.AppendChild(a)
	default:
		alone = tree.NewElement(atom.P)
		alone.AppendChild(tree.NewTag(tree.Autolink, "href", href))
		root.InsertBefore(alone, behind)
	}
	return alone
}

// carryLinks makes the headings of a content lead where the same ones of a builder's data
// do: the content that Elementor writes has no link of a part.
func carryLinks(content, built *html.Node) {
	hrefs := map[string]string{}
	for n := range built.Descendants() {
		if a := n.FirstChild; isHeadingTag(n.DataAtom) && a != nil && a.DataAtom == atom.A && a.NextSibling == nil {
			text := strings.Join(strings.Fields(tree.TextContent(n)), " ")
			if href := tree.Attr(a, "href"); hrefs[text] == "" || hrefs[text] == href {
				hrefs[text] = href
			} else {
				delete(hrefs, text)
			}
		}
	}
	if len(hrefs) == 0 {
		return
	}
	for n := range content.Descendants() {
		if !isHeadingTag(n.DataAtom) || within(n, atom.A) {
			continue
		}
		href := hrefs[strings.Join(strings.Fields(tree.TextContent(n)), " ")]
		if href != "" && tree.Find(n, isLinkNode) == nil {
			a := tree.NewElement(atom.A, "href", href)
			tree.MoveChildren(a, n)
			n.AppendChild(a)
		}
	}
}

func isLinkNode(n *html.Node) bool { return n.DataAtom == atom.A || tree.IsTag(n, tree.Autolink) }

func isHeadingTag(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
