package transform

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// saved cleans an element whose class says that a block or the old editor saved
// it (facts.md §D.2). If ok, it returns the node to go on with.
func (b *builder) saved(n *html.Node) (next *html.Node, ok bool) {
	class := attr(n, "class")
	if class == "" {
		return nil, false
	}
	next = n.NextSibling
	switch {
	case hasClass(n, "wp-block-spacer"):
		remove(n)
		return next, true
	case strings.Contains(class, "wp-block-embed"):
		b.savedEmbed(n)
	case hasClass(n, "wp-block-cover") || hasClass(n, "wp-block-media-text"):
		b.savedBackground(n)
	case n.DataAtom == atom.Div && hasClass(n, "wp-caption"):
		savedCaption(n)
	}
	return nil, false
}

// savedEmbed makes the address that a block of an embed holds stand for it.
func (b *builder) savedEmbed(n *html.Node) {
	for c := range n.Descendants() {
		if c.Type != html.TextNode {
			continue
		}
		if url := strings.TrimSpace(c.Data); isAddress(url) && url[0] == 'h' && c.Parent.DataAtom != atom.A && c.Parent.DataAtom != atom.Figcaption {
			replace(c, b.embed(url))
			return
		}
	}
}

// savedBackground makes an image of the picture that a cover, or a media-text
// that fills its side, has as its background.
func (b *builder) savedBackground(n *html.Node) {
	s := goquery.NewDocumentFromNode(n).Selection
	s.Filter("[style*=background-image]").AddSelection(s.Find(".wp-block-cover__image-background[style*=background-image], .wp-block-media-text__media[style*=background-image]")).
		Each(func(_ int, e *goquery.Selection) {
			url := backgroundURL(e.AttrOr("style", ""))
			if url == "" || e.ChildrenFiltered("img").Length() > 0 {
				return
			}
			img := newElement(atom.Img, "src", url, "alt", e.AttrOr("aria-label", ""))
			e.Nodes[0].InsertBefore(img, e.Nodes[0].FirstChild)
		})
}

// backgroundURL returns the address in a background-image declaration.
func backgroundURL(style string) string {
	_, v, ok := strings.Cut(style, "background-image")
	if !ok {
		return ""
	}
	_, v, ok = strings.Cut(v, "url(")
	if !ok {
		return ""
	}
	v, _, ok = strings.Cut(v, ")")
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSpace(v), `"'`)
}

// savedCaption makes a figure of the <div class="wp-caption"> that a theme
// without HTML5 renders, and that pastes from a site hold.
func savedCaption(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && hasClass(c, "wp-caption-text") {
			c.DataAtom, c.Data = atom.Figcaption, "figcaption"
			n.DataAtom, n.Data = atom.Figure, "figure"
		}
	}
}
