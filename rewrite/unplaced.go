package rewrite

import (
	"slices"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// An unplaced item has a link that does not tell its path: ?p=1 of a draft, a
// scheduled post or a site with plain permalinks (docs/formats.md §0.6), or an address
// elsewhere that a plugin gave it. What its path can be made of is kept until
// the structure of the others is known.
type unplaced struct {
	id, parent int64
	date       int64 // Unix seconds of the site's clock; of none, noDate
	slug       ref
	old        ref   // path of its link, which counts if host is the site's
	host       int32 // of its link, or -1
	item       int32
	category   int32
	author     int32
}

const noDate = -1 << 62

// keepForLater keeps what the path of an item can be made of.
func (x *Index) keepForLater(it *extract.Item, n int32, link permalink) {
	p := &x.paths
	q := x.postOf(it)
	u := unplaced{
		id: it.ID, parent: it.Parent, date: noDate, slug: p.scratch.add(q.slug), host: -1, item: n,
		category: p.words.number(q.category), author: p.words.number(q.author),
	}
	if !q.date.IsZero() {
		u.date = q.date.Unix()
	}
	if link.pretty {
		u.old, u.host = p.scratch.add(newPath(link.address.path)), x.hosts.of(link.address)
	}
	p.unplaced.add(u)
}

// placeRest gives the items that are left the paths WordPress would give them,
// and each made path to one item only.
func (x *Index) placeRest() {
	p := &x.paths
	pages := map[int32]*unplaced{} // that can be parents, by item
	for i := range p.unplaced.n {
		u := p.unplaced.at(i)
		if u.host >= 0 && x.hosts.own[u.host] {
			x.item(u.item).path = x.text.add(p.scratch.get(u.old))
		} else if x.kinds.list[x.item(u.item).kind] != "post" {
			pages[u.item] = u
		}
	}
	patterns := map[int16]pattern{}
	for i := range p.unplaced.n {
		u := p.unplaced.at(i)
		rec := x.item(u.item)
		if rec.path != 0 {
			continue
		}
		path, ok := x.belowParents(u, pages)
		if !ok {
			if patterns[rec.kind] == nil {
				patterns[rec.kind] = x.patternOf(rec.kind)
			}
			path = x.baseFolder() + patterns[rec.kind].path(x.postAgain(u))
		}
		rec.path = x.text.add(x.possible(path))
		p.made.add(u.item)
	}
	x.separate()
	x.paths = paths{}
}

// postAgain returns what the path of an item can be made of.
func (x *Index) postAgain(u *unplaced) *post {
	p := &x.paths
	q := &post{id: u.id, slug: p.scratch.get(u.slug), category: p.words.list[u.category], author: p.words.list[u.author], kind: x.kinds.list[x.item(u.item).kind]}
	if u.date != noDate {
		q.date = time.Unix(u.date, 0).UTC()
	}
	return q
}

// patternOf returns the structure of the paths of a post type, below that of
// the blog: what its database says, that of its published items, else what is
// usual.
func (x *Index) patternOf(kind int16) pattern {
	if s := x.site.Settings; s != nil && s.Permalinks != "" && x.kinds.list[kind] == "post" {
		if p, err := parsePattern(strings.TrimPrefix(s.Permalinks, "/index.php")); err == nil {
			return p
		}
	}
	if s := x.paths.structures[kind]; s != nil {
		if p, ok := s.pattern(); ok {
			return p
		}
	}
	if x.kinds.list[kind] == "post" {
		return pattern{{text: "/"}, {tag: tagSlug}, {text: "/"}}
	}
	return pattern{{text: "/"}, {tag: tagType}, {text: "/"}, {tag: tagSlug}, {text: "/"}}
}

// maxAncestors is how far the ancestors of a page are followed. A page can be
// its own on a damaged site.
const maxAncestors = 50

// belowParents returns the path of an item below its parents, as pages have it,
// and items of other types if the parent is one of their own.
func (x *Index) belowParents(u *unplaced, pages map[int32]*unplaced) (path string, ok bool) {
	kind := x.item(u.item).kind
	switch x.kinds.list[kind] {
	case "post":
		return "", false
	case "page":
		ok = true // also without parents
	}
	path = "/" + segment(x.paths.scratch.get(u.slug)) + "/"
	seen := []int32{u.item}
	for parent := u.parent; parent > 0 && len(seen) < maxAncestors; {
		e, m := x.byID.get(numberKey(uint64(parent)))
		n := e.number()
		if m == noMatch || x.item(n).kind != kind || slices.Contains(seen, n) {
			break
		}
		seen = append(seen, n)
		if placed := x.item(n).path; placed != 0 {
			above := strings.TrimRight(x.text.get(placed), "/")
			if above == x.baseFolder() { // the home page: its children have its slug
				above += "/" + segment(x.paths.front)
			}
			return newPath(encodePercent(above + path)), true
		}
		above := pages[n]
		if above == nil {
			break
		}
		path = "/" + segment(x.paths.scratch.get(above.slug)) + path
		parent = above.parent
	}
	return newPath(encodePercent(x.baseFolder() + path)), ok
}
