package transform

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An anchor of the clean tree is an <a> with an id, without an href and empty:
// a place that a link of the page leads to. No other id is one.

func newAnchor(id string) *html.Node { return newElement(atom.A, "id", id) }

func isAnchor(n *html.Node) bool {
	return isElement(n, atom.A) && n.FirstChild == nil && hasAttr(n, "id") && !hasAttr(n, "href")
}

// placeAnchors puts an anchor where an element has an id or name that a link of
// the page leads to, and drops the names of all links.
func placeAnchors(tree *html.Node) {
	linked := linkedIDs(tree)
	var named []*html.Node
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode && n.Namespace == "" && (hasAttr(n, "id") || n.DataAtom == atom.A) {
			named = append(named, n)
		}
	}
	for _, n := range named {
		id := attr(n, "id")
		if n.DataAtom == atom.A {
			if !linked[id] {
				id = attr(n, "name")
			}
			delAttr(n, "id")
			delAttr(n, "name")
		}
		if linked[id] {
			delete(linked, id) // of two, browsers take the first
			delAttr(n, "id")
			putAnchor(n, id)
		}
	}
}

// putAnchor puts an anchor at the start of the first block in an element, or in
// front of what cannot hold it.
func putAnchor(n *html.Node, id string) {
	for holdsBlocks(n) {
		first := n.FirstChild
		for first != nil && first.Type != html.ElementNode && isBlank(first) {
			first = first.NextSibling
		}
		if first == nil || !isBlock(first) {
			break
		}
		n = first
	}
	switch n.DataAtom {
	case atom.A, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Ul, atom.Ol, atom.Dl, atom.Details, atom.Pre, atom.Code,
		atom.Figure, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Canvas, atom.Select, atom.Textarea, atom.Script, atom.Style:
	default:
		if !isVoid(n) && n.Namespace == "" {
			n.InsertBefore(newAnchor(id), n.FirstChild)
			return
		}
	}
	for inTable(n) { // between its rows a browser shows nothing
		n = n.Parent
	}
	n.Parent.InsertBefore(newAnchor(id), n)
}

// holdsBlocks reports whether a block is there to hold other blocks.
func holdsBlocks(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Blockquote, atom.Ul, atom.Ol, atom.Li, atom.Section, atom.Article, atom.Main, atom.Aside, atom.Header, atom.Footer, atom.Nav:
		return n.Namespace == ""
	}
	return false
}

func inTable(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption:
		return true
	}
	return false
}

// linkedIDs returns the ids that links of the tree lead to, on this page or
// another: it is not known here which addresses are those of this page.
func linkedIDs(tree *html.Node) map[string]bool {
	ids := map[string]bool{}
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.A && n.DataAtom != atom.Area {
			continue
		}
		if _, id, ok := strings.Cut(attr(n, "href"), "#"); ok && id != "" {
			ids[id] = true
			if decoded, err := url.PathUnescape(id); err == nil {
				ids[decoded] = true
			}
		}
	}
	return ids
}
