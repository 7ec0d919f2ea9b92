package transform

import (
	"cmp"

	"github.com/wp2md/wp2md/internal/note"
)

// Avada fills values of an element when it shows it: dynamic_params is base64 of JSON
// that says for each of them what stands there, between which words, and what stands
// there if that is nothing.

// avadaPlaces reads dynamic_params, and reports whether it could. What the post itself
// knows is put where it stood, as it was on the day of the migration; of all else the
// words around it are.
func (b *builder) avadaPlaces(s *shown, widget, v string) bool {
	text, ok := fromBase64(v)
	if !ok {
		return false
	}
	params, ok := parseProps(text)
	if !ok {
		return false
	}
	for i := range params {
		p := &params[i]
		what := value(p.kids, "data")
		text := b.postPlace(what)
		switch what {
		case "post_custom_field":
			text = b.item.Field(value(p.kids, "key"))
		case "acf_text", "acf_image", "acf_link":
			text = b.item.Field(value(p.kids, "field"))
		case "shortcode":
			text = value(p.kids, "shortcode")
		}
		text = cmp.Or(text, value(p.kids, "fallback"))
		before, after := spaced(p.kids, "before"), spaced(p.kids, "after")
		if text == "" {
			b.notes.add(note.Shortcode, what != "date" && before+after == "", "filled by the running site, dropped: "+Quote(what+" "+value(p.kids, "format")))
			if text = before + after; text == "" {
				s.filled++
				continue
			}
		} else {
			text = before + text + after
		}
		key := p.key
		switch l, _ := layoutOf(widget); {
		case isPicture(text):
			key = "image"
		case l.open == "<h3>" && key == "element_content":
			key = "heading"
		case roleOf(widget, key) == roleNone:
			key = "text"
		}
		b.readProp(s, widget, &prop{key: key, val: text})
	}
	return true
}
