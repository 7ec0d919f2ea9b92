package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/data"
)

// A menu that blocks make is one of the site's menus, without what visitors did not see:
// an entry to a post that is not published, by its number or its address.
func TestMenuOfBlocks(t *testing.T) {
	const blocks = `<!-- wp:navigation-link {"label":"About <em>us</em>","type":"page","id":2,"url":"http://old.example/about/","kind":"post-type"} /-->
<!-- wp:navigation-submenu {"label":"More","url":"#","kind":"custom"} -->
<!-- wp:navigation-link {"label":"Elsewhere","url":"https://x.example/","opensInNewTab":true,"rel":"nofollow"} /-->
<!-- wp:navigation-link {"label":"QSECRET","id":3,"kind":"post-type","type":"page","url":"http://old.example/secret/"} /-->
<!-- wp:navigation-link {"label":"QSECRET","id":4,"kind":"post-type","type":"page","url":"http://old.example/?page_id=4"} /-->
<!-- wp:navigation-link {"label":"QSECRET","url":"http://old.example/draft/"} /-->
<!-- wp:navigation-link {"label":"QSECRET","url":"javascript:alert(1)"} /-->
<!-- /wp:navigation-submenu -->
<!-- wp:home-link {"label":"Start"} /--><!-- wp:page-list /-->`
	var b strings.Builder
	b.WriteString(`<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://old.example</wp:base_blog_url>`)
	for i, it := range []struct{ typ, name, status, content string }{
		{"page", "about", "publish", ""}, {"page", "secret", "private", ""}, {"page", "draft", "draft", ""},
		{"wp_navigation", "navigation", "publish", blocks}, {"wp_navigation", "navigation", "publish", blocks}, {"wp_navigation", "old", "draft", blocks},
	} {
		fmt.Fprintf(&b, "<item><title>%[2]s</title><link>http://old.example/%[2]s/</link><wp:post_id>%[1]d</wp:post_id><wp:post_type>%[3]s</wp:post_type><wp:status>%[4]s</wp:status><wp:post_name>%[2]s</wp:post_name><content:encoded><![CDATA[%[5]s]]></content:encoded></item>\n", i+2, it.name, it.typ, it.status, it.content)
	}
	b.WriteString("</channel></rss>")
	export, dir := filepath.Join(t.TempDir(), "export.xml"), filepath.Join(t.TempDir(), "site")
	if err := os.WriteFile(export, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	migrated(t, exitOK, export, "-o", dir, "--media", "link")
	var menus []data.Menu
	readJSON(t, filepath.Join(dir, "data", "menus.json"), &menus)
	var got strings.Builder
	var write func(items []*data.MenuItem, indent string)
	write = func(items []*data.MenuItem, indent string) {
		for _, e := range items {
			fmt.Fprintf(&got, "%s%s %s %s%s\n", indent, e.Title, e.URL, e.Type, e.Target)
			write(e.Children, indent+"- ")
		}
	}
	for _, m := range menus {
		fmt.Fprintf(&got, "%s (%s)\n", m.Name, m.Slug)
		write(m.Items, "- ")
	}
	entries := "- About us /about/ page\n- More # custom\n- - Elsewhere https://x.example/ custom_blank\n- - QSECRET  custom\n- Start / custom\n"
	if want := "navigation (navigation)\n" + entries + "navigation (navigation-2)\n" + entries; got.String() != want {
		t.Errorf("menus:\n%swant\n%s", &got, want)
	}
	if strings.Count(got.String(), "QSECRET") != 2 { // the label of an address that would run
		t.Errorf("an entry to what is not published:\n%s", &got)
	}
}
