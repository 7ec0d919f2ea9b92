package reading

import (
	"bytes"
	"io"
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// direct renders what is usual in a page as goldmark's renderer does, without a call
// through a table for both ends of each node; a page that has more it hands on.
type direct struct{ all renderer.Renderer }

func newDirect() direct { return direct{goldmark.DefaultRenderer()} }

func (d direct) AddOptions(options ...renderer.Option) { d.all.AddOptions(options...) }

func (d direct) Render(w io.Writer, src []byte, n ast.Node) error {
	var room []byte
	if buffer, ok := w.(interface{ AvailableBuffer() []byte }); ok {
		room = buffer.AvailableBuffer()
	}
	p := printer{src: src, to: room}
	if !p.node(n) {
		return d.all.Render(w, src, n)
	}
	_, err := w.Write(p.to)
	return err
}

// A printer appends HTML. Its functions return false for what they do not know.
type printer struct{ src, to []byte }

func (p *printer) add(s string) { p.to = append(p.to, s...) }

func (p *printer) children(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !p.node(c) {
			return false
		}
	}
	return true
}

func (p *printer) in(open string, n ast.Node, end string) bool {
	p.add(open)
	ok := p.children(n)
	p.add(end)
	return ok
}

func (p *printer) node(n ast.Node) bool {
	if n.Attributes() != nil {
		return false
	}
	switch n := n.(type) {
	case *ast.Text:
		p.value(&n.Segment, n.IsRaw())
		switch {
		case n.IsRaw():
		case n.HardLineBreak():
			p.add("<br>\n")
		case n.SoftLineBreak():
			p.add("\n")
		}
		return true
	case *ast.Paragraph:
		return p.in("<p>", n, "</p>\n")
	case *ast.Document:
		return p.children(n)
	case *ast.TextBlock:
		if !p.children(n) {
			return false
		}
		if n.NextSibling() != nil && n.FirstChild() != nil {
			p.add("\n")
		}
		return true
	case *ast.Heading:
		const ends = "123456"
		level := ends[n.Level-1 : n.Level]
		p.add("<h")
		p.add(level)
		ok := p.in(">", n, "</h")
		p.add(level)
		p.add(">\n")
		return ok
	case *ast.Emphasis:
		if n.Level == 2 {
			return p.in("<strong>", n, "</strong>")
		}
		return p.in("<em>", n, "</em>")
	case *extast.Strikethrough:
		return p.in("<del>", n, "</del>")
	case *ast.Link:
		p.add(`<a href="`)
		p.address(n.Destination, true)
		p.title(n.Title)
		return p.in(">", n, "</a>")
	case *ast.Image:
		p.add(`<img src="`)
		p.address(n.Destination, true)
		p.to = p.to[:len(p.to)-1]
		p.add(`" alt="`)
		if !p.alt(n) {
			return false
		}
		p.add(`"`)
		p.title(n.Title)
		p.add(">")
		return true
	case *ast.AutoLink:
		if n.AutoLinkType != ast.AutoLinkURL {
			return false
		}
		p.add(`<a href="`)
		p.address(n.URL(p.src), false)
		p.add(">")
		p.to = append(p.to, util.EscapeHTML(n.Label(p.src))...)
		p.add("</a>")
		return true
	case *ast.CodeSpan:
		p.add("<code>")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			t, ok := c.(*ast.Text)
			if !ok || t.Segment.Len() > 0 && t.Segment.Stop <= len(p.src) && p.src[t.Segment.Stop-1] == '\n' {
				return false
			}
			p.value(&t.Segment, true)
		}
		p.add("</code>")
		return true
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			p.to = append(p.to, s.Value(p.src)...)
		}
		return true
	case *ast.List:
		if !n.IsOrdered() {
			return p.in("<ul>\n", n, "</ul>\n")
		}
		p.add("<ol")
		if n.Start != 1 {
			p.add(` start="`)
			p.to = strconv.AppendInt(p.to, int64(n.Start), 10)
			p.add(`"`)
		}
		return p.in(">\n", n, "</ol>\n")
	case *ast.ListItem:
		p.add("<li>")
		if c := n.FirstChild(); c != nil && c.Kind() != ast.KindTextBlock {
			p.add("\n")
		}
		return p.in("", n, "</li>\n")
	case *ast.Blockquote:
		return p.in("<blockquote>\n", n, "</blockquote>\n")
	case *ast.ThematicBreak:
		p.add("<hr>\n")
		return true
	case *ast.FencedCodeBlock:
		p.add("<pre><code")
		if language := n.Language(p.src); language != nil {
			p.add(` class="language-`)
			p.text(language, false)
			p.add(`"`)
		}
		p.add(">")
		p.lines(n.Lines())
		p.add("</code></pre>\n")
		return true
	case *ast.CodeBlock:
		p.add("<pre><code>")
		p.lines(n.Lines())
		p.add("</code></pre>\n")
		return true
	case *ast.HTMLBlock:
		for i := range n.Lines().Len() {
			l := n.Lines().At(i)
			if !p.own(&l) {
				return false
			}
		}
		return !n.HasClosure() || p.own(&n.ClosureLine)
	case *extast.Table:
		return p.in("<table>\n", n, "</table>\n")
	case *extast.TableHeader:
		ok := p.in("<thead>\n<tr>\n", n, "</tr>\n</thead>\n")
		if n.NextSibling() != nil {
			p.add("<tbody>\n")
		}
		return ok
	case *extast.TableRow:
		ok := p.in("<tr>\n", n, "</tr>\n")
		if n.NextSibling() == nil {
			p.add("</tbody>\n")
		}
		return ok
	case *extast.TableCell:
		tag := "td"
		if n.Parent().Kind() == extast.KindTableHeader {
			tag = "th"
		}
		p.add("<")
		p.add(tag)
		if n.Alignment != extast.AlignNone {
			p.add(` style="text-align:`)
			p.add(n.Alignment.String())
			p.add(`"`)
		}
		ok := p.in(">", n, "</")
		p.add(tag)
		p.add(">\n")
		return ok
	}
	return false
}

func (p *printer) lines(lines *text.Segments) {
	for i := range lines.Len() {
		l := lines.At(i)
		p.value(&l, true)
	}
}

// own appends HTML of the page itself.
func (p *printer) own(s *text.Segment) bool {
	b := s.Value(p.src)
	p.to = append(p.to, b...)
	return bytes.IndexByte(b, 0) < 0
}

// alt appends the words of an image.
func (p *printer) alt(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Text:
			if !p.node(c) {
				return false
			}
		case *ast.String:
			return false
		default:
			if !p.alt(c) {
				return false
			}
		}
	}
	return true
}

func (p *printer) title(title []byte) {
	if title != nil {
		p.add(` title="`)
		p.text(title, false)
		p.add(`"`)
	}
}

// address appends an address and the quotation mark behind it.
func (p *printer) address(to []byte, resolve bool) {
	for _, c := range to {
		if !usual[c] {
			to = util.EscapeHTML(util.URLEscape(to, resolve))
			break
		}
	}
	p.to = append(append(p.to, to...), '"')
}

// usual are the characters of addresses that stand in HTML as they are.
var usual = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	for _, c := range []byte("-._~:/?#@!$'()*+,;=") {
		t[c] = true
	}
	return t
}()

func (p *printer) value(s *text.Segment, raw bool) {
	if s.Padding == 0 && !s.ForceNewline {
		p.text(p.src[s.Start:s.Stop], raw)
		return
	}
	p.text(s.Value(p.src), raw)
}

// text appends words, with what their escapes and references mean unless they are raw.
func (p *printer) text(s []byte, raw bool) {
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		var as string
		switch {
		case c == 0, c == '&' && !raw && i+1 < len(s) && (s[i+1] == '#' || util.IsAlphaNumeric(s[i+1])): // perhaps a reference
			p.to = append(p.to, s[from:i]...)
			var b buffer
			if raw {
				ghtml.DefaultWriter.RawWrite(&b, s[i:])
			} else {
				ghtml.DefaultWriter.Write(&b, s[i:])
			}
			p.to = append(p.to, b.Bytes()...)
			return
		case c == '\\':
			if !raw && i+1 < len(s) && util.IsPunct(s[i+1]) && s[i+1] != '&' {
				p.to = append(p.to, s[from:i]...)
				from = i + 1
				if s[from] == '\\' {
					i++
				}
			} else if !raw && i+1 < len(s) && s[i+1] == '&' {
				p.to = append(p.to, s[from:i]...)
				p.add("&amp;")
				from, i = i+2, i+1
			}
			continue
		case c == '&':
			as = "&amp;"
		case c == '<':
			as = "&lt;"
		case c == '>':
			as = "&gt;"
		case c == '"':
			as = "&quot;"
		}
		p.to = append(append(p.to, s[from:i]...), as...)
		from = i + 1
	}
	p.to = append(p.to, s[from:]...)
}

// buffer is one that goldmark writes to.
type buffer struct{ bytes.Buffer }

func (*buffer) Buffered() int { return 0 }
func (*buffer) Flush() error  { return nil }
