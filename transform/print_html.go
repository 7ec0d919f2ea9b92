package transform

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlBlock prints a block as HTML. An HTML block ends at the first blank
// line, so it has none, but for a <pre>, which ends at </pre> (CommonMark §4.6).
func (p *Printer) htmlBlock(n *html.Node) {
	var mode htmlMode
	if n.DataAtom == atom.Pre {
		mode = blankLines
	}
	p.inl.countHTML(n)
	p.lines(bytes.TrimSpace(appendHTML(nil, n, mode)))
}

func renderHTML(n *html.Node) string {
	return string(bytes.TrimSpace(appendHTML(nil, n, 0)))
}

// oneLine puts HTML on one line.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\n", " ")
}

type htmlMode uint8

const (
	preserve   htmlMode = 1 << iota // white space counts
	blankLines                      // blank lines are allowed where it does
)

// appendHTML appends a node as HTML, without the attributes that only
// WordPress and its themes used. Line ends stand only between blocks and where
// white space counts, and never two in a row.
func appendHTML(b []byte, n *html.Node, mode htmlMode) []byte {
	switch n.Type {
	case html.TextNode:
		return appendHTMLText(b, n.Data, mode)
	case html.DocumentNode:
		return appendHTMLChildren(b, n, mode)
	case html.ElementNode:
	default:
		return b
	}
	switch n.Data {
	case tagMore:
		return append(b, "<!--more-->"...)
	case tagShortcode:
		return appendHTMLChildren(b, n, mode)
	case tagAutolink:
		href := html.EscapeString(attr(n, "href"))
		return append(b, `<a href="`+href+`">`+href+`</a>`...)
	case tagNoteRef:
		return append(b, "<sup>"+html.EscapeString(attr(n, "n"))+"</sup>"...)
	case tagMath:
		return appendHTMLChildren(b, n, mode)
	case tagVerse, tagMarkdown, tagNote:
		n = &html.Node{Type: html.ElementNode, DataAtom: atom.Pre, Data: "pre", FirstChild: n.FirstChild, LastChild: n.LastChild}
	}
	if (n.DataAtom == atom.P || n.DataAtom == atom.Div) && isBlank(n) {
		return breakLine(b)
	}
	own := isBlock(n) && n.DataAtom != atom.Td && n.DataAtom != atom.Th
	if own {
		b = breakLine(b)
	}
	b = append(b, startTag(n)...)
	if isVoid(n) {
		if own {
			b = breakLine(b)
		}
		return b
	}
	switch n.DataAtom {
	case atom.Pre, atom.Textarea:
		mode |= preserve
		if c := n.FirstChild; c != nil && c.Type == html.TextNode && strings.HasPrefix(c.Data, "\n") {
			b = append(b, '\n') // a parser drops the first line end
		}
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Blockquote:
		b = breakLine(b)
	}
	if n.DataAtom != atom.Iframe { // its content is for browsers without iframes
		b = appendHTMLChildren(b, n, mode)
	}
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Blockquote:
		b = breakLine(b)
	}
	b = append(b, endTag(n)...)
	if own && mode == 0 {
		b = breakLine(b)
	}
	return b
}

func appendHTMLChildren(b []byte, n *html.Node, mode htmlMode) []byte {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b = appendHTML(b, c, mode)
	}
	return b
}

// breakLine ends the line, unless nothing is on it.
func breakLine(b []byte) []byte {
	b = bytes.TrimRight(b, " ")
	if len(b) > 0 && b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	return b
}

func appendHTMLText(b []byte, s string, mode htmlMode) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		case ' ', '\n', '\t', '\r', '\f':
			switch {
			case mode&preserve == 0:
				if n := len(b); n == 0 || b[n-1] != ' ' && b[n-1] != '\n' {
					b = append(b, ' ')
				}
			case c == '\n' && mode&blankLines == 0 && blankLine(b):
				b = append(b, "&#10;"...)
			default:
				b = append(b, c)
			}
		default:
			b = append(b, c)
		}
	}
	return b
}

// blankLine reports whether the line being written holds nothing but blanks.
func blankLine(b []byte) bool {
	b = bytes.TrimRight(b, " \t")
	return len(b) == 0 || b[len(b)-1] == '\n'
}

// startTag returns the start tag of an element, without the attributes that only
// served the old site.
func startTag(n *html.Node) string {
	return writeTag(n, func(a *html.Attribute) bool { return !decorative(n, a.Key) })
}

// tagAsWritten returns the start tag of an element with all of its attributes.
func tagAsWritten(n *html.Node) string {
	return writeTag(n, func(*html.Attribute) bool { return true })
}

func writeTag(n *html.Node, keep func(*html.Attribute) bool) string {
	if len(n.Attr) == 0 {
		return "<" + n.Data + ">"
	}
	var b strings.Builder
	b.WriteByte('<')
	b.WriteString(n.Data)
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Namespace != "" && a.Namespace != "xlink" || !keep(a) || !isAttrName(a.Key) {
			continue
		}
		b.WriteByte(' ')
		if a.Namespace != "" {
			b.WriteString(a.Namespace + ":")
		}
		b.WriteString(a.Key)
		if a.Val != "" || a.Key == "alt" || a.Key == "src" {
			b.WriteString(`="`)
			b.WriteString(attrEscaper.Replace(a.Val))
			b.WriteByte('"')
		}
	}
	b.WriteByte('>')
	return b.String()
}

// A line end in an attribute would break the line of the HTML block it is in.
var attrEscaper = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;", ">", "&gt;", "\n", "&#10;", "\r", "")

func endTag(n *html.Node) string { return "</" + n.Data + ">" }

// decorative reports whether an attribute only served the old site's style,
// scripts and loading.
func decorative(n *html.Node, key string) bool {
	switch key {
	case "class", "style", "role", "srcset", "sizes", "loading", "decoding", "fetchpriority", "tabindex",
		"contenteditable", "draggable", "bgcolor", "background", "bordercolor", "itemprop", "itemscope", "itemtype", "typeof", "property":
		return n.Namespace == ""
	}
	return strings.HasPrefix(key, "data-") || strings.HasPrefix(key, "aria-") || strings.HasPrefix(key, "on")
}

func isAttrName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == '"' || c == '\'' || c == '>' || c == '<' || c == '/' || c == '=' || c == 0x7f || c == '`' {
			return false
		}
	}
	return s != ""
}

// details prints a disclosure: its tags as HTML, its content as Markdown, which
// the blank lines around it allow.
func (p *Printer) details(n *html.Node) {
	p.line(startTag(n))
	if summary := summaryOf(n); summary != nil {
		p.inl.countHTML(summary)
		p.line("<summary>" + oneLine(string(bytes.TrimSpace(appendHTMLChildren(nil, summary, 0)))) + "</summary>")
	}
	p.want(gapBlank)
	p.flow(n, false)
	p.want(gapBlank)
	p.line("</details>")
}

// summaryOf returns the first summary of a details element, which is its label.
func summaryOf(details *html.Node) *html.Node {
	for c := details.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, atom.Summary) {
			return c
		}
	}
	return nil
}
