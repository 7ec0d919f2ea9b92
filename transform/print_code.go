package transform

import (
	"bytes"
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
	fence := codeFence(code)
	p.line(fence + codeLanguage(n))
	p.lines([]byte(code))
	p.line(fence)
}

// hasMarkup reports whether a pre holds more than text, line breaks and the
// wrappers that highlighters put around tokens.
func hasMarkup(n *html.Node) bool {
	return find(n, func(c *html.Node) bool {
		if c.Type != html.ElementNode {
			return false
		}
		switch c.DataAtom {
		case atom.Code, atom.Span, atom.Font, atom.Samp, atom.Kbd, atom.Tt, atom.Div:
			return false
		case atom.Br:
			return hasClass(n, "wp-block-preformatted") // a text with breaks, no code
		}
		return true
	}) != nil
}

// preText returns the text of a pre, with its <br> as line ends.
func preText(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case isElement(c, atom.Br):
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// codeFence returns a fence that is longer than any run of backticks in code.
func codeFence(code string) string {
	longest, run := 2, 0
	for i := 0; i < len(code); i++ {
		if code[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
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
	p.begin(inParagraph)
	p.inl.verse = true
	p.inl.addChildren(n)
	for p.inl.more() {
		if s := p.inl.print(); len(bytes.TrimSpace(s)) > 0 {
			p.want(gapBlank)
			p.lines(s)
		}
	}
}
