package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// inline prints inline nodes. Nodes are first flattened into tokens, because
// whether **this** is bold depends on the characters on both sides of each
// marker (CommonMark §6.2), and those may come from other nodes. On the way,
// white space and line breaks at the edge of a mark move outside of it, empty
// marks go, and touching marks of one kind become one.
type inline struct {
	d     *rules
	place place
	verse bool            // line ends and runs of blanks count
	refs  map[string]bool // footnotes whose mark is printed
	box   *html.Node      // the checkbox that the marker of its item shows
	item  bool            // it stands in an item of a list

	ledger *note.Ledger // of the page

	toks []token
	text []byte // of all text and code tokens
	open []int  // the open tokens that are not closed yet

	space  []byte // white space met since the last token
	breaks int    // line breaks met since the last token

	next      int // the first token that has not been printed
	buf       []byte
	spare     []byte    // of the capacity of buf, for escapeLineStarts
	addresses bool      // some stand in the text
	bare      [256]bool // what these can hold unescaped
	marked    [256]bool // characters of marks of the paragraph
	lone      [256]bool // characters that stand alone in the paragraph, so that nothing pairs with them
	link      int       // depth of links while printing
	strong    int       // depth of strong marks while printing
	links     []int     // lines that begin with a link, by where they start
}

// place is where inline content stands: it decides what a line break looks
// like and what else must be escaped.
type place int

const (
	inParagraph place = iota
	inHeading
	inCell
)

type token struct {
	kind       tokenKind
	mark       mark
	delim      delim      // of a mark, once it is printed
	start, end int        // of text and code, in inline.text
	mate       int        // the other end of a mark
	raw        string     // of a raw token; the tags of an HTML mark
	node       *html.Node // of an image or link
}

type tokenKind uint8

const (
	tokText tokenKind = iota
	tokOpen
	tokClose
	tokCode
	tokImage
	tokRaw   // printed as it is
	tokBreak // a hard line break
	tokSplit // the end of a paragraph that <br><br> divides
)

func (in *inline) reset(at place) {
	*in = inline{d: in.d, place: at, refs: in.refs, box: in.box, item: in.item, ledger: in.ledger, toks: in.toks[:0], text: in.text[:0], open: in.open[:0],
		space: in.space[:0], buf: in.buf[:0], spare: in.spare[:0], links: in.links[:0]}
}

// more reports whether there is a paragraph left to print.
func (in *inline) more() bool { return in.next < len(in.toks) }

func (in *inline) addChildren(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in.add(c)
	}
}

func (in *inline) add(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if in.verse {
			in.addVerse(n.Data)
		} else {
			in.addText(n.Data)
		}
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Strong, atom.B:
		in.addMark(n, markStrong)
	case atom.Cite:
		if p := n.Parent; p != nil && p.DataAtom == atom.Blockquote {
			in.addAttribution(n)
			return
		}
		in.addMark(n, markEm)
	case atom.Em, atom.I, atom.Dfn, atom.Var:
		in.addMark(n, markEm)
	case atom.Del, atom.S, atom.Strike:
		in.addMark(n, markStrike)
	case atom.A:
		in.countNode(n, note.Converted)
		in.addLink(n)
	case atom.Code, atom.Samp, atom.Tt:
		in.addCode(n)
	case atom.Img:
		in.countNode(n, note.Converted)
		in.flush()
		in.toks = append(in.toks, token{kind: tokImage, node: n})
	case atom.Br:
		in.breaks++
	case atom.Sub, atom.Sup, atom.U, atom.Mark, atom.Kbd, atom.Abbr, atom.Acronym, atom.Ins, atom.Small, atom.Big,
		atom.Q, atom.Bdo, atom.Bdi, atom.Ruby, atom.Rb, atom.Rt, atom.Rtc, atom.Rp:
		in.addMark(n, markHTML)
	case atom.Input:
		if n != in.box {
			in.addElement(n)
		}
	case atom.Wbr, atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Button, atom.Progress, atom.Meter, atom.Datalist:
		in.addElement(n)
	default:
		switch {
		case tree.IsTag(n, tree.NoteRef):
			ref := "[^" + tree.Attr(n, "n") + "]"
			in.refs[ref] = true
			if !in.d.reads(dialect.Footnotes) {
				ref = noteLink(tree.Attr(n, "n"))
			}
			in.addRaw(ref)
		case tree.IsTag(n, tree.Autolink):
			in.countNode(n, note.Replaced)
			in.addAutolink(n)
		case tree.IsTag(n, tree.Math):
			in.addMath(n)
		case tree.IsBlock(n):
			in.breaks++ // a tree that is not clean: keep its blocks apart
			in.addChildren(n)
			in.breaks++
		default:
			in.addChildren(n)
		}
	}
}

// addText adds text. Runs of white space become one space, no-break spaces
// stay what they are; both wait until something visible follows.
func (in *inline) addText(s string) {
	for i := 0; i < len(s); {
		start := i
		i = endOfWords(s, i)
		if i > start {
			in.flush()
			in.appendText(s[start:i])
		}
		for i < len(s) && isSpaceAt(s, i) {
			if s[i] == tree.NBSP[0] {
				in.space = append(in.space, tree.NBSP...)
				i += len(tree.NBSP)
				continue
			}
			if !bytes.HasSuffix(in.space, blank) {
				in.space = append(in.space, ' ')
			}
			i++
		}
	}
}

// endOfWords returns where the words end that begin at s[i:] and have one blank
// between each two.
func endOfWords(s string, i int) int {
	for start := i; i < len(s); {
		for i > start && len(s)-i >= 8 {
			if w := tree.Eight(s, i); !tree.EightOneLine(w) || tree.EightAre(w, tree.NBSP[0]) != 0 {
				break
			}
			i += 7
		}
		for end := min(i+8, len(s)); i < end; i++ {
			if beginsSpace[s[i]] && isSpaceAt(s, i) && (s[i] != ' ' || i == start || i+1 == len(s) || isSpaceAt(s, i+1)) {
				return i
			}
		}
	}
	return i
}

// beginsSpace are the bytes that isSpaceAt looks at.
var beginsSpace = [256]bool{' ': true, '\n': true, '\t': true, '\r': true, '\f': true, 0xc2: true}

var blank = []byte{' '}

func isSpaceAt(s string, i int) bool {
	return tree.IsSpace(s[i]) || s[i] == tree.NBSP[0] && strings.HasPrefix(s[i:], tree.NBSP)
}

// addVerse adds text whose line ends and blanks count: no-break spaces stand for
// those that Markdown would drop.
func (in *inline) addVerse(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		if more {
			line = strings.TrimRight(line, " \t")
		}
		words := strings.TrimLeft(line, " \t")
		if n := columns(line[:len(line)-len(words)]); n > 0 && in.lineStart() {
			line = words
			if words != "" {
				in.flush()
				in.appendText(strings.Repeat(tree.NBSP, n))
			} else if !more { // a mark follows
				in.addText(strings.Repeat(tree.NBSP, n))
			}
		}
		for {
			i := strings.Index(line, "  ")
			if i < 0 {
				break
			}
			in.addText(line[:i])
			in.space = append(in.space, tree.NBSP...)
			line = line[i+1:]
		}
		in.addText(line)
		if !more {
			return
		}
		in.breaks++
		s = rest
	}
}

// columns returns the width of white space at the start of a line.
func columns(indent string) int {
	n := 0
	for i := range len(indent) {
		if n++; indent[i] == '\t' {
			n = (n + 7) &^ 7
		}
	}
	return n
}

// lineStart reports whether nothing is on the line yet.
func (in *inline) lineStart() bool {
	return in.breaks > 0 || len(in.toks) == len(in.open)
}

func (in *inline) appendText(s string) { in.appendRun(tokText, s) }

// appendRun appends text or code, to the last token if that is of its kind.
func (in *inline) appendRun(kind tokenKind, s string) {
	start := len(in.text)
	in.text = append(in.text, s...)
	if k := len(in.toks) - 1; k >= 0 && in.toks[k].kind == kind && in.toks[k].end == start {
		in.toks[k].end = len(in.text)
		return
	}
	in.toks = append(in.toks, token{kind: kind, start: start, end: len(in.text)})
}

func (in *inline) addRaw(s string) {
	in.flush()
	in.toks = append(in.toks, token{kind: tokRaw, raw: s})
}

// addElement adds an element and all in it as HTML. Markdown reads the text
// between tags within a line, so that text is escaped as any other.
func (in *inline) addElement(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		in.addText(n.Data)
	case html.ElementNode:
		if tree.IsTag(n, tree.Math) {
			in.addMath(n)
			return
		}
		in.countNode(n, note.AsHTML)
		in.addRaw(tree.StartTag(n))
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			in.addElement(c)
		}
		if !tree.IsVoid(n) {
			in.addRaw(tree.EndTag(n))
		}
	}
}

// flush settles the white space and breaks met since the last visible token:
// they go before any mark that has just been opened.
func (in *inline) flush() {
	if len(in.space) == 0 && in.breaks == 0 {
		return
	}
	k := len(in.toks)
	for k > 0 && in.toks[k-1].kind == tokOpen {
		k--
	}
	switch {
	case k == 0 || in.toks[k-1].kind == tokSplit:
		// A paragraph begins with what shows.
	case in.breaks >= 2 && in.place == inParagraph:
		in.split(k)
		in.indent()
	case in.breaks > 0:
		for range in.breaks {
			in.insert(k, token{kind: tokBreak})
			if in.place == inParagraph {
				break
			}
			k++
		}
		in.indent()
	default:
		start := len(in.text)
		in.text = append(in.text, in.space...)
		if in.toks[k-1].kind == tokText && in.toks[k-1].end == start {
			in.toks[k-1].end = len(in.text)
		} else {
			in.insert(k, token{kind: tokText, start: start, end: len(in.text)})
		}
	}
	in.space, in.breaks = in.space[:0], 0
}

// indent keeps the no-break spaces that follow a line break: they are a poem's
// indentation.
func (in *inline) indent() {
	if s := bytes.Trim(in.space, " "); len(s) > 0 {
		in.appendText(string(s))
	}
}

// insert puts a token before the marks that have just been opened, which begin
// at k.
func (in *inline) insert(k int, t token) {
	in.toks = slices.Insert(in.toks, k, t)
	for i, o := range slices.Backward(in.open) {
		if o < k {
			break
		}
		in.open[i] = o + 1
	}
}

// split ends the paragraph at k: marks open there are closed before and opened
// again behind.
func (in *inline) split(k int) {
	n := 0 // of in.open: marks opened before k
	for n < len(in.open) && in.open[n] < k {
		n++
	}
	behind := slices.Clone(in.toks[k:])
	in.toks = in.toks[:k]
	for _, o := range slices.Backward(in.open[:n]) {
		in.closeAt(o)
	}
	in.toks = append(in.toks, token{kind: tokSplit})
	for i, o := range in.open[:n] {
		in.open[i] = len(in.toks)
		in.toks = append(in.toks, in.toks[o])
	}
	for i := range behind {
		in.open[n+i] = len(in.toks) + i
	}
	in.toks = append(in.toks, behind...)
}

// addAttribution adds the line that says whom a quote is of.
func (in *inline) addAttribution(n *html.Node) {
	if tree.IsBlank(n) {
		return
	}
	if len(in.toks) > 0 {
		in.breaks++
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(tree.TextContent(n))); !strings.ContainsRune("—–―-~", r) {
		in.addText("— ")
	}
	c := n.FirstChild
	for tree.IsBreak(c) || c != nil && c.Type == html.TextNode && tree.IsBlankText(c.Data) {
		c = c.NextSibling
	}
	for ; c != nil; c = c.NextSibling {
		in.add(c)
	}
}

// print prints the next paragraph. The bytes are valid until the next call.
func (in *inline) print() []byte {
	first := in.next
	end := first
	for end < len(in.toks) && in.toks[end].kind != tokSplit {
		end++
	}
	in.next = end
	if end < len(in.toks) {
		in.next++
	}
	in.buf, in.links = in.buf[:0], in.links[:0]
	in.link, in.strong = 0, 0
	in.countLone(first, end)
	in.countBare(first, end)
	for i := first; i < end; i++ {
		t := &in.toks[i]
		switch t.kind {
		case tokText:
			in.escape(in.text[t.start:t.end], in.firstRune(i+1, end))
		case tokCode:
			in.printCode(string(in.text[t.start:t.end]))
		case tokImage:
			in.printImage(t.node)
		case tokRaw:
			in.printRaw(t.raw)
		case tokBreak:
			in.printBreak()
		case tokOpen:
			in.printOpen(i, end)
		case tokClose:
			in.printClose(i)
		}
	}
	if in.place == inParagraph {
		in.escapeLineStarts()
	}
	if in.item && in.place != inCell {
		in.escapeCheckbox()
	}
	return in.buf
}

// printRaw prints HTML, in which nothing may end a cell of a table.
func (in *inline) printRaw(s string) {
	if in.pipes() {
		s = strings.ReplaceAll(s, "|", "&#124;")
	}
	in.buf = append(in.buf, in.d.inHTML(s)...)
}

func (in *inline) printBreak() {
	switch {
	case in.place != inParagraph:
		in.buf = append(in.buf, "<br>"...)
	case in.isOneTag():
		in.buf = append(in.buf, "<br>\n"...)
	default:
		in.buf = append(in.buf, "  \n"...)
	}
}

// isOneTag reports whether all that is printed yet is a tag, which in a line of
// its own would begin a block of HTML.
func (in *inline) isOneTag() bool {
	return len(in.buf) > 0 && in.buf[0] == '<' && bytes.IndexByte(in.buf, '>') == len(in.buf)-1 && !bytes.HasPrefix(in.buf, []byte("<http"))
}

// firstRune returns the first character that the tokens from i on print, a
// space at the end of the line.
func (in *inline) firstRune(i, end int) rune {
	if i >= end {
		return ' '
	}
	switch t := &in.toks[i]; t.kind {
	case tokText:
		r, _ := utf8.DecodeRune(in.text[t.start:t.end])
		return r
	case tokOpen:
		return [...]rune{'*', '_', '~', '[', '<'}[t.mark]
	case tokClose:
		return [...]rune{'*', '_', '~', ']', '<'}[t.mark]
	case tokCode:
		return '`'
	case tokImage:
		return '!'
	case tokRaw:
		return rune(t.raw[0])
	case tokBreak:
		if in.place != inParagraph {
			return '<'
		}
	}
	return ' '
}

// lastRune returns the last character that token i prints.
func (in *inline) lastRune(i int) rune {
	switch t := &in.toks[i]; t.kind {
	case tokText:
		r, _ := utf8.DecodeLastRune(in.text[t.start:t.end])
		return r
	case tokBreak:
		if in.place == inParagraph {
			return ' '
		}
	}
	return '.' // any punctuation
}
