package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

func itemIDs(items []*extract.Item) map[int64]*extract.Item {
	m := map[int64]*extract.Item{}
	for _, it := range items {
		m[it.ID] = it
	}
	return m
}

// A post that WordPress dies of costs itself only, and its page, if there is
// one, stands in for it.
func TestBrokenPosts(t *testing.T) {
	c := newCaptured(t)
	c.broken = map[int64]bool{1148: true, 1031: true, 9001: true}
	_, items, _, notes := fetched(t, c, Options{})
	got := itemIDs(items)
	if len(items) != 131-2 || got[1148] == nil || !strings.Contains(got[1148].Content, "This post tests comments") || len(got[1148].Comments) == 0 || got[1031] != nil {
		t.Errorf("%d items", len(items))
	}
	wantNotes(t, notes, "private: post 1168", "type: nav_menu_item", "type: terms of nav_menu", "type: terms of wp_pattern_category",
		"unread: attachment 9001: the API cannot show it: the site answers: 500 Internal Server Error; it is not in the file: http://old.example/",
		"unread: page: http://old.example/", "unread: post 1031: the API cannot show it: the site answers: 500",
		"unread: post 1148: the API cannot show it: the site answers: 500 Internal Server Error; it is as its page shows it: http://old.example/2012/01/03/template-comments/")
}

// A busy site is left alone as long as it asks for.
func TestBusySite(t *testing.T) {
	c := newCaptured(t)
	n := 0
	var until time.Time
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		n++
		if now := time.Now(); now.Before(until) {
			t.Errorf("request %d comes %v too early", n, until.Sub(now))
		}
		switch n % 4 {
		case 2:
			until = time.Now().Add(7 * time.Second)
			w.Header().Set("Retry-After", "7")
		case 3:
			until = time.Now().Add(9 * time.Second).Truncate(time.Second)
			w.Header().Set("Retry-After", until.UTC().Format(http.TimeFormat))
		default:
			return false
		}
		w.WriteHeader([]int{429, 503}[n%2])
		return true
	}
	_, items, _, _ := fetched(t, c, Options{Jobs: 1})
	if len(items) != 131 {
		t.Errorf("%d items", len(items))
	}
}

// Answers that are cut off or no JSON are asked for again; if that does not
// help, for less at once.
func TestBadJSON(t *testing.T) {
	c := newCaptured(t)
	seen := map[string]bool{}
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/wp-json/wp/v2/") {
			return false
		}
		q := r.URL.Query()
		html := func() bool {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "<html><body>Are you human?</body></html>")
			return true
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		switch first := !seen[r.URL.String()]; {
		case strings.HasSuffix(r.URL.Path, "/tags"):
			return html()
		case first && strings.HasSuffix(r.URL.Path, "/categories"):
			seen[r.URL.String()] = true
			return html()
		case first && strings.HasSuffix(r.URL.Path, "/pages"),
			strings.HasSuffix(r.URL.Path, "/posts") && q.Get("per_page") == "100":
			seen[r.URL.String()] = true
			rec := httptest.NewRecorder()
			c.rest(rec, r)
			w.Header().Set("Content-Length", strconv.Itoa(rec.Body.Len()))
			w.Write(rec.Body.Bytes()[:rec.Body.Len()/2])
			return true
		}
		return false
	}
	_, items, site, notes := fetched(t, c, Options{})
	if len(items) != 131 || len(site.Terms) != 133 {
		t.Errorf("%d items, %d terms", len(items), len(site.Terms))
	}
	wantNotes(t, notes, "private: post 1168", "type: nav_menu_item", "type: terms of nav_menu", "type: terms of wp_pattern_category",
		"type: post_tag: the API does not have it: who has its terms is read off their archives, 4 times", "unread: terms of post_tag: http://old.example/wp-json/wp/v2/tags?")
}

// A list that has the same page again and again ends.
func TestEndlessPaging(t *testing.T) {
	c := newCaptured(t)
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/wp-json/wp/v2/media" {
			q := r.URL.Query()
			q.Set("page", "1")
			r.URL.RawQuery = q.Encode()
			rec := httptest.NewRecorder()
			c.lists["media"] = append(c.lists["media"], c.lists["media"]...)[:100]
			c.rest(rec, r)
			w.Write(rec.Body.Bytes())
			return true
		}
		return false
	}
	_, items, _, notes := fetched(t, c, Options{})
	if len(items) != 131 {
		t.Errorf("%d items", len(items))
	}
	wantNotes(t, notes, "private: post 1168", "type: nav_menu_item", "type: terms of nav_menu", "type: terms of wp_pattern_category", "duplicate: attachment: page 2 repeats")
}

// A site that invents posts without end is cut, and that is told.
func TestInventedPosts(t *testing.T) {
	for _, totals := range []bool{false, true} {
		c := newCaptured(t)
		pages := 0
		c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/wp-json/wp/v2/tags" {
				return false
			}
			pages++
			n, _ := strconv.Atoi(r.URL.Query().Get("page"))
			if totals {
				w.Header().Set("X-WP-TotalPages", strconv.Itoa(n+1))
			}
			var list []map[string]any
			for i := range perPage {
				list = append(list, map[string]any{"id": n*perPage + i + 100_000, "name": "x", "slug": fmt.Sprintf("t-%d-%d", n, i), "taxonomy": "post_tag"})
			}
			_ = json.NewEncoder(w).Encode(list)
			return true
		}
		_, _, _, notes := fetched(t, c, Options{MaxPages: 150})
		want := 150
		if totals {
			want = 2 + mostGrowth
		}
		if !slices.ContainsFunc(notes, func(n note.Note) bool {
			return n.Review && strings.Contains(n.Text, fmt.Sprintf("more than %d pages: the rest is not asked for", want))
		}) || pages > want {
			t.Errorf("%d pages of terms, %v", pages, notes)
		}
	}
	c := newCaptured(t)
	c.noREST = true
	pages := 0
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, "/feed/") {
			return false
		}
		pages++
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>x</title><item><title>x</title><link>http://old.example/invented-%d/</link><description>x</description></item></channel></rss>`, pages)
		return true
	}
	_, _, _, notes := fetched(t, c, Options{MaxPages: 60})
	if !slices.ContainsFunc(notes, func(n note.Note) bool { return strings.Contains(n.Text, "feed: more than 60 pages") }) || pages > 70 {
		t.Errorf("%d pages of the feed, %v", pages, notes)
	}
}

// misbehaving is a small site of a classic theme, without an API and with
// every fault that a page can have.
type misbehaving struct {
	mu   sync.Mutex
	log  []string
	etag bool
	huge int // times that the huge page says so
}

func (m *misbehaving) address() string { return "http://bad.example" }

func (m *misbehaving) RoundTrip(r *http.Request) (*http.Response, error) {
	m.mu.Lock()
	m.log = append(m.log, r.URL.RequestURI()+" "+r.Header.Get("If-None-Match"))
	m.mu.Unlock()
	rec := httptest.NewRecorder()
	body := m.serve(rec, r)
	resp := rec.Result()
	resp.Request = r
	if body != nil {
		resp.Body = body
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return resp, nil
}

// stalled is a body that says something and then nothing.
type stalled struct{ ctx context.Context }

func (s stalled) Read(p []byte) (int, error) { <-s.ctx.Done(); return 0, s.ctx.Err() }
func (s stalled) Close() error               { return nil }

func article(id int, title, content string) string {
	return fmt.Sprintf(`<article id="post-%d" class="post-%d post type-post status-publish format-standard hentry category-news tag-red">
<h1 class="entry-title"><a href="/%s/" rel="bookmark">%s</a></h1><div class="entry-meta"><time class="entry-date published" datetime="2014-03-0%dT09:00:00+02:00">March</time>
<span class="author vcard"><a class="url fn n" href="/author/anna/">Anna</a></span></div>
<div class="entry-content">%s<div class="sharedaddy">Share this: Facebook</div></div></article>`, id, id, strings.ToLower(title), title, id, content)
}

func (m *misbehaving) serve(w http.ResponseWriter, r *http.Request) io.ReadCloser {
	page := func(class, body string) {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		if m.etag {
			etag := fmt.Sprintf(`"%x"`, len(body))
			w.Header().Set("ETag", etag)
			if r.Header.Get("If-None-Match") == etag {
				w.WriteHeader(304)
				return
			}
		}
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="de"><head><title>X</title></head><body class="%s"><header><a class="site-title" href="/">Bad</a></header>
<nav><a href="/">Home</a> <a href="/loop-a/">Loop</a> <a href="/events/2026/01/">Events</a> <a href="/huge/">Huge</a> <a href="/stall/">Stall</a> <a href="/away/">Away</a> <a href="/gone/">Gone</a></nav>
%s<aside><article class="hentry"><h2 class="entry-title"><a href="/one/">One</a></h2></article></aside></body></html>`, class, body)
	}
	switch path := r.URL.Path; {
	case path == "/":
		page("home blog", article(1, "One", "<p>First words of one.</p>")+article(2, "Two", `<p>Only the start <a class="more-link" href="/two/">more</a></p>`)+`<a href="/page/2/" class="next">older</a>`)
	case strings.HasPrefix(path, "/page/"): // has the same posts for ever
		n, _ := strconv.Atoi(strings.Trim(path[6:], "/"))
		page("blog paged", article(3, "Three", "<p>The text of three.</p>")+fmt.Sprintf(`<a href="/page/%d/" class="next">older</a>`, n+1))
	case path == "/one/":
		page("single single-post postid-1", article(1, "One", "<p>First words of one, and all the others.</p><p>A <a href=\"/deep/deep/deep/deep/\">link</a>.</p>"))
	case path == "/two/":
		page("single single-post postid-2", article(2, "Two", "<p>Only the start and then the end.</p>"))
	case path == "/three/":
		w.WriteHeader(500)
	case path == "/huge/":
		page("page page-id-9", `<div class="entry-content"><h1>no</h1><p>`+strings.Repeat("huge ", max(m.huge, 100))+`</p></div>`)
	case path == "/gone/":
		w.WriteHeader(410)
	case path == "/loop-a/":
		http.Redirect(w, r, "/loop-b/", http.StatusFound)
	case path == "/loop-b/":
		http.Redirect(w, r, "/loop-a/", http.StatusFound)
	case path == "/away/":
		http.Redirect(w, r, "http://169.254.169.254/latest/", http.StatusFound)
	case path == "/stall/":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(200)
		return stalled{r.Context()}
	case strings.HasPrefix(path, "/events/"):
		var year, month int
		fmt.Sscanf(path, "/events/%d/%d/", &year, &month)
		next := time.Date(year, time.Month(month)+1, 1, 0, 0, 0, 0, time.UTC)
		page("archive", fmt.Sprintf(`<p>No events.</p><a href="/events/%d/%02d/">next</a> <a href="/events/%d/%02d/?view=list">list</a>`, next.Year(), next.Month(), next.Year(), next.Month()))
	case path == "/robots.txt":
		w.WriteHeader(404)
	case strings.HasPrefix(path, "/deep/"):
		page("archive", `<a href="`+path+`deep/">deeper</a>`)
	case strings.HasPrefix(path, "/author/"):
		page("archive author", article(1, "One", "<p>First</p>"))
	default:
		w.WriteHeader(404)
	}
	return nil
}

// A site with every fault: the fetch ends, what can be read is in the file, the
// rest is named.
func TestMisbehavingSite(t *testing.T) {
	m := &misbehaving{huge: 2 << 20}
	_, items, site, notes := fetched(t, m, Options{})
	var got []string
	for _, it := range items {
		var terms []string
		for _, t := range it.Terms {
			terms = append(terms, t.Taxonomy+"/"+t.Slug)
		}
		got = append(got, fmt.Sprintf("%s %d %s %q %s %s %s %.60q %d", it.Type, it.ID, it.Slug, it.Title, it.Creator, it.Date.Format(time.DateTime), strings.Join(terms, " "), it.Content, len(it.Content)))
	}
	want := `post 1 one "One" anna 2014-03-01 09:00:00 category/news post_tag/red "<p>First words of one, and all the others.</p><p>A <a href=\"" 96
post 2 two "Two" anna 2014-03-02 09:00:00 category/news post_tag/red "<p>Only the start and then the end.</p>" 39
post 3 three "Three" anna 2014-03-03 09:00:00 category/news post_tag/red "<p>The text of three.</p>" 25
page 9 huge "X"  0001-01-01 00:00:00  "<h1>no</h1><p>huge huge huge huge huge huge huge huge huge h" 10485778`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	if site.Title != "Bad" || site.Language != "de" || len(site.Terms) != 2 {
		t.Errorf("site %+v", site)
	}
	wantNotes(t, notes, "unread: the REST API is of no use: http://bad.example/wp-json/: 404", "unread: lists of the form /events/#/#/", "unread: lists of the form /page/#/", "html: left out of the pages: share buttons, 2 times",
		"unread: page: http://bad.example/loop-a/: redirected in a circle", "unread: page: http://bad.example/away/: leads to another site: http://169.254.169.254/latest/",
		"unread: page: http://bad.example/stall/: no more of the answer came for 30 s", "unread: page: http://bad.example/three/: 500 Internal Server Error",
		"unread: http://bad.example/three/: its page could not be read; it is as a list shows it", "date: http://bad.example/huge/: its date is not shown")
	if n := len(m.log); n > 250 {
		t.Errorf("%d requests", n)
	}
}

// down is a site that does not answer after some requests.
type down struct {
	*captured
	after int
}

func (d *down) RoundTrip(r *http.Request) (*http.Response, error) {
	d.mu.Lock()
	n := len(d.log)
	d.mu.Unlock()
	if n >= d.after {
		return nil, errors.New("connection refused")
	}
	return d.captured.RoundTrip(r)
}

func TestSiteGoesDown(t *testing.T) {
	for _, after := range []int{0, 12, 30} {
		c := newCaptured(t)
		c.noREST = after == 30
		opt := Options{Folder: t.TempDir(), Transport: &down{c, after}}
		synctest.Test(t, func(t *testing.T) {
			_, err := Fetch(context.Background(), c.url, opt)
			if err == nil || !strings.Contains(err.Error(), "connection refused") {
				t.Errorf("after %d: %v", after, err)
			}
		})
	}
}

// killer cancels a fetch at its nth request.
type killer struct {
	site
	n    int
	kill func()
}

func (k *killer) RoundTrip(r *http.Request) (*http.Response, error) {
	if k.n--; k.n == 0 {
		k.kill()
		return nil, context.Canceled
	}
	return k.site.RoundTrip(r)
}

// A fetch that was killed, however often, and then goes on, writes the same
// file, and asks for nothing twice.
func TestResume(t *testing.T) {
	for name, opt := range map[string]Options{"REST": {}, "pages": {Ways: ByFeed | ByCrawl}, "faults": {}} {
		t.Run(name, func(t *testing.T) {
			fresh := func() site {
				if name == "faults" {
					return &misbehaving{}
				}
				return newCaptured(t)
			}
			whole, _, _, _ := fetched(t, fresh(), opt)
			want, err := os.ReadFile(whole)
			if err != nil {
				t.Fatal(err)
			}
			s := fresh()
			o := opt
			o.Jobs, o.Folder = 1, t.TempDir()
			kills, requests := 0, 9
			if name != "REST" {
				requests = 40 // what fails is tried again each time
			}
			for {
				done := false
				synctest.Test(t, func(t *testing.T) {
					ctx, cancel := context.WithCancel(context.Background())
					defer cancel()
					o.Transport = &killer{s, requests, cancel}
					g, err := Fetch(ctx, s.address(), o)
					if err != nil {
						if !errors.Is(err, context.Canceled) {
							t.Fatal(err)
						}
						kills++
						return
					}
					done = true
					var b bytes.Buffer
					if err := write(&b, g); err != nil {
						t.Fatal(err)
					}
					if !bytes.Equal(b.Bytes(), want) {
						t.Error("the file differs from that of a fetch in one go")
					}
					g.Close()
				})
				if t.Failed() || done {
					break
				}
				if kills > 400 {
					t.Fatal("it does not come to an end")
				}
			}
			if kills == 0 {
				t.Error("it was not killed")
			}
			t.Logf("killed %d times", kills)
		})
	}
}
