package verify

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// form reads a form, or a group of its controls.
func (s *stream) form(n *html.Node) {
	s.open(event{kind: control, text: n.Data, more: address(attr(n, "action"))})
	s.boundary()
	s.children(n)
	s.open(event{kind: end, n: int32(control)})
	s.boundary()
}

func (s *stream) control(n *html.Node) {
	what := attr(n, "type") + " " + attr(n, "name") + " " + attr(n, "value")
	if n.DataAtom == atom.Input && attr(n, "type") == "checkbox" {
		what = "checkbox"
		if hasAttr(n, "checked") {
			what = "checkbox, checked"
		}
	}
	s.visible(event{kind: control, text: n.Data, more: what})
	if n.DataAtom != atom.Input {
		s.children(n)
		s.visible(event{kind: control, text: "/" + n.Data})
	}
	s.joins = false
}

// drawing reads an element of a drawing or formula, in which each counts.
func (s *stream) drawing(n *html.Node) {
	s.visible(event{kind: control, text: n.Data})
	s.children(n)
	s.visible(event{kind: control, text: "/" + n.Data})
}
