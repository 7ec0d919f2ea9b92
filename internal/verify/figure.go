package verify

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// figure reads a figure. The caption of images stands in the line below them.
func (s *stream) figure(n *html.Node) {
	s.boundary()
	caption := captionOfImages(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != caption {
			s.node(c)
		}
	}
	if caption != nil {
		s.lineBreak()
		s.caption(caption)
	}
	s.boundary()
}

// caption reads a caption, which is italic unless it holds blocks.
func (s *stream) caption(n *html.Node) {
	if !isTextOnly(n) {
		s.children(n)
		return
	}
	s.pushMark(em)
	s.children(n)
	s.popMark(em)
}

// captionOfImages returns the caption of a figure that holds nothing but images
// and text, or nil.
func captionOfImages(figure *html.Node) (caption *html.Node) {
	images := false
	for c := figure.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, atom.Figcaption):
			if caption != nil || !isTextOnly(c) {
				return nil
			}
			caption = c
		case c.Type == html.ElementNode && (isBlock(c.DataAtom) || c.Data == tagAutolink || strings.HasPrefix(c.Data, "wp-") && c.Data != tagNoteRef):
			return nil
		default:
			images = images || is(c, atom.Img) || descendant(c, func(n *html.Node) bool { return is(n, atom.Img) })
		}
	}
	if !images {
		return nil
	}
	return caption
}

func isTextOnly(n *html.Node) bool {
	return !descendant(n, func(c *html.Node) bool {
		return c.Type == html.ElementNode && isBlock(c.DataAtom) && c.DataAtom != atom.P && c.DataAtom != atom.Div
	})
}
