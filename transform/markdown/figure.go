package markdown

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// figure prints what a figure holds and its caption in italics: in the next
// line of the same paragraph for images, in a paragraph of its own for
// anything else.
func (p *Printer) figure(n *html.Node) {
	caption := captionOfImages(n)
	if caption == nil {
		p.flow(n, false) // a figcaption there prints itself
		return
	}
	p.inl.reset(inParagraph)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != caption {
			p.inl.add(c)
		}
	}
	p.inl.breaks++
	p.inl.caption(caption)
	p.print()
}

// isPicture reports whether a block is printed as one paragraph of images, perhaps with
// their caption.
func isPicture(n *html.Node) bool {
	return tree.IsElement(n, atom.Figure) && (captionOfImages(n) != nil || tree.Find(n, func(c *html.Node) bool { return c != n && tree.IsBlock(c) }) == nil)
}

// captionOfImages returns the caption of a figure that shows nothing but images
// and text, or nil.
func captionOfImages(figure *html.Node) *html.Node {
	var caption *html.Node
	images := false
	for c := figure.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case tree.IsElement(c, atom.Figcaption):
			if caption != nil || !isTextOnly(c) {
				return nil
			}
			caption = c
		case tree.IsBlock(c), tree.IsTag(c, tree.Autolink):
			return nil
		default:
			images = images || tree.IsImage(c) || tree.Find(c, tree.IsImage) != nil
		}
	}
	if !images {
		return nil
	}
	return caption
}

// figcaption prints a caption as a paragraph.
func (p *Printer) figcaption(n *html.Node) {
	if !isTextOnly(n) {
		p.flow(n, false)
		return
	}
	p.inl.reset(inParagraph)
	p.inl.caption(n)
	p.print()
}

// isTextOnly reports whether a caption holds no blocks but paragraphs.
func isTextOnly(n *html.Node) bool {
	return tree.Find(n, func(c *html.Node) bool {
		return tree.IsBlock(c) && c.DataAtom != atom.P && c.DataAtom != atom.Div
	}) == nil
}

func (in *inline) caption(n *html.Node) {
	in.openMark(token{kind: tokOpen, mark: markEm})
	in.addChildren(n)
	in.closeMark()
}

// note prints the text of a footnote. If its mark was not printed as Markdown
// (it stands in a table that is HTML), a renderer would drop the note: then it
// is a paragraph.
func (p *Printer) note(n *html.Node) {
	mark := "[^" + tree.Attr(n, "n") + "]"
	first, indent := mark+": ", "    "
	switch {
	case !p.inl.refs[mark]:
		first = tree.Attr(n, "n") + string(p.d.appendEscaped(nil, '.')) + " "
	case !p.d.reads(dialect.Footnotes):
		first = `<a id="fn-` + tree.Attr(n, "n") + `"></a>` + tree.Attr(n, "n") + string(p.d.appendEscaped(nil, '.')) + " "
	}
	if !strings.HasPrefix(first, "[") {
		indent = ""
	}
	c := p.open(first, indent)
	p.flow(n, false)
	p.close(c, true)
}

// noteLink returns the mark of a footnote where Markdown has none.
func noteLink(n string) string {
	return `<sup><a href="#fn-` + n + `">` + n + `</a></sup>`
}
