package dump

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

// open opens what a test needs.
func open(t testing.TB, opt Options, names ...string) *Source {
	t.Helper()
	src, err := Open(context.Background(), names, nil, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := src.Close(); err != nil {
			t.Error(err)
		}
	})
	return src
}

// all reads a source to its end.
func all(t testing.TB, src *Source) (site extract.Site, items []*extract.Item, err error) {
	t.Helper()
	for it, e := range src.Items(&site) {
		if e != nil {
			return site, items, e
		}
		items = append(items, it)
	}
	return site, items, nil
}

// written writes a dump to a file.
func written(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func sample(t testing.TB, name string) string { return shared.Path(t, "samples-sql/"+name) }

// The same database, dumped by two programs, is one site.
func TestSamples(t *testing.T) {
	var sites []extract.Site
	var lists [][]*extract.Item
	for _, name := range []string{"mysqldump-default.sql", "phpmyadmin.sql"} {
		src := open(t, Options{Prefix: "blog_"}, sample(t, name))
		site, items, err := all(t, src)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, it := range items {
			if it.Line == 0 {
				t.Errorf("%s: item %d has no line", name, it.ID)
			}
			for i := range it.Repairs {
				it.Repairs[i].File, it.Repairs[i].Line = "", 0
			}
			it.File, it.Line = "", 0
		}
		sites, lists = append(sites, site), append(lists, items)
		if left := src.Left(); !reflect.DeepEqual(left, []Left{{"custom field", 1, "of posts that are not there"}, {"revision", 1, "revisions"}}) {
			t.Errorf("%s: left: %v", name, left)
		}
	}
	if !reflect.DeepEqual(sites[0], sites[1]) || !reflect.DeepEqual(lists[0], lists[1]) {
		t.Errorf("the dumps differ:\n%+v\n%+v", sites, lists)
	}
	site, items := sites[0], lists[0]
	if len(items) != 5 {
		t.Fatalf("%d items", len(items))
	}
	post, draft, private, file, mojibake := items[0], items[1], items[2], items[3], items[4]
	for _, c := range []struct{ what, got, want string }{
		{"title of the site", site.Title, "L'ami"},
		{"language", site.Language, "fr-FR"},
		{"address", site.URL(), "http://old.example"},
		{"zone", site.Settings.TimeZone, "Europe/Paris"},
		{"plugin", strings.Join(site.Settings.Plugins, " "), "akismet"},
		{"SQL in a post", post.Content, "It's a \"test\" \\ backslash, C:\\new\\table, tab\there\nnewline\ncrlf, percent % and _ underscore.\n\n" +
			"A line that looks like SQL: ');\nINSERT INTO `blog_posts` VALUES (99,1,'x');\n-- not a comment\n/*!40000 not a comment */ # nor this\n\n" +
			"État d'âme, 日本語, emoji 🙂, nul[], ctrl-z[]."},
		{"title", post.Title, `Rex & the "Bof"`},
		{"link", post.Link, "http://old.example/index.php/rex-bof/"},
		{"link of a draft", draft.Link, "http://old.example/?p=2"},
		{"link of a page", private.Link, "http://old.example/index.php/empty/"},
		{"link of a file", file.Link, "http://old.example/index.php/rex-bof/rework/"},
		{"address of a file", file.AttachmentURL, "http://old.example/wp/wp-content/uploads/2013/04/rework.png"},
		{"author", private.Creator, "guest"},
		{"first term, by term_taxonomy_id", post.Terms[0].Taxonomy + "/" + post.Terms[0].Slug, "category/news"},
		{"NULL", post.Field("nothing"), ""},
		{"serialized", post.Field("list"), `a:2:{i:0;s:6:"été!";i:1;s:3:"a'b";}`},
		{"comment", post.Comments[0].Content, "Nice\n'quoted'"},
		{"password", mojibake.Password, "secret"},
		{"mojibake among what is right", mojibake.Content, "Mojibake: Ã‰tat dâ€™Ã¢me"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
	if len(post.Terms) != 3 || len(post.Comments) != 2 || post.Comments[1].Parent != 1 || !post.Sticky {
		t.Errorf("post: %+v", post)
	}
	if s := site.Settings; len(s.Links) != 1 || s.Links[0].Name != "A friend" || len(s.Widgets) != 1 || s.Widgets[0].Text != "Hello" ||
		!reflect.DeepEqual(s.MenuPlaces, []extract.MenuPlace{{Place: "primary", Menu: "main"}}) {
		t.Errorf("settings: %+v", s)
	}
	if len(site.Authors) != 2 || site.Authors[0].Description != "Writes." || site.Authors[1].DisplayName != "Guest O'Hara" {
		t.Errorf("authors: %+v", site.Authors)
	}
}

func TestSampleSites(t *testing.T) {
	_, err := Open(context.Background(), []string{sample(t, "mysqldump-default.sql")}, nil, Options{})
	var sites *SitesError
	if !errors.As(err, &sites) || len(sites.Sites) != 2 {
		t.Fatalf("got %v", err)
	}
	if got, want := sites.Sites, []Site{{"blog_", "L'ami", "http://old.example", 5}, {"blog_2_", "Second", "http://old.example/two", 1}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	src := open(t, Options{Prefix: "blog_2_"}, sample(t, "mysqldump-default.sql"))
	site, items, err := all(t, src)
	if err != nil || len(items) != 1 || items[0].Title != "On the second site" || items[0].Creator != "editor" || site.Title != "Second" {
		t.Errorf("got %v, %+v, %v", site, items, err)
	}
	if _, err := Open(context.Background(), []string{sample(t, "mysqldump-default.sql")}, nil, Options{Prefix: "wp_"}); !errors.As(err, &sites) ||
		len(sites.Sites) != 2 || !strings.Contains(err.Error(), `no site with the prefix "wp_"`) {
		t.Errorf("got %v", err)
	}
}

// Tables in latin1 that hold UTF-8: the bytes decide, value by value.
func TestSampleCharsets(t *testing.T) {
	for name, want := range map[string][2]string{
		"latin1-names-mixed.sql":  {"État d’âme – 20 €, naïve", "Richtig: Übermut"},
		"utf8-double-encoded.sql": {"Ã‰tat dâ€™Ã¢me â€“ 20 â‚¬, naÃ¯ve", "Richtig: Übermut"},
	} {
		src := open(t, Options{}, sample(t, name))
		_, items, err := all(t, src)
		if err != nil || len(items) != 2 || items[0].Content != want[0] || items[1].Content != want[1] {
			t.Errorf("%s: %+v, %v", name, items, err)
		}
	}
	// Without the row that is right, the table is wrong as a whole.
	b, err := os.ReadFile(sample(t, "utf8-double-encoded.sql"))
	if err != nil {
		t.Fatal(err)
	}
	text, _, ok := strings.Cut(string(b), ",\n(2,")
	if !ok {
		t.Fatal("the sample has changed")
	}
	src := open(t, Options{}, written(t, "all.sql", text+";\n-- Dump completed"))
	_, items, err := all(t, src)
	if err != nil || len(items) != 1 || items[0].Content != "État d’âme – 20 €, naïve" || items[0].Title != "Déjà vu" {
		t.Errorf("%+v, %v", items, err)
	}
	if rs := src.Repairs(); len(rs) != 1 || rs[0].Kind != repairDouble {
		t.Errorf("repairs: %v", rs)
	}
}

// A dump that is cut off gives every whole row, and says so.
func TestSampleTruncated(t *testing.T) {
	b, err := os.ReadFile(sample(t, "mysqldump-default.sql"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	// The whole rows of posts that stand before a byte: where the lines of the
	// table end.
	at := strings.Index(text, "INSERT INTO `blog_posts` VALUES\n(1,") + len("INSERT INTO `blog_posts` VALUES\n")
	var ends []int
	for _, start := range []string{"(2,1,'2013-04-03", "(3,2,'2013-04-04", "(5,1,'2013", "(6,1,'2013", "(7,1,'2013"} {
		ends = append(ends, at+strings.Index(text[at:], start)-len(",\n"))
	}
	ends = append(ends, at+strings.Index(text[at:], ");\n/*!40000 ALTER TABLE")+1)
	delivered := []int{1, 2, 3, 4, 4, 5} // the fifth is a revision
	file := filepath.Join(t.TempDir(), "cut.sql")
	for n := at - 200; n < len(text); n += 41 {
		if err := os.WriteFile(file, b[:n], 0o666); err != nil {
			t.Fatal(err)
		}
		want := 0
		for i, end := range ends {
			if n >= end {
				want = delivered[i]
			}
		}
		src, err := Open(context.Background(), []string{file}, nil, Options{Prefix: "blog_"})
		if err != nil {
			if want > 0 || !errors.As(err, new(*TruncatedError)) {
				t.Fatalf("cut at %d: %v", n, err)
			}
			continue
		}
		_, items, err := all(t, src)
		if len(items) != want {
			t.Fatalf("cut at %d: %d items, want %d: %q", n, len(items), want, text[max(0, n-60):n])
		}
		complete := n >= strings.LastIndex(text, "-- Dump completed")+len("-- Dump completed")
		if errors.As(err, new(*TruncatedError)) == complete {
			t.Fatalf("cut at %d of %d: error %v", n, len(text), err)
		}
		src.Close()
	}
}

// What a page builder keeps in the column post_content_filtered comes as a custom field;
// Markdown that a plugin keeps there is the same words as the content, and does not.
func TestStoredContent(t *testing.T) {
	src := open(t, Options{}, written(t, "db.sql", "CREATE TABLE `wp_posts` (`ID` bigint, `post_content` longtext, `post_content_filtered` longtext, `post_type` varchar(20), `post_status` varchar(20));\n"+
		`INSERT INTO wp_posts VALUES (5,'','{"document":{"sections":[]}}','page','publish'),(6,'<p>Words.</p>','Words.','page','publish');`))
	_, items, err := all(t, src)
	if err != nil || len(items) != 2 {
		t.Fatal(len(items), err)
	}
	if got := items[0].Field(extract.StoredContent); got != `{"document":{"sections":[]}}` {
		t.Errorf("stored content = %q", got)
	}
	if got := items[1].Field(extract.StoredContent); got != "" {
		t.Errorf("stored Markdown = %q", got)
	}
}
