package rewrite

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// An unplaced item has a link that does not tell its path: ?p=1 of a draft, a
// scheduled post or a site with plain permalinks (facts.md §0.6), or an address
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

// place finds out which path an item has on the new site, or keeps what is
// needed to do so when all is known.
func (x *Index) place(it *extract.Item, n int32, link permalink) {
	rec := x.item(n)
	isPost := it.Type == "post"
	here := x.isHere(link)
	if isPost && x.pattern != nil {
		q := x.postOf(it)
		rec.path = x.text.add(x.pattern.path(&q))
		x.made.add(n)
		return
	}
	if link.pretty && here && it.Status == "publish" && it.Type != "page" {
		x.sample(it, rec.kind, link)
	}
	switch {
	case here && (link.pretty || link.home && it.Type == "page"):
		rec.path = x.text.add(newPath(link.address.path))
		if link.query != "" {
			x.made.add(n) // not an address of its own
		}
		return
	}
	q := x.postOf(it)
	u := unplaced{
		id: it.ID, parent: it.Parent, date: noDate, slug: x.scratch.add(slugOf(it)), host: -1, item: n,
		category: x.words.number(q.category), author: x.words.number(q.author),
	}
	if !q.date.IsZero() {
		u.date = q.date.Unix()
	}
	if link.pretty {
		u.old, u.host = x.scratch.add(newPath(link.address.path)), x.hosts.of(link.address)
	}
	x.unplaced.add(u)
}

func (x *Index) sample(it *extract.Item, kind int16, link permalink) {
	s := x.structures[int32(kind)]
	if s == nil {
		s = new(structure)
		x.structures[int32(kind)] = s
	}
	base := canonicalPath(x.base.path)
	if s.samples == maxSamples || !below(link.path, base) {
		return
	}
	q := x.postOf(it)
	var slugs []string
	for _, t := range it.Terms {
		if t.Taxonomy == "category" {
			slugs = append(slugs, t.Slug)
		}
	}
	s.sample(newPath(link.address.path)[len(base):], &q, slugs)
}

// postOf returns what the path of an item can be made of.
func (x *Index) postOf(it *extract.Item) post {
	return post{
		id: it.ID, slug: slugOf(it), date: dateOf(it), title: it.PlainTitle(), kind: it.Type,
		category: x.categories.path(x.site, it), author: extract.MakeSlug(it.Creator),
	}
}

// dateOf returns when an item was published, on the clock of its site.
func dateOf(it *extract.Item) time.Time {
	for _, t := range []time.Time{it.Date, it.DateGMT, it.PubDate} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// placeRest gives the items that are left the paths WordPress would give them,
// and each made path to one item only.
func (x *Index) placeRest() {
	pages := map[int32]*unplaced{} // that can be parents, by item
	for i := range x.unplaced.n {
		u := x.unplaced.at(i)
		if u.host >= 0 && x.hosts.own[u.host] {
			x.item(u.item).path = x.text.add(x.scratch.get(u.old))
		} else if x.kinds.list[x.item(u.item).kind] != "post" {
			pages[u.item] = u
		}
	}
	patterns := map[int16]pattern{}
	for i := range x.unplaced.n {
		u := x.unplaced.at(i)
		rec := x.item(u.item)
		kind := x.kinds.list[rec.kind]
		if rec.path != 0 {
			continue
		}
		if kind == "page" || u.parent > 0 && kind != "post" {
			if path, ok := x.belowParents(u, pages); ok {
				rec.path = x.text.add(path)
				x.made.add(u.item)
				continue
			}
		}
		p, ok := patterns[rec.kind]
		if !ok {
			p = x.patternOf(rec.kind, kind)
			patterns[rec.kind] = p
		}
		q := post{id: u.id, slug: x.scratch.get(u.slug), category: x.words.list[u.category], author: x.words.list[u.author], kind: kind}
		if u.date != noDate {
			q.date = time.Unix(u.date, 0).UTC()
		}
		rec.path = x.text.add(x.baseFolder() + p.path(&q))
		x.made.add(u.item)
	}
	x.unplaced, x.scratch = list[unplaced]{}, arena{}
	x.separate()
}

// baseFolder returns the path of the blog without a slash at its end.
func (x *Index) baseFolder() string { return canonicalPath(x.base.path) }

// patternOf returns the structure of the paths of a post type, below that of
// the blog: that of its published items, else what is usual.
func (x *Index) patternOf(n int16, kind string) pattern {
	if s := x.structures[int32(n)]; s != nil {
		if p, ok := s.pattern(); ok {
			return p
		}
	}
	if kind == "post" || kind == "page" {
		return pattern{{text: "/"}, {tag: tagSlug}, {text: "/"}}
	}
	return pattern{{text: "/"}, {tag: tagType}, {text: "/"}, {tag: tagSlug}, {text: "/"}}
}

// maxAncestors is how far the ancestors of a page are followed. A page can be
// its own on a damaged site.
const maxAncestors = 50

// belowParents returns the path of a page below its parents. It is not ok for
// an item of another type without a parent that is known.
func (x *Index) belowParents(u *unplaced, pages map[int32]*unplaced) (string, bool) {
	kind := x.item(u.item).kind
	path := "/" + segment(x.scratch.get(u.slug)) + "/"
	found := x.kinds.list[kind] == "page"
	seen := []int32{u.item}
	for parent := u.parent; parent > 0 && len(seen) < maxAncestors; {
		e, m := x.byID.get(key{fold: uint64(parent)})
		n := e.number()
		if m == noMatch || x.item(n).kind != kind || slices.Contains(seen, n) {
			break
		}
		seen = append(seen, n)
		if above := pages[n]; above != nil && x.item(n).path == 0 {
			path = "/" + segment(x.scratch.get(above.slug)) + path
			parent = above.parent
			continue
		}
		if x.item(n).path == 0 {
			break
		}
		above := strings.TrimRight(x.text.get(x.item(n).path), "/")
		if above == x.baseFolder() { // the home page, whose children have its slug
			above += "/" + segment(x.text.get(x.front))
		}
		return newPath(encodePercent(above + path)), true
	}
	return newPath(encodePercent(x.baseFolder() + path)), found
}

// separate gives each item whose path was made a path of its own: not one that
// another item has or had on the old site, and of two that were made alike the
// first item gets it.
func (x *Index) separate() {
	isOld := func(k key, n int32) bool {
		e, m := x.pages.get(k)
		return m != noMatch && e.rank() < rankFormer && x.target(e.number()).item != n
	}
	made := x.made.flat()
	slices.Sort(made)
	var again []int32
	for _, n := range made {
		if _, ok := x.twin[n]; ok || x.item(n).state != written {
			continue
		}
		if k := pathKey(x.text.get(x.item(n).path)); isOld(k, n) || !x.newPaths.add(k.fold) {
			again = append(again, n)
		}
	}
	next := map[uint64]int{}
	for _, n := range again {
		path := x.text.get(x.item(n).path)
		first := pathKey(path).fold
		for i := max(2, next[first]); ; i++ {
			p := numbered(path, i)
			if k := pathKey(p); !isOld(k, n) && x.newPaths.add(k.fold) {
				next[first] = i + 1
				x.item(n).path = x.text.add(p)
				break
			}
		}
	}
}

// pathKey returns the key of a path of the new site, for which case does not
// count: on some systems it is that of a file.
func pathKey(path string) key {
	return key{fold: keyOf(canonicalPath(encodePercent(path))).fold}
}

// numbered returns a path with a number in its last segment, as WordPress makes
// a slug that is taken.
func numbered(path string, n int) string {
	stem := strings.TrimRight(path, "/")
	end := path[len(stem):]
	if s, ok := strings.CutSuffix(stem, ".html"); ok {
		stem, end = s, ".html"+end
	}
	return stem + "-" + strconv.Itoa(n) + end
}
