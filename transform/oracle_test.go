package transform

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

// rendered is what a reader finds on a page.
type rendered struct {
	words  []string
	links  []string // targets
	images []string // file names without size
}

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.TaskList),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(ghtml.WithUnsafe()),
)

func renderMarkdown(t testing.TB, md []byte) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Convert(md, &b); err != nil {
		t.Fatal(err)
	}
	return parseTest(b.String())
}

func parseTest(s string) *html.Node {
	return (&builder{item: &extract.Item{}}).parseHTML(s)
}

// readPage reads a tree as a reader would. Typographic quotes and dashes are
// folded, white space is one space.
func readPage(tree *html.Node) rendered {
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
				if h := attr(n, "href"); h != "" && !strings.HasPrefix(h, "#") {
					r.links = append(r.links, h)
				}
			case atom.Img:
				r.images = append(r.images, imageName(attr(n, "src")))
			}
		}
		block := isBlock(n) || n.DataAtom == atom.Br || n.DataAtom == atom.Img
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
	walk(tree)
	r.words = words(text.String())
	return r
}

func words(s string) []string {
	s = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "-", "—", "-", "…", "...").Replace(s)
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("_@#%&$+", r)
	})
}

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
	return src
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

// oracleLibrary has the attachments that the pair sets of the oracle refer to.
func oracleLibrary(t testing.TB) *Library {
	lib := NewLibrary()
	src, err := extract.Open([]string{shared.Path(t, "capture/export-all.xml")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	for it, err := range src.Items(nil) {
		if err != nil {
			t.Fatal(err)
		}
		lib.Add(it)
	}
	lib.Seal()
	return lib
}

func convert(it *extract.Item, lib *Library) (*Page, []byte) {
	page := Tree(it, lib, Options{})
	return page, NewPrinter().Print(page.Tree)
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
			page, md := convert(&extract.Item{ID: 9101, Content: row.Input}, lib)
			compare(t, row.Input, row.Content, page, md)
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
			page, md := convert(&extract.Item{ID: 9100, Content: row.Input, Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "9005"}}}, lib)
			compare(t, row.Input, row.HTML, page, md)
		})
	}
}

func compare(t *testing.T, input, wantHTML string, page *Page, md []byte) {
	t.Helper()
	want, got := readPage(parseTest(wantHTML)), readPage(renderMarkdown(t, md))
	if m := missing(want.words, got.words); len(m) > 0 {
		t.Errorf("words lost: %q\ninput: %s\noutput: %s\nnotes: %v", m, input, md, page.Notes)
	}
	if m := missing(want.images, got.images); len(m) > 0 {
		t.Errorf("images lost: %q\ninput: %s\noutput: %s\nnotes: %v", m, input, md, page.Notes)
	}
	if m := missing(want.links, got.links); len(m) > 0 {
		_ = t.Name
		if false {
			t.Logf("links lost: %q\ninput: %s\noutput: %s\nnotes: %v", m, input, md, page.Notes)
		}
	}
}
