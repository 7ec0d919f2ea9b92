package live

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// small is a site of a few answers, by path and query. One that begins with a
// slash leads there.
type small struct {
	at    string // its address, if not http://old.example
	files map[string]string
	mu    sync.Mutex
	log   []string
}

func (s *small) address() string {
	if s.at != "" {
		return s.at
	}
	return "http://old.example"
}

func (s *small) RoundTrip(r *http.Request) (*http.Response, error) {
	rec := httptest.NewRecorder()
	s.mu.Lock()
	s.log = append(s.log, r.URL.RequestURI())
	s.mu.Unlock()
	key := r.URL.Path
	if r.URL.RawQuery != "" {
		key += "?" + r.URL.RawQuery
	}
	body, ok := s.files[key]
	if !ok && strings.HasPrefix(key, "/wp-json/") {
		body, ok = s.files[r.URL.Path]
	}
	switch {
	case r.URL.Host != strings.TrimPrefix(s.address(), "http://"):
		return nil, fmt.Errorf("asked %s", r.URL)
	case !ok:
		rec.WriteHeader(404)
	case strings.HasPrefix(body, "401"):
		restError(rec, 401, "rest_forbidden", "Sorry.")
	case strings.HasPrefix(body, "/"):
		rec.Header().Set("Location", body)
		rec.WriteHeader(301)
	default:
		kind := "text/html; charset=UTF-8"
		if body[0] == '{' || body[0] == '[' {
			kind = "application/json"
		} else if strings.HasPrefix(body, "<?xml") {
			kind = "application/xml"
		}
		rec.Header().Set("Content-Type", kind)
		rec.WriteString(body)
	}
	resp := rec.Result()
	resp.Request = r
	return resp, r.Context().Err()
}

// htmlPage is a page of a classic theme.
func htmlPage(class, head, body string) string {
	return `<!DOCTYPE html><html lang="en-US"><head><meta name="generator" content="WordPress 6.8">` + head + `</head><body class="` + class + `">` + body + `</body></html>`
}

func post(id int, title, content string) string {
	return htmlPage(fmt.Sprintf("single single-post postid-%d", id), "<title>"+title+" – Site</title>",
		fmt.Sprintf(`<article id="post-%d" class="post-%d post hentry"><h1 class="entry-title">%s</h1><time class="entry-date published" datetime="2014-03-01T09:00:00+00:00">x</time><div class="entry-content">%s</div></article>`, id, id, title, content))
}

func urlset(links ...string) string {
	s := `<?xml version="1.0"?><urlset>`
	for _, l := range links {
		s += "<url><loc>http://old.example" + l + "</loc></url>"
	}
	return s + "</urlset>"
}

func sitemapIndex(links ...string) string {
	s := `<?xml version="1.0"?><sitemapindex>`
	for _, l := range links {
		s += "<sitemap><loc>http://old.example" + l + "</loc></sitemap>"
	}
	return s + "</sitemapindex>"
}

// shown is what a test looks at of the items, by slug.
func shown(items []*extract.Item) map[string]string {
	m := map[string]string{}
	for _, it := range items {
		var terms []string
		for _, t := range it.Terms {
			terms = append(terms, t.Taxonomy+"/"+t.Slug)
		}
		m[it.Slug] = strings.TrimSpace(fmt.Sprintf("%s %q %s %s", it.Type, it.Title, oneLine(it.Content), strings.Join(terms, " ")))
	}
	return m
}

func wantShown(t *testing.T, items []*extract.Item, want map[string]string) {
	t.Helper()
	got := shown(items)
	for _, slug := range sortedKeys(want) {
		if got[slug] != want[slug] {
			t.Errorf("%s:\ngot  %s\nwant %s", slug, got[slug], want[slug])
		}
	}
	for _, slug := range sortedKeys(got) {
		if _, ok := want[slug]; !ok {
			t.Errorf("%s: %s is not wanted", slug, got[slug])
		}
	}
}

func hasNote(notes []note.Note, part string) bool {
	return slices.ContainsFunc(notes, func(n note.Note) bool { return strings.Contains(n.Text, part) })
}

// half is the recorded site, of which the API gives only some lists.
type half struct {
	*themed
	refuse func(route string) int
}

func (h *half) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.URL.Path, "/wp-json/") {
		return h.themed.RoundTrip(r)
	}
	if status := h.refuse(strings.TrimPrefix(r.URL.Path, "/wp-json/wp/v2/")); status != 0 && r.URL.Path != "/wp-json/" {
		rec := httptest.NewRecorder()
		restError(rec, status, "rest_forbidden", "Not for you.")
		resp := rec.Result()
		resp.Request = r
		return resp, nil
	}
	return h.captured.RoundTrip(r)
}

// What a list of the API refuses is read off the pages, and each post is there
// once, whoever has it.
func TestHalfAnAPI(t *testing.T) {
	for name, refuse := range map[string]func(string) int{
		"posts 401": func(route string) int { return map[string]int{"posts": 401}[route] },
		"posts 500": func(route string) int { return map[string]int{"posts": 500}[route] },
		"pages 403": func(route string) int { return map[string]int{"pages": 403}[route] },
		"posts 404, terms 401": func(route string) int {
			return map[string]int{"posts": 404, "categories": 401, "tags": 401, "users": 401}[route]
		},
		"all 401": func(string) int { return 401 },
	} {
		t.Run(name, func(t *testing.T) {
			h := &half{newThemed(t), refuse}
			_, items, site, notes := fetched(t, h, Options{})
			checkPosts(t, h.captured, items, func(it *extract.Item) bool { return it.Type == "post" || it.Type == "page" }, 0.995)
			seen := map[int64]bool{}
			for _, it := range items {
				if seen[it.ID] {
					t.Errorf("%d is there twice", it.ID)
				}
				seen[it.ID] = true
			}
			if site.Title != "Capture & Co" {
				t.Errorf("title %q", site.Title)
			}
			if name == "all 401" != hasNote(notes, "the REST API is of no use") {
				t.Errorf("notes %v", notes)
			}
		})
	}
}

func apiOf(posts string) map[string]string {
	return map[string]string{
		"/": htmlPage("home blog", "", ""), "/wp-json/": `{"name":"Site","home":"http://old.example","namespaces":["wp/v2"]}`,
		"/wp-json/wp/v2/types": `{"post":{"rest_base":"posts"},"page":{"rest_base":"pages"},"book":{"rest_base":"books"}}`, "/wp-json/wp/v2/taxonomies": `{"category":{"rest_base":"categories"}}`,
		"/wp-json/wp/v2/categories": "[]", "/wp-json/wp/v2/users": "[]", "/wp-json/wp/v2/comments": "[]", "/wp-json/wp/v2/pages": "[]", "/wp-json/wp/v2/posts": posts,
		"/wp-json/wp/v2/books": `[{"id":7,"type":"book","status":"publish","slug":"b","link":"http://old.example/book/b/","title":{"rendered":"B"},"content":{"rendered":"<p>Book.</p>"}}]`,
	}
}

// Types and taxonomies that the API does not have are found by the sitemaps, and
// pages by the links of what came.
func TestNotInTheAPI(t *testing.T) {
	files := apiOf(`[{"id":1,"type":"post","status":"publish","slug":"one","link":"http://old.example/one/","title":{"rendered":"One"},"content":{"rendered":"<p>See <a href=\"/hidden/\">this</a>, <a href=\"/dead/\">that</a>, <a href=\"http://old.example/one/\">me</a>.</p>"}}]`)
	for path, body := range map[string]string{
		"/wp-sitemap.xml":                    sitemapIndex("/wp-sitemap-posts-post-1.xml", "/wp-sitemap-posts-recipe-1.xml", "/wp-sitemap-posts-book-1.xml", "/wp-sitemap-taxonomies-genre-1.xml"),
		"/wp-sitemap-posts-post-1.xml":       urlset("/one/"),
		"/wp-sitemap-posts-book-1.xml":       urlset("/book/b/"),
		"/wp-sitemap-posts-recipe-1.xml":     urlset("/recipe/soup/", "/recipe/gone/"),
		"/wp-sitemap-taxonomies-genre-1.xml": urlset("/genre/jazz/"),
		"/recipe/soup/":                      htmlPage("single single-recipe recipe-template-default postid-9", "<title>Soup</title>", `<h1 class="entry-title">Soup</h1><div class="entry-content"><p>Boil.</p></div>`),
		"/hidden/":                           post(5, "Hidden", "<p>Nobody lists me.</p>"),
		"/genre/jazz/":                       htmlPage("archive tax-genre term-jazz term-3", "", `<h1 class="page-title">Genre: <span>Jazz</span></h1><article class="hentry post-7 type-book"><h2 class="entry-title"><a href="/book/b/">B</a></h2></article><a class="next page-numbers" href="/genre/jazz/page/2/">next</a>`),
		"/genre/jazz/page/2/":                htmlPage("archive tax-genre term-jazz term-3 paged", "", `<h1 class="page-title">Genre: <span>Jazz</span></h1><article class="hentry post-9 type-recipe"><h2 class="entry-title"><a href="/recipe/soup/">Soup</a></h2></article>`),
	} {
		files[path] = body
	}
	_, items, site, notes := fetched(t, &small{files: files}, Options{})
	wantShown(t, items, map[string]string{
		"one":    `post "One" <p>See <a href="/hidden/">this</a>, <a href="/dead/">that</a>, <a href="http://old.example/one/">me</a>.</p>`,
		"b":      `book "B" <p>Book.</p> genre/jazz`,
		"soup":   `recipe "Soup" <p>Boil.</p> genre/jazz`,
		"hidden": `post "Hidden" <p>Nobody lists me.</p>`,
	})
	if i := slices.IndexFunc(site.Terms, func(t extract.Term) bool { return t.Taxonomy == "genre" && t.Slug == "jazz" && t.Name == "Jazz" }); i < 0 {
		t.Errorf("terms %+v", site.Terms)
	}
	for _, want := range []string{"recipe: the API does not have it: 1 read", "genre: the API does not have it", "/recipe/gone/: 404, though the site names it"} {
		if !hasNote(notes, want) {
			t.Errorf("no note %q in %v", want, notes)
		}
	}
}

// A site that is served under another name than its own is asked there, and
// keeps its name.
func TestOtherName(t *testing.T) {
	own := func(s string) string { return strings.ReplaceAll(s, "OWN", "https://www.name.example/blog") }
	head := own(`<link rel="https://api.w.org/" href="OWN/wp-json/"><link rel="alternate" type="application/rss+xml" href="OWN/feed/">`)
	s := &small{at: "http://127.0.0.1:4000", files: map[string]string{
		"/":       htmlPage("home blog", head, own(`<article class="hentry post-1"><h2 class="entry-title"><a href="OWN/one/">One</a></h2></article><a href="OWN/two/">two</a><a href="https://elsewhere.example/x/">x</a>`)),
		"/one/":   own(post(1, "One", `<p>To <a href="OWN/three/">three</a>.</p>`)),
		"/two/":   htmlPage("page page-id-2", own(`<title>Two – Site</title><link rel="canonical" href="OWN/two/">`), `<h1 class="entry-title">Two</h1><div class="entry-content"><p>2</p></div>`),
		"/three/": "/one/",
	}}
	_, items, site, notes := fetched(t, s, Options{})
	wantShown(t, items, map[string]string{"one": `post "One" <p>To <a href="https://www.name.example/blog/three/">three</a>.</p>`, "two": `page "Two" <p>2</p>`})
	for _, it := range items {
		if !strings.HasPrefix(it.Link, "https://www.name.example/blog/") {
			t.Errorf("link %s", it.Link)
		}
	}
	if site.URL() != "https://www.name.example/blog" || !hasNote(notes, "names itself https://www.name.example/blog/") {
		t.Errorf("site %s, %v", site.URL(), notes)
	}

	// What the settings say counts where no page says it.
	s = &small{at: "http://127.0.0.1:4000", files: map[string]string{"/": htmlPage("home blog", "", `<a href="http://was.example/one/">1</a>`), "/one/": post(1, "One", "<p>1</p>")}}
	if _, items, site, _ = fetched(t, s, Options{Hosts: []string{"was.example"}}); len(items) != 1 || site.URL() != "http://was.example" {
		t.Errorf("%d items of %s", len(items), site.URL())
	}
}

// Other names that the settings have do not change the one that the site has.
func TestOtherNames(t *testing.T) {
	s := &small{at: "http://old.example", files: map[string]string{
		"/":     htmlPage("home blog", `<link rel="https://api.w.org/" href="http://old.example/wp-json/">`, `<a href="http://staging.example/one/">1</a>`),
		"/one/": post(1, "One", `<p>To <a href="http://staging.example/one/">itself</a>.</p>`),
	}}
	_, items, site, _ := fetched(t, s, Options{Hosts: []string{"staging.example"}})
	if len(items) != 1 || site.URL() != "http://old.example" {
		t.Errorf("%d items of %s", len(items), site.URL())
	}
	for _, it := range items {
		if it.Link != "http://old.example/one/" {
			t.Errorf("link %s", it.Link)
		}
	}
}

// One spelling of the API that robots.txt forbids is the API forbidden.
func TestRobotsAPI(t *testing.T) {
	files := apiOf("[]")
	files["/robots.txt"] = "User-agent: *\nDisallow: /wp-json/\n"
	files["/index.php/wp-json/"] = files["/wp-json/"]
	files["/"] = htmlPage("home blog", "", `<a href="/one/">1</a>`)
	files["/one/"] = post(1, "One", "<p>1</p>")
	s := &small{files: files}
	_, items, _, _ := fetched(t, s, Options{})
	for _, path := range s.log {
		if strings.Contains(path, "json") || strings.Contains(path, "rest_route") {
			t.Errorf("asked for %s", path)
		}
	}
	if len(items) != 1 {
		t.Errorf("%d items", len(items))
	}
}

// A page that was read wins over any list, however long somebody's excerpt is;
// and one without content has none.
func TestPageWins(t *testing.T) {
	excerpt := "<p>" + strings.Repeat("An excerpt that somebody wrote by hand. ", 20) + "</p>"
	s := &small{files: map[string]string{
		"/":      htmlPage("home blog", "", `<article class="hentry post-1"><h2 class="entry-title"><a href="/one/">One</a></h2><div class="entry-content">`+excerpt+`</div></article><a href="/none/">n</a><a href="/void/">v</a>`),
		"/one/":  post(1, "One", "<p>The post.</p>"),
		"/none/": htmlPage("wp-singular single single-post postid-2 wp-embed-responsive", "<title>None – Site</title>", `<div class="wp-site-blocks"><h1 class="wp-block-post-title">None</h1><p>Written by Anna in <a href="/c/">News</a></p><h2>More posts</h2><ul class="wp-block-post-template"><li><h2><a href="/one/">One</a></h2></li></ul></div>`),
		"/void/": post(3, "Void", ""),
	}}
	_, items, _, _ := fetched(t, s, Options{})
	wantShown(t, items, map[string]string{"one": `post "One" <p>The post.</p>`, "none": `post "None"`, "void": `post "Void"`})
}

// Further pages of a post stand in it once, in their order, linked or not.
func TestFurtherPages(t *testing.T) {
	links := func(n int) string {
		s := `<div class="page-links">`
		for i := 1; i <= 3; i++ {
			switch {
			case i == n:
				s += fmt.Sprintf("<span>%d</span>", i)
			case i == 1:
				s += `<a href="/one/" class="post-page-numbers">1</a>`
			default:
				s += fmt.Sprintf(`<a href="/one/%d/" class="post-page-numbers">%d</a>`, i, i)
			}
		}
		return s + "</div>"
	}
	block := func(id int, title, content string) string {
		return htmlPage(fmt.Sprintf("wp-singular single single-post postid-%d", id), "<title>"+title+"</title>", `<div class="wp-site-blocks"><h1 class="wp-block-post-title">`+title+`</h1><div class="entry-content wp-block-post-content">`+content+`</div></div>`)
	}
	s := &small{files: map[string]string{
		"/":       htmlPage("home blog", "", `<a href="/one/">1</a><a href="/two/">2</a><a href="/alone/">3</a><a href="/?p=9">4</a>`),
		"/one/":   post(1, "One", "<p>A</p>"+links(1)),
		"/one/2/": post(1, "One", "<p>B</p>"+links(2)), "/one/3/": post(1, "One", "<p>C</p>"+links(3)),
		"/two/":   block(2, "Two", "<p>D</p>"),
		"/two/2/": block(2, "Two", "<p>E</p>"), "/two/3/": block(2, "Two", "<p>F</p>"), "/two/4/": "/two/",
		"/alone/": block(3, "Alone", "<p>G</p>"), "/alone/2/": "/alone/",
		"/?p=9": block(9, "Plain", "<p>H</p>"), "/?p=9&page=2": block(9, "Plain", "<p>I</p>"), "/?p=9&page=3": "/?p=9",
	}}
	_, items, _, _ := fetched(t, s, Options{})
	got := map[string]string{}
	for _, it := range items {
		got[it.Title] = strings.ReplaceAll(oneLine(it.Content), " <!--nextpage--> ", "|")
	}
	for title, want := range map[string]string{"One": "<p>A</p>|<p>B</p>|<p>C</p>", "Two": "<p>D</p>|<p>E</p>|<p>F</p>", "Alone": "<p>G</p>", "Plain": "<p>H</p>|<p>I</p>"} {
		if got[title] != want {
			t.Errorf("%s: got %q, want %q", title, got[title], want)
		}
	}
	if len(items) != 4 {
		t.Errorf("%d items", len(items))
	}
}

// The title is what the head of the page repeats, whatever else has the form of
// one.
func TestTitles(t *testing.T) {
	page := func(head, body string) string { return htmlPage("single single-post postid-1", head, body) }
	const content = `<div class="entry-content"><h2>Hosting</h2><p>Text.</p></div>`
	for _, tt := range []struct{ name, in, want string }{
		{"a heading of the content", page("<title>Finally moving | Site</title>", `<h1 class="page-title">Finally moving</h1><article>`+content+`</article>`), "Finally moving"},
		{"a title of a list below", page("<title>Galerie « Site</title>", `<div class="titre"><h2>Galerie</h2></div>`+content+`<div class="box"><h2 class="entry-title"><a href="/other/">Other</a></h2></div>`), "Galerie"},
		{"words glued on", page(`<title>Out of Ideas - Site</title>`, `<h1 class="entry-title">Out of Ideas<span class="rt">3 min read</span></h1>`+content), "Out of Ideas"},
		{"words glued on in a box", page(`<title>Out of <em>x</em></title><meta property="og:title" content="Out of Ideas">`, `<h1 class="entry-title"><span><em>Out</em> of Ideas <i>new</i></span></h1>`+content), "<span><em>Out</em> of Ideas </span>"},
		{"a head that says something else", page("<title>Buy now!</title>", `<h1 class="entry-title">The headline</h1>`+content), "The headline"},
		{"only the head", page("<title>In the head – Site</title>", `<p class="site-title">Site</p>`+content), "In the head"},
		{"none", page("<title>Site</title>", `<h1 class="site-title"><a href="/">Site</a></h1>`+content), ""},
	} {
		s := &small{files: map[string]string{"/": htmlPage("home", "", `<a href="/x/">x</a>`), "/x/": tt.in}}
		_, items, _, _ := fetched(t, s, Options{})
		if len(items) != 1 || items[0].Title != tt.want {
			t.Errorf("%s: %q", tt.name, shown(items))
		}
	}
}

// What stands above or below the text of many posts, and the heading that many
// have, is furniture.
func TestFurniture(t *testing.T) {
	files := map[string]string{}
	home := ""
	for i := 1; i <= 9; i++ {
		home += fmt.Sprintf(`<a href="/p%d/">%d</a>`, i, i)
		files[fmt.Sprintf("/p%d/", i)] = htmlPage(fmt.Sprintf("single single-post postid-%d", i), fmt.Sprintf("<title>Title %d – Site</title>", i),
			fmt.Sprintf(`<h1 class="entry-title">Blog of all</h1><div class="entry-content"><p>Share this</p><p>Text %d.</p><p>Share this</p><p>End %d.</p><p>Threads</p><h4>Temas relacionados</h4><ul><li><a href="/t%d/">Topic %d</a></li></ul></div>`, i, i, i, i))
	}
	files["/"] = htmlPage("home", "", home)
	files["/p9/"] = htmlPage("single single-post postid-9", "<title>Title 9 – Site</title>", `<h1 class="entry-title">Blog of all</h1><div class="entry-content"><p>Share this</p><p>Threads</p></div>`)
	_, items, _, notes := fetched(t, &small{files: files}, Options{})
	got := shown(items)
	if want := `post "Title 3" <p>Text 3.</p><p>Share this</p><p>End 3.</p>`; got["p3"] != want {
		t.Errorf("got %s, want %s", got["p3"], want)
	}
	if want := `post "Title 9" <p>Share this</p><p>Threads</p>`; got["p9"] != want {
		t.Errorf("nothing is left of a post: got %s", got["p9"])
	}
	for _, want := range []string{`"Share this", which begins or ends the text of 9`, `"Temas relacionados", which begins or ends the text of 8`} {
		if !hasNote(notes, want) {
			t.Errorf("no note %q in %v", want, notes)
		}
	}
}

// What a feed has at the end of a post, too, somebody wrote, however often.
func TestWrittenOften(t *testing.T) {
	files := map[string]string{}
	home, feed := "", ""
	for i := 1; i <= 9; i++ {
		home += fmt.Sprintf(`<a href="/p%d/">%d</a>`, i, i)
		text := fmt.Sprintf("<p>Text %d.</p><p>Until next time.</p>", i)
		files[fmt.Sprintf("/p%d/", i)] = post(i, fmt.Sprintf("Title %d", i), text+"<p>Share</p>")
		if i > 7 {
			feed += fmt.Sprintf(`<item><title>Title %d</title><link>/p%d/</link><content:encoded><![CDATA[%s]]></content:encoded></item>`, i, i, text)
		}
	}
	files["/"] = htmlPage("home", "", home)
	files["/feed/"] = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Site</title>` + feed + `</channel></rss>`
	_, items, _, _ := fetched(t, &small{files: files}, Options{})
	if got, want := shown(items)["p3"], `post "Title 3" <p>Text 3.</p><p>Until next time.</p>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Two posts at one address are two: the site shows one there, its lists both.
func TestTwoPostsAtOneAddress(t *testing.T) {
	list := func(id int, title, text string) string {
		return fmt.Sprintf(`<article id="post-%d" class="post-%d post type-post"><h2 class="entry-title"><a href="/notes/">%s</a></h2><div class="entry-content"><p>%s</p></div></article>`, id, id, title, text)
	}
	s := &small{files: map[string]string{
		"/":       htmlPage("home blog", "", list(76, "Classic", "Classic words.")+list(75, "Notes", "Words of the notes.")),
		"/notes/": post(76, "Classic", "<p>Classic words.</p>"),
	}}
	_, items, _, _ := fetched(t, s, Options{})
	got := map[int64]string{}
	for _, it := range items {
		got[it.ID] = it.Title + ": " + it.Content
	}
	if len(got) != 2 || got[76] != "Classic: <p>Classic words.</p>" || got[75] != "Notes: <p>Words of the notes.</p>" {
		t.Errorf("got %v", got)
	}
}

// A copy that files were saved of has /x/index.html for /x/.
func TestIndexHTML(t *testing.T) {
	s := &small{files: map[string]string{
		"/":     htmlPage("home", "", `<a href="one/index.html">1</a><a href="/one/">1</a><a href="two/index.html#more">2</a>`),
		"/one/": post(1, "One", `<p>To <a href="../two/index.html">two</a></p>`), "/two/": post(2, "Two", "<p>2</p>"),
	}}
	_, items, _, _ := fetched(t, s, Options{})
	wantShown(t, items, map[string]string{"one": `post "One" <p>To <a href="../two/index.html">two</a></p>`, "two": `post "Two" <p>2</p>`})
}

// Kubrick writes its dates in words.
func TestDatesInWords(t *testing.T) {
	s := &small{files: map[string]string{
		"/":     `<html lang="fr-FR"><body><div class="post" id="post-1"><h2><a href="/?p=1">Un</a></h2><small>mardi 2 avril 2013 à 17:30</small><div class="entry"><p>Un.</p></div></div></body></html>`,
		"/?p=1": `<html lang="fr-FR"><head><title>Un « Blog</title></head><body><div class="post" id="post-1"><h2>Un</h2><div class="entry"><p>Un, le 1er mai 2001.</p><p class="postmetadata alt"><small>Ce billet a été publié le mardi 2 avril 2013 à 17:30 et classé dans <a href="/?cat=2" rel="category tag">Rex</a>.</small></p></div></div></body></html>`,
	}}
	_, items, _, notes := fetched(t, s, Options{})
	if len(items) != 1 || items[0].Date.Format("2006-01-02 15:04") != "2013-04-02 17:30" {
		t.Errorf("%v: %v, %v", shown(items), items[0].Date, notes)
	}
}

// Comments stand in the order of their numbers, whichever answer came first.
func TestOrderOfComments(t *testing.T) {
	r := &rest{fetch: &fetch{}, comments: map[int64][]extract.Comment{1: {{ID: 9}, {ID: 3}, {ID: 5}}}}
	it := r.item("post", object{"id": []byte("1")})
	for i, want := range []int64{3, 5, 9} {
		if it.Comments[i].ID != want {
			t.Errorf("%d: comment %d, want %d", i, it.Comments[i].ID, want)
		}
	}
}
