package rewrite

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// lists is what is known of the archives that the old site had.
type lists struct {
	days   map[int32]int32   // published posts by day, as 20130402
	kinds  map[string]bool   // post types with published items
	fronts map[string]string // by post type: what the paths of its items begin with
	types  map[string]string // custom post types by that
}

// postsPerPage is how many posts WordPress lists on a page, unless it is told
// otherwise.
const postsPerPage = 10

// count notes a published item that is written.
func (l *lists) count(it *extract.Item) {
	if l.days == nil {
		l.days, l.kinds = map[int32]int32{}, map[string]bool{}
	}
	if d := it.Date; it.Type == "post" && !d.IsZero() && d.Year() < 10000 {
		l.days[int32(d.Year()*10000+int(d.Month())*100+d.Day())]++
	}
	if !l.kinds[it.Type] && len(l.kinds) < maxKinds {
		l.kinds[strings.Clone(it.Type)] = true
	}
}

// sealFronts finds out what the paths of the post types begin with, before what
// tells it is dropped.
func (x *Index) sealFronts() {
	x.lists.fronts = map[string]string{}
	for kind, s := range x.paths.structures {
		if p, ok := s.pattern(); ok && len(p) > 1 && p[0].tag == literal {
			x.lists.fronts[x.kinds.list[kind]], _ = cutLast(p[0].text)
		}
	}
	x.lists.types = map[string]string{}
	for kind := range x.lists.fronts {
		front := x.lists.fronts[kind]
		if other, ok := x.lists.types[front]; front != "" && hasArchive(kind) && (!ok || kind < other) {
			x.lists.types[front] = kind
		}
	}
}

// ListRedirects yields what leads to the archives and feeds of the new site, as
// far as the options say where they are. From the others it leads to the home
// page, but for feeds: no reader of them could read that. What leads from one address
// comes first, then what leads from all below one, from the deepest.
// Pages tells of the pages of terms, if it is not nil. Left are the addresses of those
// that have none there.
func (x *Index) ListRedirects(pages func(taxonomy, slug string) TermPage, yield func(*Redirect)) (left []Left) {
	l := listRedirects{x: x, base: x.baseFolder(), seed: maphash.MakeSeed(), seen: map[uint64]struct{}{}, pages: pages, yield: yield}
	l.feeds()
	l.terms()
	l.authors()
	l.dates()
	l.types()
	l.all(archiveSearch, archive{}, l.base+"/search")
	l.all(archiveHome, archive{}, l.base+"/page")
	slices.SortStableFunc(l.below, func(a, b Redirect) int { return cmp.Compare(len(b.From), len(a.From)) })
	for i := range l.below {
		yield(&l.below[i])
	}
	return l.left
}

// TermPage is whether the new site has a page of a term.
type TermPage int

// What is known of it.
const (
	TermShown TermPage = iota // it has, if it has pages of terms of that taxonomy
	TermEmpty                 // no published item is on it: nothing makes it
	TermHeld                  // only what is held back has the term, which is not named
)

// NoTermPage says why an address of a term leads nowhere.
const NoTermPage = "no published item has this term, so the new site has no page of it"

type listRedirects struct {
	x     *Index
	base  string
	seed  maphash.Seed
	seen  map[uint64]struct{} // addresses
	pages func(taxonomy, slug string) TermPage
	yield func(*Redirect) // told of what leads from one address
	below []Redirect      // what leads from all below one
	left  []Left
}

// to returns where an archive is now.
func (l *listRedirects) to(r archive) (to string, said bool) {
	if _, said = l.x.opt.Archives[r.kind]; said {
		url, _ := l.x.archiveURL(r)
		return encodeTarget(decodePercent(url)), true
	}
	return encodeTarget(l.base + "/"), false
}

// add adds what leads to an archive from a path, or from all that is below it,
// unless a page of the new site is there.
func (l *listRedirects) add(r archive, path, query string, below bool) {
	to, said := l.to(r)
	d := Redirect{From: path, Query: query, Below: below, To: to, Fallback: !said, Kind: RedirectArchive}
	if r.kind == archiveFeed {
		d.Kind = RedirectFeed
	}
	canonical := canonicalPath(encodePercent(path))
	target := canonicalPath(to)
	address := l.address(path, query)
	_, seen := l.seen[address]
	switch {
	case canonical == target,
		query == "" && (l.x.taken.page(canonical) || l.x.isNewFile(canonical) || r.kind != archiveFeed && l.x.isNewArchive(canonical)),
		below && (l.x.taken.below(canonical) || strings.HasPrefix(target, canonical+"/")),
		seen:
		return
	}
	if _, ok := l.x.at(canonical, ""); ok && query == "" && !below { // an item was there
		return
	}
	l.seen[address] = struct{}{}
	if below {
		l.below = append(l.below, d)
	} else {
		l.yield(&d)
	}
}

// address is a number for an address.
func (l *listRedirects) address(path, query string) uint64 {
	var h maphash.Hash
	h.SetSeed(l.seed)
	h.WriteString(path)
	h.WriteByte('?')
	h.WriteString(query)
	return h.Sum64()
}

// one adds what leads to one archive, from its own path and those of its parts
// and feeds.
func (l *listRedirects) one(r archive, path string) {
	l.feed(path)
	l.add(r, path+"/", "", false)
	l.add(r, path, "", true)
}

// feed adds what leads from the feed of a list to that of the new site, if it is known
// where that is. Else the feed leads where the list does.
func (l *listRedirects) feed(path string) {
	if _, said := l.x.opt.Archives[archiveFeed]; !said {
		return
	}
	before := len(l.below)
	l.add(archive{kind: archiveFeed}, path+"/feed", "", true)
	for i := range l.below[before:] {
		l.below[before+i].Kind = RedirectArchive // so that it comes before what leads all below the list elsewhere
	}
}

// all adds what leads to the archives of a kind from all below a path, if they
// have one place.
func (l *listRedirects) all(kind string, r archive, path string) bool {
	r.kind = kind
	before := len(l.below)
	if !strings.Contains(l.x.opt.Archives[kind], ":") {
		l.add(r, path, "", true)
	}
	return len(l.below) > before
}

// bases returns where the old site had the archives of a word: at the root or
// behind what the paths of its posts begin with (docs/formats.md §F.1).
func (l *listRedirects) bases(word string) []string {
	word = l.x.archiveBase(word)
	list := []string{l.base + "/" + word}
	if front := l.x.lists.fronts["post"]; front != "" {
		list = append(list, l.base+front+"/"+word)
	}
	return list
}

func (l *listRedirects) feeds() {
	if _, said := l.x.opt.Archives[archiveFeed]; !said {
		return
	}
	feed := archive{kind: archiveFeed}
	for _, path := range []string{"/feed", "/comments/feed"} {
		l.add(feed, l.base+path+"/", "", false)
		l.add(feed, l.base+path, "", true)
	}
	for _, name := range slices.Sorted(feedFiles.All()) {
		if name != "feed" {
			l.add(feed, l.base+"/"+name, "", false)
		}
	}
	for _, form := range []string{"rss2", "rss", "atom", "rdf", "comments-rss2", "comments-atom"} {
		l.add(feed, l.base+"/", "feed="+form, false)
	}
}

func (l *listRedirects) terms() {
	x := l.x
	words := map[string]string{"category": "category", "post_tag": "tag", "post_format": "type"}
	covered := map[string]bool{}
	for _, taxonomy := range slices.Concat([]string{"category", "post_tag", "post_format"}, slices.Sorted(maps.Keys(x.terms.kind))) {
		word := cmp.Or(words[taxonomy], taxonomy)
		for _, path := range l.bases(word) {
			if l.all(kindOfTaxonomy(taxonomy), archive{}, path) {
				covered[path] = true
			}
		}
	}
	for _, path := range l.bases("type") {
		for _, f := range formats {
			if !covered[path] {
				l.one(archive{kind: archiveFormat, path: f}, path+"/"+f)
			}
		}
	}
	for i := range x.terms.list {
		t := &x.terms.list[i]
		if !x.terms.kind[t.Taxonomy] || t.Slug == "" {
			continue
		}
		page := TermShown
		if l.pages != nil {
			page = l.pages(t.Taxonomy, t.Slug)
		}
		if page == TermHeld {
			continue
		}
		r := archive{kind: kindOfTaxonomy(t.Taxonomy), path: x.terms.path(int32(i))}
		if r.kind == archiveFormat {
			r.path = strings.TrimPrefix(r.path, "post-format-")
		}
		if page == TermEmpty && strings.Contains(x.opt.Archives[r.kind], ":") { // else it leads to the list of all, or home
			l.left = append(l.left, Left{Address: l.bases(cmp.Or(words[t.Taxonomy], t.Taxonomy))[0] + "/" + r.path + "/", Why: NoTermPage})
			continue
		}
		for _, path := range l.bases(cmp.Or(words[t.Taxonomy], t.Taxonomy)) {
			if !covered[path] {
				l.one(r, path+"/"+r.path)
			} else {
				l.feed(path + "/" + r.path)
			}
		}
		switch t.Taxonomy {
		case "category":
			if t.ID > 0 {
				l.add(r, l.base+"/", "cat="+strconv.FormatInt(t.ID, 10), false)
			}
		case "post_tag":
			l.add(r, l.base+"/", "tag="+encodeTarget(canonicalSlug(t.Slug)), false)
		}
	}
}

// formats are the post formats of WordPress, which no export lists.
var formats = strings.Fields("aside audio chat gallery image link quote status video")

func (l *listRedirects) authors() {
	covered := map[string]bool{}
	for _, path := range l.bases("author") {
		covered[path] = l.all(archiveAuthor, archive{}, path)
	}
	for _, a := range l.x.site.Authors {
		r, ok := l.x.archiveOfAuthor(a.Login)
		if !ok {
			continue
		}
		for _, path := range l.bases("author") {
			if !covered[path] {
				l.one(r, path+"/"+r.path)
			} else {
				l.feed(path + "/" + r.path)
			}
		}
		if a.ID > 0 {
			l.add(r, l.base+"/", "author="+strconv.FormatInt(a.ID, 10), false)
		}
	}
}

func (l *listRedirects) dates() {
	posts := map[int32]int32{} // by day, and by month and year: 20130400, 20130000
	for day, n := range l.x.lists.days {
		posts[day] += n
		posts[day/100*100] += n
		posts[day/10000*10000] += n
	}
	for _, day := range slices.Sorted(maps.Keys(posts)) {
		digits := fmt.Sprintf("%08d", day)
		for len(digits) > 4 && strings.HasSuffix(digits, "00") {
			digits = digits[:len(digits)-2]
		}
		date := digits[:4]
		for i := 4; i < len(digits); i += 2 {
			date += "/" + digits[i:i+2]
		}
		r := archive{kind: archiveDate, path: date}
		for _, path := range []string{l.base + "/" + date, l.base + l.x.lists.fronts["post"] + "/" + date} {
			l.add(r, path+"/", "", false)
			if posts[day] > postsPerPage {
				l.add(r, path+"/page", "", true)
			}
		}
		l.add(r, l.base+"/", "m="+digits, false)
	}
}

// types adds the archives of post types: at what the paths of their items begin
// with, or at their names.
func (l *listRedirects) types() {
	for _, kind := range slices.Sorted(maps.Keys(l.x.lists.kinds)) {
		if !hasArchive(kind) {
			continue
		}
		r := archive{kind: kind}
		path := l.x.typeArchive(kind)
		l.add(r, path+"/", "", false)
		l.add(r, path+"/page", "", true)
		l.feed(path)
		l.add(r, path+"/feed", "", true)
		l.add(r, l.base+"/", "post_type="+kind, false)
	}
}

// hasArchive reports whether a post type can have an archive of its own.
func hasArchive(kind string) bool {
	return kind != "post" && kind != "page" && kind != "attachment" && kind != ""
}

func (x *Index) typeArchive(kind string) string {
	return x.baseFolder() + cmp.Or(x.lists.fronts[kind], "/"+segment(kind))
}

// TypeArchive returns where the new site has the archive of a post type, decoded, if
// the options say so, else where the old site had it. It is for an index that is
// sealed.
func (x *Index) TypeArchive(kind string) string {
	if p, ok := x.opt.Archives[kind]; ok && !strings.Contains(p, ":") {
		return p
	}
	return decodePercent(x.typeArchive(kind)) + "/"
}
