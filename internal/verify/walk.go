package verify

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (s *stream) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c)
	}
}

func (s *stream) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if s.verse {
			s.lines(n.Data)
		} else {
			s.text(n.Data)
		}
	case html.CommentNode:
		if "<!--"+n.Data+"-->" == s.md.dialect.More {
			s.divider()
		}
	case html.ElementNode:
		if n.Namespace != "" {
			s.drawing(n)
		} else if m, ok := markOf(n); ok {
			s.markElement(n, m)
		} else {
			s.element(n)
		}
	}
}

// element reads an element that is no mark.
func (s *stream) element(n *html.Node) {
	switch n.DataAtom {
	case atom.A:
		s.link(n)
	case atom.Img:
		s.image(n)
	case atom.Br:
		s.lineBreak()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.open(event{kind: heading, n: int32(n.Data[1] - '0')})
		s.children(n)
		s.close(heading, false)
	case atom.Blockquote:
		s.quote(n)
	case atom.Ul, atom.Ol:
		s.list(n)
	case atom.Dl:
		s.definitions(n)
	case atom.Dt, atom.Dd:
		s.definition(n)
	case atom.Table:
		s.table(n)
	case atom.Pre:
		s.pre(n)
	case atom.Hr:
		s.open(event{kind: rule})
		s.boundary()
	case atom.Figure:
		s.figure(n)
	case atom.Figcaption:
		s.boundary()
		s.caption(n)
		s.boundary()
	case atom.Details:
		s.details(n)
	case atom.Summary:
		s.summary(n)
	case atom.Form, atom.Fieldset, atom.Legend:
		s.form(n)
	case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Embed:
		s.embed(n)
	case atom.Input, atom.Select, atom.Option, atom.Textarea, atom.Button, atom.Progress, atom.Meter, atom.Canvas:
		s.control(n)
	case atom.Script, atom.Style:
		s.visible(event{kind: control, text: n.Data})
	case 0:
		s.own(n)
	default:
		if isBlock(n.DataAtom) {
			s.blockOf(n)
		} else {
			s.children(n)
		}
	}
}

// blockOf reads what an element holds that stands on lines of its own and is
// nothing besides.
func (s *stream) blockOf(n *html.Node) {
	s.boundary()
	s.children(n)
	s.boundary()
}

// divider is WordPress' <!--more-->.
func (s *stream) divider() {
	s.open(event{kind: more})
	s.boundary()
}
