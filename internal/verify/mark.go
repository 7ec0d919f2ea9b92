package verify

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// marks are what is said of a stretch of text.
type marks struct {
	depth [lastMark]uint8
	href  string
	hash  uint64 // of href and titles
	title uint64
}

const (
	strong = iota
	em
	del
	inCode
	sub
	sup
	underline
	highlight
	kbd
	abbr
	ins
	small
	big
	quotation
	ruby
	rubyText
	direction
	lastMark
)

var markNames = [lastMark]string{"bold", "italic", "struck out", "code", "subscript", "superscript", "underlined",
	"highlighted", "a key", "an abbreviation", "inserted", "small",
	"big", "a quotation", "annotated", "an annotation", "in another direction"}

func markOf(n *html.Node) (m int, ok bool) {
	switch n.DataAtom {
	case atom.Strong, atom.B:
		return strong, true
	case atom.Em, atom.I, atom.Dfn, atom.Var:
		return em, true
	case atom.Cite:
		return em, !is(n.Parent, atom.Blockquote)
	case atom.Del, atom.S, atom.Strike:
		return del, true
	case atom.Code, atom.Samp, atom.Tt:
		return inCode, true
	case atom.Sub:
		return sub, true
	case atom.Sup:
		return sup, true
	case atom.U:
		return underline, true
	case atom.Mark:
		return highlight, true
	case atom.Kbd:
		return kbd, true
	case atom.Abbr, atom.Acronym:
		return abbr, true
	case atom.Ins:
		return ins, true
	case atom.Small:
		return small, true
	case atom.Big:
		return big, true
	case atom.Q:
		return quotation, true
	case atom.Ruby:
		return ruby, true
	case atom.Rt, atom.Rp, atom.Rtc:
		return rubyText, true
	case atom.Bdo, atom.Bdi:
		return direction, true
	}
	return 0, false
}

// markElement reads an element that marks its text.
func (s *stream) markElement(n *html.Node, m int) {
	if m == kbd && s.now.depth[inCode] > 0 {
		s.children(n)
		return
	}
	was := s.now
	s.startMark(n, m)
	s.children(n)
	if m == sup {
		s.joins = false
	}
	s.now = was
	s.marked()
}

// startMark enters the mark that an element is.
func (s *stream) startMark(n *html.Node, m int) {
	switch m {
	case abbr:
		if title := collapse(attr(n, "title")); title != "" {
			s.now.title = hash(7, title)
		}
	case sup:
		s.joins = false // a footnote that is printed as HTML is one, too
	}
	s.pushMark(m)
}

// pushMark and popMark begin and end a mark.
func (s *stream) pushMark(m int) { s.now.depth[m]++; s.marked() }
func (s *stream) popMark(m int)  { s.now.depth[m]--; s.marked() }

func (s *stream) marked() {
	s.set = -1
	s.mark = (s.now.hash ^ s.now.title) &^ (1<<lastMark - 1)
	for m, depth := range s.now.depth {
		if depth > 0 {
			s.mark ^= 1 << m
			if m == sub || m == sup { // of those, one within another shows
				s.mark ^= uint64(depth) << 32
			}
		}
	}
}
