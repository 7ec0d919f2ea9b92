package transform

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// A text is in a page only if its words stand there one behind the other: the same words
// in an alternative text, or here and there in other sentences, are not that text.

// phrases are the words of a page in their order.
type phrases struct {
	words []phraseWord
	pairs map[uint64][]int32 // where two words stand side by side
	alone map[uint64]bool    // words that are marked off on both sides
}

type phraseWord struct {
	sum    uint64
	marked bool // before it is a sign, or the edge of an element
}

// longestPhrase is of how many words a text must be a phrase; of a longer one a few words
// may stand in another order.
const longestPhrase = 8

// mostTried bounds how often a phrase is looked for.
const mostTried = 64

func (p *phrases) text(s string) { p.words = appendPhrase(p.words, s) }

// edge says that what comes next is marked off.
func (p *phrases) edge() { p.words = append(p.words, phraseWord{marked: true}) }

// seal ends the filling.
func (p *phrases) seal() {
	kept, marked := p.words[:0], true
	for _, w := range p.words {
		if marked = marked || w.marked; w.sum != 0 {
			kept = append(kept, phraseWord{w.sum, marked})
			marked = false
		}
	}
	p.words = kept
	p.pairs, p.alone = make(map[uint64][]int32, len(kept)), map[uint64]bool{}
	for i := range kept {
		if kept[i].marked && (i+1 == len(kept) || kept[i+1].marked) {
			p.alone[kept[i].sum] = true
		}
		if i > 0 {
			pair := kept[i-1].sum*31 + kept[i].sum
			if at := p.pairs[pair]; len(at) < mostTried {
				p.pairs[pair] = append(at, int32(i-1))
			}
		}
	}
}

// has reports whether a text is one of the page.
func (p *phrases) has(text string) bool {
	var room [longestPhrase + 1]phraseWord
	words := appendPhrase(room[:0], text)
	for len(words) > 0 && words[len(words)-1].sum == 0 {
		words = words[:len(words)-1]
	}
	switch n := len(words); {
	case n == 0:
		return true
	case n == 1:
		return p.alone[words[0].sum]
	case n <= longestPhrase:
		at := p.pairs[words[0].sum*31+words[1].sum]
		for _, i := range at {
			if p.standsAt(words, int(i)) {
				return true
			}
		}
		return len(at) == mostTried
	default:
		missing := 0
		for i := 1; i < n; i++ {
			if p.pairs[words[i-1].sum*31+words[i].sum] == nil {
				missing++
			}
		}
		return missing <= n/8
	}
}

func (p *phrases) standsAt(words []phraseWord, i int) bool {
	if i+len(words) > len(p.words) {
		return false
	}
	for k := range words {
		if p.words[i+k].sum != words[k].sum {
			return false
		}
	}
	return true
}

// appendPhrase appends the words of a text, and a last one without letters if it ends
// with a sign.
func appendPhrase(words []phraseWord, s string) []phraseWord {
	const start, prime = 14695981039346656037, 1099511628211
	sum, in, marked := uint64(start), false, false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			sum, in = (sum^uint64(unicode.ToLower(r)))*prime, true
			continue
		case in && unicode.IsMark(r):
			continue
		case in:
			words = append(words, phraseWord{sum, marked})
			sum, in, marked = start, false, false
		}
		if !unicode.IsSpace(r) && r != '-' && r != '\'' && r != '’' {
			marked = true
		}
	}
	if in {
		words = append(words, phraseWord{sum, marked})
	} else if marked {
		words = append(words, phraseWord{marked: true})
	}
	return words
}

// phrasesOf returns the texts of a tree.
func phrasesOf(root *html.Node) *phrases {
	p := &phrases{}
	eachText(root, func(text string, _ []*html.Node) {
		p.edge()
		p.text(text)
	})
	p.seal()
	return p
}

// edgeMark stands in a text where an element begins or ends, but within a word.
const edgeMark = '\x00'

// eachText calls f with the text of each paragraph, heading, cell of a tree, and with the
// nodes that it is of.
func eachText(root *html.Node, f func(text string, nodes []*html.Node)) {
	var buf []byte
	var nodes []*html.Node
	atEdge := false
	flush := func() {
		if len(nodes) > 0 {
			f(string(buf), nodes)
		}
		buf, nodes, atEdge = buf[:0], nodes[:0], false
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode && !isRawElement(n):
				last, _ := utf8.DecodeLastRune(buf)
				first, _ := utf8.DecodeRuneInString(c.Data)
				if atEdge && !(unicode.IsLetter(last) && unicode.IsLetter(first)) {
					buf = append(buf, edgeMark)
				}
				buf, nodes, atEdge = append(buf, c.Data...), append(nodes, c), false
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Br || tree.IsImage(c):
				buf, atEdge = append(buf, ' ', edgeMark), false
			case tree.IsBlock(c):
				flush()
				walk(c)
				flush()
			default:
				atEdge = true
				walk(c)
				atEdge = true
			}
		}
	}
	walk(root)
	flush()
}
