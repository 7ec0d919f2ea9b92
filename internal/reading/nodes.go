package reading

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// nodes are those of a page, which the next page has again: pages are many and small.
type nodes struct {
	texts      room[ast.Text]
	emphases   room[ast.Emphasis]
	links      room[ast.Link]
	paragraphs room[ast.Paragraph]
	textBlocks room[ast.TextBlock]
	headings   room[ast.Heading]
	lists      room[ast.List]
	items      room[ast.ListItem]
	cells      room[extast.TableCell]
}

func (n *nodes) reset() {
	n.texts.reset()
	n.emphases.reset()
	n.links.reset()
	n.paragraphs.reset()
	n.textBlocks.reset()
	n.headings.reset()
	n.lists.reset()
	n.items.reset()
	n.cells.reset()
}

func (n *nodes) text() *ast.Text {
	t := n.texts.next()
	*t = ast.Text{}
	return t
}

func (n *nodes) emphasis(level int) *ast.Emphasis {
	e := n.emphases.next()
	*e = ast.Emphasis{Level: level}
	return e
}

func (n *nodes) link() *ast.Link {
	l := n.links.next()
	*l = ast.Link{}
	return l
}

// emptied returns the lines of a block without any: it has their room again.
func emptied(b ast.Node) text.Segments {
	lines := *b.Lines()
	lines.SetSliced(0, 0)
	return lines
}

func (n *nodes) paragraph() *ast.Paragraph {
	b := n.paragraphs.next()
	lines := emptied(b)
	*b = ast.Paragraph{}
	b.SetLines(&lines)
	return b
}

func (n *nodes) textBlock() *ast.TextBlock {
	b := n.textBlocks.next()
	lines := emptied(b)
	*b = ast.TextBlock{}
	b.SetLines(&lines)
	return b
}

func (n *nodes) heading(level int) *ast.Heading {
	b := n.headings.next()
	lines := emptied(b)
	*b = ast.Heading{Level: level}
	b.SetLines(&lines)
	return b
}

func (n *nodes) cell() *extast.TableCell {
	b := n.cells.next()
	lines := emptied(b)
	*b = extast.TableCell{Alignment: extast.AlignNone}
	b.SetLines(&lines)
	return b
}

func (n *nodes) list(marker byte) *ast.List {
	l := n.lists.next()
	*l = ast.List{Marker: marker, IsTight: true}
	return l
}

func (n *nodes) item(offset int) *ast.ListItem {
	i := n.items.next()
	*i = ast.ListItem{Offset: offset}
	return i
}

// A room hands out values, and after a reset the same ones again, as they were left.
type room[T any] struct {
	pieces [][]T // which are never moved
	piece  int   // at hand
	used   int   // of it
}

const (
	perPiece   = 16
	mostPieces = 64 // that are kept: a page of very many is rare
)

func (r *room[T]) reset() {
	r.piece, r.used = 0, 0
	if len(r.pieces) > mostPieces {
		r.pieces = append([][]T(nil), r.pieces[:mostPieces]...)
	}
}

func (r *room[T]) next() *T {
	if r.used == perPiece {
		r.piece++
		r.used = 0
	}
	if r.piece == len(r.pieces) {
		r.pieces = append(r.pieces, make([]T, perPiece))
	}
	r.used++
	return &r.pieces[r.piece][r.used-1]
}
