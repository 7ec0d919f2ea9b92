package verify

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func childOf(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, a) {
			return c
		}
	}
	return nil
}

func descendant(n *html.Node, ok func(*html.Node) bool) bool {
	for c := range n.Descendants() {
		if ok(c) {
			return true
		}
	}
	return false
}

// isBlock reports whether an element stands on lines of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dir, atom.Menu, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Hr,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col,
		atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Dialog,
		atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Hgroup,
		atom.Address, atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Noscript,
		atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, atom.Map:
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key && a.Namespace == "" })
}

func is(n *html.Node, a atom.Atom) bool {
	return n != nil && n.Type == html.ElementNode && n.DataAtom == a
}
