package rewrite

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// Result is what Apply found on a page.
type Result struct {
	Notes []report.Note
	Files []int // numbers of the files that the page shows or links, each once
}

// Apply replaces the addresses on the clean tree of an item. Link is the item's
// own address, against which relative ones are read.
func (x *Index) Apply(tree *html.Node, link string) Result {
	p := page{x: x, base: x.base}
	if a, ok := parseAddress(link); ok && x.hosts.has(a.host) { // a plugin can lead it elsewhere
		p.base = a.resolve(x.base)
	}
	for e := range tree.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		for i := range e.Attr {
			a := &e.Attr[i]
			switch useOf(e, a) {
			case leads:
				a.Val = p.link(a.Val)
			case cites:
				if isAddress(a.Val) {
					a.Val = p.link(a.Val)
				}
			case shows:
				a.Val = p.file(e, a.Val)
			}
		}
	}
	return p.result
}

// A use is what an attribute does with an address.
type use uint8

const (
	noUse use = iota
	leads     // to a page or a file
	cites     // the same, but people write all kinds of text there
	shows     // a file
)

// useOf says what an attribute of an element holds (facts.md §E.4). Attributes
// that only the old site's scripts and styles read are not on a clean tree.
func useOf(e *html.Node, a *html.Attribute) use {
	switch a.Key {
	case "href":
		switch {
		case e.DataAtom == atom.A || e.DataAtom == atom.Area || e.Data == "wp-autolink":
			return leads
		case e.Namespace == "svg" && e.Data == "image":
			return shows
		}
	case "src":
		switch e.DataAtom {
		case atom.Img, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Embed, atom.Input:
			return shows
		case atom.Iframe:
			return leads
		}
	case "poster":
		return shows
	case "data":
		if e.DataAtom == atom.Object {
			return shows
		}
	case "value":
		if e.DataAtom == atom.Param && isMovie(e) {
			return shows
		}
	case "longdesc":
		return leads
	case "cite":
		return cites
	}
	return noUse
}

// isMovie reports whether the value of a <param> is the address of a film.
func isMovie(param *html.Node) bool {
	for _, a := range param.Attr {
		if a.Key == "name" {
			return slices.Contains([]string{"movie", "src", "filename", "url"}, strings.ToLower(a.Val))
		}
	}
	return false
}

// isAddress reports whether a text is meant to be an address.
func isAddress(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// page is one page whose addresses are being replaced.
type page struct {
	x      *Index
	base   address
	result Result
	files  map[int32]bool
	texts  map[string]bool // of the notes
}

// link returns the new address for that of a link.
func (p *page) link(s string) string {
	ref, ok := parseAddress(s)
	if !ok || ref.host == "" && ref.path == "" && ref.query == "" {
		return s
	}
	x := p.x
	a := ref.resolve(p.base)
	if new, ok := p.fileAt(a, nil); ok {
		return p.keepMedia(s, new)
	}
	t, found := x.find(a)
	isFile := !found && isFilePath(a.path)
	switch {
	case isFile && x.opt.KeepMedia, !isFile && x.opt.KeepLinks:
		return s
	case found && t.home:
		return x.homeAddress() + a.fragment
	case found && x.item(t.item).state == written:
		new := escapePath(x.URL(int(t.item)))
		if t.guessed {
			p.note(report.Link, false, "taken for "+new+" by the last part of its address", a)
		}
		return new + keptQuery(a.query, x.isType) + a.fragment
	case found && x.item(t.item).file > 0:
		if x.opt.KeepMedia { // the page goes, the file stays
			return x.File(int(x.item(t.item).file) - 1).URL
		}
		return p.use(x.item(t.item).file-1, a)
	case p.isNew(ref, a):
		return s
	case found:
		p.note(report.Link, false, "leads to an item that is not in the output", a)
	case isFile && x.isOwn(a):
		p.note(report.Media, true, "left where it is on the old site", a)
	case x.isOwn(a):
		p.note(report.Link, false, "leads to a page of the old site that the export does not hold", a)
	}
	return completed(s, ref, a)
}

// isNew reports whether an address is one of the new site already.
func (p *page) isNew(ref, a address) bool {
	if ref.host != "" || !strings.HasPrefix(ref.path, "/") {
		return false
	}
	path := canonicalPath(a.path)
	return p.x.media.isNew(path) || p.x.newPaths.has(keyOf(path).fold)
}

func (x *Index) homeAddress() string { return escapePath(newPath(x.baseFolder() + "/")) }

// file returns the new address for that of a file that the page shows.
func (p *page) file(e *html.Node, s string) string {
	ref, ok := parseAddress(s)
	if !ok || p.x.opt.KeepMedia || ref.host == "" && ref.path == "" && ref.query == "" {
		return s
	}
	a := ref.resolve(p.base)
	if new, ok := p.fileAt(a, e); ok {
		return new
	}
	if t, ok := p.x.find(a); ok && !t.home && p.x.item(t.item).file > 0 { // ?attachment_id=1
		return p.use(p.x.item(t.item).file-1, a)
	}
	if p.isNew(ref, a) {
		return s
	}
	if p.x.isOwn(a) {
		p.note(report.Media, true, "left where it is on the old site", a)
	}
	return completed(s, ref, a)
}

func (p *page) keepMedia(s, new string) string {
	if p.x.opt.KeepMedia {
		return s
	}
	return new
}

// completed returns an address that is not replaced: a relative one would lead
// nowhere from the new site.
func completed(s string, ref, a address) string {
	if ref.host != "" || a.host == "" {
		return s
	}
	return a.String()
}

// fileAt returns the new address of the file at an address, if it is one of the
// old site's. The element that shows it may say which attachment it is.
func (p *page) fileAt(a address, e *html.Node) (string, bool) {
	x := p.x
	o := a.origin()
	path := canonicalPath(o.path)
	found, ok := x.media.lookup(x, o.host, path)
	n := found.number()
	if !ok && e != nil {
		n, ok = x.byClass(e, o.host, path)
	}
	if !ok {
		return "", false
	}
	if found.rank() == rankEarlier && !x.opt.KeepMedia {
		p.note(report.Media, false, "shown as it is since it was edited, not as it was before", a)
	}
	return p.use(n, a), true
}

// use returns the new address of file n and notes that the page needs it. A
// query chose a size; a fragment is a page of a PDF or a moment of a film.
func (p *page) use(n int32, a address) string {
	if p.x.opt.KeepMedia {
		return ""
	}
	if !p.files[n] {
		if p.files == nil {
			p.files = map[int32]bool{}
		}
		p.files[n] = true
		p.result.Files = append(p.result.Files, int(n))
	}
	return newAddress(p.x.media.text.get(p.x.media.files[n].name)) + a.fragment
}

func (p *page) note(kind report.Kind, review bool, text string, a address) {
	text += ": " + shorten(a.String())
	if p.texts[text] {
		return
	}
	if p.texts == nil {
		p.texts = map[string]bool{}
	}
	p.texts[text] = true
	p.result.Notes = append(p.result.Notes, report.Note{Kind: kind, Review: review, Text: text})
}

// shorten cuts an address that nobody would read to its end.
func shorten(s string) string {
	const most = 400
	s = strings.ToValidUTF8(s, "\ufffd")
	if len(s) <= most {
		return s
	}
	n := most
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// byClass returns the file of the attachment that an image's class or data-id
// names, if the names of the two files agree: numbers go stale when a site is
// imported into another (facts.md §E.4). On a host that is not known to be the
// site's, the folders must agree too.
func (x *Index) byClass(e *html.Node, host, path string) (int32, bool) {
	id := attachmentID(e)
	if id == 0 {
		return 0, false
	}
	found, m := x.byID.get(key{fold: id})
	if m == noMatch || x.item(found.number()).file == 0 {
		return 0, false
	}
	n := x.item(found.number()).file - 1
	a, _ := parseAddress(x.media.url(x.media.files[n]))
	own := canonicalPath(a.origin().path)
	want, got := baseName(own), baseName(path)
	if !x.hosts.has(host) {
		want, got = x.media.uploadsPath(own), x.media.uploadsPath(path)
	}
	if strings.EqualFold(want, got) {
		return n, true
	}
	for orig := range originals(got) {
		if strings.EqualFold(want, orig) {
			return n, true
		}
	}
	return 0, false
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
