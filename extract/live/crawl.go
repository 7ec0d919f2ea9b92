package live

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
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
	twins  map[string][]*group // further posts at an address of byLink
	terms  map[termKey]*termInfo

	queue    []visit
	queued   map[string]bool // by linkKey
	visited  map[string]bool // where it led
	mappedN  int             // addresses of content in sitemaps
	strange  []*url.URL      // archives of taxonomies of which nothing else tells
	linked   []*url.URL      // pages that contents of the API link to
	unheard  []*url.URL      // pages of items of the API, which does not give their comments
	heard    int             // comments read off those
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
	fedEnds  map[uint64]bool    // with which a feed begins or ends posts, too
	singles  int                // pages of posts
	hiding   int                // of them, in a theme that hides further pages
	leaves   []leaf             // pages that may be further pages of posts
	asked    int
	paged    bool // a list has linked to further pages
}

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
			g.Way = "feeds and web pages"
		default:
			g.Way = "web pages"
		}
		g.Site.Title, g.Site.Description = cmp.Or(g.Site.Title, p.title), cmp.Or(g.Site.Description, p.description)
	} else if p.whole {
		g.Way = "REST API and web pages"
	}
	g.Site.Language = cmp.Or(g.Site.Language, p.language)
	p.finish(g)
	p.tellLosses()
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
			if p.rest.mute && it.Status == "publish" && it.Password == "" && commented(it.Type) {
				p.unheard = append(p.unheard, at)
			}
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

// commented reports whether items of a type can have comments that people see.
func commented(kind string) bool {
	return kind != "attachment" && kind != "nav_menu_item" && !strings.HasPrefix(kind, "wp_")
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
