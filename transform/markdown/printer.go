package markdown

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Printer prints clean trees as Markdown of a dialect; what that cannot say is kept
// as HTML. A Printer is reused from page to page but serves one goroutine at a time.
//
// The stock renderers of html-to-markdown are not used: they lose code in quotes,
// ambiguous emphasis, empty list items, query strings and more, and mark escapes
// with bytes that content may hold.
type Printer struct {
	d *rules

	out    []byte
	prefix []byte // what each line of the open containers begins with: "> ", "  "

	// What is owed before the next line is settled only when that line comes, so
	// that blank lines are decided in one place (startLine).
	gap     gap
	openers []byte // markers of containers opened since the last line: "> ", "- "
	base    int    // length of prefix before those containers

	inl inline // scratch of the paragraph being printed

	items    int      // list items that are open
	headings int      // printed yet
	lastList listMark // the list printed last

	ledger note.Ledger
}

// gap is the space between the line written last and the next one.
type gap int

const (
	gapNone  gap = iota // at the start of the output, or right behind a marker
	gapLine             // a new line
	gapBlank            // a blank line between
)

// Dialect is what is said of the Markdown of a target.
type Dialect = dialect.Dialect

// New returns a Printer of a dialect; nil stands for that of no target in particular.
func New(d *Dialect) *Printer {
	if d == nil {
		d = &dialect.Plain
	}
	p := &Printer{d: newRules(d)}
	p.inl.d, p.inl.refs, p.inl.ledger = p.d, map[string]bool{}, &p.ledger
	return p
}

// Print returns the tree as Markdown that ends in one line end, or nothing at
// all. It leaves the tree as it is. The slice is good until the next page is printed.
func (p *Printer) Print(root *html.Node) []byte {
	p.out, p.prefix, p.openers = p.out[:0], p.prefix[:0], p.openers[:0]
	p.gap, p.base, p.items, p.headings, p.lastList = gapNone, 0, 0, 0, listMark{}
	clear(p.inl.refs)
	p.ledger = note.Ledger{}
	p.flow(root, false)
	if len(p.out) > 0 {
		p.out = append(p.out, '\n')
	}
	return p.d.wrapped(p.out)
}

// flow prints the children of a container: blocks as they are, and each run of
// inline nodes between them as a paragraph. In a tight list item a list follows
// its text without a blank line.
func (p *Printer) flow(n *html.Node, tight bool) {
	for c := n.FirstChild; c != nil; {
		if !tree.IsBlock(c) {
			end := c
			for end != nil && !tree.IsBlock(end) {
				end = end.NextSibling
			}
			p.paragraph(c, end)
			c = end
			continue
		}
		if tight && (c.DataAtom == atom.Ul || c.DataAtom == atom.Ol) {
			p.want(gapLine)
		} else {
			p.want(gapBlank)
		}
		p.block(c)
		c = c.NextSibling
	}
}

// block prints one block. What it needs between it and the block before has
// been asked for.
func (p *Printer) block(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	switch n.DataAtom {
	case atom.P:
		p.flow(n, false)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading(n)
	case atom.Ul, atom.Ol:
		p.list(n)
	case atom.Li, atom.Dt, atom.Dd:
		p.flow(n, false) // outside of a list
	case atom.Blockquote:
		p.quote(n)
	case atom.Pre:
		p.pre(n)
	case atom.Hr:
		if bytes.HasSuffix(p.openers, []byte("* ")) {
			p.line("---") // with the marker before it, *** would be one rule
		} else {
			p.line("***")
		}
	case atom.Table:
		p.table(n)
	case atom.Figure:
		p.figure(n)
	case atom.Figcaption:
		p.figcaption(n)
	case atom.Details:
		p.details(n)
	case atom.Summary:
		if n.Parent.DataAtom != atom.Details || summaryOf(n.Parent) != n {
			p.flow(n, false)
		}
	case atom.Dl:
		if !tree.IsBlank(n) {
			p.htmlBlock(n)
		}
	case atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Form, atom.Canvas, atom.Fieldset:
		p.htmlBlock(n)
	case 0:
		p.ownBlock(n)
	default:
		p.flow(n, false)
	}
}

// ownBlock prints a block that is ours rather than HTML's, or an element that
// HTML does not know.
func (p *Printer) ownBlock(n *html.Node) {
	switch n.Data {
	case tree.More:
		if len(p.out) > 0 || p.d.reads(dialect.LeadingMore) {
			p.line(p.d.More)
		}
	case tree.Markdown:
		src, _ := p.d.inCode(tree.TextContent(n), anywhere)
		p.lines([]byte(src))
	case tree.Unread:
		p.htmlBlock(n)
	case tree.Verse:
		p.verse(n)
	case tree.Note:
		p.note(n)
	default:
		p.flow(n, false)
	}
}

// want asks for at least g before the next line.
func (p *Printer) want(g gap) {
	if p.gap < g && len(p.out) > 0 && len(p.openers) == 0 {
		p.gap = g
	}
}

// startLine begins a line: the space owed, the markers of containers just
// opened, the prefix of those open.
func (p *Printer) startLine() {
	switch {
	case len(p.openers) > 0:
		p.newLines(p.prefix[:p.base])
		p.out = append(p.out, p.openers...)
		p.openers = p.openers[:0]
	default:
		p.newLines(p.prefix)
	}
	p.gap = gapLine
}

func (p *Printer) newLines(prefix []byte) {
	switch p.gap {
	case gapNone:
		return
	case gapBlank:
		p.out = append(p.out, '\n')
		p.out = append(p.out, bytes.TrimRight(prefix, " ")...)
	}
	p.out = append(p.out, '\n')
	p.out = append(p.out, prefix...)
}

// line writes one line.
func (p *Printer) line(s string) {
	p.startLine()
	p.out = append(p.out, s...)
}

// lines writes text that may have line ends, without adding blanks at the end
// of a line that is empty.
func (p *Printer) lines(s []byte) {
	for i := 0; ; i++ {
		l, rest, more := bytes.Cut(s, newline)
		p.startLine()
		if len(l) == 0 {
			p.out = bytes.TrimRight(p.out, " ")
		}
		p.out = append(p.out, l...)
		if !more {
			return
		}
		s = rest
	}
}

var newline = []byte{'\n'}

// open enters a container whose first line begins with marker and whose other
// lines begin with prefix. close, with the value open returned, leaves it.
func (p *Printer) open(marker, prefix string) (mark container) {
	mark = container{prefix: len(p.prefix), openers: len(p.openers), base: p.base}
	if len(p.openers) == 0 {
		p.base = len(p.prefix)
	}
	p.openers = append(p.openers, marker...)
	p.prefix = append(p.prefix, prefix...)
	return mark
}

type container struct{ prefix, openers, base int }

// close leaves a container. If nothing was written in it, it leaves no trace,
// or, if keep is set, its bare marker.
func (p *Printer) close(c container, keep bool) {
	if len(p.openers) > c.openers {
		if keep {
			p.startLine()
			p.out = bytes.TrimRight(p.out, " ")
		} else {
			p.openers = p.openers[:c.openers]
			p.base = c.base
		}
	}
	p.prefix = p.prefix[:c.prefix]
}

func (p *Printer) heading(n *html.Node) {
	p.inl.reset(inHeading)
	p.inl.addChildren(n)
	s := p.inl.print()
	if len(s) == 0 {
		return
	}
	if p.headings == 0 && n.DataAtom == atom.H1 && p.d.reads(dialect.TitleHeading) {
		p.htmlBlock(n)
		return
	}
	p.headings++
	p.startLine()
	p.out = append(p.out, "######"[:n.DataAtom.String()[1]-'0']...)
	p.out = append(p.out, ' ')
	p.out = append(p.out, p.d.escapeHeadingEnd(s)...)
}

// maxPrefix bounds what stands before each line. Hundreds of quotes or lists in
// each other would make a page many times as long as its content; what is
// deeper is printed without them, which verification reports.
const maxPrefix = 250

func (p *Printer) quote(n *html.Node) {
	if len(p.prefix) > maxPrefix {
		p.flow(n, false)
		return
	}
	c := p.open("> ", "> ")
	p.flow(n, false)
	p.close(c, false)
}

// paragraph prints the inline nodes from first up to end as one paragraph, or
// as several where <br><br> divides it.
func (p *Printer) paragraph(first, end *html.Node) {
	p.inl.reset(inParagraph)
	for c := first; c != end; c = c.NextSibling {
		p.inl.add(c)
	}
	p.print()
}

// print prints the paragraphs that were added to p.inl.
func (p *Printer) print() {
	for p.inl.more() {
		if s := p.inl.print(); len(s) > 0 {
			p.want(gapBlank)
			p.lines(s)
		}
	}
}
