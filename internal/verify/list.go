package verify

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (s *stream) list(n *html.Node) {
	name := n.Data
	if n.DataAtom == atom.Ol {
		if hasAttr(n, "reversed") {
			name += " reversed"
		}
		if t := attr(n, "type"); t != "" && t != "1" {
			name += " " + t
		}
	}
	s.open(event{kind: list, text: name})
	num, step := 1, 1
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		num = v
	}
	if hasAttr(n, "reversed") {
		step = -1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !is(c, atom.Li) {
			s.node(c)
			continue
		}
		e := event{kind: item}
		if n.DataAtom == atom.Ol {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				num = v
			}
			e.n = int32(num)
			num += step
		}
		s.open(e)
		s.children(c)
	}
	s.close(list, true)
}

func (m *markdown) list(n *ast.List) {
	name := "ul"
	if n.IsOrdered() {
		name = "ol"
	}
	m.stream.open(event{kind: list, text: name})
	num := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		e := event{kind: item}
		if n.IsOrdered() {
			e.n = int32(num)
			num++
		}
		m.stream.open(e)
		m.children(c)
	}
	m.close(list, true)
}
