package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// pre prints preformatted text: as a fenced code block if it is text only, as
// HTML if it holds markup that a fence would lose.
func (p *Printer) pre(n *html.Node) {
	if hasMarkup(n) {
		p.htmlBlock(n)
		return
	}
	code := strings.TrimSuffix(tree.PreText(n), "\n")
	if tree.IsBlankText(code) {
		return
	}
	lang := codeLanguage(n)
	shown, ok := p.d.inCode(code, inFence)
	within := p.items > 0 || len(p.prefix) > 0
	if !ok || within && !p.d.reads(dialect.ItemFences) || !p.d.reads(dialect.Tabs) && strings.Contains(code, "\t") {
		p.codeHTML(code, lang)
		return
	}
	fence := codeFence(shown, 3)
	p.line(fence + lang)
	p.lines([]byte(shown))
	p.line(fence)
}

// codeHTML prints a code block as HTML.
func (p *Printer) codeHTML(code, lang string) {
	if strings.HasSuffix(code, "\n") {
		code += "\n" // the last line end of a block does not show
	}
	inner := tree.NewElement(atom.Code)
	if lang != "" {
		tree.SetAttr(inner, "class", "language-"+lang)
	}
	pre := tree.NewElement(atom.Pre)
	pre.AppendChild(inner)
	if within := p.items > 0 || len(p.prefix) > 0; within && !p.d.reads(dialect.ItemFences) {
		inner.AppendChild(&html.Node{Type: html.RawNode, Data: string(appendEncoded(nil, code))}) // it is read as Markdown there
	} else {
		inner.AppendChild(tree.NewText(code))
	}
	var mode tree.HTMLMode
	if p.items == 0 {
		mode = tree.BlankLines
	}
	p.html(bytes.TrimSpace(tree.AppendHTML(nil, pre, mode)))
}

// hasMarkup reports whether a pre holds more than text, line breaks and the
// wrappers that highlighters put around tokens.
func hasMarkup(n *html.Node) bool {
	breaksCount := tree.HasClass(n, "wp-block-preformatted") // a text with breaks, no code
	return tree.Find(n, func(c *html.Node) bool { return marksCode(c) || breaksCount && tree.IsBreak(c) }) != nil
}

// addCode adds inline code: a code span if it is text, an element if it holds
// markup that a span would show as text. Line breaks divide a span.
func (in *inline) addCode(n *html.Node) {
	if tree.Find(n, marksCode) != nil {
		in.addMark(&html.Node{Type: html.ElementNode, DataAtom: atom.Code, Data: "code", FirstChild: n.FirstChild, LastChild: n.LastChild}, markHTML)
		return
	}
	first := true
	for line := range strings.SplitSeq(codeText(n), "\n") {
		if !first {
			in.breaks++
		}
		first = false
		if tree.IsBlankText(line) {
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
		case tree.IsBreak(c):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// printCode prints a code span: its fence is longer than any run of backticks
// in it, and a blank keeps a backtick or blank at its edge.
func (in *inline) printCode(s string) {
	shown, ok := in.d.inCode(s, inSpan)
	if !ok {
		in.printCodeHTML(s)
		return
	}
	if in.place == inCell && strings.Contains(s, "|") {
		if strings.Contains(s, `\`) || in.d.references['|'] { // parsers differ on what escapes what
			in.printCodeHTML(s)
			return
		}
		shown = strings.ReplaceAll(shown, "|", `\|`)
	}
	s = shown
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

// printCodeHTML prints code as HTML, in which nothing is Markdown.
func (in *inline) printCodeHTML(s string) {
	in.buf = append(in.buf, "<code>"...)
	in.buf = append(appendEncoded(in.buf, s), "</code>"...)
}

// appendEncoded appends code in which nothing is Markdown: references stand for its
// punctuation, and for the line ends around what a parser of Markdown would drop.
func appendEncoded(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		switch {
		case isASCIIPunct(c), c == '\n' && (i == 0 || i+1 == len(s) || s[i+1] == '\n' || s[i+1] == ' ' || s[i+1] == '\t'):
			b = append(strconv.AppendInt(append(b, "&#"...), int64(c), 10), ';')
		default:
			b = append(b, c)
		}
	}
	return b
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
		for c := range strings.FieldsSeq(tree.Attr(e, "class")) {
			if l, ok := strings.CutPrefix(c, "language-"); ok && tree.IsLanguage(l) {
				return l
			}
		}
	}
	return ""
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
