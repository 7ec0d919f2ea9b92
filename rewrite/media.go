package rewrite

import (
	"cmp"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// media knows the files of the old site: those of attachments, and those that
// only contents name.
type media struct {
	text    *arena
	folders words        // with the scheme and host before them, and a slash behind
	files   []fileRecord // by number
	keys    addresses    // of attachments' files → number
	named   table        // of files that only contents name → number
	names   set          // of the files on the new site
	roots   []uploads    // folders that hold attachments

	attached []attached   // attachments, while filling
	found    []fileRecord // files that contents name, while filling
	seen     set          // and what they are known by
}

type fileRecord struct {
	base   ref   // the last segment of its address
	name   ref   // its name on the new site, once sealed
	folder int32 // and all before it
}

// attached is the file of an attachment, until it is known whether it is
// another one's too.
type attached struct {
	file fileRecord
	item int32
}

// Of two files that claim one address, that which has it wins.
const (
	rankFile    rank = iota
	rankCopy         // a smaller copy, or the upload that it was made from
	rankEarlier      // what it was before it was edited
	rankNamed        // of a file that only contents name
)

// uploads is a folder of the old site that holds attachments.
type uploads struct {
	host int32 // or -1 for the site's own
	path string
}

// maxRoots is how many folders of uploads are told apart. Sites have one or
// two.
const maxRoots = 32

// A File is a file of the old site that has a place in the new one.
type File struct {
	Name string // below images/
	URL  string // its address on the old site
	Path string // where a copy of wp-content/uploads has it, slash-separated: 2013/04/rework.png
}

// addAttachment adds the file of an attachment and what else leads to it.
func (m *media) addAttachment(x *Index, it *extract.Item, n int32) {
	a, ok := fileAddress(it, x.base)
	if !ok {
		return
	}
	i := int32(len(m.attached))
	m.attached = append(m.attached, attached{m.record(a), n})
	a = a.origin()
	path, host := canonicalPath(a.path), x.hosts.of(a)
	m.keys.add(host, keyOf(path), i, rankFile, foreignStays)

	meta, _ := it.AttachmentMeta() // of damaged data, what can be read
	if rel := canonicalPath("/" + strings.TrimLeft(meta.File, "/")); strings.HasSuffix(path, rel) && !strings.Contains(meta.File, "://") && len(rel) > 1 {
		m.root(host, strings.TrimSuffix(path, rel))
		if host >= 0 && x.base.host != "" && a.host != x.base.host {
			m.keys.add(-1, keyOf(path), i, rankFile, foreignStays) // a host that only serves files
		}
	}
	if g, ok := parseAddress(it.GUID); ok && g.host != "" && g.query == "" && isFilePath(g.path) {
		g = g.origin()
		if p := canonicalPath(g.path); p != path || g.host != a.host {
			m.keys.add(x.hosts.of(g), keyOf(p), i, rankCopy, foreignStays)
		}
	}
	folder := path[:strings.LastIndexByte(path, '/')+1]
	other := func(name string, r rank) {
		p := canonicalPath(folder + baseName(name))
		if name == "" || p == path || isImagePath(p) != isImagePath(path) {
			return // a picture of a PDF is no PDF
		}
		if r == rankCopy && firstOriginal(p) == path {
			return // found without
		}
		m.keys.add(host, keyOf(p), i, r, foreignStays)
	}
	other(meta.OriginalImage, rankCopy)
	for _, s := range meta.Sizes {
		other(s.File, rankCopy)
	}
	for _, s := range meta.Earlier {
		other(s.File, rankEarlier)
	}
}

// fileAddress returns the address of an attachment's file. Importers complete
// a relative one with the address of the blog (facts.md §A.4).
func fileAddress(it *extract.Item, base address) (a address, ok bool) {
	if a, ok = parseAddress(it.AttachmentURL); !ok || !endsInName(a) {
		if a, ok = parseAddress(it.GUID); !ok || !endsInName(a) || !isFilePath(a.path) {
			return a, false
		}
	}
	if a.host == "" {
		a.scheme, a.host, a.authority = base.scheme, base.host, base.authority
		a.path = removeDots(strings.TrimRight(base.path, "/") + "/" + strings.TrimLeft(a.path, "/"))
	}
	a.scheme = cmp.Or(a.scheme, base.scheme)
	a.fragment = ""
	return a, true
}

// endsInName reports whether an address can be that of a file.
func endsInName(a address) bool {
	name, ok := namedBy(a.query, func(string) bool { return false })
	return !(ok && name.id > 0) && !strings.HasSuffix(a.path, "/") && canonicalPath(a.path) != ""
}

// record returns the record of the file at an address.
func (m *media) record(a address) fileRecord {
	u := a.path + a.query
	if a.host != "" {
		u = a.String()
	}
	end := len(u) - len(a.query)
	i := strings.LastIndexByte(u[:end], '/') + 1
	return fileRecord{base: m.text.add(u[i:]), folder: m.folders.number(u[:i])}
}

func (m *media) url(r fileRecord) string { return m.folders.list[r.folder] + m.text.get(r.base) }

// root notes a folder that holds attachments, by what an attachment's own path
// leaves of its address.
func (m *media) root(host int32, path string) {
	for _, r := range m.roots {
		if r.host == host && r.path == path {
			return
		}
	}
	if len(m.roots) < maxRoots {
		m.roots = append(m.roots, uploads{host, strings.Clone(path)})
	}
}

// blogs returns the blogs of WordPress.com whose file servers hold attachments:
// they are the site, under the name it has there.
func (m *media) blogs(h *hosts) []string {
	var names []string
	for _, r := range m.roots {
		if r.host >= 0 && strings.HasSuffix(h.list[r.host], ".wordpress.com") {
			names = append(names, h.list[r.host])
		}
	}
	return names
}

// scan notes the files that an item's content names.
func (m *media) scan(x *Index, it *extract.Item, base address) {
	for _, s := range []string{it.Content, it.Excerpt} {
		for found := range fileAddresses(s) {
			a, ok := parseAddress(found)
			if !ok {
				continue
			}
			if a = a.resolve(base).unwrapped(); !isFilePath(a.path) {
				continue
			}
			if o := a.origin(); m.seen.add(keyOf(canonicalPath(o.path)).exactOn(o.host)) {
				a.scheme, a.query, a.fragment = cmp.Or(a.scheme, base.scheme), "", ""
				m.found = append(m.found, m.record(a))
			}
		}
	}
}

// seal numbers and names the files: first those of attachments, then those
// that contents name beside them, both in the order of the source.
func (m *media) seal(x *Index, name func(string) string) {
	m.keys.seal(&x.hosts)
	number := make([]int32, len(m.attached)) // of the file of each attachment
	for i, att := range m.attached {
		a, _ := parseAddress(m.url(att.file))
		a = a.origin()
		path := canonicalPath(a.path)
		first := int32(i)
		if e, ok := m.at(x, a.host, path, exact); ok && e.rank() == rankFile {
			first = e.number()
		}
		if first == int32(i) {
			m.files = append(m.files, att.file)
			m.nameLast(path, name)
			number[i] = int32(len(m.files) - 1)
		} else {
			number[i] = number[first]
		}
		x.item(att.item).file = number[i] + 1
	}
	for i := range m.keys.entries.n {
		e := m.keys.entries.at(i)
		e.val = uint32(e.rank())<<numberBits | uint32(number[e.number()])
	}
	m.attached = nil
	m.sealFound(x, name)
	m.found, m.seen = nil, set{}
}

// sealFound adds the files that only contents name, of the site's own hosts and
// of folders that hold attachments.
func (m *media) sealFound(x *Index, name func(string) string) {
	var named table
	var own set
	for _, f := range m.found {
		a, _ := parseAddress(m.url(f))
		a = a.origin()
		path := canonicalPath(a.path)
		if !m.isOwn(x, a.host, path) {
			continue
		}
		if _, ok := m.lookup(x, a.host, path); ok {
			continue
		}
		path = x.homePath(a.host, path)
		k := keyOf(path)
		if !own.add(k.exactOn("")) {
			continue
		}
		named.add(k, int32(len(m.files)), rankNamed)
		m.files = append(m.files, f)
		m.nameLast(path, name)
	}
	named.seal()
	m.named = named
}

// nameLast names the file that was added last.
func (m *media) nameLast(path string, name func(string) string) {
	f := &m.files[len(m.files)-1]
	new := name(baseName(path))
	if f.name = f.base; new != m.text.get(f.base) {
		f.name = m.text.add(new)
	}
	m.names.add(hash(new))
}

// newAddress returns the address of a file on the new site.
func newAddress(name string) string { return "/images/" + escapePath(name) }

// isNew reports whether a canonical path is that of a file on the new site.
func (m *media) isNew(path string) bool {
	name, ok := strings.CutPrefix(path, "/images/")
	return ok && m.names.has(hash(name))
}

// isOwn reports whether a file is one of the site: on one of its hosts, or in a
// folder that holds attachments.
func (m *media) isOwn(x *Index, host, path string) bool {
	if x.hosts.isOwn(host, path) {
		return true
	}
	for _, r := range m.roots {
		if below(path, r.path) && (r.host < 0 && x.hosts.paths[host] != nil || r.host >= 0 && x.hosts.list[r.host] == host) {
			return true
		}
	}
	return false
}

// lookup returns the number of the file at an address, with what is known of
// it: itself, the original of a copy, or one whose name differs in case.
func (m *media) lookup(x *Index, host, path string) (e entry, ok bool) {
	if e, ok := m.at(x, host, path, exact); ok {
		return e, true
	}
	for orig := range originals(path) {
		if e, ok := m.at(x, host, orig, exact); ok && e.rank() == rankFile {
			return e, true
		}
	}
	if e, ok := m.at(x, host, path, alike); ok {
		return e, true
	}
	for _, repaired := range repairs(path) {
		if e, ok := m.at(x, host, repaired, exact); ok {
			return e, true
		}
	}
	return e, false
}

// at returns the file that an address itself is one of, if it is known at
// least so well.
func (m *media) at(x *Index, host, path string, least match) (entry, bool) {
	if !x.hosts.has(host) {
		e, fits := m.keys.get(keyOf(path).on(host))
		return e, fits >= least
	}
	for p := range x.spellings(host, path) {
		if e, fits := m.keys.get(keyOf(p)); fits >= least {
			return e, true
		}
		if e, fits := m.named.get(keyOf(p)); fits >= least {
			return e, true
		}
	}
	return entry{}, false
}

// Files returns the number of files that have a place on the new site.
func (x *Index) Files() int { return len(x.media.files) }

// File returns file i, from 0.
func (x *Index) File(i int) File {
	m := &x.media
	f := m.files[i]
	u := m.url(f)
	a, _ := parseAddress(u)
	return File{Name: m.text.get(f.name), URL: u, Path: m.uploadsPath(decodePercent(a.origin().path))}
}

// FileOf returns the number of the file of attachment n. It is not ok for any
// other item, and for an attachment without the address of a file.
func (x *Index) FileOf(n int) (i int, ok bool) {
	f := x.items.at(n).file
	return int(f) - 1, f > 0
}

// uploadsPath returns the part of a file's path that a copy of the uploads
// folder has.
func (m *media) uploadsPath(path string) string {
	best := ""
	for _, dir := range []string{"/wp-content/uploads/", "/files/", "/uploads/"} {
		if i := strings.Index(path, dir); i >= 0 {
			best = path[:i+len(dir)-1]
			break
		}
	}
	for _, r := range m.roots {
		if best == "" && below(path, r.path) && len(r.path) > len(best) {
			best = r.path
		}
	}
	return strings.TrimLeft(path[len(best):], "/")
}
