package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A gallery of a theme can have its pictures as its content, each by its number and the address
// of a size of it: [gallery]12|https://…/a-150x150.jpg,13|https://…/b-150x150.jpg[/gallery].

// galleryWithin builds a shortcode at i whose content is a list of pictures and nothing else.
func (t *textScanner) galleryWithin(i int, sc *shortcode) (next int, ok bool) {
	if !sc.enclosing || len(sc.content) > 1<<16 || strings.ContainsAny(sc.content, "<[") {
		return i, false
	}
	pictures := t.b.picturesWithin(tree.UnescapeHTML(sc.content))
	if pictures == nil || !saysPictures(sc) && !slices.ContainsFunc(pictures, func(p numberedPicture) bool { return p.address != "" }) {
		return i, false
	}
	a := parseAttrs(sc.attrs)
	said, s := t.b.shows(sc.name, builderProps(sc.name, &a)), &shown{filled: 1}
	for _, p := range pictures {
		s.images = append(s.images, t.b.pictureOf(p.address, p.id, "", "")...)
	}
	open, closing := t.b.tagsOfLayout(sc, layout{}, s, &a, t.s[i:sc.end])
	t.b.census(sc.name, Converted)
	t.emit(i, sc.end, division+t.b.placed(t.s[i:sc.end], said.nodes())+open+closing)
	return sc.end, true
}

// saysPictures reports whether a shortcode says by its name that it has pictures: the numbers in
// another one are those of a draw, of a table, of a chart.
func saysPictures(sc *shortcode) bool {
	return isAbout(strings.ToLower(sc.name), "galler", "galer", "image", "img", "photo", "foto", "picture", "bilder", "slide", "carousel", "lightbox", "thumb", "screenshot", "logo", "portfolio", "media", "masonry", "collage", "album")
}

type numberedPicture struct{ id, address string }

// picturesWithin returns the pictures of which a text is a list, or nil.
func (b *builder) picturesWithin(text string) (pictures []numberedPicture) {
	numbers := false
	for entry := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '\n' || r == '\r' }) {
		if entry = strings.TrimSpace(entry); entry == "" {
			continue
		}
		id, address, isBoth := strings.Cut(entry, "|")
		if isWebAddress(entry) { // which may have a | itself
			id, address, isBoth = "", entry, false
		}
		if isBoth && !isFileNumber(id) || address != "" && !(isWebAddress(address) && fileKind(address) == "image") || address == "" && !b.isPictureOf(id) {
			return nil
		}
		numbers = numbers || isBoth
		pictures = append(pictures, numberedPicture{id, address})
	}
	if len(pictures) < 2 && !numbers { // a lone number or address can be anything
		return nil
	}
	for _, p := range pictures {
		if p.id != "" && p.address != "" && b.attachmentOf(p.id) == nil {
			b.notes.add(note.Media, false, "a picture of the old site that the export does not hold is shown in the size that its address has: "+Quote(p.address))
		}
	}
	return pictures
}
