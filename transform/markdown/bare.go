package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/tree"
)

// Addresses that stand in the text are no links in a tree, but many targets make
// links of them. An escape in one would belong to its address there.

// bareAddress returns where the address ends that begins at s[i:], or i if none does.
func bareAddress(s []byte, i int) int {
	if i > 0 {
		if r, _ := utf8.DecodeLastRune(s[:i]); tree.IsLetter(r) || '0' <= r && r <= '9' || r >= utf8.RuneSelf && !isPunct(r) {
			return i
		}
	}
	begin := i
	for _, p := range [...]string{"http://", "https://", "www."} {
		if len(s)-i >= len(p) && string(s[i:i+len(p)]) == p {
			begin += len(p)
			break
		}
	}
	if begin == i {
		return i
	}
	end := begin
	for end < len(s) && s[end] > ' ' && bytes.IndexByte([]byte("<>\"`\\[]|"), s[end]) < 0 && !bytes.HasPrefix(s[end:], []byte(tree.NBSP)) {
		end++
	}
	for end > begin && bytes.IndexByte([]byte(".,;:!?')"), s[end-1]) >= 0 {
		end--
	}
	if end == begin {
		return i
	}
	return end
}

// countBare finds the characters of emphasis that bare addresses of the paragraph can
// hold as they are: no mark uses them, and no two of those in addresses make one.
// All others of the paragraph are escaped.
func (in *inline) countBare(first, end int) {
	in.addresses = false
	for i := first; i < end && !in.addresses; i++ {
		if t := &in.toks[i]; t.kind == tokText {
			text := in.text[t.start:t.end]
			in.addresses = bytes.Contains(text, []byte("://")) || bytes.Contains(text, []byte("www."))
		}
	}
	if !in.addresses {
		return
	}
	var opened, pair [256]bool
	for i := first; i < end; i++ {
		t := &in.toks[i]
		if t.kind != tokText {
			continue
		}
		s := in.text[t.start:t.end]
		for at := 0; at < len(s); at++ {
			if s[at] != 'h' && s[at] != 'w' {
				continue
			}
			stop := bareAddress(s, at)
			for ; at < stop; at++ {
				c := s[at]
				if c != '*' && c != '_' && c != '~' {
					continue
				}
				f, n := in.flankAt(s, at, in.firstRune(i+1, end))
				pair[c] = pair[c] || opened[c] && closes(c, f)
				opened[c] = opened[c] || opens(c, f)
				at += n - 1
			}
		}
	}
	for _, c := range []byte("*_~") {
		in.bare[c] = !pair[c] && !in.marked[c]
	}
}

// flankAt returns what the run of a character at s[i:] may do, and its length. next is
// the character behind s.
func (in *inline) flankAt(s []byte, i int, next rune) (f flanking, n int) {
	n = 1
	for i+n < len(s) && s[i+n] == s[i] {
		n++
	}
	if i+n < len(s) {
		next, _ = utf8.DecodeRune(s[i+n:])
	}
	return flank(in.prevRune(s[:i]), next), n
}

func opens(c byte, f flanking) bool {
	if c == '_' {
		return f.opensWord()
	}
	return f.opens()
}

func closes(c byte, f flanking) bool {
	if c == '_' {
		return f.closesWord()
	}
	return f.closes()
}

// address prints the bare address s[i:end], if an escape would stand in it, without
// one: as it is, or as a link. If neither can be, it prints the beginning so that no
// parser takes it for one. It returns where what it has printed ends.
func (in *inline) address(s []byte, i, end int, next rune) int {
	escapes, bare := false, true
	for at := i; at < end; at++ {
		switch c := s[at]; c {
		case '*', '_', '~':
			f, n := in.flankAt(s, at, next)
			if !in.lone[c] && pairs(c, f) {
				escapes, bare = true, bare && in.bare[c]
			}
			at += n - 1
		case '&':
			if tree.EntityLength(s[at:]) > 0 {
				return i
			}
		}
		if len(in.d.runs) > 0 && in.d.template(s[at:], next) != nil {
			return i
		}
	}
	switch {
	case !escapes:
		return i
	case bare:
		in.buf = append(in.buf, s[i:end]...)
		return end
	case !isAutolink(string(s[i:end])) || !isSpaceRune(in.prevRune(s[:i])) || end < len(s) && !tree.IsSpace(s[end]) || end == len(s) && next != ' ':
		stop := i + bytes.IndexAny(s[i:end], ":.") // as a link, what stands around it could no longer be emphasis
		in.buf = appendReference(append(in.buf, s[i:stop]...), s[stop])
		return stop + 1
	}
	in.buf = append(in.buf, '<')
	in.buf = append(in.buf, s[i:end]...)
	in.buf = append(in.buf, '>')
	return end
}

func isSpaceRune(r rune) bool { return r < utf8.RuneSelf && tree.IsSpace(byte(r)) }
