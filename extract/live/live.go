// Package live saves a WordPress that runs as an export: it asks the site for
// what it shows, and delivers a [extract.Site] and its items.
//
// There are three ways, and the best that the site has open is taken. The REST
// API has everything that is public, or with a name and an application
// password everything; the feeds have whole posts; what neither has is read off
// the pages.
//
// # Promises
//
// Only the named site is asked, gently, within its robots.txt. Whatever it
// answers, the fetch ends; what could be read is delivered and what could not
// is in the notes, with the reason. Every answer is journalled, so that a fetch
// that was interrupted goes on where it was, and delivers the same.
package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// The types of what live says of an item, by names that code outside this module
// can write.
type (
	Note = note.Note // one construct of an item, and what happened to it
	Kind = note.Kind // the stable word of a note
)

// Options say how a site is fetched. Only Folder must be set, unless it is Local.
type Options struct {
	Folder string // of the journal

	User, Password string // of a user of the site and an application password
	Ways           Ways   // to go; all if zero
	IgnoreRobots   bool
	AllowPrivate   bool // also where names of the site other than the given one lead
	Jobs           int  // requests at once; 4 if zero
	MaxPages       int  // to crawl; 50,000 if zero
	Since          time.Time
	Selectors      Selectors
	Hosts          []string      // other names of the site
	Gap            time.Duration // between the beginnings of two requests, at least

	Progress func(Progress)

	// A site that is not there any more is reached by what was kept of it.
	Transport http.RoundTripper              // that answers in its place; nil: the network
	Local     bool                           // Transport reads files: its answers are neither paced nor journalled
	Fixed     bool                           // what was answered once stays so: no run asks for it again
	Pages     []string                       // addresses that Transport has; no others are asked for if there are any
	Feeds     []string                       // addresses of feeds to read beside the newest
	Kept      func(address string) time.Time // when the page at an address was kept, if that is known
}

// Ways are the ways to fetch a site.
type Ways uint8

const (
	ByREST Ways = 1 << iota
	ByFeed
	ByCrawl
)

// Progress is how far a fetch is.
type Progress struct {
	What     string // that is being fetched
	Items    int    // fetched so far
	Requests int64  // sent so far
	Total    int    // known so far
	Waiting  string // why nothing comes for a while; empty when something has come
}

// Fetched is a site, ready to be read from the journal.
type Fetched struct {
	Site     extract.Site
	Way      string // how most of it was got
	Notes    []note.Note
	Requests int64 // sent in this run
	Reused   int64 // answers that had not changed

	f *fetch
}

// fetch is one run.
type fetch struct {
	c *client

	mu      sync.Mutex
	notes   []note.Note
	tried   []string // why the REST API is not used
	losses  []lostItem
	records []record
	authors []extract.Author
	refused []refusal // lists of items that the API does not give
	got     int
	total   int // known so far

	cacheMu    sync.Mutex
	cache      map[*entry][]object
	cacheOrder []*entry
}

// record is an item that can be read from the journal.
type record struct {
	id   int64
	sort string // among those without an ID
	load func() (*extract.Item, error)
}

// lostItem is an item that the API lists but cannot show.
type lostItem struct {
	id              int64
	what, link, why string
}

func (f *fetch) note(kind note.Kind, review bool, text string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.notes = append(f.notes, note.Note{Kind: kind, Text: text, Review: review})
}

func (f *fetch) held(it *extract.Item, text string) {
	f.note(note.Private, false, fmt.Sprintf("%s %d %q: %s", it.Type, it.ID, it.PlainTitle(), text))
}

func (f *fetch) lose(l lostItem) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.losses = append(f.losses, l)
}

func (f *fetch) progress(n int, what string) {
	f.mu.Lock()
	f.got += n
	p := Progress{What: what, Items: f.got, Total: f.total, Requests: f.c.requests.Load()}
	f.mu.Unlock()
	if f.c.opt.Progress != nil {
		f.c.opt.Progress(p)
	}
}

// waits tells why nothing comes.
func (f *fetch) waits(why string) {
	if f.c.opt.Progress == nil {
		return
	}
	f.mu.Lock()
	p := Progress{Items: f.got, Total: f.total, Requests: f.c.requests.Load(), Waiting: why}
	f.mu.Unlock()
	f.c.opt.Progress(p)
}

// known takes note of how much there is to come.
func (f *fetch) known(n int) {
	f.mu.Lock()
	f.total += n
	f.mu.Unlock()
}

// Fetch asks the site at an address for everything it has. With an error there
// is nothing; the journal keeps what was got for the next try. Finish must be
// called when the items have been read.
func Fetch(ctx context.Context, address string, opt Options) (*Fetched, error) {
	root, err := siteURL(address)
	if err != nil {
		return nil, err
	}
	opt.Jobs = cmp.Or(opt.Jobs, 4)
	opt.MaxPages = cmp.Or(opt.MaxPages, 50_000)
	opt.Ways = cmp.Or(opt.Ways, ByREST|ByFeed|ByCrawl)
	j := newIndex(time.Now())
	if !opt.Local {
		if j, err = openJournal(opt.Folder, root.String(), time.Now()); err != nil {
			return nil, err
		}
	}
	f := &fetch{c: newClient(opt, root, j)}
	f.c.waits = f.waits
	got, err := f.run(ctx)
	if err != nil {
		j.close()
		return nil, err
	}
	return got, nil
}

// Finish ends the run: the next one asks only for what has changed.
func (g *Fetched) Finish() error { return g.f.c.journal.done(g.f.c.root.String()) }

// Close leaves the run unfinished, to be gone on with.
func (g *Fetched) Close() error { return g.f.c.journal.close() }

// siteURL reads the address of a site as people give it.
func siteURL(address string) (*url.URL, error) {
	if !strings.Contains(address, "://") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%q: not the address of a site", address)
	}
	if u.User != nil {
		return nil, errors.New("a name and password do not belong into the address: set WP2MD_USER and WP2MD_PASSWORD")
	}
	u.Host = strings.ToLower(u.Host)
	u.RawQuery, u.Fragment = "", ""
	u.Path = strings.TrimRight(u.Path, "/") + "/"
	u.RawPath = ""
	return u, nil
}

// run goes the ways that are open.
func (f *fetch) run(ctx context.Context) (*Fetched, error) {
	if !f.c.opt.IgnoreRobots {
		if err := f.readRobots(ctx); err != nil {
			return nil, err
		}
	}
	home, err := f.home(ctx)
	if err != nil {
		return nil, err
	}
	site := strings.TrimSuffix(f.c.root.String(), "/")
	if home != nil && home.final.RawQuery == "" && home.final.Path == f.c.root.Path {
		site = strings.TrimSuffix(home.final.String(), "/")
	}
	if f.c.credits && home != nil && (home.final.Scheme != f.c.root.Scheme || home.final.Host != f.c.root.Host) {
		// Nothing is sent to where the site leads, and nothing would come of it.
		return nil, &elsewhereError{f.c.root.String(), home.final.String()}
	}
	f.c.learnName(home)
	if f.c.home != f.c.root {
		site = strings.TrimSuffix(f.c.home.String(), "/")
		f.note(note.Repair, false, fmt.Sprintf("%s names itself %s: so do the links in the file", f.c.root, f.c.home))
	}
	g := &Fetched{f: f, Site: extract.Site{Link: site, BaseSiteURL: site, BaseBlogURL: site, Generator: "wp2md fetch", WXRVersion: "1.2"}}
	var r *rest
	if f.c.opt.Ways&ByREST != 0 {
		if r, err = f.discover(ctx, home); err != nil {
			return nil, err
		}
	}
	if r == nil && f.c.opt.Ways == ByREST {
		return nil, &noWayError{f.c.root.String(), f.tried}
	}
	none := r == nil // is there of an API
	if r != nil {
		g.Way = "REST API"
		if err := r.everything(ctx); err != nil {
			return nil, err
		}
		slices.SortFunc(f.refused, func(a, b refusal) int { return cmp.Compare(a.kind, b.kind) })
		if none = r.gaveNothing(); none {
			// What is left of an API that was closed, or a copy of its first page.
			f.tried = append(f.tried, r.base+": "+f.refused[0].why)
			f.notes = nil
		}
		if err := r.describe(ctx, &g.Site); err != nil {
			return nil, err
		}
		g.Site.Terms = r.allTerms()
	}
	if none && f.c.opt.Ways&ByREST != 0 && f.c.opt.Pages == nil {
		f.note(note.Unread, false, ofNoUse+strings.Join(f.tried, "; "))
	}
	if err := f.crawl(ctx, g, home, r, none); err != nil {
		return nil, err
	}
	slices.SortFunc(f.authors, func(a, b extract.Author) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Login, b.Login)) })
	g.Site.Authors = f.authors
	slices.SortFunc(f.records, func(a, b record) int { return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.sort, b.sort)) })
	if none && f.c.strange() {
		return nil, f.noWordPress()
	}
	if len(f.records) == 0 {
		tried := f.tried
		for _, text := range noteTexts(f.notes) {
			if !strings.HasPrefix(text, ofNoUse) { // which has said what was tried
				tried = append(tried, text)
			}
		}
		return nil, &noWayError{f.c.root.String(), tried}
	}
	g.Requests, g.Reused = f.c.requests.Load(), f.c.reused.Load()
	return g, nil
}

// noWordPress is the error of a site that has nothing of one.
func (f *fetch) noWordPress() error {
	return &noWayError{f.c.root.String(), append(f.tried, "no page that was read has a mark of a WordPress")}
}

func noteTexts(notes []note.Note) (list []string) {
	for _, n := range notes {
		list = append(list, n.Text)
	}
	return list
}

func (f *fetch) readRobots(ctx context.Context) error {
	u := *f.c.root
	u.Path = "/robots.txt"
	a, err := f.c.get(ctx, request{url: u.String(), free: true, most: 1 << 20})
	if err != nil {
		if stop(ctx, err) {
			return err
		}
		f.note(note.Unread, false, "robots.txt could not be read: "+err.Error())
		return nil
	}
	if a.status == 200 {
		f.c.robots = parseRobots(string(a.body))
	}
	return nil
}

// home asks for the home page, which tells where the API is and whether there
// is a site at all.
func (f *fetch) home(ctx context.Context) (*answer, error) {
	a, err := f.c.get(ctx, request{url: f.c.root.String(), accept: "text/html", most: mostPageBytes})
	var fail *failure
	switch {
	case errors.Is(err, errForeign):
		return nil, &movedError{f.c.root.String(), err}
	case errors.Is(err, errRobots):
		f.tried = append(f.tried, err.Error())
		return nil, nil
	case errors.Is(err, errChallenge):
		return nil, &challengedError{err}
	case errors.As(err, &fail) && fail.status == 0:
		return nil, err // there is no server
	case err != nil && stop(ctx, err):
		return nil, err
	case err != nil:
		f.tried = append(f.tried, err.Error())
		return nil, nil
	}
	return a, nil
}

// movedError is a site that leads to another.
type movedError struct {
	site string
	err  error
}

func (e *movedError) Error() string { return e.err.Error() }
func (e *movedError) Hint() string  { return "if that is the site, give its new address" }

// challengedError is a site that lets in none but browsers.
type challengedError struct{ err error }

func (e *challengedError) Error() string { return e.err.Error() }
func (e *challengedError) Unwrap() error { return e.err }
func (e *challengedError) Hint() string {
	return "let the address of this machine in where the site is protected (Cloudflare: Security, WAF, Tools); or migrate an export, a dump or a backup"
}

// elsewhereError is a site that is not at the address to which the password may
// be sent.
type elsewhereError struct{ named, is string }

func (e *elsewhereError) Error() string {
	return fmt.Sprintf("%s leads to %s: the password goes only to the address that is named", e.named, e.is)
}
func (e *elsewhereError) Hint() string { return "wp2md fetch " + e.is }

// ofNoUse begins the note that says why no API was asked.
const ofNoUse = "the REST API is of no use: "

// ErrNothing is a site that nothing could be got from.
var ErrNothing = errors.New("nothing to fetch")

// noWayError is [ErrNothing], and what was tried.
type noWayError struct {
	site  string
	tried []string
}

func (e *noWayError) Error() string {
	return fmt.Sprintf("%s: nothing to fetch, no WordPress answers there: %s", e.site, strings.Join(e.tried, "; "))
}
func (e *noWayError) Is(target error) bool { return target == ErrNothing }
func (e *noWayError) Hint() string {
	for _, t := range e.tried {
		if strings.Contains(t, errRobots.Error()) {
			return "if the site is yours, --ignore-robots"
		}
	}
	return "is it the address of a WordPress? a site that is locked needs WP2MD_USER and WP2MD_PASSWORD"
}

// Items yields the items, by ID. It can be called again. The notes are complete
// when it has come to its end.
func (g *Fetched) Items(yield func(*extract.Item, error) bool) {
	f := g.f
	var last int64
	for _, r := range f.records {
		if r.id != 0 && r.id == last {
			continue
		}
		last = r.id
		it, err := r.load()
		if !yield(it, err) || err != nil {
			return
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	g.Notes = slices.Clone(f.notes)
	slices.SortFunc(g.Notes, func(a, b note.Note) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text)) })
	g.Notes = slices.Compact(g.Notes)
}
