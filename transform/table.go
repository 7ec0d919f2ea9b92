package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// fixTable moves what cannot stand in a table in front of it: placeholders are
// comments, which the parser leaves where they are. A cell that claims too many
// columns or rows gets as many as browsers grant.
func fixTable(table *html.Node) {
	fixRows(table, table)
}

func fixRows(n, table *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
			fixRows(c, table)
		case atom.Td, atom.Th:
			if c.DataAtom == atom.Th && tree.StyleHas(c, "font-weight", "normal", "400") && !inHead(n) {
				c.DataAtom, c.Data = atom.Td, "td" // to the eye a cell as the others
			}
			clampSpan(c, "colspan", 1000)
			clampSpan(c, "rowspan", 65534)
		case atom.Caption, atom.Colgroup, atom.Col:
		default:
			if c.Type == html.ElementNode || c.Type == html.TextNode && !tree.IsBlankText(c.Data) {
				n.RemoveChild(c)
				table.Parent.InsertBefore(c, table)
			}
		}
		c = next
	}
}

// inHead reports whether a row is the first of its table, or in its head.
func inHead(row *html.Node) bool {
	for c := row.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Tr {
			return false
		}
	}
	if row.Parent.DataAtom != atom.Tbody {
		return true
	}
	for c := row.Parent.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Thead || c.DataAtom == atom.Tbody {
			return false
		}
	}
	return true
}

// clampSpan drops a span that is none and bounds one that is too large.
func clampSpan(cell *html.Node, key string, most int) {
	v := strings.TrimSpace(tree.Attr(cell, key))
	if v == "" || strings.Trim(v, "0123456789") != "" {
		tree.DelAttr(cell, key)
		return
	}
	switch n, err := strconv.Atoi(v); {
	case err != nil || n > most:
		tree.SetAttr(cell, key, strconv.Itoa(most))
	case n < 2 && (n == 1 || key == "colspan"): // rowspan="0" reaches to the end
		tree.DelAttr(cell, key)
	}
}

// unwrapLayout makes divisions of the cells of a table that only arranges what it holds,
// and reports whether it is one: of its cells one alone is not empty, and that has more than a line of
// text; or it is one row with a table in a cell. A table that the block editor made is one.
func unwrapLayout(table *html.Node) bool {
	if tree.HasClass(table, "wp-block-table") || tree.HasClass(table.Parent, "wp-block-table") || tree.IsElement(table.Parent, atom.Figure) {
		return false
	}
	var cells []*html.Node
	rows, tables := 0, false
	for c := table.FirstChild; c != nil; {
		switch c.DataAtom {
		case atom.Tr:
			rows++
		case atom.Th, atom.Caption:
			if !tree.IsBlank(c) {
				return false
			}
		case atom.Td:
			if !tree.IsBlank(c) {
				cells = append(cells, c)
			}
		}
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th { // what is in it is no row of this table
			tables = tables || tree.Find(c, isTable) != nil
			for c != table && c.NextSibling == nil {
				c = c.Parent
			}
			if c == table {
				break
			}
			c = c.NextSibling
			continue
		}
		c = tree.Next(c, table)
	}
	switch {
	case len(cells) == 1 && !tree.HasAttr(cells[0], "colspan") && !tree.HasAttr(cells[0], "rowspan") && tree.Find(cells[0], isArranged) != nil:
	case rows == 1 && len(cells) > 0 && tables:
	default:
		return false
	}
	tree.TakeChildren(table)
	for _, c := range cells {
		box := tree.NewElement(atom.Div)
		tree.MoveChildren(box, c)
		table.AppendChild(box)
	}
	return true
}

func isTable(n *html.Node) bool { return tree.IsElement(n, atom.Table) }

// isArranged reports whether an element is more than text.
func isArranged(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.Img, atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Figure:
		return n.Type == html.ElementNode
	}
	return false
}
