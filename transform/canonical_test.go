package transform

import (
	"fmt"
	"net/url"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
	case atom.Pre:
		text := strings.TrimSuffix(preText(n), "\n")
		if strings.TrimSpace(text) != "" {
			c.lines = append(c.lines, path+"/pre "+codeLanguage(n)+": "+strconv.Quote(text))
		}
	case atom.Hr:
		c.lines = append(c.lines, path+"/hr")
	case atom.Table:
		r := 0
		for tr := range n.Descendants() {
			if !isElement(tr, atom.Tr) {
				continue
			}
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
	case atom.Em, atom.I:
		mark = "em"
	case atom.Del, atom.S, atom.Strike:
		mark = "del"
	case atom.Code:
		mark = "code"
	case atom.A:
		if attr(n, "href") != "" {
			mark = "link " + readAddress(attr(n, "href")) + " " + collapseSpace(attr(n, "title"))
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
