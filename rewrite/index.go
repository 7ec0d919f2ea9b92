package rewrite

import (
	"maps"

	"github.com/wp2md/wp2md/extract"
)

// Options say how addresses are rewritten. The zero value keeps old paths and
// rewrites links and media.
type Options struct {
	Hosts      []string // further names of the old site; one in a folder has its path behind it
	Permalinks string   // pattern of the paths of posts, such as /:year/:month/:slug/; empty keeps the old ones
	KeepLinks  bool     // leave links to pages as they are
	KeepMedia  bool     // leave addresses of files as they are
	Files      string   // address of the folder that the new site has files in: a path between slashes
	ByMonth    bool     // files of a folder of a month, such as 2013/04, are in one of its name

	// Archives says where the new site has archives and feeds, by their kind:
	// category, tag, format, author, date, home, search, feed, the name of another
	// taxonomy or of a post type. A path has :slug, :path (parent/child), :year,
	// :month and :day in it. One that is not named stays at its old path.
	Archives map[string]string

	// Avoid are characters of ASCII that the paths of pages cannot have; a dash
	// stands for each.
	Avoid string

	// Shown says which custom fields pages may show as they show their content: what a
	// page builder has stored. Nil is none.
	Shown func(field string) bool

	// Pictures says which custom fields of an item of a type list pictures that pages may
	// show. Nil is none.
	Pictures func(field, typ string) bool

	// FoldCase says that the new site cannot have two pages whose paths differ in case
	// alone.
	FoldCase bool
}

// Index maps addresses of the old site to items and files. Items are known by
// their number: the order in which Add was called, from 0.
type Index struct {
	opt     Options
	site    *extract.Site
	siteURL [3]string // what base was read from
	base    address   // of the blog
	hosts   hosts

	items list[item]
	kinds words // post types; the first is none
	text  arena // paths and names

	pages  addresses // → item
	byID   table     // ?p= → item
	slugs  table     // by name alone → item; the exact part of the key is the type
	twin   map[int32]int32
	within map[int32]within // items that the pages of others show
	shares map[int32]int32  // items that keep the address that another one had too

	terms terms
	lists lists
	ids   set // of places on pages, by item
	media media

	paths paths
	taken taken              // by pages of the new site, once sealed
	moved map[string]string  // archives
	rules []extract.Redirect // that are items

	dropped []int32 // while filling
}

// item is what is kept of each item of the source.
type item struct {
	path  ref   // on the new site, as far as it is known
	file  int32 // of an attachment: its number among the files, from 1
	kind  int16 // post type, by its number among the kinds
	state state
	shut  bool // not published: a draft, private, behind a password
}

type state uint8

const (
	unwritten  state = iota
	written          // has a page in the output
	attachment       // its page is its file
)

// New returns an empty index of a site. The site may be filled while items are
// added, as a source does it; it is complete when Seal is called.
func New(site *extract.Site, opt Options) (*Index, error) {
	if err := checkArchives(opt.Archives); err != nil {
		return nil, err
	}
	x := &Index{opt: opt, site: site, paths: paths{structures: map[int16]*structure{}}}
	if opt.Permalinks != "" {
		p, err := parsePattern(opt.Permalinks)
		if err != nil {
			return nil, err
		}
		x.paths.ofPosts = p
	}
	x.kinds.number("")
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
	rec.shut = rec.state != attachment && it.Status != "publish" || it.Password != ""
	x.keepRedirect(it)
	link := x.linkOf(it)
	x.claim(it, n, rec.state, link)
	if rec.state == attachment {
		x.addAttachment(it, n)
	}
	if write || it.Type == "wp_block" || rec.state == attachment {
		x.scan(it, link)
	}
	switch {
	case rec.state == written:
		isPage := it.Type == "page"
		x.addIDs(idsOf(it.Content), n, isPage)
		for i := range it.Meta {
			if m := &it.Meta[i]; x.opt.Shown != nil && x.opt.Shown(m.Key) {
				x.addIDs(idsOfData(m.Value), n, isPage)
			}
		}
		if it.Status == "publish" && it.Password == "" {
			x.lists.count(it)
		}
	case it.Type == "wp_block":
		x.addIDs(idsOf(it.Content), everyPage, true)
	}
	if rec.state == written || it.Type == "page" {
		x.place(it, n, link)
	}
}

func (x *Index) item(n int32) *item { return x.items.at(int(n)) }

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

// isType reports whether an item of that post type has been added.
func (x *Index) isType(name string) bool {
	_, ok := x.kinds.index[name]
	return ok && name != ""
}

// readBase reads the address of the blog as far as the site says it by now.
func (x *Index) readBase() {
	u := [3]string{x.site.BaseBlogURL, x.site.Link, x.site.BaseSiteURL}
	if u != x.siteURL || x.base.host == "" {
		x.siteURL, x.base = u, blogOf(x.site)
	}
}

// baseFolder returns the path of the blog without a slash at its end.
func (x *Index) baseFolder() string { return canonicalPath(x.base.path) }

// Seal ends the filling, when the whole source has been read. Name gives each
// file a name of its own under images, from the name it had, with ByMonth 2013/04/
// before it: first those of attachments, in the order of the source, then those
// that contents name beside them. After it any number of goroutines may use the index.
func (x *Index) Seal(name func(file string) string) {
	x.readBase()
	if x.base.host == "" {
		x.base = x.hosts.common()
	}
	x.hosts.decide(x.base, x.opt.Hosts, x.blogsOfFiles())
	x.pages.seal(&x.hosts)
	x.findTwins()
	x.terms.seal(x.site.Terms)
	x.byID.seal()
	x.findPages()
	x.slugs.seal()
	x.sealFronts()
	x.placeRest()
	x.sealTaken()
	x.sealMedia(name)
}

// KeepArchives says where the new site has archives of kinds that the options say
// nothing of: it makes them itself. It is for an index that is sealed and that
// nobody uses yet.
func (x *Index) KeepArchives(archives map[string]string) {
	all := maps.Clone(archives)
	maps.Copy(all, x.opt.Archives)
	x.opt.Archives = all
}

// MoveArchives says of archives at a path of [Index.KeepArchives], percent-encoded
// as in links, that they are at another one, which is decoded. It is for an index
// that nobody uses yet.
func (x *Index) MoveArchives(moved map[string]string) { x.moved = moved }

// Possible returns a path without what the new site cannot have in one.
func (x *Index) Possible(path string) string { return x.possible(path) }

// HasPage reports whether an item in the output, or the home page of the blog, has
// a path on the new site.
func (x *Index) HasPage(path string) bool { return x.taken.page(canonicalPath(encodePercent(path))) }

// PageOf returns the path of the item of a number on the new site, as [Index.URL] does.
func (x *Index) PageOf(id int64) string {
	if e, m := x.byID.get(numberKey(uint64(id))); m != noMatch {
		return x.URL(int(x.target(e.number()).item))
	}
	return ""
}

// Has reports whether there is an item of that number, whatever has become of it.
func (x *Index) Has(id int64) bool {
	_, m := x.byID.get(numberKey(uint64(id)))
	return m != noMatch
}

// URL returns the path of item n on the new site, decoded, or "" if it has no
// page there.
func (x *Index) URL(n int) string {
	if it := x.items.at(n); it.state == written {
		return x.text.get(it.path)
	}
	return ""
}
