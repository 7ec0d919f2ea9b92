package verify

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// definitions reads a list of terms and what they mean. One of nothing but empty
// terms does not show.
func (s *stream) definitions(n *html.Node) {
	start := len(s.events)
	s.open(event{kind: list, text: "dl"})
	s.children(n)
	if !slices.ContainsFunc(s.events[start:], func(e event) bool { return e.kind != list && e.kind != item }) {
		s.events = s.events[:start]
		s.boundary()
		return
	}
	s.close(list, true)
}

// definition reads a term, or what it means.
func (s *stream) definition(n *html.Node) {
	s.boundary()
	if is(n.Parent, atom.Dl) || is(n.Parent.Parent, atom.Dl) {
		s.emit(event{kind: item, text: n.Data})
	}
	s.children(n)
	s.boundary()
}
