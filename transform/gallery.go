package transform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// gallery builds a [gallery]: its images in the order it states, each with the caption
// of its attachment.
func (b *builder) gallery(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if b.showsNothing(&a, "gallery") {
		return nil, true
	}
	var nodes []*html.Node
	chosen, unseen := b.chosen(&a, "gallery", (*Attachment).IsImage)
	for _, att := range chosen {
		nodes = append(nodes, b.attachmentFigure(att, a.get("link") == "file"))
	}
	if len(nodes) == 0 && !unseen {
		b.notes.add(note.Media, b.lib.HasAttachments(), "gallery without images: the export does not hold them: "+quoteShort("[gallery"+sc.attrs+"]"))
	}
	return galleryOf(nodes), true
}

// galleryOf puts pictures together as a gallery.
func galleryOf(pictures []*html.Node) []*html.Node {
	if len(pictures) < 2 {
		return pictures
	}
	gallery := tree.NewElement(atom.Div, "class", "gallery")
	for _, n := range pictures {
		gallery.AppendChild(n)
	}
	return []*html.Node{gallery}
}

// attachmentFigure returns an image of the library with its caption.
func (b *builder) attachmentFigure(att *Attachment, linked bool) *html.Node {
	img := tree.NewElement(atom.Img, "src", att.URL, "alt", att.Alt, "data-id", strconv.FormatInt(att.ID, 10))
	figure := tree.NewElement(atom.Figure)
	if linked {
		link := tree.NewElement(atom.A, "href", att.URL)
		link.AppendChild(img)
		figure.AppendChild(link)
	} else {
		figure.AppendChild(img)
	}
	if strings.TrimSpace(att.Caption) != "" {
		figcaption := tree.NewElement(atom.Figcaption)
		tree.MoveChildren(figcaption, b.parseHTML(att.Caption))
		figure.AppendChild(figcaption)
	}
	return figure
}

// chosen returns the attachments that the attributes of a gallery or playlist
// choose: those listed, or the children of a post (docs/formats.md §C.3). Numbers that
// the export does not hold are noted, and so is that there are some which visitors did
// not see.
func (b *builder) chosen(a *attrs, name string, ok func(*Attachment) bool) (chosen []*Attachment, unseen bool) {
	var missing, hidden []string
	if list := cmp.Or(a.get("ids"), a.get("include")); list != "" {
		for _, id := range idList(list) {
			switch att := b.lib.Attachment(id); {
			case att == nil:
				missing = append(missing, strconv.FormatInt(id, 10))
			case b.lib.unseenFiles[id]:
				hidden = append(hidden, strconv.FormatInt(id, 10))
			case ok(att):
				chosen = append(chosen, att)
			default:
				b.notes.add(note.Media, true, fmt.Sprintf("%s: not of its kind: %s", name, quoteShort(att.URL)))
			}
		}
	} else {
		exclude := idList(a.get("exclude"))
		for _, att := range b.childrenOf(b.parentOf(a)) {
			if ok(att) && !slices.Contains(exclude, att.ID) {
				chosen = append(chosen, att)
			}
		}
		for _, att := range b.unseenChildren {
			if ok(att) && !slices.Contains(exclude, att.ID) {
				hidden = append(hidden, strconv.FormatInt(att.ID, 10))
			}
		}
	}
	if len(hidden) > 0 {
		b.notes.add(note.Media, false, fmt.Sprintf("%s: not public, left out as on the old site: attachment %s", name, strings.Join(hidden, ", ")))
	}
	if len(missing) > 0 {
		b.notes.add(note.Media, len(chosen)+len(hidden) == 0 && b.lib.HasAttachments(), fmt.Sprintf("%s: not in the export: attachment %s", name, strings.Join(missing, ", ")))
	}
	return ordered(chosen, a), len(hidden) > 0
}

// parentOf returns the post whose attachments a gallery or playlist shows that lists none.
func (b *builder) parentOf(a *attrs) int64 {
	if v, err := strconv.ParseInt(a.get("id"), 10, 64); err == nil {
		return v
	}
	return b.item.ID
}

// showsNothing reports whether a gallery or playlist is that of another post which
// visitors did not see: WordPress leaves it empty then (docs/formats.md §C.3).
func (b *builder) showsNothing(a *attrs, name string) bool {
	id := b.parentOf(a)
	if id == b.item.ID || a.get("ids") != "" || a.get("include") != "" || b.lib == nil || b.lib.unseen[id] == 0 {
		return false
	}
	b.notes.add(note.Media, false, fmt.Sprintf("%s of post %d, which is not public: empty, as on the old site", name, id))
	return true
}

// ordered sorts attachments by the orderby and order of a gallery. A random
// order is none: they stay as listed.
func ordered(list []*Attachment, a *attrs) []*Attachment {
	by, desc := strings.ToLower(a.get("orderby")), strings.EqualFold(a.get("order"), "DESC")
	if f := orders[by]; f != nil {
		list = slices.Clone(list)
		slices.SortStableFunc(list, f)
	}
	if desc && by != "rand" && a.get("ids") == "" {
		list = slices.Clone(list)
		slices.Reverse(list)
	} else if desc && orders[by] != nil {
		slices.Reverse(list)
	}
	return list
}

var orders = map[string]func(a, b *Attachment) int{
	"id":         func(a, b *Attachment) int { return cmp.Compare(a.ID, b.ID) },
	"title":      func(a, b *Attachment) int { return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) },
	"post_title": func(a, b *Attachment) int { return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)) },
	"date":       func(a, b *Attachment) int { return cmp.Compare(a.Date, b.Date) },
	"post_date":  func(a, b *Attachment) int { return cmp.Compare(a.Date, b.Date) },
	"menu_order": func(a, b *Attachment) int { return cmp.Compare(a.MenuOrder, b.MenuOrder) },
}

// idList reads a list of numbers: "1,2", "1, 2", "1 2". What is no number is
// passed over.
func idList(s string) []int64 {
	var ids []int64
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if id, err := strconv.ParseInt(f, 10, 64); err == nil && id > 0 {
			ids = append(ids, id)
		}
	}
	return ids
}
