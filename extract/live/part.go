package live

import (
	"net/url"
	"path"
	"strconv"
	"strings"
)

// A leaf is a page that has the form of a further page of a post, and was found
// otherwise than from there. Whether it is one shows when all pages are known.
type leaf struct {
	base    string // linkKey of the post
	url     string
	version *version // light
	load    func() (*version, error)
}

// partOf returns the linkKey of the post of which an address can be a further
// page of text or comments, and the number of that page; 0 if it can not.
func partOf(u *url.URL) (base string, n int) {
	v := *u
	q := v.Query()
	for _, key := range []string{"page", "cpage"} {
		if n := number(q.Get(key)); n > 0 && (q.Has("p") || q.Has("page_id")) {
			q.Del("page")
			q.Del("cpage")
			v.RawQuery = q.Encode()
			return linkKey(&v), int(n)
		}
	}
	if u.RawQuery != "" {
		return "", 0
	}
	dir, last := path.Split(strings.TrimRight(u.Path, "/"))
	last, comments := strings.CutPrefix(last, "comment-page-")
	if n = int(number(last)); n < 1 || n == 1 && !comments || strconv.Itoa(n) != last || dir == "/" {
		return "", 0
	}
	v.Path, v.RawPath = dir, ""
	return linkKey(&v), n
}

// gather puts pages that turn out to be further pages of posts to those, and
// takes the others for what they are.
func (p *pages) gather() {
	for _, l := range p.leaves {
		gr := p.byLink[l.base]
		u := p.address(l.url)
		if gr != nil && gr.single() && (l.version.id != 0 && l.version.id == gr.idOf() || l.version.id == 0 && l.version.title == gr.titleOf()) {
			have := false
			for _, o := range gr.parts {
				have = have || linkKey(p.address(o.url)) == linkKey(u)
			}
			if !have {
				gr.parts = append(gr.parts, part{l.url, l.load})
			}
			continue
		}
		p.add(l.version, l.load)
	}
}

func (g *group) idOf() (id int64) {
	for _, s := range g.sources {
		if s.id != 0 {
			return s.id
		}
	}
	return 0
}

func (g *group) titleOf() string {
	for _, s := range g.sources {
		if s.single {
			return s.title
		}
	}
	return ""
}

// withoutIndex takes the name of the file off the address of a folder, as
// copies of a site have it: /x/index.html is /x/.
func withoutIndex(u *url.URL) *url.URL {
	dir, name := path.Split(u.Path)
	switch strings.ToLower(name) {
	case "index.html", "index.htm", "index.xhtml", "default.html", "default.htm":
		v := *u
		v.Path, v.RawPath = dir, ""
		return &v
	}
	return u
}
