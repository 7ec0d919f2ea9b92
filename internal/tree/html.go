package tree

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML returns a node as HTML, see [AppendHTML].
func HTML(n *html.Node) string {
	return string(bytes.TrimSpace(AppendHTML(nil, n, 0)))
}

// HTMLMode says how AppendHTML writes white space.
type HTMLMode uint8

const (
	preserve   HTMLMode = 1 << iota // white space counts
	BlankLines                      // blank lines are allowed where it does
)

// AppendHTML appends a node as HTML, without the attributes that only
// WordPress and its themes used. Line ends stand only between blocks and where
// white space counts, and never two in a row.
func AppendHTML(b []byte, n *html.Node, mode HTMLMode) []byte {
	switch n.Type {
	case html.TextNode:
		return appendHTMLText(b, n.Data, mode)
	case html.DocumentNode:
		return AppendHTMLChildren(b, n, mode)
	case html.RawNode:
		return append(b, n.Data...)
	case html.ElementNode:
	default:
		return b
	}
	switch n.Data {
	case Unread:
		return append(AppendHTMLChildren(append(b, "<div>\n"...), n, mode), "\n</div>"...)
	case More:
		return append(b, "<!--more-->"...)
	case Shortcode:
		return AppendHTMLChildren(b, n, mode)
	case Autolink:
		href := html.EscapeString(Attr(n, "href"))
		return append(b, `<a href="`+href+`">`+href+`</a>`...)
	case NoteRef:
		return append(b, "<sup>"+html.EscapeString(Attr(n, "n"))+"</sup>"...)
	case Math:
		return AppendHTMLChildren(b, n, mode)
	case Verse, Markdown, Note:
		n = &html.Node{Type: html.ElementNode, DataAtom: atom.Pre, Data: "pre", FirstChild: n.FirstChild, LastChild: n.LastChild}
	}
	if (n.DataAtom == atom.P || n.DataAtom == atom.Div) && IsBlank(n) && Find(n, isItem) == nil {
		return breakLine(b)
	}
	own := IsBlock(n) && n.DataAtom != atom.Td && n.DataAtom != atom.Th
	if own {
		b = breakLine(b)
	}
	b = append(b, StartTag(n)...)
	if IsVoid(n) {
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
		b = AppendHTMLChildren(b, n, mode)
	}
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Ul, atom.Ol, atom.Dl, atom.Figure, atom.Blockquote:
		b = breakLine(b)
	}
	b = append(b, EndTag(n)...)
	if own && mode == 0 {
		b = breakLine(b)
	}
	return b
}

// isItem reports whether n is an item of a list, which shows its marker.
func isItem(n *html.Node) bool { return IsElement(n, atom.Li) }

// AppendHTMLChildren appends the children of a node as HTML.
func AppendHTMLChildren(b []byte, n *html.Node, mode HTMLMode) []byte {
	if mode&preserve == 0 && isDivided(n) {
		return appendParagraphs(b, n, mode)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b = AppendHTML(b, c, mode)
	}
	return b
}

// isDivided reports whether an empty paragraph divides the text that stands in an
// element without paragraphs.
func isDivided(n *html.Node) bool {
	const (
		nothing = iota
		text
		empty // paragraph behind text
	)
	seen := nothing
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case !IsBlock(c):
			if !IsBlank(c) {
				if seen == empty {
					return true
				}
				seen = text
			}
		case seen != nothing && (c.DataAtom == atom.P || c.DataAtom == atom.Div) && IsBlank(c):
			seen = empty
		default:
			seen = nothing
		}
	}
	return false
}

// appendParagraphs appends the children of a node, each run of text as a paragraph.
func appendParagraphs(b []byte, n *html.Node, mode HTMLMode) []byte {
	for c := n.FirstChild; c != nil; {
		if IsBlock(c) {
			b = AppendHTML(b, c, mode)
			c = c.NextSibling
			continue
		}
		start := len(breakLine(b))
		b = append(breakLine(b), "<p>"...)
		shows := false
		for ; c != nil && !IsBlock(c); c = c.NextSibling {
			shows = shows || !IsBlank(c)
			b = AppendHTML(b, c, mode)
		}
		if !shows {
			b = b[:start]
			continue
		}
		b = append(bytes.TrimRight(b, " "), "</p>\n"...)
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

func appendHTMLText(b []byte, s string, mode HTMLMode) []byte {
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
			case c == '\n' && mode&BlankLines == 0 && blankLine(b):
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

// StartTag returns the start tag of an element, without the attributes that only
// served the old site.
func StartTag(n *html.Node) string {
	return writeTag(n, func(a *html.Attribute) bool { return !decorative(n, a.Key) })
}

// TagAsWritten returns the start tag of an element with all of its attributes.
func TagAsWritten(n *html.Node) string {
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

// EndTag returns the end tag of an element.
func EndTag(n *html.Node) string { return "</" + n.Data + ">" }

// NamedByLabel reports whether an element that stays HTML has no other text than its
// label, which whoever does not see the page hears.
func NamedByLabel(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Input, atom.Select, atom.Textarea, atom.Form, atom.Fieldset, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, atom.Meter, atom.Progress:
		return true
	}
	return n.Namespace != ""
}

// decorative reports whether an attribute only served the old site's style,
// scripts and loading.
func decorative(n *html.Node, key string) bool {
	switch key {
	case "class":
		lang, ok := strings.CutPrefix(Attr(n, "class"), "language-")
		return n.Namespace == "" && !((n.DataAtom == atom.Code || n.DataAtom == atom.Pre && !IsElement(n.FirstChild, atom.Code)) && ok && IsLanguage(lang))
	case "style", "role", "srcset", "sizes", "loading", "decoding", "fetchpriority", "tabindex",
		"contenteditable", "draggable", "bgcolor", "background", "bordercolor", "itemprop", "itemscope", "itemtype", "typeof", "property":
		return n.Namespace == ""
	case "aria-label":
		return !NamedByLabel(n) || Attr(n, "title") == Attr(n, key)
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
