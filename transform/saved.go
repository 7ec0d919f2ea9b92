package transform

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// saved cleans an element whose class says that a block or the old editor saved
// it (docs/formats.md §D.2), and reports whether it has removed it.
func (b *builder) saved(n *html.Node) (removed bool) {
	switch n.DataAtom {
	case atom.Div, atom.Figure, atom.Dl, atom.Section, atom.Main, atom.Header, atom.Footer, atom.Article, atom.Aside:
	case atom.Table:
		if tree.HasClass(n, "tr-caption-container") {
			savedByBlogger(n)
		}
		return false
	default:
		return false
	}
	class := tree.Attr(n, "class")
	switch {
	case class == "" && n.DataAtom == atom.Dl && strings.HasPrefix(tree.Attr(n, "id"), "attachment_"):
		captionLeftOver(n)
	case class == "":
	case tree.HasClass(n, "wp-block-spacer"):
		tree.Remove(n)
		return true
	case strings.Contains(class, "crayon-syntax"), strings.Contains(class, "wp_syntax"), strings.Contains(class, "codecolorer-container"), tree.HasClass(n, "syntaxhighlighter"):
		return renderedCode(n)
	case strings.Contains(class, "wp-block-embed"):
		b.savedEmbed(n)
	case tree.HasClass(n, "wp-block-cover"), tree.HasClass(n, "wp-block-cover-image"), tree.HasClass(n, "wp-block-media-text"):
		savedBackground(n)
	case tree.HasClass(n, "wp-block-accordion"):
		for _, icon := range goquery.NewDocumentFromNode(n).Find(".wp-block-accordion-heading__toggle-icon").Nodes {
			tree.Remove(icon)
		}
	case tree.HasClass(n, "wp-caption"):
		savedCaption(n)
	case tree.HasClass(n, "wp-block-file"):
		savedFile(n)
	case strings.Contains(class, "gallery"):
		b.galleries = append(b.galleries, n)
	}
	return false
}

// savedEmbed makes the address that a block of an embed holds stand for it.
func (b *builder) savedEmbed(n *html.Node) {
	for c := range n.Descendants() {
		if c.Type != html.TextNode {
			continue
		}
		if url := strings.TrimSpace(c.Data); isAddress(url) && url[0] == 'h' && c.Parent.DataAtom != atom.A && c.Parent.DataAtom != atom.Figcaption {
			tree.Replace(c, b.embed(url))
			return
		}
	}
}

// savedBackground makes an image of the picture that a cover, or a media-text
// that fills its side, has as its background.
func savedBackground(n *html.Node) {
	s := goquery.NewDocumentFromNode(n).Selection
	s.Filter("[style*=background-image]").AddSelection(s.Find(".wp-block-cover__image-background[style*=background-image], .wp-block-media-text__media[style*=background-image]")).
		Each(func(_ int, e *goquery.Selection) {
			url := backgroundURL(e.AttrOr("style", ""))
			if url == "" || shows(e.Nodes[0], url) || e.ChildrenFiltered("img").Length() > 0 {
				return
			}
			img := tree.NewElement(atom.Img, "src", url, "alt", e.AttrOr("aria-label", ""))
			e.Nodes[0].InsertBefore(img, e.Nodes[0].FirstChild)
			e.RemoveAttr("style")
		})
}

// savedCaption makes a figure of the <div class="wp-caption"> that a theme
// without HTML5 renders, and of the <dl> that stood for one in the old visual
// editor: pastes hold both.
func savedCaption(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case tree.HasClass(c, "wp-caption-text"), tree.HasClass(c, "wp-caption-dd"):
			c.DataAtom, c.Data = atom.Figcaption, "figcaption"
			n.DataAtom, n.Data = atom.Figure, "figure"
		case c.DataAtom == atom.Dt:
			c.DataAtom, c.Data = atom.Div, "div"
			n.DataAtom, n.Data = atom.Figure, "figure"
		}
	}
}

// captionLeftOver takes the list that the old visual editor made of a caption, and that was
// saved without its classes, from around a picture: a caption of its own may stand in it.
func captionLeftOver(list *html.Node) {
	if tree.Find(list, func(c *html.Node) bool { return c.DataAtom == atom.Figure || c.DataAtom == atom.Img }) == nil {
		return
	}
	hasFigure := tree.Find(list, func(c *html.Node) bool { return c.DataAtom == atom.Figure }) != nil
	for c := list.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Dd && tree.IsBlank(c):
			tree.Remove(c)
		case c.DataAtom == atom.Dd && !hasFigure:
			c.DataAtom, c.Data, c.Attr = atom.Figcaption, "figcaption", nil
		case c.DataAtom == atom.Dt, c.DataAtom == atom.Dd:
			c.DataAtom, c.Data, c.Attr = atom.Div, "div", nil
		}
		c = next
	}
	if list.DataAtom, list.Data, list.Attr = atom.Div, "div", nil; !hasFigure {
		list.DataAtom, list.Data = atom.Figure, "figure"
	}
}

// savedByBlogger makes a figure of the table by which Blogger sets a caption below a
// picture.
func savedByBlogger(table *html.Node) {
	var text *html.Node
	for c := range table.Descendants() {
		switch {
		case c.DataAtom == atom.Table, c.Type == html.TextNode && !tree.IsBlankText(c.Data) && !within(c, atom.Td):
			return
		case c.DataAtom == atom.Td && tree.HasClass(c, "tr-caption"):
			if text != nil {
				return
			}
			text = c
		}
	}
	if text == nil {
		return
	}
	table.DataAtom, table.Data, table.Attr = atom.Figure, "figure", nil
	rows := tree.TakeChildren(table)
	text.DataAtom, text.Data, text.Attr = atom.Figcaption, "figcaption", nil
	tree.Remove(text)
	for _, row := range rows {
		for c := range row.Descendants() {
			if c.DataAtom == atom.Td {
				tree.MoveChildren(table, c)
			}
		}
	}
	table.AppendChild(text)
}

// savedFile gives the reader of a PDF in a file block the size that its style has.
func savedFile(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.DataAtom != atom.Object {
			continue
		}
		for _, side := range [...]string{"width", "height"} {
			if v := styleValue(c, side); v != "" && !tree.HasAttr(c, side) {
				tree.SetAttr(c, side, strings.TrimSuffix(v, "px"))
			}
		}
	}
}

// fixFigure drops what is empty in a figure, and takes the paragraph or division
// from around what it shows, or its caption, if that is all there is: then
// image and caption are one paragraph.
func fixFigure(figure *html.Node) {
	for c := figure.FirstChild; c != nil; {
		next := c.NextSibling
		if tree.IsElement(c, atom.Figcaption) {
			unwrapOnly(c)
		} else if tree.IsBlock(c) && tree.IsBlank(c) {
			tree.Remove(c)
		}
		c = next
	}
	unwrapOnly(figure)
}

// unwrapOnly unwraps the paragraph or division that is all that shows in n beside
// a caption.
func unwrapOnly(n *html.Node) {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case tree.IsElement(c, atom.Figcaption), !tree.IsBlock(c) && tree.IsBlank(c):
		case only != nil || c.DataAtom != atom.P && c.DataAtom != atom.Div || tree.Find(c, tree.IsBlock) != nil:
			return
		default:
			only = c
		}
	}
	if only != nil {
		tree.Unwrap(only)
	}
}
