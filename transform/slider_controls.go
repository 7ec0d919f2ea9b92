package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// dropSliderControls takes away what a slider has to turn its slides, and makes parts of
// the page of slides that are points of a list.
func (b *builder) dropSliderControls(root *html.Node) {
	if !hasSlider(root) {
		return
	}
	var controls, lists []*html.Node
	look := panelLook{left: mostLooked}
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if n.Type != html.ElementNode {
			continue
		}
		class := tree.Attr(n, "class")
		if class == "" {
			continue
		}
		switch {
		case look.left > 0 && isSliderControl(n, class, &look):
			controls = append(controls, n)
		case n.DataAtom == atom.Ul && isOfSlider(class) && look.find(n, func(n *html.Node) bool { return isHeadingTag(n.DataAtom) }) != nil && look.left > 0:
			lists = append(lists, n)
		}
	}
	var words []string
	for _, n := range controls {
		if n.Parent == nil {
			continue
		}
		if text := lineOf(n); text != "" {
			words = append(words, text)
		}
		tree.Remove(n)
	}
	if len(words) > 0 {
		b.notes.add(note.HTML, false, slidesTurned+": "+Quote(strings.Join(words, ", ")))
	}
	for _, list := range lists {
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				c.DataAtom, c.Data = atom.Div, "div"
			}
		}
		list.DataAtom, list.Data = atom.Div, "div"
	}
}

var sliderWords = []string{"slider", "slick", "swiper", "carousel", "owl-", "flexslider", "flex-", "bxslider", "bx-", "cycle-", "splide", "glide", "nivo", "slides", "sow-slider"}

func hasSliderWord(s string) bool { return isAbout(s, sliderWords...) }

// hasSlider reports whether a class in a tree is of a slider.
func hasSlider(root *html.Node) bool {
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		for i := range n.Attr {
			if n.Attr[i].Key == "class" && hasSliderWord(n.Attr[i].Val) {
				return true
			}
		}
	}
	return false
}

// isOfSlider reports whether a class is that of the slides of a slider.
func isOfSlider(class string) bool {
	for token := range strings.FieldsSeq(strings.ToLower(class)) {
		if token == "slides" || token == "bxslider" || hasAnySuffix(token, "slider-images", "slider-list", "slider-items", "swiper-wrapper", "carousel-items", "slick-slider", "-slides", "_slides", "splide__list", "glide__slides", "carousel-inner") {
			return true
		}
	}
	return false
}

// isSliderControl reports whether an element turns the slides of a slider, by its class and
// its few words, and leads nowhere.
func isSliderControl(n *html.Node, class string, look *panelLook) bool {
	isControl := false
	for token := range strings.FieldsSeq(strings.ToLower(class)) {
		if hasSliderWord(token) && hasAnySuffix(token, "pagination", "dots", "dot", "pager", "controls", "control", "control-nav", "control-paging", "direction-nav", "arrows", "arrow", "bullets", "indicators", "prev", "next", "-nav", "_nav", "button-prev", "button-next", "control-prev", "control-next", "nav-prev", "nav-next") {
			isControl = true
		}
	}
	if !isControl || leadsSomewhere(n) || look.find(n, leadsSomewhere) != nil || look.left < 0 {
		return false
	}
	for word := range strings.FieldsSeq(strings.ToLower(tree.TextContent(n))) {
		switch word {
		case "previous", "prev", "next", "slide", "back", "forward", "‹", "›", "«", "»", "<", ">", "←", "→", "❮", "❯", "pause", "play", "zurück", "weiter", "/", "of", "current)", "(current", "•":
		default:
			if strings.Trim(word, "0123456789.") != "" {
				return false
			}
		}
	}
	return true
}
