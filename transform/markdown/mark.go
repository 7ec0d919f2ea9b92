package markdown

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// mark is what an element says of its content. The first three have markers of
// their own in Markdown.
type mark uint8

const (
	markStrong mark = iota
	markEm
	markStrike
	markLink
	markHTML
)

// delim is what begins and ends a mark.
type delim uint8

const (
	asTag delim = iota // HTML, where Markdown cannot say it
	asStars
	asUnderscore
	asStar
	asTildes
)

var delims = [...]string{asStars: "**", asUnderscore: "_", asStar: "*", asTildes: "~~"}

var markTags = [...]struct{ open, close string }{
	markStrong: {"<strong>", "</strong>"}, markEm: {"<em>", "</em>"}, markStrike: {"<del>", "</del>"},
}

// addMark adds an element that marks its content. A mark within a mark of its
// kind adds nothing.
func (in *inline) addMark(n *html.Node, m mark) {
	if m != markHTML && in.isOpen(m) {
		in.addChildren(n)
		return
	}
	t := token{kind: tokOpen, mark: m, node: n}
	if m == markHTML {
		t.raw = tree.StartTag(n)
	}
	in.openMark(t)
	in.addChildren(n)
	in.closeMark()
}

func (in *inline) isOpen(m mark) bool {
	for _, i := range in.open {
		if in.toks[i].mark == m {
			return true
		}
	}
	return false
}

func (in *inline) openMark(t token) {
	if k := len(in.toks) - 1; k >= 0 && len(in.space) == 0 && in.breaks == 0 && t.mark <= markStrike &&
		in.toks[k].kind == tokClose && in.toks[k].mark == t.mark {
		in.open = append(in.open, in.toks[k].mate) // <b>a</b><b>b</b>: go on with the first
		in.toks = in.toks[:k]
		return
	}
	in.open = append(in.open, len(in.toks))
	in.toks = append(in.toks, t)
}

func (in *inline) closeMark() {
	i := in.open[len(in.open)-1]
	in.open = in.open[:len(in.open)-1]
	if i == len(in.toks)-1 { // nothing in it
		in.toks = in.toks[:i]
		return
	}
	in.closeAt(i)
}

// closeAt closes the mark that token i opens.
func (in *inline) closeAt(i int) {
	t := in.toks[i]
	t.kind, t.mate = tokClose, i
	in.toks[i].mate = len(in.toks)
	in.toks = append(in.toks, t)
}

func (in *inline) printOpen(i, end int) {
	t := &in.toks[i]
	switch t.mark {
	case markHTML:
		in.printRaw(t.raw)
		return
	case markLink:
		if n := len(in.buf); n == 0 || in.buf[n-1] == '\n' {
			in.links = append(in.links, n)
		}
		in.buf = append(in.buf, '[')
		in.link++
		return
	case markStrong:
		in.strong++
	}
	t.delim = in.delimOf(i, end)
	if t.delim == asTag {
		in.buf = append(in.buf, markTags[t.mark].open...)
	} else {
		in.buf = append(in.buf, delims[t.delim]...)
	}
}

func (in *inline) printClose(i int) {
	t := &in.toks[i]
	switch t.mark {
	case markHTML:
		in.buf = append(in.buf, tree.EndTag(t.node)...)
		return
	case markLink:
		in.link--
		in.buf = append(in.buf, "]("...)
		in.appendDestination(tree.Attr(t.node, "href"))
		in.appendTitle(tree.Attr(t.node, "title"))
		in.buf = append(in.buf, ')')
		return
	case markStrong:
		in.strong--
	}
	if d := in.toks[t.mate].delim; d == asTag {
		in.buf = append(in.buf, markTags[t.mark].close...)
	} else {
		in.buf = append(in.buf, delims[d]...)
	}
}

// delimOf returns the marker that a parser will take for the mark that token i
// opens, with what stands on both sides of both its ends.
func (in *inline) delimOf(i, end int) delim {
	t := &in.toks[i]
	prev := ' '
	if n := len(in.buf); n > 0 {
		prev, _ = utf8.DecodeLastRune(in.buf)
	}
	first, next := in.firstRune(i+1, end), in.firstRune(t.mate+1, end)
	opening := flank(prev, first)
	closing := flank(in.lastRune(t.mate-1), next)
	touches := func(c rune) bool {
		return prev == c || first == c || next == c || in.lastMarker(t.mate-1) == c ||
			c == '~' && in.lastRune(t.mate-1) == c // some parsers do not see that it is escaped
	}
	stars := opening.opens() && closing.closes() && !touches('*')
	switch t.mark {
	case markStrong:
		if stars {
			return asStars
		}
	case markEm:
		switch {
		case opening.opensWord() && closing.closesWord() && !touches('_'):
			return asUnderscore
		case stars && in.strong == 0 && !in.holdsStrong(i):
			return asStar
		}
	case markStrike:
		if in.d.reads(dialect.Strikethrough) && opening.opens() && closing.closes() && !touches('~') {
			return asTildes
		}
	}
	return asTag
}

// lastMarker returns the character by which token i ends if it is the end of a
// mark, else 0.
func (in *inline) lastMarker(i int) rune {
	t := &in.toks[i]
	if t.kind == tokClose && t.mark <= markStrike {
		return [...]rune{'*', '_', '~'}[t.mark]
	}
	return 0
}

// holdsStrong reports whether a mark holds a strong one: ** within * could be
// read as two *.
func (in *inline) holdsStrong(i int) bool {
	for _, t := range in.toks[i:in.toks[i].mate] {
		if t.kind == tokOpen && t.mark == markStrong {
			return true
		}
	}
	return false
}

// flanking says what a run of markers may do, by the characters around it
// (CommonMark §6.2).
type flanking struct {
	left, right          bool
	prevPunct, nextPunct bool
}

func flank(prev, next rune) flanking {
	f := flanking{prevPunct: isPunct(prev), nextPunct: isPunct(next)}
	prevSpace, nextSpace := unicode.IsSpace(prev), unicode.IsSpace(next)
	f.left = !nextSpace && (!f.nextPunct || prevSpace || f.prevPunct)
	f.right = !prevSpace && (!f.prevPunct || nextSpace || f.nextPunct)
	return f
}

func (f flanking) opens() bool      { return f.left }
func (f flanking) closes() bool     { return f.right }
func (f flanking) opensWord() bool  { return f.left && (!f.right || f.prevPunct) }
func (f flanking) closesWord() bool { return f.right && (!f.left || f.nextPunct) }

func isPunct(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIIPunct(byte(r))
	}
	return unicode.IsPunct(r) || unicode.IsSymbol(r)
}

func isASCIIPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
