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
	if v, ok := number(n, "start"); ok {
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
			if v, ok := number(c, "value"); ok {
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

// number returns an attribute that is a number, without the error of strconv for one
// that is not there.
func number(n *html.Node, key string) (v int, ok bool) {
	s := attr(n, key)
	if s == "" {
		return 0, false
	}
	v, err := strconv.Atoi(s)
	return v, err == nil
}
