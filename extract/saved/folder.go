package saved

import (
	"bytes"
	"cmp"
	"mime"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/extract/archive"
	"github.com/wp2md/wp2md/extract/relink"
)

// leaf is a file of a folder with the address it had.
type leaf struct {
	file *file
	page bool
	url  *url.URL
	head about

	listed string // the address that HTTrack's list has
}

// folder finds what a folder of files holds, and the addresses it had.
func (p *Pages) folder(list []*file) ([]*resource, error) {
	f := &folder{votes: map[string]int{}, secure: map[string]bool{}, canonicals: map[string]int{}, byName: map[string]*leaf{}}
	for _, file := range list {
		f.read(file)
	}
	if len(f.leaves) == 0 {
		return f.found, nil
	}
	f.layout = layoutOf(f.leaves, f.votes)
	if p.home != nil {
		f.layout.host = p.home.Host
	}
	if f.layout.host == "" {
		f.layout.host = noHost
	}
	f.layout.scheme = "http"
	if f.secure[f.layout.host] {
		f.layout.scheme = "https"
	}
	f.setAddresses()
	f.setAttachments()
	f.addResources()
	return f.found, nil
}

// folder is a folder of files while it is read.
type folder struct {
	leaves     []*leaf
	found      []*resource
	votes      map[string]int  // hosts that pages name
	secure     map[string]bool // hosts that one names with https
	canonicals map[string]int
	byName     map[string]*leaf
	layout     layout
	logs       []*file // of HTTrack
}

// read takes a file, and what it says of where it was.
func (f *folder) read(file *file) {
	switch {
	case ofHTTrack(file.name):
		return
	case strings.HasSuffix("/"+file.name, "/"+httrackLog):
		f.logs = append(f.logs, file)
		return
	}
	switch kindOf(file) {
	case kindMHT:
		if more, err := mht(file); err == nil {
			f.found = append(f.found, more...)
		}
	case kindPage:
		l := &leaf{file: file, page: true}
		b, err := file.read(1 << 20)
		if err != nil {
			return
		}
		b, when := archive.Undo(b)
		if l.head = read(b); l.head.when.IsZero() {
			l.head.when = when
		}
		f.vote(cmp.Or(l.head.mirrored, l.head.savedFrom, l.head.canonical))
		f.canonicals[l.head.canonical]++
		f.leaves = append(f.leaves, l)
	default:
		f.leaves = append(f.leaves, &leaf{file: file})
	}
}

// vote counts the host of an address.
func (f *folder) vote(address string) {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		host := strings.ToLower(u.Host)
		f.votes[host]++
		f.secure[host] = f.secure[host] || u.Scheme == "https"
	}
}

// setAddresses gives each file the address it had: the one it says, or the one that
// its name makes.
func (f *folder) setAddresses() {
	for _, l := range f.leaves {
		f.byName[norm.NFC.String(l.file.name)] = l
	}
	for _, log := range f.logs {
		f.readLog(log)
	}
	for _, l := range f.leaves {
		said := cmp.Or(l.head.mirrored, l.head.savedFrom, l.listed)
		if at := f.layout.address(l.file.name); said == "" && (f.canonicals[l.head.canonical] == 1 || at != nil && at.RawQuery != "") {
			// Also of a page found as ?p=12, which led there.
			said = l.head.canonical
		}
		u, err := url.Parse(said)
		if said == "" || err != nil || u.Host == "" {
			u = f.layout.address(l.file.name)
		} else if u.Scheme == "http" && strings.EqualFold(u.Host, f.layout.host) {
			u.Scheme = f.layout.scheme
		}
		if u != nil {
			u.Fragment = ""
		}
		l.url = u
	}
	for _, l := range f.leaves {
		dir, name := path.Split(l.file.name)
		if !l.page && companion(strings.Trim(dir, "/"), f.byName) {
			// A browser puts what a page shows beside it, and forgets where it was.
			l.url = &url.URL{Scheme: f.layout.scheme, Host: f.layout.host, Path: "/wp-content/uploads/" + path.Base(dir) + "/" + name}
		}
	}
}

// addResources makes resources of the files that have an address.
func (f *folder) addResources() {
	for _, l := range f.leaves {
		if l.url == nil {
			continue
		}
		r := &resource{url: l.url, status: 200, page: l.page, when: l.head.when, mime: mimeOf(l), read: func() ([]byte, error) { return l.file.read(mostFile) }}
		if l.page {
			r.read = func() ([]byte, error) { return l.original(f.byName, f.layout) }
		}
		f.found = append(f.found, r)
		if at := f.layout.address(l.file.name); at != nil && at.String() != l.url.String() && l.page && l.head.canonical != "" {
			f.found = append(f.found, &resource{url: at, status: 301, to: l.url.String()})
		}
	}
}

func mimeOf(l *leaf) string {
	if l.page {
		return "text/html"
	}
	switch ext := strings.ToLower(path.Ext(l.file.name)); ext {
	case ".html", ".htm", "":
		head, _ := l.file.read(512)
		switch head = bytes.TrimSpace(head); {
		case bytes.HasPrefix(head, []byte("{")), bytes.HasPrefix(head, []byte("[")):
			return "application/json"
		case bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<rss")):
			return "application/rss+xml"
		}
		return ""
	case ".xml":
		return "application/xml"
	default:
		return mime.TypeByExtension(ext)
	}
}

// original returns a page with the addresses it had.
func (l *leaf) original(byName map[string]*leaf, lay layout) ([]byte, error) {
	b, err := l.file.read(mostFile)
	if err != nil {
		return nil, err
	}
	b, _ = archive.Undo(b)
	dir := path.Dir(l.file.name)
	return relink.HTML(b, func(address string) string {
		if address == "" || strings.HasPrefix(address, "#") || strings.HasPrefix(address, "/") || strings.HasPrefix(address, "?") {
			return address
		}
		if strings.HasPrefix(address, "file:") {
			return address
		}
		rel, fragment, hasFragment := strings.Cut(address, "#")
		if i := strings.IndexAny(rel, ":/?"); i >= 0 && rel[i] == ':' {
			return address // it has a scheme
		}
		suffix := ""
		if hasFragment {
			suffix = "#" + fragment
		}
		name := rel
		if s, err := url.PathUnescape(rel); err == nil {
			name = s
		}
		target := norm.NFC.String(path.Join(dir, name))
		if bare, _, ok := strings.Cut(name, "?"); ok && byName[target] == nil && byName[norm.NFC.String(path.Join(dir, bare))] != nil {
			target = norm.NFC.String(path.Join(dir, bare)) // HTTrack leaves the query behind the name
		}
		if t := byName[target]; t != nil && t.url != nil {
			if !t.page && strings.Contains(t.url.Path, "/wp-content/uploads/"+path.Base(path.Dir(target))+"/") && companion(path.Dir(target), byName) {
				if was := remembered(b, path.Base(target)); was != "" {
					return was
				}
			}
			return t.url.String() + suffix
		}
		if t := byName[path.Join(target, "index.html")]; t != nil && t.url != nil {
			return t.url.String() + suffix
		}
		if u := lay.address(target); u != nil && lay.host != noHost {
			if strings.HasSuffix(name, "/") && !strings.HasSuffix(u.Path, "/") {
				u.Path += "/"
			}
			return u.String() + suffix
		}
		return address
	}), nil
}
