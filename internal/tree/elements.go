package tree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// IsHTMLElement reports whether HTML has, or had, an element of that lower-case
// name. An atom is not enough: attributes have atoms too.
func IsHTMLElement(name string) bool { return htmlElements.Get(name) }

var htmlElements = func() (t Names[bool]) {
	const names = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button" +
		" canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure" +
		" font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li" +
		" link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param" +
		" picture plaintext pre progress q rp ruby rb rt rtc s samp script search section select slot small source span strike strong style sub summary" +
		" sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp"
	for name := range strings.FieldsSeq(names) {
		t.Set(name, true)
	}
	return t
}()

// IsBlock reports whether a node stands on lines of its own.
func IsBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dir, atom.Menu, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Hr,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col,
		atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Dialog,
		atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Hgroup,
		atom.Address, atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Noscript, atom.Body, atom.Html,
		atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, atom.Map:
		return n.Namespace == ""
	case 0:
		switch n.Data {
		case More, Markdown, Unread, Note, Verse, "search":
			return true
		}
	}
	return false
}

// IsVoid reports whether an element has no end tag.
func IsVoid(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr:
		return n.Namespace == ""
	}
	return false
}

// IsPreformatted reports whether white space counts in an element.
func IsPreformatted(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Code, atom.Textarea, atom.Iframe:
		return true
	case 0:
		return n.Data == Markdown || n.Data == Verse || n.Data == Math || n.Namespace != ""
	}
	return n.Namespace != ""
}

// showsItself reports whether an element is seen, or matters to a reader, even
// when it is empty.
func showsItself(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Img, atom.Hr, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Input,
		atom.Svg, atom.Math, atom.Canvas, atom.Select, atom.Textarea, atom.Button, atom.Table, atom.Source, atom.Track,
		atom.Meter, atom.Progress:
		return true
	case atom.A:
		return isAnchor(n)
	case 0:
		return strings.HasPrefix(n.Data, "wp-")
	}
	return false
}
