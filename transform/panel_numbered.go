package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// openNumberedTabs puts each of the titles of some tabs in front of its part: they are
// numbered, and as many parts of the builder's page follow them.
func (b *builder) openNumberedTabs(root *html.Node) {
	if !strings.Contains(b.item.Content, "data-tab-index") {
		return
	}
	var groups [][]*html.Node
	next := -1
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || !tree.HasAttr(n, "data-tab-index") {
			continue
		}
		index, err := strconv.Atoi(tree.Attr(n, "data-tab-index"))
		if text := lineOf(n); err != nil || text == "" || len(text) > 100 || leadsSomewhere(n) {
			next = -1
			continue
		}
		if index != next || next < 0 {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], n)
		next = index + 1
	}
	left := mostLooked
	for _, titles := range groups {
		if len(titles) < 2 || left < 0 {
			continue
		}
		top := titles[0]
		for p := top.Parent; p != nil && (p.DataAtom == atom.P || p.DataAtom == atom.Ul || p.DataAtom == atom.Ol || p.DataAtom == atom.Li || p.DataAtom == atom.Nav || p.DataAtom == atom.Span); p = p.Parent {
			top = p
		}
		var parts []*html.Node
		for n := top.NextSibling; n != nil && len(parts) <= len(titles); n = n.NextSibling {
			left--
			if n.DataAtom == atom.Section {
				parts = append(parts, n)
			}
		}
		if len(parts) != len(titles) {
			continue
		}
		for i, part := range parts {
			title := lineOf(titles[i])
			b.tabs = append(b.tabs, title)
			h := tree.NewElement(atom.H3)
			h.AppendChild(tree.NewText(title))
			part.Parent.InsertBefore(h, part)
			removeControl(titles[i])
		}
	}
}

// openListedTabs puts each of the titles of a list in front of its part, where an element that
// its class calls one of tabs holds a list and as many parts behind it.
func (b *builder) openListedTabs(root *html.Node) {
	left := mostLooked
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if n.DataAtom != atom.Div && n.DataAtom != atom.Section || !isTabsByClass(n) {
			continue
		}
		titles, parts := listedTabs(n, &left)
		if left < 0 {
			return
		}
		for i := range titles {
			b.tabs = append(b.tabs, lineOf(titles[i]))
			h := tree.NewElement(atom.H3)
			tree.MoveChildren(h, titles[i])
			unwrapWithin(h)
			parts[i].InsertBefore(h, parts[i].FirstChild)
			removeBlock(titles[i])
		}
	}
}

// isTabsByClass reports whether an element is by a class of it a widget of tabs.
func isTabsByClass(n *html.Node) bool {
	for c := range strings.FieldsSeq(tree.Attr(n, "class")) {
		if c = strings.ToLower(c); c == "tve_sct" || isAbout(c, "tabs", "tabbed", "tab-wrap", "tab-container") && !isAbout(c, "table", "content", "nav", "item", "list", "title", "panel") {
			return true
		}
	}
	return false
}

// listedTabs returns the entries of the list that a widget of tabs begins with, and its parts.
func listedTabs(n *html.Node, left *int) (titles, parts []*html.Node) {
	list := firstElement(n)
	if list == nil || list.DataAtom != atom.Ul && list.DataAtom != atom.Ol {
		return nil, nil
	}
	for li := range list.ChildNodes() {
		*left--
		if li.Type != html.ElementNode {
			continue
		}
		if text := lineOf(li); text == "" || len(text) > 100 || li.DataAtom != atom.Li || leadsSomewhere(li) || tree.Find(li, isControlOrBlock) != nil {
			return nil, nil
		}
		titles = append(titles, li)
	}
	behind := list.NextSibling
	for behind != nil && behind.Type != html.ElementNode {
		behind = behind.NextSibling
	}
	if parts = siblingsOf(behind, left); len(parts) == 1 { // that holds them
		parts = siblingsOf(firstElement(parts[0]), left)
	}
	if len(titles) < 2 || len(titles) != len(parts) {
		return nil, nil
	}
	return titles, parts
}

// siblingsOf returns an element and those behind it, if all are divisions that show something.
func siblingsOf(n *html.Node, left *int) (list []*html.Node) {
	for ; n != nil; n = n.NextSibling {
		*left--
		switch {
		case n.Type == html.TextNode && tree.IsBlankText(n.Data) || n.Type == html.CommentNode:
		case n.DataAtom != atom.Div && n.DataAtom != atom.Section:
			return nil
		default:
			list = append(list, n)
		}
	}
	return list
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}
