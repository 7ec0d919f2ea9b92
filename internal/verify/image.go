package verify

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

func (s *stream) image(n *html.Node) { s.addImage(attr(n, "src"), attr(n, "alt"), attr(n, "title")) }

// alt returns the text of an image.
func (m *markdown) alt(n ast.Node) string {
	var b strings.Builder
	var add func(ast.Node)
	add = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				b.WriteString(m.words(t))
				switch {
				case t.HardLineBreak():
					b.WriteString("<br>\n") // the renderer writes it there, too
				case t.SoftLineBreak():
					b.WriteByte('\n')
				}
			} else {
				add(c)
			}
		}
	}
	add(n)
	return b.String()
}

func (s *stream) addImage(src, alt, title string) {
	alt = collapse(alt)
	if title = collapse(title); title != "" {
		alt += " “" + title + "”"
	}
	s.visible(event{kind: image, text: address(src), more: alt, mark: s.now.hash})
}
