package verify

import (
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// The elements of the clean tree that HTML does not have; see vocabulary.go of
// package tree.
const (
	tagMore     = "wp-more"
	tagMarkdown = "wp-markdown"
	tagNoteRef  = "wp-footnote-ref"
	tagNote     = "wp-footnote"
	tagAutolink = "wp-autolink"
	tagVerse    = "wp-verse"
	tagMath     = "wp-math"
)

// own reads an element that HTML does not have.
func (s *stream) own(n *html.Node) {
	switch n.Data {
	case tagMore:
		s.divider()
	case tagAutolink:
		href := attr(n, "href")
		if s.now.href != "" {
			s.text(href)
			return
		}
		s.beginLink(href, "")
		s.text(href)
		s.endLink()
	case tagNoteRef:
		s.visible(event{kind: noteRef, text: attr(n, "n")})
	case tagNote:
		s.notes = append(s.notes, n)
	case tagVerse:
		s.boundary()
		s.verse = true
		s.children(n)
		s.verse = false
		s.boundary()
	case tagMath:
		s.formula(n)
	case tagMarkdown:
		s.boundary()
		if n.FirstChild != nil {
			s.markdown([]byte(n.FirstChild.Data))
		}
		s.boundary()
	default:
		s.children(n)
	}
}

// markdown reads Markdown that a tree holds.
func (s *stream) markdown(src []byte) {
	page, err := s.md.render(s.md.goldmark.Parser().Parse(text.NewReader(src)), src)
	if err == nil {
		s.children(page)
	}
}
