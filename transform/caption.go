package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// caption builds a [caption]: a figure of the image, or whatever stands in its
// place, and the text behind it or in the caption attribute (facts.md §C.3).
func (b *builder) caption(sc *shortcode) ([]*html.Node, bool) {
	if !sc.enclosing {
		if sc.attrs == "" {
			return nil, false
		}
		return nil, true // WordPress shows nothing for a caption that is never closed
	}
	a := parseAttrs(sc.attrs)
	content := b.inner(sc.content)
	figure := newElement(atom.Figure)
	if id := a.get("id"); id != "" {
		setAttr(figure, "id", id) // attachment_123: tells which image it is
	}
	figcaption := newElement(atom.Figcaption)
	if text := a.get("caption"); text != "" {
		moveChildren(figcaption, b.inner(text))
		moveChildren(figure, content)
	} else {
		splitCaption(figure, figcaption, content)
	}
	if figcaption.FirstChild == nil || isBlank(figcaption) {
		return takeChildren(figure), true
	}
	if figure.FirstChild == nil {
		return takeChildren(figcaption), true // text only: it is no caption of anything
	}
	figure.AppendChild(figcaption)
	return []*html.Node{figure}, true
}

// splitCaption moves content up to and with its first image, with the link
// around it, to figure, and the rest to figcaption. Without an image the first
// thing that is not text (a video) takes its place.
func splitCaption(figure, figcaption, content *html.Node) {
	last := firstChildWith(content, func(n *html.Node) bool { return isElement(n, atom.Img) })
	if last == nil {
		last = firstChildWith(content, showsItself)
	}
	if last == nil {
		moveChildren(figcaption, content)
		return
	}
	for c := content.FirstChild; c != nil; c = content.FirstChild {
		content.RemoveChild(c)
		figure.AppendChild(c)
		if c == last {
			break
		}
	}
	if isElement(last, atom.P) { // wpautop took image and text for one paragraph
		img := firstChildWith(last, showsItself)
		for c := img.NextSibling; c != nil; c = img.NextSibling {
			last.RemoveChild(c)
			figcaption.AppendChild(c)
		}
		unwrap(last)
	}
	moveChildren(figcaption, content)
}

// firstChildWith returns the first child of n that is, or holds, a node for
// which ok holds.
func firstChildWith(n *html.Node, ok func(*html.Node) bool) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (ok(c) || find(c, ok) != nil) {
			return c
		}
	}
	return nil
}
