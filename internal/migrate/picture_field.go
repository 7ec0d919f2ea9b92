package migrate

import (
	"path"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/transform"
)

// Before WordPress knew featured images, themes took the picture of a post from a custom
// field with its address (Thumbnail, post_image, image1_value); some do so still, and so do
// plugins for pictures of other sites.

var (
	// pictures end the names of such fields, places are what may stand before.
	pictures = late.Words("image img picture pic photo thumbnail thumb")
	places   = late.Words("featured feature post lead main teaser preview article story entry home large big full medium small thesis fifu external image thumbnail")
	// forms stand behind.
	forms = late.Words("url src value link file address")
)

// pictureField returns the custom field that holds the picture of a post, and its address.
func pictureField(it *extract.Item) (key, address string) {
	if it.Type != "post" && it.Type != "page" {
		return "", ""
	}
	for i := range it.Meta {
		m := &it.Meta[i]
		v := strings.TrimSpace(m.Value)
		if len(v) > 1000 || !isPictureFile(v) || !namesPicture(m.Key) || strings.HasPrefix(it.Field("_"+m.Key), "field_") || transform.ShowsPictures(m.Key, it.Type) {
			continue
		}
		if key == "" || isSmall(key) && !isSmall(m.Key) {
			key, address = m.Key, v
		}
	}
	return key, address
}

// isSmall reports whether a field has a small copy by its name.
func isSmall(key string) bool { return strings.Contains(strings.ToLower(key), "thumb") }

// isPictureFile reports whether a value is the address of a picture and nothing else.
func isPictureFile(v string) bool {
	if !isLink(v) && !strings.HasPrefix(v, "/") || strings.ContainsAny(v, " \n\t<>\"") {
		return false
	}
	name, _, _ := strings.Cut(v, "?")
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif":
		return true
	}
	return false
}

// namesPicture reports whether a field is by its name the picture of the post itself.
func namesPicture(key string) bool {
	if !slices.ContainsFunc([]string{"mage", "mg", "ic", "hoto", "humb"}, func(part string) bool { return strings.Contains(key, part) }) {
		return false // most
	}
	words := transform.WordsOfName(key)
	for len(words) > 1 && forms.Has(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) == 0 || !pictures.Has(words[len(words)-1]) {
		return false
	}
	for _, w := range words[:len(words)-1] {
		if !places.Has(w) {
			return false
		}
	}
	return true
}
