package verify

import "unicode/utf8"

// Most texts of a content are in its tree in their order, byte for byte. Those are
// paired off, many bytes at a time; the words of what is left are then counted. The
// words that both have more of than of the other are the same either way.

// pairs pairs the texts of a content with those of its tree.
type pairs struct {
	texts []string // of the tree, of which none was paired yet
	spare []string // of the tree, left behind
	late  []string // of the content, not found
	whole []string // of the tree: addresses, of which none is paired
}

// reset begins with the texts of another tree.
func (p *pairs) reset() {
	for _, list := range []*[]string{&p.texts, &p.spare, &p.late, &p.whole} {
		clear(*list)
		*list = (*list)[:0]
	}
}

// take pairs a text of the content, as far as it goes; at is the text of the tree
// to begin with.
func (p *pairs) take(s string, at int) (next int) {
	for {
		if s = s[wordStart(s):]; s == "" {
			return at
		}
		if at == len(p.texts) {
			p.late = append(p.late, s)
			return at
		}
		t := p.texts[at]
		t = t[wordStart(t):]
		p.texts[at] = t
		if t == "" {
			at++
			continue
		}
		n := sameWords(s, t)
		i, j := n, n
		if n == 0 {
			h, end := firstWord(s)
			if g, ends := firstWord(t); end > 0 && ends > 0 && h == g {
				i, j = end, ends
			} else if k := p.find(h, at); end > 0 && k > at {
				p.spare = append(append(p.spare, t), p.texts[at+1:k]...)
				at = k
				continue
			} else {
				p.late = append(p.late, s)
				return at
			}
		}
		s, p.texts[at] = s[i:], t[j:]
	}
}

// find returns which of the texts behind one begins with a word, or -1. It looks at
// a few only.
func (p *pairs) find(h uint64, at int) int {
	const near = 16
	for k := at + 1; k < min(len(p.texts), at+near); k++ {
		if g, end := firstWord(p.texts[k]); end > 0 && g == h {
			return k
		}
	}
	return -1
}

// firstWord returns the hash of the first word of a text and where that ends; 0 if it
// is long or not near.
func firstWord(s string) (h uint64, end int) {
	const most = 100
	_, h, end = nextWord(s[:min(len(s), most)], 0)
	if end > most-utf8.UTFMax { // it may have been cut
		return 0, 0
	}
	return h, end
}

// sameWords returns the length of what two texts begin with alike, up to a place
// where no word of either goes on.
func sameWords(s, t string) int {
	n := min(len(s), len(t))
	if s[:n] == t[:n] {
		if len(s) == len(t) || endsWord(s, n) && endsWord(t, n) {
			return n
		}
	} else {
		for n = 0; s[n] == t[n]; {
			n++
		}
	}
	for n > 0 && !isGap(s[n-1]) {
		n--
	}
	return n
}

// endsWord reports whether it is plain that no word goes on at s[n:].
func endsWord(s string, n int) bool { return n == len(s) || isGap(s[n]) || isGap(s[n-1]) }

// isGap reports whether c is a character of ASCII that no word has.
func isGap(c byte) bool { return c < utf8.RuneSelf && !alnum[c] }

// wordStart returns where the first word of s begins.
func wordStart(s string) int {
	i := 0
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if alnum[c] {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if isWord(r) {
			break
		}
		i += n
	}
	return i
}
