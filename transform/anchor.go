package transform

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// placeAnchors puts an anchor where an element has an id or name that a link of
// this page or another leads to, and drops the names of all links.
func placeAnchors(root *html.Node, lib *Library) {
	linked := map[string]bool{}
	placed := map[string]bool{}
	isLinked := func(id string) bool { return linked[id] || lib.hasFragment(id) }
	var named []*html.Node
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if len(n.Attr) == 0 || n.Type != html.ElementNode {
			continue
		}
		addLinkedID(linked, n)
		if n.Namespace == "" && (n.DataAtom == atom.A || tree.HasAttr(n, "id")) {
			named = append(named, n)
		}
	}
	for _, n := range named {
		id := tree.Attr(n, "id")
		if n.DataAtom == atom.A {
			if !isLinked(id) {
				id = tree.Attr(n, "name")
			}
			tree.DelAttr(n, "id")
			tree.DelAttr(n, "name")
		}
		if isLinked(id) && !placed[id] { // of two, browsers take the first
			placed[id] = true
			tree.DelAttr(n, "id")
			putAnchor(n, id)
		}
	}
}

// putAnchor puts an anchor at the start of the first block in an element, or in
// front of what cannot hold it.
func putAnchor(n *html.Node, id string) {
	for p := n.Parent; p != nil; p = p.Parent {
		if tree.IsElement(p, atom.A) { // a browser ends a link where another <a> begins
			n = p
		}
	}
	for holdsBlocks(n) {
		first := n.FirstChild
		for first != nil && first.Type != html.ElementNode && tree.IsBlank(first) {
			first = first.NextSibling
		}
		if first == nil || !tree.IsBlock(first) {
			break
		}
		n = first
	}
	switch n.DataAtom {
	case atom.A, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Ul, atom.Ol, atom.Dl, atom.Details, atom.Pre, atom.Code,
		atom.Figure, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Canvas, atom.Select, atom.Textarea, atom.Script, atom.Style:
	default:
		if !tree.IsVoid(n) && n.Namespace == "" {
			n.InsertBefore(tree.NewAnchor(id), n.FirstChild)
			return
		}
	}
	for inTable(n) { // between its rows a browser shows nothing
		n = n.Parent
	}
	n.Parent.InsertBefore(tree.NewAnchor(id), n)
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

// addFragments keeps the fragments of the addresses in a content. "#top" alone
// is not one of them: it is a place of the page itself, or a colour.
func (l *Library) addFragments(content string) {
	for i := 0; ; {
		k := strings.IndexByte(content[i:], '#')
		if k < 0 {
			return
		}
		start := i + k
		i = start + 1
		if start == 0 || strings.IndexByte(addressEnds, content[start-1]) >= 0 || content[start-1] == '&' {
			continue
		}
		end := i
		for end < len(content) && strings.IndexByte(addressEnds, content[end]) < 0 {
			end++
		}
		before := content[max(0, start-maxAddress):start]
		before = before[strings.LastIndexAny(before, addressEnds)+1:]
		if id := strings.TrimRight(content[i:end], `\`); id != "" && // a quote in JSON has one before it
			strings.ContainsAny(before, "/?") {
			addID(l.fragments, id)
		}
		i = end
	}
}

const (
	addressEnds = " \t\r\n\"'<>()[]{},;"
	maxAddress  = 500
)

// addID adds the id that a fragment names.
func addID(ids map[string]bool, fragment string) {
	if !ids[fragment] {
		ids[strings.Clone(fragment)] = true
	}
	if strings.IndexByte(fragment, '%') >= 0 {
		if decoded, err := url.PathUnescape(fragment); err == nil {
			ids[decoded] = true
		}
	}
}

// addLinkedID adds the id that a link leads to, on this page or another: it is not known here
// which addresses are those of this page.
func addLinkedID(ids map[string]bool, n *html.Node) {
	if n.Type != html.ElementNode || n.DataAtom != atom.A && n.DataAtom != atom.Area {
		return
	}
	if _, id, ok := strings.Cut(tree.Attr(n, "href"), "#"); ok && id != "" {
		addID(ids, id)
	}
}
