package saved

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
)

// page is a page of a classic theme, with more in its head.
func page(id int, title, head, content string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en-US"><head><title>%[2]s – Site</title>%[3]s</head><body class="single single-post postid-%[1]d"><h1 class="entry-title">%[2]s</h1>`+
		`<time class="entry-date published" datetime="2014-03-0%[1]dT09:00:00+00:00">x</time><div class="entry-content">%[4]s</div></body></html>`, id, title, head, content)
}

func home(links string) string {
	return `<!DOCTYPE html><html><head><title>Site</title></head><body class="home blog"><p class="site-title">Site</p>` + links + `</body></html>`
}

// put writes files below a folder.
func put(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(body), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// fetched reads pages, and what is in them, by address.
func fetched(t *testing.T, name string) (*Pages, map[string]*extract.Item, *live.Fetched) {
	t.Helper()
	if !Sniff(name) {
		t.Fatalf("%s: no pages are seen", name)
	}
	p, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	g, err := p.Fetch(context.Background(), live.Options{})
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
	return p, items, g
}

func wantItems(t *testing.T, items map[string]*extract.Item, want map[string]string) {
	t.Helper()
	for link, content := range want {
		it := items[link]
		if it == nil {
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

func wantFile(t *testing.T, p *Pages, name, want string) {
	t.Helper()
	f, err := p.File(name)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	if b, err := io.ReadAll(f); err != nil || string(b) != want {
		t.Errorf("%s: %q, %v", name, b, err)
	}
	if !p.Has(name) || p.Has("x/"+name) {
		t.Errorf("%s: has is wrong", name)
	}
}

// wget is what wget --mirror -k -E leaves: relative links to files, addresses
// with a query as names, pages nobody links to.
func wget() map[string]string {
	return map[string]string{
		"old.example/index.html": home(`<a href="2014/03/one/index.html">1</a>`),
		"old.example/2014/03/one/index.html": page(1, "One", `<link rel="canonical" href="index.html">`,
			`<p><a href="../two/index.html#more">two</a> <a href="../../../index.html%3Fp=3.html">three</a> <a href="https://other.example/x/">x</a> <a href="#here">here</a></p><p><img src="../../../wp-content/uploads/2014/03/a%20b.jpg" srcset="../../../wp-content/uploads/2014/03/a%20b.jpg 300w, http://old.example/wp-content/uploads/2014/03/big.jpg 900w"></p>`),
		"old.example/2014/03/two/index.html":             page(2, "Two", "", `<p>Nobody links to me.</p>`),
		"old.example/index.html?p=3.html":                page(3, "Three", "", `<p>3</p>`),
		"old.example/wp-content/uploads/2014/03/a b.jpg": "JPEG",
		"old.example/feed/index.html":                    feed("http://old.example/2014/03/four/", "Four", "<p>Only in the feed.</p>"),
		"old.example/2014/03/one/feed/index.html":        feed("http://old.example/2014/03/one/#comment-1", "By: X", "<p>A comment.</p>"),
		"cdn.example/x.html":                             home(`<a href="y">y</a>`),
	}
}

var wgetItems = map[string]string{
	"http://old.example/2014/03/one/": `<p><a href="http://old.example/2014/03/two/#more">two</a> <a href="http://old.example/?p=3">three</a> <a href="https://other.example/x/">x</a> <a href="#here">here</a></p><p><img src="http://old.example/wp-content/uploads/2014/03/a%20b.jpg" srcset="http://old.example/wp-content/uploads/2014/03/a%20b.jpg 300w, http://old.example/wp-content/uploads/2014/03/big.jpg 900w"/></p>`,
	"http://old.example/2014/03/two/": `<p>Nobody links to me.</p>`, "http://old.example/?p=3": "<p>3</p>", "http://old.example/2014/03/four/": "<p>Only in the feed.</p>",
}

func feed(link, title, content string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Site</title><link>http://old.example</link><item><title>` + title + `</title><link>` + link +
		`</link><pubDate>Sat, 01 Mar 2014 09:00:00 +0000</pubDate><content:encoded><![CDATA[` + content + `]]></content:encoded></item></channel></rss>`
}

func TestWget(t *testing.T) {
	p, items, g := fetched(t, put(t, wget()))
	if p.Home() != "http://old.example/" || g.Site.URL() != "http://old.example" {
		t.Errorf("home %s, site %s", p.Home(), g.Site.URL())
	}
	wantItems(t, items, wgetItems)
	wantFile(t, p, "2014/03/a b.jpg", "JPEG")
}

// The same, packed in every way, and below some folder.
func TestPacked(t *testing.T) {
	files := map[string]string{}
	for name, body := range wget() {
		files["backup/2015/"+name] = body
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var zipped, tarred, tgz bytes.Buffer
	z := zip.NewWriter(&zipped)
	x := tar.NewWriter(&tarred)
	for _, name := range names {
		w, _ := z.Create(name)
		io.WriteString(w, files[name])
		x.WriteHeader(&tar.Header{Name: name, Size: int64(len(files[name])), Mode: 0o644, Typeflag: tar.TypeReg, Format: tar.FormatPAX})
		io.WriteString(x, files[name])
	}
	x.WriteHeader(&tar.Header{Name: "../../evil.html", Size: 1, Typeflag: tar.TypeReg})
	io.WriteString(x, "x")
	z.Close()
	x.Close()
	gz := gzip.NewWriter(&tgz)
	gz.Write(tarred.Bytes())
	gz.Close()
	for name, b := range map[string][]byte{"a.zip": zipped.Bytes(), "a.tar": tarred.Bytes(), "a.tar.gz": tgz.Bytes()} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(file, b, 0o666); err != nil {
				t.Fatal(err)
			}
			p, items, _ := fetched(t, file)
			wantItems(t, items, wgetItems)
			wantFile(t, p, "2014/03/a b.jpg", "JPEG")
		})
	}
}

// HTTrack says in each page where it was.
func TestHTTrack(t *testing.T) {
	mirrored := func(at, page string) string {
		return strings.Replace(page, "<head>", "<!-- Mirrored from "+at+" by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 28 Nov 2026 13:56:58 GMT --><head>", 1)
	}
	p, items, g := fetched(t, put(t, map[string]string{
		"index.html":                           `<html><head><title>Local index - HTTrack</title></head><body>Index of locally available sites <a href="www.old.example/index.html">x</a></body></html>`,
		"hts-cache/old.html":                   page(9, "Cache", "", "<p>no</p>"),
		"www.old.example/index.html":           mirrored("www.old.example/", home(`<a href="one/index.html">1</a>`)),
		"www.old.example/one/index.html":       mirrored("www.old.example/one/", page(1, "One", "", `<p><a href="../index0c5a.html?p=2">two</a> <img src="../../cdn.example/wp-content/uploads/b.png"></p>`)),
		"www.old.example/index0c5a.html":       mirrored("www.old.example/?p=2", page(2, "Two", "", "<p>2</p>")),
		"cdn.example/wp-content/uploads/b.png": "PNG",
	}))
	wantItems(t, items, map[string]string{
		"http://www.old.example/one/": `<p><a href="http://www.old.example/?p=2">two</a> <img src="http://cdn.example/wp-content/uploads/b.png"/></p>`,
		"http://www.old.example/?p=2": "<p>2</p>",
	})
	wantFile(t, p, "b.png", "PNG")
	for _, n := range g.Notes {
		if strings.Contains(n.Text, "not shown anywhere") {
			t.Errorf("note %v", n)
		}
	}
}

// Static copies stand for themselves, with root-relative links and the address
// only in canonical links, or in none at all.
func TestStatic(t *testing.T) {
	canonical := func(path string) string { return `<link rel="canonical" href="https://old.example/blog` + path + `"/>` }
	files := map[string]string{
		"public/index.html":               strings.Replace(home(`<a href="/blog/one/">1</a>`), "<head>", "<head>"+canonical("/"), 1),
		"public/one/index.html":           page(1, "One", canonical("/one/"), `<p><a href="/blog/two/">two</a></p>`),
		"public/two.html":                 page(2, "Two", canonical("/two/"), `<p>2</p>`),
		"public/wp-content/uploads/c.png": "PNG",
	}
	p, items, _ := fetched(t, put(t, files))
	wantItems(t, items, map[string]string{"https://old.example/blog/one/": `<p><a href="/blog/two/">two</a></p>`, "https://old.example/blog/two/": "<p>2</p>"})
	wantFile(t, p, "c.png", "PNG")

	// Nothing names the site: it has no name, or the one that is given.
	dir := put(t, map[string]string{"index.html": home(`<a href="one/index.html">1</a>`), "one/index.html": page(1, "One", "", `<p><a href="../two/index.html">2</a></p>`), "two/index.html": page(2, "Two", "", "<p>2</p>")})
	if p, items, _ := fetched(t, dir); len(items) != 2 || p.Home() != "http://saved.invalid/" {
		t.Errorf("%d items of %s", len(items), p.Home())
	}
	p, err := OpenAs(dir, "https://old.example")
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if p.Home() != "https://old.example/" {
		t.Errorf("home %s", p.Home())
	}
}

// Pages that a browser saved have their pictures beside them.
func TestBrowser(t *testing.T) {
	p, items, _ := fetched(t, put(t, map[string]string{
		"My post – Site.html": strings.Replace(page(1, "One", `<link rel="canonical" href="https://old.example/2014/03/one/">`,
			`<p><img src="./My post – Site_files/a-300x200.jpg" srcset="https://old.example/wp-content/uploads/2014/03/a-300x200.jpg 300w"><img src="./My post – Site_files/b.jpg"><a href="https://old.example/two/">2</a></p>`),
			"<html", "<!-- saved from url=(0037)https://old.example/2014/03/one/ -->\n<html", 1),
		"My post – Site_files/a-300x200.jpg": "A",
		"My post – Site_files/b.jpg":         "B",
	}))
	wantItems(t, items, map[string]string{"https://old.example/2014/03/one/": `<p><img src="https://old.example/wp-content/uploads/2014/03/a-300x200.jpg" srcset="https://old.example/wp-content/uploads/2014/03/a-300x200.jpg 300w"/><img src="https://old.example/wp-content/uploads/My%20post%20%E2%80%93%20Site_files/b.jpg"/><a href="https://old.example/two/">2</a></p>`})
	wantFile(t, p, "My post – Site_files/b.jpg", "B")
}

func TestMHT(t *testing.T) {
	html := strings.ReplaceAll(page(1, "Été", "", `<p><img src="https://old.example/wp-content/uploads/a.jpg"></p>`), "=", "=3D")
	p, items, _ := fetched(t, put(t, map[string]string{"page.mht": strings.ReplaceAll(`From: <Saved by Blink>
Snapshot-Content-Location: https://old.example/one/
Subject: One
Date: Sat, 28 Nov 2026 13:56:58 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----Boundary----"


------Boundary----
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://old.example/one/

`+html+`
------Boundary----
Content-Type: image/jpeg
Content-Transfer-Encoding: base64
Content-Location: https://old.example/wp-content/uploads/a.jpg

SlBF
Rw==
------Boundary------
`, "\n", "\r\n")}))
	wantItems(t, items, map[string]string{"https://old.example/one/": `<p><img src="https://old.example/wp-content/uploads/a.jpg"/></p>`})
	wantFile(t, p, "a.jpg", "JPEG")
}

// record writes a record of a WARC.
func record(kind, target, date, digest, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\nWARC-Date: %s\r\nWARC-Payload-Digest: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, date, digest, len(block), block)
}

func answer(status, mime, body string) string {
	return "HTTP/1.1 " + status + "\r\nContent-Type: " + mime + "\r\n\r\n" + body
}

func warcRecords() []string {
	var z bytes.Buffer
	gz := gzip.NewWriter(&z)
	io.WriteString(gz, page(3, "Three", "", "<p>3</p>"))
	gz.Close()
	chunked := page(4, "Four", "", "<p>4</p>")
	const html = "text/html; charset=UTF-8"
	return []string{
		record("warcinfo", "", "2014-01-01T00:00:00Z", "", "software: x\r\n"),
		record("request", "http://old.example/", "2014-01-01T00:00:00Z", "", "GET / HTTP/1.1\r\n\r\n"),
		record("response", "http://old.example/", "2014-01-01T00:00:00Z", "h", answer("200 OK", html, home(`<a href="/one/">1</a>`))),
		record("response", "http://old.example/one/", "2013-01-01T00:00:00Z", "a", answer("200 OK", html, page(1, "One", "", "<p>Old.</p>"))),
		record("response", "http://old.example/one/", "2014-01-01T00:00:00Z", "b", answer("200 OK", html, page(1, "One", "", "<p>New.</p>"))),
		record("response", "http://old.example/one/", "2015-01-01T00:00:00Z", "c", answer("404 Not Found", html, "gone")),
		record("revisit", "http://old.example/two/", "2014-01-01T00:00:00Z", "t", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
		record("response", "https://www.old.example/two/", "2013-01-01T00:00:00Z", "t", answer("200 OK", html, page(2, "Two", "", "<p>2</p>"))),
		record("response", "http://old.example/three/", "2013-01-01T00:00:00Z", "", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+z.String()),
		record("response", "http://old.example/four/", "2013-01-01T00:00:00Z", "", fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(chunked), chunked)),
		record("response", "http://old.example/moved/", "2013-01-01T00:00:00Z", "", "HTTP/1.1 301 Moved\r\nLocation: /one/\r\n\r\n"),
		record("response", "http://old.example/feed/", "2014-01-01T00:00:00Z", "f1", answer("200 OK", "application/rss+xml", feed("http://old.example/one/", "One", "<p>New.</p>"))),
		record("response", "http://old.example/feed/", "2010-01-01T00:00:00Z", "f2", answer("200 OK", "application/rss+xml", feed("http://old.example/ancient/", "Ancient", "<p>Long gone.</p>"))),
		record("response", "http://old.example/wp-content/uploads/a.jpg", "2014-01-01T00:00:00Z", "", answer("200 OK", "image/jpeg", "JPEG\r\n\r\nWARC/1.0")),
		record("response", "http://ads.example/", "2014-01-01T00:00:00Z", "", answer("200 OK", html, home(""))),
	}
}

var warcItems = map[string]string{
	"http://old.example/one/": "<p>New.</p>", "https://www.old.example/two/": "<p>2</p>", "http://old.example/three/": "<p>3</p>", "http://old.example/four/": "<p>4</p>", "http://old.example/ancient/": "<p>Long gone.</p>",
}

func warcs(t *testing.T) map[string]string {
	plain := strings.Join(warcRecords(), "")
	var packed, wacz bytes.Buffer
	for _, r := range warcRecords() {
		gz := gzip.NewWriter(&packed)
		io.WriteString(gz, r)
		gz.Close()
	}
	z := zip.NewWriter(&wacz)
	w, _ := z.CreateHeader(&zip.FileHeader{Name: "archive/data.warc.gz", Method: zip.Store})
	w.Write(packed.Bytes())
	w, _ = z.Create("archive/more.warc.gz")
	gz := gzip.NewWriter(w)
	io.WriteString(gz, warcRecords()[0])
	gz.Close()
	w, _ = z.Create("datapackage.json")
	io.WriteString(w, "{}")
	z.Close()
	return map[string]string{"site.warc": plain, "site.warc.gz": packed.String(), "site.wacz": wacz.String()}
}

func TestWARC(t *testing.T) {
	for name, b := range warcs(t) {
		t.Run(name, func(t *testing.T) {
			p, items, _ := fetched(t, filepath.Join(put(t, map[string]string{name: b}), name))
			// The two spellings of an address are one page.
			if it := items["http://old.example/two/"]; it != nil {
				items["https://www.old.example/two/"] = it
				delete(items, "http://old.example/two/")
			}
			wantItems(t, items, warcItems)
			wantFile(t, p, "a.jpg", "JPEG\r\n\r\nWARC/1.0")
			if p.Problem() != nil {
				t.Error(p.Problem())
			}
		})
	}
}

// Cut off anywhere, a WARC has what is whole before, and says so.
func TestTruncatedWARC(t *testing.T) {
	for name, b := range warcs(t) {
		if name == "site.wacz" {
			continue
		}
		for _, n := range []int{len(b) / 3, len(b) / 2, len(b) - 30} {
			p, err := Open(filepath.Join(put(t, map[string]string{name: b[:n]}), name))
			if err != nil {
				if n > len(b)/2 {
					t.Errorf("%s at %d: %v", name, n, err)
				}
				continue
			}
			if p.Problem() == nil && n < len(b)-200 {
				t.Errorf("%s at %d: nothing is said", name, n)
			}
			p.Close()
		}
	}
}

// Saved answers of the API are joined, single as crawlers find them.
func TestSavedAPI(t *testing.T) {
	files := wget()
	files["old.example/wp-json/index.html"] = `{"name":"Site by API","home":"http://old.example","namespaces":["wp/v2"]}`
	files["old.example/wp-json/wp/v2/posts/7/index.html"] = `{"id":7,"type":"post","status":"publish","slug":"seven","link":"http://old.example/seven/","title":{"rendered":"Seven"},"content":{"rendered":"<p>By the API.</p>"}}`
	_, items, g := fetched(t, put(t, files))
	want := map[string]string{"http://old.example/seven/": "<p>By the API.</p>"}
	for k, v := range wgetItems {
		want[k] = v
	}
	wantItems(t, items, want)
	if g.Site.Title != "Site by API" {
		t.Errorf("title %q", g.Site.Title)
	}
}

// Pages saved out of a web archive are as they were before it.
func TestSavedFromArchive(t *testing.T) {
	body := strings.Replace(page(1, "One", "", `<p><a href="/web/20130405120000/http://old.example/two/">2</a><img src="/web/20130405120000im_/http://old.example/wp-content/uploads/a.jpg"></p>`), "</html>", "</html>\n<!--\n     FILE ARCHIVED ON 12:00:00 Apr 05, 2013 AND RETRIEVED FROM THE\n-->", 1)
	body = strings.Replace(body, "datetime=", "x=", 1)
	_, items, g := fetched(t, put(t, map[string]string{"old.example/index.html": home(""), "old.example/one/index.html": body}))
	wantItems(t, items, map[string]string{"http://old.example/one/": `<p><a href="http://old.example/two/">2</a><img src="http://old.example/wp-content/uploads/a.jpg"/></p>`})
	if !items["http://old.example/one/"].Date.IsZero() || !slices.ContainsFunc(g.Notes, func(n live.Note) bool { return strings.Contains(n.Text, "not from after 2013-04-05") }) {
		t.Errorf("date %v, notes %v", items["http://old.example/one/"].Date, g.Notes)
	}
}

func TestNothing(t *testing.T) {
	dir := put(t, map[string]string{"a.txt": "x", "b.xml": `<?xml version="1.0"?><rss></rss>`})
	if Sniff(dir) {
		t.Error("pages are seen")
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "no saved pages") {
		t.Errorf("got %v", err)
	}
	if _, err := Open(filepath.Join(dir, "none")); err == nil {
		t.Error("what is not there is opened")
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte(strings.Join(warcRecords()[:4], "")))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, _ := readWARC(bytes.NewReader(b))
		file := &file{"x", int64(len(b)), func() (io.ReadCloser, error) {
			return section{io.NewSectionReader(bytes.NewReader(b), 0, int64(len(b)))}, nil
		}}
		for _, w := range list {
			w.bytes(file)
		}
	})
}

// Files are under their own address that a tool put elsewhere: wget a picture under
// the attachment that led to it, HTTrack under the ending that it has for the kind.
func TestMovedFiles(t *testing.T) {
	const jpeg = "\xff\xd8\xff\xe0JPEG"
	gallery := page(1, "One", "", `<p><a href="http://old.example/one/barn/"><img src="http://old.example/wp-content/uploads/2014/03/mill-150x150.jpg"></a></p>`)
	for name, files := range map[string]map[string]string{
		"wget": {
			"old.example/index.html": home(`<a href="/one/">1</a>`), "old.example/one/index.html": gallery, "old.example/one/barn/index.html": jpeg,
			"old.example/wp-content/uploads/2014/03/mill-150x150.jpg": jpeg,
		},
		"wget -k": {
			"old.example/index.html":          home(`<a href="one/index.html">1</a>`),
			"old.example/one/index.html":      page(1, "One", "", `<a class=x href='barn/index.html'><img src="../wp-content/uploads/2014/03/mill-150x150.jpg"></a>`),
			"old.example/one/barn/index.html": jpeg, "old.example/wp-content/uploads/2014/03/mill-150x150.jpg": jpeg,
		},
		"HTTrack": {
			"mirror/old.example/index.html": home(`<a href="one/index.html">1</a>`) + "<!-- Mirrored from old.example/ by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 05 Apr 2013 12:00:00 GMT -->",
			"mirror/old.example/one/index.html": page(1, "One", "", `<video src="../wp-content/uploads/2014/03/mill.jpe"></video>`) +
				"<!-- Mirrored from old.example/one/ by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 05 Apr 2013 12:00:00 GMT -->",
			"mirror/old.example/wp-content/uploads/2014/03/mill.jpe": jpeg,
			"mirror/hts-cache/new.txt": "date\tsize\n08:23:09\t1/1\t---M--\t200\tadded ('OK')\timage/jpeg\tdate:x\thttp://old.example/wp-content/uploads/2014/03/mill.jpg\t" +
				"C:/My Web Sites/mirror/old.example/wp-content/uploads/2014/03/mill.jpe\t(from http://old.example/)\n",
			"mirror/hts-cache/doit.html": page(9, "HTTrack's own", "", "x"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, items, _ := fetched(t, put(t, files))
			wantFile(t, p, "2014/03/mill.jpg", jpeg)
			it := items["http://old.example/one/"]
			if it == nil || len(items) != 1 {
				t.Fatalf("%v", items)
			}
			if name == "HTTrack" && !strings.Contains(it.Content, "http://old.example/wp-content/uploads/2014/03/mill.jpg") {
				t.Error(it.Content)
			}
			if r := p.byKey["old.example/one/barn"]; name != "HTTrack" && (r == nil || r.to != "http://old.example/wp-content/uploads/2014/03/mill.jpg") {
				t.Errorf("%+v", r)
			}
		})
	}
}
