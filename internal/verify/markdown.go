package verify

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/reading"
)

// newMarkdown returns a reader of a dialect.
func newMarkdown(d *dialect.Dialect) *markdown {
	return &markdown{dialect: d, goldmark: reading.Parser(d,
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(footnotes{}, 1))))}
}

// markdown reads what goldmark makes of Markdown. A page without HTML is read
// from the tree of goldmark's parser; one with HTML is rendered and parsed as a
// browser would, because HTML that is not what it should be can change
// everything behind it. Both ways say the same of a page that both can read, as
// a test shows; the first one costs half.
type markdown struct {
	*stream
	dialect  *dialect.Dialect
	goldmark goldmark.Markdown
	src      []byte
	str      string // the same
	hasHTML  bool

	rendered output
	reader   bytes.Reader
	text     strings.Builder // what the renderer writes of a text
	w        *bufio.Writer
}

func (m *markdown) parse(src []byte) ast.Node {
	return m.goldmark.Parser().Parse(text.NewReader(src))
}

// read fills a stream with what a page says, of which doc is the tree.
func (m *markdown) read(src []byte, doc ast.Node, s *stream) error {
	m.src, m.str, m.stream, m.hasHTML = src, string(src), s, false
	s.reset()
	if m.children(doc); !m.hasHTML {
		return nil
	}
	page, err := m.render(doc, src)
	if err != nil {
		return err
	}
	s.page(page)
	return nil
}

// render returns what a browser makes of a page.
func (m *markdown) render(doc ast.Node, src []byte) (*html.Node, error) {
	m.rendered.Reset()
	if err := m.goldmark.Renderer().Render(&m.rendered, src, doc); err != nil {
		return nil, err
	}
	m.reader.Reset(m.rendered.Bytes())
	return parseHTML(&m.reader)
}

// output is a buffer that goldmark's renderer writes to directly: to any other writer
// it writes through one more, which it makes for each page.
type output struct{ bytes.Buffer }

func (*output) Buffered() int { return 0 }
func (*output) Flush() error  { return nil }

// parseHTML parses the content of a body.
func parseHTML(r io.Reader) (*html.Node, error) {
	// Scripting off: what is in <noscript> is content.
	nodes, err := html.ParseFragmentWithOptions(r, &body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	page := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		page.AppendChild(n)
	}
	return page, nil
}

var body = html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}

func (m *markdown) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && !m.hasHTML; c = c.NextSibling() {
		m.node(c)
	}
}

func (m *markdown) node(n ast.Node) {
	if n.Type() == ast.TypeInline {
		m.inline(n)
	} else {
		m.block(n)
	}
}

func (m *markdown) block(n ast.Node) {
	s := m.stream
	switch n := n.(type) {
	case *ast.Paragraph:
		s.boundary()
		m.children(n)
		s.boundary()
	case *ast.TextBlock: // the paragraph of a tight item
		m.children(n)
		s.joins = false
	case *ast.Heading:
		s.open(event{kind: heading, n: int32(n.Level)})
		m.children(n)
		s.close(heading, false)
	case *ast.Blockquote:
		s.open(event{kind: quoted})
		m.children(n)
		s.close(quoted, true)
	case *ast.List:
		m.list(n)
	case *ast.FencedCodeBlock:
		m.code(n, infoWord(m.unescape(n.Language(m.src))))
	case *ast.CodeBlock:
		m.code(n, "")
	case *ast.ThematicBreak:
		s.open(event{kind: rule})
		s.boundary()
	case *ast.HTMLBlock:
		m.htmlBlock(n)
	case *extast.Table:
		m.table(n)
	case *extast.FootnoteList:
		m.footnotes(n)
	case *extast.DefinitionList:
		s.open(event{kind: list, text: "dl"})
		m.children(n)
		s.close(list, true)
	case *extast.DefinitionTerm:
		s.open(event{kind: item, text: "dt"})
		m.children(n)
	case *extast.DefinitionDescription:
		s.open(event{kind: item, text: "dd"})
		m.children(n)
	default:
		m.children(n)
	}
}

func (m *markdown) inline(n ast.Node) {
	s := m.stream
	switch n := n.(type) {
	case *ast.Text:
		m.addText(n)
	case *ast.String:
		s.text(m.unescape(n.Value))
	case *ast.RawHTML:
		if l := n.Segments.At(0); n.Segments.Len() == 1 && string(l.Value(m.src)) == "<br>" {
			s.lineBreak()
		} else {
			m.hasHTML = true
		}
	case *ast.CodeSpan:
		s.pushMark(inCode)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			s.text(m.at(&c.(*ast.Text).Segment))
		}
		s.popMark(inCode)
	case *ast.Emphasis:
		mark := em
		if n.Level == 2 {
			mark = strong
		}
		s.pushMark(mark)
		m.children(n)
		s.popMark(mark)
	case *extast.Strikethrough:
		s.pushMark(del)
		m.children(n)
		s.popMark(del)
	case *ast.Link:
		m.link(n)
	case *ast.AutoLink:
		m.autoLink(n)
	case *ast.Image:
		s.addImage(string(util.URLEscape(n.Destination, true)), m.alt(n), m.unescape(n.Title))
	case *extast.TaskCheckBox:
		what := "checkbox"
		if n.IsChecked {
			what = "checkbox, checked"
		}
		s.visible(event{kind: control, text: "input", more: what})
	case *extast.FootnoteLink:
		s.visible(event{kind: noteRef, text: label(n)})
	case *extast.FootnoteBacklink:
	default:
		m.children(n)
	}
}

// at returns the text of a segment, without a copy where it can.
func (m *markdown) at(t *text.Segment) string {
	if t.Padding == 0 && !t.ForceNewline {
		return m.str[t.Start:t.Stop]
	}
	return string(t.Value(m.src))
}

// unescape returns a text as the renderer shows it, without its escapes.
func (m *markdown) unescape(t []byte) string { return m.unescaped(string(t)) }

func (m *markdown) unescaped(t string) string {
	escape := strings.IndexByte(t, '\\')
	if strings.IndexByte(t, '&') < 0 && strings.IndexByte(t, 0) < 0 {
		if escape < 0 {
			return t
		}
		return m.withoutEscapes(t, escape)
	}
	if m.w == nil {
		m.w = bufio.NewWriter(&m.text)
	}
	m.text.Reset()
	ghtml.DefaultWriter.Write(m.w, []byte(t))
	_ = m.w.Flush()
	return html.UnescapeString(m.text.String())
}

// withoutEscapes takes the backslashes off the characters that they escape, from the first
// one on.
func (m *markdown) withoutEscapes(t string, first int) string {
	m.text.Reset()
	m.text.Grow(len(t))
	done := 0
	for i := first; i+1 < len(t); {
		if util.IsPunct(t[i+1]) {
			m.text.WriteString(t[done:i])
			done = i + 1
			i++
		}
		next := strings.IndexByte(t[i+1:], '\\')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	if done == 0 {
		return t
	}
	m.text.WriteString(t[done:])
	return m.text.String()
}

func (m *markdown) words(n *ast.Text) string {
	if n.IsRaw() {
		return m.at(&n.Segment)
	}
	return m.unescaped(m.at(&n.Segment))
}

func (m *markdown) addText(n *ast.Text) {
	m.stream.text(m.words(n))
	switch {
	case n.HardLineBreak():
		m.lineBreak()
	case n.SoftLineBreak():
		m.joins = false
	}
}

// htmlBlock reads a block of HTML, if it is but WordPress' divider.
func (m *markdown) htmlBlock(n *ast.HTMLBlock) {
	line := n.Lines()
	if line.Len() == 1 && !n.HasClosure() {
		if l := line.At(0); string(bytes.TrimSpace(l.Value(m.src))) == m.dialect.More {
			m.stream.open(event{kind: more})
			m.boundary()
			return
		}
	}
	m.hasHTML = true
}

// infoWord returns a text up to its first white space: what follows a tab is no
// language, as it is none in a class.
func infoWord(s string) string {
	if i := strings.IndexAny(s, " \t\n\f\r"); i >= 0 {
		return s[:i]
	}
	return s
}
