package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// NextGEN keeps its galleries in tables of its own, which only a database has.
type galleries struct {
	byID     map[int64][]GalleryPicture
	pictures map[int64]GalleryPicture
}

// GalleryPicture is one picture of a gallery that is no attachment.
type GalleryPicture struct {
	ID                  int64
	URL, Caption, Title string
}

// AddGalleries keeps the galleries of a site, whose files are below its address.
func (l *Library) AddGalleries(list []extract.Gallery, site string) {
	if len(list) == 0 {
		return
	}
	l.galleries = galleries{map[int64][]GalleryPicture{}, map[int64]GalleryPicture{}}
	for i := range list {
		g := &list[i]
		for j := range g.Pictures {
			p := &g.Pictures[j]
			picture := GalleryPicture{ID: p.ID, URL: g.Address(site, p), Caption: p.Title, Title: p.Alt}
			l.galleries.byID[g.ID] = append(l.galleries.byID[g.ID], picture)
			l.galleries.pictures[p.ID] = picture
		}
	}
}

// nextGallery builds a shortcode of NextGEN: [nggallery id=1], [ngg src="galleries"
// ids="1,2"], [ngg_images gallery_ids="1"], [singlepic id=7]. It is not ok for
// what the source does not hold.
func (b *builder) nextGallery(sc *shortcode) ([]*html.Node, bool) {
	if b.lib == nil || b.lib.galleries.byID == nil {
		return nil, false
	}
	a := parseAttrs(sc.attrs)
	ids := ""
	for _, name := range []string{"ids", "id", "gallery_ids", "container_ids", "image_ids", "gallery"} {
		if ids = a.get(name); ids != "" {
			break
		}
	}
	single := sc.name == "singlepic" || a.get("image_ids") != "" || strings.Contains(a.get("src")+a.get("source"), "image")
	var pictures []GalleryPicture
	for _, id := range idList(ids) {
		if single {
			if p, ok := b.lib.galleries.pictures[id]; ok {
				pictures = append(pictures, p)
			}
			continue
		}
		pictures = append(pictures, b.lib.galleries.byID[id]...)
	}
	if len(pictures) == 0 {
		return nil, false
	}
	for _, id := range idList(ids) {
		if _, ok := b.lib.galleries.pictures[id]; single && !ok || !single && len(b.lib.galleries.byID[id]) == 0 {
			b.notes.add(note.Media, true, "a gallery that the source does not hold: "+quote("["+sc.name+sc.attrs+"]"))
			break
		}
	}
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
	return galleryOf(nodes), true
}
