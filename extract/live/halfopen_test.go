package live

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// cutting answers lists with ten objects at most, whatever is asked for: with an error
// that says so, or without a word and without telling how many there are.
func cutting(c *captured, says bool) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		q := r.URL.Query()
		if !strings.HasPrefix(r.URL.Path, "/wp-json/wp/v2/") || number(q.Get("per_page")) <= 10 {
			return false
		}
		if says {
			restError(w, 400, "rest_invalid_param", "Invalid parameter(s): per_page")
			return true
		}
		q.Set("per_page", "10")
		r.URL.RawQuery = q.Encode()
		rec := httptest.NewRecorder()
		c.rest(rec, r)
		w.Header().Set("Content-Type", rec.Header().Get("Content-Type"))
		w.WriteHeader(rec.Code)
		w.Write(rec.Body.Bytes())
		return true
	}
}

// Lists that give less than they are asked for are read to their end.
func TestShortLists(t *testing.T) {
	for _, says := range []bool{true, false} {
		t.Run(fmt.Sprintf("says=%v", says), func(t *testing.T) {
			c := newCaptured(t)
			c.tamper = cutting(c, says)
			_, items, site, notes := fetched(t, c, Options{})
			if len(items) != 131 || len(site.Terms) != 183 {
				t.Errorf("%d items, %d terms", len(items), len(site.Terms))
			}
			wantNotes(t, notes, "private: post 1168", "type: nav_menu_item", "type: terms of nav_menu", "type: terms of wp_pattern_category")
		})
	}
}

// A list that is refused in the middle of its pages is not taken for its end.
func TestListRefusedInTheMiddle(t *testing.T) {
	c := newCaptured(t)
	cut := cutting(c, true)
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/wp-json/wp/v2/posts" && r.URL.Query().Get("page") == "3" {
			restError(w, 403, "rest_forbidden", "Slow down.")
			return true
		}
		return cut(w, r)
	}
	_, _, _, notes := fetched(t, c, Options{})
	if !hasNote(notes, "post: not for the public: 403: Slow down.") {
		t.Errorf("notes %v", notes)
	}
}

// Comments that the API does not give are read off the pages.
func TestCommentsOffPages(t *testing.T) {
	c := newCaptured(t)
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/wp-json/wp/v2/comments" {
			return false
		}
		restError(w, 401, "rest_forbidden", "No.")
		return true
	}
	_, items, _, notes := fetched(t, c, Options{})
	if it := itemIDs(items)[1148]; it == nil || len(it.Comments) != 19 {
		t.Errorf("comments of %v", it)
	}
	if !hasNote(notes, "comments: not for the public") || !hasNote(notes, "read off the pages, as far as the theme shows them") {
		t.Errorf("notes %v", notes)
	}
}

// The lists of a theme that scrolls without end link to no further pages.
func TestInfiniteScroll(t *testing.T) {
	files := map[string]string{}
	for n := 1; n <= 3; n++ {
		list := ""
		for i := range 2 {
			id := 2*n + i - 1
			list += fmt.Sprintf(`<article id="post-%d" class="post-%d post type-post hentry"><h2 class="entry-title"><a href="/p%d/">Title %d</a></h2></article>`, id, id, id, id)
			files[fmt.Sprintf("/p%d/", id)] = post(id, fmt.Sprintf("Title %d", id), fmt.Sprintf("<p>Text %d.</p>", id))
		}
		path := fmt.Sprintf("/page/%d/", n)
		if n == 1 {
			path = "/"
		}
		files[path] = htmlPage("home blog", "", `<a href="#content">Skip to content</a>`+list)
	}
	_, items, _, _ := fetched(t, &small{files: files}, Options{})
	if len(items) != 6 {
		t.Errorf("%v", shown(items))
	}
	// A page of which all posts were shown elsewhere is not the end.
	files["/"] += `<a href="/2012/">2012</a>`
	files["/2012/"] = strings.Replace(files["/page/2/"], "home blog", "archive date", 1)
	if _, items, _, _ = fetched(t, &small{files: files}, Options{}); len(items) != 6 {
		t.Errorf("%v", shown(items))
	}
}

// A page behind a login is named, and the form is no page.
func TestLoginWall(t *testing.T) {
	c := newCaptured(t)
	c.noREST = true
	c.tamper = func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path == "/about/page-markup-and-formatting/" {
			http.Redirect(w, r, "/wp-login.php?redirect_to="+url.QueryEscape(c.url+r.URL.Path), http.StatusFound)
			return true
		}
		if r.URL.Path == "/wp-login.php" {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<html><head><title>Log In</title></head><body class="login"><main><article><p>Username or Email Address</p></article></main></body></html>`)
			return true
		}
		return false
	}
	_, items, _, notes := fetched(t, c, Options{})
	for _, it := range items {
		if strings.Contains(it.Link, "wp-login") {
			t.Errorf("%s is an item", it.Link)
		}
	}
	if !hasNote(notes, "/about/page-markup-and-formatting/: leads to a login") {
		t.Errorf("notes %v", notes)
	}
}
