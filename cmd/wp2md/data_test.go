package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/shared"
)

func readJSON(t *testing.T, name string, v any) {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(raw, v)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func itemsOf(t *testing.T, source string) (site extract.Site, items []*extract.Item) {
	t.Helper()
	src, err := extract.Open([]string{source}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	for it, err := range src.Items(&site) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	return site, items
}

// commentsIn returns all comments below a folder by the ID of their post, and
// the ID of the comment each is below.
func commentsIn(t *testing.T, dir string) (all map[int64][]*data.Comment, below map[*data.Comment]int64) {
	t.Helper()
	all, below = map[int64][]*data.Comment{}, map[*data.Comment]int64{}
	files, err := filepath.Glob(filepath.Join(dir, "data", "comments", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		var file data.Comments
		readJSON(t, name, &file)
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(file.Path))); err != nil {
			t.Errorf("%s: its post: %v", name, err)
		}
		var walk func(list []*data.Comment, parent int64)
		walk = func(list []*data.Comment, parent int64) {
			for _, c := range list {
				all[file.ID] = append(all[file.ID], c)
				below[c] = parent
				walk(c.Replies, c.ID)
			}
		}
		walk(file.Comments, 0)
		walk(file.Pingbacks, 0)
		if len(all[file.ID]) != file.Count {
			t.Errorf("%s: %d comments, count %d", name, len(all[file.ID]), file.Count)
		}
	}
	return all, below
}

// Every approved comment of WordPress' theme unit test is there once, in its
// thread; the others are counted, and so are those of a post that is held back.
func TestCommentsOfThemeUnitTest(t *testing.T) {
	for _, source := range []string{"wxr/themeunittestdata.wordpress.xml", "capture/export-all.xml"} {
		t.Run(filepath.Base(source), func(t *testing.T) {
			source, dir := shared.Path(t, source), t.TempDir()
			migrateExport(t, source, dir, "2")
			got, below := commentsIn(t, dir)
			_, items := itemsOf(t, source)
			entries := readManifest(t, dir)
			written, heldBack, threads := 0, 0, 0
			for i, it := range items {
				approved := map[int64]int64{} // parent by ID
				for _, c := range it.Comments {
					if c.Approved == "1" {
						approved[c.ID] = c.Parent
					} else if entries[i].Path != "" {
						heldBack++
					}
				}
				if entries[i].Path == "" {
					if len(approved) > 0 && !slices.ContainsFunc(entries[i].Notes, func(n note.Note) bool { return n.Kind == note.Comments }) {
						t.Errorf("item %d is not written, and no note says what became of its %d comments", it.ID, len(approved))
					}
					continue
				}
				if len(got[it.ID]) != len(approved) {
					t.Errorf("item %d has %d comments, want %d", it.ID, len(got[it.ID]), len(approved))
				}
				for _, c := range got[it.ID] {
					parent, ok := approved[c.ID]
					if !ok {
						t.Errorf("item %d: comment %d is there twice, or is not approved", it.ID, c.ID)
						continue
					}
					delete(approved, c.ID)
					written++
					if _, answered := approved[parent]; parent != 0 && below[c] != parent && answered {
						t.Errorf("comment %d is below %d, want %d", c.ID, below[c], parent)
					}
					if below[c] != 0 {
						threads++
					}
				}
			}
			var sum report.Summary
			readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &sum)
			if sum.Comments != written || sum.Unshown != heldBack || written < 20 || heldBack < 3 || threads < 9 {
				t.Errorf("the report has %d comments and %d held back; there are %d, %d and %d replies", sum.Comments, sum.Unshown, written, heldBack, threads)
			}
			if n := sum.Ledger[note.CommentConstruct][note.Converted]; int(n) != written {
				t.Errorf("the ledger has %d comments, want %d", n, written)
			}
		})
	}
}

// A comment has the words that a real WordPress shows.
func TestCommentsAsWordPressShowsThem(t *testing.T) {
	dir := t.TempDir()
	migrateExport(t, shared.Path(t, "capture/export-all.xml"), dir, "2")
	all, _ := commentsIn(t, dir)
	byID := map[int64]*data.Comment{}
	for _, list := range all {
		for _, c := range list {
			byID[c.ID] = c
		}
	}
	var shown []struct {
		ID      int64
		Parent  int64
		Content struct{ Rendered string }
	}
	if err := json.Unmarshal(shared.Read(t, "capture/rest/comments.json"), &shown); err != nil {
		t.Fatal(err)
	}
	for _, want := range shown {
		c := byID[want.ID]
		if c == nil {
			t.Errorf("comment %d is missing", want.ID)
			continue
		}
		if got, want := letters(c.HTML), letters(want.Content.Rendered); got != want {
			t.Errorf("comment %d:\ngot  %s\nwant %s", c.ID, got, want)
		}
		for _, tag := range []string{"<p>", "<a ", "<li>", "<img ", "<td>", "<h2>"} {
			if got, want := strings.Count(c.HTML, tag), strings.Count(want.Content.Rendered, tag); got != want && tag != "<p>" {
				t.Errorf("comment %d: %d × %s, want %d", c.ID, got, tag, want)
			}
		}
	}
	if len(shown) < 20 {
		t.Errorf("only %d comments to compare", len(shown))
	}
}

// letters returns the letters and digits that HTML shows.
func letters(s string) string {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			for _, r := range n.Data {
				if unicode.IsLetter(r) || unicode.IsDigit(r) {
					b.WriteRune(r)
				}
			}
		}
	}
	return b.String()
}

// The menus of the theme unit test are trees with the paths of the new site.
func TestMenusOfThemeUnitTest(t *testing.T) {
	dir := t.TempDir()
	source := shared.Path(t, "wxr/themeunittestdata.wordpress.xml")
	migrateExport(t, source, dir, "2")
	var menus []*data.Menu
	readJSON(t, filepath.Join(dir, "data", "menus.json"), &menus)
	count := 0
	outlines := map[string]string{}
	for _, m := range menus {
		var b strings.Builder
		var walk func(list []*data.MenuItem, depth int)
		walk = func(list []*data.MenuItem, depth int) {
			for _, e := range list {
				count++
				fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat("  ", depth), e.Title, e.URL)
				if strings.Contains(e.URL, "wpthemetestdata") {
					t.Errorf("%q leads to the old site: %s", e.Title, e.URL)
				}
				walk(e.Children, depth+1)
			}
		}
		walk(m.Items, 0)
		outlines[m.Slug] = b.String()
	}
	_, items := itemsOf(t, source)
	seen := map[int64]bool{}
	for _, it := range items {
		if it.Type == "nav_menu_item" && it.Status == "publish" {
			seen[it.ID] = true
		}
	}
	if count != len(seen) {
		t.Errorf("the menus have %d entries, the export %d", count, len(seen))
	}
	const want = `Pages #
  Page Image Alignment /about/page-image-alignment/
  Page Markup And Formatting /about/page-markup-and-formatting/
Categories #
  Markup /category/markup/
  Post Formats /category/post-formats/
  Unpublished /category/unpublished/
Depth #
  Level 01 #
    Level 02 #
      Level 03 #
        Level 04 #
          Level 05 #
            Level 06 #
              Level 07 #
                Level 08 #
                  Level 09 #
                    Level 10 #
Advanced #
  Menu Title Attribute #
  Menu CSS Class #
  New Window / Tab https://wordpressfoundation.org/
Menu Description #
`
	if got := outlines["testing-menu"]; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got, ok := outlines["empty-menu"]; !ok || got != "" {
		t.Errorf("the empty menu: %q, %v", got, ok)
	}
}

// No e-mail or IP address that an export names in a field of its own is in what
// is written around the posts; a post may say one.
func TestPrivacyOfData(t *testing.T) {
	sources := []string{shared.Path(t, "capture/export-all.xml"), filepath.Join("..", "..", "fixtures", "blog", "export.xml"), filepath.Join("..", "..", "fixtures", "hakanai", "export.xml")}
	more, err := filepath.Glob(filepath.Join(shared.Path(t, "wxr"), "*.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range append(sources, more...) {
		t.Run(filepath.Base(filepath.Dir(source))+"/"+filepath.Base(source), func(t *testing.T) {
			site, items := itemsOf(t, source)
			secrets := map[string]bool{}
			for _, a := range site.Authors {
				secrets[a.Email] = true
			}
			for _, it := range items {
				for _, c := range it.Comments {
					secrets[c.AuthorEmail], secrets[c.AuthorIP] = true, true
				}
			}
			delete(secrets, "")
			if len(secrets) == 0 {
				t.Skip("the export names nobody's address")
			}
			dir := t.TempDir()
			migrateExport(t, source, dir, "2")
			for name, text := range treeOf(t, dir) {
				if !strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, ".wp2md/") || name == ".wp2md/report.html" { // which shows posts
					continue
				}
				for s := range secrets {
					if strings.Contains(text, s) {
						t.Errorf("%s has %s", name, s)
					}
				}
			}
		})
	}
}

// What is around the posts stays right when a run is about a part of them, and
// nothing of it is listed as stale.
func TestDataOfPartialRuns(t *testing.T) {
	blog := filepath.Join("..", "..", "fixtures", "blog", "export.xml")
	dir := t.TempDir()
	migrated(t, exitAttention, blog, "--media", "link", "-o", dir)
	whole := treeOf(t, dir)
	migrated(t, exitOK, blog, "--media", "link", "-o", dir, "--only", "open-day")
	again := treeOf(t, dir)
	for name, text := range whole {
		if strings.HasPrefix(name, "data/") && again[name] != text {
			t.Errorf("--only has changed %s", name)
		}
	}
	for _, args := range [][]string{{"--types", "page"}, {}} {
		run(append([]string{"migrate", blog, "--media", "link", "-o", dir}, args...), strings.NewReader(""), &strings.Builder{}, &strings.Builder{})
		var sum report.Summary
		readJSON(t, filepath.Join(dir, ".wp2md", "report.json"), &sum)
		if len(sum.Stale) > 0 {
			t.Errorf("%v: stale: %v", args, sum.Stale)
		}
	}
	if d := differences(treeOf(t, dir), whole); len(d) > 0 {
		t.Errorf("after the parts, the whole:\n%s", strings.Join(d, "\n"))
	}

	// What a person has edited stays; what comments came to is beside it.
	name := filepath.Join(dir, "data", "comments", "hello-mud.json")
	if err := os.WriteFile(name, []byte("{}"), 0o666); err != nil {
		t.Fatal(err)
	}
	migrated(t, exitAttention, blog, "--media", "link", "-o", dir)
	if raw, err := os.ReadFile(name); err != nil || string(raw) != "{}" {
		t.Errorf("the edited file is now %s, %v", raw, err)
	}
}

// Two posts of one slug, and a page of it, have files of their own for their
// comments; that of the post has the plain name.
func TestCommentFilesDoNotMeet(t *testing.T) {
	dir := t.TempDir()
	var b strings.Builder
	b.WriteString(`<rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://a.example.org</wp:base_blog_url>`)
	for i, typ := range []string{"page", "post", "post"} {
		fmt.Fprintf(&b, `<item><title>T</title><link>http://a.example.org/%d/</link><wp:post_id>%d</wp:post_id><wp:post_name>same</wp:post_name><wp:post_type>%s</wp:post_type><wp:status>publish</wp:status>`, i, i+1, typ)
		fmt.Fprintf(&b, `<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_content>c</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>`, i+1)
	}
	b.WriteString(`</channel></rss>`)
	if err := xml.Unmarshal([]byte(b.String()), new(struct{ XMLName xml.Name })); err != nil {
		t.Fatal(err)
	}
	source := filepath.Join(dir, "export.xml")
	if err := os.WriteFile(source, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, "site")
	migrated(t, exitOK, source, "-o", site, "--media", "link")
	for name, path := range map[string]string{"same.json": "posts/same.md", "same-2.json": "posts/same-2.md", "same-3.json": "pages/same.md"} {
		var file data.Comments
		readJSON(t, filepath.Join(site, "data", "comments", name), &file)
		if file.Path != path || file.Count != 1 {
			t.Errorf("%s is of %s with %d comments, want %s with one", name, file.Path, file.Count, path)
		}
	}
	if _, err := os.Stat(filepath.Join(site, "data", "menus.json")); !os.IsNotExist(err) {
		t.Errorf("a file of no menus: %v", err)
	}
}

// An item with very many comments has a line of the manifest that can be read.
func TestManyComments(t *testing.T) {
	t.Parallel()
	const n = 20_000
	dir := t.TempDir()
	var b strings.Builder
	b.WriteString(`<rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://a.example.org</wp:base_blog_url><item><title>T</title><link>http://a.example.org/t/</link><wp:post_id>1</wp:post_id><wp:post_name>t</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded>Text</content:encoded>`)
	for i := range n {
		fmt.Fprintf(&b, `<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_content>http://a.example.org/gone/%[1]d/</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>%d</wp:comment_parent></wp:comment>`, i+1, i)
	}
	b.WriteString(`</item></channel></rss>`)
	source := filepath.Join(dir, "export.xml")
	if err := os.WriteFile(source, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, "site")
	migrated(t, exitOK, source, "-o", site, "--media", "link")
	entries := readManifest(t, site)
	if len(entries) != 1 || len(entries[0].Notes) != 100+1 || entries[0].Notes[100].Text != "19900 more notes on comments" {
		t.Errorf("the manifest has %d lines, the first with %d notes", len(entries), len(entries[0].Notes))
	}
	all, _ := commentsIn(t, site)
	if len(all[1]) != n {
		t.Errorf("%d comments, want %d", len(all[1]), n)
	}
}

// What is said of very many terms is all in the report.
func TestManyTermFields(t *testing.T) {
	t.Parallel()
	const n = 1500
	dir := t.TempDir()
	var b, terms strings.Builder
	b.WriteString(`<rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://a.example.org</wp:base_blog_url>`)
	for i := range n {
		fmt.Fprintf(&b, `<wp:category><wp:category_nicename>c%d</wp:category_nicename><wp:cat_name>C%[1]d</wp:cat_name><wp:termmeta><wp:meta_key>below</wp:meta_key><wp:meta_value>Words below list %[1]d</wp:meta_value></wp:termmeta></wp:category>`, i)
		fmt.Fprintf(&terms, `<category domain="category" nicename="c%d">C%[1]d</category>`, i)
	}
	b.WriteString(`<item><title>T</title><wp:post_id>1</wp:post_id><wp:post_name>t</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>` + terms.String() + `</item></channel></rss>`)
	source := filepath.Join(dir, "export.xml")
	if err := os.WriteFile(source, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, "site")
	migrated(t, exitOK, source, "-o", site, "--media", "link")
	raw, err := os.ReadFile(filepath.Join(site, ".wp2md", "report.json"))
	if got := strings.Count(string(raw), "Words below list"); err != nil || got != n {
		t.Errorf("the report has %d of %d: %v", got, n, err)
	}
}
