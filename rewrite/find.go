package rewrite

import (
	"iter"
	"strings"
)

// spellings yields what the path of an address on one of the site's hosts can
// be on the blog's: itself, or below where the blog was on that host.
func (x *Index) spellings(host, path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(path) {
			return
		}
		base := x.baseFolder()
		for _, root := range x.hosts.paths[host] {
			if root != base && below(path, root) && !yield(base+path[len(root):]) {
				return
			}
		}
	}
}

// homePath returns the path on the blog's host that is best for an address.
func (x *Index) homePath(host, path string) string {
	base := x.baseFolder()
	for _, root := range x.hosts.paths[host] {
		if root == base && below(path, root) {
			return path
		}
	}
	best := path
	for p := range x.spellings(host, path) {
		best = p
	}
	return best
}

// A target is where an address leads.
type target struct {
	item    int32
	home    bool // the home page, which is no item
	guessed bool // by the last part of the path alone
}

// find returns what is at an address.
func (x *Index) find(a address) (t target, ok bool) {
	path := canonicalPath(a.path)
	if !x.hosts.has(a.host) {
		n, ok := x.byGUID(a.query, path, func(k key) key { return k.on(a.host) })
		return x.target(n), ok
	}
	if a.host != x.base.host && a.query != "" {
		if n, ok := x.byGUID(a.query, path, func(k key) key { return k }); ok {
			return x.target(n), true
		}
		if name, ok := namedBy(a.query, x.isType); ok && name.id > 0 && x.hosts.former[a.host] {
			return t, false
		}
	}
	for p := range x.spellings(a.host, path) {
		if n, ok := x.at(p, a.query); ok {
			return x.target(n), true
		}
		if p == x.baseFolder() && x.isHome(a.query) {
			return target{home: true, item: -1}, true
		}
	}
	if strings.IndexByte(path, '%') >= 0 { // encoded twice
		path = canonicalPath(path)
		if n, ok := x.at(path, ""); ok {
			return x.target(n), true
		}
	}
	for p := range x.spellings(a.host, path) {
		if n, ok := x.atEndpoint(p); ok {
			return x.target(n), true
		}
		if n, ok := x.attachmentBelow(p); ok {
			return x.target(n), true
		}
		if n, ok := x.byName(p); ok {
			t := x.target(n)
			t.guessed = true
			return t, true
		}
	}
	return t, false
}

// target returns item n, or the one that stands for it.
func (x *Index) target(n int32) target {
	if twin, ok := x.twin[n]; ok {
		n = twin
	}
	return target{item: n}
}

// byGUID returns the item that has an address as its guid: on another site, or
// on one that this site was, where numbers may have been others. On is the key
// of a path there.
func (x *Index) byGUID(query, path string, on func(key) key) (int32, bool) {
	k := keyOf(path)
	if query != "" {
		name, ok := namedBy(query, x.isType)
		if !ok || name.id == 0 {
			return 0, false
		}
		k = guidKey(path, name.id)
	} else if path == "" {
		return 0, false
	}
	e, m := x.pages.get(on(k))
	return e.number(), m == exact
}

// at returns the item at a path of the blog, or that its query names.
func (x *Index) at(path, query string) (int32, bool) {
	if query != "" && path == x.baseFolder() {
		name, ok := namedBy(query, x.isType)
		switch {
		case !ok:
			if !x.isHome(query) {
				return 0, false // a search, an archive
			}
		case name.id > 0:
			return x.numbered(path, name.id)
		case name.kind == "":
			return x.at(canonicalPath(path+"/"+name.slug), "")
		default:
			e, m := x.slugs.get(nameKey(name.slug, name.kind))
			return e.number(), m == exact
		}
	}
	e, m := x.pages.get(keyOf(path))
	return e.number(), m != noMatch
}

// numbered returns the item that a query of the home page names by its number, or by
// that of its guid.
func (x *Index) numbered(base string, id uint64) (int32, bool) {
	if e, m := x.byID.get(numberKey(id)); m != noMatch {
		return e.number(), true
	}
	e, m := x.pages.get(guidKey(base, id))
	return e.number(), m == exact
}

// isHome reports whether a query of the home page means nothing.
func (x *Index) isHome(query string) bool {
	if _, ok := namedBy(query, x.isType); ok || keptQuery(query, x.isType) != "" {
		return false
	}
	_, ok := x.archiveOfQuery(query)
	return !ok
}

// atEndpoint returns the item whose path has something behind it that chooses a
// form or a part of it: a page of its text or comments, a feed (docs/formats.md §F.2).
func (x *Index) atEndpoint(path string) (int32, bool) {
	parent, last := cutLast(path)
	switch last {
	case "amp", "embed", "trackback", "print", "feed":
	case "rss", "rss2", "rdf", "atom":
		if parent, last = cutLast(parent); last != "feed" {
			return 0, false
		}
	default:
		page, ok := strings.CutPrefix(last, "comment-page-")
		if !isNumber(page) {
			return 0, false
		}
		if before, word := cutLast(parent); !ok && word == "page" {
			parent = before
		}
	}
	if parent == x.baseFolder() {
		return 0, false
	}
	e, m := x.pages.get(keyOf(parent))
	return e.number(), m != noMatch
}

// attachmentBelow returns the attachment that has the name of the last segment,
// if the page above it is known: WordPress does not care whose page that is
// (docs/formats.md §E.5).
func (x *Index) attachmentBelow(path string) (int32, bool) {
	parent, last := cutLast(path)
	e, m := x.slugs.get(nameKey(last, "attachment"))
	if m != exact {
		return 0, false
	}
	if before, word := cutLast(parent); word == "attachment" {
		parent = before
	}
	_, above := x.pages.get(keyOf(parent))
	return e.number(), above != noMatch
}

// byName returns the item that has the name of the last segment, below nothing
// but numbers: the site had another permalink structure, and WordPress went by
// the name (docs/formats.md §F.2). Only one item may have it.
func (x *Index) byName(path string) (int32, bool) {
	if !below(path, x.baseFolder()) {
		return 0, false
	}
	parent, last := cutLast(path[len(x.baseFolder()):])
	last = strings.TrimSuffix(last, ".html")
	for parent != "" {
		var seg string
		if parent, seg = cutLast(parent); !isNumber(seg) && seg != "archives" {
			return 0, false
		}
	}
	if last == "" || isNumber(last) {
		return 0, false
	}
	e, m := x.slugs.get(nameKey(last, "post"))
	if m == noMatch || x.item(e.number()).state != written {
		return 0, false
	}
	return e.number(), true
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) < 20
}

// byLastPart returns the item that has the name of the last segment, whatever stands
// before it: so WordPress guesses when it finds nothing (docs/formats.md §F.2).
func (x *Index) byLastPart(path string) (int32, bool) {
	if !below(path, x.baseFolder()) {
		return 0, false
	}
	_, last := cutLast(path)
	last = strings.TrimSuffix(last, ".html")
	if last == "" || isNumber(last) || len(last) < 3 {
		return 0, false
	}
	e, m := x.slugs.get(nameKey(last, "post"))
	if m == noMatch || x.item(e.number()).state != written {
		return 0, false
	}
	return e.number(), true
}
