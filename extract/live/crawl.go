package live

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/note"
)

// pages is what is read off the feeds and pages of a site.
type pages struct {
	*fetch

	title, description, language string

	groups []*group
	byLink map[string]*group
	byID   map[int64]*group
	terms  map[termKey]*termInfo

	queue    []visit
	queued   map[string]bool // by linkKey
	visited  map[string]bool // where it led
	mappedN  int             // addresses of content in sitemaps
	archives []*url.URL      // that sitemaps name
	deep     bool            // archives are visited, too: pages of posts could not be read
	unread   int             // pages of posts
	barren   map[string]int  // lists of one shape in a row that showed nothing new
	trapped  map[string]bool // shapes that are not followed any more
	lastmods map[string]time.Time
	named    map[termKey]string // slugs by taxonomy and name
	left     map[string]int     // what was left out of contents
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
}

// A trap is a part of a site that links to itself without end: a calendar, a
// filter. After so many lists of one shape without a new post it is one.
const mostBarren = 60

// crawl reads the site off its feeds and pages. r is its API, if that left
// something open.
func (f *fetch) crawl(ctx context.Context, g *Fetched, home *answer, r *rest) error {
	p := &pages{
		fetch: f, byLink: map[string]*group{}, byID: map[int64]*group{}, terms: map[termKey]*termInfo{}, queued: map[string]bool{}, visited: map[string]bool{},
		barren: map[string]int{}, trapped: map[string]bool{}, lastmods: map[string]time.Time{}, left: map[string]int{},
	}
	if r != nil {
		return p.losses(ctx, r)
	}
	if err := p.sitemaps(ctx); err != nil {
		return err
	}
	if f.c.opt.Ways&ByFeed != 0 {
		if err := p.feeds(ctx); err != nil {
			return err
		}
	}
	if f.c.opt.Ways&ByCrawl != 0 {
		g.Way = "pages"
		if len(p.groups) > 0 {
			g.Way = "feeds and pages"
		}
		for _, gr := range slices.Clone(p.groups) {
			if u, err := f.c.root.Parse(gr.link()); err == nil {
				p.enqueue(u, visit{kind: "post"})
			}
		}
		p.enqueue(f.c.root, visit{})
		if err := p.visitAll(ctx, false); err != nil {
			return err
		}
		if p.unread > 0 {
			// Lists may show what the pages themselves do not.
			p.deep = true
			for _, u := range p.archives {
				p.enqueue(u, visit{})
			}
			if err := p.visitAll(ctx, false); err != nil {
				return err
			}
		}
	} else {
		g.Way = "feeds"
	}
	g.Site.Title, g.Site.Description, g.Site.Language = p.title, p.description, p.language
	p.finish(g)
	return nil
}

// losses reads what the API could not show off its pages.
func (p *pages) losses(ctx context.Context, r *rest) error {
	lost := p.fetch.losses
	slices.SortFunc(lost, func(a, b lostItem) int { return int(a.id - b.id) })
	for _, l := range lost {
		if u, err := p.c.root.Parse(l.link); err == nil && l.link != "" && (l.what == "post" || l.what == "page" || !slices.Contains([]string{"attachment", "nav_menu_item"}, l.what)) {
			p.enqueue(u, visit{kind: l.what})
		}
	}
	if p.c.opt.Ways&ByCrawl != 0 {
		if err := p.visitAll(ctx, true); err != nil {
			return err
		}
	}
	for _, l := range lost {
		text := fmt.Sprintf("%s %d: the API cannot show it: %s", l.what, l.id, l.why)
		if gr := p.byID[l.id]; gr != nil && gr.single() {
			p.note(note.Unread, true, text+"; it is as its page shows it: "+l.link)
		} else {
			p.note(note.Unread, true, text+"; it is not in the file: "+l.link)
		}
	}
	p.finish(nil)
	return nil
}

// enqueue takes note of a page to visit, if it is one that can have content.
func (p *pages) enqueue(u *url.URL, v visit) {
	v.url = u.String()
	key := linkKey(u)
	if v.part != nil {
		key = "part " + key
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

// visitAll visits the pages in the queue, and, unless only those are wanted,
// those they lead to. Pages are asked for in groups and looked at in order, so
// that the same site gives the same result however fast its answers come.
func (p *pages) visitAll(ctx context.Context, only bool) error {
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
			p.look(&results[i], only)
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
func (p *pages) look(r *result, only bool) {
	switch {
	case errors.Is(r.err, errNotHTML):
		return
	case r.err != nil:
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
	key := linkKey(r.a.final)
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
		a, err := p.c.recall(p.c.journal.answer(journalKey, true))
		if err != nil {
			return nil, err
		}
		return parsePage(a, &p.c.opt.Selectors, kind)
	}
	if v.single != nil {
		if r.part != nil {
			p.part(r, view)
			return
		}
		gr := p.add(v.single, func() (*version, error) {
			v, err := view()
			if err != nil {
				return nil, err
			}
			return v.single, nil
		})
		for what, n := range v.single.dropped {
			p.left[what] += n
		}
		p.further(gr, v.single.more)
		if p.mappedN > 0 || only {
			return
		}
	}
	fresh := v.single != nil
	if !only {
		for i, l := range v.listed {
			u, err := url.Parse(l.link)
			if err != nil || !p.c.ours(u) {
				continue
			}
			if p.byLink[linkKey(u)] == nil {
				fresh = true
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
	}
	s := shape(r.a.final)
	if fresh {
		p.barren[s] = 0
	} else if p.barren[s]++; p.barren[s] == mostBarren {
		p.trapped[s] = true
		p.note(note.Unread, false, fmt.Sprintf("lists of the form %s show nothing new and are not followed further, the last %s", s, r.a.final))
	}
	if only {
		return
	}
	next := v.next
	if p.mappedN == 0 {
		next = append(next, v.links...)
	} else if !v.front && !isPaging(r.a.final) && !p.deep {
		next = nil
	}
	for _, l := range next {
		if u, err := url.Parse(l); err == nil && !p.trapped[shape(u)] && (p.mappedN == 0 || isPaging(u)) {
			p.enqueue(u, visit{})
		}
	}
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
		if u, err := url.Parse(m); err == nil && p.c.ours(u) && gr.asked < mostParts {
			gr.asked++
			p.enqueue(u, visit{part: gr})
		}
	}
}

// part adds a further page to its post.
func (p *pages) part(r *result, view func() (*pageView, error)) {
	r.part.parts = append(r.part.parts, part{url: r.url, load: func() (*version, error) {
		v, err := view()
		if err != nil {
			return nil, err
		}
		if v.single == nil {
			return nil, errNotHTML
		}
		return v.single, nil
	}})
	p.further(r.part, r.view.single.more)
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
