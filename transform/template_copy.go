package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// carryParts puts the parts of pages that a builder's data shows into a content that has
// nothing of them: behind the text in front of them there, or else before that behind them. A
// content is written without what such widgets show.
func (b *builder) carryParts(content, built *html.Node, name string) {
	if len(b.parts) == 0 || tree.IsBlank(content) {
		return
	}
	parts := map[*html.Node]bool{}
	for _, n := range b.parts {
		parts[n] = true
	}
	b.parts = nil
	in := map[string]*html.Node{} // the last block of each text
	for _, n := range leafBlocks(content, nil) {
		in[lineOf(n)] = n
	}
	var carried []string
	var last *html.Node // behind which the next one stands
	var waiting []*html.Node
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && depth < 200; {
			switch {
			case parts[c]:
				if texts := linesLacking(c, in); texts != "" {
					carried = append(carried, texts)
					waiting = append(waiting, c)
				}
			case tree.IsBlock(c) && !hasBlockChild(c):
				if at := in[lineOf(c)]; at != nil {
					for at.Parent != nil && at.Parent != content {
						at = at.Parent
					}
					for _, part := range waiting {
						if last != nil {
							last = putBehind(last, part)
						} else {
							at.Parent.InsertBefore(copyOf(part), at)
						}
					}
					waiting, last = nil, at
				}
			default:
				walk(c, depth+1)
			}
			c = c.NextSibling
		}
	}
	walk(built, 0)
	for _, part := range waiting {
		if last != nil {
			last = putBehind(last, part)
		} else {
			content.AppendChild(copyOf(part))
		}
	}
	if len(carried) > 0 {
		b.notes.add(note.HTML, false, "parts of pages that the data of "+name+" names, put into the content: "+Quote(strings.Join(carried, " · ")))
	}
}

// linesLacking returns the texts of a part if none of them is among those of a content.
func linesLacking(part *html.Node, in map[string]*html.Node) string {
	var texts []string
	for _, n := range leafBlocks(part, nil) {
		text := lineOf(n)
		if in[text] != nil && text != "" {
			return ""
		}
		if text != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, " · ")
}

// putBehind puts a copy of a node behind another, and returns it.
func putBehind(at, n *html.Node) *html.Node {
	n = copyOf(n)
	at.Parent.InsertBefore(n, at.NextSibling)
	return n
}

// copyOf returns a copy of a node with all in it.
func copyOf(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(copyOf(k))
	}
	return c
}
