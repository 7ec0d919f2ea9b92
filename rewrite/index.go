package rewrite

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Options say how addresses are rewritten. The zero value keeps old paths and
// rewrites links and media.
type Options struct {
	Hosts      []string // further names of the old site
	Permalinks string   // pattern of the paths of posts, such as /:year/:month/:slug/; empty keeps the old ones
	KeepLinks  bool     // leave links to pages as they are
	KeepMedia  bool     // leave addresses of files as they are
}

// Index maps addresses of the old site to items and files. Items are known by
// their number: the order in which Add was called, from 0.
type Index struct {
	opt     Options
	pattern *pattern // of Options.Permalinks

	items []item
	text  arena

	pages   table // addresses of items
	byID    table // ?p=
	pending []pendingAddress
	hosts   hosts

	media media

	own  map[string]bool // names of the old site
	base address         // of the blog

	structure structure      // of the old permalinks
	plain     []plainItem    // items whose link does not tell their path
	parents   map[int64]page // pages, for the paths of their children
}

// item is what is kept of each item of the source.
type item struct {
	url   ref   // new path, once sealed; empty if the item has no page in the output
	file  int32 // of an attachment: its number among the files, from 1
	known kind
}

type kind uint8

const (
	notWritten kind = iota
	written
	attachment
)

// pendingAddress is an address whose host is not yet known to be the site's.
type pendingAddress struct {
	path, full uint64 // hash of the canonical path, and of host and path
	host       int32
	item       int32
	rank       uint8
}

// plainItem is a written item whose link is ?p=1 or lacking: its path is
// computed when the permalink structure is known (facts.md §0.6).
type plainItem struct {
	item int32
	post post
}

type page struct {
	slug   string
	parent int64
}

// New returns an empty index.
func New(opt Options) (*Index, error) {
	x := &Index{opt: opt, parents: map[int64]page{}}
	if opt.Permalinks != "" {
		p, err := parsePattern(opt.Permalinks)
		if err != nil {
			return nil, fmt.Errorf("permalinks: %w", err)
		}
		x.pattern = p
	}
	return x, nil
}

// Of two items that claim one address, a page wins over a post, a post over
// any other type, and that over an attachment (facts.md §F.3). An old slug is
// only taken if nothing else is there.
func rank(it *extract.Item) uint8 {
	switch it.Type {
	case "page":
		return 0
	case "post":
		return 1
	case "attachment":
		return 3
	}
	return 2
}

const rankOld = 4

// Add adds the next item of the source. Links to an item that is not written
// are not rewritten.
func (x *Index) Add(it *extract.Item, write bool) {
	n := int32(len(x.items))
	x.items = append(x.items, item{})
	rec := &x.items[n]
	r := rank(it)
	link, linkOK := parseAddress(it.Link)
	path := ""
	if linkOK {
		path = canonicalPath(link.path)
	}
	switch {
	case it.Type == "attachment":
		rec.known = attachment
		rec.file = x.media.addAttachment(x, it, n)
	case write:
		rec.known = written
	}
	x.hosts.count(link.host, it.Type != "attachment" && it.Status == "publish")
	if it.ID > 0 {
		x.byID.add(uint64(it.ID), n, r)
	}
	if path != "" && link.query == "" {
		x.address(link, path, n, r)
		for _, m := range it.Meta {
			if m.Key == "_wp_old_slug" && m.Value != "" && it.Slug != "" {
				if old, ok := withSlug(path, it.Slug, m.Value); ok {
					x.address(link, old, n, rankOld)
				}
			}
		}
	}
	if g, ok := parseAddress(it.GUID); ok && g.absolute && it.Type != "attachment" {
		if p := canonicalPath(g.path); p != "" && g.query == "" && p != path {
			x.address(g, p, n, rankOld)
		} else if v, _ := queryValue(g.query, "p"); v != "" && v != strconv.FormatInt(it.ID, 10) {
			// An item that was imported keeps the guid of the site it came from.
			x.pending = append(x.pending, pendingAddress{full: hash(g.host, p, g.query), host: -1, item: n, rank: rankOld})
		}
	}
	if it.Type == "page" && it.ID > 0 {
		x.parents[it.ID] = page{slug: slugOf(it), parent: it.Parent}
	}
	if !write || it.Type == "attachment" {
		return
	}
	x.media.scan(x, it, link)
	p := postOf(it)
	switch {
	case x.pattern != nil && it.Type == "post":
		rec.url = x.text.add(x.pattern.path(&p))
	case path != "" && link.query == "":
		rec.url = x.text.add(oldPath(link.path))
	case linkOK && link.absolute && link.query == "" && it.Type == "page":
		rec.url = x.text.add("/") // the front page
		x.address(link, "", n, r)
	default:
		x.plain = append(x.plain, plainItem{n, p})
	}
	if it.Type == "post" && it.Status == "publish" && path != "" && link.query == "" {
		x.structure.sample(path, &p)
	}
}

// address keeps an address of an item until the names of the site are known.
func (x *Index) address(a address, path string, n int32, rank uint8) {
	host := int32(-1)
	if a.absolute {
		host = x.hosts.number(a.host)
	}
	x.pending = append(x.pending, pendingAddress{path: hash(path), full: hash(a.host, path, ""), host: host, item: n, rank: rank})
}

// oldPath returns the path of an old link as the new path: decoded, without
// index.php.
func oldPath(p string) string {
	return dropIndexPHP(decodePercent(p))
}

// withSlug returns a path with its last segment, which must be slug, replaced.
func withSlug(path, slug, old string) (string, bool) {
	i := strings.LastIndexByte(path, '/') + 1
	if path[i:] != canonicalPath(slug) {
		return "", false
	}
	return path[:i] + canonicalPath(old), true
}

// Seal ends the filling. site is the site as the whole source describes it;
// name gives each file a name of its own under images, from the name it had.
func (x *Index) Seal(site *extract.Site, name func(file string) string) {
	x.base, _ = parseAddress(site.URL())
	x.own = map[string]bool{}
	for _, u := range append([]string{site.BaseBlogURL, site.BaseSiteURL, site.Link}, x.opt.Hosts...) {
		a, ok := parseAddress(u)
		if !ok || !a.absolute {
			a.host = hostName(u)
		}
		if a.host != "" && a.host != "wordpress.com" { // the network of WordPress.com is not the site
			x.own[a.host] = true
		}
	}
	for _, h := range x.hosts.common() {
		x.own[h] = true
	}
	if !x.base.absolute {
		if c := x.hosts.common(); len(c) > 0 {
			x.base = address{absolute: true, scheme: "http", host: c[0]}
		}
	}
	x.base.path = canonicalPath(x.base.path)

	own := make([]bool, len(x.hosts.names))
	for i, h := range x.hosts.names {
		own[i] = x.own[h]
	}
	for _, p := range x.pending {
		key := p.full
		if p.host >= 0 && own[p.host] || p.host < 0 && p.path != 0 {
			key = p.path
		}
		x.pages.add(key, p.item, p.rank)
	}
	x.pending = nil
	x.pages.seal()
	x.byID.seal()

	old := x.structure.pattern(x.base.path)
	for _, p := range x.plain {
		x.items[p.item].url = x.text.add(x.computed(&p.post, old))
	}
	x.plain, x.parents = nil, nil
	x.media.seal(x, name)
}

// computed returns the path that WordPress would give an item whose link does
// not tell.
func (x *Index) computed(p *post, old *pattern) string {
	switch p.kind {
	case "post":
		return old.path(p)
	case "page":
		segs := []string{p.slug}
		seen := map[int64]bool{p.id: true}
		for id := p.parent; id != 0 && !seen[id]; {
			seen[id] = true
			parent, ok := x.parents[id]
			if !ok {
				break
			}
			segs = append(segs, parent.slug)
			id = parent.parent
		}
		slices.Reverse(segs)
		return x.base.path + "/" + decodePercent(strings.Join(segs, "/")) + "/"
	}
	return x.base.path + "/" + segment(p.kind) + "/" + segment(p.slug) + "/"
}

// URL returns the new path of item n, or "" if it has no page in the output.
func (x *Index) URL(n int) string {
	return x.text.get(x.items[n].url)
}

// File returns the file of attachment n, or nil.
func (x *Index) File(n int) *File {
	if f := x.items[n].file; f > 0 {
		return x.media.file(int(f - 1))
	}
	return nil
}

// hosts counts the hosts of the items' links.
type hosts struct {
	names  []string
	index  map[string]int32
	links  []int
	linked int
}

func (h *hosts) number(name string) int32 {
	if i, ok := h.index[name]; ok {
		return i
	}
	if h.index == nil {
		h.index = map[string]int32{}
	}
	i := int32(len(h.names))
	name = strings.Clone(name)
	h.names = append(h.names, name)
	h.links = append(h.links, 0)
	h.index[name] = i
	return i
}

func (h *hosts) count(host string, own bool) {
	if host == "" || !own {
		return
	}
	h.links[h.number(host)]++
	h.linked++
}

// common returns the hosts that so many published items have in their links
// that they must be names of the site, the most frequent first. A few may have
// been pointed elsewhere by a plugin (facts.md §A.7, _links_to).
func (h *hosts) common() []string {
	var names []string
	for i, n := range h.links {
		if n >= 3 && n*10 >= h.linked || n > 0 && n == h.linked {
			names = append(names, h.names[i])
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return h.links[h.index[b]] - h.links[h.index[a]] })
	return names
}
