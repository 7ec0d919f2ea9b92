package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/archive"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/extract/saved"
	"github.com/wp2md/wp2md/internal/shared"
)

// plugin is code that runs in every request until the test ends.
func (w *wordpress) plugin(code string) {
	w.t.Helper()
	name := filepath.Join(w.dir, "site", "wp-content", "mu-plugins", "half.php")
	if err := os.WriteFile(name, []byte("<?php\n"+code), 0o644); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { os.Remove(name) })
}

// slow skips a test that takes minutes of a quiet machine, unless it is asked for.
func slow(t *testing.T) {
	t.Helper()
	if os.Getenv("WP2MD_WORDPRESS_COPIES") == "" {
		t.Skip("takes minutes: WP2MD_WORDPRESS_COPIES=1 asks for it")
	}
}

// port is the argument that moves it to another port, if the environment asks
// for one.
func (w *wordpress) port() []string {
	if p := os.Getenv("WP2MD_WORDPRESS_PORT"); p != "" {
		return []string{"-p", p}
	}
	return nil
}

// writtenOf writes a site that was read into a file.
func writtenOf(t *testing.T, g *live.Fetched, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "site.xml")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := extract.NewWriter(f, &g.Site)
	for it, err := range g.Items {
		if err == nil {
			err = w.Write(it)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close(), g.Finish()); err != nil {
		t.Fatal(err)
	}
	return file
}

// holdsAll checks that pages have what the site's own export has: each post, its
// title and day, and its words, but for so many in a thousand.
func holdsAll(t *testing.T, want, got map[string]string, perMille int, hidden map[string]bool, bad ...string) {
	t.Helper()
	field := func(page, key string) string {
		for line := range strings.Lines(page) {
			if v, ok := strings.CutPrefix(line, key+": "); ok {
				return strings.TrimSpace(v)
			}
		}
		return ""
	}
	plain := strings.NewReplacer("’", "'", "‘", "'", "”", `\"`, "“", `\"`, "–", "-", "—", "--", "…", "...")
	lost, all := 0, 0
	for name, page := range want {
		other, ok := got[name]
		if !ok {
			t.Errorf("%s is missing", name)
			continue
		}
		title, date := field(page, "title"), field(page, "date")
		if g := field(other, "title"); plain.Replace(g) != plain.Replace(title) && !strings.Contains(title, "~`!") {
			t.Errorf("%s: title %s, want %s", name, g, title)
		}
		if g := field(other, "date"); g != date && strings.HasPrefix(name, "posts/") {
			t.Errorf("%s: date %s, want %s", name, g, date)
		}
		for _, b := range bad {
			if strings.Contains(other, b) && !strings.Contains(page, b) {
				t.Errorf("%s: has %s", name, b)
			}
		}
		if hidden[name] {
			continue
		}
		missing, n := lacks(wordsOf(page), wordsOf(other))
		if missing*100 > n && missing > 5 {
			t.Logf("%s: %d of %d words are missing", name, missing, n)
		}
		lost += missing
		all += n
	}
	if lost*1000 > perMille*all {
		t.Errorf("%d of %d words are missing", lost, all)
	}
	t.Logf("%d pages, %d of %d words are missing: %.2f %% are there", len(want), lost, all, 100*float64(all-lost)/float64(max(all, 1)))
}

// publicPages are the pages of an export that everybody can see.
func publicPages(t *testing.T, export string) map[string]string {
	t.Helper()
	public := map[string]string{}
	for name, page := range migratedPages(t, export) {
		if !strings.Contains(page, "\ndraft: true") {
			public[name] = page
		}
	}
	if len(public) == 0 {
		t.Fatal("no page")
	}
	return public
}

// A real WordPress of which the API is half closed, or that is served under
// another name: everything public is there all the same.
func TestFetchFromHalfOpenWordPress(t *testing.T) {
	slow(t)
	w := newWordPress(t)
	export := shared.Path(t, "wxr/themeunittestdata.wordpress.xml")
	url, _, _ := w.load(export, w.port()...)
	want := publicPages(t, w.export(filepath.Join(t.TempDir(), "own.xml")))
	refuse := func(pattern string) string {
		return `add_filter( 'rest_pre_dispatch', fn( $r, $s, $q ) => preg_match( '#^/wp/v2/` + pattern + `#', $q->get_route() ) ? new WP_Error( 'rest_forbidden', 'No.', array( 'status' => 401 ) ) : $r, 10, 3 );`
	}
	t.Run("posts 401", func(t *testing.T) {
		w.plugin(refuse("posts"))
		holdsAll(t, want, migratedPages(t, fetched(t, url)), 5, nil)
	})
	t.Run("all of wp/v2 401", func(t *testing.T) {
		w.plugin(refuse(""))
		holdsAll(t, want, migratedPages(t, fetched(t, url)), 5, nil)
	})
	t.Run("types and taxonomies without REST", func(t *testing.T) {
		w.plugin(`add_action( 'init', function () {
	register_post_type( 'recipe', array( 'public' => true, 'has_archive' => true ) );
	register_taxonomy( 'genre', array( 'recipe', 'post' ), array( 'public' => true ) );
	if ( ! get_page_by_path( 'soup', OBJECT, 'recipe' ) ) {
		flush_rewrite_rules( false );
		foreach ( array( 'soup', 'cake' ) as $name ) {
			$id = wp_insert_post( array( 'post_type' => 'recipe', 'post_status' => 'publish', 'post_title' => ucfirst( $name ), 'post_name' => $name, 'post_content' => "<p>How to make a $name at home.</p>" ) );
			wp_set_object_terms( $id, 'sweet', 'genre' );
		}
	}
}, 20 );`)
		http.Get(url) // makes them
		got := migratedPages(t, fetched(t, url))
		for _, name := range []string{"soup", "cake"} {
			if page := got["recipe/"+name+".md"]; !strings.Contains(page, "How to make a "+name) || !strings.Contains(page, "2026") && !strings.Contains(page, "date") {
				t.Errorf("%s: %q", name, page)
			}
		}
		holdsAll(t, want, got, 5, nil)
	})
	t.Run("another name", func(t *testing.T) {
		w.plugin(`foreach ( array( 'home', 'siteurl' ) as $o ) add_filter( "pre_option_$o", fn() => 'http://www.old.example' );
remove_action( 'template_redirect', 'redirect_canonical' );
add_filter( 'rest_authentication_errors', fn() => new WP_Error( 'no', 'No.', array( 'status' => 401 ) ), 99 );`)
		file := fetched(t, url)
		holdsAll(t, want, migratedPages(t, file), 5, nil)
		if b, err := os.ReadFile(file); err != nil || !strings.Contains(string(b), "<link>http://www.old.example/2012/01/03/template-comments/</link>") {
			t.Errorf("the links do not have the name of the site: %v", err)
		}
	})
}

// hiddenPages are posts of several pages: block themes link to none but the
// first, so that nobody who saves a site finds them.
var hiddenPages = map[string]bool{"posts/post-format-gallery.md": true, "posts/template-paginated.md": true, "pages/about/clearing-floats.md": true}

// linkedFromNowhere are files of attachments that no page shows, so that nobody
// who saves a site finds them.
var linkedFromNowhere = map[string]bool{"2012/02/stuff.png": true}

// What tools saved of a real WordPress that is gone since is what it exports
// itself, whatever it held.
func TestMirrorsOfWordPress(t *testing.T) {
	slow(t)
	for _, name := range []string{"themeunittestdata.wordpress.xml", "64-block-test-data.xml", "small-export.xml", "wordpressexport.xml"} {
		t.Run(name, func(t *testing.T) { testMirrors(t, name) })
	}
}

func testMirrors(t *testing.T, export string) {
	w := newWordPress(t)
	url, _, _ := w.load(shared.Path(t, "wxr/"+export), append(w.port(), "-R", "404")...)
	own := w.export(filepath.Join(t.TempDir(), "own.xml"))
	want := publicPages(t, own)
	const skip = `query-|[?&]cst|wp-login|replytocom|/embed/|oembed|xmlrpc|[a-z0-9]/feed/|wp-json|/feed/.*[?]|/tag/|/author/`
	tool := func(t *testing.T, dir, name string, args ...string) {
		t.Helper()
		if _, err := exec.LookPath(name); err != nil {
			t.Skip(name + " is not there: apt-get install " + name)
		}
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Logf("%s: %v %.500s", name, err, out) // what it cannot get, too, is an error to it
		}
	}
	read := func(t *testing.T, name string) {
		t.Helper()
		p, err := saved.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		g, err := p.Fetch(context.Background(), live.Options{})
		holdsAll(t, want, migratedPages(t, writtenOf(t, g, err)), 5, hiddenPages, "/index.html", "../")
		src, err := extract.Open([]string{own}, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer src.Close()
		pictures, all := 0, 0
		for it, err := range src.Items(nil) {
			if err != nil {
				t.Fatal(err)
			}
			if _, file, ok := strings.Cut(it.AttachmentURL, "/uploads/"); ok {
				all++
				if p.Has(file) {
					pictures++
				} else if !linkedFromNowhere[file] {
					t.Errorf("%s is not there", file)
				}
			}
		}
		t.Logf("%d of %d files of attachments", pictures, all)
	}
	mirror := t.TempDir()
	t.Run("wget -E -k", func(t *testing.T) {
		tool(t, mirror, "wget", "-q", "-r", "-l", "inf", "-k", "-E", "-p", "-np", "--warc-file="+filepath.Join(mirror, "site"),
			"--reject-regex", skip, url+"/", url+"/feed/")
		read(t, mirror)
	})
	t.Run("WARC", func(t *testing.T) {
		if _, err := os.Stat(filepath.Join(mirror, "site.warc.gz")); err != nil {
			t.Skip("wget has not written one")
		}
		read(t, filepath.Join(mirror, "site.warc.gz"))
	})
	t.Run("wget", func(t *testing.T) {
		dir := t.TempDir()
		tool(t, dir, "wget", "-q", "-r", "-l", "inf", "-p", "-np", "--reject-regex", skip, url+"/", url+"/feed/")
		read(t, dir)
	})
	t.Run("HTTrack", func(t *testing.T) {
		dir := t.TempDir()
		tool(t, dir, "httrack", url+"/", "-O", dir, "-q", "-%v0", "-r8", "-c4", "-A10000000", "-%c20", "--disable-security-limits", "-s0",
			"-*query-*", "-*cst*", "-*wp-login*", "-*replytocom*", "-*oembed*", "-*/embed/*", "-*wp-json*", "-*/feed/*", "-*/tag/*", "-*/author/*")
		read(t, dir)
	})
	t.Run("web archive", func(t *testing.T) {
		site := newArchiveOf(t, url, own)
		a, err := archive.Open(context.Background(), site.URL, url, archive.Options{Folder: t.TempDir(), Gap: time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		g, err := a.Fetch(context.Background(), live.Options{})
		holdsAll(t, want, migratedPages(t, writtenOf(t, g, err)), 5, hiddenPages, site.URL, "/web/2")
	})
}

// newArchiveOf is a web archive that captured what an export names of a site that
// runs, and shows it as people see it in an archive.
func newArchiveOf(t *testing.T, url, export string) *httptest.Server {
	src, err := extract.Open([]string{export}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	const moment = "20260102030405"
	rows := [][]string{{"urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"}}
	add := func(address, mime string) {
		rows = append(rows, []string{"k", moment, address, mime, "200", fmt.Sprint(len(rows)), "1"})
	}
	add(url+"/", "text/html")
	add(url+"/feed/", "application/rss+xml")
	for n := 2; ; n++ { // the lists, to which each links
		page := fmt.Sprintf("%s/page/%d/", url, n)
		resp, err := http.Get(page)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			break
		}
		add(page, "text/html")
	}
	for it, err := range src.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case it.Type == "attachment":
			add(it.AttachmentURL, "image/jpeg")
		case (it.Type == "post" || it.Type == "page") && it.Status == "publish":
			add(it.Link, "text/html")
			for n := range strings.Count(it.Content, "<!--nextpage-->") { // crawlers follow links to further pages
				add(fmt.Sprintf("%s%d/", it.Link, n+2), "text/html")
			}
		}
	}
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/cdx/") {
			w.Write([]byte("["))
			for i, row := range rows {
				b, _ := json.Marshal(row)
				if i > 0 {
					w.Write([]byte(",\n"))
				}
				w.Write(b)
			}
			w.Write([]byte("]\n"))
			return
		}
		_, address, ok := strings.Cut(r.URL.RequestURI(), "/web/"+moment+"id_/")
		resp, err := http.Get(address)
		if !ok || err != nil {
			http.NotFound(w, r)
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		mime := resp.Header.Get("Content-Type")
		if strings.Contains(mime, "html") {
			page := strings.ReplaceAll(string(b), `"`+url, `"`+server.URL+"/web/"+moment+"/"+url)
			page = strings.Replace(page, "<head>", `<head><script src="/_static/js/bundle-playback.js"></script><!-- End Wayback Rewrite JS Include -->`, 1)
			b = []byte(page + "<!--\n     FILE ARCHIVED ON 03:04:05 Jan 02, 2026 AND RETRIEVED -->")
		}
		w.Header().Set("Content-Type", mime)
		w.Write(b)
	}))
	t.Cleanup(server.Close)
	return server
}
