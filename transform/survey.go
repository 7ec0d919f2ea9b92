package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// A survey says what attributes the elements of a tree have, so that steps that few
// pages need do not each go through all of them.
type survey struct {
	classes bool // one that WordPress itself does not write
	ids     bool // or names of links
	data    bool // data-…
	roles   bool // and what is said for screen readers
	events  bool // code that is run by something
}

func surveyOf(root *html.Node) (s survey) {
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "href", "src", "alt", "title", "width", "height", "rel", "target", "style":
			case "class":
				s.classes = s.classes || !isUsualClass(a.Val)
			case "id":
				s.ids = true
			case "name":
				s.ids = s.ids || n.DataAtom == atom.A
			case "role":
				s.roles = true
			default:
				s.data = s.data || strings.HasPrefix(a.Key, "data-")
				s.roles = s.roles || strings.HasPrefix(a.Key, "aria-")
				s.events = s.events || isEvent(a.Key)
			}
		}
	}
	return s
}

// isUsualClass reports whether all words of a class are some that WordPress itself
// writes, of which no step of a survey asks anything.
func isUsualClass(class string) bool {
	for word := range strings.SplitSeq(class, " ") {
		switch word {
		case "", "alignnone", "alignleft", "alignright", "aligncenter", "alignwide", "alignfull",
			"size-full", "size-large", "size-medium", "size-thumbnail", "size-medium_large",
			"wp-block-image", "wp-block-gallery", "wp-block-quote", "wp-block-heading", "wp-block-list", "wp-block-table", "wp-block-separator",
			"wp-block-code", "wp-block-columns", "wp-block-column", "wp-block-group", "wp-block-embed", "wp-block-embed__wrapper",
			"wp-block-buttons", "wp-block-button", "wp-block-button__link", "wp-element-button", "wp-element-caption",
			"wp-caption", "wp-caption-text", "blocks-gallery-grid", "blocks-gallery-item", "blocks-gallery-caption", "gallery", "gallery-item":
			continue
		}
		number, ok := strings.CutPrefix(word, "wp-image-")
		if !ok || number == "" || strings.Trim(number, "0123456789") != "" {
			return false
		}
	}
	return true
}

// isEvent reports whether an attribute holds code that an event runs.
func isEvent(key string) bool {
	return len(key) > 2 && (key[0]|0x20) == 'o' && (key[1]|0x20) == 'n'
}
