package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/servers"
	"github.com/wp2md/wp2md/internal/shared"
)

// moved is a migrated site: its files, and what it is on the web.
type moved struct {
	dir       string
	files     map[string]string // of the output
	pages     map[string]string // file by path, decoded
	redirects []oldAddress
	feed      string // where the settings say that it is
	report    report.Summary
}

type oldAddress struct{ from, to, status string }

// moveSite migrates an export with settings and reads what came of it as a host
// would.
func moveSite(t *testing.T, source, settings string, args ...string) *moved {
	t.Helper()
	config := filepath.Join(t.TempDir(), "wp2md.yaml")
	if err := os.WriteFile(config, []byte("frontmatter: [id, url, draft]\n"+settings), 0o666); err != nil {
		t.Fatal(err)
	}
	s := &moved{dir: filepath.Join(t.TempDir(), "site"), pages: map[string]string{}}
	migrated(t, exitOK, append([]string{source, "-o", s.dir, "--media", "link", "--config", config}, args...)...)
	s.files = treeOf(t, s.dir)
	for name, data := range s.files {
		if filepath.Ext(name) != ".md" {
			continue
		}
		_, rest, _ := strings.Cut(data, "---\n")
		head, _, _ := strings.Cut(rest, "\n---")
		var fields struct {
			ID, URL string
			Draft   bool
		}
		if err := yaml.Unmarshal([]byte(head), &fields); err != nil || fields.URL == "" {
			t.Fatalf("%s: %v, url %q", name, err, fields.URL)
		}
		if !fields.Draft {
			s.pages[strings.TrimRight(fields.URL, "/")] = name
		}
	}
	rows, err := csv.NewReader(strings.NewReader(s.files[".wp2md/redirects.csv"])).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("redirects: %d rows, %v", len(rows), err)
	}
	for _, r := range rows[1:] {
		s.redirects = append(s.redirects, oldAddress{r[0], r[1], r[2]})
	}
	if err := json.Unmarshal([]byte(s.files[".wp2md/report.json"]), &s.report); err != nil {
		t.Fatal(err)
	}
	return s
}

// at returns what is at an address of the new site: the file of a page, images,
// home, or what it is led to; "" if nothing.
func (s *moved) at(target string) string {
	path, query, _ := strings.Cut(target, "?")
	for _, r := range s.redirects {
		from, need, _ := strings.Cut(r.from, "?")
		below, isBelow := strings.CutSuffix(from, "/*")
		switch {
		case need != "" && need != query:
		case isBelow && (path == below || strings.HasPrefix(path, below+"/")), !isBelow && strings.TrimRight(from, "/") == strings.TrimRight(path, "/"):
			return "-> " + r.to
		}
	}
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return ""
	}
	name, isImage := strings.CutPrefix(decoded, "/images/")
	switch {
	case s.pages[strings.TrimRight(decoded, "/")] != "":
		return s.pages[strings.TrimRight(decoded, "/")]
	case isImage && name != "":
		return "images"
	case decoded == "/" && query == "":
		return "home"
	case s.feed != "" && decoded == s.feed:
		return "feed"
	}
	return ""
}

// resolve follows an address of the old site to what is there now. A redirect
// that leads to another one, or to nothing, is a mistake.
func (s *moved) resolve(t *testing.T, target string) string {
	t.Helper()
	found := s.at(target)
	to, led := strings.CutPrefix(found, "-> ")
	if !led {
		return found
	}
	found = s.at(to)
	if found == "" || strings.HasPrefix(found, "-> ") {
		t.Errorf("%s leads to %s, which is %q", target, to, found)
	}
	return to
}

const capturedHost = "http://127.0.0.1:8077"

// Every kind of address that a real WordPress served, and where it leads.
var capturedAddresses = []struct{ why, old, want string }{
	{"home", "/", "home"},
	{"post", "/2026/03/03/classic-post-with-media/", "posts/classic-post-with-media.md"},
	{"post, unicode", "/2026/03/05/umlaute-unicode-zeichen-%e6%97%a5%e6%9c%ac-%f0%9f%8e%89/", "posts/umlaute-unicode-zeichen-日本-🎉.md"},
	{"post, without its slash", "/2026/03/03/classic-post-with-media", "posts/classic-post-with-media.md"},
	{"page", "/about/page-markup-and-formatting/", "pages/about/page-markup-and-formatting.md"},
	{"page of a long post", "/2012/01/08/template-paginated/2/", "/2012/01/08/template-paginated/"},
	{"page of comments", "/2012/01/03/template-comments/comment-page-1/", "/2012/01/03/template-comments/"},
	{"feed of a post", "/2026/03/03/classic-post-with-media/feed/", "/2026/03/03/classic-post-with-media/"},
	{"embedded post", "/2026/03/03/classic-post-with-media/embed/", "/2026/03/03/classic-post-with-media/"},
	{"number of a post", "/?p=9100", "/2026/03/01/gallery-of-own-children/"},
	{"number of a page", "/?page_id=2", "/about/"},
	{"number of a file", "/?attachment_id=9001", "/images/harbour-scaled.jpg"},
	{"former slug", "/2023/01/13/8-2/", "/2023/01/13/text-category-blocks/"},
	{"page of a file", "/2026/03/01/gallery-of-own-children/harbour/", "/images/harbour-scaled.jpg"},
	{"page of a file without a post", "/wide/", "/images/wide.jpg"},
	{"file", "/wp-content/uploads/2026/02/wide.jpg", "/images/wide.jpg"},
	{"copy of a file", "/wp-content/uploads/2026/02/harbour-1024x640.jpg", "/images/harbour-scaled.jpg"},
	{"category", "/category/markup/", "/"},
	{"category below another", "/category/parent/child-1/child-2/", "/"},
	{"feed of a category", "/category/media-2/feed/", "/"},
	{"tag", "/tag/media/", "/"},
	{"tag, second page", "/tag/media/page/2/", "/"},
	{"format", "/type/aside/", "/"},
	{"author", "/author/themedemos/", "/"},
	{"year", "/2013/", "/"},
	{"month", "/2013/01/", "/"},
	{"day", "/2013/01/05/", "/"},
	{"second page of the posts", "/page/2/", "/"},
	{"search", "/search/lorem/", "/"},
	{"feed", "/feed/", ""}, // only the settings can say where it is
	{"post behind a password", "/2012/01/04/template-password-protected/", ""},
	{"no page", "/zzz-nothing-like-it/", ""},
}

// No URL of the old host is left in any file but those that the report lists,
// and every address of the site's maps is there or led on, with old paths, new
// ones, and archives.
func TestCapturedSite(t *testing.T) {
	source := filepath.Join(shared.Path(t, "capture"), "export-all.xml")
	for _, c := range []struct{ settings, permalinks string }{
		{"", ""},
		{"redirects: { formats: [nginx, json], all: true }\n", ""},
		{"redirects: { formats: [netlify, apache], all: true }\narchives: { feed: /index.xml }\n", "/posts/:year/:slug.html"},
	} {
		var args []string
		if c.permalinks != "" {
			args = []string{"--permalinks", c.permalinks}
		}
		s := moveSite(t, source, c.settings, args...)

		if strings.Contains(c.settings, "feed:") {
			s.feed = "/index.xml"
		}
		listed := map[string]bool{}
		for _, l := range s.report.Links {
			listed[l.Address] = true
		}
		for _, address := range s.report.Media.Missing { // for the lists of files to be got
			listed[address] = true
		}
		for name, data := range s.files {
			switch name {
			case ".wp2md/report.json", ".wp2md/report.html", ".wp2md/manifest.jsonl", ".wp2md/run.json", "data/site.json": // which say what the old site was
				continue
			}
			for i := strings.Index(data, capturedHost); i >= 0; i = strings.Index(data, capturedHost) {
				data = data[i:]
				end := strings.IndexAny(data, " \n\"')>]")
				if a := data[:max(end, len(capturedHost))]; !listed[a] {
					t.Errorf("%s has %s, which the report does not list", name, a)
				}
				data = data[len(capturedHost):]
			}
		}

		addresses := 0
		maps, err := filepath.Glob(filepath.Join(shared.Path(t, "capture"), "sitemap", "wp-sitemap-*.xml"))
		if err != nil || len(maps) < 6 {
			t.Fatalf("%d site maps, %v", len(maps), err)
		}
		for _, name := range maps {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for part := range bytes.SplitSeq(raw, []byte("<loc>")) {
				loc, _, ok := strings.Cut(string(part), "</loc>")
				if !ok {
					continue
				}
				addresses++
				target := strings.TrimPrefix(loc, capturedHost)
				if got := s.resolve(t, target); got == "" && !strings.Contains(target, "password-protected") {
					t.Errorf("%s of the map %s is nowhere", target, filepath.Base(name))
				}
			}
		}
		if addresses < 200 {
			t.Errorf("the maps have only %d addresses", addresses)
		}
		if c.permalinks != "" {
			for _, r := range s.redirects {
				target := r.from
				if below, ok := strings.CutSuffix(target, "/*"); ok {
					target = below + "/x/"
				}
				if s.resolve(t, target) != r.to {
					t.Errorf("%s leads to %s, want %s", target, s.resolve(t, target), r.to)
				}
			}
			continue
		}
		for _, a := range capturedAddresses {
			want := a.want
			if c.settings == "" && (a.why == "feed of a post" || a.why == "embedded post") {
				want = "" // the servers' formats have a rule for them
			}
			if got := s.resolve(t, a.old); got != want {
				t.Errorf("%s: %s is %q, want %q", a.why, a.old, got, want)
			}
		}
	}
}

func unescaped(s string) string {
	decoded, err := url.PathUnescape(s)
	if err != nil {
		return s
	}
	return decoded
}

// Web servers that read the redirects lead every old address to a page or file
// of the new site in one step.
func TestServedSite(t *testing.T) {
	t.Parallel()
	source := filepath.Join(shared.Path(t, "capture"), "export-all.xml")
	for _, name := range servers.Names {
		t.Run(name, func(t *testing.T) {
			s := moveSite(t, source, "redirects: { formats: ["+name+"], all: true }\narchives: { feed: /index.xml, category: /categories/:slug/ }\n", "--permalinks", "/posts/:slug/")
			put := func(path string) {
				file := filepath.Join(s.dir, filepath.FromSlash(path))
				if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, nil, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			put("index.html")
			put("index.xml")
			for path := range s.pages {
				put(path + "/index.html")
			}
			for _, r := range s.redirects {
				to, err := url.PathUnescape(r.to)
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(to, "/") {
					to += "index.html"
				}
				put(to)
			}
			host := servers.Start(t, name, s.dir)
			for _, r := range s.redirects {
				target := r.from
				if below, ok := strings.CutSuffix(target, "/*"); ok {
					target = below + "/x/"
				}
				code, to := servers.Get(t, host, target)
				if unescaped(to) != unescaped(r.to) || (r.status == "301") != (code == 301) {
					t.Errorf("%s: %d %s, want %s %s", target, code, to, r.status, r.to)
					continue
				}
				if code, on := servers.Get(t, host, to); code != 200 {
					t.Errorf("%s leads to %s, which is %d %s", target, to, code, on)
				}
			}
			for path := range s.pages {
				if code, to := servers.Get(t, host, (&url.URL{Path: path + "/"}).EscapedPath()); code != 200 {
					t.Errorf("the page %s/ is %d %s", path, code, to)
				}
			}
		})
	}
}
