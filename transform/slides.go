package transform

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// Salient keeps the slides of a slider as items of a type of their own, each in the places
// that its terms name, and all that a slide shows in custom fields.

// slide is one, with what it shows.
type slide struct {
	order  int
	places []string
	props  []prop
}

const (
	slideType  = "nectar_slider"
	slidePlace = "slider-locations"
)

// slideFields begin the names of the fields of a slide.
var slideFields = []string{"_nectar_slider_", "_nectar_slide_", "_nectar_"}

// addSlide keeps what an item shows as a slide.
func (l *Library) addSlide(it *extract.Item) {
	if it.Type != slideType {
		return
	}
	s := slide{order: it.MenuOrder}
	for _, t := range it.Terms {
		if t.Taxonomy == slidePlace {
			s.places = append(s.places, strings.ToLower(t.Name), strings.ToLower(t.Slug))
		}
	}
	for i := range it.Meta {
		m := &it.Meta[i]
		for _, p := range slideFields {
			if key, ok := strings.CutPrefix(m.Key, p); ok {
				s.props = append(s.props, prop{key: strings.Clone(key), val: strings.Clone(m.Value)})
				break
			}
		}
	}
	l.slides = append(l.slides, s)
}

// nectarSlider builds the slides of a place, if the export holds them.
func (b *builder) nectarSlider(sc *shortcode) (nodes []*html.Node, ok bool) {
	if b.lib == nil {
		return nil, false
	}
	a := parseAttrs(sc.attrs)
	place := strings.ToLower(strings.TrimSpace(a.get("location")))
	var found []slide
	for _, s := range b.lib.slides {
		if place == "" || place == "all" || slices.Contains(s.places, place) {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b slide) int { return cmp.Compare(a.order, b.order) })
	if b.sliding { // a caption that shows a slider
		return nil, false
	}
	b.sliding = true
	defer func() { b.sliding = false }()
	for _, s := range found {
		size := 1
		for i := range s.props {
			size += len(s.props[i].val)
		}
		if size > b.room {
			b.notes.add(note.Nesting, true, "slides left out: the page shows sliders too often")
			break
		}
		b.room -= size
		nodes = append(nodes, b.shows("slide", s.props).nodes()...)
	}
	return nodes, len(nodes) > 0
}
