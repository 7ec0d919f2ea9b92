package transform

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pre prints preformatted text: as a fenced code block if it is text only, as
// HTML if it holds markup that a fence would lose.
func (p *Printer) pre(n *html.Node) {
	if hasMarkup(n) {
		p.htmlBlock(n)
		return
	}
	code := strings.TrimSuffix(preText(n), "\n")
	if isBlankText(code) {
		return
	}
	fence := codeFence(code, 3)
	p.line(fence + codeLanguage(n))
	p.lines([]byte(code))
	p.line(fence)
}

// hasMarkup reports whether a pre holds more than text, line breaks and the
// wrappers that highlighters put around tokens.
func hasMarkup(n *html.Node) bool {
	breaksCount := hasClass(n, "wp-block-preformatted") // a text with breaks, no code
	return find(n, func(c *html.Node) bool { return marksCode(c) || breaksCount && isBreak(c) }) != nil
}

// preText returns the text of a pre. Its <br> are line ends, and a <div> stands
// on lines of its own.
func preText(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var t preWriter
	t.children(n)
	return string(t.text)
}

type preWriter struct {
	text []byte
	owed bool // a line end, before what follows
}

func (t *preWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			t.add(c.Data)
		case isBreak(c):
			t.add("\n")
		case isBlock(c):
			t.endLine()
			t.children(c)
			t.endLine()
		default:
			t.children(c)
		}
	}
}

func (t *preWriter) add(s string) {
	if s != "" && t.owed {
		t.text = append(t.text, '\n')
		t.owed = false
	}
	t.text = append(t.text, s...)
}

func (t *preWriter) endLine() {
	if n := len(t.text); n > 0 && t.text[n-1] != '\n' {
		t.owed = true
	}
}

// addCode adds inline code: a code span if it is text, an element if it holds
// markup that a span would show as text. Line breaks divide a span.
func (in *inline) addCode(n *html.Node) {
	if find(n, marksCode) != nil {
		in.addMark(&html.Node{Type: html.ElementNode, DataAtom: atom.Code, Data: "code", FirstChild: n.FirstChild, LastChild: n.LastChild}, markHTML)
		return
	}
	first := true
	for line := range strings.SplitSeq(codeText(n), "\n") {
		if !first {
			in.breaks++
		}
		first = false
		if isBlankText(line) {
			in.addText(line)
			continue
		}
		in.flush()
		in.appendRun(tokCode, line) // the fences of two that touch would be one
	}
}

// marksCode reports whether an element in code is more than its text.
func marksCode(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Br, atom.Code, atom.Span, atom.Font, atom.Samp, atom.Kbd, atom.Tt, atom.Div:
		return false
	}
	return true
}

// codeText returns the text of inline code: its line ends are spaces, its <br>
// line ends.
func codeText(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return strings.ReplaceAll(n.FirstChild.Data, "\n", " ")
	}
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(strings.ReplaceAll(c.Data, "\n", " "))
		case isBreak(c):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// printCode prints a code span: its fence is longer than any run of backticks
// in it, and a blank keeps a backtick or blank at its edge.
func (in *inline) printCode(s string) {
	if in.place == inCell && strings.Contains(s, "|") {
		if strings.Contains(s, `\`) { // parsers differ on what escapes what
			in.buf = append(in.buf, "<code>"...)
			for _, c := range []byte(s) {
				if isASCIIPunct(c) {
					in.buf = append(append(append(in.buf, "&#"...), strconv.Itoa(int(c))...), ';')
				} else {
					in.buf = append(in.buf, c)
				}
			}
			in.buf = append(in.buf, "</code>"...)
			return
		}
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	fence := codeFence(s, 1)
	pad := ""
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' {
		pad = " "
	}
	in.buf = append(in.buf, fence...)
	in.buf = append(in.buf, pad...)
	in.buf = append(in.buf, s...)
	in.buf = append(in.buf, pad...)
	in.buf = append(in.buf, fence...)
}

// codeFence returns a fence of at least that many backticks: for a block one
// longer than any run of backticks in it, for a span one of another length.
func codeFence(code string, least int) string {
	var runs [64]bool
	longest, run := 0, 0
	for i := 0; i <= len(code); i++ {
		if i < len(code) && code[i] == '`' {
			run++
			continue
		}
		if run < len(runs) {
			runs[run] = true
		}
		longest, run = max(longest, run), 0
	}
	n := least
	for least == 1 && n < len(runs) && runs[n] {
		n++
	}
	if least > 1 || n == len(runs) {
		n = max(least, longest+1)
	}
	return strings.Repeat("`", n)
}

// codeLanguage returns the language of a code block as the clean tree states
// it: class="language-…" on the code element or the pre.
func codeLanguage(n *html.Node) string {
	for _, e := range []*html.Node{n.FirstChild, n} {
		if e == nil || e.Type != html.ElementNode {
			continue
		}
		for c := range strings.FieldsSeq(attr(e, "class")) {
			if l, ok := strings.CutPrefix(c, "language-"); ok && isLanguage(l) {
				return l
			}
		}
	}
	return ""
}

func isLanguage(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '+', c == '#', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}

// verse prints a poem: each line ends in a hard break, blank lines divide
// stanzas, and indentation is kept with no-break spaces.
func (p *Printer) verse(n *html.Node) {
	p.inl.reset(inParagraph)
	p.inl.verse = true
	p.inl.addChildren(n)
	for p.inl.more() {
		if s := p.inl.print(); len(bytes.TrimSpace(s)) > 0 {
			p.want(gapBlank)
			p.lines(s)
		}
	}
}
