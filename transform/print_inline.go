package transform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inline prints inline nodes. Nodes are first flattened into tokens, because
// whether **this** is bold depends on the characters on both sides of each
// marker (CommonMark §6.2), and those may come from other nodes. On the way,
// white space and line breaks at the edge of a mark move outside of it, empty
// marks go, and touching marks of one kind become one.
type inline struct {
	place   place
	verse   bool            // line ends and runs of blanks count
	anchors map[string]bool // ids that links of the page point at
	refs    map[string]bool // footnotes whose mark is printed

	toks []token
	text []byte // of all text tokens
	open []int  // the open tokens that are not closed yet

	space  string // white space met since the last token
	breaks int    // line breaks met since the last token

	next  int // the first token that has not been printed
	buf   []byte
	lone  [256]bool // characters that stand alone in the paragraph, so that nothing pairs with them
	link  int       // depth of links while printing
	links []int     // lines that begin with a link, by where they start
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
	start, end int        // of a text token, in inline.text
	raw        string     // of a raw or code token; the tags of an HTML mark
	node       *html.Node // of an image or link
	mate       int        // the other end of a mark
	delim      string     // of a mark, once it is printed
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

type mark uint8

const (
	markStrong mark = iota
	markEm
	markStrike
	markLink
	markHTML
)

func (in *inline) reset(at place) {
	*in = inline{place: at, toks: in.toks[:0], text: in.text[:0], open: in.open[:0], buf: in.buf[:0]}
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
		in.addLink(n)
	case atom.Code, atom.Samp, atom.Tt:
		in.addCode(n)
	case atom.Img:
		in.flush()
		in.toks = append(in.toks, token{kind: tokImage, node: n})
	case atom.Br:
		in.breaks++
	case atom.Sub, atom.Sup, atom.U, atom.Mark, atom.Kbd, atom.Abbr, atom.Acronym, atom.Ins, atom.Small, atom.Big,
		atom.Q, atom.Bdo, atom.Bdi, atom.Ruby, atom.Rt, atom.Rp:
		in.addMark(n, markHTML)
	case atom.Wbr, atom.Svg, atom.Math, atom.Input, atom.Select, atom.Textarea, atom.Button, atom.Progress, atom.Meter, atom.Datalist:
		in.addRaw(oneLine(renderHTML(n)))
	case 0:
		switch n.Data {
		case tagNoteRef:
			ref := "[^" + attr(n, "n") + "]"
			in.refs[ref] = true
			in.addRaw(ref)
		case tagAutolink:
			in.addAutolink(n)
		default:
			in.addChildren(n)
		}
	default:
		if isBlock(n) {
			in.breaks++ // a tree that is not clean: keep its blocks apart
			in.addChildren(n)
			in.breaks++
			return
		}
		in.addChildren(n)
	}
}

// addText adds text. Runs of white space become one space, no-break spaces
// stay what they are; both wait until something visible follows.
func (in *inline) addText(s string) {
	for s != "" {
		i := 0
		for i < len(s) && !isSpaceAt(s, i) {
			i++
		}
		if i > 0 {
			in.flush()
			in.appendText(s[:i])
			s = s[i:]
		}
		for s != "" {
			switch {
			case isSpace(s[0]):
				if !strings.HasSuffix(in.space, " ") {
					in.space += " "
				}
				s = s[1:]
				continue
			case strings.HasPrefix(s, nbsp):
				in.space += nbsp
				s = s[len(nbsp):]
				continue
			}
			break
		}
	}
}

const nbsp = "\u00a0"

func isSpaceAt(s string, i int) bool {
	return isSpace(s[i]) || s[i] == nbsp[0] && strings.HasPrefix(s[i:], nbsp)
}

// addVerse adds text whose line ends and blanks count.
func (in *inline) addVerse(s string) {
	for {
		line, rest, more := strings.Cut(s, "\n")
		trimmed := strings.TrimLeft(line, " \t")
		if trimmed != "" {
			if indent := len(line) - len(trimmed); indent > 0 && in.lineStart() {
				in.flush()
				in.appendText(strings.Repeat(nbsp, indent))
			}
			in.addText(trimmed)
		}
		if !more {
			return
		}
		in.breaks++
		s = rest
	}
}

func (in *inline) lineStart() bool { return in.breaks > 0 || len(in.toks) == 0 }

func (in *inline) appendText(s string) {
	start := len(in.text)
	in.text = append(in.text, s...)
	if k := len(in.toks) - 1; k >= 0 && in.toks[k].kind == tokText && in.toks[k].end == start {
		in.toks[k].end = len(in.text)
		return
	}
	in.toks = append(in.toks, token{kind: tokText, start: start, end: len(in.text)})
}

func (in *inline) addRaw(s string) {
	in.flush()
	in.toks = append(in.toks, token{kind: tokRaw, raw: s})
}

// addMark adds an element that marks its content. A mark within a mark of its
// kind adds nothing.
func (in *inline) addMark(n *html.Node, m mark) {
	if m != markHTML && in.isOpen(m) {
		in.addChildren(n)
		return
	}
	var tags string
	if m == markHTML {
		tags = startTag(n)
	}
	in.openMark(token{kind: tokOpen, mark: m, raw: tags, node: n})
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
	if k := len(in.toks) - 1; k >= 0 && in.space == "" && in.breaks == 0 && t.mark <= markStrike &&
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
	t := in.toks[i]
	t.kind, t.mate = tokClose, i
	in.toks[i].mate = len(in.toks)
	in.toks = append(in.toks, t)
}

// flush settles the white space and breaks met since the last visible token:
// they go before any mark that has just been opened.
func (in *inline) flush() {
	if in.space == "" && in.breaks == 0 {
		return
	}
	k := len(in.toks)
	for k > 0 && in.toks[k-1].kind == tokOpen {
		k--
	}
	atStart := k == 0 || in.toks[k-1].kind == tokSplit
	switch {
	case atStart:
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
	in.space, in.breaks = "", 0
}

// indent keeps the no-break spaces that follow a line break: they are a poem's
// indentation.
func (in *inline) indent() {
	if s := strings.Trim(in.space, " "); s != "" {
		in.appendText(s)
	}
}

// insert puts a token before the marks that have just been opened, which begin
// at k.
func (in *inline) insert(k int, t token) {
	in.toks = slices.Insert(in.toks, k, t)
	for i, o := range in.open {
		if o >= k {
			in.open[i] = o + 1
		}
	}
}

// split ends the paragraph at k: marks open there are closed before and opened
// again behind.
func (in *inline) split(k int) {
	var around []int // of in.open: marks opened before k
	for _, o := range in.open {
		if o < k {
			around = append(around, o)
		}
	}
	behind := slices.Clone(in.toks[k:])
	in.toks = in.toks[:k]
	for _, o := range slices.Backward(around) {
		t := in.toks[o]
		t.kind, t.mate = tokClose, o
		in.toks[o].mate = len(in.toks)
		in.toks = append(in.toks, t)
	}
	in.toks = append(in.toks, token{kind: tokSplit})
	for i, o := range around {
		in.open[i] = len(in.toks)
		in.toks = append(in.toks, in.toks[o])
	}
	for i := range behind {
		in.open[len(around)+i] = len(in.toks) + i
	}
	in.toks = append(in.toks, behind...)
}

// addLink adds a link, or what is left of an anchor: its content, and its name
// if a link of the page points at it.
func (in *inline) addLink(n *html.Node) {
	for _, k := range []string{"id", "name"} {
		if id := attr(n, k); id != "" && in.anchors[id] {
			in.addRaw(`<a id="` + oneLine(html.EscapeString(id)) + `"></a>`)
			break
		}
	}
	if strings.TrimSpace(attr(n, "href")) == "" {
		in.addChildren(n)
		return
	}
	in.addMark(n, markLink)
}

// addCode adds inline code: a code span if it is text, an element if it holds
// markup that a span would show as text. Line breaks divide a span.
func (in *inline) addCode(n *html.Node) {
	if find(n, func(c *html.Node) bool {
		return c.Type == html.ElementNode && c.DataAtom != atom.Br && c.DataAtom != atom.Span && c.DataAtom != atom.Code && c.DataAtom != atom.Font
	}) != nil {
		in.addMark(&html.Node{Type: html.ElementNode, DataAtom: atom.Code, Data: "code", FirstChild: n.FirstChild, LastChild: n.LastChild}, markHTML)
		return
	}
	for i, line := range strings.Split(preTextInline(n), "\n") {
		if i > 0 {
			in.breaks++
		}
		if isBlankText(line) {
			in.addText(line)
			continue
		}
		in.flush()
		if k := len(in.toks) - 1; k >= 0 && in.toks[k].kind == tokCode {
			in.toks[k].raw += line // the fences of two that touch would be one
			continue
		}
		in.toks = append(in.toks, token{kind: tokCode, raw: line})
	}
}

// preTextInline returns the text of a code element: its line ends are spaces,
// its <br> line ends.
func preTextInline(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return strings.ReplaceAll(n.FirstChild.Data, "\n", " ")
	}
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(strings.ReplaceAll(c.Data, "\n", " "))
		case isElement(c, atom.Br):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// addAttribution adds the line that says whom a quote is of.
func (in *inline) addAttribution(n *html.Node) {
	if isBlank(n) {
		return
	}
	if len(in.toks) > 0 {
		in.breaks++
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimSpace(textContent(n))); !strings.ContainsRune("—–―-~", r) {
		in.addText("— ")
	}
	in.addChildren(n)
}

// addAutolink adds an address that stands for what is behind it.
func (in *inline) addAutolink(n *html.Node) {
	switch href := attr(n, "href"); {
	case in.isOpen(markLink):
		in.addText(href)
	case isAutolink(href):
		in.addRaw("<" + href + ">")
	default:
		in.openMark(token{kind: tokOpen, mark: markLink, node: n})
		in.addText(href)
		in.closeMark()
	}
}

// isAutolink reports whether <s> is an autolink of CommonMark §6.5.
func isAutolink(s string) bool {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] == '<' || s[i] == '>' || s[i] == 0x7f || s[i] == '|' {
			return false
		}
	}
	return true
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
	in.link = 0
	strongs := in.countLone(first, end)
	for i := first; i < end; i++ {
		t := &in.toks[i]
		switch t.kind {
		case tokText:
			in.escape(in.text[t.start:t.end], in.firstRune(i+1, end))
		case tokCode:
			in.printCode(t.raw)
		case tokImage:
			in.printImage(t.node)
		case tokRaw:
			if in.place == inCell {
				in.buf = append(in.buf, strings.ReplaceAll(t.raw, "|", "&#124;")...)
			} else {
				in.buf = append(in.buf, t.raw...)
			}
		case tokBreak:
			if in.place == inParagraph {
				in.buf = append(in.buf, "  \n"...)
			} else {
				in.buf = append(in.buf, "<br>"...)
			}
		case tokOpen:
			in.printOpen(i, end, strongs)
		case tokClose:
			in.printClose(i)
		}
	}
	if in.place == inParagraph {
		in.escapeLineStarts()
	}
	if in.place != inCell {
		in.escapeCheckbox()
	}
	return in.buf
}

// countLone finds the characters that stand once in the paragraph's text and
// that no mark of the paragraph uses, and returns the number of strong marks.
func (in *inline) countLone(first, end int) (strongs int) {
	var count [256]int
	for i := first; i < end; i++ {
		switch t := &in.toks[i]; t.kind {
		case tokText:
			for _, c := range in.text[t.start:t.end] {
				count[c]++
			}
		case tokCode:
			count['`'] += 2
		case tokImage:
			for _, c := range []byte(attr(t.node, "alt")) {
				count[c]++
			}
			count['`'] += strings.Count(attr(t.node, "title"), "`") // a code span can begin before a link and end in it
		case tokOpen:
			switch t.mark {
			case markLink:
				count['`'] += strings.Count(attr(t.node, "title"), "`")
			case markStrong:
				strongs++
				count['*'] += 2
			case markEm:
				count['*'] += 2
				count['_'] += 2
			case markStrike:
				count['~'] += 2
			}
		}
	}
	for _, c := range []byte("*_~`") {
		in.lone[c] = count[c] == 1
	}
	return strongs
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

func (in *inline) printOpen(i, end, strongs int) {
	t := &in.toks[i]
	switch t.mark {
	case markHTML:
		in.cellSafe(t.raw)
		return
	case markLink:
		if n := len(in.buf); n == 0 || in.buf[n-1] == '\n' {
			in.links = append(in.links, n)
		}
		in.buf = append(in.buf, '[')
		in.link++
		return
	}
	prev := ' '
	if n := len(in.buf); n > 0 {
		prev, _ = utf8.DecodeLastRune(in.buf)
	}
	before := flank(prev, in.firstRune(i+1, end))
	after := flank(in.lastRune(t.mate-1), in.firstRune(t.mate+1, end))
	touches := func(c rune) bool {
		return prev == c || in.firstRune(i+1, end) == c || in.lastDelim(t.mate-1) == byte(c) || in.firstRune(t.mate+1, end) == c ||
			c == '~' && in.lastRune(t.mate-1) == c // some parsers do not see that it is escaped
	}
	var delim string
	switch {
	case t.mark == markStrong && before.opens() && after.closes() && !touches('*'):
		delim = "**"
	case t.mark == markStrike && before.opens() && after.closes() && !touches('~'):
		delim = "~~"
	case t.mark == markEm && before.opensWord() && after.closesWord() && !touches('_'):
		delim = "_"
	case t.mark == markEm && before.opens() && after.closes() && strongs == 0 && !touches('*'):
		delim = "*"
	default:
		delim = [...]string{"<strong>", "<em>", "<del>"}[t.mark]
	}
	t.delim = delim
	in.buf = append(in.buf, delim...)
}

// lastDelim returns the character by which token i ends if it is the end of a
// mark, else 0.
func (in *inline) lastDelim(i int) byte {
	t := &in.toks[i]
	if t.kind == tokClose && t.mark <= markStrike {
		return "*_~"[t.mark]
	}
	return 0
}

func (in *inline) printClose(i int) {
	t := &in.toks[i]
	switch t.mark {
	case markHTML:
		in.buf = append(in.buf, endTag(t.node)...)
	case markLink:
		in.link--
		in.buf = append(in.buf, "]("...)
		in.appendDestination(attr(t.node, "href"))
		in.appendTitle(attr(t.node, "title"))
		in.buf = append(in.buf, ')')
	default:
		d := in.toks[t.mate].delim
		if d[0] == '<' {
			in.buf = append(in.buf, "</"...)
			d = d[1:]
		}
		in.buf = append(in.buf, d...)
	}
}

func (in *inline) cellSafe(s string) {
	if in.place == inCell {
		s = strings.ReplaceAll(s, "|", "&#124;")
	}
	in.buf = append(in.buf, s...)
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
