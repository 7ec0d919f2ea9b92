package rewrite

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// hosts knows the names of all hosts that items have in their addresses, and
// finds out which of them are the site's.
type hosts struct {
	words
	links []int  // by number of the host: published items with a link there
	guids []int  // items whose guid says that the site gave it there
	roots []root // the path of the blog in those guids

	linked, given int // sums

	own    []bool              // by number, once decided
	paths  map[string][]string // of each own host: the canonical paths of the blog there
	former map[string]bool     // those that only guids show: numbers there are those of the guids
}

// A root is what most of a number of paths are.
type root struct {
	path  string
	count int
}

func (h *hosts) of(a address) int32 {
	if a.host == "" {
		return -1
	}
	n := h.number(a.host)
	if int(n) == len(h.links) {
		h.links, h.guids, h.roots = append(h.links, 0), append(h.guids, 0), append(h.roots, root{})
	}
	return n
}

// link counts the host of a published item's link.
func (h *hosts) link(a address) {
	if n := h.of(a); n >= 0 {
		h.links[n]++
		h.linked++
	}
}

// guid counts the host of a guid of the form http://host/blog/?p=1, if that is
// the item's own number: then the site gave it that, under the name it had
// then. An item that was imported has the number of another site there.
func (h *hosts) guid(a address, itsOwn bool) {
	h.given++
	n := h.of(a)
	if n < 0 || !itsOwn {
		return
	}
	h.guids[n]++
	r, path := &h.roots[n], canonicalPath(a.path)
	switch {
	case r.count == 0:
		*r = root{strings.Clone(path), 1}
	case r.path == path:
		r.count++
	default:
		r.count--
	}
}

// decide settles which hosts are the site's: that of the blog, those of the
// settings, those found otherwise, that of most links, and those of enough
// guids. Plugins lead the links of some items elsewhere.
func (h *hosts) decide(blog address, settings, found []string) {
	h.paths, h.former = map[string][]string{}, map[string]bool{}
	h.name(blog.host, canonicalPath(blog.path))
	for _, s := range slices.Concat(settings, found) {
		a, ok := parseAddress(s)
		if !ok || a.host == "" {
			a, _ = parseAddress("//" + s)
		}
		if path := canonicalPath(a.path); path != "" || h.paths[a.host] == nil {
			h.name(a.host, path)
		}
	}
	for i, host := range h.list {
		if n := h.links[i]; n >= 3 && n*2 > h.linked {
			if h.paths[host] == nil {
				h.name(host, canonicalPath(blog.path))
			}
		}
	}
	for i, host := range h.list {
		if n := h.guids[i]; (n >= 3 || n > 0 && isBlogOfWordPressCom(host)) && n*50 >= h.given {
			if h.paths[host] == nil {
				h.former[host] = true
			}
			h.name(host, h.roots[i].path)
		}
	}
	h.own = make([]bool, len(h.list))
	for i, host := range h.list {
		h.own[i] = h.paths[host] != nil
	}
}

// name adds a name of the site. WordPress.com and the file servers of networks
// are no site.
func (h *hosts) name(host, path string) {
	if host == "" || host == "wordpress.com" || slices.Contains(h.paths[host], path) {
		return
	}
	h.paths[host] = append(h.paths[host], path)
}

// common returns an address on the host that most links have, for an export
// that does not say where its blog was.
func (h *hosts) common() address {
	best := -1
	for i, n := range h.links {
		if n > 0 && (best < 0 || n > h.links[best]) {
			best = i
		}
	}
	if best < 0 {
		return address{}
	}
	return address{scheme: "http", host: h.list[best], authority: h.list[best]}
}

// has reports whether a host is one of the site's.
func (h *hosts) has(host string) bool { return host == "" || h.paths[host] != nil }

// isOwn reports whether an address is one of the site: on one of its hosts,
// below the path of the blog there. The blogs beside it are others.
func (h *hosts) isOwn(host, path string) bool {
	for _, root := range h.paths[host] {
		if below(path, root) {
			return true
		}
	}
	return false
}

// blogOf returns the address of the blog as far as the site says it
// (docs/formats.md §0.4): wordpress.com and the root of a network are not that.
func blogOf(site *extract.Site) address {
	for _, u := range []string{site.BaseBlogURL, site.Link, site.BaseSiteURL} {
		if a, ok := parseAddress(u); ok && a.host != "" && a.host != "wordpress.com" {
			a.query, a.fragment = "", ""
			return a
		}
	}
	return address{}
}
