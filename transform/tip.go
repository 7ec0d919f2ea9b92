package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// isTipName reports whether a shortcode says by the last word of its name that it shows
// something when the mouse is over its words.
func isTipName(name string) bool {
	name = strings.ToLower(name)
	switch last := lastPart(name); last {
	case "tooltip", "tooltips", "popover", "hint", "tip":
		return true
	}
	return false
}

// tip handles the shortcode at i if it is of words within a sentence, which stay there: what
// they showed when the mouse was over them follows in brackets.
func (t *textScanner) tip(i int, sc *shortcode) (next int, ok bool) {
	if !sc.enclosing || !isTipName(sc.name) || t.apart(i, sc.end) || len(sc.content) > 500 || strings.ContainsAny(sc.content, "[\n") || tree.IsBlankText(sc.content) {
		return 0, false
	}
	b := t.b
	a := widgetAttrs(sc.attrs)
	noted := len(b.notes.list)
	s := b.shows(sc.name, builderProps(sc.name, &a))
	if len(s.links)+len(s.media)+len(s.labels)+len(s.after)+len(s.below)+len(s.idle) > 0 || slices.ContainsFunc(slices.Concat(s.heading, s.over, s.texts), hasMoreThanWords) {
		b.notes.forget(noted)
		return 0, false
	}
	for _, n := range s.images {
		if img := tree.Find(n, tree.IsImage); img != nil {
			b.notes.add(note.Media, false, "a picture that showed when the mouse was over words dropped: "+Quote(tree.Attr(img, "src")))
		}
	}
	text := ""
	if len(s.heading) > 0 {
		text = textOf(s.heading)
	}
	for _, n := range slices.Concat(s.over, s.texts) {
		if more := strings.TrimSpace(tree.CollapseSpace(textOf([]*html.Node{n}))); more != "" {
			text = strings.TrimSpace(text + " " + more)
		}
	}
	t.begin(sc.name)
	closing := ""
	if text != "" {
		closing = b.place(t.s[i:sc.end], tree.NewText(" ("+text+")"))
	}
	t.emit(i, sc.tagEnd, "")
	t.closeWith(sc, closing)
	return sc.tagEnd, true
}

// hasMoreThanWords reports whether something would be lost if a node were its text alone.
func hasMoreThanWords(n *html.Node) bool {
	more := func(n *html.Node) bool {
		if n.Type != html.ElementNode {
			return false
		}
		switch n.DataAtom {
		case atom.P, atom.Div, atom.Span, atom.Br, atom.Strong, atom.B, atom.Em, atom.I, atom.U, atom.S, atom.Small, atom.Big, atom.Sup, atom.Sub, atom.Font, atom.Mark, atom.Label, atom.Time, atom.Section,
			atom.Ul, atom.Ol, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return false
		}
		return true
	}
	return more(n) || tree.Find(n, more) != nil
}
