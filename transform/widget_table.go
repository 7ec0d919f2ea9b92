package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// Addons of Elementor keep a table as a list in which an entry says that a row begins, or
// that it is the next cell, with a list of headers in front of it.

// withTable returns the values of a widget without the lists that are a table, which it
// shows.
func (b *builder) withTable(s *shown, props []prop) []prop {
	body := slices.IndexFunc(props, func(p prop) bool { return len(rowsOf(&p)) > 0 })
	if body < 0 {
		return props
	}
	rows := rowsOf(&props[body])
	head := -1
	for i := range props {
		if p := &props[i]; i != body && p.tree && isAbout(plainKey(p.key), "header", "columns") && len(p.kids) > 0 && !isObject(p.kids) && isObject(p.kids[0].kids) {
			head = i
		}
	}
	if head >= 0 {
		var cells []prop
		for i := range props[head].kids {
			if k := &props[head].kids[i]; kindOfRow(k.kids) != "row" {
				cells = append(cells, *k)
			}
		}
		rows = slices.Insert(rows, 0, cells)
	}
	table, within := tree.NewElement(atom.Table), tree.NewElement(atom.Tbody)
	table.AppendChild(within)
	for i, cells := range rows {
		tr := tree.NewElement(atom.Tr)
		for j := range cells {
			tag := atom.Td
			if i == 0 && head >= 0 {
				tag = atom.Th
			}
			cell := tree.NewElement(tag)
			item := s.within()
			b.readProps(item, "table", cells[j].kids, 1)
			s.add(item)
			for _, n := range oneLine(item.nodes()) {
				cell.AppendChild(n)
			}
			tr.AppendChild(cell)
		}
		within.AppendChild(tr)
	}
	s.texts = append(s.texts, table)
	var rest []prop
	for i := range props {
		if i != head && i != body {
			rest = append(rest, props[i])
		}
	}
	return rest
}

// oneLine returns the content of one paragraph or heading without it, or nodes as they are.
func oneLine(nodes []*html.Node) []*html.Node {
	if len(nodes) == 1 && isLine(nodes[0]) {
		return tree.TakeChildren(nodes[0])
	}
	return nodes
}

// kindOfRow returns what an entry says that it begins: a row, or a cell.
func kindOfRow(kids []prop) string {
	for i := range kids {
		if k := plainKey(kids[i].key); !kids[i].tree && hasAnySuffix(k, "rowtype", "columntype", "bodyelement", "headerelement") || k == "action" {
			return strings.TrimSpace(kids[i].val)
		}
	}
	return ""
}

// rowsOf returns the cells of each row of a list that is a table; nil if it is none.
func rowsOf(p *prop) (rows [][]prop) {
	if !p.tree || len(p.kids) < 2 || isObject(p.kids) {
		return nil
	}
	for i := range p.kids {
		switch kindOfRow(p.kids[i].kids) {
		case "row":
			rows = append(rows, nil)
		case "col", "cell", "column":
			if len(rows) == 0 {
				rows = append(rows, nil)
			}
			last := len(rows) - 1
			rows[last] = append(rows[last], p.kids[i])
		default:
			return nil
		}
	}
	if slices.ContainsFunc(rows, func(cells []prop) bool { return len(cells) > 0 }) {
		return rows
	}
	return nil
}
