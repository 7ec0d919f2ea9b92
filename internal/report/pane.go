package report

import (
	"bytes"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/reading"
)

// MaxPane bounds the content of a page of which the report shows both sides.
const MaxPane = 256 << 10

// Links keeps the addresses that the links of a clean tree have before they are
// replaced.
type Links map[*html.Node]string

// LinksOf returns those of a tree.
func LinksOf(tree *html.Node) Links {
	var l Links
	l.add(tree)
	return l
}

func (l *Links) add(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "a" {
			for i := range c.Attr {
				if a := &c.Attr[i]; a.Key == "href" {
					if *l == nil {
						*l = Links{}
					}
					(*l)[c] = a.Val
				}
			}
		}
		l.add(c)
	}
}

// A Packer makes the two sides of pages: what WordPress showed, and what the
// Markdown shows. It is for one goroutine.
type Packer struct {
	dialect  *dialect.Dialect
	markdown goldmark.Markdown
	before   []byte
}

// NewPacker returns a packer for pages of a dialect.
func NewPacker(d *dialect.Dialect) *Packer {
	return &Packer{dialect: d, markdown: reading.Parser(d)}
}

// HTML returns the body of a page as its dialect reads it, without what a person may
// have written into it that runs; nil if that fails.
func (p *Packer) HTML(body []byte) []byte {
	var read bytes.Buffer
	if err := p.markdown.Convert(reading.Body(p.dialect, body), &read); err != nil {
		return nil
	}
	nodes, err := html.ParseFragment(&read, &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return nil
	}
	var b []byte
	for _, n := range nodes {
		b = appendPreview(b, n, nil)
	}
	return b
}

// Pack appends both sides of a page as report.html holds them: the clean tree with
// the addresses that its links had, and the Markdown as HTML. Pictures have the
// addresses of their files. Notes say what of the content was dropped: behind the
// sides is where that stood. Of sides that are too large to be shown it appends nothing.
//
// They are in one line, in which no markup begins: see [appendEdit].
func (p *Packer) Pack(dst []byte, tree *html.Node, old Links, after []byte, content string, notes []note.Note) []byte {
	b := p.before[:0]
	for c := tree.FirstChild; c != nil; c = c.NextSibling {
		b = appendPreview(b, c, old)
	}
	p.before = b
	if len(b) > 2*MaxPane || len(after) > 4*MaxPane {
		return dst
	}
	b = withoutMarks(b)
	from := len(dst)
	dst = append(append(dst, b...), partMark)
	dst = appendEdit(dst, b, withoutMarks(after))
	if gaps := gapsOf(content, notes, b); len(gaps) > 0 {
		dst = appendGaps(append(dst, partMark), gaps)
	}
	inOneLine(dst[from:])
	return dst
}
