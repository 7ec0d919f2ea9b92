package rewrite

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// Result is what Apply found on a page.
type Result struct {
	Notes []report.Note
	Files []int // numbers of the files that the page shows or links, each once
}

// Apply replaces the addresses on the clean tree of item n. link is the item's
// own address, against which relative ones are read.
func (x *Index) Apply(tree *html.Node, n int, link string) Result {
	base, ok := parseAddress(link)
	if !ok || !base.absolute {
		base = x.base
	}
	if base.path == "" {
		base.path = "/"
	}
	p := page1{x: x, base: base}
	for e := range tree.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		for i := range e.Attr {
			a := &e.Attr[i]
			switch kindOf(e, a.Key) {
			case isLink:
				a.Val = p.link(a.Val)
			case isFile:
				a.Val = p.file(e, a.Val)
			}
		}
	}
	return p.result
}

type addressKind uint8

const (
	noAddress addressKind = iota
	isLink                // leads to a page or a file
	isFile                // is shown
)

// kindOf says what an attribute of an element holds (facts.md §E.4).
func kindOf(e *html.Node, key string) addressKind {
	switch key {
	case "href":
		if e.DataAtom == atom.A || e.DataAtom == atom.Area || e.Data == "wp-autolink" {
			return isLink
		}
		if e.Namespace == "svg" && e.Data == "image" {
			return isFile
		}
	case "cite":
		return isLink
	case "src":
		switch e.DataAtom {
		case atom.Img, atom.Video, atom.Audio, atom.Source, atom.Track, atom.Embed, atom.Input:
			return isFile
		case atom.Iframe:
			return isLink
		}
	case "poster":
		return isFile
	case "data":
		if e.DataAtom == atom.Object {
			return isFile
		}
	}
	return noAddress
}

// page1 is one page whose addresses are being replaced.
type page1 struct {
	x      *Index
	base   address
	result Result
	seen   map[string]bool
}

// link returns the new address for that of a link.
func (p *page1) link(s string) string {
	trimmed := strings.TrimSpace(s)
	if trimmed == "" || trimmed[0] == '#' {
		return s
	}
	rel, ok := parseAddress(trimmed)
	if !ok {
		return s
	}
	a := rel.resolve(p.base)
	x := p.x
	if num, ok := x.fileAt(a, nil); ok {
		return p.use(num, rel, a, s)
	}
	n, known := x.find(a)
	own := x.isOwn(a)
	switch {
	case known && x.items[n].known == attachment:
		if num := x.items[n].file; num > 0 && !x.opt.KeepMedia {
			return p.use(num, rel, a, s)
		}
	case known && x.items[n].known == written:
		if x.opt.KeepLinks {
			return s
		}
		return escapePath(x.URL(int(n))) + keptQuery(a) + a.fragment
	case known:
		p.note(report.Link, false, "leads to an item that is not in the output: "+trimmed)
	case own && !x.isSystem(a):
		p.note(report.Link, false, "leads to a page of the old site that the export does not hold: "+trimmed)
	}
	if x.opt.KeepLinks {
		return s
	}
	return p.kept(rel, a, s)
}

// kept returns an address that is not replaced: a relative one is completed,
// it would lead nowhere from the new site.
func (p *page1) kept(rel, a address, s string) string {
	if rel.absolute || a.host == "" {
		return s
	}
	return a.String()
}

// file returns the new address for that of a file that the page shows.
func (p *page1) file(e *html.Node, s string) string {
	rel, ok := parseAddress(s)
	if !ok || strings.TrimSpace(s) == "" {
		return s
	}
	a := rel.resolve(p.base)
	if num, ok := p.x.fileAt(a, e); ok {
		return p.use(num, rel, a, s)
	}
	if p.x.isOwn(a) && !p.x.opt.KeepMedia {
		p.note(report.Media, true, "left where it is on the old site: "+a.String())
	}
	return p.kept(rel, a, s)
}

// fileAt returns the number of the file at an address, if it is one of the old
// site's. The element that shows it may say which attachment it is.
func (x *Index) fileAt(a address, e *html.Node) (int32, bool) {
	m := &x.media
	if !x.own[a.host] && !m.hosts[a.host] {
		return 0, false
	}
	path := canonicalPath(a.path)
	if num, ok := m.lookup(path); ok || e == nil {
		return num, ok
	}
	return m.byClass(e, path)
}

// use returns the new address of a file and notes that the page needs it.
func (p *page1) use(num int32, rel, a address, s string) string {
	if p.x.opt.KeepMedia {
		return p.kept(rel, a, s)
	}
	p.addFile(int(num - 1))
	return "/images/" + escapePath(p.x.media.text.get(p.x.media.files[num-1].name)) + fileFragment(a)
}

// escapePath encodes what would end a path in an address, or be read as
// encoded.
func escapePath(p string) string {
	if !strings.ContainsAny(p, "%?# ") {
		return p
	}
	return pathEscaper.Replace(p)
}

var pathEscaper = strings.NewReplacer("%", "%25", "?", "%3F", "#", "%23", " ", "%20")

// A fragment of a file is a page of a PDF or a moment of a film; a query chose
// a size.
func fileFragment(a address) string {
	if a.fragment == "#" {
		return ""
	}
	return a.fragment
}

func (p *page1) addFile(n int) {
	for _, f := range p.result.Files {
		if f == n {
			return
		}
	}
	p.result.Files = append(p.result.Files, n)
}

func (p *page1) note(kind report.Kind, review bool, text string) {
	if p.seen[text] {
		return
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[text] = true
	p.result.Notes = append(p.result.Notes, report.Note{Kind: kind, Review: review, Text: text})
}

// byClass returns the file of the attachment that an image's class or data-id
// names, if the names of the two files agree: numbers go stale when a site is
// imported into another (facts.md §E.4).
func (m *media) byClass(e *html.Node, path string) (int32, bool) {
	var id int64
	for _, a := range e.Attr {
		switch a.Key {
		case "class":
			for c := range strings.FieldsSeq(a.Val) {
				if v, ok := strings.CutPrefix(c, "wp-image-"); ok {
					id, _ = strconv.ParseInt(v, 10, 64)
				}
			}
		case "data-id", "data-attachment-id":
			if v, err := strconv.ParseInt(a.Val, 10, 64); err == nil && id == 0 {
				id = v
			}
		}
	}
	if id <= 0 {
		return 0, false
	}
	num, ok := m.byID.get(uint64(id))
	if !ok {
		return 0, false
	}
	of, _ := parseAddress(m.text.get(m.files[num-1].url))
	return num, sameFile(baseName(canonicalPath(of.path)), baseName(path))
}

// sameFile reports whether one file name is the other, or a size of it.
func sameFile(orig, name string) bool {
	if orig == name {
		return true
	}
	cut, ok := withoutSize(name)
	return ok && cut == orig
}

func baseName(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// find returns the item at an address.
func (x *Index) find(a address) (int32, bool) {
	path := canonicalPath(a.path)
	own := x.isOwn(a)
	if own && a.query != "" && (path == "" || path == x.base.path) {
		for _, k := range []string{"p", "page_id", "attachment_id"} {
			if v, _ := queryValue(a.query, k); v != "" {
				id, err := strconv.ParseUint(v, 10, 63)
				if err != nil {
					return 0, false
				}
				if n, ok := x.byID.get(id); ok {
					return n, true
				}
				return x.pages.get(hash(a.host, path, a.query))
			}
		}
	}
	if own {
		if path == x.base.path && a.query != "" {
			return 0, false // a search, an archive
		}
		return x.pages.get(hash(path))
	}
	if n, ok := x.pages.get(hash(a.host, path, a.query)); ok {
		return n, true
	}
	return x.pages.get(hash(a.host, path, ""))
}

// isOwn reports whether an address is one of the old site: of one of its
// hosts, and below the blog's path.
func (x *Index) isOwn(a address) bool {
	if !x.own[a.host] {
		return false
	}
	if x.base.path == "" || a.host != x.base.host {
		return true
	}
	p := canonicalPath(a.path)
	return p == x.base.path || strings.HasPrefix(p, x.base.path+"/")
}

// isSystem reports whether an address is the home page, which is there, or one
// of WordPress' own machinery.
func (x *Index) isSystem(a address) bool {
	p := canonicalPath(a.path)
	return p == x.base.path && a.query == ""
}

// keptQuery returns what is left of the query of a link whose page is known:
// what named the page or followed readers goes.
func keptQuery(a address) string {
	if a.query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(a.query, "&") {
		k, _, _ := strings.Cut(part, "=")
		switch {
		case k == "p", k == "page_id", k == "attachment_id", k == "post_type", k == "preview", k == "preview_id", k == "preview_nonce", k == "":
		case strings.HasPrefix(k, "utm_"), k == "fbclid", k == "gclid", k == "replytocom", k == "share", k == "nb", k == "shared":
		default:
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		return ""
	}
	return "?" + strings.Join(kept, "&")
}

// String returns an absolute address.
func (a address) String() string {
	s := a.scheme
	if s == "" {
		s = "http"
	}
	s += "://" + a.written + a.path
	if a.query != "" {
		s += "?" + a.query
	}
	return s + a.fragment
}
