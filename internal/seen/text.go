// Package seen tells whether a page shows a value. That is asked of its text: words in an
// address, in the alternative text of a picture or somewhere in another sentence are not
// that value.
package seen

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marks of a text, beside its letters.
const (
	Mark  = '\x00' // something within a line begins or ends, but within a word
	Block = '\x01' // a paragraph, heading, entry of a list does
)

// Text is the text of a page, word by word.
type Text struct {
	// LeastDigits are those that a number needs to stand for something: below, it is
	// never taken for shown.
	LeastDigits int

	words []word
	runs  [longestRun + 1]map[uint64]byte // by how many words; made when it is asked for
}

// word is a word of a text, with how it is parted from the one before.
type word struct {
	folded, exact uint64
	size          int // letters and digits
	number        bool
	parted        byte
}

const (
	besides = iota // nothing but a space, a hyphen or an apostrophe
	marked         // a sign
	atMark
	apart // another block
)

// What is known of a run of words.
const (
	runThere    = 1 << iota
	runBounded  // it is marked off on both sides
	runOverEdge // a block ends in it
)

const (
	longestRun = 8
	shortRun   = 3
	longNumber = 6 // digits of one that stands for nothing else
)

// Add adds a text with marks. It begins a block.
func (t *Text) Add(text string) {
	t.words = appendWords(t.words, text)
	t.runs = [longestRun + 1]map[uint64]byte{}
}

// Shows reports whether a value, a text with marks, is a text of the page: a short one by
// itself or with the letters that it has, a longer one as it is, a long one but for what
// the page writes in another way. Each block of it is asked for by itself; what has no
// words is shown.
func (t *Text) Shows(value string) bool {
	var room [longestRun]word
	return t.hasParts(appendWords(room[:0], value), apart)
}

// hasParts reports whether the parts of a text are in the page: blocks, or what stands
// between marks, for what is a line for one is a paragraph for another.
func (t *Text) hasParts(words []word, parted byte) bool {
	for start := 0; start < len(words); {
		end := start + 1
		for end < len(words) && words[end].parted < parted {
			end++
		}
		if part := words[start:end]; !t.has(part) && (parted == atMark || !hasMark(part) || !t.hasParts(part, atMark)) {
			return false
		}
		start = end
	}
	return true
}

func hasMark(words []word) bool {
	return slices.ContainsFunc(words[1:], func(w word) bool { return w.parted == atMark })
}

// has reports whether words that belong together are in the page.
func (t *Text) has(words []word) bool {
	n := len(words)
	switch {
	case n == 1 && words[0].size < t.LeastDigits && words[0].number:
		return false
	case n <= longestRun:
		found := t.of(n)[sumOf(words, false)]
		switch {
		case n > shortRun:
			return found != 0
		case found&runBounded != 0 || n == 1 && words[0].size >= longNumber && words[0].number:
			return found&runThere != 0
		}
		return n > 1 && t.of(n)[sumOf(words, true)]&runThere != 0
	}
	missing := 0
	pairs, single := t.of(2), t.of(1)
	for i := range words {
		if words[i].size >= 3 && single[sumOf(words[i:i+1], false)] == 0 {
			return false
		}
		if i > 0 && pairs[sumOf(words[i-1:i+1], false)] == 0 {
			missing++
		}
	}
	return missing <= n/8
}

// of returns the runs of n words.
func (t *Text) of(n int) map[uint64]byte {
	if t.runs[n] != nil {
		return t.runs[n]
	}
	runs := make(map[uint64]byte, len(t.words))
	start := 0 // of the words that are not apart
	for i := range t.words {
		if t.words[i].parted == apart {
			start = i
		}
		first := i - n + 1
		if first < 0 {
			continue
		}
		found := byte(runThere)
		if first < start {
			found = runOverEdge
		} else if t.words[first].parted != besides && (i+1 == len(t.words) || t.words[i+1].parted != besides) {
			found |= runBounded
		}
		run := t.words[first : i+1]
		runs[sumOf(run, false)] |= found
		if n <= shortRun {
			runs[sumOf(run, true)] |= found
		}
	}
	t.runs[n] = runs
	return runs
}

// sumOf returns one sum of words, with small letters or as they are.
func sumOf(words []word, exact bool) uint64 {
	sum := uint64(len(words))
	if exact {
		sum = ^sum
	}
	for i := range words {
		w := words[i].folded
		if exact {
			w = words[i].exact
		}
		sum = sum*31 + w
	}
	return sum
}

// appendWords appends the words of a text with marks. Each letter of what is written
// without spaces is one.
func appendWords(words []word, text string) []word {
	const start, prime = 14695981039346656037, 1099511628211
	w := word{folded: start, exact: start, number: true, parted: apart}
	parted := byte(besides)
	end := func() {
		if w.size > 0 {
			words = append(words, w)
			w = word{folded: start, exact: start, number: true, parted: besides}
		}
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		switch wide := r >= utf8.RuneSelf && IsWide(r); {
		case wide || isOfWord(r):
			if wide {
				end()
			}
			w.parted, parted = max(w.parted, parted), besides
			w.folded = (w.folded ^ uint64(unicode.ToLower(r))) * prime
			w.exact = (w.exact ^ uint64(r)) * prime
			w.number = w.number && unicode.IsNumber(r)
			if w.size++; wide {
				w.size = 3
				end()
			}
		case unicode.IsMark(r) && w.size > 0:
			w.folded, w.exact = (w.folded^uint64(r))*prime, (w.exact^uint64(r))*prime
		default:
			end()
			switch {
			case r == Block:
				parted = apart
			case r == Mark:
				parted = max(parted, atMark)
			case r != ' ' && r != '\t' && r != '\n' && r != '-' && r != '\'' && r != '’' && r != '\u00a0':
				parted = max(parted, marked)
			}
		}
	}
	end()
	return words
}

// HasWords reports whether a text has a letter or a number.
func HasWords(text string) bool { return strings.ContainsFunc(text, isOfWord) }

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// IsWide reports whether a letter is one of those that are written without spaces.
func IsWide(r rune) bool {
	return (r >= 0x2e80 || 0xe00 <= r && r <= 0x109f || 0x1780 <= r && r <= 0x17ff) && unicode.In(r, unicode.Lo, unicode.Mn, unicode.Mc)
}
