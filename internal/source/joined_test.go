package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
)

// dumpOf is a dump of a site with these rows of posts, comments and fields.
func dumpOf(posts, comments, meta string) string {
	return `-- MariaDB dump
INSERT INTO wp_options (option_id, option_name, option_value, autoload) VALUES (1,'home','http://old.example','yes'),(2,'siteurl','http://old.example','yes'),(3,'blogname','Old','yes'),(4,'permalink_structure','/%postname%/','yes');
INSERT INTO wp_users (ID, user_login, user_pass, user_nicename, user_email, display_name) VALUES (1,'ann','x','ann','ann@old.example','Ann');
INSERT INTO wp_posts (ID, post_author, post_date, post_content, post_title, post_excerpt, post_status, post_password, post_name, post_parent, post_type) VALUES ` + posts + `;
` + statement("INSERT INTO wp_comments (comment_ID, comment_post_ID, comment_author, comment_date, comment_content, comment_approved) VALUES ", comments) +
		statement("INSERT INTO wp_postmeta (meta_id, post_id, meta_key, meta_value) VALUES ", meta) + "-- Dump completed on 2013-05-01\n"
}

func statement(insert, rows string) string {
	if rows == "" {
		return ""
	}
	return insert + rows + ";\n"
}

// exportOfItems is an export of the same site, fetched or its own.
func exportOfItems(generator string, items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><link>https://www.old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://www.old.example</wp:base_blog_url>
<wp:author><wp:author_id>7</wp:author_id><wp:author_login>bob</wp:author_login></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>news</wp:category_nicename><wp:cat_name>News</wp:cat_name></wp:category>
<generator>` + generator + `</generator>
` + strings.Join(items, "\n") + "\n</channel></rss>\n"
}

func itemOf(id int64, typ, slug, date, content string, more ...string) string {
	return fmt.Sprintf(`<item><title>%s</title><link>https://www.old.example/%s/</link><dc:creator>bob</dc:creator><content:encoded><![CDATA[%s]]></content:encoded><wp:post_id>%d</wp:post_id><wp:post_date>%s</wp:post_date><wp:post_name>%s</wp:post_name><wp:status>publish</wp:status><wp:post_type>%s</wp:post_type>%s</item>`,
		strings.ToUpper(slug), slug, content, id, date, slug, typ, strings.Join(more, ""))
}

func words100(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }

const day = "2013-04-02 10:00:00"

// Several sources of one site give each item once: the fuller version, what only
// the other has of it, and what no other has.
func TestJoined(t *testing.T) {
	rendered := "<wp:postmeta><wp:meta_key>_wp2md_rendered</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>"
	comment := func(id int, text string) string {
		return fmt.Sprintf("<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_author>Joe</wp:comment_author><wp:comment_content>%s</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>", id, text)
	}
	row := func(id int, slug, content string, more ...string) string {
		status, password, typ := "publish", "", "post"
		for _, m := range more {
			switch m {
			case "page", "attachment":
				typ = m
			case "secret":
				password = m
			default:
				status = m
			}
		}
		return fmt.Sprintf("(%d,1,'%s','%s','%s','','%s','%s','%s',0,'%s')", id, day, content, strings.ToUpper(slug), status, password, slug, typ)
	}
	for _, c := range []struct {
		name        string
		one, two    string
		want        []string // ID, slug, words, comments, and where it says it is from
		one_, two_  string   // what the sources say of themselves
		statusOfOne string
	}{
		{
			name: "a post younger than the dump", one: dumpOf(row(1, "one", words100(50)), "", ""),
			two:  exportOfItems("x", itemOf(1, "post", "one", day, words100(50)), itemOf(2, "post", "two", "2014-01-01 10:00:00", words100(7))),
			want: []string{"1 one 50 0", "2 two 7 0 of the sources only two.xml has it"},
			one_: "one.sql: 1 item: 1 fullest in this one", two_: "two.xml: 2 items: 1 that no other source has, 1 as another has them",
		},
		{
			name: "a fuller version", one: dumpOf(row(1, "one", words100(50)), "", "(1,1,'_yoast_wpseo_metadesc','Said')"),
			two:  exportOfItems("x", itemOf(1, "post", "one", day, words100(80))),
			want: []string{"1 one 80 0 as two.xml has it: 80 words, and 50 in one.sql"},
		},
		{
			name: "an excerpt", one: dumpOf(row(1, "one", words100(50)), "", ""), two: exportOfItems("x", itemOf(1, "post", "one", day, words100(20))),
			want: []string{"1 one 50 0"},
		},
		{
			name: "a few words more of a page are not what was written", one: dumpOf(row(1, "one", words100(50)+" [gallery]"), "", ""),
			two:  exportOfItems("wp2md fetch", itemOf(1, "post", "one", day, words100(52), rendered)),
			want: []string{"1 one 50 0 as one.sql has it: 50 words, and 52 in two.xml"},
		},
		{
			name: "without its number, by its address", one: dumpOf(row(1, "one", words100(50)), "", ""),
			two:  exportOfItems("wp2md fetch", itemOf(2_000_000_000, "post", "one", "", words100(50), rendered), itemOf(2_000_000_001, "post", "two", day, words100(9), rendered)),
			want: []string{"1 one 50 0", "2000000001 two 9 0 of the sources only two.xml has it"},
		},
		{
			name: "another post with the same number", one: dumpOf(row(1, "one", words100(50)), "", ""),
			two: exportOfItems("x", itemOf(1, "post", "other", "2014-02-03 10:00:00", words100(50)),
				itemOf(5, "page", "child", "2014-02-04 10:00:00", "x", "<wp:post_parent>1</wp:post_parent>")),
			want: []string{"1 one 50 0", "1800000000 other 50 0 of the sources only two.xml has it", "5 child<1800000000 1 0 of the sources only two.xml has it"},
		},
		{
			name: "comments of both", one: dumpOf(row(1, "one", words100(50)), "(1,1,'Joe','"+day+"','first','1')", ""),
			two:  exportOfItems("x", itemOf(1, "post", "one", day, words100(50), comment(1, "first"), comment(2, "second"))),
			want: []string{"1 one 50 2 1 comment of two.xml"},
		},
		{
			name: "comments that have no number", one: dumpOf(row(1, "one", words100(50)), "(1,1,'Joe','"+day+"','<b>first</b> word','1')", ""),
			two:  exportOfItems("x", itemOf(1, "post", "one", day, words100(90), comment(900, "first word"), comment(901, "second"))),
			want: []string{"1 one 90 2 as two.xml has it: 90 words, and 50 in one.sql"},
		},
		{
			name: "not public in either", one: dumpOf(row(1, "one", "x", "private")+","+row(2, "two", "x", "secret"), "", ""),
			two:  exportOfItems("x", itemOf(1, "post", "one", day, words100(50)), itemOf(2, "post", "two", day, words100(50))),
			want: []string{"1 one 50 0 private as two.xml has it: 50 words, and 1 in one.sql; not public in one.sql", "2 two 50 0 password as two.xml has it: 50 words, and 1 in one.sql; not public in one.sql"},
		},
		{
			name: "private in the second", one: exportOfItems("x", itemOf(1, "post", "one", day, words100(50))), two: dumpOf(row(1, "one", "x", "private"), "", ""),
			want: []string{"1 one 50 0 private not public in two.xml"},
		},
		{
			name: "drafts by slug and day", one: dumpOf(row(3, "plan", words100(5), "draft"), "", ""),
			two:  exportOfItems("x", strings.Replace(itemOf(2_000_000_007, "post", "plan", day, words100(5)), "old.example/plan/", "old.example/2013/plan/", 1)),
			want: []string{"3 plan 5 0 draft"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			for name, text := range map[string]string{"one.sql": c.one, "two.xml": c.two} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			src, err := Open(context.Background(), []string{"one.sql", "two.xml"}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			for range 2 { // all passes are alike
				var site extract.Site
				got := []string{}
				for it, err := range src.Items(&site) {
					if err != nil {
						t.Fatal(err)
					}
					line := fmt.Sprint(it.ID, " ", it.Slug)
					if it.Parent != 0 {
						line += fmt.Sprint("<", it.Parent)
					}
					line += fmt.Sprint(" ", wordsIn(it.Content), " ", len(it.Comments))
					if it.Password != "" {
						line += " password"
					} else if it.Status != "publish" {
						line += " " + it.Status
					}
					if it.From != "" {
						line += " " + it.From
					}
					got = append(got, line)
					if c.name == "a fuller version" && (it.Field("_yoast_wpseo_metadesc") != "Said" || it.Creator != "ann") {
						t.Errorf("what the dump has beside the content is not there: %+v", it)
					}
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
				}
				if site.Title != "Old" || len(site.Authors) == 0 || !slices.ContainsFunc(site.Terms, func(t extract.Term) bool { return t.Slug == "news" }) {
					t.Errorf("site: %+v", site)
				}
			}
			if c.one_ != "" {
				var said []string
				for _, n := range src.Notes() {
					said = append(said, n.Text)
				}
				if want := []string{c.one_, c.two_}; !slices.Equal(said, want) {
					t.Errorf("notes %q, want %q", said, want)
				}
			}
		})
	}
}

// What is of one source is not joined: the parts of an export, the files of a
// backup.
func TestGroups(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"a.sql": dumpOf("(1,1,'','x','','','publish','','',0,'post')", "", ""), "b.sql": "CREATE TABLE `x` (`a` int);\n", "1.xml": exportOfItems("x", itemOf(1, "post", "a", day, "x")),
		"2.xml": exportOfItems("x", itemOf(2, "post", "b", day, "x")), "got.xml": exportOfItems("wp2md fetch", itemOf(3, "post", "c", day, "x")), "note.txt": "x",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for in, want := range map[string]string{
		"1.xml 2.xml": "[[1.xml 2.xml]]", "a.sql b.sql": "[[a.sql b.sql]]", "1.xml a.sql 2.xml": "[[1.xml 2.xml] [a.sql]]", "1.xml got.xml": "[[1.xml] [got.xml]]",
		"a.sql note.txt": "[[a.sql note.txt]]", "1.xml note.txt": "[[1.xml note.txt]]", "a.sql http://old.example": "[[a.sql] [http://old.example]]",
		"mysql://u@h/d 1.xml": "[[mysql://u@h/d] [1.xml]]",
	} {
		var list [][]string
		for _, g := range groups(strings.Fields(in), &Options{}) {
			list = append(list, g.names)
		}
		if got := fmt.Sprint(list); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// Sources of different sites are no site; what is cut off still gives what it
// has, and says so last.
func TestJoinedMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	whole := exportOfItems("x", itemOf(2, "post", "b", day, "x"), itemOf(3, "post", "c", day, "x"))
	write("a.sql", dumpOf("(1,1,'"+day+"','x','A','','publish','','a',0,'post')", "", ""))
	write("other.xml", strings.ReplaceAll(whole, "old.example", "new.example"))
	write("cut.xml", whole[:strings.LastIndex(whole, "</title>")])
	_, err := Open(context.Background(), []string{"a.sql", "other.xml"}, Options{})
	if err == nil || !strings.Contains(err.Error(), "different sites (http://old.example, https://www.new.example)") {
		t.Errorf("different sites: %v", err)
	}
	src, err := Open(context.Background(), []string{"a.sql", "other.xml"}, Options{Live: live.Options{Hosts: []string{"https://new.example"}}})
	if err != nil {
		t.Errorf("a host that the settings name: %v", err)
	} else {
		src.Close()
	}
	if src, err = Open(context.Background(), []string{"cut.xml", "a.sql"}, Options{}); err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	n := 0
	var last error
	for _, err := range src.Items(nil) {
		if err != nil {
			last = err
			continue
		}
		n++
	}
	var cut *extract.TruncatedError
	if n < 2 || !errors.As(last, &cut) {
		t.Errorf("%d items, then %v", n, last)
	}
	for _, names := range [][]string{{"http://a.example", "http://b.example"}, {"http://a.example", "a.sql", "http://b.example"}} {
		if _, err := Open(context.Background(), names, Options{}); !errors.As(err, &aloneError{}) {
			t.Errorf("%v: %v", names, err)
		}
	}
}
