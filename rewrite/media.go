package rewrite

import (
	"path"
	"strings"
)

// A File is a file of the old site that has a place in the new one.
type File struct {
	Name string // below images/
	URL  string // its address on the old site
	Path string // where a copy of wp-content/uploads has it, slash-separated: 2013/04/rework.png
}

// media knows the files of the old site: those of attachments, and those that
// only contents name.
type media struct {
	folders words            // with the scheme and host before them, and a slash behind
	files   list[fileRecord] // by number
	keys    addresses        // of attachments' files → number
	named   table            // of files that only contents name → number
	names   set              // of the files on the new site
	uploads []folder         // that hold attachments
	placed  map[int32]Placed // files that are not under their name in the folder of all
	mirrors mirrors
	blogs   []string // of WordPress.com, at which attachments are
	copies  copies

	attached list[attached]   // attachments, while filling
	found    list[fileRecord] // files that contents name, while filling
	seen     set              // and what they are known by
}

// Of two files that claim one address, that which has it wins.
const (
	rankFile    rank = iota
	rankSource       // where the site has it, and a server of files got it from
	rankCopy         // a smaller copy, or the upload that it was made from
	rankEarlier      // what it was before it was edited
	rankNamed        // of a file that only contents name
)

type fileRecord struct {
	base   ref   // the last segment of its address
	name   ref   // its name on the new site, once sealed
	folder int32 // and all before it
}

// record returns the record of the file at an address. It is not ok if that is
// too long to be read again.
func (x *Index) record(a address) (f fileRecord, ok bool) {
	u := address{scheme: a.scheme, authority: a.authority, path: a.path}.String()
	i := strings.LastIndexByte(u, '/') + 1
	if len(u)+len(a.query) > maxAddress {
		return f, false
	}
	return fileRecord{base: x.text.add(u[i:] + a.query), folder: x.media.folders.number(u[:i])}, true
}

// addressOf returns the address of a file.
func (x *Index) addressOf(f *fileRecord) (a address, url string) {
	url = x.urlOf(f)
	a, _ = parseAddress(url)
	return a, url
}

func (x *Index) urlOf(f *fileRecord) string {
	return x.media.folders.list[f.folder] + x.text.get(f.base)
}

// sealMedia numbers and names the files: first those of attachments, then those
// that contents name beside them, both in the order of the source.
func (x *Index) sealMedia(name func(string) string) {
	x.media.keys.seal(&x.hosts)
	x.sealAttached(name)
	x.sealMirrors()
	x.sealFound(name)
}

// addFile adds the next file.
func (x *Index) addFile(f fileRecord, path string, name func(string) string) (n int32) {
	m := &x.media
	old := baseName(path)
	if x.opt.ByMonth {
		old = Month(path) + old
	}
	new := name(old)
	if f.name = f.base; new != x.text.get(f.base) {
		f.name = x.text.add(new)
	}
	m.names.add(hash(new))
	m.files.add(f)
	return int32(m.files.n - 1)
}

// Placed is where the new site has a file that lies beside the page that shows it.
type Placed struct {
	Shown   string // its address as that page has it, decoded
	Address string // its path on the site; "" if that is known only when the site is built
}

// Place says where the new site has file i, if not under its name in the folder of
// all. It is for an index that is sealed and that nobody uses yet.
func (x *Index) Place(i int, at Placed) {
	if x.media.placed == nil {
		x.media.placed = map[int32]Placed{}
	}
	x.media.placed[int32(i)] = at
}

// Address returns the address of file i, as pages have it.
func (x *Index) Address(i int) string { return x.newAddress(int32(i)) }

// newAddress returns the address of file n on the new site.
func (x *Index) newAddress(n int32) string {
	if at, ok := x.media.placed[n]; ok {
		return escapePath(at.Shown)
	}
	return escapePath(x.opt.Files + x.text.get(x.media.files.at(int(n)).name))
}

// isNewFile reports whether a canonical path is that of a file on the new site.
func (x *Index) isNewFile(path string) bool {
	name, ok := strings.CutPrefix(path, x.opt.Files)
	return ok && x.media.names.has(hash(name))
}

// lookup returns the number of the file at an address, with what is known of
// it: itself, the original of a copy, or one whose name differs in case.
func (x *Index) lookup(host, path string) (e entry, ok bool) {
	own, fits := x.fileAt(host, path)
	if fits == exact {
		return own, true
	}
	for orig := range originals(path) {
		if e, fits := x.fileAt(host, orig); fits == exact && e.rank() <= rankSource {
			return e, true
		}
	}
	if fits == alike {
		return own, true
	}
	if i := strings.Index(path, uploadsDir); i > 0 && x.hosts.has(host) { // below another page, or where the blog was
		if e, fits := x.fileAt(host, x.baseFolder()+path[i:]); fits == exact {
			return e, true
		}
	}
	for _, repaired := range repairs(path) {
		if e, fits := x.fileAt(host, repaired); fits == exact {
			return e, true
		}
	}
	return e, false
}

// fileAt returns the file that an address itself is one of, and how well it fits:
// of those that fit alike, the first.
func (x *Index) fileAt(host, path string) (best entry, fits match) {
	return x.fileOf(host, path, keyOf(path))
}

// fileOf is fileAt for a path whose key is known.
func (x *Index) fileOf(host, path string, own key) (best entry, fits match) {
	m := &x.media
	if !x.hosts.has(host) {
		k := own.on(host)
		best, fits = m.keys.get(k)
		if fits < exact && (isSiteHost(host) || m.mirrors.isWhole(host)) {
			if e, f := m.named.get(k); f > fits {
				best, fits = e, f
			}
		}
		return best, fits
	}
	for p := range x.spellings(host, path) {
		k := own
		if p != path {
			k = keyOf(p)
		}
		for _, t := range [...]*table{&m.keys.table, &m.named} {
			e, f := t.get(k)
			if f == exact {
				return e, f
			}
			if f > fits {
				best, fits = e, f
			}
		}
	}
	return best, fits
}

// Files returns the number of files that have a place on the new site.
func (x *Index) Files() int { return x.media.files.n }

// File returns file i, from 0.
func (x *Index) File(i int) File {
	f := x.media.files.at(i)
	a, url := x.addressOf(f)
	inUploads := x.uploadsPath(decodePercent(a.origin().path))
	return File{Name: x.FileName(i), URL: url, Path: path.Clean("/" + inUploads)[1:]}
}

// FileName returns the name of file i alone.
func (x *Index) FileName(i int) string { return x.text.get(x.media.files.at(i).name) }

// FileURL returns its address on the old site alone.
func (x *Index) FileURL(i int) string { return x.urlOf(x.media.files.at(i)) }

// FileOf returns the number of the file of attachment n. It is not ok for any
// other item, and for an attachment without the address of a file.
func (x *Index) FileOf(n int) (i int, ok bool) {
	f := x.items.at(n).file
	return int(f) - 1, f > 0
}
