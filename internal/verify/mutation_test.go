package verify

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/transform"
	printer "github.com/wp2md/wp2md/transform/markdown"
)

// A mutation breaks Markdown at one place; f says what is put there. Those of a
// kind are tried at every place where the expression matches.
type mutation struct {
	name string
	at   *regexp.Regexp
	f    func(md string, m []int) string
}

func drop(string, []int) string { return "" }

// with returns the expression's first group, what precedes and follows it.
func with(s string) func(string, []int) string { return func(string, []int) string { return s } }

func group(n int) func(string, []int) string {
	return func(md string, m []int) string { return md[m[2*n]:m[2*n+1]] }
}

var mutations = []mutation{
	{"a list level lost", regexp.MustCompile(`(?m)^ +((?:[-*]|\d+[.)]) )`), group(1)},
	{"a list level deeper", regexp.MustCompile(`(?m)^(?:[-*]|\d+[.)]) \S`), func(md string, m []int) string { return "    " + md[m[0]:m[1]] }},
	{"an ordered list is bullets", regexp.MustCompile(`(?m)^\d+[.)] `), with("- ")},
	{"a list starts elsewhere", regexp.MustCompile(`(?m)^( *)(\d+)\. `), func(md string, m []int) string {
		n, _ := strconv.Atoi(group(2)(md, m))
		return group(1)(md, m) + strconv.Itoa(n+1) + ". "
	}},
	{"a cell swallowed", regexp.MustCompile(`\|[^|\n]*[^|\s:-][^|\n]*\|`), with("|")},
	{"a row swallowed", regexp.MustCompile(`(?m)^\|.*[^|\s:-].*\|\n`), drop},
	{"a delimiter row swallowed", regexp.MustCompile(`(?m)^\|(?: :?-+:? \|)+\n`), drop},
	{"a link lost", regexp.MustCompile(`\[([^\]\n!]+)\]\([^)\n]*\)`), group(1)},
	{"a link leads elsewhere", regexp.MustCompile(`(\]\()([^)\n"]+)`), func(md string, m []int) string { return group(1)(md, m) + "/not" + group(2)(md, m) }},
	{"an autolink lost", regexp.MustCompile(`<https?://[^>\n]+>`), drop},
	{"an autolink is text", regexp.MustCompile(`<(https?://[^>\n]+)>`), group(1)},
	{"an image lost", regexp.MustCompile(`!\[[^\]\n]*\]\([^)\n]*\)`), drop},
	{"an image is a link", regexp.MustCompile(`!(\[[^\]\n]+\]\([^)\n]*\))`), group(1)},
	{"an alt lost", regexp.MustCompile(`!\[[^\]\n]+\]`), with("![]")},
	{"two words glued", regexp.MustCompile(`(\pL) (\pL)`), func(md string, m []int) string { return group(1)(md, m) + group(2)(md, m) }},
	{"a word torn", regexp.MustCompile(`(\pL\pL)(\pL\pL)`), func(md string, m []int) string { return group(1)(md, m) + " " + group(2)(md, m) }},
	{"a word lost", regexp.MustCompile(`\b\pL+\b`), drop},
	{"a letter changed", regexp.MustCompile(`[a-w]`), func(md string, m []int) string { return string(md[m[0]] + 1) }},
	{"two words swapped", regexp.MustCompile(`\b(\pL+) (\pL+)\b`), func(md string, m []int) string { return group(2)(md, m) + " " + group(1)(md, m) }},
	{"escaped twice", regexp.MustCompile(`\\[[:punct:]]`), func(md string, m []int) string { return `\\` + md[m[0]:m[1]] }},
	{"an entity escaped twice", regexp.MustCompile(`&(#?\w+;)`), func(md string, m []int) string { return "&amp;" + group(1)(md, m) }},
	{"not escaped", regexp.MustCompile(`\\([[:punct:]])`), group(1)},
	{"an entity decoded", regexp.MustCompile(`&amp;`), with("&")},
	{"a line of code cut", regexp.MustCompile("(?s)(\n *```[^\n]*\n)[^\n]*[^\\s`][^\n]*\n"), group(1)},
	{"code indented", regexp.MustCompile("(?s)(\n *```[^\n]*\n)([^\n]*[^\\s`][^\n]*\n)"), func(md string, m []int) string { return group(1)(md, m) + "\t" + group(2)(md, m) }},
	{"a fence lost", regexp.MustCompile("(?m)^ *```[^\n]*\n"), drop},
	{"the language of code lost", regexp.MustCompile("(?m)^( *```)\\w+$"), group(1)},
	{"code is text", regexp.MustCompile("`+[^`\n]+`+"), func(md string, m []int) string { return strings.Trim(md[m[0]:m[1]], "`") }},
	{"a heading is text", regexp.MustCompile(`(?m)^#+ `), drop},
	{"a heading is one level down", regexp.MustCompile(`(?m)^#{1,5} `), func(md string, m []int) string { return "#" + md[m[0]:m[1]] }},
	{"a paragraph lost", regexp.MustCompile(`(?m)(?:^.+\n)+\n?`), drop},
	{"a paragraph twice", regexp.MustCompile(`(?m)(?:^.+\n)+\n?`), func(md string, m []int) string {
		p := strings.TrimRight(md[m[0]:m[1]], "\n")
		return p + "\n\n" + p + "\n\n"
	}},
	{"two paragraphs are one", regexp.MustCompile(`([^\s>])\n\n(\pL)`), func(md string, m []int) string { return group(1)(md, m) + "\n" + group(2)(md, m) }},
	{"a paragraph torn", regexp.MustCompile(`(\pL) (\pL)`), func(md string, m []int) string { return group(1)(md, m) + "\n\n" + group(2)(md, m) }},
	{"a quote is text", regexp.MustCompile(`(?m)^> `), drop},
	{"a rule lost", regexp.MustCompile(`(?m)^ *\*\*\*\n`), drop},
	{"the divider lost", regexp.MustCompile(`(?m)^<!--more-->\n`), drop},
	{"a line break lost", regexp.MustCompile(`  \n`), with("\n")},
	{"a line break more", regexp.MustCompile(`(\pL) (\pL)`), func(md string, m []int) string { return group(1)(md, m) + "  \n" + group(2)(md, m) }},
	{"a marker lost", regexp.MustCompile(`\*\*|_|\*|~~`), drop},
	{"bold is italic", regexp.MustCompile(`\*\*([^*\n]+)\*\*`), func(md string, m []int) string { return "*" + group(1)(md, m) + "*" }},
	{"a footnote lost", regexp.MustCompile(`(?m)^\[\^\d+\]: .*\n`), drop},
	{"the mark of a footnote lost", regexp.MustCompile(`\[\^\d+\]`), drop},
	{"a footnote leads elsewhere", regexp.MustCompile(`(\[\^)\d+\]`), func(md string, m []int) string { return group(1)(md, m) + "9]" }},
	{"a box of a task lost", regexp.MustCompile(`\[[ x]\] `), drop},
	{"a task is done", regexp.MustCompile(`\[ \] `), with("[x] ")},
	{"a player or frame lost", regexp.MustCompile(`<(?:iframe|audio|video)[^>]*>(?:<[^>]*>)*`), drop},
	{"a player or frame shows another", regexp.MustCompile(`(<(?:iframe|audio|video|source)[^>]* src=")`), func(md string, m []int) string { return group(1)(md, m) + "/not" }},
	{"an end tag lost", regexp.MustCompile(`</(?:[a-oq-z]\w*|p\w+)>`), drop},
	{"a start tag lost", regexp.MustCompile(`<(?:[a-oq-z]\w*|p\w+)(?: [^>\n]*)?>`), drop},
}

// subjects are pages with their trees: the tables of package transform, and
// exports.
func subjects(t *testing.T) (contents []*extract.Item, lib *transform.Library) {
	lib = transform.NewLibrary()
	for _, c := range tables(t) {
		contents = append(contents, &extract.Item{ID: 5, Content: c, Meta: []extract.Meta{{Key: "footnotes",
			Value: `[{"id":"one","content":"A <em>note</em>"},{"id":"two","content":"Another, with a <a href=\"/x\">link</a>"}]`}}})
	}
	for _, name := range []string{"capture/export-all.xml", "wxr/themeunittestdata.wordpress.xml", "wxr/64-block-test-data.xml"} {
		src, err := extract.Open([]string{shared.Path(t, name)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for it, err := range src.Items(nil) {
			if err != nil {
				t.Fatal(err)
			}
			c := *it
			contents = append(contents, &c)
			lib.Add(&c)
		}
		src.Close()
	}
	lib.Seal()
	return contents, lib
}

// Whatever breaks a page so that a reader sees it is a difference. Whether one
// sees it, goldmark's own HTML says.
func TestMutations(t *testing.T) {
	items, lib := subjects(t)
	v, p := New(&dialect.Plain), printer.New(&dialect.Plain)
	most := 1 // of one mutation on one page
	if n, err := strconv.Atoi(os.Getenv("WP2MD_PAGES")); err == nil {
		most = n // a longer hunt
	}
	tried, caught := map[string]int{}, map[string]int{}
	for i, it := range items {
		if most == 1 && it.Type != "" && i%5 > 0 {
			continue // of exports, a few are enough where nobody waits for more
		}
		tree := transform.Tree(it, lib, transform.Options{}).Tree
		md := string(p.Print(tree))
		original := shown(t, v, md)
		for _, mut := range mutations {
			places := mut.at.FindAllStringSubmatchIndex(md, -1)
			for k := range min(len(places), most) {
				m := places[k*len(places)/min(len(places), most)]
				broken := md[:m[0]] + mut.f(md, m) + md[m[1]:]
				if shown(t, v, broken) == original {
					continue
				}
				tried[mut.name]++
				if len(v.Page(tree, []byte(broken))) > 0 {
					caught[mut.name]++
				} else if tried[mut.name]-caught[mut.name] < 4 {
					t.Errorf("%s: not noticed\n--- page\n%s\n--- broken\n%s\n--- %s", mut.name, around(md, m[0]), around(broken, m[0]), firstDiff(original, shown(t, v, broken)))
				}
			}
		}
	}
	for _, mut := range mutations {
		if tried[mut.name] == 0 {
			t.Errorf("%s: on no page", mut.name)
		}
		t.Logf("%-32s %5d of %5d", mut.name, caught[mut.name], tried[mut.name])
	}
}

func around(s string, i int) string {
	return s[max(0, i-80):min(len(s), i+80)]
}

// shown returns the HTML of a page, without what does not show.
func shown(t *testing.T, v *Verifier, md string) string {
	t.Helper()
	src := []byte(md)
	page, err := v.markdown.render(v.markdown.goldmark.Parser().Parse(text.NewReader(src)), src)
	if err != nil {
		t.Fatal(err)
	}
	prune(page)
	for n := range page.Descendants() {
		if n.Type == html.CommentNode && n.Data != "more" {
			n.Data = ""
		}
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
			switch a.Key {
			case "href", "src", "alt", "data", "start", "reversed", "checked", "colspan", "rowspan", "n":
				return false
			case "title":
				return n.DataAtom != atom.A && n.DataAtom != atom.Img && n.DataAtom != atom.Abbr && n.DataAtom != atom.Iframe
			case "id":
				return n.DataAtom != atom.A
			case "name", "value":
				return n.DataAtom != atom.Input
			}
			return !strings.HasPrefix(a.Val, "language-")
		})
	}
	var b bytes.Buffer
	if err := html.Render(&b, page); err != nil {
		t.Fatal(err)
	}
	s := string(bytes.Join(bytes.Fields(bytes.ReplaceAll(b.Bytes(), []byte("<!---->"), nil)), []byte(" ")))
	for _, m := range []string{"strong", "em", "del", "code"} {
		s = strings.NewReplacer("</"+m+"> <"+m+">", " ", "</"+m+"><br/> <"+m+">", "<br/> ").Replace(s)
	}
	s = form.ReplaceAllStringFunc(s, strings.NewReplacer("<div>", "", "</div>", "").Replace) // how its parts lie in each other
	return emptyRow.Replace(blockTag.ReplaceAllString(s, "$1"))
}

var form = regexp.MustCompile(`(?s)<form\b.*?</form>`)

// prune removes elements that show nothing, and marks within marks of their kind.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			prune(c)
			empty := c.FirstChild == nil || c.FirstChild == c.LastChild && isSpace(c.FirstChild)
			inside := false
			for p := c.Parent; p != nil; p = p.Parent {
				inside = inside || p.Data == c.Data
			}
			_, mark := markOf(c)
			switch {
			case strings.HasPrefix(c.Data, "wp-"):
			case c.DataAtom == atom.Br && (n.FirstChild == c || c.NextSibling == nil || isBlock(n.DataAtom) && isSpace(c.NextSibling) && c.NextSibling.NextSibling == nil):
				n.RemoveChild(c)
			case empty && c.DataAtom == atom.A && is(n, atom.P) && n.FirstChild == c && n.LastChild == c: // a line of its own
				n.RemoveChild(c)
				n.Parent.InsertBefore(c, n)
				next = nil
			case c.DataAtom == atom.A && attr(c, "href") == "": // what is in an anchor is not marked
				for k := c.FirstChild; k != nil; k = c.FirstChild {
					c.RemoveChild(k)
					n.InsertBefore(k, c.NextSibling)
				}
			case empty && (mark || c.DataAtom == 0 || c.DataAtom == atom.A && attr(c, "id") == "" || c.DataAtom == atom.Pre || c.DataAtom == atom.P):
				n.RemoveChild(c)
			case mark && c.DataAtom != atom.Sup && inside, c.DataAtom == atom.Label, c.DataAtom == atom.Wbr, c.DataAtom == 0 && c.Namespace == "", c.DataAtom == atom.P && playsOnly(c), (c.DataAtom == atom.Strong || c.DataAtom == atom.Em) && isImage(c.FirstChild) && c.FirstChild == c.LastChild:
				for k := c.FirstChild; k != nil; k = c.FirstChild {
					c.RemoveChild(k)
					n.InsertBefore(k, c)
				}
				n.RemoveChild(c)
			}
		}
		c = next
	}
}

func isSpace(n *html.Node) bool { return n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" }

func isImage(n *html.Node) bool { return is(n, atom.Img) }

// playsOnly reports whether a paragraph holds only players.
func playsOnly(p *html.Node) bool {
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Audio, atom.Video, atom.Object, atom.Embed:
		default:
			if !isSpace(c) {
				return false
			}
		}
	}
	return true
}

// A row of an empty header does not show, nor what is called the head of a table.
var emptyRow = strings.NewReplacer("<tr><th></th></tr>", "", "thead>", "tbody>")

// White space beside the tags of blocks does not show.
var blockTag = regexp.MustCompile(` ?(</?(?:p|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|pre|audio|video|object|embed|param|form|fieldset|legend|button|textarea|select|option|blockquote|h[1-6]|figure|details|summary|iframe|div)\b[^>]*>) ?`)

func firstDiff(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return around(a, i) + "\n=== " + around(b, i)
}
