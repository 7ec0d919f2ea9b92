package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
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

	// A slider of Slide Anything has a field for each slide, and more than it shows.
	anythingType  = "sa_slider"
	anythingCount = "sa_num_slides"
)

// mostSlides bounds the slides of a slider.
const mostSlides = 200

// anythingSlides returns the HTML of the slides that a slider of Slide Anything shows.
func anythingSlides(it *extract.Item) (slides []string) {
	n, err := strconv.Atoi(it.Field(anythingCount))
	if err != nil {
		return nil
	}
	for i := range min(n, mostSlides) {
		if content := it.Field("sa_slide" + strconv.Itoa(i+1) + "_content"); !tree.IsBlankText(content) {
			slides = append(slides, strings.Clone(content))
		}
	}
	return slides
}

// isSpareSlide reports whether a field is of a slide that its slider does not show.
func isSpareSlide(it *extract.Item, key string) bool {
	number, ok := strings.CutPrefix(key, "sa_slide")
	if !ok {
		return false
	}
	number, _, _ = strings.Cut(number, "_")
	n, err := strconv.Atoi(number)
	most, errOfMost := strconv.Atoi(it.Field(anythingCount))
	return err == nil && errOfMost == nil && n > most
}

// slideAnything builds the slides of a slider of Slide Anything, if the export holds it.
func (b *builder) slideAnything(sc *shortcode) (nodes []*html.Node, ok bool) {
	a := parseAttrs(sc.attrs)
	id, _ := strconv.ParseInt(strings.TrimSpace(a.get("id")), 10, 64)
	if b.lib == nil || b.sliding || b.lib.unseen[id] >= withheld {
		return nil, false
	}
	b.sliding = true
	defer func() { b.sliding = false }()
	for _, slide := range b.lib.sliders[id] {
		if len(slide) >= b.room {
			b.notes.add(note.Nesting, true, "slides left out: the page shows sliders too often")
			break
		}
		b.room -= 1 + len(slide)
		nodes = append(nodes, wrapInline(tree.TakeChildren(b.parse(b.innerHTML(slide))))...)
	}
	return nodes, len(nodes) > 0
}

// slideFields begin the names of the fields of a slide.
var slideFields = []string{"_nectar_slider_", "_nectar_slide_", "_nectar_"}

// addSlide keeps what an item shows as a slide.
func (l *Library) addSlide(it *extract.Item) {
	if it.Type == anythingType && l.sliders[it.ID] == nil {
		if l.sliders == nil {
			l.sliders = map[int64][]string{}
		}
		l.sliders[it.ID] = anythingSlides(it)
		return
	}
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

// withPictureAlone shows the picture behind a slide that has nothing before it: the picture
// is what the slide showed. noted is how many notes there were before its values were read.
func (b *builder) withPictureAlone(sc *shortcode, s *shown, a *attrs, noted int) {
	if s.filled > 0 || sc.enclosing && !tree.IsBlankText(sc.content) || !hasAnySuffix(plainKey(sc.name), "slide", "slideritem", "carouselitem") {
		return
	}
	for _, p := range builderProps(sc.name, a) {
		k := plainKey(p.key)
		if p.tree || !isBackground(k) || !isAbout(k, "image", "img", "photo", "picture", "bg") {
			continue
		}
		v := b.fileNumbered(strings.TrimSpace(tree.UnescapeHTML(p.val)))
		if !isAddress(v) || fileKind(v) != "image" {
			continue
		}
		b.notes.forget(noted)
		s.filled++
		s.addPicture(b.pictureOf(v, "", a.get("alt"), ""))
		return
	}
}
