package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// pages is what is read off the feeds and pages of a site.
type pages struct {
	*fetch
	rest  *rest // the API, or nil
	whole bool  // all of the site is read; else what the API lacks

	have      map[string]int64 // what the API gave, by linkKey
	haveID    map[int64]bool
	haveTerms map[string]bool             // archives of terms of the API, by linkKey
	gained    map[int64][]extract.TermRef // terms of items of the API that archives tell

	title, description, language string

	groups []*group
	byLink map[string]*group
	byID   map[int64]*group
	terms  map[termKey]*termInfo

	queue    []visit
	queued   map[string]bool // by linkKey
	visited  map[string]bool // where it led
	mappedN  int             // addresses of content in sitemaps
	strange  []*url.URL      // archives of taxonomies of which nothing else tells
	linked   []*url.URL      // pages that contents of the API link to
	archives []*url.URL      // that sitemaps name
	deep     bool            // archives are visited, too: pages of posts could not be read
	unread   int             // pages of posts
	barren   map[string]int  // lists of one shape in a row that showed nothing new
	trapped  map[string]bool // shapes that are not followed any more
	lastmods map[string]time.Time
	named    map[termKey]string // slugs by taxonomy and name
	left     map[string]int     // what was left out of contents
	ends     map[uint64]int     // on how many pages a block begins or ends the content
	endTexts map[uint64]string  // of those that may be furniture
	singles  int                // pages of posts
	hiding   int                // of them, in a theme that hides further pages
	leaves   []leaf             // pages that may be further pages of posts
	asked    int
}

type termKey struct{ taxonomy, slug string }

type termInfo struct {
	name string
	path string // of its page
}

// visit is a page to ask for.
type visit struct {
	url    string
	kind   string // post type, as a sitemap has it
	mapped bool   // a sitemap has it
	part   *group // it is a further page of that post
	list   bool   // it is an archive, to be read to its end
	probe  int    // nobody names it; it is the further page of this number, if there is one
}

// A trap is a part of a site that links to itself without end: a calendar, a
// filter. After so many lists of one shape without a new post it is one.
const mostBarren = 60

// crawl reads the site off its feeds and pages: all of it if it has no API that
// gives posts, else what the API left open, and what the site names but the API
// does not have.
func (f *fetch) crawl(ctx context.Context, g *Fetched, home *answer, r *rest, none bool) error {
	p := &pages{
		fetch: f, rest: r, whole: none || len(f.refused) > 0, byLink: map[string]*group{}, byID: map[int64]*group{}, terms: map[termKey]*termInfo{}, queued: map[string]bool{}, visited: map[string]bool{},
		have: map[string]int64{}, haveID: map[int64]bool{}, haveTerms: map[string]bool{}, gained: map[int64][]extract.TermRef{},
		barren: map[string]int{}, trapped: map[string]bool{}, lastmods: map[string]time.Time{}, left: map[string]int{}, ends: map[uint64]int{}, endTexts: map[uint64]string{},
	}
	crawls := f.c.opt.Ways&ByCrawl != 0
	// What was not changed since a day the API does not name, but the site does.
	held := r != nil && crawls && (p.whole || f.c.opt.Since.IsZero())
	if held {
		if err := p.hold(); err != nil {
			return err
		}
	}
	if held || p.whole {
		if err := p.sitemaps(ctx); err != nil {
			return err
		}
	}
	if p.whole && f.c.opt.Ways&ByFeed != 0 {
		if err := p.feeds(ctx); err != nil {
			return err
		}
	}
	p.losses()
	for _, address := range f.c.opt.Pages {
		if u, err := f.c.home.Parse(address); err == nil && promising(u) {
			p.enqueue(u, visit{mapped: true})
		}
	}
	if crawls {
		if err := p.visitEverything(ctx, home); err != nil {
			return err
		}
	}
	if none {
		switch {
		case !crawls:
			g.Way = "feeds"
		case slices.ContainsFunc(p.groups, func(gr *group) bool { return slices.ContainsFunc(gr.sources, func(s source) bool { return s.feed }) }):
			g.Way = "feeds and pages"
		default:
			g.Way = "pages"
		}
		g.Site.Title, g.Site.Description = cmp.Or(g.Site.Title, p.title), cmp.Or(g.Site.Description, p.description)
	} else if p.whole {
		g.Way = "REST API and pages"
	}
	g.Site.Language = cmp.Or(g.Site.Language, p.language)
	p.finish(g)
	p.tellLosses()
	return nil
}

// visitEverything visits the pages that may have something new.
func (p *pages) visitEverything(ctx context.Context, home *answer) error {
	for _, gr := range slices.Clone(p.groups) {
		if u, err := p.c.home.Parse(gr.link()); err == nil {
			p.enqueue(u, visit{kind: "post"})
		}
	}
	if p.whole || p.mappedN == 0 && p.c.opt.Since.IsZero() || p.c.opt.Pages != nil {
		p.enqueue(p.c.home, visit{})
	}
	for _, u := range p.strange {
		p.enqueue(u, visit{list: true})
	}
	for _, u := range p.linked {
		p.enqueue(u, visit{})
	}
	if err := p.visitAll(ctx); err != nil {
		return err
	}
	if p.unread > 0 && p.whole {
		// Lists may show what the pages themselves do not.
		p.deep = true
		for _, u := range p.archives {
			p.enqueue(u, visit{})
		}
		return p.visitAll(ctx)
	}
	return nil
}

// hold takes note of what the API gave, to hold against it what the site names.
func (p *pages) hold() error {
	for _, address := range p.rest.archives {
		if u, err := p.c.home.Parse(address); err == nil {
			p.haveTerms[linkKey(p.c.named(u))] = true
		}
	}
	seen := map[string]bool{}
	var links []*url.URL
	for _, rec := range p.records {
		it, err := rec.load()
		if err != nil {
			return err
		}
		p.haveID[it.ID] = true
		at, err := p.c.home.Parse(it.Link)
		if err != nil || it.Link == "" {
			at = p.c.home
		} else {
			p.have[linkKey(p.c.named(at))] = it.ID
		}
		eachLink(it.Content, func(href string) {
			if u, err := at.Parse(href); err == nil && p.c.ours(u) {
				u.Fragment, u.RawFragment = "", ""
				if u = p.c.named(u); !seen[linkKey(u)] {
					seen[linkKey(u)] = true
					links = append(links, u)
				}
			}
		})
	}
	for _, u := range links {
		if id := idIn(u.String()); id != 0 && p.haveID[id] {
			continue
		}
		if isArchive(u) {
			continue
		}
		p.linked = append(p.linked, u)
	}
	return nil
}

// losses asks for the pages of what the API could not show.
func (p *pages) losses() {
	slices.SortFunc(p.fetch.losses, func(a, b lostItem) int { return cmp.Compare(a.id, b.id) })
	for _, l := range p.fetch.losses {
		if u, err := p.c.home.Parse(l.link); err == nil && l.link != "" && l.what != "attachment" && l.what != "nav_menu_item" {
			p.enqueue(u, visit{kind: l.what, mapped: true})
		}
	}
}

// tellLosses says what became of what the API could not show.
func (p *pages) tellLosses() {
	for _, l := range p.fetch.losses {
		text := fmt.Sprintf("%s %d: the API cannot show it: %s", l.what, l.id, l.why)
		if gr := p.byID[l.id]; gr != nil && gr.single() {
			p.note(note.Unread, true, text+"; it is as its page shows it: "+l.link)
		} else {
			p.note(note.Unread, true, text+"; it is not in the file: "+l.link)
		}
	}
}

// enqueue takes note of a page to visit, if it is one that can have content.
func (p *pages) enqueue(u *url.URL, v visit) {
	u = withoutIndex(p.c.named(u))
	v.url = u.String()
	key := linkKey(u)
	if v.part != nil {
		key = "part " + key
	} else if p.haveTerms[key] && !v.list && !p.whole {
		return
	} else if _, ok := p.have[key]; ok {
		if v.mapped {
			p.mappedN++
		}
		return
	}
	if p.queued[key] || !p.c.ours(u) || !v.mapped && v.part == nil && !promising(u) {
		return
	}
	p.queued[key] = true
	if v.mapped {
		p.mappedN++
	}
	p.queue = append(p.queue, v)
}

// queries that lead to content; others sort, filter, share and reply.
var queries = []string{"p", "page_id", "paged", "page", "cat", "m", "author", "attachment_id", "post_type", "tag"}

// promising reports whether an address can be one of a page with content.
func promising(u *url.URL) bool {
	if len(u.String()) > 1000 {
		return false
	}
	for k := range u.Query() {
		if !slices.Contains(queries, k) {
			return false
		}
	}
	switch ext := strings.ToLower(path.Ext(u.Path)); ext {
	case "", ".html", ".htm", ".php", ".aspx":
	default:
		if len(ext) <= 6 && strings.Trim(ext[1:], "0123456789") != "" {
			return false
		}
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) > 12 {
		return false
	}
	seen := map[string]int{}
	for _, part := range parts {
		switch part {
		case "wp-admin", "wp-login.php", "wp-json", "xmlrpc.php", "feed", "embed", "trackback", "wp-content", "wp-includes", "wp-comments-post.php", "amp", "wp-signup.php", "wp-cron.php":
			return false
		}
		if part != "" && strings.Trim(part, "0123456789") != "" {
			if seen[part]++; seen[part] > 2 {
				return false // the site wraps around itself
			}
		}
	}
	return true
}

// shape is what the addresses of one trap have in common.
func shape(u *url.URL) string {
	var b strings.Builder
	digits := false
	for _, r := range u.Path {
		if r >= '0' && r <= '9' {
			if !digits {
				b.WriteByte('#')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	keys := sortedKeys(u.Query())
	return b.String() + "?" + strings.Join(keys, "&")
}

// result is a page that was visited.
type result struct {
	visit
	a    *answer
	view *pageView
	err  error
}

// visitAll visits the pages in the queue and those they lead to, as far as they
// may have something new. Pages are asked for in groups and looked at in order, so
// that the same site gives the same result however fast its answers come.
func (p *pages) visitAll(ctx context.Context) error {
	for len(p.queue) > 0 {
		n := min(len(p.queue), 8*p.c.opt.Jobs)
		var wave []visit
		for _, v := range p.queue[:n] {
			if u, err := url.Parse(v.url); err == nil && !v.mapped && v.part == nil && p.trapped[shape(u)] {
				continue
			}
			wave = append(wave, v)
		}
		p.queue = p.queue[n:]
		if left := p.c.opt.MaxPages - p.asked; len(wave) > left {
			p.note(note.Unread, true, fmt.Sprintf("more than %d pages: the rest is not visited, the first of them %s", p.c.opt.MaxPages, wave[max(left, 0)].url))
			wave, p.queue = wave[:max(left, 0)], nil
		}
		p.asked += len(wave)
		results := make([]result, len(wave))
		jobs := make([]func() error, len(wave))
		for i, v := range wave {
			jobs[i] = func() error {
				results[i] = p.visit(ctx, v)
				return nil
			}
		}
		parallel(p.c.opt.Jobs, jobs, func(error) {})
		for i := range results {
			if r := &results[i]; r.err != nil && stop(ctx, r.err) {
				return r.err
			}
		}
		for i := range results {
			p.look(&results[i])
		}
		p.mu.Lock()
		p.total = p.got + len(wave) + len(p.queue)
		p.mu.Unlock()
		p.progress(len(wave), "pages")
	}
	return nil
}

func (p *pages) visit(ctx context.Context, v visit) result {
	a, err := p.c.get(ctx, request{url: v.url, accept: "text/html, application/xhtml+xml", most: mostPageBytes})
	if err != nil {
		return result{visit: v, err: err}
	}
	r := result{visit: v, a: a}
	if a.status == 200 {
		r.view, r.err = parsePage(a, &p.c.opt.Selectors, v.kind)
	}
	return r
}

// look takes what a visited page shows.
func (p *pages) look(r *result) {
	switch {
	case errors.Is(r.err, errNotHTML):
		return
	case r.err != nil:
		if r.probe > 0 {
			return
		}
		p.unread++
		p.note(note.Unread, r.mapped || r.kind != "", "page: "+r.err.Error())
		return
	case r.a.status != 200 || r.view.gone:
		if r.mapped || r.kind != "" {
			p.unread++
			p.note(note.Unread, true, fmt.Sprintf("page: %s: %d, though the site names it", r.url, r.a.status))
		}
		return
	}
	final := withoutIndex(r.a.final)
	key := linkKey(final)
	if r.part == nil {
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
	journalKey, kind := r.a.key, r.kind
	view := func() (*pageView, error) {
		a, err := p.c.reread(journalKey)
		if err != nil {
			return nil, err
		}
		return parsePage(a, &p.c.opt.Selectors, kind)
	}
	follow := p.whole && p.mappedN == 0
	if s := v.single; s != nil {
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
			return
		}
		if _, ok := p.have[linkKey(p.address(s.link))]; ok || p.haveID[s.id] {
			return
		}
		p.count(s)
		if base, n := partOf(p.address(s.link)); n > 0 && (p.queued[base] || p.byLink[base] != nil) {
			p.leaves = append(p.leaves, leaf{base, final.String(), s.light(), load})
		} else {
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
		for _, l := range s.links {
			if u, err := url.Parse(l); err == nil && !follow {
				p.enqueue(u, visit{})
			}
		}
		if !follow {
			return
		}
	}
	fresh := v.single != nil
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
	s := shape(final)
	if fresh || r.mapped {
		p.barren[s] = 0
	} else if p.barren[s]++; p.barren[s] == mostBarren {
		p.trapped[s] = true
		p.note(note.Unread, false, fmt.Sprintf("lists of the form %s show nothing new and are not followed further, the last %s", s, final))
	}
	next := v.next
	switch {
	case follow, v.front && key == linkKey(p.c.home):
		next = append(next, v.links...)
	case r.list, isPaging(final), p.deep:
	default:
		next = nil
	}
	for _, l := range next {
		u, err := url.Parse(l)
		if err != nil || p.trapped[shape(u)] {
			continue
		}
		paging := isPaging(u) || r.list && strings.Contains(u.Path, "/page/")
		switch {
		case follow || paging:
			p.enqueue(u, visit{list: r.list && paging})
		case v.front && !isArchive(u):
			p.enqueue(u, visit{})
		}
	}
}

// address reads an address of the site.
func (p *pages) address(link string) *url.URL {
	u, err := p.c.home.Parse(link)
	if err != nil {
		return p.c.home
	}
	return withoutIndex(p.c.named(u))
}

// unknown reports whether a taxonomy is one of which the API, or what posts
// show, does not tell.
func (p *pages) unknown(name string) bool {
	if p.rest != nil && slices.ContainsFunc(p.rest.taxonomies, func(t taxonomy) bool { return t.name == name }) {
		return slices.Contains(p.rest.hidden, name)
	}
	return name != "category" && name != "post_tag" && name != "post_format"
}

func addTerm(list []extract.TermRef, t extract.TermRef) []extract.TermRef {
	if slices.ContainsFunc(list, func(o extract.TermRef) bool { return o.Taxonomy == t.Taxonomy && o.Slug == t.Slug }) {
		return list
	}
	return append(slices.Clip(list), t)
}

// isArchive reports whether an address has the form of a list of posts.
func isArchive(u *url.URL) bool {
	for part := range strings.SplitSeq(u.Path, "/") {
		switch part {
		case "category", "tag", "author", "page", "type":
			return true
		}
	}
	if day, _ := dayIn(u.String() + "/"); !day.IsZero() && strings.Trim(u.Path, "/0123456789") == "" {
		return true
	}
	q := u.Query()
	return q.Has("cat") || q.Has("m") || q.Has("author") || q.Has("tag") || q.Has("paged")
}

// isPaging reports whether an address is one of a further page of the list of
// all posts.
func isPaging(u *url.URL) bool {
	return strings.HasPrefix(strings.TrimPrefix(u.Path, "/index.php"), "/page/") || u.Query().Has("paged") || strings.Contains(u.Path, "/page/") && len(strings.Split(strings.Trim(u.Path, "/"), "/")) <= 3
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

// termPage takes note of the page of a term.
func (p *pages) termPage(taxonomy string, u *url.URL) {
	switch taxonomy {
	case "users", "author", "date", "archive", "post-archive", "video", "news", "addl", "local":
		return
	}
	slug := slugIn(u.String())
	if slug == "" {
		return
	}
	if p.unknown(taxonomy) {
		p.strange = append(p.strange, u)
	}
	if taxonomy == "post_format" && !strings.HasPrefix(slug, "post-format-") {
		slug = "post-format-" + slug
	}
	p.term(taxonomy, slug, "", u.Path)
}

func (p *pages) term(taxonomy, slug, name, path string) {
	k := termKey{taxonomy, slug}
	t := p.terms[k]
	if t == nil {
		t = &termInfo{}
		p.terms[k] = t
	}
	if t.name == "" || t.name == slug {
		t.name = orSel(name, t.name)
	}
	if t.path == "" {
		t.path = path
	}
}
