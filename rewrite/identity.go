package rewrite

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// byClass returns the file of the attachment that an image's class or data-id
// names, if the names of the two files agree: numbers go stale when a site is
// imported into another (docs/formats.md §E.4). On a host that is not known to be the
// site's, the folders must agree too, if both are those of a library.
func (x *Index) byClass(e *html.Node, host, path string) (int32, bool) {
	id := attachmentID(e)
	if id == 0 {
		return 0, false
	}
	found, m := x.byID.get(numberKey(id))
	if m == noMatch || x.item(found.number()).file == 0 {
		return 0, false
	}
	n := x.item(found.number()).file - 1
	a, _ := x.addressOf(x.media.files.at(int(n)))
	own := canonicalPath(a.origin().path)
	want, got := baseName(own), baseName(path)
	if !x.hosts.has(host) {
		want, got = x.uploadsPath(own), x.uploadsPath(path)
	}
	if strings.EqualFold(want, got) {
		return n, true
	}
	if !x.hosts.has(host) && (!strings.Contains(path, uploadsDir) || !strings.Contains(own, uploadsDir)) { // a network of copies, or a converter, gave the library another place
		want, got = baseName(own), baseName(path)
		if strings.EqualFold(want, got) {
			return n, true
		}
	}
	for orig := range originals(got) {
		if strings.EqualFold(want, orig) {
			return n, true
		}
	}
	return 0, false
}

// byRel returns the attachment that a link says it leads to, as WordPress writes it around
// a picture: rel="attachment wp-att-12". The last part of its address has to be the name
// of the attachment or of its file, for numbers go stale here, too.
func (x *Index) byRel(e *html.Node, path string) (int32, bool) {
	id := relatedID(e)
	if id == 0 {
		return 0, false
	}
	found, m := x.byID.get(numberKey(id))
	if m == noMatch || x.item(found.number()).file == 0 {
		return 0, false
	}
	n := found.number()
	last := baseName(path)
	if named, m := x.slugs.get(nameKey(last, "attachment")); m == exact && named.number() == n {
		return n, true
	}
	a, _ := x.addressOf(x.media.files.at(int(x.item(n).file - 1)))
	file := baseName(canonicalPath(a.origin().path))
	return n, strings.EqualFold(last, file) || strings.EqualFold(last, file[:max(0, strings.LastIndexByte(file, '.'))])
}

func relatedID(e *html.Node) uint64 {
	for _, a := range e.Attr {
		if a.Key != "rel" {
			continue
		}
		for word := range strings.FieldsSeq(a.Val) {
			if v, ok := strings.CutPrefix(word, "wp-att-"); ok {
				id, _ := strconv.ParseUint(v, 10, 63)
				return id
			}
		}
	}
	return 0
}

// attachmentID returns the number of the attachment that an element says it
// shows, or 0.
func attachmentID(e *html.Node) uint64 {
	for _, a := range e.Attr {
		switch a.Key {
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if v, ok := strings.CutPrefix(c, "wp-image-"); ok {
					if id, err := strconv.ParseUint(v, 10, 63); err == nil {
						return id
					}
				}
			}
		case "data-id", "data-attachment-id":
			if id, err := strconv.ParseUint(a.Val, 10, 63); err == nil {
				return id
			}
		}
	}
	return 0
}
