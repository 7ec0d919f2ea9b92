package transform

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

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

// sameToReader checks that the page that Markdown makes of a printed tree is to
// a reader the page that the tree is.
func sameToReader(t testing.TB, tree *html.Node, md []byte) {
	t.Helper()
	page := plain(tree)
	(&hoister{copies: maxCopies}).hoist(page)
	want, got := canonical(page), canonical(withoutFootnotes(renderMarkdown(t, md)))
	if !slices.Equal(want, got) {
		t.Errorf("the page is not the same:\n%s\nMarkdown:\n%s",
			diff.Diff("got", []byte(strings.Join(got, "\n")+"\n"), "want", []byte(strings.Join(want, "\n")+"\n")), md)
	}
}

// plain returns a copy of a clean tree in which the elements that are ours, and
// those that are printed as something else, are what they are printed as.
func plain(n *html.Node) *html.Node {
	c := copyShallow(n)
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case isTag(k, tagMore):
			c.AppendChild(newElement(atom.Div))
		case isTag(k, tagAutolink):
			a := newElement(atom.A, "href", attr(k, "href"))
			a.AppendChild(newText(attr(k, "href")))
			c.AppendChild(a)
		case isTag(k, tagNoteRef), isTag(k, tagNote):
		case isElement(k, atom.Cite) && n.DataAtom == atom.Blockquote:
			if !isBlank(k) {
				c.AppendChild(newElement(atom.Br))
				if !strings.HasPrefix(textContent(k), "—") {
					c.AppendChild(newText("— "))
				}
				name := plain(k)
				if isBreak(name.FirstChild) {
					remove(name.FirstChild)
				}
				moveChildren(c, name)
			}
		case isElement(k, atom.Figure):
			if caption := captionOfImages(k); caption != nil {
				p := newElement(atom.P)
				for in := k.FirstChild; in != nil; in = in.NextSibling {
					if in != caption {
						p.AppendChild(plain(in))
					}
				}
				p.AppendChild(newElement(atom.Br))
				em := newElement(atom.Em)
				moveChildren(em, plain(caption))
				p.AppendChild(em)
				c.AppendChild(p)
				continue
			}
			div := newElement(atom.Div)
			moveChildren(div, plain(k))
			c.AppendChild(div)
		case isElement(k, atom.Figcaption) && isTextOnly(k):
			em := newElement(atom.Em)
			moveChildren(em, plain(k))
			p := newElement(atom.P)
			p.AppendChild(em)
			c.AppendChild(p)
		default:
			c.AppendChild(plain(k))
		}
	}
	return c
}

// withoutFootnotes drops from a rendered page what goldmark makes of footnotes.
func withoutFootnotes(page *html.Node) *html.Node {
	var gone []*html.Node
	for n := range page.Descendants() {
		if hasClass(n, "footnotes") || isElement(n, atom.Sup) && strings.HasPrefix(attr(n, "id"), "fnref:") {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		remove(n)
	}
	return page
}

// lostLetters returns the letters and figures that a tree shows and a rendered
// page does not.
func lostLetters(tree, page *html.Node) string {
	count := map[rune]int{}
	for _, r := range visibleText(page) {
		count[r]++
	}
	var lost strings.Builder
	for _, r := range visibleText(tree) {
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
func visibleText(tree *html.Node) string {
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
				b.WriteString(attr(n, "alt") + " " + attr(n, "title") + " ")
			case 0:
				switch n.Data {
				case tagMarkdown:
					return // shows what its source means
				case tagAutolink:
					b.WriteString(attr(n, "href") + " ")
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(tree)
	return b.String()
}

// canonical returns what a page says as lines of text, one for each leaf block:
// the blocks it is in, and its text with the marks of each character. Two trees
// of one canonical form are the same page to a reader. Not part of it: white
// space that does not show, where a mark begins within white space, empty
// blocks.
func canonical(tree *html.Node) []string {
	c := canonicalizer{}
	c.blocks(tree, "")
	return c.lines
}

type canonicalizer struct {
	lines []string
	quote int
	list  int
}

func (c *canonicalizer) leaf(path, text string) {
	if text != "" {
		c.lines = append(c.lines, path+": "+text)
	}
}

func (c *canonicalizer) blocks(n *html.Node, path string) {
	for k := n.FirstChild; k != nil; {
		if !isBlock(k) {
			end := k
			for end != nil && !isBlock(end) {
				end = end.NextSibling
			}
			in := canonicalInline{}
			for ; k != end; k = k.NextSibling {
				in.node(k)
			}
			for _, p := range in.paragraphs() {
				c.leaf(path+"/p", p)
			}
			continue
		}
		c.block(k, path)
		k = k.NextSibling
	}
}

func (c *canonicalizer) block(n *html.Node, path string) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		in := canonicalInline{}
		in.children(n)
		c.leaf(path+"/"+n.Data, strings.Join(in.paragraphs(), "⏎⏎"))
	case atom.Blockquote:
		c.quote++
		before := len(c.lines)
		c.blocks(n, fmt.Sprintf("%s/quote%d", path, c.quote))
		if len(c.lines) == before {
			c.quote-- // an empty one does not show
		}
	case atom.Ul, atom.Ol:
		c.list++
		kind := fmt.Sprintf("/ul%d", c.list)
		if n.DataAtom == atom.Ol {
			kind = fmt.Sprintf("/ol%d", c.list)
		}
		num := listStart(n)
		for li := n.FirstChild; li != nil; li = li.NextSibling {
			if isElement(li, atom.Li) {
				before := len(c.lines)
				at := path + kind + "/" + strconv.Itoa(num)
				c.blocks(li, at)
				if len(c.lines) == before {
					c.lines = append(c.lines, at+": (empty)")
				}
				num++
			}
		}
	case atom.Caption:
		in := canonicalInline{}
		in.children(n)
		for _, p := range in.paragraphs() {
			c.leaf(path+"/p", p)
		}
	case atom.Pre:
		text := strings.TrimSuffix(preText(n), "\n")
		if strings.TrimSpace(text) != "" {
			c.lines = append(c.lines, path+"/pre "+codeLanguage(n)+": "+strconv.Quote(text))
		}
	case atom.Iframe, atom.Audio, atom.Video:
		c.lines = append(c.lines, path+"/"+n.Data+" "+attr(n, "src"))
	case atom.Hr:
		c.lines = append(c.lines, path+"/hr")
	case atom.Table:
		r := 0
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if isElement(k, atom.Caption) {
				c.block(k, path)
			}
		}
		for _, tr := range rowsOf(n) {
			col, any := 0, false
			for td := tr.FirstChild; td != nil; td = td.NextSibling {
				if isElement(td, atom.Td) || isElement(td, atom.Th) {
					in := canonicalInline{}
					if td.DataAtom == atom.Th && r > 0 {
						in.marks = []string{"strong"} // how a header in the body is printed
					}
					in.children(td)
					if s := strings.Join(in.paragraphs(), "⏎⏎"); s != "" {
						c.leaf(fmt.Sprintf("%s/cell %d,%d", path, r, col), s)
						any = true
					}
					col++
				}
			}
			if any {
				r++
			}
		}
	default:
		c.blocks(n, path)
	}
}

// rowsOf returns the rows of a table as they show: those of the foot last.
func rowsOf(table *html.Node) []*html.Node {
	var rows, feet []*html.Node
	for tr := range table.Descendants() {
		switch {
		case !isElement(tr, atom.Tr):
		case isElement(tr.Parent, atom.Tfoot):
			feet = append(feet, tr)
		default:
			rows = append(rows, tr)
		}
	}
	return append(rows, feet...)
}

// canonicalInline collects characters with their marks.
type canonicalInline struct {
	marks []string
	out   []canonicalChar
}

type canonicalChar struct {
	text  string // "" is white space, "\n" a line break
	marks string
}

func (in *canonicalInline) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		in.node(c)
	}
}

func (in *canonicalInline) add(text string) {
	set := append([]string(nil), in.marks...)
	sort.Strings(set)
	var uniq []string
	for i, m := range set {
		if i == 0 || m != set[i-1] {
			uniq = append(uniq, m)
		}
	}
	in.out = append(in.out, canonicalChar{text, strings.Join(uniq, ",")})
}

func (in *canonicalInline) node(n *html.Node) {
	if n.Type == html.TextNode {
		for _, r := range n.Data {
			if unicode.IsSpace(r) {
				in.out = append(in.out, canonicalChar{})
			} else {
				in.add(string(r))
			}
		}
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	mark := ""
	switch n.DataAtom {
	case atom.Strong, atom.B:
		mark = "strong"
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		mark = "em"
	case atom.Del, atom.S, atom.Strike:
		mark = "del"
	case atom.Code, atom.Samp, atom.Tt:
		mark = "code"
	case atom.A:
		if href := strings.TrimSpace(attr(n, "href")); href != "" {
			mark = "link " + readAddress(href) + " " + collapseSpace(attr(n, "title"))
		}
	case atom.Sub, atom.Sup, atom.U, atom.Mark, atom.Kbd, atom.Abbr:
		mark = n.Data + " " + attr(n, "title")
	case atom.Br:
		in.out = append(in.out, canonicalChar{text: "\n"})
		return
	case atom.Img:
		in.add(fmt.Sprintf("⟦%s|%s|%s⟧", readAddress(attr(n, "src")), collapseSpace(attr(n, "alt")), collapseSpace(attr(n, "title"))))
		return
	}
	if mark != "" {
		in.marks = append(in.marks, mark)
		defer func() { in.marks = in.marks[:len(in.marks)-1] }()
	}
	if isBlock(n) {
		in.out = append(in.out, canonicalChar{})
		defer func() { in.out = append(in.out, canonicalChar{}) }()
	}
	in.children(n)
}

// paragraphs returns the text, divided where two or more line breaks stand.
func (in *canonicalInline) paragraphs() []string {
	var paras []string
	var b strings.Builder
	marks, space, breaks := "", false, 0
	flush := func() {
		if b.Len() > 0 {
			paras = append(paras, b.String())
		}
		b.Reset()
		marks = ""
	}
	for _, c := range in.out {
		switch c.text {
		case "":
			space = true
			continue
		case "\n":
			breaks++
			continue
		}
		if breaks > 1 {
			flush()
		} else if breaks == 1 && b.Len() > 0 {
			b.WriteString("⏎")
		} else if space && b.Len() > 0 {
			b.WriteString(" ")
		}
		space, breaks = false, 0
		if c.marks != marks {
			b.WriteString("{" + c.marks + "}")
			marks = c.marks
		}
		b.WriteString(c.text)
	}
	flush()
	return paras
}

// readAddress undoes percent-encoding: renderers encode what need not be.
func readAddress(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
