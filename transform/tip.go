package transform

import (
	"strings"

	"golang.org/x/net/html"

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
	s := b.shows(sc.name, builderProps(sc.name, &a))
	if len(s.links)+len(s.media)+len(s.labels)+len(s.after) > 0 {
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
	for _, n := range append(s.over, s.texts...) {
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
