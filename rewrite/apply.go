package rewrite

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
)

// Result is what Apply found on a page.
type Result struct {
	Notes []note.Note
	Files []int // numbers of the files that the page shows or links, each once

	// Left are the addresses of the old site that lead nowhere on the new one, or
	// not for certain. There is a note on each.
	Left []Left
}

// Left is an address of the old site that could not be resolved.
type Left struct {
	Address string // complete; a long one is cut
	Why     string
	Archive string `json:",omitempty"` // the kind of the list of posts that it leads to, as the settings call it
}

// OfWordPress is why an address is left that is one of the program that ran the old site.
const OfWordPress = "leads to WordPress itself, which the new site does not have"

// NotPublished is what a public page notes of a link to an item that visitors of the
// old site could not see either.
const NotPublished = "leads to an item that is not published"

// Apply replaces the addresses on the clean tree of an item. Link is the item's
// own address, against which relative ones are read; that of a menu or another thing around
// the pages is "".
func (x *Index) Apply(tree *html.Node, link string) Result { return x.apply(tree, link, false) }

// ApplyDraft is Apply for an item that is not published itself: it may tell the
// addresses of others that are not.
func (x *Index) ApplyDraft(tree *html.Node, link string) Result { return x.apply(tree, link, true) }

func (x *Index) apply(tree *html.Node, link string, draft bool) Result {
	p := page{x: x, base: x.base, draft: draft, beside: link == ""}
	if a, ok := parseAddress(link); ok && x.hosts.has(a.host) { // a plugin can lead it elsewhere
		p.base = a.resolve(x.base)
	}
	for e := tree.FirstChild; e != nil; e = after(e, tree) {
		if e.Type != html.ElementNode {
			switch {
			case e.Type == html.TextNode && !x.opt.KeepLinks:
				p.text(e)
			case e.Type == html.RawNode:
				e.Data = p.raw(e.Data)
			}
			continue
		}
		p.element(e, tree)
	}
	for _, l := range p.bare {
		l.named()
	}
	return p.result
}

// A bareLink is an address that stands for what is behind it, and what it was.
type bareLink struct {
	link *html.Node
	old  string
}

// named makes a link with a text of it if it leads to the front page now, whose path says
// nothing to a reader. Its text is what it was.
func (l bareLink) named() {
	for _, a := range l.link.Attr {
		if a.Key == "href" && a.Val == "/" && a.Val != l.old {
			l.link.DataAtom, l.link.Data = atom.A, "a"
			l.link.AppendChild(&html.Node{Type: html.TextNode, Data: l.old})
		}
	}
}

// element replaces the addresses of an element. Places of the page itself are looked
// up in tree, if there is one.
func (p *page) element(e, tree *html.Node) {
	for i := range e.Attr {
		a := &e.Attr[i]
		switch useOf(e, a) {
		case leads:
			if strings.HasPrefix(a.Val, "#") {
				if tree != nil {
					p.here(tree, a.Val)
				}
				continue
			}
			if isBare(e) {
				p.bare = append(p.bare, bareLink{e, a.Val})
			}
			a.Val = whole(p.link(e, a.Val), p.x.opt.KeepLinks)
		case cites:
			if isAddress(a.Val) {
				a.Val = whole(p.link(e, a.Val), p.x.opt.KeepLinks)
			}
		case shows:
			a.Val = whole(p.file(e, a.Val), p.x.opt.KeepMedia)
		}
	}
}

// whole gives an address of another site that leaves its scheme to the page the scheme
// that sites have: a file that is opened from a disk has none.
func whole(a string, keep bool) string {
	if keep || len(a) < len("//a.b") || a[0] != '/' || a[1] != '/' || a[2] == '/' {
		return a
	}
	if host, _, _ := strings.Cut(a[2:], "/"); !strings.Contains(host, ".") {
		return a
	}
	return "https:" + a
}

// raw replaces the addresses in the tags of HTML that is too large to be a tree, and
// leaves all else as it is.
func (p *page) raw(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.String()
		}
		raw := string(z.Raw()) // before the token, which changes what it reads from
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken || !strings.Contains(raw, "=") {
			out.WriteString(raw)
			continue
		}
		t := z.Token()
		before := slices.Clone(t.Attr)
		p.element(&html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}, nil)
		if slices.Equal(before, t.Attr) {
			out.WriteString(raw)
			continue
		}
		out.WriteString("<" + t.Data)
		for _, a := range t.Attr {
			out.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
		if strings.HasSuffix(raw, "/>") {
			out.WriteString(" /")
		}
		out.WriteString(">")
	}
}

// after returns the node that comes after e below root, in the order of the page.
func after(e, root *html.Node) *html.Node {
	if e.FirstChild != nil {
		return e.FirstChild
	}
	for e != root {
		if e.NextSibling != nil {
			return e.NextSibling
		}
		e = e.Parent
	}
	return nil
}

// page is one page whose addresses are being replaced.
type page struct {
	x      *Index
	base   address
	draft  bool
	result Result
	files  map[int32]bool
	bare   []bareLink
	texts  map[string]bool // of the notes
	ids    map[string]bool // of the page itself, if they were asked for
	beside bool            // what is around the pages, as menus are
}

// read reads an address of the page, as it stands there and complete. It is not
// ok for what leads to no page or file, and for a place on the page itself.
func (p *page) read(s string) (ref, whole address, ok bool) {
	ref, ok = parseAddress(s)
	ref = p.x.inLibrary(ref)
	if !ok || ref.host == "" && ref.path == "" && ref.query == "" {
		return ref, ref, false
	}
	if ref.host == "" && ref.path == "/" && p.x.baseFolder() != "" {
		if name, ok := namedBy(ref.query, p.x.isType); ok && name.id > 0 { // numbers are of the blog, as page builders keep them, not of what is above it
			ref.path = p.x.baseFolder() + "/"
		}
	}
	return ref, ref.resolve(p.base), true
}

// link returns the new address for that of a link, which e is.
func (p *page) link(e *html.Node, s string) string {
	s = withoutLineEnds(s)
	ref, a, ok := p.read(s)
	if !ok {
		p.unreachable(s)
		return s
	}
	x := p.x
	if n, ok := p.fileAt(a, nil); ok {
		if x.opt.KeepMedia {
			return s
		}
		return p.use(n, a)
	}
	t, found := x.find(a)
	isFile := !found && isFilePath(a.path)
	if isFile && x.opt.KeepMedia || !isFile && x.opt.KeepLinks {
		return s
	}
	shut := found && !p.draft && !t.home && x.item(t.item).shut
	if shut && x.item(t.item).state == written {
		p.unresolved(NotPublished, "", a)
		if name, ok := namedBy(a.query, x.isType); ok && name.id > 0 { // its path would tell the title
			return completed(s, ref, a)
		}
	}
	if found {
		if new, ok := p.follow(t, a); ok {
			return new
		}
	}
	switch {
	case p.isNew(ref, a):
		return s
	case shut:
		p.unresolved(NotPublished, "", a)
	case found:
		p.unresolved("leads to an item that is not in the output", "", a)
	case isFile && x.isOwn(a.origin()):
		p.note(note.Media, true, "left where it is on the old site", a)
	case x.isOwn(a):
		if r, ok := x.archiveAt(a); ok {
			return p.archive(r, a)
		}
		if x.isOfWordPress(a) {
			p.unresolved(OfWordPress, "", a)
			break
		}
		if new, ok := p.mistyped(e, a); ok {
			return new
		}
		p.unresolved("leads to a page of the old site that the export does not hold", "", a)
	case isOfComputer(a.host):
		p.note(note.Link, false, ofComputer, a)
	case x.isBeside(a):
		p.note(note.Link, false, "leads to what was beside the blog on its host, which the export does not hold", a)
	case strings.Contains(a.path, "/wp-admin/") || strings.HasSuffix(a.path, "/wp-admin"):
		p.note(note.Link, false, "leads to the administration of WordPress on another site", a)
	}
	return completed(s, ref, a)
}

// isOfComputer reports whether a host is known on one computer, or in one house, alone.
func isOfComputer(host string) bool {
	name := host
	if i := strings.LastIndexByte(name, ':'); i > 0 {
		name = name[:i]
	}
	name = strings.ToLower(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local") || strings.HasPrefix(name, "127.0.")
}

// ofComputer is why an address leads nowhere that only one computer knows.
const ofComputer = "an address of the computer on which the page was written, where no visitor sees it"

// mistyped returns the new address for one at which nothing is, as WordPress looks for
// what was meant: without the marks behind it (redirect_canonical), by the number that the
// link has, by the last part alone.
func (p *page) mistyped(e *html.Node, a address) (new string, ok bool) {
	x := p.x
	if path := strings.TrimRight(decodePath(a.path), " !\"'(),.;{}“”/"); path != strings.TrimRight(decodePath(a.path), "/") {
		meant := a
		meant.path = path + "/"
		if t, found := x.find(meant); found && !(t.item >= 0 && x.item(t.item).shut) {
			return p.follow(t, meant)
		}
	}
	if a.query != "" {
		return "", false
	}
	path := canonicalPath(a.path)
	if n, ok := x.byRel(e, path); ok {
		return p.follow(target{item: n}, a)
	}
	if n, ok := x.byLastPart(path); ok {
		return p.follow(target{item: n, guessed: true}, a)
	}
	return "", false
}

// follow returns the new address of what is at an address. It is not ok if the
// output does not have it.
func (p *page) follow(t target, a address) (new string, ok bool) {
	x := p.x
	if t.home {
		return escapePath(newPath(x.baseFolder()+"/")) + a.fragment, true
	}
	it := x.item(t.item)
	switch {
	case it.state == written:
		path := x.text.get(it.path)
		new = escapePath(path)
		if t.guessed {
			p.note(note.Link, false, "taken for "+new+" by the last part of its address", a)
		}
		if canonicalPath(path) != x.baseFolder() { // a query of the home page would be another page
			new += keptQuery(a.query, x.isType)
		}
		return new + p.fragment(t.item, a), true
	case it.file == 0:
		return "", false
	case x.opt.KeepMedia: // the page of the attachment goes, its file stays
		return x.FileURL(int(it.file) - 1), true
	}
	return p.use(it.file-1, a), true
}

// file returns the new address for that of a file that the page shows.
func (p *page) file(e *html.Node, s string) string {
	s = withoutLineEnds(s)
	ref, a, ok := p.read(s)
	if !ok {
		p.unreachable(s)
	}
	if !ok || p.x.opt.KeepMedia {
		return s
	}
	if n, ok := p.fileAt(a, e); ok {
		return p.use(n, a)
	}
	if t, ok := p.x.find(a); ok && !t.home && p.x.item(t.item).file > 0 { // ?attachment_id=1
		return p.use(p.x.item(t.item).file-1, a)
	}
	if p.isNew(ref, a) {
		return s
	}
	if p.x.isOwn(a.origin()) {
		p.note(note.Media, true, "left where it is on the old site", a)
	} else if isOfComputer(a.host) {
		p.note(note.Media, false, ofComputer, a)
	} else if p.x.isBeside(a) {
		p.note(note.Media, false, "left where it is, beside the blog on its host", a)
	} else if isSiteHost(a.host) {
		p.note(note.Media, false, "has no name of a file and stays with the service that has kept the site, as long as the account lasts", a)
	}
	return completed(s, ref, a)
}

// fileAt returns the number of the file at an address, if it is one of the old
// site's. The element that shows it may say which attachment it is.
func (p *page) fileAt(a address, e *html.Node) (n int32, ok bool) {
	x := p.x
	o := a.origin()
	path := canonicalPath(o.path)
	found, ok := x.lookup(o.host, path)
	if !ok {
		if n, ok = x.mirrored(o.host, path); ok && !x.opt.KeepMedia && !x.media.mirrors.isWhole(o.host) {
			p.note(note.Media, false, "taken for the file of the library with the same folder and name", a)
		}
		if ok || e == nil {
			return n, ok
		}
		return x.byClass(e, o.host, path)
	}
	if found.rank() == rankEarlier && !x.opt.KeepMedia {
		p.note(note.Media, false, "shown as it is since it was edited, not as it was before", a)
	}
	return found.number(), true
}

// use returns the new address of file n and notes that the page needs it. A
// query chose a size; a fragment is a page of a PDF or a moment of a film.
func (p *page) use(n int32, a address) string {
	if !p.files[n] {
		if p.files == nil {
			p.files = map[int32]bool{}
		}
		p.files[n] = true
		p.result.Files = append(p.result.Files, int(n))
	}
	return p.x.newAddress(n) + a.fragment
}

// isOwn reports whether an address is one of the old site.
func (x *Index) isOwn(a address) bool { return x.hosts.isOwn(a.host, canonicalPath(a.path)) }

// isBeside reports whether an address is on the host of a blog in a folder, but not of the
// blog: what else was there may be gone with it.
func (x *Index) isBeside(a address) bool {
	return a.host != "" && a.host == x.base.host && x.base.path != "" && !x.isOwn(a)
}

// isNew reports whether an address is one of the new site already.
func (p *page) isNew(ref, a address) bool {
	if ref.host != "" || !strings.HasPrefix(ref.path, "/") {
		return false
	}
	path := canonicalPath(a.path)
	return p.x.isNewFile(path) || path != p.x.baseFolder() && p.x.taken.page(path) || p.x.isNewArchive(path)
}

// archive returns the new address of an archive. A fragment is a place of the
// old site's theme.
func (p *page) archive(r archive, a address) string {
	url, said := p.x.archiveURL(r)
	if !said {
		p.unresolved("leads to a list of posts, which is there if the new site makes one", r.kind, a)
	}
	return url
}

// isOfWordPress reports whether an address of the site is one of the program that ran it: its
// administration, or one of its scripts.
func (x *Index) isOfWordPress(a address) bool {
	rel, ok := strings.CutPrefix(canonicalPath(a.path), x.baseFolder()+"/")
	first, _, _ := strings.Cut(rel, "/")
	return ok && (first == "wp-admin" || strings.HasPrefix(first, "wp-") && strings.HasSuffix(first, ".php") || first == "xmlrpc.php")
}

// unresolved notes an address that leads nowhere, or not for certain: to an archive,
// if that is a kind of one.
func (p *page) unresolved(why, archive string, a address) {
	if p.note(note.Link, false, why, a) {
		p.result.Left = append(p.result.Left, Left{shorten(a.String()), why, archive})
	}
}

// completed returns an address that is not replaced: a relative one would lead
// nowhere from the new site.
func completed(s string, ref, a address) string {
	if ref.host != "" || a.host == "" {
		return s
	}
	return a.String()
}

// unreachable notes an address of the computer on which a page was written.
func (p *page) unreachable(s string) {
	begins := func(scheme string) bool {
		return len(s) > len(scheme) && strings.EqualFold(s[:len(scheme)], scheme)
	}
	if begins("file:") || begins("blob:") || len(s) > 2 && s[1] == ':' && s[2] == '\\' {
		p.noteText(note.Link, false, ofComputer+": "+shorten(s))
	}
}

// note tells what became of an address, once a page, and reports whether it is
// the first time.
func (p *page) note(kind note.Kind, review bool, text string, a address) bool {
	return p.noteText(kind, review, text+": "+shorten(a.String()))
}

func (p *page) noteText(kind note.Kind, review bool, text string) bool {
	if p.texts[text] {
		return false
	}
	if p.texts == nil {
		p.texts = map[string]bool{}
	}
	p.texts[text] = true
	p.result.Notes = append(p.result.Notes, note.Note{Kind: kind, Review: review, Text: text})
	return true
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

// withoutLineEnds drops the line ends and tabs in an address, as browsers do.
func withoutLineEnds(s string) string {
	if hasLineEnd(s) && !strings.HasPrefix(s, "data:") {
		return lineEnds.Replace(s)
	}
	return s
}
