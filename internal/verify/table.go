package verify

import (
	"strconv"
	"strings"

	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table as it shows: its caption first, the rows of its foot last.
func (s *stream) table(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Caption) {
			s.boundary()
			s.children(c)
		}
	}
	s.open(event{kind: table})
	s.rows(n, false)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Tfoot) {
			s.rows(c, false)
		}
	}
	s.close(table, true)
}

func (s *stream) rows(n *html.Node, head bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, atom.Thead), is(c, atom.Tbody):
			s.rows(c, c.DataAtom == atom.Thead)
		case is(c, atom.Tr):
			s.row(c, head)
		}
	}
}

func (s *stream) row(n *html.Node, head bool) {
	s.open(event{kind: row})
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !is(c, atom.Td) && !is(c, atom.Th) {
			continue
		}
		s.open(event{kind: cell, n: span(c, "colspan")<<16 | span(c, "rowspan")})
		bold := head || c.DataAtom == atom.Th // how browsers show it, and Markdown has it in a body
		if bold {
			s.pushMark(strong)
		}
		s.children(c)
		if bold {
			s.popMark(strong)
		}
	}
	s.closeRow()
}

func (m *markdown) table(n *extast.Table) {
	m.stream.open(event{kind: table})
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		m.stream.open(event{kind: row})
		_, head := r.(*extast.TableHeader)
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			m.stream.open(event{kind: cell})
			if head {
				m.pushMark(strong)
			}
			m.children(c)
			if head {
				m.popMark(strong)
			}
		}
		m.closeRow()
	}
	m.close(table, true)
}

// span returns over how many more columns or rows a cell is.
func span(cell *html.Node, key string) int32 {
	val := attr(cell, key)
	if val == "" { // an error costs more than the look
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(val))
	if err != nil || n < 1 {
		return 0
	}
	return int32(min(n-1, 1<<15-1))
}

// closeRow ends a row of a table. Empty cells at its end, and a row of them, do
// not show: Markdown fills rows up, and needs a header.
func (s *stream) closeRow() {
	for s.events[len(s.events)-1].kind == cell {
		s.events = s.events[:len(s.events)-1]
	}
	s.close(row, false)
}
