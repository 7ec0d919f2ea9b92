package verify

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pre reads preformatted text: all of it byte for byte, and if there is more to
// it than text, once more with its marks, links and images.
func (s *stream) pre(n *html.Node) {
	s.boundary()
	text := n.FirstChild
	if text == nil {
		return
	}
	if is(text, atom.Code) && text.NextSibling == nil && text.FirstChild != nil {
		text = text.FirstChild
	}
	t, marked := text.Data, false
	if text.Type != html.TextNode || text.NextSibling != nil {
		t, marked = preText(n)
	}
	s.code(t, language(n), marked)
	s.boundary()
	if marked {
		s.children(n)
		s.boundary()
	}
}

// preText returns the text of a <pre>, in which a <div> stands on lines of its
// own, and whether it has elements that a fenced block cannot show.
func preText(n *html.Node) (text string, marked bool) {
	var b strings.Builder
	last, owed := byte('\n'), false
	add := func(s string) {
		if s == "" {
			return
		}
		if owed {
			b.WriteByte('\n')
		}
		b.WriteString(s)
		last, owed = s[len(s)-1], false
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				add(c.Data)
				continue
			}
			block := isBlock(c.DataAtom)
			switch c.DataAtom {
			case atom.Br:
				add("\n")
			case atom.Code, atom.Span, atom.Font, atom.Samp, atom.Kbd, atom.Tt, atom.Div:
			default:
				marked = true
			}
			owed = owed || block && last != '\n'
			walk(c)
			owed = owed || block && last != '\n'
		}
	}
	walk(n)
	return b.String(), marked
}

func language(n *html.Node) string {
	for _, e := range []*html.Node{n.FirstChild, n} {
		if e.Type == html.ElementNode {
			for c := range strings.FieldsSeq(attr(e, "class")) {
				if l, ok := strings.CutPrefix(c, "language-"); ok {
					return l
				}
			}
		}
	}
	return ""
}

func (m *markdown) code(n ast.Node, lang string) {
	lines := n.Lines()
	var b strings.Builder
	for i := range lines.Len() {
		l := lines.At(i)
		b.Write(l.Value(m.src))
	}
	m.boundary()
	m.stream.code(b.String(), lang, false)
	m.boundary()
}

// code emits a block of preformatted text, if it shows. One with marks is
// printed as HTML, without a language.
func (s *stream) code(text, lang string, marked bool) {
	text = strings.TrimSuffix(text, "\n")
	if strings.TrimSpace(text) == "" && !marked {
		return
	}
	if marked {
		lang = ""
	}
	s.emit(event{kind: code, text: text, more: lang})
}
