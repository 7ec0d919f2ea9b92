package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// hostedFile is a file of a site made for a test.
type hostedFile struct {
	name     string // below wp-content/uploads, as addresses have it
	attached bool   // it is an attachment of the export; else only a post shows it
	body     string
}

// mediaExport writes the export of a site at an address: an attachment for each
// file that is one, and a post for each file that shows it.
func mediaExport(t testing.TB, site string, files []hostedFile) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Pictures</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>%s</wp:base_blog_url>`, site)
	for i, f := range files {
		url := site + "/wp-content/uploads/" + f.name
		fmt.Fprintf(&b, `<item><title>Post %[1]d</title><link>%[2]s/post-%[1]d/</link><wp:post_id>%[3]d</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>post-%[1]d</wp:post_name><wp:post_date>2020-01-02 10:00:00</wp:post_date>
<content:encoded><![CDATA[<p><a href="%[4]s"><img src="%[4]s" alt="It" /></a></p>]]></content:encoded></item>
`, i, site, 1000+i, url)
		if f.attached {
			fmt.Fprintf(&b, `<item><title>File %[1]d</title><link>%[2]s/file-%[1]d/</link><wp:post_id>%[3]d</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:post_name>file-%[1]d</wp:post_name><wp:attachment_url><![CDATA[%[4]s]]></wp:attachment_url></item>
`, i, site, 100_000+i, url)
		}
	}
	b.WriteString("</channel></rss>")
	name := filepath.Join(t.TempDir(), "export.xml")
	if err := os.WriteFile(name, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// somePicture returns bytes that look like an image, others for each seed.
func somePicture(seed, size int) string {
	b := []byte("\x89PNG\r\n\x1a\n")
	for i := range size {
		b = append(b, byte(i*7+seed*31+i>>8))
	}
	return string(b)
}

// badServer serves files, some of them badly until it is mended.
type badServer struct {
	*httptest.Server
	mu     sync.Mutex
	files  map[string]string // by path
	bad    map[string]http.HandlerFunc
	asked  map[string]int
	mended bool
}

func newBadServer(t *testing.T) *badServer {
	s := &badServer{files: map[string]string{}, bad: map[string]http.HandlerFunc{}, asked: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *badServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	bad := s.bad[r.URL.Path]
	if s.mended {
		bad = nil
	}
	body, ok := s.files[r.URL.Path]
	s.mu.Unlock()
	switch {
	case bad != nil:
		bad(w, r)
	case !ok:
		http.NotFound(w, r)
	default:
		w.Header().Set("ETag", strconv.Quote(strconv.Itoa(len(body))))
		http.ServeContent(w, r, "", time.Time{}, strings.NewReader(body))
	}
}

func (s *badServer) requests() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.asked {
		n += k
	}
	clear(s.asked)
	return n
}

// A whole migration from a server that misbehaves in every way of docs/formats.md
// §H.3. Nothing hangs, nothing escapes, every file on disk is whole, each
// failure is named, and a later run gets what can be had by then, and only
// that.
func TestDownloadFromBadServer(t *testing.T) {
	t.Parallel()
	s := newBadServer(t)
	secret := newBadServer(t) // must never be asked
	once := func(bad http.HandlerFunc) http.HandlerFunc {
		var mu sync.Mutex
		asked := 0
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			asked++
			first := asked == 1
			mu.Unlock()
			if first {
				bad(w, r)
				return
			}
			io.WriteString(w, s.files[r.URL.Path])
		}
	}
	status := func(code int, header ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < len(header); i += 2 {
				w.Header().Set(header[i], header[i+1])
			}
			w.WriteHeader(code)
		}
	}
	endless := func(rest time.Duration) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "\x89PNG\r\n\x1a\n")
			for b := bytes.Repeat([]byte("x"), 1+int(10_000/(1+rest.Microseconds()))); r.Context().Err() == nil; time.Sleep(rest) {
				w.Write(b)
				w.(http.Flusher).Flush()
			}
		}
	}
	files := []hostedFile{}
	causes := map[string]string{} // of what fails in the first run
	add := func(name, cause string, bad http.HandlerFunc) {
		n := len(files)
		f := hostedFile{name: name, attached: n%3 != 0, body: somePicture(n, 2000+n)}
		files = append(files, f)
		r, err := http.NewRequest("GET", s.URL+"/wp-content/uploads/"+strings.ReplaceAll(name, "100%.png", "100%25.png"), nil)
		if err != nil {
			t.Fatal(err)
		}
		s.files[r.URL.Path] = f.body
		if bad != nil {
			s.bad[r.URL.Path] = bad
		}
		if cause != "" {
			causes[name] = cause
		}
	}
	add("2020/01/good.png", "", nil)
	add("2020/02/good.png", "", nil) // the same name twice
	add("2020/02/GOOD.png", "", nil)
	add("2020/01/missing.png", "404 Not Found", status(404))
	add("2020/01/gone.png", "410 Gone", status(410))
	add("2020/01/forbidden.png", "403 Forbidden", status(403))
	add("2020/01/trouble-once.png", "", once(status(500)))
	add("2020/01/trouble.png", "500 Internal Server Error", status(500))
	add("2020/01/busy.png", "", once(status(429, "Retry-After", "1")))
	add("2020/01/truncated.png", "ended early", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "5000")
		io.WriteString(w, "\x89PNG\r\n\x1a\n")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	})
	add("2020/01/endless.png", "larger than files of its kind are", endless(0))
	add("2020/01/stalls.png", "no bytes for too long", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "\x89PNG\r\n\x1a\n")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	add("2020/01/slow.png", "too slow to ever end", endless(20*time.Millisecond))
	add("2020/01/page.png", "a web page, not the file", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<!DOCTYPE html><html>") })
	add("2020/01/empty.png", "empty", func(w http.ResponseWriter, r *http.Request) {})
	add("2020/01/loop.png", "redirects without end", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) })
	add("2020/01/private.png", "leads to a private address", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, secret.URL+"/secret.png", http.StatusFound)
	})
	add("2020/01/metadata.png", "leads to a private address", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	add("2020/01/file.png", "not an http address", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	add("2020/01/login.png", "redirected to the login", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/wp-login.php", http.StatusFound) })
	add("2020/01/moved.png", "", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"?moved", http.StatusMovedPermanently)
	})
	add("2020/01/other-type.jpg", "", nil)
	add("2020/01/caf\u00e9.png", "", nil)
	add("2020/01/%E6%A5%BD%E7%84%BC.png", "", nil)
	add("2020/01/100%.png", "", nil)
	add("2020/01/a b+c.png", "", nil)
	add("2020/01/..%2F..%2F..%2Fevil.png", "", nil)
	add("2020/01/no-length.png", "", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		io.WriteString(w, s.files[r.URL.Path])
	})
	add("2020/01/encoded.png", "", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, s.files[r.URL.Path])
		z.Close()
	})
	s.bad["/wp-login.php"] = func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "<html><form>") }
	moved := s.bad["/wp-content/uploads/2020/01/moved.png"]
	s.bad["/wp-content/uploads/2020/01/moved.png"] = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "" {
			moved(w, r)
			return
		}
		io.WriteString(w, s.files[r.URL.Path])
	}

	export := mediaExport(t, s.URL, files)
	server := netip.MustParseAddrPort(s.Listener.Addr().String())
	migrate := func(dir string, code int) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		a := &app{
			stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr,
			allow:  func(a netip.AddrPort) bool { return a == server },
			limits: media.Limits{Backoff: 5 * time.Millisecond, Tries: 3, Idle: time.Second, MaxImage: 1 << 20},
		}
		if got := a.run([]string{"migrate", export, "-o", dir, "--config", emptySettings(t)}); got != code {
			t.Fatalf("exit code %d, want %d\n%s%s", got, code, stdout.String(), stderr.String())
		}
		return stdout.String()
	}
	around := t.TempDir()
	dir := filepath.Join(around, "a", "b", "site")
	out := migrate(dir, exitAttention)
	checkFetched(t, dir, files, causes)
	if host := server.String(); !strings.Contains(out, "1  "+host+": leads to a private address") || !strings.Contains(out, "1  "+host+": 404 Not Found") {
		t.Errorf("the summary does not name the causes:\n%s", out)
	}
	if n := secret.requests(); n > 0 {
		t.Errorf("%d requests of a private server", n)
	}
	for name := range treeOf(t, around) {
		if !strings.HasPrefix(name, "a/b/site/") {
			t.Errorf("%s is outside of the folder", name)
		}
	}

	// Run again as it is: what is there is not fetched again, the rest has the
	// same fate.
	s.requests()
	migrate(dir, exitAttention)
	checkFetched(t, dir, files, causes)
	for _, f := range files {
		if causes[f.name] == "" && s.asked["/wp-content/uploads/"+f.name] > 0 {
			t.Errorf("%s is fetched again", f.name)
		}
	}

	// The server is mended: the second run repairs all.
	s.mended = true
	s.requests()
	migrate(dir, exitOK)
	if n := s.requests(); n != len(causes) {
		t.Errorf("asked for %d files, want %d", n, len(causes))
	}
	checkFetched(t, dir, files, nil)
	migrate(dir, exitOK)
	if n := s.requests(); n > 0 {
		t.Errorf("%d requests when nothing is missing", n)
	}
	undisturbed := filepath.Join(t.TempDir(), "site")
	migrate(undisturbed, exitOK)
	mended, fresh := treeOf(t, dir), treeOf(t, undisturbed)
	for _, tree := range []map[string]string{mended, fresh} { // what the last run did is another thing
		tree[".wp2md/report.json"] = changesOf.ReplaceAllString(tree[".wp2md/report.json"], "")
	}
	if d := differences(mended, fresh); len(d) > 0 {
		t.Errorf("not what an undisturbed run writes:\n%s", strings.Join(d, "\n"))
	}
}

// changesOf finds what report.json says of the last run.
var changesOf = regexp.MustCompile(`(?s)"changes": \{.*?\},`)

// checkFetched holds an output against what of the files failed, by name: all
// other files are there and whole, and those that failed are named, both where
// they are an attachment and where a post shows them.
func checkFetched(t *testing.T, dir string, files []hostedFile, causes map[string]string) {
	t.Helper()
	bodies := map[string]bool{}
	for _, f := range files {
		bodies[f.body] = true
	}
	images, err := readTree(filepath.Join(dir, "images"))
	if err != nil && len(causes) < len(files) {
		t.Fatal(err)
	}
	for name, body := range images {
		if !bodies[body] {
			t.Errorf("images/%s is not whole", name)
		}
	}
	if got, want := len(images), len(files)-len(causes); got != want {
		t.Errorf("%d files, want %d: %q", got, want, slices.Sorted(maps.Keys(images)))
	}
	for _, e := range readManifest(t, dir) {
		n := int(e.ID) % 100_000
		if e.Type == "post" {
			n -= 1000
		}
		f := files[n]
		cause := causes[f.name]
		var text string
		for _, n := range e.Notes {
			if n.Kind == note.Media && e.Type == "post" || n.Kind == note.Unwritten && e.Type == "attachment" {
				text = strings.TrimPrefix(n.Text, "not fetched: ")
			}
		}
		want := note.OK
		switch {
		case cause != "" && e.Type == "post":
			want = note.Review
		case cause != "":
			want = note.Failed
		}
		if e.Result != want || !strings.HasPrefix(text, cause) || cause == "" && text != "" {
			t.Errorf("%s of %s is %s: %q; want %s: %q", e.Type, f.name, e.Result, text, want, cause)
		}
		if e.Type == "attachment" && cause == "" && images[filepath.Base(e.Path)] != f.body {
			t.Errorf("%s has the bytes of another file", e.Path)
		}
	}
	var s report.Summary
	readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &s)
	for _, lost := range s.Media.Failed {
		i := slices.IndexFunc(files, func(f hostedFile) bool { return strings.HasSuffix(lost.URL, "/"+f.name) })
		if i < 0 || causes[files[i].name] == "" || !strings.HasPrefix(lost.Cause, causes[files[i].name]) {
			t.Errorf("the report has %q for %s", lost.Cause, lost.URL)
		}
	}
	if s.Media.Files != len(files) || s.Media.Copied != len(images) || len(s.Media.Missing) != len(causes) || len(s.Media.Failed) != len(causes) {
		t.Errorf("the report has %d files, %d there, %d missing, %d failed", s.Media.Files, s.Media.Copied, len(s.Media.Missing), len(s.Media.Failed))
	}
	list, err := os.ReadFile(filepath.Join(dir, ".wp2md", "media-urls.txt"))
	if n := bytes.Count(list, []byte("\n")); n != len(causes) || (err == nil) != (len(causes) > 0) {
		t.Errorf("the list for wget has %d lines, %v", n, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".wp2md", "parts", "*")); len(causes) == 0 && len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// The uploads are asked first, and the network only for what they do not have:
// for nothing, if they have all.
func TestDownloadAfterUploads(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}, {"2020/01/b.png", false, somePicture(2, 100)}, {"2020/01/c.png", true, somePicture(3, 100)}}
	uploads := t.TempDir()
	for i, f := range files {
		s.files["/wp-content/uploads/"+f.name] = f.body
		if i < 2 {
			name := filepath.Join(uploads, filepath.FromSlash(f.name))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(f.body), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), "site")
	out := migrated(t, exitOK, mediaExport(t, s.URL, files), "--uploads", uploads, "-o", dir, "--allow-private")
	if n := s.requests(); n != 1 || !strings.Contains(out, "2 copied to images, 1 fetched (108 B)") {
		t.Errorf("%d requests\n%s", n, out)
	}
	checkFetched(t, dir, files, nil)
	out = migrated(t, exitOK, mediaExport(t, s.URL, files), "--uploads", uploads, "-o", dir, "--allow-private")
	if n := s.requests(); n != 0 || !strings.Contains(out, "2 copied to images, 1 already there") {
		t.Errorf("%d requests\n%s", n, out)
	}
	migrated(t, exitOK, mediaExport(t, s.URL, files[:2]), "--uploads", uploads, "-o", filepath.Join(t.TempDir(), "site"))
	if n := s.requests(); n != 0 {
		t.Errorf("%d requests, though the uploads have all", n)
	}
}

// Without --allow-private, the machine's own servers are not reached.
func TestDownloadPrivate(t *testing.T) {
	s := newBadServer(t)
	dir := filepath.Join(t.TempDir(), "site")
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}}
	out := migrated(t, exitAttention, mediaExport(t, s.URL, files), "-o", dir)
	if n := s.requests(); n > 0 || !strings.Contains(out, "leads to a private address; --allow-private allows that") {
		t.Errorf("%d requests\n%s", n, out)
	}
	checkFetched(t, dir, files, map[string]string{"2020/01/a.png": "leads to a private address"})
}

// Files of items that are held back or not asked for are not fetched, unless a
// page shows them.
func TestDownloadOnlyWhatIsNeeded(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}, {"2020/01/b.png", true, somePicture(2, 100)}, {"2020/01/c.png", false, somePicture(3, 100)}}
	for _, f := range files {
		s.files["/wp-content/uploads/"+f.name] = f.body
	}
	export := mediaExport(t, s.URL, files)
	dir := filepath.Join(t.TempDir(), "site")
	migrated(t, exitOK, export, "-o", dir, "--allow-private", "--only", "post-2")
	if n := s.requests(); n != 1 {
		t.Errorf("%d requests for one post", n)
	}
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	if n := s.requests(); n != 2 {
		t.Errorf("%d requests for the rest", n)
	}
	// A run for one post leaves the record of the others.
	migrated(t, exitOK, export, "-o", dir, "--allow-private", "--only", "post-1")
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	if n := s.requests(); n != 0 {
		t.Errorf("%d requests when all is there", n)
	}
	checkFetched(t, dir, files, nil)

	raw, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	raw = bytes.Replace(raw, []byte("<wp:status>publish</wp:status><wp:post_name>post-2<"), []byte("<wp:status>private</wp:status><wp:post_name>post-2<"), 1)
	if err := os.WriteFile(export, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	migrated(t, exitOK, export, "-o", filepath.Join(t.TempDir(), "site"), "--allow-private")
	if s.asked["/wp-content/uploads/2020/01/c.png"] > 0 {
		t.Error("the file of a private post is fetched")
	}
}

// A file that a person has changed, or put there, is left as it is.
func TestDownloadKeepsEdits(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}, {"2020/01/b.png", false, somePicture(2, 100)}}
	for _, f := range files {
		s.files["/wp-content/uploads/"+f.name] = f.body
	}
	export := mediaExport(t, s.URL, files)
	dir := filepath.Join(t.TempDir(), "site")
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	mine := filepath.Join(dir, "images", "a.png")
	if err := os.WriteFile(mine, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	if got, _ := os.ReadFile(mine); string(got) != "mine" {
		t.Error("an edited file was overwritten")
	}
	if err := os.Remove(mine); err != nil {
		t.Fatal(err)
	}
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	checkFetched(t, dir, files, nil)
}

// A file that somebody has put in the place of one that cannot be had is there.
func TestDownloadByHand(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}, {"2020/01/b.png", false, somePicture(2, 100)}}
	s.files["/wp-content/uploads/2020/01/b.png"] = files[1].body
	export := mediaExport(t, s.URL, files)
	dir := filepath.Join(t.TempDir(), "site")
	migrated(t, exitAttention, export, "-o", dir, "--allow-private")
	checkFetched(t, dir, files, map[string]string{"2020/01/a.png": "404 Not Found"})
	if err := os.WriteFile(filepath.Join(dir, "images", "a.png"), []byte(files[0].body), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		migrated(t, exitOK, export, "-o", dir, "--allow-private")
		checkFetched(t, dir, files, nil)
	}
	s.requests()
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	if n := s.requests(); n > 0 {
		t.Errorf("%d requests", n)
	}
}

// Files that only a comment shows are fetched as well.
func TestDownloadForComments(t *testing.T) {
	s := newBadServer(t)
	files := []hostedFile{{"2020/01/a.png", true, somePicture(1, 100)}}
	s.files["/wp-content/uploads/2020/01/a.png"] = files[0].body
	s.files["/wp-content/uploads/2020/01/comment.png"] = somePicture(2, 100)
	export := mediaExport(t, s.URL, files)
	raw, err := os.ReadFile(export)
	if err != nil {
		t.Fatal(err)
	}
	comment := fmt.Sprintf(`<wp:comment><wp:comment_id>7</wp:comment_id><wp:comment_author>Ann</wp:comment_author><wp:comment_approved>1</wp:comment_approved><wp:comment_content><![CDATA[See <a href="%s/wp-content/uploads/2020/01/comment.png">mine</a>.]]></wp:comment_content></wp:comment></item>`, s.URL)
	raw = bytes.Replace(raw, []byte("</item>"), []byte(comment), 1)
	if err := os.WriteFile(export, raw, 0o666); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "site")
	migrated(t, exitOK, export, "-o", dir, "--allow-private")
	if got, err := os.ReadFile(filepath.Join(dir, "images", "comment.png")); string(got) != somePicture(2, 100) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	s.mu.Lock()
	delete(s.files, "/wp-content/uploads/2020/01/comment.png")
	s.mu.Unlock()
	dir = filepath.Join(t.TempDir(), "site")
	migrated(t, exitAttention, export, "-o", dir, "--allow-private")
	for _, e := range readManifest(t, dir) {
		if e.Type == "post" && e.Result != note.Review {
			t.Errorf("the post is %s: %v", e.Result, e.Notes)
		}
	}
}
