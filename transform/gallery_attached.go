package transform

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// Themes have shortcodes of their own for what [gallery] does: [imagelist] alone in a
// paragraph shows the pictures that were uploaded to the post.

// attachedGallery builds an unknown shortcode at i that stands by itself and is called a
// gallery, in a post of which the content shows none of its pictures.
func (t *textScanner) attachedGallery(i int, sc *shortcode) (next int, ok bool) {
	b := t.b
	if sc.enclosing || !isGalleryByName(sc) || !t.aloneInLine(i, sc.tagEnd) {
		return 0, false
	}
	why := "unknown, now the pictures of a custom field of the post: "
	var nodes []*html.Node
	if own := b.ownPictures(); b.lib != nil && !b.stranger && !b.attached && !own.shown && !own.ofNoField {
		held := map[string]bool{}
		nodes = b.fieldPictures(func() map[string]bool { return held })
		own.ofNoField = nodes == nil
	}
	if nodes == nil {
		why = "unknown, now the pictures that were uploaded to the post: "
		for _, att := range b.unshownPictures() {
			nodes = append(nodes, b.attachmentFigure(att, false))
		}
	}
	if len(nodes) == 0 {
		return 0, false
	}
	tag := t.s[i:sc.tagEnd]
	b.attached = true
	b.census(sc.name, Converted)
	b.notes.add(note.Shortcode, false, why+Quote(tag))
	t.emit(i, sc.end, division+b.place(tag, galleryOf(nodes)...)+division)
	return sc.end, true
}

// mayBeGallery says in words which pictures of the post an unknown shortcode may have
// shown, or "".
func (t *textScanner) mayBeGallery(alone bool, sc *shortcode) string {
	b := t.b
	if !alone || isAbout(strings.ToLower(sc.name), "press", "audio", "video", "player", "podcast", "form", "map", "social", "share", "toc", "member", "comment", "search", "archive", "login", "account") || strings.Contains(sc.attrs, "=") || b.ownPictures().shown {
		return ""
	}
	pictures := b.unshownPictures()
	if len(pictures) < 2 {
		return ""
	}
	const most = 20
	var names []string
	for _, att := range pictures[:min(len(pictures), most)] {
		name := nameOf(att.URL)
		if caption := wordsOfHTML(att.Caption); caption != "" {
			name += " (" + caption + ")"
		}
		names = append(names, name)
	}
	if len(pictures) > most {
		names = append(names, "…")
	}
	return "; it may have shown the pictures that were uploaded to the post: " + Quote(strings.Join(names, ", "))
}

// unshownPictures returns the pictures of the library that were uploaded to the post, if
// its content shows none of them.
func (b *builder) unshownPictures() []*Attachment {
	if b.lib == nil || b.stranger || b.attached || b.item.Type == "attachment" {
		return nil
	}
	return b.ownPictures().unshown
}

// ownPictures are the pictures of an item, as far as its content has no place for them.
type ownPictures struct {
	item      *extract.Item
	shown     bool // the content has pictures
	ofNoField bool
	unshown   []*Attachment
}

// ownPictures returns those of the item at hand, of which each of many shortcodes may ask.
func (b *builder) ownPictures() *ownPictures {
	if b.own.item != b.item {
		b.own = ownPictures{item: b.item, shown: strings.Contains(b.item.Content, "<img"), unshown: b.uploadedPictures()}
	}
	return &b.own
}

func (b *builder) uploadedPictures() []*Attachment {
	const most = 500
	if b.lib == nil || strings.Contains(b.item.Content, "[gallery") || strings.Contains(b.item.Content, "wp:gallery") {
		return nil
	}
	featured := b.item.Field("_thumbnail_id")
	var pictures []*Attachment
	for _, att := range b.childrenOf(b.item.ID) {
		if !att.IsImage() || len(pictures) == most {
			continue
		}
		name := nameOf(att.URL)
		if decoded, err := url.PathUnescape(name); err == nil {
			name = decoded
		}
		if stem := strings.TrimSuffix(name, path.Ext(name)); stem != "" && strings.Contains(b.item.Content, stem) {
			return nil
		}
		pictures = append(pictures, att)
	}
	if len(pictures) == 1 && featured != "" && strings.TrimSpace(featured) == strconv.FormatInt(pictures[0].ID, 10) {
		return nil
	}
	return pictures
}

// otherPictures are parts of the names of shortcodes that show other pictures than those of
// the post, or none.
var otherPictures = strings.Fields(`flickr insta picasa google facebook smugmug pinterest tumblr 500px dropbox video youtube vimeo audio feed recent random latest
	featured user upload form logo team product categor album posts taxonomy media_ button count nav start end open close`)

// isGalleryByName reports whether a shortcode says by its name that it shows pictures, and
// nothing says that those are others than the post's.
func isGalleryByName(sc *shortcode) bool {
	name := strings.ToLower(sc.name)
	if !isAbout(name, "imagelist", "images", "gallery", "galerie", "galeria", "pictures", "photos", "attachments", "slideshow", "imagebrowser", "thumbnails", "screenshots", "lightbox") ||
		isAbout(name, otherPictures...) {
		return false
	}
	a := parseAttrs(sc.attrs)
	for _, v := range a.pos {
		if strings.Trim(v, "0123456789") == "" || strings.ContainsAny(v, "/.:,") {
			return false
		}
	}
	for _, k := range []string{"id", "ids", "include", "exclude", "images", "image", "src", "url", "link", "name", "slug", "alias", "title", "gallery", "folder", "path", "dir", "file", "tag", "tags", "category", "cat", "set", "user", "username", "post", "post_id", "parent", "source", "type", "feed"} {
		if _, ok := a.lookup(k); ok {
			return false
		}
	}
	return true
}
