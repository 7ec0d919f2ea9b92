package archive

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
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
)

// held is one capture that a test server has.
type held struct {
	moment, url, mime, status, body string
}

// server is a web archive on this machine.
type server struct {
	*httptest.Server
	style  string // of the index: "json", "cdxj", "plain"
	keepID bool   // serves captures as they came; else as people see them
	perRow int    // rows of a page of the index, if it has pages

	mu     sync.Mutex
	holds  []held
	log    []string
	tamper func(w http.ResponseWriter, r *http.Request) bool
}

func newServer(t *testing.T, holds []held) *server {
	s := &server{style: "json", keepID: true, holds: holds}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.log = append(s.log, r.URL.RequestURI())
	tamper := s.tamper
	s.mu.Unlock()
	if tamper != nil && tamper(w, r) {
		return
	}
	switch {
	case r.URL.Path == "/cdx/search/cdx" && s.style != "cdxj":
		s.index(w, r)
	case r.URL.Path == "/coll/cdx" && s.style == "cdxj":
		for _, h := range s.holds {
			o, _ := json.Marshal(map[string]string{"url": h.url, "mime": h.mime, "status": h.status, "digest": fmt.Sprint(len(h.body))})
			fmt.Fprintf(w, "key %s %s\n", h.moment, o)
		}
	default:
		s.capture(w, r)
	}
}

func (s *server) index(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	var rows [][]string
	for _, h := range s.holds {
		if to := q.Get("to"); to == "" || h.moment <= to {
			rows = append(rows, []string{"key", h.moment, h.url, h.mime, h.status, fmt.Sprint(len(h.body), h.body), "1"})
		}
	}
	from := 0
	fmt.Sscanf(q.Get("resumeKey"), "from %d", &from)
	next := len(rows)
	if s.perRow > 0 {
		next = min(len(rows), from+s.perRow)
	}
	if s.style == "plain" {
		for _, row := range rows[from:next] {
			row[5] = "D" + fmt.Sprint(len(row[5]))
			fmt.Fprintln(w, strings.Join(row, " "))
		}
		if next < len(rows) {
			fmt.Fprintf(w, "\nfrom+%d\n", next)
		}
		return
	}
	head, _ := json.Marshal(strings.Split(indexNames, ","))
	fmt.Fprintf(w, "[%s", head)
	for _, row := range rows[from:next] {
		b, _ := json.Marshal(row)
		fmt.Fprintf(w, ",\n%s", b)
	}
	if next < len(rows) {
		fmt.Fprintf(w, ",\n[],\n[\"from %d\"]", next)
	}
	fmt.Fprint(w, "]\n")
}

func (s *server) capture(w http.ResponseWriter, r *http.Request) {
	_, rest, ok := strings.Cut(r.URL.RequestURI(), "/web/")
	if s.style == "cdxj" {
		_, rest, ok = strings.Cut(r.URL.RequestURI(), "/coll/")
	}
	moment, address, _ := strings.Cut(rest, "/")
	moment = strings.TrimSuffix(moment, "id_")
	for _, h := range s.holds {
		if !ok || h.url != address || h.moment != moment {
			continue
		}
		if strings.HasPrefix(h.status, "3") {
			http.Redirect(w, r, "/web/"+moment+"id_/"+h.body, http.StatusFound)
			return
		}
		body := h.body
		if !s.keepID && strings.Contains(h.mime, "html") {
			body = s.replayed(h)
		}
		w.Header().Set("Content-Type", h.mime)
		io.WriteString(w, body)
		return
	}
	// The nearest other moment, as the Wayback Machine does.
	for _, h := range s.holds {
		if ok && h.url == address && h.status == "200" && s.keepID {
			http.Redirect(w, r, "/web/"+h.moment+"id_/"+address, http.StatusFound)
			return
		}
	}
	http.NotFound(w, r)
}

// replayed is a page as the archive shows it.
func (s *server) replayed(h held) string {
	b := strings.NewReplacer(`href="http://old.example`, `href="/web/`+h.moment+`/http://old.example`, `href="https://web.archive.org`, `href="`+s.URL+`/web/`+h.moment+`/https://web.archive.org`, `src="http://old.example`, `src="`+s.URL+`/web/`+h.moment+`im_/http://old.example`,
		`"url":"http:\/\/old.example`, `"url":"`+strings.ReplaceAll(s.URL, "/", `\/`)+`\/web\/`+h.moment+`\/http:\/\/old.example`).Replace(h.body)
	b = strings.Replace(b, "<head>", `<head><script type="text/javascript" src="/_static/js/bundle-playback.js?v=1" charset="utf-8"></script><script>__wm.init("`+s.URL+`/web");</script><!-- End Wayback Rewrite JS Include -->`, 1)
	if i := strings.Index(b, "<body"); i >= 0 {
		i += strings.IndexByte(b[i:], '>') + 1
		b = b[:i] + `<!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base"><div class="entry-content"><p>` + strings.Repeat("Bar of the archive. ", 20) + `</p></div></div><!-- END WAYBACK TOOLBAR INSERT -->` + b[i:]
	}
	return b + "\n<!--\n     FILE ARCHIVED ON 12:00:00 Apr 05, 2013 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE ON X.\n-->\n<!--\nplayback timings (ms):\n  x: 1\n-->"
}

func page(id int, title, date, content string) string {
	if date != "" {
		date = `<small>` + date + `</small>`
	}
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en-US"><head><title>%s – Site</title><script type="application/ld+json">{"@type":"WebPage","url":"http:\/\/old.example\/"}</script></head><body class="single single-post postid-%d"><h1 class="entry-title">%s</h1>%s<div class="entry-content">%s</div></body></html>`, title, id, title, date, content)
}

func feed(link, title, content string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Site</title><link>http://old.example</link><item><title>` + title + `</title><link>` + link +
		`</link><pubDate>Tue, 02 Mar 2010 09:00:00 +0000</pubDate><content:encoded><![CDATA[` + content + `]]></content:encoded></item></channel></rss>`
}

const blog = `<!DOCTYPE html><html><head><title>Site</title></head><body class="home blog"><p class="site-title">Site</p><a href="http://old.example/one/">1</a></body></html>`

func holdings() []held {
	return []held{
		{"20130405120000", "http://old.example/", "text/html", "200", blog},
		{"20100405120000", "http://old.example:80/one/", "text/html", "200", page(1, "One", "", "<p>Old words.</p>")},
		{"20130405120000", "http://old.example/one/", "text/html", "200", page(1, "One", "April 2nd, 2013", `<p>New words, <a href="http://old.example/two/">two</a>, <a href="https://web.archive.org/web/2001/http://x.example/">kept by the author</a>.</p><img src="http://old.example/wp-content/uploads/2013/04/a.jpg">`)},
		{"20190101000000", "http://old.example/one/", "text/html", "404", "gone"},
		{"20120101000000", "http://old.example/two/", "text/html", "200", page(2, "Two", "", "<p>Nobody says when.</p>")},
		{"20120101000000", "http://old.example/three", "text/html", "301", "http://old.example/three/"},
		{"20120101000000", "http://old.example/three/", "text/html", "200", page(3, "Three", "May 3, 2011", "<p>3</p>")},
		{"20120101000000", "http://old.example/wp-content/uploads/2013/04/a.jpg", "image/jpeg", "200", "JPEG"},
		{"20130405120000", "http://old.example/feed/", "application/rss+xml", "200", feed("http://old.example/one/", "One", "<p>New words</p>")},
		{"20100405120000", "http://old.example/feed/", "application/rss+xml", "200", feed("http://old.example/ancient/", "Ancient", "<p>Long gone.</p>")},
		{"20120101000000", "http://old.example/wp-login.php", "text/html", "200", "<html><body>login</body></html>"},
	}
}

var options = Options{Gap: time.Millisecond}

// run reads a site out of an archive.
func run(t *testing.T, s *server, o Options, site string) (*Archive, map[string]*extract.Item, *live.Fetched) {
	t.Helper()
	if o.Folder == "" {
		o.Folder = t.TempDir()
	}
	base := s.URL
	if s.style == "cdxj" {
		base += "/coll"
	}
	a, err := Open(context.Background(), base, site, o)
	if err != nil {
		t.Fatal(err)
	}
	g, err := a.Fetch(context.Background(), live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	items := map[string]*extract.Item{}
	for it, err := range g.Items {
		if err != nil {
			t.Fatal(err)
		}
		if it.Type != "attachment" {
			items[it.Link] = it
		}
	}
	if err := g.Finish(); err != nil {
		t.Fatal(err)
	}
	return a, items, g
}

func wantItems(t *testing.T, items map[string]*extract.Item, want map[string]string) {
	t.Helper()
	for link, content := range want {
		if it := items[link]; it == nil {
			t.Errorf("%s is missing", link)
		} else if it.Content != content {
			t.Errorf("%s:\ngot  %s\nwant %s", link, it.Content, content)
		}
	}
	for link := range items {
		if _, ok := want[link]; !ok {
			t.Errorf("%s is not wanted", link)
		}
	}
}

var whole = map[string]string{
	"http://old.example/one/":     `<p>New words, <a href="http://old.example/two/">two</a>, <a href="https://web.archive.org/web/2001/http://x.example/">kept by the author</a>.</p><img src="http://old.example/wp-content/uploads/2013/04/a.jpg"/>`,
	"http://old.example/two/":     "<p>Nobody says when.</p>",
	"http://old.example/three/":   "<p>3</p>",
	"http://old.example/ancient/": "<p>Long gone.</p>",
}

// A site comes out of an archive as it was, however the archive writes its index
// and whether it serves captures as they came or as people see them.
func TestArchive(t *testing.T) {
	for _, tt := range []struct {
		style  string
		keepID bool
		perRow int
	}{{"json", true, 0}, {"json", true, 3}, {"json", false, 0}, {"plain", true, 4}, {"cdxj", true, 0}} {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			s := newServer(t, holdings())
			s.style, s.keepID, s.perRow = tt.style, tt.keepID, tt.perRow
			a, items, g := run(t, s, options, "old.example")
			wantItems(t, items, whole)
			if d := items["http://old.example/one/"].Date.Format(time.DateOnly); d != "2013-04-02" {
				t.Errorf("date %s", d)
			}
			if d := items["http://old.example/two/"].Date; !d.IsZero() || !slices.ContainsFunc(g.Notes, func(n live.Note) bool {
				return strings.Contains(n.Text, "http://old.example/two/: its date is not shown anywhere; it is not from after 2012-01-01")
			}) {
				t.Errorf("date %v, notes %v", d, g.Notes)
			}
			if g.Site.URL() != "http://old.example" || g.Site.Title != "Site" {
				t.Errorf("site %s %q", g.Site.URL(), g.Site.Title)
			}
			f, err := a.File("2013/04/a.jpg")
			if err != nil {
				t.Fatal(err)
			}
			if b, _ := io.ReadAll(f); string(b) != "JPEG" || !a.Has("2013/04/a.jpg") || a.Has("b.jpg") {
				t.Errorf("picture %q", b)
			}
			for _, path := range s.log {
				if strings.Contains(path, "wp-login") || strings.Contains(path, "robots") || strings.Contains(path, "sitemap") {
					t.Errorf("asked for %s", path)
				}
			}
		})
	}
}

// Until a day, only what the archive had then counts.
func TestUntil(t *testing.T) {
	o := options
	o.Until = time.Date(2010, 12, 31, 0, 0, 0, 0, time.UTC)
	_, items, _ := run(t, newServer(t, holdings()), o, "http://old.example")
	wantItems(t, items, map[string]string{"http://old.example/one/": "<p>Old words.</p>", "http://old.example/ancient/": "<p>Long gone.</p>"})
}

// What was got once is not asked for again; a run that was stopped at any
// request goes on where it was, and gives the same.
func TestResume(t *testing.T) {
	s := newServer(t, holdings())
	s.perRow = 3
	o := options
	o.Folder = t.TempDir()
	kills := 0
	for n := 4; ; n += 3 {
		ctx, cancel := context.WithCancel(context.Background())
		count := 0
		s.mu.Lock()
		s.tamper = func(http.ResponseWriter, *http.Request) bool {
			s.mu.Lock()
			defer s.mu.Unlock()
			if count++; count >= 4 {
				cancel()
			}
			return false
		}
		s.mu.Unlock()
		a, err := Open(ctx, s.URL, "old.example", o)
		if err == nil {
			_, err = a.Fetch(ctx, live.Options{Jobs: 1})
		}
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if kills++; kills > 40 {
			t.Fatal("it does not come to an end")
		}
	}
	s.tamper = nil
	_, items, _ := run(t, s, o, "old.example")
	wantItems(t, items, whole)
	seen := len(s.log)
	_, items, _ = run(t, s, o, "old.example")
	wantItems(t, items, whole)
	for _, path := range s.log[seen:] {
		t.Errorf("asked again for %s", path)
	}
	t.Logf("stopped %d times, %d requests", kills, seen)

	o.Until = time.Now()
	if _, err := Open(context.Background(), s.URL, "old.example", o); err == nil || !strings.Contains(err.Error(), "holds captures of") {
		t.Errorf("another question: got %v", err)
	}
}

// errorPage is how the Wayback Machine says that it fails, with the status 200.
const errorPage = `<!DOCTYPE html><html lang="en"><head><title>Internet Archive: Service Availability</title></head><body class="navia"><div id="error"><h1>Sorry</h1><p>The Wayback Machine is busy. Please try again later.</p></div></body></html>`

// An archive that fails in every way: the run ends, what can be had is there,
// the rest is named, and a later run gets it.
func TestFailingArchive(t *testing.T) {
	holds := append(holdings(),
		held{"20130101000000", "http://old.example/missing/", "text/html", "200", "x"},
		held{"20130101000000", "http://old.example/broken/", "text/html", "200", page(8, "Broken", "May 3, 2011", "<p>Came late.</p>")},
		held{"20130101000000", "http://old.example/cut/", "text/html", "200", page(9, "Cut", "May 3, 2011", "<p>Cut off.</p>")},
		held{"20120101000000", "http://old.example/cut/", "text/html", "200", page(9, "Cut", "May 3, 2011", "<p>Whole before.</p>")},
		held{"20130101000000", "http://old.example/loop/", "text/html", "200", "x"},
		held{"20130101000000", "http://old.example/slow/", "text/html", "200", page(10, "Slow", "May 3, 2011", "<p>Slow.</p>")},
		held{"20130101000000", "http://old.example/away/", "text/html", "200", "x"},
		held{"20130101000000", "http://old.example/error/", "text/html", "200", page(11, "Error", "May 3, 2011", "<p>Came late, too.</p>")},
		held{"20130101000000", "http://old.example/moved/", "text/html", "200", page(12, "Moved", "May 3, 2011", "<p>Moved.</p>")},
		held{"20120101000000", "http://old.example/moved/", "text/html", "200", page(12, "Moved", "May 3, 2011", "<p>Moved.</p>")},
		held{"20130101000000", "http://old.example/empty/", "text/html", "200", "x"},
		held{"20130101000000", "http://old.example/dropped/", "text/html", "200", page(13, "Dropped", "May 3, 2011", "<p>Dropped.</p>")},
	)
	s := newServer(t, holds)
	busy := map[string]int{}
	failing := true
	s.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		path := r.URL.Path
		busy[path]++
		switch {
		case strings.HasPrefix(path, "/cdx"):
			if busy[path] == 1 {
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(429)
				return true
			}
			if busy[path] == 2 { // cut off
				w.Header().Set("Content-Length", "5000")
				io.WriteString(w, "[[\"urlkey\",\"timestamp\"]")
				return true
			}
			if busy[path] == 3 { // says that it is all right
				w.Header().Set("Content-Type", "text/html")
				io.WriteString(w, errorPage)
				return true
			}
			return false
		case strings.Contains(path, "/missing/"):
			w.WriteHeader(404)
		case strings.Contains(path, "/broken/") && failing:
			w.WriteHeader(500)
		case strings.Contains(path, "20130101000000id_") && strings.Contains(path, "/cut/"):
			w.Header().Set("Content-Length", "100000")
			io.WriteString(w, "<html><body>half")
		case strings.Contains(path, "/loop/"):
			to := "20110101000000"
			if strings.Contains(path, to) {
				to = "20130101000000"
			}
			http.Redirect(w, r, "/web/"+to+"id_/http://old.example/loop/", http.StatusFound)
		case strings.Contains(path, "/away/"):
			http.Redirect(w, r, "http://elsewhere.example/", http.StatusFound)
		case strings.Contains(path, "/error/") && failing:
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, errorPage)
		case strings.Contains(path, "/moved/") && strings.Contains(path, "20130101000000"):
			http.Redirect(w, r, "/web/20120101000000id_/http://old.example/moved/", http.StatusFound)
		case strings.Contains(path, "/empty/"):
			w.Header().Set("Content-Type", "text/html")
		case strings.Contains(path, "/dropped/") && busy[path] == 1: // in the midst, without a word
			if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
				io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<html>")
				c.Close()
			}
		case strings.Contains(path, "/slow/"):
			time.Sleep(300 * time.Millisecond)
			return false
		case strings.Contains(path, "/two/") && busy[path] == 1:
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(503)
		default:
			return false
		}
		return true
	}
	o := options
	o.Folder = t.TempDir()
	a, items, g := run(t, s, o, "old.example")
	want := map[string]string{"http://old.example/cut/": "<p>Whole before.</p>", "http://old.example/slow/": "<p>Slow.</p>",
		"http://old.example/moved/": "<p>Moved.</p>", "http://old.example/dropped/": "<p>Dropped.</p>"}
	for k, v := range whole {
		want[k] = v
	}
	wantItems(t, items, want)
	for _, part := range []string{"/missing/: 404", "/broken/: 500", "/loop/", "/away/: leads to another site", "/error/", "/empty/"} {
		if !slices.ContainsFunc(g.Notes, func(n live.Note) bool { return n.Review && strings.Contains(n.Text, part) }) {
			t.Errorf("no note %q in %v", part, g.Notes)
		}
	}
	if a.Problem() != nil {
		t.Error(a.Problem())
	}
	s.mu.Lock()
	failing = false
	s.log = nil
	s.mu.Unlock()
	_, items, _ = run(t, s, o, "old.example")
	want["http://old.example/broken/"], want["http://old.example/error/"] = "<p>Came late.</p>", "<p>Came late, too.</p>"
	wantItems(t, items, want)
	for _, path := range s.log {
		if strings.Contains(path, "/one/") || strings.Contains(path, "cdx") {
			t.Errorf("asked again for %s", path)
		}
	}
}

func TestNoArchive(t *testing.T) {
	s := newServer(t, nil)
	_, err := Open(context.Background(), s.URL, "old.example", Options{Folder: t.TempDir(), Gap: time.Millisecond})
	if err == nil || !strings.Contains(err.Error(), "has no page of http://old.example/") {
		t.Errorf("got %v", err)
	}
	s.tamper = func(w http.ResponseWriter, r *http.Request) bool { w.WriteHeader(403); return true }
	if _, err := Open(context.Background(), s.URL, "old.example", Options{Folder: t.TempDir(), Gap: time.Millisecond}); err == nil || !strings.Contains(err.Error(), "403") {
		t.Errorf("got %v", err)
	}
}

func TestOriginal(t *testing.T) {
	for in, want := range map[string]string{
		"/web/20130405120000/http://old.example/a/":                                                     "http://old.example/a/ 2013-04-05",
		"https://web.archive.org/web/20130405120000im_/https://old.example/a.jpg?b=c":                   "https://old.example/a.jpg?b=c 2013-04-05",
		"//web.archive.org/web/2013/http:/old.example/":                                                 "http://old.example/ 2013-01-01",
		"http://127.0.0.1:80/coll/20130405120000mp_/http://old.example/":                                "http://old.example/ 2013-04-05",
		"https://web.archive.org/web/20130405120000/https://web.archive.org/web/2001/http://x.example/": "https://web.archive.org/web/2001/http://x.example/ 2013-04-05",
		"http://old.example/2013/04/05/":                                                                "http://old.example/2013/04/05/ 0001-01-01",
		"http://old.example/go/1234/http://x.example":                                                   "http://old.example/go/1234/http://x.example 0001-01-01",
		"#a": "#a 0001-01-01", "": " 0001-01-01",
	} {
		got, when := Original(in)
		if got := got + " " + when.Format(time.DateOnly); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// A page that no archive has touched stays as it is, byte for byte.
func TestUndoNothing(t *testing.T) {
	in := []byte(page(1, "A & B", "", `<a href='https://web.archive.org/web/2001/http://x.example/' >x</a><IMG SRC=a.jpg><script>if (a<b) "/web/20130405120000/http://y"</script>`))
	if got, when := Undo(in); !bytes.Equal(got, in) || !when.IsZero() {
		t.Errorf("got %s", got)
	}
}

func FuzzUndo(f *testing.F) {
	f.Add([]byte(holdings()[2].body))
	f.Add([]byte("<!-- BEGIN WAYBACK TOOLBAR INSERT --><!-- END WAYBACK TOOLBAR INSERT --><a srcset=', ,' style='url(' href='/web/1/'>FILE ARCHIVED ON"))
	f.Fuzz(func(t *testing.T, in []byte) {
		Undo(in)
		parseIndex(bytes.NewReader(in))
	})
}

// Files are saved as a copy of uploads has them, once; what cannot be had is named,
// and an archive that is silent is left alone.
func TestSaveFiles(t *testing.T) {
	holds := holdings()
	for _, name := range []string{"b.jpg", "../../../../evil.jpg"} {
		holds = append(holds, held{"20120101000000", "http://old.example/wp-content/uploads/2013/04/" + name, "image/jpeg", "200", "JPEG"})
	}
	s := newServer(t, holds)
	folder, uploads := t.TempDir(), filepath.Join(t.TempDir(), "up", "loads")
	a, err := Open(context.Background(), s.URL, "http://old.example", Options{Folder: folder, Gap: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	save := func() (have int, lost []error) {
		t.Helper()
		have, lost, err := a.SaveFiles(context.Background(), uploads, func(int, int) {})
		if err != nil {
			t.Fatal(err)
		}
		return have, lost
	}
	have, lost := save()
	if b, err := os.ReadFile(filepath.Join(uploads, "2013", "04", "a.jpg")); string(b) != "JPEG" || err != nil {
		t.Errorf("a.jpg: %q, %v", b, err)
	}
	if have != 2 || len(lost) != 1 || !strings.Contains(lost[0].Error(), "evil.jpg: not a path below uploads") {
		t.Errorf("%d files, %v", have, lost)
	}
	if _, err := os.Stat(filepath.Join(uploads, "..", "..", "evil.jpg")); err == nil {
		t.Error("a file outside of the folder")
	}
	os.Remove(filepath.Join(uploads, "2013", "04", "b.jpg"))
	s.Close()
	if have, lost = save(); have != 1 || len(lost) != 2 || !strings.Contains(lost[1].Error()+lost[0].Error(), "b.jpg") {
		t.Errorf("without the archive: %d files, %v", have, lost)
	}
}
