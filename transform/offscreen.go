package transform

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// mostOffScreen bounds how many boxes off the screen are held against their page.
const mostOffScreen = 8

// isPasted drops a box off the screen that repeats the page, and reports whether n was
// one: the editor of old pasted into such a box, and left it where it was (_mcePaste). What
// the page does not say elsewhere stays, and is noted.
func (b *builder) isPasted(n *html.Node) bool {
	if !isOffScreen(n) {
		return false
	}
	text := textOfElements(n)
	if tree.IsBlankText(text) {
		return false
	}
	if b.offScreen++; b.offScreen <= mostOffScreen && tree.Find(n, func(c *html.Node) bool {
		return tree.IsImage(c) || c.DataAtom == atom.A || c.DataAtom == atom.Iframe || c.DataAtom == atom.Video
	}) == nil {
		root := n
		for root.Parent != nil {
			root = root.Parent
		}
		mark := tree.NewText("")
		tree.Replace(n, mark)
		page := &seen.Text{LeastDigits: 1}
		page.Add(seen.OfHTML(tree.HTML(root)))
		if isSaidBy(page, text) {
			b.notes.add(note.HTML, false, "off the screen of the old site, and the page has it elsewhere, dropped: "+Quote(text))
			return true
		}
		tree.Replace(mark, n)
	}
	spam := tree.Attr(n, "id") != "_mcePaste" && tree.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.A && isWebAddress(tree.Attr(c, "href")) }) != nil
	b.notes.add(note.HTML, spam, "off the screen of the old site, seen now: "+quoteShort(text))
	return false
}

// isSaidBy reports whether a page has each line of a text that has letters.
func isSaidBy(page *seen.Text, text string) bool {
	said := false
	for line := range strings.Lines(text) {
		if strings.IndexFunc(line, unicode.IsLetter) < 0 {
			continue
		}
		if !page.Shows(seen.OfHTML(html.EscapeString(line))) {
			return false
		}
		said = true
	}
	return said
}

// isOffScreen reports whether a style moves an element off the screen, or makes it a dot.
func isOffScreen(n *html.Node) bool {
	style := tree.Attr(n, "style")
	if !strings.Contains(style, "position") || !tree.StyleHas(n, "position", "absolute", "fixed") {
		return false
	}
	for _, side := range []string{"left", "top", "right", "margin-left", "margin-top"} {
		if v, ok := pixels(styleValue(n, side)); ok && v <= -999 {
			return true
		}
	}
	if strings.HasPrefix(strings.ReplaceAll(styleValue(n, "clip"), " ", ""), "rect(") && strings.Trim(styleValue(n, "clip"), "rect(01px, )") == "" {
		return true
	}
	width, hasWidth := pixels(styleValue(n, "width"))
	height, hasHeight := pixels(styleValue(n, "height"))
	return tree.StyleHas(n, "overflow", "hidden") && hasWidth && hasHeight && width <= 1 && height <= 1
}

// pixels reads a length of a style.
func pixels(v string) (n float64, ok bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.ToLower(v), "px")), 64)
	return n, err == nil
}

// dropNames drops what only a screen reader read of a button that is a picture: what the
// button did ended with the old site.
func (b *builder) dropNames(button *html.Node) {
	if tree.Find(button, tree.IsImage) == nil {
		return
	}
	for n := button.FirstChild; n != nil; {
		next := tree.Next(n, button)
		if (n.DataAtom == atom.Span || n.DataAtom == atom.Div) && isForScreenReaders(n) && tree.Find(n, tree.IsImage) == nil {
			for next != nil && isWithin(next, n) {
				next = tree.Next(next, button)
			}
			if text := textOfElements(n); !tree.IsBlankText(text) {
				b.notes.add(note.HTML, false, "what a button that is a picture was called to those who do not see it, dropped: "+Quote(text))
			}
			tree.Remove(n)
		}
		n = next
	}
}

// isForScreenReaders reports whether a class says that only a screen reader reads an element.
func isForScreenReaders(n *html.Node) bool {
	return slices.ContainsFunc(strings.Fields(tree.Attr(n, "class")), func(c string) bool {
		return c == "sr-only" || strings.HasSuffix(c, "screen-reader-text") || strings.HasSuffix(c, "visually-hidden") || strings.HasSuffix(c, "visuallyhidden")
	})
}
