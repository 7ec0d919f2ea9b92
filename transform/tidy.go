package transform

import (
	"github.com/JohannesKaufmann/html-to-markdown/v2/collapse"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tidy gives a clean tree its final form: no block inside an inline element,
// and white space collapsed as a browser shows it.
func tidy(tree *html.Node) {
	hoist(tree)
	collapse.Collapse(tree, &collapse.DomFuncs{
		IsBlockNode:        isBlock,
		IsVoidNode:         func(n *html.Node) bool { return isVoid(n) || isTag(n, tagNoteRef) || isTag(n, tagAutolink) },
		IsPreformattedNode: isPreformatted,
	})
}

func isPreformatted(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Pre, atom.Code, atom.Textarea, atom.Iframe:
		return true
	case 0:
		return n.Data == tagMarkdown || n.Data == tagVerse || n.Namespace != ""
	}
	return n.Namespace != ""
}

// hoist splits every inline element that holds a block, and puts it inside of
// the block instead: <b>a<p>b</p></b> is <b>a</b><p><b>b</b></p>.
func hoist(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && c.Namespace == "" && c.FirstChild != nil && !isPreformatted(c) {
			hoist(c)
			if !isBlock(c) && hasBlockChild(c) {
				split(c)
			}
		}
		c = next
	}
}

func hasBlockChild(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if isBlock(c) {
			return true
		}
	}
	return false
}

// split puts the children of an inline element in its place, each run of
// inline nodes in a copy of it, and the element into each block.
func split(e *html.Node) {
	parent := e.Parent
	var run *html.Node
	for c := e.FirstChild; c != nil; {
		next := c.NextSibling
		e.RemoveChild(c)
		if isBlock(c) {
			run = nil
			parent.InsertBefore(c, e)
			if !pushInto(c, e) && e.DataAtom == atom.A && attr(e, "href") != "" {
				p := newElement(atom.P) // a link around a player or code: it follows
				link := copyShallow(e)
				link.AppendChild(newText(attr(e, "href")))
				p.AppendChild(link)
				parent.InsertBefore(p, e)
			}
		} else {
			if run == nil {
				run = copyShallow(e)
				parent.InsertBefore(run, e)
			}
			run.AppendChild(c)
		}
		c = next
	}
	remove(e)
}

// pushInto wraps the inline content of a block in copies of e, and reports
// whether there was any.
func pushInto(block, e *html.Node) bool {
	switch block.DataAtom {
	case atom.Pre, atom.Hr, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, 0:
		return false
	}
	pushed := false
	var run *html.Node
	for c := block.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case isBlock(c):
			run = nil
			pushed = pushInto(c, e) || pushed
		case run == nil && isBlank(c):
		default:
			if run == nil {
				run = copyShallow(e)
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
