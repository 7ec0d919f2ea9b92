package rewrite

import (
	"cmp"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// attached is the file of an attachment, until it is known whether it is
// another one's too.
type attached struct {
	file fileRecord
	item int32
}

// addAttachment adds the file of an attachment and what else leads to it: its
// address on the site if another host serves it, its guid, the names of its
// copies and of what it was made from (docs/formats.md §A.7).
func (x *Index) addAttachment(it *extract.Item, n int32) {
	m := &x.media
	a, ok := fileAddress(it, x.base)
	if !ok {
		return
	}
	record, ok := x.record(a)
	if !ok {
		return
	}
	i := int32(m.attached.n)
	m.attached.add(attached{record, n})
	a = a.origin()
	path, host := canonicalPath(a.path), x.hosts.of(a)
	x.addBlog(a.host)
	m.keys.add(host, keyOf(path), i, rankFile, everywhere)

	meta, _ := it.AttachmentMeta() // of damaged data, what can be read
	inUploads, isServed := x.addUploads(host, path, meta.File), host >= 0 && x.base.host != "" && a.host != x.base.host
	switch {
	case inUploads && isServed:
		m.keys.add(-1, keyOf(path), i, rankFile, everywhere)
	case isServed && baseName(meta.File) == baseName(path) && !strings.Contains(meta.File, "://"):
		m.keys.add(-1, keyOf(canonicalPath(x.baseFolder()+uploadsDir+meta.File)), i, rankSource, everywhere)
	}
	if g, ok := parseAddress(it.GUID); ok && g.host != "" && endsInName(g) && isFilePath(g.path) {
		g = g.origin()
		x.addBlog(g.host)
		if p := canonicalPath(g.path); p != path || g.host != a.host {
			r := rankCopy
			if g.host != a.host && baseName(p) == baseName(path) {
				r = rankSource
			}
			m.keys.add(x.hosts.of(g), keyOf(p), i, r, everywhere)
		}
	}
	folder, base := cutLast(path)
	plain := isPlainPath(path)
	other := func(name string, r rank) {
		if plain && r == rankCopy && isSized(baseName(name), base) {
			return // found by its name
		}
		p := canonicalPath(folder + "/" + baseName(name))
		switch {
		case name == "" || p == path:
		case isImagePath(p) != isImagePath(path): // a picture of a PDF is no PDF
		case r == rankCopy && firstOriginal(p) == path: // found by its name
		default:
			m.keys.add(host, keyOf(p), i, r, everywhere)
		}
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
// a relative one with the address of the blog, and take the guid if there is
// none (docs/formats.md §A.4).
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

// sealAttached numbers the files of attachments, each file once.
func (x *Index) sealAttached(name func(string) string) {
	m := &x.media
	number := make([]int32, m.attached.n) // of the file of each attachment
	for i := range m.attached.n {
		att := m.attached.at(i)
		a, _ := x.addressOf(&att.file)
		a = a.origin()
		path := canonicalPath(a.path)
		if e, fits := x.fileAt(a.host, path); fits == exact && e.rank() == rankFile && int(e.number()) < i {
			number[i] = number[e.number()]
		} else {
			number[i] = x.addFile(att.file, path, name)
		}
		x.item(att.item).file = number[i] + 1
	}
	for i := range m.keys.entries.n {
		e := m.keys.entries.at(i)
		e.val = uint32(e.rank())<<numberBits | uint32(number[e.number()])
	}
	m.attached = list[attached]{}
}
