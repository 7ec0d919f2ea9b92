//go:build unix

package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// attacks are the lines of testdata/hostile.html: markup that runs code, EVIL1 to
// EVIL99, or asks a server that it must not.
func attacks(t *testing.T, canary string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "hostile.html"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(string(raw), "CANARY", canary)), "\n")
}

// newCanary is a server on loopback that counts who asks it.
func newCanary(t *testing.T) (url string, asked *atomic.Int32) {
	t.Helper()
	asked = new(atomic.Int32)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		t.Logf("asked for %s", r.URL)
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

// trap makes each EVIL a function that says that it ran.
func (b *browser) trap() {
	b.t.Helper()
	b.call("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": `for (let i = 0; i < 200; i++) globalThis['EVIL' + i] = () => console.error('ran EVIL' + i);
for (const f of ['alert', 'confirm', 'prompt']) globalThis[f] = () => console.error('ran ' + f)`})
}

// ran returns what of the attacks has run.
func (b *browser) ran(canary string) (list []string) {
	for _, f := range b.faults {
		if strings.Contains(f, "ran ") || strings.Contains(f, "asked for "+canary) || strings.Contains(f, "EVIL") {
			list = append(list, f)
		}
	}
	return list
}

// hostileSite is an export of so many posts whose every field is an attack.
func hostileSite(lines []string, posts int) []byte {
	cdata := func(s string) string { return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "]]&gt;") + "]]>" }
	title := regexp.MustCompile(`[\r\n]`)
	var b strings.Builder
	fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>%s</title><link>http://e.org</link><description>%s</description><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://e.org</wp:base_blog_url>
<wp:author><wp:author_login>a"&gt;&lt;img src=x onerror=EVIL101()&gt;</wp:author_login><wp:author_display_name>%s</wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>c</wp:category_nicename><wp:cat_name>%s</wp:cat_name><wp:category_description>%s</wp:category_description></wp:category>
`, cdata(`</title><script>EVIL102()</script>`), cdata(`"><script>EVIL103()</script>`), cdata(`<script>EVIL104()</script>`), cdata(`</a><script>EVIL105()</script>`), cdata(`<img src=x onerror=EVIL106()>`))
	for i := range posts {
		at := func(n int) string { return lines[(i+n)%len(lines)] }
		typ := "post"
		if i%7 == 0 {
			typ = "page"
		}
		fmt.Fprintf(&b, `<item><title>%s</title><link>http://e.org/p%d/</link><dc:creator>a"&gt;&lt;img src=x onerror=EVIL101()&gt;</dc:creator><content:encoded>%s</content:encoded><excerpt:encoded>%s</excerpt:encoded><wp:post_id>%d</wp:post_id><wp:post_date>2014-03-%02d 10:00:00</wp:post_date><wp:post_name>p%d</wp:post_name><wp:status>publish</wp:status><wp:post_type>%s</wp:post_type>
<category domain="category" nicename="c">%s</category><category domain="post_tag" nicename="t%d">%s</category><wp:postmeta><wp:meta_key>%s</wp:meta_key><wp:meta_value>%s</wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_key>_yoast_wpseo_metadesc</wp:meta_key><wp:meta_value>%s</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>%s</wp:comment_author><wp:comment_author_url>javascript:EVIL107()</wp:comment_author_url><wp:comment_content>%s</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>
`, cdata(title.ReplaceAllString(at(1), " ")), i, cdata(at(0)+"\n\n"+at(5)+"\n\n[unknown_"+fmt.Sprint(i%9)+"]"), cdata(at(2)), i+1, i%28+1, i, typ, cdata(`</a><script>EVIL105()</script>`), i%40, cdata(at(3)), cdata(at(4)), cdata(at(6)), cdata(at(7)), i+1, cdata(at(8)), cdata(at(9)))
	}
	return []byte(b.String() + "</channel></rss>")
}

// Nothing of the attacks runs in the pages that generators build, and no page asks
// another server.
func TestHostileSitesInBrowser(t *testing.T) {
	generators := os.Getenv("WP2MD_GENERATORS")
	if generators == "" {
		t.Skip("WP2MD_GENERATORS does not name the folder in which .ci/generators has installed the site generators")
	}
	for name, command := range map[string]func(dir string) []string{
		"hugo": func(dir string) []string {
			bin := filepath.Join(generators, "bin", "hugo")
			if _, err := os.Stat(bin); err != nil {
				bin = "hugo"
			}
			return []string{bin, "--quiet", "-d", "built"}
		},
		"eleventy": func(dir string) []string {
			modules := filepath.Join(generators, "eleventy", "node_modules")
			if _, err := os.Stat(modules); err != nil {
				return nil
			}
			if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
				return nil
			}
			node := filepath.Join(generators, "node22", "bin", "node")
			if _, err := os.Stat(node); err != nil {
				node = "node"
			}
			return []string{node, filepath.Join("node_modules", "@11ty", "eleventy", "cmd.cjs"), "--quiet", "--output=built"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := startBrowser(t)
			b.trap()
			canary, asked := newCanary(t)
			top := t.TempDir()
			export, dir := filepath.Join(top, "export.xml"), filepath.Join(top, "site")
			if err := os.WriteFile(export, hostileSite(attacks(t, canary), 200), 0o644); err != nil {
				t.Fatal(err)
			}
			migrated(t, exitAttention, export, "-o", dir, "--media", "link", "--for", name, "--quiet")
			args := command(dir)
			if args == nil {
				t.Skip(name + " is not installed here")
			}
			cmd := exec.Command(args[0], args[1:]...)
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%.3000s", err, out)
			}
			site := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(dir, "built"))))
			defer site.Close()
			pages := 0
			for i := range 200 {
				address := fmt.Sprintf("/p%d/", i)
				if _, err := os.Stat(filepath.Join(dir, "built", address, "index.html")); err != nil {
					t.Errorf("%s is not built", address)
					continue
				}
				b.visit(site.URL + address)
				pages++
			}
			b.visit(site.URL + "/")
			time.Sleep(500 * time.Millisecond)
			if pages < 200 {
				t.Errorf("%d pages", pages)
			}
			for _, what := range b.ran(canary) {
				t.Error(what)
			}
			if n := asked.Load(); n > 0 {
				t.Errorf("another server was asked %d times", n)
			}
			// The trap is set: what does run is seen.
			b.eval(`EVIL1()`)
			if len(b.ran(canary)) == 0 {
				t.Error("what runs is not seen")
			}
		})
	}
}

// visit opens a page, and does what a person may do with it.
func (b *browser) visit(url string) {
	b.t.Helper()
	b.call("Page.navigate", map[string]any{"url": url})
	b.wait(`document.readyState === 'complete' && location.href === ` + fmt.Sprintf("%q", url))
	b.eval(`for (const e of document.querySelectorAll('main *, article *')) {
	for (const type of ['click', 'mouseover', 'focus', 'toggle', 'error', 'load', 'submit']) e.dispatchEvent(new Event(type, {bubbles: true, cancelable: true}));
	if (/^\W*(javascript|vbscript):/i.test(e.getAttribute('href') || e.getAttribute('action') || e.getAttribute('src') || '')) console.error('ran EVIL: ' + e.outerHTML);
}; true`)
}
