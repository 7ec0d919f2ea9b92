package verify

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// details reads a disclosure, its label first.
func (s *stream) details(n *html.Node) {
	s.open(event{kind: details})
	label := childOf(n, atom.Summary)
	if label != nil {
		s.node(label)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != label {
			s.node(c)
		}
	}
	s.open(event{kind: end, n: int32(details)})
	s.boundary()
}

// summary reads the label of a disclosure; elsewhere it is but a block.
func (s *stream) summary(n *html.Node) {
	if !is(n.Parent, atom.Details) {
		s.blockOf(n)
		return
	}
	s.open(event{kind: summary})
	s.children(n)
	s.open(event{kind: end, n: int32(summary)})
	s.boundary()
}
