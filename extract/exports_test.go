package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/shared"
)

// TestExports reads every export of the reference data: what is counted here
// was counted in the files by other means.
func TestExports(t *testing.T) {
	want := map[string]string{ // items, authors, terms, title, address; repairs
		"64-block-test-data.xml":                  "72 2 13 Theme test data: Blocks https://wpthemetestdata.wordpress.com; ",
		"small-export.xml":                        "11 3 33 trunk http://localhost; ",
		"themeunittestdata.wordpress.xml":         "186 2 184 Theme Unit Test Data https://wpthemetestdata.wordpress.com; bad-date:1@3097 foreign-mark:1@9758",
		"wordpressexport.xml":                     "20 2 7 Pelican test channel http://thisisa.test; ",
		"crazy-cdata-escaped.xml":                 "1 0 0  http://wp.dev; ",
		"crazy-cdata.xml":                         "1 0 0  http://wp.dev; broken-cdata:3@17",
		"invalid-version-tag.xml":                 "0 1 53 WXR Test Data http://localhost; ",
		"malformed.xml":                           "0 1 53 WXR Test Data http://localhost; unknown-element:1@27",
		"missing-version-tag.xml":                 "0 1 53 WXR Test Data http://localhost; ",
		"post-content-blank-lines.xml":            "1 1 0 Export Datasets http://localhost; ",
		"slashes.xml":                             "1 1 2 trunk http://localhost; ",
		"term-formats.xml":                        "0 0 7 Export Dataset http://localhost; ",
		"test-serialized-postmeta-no-cdata.xml":   "1 0 0 Test With Serialized Postmeta http://test.wordpress.org; ",
		"test-serialized-postmeta-with-cdata.xml": "1 0 0 Test With Serialized Postmeta http://test.wordpress.org; ",
		"valid-wxr-1.0.xml":                       "6 0 9 Export Dataset http://localhost; ",
		"valid-wxr-1.1.xml":                       "2 1 3 Export Datasets http://localhost; ",
		"export-all.xml":                          "203 3 198 Capture & Co http://127.0.0.1:8077; ",
		"export-attachment.xml":                   "50 2 0 Capture & Co http://127.0.0.1:8077; ",
		"export-page.xml":                         "23 2 0 Capture & Co http://127.0.0.1:8077; ",
		"export-post.xml":                         "99 3 0 Capture & Co http://127.0.0.1:8077; ",
	}
	names := exports(t)
	if len(names) != len(want) {
		t.Errorf("%d exports, want %d", len(names), len(want))
	}
	for _, name := range names {
		s, err := Open([]string{name}, nil)
		if err != nil {
			t.Error(err)
			continue
		}
		var site Site
		items, err := collect(s, &site)
		if err != nil {
			t.Error(err)
		}
		got := fmt.Sprintf("%d %d %d %s %s; %s", len(items), len(site.Authors), len(site.Terms), site.Title, site.URL(), showRepairs(s.Repairs()))
		if w := want[filepath.Base(name)]; got != w {
			t.Errorf("%s:\ngot  %s\nwant %s", filepath.Base(name), got, w)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		for _, it := range items {
			if !strings.Contains(lines[it.Line-1], "<item>") {
				t.Errorf("%s: no item begins on line %d", name, it.Line)
			}
			checkItem(t, it)
			if _, err := it.AttachmentMeta(); err != nil {
				t.Errorf("%s: line %d: %v", name, it.Line, err)
			}
		}
		s.Close()
	}
}

// find reads the item with the given ID out of an export of the reference
// data.
func find(t *testing.T, file string, id int64) *Item {
	t.Helper()
	s, err := Open([]string{shared.Path(t, file)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for it, err := range s.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		if it.ID == id {
			return it
		}
	}
	t.Fatalf("%s has no item %d", file, id)
	return nil
}

// The importer's tests of damaged CDATA, with the values they expect.
func TestCrazyCDATA(t *testing.T) {
	for _, file := range []string{"wxr/odd/crazy-cdata.xml", "wxr/odd/crazy-cdata-escaped.xml"} {
		it := find(t, file, 1)
		if got, want := it.Content, "Content with nested <![CDATA[ tags ]]> :)"; got != want {
			t.Errorf("%s: content: got %q, want %q", file, got, want)
		}
		if got, want := it.Field("Closing CDATA"), "]]>"; got != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
		got := strings.Join(strings.Fields(it.Field("Alot of CDATA")), " ")
		if want := "This has <![CDATA[ opening and ]]> closing <![CDATA[ tags like this: ]]>"; strings.ReplaceAll(got, "]] >", "]]>") != want {
			t.Errorf("%s: got %q, want %q", file, got, want)
		}
	}
}

func TestExportFields(t *testing.T) {
	it := find(t, "wxr/odd/test-serialized-postmeta-with-cdata.xml", 10)
	if got, want := it.Field("evil"), "<wp:meta_value>evil</wp:meta_value>"; got != want {
		t.Errorf("evil: got %q", got)
	}
	v, err := Unserialize(it.Field("array-nested"))
	if got, want := dump(v), `{key: {foo: "¯\\_(ツ)_/¯", bar: "\\o/"}}`; got != want || err != nil {
		t.Errorf("array-nested: got %s, %v", got, err)
	}
	if !it.PubDate.IsZero() || !it.DateGMT.IsZero() || it.Status != "draft" || it.Creator != "johncoswell" {
		t.Errorf("got %s", show(it))
	}
	it = find(t, "wxr/odd/test-serialized-postmeta-no-cdata.xml", 122)
	v, err = Unserialize(it.Field("post-options"))
	if got, want := dump(v), `{special_post_title: "A special title", is_calendar: ""}`; got != want || err != nil {
		t.Errorf("post-options: got %s, %v", got, err)
	}
	it = find(t, "wxr/odd/valid-wxr-1.0.xml", 4)
	if got, want := fmt.Sprint(it.Terms), "[{category alpha alpha} {post_tag news news} {post_tag roar roar}]"; got != want {
		t.Errorf("terms: got %s, want %s", got, want)
	}
	it = find(t, "wxr/odd/slashes.xml", 1)
	if it.Content != `Slashes aren\'t \"cool\"` || it.Terms[0].Name != `a \"great\" category` || it.Comments[0].Content != `\o/ ¯\_(ツ)_/¯` {
		t.Errorf("got %s", show(it))
	}
	it = find(t, "wxr/odd/post-content-blank-lines.xml", 1)
	if want := "This is an example of a WordPress post.\n\t\tIt has lines with text (and one blank line).\n\nAnd more lines with text."; it.Content != want {
		t.Errorf("blank lines: got %q, want %q", it.Content, want)
	}
}
