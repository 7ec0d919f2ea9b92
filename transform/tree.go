package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/report"
)

// Page is an item made readable: its clean tree and what was noted on the way.
type Page struct {
	Tree  *html.Node
	Notes []report.Note
}

// Options say how contents are read. The zero value is what WordPress itself
// would do.
type Options struct {
	Shortcodes Rules
}

// Tree returns the clean tree of an item's content. lib answers what the
// content refers to by number; it is only read, and can be nil.
func Tree(it *extract.Item, lib *Library, opt Options) *Page {
	b := &builder{item: it, lib: lib, opt: opt}
	tree := &html.Node{Type: html.DocumentNode}
	for part := range strings.SplitSeq(b.guard(it.Content), "<!--nextpage-->") {
		// WordPress shows the parts as pages of their own, each through wpautop.
		moveChildren(tree, b.content(part))
	}
	b.unresolved(tree)
	b.placeFootnotes(tree)
	b.clean(tree)
	tidy(tree)
	return &Page{Tree: tree, Notes: b.notes.list}
}

// builder makes the tree of one item. Constructs that are not HTML (shortcodes,
// blocks, bare addresses, raw code) are found in the text, because that is
// where WordPress finds them, and built at once; the text keeps a comment in
// their place, which neither wpautop nor the HTML parser touches, and which is
// replaced in the tree.
type builder struct {
	item  *extract.Item
	lib   *Library
	opt   Options
	notes notes

	slots []slot
	depth int // of content within content

	more      bool      // the <!--more--> divider has come
	blockRefs []int64   // reusable blocks that are being built
	footnotes footnotes // of the post
}

// slot is what a placeholder stands for: nodes, or HTML for the parser.
type slot struct {
	src   string // as written, for the report
	nodes []*html.Node
	html  string
	used  bool
}

const (
	slotOpen  = "<!--wp2md:"
	slotClose = "-->"

	// maxContentDepth bounds content within content: a caption in a caption in a
	// reusable block. Real posts have three levels.
	maxContentDepth = 24
)

// guard makes sure that no comment of the post is taken for a placeholder.
func (b *builder) guard(s string) string {
	if strings.Contains(s, slotOpen) {
		s = strings.ReplaceAll(s, slotOpen, "<!-- wp2md:")
	}
	return s
}

// place keeps nodes for the tree and returns the placeholder to put into the
// text.
func (b *builder) place(src string, nodes ...*html.Node) string {
	b.slots = append(b.slots, slot{src: src, nodes: nodes})
	return slotOpen + strconv.Itoa(len(b.slots)-1) + slotClose
}

// placeHTML keeps HTML that is to be parsed with the text around it, as
// WordPress would have it: a tag that is open at its end stays open.
func (b *builder) placeHTML(src, markup string) string {
	b.slots = append(b.slots, slot{src: src, html: markup})
	return slotOpen + strconv.Itoa(len(b.slots)-1) + slotClose
}

// content builds the tree of a whole content: of the post, or of a reusable
// block.
func (b *builder) content(s string) *html.Node {
	if hasBlocks(s) {
		return b.parse(b.textual(b.blocks(s)))
	}
	return b.parse(autop(b.textual(s), true))
}

// inner builds the content of a shortcode, of which WordPress' wpautop saw the
// text around.
func (b *builder) inner(s string) *html.Node {
	return b.parse(b.innerHTML(s))
}

// innerHTML returns the HTML of the content of a shortcode. A single paragraph
// is just text here.
func (b *builder) innerHTML(s string) string {
	if b.depth >= maxContentDepth {
		b.notes.add(report.Nesting, true, "nested too deep, kept as text: "+quoteShort(s))
		return html.EscapeString(s)
	}
	b.depth++
	defer func() { b.depth-- }()
	s = strings.TrimSpace(autop(b.textual(s), true))
	if p, ok := strings.CutPrefix(s, "<p>"); ok {
		if p, ok = strings.CutSuffix(p, "</p>"); ok && !strings.Contains(p, "<p") {
			return p
		}
	}
	return s
}

// parse parses HTML as the content of a body and puts what was built in the
// place of the placeholders.
func (b *builder) parse(s string) *html.Node {
	root := b.parseHTML(b.expand(s))
	b.fill(root)
	return root
}

// expand puts the HTML that placeholders stand for in their place.
func (b *builder) expand(s string) string {
	var out strings.Builder
	rest := s
	for {
		before, after, ok := strings.Cut(rest, slotOpen)
		if !ok {
			break
		}
		num, behind, ok := strings.Cut(after, slotClose)
		if !ok {
			break
		}
		rest = behind
		out.WriteString(before)
		if slot := b.slotOf(slotOpen[len("<!--"):] + num); slot != nil && slot.html != "" {
			slot.used = true
			out.WriteString(b.expand(slot.html))
		} else {
			out.WriteString(slotOpen + num + slotClose)
		}
	}
	if out.Len() == 0 {
		return s
	}
	out.WriteString(rest)
	return out.String()
}

// fill replaces the placeholders below n.
func (b *builder) fill(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode {
			if s := b.slotOf(c.Data); s != nil {
				s.used = true
				replace(c, s.nodes...)
			}
		} else {
			b.fill(c)
		}
		c = next
	}
}

// slotOf returns the slot that a comment stands for, if it stands for one that
// has not been filled.
func (b *builder) slotOf(comment string) *slot {
	num, ok := strings.CutPrefix(comment, slotOpen[len("<!--"):])
	if !ok {
		return nil
	}
	i, err := strconv.Atoi(num)
	if err != nil || i < 0 || i >= len(b.slots) || b.slots[i].used {
		return nil
	}
	return &b.slots[i]
}

// unresolved puts what could not be put in its place at the end of the tree:
// the parser drops comments in a few odd places, and an attribute has none.
func (b *builder) unresolved(tree *html.Node) {
	for i := range b.slots {
		s := &b.slots[i]
		if s.used {
			continue
		}
		s.used = true
		b.notes.add(report.Shortcode, true, "moved to the end, its place was lost: "+quoteShort(s.src))
		if s.html != "" {
			s.nodes = takeChildren(b.parse(s.html))
		}
		for _, n := range s.nodes {
			tree.AppendChild(n)
		}
	}
}
