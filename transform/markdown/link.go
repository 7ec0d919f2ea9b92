package markdown

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// addLink adds a link, or an anchor.
func (in *inline) addLink(n *html.Node) {
	if !tree.IsBlankText(tree.Attr(n, "href")) {
		in.addMark(n, in.linkMark(n))
		return
	}
	if id := tree.Attr(n, "id"); id != "" {
		in.addRaw(tree.StartTag(tree.NewAnchor(id)) + "</a>")
	}
	in.addChildren(n)
}

// linkMark returns how a link is written.
func (in *inline) linkMark(n *html.Node) mark {
	if in.d.AsTag != nil && in.d.AsTag(tree.Attr(n, "href"), tree.Attr(n, "title")) {
		return markHTML
	}
	return markLink
}

// addAutolink adds an address that stands for what is behind it.
func (in *inline) addAutolink(n *html.Node) {
	switch href := tree.Attr(n, "href"); {
	case in.isOpen(markLink):
		in.addText(href)
	case in.linkMark(n) == markHTML:
		a := tree.NewElement(atom.A)
		tree.SetAttr(a, "href", href)
		a.AppendChild(tree.NewText(href))
		in.addMark(a, markHTML)
	case isAutolink(href) && !(in.pipes() && strings.Contains(href, "|")) && in.d.inAddress(href) == href:
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
		if s[i] <= ' ' || s[i] == '<' || s[i] == '>' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

func (in *inline) printImage(n *html.Node) {
	if in.d.AsTag != nil && in.d.AsTag(tree.Attr(n, "src"), tree.Attr(n, "title")) {
		in.printRaw(tree.StartTag(n))
		return
	}
	in.buf = append(in.buf, "!["...)
	in.link++
	in.escape([]byte(tree.CollapseSpace(tree.Attr(n, "alt"))), ']')
	in.link--
	in.buf = append(in.buf, "]("...)
	in.appendDestination(tree.Attr(n, "src"))
	in.appendTitle(tree.Attr(n, "title"))
	in.buf = append(in.buf, ')')
}

// appendDestination appends the address of a link or image, changed only where
// it could not be read back: white space and control characters are
// percent-encoded, unbalanced parentheses and lookalikes of entities escaped.
func (in *inline) appendDestination(s string) {
	s = strings.TrimSpace(s)
	start := len(in.buf)
	balanced := balancedParens(s)
	parens := in.d.reads(dialect.AddressParens) && (balanced || in.d.reads(dialect.AddressEscapes))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ' || c == 0x7f || c == '<' || c == '>' || c == '\\' || c == '`' || c == '|' && in.pipes() || (c == '(' || c == ')') && !parens:
			in.buf = append(in.buf, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		case (c == '(' || c == ')') && !balanced:
			in.buf = append(in.buf, '\\', c)
		case c == '&' && tree.EntityLength([]byte(s[i:min(len(s), i+40)])) > 0:
			in.buf = append(in.buf, "&amp;"...)
		case c == tree.NBSP[0] && strings.HasPrefix(s[i:], tree.NBSP):
			in.buf = append(in.buf, "%C2%A0"...)
			i++
		default:
			in.buf = append(in.buf, c)
		}
	}
	if len(in.d.Templates) > 0 {
		in.buf = append(in.buf[:start], in.d.inAddress(string(in.buf[start:]))...)
	}
}

func balancedParens(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || depth > 30 { // CommonMark lets parsers limit the depth to 32
			return false
		}
	}
	return depth == 0
}

func (in *inline) appendTitle(s string) {
	s = tree.CollapseSpace(s)
	if s == "" {
		return
	}
	in.buf = append(in.buf, ` "`...)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"', c == '`', c == '\\' && (i+1 == len(s) || isASCIIPunct(s[i+1])), c == '|' && in.pipes():
			in.buf = in.d.appendEscaped(in.buf, c)
		case in.d.special[c] && in.d.template([]byte(s[i:]), ' ') != nil:
			in.buf = appendReference(in.buf, c)
		case c == '&' && tree.EntityLength([]byte(s[i:min(len(s), i+40)])) > 0:
			in.buf = append(in.buf, "&amp;"...)
		default:
			in.buf = append(in.buf, c)
		}
	}
	in.buf = append(in.buf, '"')
}
