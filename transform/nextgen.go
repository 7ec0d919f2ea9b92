package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// NextGEN keeps its galleries in tables of its own, which only a database has.
type galleries struct {
	order    []int64
	titles   map[int64]string
	byID     map[int64][]GalleryPicture
	pictures map[int64]GalleryPicture
	byTag    map[string][]GalleryPicture // by slug
	albums   map[int64][]int64           // galleries of each
}

// GalleryPicture is one picture of a gallery that is no attachment.
type GalleryPicture struct {
	ID                  int64
	URL, Caption, Title string
}

// AddGalleries keeps the galleries of a site, whose files are below its address, and
// the albums of those.
func (l *Library) AddGalleries(list []extract.Gallery, albums []extract.Album, site string) {
	if len(list) == 0 {
		return
	}
	l.galleries = galleries{nil, map[int64]string{}, map[int64][]GalleryPicture{}, map[int64]GalleryPicture{}, map[string][]GalleryPicture{}, map[int64][]int64{}}
	for i := range list {
		g := &list[i]
		l.galleries.order = append(l.galleries.order, g.ID)
		l.galleries.titles[g.ID] = g.Title
		for j := range g.Pictures {
			p := &g.Pictures[j]
			picture := GalleryPicture{ID: p.ID, URL: g.Address(site, p), Caption: p.Title, Title: p.Alt}
			l.galleries.byID[g.ID] = append(l.galleries.byID[g.ID], picture)
			l.galleries.pictures[p.ID] = picture
			for _, tag := range p.Tags {
				l.galleries.byTag[tag] = append(l.galleries.byTag[tag], picture)
			}
		}
	}
	for _, a := range albums {
		l.galleries.albums[a.ID] = a.Galleries
	}
}

// GalleryPicture returns the address of the picture of a gallery that has a number, or "".
func (l *Library) GalleryPicture(number string) string {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || l == nil {
		return ""
	}
	return l.galleries.pictures[id].URL
}

// nextGallery builds a shortcode of NextGEN: [nggallery id=1], [ngg src="galleries"
// ids="1,2"], [ngg_images gallery_ids="1"], [singlepic id=7], [album id=1], [nggtags
// gallery=sea]. It is not ok for what the source does not hold.
func (b *builder) nextGallery(sc *shortcode) ([]*html.Node, bool) {
	if b.lib == nil || b.lib.galleries.byID == nil {
		return nil, false
	}
	g, a := &b.lib.galleries, parseAttrs(sc.attrs)
	first := func(names ...string) string {
		for _, name := range names {
			if v := a.get(name); v != "" {
				return v
			}
		}
		return ""
	}
	ids := first("ids", "id", "gallery_ids", "album_ids", "container_ids", "image_ids", "gallery")
	from := a.get("src") + a.get("source")
	var nodes []*html.Node
	lacks := false
	switch {
	case sc.name == "nggtags" || strings.Contains(from, "tag") || a.get("tag_ids") != "":
		nodes, lacks = b.taggedPictures(first("gallery", "album", "tag_ids", "ids", "container_ids"))
	case sc.name == "album" || sc.name == "nggalbum" || strings.Contains(from, "album") || a.get("album_ids") != "":
		nodes, lacks = b.albumsOf(ids)
	case sc.name == "singlepic" || a.get("image_ids") != "" || strings.Contains(from, "image"):
		var pictures []GalleryPicture
		for _, id := range idList(ids) {
			if p, ok := g.pictures[id]; ok {
				pictures = append(pictures, p)
			} else {
				lacks = true
			}
		}
		nodes = b.figuresOf(pictures)
	default:
		var pictures []GalleryPicture
		for _, id := range idList(ids) {
			pictures = append(pictures, g.byID[id]...)
			lacks = lacks || len(g.byID[id]) == 0
		}
		nodes = b.figuresOf(pictures)
	}
	if len(nodes) > 0 && lacks {
		b.notes.add(note.Media, true, "a gallery that the source does not hold: "+Quote("["+sc.name+sc.attrs+"]"))
	}
	return nodes, len(nodes) > 0
}

// taggedPictures are the pictures that have one of some tags, by their numbers.
func (b *builder) taggedPictures(tags string) (nodes []*html.Node, lacks bool) {
	var pictures []GalleryPicture
	for tag := range strings.SplitSeq(tags, ",") {
		list := b.lib.galleries.byTag[extract.MakeSlug(strings.TrimSpace(tag))]
		pictures = append(pictures, list...)
		lacks = lacks || len(list) == 0
	}
	slices.SortStableFunc(pictures, func(a, b GalleryPicture) int { return cmp.Compare(a.ID, b.ID) })
	return b.figuresOf(slices.CompactFunc(pictures, func(a, b GalleryPicture) bool { return a.ID == b.ID })), lacks
}

// albumsOf are the galleries of some albums, each with its title; of all galleries where
// the number is 0, or the word all.
func (b *builder) albumsOf(ids string) (nodes []*html.Node, lacks bool) {
	g := &b.lib.galleries
	var list []int64
	if ids = strings.TrimSpace(ids); ids == "0" || ids == "all" {
		list = g.order
	}
	for _, id := range idList(ids) {
		list = append(list, g.albums[id]...)
		lacks = lacks || len(g.albums[id]) == 0
	}
	for _, id := range list {
		figures := b.figuresOf(g.byID[id])
		lacks = lacks || len(figures) == 0
		if title := strings.TrimSpace(g.titles[id]); title != "" && len(figures) > 0 {
			p, strong := tree.NewElement(atom.P), tree.NewElement(atom.Strong)
			tree.MoveChildren(strong, b.parseHTML(title))
			p.AppendChild(strong)
			nodes = append(nodes, p)
		}
		nodes = append(nodes, figures...)
	}
	return nodes, lacks
}

// figuresOf makes a gallery of pictures.
func (b *builder) figuresOf(pictures []GalleryPicture) []*html.Node {
	var nodes []*html.Node
	for _, p := range pictures {
		figure := tree.NewElement(atom.Figure)
		figure.AppendChild(tree.NewElement(atom.Img, "src", p.URL, "alt", p.Title))
		if caption := strings.TrimSpace(p.Caption); caption != "" {
			figcaption := tree.NewElement(atom.Figcaption)
			tree.MoveChildren(figcaption, b.parseHTML(caption))
			figure.AppendChild(figcaption)
		}
		nodes = append(nodes, figure)
	}
	return galleryOf(nodes)
}
