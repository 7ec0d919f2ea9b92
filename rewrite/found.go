package rewrite

import (
	"cmp"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// The types of what rewrite says of an item, by names that code outside this module
// can write.
type (
	Note = note.Note // one construct of an item, and what happened to it
	Kind = note.Kind // the stable word of a note
)

// scan notes the files that an item's content, excerpt, comments and the data of a page
// builder name.
func (x *Index) scan(it *extract.Item, link permalink) {
	if x.opt.KeepMedia {
		return
	}
	base := x.base
	if x.isHere(link) {
		base = link.address
	}
	texts := []string{it.Content, it.Excerpt}
	for _, f := range it.Meta {
		if x.opt.Shown != nil && x.opt.Shown(f.Key) {
			texts = append(texts, strings.ReplaceAll(f.Value, `\/`, "/")) // in JSON
		} else if strings.Contains(f.Value, "://") && (strings.HasSuffix(f.Key, "enclosure") || strings.Contains(f.Key, "audio") || strings.Contains(f.Key, "video") || x.opt.Pictures != nil && x.opt.Pictures(f.Key, it.Type)) {
			texts = append(texts, f.Value)
		}
	}
	for i := range it.Comments {
		if it.Comments[i].Approved == "1" {
			texts = append(texts, it.Comments[i].Content)
		}
	}
	for _, s := range texts {
		for found := range fileAddresses(s) {
			if host := x.sees(found, base); host != "" {
				x.media.copies.see(host, found, s)
			}
		}
	}
}

// AddFile notes a file that no content names, as a picture of a gallery that is kept
// in tables of its own. It is called before Seal.
func (x *Index) AddFile(address string) {
	if !x.opt.KeepMedia {
		x.readBase()
		x.sees(address, x.base)
	}
}

// AddText notes the files that a text names which no item has, as that of a widget. It
// is called before Seal.
func (x *Index) AddText(text string) {
	for found := range fileAddresses(text) {
		x.AddFile(found)
	}
}

// sees notes a file, if that is what is at an address. It returns the host if that is not
// where the blog is, and the file is in the library of a blog there.
func (x *Index) sees(found string, base address) (elsewhere string) {
	m := &x.media
	a, ok := parseAddress(found)
	if !ok {
		return ""
	}
	a = x.inLibrary(a).resolve(base).unwrapped()
	o := a.origin()
	if !isFilePath(a.path) || !m.seen.add(keyOf(canonicalPath(o.path)).on(o.host).whole()) {
		return ""
	}
	a.scheme, a.query, a.fragment = cmp.Or(a.scheme, base.scheme), "", ""
	if f, ok := x.record(a); ok {
		m.found.add(f)
	}
	if o.host != x.base.host && strings.Contains(o.path, uploadsDir) {
		return o.host
	}
	return ""
}

// sealFound adds the files that only contents name, of the site's own hosts and
// of folders that hold attachments.
func (x *Index) sealFound(name func(string) string) {
	m := &x.media
	var named table
	var known set
	for i := range m.found.n {
		f := m.found.at(i)
		a, _ := x.addressOf(f)
		a = a.origin()
		path := canonicalPath(a.path)
		_, inUploads := placeInUploads(path)
		hosted := isSiteHost(a.host) || inUploads && m.mirrors.isWhole(a.host)
		if !hosted && !x.hosts.isOwn(a.host, path) && !x.inUploads(a.host, path) {
			continue
		}
		if _, ok := x.lookup(a.host, path); ok {
			continue
		}
		if _, ok := x.mirrored(a.host, path); ok {
			continue
		}
		if hosted {
			if k := keyOf(path).on(a.host); known.add(k.whole()) {
				named.add(k, x.addFile(*f, path, name), rankNamed)
			}
			continue
		}
		if path = x.homePath(a.host, path); known.add(keyOf(path).whole()) {
			named.add(keyOf(path), x.addFile(*f, path, name), rankNamed)
		}
	}
	named.seal()
	m.named = named
	m.found, m.seen = list[fileRecord]{}, set{}
}
