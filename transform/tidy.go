package transform

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// tidy gives a clean tree its final form: no block inside an inline element or a
// paragraph, and white space collapsed as a browser shows it.
func (b *builder) tidy(root *html.Node) {
	h := hoister{copies: maxCopies}
	h.hoist(root)
	if h.copies < 0 {
		b.notes.add(note.Nesting, true, "formatting around very many blocks was left out")
	}
	for _, n := range b.galleries {
		listPictures(n)
	}
	b.galleries = b.galleries[:0]
	collapseSpace(root)
}

// maxCopies bounds the elements that hoisting adds to a tree: one for each
// block that an inline element holds.
const maxCopies = 200_000

type hoister struct{ copies int }

// hoist splits every inline element that holds a block, and puts it inside of
// the block instead: <b>a<p>b</p></b> is <b>a</b><p><b>b</b></p>.
func (h *hoister) hoist(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.Namespace == "" && c.FirstChild != nil && !tree.IsPreformatted(c) {
			h.hoist(c)
			switch {
			case tree.IsElement(c, atom.P):
				if hasBlockChild(c) || hasCentred(c) {
					divide(c)
				}
			case !hasBlockChild(c):
			case !tree.IsBlock(c):
				h.split(c)
			}
		}
		c = next
	}
}

// divide ends a paragraph where a block stands in it, as a browser does, and
// begins another behind the block.
func divide(p *html.Node) {
	var run *html.Node
	centred := false // the last was
	for c := p.FirstChild; c != nil; {
		next := c.NextSibling
		p.RemoveChild(c)
		switch {
		case tree.IsBlock(c):
			run = nil
			p.Parent.InsertBefore(c, p)
		case isCentred(c):
			if run != nil && tree.IsElement(run.LastChild, atom.Br) {
				tree.Remove(run.LastChild)
			}
			own := tree.CopyShallow(p)
			own.AppendChild(c)
			p.Parent.InsertBefore(own, p)
			run, centred = nil, true
		case run == nil && (tree.IsBlank(c) || centred && tree.IsElement(c, atom.Br)):
		default:
			if run == nil {
				run = tree.CopyShallow(p)
				p.Parent.InsertBefore(run, p)
			}
			run.AppendChild(c)
		}
		c = next
	}
	tree.Remove(p)
}

// hasCentred reports whether a paragraph has a picture in the midst of its text that the
// editor has centred: every theme shows such a one on a line of its own, as WordPress asks of
// them (.aligncenter is display: block).
func hasCentred(p *html.Node) bool {
	found, text := false, false
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case isCentred(c):
			found = true
		case !tree.IsBlank(c) && !tree.IsElement(c, atom.Br):
			text = true
		}
	}
	return found && text
}

// isCentred reports whether a node is a centred picture, with or without a link.
func isCentred(n *html.Node) bool {
	if tree.IsElement(n, atom.A) {
		if n = n.FirstChild; n == nil || n.NextSibling != nil {
			return false
		}
	}
	return tree.IsElement(n, atom.Img) && tree.HasClass(n, "aligncenter")
}

func hasBlockChild(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tree.IsBlock(c) {
			return true
		}
	}
	return false
}

// copy returns e without its children, or nil if there were too many copies.
func (h *hoister) copy(e *html.Node) *html.Node {
	if h.copies--; h.copies < 0 {
		return nil
	}
	return tree.CopyShallow(e)
}

// split puts the children of an inline element in its place, each run of
// inline nodes in a copy of it, and the element into each block.
func (h *hoister) split(e *html.Node) {
	parent := e.Parent
	var run *html.Node
	for c := e.FirstChild; c != nil; {
		next := c.NextSibling
		e.RemoveChild(c)
		switch {
		case tree.IsBlock(c):
			run = nil
			parent.InsertBefore(c, e)
			if !h.pushInto(c, e) && tree.IsElement(e, atom.A) && tree.Attr(e, "href") != "" && !tree.IsBlank(c) {
				p := tree.NewElement(atom.P) // a link around a player or code: it follows
				link := tree.CopyShallow(e)
				link.AppendChild(tree.NewText(tree.Attr(e, "href")))
				p.AppendChild(link)
				parent.InsertBefore(p, e)
			}
		case run == nil && tree.IsBlank(c):
			parent.InsertBefore(c, e)
		case run == nil:
			if run = h.copy(e); run == nil {
				parent.InsertBefore(c, e)
				break
			}
			parent.InsertBefore(run, e)
			run.AppendChild(c)
		default:
			run.AppendChild(c)
		}
		c = next
	}
	tree.Remove(e)
}

// pushInto wraps the inline content of a block in copies of e, and reports
// whether there was any.
func (h *hoister) pushInto(block, e *html.Node) bool {
	switch block.DataAtom {
	case atom.Pre, atom.Hr, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, 0:
		return false
	}
	pushed := false
	var run *html.Node
	for c := block.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case tree.IsBlock(c):
			run = nil
			pushed = h.pushInto(c, e) || pushed
		case isSameMark(c, e):
			run, pushed = nil, true
		case run == nil && tree.IsBlank(c):
		default:
			if run == nil {
				if run = h.copy(e); run == nil {
					return pushed
				}
				block.InsertBefore(run, c)
			}
			block.RemoveChild(c)
			run.AppendChild(c)
			pushed = true
		}
		c = next
	}
	return pushed
}

// isSameMark reports whether n is in the mark that e is already: bold within
// bold adds nothing.
func isSameMark(n, e *html.Node) bool {
	if n.DataAtom != e.DataAtom || n.FirstChild == nil {
		return false
	}
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.I, atom.Em, atom.S, atom.Del, atom.Strike:
		return true
	}
	return false
}
