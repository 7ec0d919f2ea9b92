package verify

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/reading"
)

// Difference is one thing that was lost, added or changed.
type Difference struct {
	Kind Kind
	Text string // what, in words, with a quote
}

// Kind says what a difference is about.
type Kind string

// What can differ.
const (
	Word      Kind = "word"
	Mark      Kind = "mark" // bold, code and the like
	Link      Kind = "link"
	Image     Kind = "image"
	Paragraph Kind = "paragraph" // or a line break
	Heading   Kind = "heading"
	Quote     Kind = "quote"
	List      Kind = "list"
	Table     Kind = "table"
	Code      Kind = "code"
	Embed     Kind = "embed" // a frame, player or form control
	Footnote  Kind = "footnote"
	Divider   Kind = "divider" // a rule, <!--more-->
	Unread    Kind = "unread"  // the page cannot be read at all
)

// Verifier verifies one page after the other. It keeps its buffers, and serves
// one goroutine at a time.
type Verifier struct {
	dialect   *dialect.Dialect
	markdown  *markdown
	want, got stream
	diff      differ
	page      ast.Node // that was last read, if it was read as it is

	words, addresses, spare bag
	pairs                   pairs
	told                    told

	line, plain []byte // of misread
}

// New returns a Verifier of pages of a dialect.
func New(d *dialect.Dialect) *Verifier {
	v := &Verifier{dialect: d, markdown: newMarkdown(d)}
	v.want.md = v.markdown
	v.got.md = v.markdown
	return v
}

// Page holds a page against the clean tree it was printed from, and returns
// what differs, in order. It leaves the tree as it is. Markdown that goldmark
// cannot read is a difference, not a panic.
func (v *Verifier) Page(tree *html.Node, markdown []byte) (diffs []Difference) {
	defer func() {
		if r := recover(); r != nil {
			*v = *New(v.dialect)
			diffs = []Difference{{Unread, fmt.Sprintf("the page cannot be read again: %v", r)}}
		}
	}()
	v.page = nil
	if TooHard(markdown) {
		return []Difference{{Unread, "not read again: a paragraph with so many brackets or marks would take too long"}}
	}
	v.want.page(tree)
	body := reading.Body(v.dialect, markdown)
	misread := v.runs(markdown)
	doc := v.markdown.parse(body)
	misread = append(misread, v.misread(body, doc)...)
	if len(v.want.formulas) > 0 {
		body = withoutFormulas(body, v.want.formulas)
		doc = v.markdown.parse(body)
	}
	if err := v.markdown.read(body, doc, &v.got); err != nil {
		return []Difference{{Unread, "the page cannot be read again: " + err.Error()}}
	}
	if len(v.want.formulas) == 0 {
		v.page = doc
	}
	v.withoutLeadingMore()
	if (v.dialect.Reads.Has(dialect.Footnotes) || !v.got.holds(anchor)) && alike(v.want.events, v.got.events) {
		return misread
	}
	for _, s := range []*stream{&v.want, &v.got} {
		s.splitWords()
		s.markBare()
	}
	v.readFootnotes()
	return append(v.diff.compare(&v.want, &v.got), misread...)
}

// HTML returns what the page that was last read is as HTML, if it was read whole. It
// is good until the next one is read.
func (v *Verifier) HTML() ([]byte, bool) {
	if v.page == nil {
		return nil, false
	}
	if !v.markdown.hasHTML {
		v.markdown.rendered.Reset()
		if v.markdown.goldmark.Renderer().Render(&v.markdown.rendered, v.markdown.src, v.page) != nil {
			return nil, false
		}
	}
	return v.markdown.rendered.Bytes(), true
}

// TooHard reports whether goldmark would take long to read Markdown: for each
// bracket, and each mark that could begin emphasis, it can search the paragraph.
// Paragraphs go over lines where hard breaks end these.
func TooHard(markdown []byte) bool {
	const patience = 1e8 // of such steps, a third of a second
	if len(markdown)*len(markdown) <= patience {
		return false
	}
	marks := 0
	for _, c := range []byte(markers) {
		marks += bytes.Count(markdown, []byte{c})
	}
	if marks*len(markdown) <= patience {
		return false
	}
	length := 0
	marks = 0
	for len(markdown) > 0 {
		line, rest, _ := bytes.Cut(markdown, []byte{'\n'})
		markdown = rest
		length += len(line)
		for _, c := range line {
			if isMarker[c] {
				marks++
			}
		}
		if marks*length > patience {
			return true
		}
		if !bytes.HasSuffix(line, []byte("  ")) && !bytes.HasSuffix(line, []byte("<br>")) {
			marks, length = 0, 0
		}
	}
	return false
}

const markers = "[]*_~`"

var isMarker = func() (t [256]bool) {
	for _, c := range []byte(markers) {
		t[c] = true
	}
	return t
}()

// most is how many differences of a page are worth a note each.
const most = 8

// Notes returns differences as notes that ask for review.
func Notes(diffs []Difference) []note.Note {
	var notes []note.Note
	for i, d := range diffs {
		text := d.Text
		if i == most {
			text = fmt.Sprintf("and %d more differences", len(diffs)-most)
		}
		notes = append(notes, note.Note{Kind: note.Verify, Review: true, Text: text})
		if i == most {
			break
		}
	}
	return notes
}
