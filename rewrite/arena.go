package rewrite

import (
	"strings"
	"unicode/utf8"
)

// An arena holds many short strings in a few large pieces. These are never moved, so
// that what is got of them is no copy.
type arena struct {
	pieces []*strings.Builder
}

// A ref is a string in an arena: its piece, where it begins there, its length.
// Zero is the empty string.
type ref uint64

const (
	pieceSize = 1 << 16
	maxText   = 1<<24 - 1
)

// add keeps a string, or as much of it as an address may have.
func (a *arena) add(s string) ref {
	if s == "" {
		return 0
	}
	if len(s) > maxText {
		n := maxText
		for !utf8.RuneStart(s[n]) {
			n--
		}
		s = s[:n]
	}
	k := len(a.pieces) - 1
	if k < 0 || a.pieces[k].Len()+len(s) > max(pieceSize, a.pieces[k].Len()) {
		piece := new(strings.Builder)
		piece.Grow(max(pieceSize, len(s)))
		a.pieces = append(a.pieces, piece)
		k++
	}
	start := a.pieces[k].Len()
	a.pieces[k].WriteString(s)
	return ref(k)<<40 | ref(start)<<24 | ref(len(s))
}

func (a *arena) get(r ref) string {
	n := int(r & maxText)
	if n == 0 {
		return ""
	}
	start := int(r >> 24 & 0xffff)
	return a.pieces[r>>40].String()[start : start+n]
}

// words numbers the few strings that many items share.
type words struct {
	list  []string
	index map[string]int32
}

func (w *words) number(s string) int32 {
	if i, ok := w.index[s]; ok {
		return i
	}
	if w.index == nil {
		w.index = map[string]int32{}
	}
	s = string([]byte(s)) // not a part of an item
	i := int32(len(w.list))
	w.list = append(w.list, s)
	w.index[s] = i
	return i
}
