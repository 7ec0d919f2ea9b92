package rewrite

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// A Redirect leads an address that the old site had to the new one.
type Redirect struct {
	From  string // path on the old site, decoded: its bytes
	Query string // what must be in the query, such as p=12; else the query does not matter
	Below bool   // all that is below From leads there too
	To    string // address on the new site, encoded: ASCII without anything that has a meaning in a pattern

	// Fallback says that To is only the next best page, and no new place.
	Fallback bool

	Kind RedirectKind
	File int // number of the file that To is, from 1; else 0
}

// RedirectKind says what an old address was. The lower a kind, the more will
// miss it: formats with a limit take them in this order.
type RedirectKind uint8

const (
	RedirectMoved      RedirectKind = iota // a page that has another path now
	RedirectFormer                         // what a page was before its slug or date was changed
	RedirectKept                           // an address that a plugin of the old site led elsewhere
	RedirectAttachment                     // the page of a file
	RedirectArchive                        // a list of posts
	RedirectFeed                           // a feed of the site
	RedirectNumber                         // a page, by its number
	RedirectPart                           // a page of a long text or of comments
	RedirectFile                           // a file
	RedirectForm                           // another form of a page: its feed, for other sites
	RedirectCopy                           // a copy of an image in another size
	RedirectKinds                          // how many there are
)

// String returns the word by which reports name the kind.
func (k RedirectKind) String() string {
	return [RedirectKinds]string{"moved", "former", "kept", "attachment", "archive", "feed", "number", "part", "file", "form", "copy"}[k]
}

// forms are what WordPress has behind the path of each page (docs/formats.md §F.2).
var forms = []string{"feed", "embed", "trackback", "amp"}

// commentsPerPage is what WordPress shows of them, unless it is told otherwise.
const commentsPerPage = 50

// AppendRedirects appends to an empty list what leads to item n, which is it, and had
// another address on the old site. With all, also the forms of a page whose path is what it was.
// Of two items with one address only the better one has it (docs/formats.md §F.3), and
// what is the address of a page of the new site is never led away from it, so
// that no redirect meets another.
func (x *Index) AppendRedirects(list []Redirect, n int, it *extract.Item, all bool, was ...string) []Redirect {
	rec := x.items.at(n)
	isPage := rec.state == written && it.Status == "publish" && it.Password == ""
	if !isPage && rec.state != attachment {
		return list
	}
	r := redirects{x: x, n: int32(n), it: it, link: x.linkOf(it), ask: true, list: list}
	t := x.target(r.n)
	if isPage {
		path := x.text.get(x.item(t.item).path)
		r.path, r.to = canonicalPath(encodePercent(path)), encodeTarget(path)
		r.page(all)
		for _, address := range was {
			if n, ok := x.at(canonicalPath(address), ""); !ok || n == r.n {
				r.add(Redirect{Kind: RedirectFormer, From: rawPath(address)})
			}
		}
	} else {
		r.attachment(t)
	}
	return r.list
}

// Aliases returns of an item's redirects the paths that its page had on the old
// site, decoded: what the front matter of Hugo has as aliases, and that of
// Jekyll as redirect_from. A page at /404.html is every server's own, and one below
// /x.html would need a folder where the page of that name is.
func Aliases(redirects []Redirect) []string {
	var list []string
	for _, r := range redirects {
		if r.Kind <= RedirectFormer && r.Query == "" && r.From != "/404.html" && !belowPage(r.From) {
			list = append(list, strings.ToValidUTF8(r.From, "\ufffd"))
		}
	}
	return list
}

// belowPage reports whether a folder of a path has a name that pages have, and the
// folder's own is not all that stands there.
func belowPage(path string) bool {
	return strings.Contains(strings.TrimSuffix(path, "/"), ".html/")
}

// redirects collects those of one item.
type redirects struct {
	x    *Index
	n    int32
	it   *extract.Item
	link permalink
	path string // canonical, of its page on the new site
	to   string
	file int
	own  bool            // its number leads to it, once asked
	ask  bool            // whether it does is still to be asked
	seen map[string]bool // of a long list
	list []Redirect
}

func (r *redirects) page(all bool) {
	old := r.oldPath()
	if old != "" {
		r.claimed(RedirectMoved, old)
	}
	r.former()
	r.number("p")
	if r.it.Type == "page" {
		r.number("page_id")
	}
	r.guid()
	if a, ok := importedFrom(r.it); ok && a.host == r.x.base.host {
		r.claimed(RedirectFormer, a.path)
	}
	if n, ok := r.x.at(canonicalPath(old), ""); old == "" || canonicalPath(old) == r.x.baseFolder() || !ok || n != r.n {
		return
	}
	if strings.Contains(r.it.Content, "xtpage-->") { // of the letters the x is rare, and < is not
		for i := range strings.Count(r.it.Content, "<!--nextpage-->") {
			r.part(RedirectPart, old, strconv.Itoa(i+2))
		}
	}
	comments := 0
	for _, c := range r.it.Comments {
		if c.Approved == "1" {
			comments++
		}
	}
	for i := range (comments + commentsPerPage - 1) / commentsPerPage {
		r.part(RedirectPart, old, "comment-page-"+strconv.Itoa(i+1))
	}
	if all || canonicalPath(old) != r.path {
		for _, form := range forms {
			r.part(RedirectForm, old, form)
		}
	}
}

// oldPath returns the path that the page of the item had, as its link has it, or
// "" if it had none.
func (r *redirects) oldPath() string {
	x := r.x
	switch {
	case !r.link.pretty || r.link.query != "" || !x.hosts.has(r.link.host):
		return ""
	case r.link.host == x.base.host:
		return r.link.address.path
	}
	return encodePercent(x.homePath(r.link.host, r.link.path)) + "/"
}

// former adds the addresses that an item had before its slug or date was
// changed.
func (r *redirects) former() {
	if r.link.pretty && r.x.hosts.has(r.link.host) {
		for path := range formerPaths(r.it, r.link) {
			path = encodePercent(r.x.homePath(r.link.host, path)) + "/"
			if r.claimed(RedirectFormer, path) {
				for _, form := range forms {
					r.part(RedirectForm, path, form)
				}
			}
		}
	}
}

// guid adds the address that an item got when it was made, if it was one of the
// site.
func (r *redirects) guid() {
	g, ok := parseAddress(r.it.GUID)
	if !ok || g.host == "" || !r.x.hosts.has(g.host) {
		return
	}
	if name, ok := namedBy(g.query, r.x.isType); ok && name.id > 0 && name.id != uint64(r.it.ID) {
		if n, ok := r.x.numbered(r.x.baseFolder(), name.id); ok && n == r.n {
			r.numbered("p=" + strconv.FormatUint(name.id, 10))
		}
	} else if g.query == "" && g.host == r.x.base.host && !endsInFile(r.it, g) {
		r.claimed(RedirectFormer, g.path)
	}
}

func endsInFile(it *extract.Item, g address) bool {
	return it.Type == "attachment" && isFilePath(g.path)
}

// number adds the item's number, if it is what is there.
func (r *redirects) number(key string) {
	if r.it.ID <= 0 {
		return
	}
	if r.ask {
		n, ok := r.x.numbered(r.x.baseFolder(), uint64(r.it.ID))
		r.own, r.ask = ok && n == r.n, false
	}
	if r.own {
		r.numbered(key + "=" + strconv.FormatInt(r.it.ID, 10))
	}
}

// numbered adds an address of the home page with a query that names the item, unless
// that is a page of the new site, whatever the query.
func (r *redirects) numbered(query string) {
	base := r.x.baseFolder()
	if r.path == base && r.file == 0 {
		return
	}
	r.append(Redirect{Kind: RedirectNumber, From: base + "/", Query: query})
}

// part adds what is behind the path of a page, unless it is another's.
func (r *redirects) part(kind RedirectKind, old, name string) {
	path := strings.TrimRight(old, "/") + "/" + name + "/"
	if _, ok := r.x.at(canonicalPath(path), ""); ok {
		return
	}
	if canonicalPath(path) == r.x.baseFolder()+"/comments/feed" { // of the site
		return
	}
	r.add(Redirect{Kind: kind, From: rawPath(path)})
}

// claimed adds a path, if the item is what was there, and reports whether it did.
func (r *redirects) claimed(kind RedirectKind, path string) bool {
	n, ok := r.x.at(canonicalPath(path), "")
	return ok && n == r.n && r.add(Redirect{Kind: kind, From: rawPath(path)})
}

// add completes and adds a redirect of a path, unless it would lead away from a page of
// the new site, or nowhere. It reports whether it did.
func (r *redirects) add(d Redirect) bool {
	path := canonicalPath(encodePercent(d.From))
	return r.addAt(d, path, keyOf(path))
}

// addAt is add for a path whose canonical form and key are known.
func (r *redirects) addAt(d Redirect, path string, k key) bool {
	x := r.x
	plain := strings.TrimRight(d.From, "/") == path // else the page is there under a cleaner spelling
	if plain && x.taken.has(k.whole()) || x.isNewFile(path) || path == x.baseFolder() {
		return false
	}
	return r.append(d)
}

// append completes and adds a redirect. It reports false if there is one of the address.
func (r *redirects) append(d Redirect) bool {
	if r.has(d) {
		return false
	}
	d.To, d.File = r.to, r.file
	if r.list == nil {
		r.list = make([]Redirect, 0, 8)
	}
	r.list = append(r.list, d)
	return true
}

// has reports whether an address is in the list, and notes one of a long list.
func (r *redirects) has(d Redirect) bool {
	const few = 32
	if len(r.list) < few {
		return slices.ContainsFunc(r.list, func(o Redirect) bool { return o.From == d.From && o.Query == d.Query })
	}
	if r.seen == nil {
		r.seen = map[string]bool{}
		for _, o := range r.list {
			r.seen[o.From+"?"+o.Query] = true
		}
	}
	id := d.From + "?" + d.Query
	was := r.seen[id]
	r.seen[id] = true
	return was
}

// attachment adds the page of a file, and the file with its copies. Without a
// file, its page leads to the page it was uploaded to.
func (r *redirects) attachment(t target) {
	x := r.x
	if f := x.item(t.item).file; f > 0 {
		r.file = int(f)
		name := x.FileName(int(f - 1))
		r.to, r.path = encodeTarget(x.opt.Files+name), x.opt.Files+name
		if x.opt.KeepMedia {
			r.to, r.path = encodeAddress(x.FileURL(int(f-1))), ""
		}
	} else {
		e, m := x.byID.get(numberKey(uint64(r.it.Parent)))
		if r.it.Parent <= 0 || m == noMatch || x.URL(int(e.number())) == "" {
			return
		}
		r.path = canonicalPath(encodePercent(x.URL(int(e.number()))))
		r.to = encodeTarget(x.URL(int(e.number())))
	}
	if old := r.oldPath(); old != "" {
		r.claimed(RedirectAttachment, old)
	}
	r.number("attachment_id")
	r.number("p")
	if r.file > 0 && !x.opt.KeepMedia {
		r.files()
	}
}

// files adds the addresses of an attachment's file and of its copies.
func (r *redirects) files() {
	x := r.x
	a, ok := fileAddress(r.it, x.base)
	if !ok {
		return
	}
	a = a.origin()
	if !x.hosts.has(a.host) {
		return
	}
	add := func(kind RedirectKind, path string) {
		canonical := canonicalPath(path)
		k := keyOf(canonical)
		if e, fits := x.fileOf(a.host, canonical, k); fits == exact && int(e.number()) != r.file-1 {
			return // another upload's
		}
		if a.host != x.base.host {
			path = encodePercent(x.homePath(a.host, canonical))
			canonical = canonicalPath(path)
			k = keyOf(canonical)
		}
		if _, m := x.pages.get(k); m != noMatch {
			return // a page's
		}
		if path != "" && isPlainPath(path) {
			r.addAt(Redirect{Kind: kind, From: path}, canonical, k)
		} else {
			r.add(Redirect{Kind: kind, From: rawPath(path)})
		}
	}
	add(RedirectFile, a.path)
	folder, _ := cutLast(a.path)
	isImage := isImagePath(a.path)
	meta, _ := r.it.AttachmentMeta() // of damaged data, what can be read
	copy := func(name string) {
		if name = baseName(name); name != "" && isImagePath(name) == isImage { // a picture of a PDF is no PDF
			add(RedirectCopy, folder+"/"+encodePercent(name))
		}
	}
	copy(meta.OriginalImage)
	for _, s := range meta.Sizes {
		copy(s.File)
	}
	for _, s := range meta.Earlier {
		copy(s.File)
	}
}

// FileRedirect returns what leads to file i, if it was one of the site's hosts
// that had it.
func (x *Index) FileRedirect(i int) (d Redirect, ok bool) {
	f := x.media.files.at(i)
	a, _ := x.addressOf(f)
	a = a.origin()
	if x.opt.KeepMedia || !x.hosts.has(a.host) {
		return d, false
	}
	path := a.path
	if a.host != x.base.host {
		path = encodePercent(x.homePath(a.host, canonicalPath(path)))
	}
	canonical := canonicalPath(path)
	if _, ok := x.at(canonical, ""); ok || x.taken.page(canonical) || x.isNewFile(canonical) {
		return d, false
	}
	to := x.opt.Files + x.text.get(f.name)
	if at, ok := x.media.placed[int32(i)]; ok {
		to = at.Address
	}
	return Redirect{Kind: RedirectFile, From: rawPath(path), To: encodeTarget(to), File: i + 1}, to != ""
}

// rawPath returns the bytes of a path, as a server sees them: without dots and
// double slashes.
func rawPath(path string) string {
	path = removeDots(decodePercent(path))
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	return path
}

// encodeTarget encodes a path so that it is the same in every format: what is
// not a letter, a digit or one of -._~/ of ASCII is percent-encoded.
func encodeTarget(path string) string { return encodeBytes(path, "-._~/") }

func encodeAddress(url string) string { return encodeBytes(url, "-._~/:?=&%,+") }

func encodeBytes(s, stays string) string {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		if c := s[i]; isAlnum(c) || strings.IndexByte(stays, c) >= 0 {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(b)
}
