package rewrite

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

// export reads an export of the reference data. Items without a page are those
// of which wp2md makes none.
func export(t *testing.T, name string, opt Options) (x *Index, items []*extract.Item, site *extract.Site) {
	t.Helper()
	src, err := extract.Open([]string{shared.Path(t, name)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { src.Close() })
	site = new(extract.Site)
	opt.Files = "/images/"
	if x, err = New(site, opt); err != nil {
		t.Fatal(err)
	}
	for it, err := range src.Items(site) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
		x.Add(it, isWritten(it))
	}
	x.Seal(namer())
	return x, items, site
}

func isWritten(it *extract.Item) bool {
	switch it.Type {
	case "post", "page":
		return it.Password == "" && (it.Status == "publish" || it.Status == "draft" || it.Status == "pending" || it.Status == "future")
	}
	return false
}

const captured = "capture/export-all.xml"

// What a real WordPress answered at, and where its addresses lead: pages of
// its sitemaps to themselves, all sizes of its files to the file.
func TestCaptureAddresses(t *testing.T) {
	x, items, _ := export(t, captured, Options{})
	for _, name := range []string{"post", "page"} {
		sitemap := shared.Read(t, "capture/sitemap/wp-sitemap-posts-"+name+"-1.xml")
		for loc := range between(string(sitemap), "<loc>", "</loc>") {
			u, _ := url.Parse(loc)
			got, note := follow(x, "", loc)
			want := u.Path
			if strings.Contains(note, NotPublished) {
				want = loc // behind a password
			}
			if got != want {
				t.Errorf("%s leads to %q %s, want %q", loc, got, note, want)
			}
		}
	}
	guids := map[string]int64{}
	for _, it := range items {
		if guids[it.GUID] == 0 || strings.HasSuffix(it.GUID, fmt.Sprintf("=%d", it.ID)) {
			guids[it.GUID] = it.ID
		}
	}
	for _, it := range items {
		if !isWritten(it) {
			continue
		}
		for _, href := range []string{fmt.Sprintf("/?p=%d", it.ID), it.GUID, "//127.0.0.1:8077/index.php?page_id=" + fmt.Sprint(it.ID)} {
			got, _ := followOfDraft(x, "http://127.0.0.1:8077/", href)
			if strings.HasSuffix(href, ".com/") || href == it.GUID && guids[href] != it.ID {
				continue // the guid of a home page, or of two items
			}
			if want, _ := followOfDraft(x, "", it.Link); got != want || got == it.Link {
				t.Errorf("%s leads to %q, want %q", href, got, want)
			}
		}
	}

	var media []struct {
		ID        int
		URL, Link string
		Original  string
		Sizes     json.RawMessage
	}
	if err := json.Unmarshal(shared.Read(t, "capture/media.json"), &media); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, m := range media {
		name := m.URL[strings.LastIndexByte(m.URL, '/')+1:]
		hrefs := []string{m.URL, m.Link, fmt.Sprintf("/?attachment_id=%d", m.ID)}
		folder := strings.TrimSuffix(m.URL, name)
		var sizes map[string][]any
		if json.Unmarshal(m.Sizes, &sizes) == nil && !strings.HasSuffix(name, ".pdf") {
			for _, s := range sizes {
				hrefs = append(hrefs, folder+s[0].(string))
			}
		}
		if m.Original != "" {
			hrefs = append(hrefs, folder+m.Original)
		}
		for _, href := range hrefs {
			if got, _ := followOfDraft(x, "http://127.0.0.1:8077/", href); got != "/images/"+name {
				t.Errorf("%s leads to %q, want /images/%s", href, got, name)
			}
			seen++
		}
	}
	for line := range strings.Lines(string(shared.Read(t, "capture/uploads.tsv"))) {
		_, name, _ := strings.Cut(strings.TrimSpace(line), "\t")
		got, _ := follow(x, "", "http://127.0.0.1:8077/wp-content/uploads/2026/02/"+name)
		if !strings.HasPrefix(got, "/images/") {
			t.Errorf("the upload %s leads to %q", name, got)
		}
	}
	if seen < 50 {
		t.Errorf("only %d addresses of files", seen)
	}

	const site = "http://127.0.0.1:8077"
	for _, c := range []struct{ href, want string }{
		{"/", "/"},
		{"/2012/01/08/template-paginated/2/", "/2012/01/08/template-paginated/"},
		{"/2026/03/03/classic-post-with-media/feed/", "/2026/03/03/classic-post-with-media/"},
		{"/2026/03/01/gallery-of-own-children/harbour/", "/images/harbour-scaled.jpg"},
		{"/wide/", "/images/wide.jpg"},
		{"/2026/03/05/umlaute-unicode-zeichen-%e6%97%a5%e6%9c%ac-%f0%9f%8e%89/", "/2026/03/05/umlaute-unicode-zeichen-日本-🎉/"},
		{"/2012/01/04/template-password-protected/", site + "/2012/01/04/template-password-protected/"}, // held back
		{"/no/such/page/", site + "/no/such/page/"}, // WordPress guesses /page-a/
		{"/zzz-nothing-like-it/", site + "/zzz-nothing-like-it/"},
		{"/category/markup/", "/category/markup/"},
		{"/author/themedemos/", "/author/themedemos/"},
		{"/2013/01/", "/2013/01/"},
		{"/?s=lorem", "/?s=lorem"},
		{"/feed/", "/feed/"},
		{"/wp-json/", site + "/wp-json/"},
	} {
		if got, _ := follow(x, site+"/", c.href); got != c.want {
			t.Errorf("%s leads to %q, want %q", c.href, got, c.want)
		}
	}
}

// Every image that WordPress itself shows on the captured pages is found,
// however it sized it.
func TestCaptureImages(t *testing.T) {
	x, _, _ := export(t, captured, Options{})
	lines := bufio.NewScanner(bytes.NewReader(shared.Read(t, "oracle/capture-export.jsonl")))
	lines.Buffer(nil, 1<<24)
	images := 0
	for lines.Scan() {
		var page struct {
			Link string `json:"link"`
			HTML string `json:"rendered_html"`
		}
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		for _, n := range parse(t, page.HTML) {
			for e := range n.Descendants() {
				if e.DataAtom != atom.Img {
					continue
				}
				for i := range e.Attr {
					src := e.Attr[i].Val
					if e.Attr[i].Key != "src" || !strings.Contains(src, "127.0.0.1:8077/wp-content/uploads/") {
						continue
					}
					images++
					if got, _ := show(x, page.Link, src); !strings.HasPrefix(got, "/images/") {
						t.Errorf("%s: %s leads to %q", page.Link, src, got)
					}
				}
			}
		}
	}
	if images < 100 {
		t.Errorf("only %d images", images)
	}
}

// What is left of the old site in the contents of whole exports is only what
// they do not hold; each such address is noted.
func TestExports(t *testing.T) {
	const unitTest = "https://wpthemetestdata.wordpress.com"
	for _, c := range []struct {
		name string
		host string
		left []string
	}{
		{captured, "127.0.0.1:8077", nil},
		{"wxr/themeunittestdata.wordpress.xml", "wpthemetestdata", []string{
			unitTest + "/2018/11/03/block-button/ (taken)",
		}},
		{"wxr/64-block-test-data.xml", "64-block", nil},
		{"wxr/small-export.xml", "localhost", []string{"http://localhost/wp-admin/"}},
		{"wxr/wordpressexport.xml", "wpthemetestdata", nil},
	} {
		x, items, _ := export(t, c.name, Options{})
		var left []string
		for _, it := range items {
			if !isWritten(it) {
				continue
			}
			body := &html.Node{Type: html.DocumentNode}
			for _, n := range parse(t, it.Content) {
				body.AppendChild(n)
			}
			r := x.Apply(body, it.Link)
			noted := ""
			for _, n := range r.Notes {
				noted += n.Text + "\n"
				if strings.Contains(n.Text, "taken for") {
					left = append(left, n.Text[strings.LastIndexByte(n.Text, ' ')+1:]+" (taken)")
				}
			}
			for e := range body.Descendants() {
				for i := range e.Attr {
					a := &e.Attr[i]
					if useOf(e, a) == noUse || !strings.Contains(a.Val, c.host) {
						continue
					}
					left = append(left, a.Val)
					if !strings.Contains(noted, a.Val) {
						t.Errorf("%s: item %d: %s is left without a note", c.name, it.ID, a.Val)
					}
				}
			}
		}
		if !slices.Equal(left, c.left) {
			t.Errorf("%s: left:\n%s\nwant:\n%s", c.name, strings.Join(left, "\n"), strings.Join(c.left, "\n"))
		}
	}
}

func parse(t *testing.T, s string) []*html.Node {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(s), &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	if err != nil {
		t.Fatal(err)
	}
	return nodes
}

// between yields what stands between two marks.
func between(s, open, end string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for {
			_, rest, ok := strings.Cut(s, open)
			if !ok {
				return
			}
			var found string
			found, s, _ = strings.Cut(rest, end)
			if !yield(found) {
				return
			}
		}
	}
}
