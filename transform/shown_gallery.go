package transform

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins for galleries and sliders list pictures by number, or as entries with an address,
// a caption and a link; MetaSlider has an item for each slide.

// galleryTypes are words in the names of their types.
var galleryTypes = []string{"gallery", "slider", "slide", "envira", "soliloquy", "carousel", "album", "lightbox", "portfolio_slideshow"}

// galleryItem builds the pictures of a gallery or slider and returns what of its values they
// do not show: rest may be more of it, and beside are its settings.
func (b *builder) galleryItem(it *extract.Item, props []prop) (nodes []*html.Node, rest, beside []prop) {
	var entries []*html.Node
	add := func(props []prop) {
		nodes, _ := b.galleryEntry(it, props)
		entries = append(entries, nodes...)
	}
	for i := range props {
		p := &props[i]
		var around []prop
		switch built := b.galleryEntries(it, p, &around, 0); {
		case len(built) > 0:
			entries, beside = append(entries, built...), append(beside, around...)
		case !p.tree && IsPicturesField(p.key) && len(listedPictures(p.key, p.val)) > 0:
			for _, v := range listedPictures(p.key, p.val) {
				add([]prop{{key: "id", val: v}})
			}
		case p.tree && strings.Contains(plainKey(p.key), "options"):
			beside = append(beside, *p)
		default:
			rest = append(rest, *p)
		}
	}
	for _, slide := range slices.SortedStableFunc(slices.Values(b.lib.shownItems.parts[it.ID]), func(a, b *extract.Item) int { return cmp.Compare(a.MenuOrder, b.MenuOrder) }) {
		entry := []prop{{key: "caption", val: slide.Excerpt}, {key: "alt", val: slide.Field("_wp_attachment_image_alt")}, {key: "description", val: slide.Content}}
		for i := range slide.Meta {
			switch m := &slide.Meta[i]; {
			case m.Key == "_thumbnail_id":
				entry = append(entry, prop{key: "id", val: m.Value})
			case strings.HasSuffix(m.Key, "_url"):
				entry = append(entry, prop{key: "link", val: m.Value})
			case strings.HasSuffix(m.Key, "_caption"), strings.HasSuffix(m.Key, "_title"):
				entry = append(entry, prop{key: m.Key[strings.LastIndexByte(m.Key, '_')+1:], val: m.Value})
			}
		}
		add(entry)
	}
	if !slices.ContainsFunc(entries, func(n *html.Node) bool { return n.DataAtom != atom.Figure }) {
		entries = galleryOf(entries)
	}
	return entries, rest, beside
}

// galleryEntries builds the entries in a value, wherever in it their list is, and appends to
// beside what is in none of them.
func (b *builder) galleryEntries(it *extract.Item, p *prop, beside *[]prop, depth int) (nodes []*html.Node) {
	if !p.tree || depth > 4 || len(p.kids) == 0 {
		return nil
	}
	if isObject(p.kids) && depth > 0 {
		if nodes, ok := b.galleryEntry(it, p.kids); ok {
			return nodes
		}
	}
	for i := range p.kids {
		k := &p.kids[i]
		switch {
		case k.tree:
			nodes = append(nodes, b.galleryEntries(it, k, beside, depth+1)...)
		case k.key == "" && b.isAttached(k.val):
			built, _ := b.galleryEntry(it, []prop{{key: "id", val: k.val}})
			nodes = append(nodes, built...)
		default:
			*beside = append(*beside, *k)
		}
	}
	return nodes
}

// galleryEntry builds a picture, a film, or the markup of a slide, with its caption. It is not
// ok if the values are of none; of one that visitors did not see there are no nodes.
func (b *builder) galleryEntry(it *extract.Item, props []prop) (nodes []*html.Node, ok bool) {
	var id, src, alt, link, title, caption, film, markup string
	var other []string
	set := func(to *string, key, v string) {
		if v == "http://" || v == "https://" || v == "#" {
			return
		}
		if *to != "" && *to != v {
			other = append(other, key+"="+v)
			return
		}
		*to = v
	}
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if p.tree || v == "" {
			continue
		}
		switch k := plainKey(p.key); k {
		case "id", "imageid", "attachmentid", "mediaid", "image", "img", "thumbid", "pictureid":
			if strings.Trim(v, "0123456789") == "" {
				id = cmp.Or(id, v)
			} else if isAddress(v) {
				src = cmp.Or(src, v)
			}
		case "src", "full", "imageurl", "imagesrc", "fullurl", "imgurl", "imgsrc", "largeurl":
			src = cmp.Or(src, v)
		case "url":
			if fileKind(v) == "image" {
				src = cmp.Or(src, v)
			} else if isPlayerPage(v) || fileKind(v) == "video" {
				set(&film, p.key, v)
			} else {
				set(&link, p.key, v)
			}
		case "link", "linkurl", "href", "imagelink", "customlink", "slidelink", "targeturl":
			set(&link, p.key, v)
		case "alt", "alttext", "imagealt":
			set(&alt, p.key, v)
		case "title", "imagetitle", "slidetitle", "captiontitle", "heading":
			set(&title, p.key, v)
		case "caption", "description", "desc", "text", "imagedescription", "slidedescription", "subtitle", "content":
			if caption != "" && caption != v {
				caption += "<br>" + v
			} else {
				caption = v
			}
		case "code", "html":
			set(&markup, p.key, v)
		case "status", "type", "thumb":
		default:
			switch v := strings.TrimSpace(v); {
			case isPlayedKey(k) && isPlayerPage(v):
				set(&film, p.key, v)
			case !settings.Has(v) && !isLookValue(v) && !isLookOf(k, v) && (mayBeWords(v) || carriedAddress(v) != "" && fileKind(v) != "image"):
				other = append(other, p.key+"="+v)
			}
		}
	}
	att := b.attachmentOf(id)
	switch {
	case value(props, "status") == "pending", value(props, "status") == "draft": // Envira and Soliloquy leave it out
		return nil, true
	case att != nil && b.lib.IsHidden(att.ID):
		return nil, true
	case film == "" && markup == "" && (src == "" || fileKind(src) == "") && att == nil:
		return nil, false
	}
	if link != "" && (film != "" || markup != "" || fileKind(link) == "image" && wholeName(link) != wholeName(cmp.Or(src, addressOf(att)))) {
		other = append(other, "link="+link)
	}
	for _, v := range other {
		b.notes.add(note.Shortcode, false, "value of "+it.Type+" dropped, it may have been seen: "+Quote(v))
	}
	if title != "" && !strings.EqualFold(title, caption) && !isNameOfFile(title, cmp.Or(src, addressOf(att))) && (att == nil || title != att.Title) {
		title = html.EscapeString(tree.UnescapeHTML(title))
		if caption = cmp.Or(caption, ""); caption != "" {
			caption = title + "<br>" + caption
		} else {
			caption = title
		}
	}
	if film != "" || markup != "" {
		if film != "" {
			nodes = append(nodes, wrapInline([]*html.Node{b.embed(film)})...)
		}
		if markup != "" {
			nodes = append(nodes, wrapInline(b.words(markup))...)
		}
		if caption != "" {
			nodes = append(nodes, wrapInline(b.words(caption))...)
		}
		return nodes, true
	}
	if att != nil && att.IsImage() {
		nodes = b.pictureOf("", id, alt, caption)
	} else {
		nodes = b.pictureOf(src, "", alt, caption)
	}
	for _, n := range nodes {
		img := tree.Find(n, tree.IsImage)
		if img == nil {
			continue
		}
		if alt != "" {
			tree.SetAttr(img, "alt", tree.UnescapeHTML(alt))
		}
		if caption != "" && n.DataAtom == atom.Figure && n.LastChild.DataAtom == atom.Figcaption {
			n.RemoveChild(n.LastChild) // that of the file
			n.AppendChild(b.captionOf(caption))
		}
		if link != "" && isAddress(link) && fileKind(link) != "image" {
			a := tree.NewElement(atom.A, "href", link)
			img.Parent.InsertBefore(a, img)
			tree.Remove(img)
			a.AppendChild(img)
		}
	}
	return nodes, len(nodes) > 0
}

func addressOf(att *Attachment) string {
	if att == nil {
		return ""
	}
	return att.URL
}

// isNameOfFile reports whether a title is no more than the name of the file of an address.
func isNameOfFile(title, address string) bool {
	name := wholeName(address)
	plain := func(s string) string { return plainKey(strings.ReplaceAll(s, " ", "")) }
	return plain(title) == plain(strings.TrimSuffix(name, path.Ext(name))) || plain(title) == plain(name)
}
