package check

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/target"
)

// TestFindings has rows of one page's Markdown, below front matter of three
// lines and a blank one, and what is found in it, as "line kind: text". Beside
// it are posts/other.md, at /2012/other/, with a heading and a place; and images/a.png.
func TestFindings(t *testing.T) {
	for _, c := range []struct {
		why, body string
		want      []string
	}{
		{"nothing", "Plain text, 5 [note] and [1].\n", nil},
		{"links that lead somewhere", "[a](/2012/other/) [b](/2012/other) [c](other.md) [d](../posts/other) [e](/posts/other.md) [f](/) [g](#here) [h](/2012/other/#a-heading) [i](other.md#place)\n\n## Here\n", nil},
		{"encoded", "[a](/%e6%a5%bd/) [b](/楽/)\n", nil},
		{"links elsewhere", "[a](https://example.org/x) <https://example.org> [b](mailto:a) [c](//example.org/x)\n", nil},
		{"links that lead nowhere", "One.\n\n[a](/gone/)\n[b](gone.md)\n", []string{"7 link: leads to nothing here: /gone/", "8 link: leads to nothing here: gone.md"}},
		{"links in HTML", "<div>\n<a href=\"/gone/\">x</a>\n</div>\n\nand <a href=\"/gone2/\">y</a>\n", []string{"5 link: leads to nothing here: /gone/", "9 link: leads to nothing here: /gone2/"}},
		{"places", "[a](#nowhere) [b](/2012/other/#nowhere) [c](#top)\n", []string{"5 anchor: posts/a.md has no such place: #nowhere", "5 anchor: posts/other.md has no such place: /2012/other/#nowhere"}},
		{"headings of any spelling", "[a](#über-uns) [b](#mine) [c](#h)\n\n## Über uns\n\n### More {#mine}\n\n<h4 id=\"h\">x</h4>\n", nil},
		{"images", "![a](/images/a.png) ![b](../images/a.png) ![c](/images/b.png)\n<img src=\"/images/c.png\"> ![d](https://example.org/d.png)\n", []string{"5 image: not there: /images/b.png", "6 image: not there: /images/c.png"}},
		{"the case of a name counts", "![a](/images/A.png)\n", []string{"5 image: not there: /images/A.png"}},
		{"shortcodes", "One\n[gallery ids=\"1,2\"] and [/caption]\n\n`[gallery ids=\"1\"]`\n\n    [gallery ids=\"1\"]\n", []string{"6 shortcode: left over: [/caption]", "6 shortcode: left over: [gallery ids=\"1,2\"]"}},
		{"a shortcode in a cell", "| a | b |\n|---|---|\n| [x id=1] | [foo id=1] |\n", []string{"7 shortcode: left over: [foo id=1]"}},
		{"no shortcodes", "[see a=b](/) [a][b] [1] [x] - [ ] [TODO: x=1]\n", nil},
		{"comments of blocks", "<!-- wp:paragraph {\"a\":1} -->\nx\n<!-- /wp:paragraph -->\n\n<!-- other -->\n", []string{"5 block: left over: <!-- wp:paragraph {\"a\":1} -->", "7 block: left over: <!-- /wp:paragraph -->"}},
		{"e-mail addresses", "Ask ann@example.org, or <bob@example.co.uk>.\nNot @home, a@b, x@2x.png1\n", []string{"5 email: ann@example.org", "5 email: bob@example.co.uk"}},
	} {
		got := check(t, fstest.MapFS{
			"posts/a.md":     file("---\nid: \"1\"\n---\n\n" + c.body),
			"posts/other.md": file("---\nid: \"2\"\n---\n\n## A heading\n\n<a id=\"place\"></a>\n"),
			"images/a.png":   file("png"),
			".wp2md/x.md":    file("[a](/gone/)"),
		}, Recorded{ID: 1, Path: "posts/a.md", URL: "/a/"}, Recorded{ID: 2, Path: "posts/other.md", URL: "/2012/other/"}, Recorded{ID: 3, Path: "images/a.png", URL: "/楽/"})
		if want := prefixed("posts/a.md:", c.want); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.why, got, want)
		}
	}
}

// What a person has accepted of what a run said of a page is for information, and
// nothing else is.
func TestAccepted(t *testing.T) {
	root := fstest.MapFS{"posts/a.md": file("---\nid: \"1\"\n---\n\n![](/images/b.png) ![](/images/c.png) [b](../images/b.png)\n\n[cold by=\"n\"]x[/cold] [colder by=\"n\"]\n"), "posts/a.md.new": file(""), "posts/b.md": file("![](/images/b.png)\n")}
	yes := func(k note.Kind, text string) note.Note { return note.Note{Kind: k, Text: text, Accepted: true} }
	recorded := []Recorded{
		{ID: 1, Path: "posts/a.md", SHA256: "edited", Notes: []note.Note{
			yes(note.Media, "404: http://old.example/b é.png"), {Kind: note.Media, Text: "404: http://old.example/c.png", Review: true},
			yes(note.Shortcode, "unknown, kept as text: [cold by=\"n\"]"), yes(note.Edited, "both have changed it"),
		}},
		{ID: 2, Path: "posts/b.md", SHA256: "edited"},
		{ID: 3, Type: "page", Failed: true, Notes: []note.Note{yes(note.Unwritten, "pages: not a folder")}},
		{ID: 4, Type: "page", Failed: true, Notes: []note.Note{{Kind: note.Unwritten, Text: "cut off", Review: true}}},
	}
	r, err := Folder(context.Background(), root, target.Plain(), recorded, nil, map[string]string{"images/b.png": "http://old.example/b%20%C3%A9.png", "images/c.png": "http://old.example/c.png"})
	if err != nil {
		t.Fatal(err)
	}
	var problems, accepted []string
	for _, f := range r.Problems {
		problems = append(problems, f.Text)
	}
	for _, f := range r.Notes {
		if f.Accepted {
			accepted = append(accepted, f.Text)
		}
	}
	if want := []string{"page 4 could not be written: cut off", "not there: /images/c.png", `left over: [colder by="n"]`, "not there: /images/b.png"}; !slices.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
	if want := []string{"page 3 could not be written: pages: not a folder", "its new version waits beside it: posts/a.md.new", "not there: /images/b.png", "leads to nothing here: ../images/b.png", `left over: [/cold]`, `left over: [cold by="n"]`}; !slices.Equal(accepted, want) || r.Accepted() != len(want) {
		t.Errorf("accepted: %q, want %q", accepted, want)
	}
}

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func prefixed(p string, list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, p+s)
	}
	return out
}

// check returns what is found, problems first, each as "path:line kind: text".
// What has no hash is recorded as it is.
func check(t *testing.T, root fstest.MapFS, recorded ...Recorded) (list []string) {
	t.Helper()
	for i := range recorded {
		if f := root[recorded[i].Path]; f != nil && recorded[i].SHA256 == "" {
			sum := sha256.Sum256(f.Data)
			recorded[i].SHA256 = hex.EncodeToString(sum[:])
		}
	}
	r, err := Folder(context.Background(), root, target.Plain(), recorded, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Concat(r.Problems, r.Notes) {
		list = append(list, fmt.Sprintf("%s:%d %s: %s", f.Path, f.Line, f.Kind, f.Text))
	}
	return list
}

func TestManifest(t *testing.T) {
	got := check(t, fstest.MapFS{
		"posts/a.md":       file("---\nid: \"1\"\n---\n\nMine.\n"),
		"posts/a.md.new":   file("---\nid: \"1\"\n---\n\nNew.\n"),
		"posts/same.md":    file("---\nid: \"9\"\n---\n"),
		"posts/A.md":       file("---\nid: \"2\"\n---\n"),
		"posts/é.md":       file("---\nid: \"3\"\n---\n"),
		"posts/e\u0301.md": file("---\nid: \"7\"\n---\n"),
		"posts/b.md":       file("---\nid: \"4\"\n---\n"),
		"posts/c.md":       file("---\nid: \"5\"\ndraft: true\n---\n"),
		"notes.md":         file("no front matter"),
		"broken.md":        file("---\nid: \"1\n---\n"),
		"open.md":          file("---\nid: \"1\"\n"),
	},
		Recorded{ID: 1, Path: "posts/a.md", SHA256: strings.Repeat("0", 64)},
		Recorded{ID: 2, Path: "posts/A.md"},
		Recorded{ID: 3, Path: "posts/é.md"},
		Recorded{ID: 4, Path: "posts/b.md", Private: true},
		Recorded{ID: 5, Path: "posts/c.md", Private: true},
		Recorded{ID: 6, Path: "posts/gone.md", SHA256: "1"},
		Recorded{ID: 7, Private: true},
		Recorded{ID: 8, Path: "posts/deleted.md", SHA256: "1", Deleted: true},
		Recorded{ID: 9, Path: "posts/same.md", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte("---\nid: \"9\"\n---\n")))},
		Recorded{ID: 9, Path: "posts/same.md", SHA256: "1", Absent: true}, // its comments are left from an earlier run
	)
	want := []string{
		"broken.md:1 front-matter: line 2: found unexpected document indicator",
		"open.md:1 front-matter: the line --- that ends it is missing",
		"posts/a.md:0 collision: is the same file as posts/A.md on some systems",
		"posts/a.md:0 conflict: its new version waits beside it: posts/a.md.new",
		"posts/b.md:1 private: the post is private or behind a password, and is not marked as a draft",
		"posts/e\u0301.md:1 private: the post with the id 7 is private or behind a password and was held back",
		"posts/gone.md:0 missing: it was written and is not there",
		"posts/é.md:0 collision: is the same file as posts/e\u0301.md on some systems",
		"broken.md:0 unknown: no run has written it",
		"notes.md:0 unknown: no run has written it",
		"open.md:0 unknown: no run has written it",
		"posts/a.md:0 edited: edited since it was written",
		"posts/deleted.md:0 deleted: deleted since it was written",
		"posts/e\u0301.md:0 unknown: no run has written it",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func FuzzBody(f *testing.F) {
	for _, s := range []string{"[a](b) ![c](/d) <a href='e'>", "[x y=\"1\"] a@b.cd", "<!-- wp:x --> `c` # h {#i}", "| a |\n|--|\n| [b c=d] |"} {
		f.Add("---\nid: 1\n---\n\n" + s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := Folder(context.Background(), fstest.MapFS{"posts/a.md": file(s)}, target.Plain(), nil, nil, nil); err != nil {
			t.Fatal(err)
		}
	})
}
