package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A second fetch asks for what has changed: what is gone is gone, what was
// changed or is new is there.
func TestSecondFetch(t *testing.T) {
	c := newCaptured(t)
	opt := Options{Folder: t.TempDir()}
	first, _, _, _ := fetched(t, c, opt)
	requests := len(c.log)

	c.log = nil
	second, _, _, _ := fetched(t, c, opt)
	if !same(t, first, second) {
		t.Error("nothing has changed, but the file has")
	}
	for _, path := range c.log {
		if strings.Contains(path, "/wp/v2/posts?") && !strings.Contains(path, "modified_after=1999-12-31") && !strings.Contains(path, "_fields=id%2Cmodified_gmt") {
			t.Errorf("asked for all posts again: %s", path)
		}
	}
	t.Logf("%d requests, then %d", requests, len(c.log))

	posts := c.lists["posts"]
	edit := func(o object, content, modified string) object {
		o = cloned(o)
		o["content"] = json.RawMessage(fmt.Sprintf(`{"rendered":%q,"protected":false}`, content))
		o["modified"], o["modified_gmt"] = json.RawMessage(`"`+modified+`"`), json.RawMessage(`"`+modified+`"`)
		return o
	}
	fresh := edit(posts[7], "<p>New.</p>", "2026-04-01T00:00:00")
	fresh["id"] = json.RawMessage("9999")
	old := edit(posts[8], "<p>Published late.</p>", "1990-01-01T00:00:00") // WordPress does not say that it was modified
	old["id"] = json.RawMessage("9998")
	gone, changed := posts[3].num("id"), posts[5].num("id")
	for path, b := range c.raw { // no page shows it any more
		if strings.Contains(string(b), posts[3].str("link")) {
			delete(c.raw, path)
		}
	}
	c.lists["posts"] = append(slices.Delete(slices.Clone(posts), 3, 4), fresh, old)
	c.lists["posts"][4] = edit(posts[5], "<p>Changed.</p>", "2026-04-01T00:00:00")
	third, items, _, _ := fetched(t, c, opt)
	got := itemIDs(items)
	if got[gone] != nil || got[changed].Content != "<p>Changed.</p>" || got[9999] == nil || got[9998] == nil {
		t.Errorf("gone: %v, changed: %.60q, new: %v, %v", got[gone] != nil, got[changed].Content, got[9999] != nil, got[9998] != nil)
	}
	// Nothing of what is gone is kept, nor what a post said before.
	stale := map[string]string{"gone": posts[3].str("link"), "changed": string(posts[5]["content"])}
	err := filepath.WalkDir(opt.Folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for what, text := range stale {
			if strings.Contains(strings.ReplaceAll(string(b), `\/`, "/"), strings.ReplaceAll(text, `\/`, "/")) {
				t.Errorf("%s: what is %s is kept", path, what)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// As if it had been fetched for the first time.
	whole, _, _, _ := fetched(t, c, Options{})
	if !same(t, third, whole) {
		t.Error("the file differs from that of a fetch of everything")
	}
	if fourth, _, _, _ := fetched(t, c, opt); !same(t, fourth, whole) {
		t.Error("the fourth differs")
	}
}

func cloned(o object) object {
	c := object{}
	for k, v := range o {
		c[k] = v
	}
	return c
}

func same(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(x) == string(y)
}

// Pages are asked for by their ETag.
func TestSecondCrawl(t *testing.T) {
	m := &misbehaving{etag: true}
	opt := Options{Folder: t.TempDir()}
	first, _, _, _ := fetched(t, m, opt)
	m.log = nil
	second, _, _, _ := fetched(t, m, opt)
	if !same(t, first, second) {
		t.Error("nothing has changed, but the file has")
	}
	if i := slices.IndexFunc(m.log, func(s string) bool { return strings.HasPrefix(s, `/one/ "`) }); i < 0 {
		t.Errorf("no request with an ETag: %q", m.log)
	}
}

// A site with plain permalinks has its API behind a query.
func TestRESTRoute(t *testing.T) {
	c := newCaptured(t)
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		q := r.URL.Query()
		switch route := q.Get("rest_route"); {
		case strings.HasPrefix(r.URL.Path, "/wp-json"), strings.HasPrefix(r.URL.Path, "/index.php"):
			w.WriteHeader(http.StatusNotFound)
			return true
		case route != "":
			q.Del("rest_route")
			r.URL.Path, r.URL.RawQuery = "/wp-json"+route, q.Encode()
			c.rest(w, r)
			return true
		}
		return false
	}
	if _, items, _, _ := fetched(t, c, Options{}); len(items) != 131 {
		t.Errorf("%d items", len(items))
	}
}

// A password is not sent to where the named address leads.
func TestPasswordElsewhere(t *testing.T) {
	c := newCaptured(t)
	c.user, c.password = "wpadmin", "x"
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("sent to %s", r.URL)
		}
		if r.URL.Scheme == "http" {
			http.Redirect(w, r, "https://www.old.example"+r.URL.Path, http.StatusMovedPermanently)
			return true
		}
		return false
	}
	synctest.Test(t, func(t *testing.T) {
		_, err := Fetch(context.Background(), c.url, Options{User: "wpadmin", Password: "x", Folder: t.TempDir(), Transport: c})
		var h interface{ Hint() string }
		if !errors.As(err, &h) || h.Hint() != "wp2md fetch https://www.old.example/" {
			t.Errorf("got %v", err)
		}
	})
}

// What was not changed since a day is not asked for.
func TestSince(t *testing.T) {
	c := newCaptured(t)
	since, _ := time.Parse(time.DateOnly, "2026-01-01")
	_, items, _, _ := fetched(t, c, Options{Since: since})
	for _, it := range items {
		if it.Type == "post" && it.Modified.Before(since) {
			t.Errorf("%d was modified %v", it.ID, it.Modified)
		}
	}
	if got := itemIDs(items); got[9101] == nil || len(items) >= 131 {
		t.Errorf("%d items", len(items))
	}
}

// The name and password go to the host that the user named, over its scheme,
// and nowhere else; they are not kept.
func TestPasswordStays(t *testing.T) {
	c := newCaptured(t)
	c.user, c.password = "wpadmin", "abcd efgh"
	var seen []string
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("Authorization") != "" {
			seen = append(seen, r.URL.Scheme+"://"+r.URL.Host)
		}
		if r.URL.Path == "/wp-json/wp/v2/comments" {
			http.Redirect(w, r, "https://www.old.example/elsewhere", http.StatusFound)
			return true
		}
		return false
	}
	dir := t.TempDir()
	fetched(t, c, Options{User: "wpadmin", Password: "abcd efgh", Folder: dir, Jobs: 1})
	if slices.Sort(seen); len(slices.Compact(seen)) != 1 || seen[0] != "http://old.example" {
		t.Errorf("the password went to %q", slices.Compact(seen))
	}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if strings.Contains(string(b), "abcd efgh") || strings.Contains(string(b), "d3BhZG1pbj") {
			t.Errorf("%s has the password", path)
		}
		if info, _ := d.Info(); info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s can be read by others", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestWrongPassword(t *testing.T) {
	c := newCaptured(t)
	c.user, c.password = "wpadmin", "abcd efgh"
	synctest.Test(t, func(t *testing.T) {
		_, err := Fetch(context.Background(), c.url, Options{User: "wpadmin", Password: "x", Folder: t.TempDir(), Transport: c})
		if e := (*loginError)(nil); !errors.As(err, &e) || !strings.Contains(err.Error(), "invalid application password") {
			t.Errorf("got %v", err)
		}
	})
}

func TestRobots(t *testing.T) {
	c := newCaptured(t)
	c.raw["/robots.txt"] = []byte("User-agent: *\nDisallow: /\n")
	synctest.Test(t, func(t *testing.T) {
		_, err := Fetch(context.Background(), c.url, Options{Folder: t.TempDir(), Transport: c})
		var h interface{ Hint() string }
		if !errors.As(err, &h) || !strings.Contains(h.Hint(), "--ignore-robots") {
			t.Errorf("got %v", err)
		}
	})
	if len(c.log) != 1 {
		t.Errorf("asked for %q", c.log)
	}
	if _, items, _, _ := fetched(t, c, Options{IgnoreRobots: true}); len(items) != 131 {
		t.Errorf("%d items", len(items))
	}
	c.raw["/robots.txt"] = []byte("User-agent: *\nDisallow: /wp-json/\nDisallow: /2012/\n")
	c.log = nil
	_, items, _, _ := fetched(t, c, Options{})
	for _, path := range c.log {
		if strings.HasPrefix(path, "/wp-json") || strings.HasPrefix(path, "/2012/") {
			t.Errorf("asked for %s", path)
		}
	}
	if len(items) < 20 {
		t.Errorf("%d items", len(items))
	}
}

func TestParseRobots(t *testing.T) {
	const text = "# x\nUser-Agent: googlebot\nDisallow: /\n\nUser-agent: *\nUser-agent: other\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\nDisallow: /*.php$\nDisallow: /*/feed/\nDisallow:\n" +
		"Crawl-delay: 10\nSitemap: http://a.example/s.xml\n"
	r := parseRobots(text)
	for address, ok := range map[string]bool{
		"http://a.example": true, "http://a.example/x/": true, "http://a.example/wp-admin/": false, "http://a.example/wp-admin/x": false, "http://a.example/wp-admin/admin-ajax.php": true,
		"http://a.example/x.php": false, "http://a.example/x.php?a": true, "http://a.example/x/feed/": false, "http://a.example/feed/": true,
	} {
		if r.allow(address) != ok {
			t.Errorf("%s: %v", address, !ok)
		}
	}
	if !slices.Equal(r.sitemaps, []string{"http://a.example/s.xml"}) {
		t.Errorf("sitemaps %q", r.sitemaps)
	}
	own := parseRobots("User-agent: wp2md\nDisallow: /a\nUser-agent: *\nDisallow: /b\n")
	if own.allow("http://a.example/a") || !own.allow("http://a.example/b") {
		t.Error("the group for us does not count")
	}
}

// Over a real network: the host that is named may be anywhere, others that its
// names lead to only in the public internet.
func TestDial(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "here") }))
	defer server.Close()
	named, _ := url.Parse(server.URL)
	get := func(root string, private bool) error {
		u, _ := url.Parse(root)
		tr := newTransport(u, private)
		defer tr.CloseIdleConnections()
		resp, err := (&http.Client{Transport: tr}).Get(server.URL)
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
	if err := get(server.URL, false); err != nil {
		t.Error(err)
	}
	if err := get("http://old.example", false); err == nil || !strings.Contains(err.Error(), "private address") {
		t.Errorf("got %v", err)
	}
	if err := get("http://127.0.0.1:1", false); err == nil || !strings.Contains(err.Error(), "private address") {
		t.Errorf("another port of %s: got %v", named.Hostname(), err)
	}
	if err := get("http://old.example", true); err != nil {
		t.Error(err)
	}
}

// The journal of one site is not gone on with for another.
func TestOtherSite(t *testing.T) {
	c := newCaptured(t)
	opt := Options{Folder: t.TempDir()}
	fetched(t, c, opt)
	opt.Transport = c
	if _, err := Fetch(context.Background(), "http://other.example", opt); err == nil || !strings.Contains(err.Error(), "holds what was fetched from http://old.example/") {
		t.Errorf("got %v", err)
	}
}

// A host where nobody listens is told in words and at once, and leaves nothing in
// the way of the right one.
func TestFetchRefused(t *testing.T) {
	s := httptest.NewServer(http.NotFoundHandler())
	wrong := s.URL
	s.Close()
	dir := t.TempDir()
	began := time.Now()
	_, err := Fetch(t.Context(), wrong, Options{Folder: dir})
	want := strings.TrimPrefix(wrong, "http://") + ": connection refused"
	if err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	var h interface{ Hint() string }
	if !errors.As(err, &h) || h.Hint() == "" {
		t.Error("it does not say what to try")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	if _, err = Fetch(t.Context(), wrong+"/blog", Options{Folder: dir}); err == nil || err.Error() != want {
		t.Errorf("another address: %v, want %s", err, want)
	}
}
