package transform

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// In Elementor and Bricks a whole part of a page can be a link. Markdown has no such
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

// linkPart makes the children of root behind a node, or all, lead somewhere.
func linkPart(root, behind *html.Node, href string) {
	first := root.FirstChild
	if behind != nil {
		first = behind.NextSibling
	}
	if first == nil || href == "" || href == "#" {
		return
	}
	var heading, picture, line *html.Node
	for part := first; part != nil; part = part.NextSibling {
		for n := range part.Descendants() {
			switch {
			case n.DataAtom == atom.A && tree.Attr(n, "href") == href, tree.IsTag(n, tree.Autolink) && tree.Attr(n, "href") == href:
				return
			case n.DataAtom == atom.A, within(n, atom.A):
			case heading == nil && isHeadingTag(n.DataAtom):
				heading = n
			case picture == nil && n.DataAtom == atom.Img:
				picture = n
			case line == nil && n.DataAtom == atom.P && !tree.IsBlank(n):
				line = n
			}
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
		p := tree.NewElement(atom.P)
		p.AppendChild(tree.NewTag(tree.Autolink, "href", href))
		root.AppendChild(p)
	}
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
