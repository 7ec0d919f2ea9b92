package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// shortcodes are those that each have a function of their own: of WordPress itself
// (facts.md §C.3) but for [caption], of code, of footnotes, of formulas. It returns
// the nodes to put in the shortcode's place; if not ok, the shortcode stays in the
// text as it was written.
var shortcodes map[string]func(b *builder, sc *shortcode) (nodes []*html.Node, ok bool)

func init() { // not a literal: the functions lead back to the table
	shortcodes = map[string]func(b *builder, sc *shortcode) ([]*html.Node, bool){
		"gallery":  (*builder).gallery,
		"playlist": (*builder).playlist,
		"audio":    (*builder).audio,
		"video":    (*builder).video,
		"embed":    (*builder).embedShortcode,

		"ref":             (*builder).footnoteShortcode,
		"fn":              (*builder).footnoteShortcode,
		"footnote":        (*builder).footnoteShortcode,
		"efn_note":        (*builder).footnoteShortcode,
		"mfn":             (*builder).footnoteShortcode,
		"modern_footnote": (*builder).footnoteShortcode,

		"latex":     (*builder).formulaShortcode,
		"math":      (*builder).formulaShortcode,
		"katex":     (*builder).formulaShortcode,
		"asciimath": (*builder).formulaShortcode,
		"latexpage": (*builder).texMarker,
		"mathjax":   (*builder).texMarker,

		"table":     (*builder).table,
		"acf":       (*builder).acfField,
		"slideshow": (*builder).slideshow,

		"iframe":     (*builder).iframeShortcode,
		"googleapps": (*builder).googleApps,
		"wufoo":      (*builder).wufoo,

		"code":       (*builder).code,
		"sourcecode": (*builder).code,
		"source":     (*builder).code,
		"crayon":     (*builder).crayon,
		"pastacode":  (*builder).pastacode,
	}
}

// bracket handles what begins with the bracket at i and returns the index to go
// on with.
func (t *textScanner) bracket(i int) int {
	switch {
	case t.b.stranger:
		return i + 1
	case strings.HasPrefix(t.s[i:], "[/"):
		if list, ok := t.instead[i]; ok {
			slices.Reverse(list)
			instead := strings.Join(list, "")
			end := t.brackets.end.from(t.s, i) + 1
			if instead == "" && strings.HasPrefix(t.s[end:], "[") {
				instead = " " // [column]Left[/column][column]Right[/column]
			}
			t.emit(i, end, instead)
			return end
		}
		if end, ok := t.strayCloser(i); ok {
			return end
		}
		return i + 1
	case strings.HasPrefix(t.s[i:], "[["):
		if end, ok := t.escaped(i); ok {
			src := t.s[i+1 : end-1]
			t.emit(i, end, t.b.place(src, tree.NewText(tree.UnescapeHTML(src))))
			return end
		}
		return i + 1
	}
	if behind, ok := t.numberedNote(i); ok {
		return behind
	}
	sc, ok := t.brackets.parseShortcode(i)
	if !ok {
		return i + 1
	}
	if r, ok := t.b.opt.Shortcodes[sc.name]; ok {
		return t.apply(r, i, &sc)
	}
	if sc.enclosing && !encloses(&sc) {
		t.dropCloser(&sc)
		sc.enclosing, sc.content, sc.end = false, "", sc.tagEnd
	}
	d := definitionOf(sc.name)
	if d.embeds != nil {
		if end, ok := t.embedded(i, sc, *d.embeds); ok {
			return end
		}
	}
	src := t.s[i:sc.end]
	switch {
	case d.caption:
		if markup, ok := t.b.caption(&sc); ok {
			t.b.census(sc.name, Converted)
			t.emit(i, sc.end, t.b.placeHTML(src, markup))
			return sc.end
		}
		return i + 1
	case d.build != nil:
		if nodes, ok := d.build(t.b, &sc); ok {
			t.b.census(sc.name, Converted)
			t.emit(i, sc.end, t.b.place(src, nodes...))
			return sc.end
		}
	case sc.enclosing && d.code:
		t.b.census(sc.name, Converted)
		t.emit(i, sc.end, t.b.place(src, t.b.codeShortcode(&sc)...))
		return sc.end
	}
	if next, ok := t.absent(i, &sc, &d); ok {
		return next
	}
	if next, ok := t.layout(i, &sc, d.layout); ok {
		return next
	}
	return t.unknown(i, &sc)
}

// encloses reports whether a shortcode of WordPress that has a closing tag
// really encloses what stands before it: a gallery shows no content, and a
// player that another one follows was not meant to hold it. WordPress shows
// neither.
func encloses(sc *shortcode) bool {
	switch sc.name {
	case "gallery", "playlist":
		return false
	case "audio", "video":
		return !strings.Contains(sc.content, "["+sc.name)
	}
	return true
}

// escaped reports whether the brackets at i begin [[name …]] or
// [[name]…[/name]], which WordPress shows without the outer brackets, and where
// that ends.
func (t *textScanner) escaped(i int) (end int, ok bool) {
	sc, ok := t.brackets.parseShortcode(i + 1)
	if !ok || !t.b.isKnown(sc.name) {
		return 0, false
	}
	for _, end := range []int{sc.tagEnd, sc.end} {
		if end < len(t.s) && t.s[end] == ']' {
			return end + 1, true
		}
	}
	return 0, false
}
