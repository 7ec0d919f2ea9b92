package transform

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

// addRows seeds a fuzz target with the contents of the tables for which ok holds.
func addRows(f *testing.F, ok func(content string) bool) {
	f.Helper()
	for _, file := range tableFiles(f) {
		for _, r := range readRows(f, file) {
			if ok(r.in) {
				f.Add(r.in)
			}
		}
	}
}

// fuzzMeta gives the post a footnote, which a content can refer to.
var fuzzMeta = []extract.Meta{{Key: "footnotes", Value: `[{"id":"a","content":"A <em>note</em>"}]`}}

// FuzzShortcodes makes pages of contents that have no blocks.
func FuzzShortcodes(f *testing.F) {
	addRows(f, func(s string) bool { return !hasBlocks(s) })
	lib := testLibrary()
	f.Fuzz(func(t *testing.T, content string) {
		if hasBlocks(content) || len(content) > 4<<10 {
			return
		}
		fuzzPage(t, lib, content)
		for name, fate := range Shortcodes(content) {
			if name == "" || fate == "" || !utf8.ValidString(name) {
				t.Errorf("shortcode %q: %q", name, fate)
			}
		}
	})
}

// FuzzTree makes pages of any contents.
func FuzzTree(f *testing.F) {
	addRows(f, func(string) bool { return true })
	lib := testLibrary()
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) <= 4<<10 {
			fuzzPage(t, lib, content)
		}
	})
}

func fuzzPage(t *testing.T, lib *Library, content string) {
	it := &extract.Item{ID: 5, Content: content, Meta: fuzzMeta}
	page := Tree(it, lib, Options{})
	checkPage(t, it, lib, Options{}, page, markdown.New(nil).Print(page.Tree))
	for _, n := range page.Notes {
		if n.Kind == "" || n.Text == "" || !utf8.ValidString(n.Text) || strings.ContainsAny(n.Text, "\n") {
			t.Errorf("bad note: %#v", n)
		}
	}
}

// FuzzBlocks reads contents as blocks: what is no delimiter is in the blocks,
// in order, and nothing else.
func FuzzBlocks(f *testing.F) {
	addRows(f, hasBlocks)
	f.Fuzz(func(t *testing.T, content string) {
		root := parseBlocks(content, nil)
		text := root.text()
		if want := withoutDelimiters(content); text != want {
			t.Errorf("text of the blocks:\n%q\nwant:\n%q", text, want)
		}
		var walk func(b *block, depth int)
		walk = func(b *block, depth int) {
			if depth > maxBlockDepth {
				t.Error("nested too deep")
			}
			for _, c := range b.children {
				if isHTML := c.name == ""; isHTML == (c.html == "") || isHTML && (c.attrs != "" || c.void || len(c.children) > 0) || c.void && len(c.children) > 0 {
					t.Errorf("a block that cannot be: %+v", c)
				}
				walk(c, depth+1)
			}
		}
		walk(root, 0)
		if again := parseBlocks(content, nil).text(); again != text {
			t.Errorf("a second run differs: %q, %q", text, again)
		}
	})
}

// withoutDelimiters returns a content without the comments that delimit blocks.
func withoutDelimiters(s string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<!--")
		out.WriteString(before)
		comment, behind, closed := strings.Cut(rest, "-->")
		if !ok {
			return out.String()
		}
		if _, delimits := parseDelimiter(comment); closed && delimits {
			s = behind
			continue
		}
		out.WriteString("<!--")
		s = rest
	}
}
