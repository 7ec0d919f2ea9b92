package transform

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"

	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/verify"
)

var gfm = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote, extension.TaskList),
	goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	goldmark.WithRendererOptions(ghtml.WithUnsafe()),
)

func renderMarkdown(t testing.TB, md []byte) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := gfm.Convert(md, &b); err != nil {
		t.Fatal(err)
	}
	return parseTest(b.String())
}

func parseTest(s string) *html.Node {
	return (&builder{item: &extract.Item{}}).parseHTML(s)
}

// sameToReader checks that the page that Markdown makes of a printed tree is to
// a reader the page that the tree is.
func sameToReader(t testing.TB, root *html.Node, md []byte) {
	t.Helper()
	for _, d := range verify.New(&dialect.Plain).Page(root, md) {
		t.Errorf("the page is not the same: %s: %s\nMarkdown:\n%s", d.Kind, d.Text, md)
	}
}

// lostLetters returns the letters and figures that a tree shows and a rendered
// page does not.
func lostLetters(root, page *html.Node) string {
	count := map[rune]int{}
	for _, r := range visibleText(page) {
		count[r]++
	}
	var lost strings.Builder
	for _, r := range visibleText(root) {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		if count[r]--; count[r] < 0 {
			lost.WriteRune(r)
		}
	}
	return lost.String()
}

// visibleText returns what a tree shows as text, or in place of an image.
func visibleText(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			b.WriteByte(' ')
			return
		case n.Type == html.ElementNode:
			switch n.DataAtom {
			case atom.Script, atom.Style, atom.Iframe, atom.Audio, atom.Video:
				return
			case atom.Img:
				b.WriteString(tree.Attr(n, "alt") + " " + tree.Attr(n, "title") + " ")
			case 0:
				switch n.Data {
				case tree.Markdown:
					return // shows what its source means
				case tree.Autolink:
					b.WriteString(tree.Attr(n, "href") + " ")
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return b.String()
}
