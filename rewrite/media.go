package rewrite

import (
	"path"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// media knows the files of the old site: the attachments of the export, and
// files that only contents name.
type media struct {
	files []fileRecord
	keys  table           // canonical path → number of the file
	byID  table           // attachment ID → number of the file
	known map[uint64]bool // paths that contents name, while filling
	found []found

	hosts map[string]bool // of attachments: perhaps not the site's (facts.md §0.29)
	text  arena
}

type fileRecord struct {
	url  ref // address it had
	name ref // new name, once sealed
}

// found is a file that a content names, until it is known whether it is an
// attachment's.
type found struct {
	url  ref
	host string
	path string
}

// File is a file of the old site that has a place in the new one.
type File struct {
	Name string // below images/
	URL  string // its address on the old site
	Path string // where a copy of wp-content/uploads has it, slash-separated: 2013/04/rework.png
}

const (
	rankFile  = 0 // an attachment's own address
	rankSize  = 1 // a size of it
	rankFound = 2
)

// addAttachment adds the file of an attachment with all addresses that lead to
// it, and returns its number, from 1.
func (m *media) addAttachment(x *Index, it *extract.Item, n int32) int32 {
	url := it.AttachmentURL
	if url == "" {
		url = it.GUID
	}
	a, ok := parseAddress(url)
	if !ok || a.path == "" {
		return 0
	}
	m.files = append(m.files, fileRecord{url: m.text.add(url)})
	num := int32(len(m.files))
	m.addHost(a)
	p := canonicalPath(a.path)
	m.keys.add(hash(p), num, rankFile)
	if it.ID > 0 {
		m.byID.add(uint64(it.ID), num, 0)
	}
	dir := p[:strings.LastIndexByte(p, '/')+1]
	if g, ok := parseAddress(it.GUID); ok && g.absolute && g.query == "" && isFilePath(g.path) {
		m.addHost(g)
		m.keys.add(hash(canonicalPath(g.path)), num, rankSize)
	}
	meta, _ := it.AttachmentMeta() // of damaged data, what can be read
	for _, s := range meta.Sizes {
		m.keys.add(hash(dir+canonicalPath(s.File)), num, rankSize)
	}
	for _, s := range meta.Earlier {
		m.keys.add(hash(dir+canonicalPath(s.File)), num, rankSize)
	}
	if meta.OriginalImage != "" {
		m.keys.add(hash(dir+canonicalPath(path.Base(meta.OriginalImage))), num, rankSize)
	}
	return num
}

func (m *media) addHost(a address) {
	if a.absolute && !m.hosts[a.host] {
		if m.hosts == nil {
			m.hosts = map[string]bool{}
		}
		m.hosts[strings.Clone(a.host)] = true
	}
}

// scan notes the files that an item's content names.
func (m *media) scan(x *Index, it *extract.Item, base address) {
	for url := range fileAddresses(it.Content) {
		a, ok := parseAddress(url)
		if !ok {
			continue
		}
		a = a.resolve(base)
		p := canonicalPath(a.path)
		key := hash(a.host, p)
		if m.known[key] {
			continue
		}
		if m.known == nil {
			m.known = map[uint64]bool{}
		}
		m.known[key] = true
		full := url
		if !strings.Contains(url, "//") {
			full = a.scheme + "://" + a.host + a.path
		}
		m.found = append(m.found, found{url: m.text.add(full), host: strings.Clone(a.host), path: strings.Clone(p)})
	}
}

// seal names the files: attachments first, in the order of the source, then
// what contents name beside them.
func (m *media) seal(x *Index, name func(string) string) {
	m.keys.seal()
	m.byID.seal()
	var more table
	for _, f := range m.found {
		if !x.own[f.host] && !m.hosts[f.host] {
			continue
		}
		if _, ok := m.lookup(f.path); ok {
			continue
		}
		key := hash(f.path)
		m.files = append(m.files, fileRecord{url: f.url})
		more.add(key, int32(len(m.files)), rankFound)
	}
	m.keys.entries = append(m.keys.entries, more.entries...)
	m.keys.seal()
	m.found, m.known = nil, nil
	for i := range m.files {
		a, _ := parseAddress(m.text.get(m.files[i].url))
		m.files[i].name = m.text.add(name(path.Base(canonicalPath(a.path))))
	}
}

// lookup returns the number of the file at a canonical path. The path of a
// size variant leads to the original if an attachment's file is that, and none
// is the variant itself.
func (m *media) lookup(p string) (int32, bool) {
	if num, ok := m.keys.get(hash(p)); ok {
		return num, true
	}
	if orig, ok := withoutSize(p); ok {
		if num, ok := m.keys.get(hash(orig)); ok {
			return num, true
		}
	}
	return 0, false
}

// withoutSize cuts the -300x200 that WordPress puts before the extension of a
// size variant.
func withoutSize(p string) (string, bool) {
	ext := path.Ext(p)
	stem := p[:len(p)-len(ext)]
	i := len(stem)
	digits := func() bool {
		end := i
		for i > 0 && end-i < 5 && '0' <= stem[i-1] && stem[i-1] <= '9' {
			i--
		}
		return i < end
	}
	if !digits() || i == 0 || stem[i-1] != 'x' {
		return "", false
	}
	i--
	if !digits() || i == 0 || stem[i-1] != '-' {
		return "", false
	}
	return stem[:i-1] + ext, true
}

func (m *media) file(i int) *File {
	f := &File{URL: m.text.get(m.files[i].url), Name: m.text.get(m.files[i].name)}
	a, _ := parseAddress(f.URL)
	f.Path = uploadsPath(decodePercent(a.path))
	return f
}

// uploadsPath returns the part of a file's path that a copy of the uploads
// folder has.
func uploadsPath(p string) string {
	for _, dir := range []string{"/wp-content/uploads/", "/uploads/", "/files/"} {
		if i := strings.Index(p, dir); i >= 0 {
			return p[i+len(dir):]
		}
	}
	return strings.TrimPrefix(p, "/")
}

// Files returns the number of files and File n of them.
func (x *Index) Files() int { return len(x.media.files) }

// FileAt returns file n, from 0.
func (x *Index) FileAt(n int) *File { return x.media.file(n) }

// isFilePath reports whether a path is that of a file rather than of a page.
func isFilePath(p string) bool {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(p), "."))
	return fileExtensions[ext]
}

// fileExtensions are those of the files that WordPress lets people upload, and
// of a few that old sites have.
var fileExtensions = func() map[string]bool {
	m := map[string]bool{}
	for e := range strings.FieldsSeq(`jpg jpeg jpe png gif webp avif svg bmp tif tiff ico heic heif
		mp3 ogg oga wav m4a m4b flac wma aac opus mid midi mka ra ram
		mp4 m4v webm ogv flv mov qt wmv avi mpg mpeg mkv 3gp 3gpp 3g2 asf vtt srt swf
		pdf doc docx docm dot dotx odt ods odp odg xls xlsx xlsm csv tsv ppt pptx pptm pps ppsx key pages numbers rtf tex
		zip gz tgz bz2 rar 7z tar exe dmg apk jar iso txt asc ics psd xcf ai eps ttf otf woff woff2 epub mobi gpx kml kmz torrent`) {
		m[e] = true
	}
	return m
}()

// FileNumber returns the number of the file of attachment n, from 1, or 0.
func (x *Index) FileNumber(n int) int { return int(x.items[n].file) }
