package live

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

const recorded = "http://127.0.0.1:8077"

// captured is a WordPress that answers as the one did that was recorded in
// shared/capture, at its own address. It pages, orders and filters lists as
// WordPress does.
type captured struct {
	t        testing.TB
	url      string
	lists    map[string][]object // by route, and " edit"
	raw      map[string][]byte   // other answers, by path and query
	user     string              // if not empty, the name and password that open what is not public
	password string
	noREST   bool
	broken   map[int64]bool // posts that WordPress dies of when it shows them
	mu       sync.Mutex
	log      []string
	tamper   func(w http.ResponseWriter, r *http.Request) bool // answers itself if it returns true
}

func newCaptured(t testing.TB) *captured {
	c := &captured{t: t, url: "http://old.example", lists: map[string][]object{}, raw: map[string][]byte{}}
	for route, files := range map[string][]string{
		"posts": {"posts"}, "pages": {"pages"}, "media": {"media"}, "comments": {"comments"}, "categories": {"categories"},
		"tags": {"tags", "tags-page2"}, "users": {"users"}, "posts edit": {"edit-posts"}, "pages edit": {"edit-pages"},
		"users edit": {"edit-users"}, "menu-items edit": {"edit-menus"}, "media edit": {"media"}, "comments edit": {"comments"},
		"blocks edit": {}, "navigation edit": {}, "blocks": {}, "navigation": {},
	} {
		c.lists[route] = []object{}
		for _, file := range files {
			var list []object
			if err := json.Unmarshal(c.read("rest/"+file+".json"), &list); err != nil {
				t.Fatal(err)
			}
			for _, o := range list {
				delete(o, "_embedded")
				c.lists[route] = append(c.lists[route], o)
			}
		}
		slices.SortFunc(c.lists[route], func(a, b object) int { return int(a.num("id") - b.num("id")) })
	}
	for _, file := range []string{"index", "types", "taxonomies"} {
		c.raw["/wp-json/wp/v2/"+file] = c.read("rest/" + file + ".json")
	}
	c.raw["/wp-json/"] = c.raw["/wp-json/wp/v2/index"]
	c.raw["/wp-json/wp/v2/settings"] = c.read("rest/edit-settings.json")
	for line := range strings.Lines(string(shared.Read(t, "capture/MANIFEST.tsv"))) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if f[1] != "200" || strings.HasPrefix(f[0], "rest/") || f[0] == "pages/attachment.html" || f[0] == "pages/attachment-orphan.html" {
			continue
		}
		c.raw[strings.TrimPrefix(f[4], recorded)] = c.read(f[0])
	}
	return c
}

// read reads a file of the capture with the address of the site replaced.
func (c *captured) read(name string) []byte {
	b := shared.Read(c.t, "capture/"+name)
	for _, form := range []func(string) string{
		func(s string) string { return s }, func(s string) string { return strings.ReplaceAll(s, "/", `\/`) }, url.QueryEscape,
	} {
		b = bytes.ReplaceAll(b, []byte(form(recorded)), []byte(form(c.url)))
	}
	return b
}

func (c *captured) address() string { return c.url }

func (c *captured) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	c.ServeHTTP(rec, r)
	resp := rec.Result()
	resp.Request = r
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	return resp, nil
}

func (c *captured) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	c.mu.Lock()
	c.log = append(c.log, path)
	c.mu.Unlock()
	if c.tamper != nil && c.tamper(w, r) {
		return
	}
	if strings.HasPrefix(r.URL.Path, "/wp-json/") {
		c.rest(w, r)
		return
	}
	b, ok := c.raw[path]
	if !ok {
		b, ok = c.raw[r.URL.EscapedPath()]
		ok = ok && r.URL.RawQuery == ""
	}
	if !ok {
		w.WriteHeader(404)
		w.Write(c.read("pages/404.html"))
		return
	}
	kind := "text/html; charset=UTF-8"
	switch {
	case strings.HasSuffix(r.URL.Path, ".xml"):
		kind = "application/xml; charset=UTF-8"
	case strings.Contains(r.URL.Path, "/feed/"):
		kind = "application/rss+xml; charset=UTF-8"
	case strings.HasSuffix(r.URL.Path, ".txt"):
		kind = "text/plain; charset=UTF-8"
	case r.URL.Path == "/":
		w.Header().Set("Link", "<"+c.url+`/wp-json/>; rel="https://api.w.org/"`)
	}
	w.Header().Set("Content-Type", kind)
	w.Write(b)
}

func restError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{"code": code, "message": message, "data": map[string]any{"status": status}})
}

func (c *captured) rest(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	user, password, auth := r.BasicAuth()
	switch {
	case c.noREST:
		restError(w, 404, "rest_no_route", "No route was found matching the URL and request method.")
		return
	case auth && (user != c.user || password != c.password):
		restError(w, 401, "incorrect_password", "The provided password is an invalid application password.")
		return
	}
	route := strings.TrimPrefix(r.URL.Path, "/wp-json/wp/v2/")
	switch route {
	case "users/me":
		fmt.Fprint(w, `{"id":1}`)
		return
	case "settings", "menus":
		if !auth {
			restError(w, 401, "rest_forbidden", "Sorry, you are not allowed to do that.")
			return
		}
	}
	if b, ok := c.raw[r.URL.Path]; ok {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
		w.Write(b)
		return
	}
	if q.Get("context") == "edit" && !auth {
		restError(w, 401, "rest_forbidden_context", "Sorry, you are not allowed to edit posts in this post type.")
		return
	}
	if q.Get("status") != "" && !auth {
		restError(w, 400, "rest_invalid_param", "Invalid parameter(s): status")
		return
	}
	key := route
	if q.Get("context") == "edit" {
		key += " edit"
	}
	list, ok := c.lists[key]
	if route == "menus" {
		list, ok = c.menus(), true
	}
	if !ok {
		if _, hidden := c.lists[key+" edit"]; hidden {
			restError(w, 401, "rest_cannot_view", "Sorry, you are not allowed to view these.")
			return
		}
		if l, ok2 := c.lists[route]; ok2 {
			list = l
		} else {
			restError(w, 404, "rest_no_route", "No route was found matching the URL and request method.")
			return
		}
	}
	var chosen []object
	for _, o := range list {
		if v := q.Get("include"); v != "" && !slices.Contains(strings.Split(v, ","), o.str("id")) {
			continue
		}
		if v := q.Get("modified_after"); v != "" && o.str("modified") <= v {
			continue
		}
		if v := q.Get("type"); route == "comments" && v != "" && o.str("type") != v {
			continue
		}
		chosen = append(chosen, o)
	}
	c.page(w, q, chosen)
}

// menus are the menus that the recorded answers did not list.
func (c *captured) menus() []object {
	names := map[int64]bool{}
	var list []object
	for _, o := range c.lists["menu-items edit"] {
		if id := o.num("menus"); id != 0 && !names[id] {
			names[id] = true
			list = append(list, object{"id": o["menus"], "name": json.RawMessage(fmt.Sprintf(`"menu %d"`, id)), "slug": json.RawMessage(fmt.Sprintf(`"menu-%d"`, id))})
		}
	}
	return list
}

func (c *captured) page(w http.ResponseWriter, q url.Values, list []object) {
	number := func(key string, n int) int {
		if v, err := strconv.Atoi(q.Get(key)); err == nil {
			return v
		}
		return n
	}
	per, page := number("per_page", 10), number("page", 1)
	if per > 100 || per < 1 {
		restError(w, 400, "rest_invalid_param", "Invalid parameter(s): per_page")
		return
	}
	from := number("offset", (page-1)*per)
	pages := (len(list) + per - 1) / per
	if page > 1 && page > pages {
		restError(w, 400, "rest_post_invalid_page_number", "The page number requested is larger than the number of pages available.")
		return
	}
	part := list[min(from, len(list)):min(from+per, len(list))]
	for _, o := range part {
		if c.broken[o.num("id")] && q.Get("_fields") == "" {
			restError(w, 500, "internal_server_error", "<p>There has been a critical error on this website.</p>")
			return
		}
	}
	if fields := q.Get("_fields"); fields != "" {
		var few []object
		for _, o := range part {
			f := object{}
			for _, k := range strings.Split(fields, ",") {
				if v, ok := o[k]; ok {
					f[k] = v
				}
			}
			few = append(few, f)
		}
		part = few
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("X-WP-Total", strconv.Itoa(len(list)))
	w.Header().Set("X-WP-TotalPages", strconv.Itoa(pages))
	if part == nil {
		part = []object{}
	}
	json.NewEncoder(w).Encode(part)
}

// write writes a fetched site as the command does.
func write(w io.Writer, g *Fetched) error {
	x := extract.NewWriter(w, &g.Site)
	for it, err := range g.Items {
		if err == nil {
			err = x.Write(it)
		}
		if err != nil {
			return err
		}
	}
	return x.Close()
}
