package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// figure prints what a figure holds and its caption in italics: in the next
// line of the same paragraph for images, in a paragraph of its own for
// anything else.
func (p *Printer) figure(n *html.Node) {
	var caption *html.Node
	images := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isElement(c, atom.Figcaption) {
			if caption == nil {
				caption = c
			}
		} else if isBlock(c) {
			images = false
		}
	}
	if caption == nil || !images {
		p.flow(n, false) // a figcaption there prints itself
		return
	}
	p.begin(inParagraph)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != caption {
			p.inl.add(c)
		}
	}
	p.inl.breaks++
	p.inl.caption(caption)
	p.print()
}

// figcaption prints a caption as a paragraph.
func (p *Printer) figcaption(n *html.Node) {
	p.begin(inParagraph)
	p.inl.caption(n)
	p.print()
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
	mark := "[^" + attr(n, "n") + "]"
	first := mark + ": "
	if !p.refs[mark] {
		first = attr(n, "n") + "\\. "
	}
	c := p.open(first, "    ")
	p.flow(n, false)
	p.close(c, true)
}
