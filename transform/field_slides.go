package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Themes keep the slideshow above a post in one field with all its settings: a list of
// slides, each with the number of its picture and perhaps words.

// addFieldSlides puts the slides that fields of a post list at its end, but for those whose
// picture it has.
func (b *builder) addFieldSlides(root *html.Node) {
	if len(b.held) > 0 || b.item.Rendered() {
		return
	}
	var held map[string]bool
	var slides, left []*html.Node
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		if len(m.Value) < 40 || !isStored(m.Value) || !strings.Contains(m.Value, "slide") || IsBuilderField(m.Key) || IsPrivateField(strings.TrimPrefix(m.Key, "_")) {
			continue
		}
		props, ok := storedProps(strings.TrimSpace(m.Value))
		if !ok {
			continue
		}
		for _, n := range b.slidesIn(props, 0) {
			if held == nil {
				held = filesIn(b.holds(root, new(string)))
			}
			key := tree.HTML(n)
			img := tree.Find(n, tree.IsImage)
			if img != nil {
				key = wholeName(tree.Attr(img, "src"))
			}
			if held[key] {
				if img != nil && !b.hasCaptionOfFile(n, img) {
					tree.Remove(img)
					left = append(left, n)
				}
				continue
			}
			held[key] = true
			slides = append(slides, n)
		}
	}
	if len(slides) > 0 {
		b.notes.add(note.Media, false, "the slides of a custom field, which the old site showed with the post, are at its end")
	}
	if !slices.ContainsFunc(slides, func(n *html.Node) bool { return tree.Find(n, tree.IsImage) == nil }) {
		slides = galleryOf(slides)
	}
	for _, n := range slides {
		root.AppendChild(n)
	}
	if len(left) == 0 {
		return
	}
	page := wordsOf(root)
	for _, n := range left {
		if words, _ := lackingTexts(n, page); words != "" {
			b.notes.add(note.Media, false, "of a slide whose picture the page has, dropped: "+Quote(words))
		}
	}
}

// hasCaptionOfFile reports whether all that a figure says is what the library says of its picture.
func (b *builder) hasCaptionOfFile(figure, img *html.Node) bool {
	att := b.attachmentOf(tree.Attr(img, "data-id"))
	return att != nil && tree.Find(figure, func(n *html.Node) bool { return n.DataAtom == atom.A }) == nil && wordsOfHTML(att.Caption) == tree.CollapseSpace(strings.TrimSpace(tree.TextContent(figure)))
}

// isStored reports whether a value may be one that PHP or JSON has made of others.
func isStored(v string) bool {
	return strings.HasPrefix(v, "a:") || v[0] == '{' || v[0] == '['
}

// slidesIn builds the entries of the lists of slides in values.
func (b *builder) slidesIn(props []prop, depth int) (nodes []*html.Node) {
	for i := range props {
		p := &props[i]
		if !p.tree || len(p.kids) == 0 || depth > 4 {
			continue
		}
		if k := plainKey(p.key); !hasAnySuffix(k, "slideshow", "slides", "slider") || isObject(p.kids) {
			nodes = append(nodes, b.slidesIn(p.kids, depth+1)...)
			continue
		}
		for j := range p.kids {
			if slide := p.kids[j].kids; p.kids[j].tree && isObject(slide) {
				built, _ := b.galleryEntry(b.item, namedWithout(slide, p.key+"_"))
				nodes = append(nodes, built...)
			}
		}
	}
	return nodes
}

// namedWithout returns values without what their names begin with.
func namedWithout(props []prop, prefix string) []prop {
	list := make([]prop, len(props))
	for i, p := range props {
		p.key = strings.TrimPrefix(p.key, prefix)
		list[i] = p
	}
	return list
}
