package verify

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Both streams hold text as it was found, in phrases. Most pages are compared so,
// many bytes at a time; where two differ the phrases are split into words first,
// which can be told apart and quoted.

// apart is the n of a phrase between which and what precedes is white space, or
// anything else that ends a word.
const apart = 1

// text adds text. Its first word can go on from the text before.
func (s *stream) text(t string) {
	start := skipSpace(t, 0)
	if start > 0 {
		s.joins = false
	}
	if start == len(t) {
		return
	}
	e := event{kind: phrase, text: trimSpace(t[start:])}
	if !s.joins {
		e.n = apart
		if s.block || s.breaks > 0 {
			s.owed()
		}
	}
	e.mark, e.set = s.mark, s.setIndex()
	s.events = append(s.events, e)
	s.joins = start+len(e.text) == len(t)
}

// splitWords puts words in the place of phrases. One that goes over several has the
// text of all, and a mark that says where they change.
func (s *stream) splitWords() {
	out := s.split[:0]
	grown, last := false, uint64(0) // the last word is that of pieces; the mark of its end
	end := func() {
		if grown {
			out[len(out)-1].text, grown = string(s.pieces), false
		}
	}
	for i := range s.events {
		e := &s.events[i]
		if e.kind != phrase {
			end()
			out = append(out, *e)
			continue
		}
		goesOn := e.n != apart
		for t := e.text; t != ""; goesOn = false {
			n := wordEnd(t)
			if goesOn {
				w := &out[len(out)-1]
				if !grown {
					s.pieces, grown = append(s.pieces[:0], w.text...), true
				}
				if e.mark != last {
					w.mark = mix(mix(w.mark, uint64(len(s.pieces))), e.mark)
				}
				s.pieces = append(s.pieces, t[:n]...)
			} else {
				end()
				out = append(out, event{kind: word, text: t[:n], mark: e.mark, set: e.set})
			}
			last = e.mark
			t = t[skipSpace(t, n):]
		}
	}
	end()
	s.events, s.split = out, s.events
}

// holds reports whether a stream has an event of a kind.
func (s *stream) holds(k kind) bool {
	return slices.ContainsFunc(s.events, func(e event) bool { return e.kind == k })
}

// alike reports whether two streams of phrases say the same.
func alike(w, g []event) bool {
	i, j := 0, 0
	for i < len(w) && j < len(g) {
		if w[i].kind != phrase || g[j].kind != phrase {
			if !same(&w[i], &g[j]) {
				return false
			}
			i++
			j++
			continue
		}
		if w[i].n != g[j].n {
			return false
		}
		for a, b := w[i].text, g[j].text; ; {
			if w[i].mark != g[j].mark {
				return false
			}
			var ok bool
			if a, b, ok = afterSame(a, b); !ok {
				return false
			}
			if a == "" && b == "" {
				i++
				j++
				break
			}
			if a == "" {
				i++
				a, b, ok = nextPhrase(w, i, b)
			} else if b == "" {
				j++
				b, a, ok = nextPhrase(g, j, a)
			}
			if !ok {
				return false
			}
		}
	}
	return i == len(w) && j == len(g)
}

// nextPhrase returns the text of phrase i of a stream and what is left of the other's
// at its start, if that can be the same.
func nextPhrase(events []event, i int, other string) (text, rest string, ok bool) {
	if i == len(events) || events[i].kind != phrase {
		return "", "", false
	}
	n := skipSpace(other, 0)
	return events[i].text, other[n:], (n > 0) == (events[i].n == apart)
}

// afterSame returns what is left of two texts behind what they begin with alike, but
// for white space, and whether that is anything.
func afterSame(a, b string) (_, _ string, ok bool) {
	n := min(len(a), len(b))
	if a[:n] == b[:n] {
		return a[n:], b[n:], true
	}
	for n = 0; a[n] == b[n]; {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[n]) {
		n--
	}
	i, j := skipSpace(a, n), skipSpace(b, n)
	if i == n && j == n || (i == n || j == n) && len(trimSpace(a[:n])) == n {
		return a, b, false
	}
	return a[i:], b[j:], true
}

// wordEnd returns where the word ends that t begins with.
func wordEnd(t string) int {
	i := 0
	for i < len(t) {
		if c := t[i]; beginsSpace[c] && (c < utf8.RuneSelf || spaceAt(t, i) > 0) {
			break
		}
		i++
	}
	return i
}

// skipSpace returns where the white space ends that begins at t[i:].
func skipSpace(t string, i int) int {
	for i < len(t) && beginsSpace[t[i]] {
		n := spaceAt(t, i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// trimSpace returns t without the white space at its end.
func trimSpace(t string) string {
	for t != "" {
		r, n := rune(t[len(t)-1]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeLastRuneInString(t)
		}
		if !unicode.IsSpace(r) {
			break
		}
		t = t[:len(t)-n]
	}
	return t
}

// beginsSpace are the bytes that white space can begin with.
var beginsSpace = [256]bool{' ': true, '\t': true, '\n': true, '\v': true, '\f': true, '\r': true, 0xc2: true, 0xe1: true, 0xe2: true, 0xe3: true}

// spaceAt returns the length of the white space character at t[i:], or 0.
func spaceAt(t string, i int) int {
	c := t[i]
	if c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	if !beginsSpace[c] {
		return 0
	}
	if r, n := utf8.DecodeRuneInString(t[i:]); unicode.IsSpace(r) {
		return n
	}
	return 0
}
