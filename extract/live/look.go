package live

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// look takes what a visited page shows: the post that it is about, the posts that
// it lists, and the pages that it leads to.
func (p *pages) look(r *result) {
	if p.unreadable(r) {
		return
	}
	final := withoutIndex(r.a.final)
	if r.part == nil {
		key := linkKey(final)
		if asked := p.address(r.url); r.mapped && key == linkKey(p.c.home) && linkKey(asked) != key {
			p.note(note.Unread, true, fmt.Sprintf("page: %s: leads to the home page, though the site names it", r.url))
		}
		if p.visited[key] {
			return
		}
		p.visited[key] = true
	}
	v := r.view
	if p.title == "" {
		p.title = v.title
	}
	if p.language == "" {
		p.language = v.language
	}
	view := p.again(r)
	if v.single != nil && (!p.lookAtPost(r, final, view) || !p.follows()) {
		return
	}
	fresh := p.lookAtList(v, final, view)
	p.countBarren(final, fresh || v.single != nil || r.mapped)
	p.follow(r, final)
}

// unreadable reports whether a page could not be read, and notes it if somebody
// names that page.
func (p *pages) unreadable(r *result) bool {
	switch {
	case errors.Is(r.err, errNotHTML):
	case r.err != nil:
		if r.probe == 0 {
			p.unread++
			p.note(note.Unread, r.mapped || r.kind != "", "page: "+r.err.Error())
		}
	case r.a.status != 200 || r.view.gone:
		if r.mapped || r.kind != "" {
			p.unread++
			p.note(note.Unread, true, fmt.Sprintf("page: %s: %d, though the site names it", r.url, r.a.status))
		}
	default:
		return false
	}
	return true
}

// follows reports whether every link is followed: no sitemap names the pages.
func (p *pages) follows() bool { return p.whole && p.mappedN == 0 }

// again returns how a page is read once more, from the journal: what it holds is
// not kept.
func (p *pages) again(r *result) func() (*pageView, error) {
	key, kind := r.a.key, r.kind
	return func() (*pageView, error) {
		a, err := p.c.reread(key)
		if err != nil {
			return nil, err
		}
		return parsePage(a, &p.c.opt.Selectors, kind)
	}
}

// lookAtPost takes the post that a page is about, and reports whether it is one of
// its own, and new.
func (p *pages) lookAtPost(r *result, final *url.URL, view func() (*pageView, error)) bool {
	load := func() (*version, error) {
		v, err := view()
		if err != nil {
			return nil, err
		}
		if v.single == nil {
			return nil, errNotHTML
		}
		return v.single, nil
	}
	if r.part != nil {
		p.part(r, load)
		return false
	}
	s := r.view.single
	at := p.address(s.link)
	if id, ok := p.have[linkKey(at)]; ok || p.haveID[s.id] {
		if r.listen {
			p.listen(cmp.Or(id, s.id), s)
		}
		return false
	}
	p.count(s)
	if base, n := partOf(at); n > 0 && (p.queued[base] || p.byLink[base] != nil) {
		p.leaves = append(p.leaves, leaf{base, final.String(), s.light(), load})
	} else {
		p.addPost(s, load)
	}
	if !p.follows() {
		for _, l := range s.links {
			if u, err := url.Parse(l); err == nil {
				p.enqueue(u, visit{})
			}
		}
	}
	return true
}

// listen takes the comments that a page shows of an item of the API, and asks for
// the further pages of them.
func (p *pages) listen(id int64, s *version) {
	before := len(p.rest.comments[id])
	p.rest.comments[id] = withComments(p.rest.comments[id], s.comments)
	p.heard += len(p.rest.comments[id]) - before
	for _, m := range s.more {
		if u, err := url.Parse(m); err == nil && isOfComments(m) {
			p.enqueue(u, visit{listen: true})
		}
	}
}

// addPost adds a post of a page of its own, and asks for its further pages.
func (p *pages) addPost(s *version, load func() (*version, error)) {
	gr := p.add(s, load)
	for what, n := range s.dropped {
		p.left[what] += n
	}
	p.further(gr, s.more)
	if s.hidesPages {
		p.hiding++
	}
	if len(s.more) == 0 {
		p.probe(gr, s, 2)
	}
}

// lookAtList takes the posts that a page lists, and reports whether it shows one
// that nothing else has shown.
func (p *pages) lookAtList(v *pageView, final *url.URL, view func() (*pageView, error)) (fresh bool) {
	for i, l := range v.listed {
		u, err := url.Parse(l.link)
		if err != nil || !p.c.ours(u) {
			continue
		}
		u = withoutIndex(p.c.named(u))
		l.link = u.String()
		k := linkKey(u)
		if p.byLink[k] == nil {
			fresh = true
		}
		id, had := p.have[k]
		if v.term.Slug != "" && p.unknown(v.term.Taxonomy) {
			p.term(v.term.Taxonomy, v.term.Slug, v.term.Name, final.Path)
			if had {
				p.gained[id] = addTerm(p.gained[id], v.term)
			} else {
				l.terms = addTerm(l.terms, v.term)
			}
		}
		if had || p.haveID[l.id] {
			continue
		}
		p.add(l, func() (*version, error) {
			v, err := view()
			if err != nil || i >= len(v.listed) {
				return nil, errors.Join(err, errNotHTML)
			}
			return v.listed[i], nil
		})
		p.enqueue(u, visit{kind: orSel(l.kind, "post")})
	}
	return fresh
}

// A trap is a part of a site that links to itself without end: a calendar, a
// filter. After so many lists of one shape without a new post it is one.
const mostBarren = 60

// countBarren counts the lists of one shape that showed nothing new, and calls
// them a trap when they are too many.
func (p *pages) countBarren(final *url.URL, fresh bool) {
	s := shape(final)
	if fresh {
		p.barren[s] = 0
	} else if p.barren[s]++; p.barren[s] == mostBarren {
		p.trapped[s] = true
		p.note(note.Unread, false, fmt.Sprintf("lists of the form %s show nothing new and are not followed further, the last %s", s, final))
	}
}

// isFurther reports whether a link leads to a further page of a list, and not back to the
// page at is on, as those do that skip to its content.
func isFurther(link string, at *url.URL) bool {
	u, err := url.Parse(link)
	return err == nil && isPaging(u) && linkKey(u) != linkKey(at)
}

// scroll asks for the next page of a list, where no list has linked to one: themes load it when
// somebody scrolls down to its end. The end is a page that shows nothing, or what the one
// before it shows; one of which all posts are known already is none.
func (p *pages) scroll(r *result, final *url.URL) {
	var shows strings.Builder
	for _, l := range r.view.listed {
		shows.WriteString(l.link + "\n")
	}
	if shows.Len() == 0 || shows.String() == r.before {
		return
	}
	n := max(r.probe, 1) + 1
	u, q := *final, final.Query()
	switch dir, _, paged := strings.Cut(u.Path, "/page/"); {
	case u.RawQuery != "":
		q.Set("paged", strconv.Itoa(n))
		u.RawQuery = q.Encode()
	case paged && r.probe == 0:
		return
	case paged:
		u.Path, u.RawPath = dir+"/page/"+strconv.Itoa(n)+"/", ""
	default:
		u = *u.JoinPath("page", strconv.Itoa(n)+"/")
	}
	if !p.trapped[shape(&u)] {
		p.enqueue(&u, visit{list: r.list, probe: n, before: shows.String()})
	}
}

// follow enqueues the pages that a page leads to, as far as they may have
// something new.
func (p *pages) follow(r *result, final *url.URL) {
	v, all := r.view, p.follows()
	next := v.next
	switch {
	case all, v.front && linkKey(final) == linkKey(p.c.home):
		next = append(next, v.links...)
	case r.list, isPaging(final), p.deep:
	default:
		return
	}
	if p.paged = p.paged || slices.ContainsFunc(next, func(l string) bool { return isFurther(l, final) }); !p.paged {
		p.scroll(r, final)
	}
	for _, l := range next {
		u, err := url.Parse(l)
		if err != nil || p.trapped[shape(u)] {
			continue
		}
		paging := isPaging(u) || r.list && strings.Contains(u.Path, "/page/")
		switch {
		case all || paging:
			p.enqueue(u, visit{list: r.list && paging})
		case v.front && !isArchive(u):
			p.enqueue(u, visit{})
		}
	}
}
