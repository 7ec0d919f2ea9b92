package transform

import (
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The tables of TablePress are posts of a type of their own (docs/formats.md §C.4): the
// content is a JSON list of rows, custom fields hold the rest.
type tablePress struct{ rows, options, visibility string }

const tablePressType = "tablepress_table"

// tablePressID returns the number by which [table id=…] refers to a table. It is
// in a custom field; older exports do not have it.
func tablePressID(it *extract.Item) string {
	return strings.TrimSpace(it.Field("_tablepress_export_table_id"))
}

// table builds a [table]: one of TablePress, or the lines of Easy Table.
func (b *builder) table(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if id := a.get("id"); id != "" {
		encloses := sc.enclosing && !tree.IsBlankText(sc.content)
		t, ok := b.lib.table(id)
		switch {
		case ok && encloses:
			b.notes.add(note.Shortcode, false, "what a ["+sc.name+"] encloses is not its table, dropped: "+Quote(sc.content))
			fallthrough
		case ok:
			return b.tablePress(t, id), true
		case !encloses:
			b.notes.add(note.Shortcode, true, "its table is not in the export, or not published; dropped: "+Quote("["+sc.name+sc.attrs+"]"))
			return nil, true
		}
	}
	if !sc.enclosing || !strings.Contains(sc.content, ",") && !strings.Contains(sc.content, "\n") {
		return nil, false
	}
	if strings.Contains(sc.content, "<t") { // lines of HTML
		return tree.TakeChildren(b.parse(b.innerHTML(sc.content))), true
	}
	text := strings.NewReplacer("<br />", "\n", "<br>", "\n", "<br/>", "\n", "<p>", "", "</p>", "\n", "\r", "").Replace(sc.content)
	var rows [][]string
	r := csv.NewReader(strings.NewReader(strings.TrimSpace(text)))
	r.LazyQuotes, r.FieldsPerRecord, r.TrimLeadingSpace = true, -1, true
	for {
		row, err := r.Read()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil, false
	}
	return []*html.Node{b.newTable(rows, a.get("th") != "0", false)}, true
}

// tablePress builds a table of TablePress.
func (b *builder) tablePress(t tablePress, id string) []*html.Node {
	var rows [][]string
	if err := json.Unmarshal([]byte(t.rows), &rows); err != nil {
		b.notes.add(note.Shortcode, true, "table "+id+" is damaged, dropped: "+Quote(t.rows))
		return nil
	}
	options := struct {
		Head bool `json:"table_head"`
		Foot bool `json:"table_foot"`
	}{Head: true}
	_ = json.Unmarshal([]byte(t.options), &options) // of damaged options, the defaults
	var visible struct{ Rows, Columns []int }
	_ = json.Unmarshal([]byte(t.visibility), &visible)
	rows = shownCells(rows, visible.Rows, visible.Columns)
	if len(rows) == 0 {
		return nil
	}
	return []*html.Node{b.newTable(rows, options.Head, options.Foot)}
}

// shownCells returns the cells of the rows and columns that are not hidden.
func shownCells(rows [][]string, showRow, showColumn []int) [][]string {
	hidden := func(show []int, i int) bool { return i < len(show) && show[i] == 0 }
	var shown [][]string
	for i, row := range rows {
		if hidden(showRow, i) {
			continue
		}
		var cells []string
		for j, c := range row {
			if !hidden(showColumn, j) {
				cells = append(cells, c)
			}
		}
		shown = append(shown, cells)
	}
	return shown
}

// newTable returns a table of cells that are HTML. #colspan# and #rowspan# join a
// cell to the one beside or above it.
func (b *builder) newTable(rows [][]string, head, foot bool) *html.Node {
	table := tree.NewElement(atom.Table)
	at := make([][]*html.Node, len(rows)) // the cell that covers each place
	section := func(i int) atom.Atom {
		switch {
		case head && i == 0 && len(rows) > 1:
			return atom.Thead
		case foot && i == len(rows)-1 && i > 0:
			return atom.Tfoot
		}
		return atom.Tbody
	}
	var part *html.Node
	for i, row := range rows {
		tr := tree.NewElement(atom.Tr)
		at[i] = make([]*html.Node, len(row))
		for j, cell := range row {
			var joined *html.Node
			span := "colspan"
			switch strings.TrimSpace(cell) {
			case "#colspan#":
				if j > 0 {
					joined = at[i][j-1]
				}
			case "#rowspan#":
				if i > 0 && j < len(at[i-1]) && section(i) == section(i-1) {
					joined, span = at[i-1][j], "rowspan"
				}
			case "#span#":
				if j > 0 && i > 0 {
					at[i][j] = at[i][j-1]
					continue
				}
			}
			if joined != nil {
				joinCell(joined, span)
				at[i][j] = joined
				continue
			}
			tag := atom.Td
			if section(i) == atom.Thead {
				tag = atom.Th
			}
			td := tree.NewElement(tag)
			for _, n := range b.words(strings.ReplaceAll(strings.TrimSpace(cell), "\n", "<br>")) {
				td.AppendChild(n)
			}
			tr.AppendChild(td)
			at[i][j] = td
		}
		if part == nil || part.DataAtom != section(i) {
			part = tree.NewElement(section(i))
			table.AppendChild(part)
		}
		part.AppendChild(tr)
	}
	return table
}

// joinCell makes a cell one column or row larger.
func joinCell(cell *html.Node, span string) {
	n, _ := strconv.Atoi(tree.Attr(cell, span))
	tree.SetAttr(cell, span, strconv.Itoa(max(n, 1)+1))
}
