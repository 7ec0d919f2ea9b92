package saved

import (
	"bytes"
	"encoding/base64"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/http"
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/extract/archive"
	"github.com/wp2md/wp2md/extract/relink"
)

// kind is what a file is.
type kind uint8

const (
	kindOther kind = iota
	kindPage
	kindMHT
	kindWARC
)

// kindOf tells what a file is, by its first bytes.
func kindOf(f *file) kind {
	base := strings.ToLower(path.Base(f.name))
	if strings.HasPrefix(base, ".") {
		return kindOther
	}
	ext := path.Ext(base)
	switch ext {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".css", ".js", ".svg", ".ico", ".mp3", ".mp4", ".pdf", ".woff", ".woff2", ".ttf", ".eot", ".txt", ".json", ".map", ".sql", ".php~":
		return kindOther
	}
	head, err := f.read(4096)
	if err != nil || len(head) == 0 {
		return kindOther
	}
	if bytes.HasPrefix(head, []byte("\x1f\x8b")) {
		if r, err := f.open(); err == nil {
			if at, ok := r.(io.ReaderAt); ok {
				head = gunzipped(at, 64)
			} else if b, err := io.ReadAll(io.LimitReader(r, 64<<10)); err == nil {
				head = gunzipped(bytes.NewReader(b), 64)
			}
			r.Close()
		}
		if bytes.HasPrefix(head, []byte("WARC/")) {
			return kindWARC
		}
		return kindOther
	}
	text := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\ufeff"))))
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return kindWARC
	case bytes.Contains(text, []byte("multipart/related")) && (bytes.HasPrefix(text, []byte("from:")) || bytes.HasPrefix(text, []byte("mime-version:")) || ext == ".mht" || ext == ".mhtml"):
		return kindMHT
	case bytes.HasPrefix(text, []byte("<!doctype html")), bytes.HasPrefix(text, []byte("<html")), bytes.HasPrefix(text, []byte("<!--")) && bytes.Contains(text, []byte("<html")), bytes.HasPrefix(text, []byte("<head")):
		return kindPage
	case bytes.HasPrefix(text, []byte("<?xml")) && bytes.Contains(text[:min(len(text), 400)], []byte("<!doctype html")):
		return kindPage
	case (ext == ".html" || ext == ".htm" || ext == ".xhtml") && bytes.HasPrefix(text, []byte("<")) && !bytes.HasPrefix(text, []byte("<?xml")) && !bytes.HasPrefix(text, []byte("<rss")):
		return kindPage
	}
	return kindOther
}

// Sniff reports whether there are saved pages under a name. An export, a dump
// or a backup can hold pages as well: those come first.
func Sniff(name string) bool {
	list, closer, err := files(name)
	if err != nil {
		return false
	}
	defer closer()
	return slices.ContainsFunc(list, func(f *file) bool { return kindOf(f) != kindOther })
}

// leaf is a file of a folder with the address it had.
type leaf struct {
	file *file
	page bool
	url  *url.URL
	head about
}

// about is what a page says of itself.
type about struct {
	mirrored  string // HTTrack: where it was found
	savedFrom string // browsers: the same
	canonical string
	embed     string // the address for which others may embed it
	when      time.Time
}

var (
	mirroredFrom = regexp.MustCompile(`<!-- Mirrored from (\S+) by HTTrack Website Copier[^,>]*(?:, ([^>]*?))? -->`)
	savedFrom    = regexp.MustCompile(`<!-- saved from url=\(\d+\)(\S+) -->`)
	canonicalTag = regexp.MustCompile(`(?i)<link[^>]+rel=["']?canonical["']?[^>]*>`)
	ogURL        = regexp.MustCompile(`(?i)<meta[^>]+property=["']?og:url["']?[^>]*>`)
	embedOf      = regexp.MustCompile(`oembed/1\.0/embed\?url=([^"'&\s]+)`)
	addressIn    = regexp.MustCompile(`(?i)\b(?:href|content)=["']([^"']+)["']`)
)

func read(page []byte) (a about) {
	if m := mirroredFrom.FindSubmatch(page); m != nil {
		a.mirrored = "http://" + string(m[1])
		a.when, _ = http.ParseTime(string(m[2]))
	}
	if m := savedFrom.FindSubmatch(page); m != nil {
		a.savedFrom = string(m[1])
	}
	// Crawlers turn the canonical address into one of a file, but not what is
	// hidden in the query of another.
	if m := embedOf.FindSubmatch(page); m != nil {
		if s, err := url.QueryUnescape(html.UnescapeString(string(m[1]))); err == nil && strings.Contains(s, "://") {
			a.embed = s
		}
	}
	for _, tag := range []*regexp.Regexp{canonicalTag, ogURL} {
		if m := addressIn.FindSubmatch(tag.Find(page)); m != nil && a.canonical == "" {
			if s := html.UnescapeString(string(m[1])); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
				a.canonical = s
			}
		}
	}
	if a.canonical == "" {
		a.canonical = a.embed
	}
	return a
}

// hostFolder are the names that crawlers give to the folder of a host.
var hostFolder = regexp.MustCompile(`^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[:_+]\d{2,5})?$|^(?:localhost|\d+\.\d+\.\d+\.\d+)(?:[:_+]\d{2,5})?$`)

// folder finds what a folder of files holds, and the addresses it had.
func (p *Pages) folder(list []*file) ([]*resource, error) {
	var leaves []*leaf
	var found []*resource
	votes := map[string]int{} // hosts that pages name
	scheme := map[string]string{}
	vote := func(address string) {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			votes[strings.ToLower(u.Host)]++
			if u.Scheme == "https" {
				scheme[strings.ToLower(u.Host)] = "https"
			}
		}
	}
	canonicals := map[string]int{}
	for _, f := range list {
		switch kindOf(f) {
		case kindMHT:
			if more, err := mht(f); err == nil {
				found = append(found, more...)
			}
		case kindPage:
			l := &leaf{file: f, page: true}
			b, err := f.read(1 << 20)
			if err != nil {
				continue
			}
			b, when := archive.Undo(b)
			if l.head = read(b); l.head.when.IsZero() {
				l.head.when = when
			}
			for _, s := range []string{l.head.mirrored, l.head.savedFrom, l.head.canonical} {
				if s != "" {
					vote(s)
					break
				}
			}
			canonicals[l.head.canonical]++
			leaves = append(leaves, l)
		default:
			leaves = append(leaves, &leaf{file: f})
		}
	}
	if len(leaves) == 0 {
		return found, nil
	}
	layout := layoutOf(leaves, votes)
	if p.home != nil {
		layout.host = p.home.Host
	}
	if layout.host == "" {
		layout.host = noHost
	}
	layout.scheme = scheme[layout.host]
	if layout.scheme == "" {
		layout.scheme = "http"
	}
	byName := map[string]*leaf{}
	for _, l := range leaves {
		byName[norm.NFC.String(l.file.name)] = l
		said := l.head.mirrored
		if said == "" {
			said = l.head.savedFrom
		}
		if at := layout.address(l.file.name); said == "" && (canonicals[l.head.canonical] == 1 || at != nil && at.RawQuery != "") {
			// Also of a page found as ?p=12, which led there.
			said = l.head.canonical
		}
		u, err := url.Parse(said)
		if said == "" || err != nil || u.Host == "" {
			u = layout.address(l.file.name)
		} else if u.Scheme == "http" && strings.EqualFold(u.Host, layout.host) {
			u.Scheme = layout.scheme
		}
		if u != nil {
			u.Fragment = ""
		}
		l.url = u
	}
	for _, l := range leaves {
		if dir, name := path.Split(l.file.name); l.page || !companion(strings.Trim(dir, "/"), byName) {
			_ = name
			continue
		}
		// A browser puts what a page shows beside it, and forgets where it was.
		dir, name := path.Split(l.file.name)
		l.url = &url.URL{Scheme: layout.scheme, Host: layout.host, Path: "/wp-content/uploads/" + path.Base(dir) + "/" + name}
	}
	for _, l := range leaves {
		if l.url == nil {
			continue
		}
		r := &resource{url: l.url, status: 200, page: l.page, when: l.head.when, mime: mimeOf(l), read: func() ([]byte, error) { return l.file.read(mostFile) }}
		if l.page {
			r.read = func() ([]byte, error) { return l.original(byName, layout) }
		}
		found = append(found, r)
		if at := layout.address(l.file.name); at != nil && at.String() != l.url.String() && l.page && l.head.canonical != "" {
			found = append(found, &resource{url: at, status: 301, to: l.url.String()})
		}
	}
	return found, nil
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

// companion reports whether a folder belongs to a page that a browser saved:
// "My page_files" beside "My page.html".
func companion(dir string, byName map[string]*leaf) bool {
	base := path.Base(dir)
	i := strings.LastIndexAny(base, "_-.")
	if i <= 0 {
		return false
	}
	stem := path.Join(path.Dir(dir), base[:i])
	for _, ext := range []string{".html", ".htm", ".xhtml"} {
		if l := byName[norm.NFC.String(stem+ext)]; l != nil && l.page {
			return true
		}
	}
	return false
}

// layout is how the names of files make addresses.
type layout struct {
	scheme, host string
	dir          string // of the host
	hosts        bool   // beside it are those of other hosts
}

// layoutOf finds the folder in which the paths of the site begin.
func layoutOf(leaves []*leaf, votes map[string]int) layout {
	var l layout
	for host, n := range votes {
		if n > votes[l.host] || n == votes[l.host] && host < l.host {
			l.host = host
		}
	}
	// A folder with the name of a host, as wget and HTTrack make it.
	pages := map[string]int{}
	for _, f := range leaves {
		parts := strings.Split(path.Dir(f.file.name), "/")
		for i, part := range parts {
			if f.page && i < 3 && hostFolder.MatchString(strings.ToLower(part)) {
				pages[strings.Join(parts[:i+1], "/")]++
				break
			}
		}
	}
	best := ""
	for dir, n := range pages {
		named := hostName(path.Base(dir)) == l.host
		bestNamed := best != "" && hostName(path.Base(best)) == l.host
		if best == "" || named && !bestNamed || named == bestNamed && (n > pages[best] || n == pages[best] && dir < best) {
			best = dir
		}
	}
	if best != "" && (l.host == "" || hostName(path.Base(best)) == l.host || pages[best]*2 > len(leaves)/4) {
		l.dir, l.hosts = best, true
		l.host = hostName(path.Base(best))
		return l
	}
	// Where what the pages say of themselves agrees with where they stand.
	agree := map[string]int{}
	for _, f := range leaves {
		u, err := url.Parse(f.head.canonical)
		if err != nil || f.head.canonical == "" || strings.ToLower(u.Host) != l.host {
			continue
		}
		name := strings.TrimSuffix(strings.TrimSuffix(f.file.name, "index.html"), ".html")
		if dir, ok := strings.CutSuffix("/"+strings.Trim(name, "/"), strings.TrimRight(u.Path, "/")); ok {
			agree[strings.Trim(dir, "/")]++
		}
	}
	n := 0
	for dir, k := range agree {
		if k > n || k == n && dir < l.dir {
			l.dir, n = dir, k
		}
	}
	if n > 0 {
		return l
	}
	// The shallowest index.html.
	depth := -1
	for _, f := range leaves {
		if f.page && path.Base(f.file.name) == "index.html" {
			if d := strings.Count(f.file.name, "/"); depth < 0 || d < depth {
				l.dir, depth = strings.Trim(path.Dir(f.file.name), "./"), d
			}
		}
	}
	return l
}

// hostName returns the host of a folder of a crawler.
func hostName(folder string) string {
	folder = strings.ToLower(folder)
	if i := strings.LastIndexAny(folder, "_+"); i > 0 && strings.Trim(folder[i+1:], "0123456789") == "" {
		return folder[:i] + ":" + folder[i+1:]
	}
	return folder
}

// address returns the address that a file had.
func (l *layout) address(name string) *url.URL {
	host, rest, ok := l.host, name, true
	if l.dir != "" {
		rest, ok = strings.CutPrefix(name, l.dir+"/")
	}
	if !ok && l.hosts {
		// Of another host.
		parent := path.Dir(l.dir)
		if parent != "." {
			if rest, ok = strings.CutPrefix(name, parent+"/"); !ok {
				return nil
			}
		} else {
			rest = name
		}
		folder, more, deep := strings.Cut(rest, "/")
		if !deep || !hostFolder.MatchString(strings.ToLower(folder)) {
			return nil
		}
		host, rest = hostName(folder), more
	} else if !ok {
		return nil
	}
	u := &url.URL{Scheme: l.scheme, Host: host}
	p, query, has := strings.Cut(rest, "?")
	if !has {
		// How wget names files where a name cannot have a question mark.
		if i := strings.LastIndex(rest, "@"); i > strings.LastIndex(rest, "/") && strings.Contains(rest[i:], "=") {
			p, query, has = rest[:i], rest[i+1:], true
		}
	}
	if has {
		if q := strings.TrimSuffix(query, ".html"); q != query {
			query = q
		}
		u.RawQuery = strings.ReplaceAll(query, "%2F", "/")
	}
	if s, err := url.PathUnescape(p); err == nil {
		p = s
	}
	p = "/" + norm.NFC.String(p)
	switch dir, last := path.Split(p); strings.ToLower(last) {
	case "index.html", "index.htm", "index.php":
		p = dir
	}
	u.Path = p
	return u
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

// remembered returns the address that a picture had, if the page still has it
// somewhere: browsers leave the list of its sizes as it was.
func remembered(page []byte, name string) string {
	escaped := (&url.URL{Path: name}).EscapedPath()
	re, err := regexp.Compile(`https?://[^\s"'<>,]+/wp-content/uploads/[^\s"'<>,]*?` + regexp.QuoteMeta(escaped) + `\b`)
	if err != nil {
		return ""
	}
	return html.UnescapeString(string(re.Find(page)))
}

// mht reads a page that a browser saved as one file (RFC 2557).
func mht(f *file) ([]*resource, error) {
	b, err := f.read(mostFile)
	if err != nil {
		return nil, err
	}
	msg, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	_, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	when, _ := msg.Header.Date()
	snapshot := msg.Header.Get("Snapshot-Content-Location")
	var found []*resource
	parts := multipart.NewReader(msg.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			if len(found) == 0 {
				return nil, err
			}
			return found, nil
		}
		location := part.Header.Get("Content-Location")
		mt, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		isPage := mt == "text/html" || mt == "application/xhtml+xml"
		if isPage && len(found) == 0 && snapshot != "" {
			location = snapshot
		}
		u, err := url.Parse(location)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		var r io.Reader = part
		switch strings.ToLower(part.Header.Get("Content-Transfer-Encoding")) {
		case "base64":
			r = base64.NewDecoder(base64.StdEncoding, part)
		case "quoted-printable":
			r = quotedprintable.NewReader(part)
		}
		body, err := io.ReadAll(r)
		if err != nil && len(body) == 0 {
			continue
		}
		if isPage {
			if len(found) > 0 {
				isPage = false // a frame
			} else {
				body, _ = archive.Undo(body)
			}
		}
		found = append(found, &resource{url: u, mime: part.Header.Get("Content-Type"), status: 200, page: isPage, when: when, read: func() ([]byte, error) { return body, nil }})
	}
}
