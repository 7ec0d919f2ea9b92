package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
)

// Page builders keep what is set for a whole page beside its data. Themes add settings of
// their own there, and with them pictures that visitors saw: behind the title, a logo.

// settingsOfPage are the fields in which they stand.
var settingsOfPage = [...]string{"_elementor_page_settings", "_fl_builder_data_settings", "_bricks_page_settings"}

// notePageSettings notes the pictures, films and words of the settings of a page that are
// not in its tree.
func (b *builder) notePageSettings(root *html.Node) {
	var has *said
	for _, field := range settingsOfPage {
		data := b.item.Field(field)
		if len(data) < len(`{"a":"b.jpg"}`) {
			continue
		}
		props, ok := storedProps(data)
		if !ok {
			continue
		}
		if has == nil {
			has = wordsOf(root)
		}
		b.readSettings("", props, has, 0)
	}
}

func (b *builder) readSettings(above string, props []prop, has *said, depth int) {
	for i := range props {
		p := &props[i]
		key := p.key
		if key == "" || key == "url" || isBackground(plainKey(above)) {
			key = above
		}
		k, v := plainKey(key), strings.TrimSpace(p.val)
		switch kind := fileKind(v); {
		case isOfSiteSettings(k):
		case p.tree:
			if depth < maxPropDepth {
				b.readSettings(key, p.kids, has, depth+1)
			}
		case v == "" || has.has(placeOf(v)):
		case (kind == "image" || kind == "video") && isAddress(v):
			if isBackground(k) || strings.Contains(k, "bg") {
				b.noteBehind(v)
			} else {
				b.notes.add(note.Media, false, kindOfPicture(v)+" of the settings of the page dropped: "+key+"="+Quote(v))
			}
		case isWords(v) && !isLookOf(k, v) && !isBackground(k) && !isLookValue(v) && !has.shows(v) && roleOf("", key) != roleSkip:
			b.notes.add(note.Shortcode, false, "value of the settings of the page dropped, it may have been seen: "+key+"="+Quote(v))
		}
	}
}

// isOfSiteSettings reports whether a setting is by its plain name one of all pages, of code
// or of the post itself.
func isOfSiteSettings(key string) bool {
	return strings.HasPrefix(key, "system") || strings.HasPrefix(key, "customcolors") || strings.HasPrefix(key, "customtypography") || strings.HasPrefix(key, "post") || strings.Contains(key, "customcss") ||
		hasAnySuffix(key, "css", "js", "script", "scripts") || strings.Contains(key, "meta")
}

// noteBehind notes a picture or film that lay behind a part of a page.
func (b *builder) noteBehind(address string) {
	b.notes.add(note.Media, false, kindOfPicture(address)+behindElement+": "+Quote(address))
}

// kindOfPicture returns what a file is that shows a picture.
func kindOfPicture(address string) string {
	if fileKind(address) == "video" || isWebAddress(address) && isPlayerPage(address) {
		return "film"
	}
	return "picture"
}
