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
