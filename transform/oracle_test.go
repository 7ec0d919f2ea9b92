package transform

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/markdown"
)

// deviation says why a row of the oracle does not keep all that WordPress shows,
// and what a note says of it, if there is one.
type deviation struct{ reason, note string }

const (
	unknownTags = "the tags of unknown shortcodes go, their content stays (docs/formats.md §C.6)"
	ownTitle    = "WordPress asks the other post for its title; a link has its address"
	dynamic     = "only the running site can fill it (docs/formats.md §D.3)"
)

var shortcodeDeviations = map[string]deviation{
	"caption nested shortcode": {"WordPress does not run shortcodes in a caption, we do: people mean them", ""},
	"caption nested caption":   {"the same", ""},
	"upper case":               {unknownTags, "CAPTION"},
	"unknown":                  {unknownTags, "nosuch"},
	"unknown around known":     {unknownTags, "column"},
	"known around unknown":     {unknownTags, "nosuch"},
	"gallery in pre":           {"shortcodes in <pre> are shown, not run", ""},
	"embed own post":           {ownTitle, ""},
	"bare own url line":        {ownTitle, ""},
	"bare youtube embed url":   {"WordPress shows the address of the page, we keep the one that is written", ""},
}

var blockDeviations = map[string]deviation{
	"embed own post":           {ownTitle, ""},
	"shortcode two paragraphs": {unknownTags, "nosuch"},
	"accordion":                {"the + of a heading is an icon (docs/formats.md §D.2)", ""},
	"search":                   {dynamic, `search {"label":"Find","buttonText":"Go"}`},
	"post title":               {"the title is in the front matter", "post-title"},
	"read more":                {dynamic, "On and on"},
	"latest posts":             {dynamic, "latest-posts"},
	"rss offline":              {dynamic, "https://nowhere.example.test/feed"},
}

func TestShortcodesOracle(t *testing.T) {
	lib := oracleLibrary(t)
	dec := json.NewDecoder(bytes.NewReader(shared.Read(t, "oracle/shortcodes.jsonl")))
	for dec.More() {
		var row struct{ Name, Input, Content string }
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		t.Run(row.Name, func(t *testing.T) {
			it := &extract.Item{ID: 9101, Content: row.Input}
			keeps(t, it, lib, row.Content, shortcodeDeviations, row.Name)
		})
	}
}

func TestBlocksOracle(t *testing.T) {
	lib := oracleLibrary(t)
	dec := json.NewDecoder(bytes.NewReader(shared.Read(t, "oracle/blocks.jsonl")))
	for dec.More() {
		var row struct {
			Name, Input string
			HTML        string `json:"rendered_html"`
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		t.Run(row.Name, func(t *testing.T) {
			it := &extract.Item{ID: 9100, Content: row.Input, Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "9005"},
				{Key: "footnotes", Value: `[{"id":"fn-1","content":"A <em>note</em>"},{"id":"fn-2","content":"Another"}]`}}}
			keeps(t, it, lib, row.HTML, blockDeviations, row.Name)
		})
	}
}

// keeps checks that the Markdown of an item has the words, images and links of
// the HTML that WordPress makes of it, unless the row deviates.
func keeps(t *testing.T, it *extract.Item, lib *Library, wantHTML string, known map[string]deviation, name string) {
	t.Helper()
	page := Tree(it, lib, Options{})
	md := markdown.New(nil).Print(page.Tree)
	checkPage(t, it, lib, Options{}, page, md)
	want, got := readPage(parseTest(wantHTML)), readPage(renderMarkdown(t, md))
	lost := missing(want.words, got.words)
	lost = append(lost, missing(want.images, got.images)...)
	for _, link := range missing(want.links, got.links) {
		if !isAttachmentPage(lib, link) { // these pages are no more; the image is here
			lost = append(lost, link)
		}
	}
	d, deviates := known[name]
	switch {
	case len(lost) > 0 && !deviates:
		t.Errorf("lost: %q\ninput: %s\noutput: %s\nnotes: %v", lost, it.Content, md, page.Notes)
	case len(lost) == 0 && deviates:
		t.Errorf("is listed to lose something but keeps all")
	case d.note != "" && !noted(page.Notes, d.note):
		t.Errorf("no note on %q: %v", d.note, page.Notes)
	}
}

func isAttachmentPage(lib *Library, link string) bool {
	for i := range lib.attachments.list {
		a := lib.attachments.at(i)
		if a.Page == link {
			return true
		}
	}
	return false
}

func noted(notes []note.Note, what string) bool {
	for _, n := range notes {
		if strings.Contains(n.Text, what) {
			return true
		}
	}
	return false
}

// rendered is what a reader finds on a page.
type rendered struct {
	words  []string
	links  []string // targets
	images []string // file names without size
}

// readPage reads a tree as a reader would. Typographic quotes and dashes are
// folded, white space is one space.
func readPage(root *html.Node) rendered {
	var r rendered
	var text strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
			return
		case n.Type == html.ElementNode:
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Iframe, atom.Audio, atom.Video, atom.Object:
				return
			case atom.A:
				if h := tree.Attr(n, "href"); h != "" && !strings.HasPrefix(h, "#") {
					r.links = append(r.links, h)
				}
			case atom.Img:
				r.images = append(r.images, imageName(tree.Attr(n, "src")))
			}
		}
		block := tree.IsBlock(n) || n.DataAtom == atom.Br || n.DataAtom == atom.Img
		if block {
			text.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			text.WriteByte(' ')
		}
	}
	walk(root)
	r.words = words(text.String())
	return r
}

var foldPunctuation = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...")

func words(s string) []string {
	return strings.FieldsFunc(foldPunctuation.Replace(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("_@#%&$+", r)
	})
}

// imageName returns the file name of an image without the suffix of its size.
func imageName(src string) string {
	if i := strings.IndexAny(src, "?#"); i >= 0 {
		src = src[:i]
	}
	src = strings.Replace(src[strings.LastIndexByte(src, '/')+1:], "-scaled.", ".", 1)
	if i := strings.LastIndexByte(src, '-'); i >= 0 {
		if dot := strings.LastIndexByte(src, '.'); dot > i && strings.Trim(src[i+1:dot], "0123456789x") == "" {
			src = src[:i] + src[dot:]
		}
	}
	return strings.ToLower(src)
}

// missing returns what want has and got has not.
func missing(want, got []string) []string {
	have := map[string]int{}
	for _, g := range got {
		have[g]++
	}
	var m []string
	for _, w := range want {
		if have[w] > 0 {
			have[w]--
		} else {
			m = append(m, w)
		}
	}
	return m
}

// oracleLibrary has the attachments and reusable blocks that the pair sets of
// the oracle refer to.
func oracleLibrary(t testing.TB) *Library {
	lib := NewLibrary()
	for _, it := range itemsOf(t, "capture/export-all.xml") {
		lib.Add(it)
	}
	for id, content := range map[int64]string{
		9201: "<!-- wp:paragraph --><p>From the reusable block.</p><!-- /wp:paragraph -->",
		9203: "<!-- wp:paragraph --><p>Outer</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":9201} /-->",
		9204: "<!-- wp:paragraph --><p>I contain myself</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":9204} /-->",
		9205: "Classic text in a reusable block.\n\nSecond paragraph. [gallery ids=\"9002\"]",
		9206: `<!-- wp:paragraph {"metadata":{"name":"slot","bindings":{"__default":{"source":"core/pattern-overrides"}}}} --><p>Words</p><!-- /wp:paragraph -->`,
	} {
		lib.Add(&extract.Item{ID: id, Type: "wp_block", Status: "publish", Content: content})
	}
	lib.Seal()
	return lib
}

// itemsOf returns the items of an export of the reference data.
func itemsOf(t testing.TB, name string) []*extract.Item {
	t.Helper()
	src, err := extract.Open([]string{shared.Path(t, name)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	var items []*extract.Item
	for it, err := range src.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		c := *it
		items = append(items, &c)
	}
	return items
}
