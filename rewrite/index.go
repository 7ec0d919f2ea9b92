package rewrite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
)

// Options say how addresses are rewritten. The zero value keeps old paths and
// rewrites links and media.
type Options struct {
	Hosts      []string // further names of the old site; one in a folder has its path behind it
	Permalinks string   // pattern of the paths of posts, such as /:year/:month/:slug/; empty keeps the old ones
	KeepLinks  bool     // leave links to pages as they are
	KeepMedia  bool     // leave addresses of files as they are
}

// Index maps addresses of the old site to items and files. Items are known by
// their number: the order in which Add was called, from 0.
type Index struct {
	opt     Options
	pattern pattern // of Options.Permalinks
	site    *extract.Site
	siteURL [3]string // what base was read from
	base    address   // of the blog

	items list[item]
	text  arena
	kinds words // post types; the first is none
	words words // categories and authors, while filling

	pages addresses // → item
	byID  table     // ?p= → item
	slugs table     // by name alone → item; the exact part of the key is the type
	hosts hosts
	media media

	structures map[int32]*structure // by post type, while filling
	unplaced   list[unplaced]       // items whose link does not tell their path, while filling
	scratch    arena                // their slugs, while filling
	made       list[int32]          // items whose path is not the one they had, while filling
	newPaths   set                  // and these paths, once sealed
	front      ref                  // slug of the page that is the home page
	categories categories

	dropped []int32
	twin    map[int32]int32 // of dropped items: the one that stands for it
}

// item is what is kept of each item of the source.
type item struct {
	path  ref   // on the new site, as far as it is known
	file  int32 // of an attachment: its number among the files, from 1
	kind  int16 // post type, by its number among the kinds
	state state
}

type state uint8

const (
	unwritten  state = iota
	written          // has a page in the output
	attachment       // its page is its file
)

// Of two items that claim one address, a page wins over a post, a post over
// any other type, and that over an attachment (facts.md §F.3); former addresses
// and items without a page come last.
const (
	rankPage rank = iota
	rankPost
	rankOther
	rankAttachment
	rankFormer
	rankImported // by a guid with a number that is not the item's
	rankUnwritten
)

func rankOf(it *extract.Item, s state) rank {
	switch {
	case s == attachment:
		return rankAttachment
	case s == unwritten:
		return rankUnwritten
	case it.Type == "page":
		return rankPage
	case it.Type == "post":
		return rankPost
	}
	return rankOther
}

// New returns an empty index of a site. The site may be filled while items are
// added, as a source does it; it is complete when Seal is called.
func New(site *extract.Site, opt Options) (*Index, error) {
	x := &Index{opt: opt, site: site, structures: map[int32]*structure{}}
	if opt.Permalinks != "" {
		p, err := parsePattern(opt.Permalinks)
		if err != nil {
			return nil, err
		}
		x.pattern = p
	}
	x.kinds.number("")
	x.media.text = &x.text
	return x, nil
}

// Add adds the next item of the source. Links to an item that is not written
// are not rewritten. The index keeps nothing of the item but copies.
func (x *Index) Add(it *extract.Item, write bool) {
	if x.items.n == maxNumber {
		panic("rewrite: internal error: more items than numbers")
	}
	x.readBase()
	n := int32(x.items.n)
	x.items.add(item{kind: x.kind(it.Type)})
	rec := x.item(n)
	switch {
	case it.Type == "attachment":
		rec.state = attachment
	case write:
		rec.state = written
	}
	r := rankOf(it, rec.state)
	if it.ID > 0 {
		x.byID.add(key{fold: uint64(it.ID)}, n, r)
	}
	link := x.linkOf(it)
	if it.Status == "publish" && rec.state != attachment {
		x.hosts.link(link.address)
	}
	x.addAddresses(it, n, r, link)
	if rec.state == attachment {
		x.media.addAttachment(x, it, n)
	}
	if !x.opt.KeepMedia && (write || it.Type == "wp_block" || rec.state == attachment) {
		base := x.base
		if x.isHere(link) {
			base = link.address
		}
		x.media.scan(x, it, base)
	}
	if rec.state == written || it.Type == "page" {
		x.place(it, n, link)
	}
}

func (x *Index) item(n int32) *item { return x.items.at(int(n)) }

// Drop says that item n stands in the source a second time: its addresses lead
// to the other item with its ID.
func (x *Index) Drop(n int) { x.dropped = append(x.dropped, int32(n)) }

// kind returns the number of a post type.
func (x *Index) kind(name string) int16 {
	if i, ok := x.kinds.index[name]; ok {
		return int16(i)
	}
	if len(x.kinds.list) == maxKinds {
		return 0
	}
	return int16(x.kinds.number(name))
}

// maxKinds is how many post types are told apart. Sites have a dozen.
const maxKinds = 1000

// readBase reads the address of the blog as far as it is known.
func (x *Index) readBase() {
	u := [3]string{x.site.BaseBlogURL, x.site.Link, x.site.BaseSiteURL}
	if u == x.siteURL && x.base.host != "" {
		return
	}
	x.siteURL, x.base = u, blogOf(x.site)
}

// A permalink is the link of an item.
type permalink struct {
	address
	pretty bool   // tells the item's path, and not just its number
	home   bool   // is the home page
	path   string // canonical
}

func (x *Index) linkOf(it *extract.Item) (l permalink) {
	a, ok := parseAddress(it.Link)
	if !ok || a.host == "" && a.path == "" && a.query == "" {
		l.address = x.base
		return l
	}
	l.address = a.resolve(x.base)
	l.path = canonicalPath(l.address.path)
	l.home = l.path == canonicalPath(x.base.path)
	l.pretty = !l.home && l.path != ""
	if l.query != "" {
		l.home = false
		if name, ok := namedBy(l.query, x.isType); ok && name.id > 0 {
			l.pretty = false
		}
	}
	return l
}

// isHere reports whether a link is on the host of the blog, as far as that is
// known. A plugin can lead it elsewhere.
func (x *Index) isHere(link permalink) bool { return x.base.host == "" || link.host == x.base.host }

// addAddresses adds what leads to an item: its link, its name, the ones it had,
// its guid.
func (x *Index) addAddresses(it *extract.Item, n int32, r rank, link permalink) {
	host := x.hosts.of(link.address)
	slug := nameKey(it.Slug, it.Type)
	switch {
	case link.pretty:
		x.pages.add(host, keyOf(link.path), n, r, foreignGoes)
	case link.home && it.Type == "page" && r == rankPage:
		x.pages.add(host, keyOf(link.path), n, r, foreignGoes)
		x.front = x.text.add(slugOf(it))
	}
	if r != rankUnwritten && it.Slug != "" {
		x.slugs.add(slug, n, r)
	}
	if r < rankAttachment {
		x.addFormer(it, n, host, link)
	}
	if g, ok := parseAddress(it.GUID); ok && g.host != "" {
		x.addGUID(it, g, n, link)
	}
}

// addFormer adds the addresses that an item had before its slug or date was
// changed.
func (x *Index) addFormer(it *extract.Item, n, host int32, link permalink) {
	for _, m := range it.Meta {
		old, ok := "", false
		switch m.Key {
		case "_wp_old_slug":
			if m.Value == "" || m.Value == it.Slug {
				continue
			}
			x.slugs.add(nameKey(m.Value, it.Type), n, rankFormer)
			old, ok = withSlug(link.path, it.Slug, m.Value)
		case "_wp_old_date":
			old, ok = withDate(link.path, it.Date, m.Value)
		}
		if ok && link.pretty {
			x.pages.add(host, keyOf(old), n, rankFormer, foreignGoes)
		}
	}
}

// addGUID adds the address that an item got when it was made. Its host may be
// one the site had then.
func (x *Index) addGUID(it *extract.Item, g address, n int32, link permalink) {
	if name, ok := namedBy(g.query, x.isType); ok && name.id > 0 {
		itsOwn := it.ID > 0 && name.id == uint64(it.ID)
		x.hosts.guid(g, itsOwn)
		r := rankFormer
		if !itsOwn {
			r = rankImported
		}
		if !itsOwn || g.host != link.host {
			x.pages.add(x.hosts.of(g), queryKey(canonicalPath(g.path), name.id), n, r, foreignStays)
		}
		return
	}
	if p := canonicalPath(g.path); p != "" && g.query == "" && it.Type != "attachment" && (p != link.path || g.host != link.host) {
		x.pages.add(x.hosts.of(g), keyOf(p), n, rankFormer, foreignStays)
	}
}

// queryKey returns the key of path?p=id.
func queryKey(path string, id uint64) key {
	return keyOf(path + "?p=" + strconv.FormatUint(id, 10))
}

// nameKey returns the key of the name of an item of a type.
func nameKey(slug, kind string) key {
	return key{keyOf(canonicalSlug(slug)).fold, uint32(hash(kind))}
}

func canonicalSlug(slug string) string { return strings.Trim(decodePath(slug), "/") }

// slugOf returns the slug of an item, or the one WordPress would give it when
// it is published (facts.md §F.4).
func slugOf(it *extract.Item) string {
	if canonicalPath("/"+encodePercent(segment(it.Slug))) != "" {
		return it.Slug
	}
	return cmp.Or(extract.MakeSlug(it.PlainTitle()), "post-"+strconv.FormatInt(it.ID, 10))
}

// withSlug returns a path with its last segment, which must be slug, replaced.
func withSlug(path, slug, old string) (string, bool) {
	i := strings.LastIndexByte(path, '/') + 1
	name, ext := path[i:], ""
	if s, ok := strings.CutSuffix(name, ".html"); ok {
		name, ext = s, ".html"
	}
	if name == "" || name != canonicalSlug(slug) {
		return "", false
	}
	return path[:i] + canonicalSlug(old) + ext, true
}

// withDate returns a path with the date in it, which must be that, replaced by
// one of the form 2006-01-02.
func withDate(path string, date time.Time, old string) (string, bool) {
	then, err := time.Parse(time.DateOnly, old)
	if err != nil {
		return "", false
	}
	for _, layout := range []string{"/2006/01/02/", "/2006/01/", "/2006/"} {
		if now := date.Format(layout); strings.Contains(path, now) {
			return strings.Replace(path, now, then.Format(layout), 1), true
		}
	}
	return "", false
}

func (x *Index) isType(name string) bool {
	_, ok := x.kinds.index[name]
	return ok && name != ""
}

// Seal ends the filling, when the whole source has been read. Name gives each
// file a name of its own under images, from the name it had: first those of
// attachments, in the order of the source, then those that contents name beside
// them. After it any number of goroutines may use the index.
func (x *Index) Seal(name func(file string) string) {
	x.readBase()
	if x.base.host == "" {
		x.base = x.hosts.common()
	}
	x.hosts.decide(x.base, append(x.opt.Hosts[:len(x.opt.Hosts):len(x.opt.Hosts)], x.media.blogs(&x.hosts)...))
	x.pages.seal(&x.hosts)
	x.findTwins()
	x.byID.seal()
	x.slugs.seal()
	x.placeRest()
	x.structures, x.categories, x.words = nil, categories{}, words{}
	x.media.seal(x, name)
}

// findTwins finds the items that stand for those that were dropped.
func (x *Index) findTwins() {
	if len(x.dropped) == 0 {
		return
	}
	slices.Sort(x.dropped)
	isDropped := func(n int32) bool {
		_, ok := slices.BinarySearch(x.dropped, n)
		return ok
	}
	x.twin = map[int32]int32{}
	x.byID.sort()
	for i := 0; i < x.byID.entries.n; {
		j := i
		stays := int32(-1)
		for ; j < x.byID.entries.n && x.byID.entries.at(j).key == x.byID.entries.at(i).key; j++ {
			if n := x.byID.entries.at(j).number(); stays < 0 && !isDropped(n) {
				stays = n
			}
		}
		for ; i < j; i++ {
			if n := x.byID.entries.at(i).number(); stays >= 0 && isDropped(n) {
				x.twin[n] = stays
			}
		}
	}
}

// URL returns the path of item n on the new site, decoded, or "" if it has no
// page there.
func (x *Index) URL(n int) string {
	if it := x.items.at(n); it.state == written {
		return x.text.get(it.path)
	}
	return ""
}
