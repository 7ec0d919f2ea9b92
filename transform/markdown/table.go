package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// table prints a table with pipes if Markdown can say it: one header row at
// most, no cell over several rows or columns, and nothing but a line of text in
// each cell. Any other table is printed as HTML.
func (p *Printer) table(n *html.Node) {
	t := grid{}
	if !t.collect(n) {
		p.htmlBlock(n)
		return
	}
	if t.caption != nil {
		p.flow(t.caption, false)
		p.want(gapBlank)
	}
	if !t.shows {
		return
	}
	p.row(t.header, t.columns, false)
	p.line("|" + t.rule())
	for _, r := range t.rows {
		columns := t.columns
		if columns > 50 {
			columns = len(r) // a renderer adds the cells that are missing
		}
		p.row(r, columns, true)
	}
}

// grid is a table that pipes can draw.
type grid struct {
	caption *html.Node
	header  []*html.Node // nil for an empty one: Markdown has no table without
	rows    [][]*html.Node
	columns int
	cells   int  // that the source has
	shows   bool // there is something in a cell
}

// isRagged reports whether a table is mostly cells that are not there. Readers of
// Markdown make them, of each row as many as the longest has.
func (t *grid) isRagged() bool {
	const some = 10_000
	return t.columns*(len(t.rows)+1) > some+8*t.cells
}

// collect fills the grid from a table and reports whether it can.
func (t *grid) collect(table *html.Node) bool {
	var feet []*html.Node // HTML 4 wants them before the body, they show behind it
	for c := table.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Caption:
			t.caption = c
		case atom.Tfoot:
			feet = append(feet, c)
		case atom.Thead, atom.Tbody:
			if !t.addRows(c) {
				return false
			}
		case atom.Tr:
			if !t.addRow(c, false) {
				return false
			}
		}
	}
	for _, c := range feet {
		if !t.addRows(c) {
			return false
		}
	}
	return !t.isRagged()
}

func (t *grid) addRows(section *html.Node) bool {
	for r := section.FirstChild; r != nil; r = r.NextSibling {
		if tree.IsElement(r, atom.Tr) && !t.addRow(r, section.DataAtom == atom.Thead) {
			return false
		}
	}
	return true
}

func (t *grid) addRow(tr *html.Node, head bool) bool {
	var cells []*html.Node
	allHead := true
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if !tree.IsElement(c, atom.Td) && !tree.IsElement(c, atom.Th) {
			continue
		}
		if spans(c, "colspan") || spans(c, "rowspan") || !oneLiner(c) {
			return false
		}
		allHead = allHead && c.DataAtom == atom.Th
		t.shows = t.shows || !tree.IsBlank(c)
		cells = append(cells, c)
	}
	if len(cells) == 0 {
		return true
	}
	t.columns = max(t.columns, len(cells))
	t.cells += len(cells)
	if head || allHead && len(t.rows) == 0 && t.header == nil {
		if t.header != nil || len(t.rows) > 0 {
			return false
		}
		t.header = cells
		return true
	}
	t.rows = append(t.rows, cells)
	return true
}

// spans reports whether a cell is over several columns or rows.
func spans(cell *html.Node, key string) bool {
	v := tree.Attr(cell, key)
	if v == "" || v == "1" {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSpace(v))
	return err == nil && n != 1
}

// oneLiner reports whether a cell's content can stand in one line: inline
// nodes, or one paragraph of them.
func oneLiner(n *html.Node) bool {
	blocks := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case !tree.IsBlock(c):
			if !tree.IsBlank(c) {
				blocks |= 1
			}
		case c.DataAtom == atom.P || c.DataAtom == atom.Div:
			if tree.IsBlank(c) {
				continue
			}
			if blocks != 0 || !oneLiner(c) {
				return false
			}
			blocks |= 2
		default:
			return false
		}
		if blocks == 3 {
			return false
		}
	}
	return true
}

func (p *Printer) row(cells []*html.Node, columns int, body bool) {
	p.startLine()
	p.out = append(p.out, '|')
	for i := range columns {
		p.out = append(p.out, ' ')
		if i < len(cells) {
			p.out = append(p.out, p.cell(cells[i], body)...)
		}
		p.out = append(p.out, " |"...)
	}
}

// cell returns the content of a cell. A header in the body of a table is
// printed bold.
func (p *Printer) cell(n *html.Node, body bool) []byte {
	p.inl.reset(inCell)
	for {
		only := onlyBlock(n)
		if only == nil {
			break
		}
		n = &html.Node{Type: html.ElementNode, DataAtom: n.DataAtom, Data: n.Data, FirstChild: only.FirstChild, LastChild: only.LastChild}
	}
	if body && n.DataAtom == atom.Th {
		p.inl.openMark(token{kind: tokOpen, mark: markStrong})
		p.inl.addChildren(n)
		p.inl.closeMark()
	} else {
		p.inl.addChildren(n)
	}
	return p.inl.print()
}

// onlyBlock returns the one block that holds all that a cell shows, or nil.
func onlyBlock(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if tree.IsBlank(c) {
			continue
		}
		if !tree.IsBlock(c) || only != nil {
			return nil
		}
		only = c
	}
	return only
}

// rule returns the delimiter row, with the alignment of each column.
func (t *grid) rule() string {
	var b strings.Builder
	for _, align := range t.aligns() {
		switch align {
		case "left":
			b.WriteString(" :-- |")
		case "center":
			b.WriteString(" :-: |")
		case "right":
			b.WriteString(" --: |")
		default:
			b.WriteString(" --- |")
		}
	}
	return b.String()
}

// aligns returns for each column the alignment that all of its cells share, or
// "".
func (t *grid) aligns() []string {
	aligns, seen := make([]string, t.columns), make([]bool, t.columns)
	for _, r := range append([][]*html.Node{t.header}, t.rows...) {
		for i, cell := range r {
			switch a := cellAlign(cell); {
			case !seen[i]:
				aligns[i], seen[i] = a, true
			case a != aligns[i]:
				aligns[i] = ""
			}
		}
	}
	return aligns
}

// cellAlign returns the alignment of a cell, stated on it or its row.
func cellAlign(n *html.Node) string {
	for _, e := range []*html.Node{n, n.Parent} {
		for _, k := range []string{"left", "center", "right"} {
			if tree.StyleHas(e, "text-align", k) || strings.EqualFold(tree.Attr(e, "align"), k) || tree.Attr(e, "data-align") == k || tree.HasClass(e, "has-text-align-"+k) {
				return k
			}
		}
	}
	return ""
}
