package live

import (
	"net/url"
	"path"
	"slices"
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

// isOfComments reports whether an address is of a further page of comments.
func isOfComments(address string) bool {
	return strings.Contains(address, "comment-page") || strings.Contains(address, "cpage=")
}

// placeLeaves puts pages that turn out to be further pages of posts to those, and
// takes the others for what they are.
func (p *pages) placeLeaves() {
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

// mostParts bounds the further pages of one post.
const mostParts = 200

// further asks for the other pages of a post: of its text, of its comments.
func (p *pages) further(gr *group, more []string) {
	for _, m := range more {
		u, err := url.Parse(m)
		if err != nil || !p.c.ours(u) || gr.asked >= mostParts || p.byLink[linkKey(p.address(m))] == gr {
			continue
		}
		gr.asked++
		p.enqueue(u, visit{part: gr})
	}
}

// probe asks for a further page of a post where a theme would not show that
// there is one: block themes print no links to the pages of a classic post.
// WordPress leads back to the post if there is none.
func (p *pages) probe(gr *group, v *version, n int) {
	if !v.hidesPages || gr.asked >= mostParts || v.kind == "attachment" || v.protected {
		return
	}
	u := p.address(gr.link())
	if q := u.Query(); u.RawQuery != "" {
		q.Set("page", strconv.Itoa(n))
		u.RawQuery = q.Encode()
	} else {
		u = u.JoinPath(strconv.Itoa(n) + "/")
	}
	gr.asked++
	p.enqueue(u, visit{part: gr, probe: n})
}

// part adds a further page to its post.
func (p *pages) part(r *result, load func() (*version, error)) {
	gr := r.part
	key := linkKey(withoutIndex(r.a.final))
	if p.byLink[key] == gr || slices.ContainsFunc(gr.parts, func(o part) bool { return linkKey(p.address(o.url)) == key }) {
		return // it led back
	}
	s := r.view.single
	if r.probe > 0 && slices.ContainsFunc(gr.sources, func(o source) bool { return o.single && o.sum == s.sum }) {
		return // whatever comes after the address, the site shows the post
	}
	gr.parts = append(gr.parts, part{url: withoutIndex(r.a.final).String(), load: load})
	p.count(s)
	p.further(gr, s.more)
	if r.probe > 0 {
		p.probe(gr, s, r.probe+1)
	}
}
