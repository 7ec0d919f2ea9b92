package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
)

// told has the words of a page and its notes as they follow each other: a text is told
// only where its words are, not where each of them stands in another sentence.
type told struct {
	set   bag // of runs of words, by kind of run
	words []toldWord
	asked []toldWord
	line  []byte
	ended bool // an element has, or begun, since the last text
}

type toldWord struct {
	hash   uint64
	parted byte
	number bool
}

// How a word is parted from the one before.
const (
	besides = iota // by a space, a hyphen, an apostrophe
	bySign         // or where an element begins or ends
	byBlock
)

// Kinds of runs.
const (
	anyWord  = iota
	loneWord // with a sign, or the end of something, on both sides; in a note, and of a number, on one
	wordPair
	wordTriple
	overBlocks // a pair of which one ends a block and one begins the next
	ofPicture  // all that a picture says instead of itself
	ofTitle    // all that the title of an element says
)

// fewWords are those of a text that stands as it is; longer ones may differ here and there.
const fewWords = 8

// endMark stands in a line where an element in it begins or ends.
const endMark = 0

// collect reads a page and its notes.
func (t *told) collect(root *html.Node, notes []note.Note) {
	t.set.reset()
	t.words = t.words[:0]
	for i := range notes {
		t.words = appendTold(t.words, notes[i].Text)
	}
	noted := len(t.words)
	t.line, t.ended = t.line[:0], false
	t.read(root)
	t.endLine()
	t.runs(noted)
}

func (t *told) read(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			t.text(c.Data)
		case c.Type != html.ElementNode || c.DataAtom == atom.Iframe || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
		case c.DataAtom == atom.Img:
			t.titles(c)
			t.line = append(t.line, ' ', endMark)
		case c.DataAtom == atom.Br:
			t.line = append(t.line, ' ', endMark)
		case isBlock(c.DataAtom):
			t.titles(c)
			t.endLine()
			t.read(c)
			t.endLine()
		default:
			t.titles(c)
			t.ended = true
			t.read(c)
			t.ended = true
		}
	}
}

func (t *told) titles(n *html.Node) {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "alt":
			t.asked = appendTold(t.asked[:0], a.Val)
			t.set.add(runOf(ofPicture, t.asked))
		case "title":
			t.asked = appendTold(t.asked[:0], a.Val)
			t.set.add(runOf(ofTitle, t.asked))
		}
	}
}

// text adds a text to the line. Elements part no letters that stand side by side.
func (t *told) text(s string) {
	if s == "" {
		return
	}
	if t.ended {
		before, _ := utf8.DecodeLastRune(t.line)
		next, _ := utf8.DecodeRuneInString(s)
		if !isWord(before) || !isWord(next) {
			t.line = append(t.line, endMark)
		}
		t.ended = false
	}
	t.line = append(t.line, s...)
}

func (t *told) endLine() {
	t.words = appendTold(t.words, string(t.line))
	t.line, t.ended = t.line[:0], false
}

// appendTold appends the words of a line.
func appendTold(words []toldWord, line string) []toldWord {
	parted := byte(byBlock)
	for at := 0; ; {
		w, h, next := nextWord(line, at)
		if w == "" {
			return words
		}
		if parted == besides && hasSign(line[at:next-len(w)]) {
			parted = bySign
		}
		words = append(words, toldWord{h, parted, strings.Trim(w, "0123456789") == ""})
		at, parted = next, besides
	}
}

// hasSign reports whether what stands between two words parts them.
func hasSign(s string) bool {
	for _, r := range s {
		if r != '-' && r != '\'' && r != '’' && !unicode.IsSpace(r) && !invisible(r) {
			return true
		}
	}
	return false
}

// runs puts the runs of words into the set, of which the first are those of notes.
func (t *told) runs(noted int) {
	w := t.words
	for i := range w {
		t.set.add(runOf(anyWord, w[i:i+1]))
		begins, ends := w[i].parted != besides, i+1 == len(w) || w[i+1].parted != besides
		if begins && ends || (i < noted || w[i].number) && (begins || ends) {
			t.set.add(runOf(loneWord, w[i:i+1]))
		}
		if i+1 < len(w) {
			if w[i+1].parted == byBlock {
				t.set.add(runOf(overBlocks, w[i:i+2]))
			} else {
				t.set.add(runOf(wordPair, w[i:i+2]))
			}
		}
		if i+2 < len(w) {
			t.set.add(runOf(wordTriple, w[i:i+3]))
		}
	}
}

func runOf(kind uint64, words []toldWord) uint64 {
	for i := range words {
		kind = mix(kind, words[i].hash)
	}
	return kind
}

func (t *told) has(kind uint64, words []toldWord) bool { return t.set.has(runOf(kind, words)) }

// pauses are the marks of typed.js at which it waits while it types: we build^1000 houses.
var pauses = late.Regexp(`(^|[^0-9)])\^[0-9]{2,}`)

// tellsText reports whether a text is told, or each of its lines is.
func (t *told) tellsText(text string) bool {
	t.asked = appendTold(t.asked[:0], text)
	if t.tells(t.asked) {
		return true
	}
	if len(text) > 3 && strings.Trim(text, "0123456789") == "" {
		t.asked = appendTold(t.asked[:0], thousands(text))
		return t.tells(t.asked)
	}
	if strings.IndexByte(text, '^') >= 0 {
		if typed := pauses().ReplaceAllString(text, "$1"); typed != text {
			return t.tellsText(typed)
		}
	}
	if !strings.Contains(text, "\n") {
		return false
	}
	for line := range strings.SplitSeq(text, "\n") {
		t.asked = appendTold(t.asked[:0], line)
		if !t.tells(t.asked) {
			return false
		}
	}
	return true
}

// tells reports whether words are told: one word by itself, a few side by side, many but
// for what the page writes in another way.
func (t *told) tells(words []toldWord) bool {
	switch n := len(words); n {
	case 0:
		return true
	case 1:
		return t.has(loneWord, words)
	case 2:
		return t.has(wordPair, words)
	case 3:
		return t.has(wordPair, words[:2]) && t.has(wordPair, words[1:]) && t.has(wordTriple, words)
	default:
		missing := 0 // of the triples
		for i := range words {
			if !t.has(anyWord, words[i:i+1]) {
				return false
			}
			if i > 1 && !t.has(wordTriple, words[i-2:i+1]) {
				missing++
			}
		}
		return n <= fewWords && missing == 0 || n > fewWords && missing <= n/4
	}
}

// thousands returns a number in groups of three digits, as a counter shows it.
func thousands(digits string) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}
