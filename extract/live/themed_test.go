package live

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

// themed is the recorded site in a classic theme, of which every page is there:
// what WordPress renders of each post, with all that themes and plugins put
// around and into it. It has no API.
type themed struct {
	*captured
	mu       sync.Mutex
	posts    []*extract.Item // published, the newest first
	byPath   map[string]*extract.Item
	rendered map[int64]string
	sitemap  bool
}

func newThemed(t testing.TB) *themed {
	c := newCaptured(t)
	s := &themed{captured: c, byPath: map[string]*extract.Item{}, rendered: map[int64]string{}, sitemap: true}
	sc := bufio.NewScanner(bytes.NewReader(shared.Read(t, "oracle/capture-export.jsonl")))
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var row struct {
			ID   int64  `json:"id"`
			HTML string `json:"rendered_html"`
		}
		if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		s.rendered[row.ID] = strings.ReplaceAll(row.HTML, recorded, c.url)
	}
	for _, it := range exported(t, c) {
		if (it.Type == "post" || it.Type == "page") && it.Status == "publish" && it.Password == "" {
			s.byPath[strings.TrimPrefix(it.Link, c.url)] = it
			s.posts = append(s.posts, it)
		}
	}
	slices.SortFunc(s.posts, func(a, b *extract.Item) int { return b.Date.Compare(a.Date) })
	return s
}

func (s *themed) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	s.mu.Lock()
	s.serve(rec, r)
	s.mu.Unlock()
	resp := rec.Result()
	resp.Request = r
	return resp, r.Context().Err()
}

func (s *themed) serve(w http.ResponseWriter, r *http.Request) {
	path := r.URL.EscapedPath()
	page := 1
	if base, n, ok := strings.Cut(path, "/page/"); ok {
		page, _ = strconv.Atoi(strings.Trim(n, "/"))
		path = base + "/"
	}
	switch it := s.byPath[path]; {
	case it != nil:
		s.single(w, it)
	case path == "/":
		s.list(w, "home blog", page, func(it *extract.Item) bool { return it.Type == "post" })
	case strings.HasPrefix(path, "/category/"):
		slug := slugIn(path)
		s.list(w, "archive category category-"+slug, page, func(it *extract.Item) bool {
			return slices.ContainsFunc(it.Terms, func(t extract.TermRef) bool { return t.Taxonomy == "category" && t.Slug == slug })
		})
	case path == "/sitemap_index.xml" && s.sitemap:
		fmt.Fprintf(w, `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>%[1]s/post-sitemap.xml.gz</loc></sitemap><sitemap><loc>%[1]s/page-sitemap.xml</loc></sitemap></sitemapindex>`, s.url)
	case path == "/post-sitemap.xml.gz" && s.sitemap:
		z := gzip.NewWriter(w)
		s.urls(z, "post")
		z.Close()
	case path == "/page-sitemap.xml" && s.sitemap:
		s.urls(w, "page")
	default:
		w.WriteHeader(404)
		fmt.Fprint(w, `<html><body class="error404">nothing</body></html>`)
	}
}

func (s *themed) urls(w interface{ Write([]byte) (int, error) }, kind string) {
	fmt.Fprint(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, it := range s.posts {
		if it.Type == kind {
			fmt.Fprintf(w, "<url><loc>%s</loc></url>", html.EscapeString(it.Link))
		}
	}
	fmt.Fprint(w, "</urlset>")
}

func (s *themed) frame(w http.ResponseWriter, class, body string) {
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	fmt.Fprintf(w, `<!DOCTYPE html><html lang="en-US"><head><title>x</title></head><body class="%s"><header id="masthead"><p class="site-title"><a href="/" rel="home">Capture &amp; Co</a></p></header>
<div id="content"><main>%s</main><aside id="secondary"><section class="widget"><h2>Recent Posts</h2><ul>`, class, body)
	for _, it := range s.posts[:5] {
		fmt.Fprintf(w, `<li><a href="%s">%s</a></li>`, html.EscapeString(it.Link), it.Title)
	}
	fmt.Fprint(w, `</ul></section><section class="widget"><h2>Pages</h2><ul>`)
	for _, it := range s.posts {
		if it.Type == "page" {
			fmt.Fprintf(w, `<li><a href="%s">%s</a></li>`, html.EscapeString(it.Link), it.Title)
		}
	}
	fmt.Fprint(w, `</ul></section></aside></div><footer id="colophon">Proudly powered by WordPress</footer></body></html>`)
}

func (s *themed) article(it *extract.Item, heading, content string) string {
	class := fmt.Sprintf("post-%d %s type-%s status-publish hentry", it.ID, it.Type, it.Type)
	links := ""
	for _, t := range it.Terms {
		rel, base := "category tag", "category"
		switch t.Taxonomy {
		case "post_tag":
			rel, base = "tag", "tag"
		case "post_format":
			class += " format-" + strings.TrimPrefix(t.Slug, "post-format-")
			continue
		}
		links += fmt.Sprintf(` <a href="/%s/%s/" rel="%s">%s</a>`, base, t.Slug, rel, html.EscapeString(t.Name))
	}
	return fmt.Sprintf(`<article id="post-%d" class="%s"><header class="entry-header">%s</header>
<div class="entry-content">%s<div class="sharedaddy"><h3>Share this:</h3></div><div id="jp-relatedposts" class="jp-relatedposts">Related</div></div>
<footer class="entry-footer"><span class="byline"><span class="author vcard"><a class="url fn n" href="/author/%s/">%s</a></span></span>
<span class="posted-on"><time class="entry-date published" datetime="%s+00:00">then</time><time class="updated" datetime="2030-01-01T00:00:00+00:00">later</time></span><span class="cat-links">%s</span></footer></article>`,
		it.ID, class, heading, content, it.Creator, it.Creator, it.Date.Format("2006-01-02T15:04:05"), links)
}

func (s *themed) single(w http.ResponseWriter, it *extract.Item) {
	class := fmt.Sprintf("single single-%s postid-%d", it.Type, it.ID)
	if it.Type == "page" {
		class = fmt.Sprintf("page page-id-%d", it.ID)
	}
	s.frame(w, class, s.article(it, `<h1 class="entry-title">`+it.Title+`</h1>`, s.rendered[it.ID])+
		`<nav class="navigation post-navigation"><a rel="prev" href="/x/">Previous</a></nav><div id="comments"><ol class="comment-list"></ol></div>`)
}

func (s *themed) list(w http.ResponseWriter, class string, page int, want func(*extract.Item) bool) {
	var list []*extract.Item
	for _, it := range s.posts {
		if want(it) {
			list = append(list, it)
		}
	}
	from := (page - 1) * 10
	if from >= len(list) {
		w.WriteHeader(404)
		return
	}
	body := ""
	for _, it := range list[from:min(len(list), from+10)] {
		body += s.article(it, fmt.Sprintf(`<h2 class="entry-title"><a href="%s" rel="bookmark">%s</a></h2>`, html.EscapeString(it.Link), it.Title), `<p>The beginning <a class="more-link" href="#">…</a></p>`)
	}
	body += fmt.Sprintf(`<nav class="navigation pagination"><a class="next page-numbers" href="page/%d/">Next</a></nav>`, page+1)
	if page > 1 {
		body = strings.ReplaceAll(body, `href="page/`, `href="../`)
	}
	s.frame(w, class, body)
}

// All posts of a site are found, with its sitemap and without one, and nothing
// of the theme is in them.
func TestClassicTheme(t *testing.T) {
	for _, sitemap := range []bool{true, false} {
		s := newThemed(t)
		s.sitemap = sitemap
		_, items, site, notes := fetched(t, s, Options{})
		checkPosts(t, s.captured, items, func(it *extract.Item) bool { return it.Type == "post" || it.Type == "page" }, 0.995)
		if site.Title != "Capture & Co" {
			t.Errorf("title %q", site.Title)
		}
		var rest []string
		for _, n := range notes {
			if !strings.Contains(n.Text, "left out of the pages") {
				rest = append(rest, n.Text)
			}
		}
		t.Logf("%d items; %q", len(items), rest)
	}
}
