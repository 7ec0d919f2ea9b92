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
