package saved

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/internal/late"
)

// hostFolder are the names that crawlers give to the folder of a host.
var hostFolder = late.Regexp(`^(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[:_+]\d{2,5})?$|^(?:localhost|\d+\.\d+\.\d+\.\d+)(?:[:_+]\d{2,5})?$`)

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
			if f.page && i < 3 && hostFolder().MatchString(strings.ToLower(part)) {
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
		if !deep || !hostFolder().MatchString(strings.ToLower(folder)) {
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
