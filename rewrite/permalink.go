package rewrite

import (
	"cmp"
	"strconv"

	"github.com/wp2md/wp2md/extract"
)

// A permalink is the link of an item.
type permalink struct {
	address        // that of the blog if the item has no link
	path    string // canonical
	pretty  bool   // tells the item's path, and not just its number
	home    bool   // is the home page
	none    bool
}

func (x *Index) linkOf(it *extract.Item) (l permalink) {
	a, ok := parseAddress(it.Link)
	if !ok || a.host == "" && a.path == "" && a.query == "" {
		return permalink{address: x.base, none: true}
	}
	l.address = a.resolve(x.base)
	l.path = canonicalPath(l.address.path)
	isRoot := l.path == "" || l.path == x.baseFolder()
	l.home = isRoot && l.path == x.baseFolder() && l.query == ""
	l.pretty = !isRoot
	if name, ok := namedBy(l.query, x.isType); ok && name.id > 0 {
		l.pretty = false
	}
	return l
}

// isHere reports whether a link is on the host of the blog, as far as that is
// known. A plugin can lead it elsewhere.
func (x *Index) isHere(link permalink) bool { return x.base.host == "" || link.host == x.base.host }

// slugOf returns the slug of an item, or the one WordPress would give it when
// it is published (docs/formats.md §F.4).
func slugOf(it *extract.Item) string {
	if canonicalPath("/"+encodePercent(segment(it.Slug))) != "" {
		return it.Slug
	}
	return cmp.Or(extract.MakeSlug(it.PlainTitle()), "post-"+strconv.FormatInt(it.ID, 10))
}
