package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A page of words has no place for the lines of a drawing, and most readers of Markdown show them
// as code or leave them out. What it says stays: its title, what describes it, its texts.

// wordsOfDrawing puts the words of a drawing in its place; ok is false if it holds more than lines
// and words, or is what a link or button shows, of which that is the name.
func (b *builder) wordsOfDrawing(svg *html.Node) (ok bool) {
	if !isSmall(svg) { // of its own worth
		return false
	}
	for p := svg.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.A || p.DataAtom == atom.Button {
			return false
		}
	}
	var words []string
	if label := strings.TrimSpace(tree.Attr(svg, "aria-label")); label != "" {
		words = append(words, label)
	}
	draws := false
	for n := svg.FirstChild; n != nil; {
		switch n.Data {
		case "image", "foreignObject", "a", "video", "audio", "iframe":
			if n.Type == html.ElementNode {
				return false
			}
		case "title", "desc", "text":
			if n.Type == html.ElementNode {
				if s := tree.CollapseSpace(strings.TrimSpace(tree.TextContent(n))); s != "" && (n.Data == "text" || !slices.Contains(words, s)) {
					words = append(words, s)
				}
				n = nextBehind(n, svg)
				continue
			}
		case "script", "style", "metadata":
			if n.Type == html.ElementNode {
				n = nextBehind(n, svg)
				continue
			}
		}
		draws = draws || n.Type == html.ElementNode
		n = tree.Next(n, svg)
	}
	tag := quoteShort(tree.TagAsWritten(svg))
	if len(words) == 0 {
		b.notes.add(note.HTML, false, "a drawing without words dropped: "+tag)
		tree.Remove(svg)
		return true
	}
	b.notes.add(note.HTML, false, "a drawing dropped, its words are kept: "+tag)
	text := tree.NewText(strings.Join(words, " · "))
	for _, side := range [...]struct {
		beside *html.Node
		before bool
	}{{svg.PrevSibling, true}, {svg.NextSibling, false}} {
		if s := side.beside; s != nil && (s.Type == html.TextNode && s.Data != "" && !tree.IsBlankText(s.Data) || s.Type == html.ElementNode && !tree.IsBlock(s)) {
			if side.before {
				text.Data = " " + text.Data
			} else {
				text.Data += " "
			}
		}
	}
	tree.Replace(svg, text)
	return true
}

// nextBehind returns the node that follows all that n holds, within root.
func nextBehind(n, root *html.Node) *html.Node {
	for ; n != nil && n != root; n = n.Parent {
		if n.NextSibling != nil {
			return n.NextSibling
		}
	}
	return nil
}
