package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// shortcodes are those that each have a function of their own: of WordPress itself
// (docs/formats.md §C.3) but for [caption], of code, of footnotes, of formulas. It returns
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
		"tex":       (*builder).formulaShortcode,
		"eqn":       (*builder).formulaShortcode,
		"equation":  (*builder).formulaShortcode,
		"dmath":     (*builder).formulaShortcode,
		"pmath":     (*builder).formulaShortcode,
		"katex":     (*builder).formulaShortcode,
		"asciimath": (*builder).formulaShortcode,
		"latexpage": (*builder).texMarker,
		"mathjax":   (*builder).texMarker,

		"table":     (*builder).table,
		"acf":       (*builder).acfField,
		"types":     (*builder).fieldShortcode,
		"slideshow": (*builder).slideshow,

		"products":         (*builder).products,
		"recent_products":  (*builder).products,
		"product_category": (*builder).products,

		"custom_field": (*builder).fieldShortcode,
		"get_field":    (*builder).fieldShortcode,
		"rwmb_meta":    (*builder).fieldShortcode,
		"post_meta":    (*builder).fieldShortcode,
		"postmeta":     (*builder).fieldShortcode,
		"meta":         (*builder).fieldShortcode,

		"nggallery":    (*builder).nextGallery,
		"ngg":          (*builder).nextGallery,
		"ngg_images":   (*builder).nextGallery,
		"singlepic":    (*builder).nextGallery,
		"imagebrowser": (*builder).nextGallery,
		"nggtags":      (*builder).nextGallery,
		"nggalbum":     (*builder).nextGallery,
		"album":        (*builder).nextGallery,

		"siteorigin_widget": (*builder).siteOriginWidget,
		"vc_table":          (*builder).vcTable,

		"powerpress":      (*builder).episodePlayer,
		"ss_player":       (*builder).episodePlayer,
		"ssp_player":      (*builder).episodePlayer,
		"podcast_player":  (*builder).episodePlayer,
		"podcast_episode": (*builder).episodePlayer,

		"mappress":       (*builder).mapOfFields,
		"wpgmza":         (*builder).mapOfFields,
		"wp_google_maps": (*builder).mapOfFields,
		"put_wpgm":       (*builder).mapOfFields,
		"google_maps":    (*builder).mapOfFields,
		"leaflet-map":    (*builder).mapOfFields,
		"geo_mashup_map": (*builder).mapOfFields,
		"mapsmarker":     (*builder).mapOfFields,
		"osm_map_v3":     (*builder).mapOfFields,

		"iframe":          (*builder).iframeShortcode,
		"advanced_iframe": (*builder).iframeShortcode,
		"googleapps":      (*builder).googleApps,
		"wufoo":           (*builder).wufoo,

		"ruby":    (*builder).ruby,
		"abbr":    (*builder).abbreviation,
		"acronym": (*builder).abbreviation,

		"code":       (*builder).code,
		"sourcecode": (*builder).code,
		"source":     (*builder).code,
		"crayon":     (*builder).crayon,
		"pastacode":  (*builder).pastacode,
	}
}

// isEscapable reports whether [[name …]] is an escaped shortcode rather than a link
// of a wiki: its name is that of one, or it has the form of one.
func (b *builder) isEscapable(sc *shortcode) bool {
	d := definitionOf(sc.name)
	return b.isKnown(sc.name) || d.absent != nil || d.layout != nil || d.members ||
		isCandidate(sc.name) && (strings.ContainsAny(sc.name, "_-") || strings.Contains(sc.attrs, "="))
}

// bracket handles what begins with the bracket at i and returns the index to go
// on with.
func (t *textScanner) bracket(i int) int {
	switch {
	case t.b.stranger:
		return i + 1
	case t.skipped[i] > i:
		t.emit(i, t.skipped[i], "")
		return t.skipped[i]
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
	nodes, ok := t.b.conditionalDisplay(&sc)
	if !ok {
		nodes, ok = t.b.templateShortcode(&sc)
	}
	if ok {
		t.b.census(sc.name, Converted)
		t.emit(i, sc.end, division+t.b.place(t.s[i:sc.end], nodes...)+division)
		return sc.end
	}
	d := t.b.definition(sc.name)
	var held int
	if d.members, held = t.audience(i, &sc, d.members); held > 0 {
		return held
	}
	if d.embeds != nil {
		if end, ok := t.embedded(i, sc, *d.embeds); ok {
			return end
		}
	}
	if end, ok := t.quotedBracket(&sc); ok {
		t.b.census(sc.name, KeptTags)
		t.b.notes.add(note.Shortcode, true, "a bracket in a value ended it, kept as text: "+quoteShort(t.s[i:end]))
		sc.tagEnd = end
		t.keepTag(i, &sc)
		return end
	}
	src := t.s[i:sc.end]
	inLanguage := (d.layout == nil || sc.name == "highlight") && isCodeInLanguage(&sc)
	switch {
	case d.caption:
		if markup, ok := t.b.caption(&sc); ok {
			t.b.census(sc.name, Converted)
			t.b.noteValues(&sc, []*html.Node{tree.NewText(tree.UnescapeHTML(markup))})
			t.emit(i, sc.end, t.b.placeHTML(src, markup))
			return sc.end
		}
		return i + 1
	case d.build != nil:
		if nodes, ok := d.build(t.b, &sc); ok {
			t.b.census(sc.name, Converted)
			t.b.noteValues(&sc, nodes)
			t.emit(i, sc.end, t.b.place(src, nodes...))
			return sc.end
		}
	case inLanguage && !d.code && !strings.Contains(sc.content, "\n") && !t.apart(i, sc.end):
		t.b.census(sc.name, Converted)
		code := newCode(sc.content)
		t.b.noteValues(&sc, []*html.Node{code})
		t.emit(i, sc.end, t.b.place(src, code))
		return sc.end
	case sc.enclosing && (d.code || inLanguage) && !(isCodeByName(sc.name) && isMarkedAsCode(sc.content)) && !t.isTextElement(i, &sc):
		t.b.census(sc.name, Converted)
		nodes := t.b.codeShortcode(&sc)
		t.b.noteValues(&sc, nodes)
		t.emit(i, sc.end, t.b.place(src, nodes...))
		return sc.end
	}
	if !d.members && (t.b.hasShownItems() || d.absent != nil && d.absent.review) && (!sc.enclosing || tree.IsBlankText(sc.content)) {
		a := parseAttrs(sc.attrs)
		if nodes, ok := t.b.shownItem(sc.name, builderProps(sc.name, &a)); ok {
			t.b.census(sc.name, Converted)
			t.b.noteValues(&sc, nodes)
			if len(nodes) > 0 && tree.IsBlock(nodes[0]) {
				t.emit(i, sc.end, division+t.b.place(src, nodes...)+division)
			} else {
				t.emit(i, sc.end, t.b.place(src, nodes...))
			}
			return sc.end
		}
	}
	if next, ok := t.rating(i, &sc); ok {
		return next
	}
	if next, ok := t.entryLink(i, &sc, d.layout != nil); ok {
		return next
	}
	if next, ok := t.absent(i, &sc, &d); ok {
		return next
	}
	if strings.Contains(sc.attrs, "=") {
		t.b.valued = append(t.b.valued, valued{name: sc.name, attrs: sc.attrs})
	}
	if next, ok := t.galleryWithin(i, &sc); ok {
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
	case "slideshow": // of a theme, around its slides
		return strings.Contains(sc.content, "<img") || strings.Contains(sc.content, "[slide")
	case "audio", "video":
		return !strings.Contains(sc.content, "["+sc.name)
	}
	return true
}

// escaped reports whether the brackets at i begin [[name …]], [[name]…[/name]] or
// [[/name]], which WordPress shows without the outer brackets, and where that ends.
func (t *textScanner) escaped(i int) (end int, ok bool) {
	if strings.HasPrefix(t.s[i:], "[[/") {
		j := nameEnd(t.s, i+len("[[/"))
		sc := shortcode{name: t.s[i+len("[[/") : j]}
		if sc.name != "" && strings.HasPrefix(t.s[j:], "]]") && t.b.isEscapable(&sc) {
			return j + len("]]"), true
		}
		return 0, false
	}
	sc, ok := t.brackets.parseShortcode(i + 1)
	if !ok {
		return 0, false
	}
	if sc.tagEnd < len(t.s) && t.s[sc.tagEnd] == ']' {
		return sc.tagEnd + 1, t.b.isEscapable(&sc)
	}
	if sc.enclosing && sc.end < len(t.s) && t.s[sc.end] == ']' && (isCandidate(sc.name) || t.b.isEscapable(&sc)) {
		return sc.end + 1, true
	}
	return 0, false
}

// quotedBracket reports whether the tag of a shortcode ended at a bracket within a
// value in quotes, and where its author meant it to end.
func (t *textScanner) quotedBracket(sc *shortcode) (end int, ok bool) {
	k := strings.LastIndex(sc.attrs, `="`)
	if k < 0 || strings.IndexByte(sc.attrs[k+2:], '"') >= 0 || !strings.ContainsAny(sc.attrs[k+2:], "[") {
		return 0, false
	}
	rest := t.s[sc.tagEnd:min(len(t.s), sc.tagEnd+1000)]
	quote := strings.IndexByte(rest, '"')
	if quote < 0 || strings.Contains(rest[:quote], "\n\n") || strings.ContainsAny(rest[:quote], "<") {
		return 0, false
	}
	bracket := strings.IndexByte(rest[quote:], ']')
	if bracket < 0 || strings.ContainsAny(rest[quote:quote+bracket], "[<\n") {
		return 0, false
	}
	return sc.tagEnd + quote + bracket + 1, true
}
