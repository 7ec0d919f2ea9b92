package verify

import (
	"slices"

	"golang.org/x/net/html"
)

// event is one thing that a reader meets, going through a page.
type event struct {
	kind kind
	n    int32  // level of a heading, number of an item; apart, or not, of a phrase
	text string // of a phrase, word or code; address of an image or link
	more string // alt of an image, language of code
	mark uint64 // hash of the marks of each character
	set  int32  // the marks at its start, in stream.sets
}

type kind uint8

const (
	nothing kind = iota // before the first event
	phrase              // text with one mark, until it is split into words
	word
	image
	link // in preformatted text
	lineBreak
	paragraph // begins, other than as the first in what holds it
	heading
	quoted
	list
	item
	details
	summary
	table
	row
	cell
	end // of a quote, list, table and the like
	code
	rule
	embed
	control
	anchor
	more
	noteRef
	footnote
)

// opens reports whether a paragraph right behind an event of the kind needs no
// event of its own.
func (k kind) opens() bool {
	switch k {
	case nothing, paragraph, heading, quoted, list, item, details, summary, table, row, cell, footnote:
		return true
	}
	return false
}

// stream is what a page says, as a flat list of events.
type stream struct {
	events []event
	sets   []marks

	now    marks
	mark   uint64 // hash of now
	set    int32  // index of now in sets, or -1
	joins  bool   // the last event is a phrase whose last word can go on
	block  bool   // a block has begun or ended since the last visible event
	breaks int    // since the last visible event
	verse  bool   // line ends count

	split  []event // of splitWords
	pieces []byte

	notes    []*html.Node // footnotes, which show at the end
	formulas []string     // lines of them, in order
	md       *markdown    // reads the Markdown that a tree holds
}

// reset empties the stream, for another page.
func (s *stream) reset() {
	clear(s.events)
	clear(s.split)
	clear(s.sets)
	*s = stream{events: s.events[:0], sets: s.sets[:0], set: -1, split: s.split, pieces: s.pieces, notes: s.notes[:0], formulas: s.formulas[:0], md: s.md}
}

// page fills the stream with what the page below n says.
func (s *stream) page(n *html.Node) {
	s.reset()
	s.children(n)
	slices.SortStableFunc(s.notes, func(a, b *html.Node) int { return byNumber(attr(a, "n"), attr(b, "n")) })
	for _, n := range s.notes {
		s.open(event{kind: footnote, text: attr(n, "n")})
		s.children(n)
		s.boundary()
	}
}

func (s *stream) emit(e event) {
	s.joins = false
	s.events = append(s.events, e)
}

// boundary begins or ends a block.
func (s *stream) boundary() {
	s.joins, s.block, s.breaks = false, true, 0
}

// open emits an event that begins a block, or is one.
func (s *stream) open(e event) {
	s.boundary()
	s.emit(e)
}

// close ends what was opened with an event of kind k. If nothing is in it, it
// leaves no trace.
func (s *stream) close(k kind, ending bool) {
	s.boundary()
	if i := len(s.events) - 1; s.events[i].kind == k {
		s.events = s.events[:i]
	} else if ending {
		s.emit(event{kind: end, n: int32(k)})
	}
}

func (s *stream) lineBreak() {
	s.joins = false
	s.breaks++
}

// visible emits an event within a paragraph, behind what is owed before it.
func (s *stream) visible(e event) {
	s.owed()
	e.set = s.setIndex()
	s.emit(e)
}

// owed emits what is owed before the next visible event.
func (s *stream) owed() {
	switch k := s.lastKind(); {
	case k.opens():
	case s.block || s.breaks > 1:
		s.emit(event{kind: paragraph})
	case s.breaks == 1:
		s.emit(event{kind: lineBreak})
	}
	s.block, s.breaks = false, 0
}

func (s *stream) lastKind() kind {
	for i := len(s.events) - 1; i >= 0; i-- {
		if k := s.events[i].kind; k != anchor {
			return k
		}
	}
	return nothing
}

func (s *stream) setIndex() int32 {
	if s.set < 0 {
		s.sets = append(s.sets, s.now)
		s.set = int32(len(s.sets) - 1)
	}
	return s.set
}

func mix(h, v uint64) uint64 {
	h = (h+1)*0x9e3779b97f4a7c15 + v
	h = (h ^ h>>29) * 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

func hash(h uint64, s string) uint64 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return mix(h, uint64(len(s)))
}
