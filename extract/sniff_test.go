package extract

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

// write puts a file into a new folder and returns its path.
func write(t testing.TB, name, content string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// What is no export is refused with what it looks like, and a hint.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ in, want, hint string }{
		{"", "an empty file", "again"},
		{" \n\t\r\n", "an empty file", "again"},
		{"\xef\xbb\xbf", "an empty file", "again"},
		{"<!DOCTYPE html>\n<html><head><title>x</title></head></html>", "an HTML page, not a WordPress export", "Tools, Export"},
		{"<html><body><form id=\"loginform\" action=\"https://x/wp-login.php\"></form></body></html>", "an HTML page with a login form, not a WordPress export", "log in"},
		{"<!doctype html><p>There has been a critical error on this website.</p>", "an HTML page with an error message of the site, not a WordPress export", "works"},
		{`{"db":[{"meta":{}}]}`, "JSON, not a WordPress export", "Tools, Export"},
		{"-- MySQL dump 10.13\nCREATE TABLE `wp_posts` (", "an SQL dump, not a WordPress export", "import it"},
		{"/*!40101 SET NAMES utf8 */;\nINSERT INTO `wp_posts` VALUES (1,'<!DOCTYPE html>')", "an SQL dump, not a WordPress export", "import it"},
		{`<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>a</title><description><![CDATA[<wp:post_id>1</wp:post_id>]]></description></item></channel></rss>`, "an RSS feed, not a WordPress export", "latest posts"},
		{`<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>`[:20] + ` xmlns="http://www.w3.org/2005/Atom"></feed>`, "an Atom feed, not a WordPress export", "latest posts"},
		{`<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><id>tag:blogger.com,1999:blog-1.archive</id></feed>`, "a Blogger export, not a WordPress export", "import it"},
		{`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>`, "a sitemap, not a WordPress export", "Tools, Export"},
		{`<?xml version="1.0"?><opml version="2.0"><body/></opml>`, "XML of another kind (<opml>), not a WordPress export", "Tools, Export"},
		{"This XML file does not appear to have any style information associated with it. The document tree is shown below.\n<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel></channel></rss>", "a copy of what a browser shows of an XML file", "Save Link As"},
		{"-<rss xmlns:wp=\"http://wordpress.org/export/1.2/\">\n-<channel></channel></rss>", "a copy of what a browser shows of an XML file", "Save Link As"},
		{"<?php echo 1;", "a PHP script, not a WordPress export", ""},
		{"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "a binary file, not a WordPress export", ""},
		{strings.Repeat("\x00", 257) + "ustar\x0000", "a tar archive", "--uploads"},
		{"hello", "not a WordPress export", ""},
	} {
		name := write(t, "site.xml", c.in)
		_, err := Open([]string{name}, nil)
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%.40q: got %v", c.in, err)
			continue
		}
		if want := name + ": " + c.want; err.Error() != want {
			t.Errorf("%.40q: got %s, want %s", c.in, err, want)
		}
		if !strings.Contains(refused.Hint(), c.hint) {
			t.Errorf("%.40q: hint %q lacks %q", c.in, refused.Hint(), c.hint)
		}
	}
}

// What a real WordPress delivers beside its exports is refused, too.
func TestRefusedCapture(t *testing.T) {
	for file, want := range map[string]string{
		"feed/rss2.xml":     "an RSS feed, not a WordPress export",
		"feed/comments.xml": "an RSS feed, not a WordPress export",
		"feed/atom.xml":     "an Atom feed, not a WordPress export",
		"feed/rdf.xml":      "an RSS feed, not a WordPress export",
		"sitemap/index.xml": "a sitemap, not a WordPress export",
		"media.json":        "JSON, not a WordPress export",
		"pages/404.html":    "an HTML page, not a WordPress export",
	} {
		_, err := Open([]string{shared.Path(t, "capture/"+file)}, nil)
		if err == nil || !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("%s: got %v, want %s", file, err, want)
		}
	}
}

// An export is known though the usual signs are missing.
func TestAccepted(t *testing.T) {
	for why, in := range map[string]string{
		"no version":                   `<rss><channel><wp:base_blog_url>http://x</wp:base_blog_url></channel></rss>`,
		"an odd version":               `<rss><channel><wp:wxr_version>abc</wp:wxr_version></channel></rss>`,
		"no items, only the namespace": `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title></channel></rss>`,
		"no channel":                   `<rss>` + item(1, "") + `</rss>`,
		"a long first item":            `<rss><channel><title>T</title><item><title>a</title><content:encoded><![CDATA[` + strings.Repeat("x", headSize) + `]]></content:encoded><wp:post_id>1</wp:post_id></item></channel></rss>`,
		"a long message first":         strings.Repeat("<br />\n<b>Warning</b>: x in <b>/y</b> on line <b>1</b>\n", 10000) + wxr(""),
		"cut in the header":            `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><chan`,
	} {
		s, err := Open([]string{write(t, "x", in)}, nil)
		if err != nil {
			t.Errorf("%s: %v", why, err)
			continue
		}
		s.Close()
	}
}

// A file that is not there is an error of the file system.
func TestOpenMissing(t *testing.T) {
	_, err := Open([]string{"no/such/file.xml"}, nil)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if _, err := Open(nil, nil); err == nil {
		t.Error("no names: no error")
	}
}
