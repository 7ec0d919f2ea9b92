package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A chart draws numbers, each with what it is of: a script of the site did so. In a page
// that is read they are a table: a column for each label, a row for each series.

// series are the numbers of a chart that have one name.
type series struct {
	name   string
	values []string
}

// isChart reports whether a widget draws series of numbers.
func isChart(widget string) bool {
	return isAbout(widget, "chart", "_graph", "-graph", "linegraph", "bargraph") && !isAbout(widget, "flowchart")
}

// withChart returns the values of a chart without its numbers and what they are of, which s
// shows as a table.
func (b *builder) withChart(s *shown, props []prop) []prop {
	labels := labelsOfChart(props)
	var list []series
	at := -1
	for i := range props {
		if p := &props[i]; p.tree && !isObject(p.kids) {
			if list = seriesOf(p.kids); list != nil {
				at = i
				break
			}
		} else if kids, ok := encodedProps(strings.TrimSpace(p.val)); ok && !p.tree && !isObject(kids) {
			if list = seriesOf(kids); list != nil {
				at = i
				break
			}
		}
	}
	if at < 0 && labels >= 0 {
		for i := range props {
			if p := &props[i]; i != labels && !p.tree && hasAnySuffix(plainKey(p.key), "values", "data", "percents", "numbers") {
				if values := numbersOf(p.val); len(values) > 1 {
					list, at = []series{{values: values}}, i
					break
				}
			}
		}
	}
	if at < 0 {
		return props
	}
	var names []string
	if labels >= 0 {
		names = namesOfAxis(&props[labels])
	}
	table := tableOfChart(names, list)
	if table == nil {
		return props
	}
	s.filled += len(list)
	s.texts = append(s.texts, table)
	var rest []prop
	for i := range props {
		if i != at && (i != labels || table.DataAtom != atom.Table) {
			rest = append(rest, props[i])
		}
	}
	return rest
}

// labelsOfChart returns which value has the labels of an axis, or -1.
func labelsOfChart(props []prop) int {
	for i := range props {
		if p := &props[i]; hasAnySuffix(plainKey(p.key), "labels", "xvalues", "categories", "xaxislabel") && !strings.HasPrefix(plainKey(p.key), "y") && len(namesOfAxis(p)) > 1 {
			return i
		}
	}
	return -1
}

// namesOfAxis returns the labels that a value has: a list of them, or of entries of which
// each has one.
func namesOfAxis(p *prop) (names []string) {
	if !p.tree {
		return splitList(p.val)
	}
	for i := range p.kids {
		k := &p.kids[i]
		name := strings.TrimSpace(k.val)
		for _, of := range k.kids {
			if !of.tree && hasAnySuffix(plainKey(of.key), "label", "labelname", "title", "name", "text") {
				name = strings.TrimSpace(of.val)
			}
		}
		if k.key != "" || name == "" {
			return nil
		}
		names = append(names, tree.UnescapeHTML(name))
	}
	return names
}

// seriesOf reads a list of entries of which each has a name and one or more numbers.
func seriesOf(list []prop) (all []series) {
	for i := range list {
		var s series
		for _, p := range list[i].kids {
			v := strings.TrimSpace(p.val)
			switch k := plainKey(p.key); {
			case p.tree || v == "" || isLook(k):
			case hasAnySuffix(k, "data", "values", "yvalues", "value", "percent", "percentage", "amount", "number", "dataset") && s.values == nil && numbersOf(v) != nil:
				s.values = numbersOf(v)
			case hasAnySuffix(k, "label", "title", "name", "legend") && s.name == "":
				s.name = tree.UnescapeHTML(v)
			}
		}
		if s.values == nil {
			return nil
		}
		all = append(all, s)
	}
	return all
}

// numbersOf returns the numbers of a list of them; nil if it is none.
func numbersOf(v string) []string {
	list := splitList(v)
	for _, n := range list {
		if strings.Trim(n, "0123456789.-+%") != "" || strings.Trim(n, ".-+%") == "" {
			return nil
		}
	}
	return list
}

// splitList returns what a text has between bars, semicolons or commas.
func splitList(v string) (list []string) {
	by := ","
	for _, sign := range []string{"|", ";", "\n"} {
		if strings.Contains(v, sign) {
			by = sign
			break
		}
	}
	for part := range strings.SplitSeq(v, by) {
		if part = strings.TrimSpace(tree.UnescapeHTML(part)); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// tableOfChart returns a table of series, or the points of a list where each has one number
// and a name; nil if there is nothing that says what the numbers are.
func tableOfChart(labels []string, list []series) *html.Node {
	longest, named := 0, 0
	for _, s := range list {
		longest = max(longest, len(s.values))
		if s.name != "" {
			named++
		}
	}
	if longest == 1 && named == len(list) {
		points := tree.NewElement(atom.Ul)
		for _, s := range list {
			li := tree.NewElement(atom.Li)
			li.AppendChild(tree.NewText(s.name + ": " + s.values[0]))
			points.AppendChild(li)
		}
		return points
	}
	if len(labels) == 0 && named == 0 {
		return nil
	}
	table, body := tree.NewElement(atom.Table), tree.NewElement(atom.Tbody)
	table.AppendChild(body)
	row := func(tag atom.Atom, cells ...string) {
		tr := tree.NewElement(atom.Tr)
		for _, text := range cells {
			cell := tree.NewElement(tag)
			if text != "" {
				cell.AppendChild(tree.NewText(text))
			}
			tr.AppendChild(cell)
		}
		body.AppendChild(tr)
	}
	width := max(longest, len(labels))
	if width > mostCells/len(list) {
		width = 0 // rows are as long as they are
	}
	line := func(tag atom.Atom, name string, cells []string) {
		all := make([]string, max(width, len(cells)))
		copy(all, cells)
		if named > 0 {
			all = append([]string{name}, all...)
		}
		row(tag, all...)
	}
	line(atom.Th, "", labels)
	for _, s := range list {
		line(atom.Td, s.name, s.values)
	}
	return table
}

// chart handles a shortcode at i that draws what it encloses: the series of a theme,
// "#406dad,One,1,5,10;#72c4e6,Two,3,6,8", the parts of a whole, "15,#27aae0,One;35,#999,Two",
// or a shortcode for each series.
func (t *textScanner) chart(i int, sc *shortcode) (next int, ok bool) {
	if !sc.enclosing || !isChart(sc.name) || tree.IsBlankText(sc.content) {
		return 0, false
	}
	b := t.b
	list, colours := b.seriesWithin(sc)
	if list == nil {
		return 0, false
	}
	if len(colours) > 0 {
		b.notes.add(note.Shortcode, false, "colours of a chart dropped: "+Quote(strings.Join(colours, ", ")))
	}
	a := widgetAttrs(sc.attrs)
	props := builderProps(sc.name, &a)
	kids := make([]prop, len(list))
	for i, s := range list {
		kids[i] = prop{tree: true, kids: []prop{{key: "label", val: s.name}, {key: "data", val: strings.Join(s.values, "|")}}}
	}
	s := &shown{}
	b.readProps(s, sc.name, append(props, prop{key: "series", tree: true, kids: kids}), 0)
	t.begin(sc.name)
	t.emit(i, sc.end, division+b.place(t.s[i:sc.end], s.nodes()...)+division)
	return sc.end, true
}

// seriesWithin reads what a chart encloses, and in which colours it was drawn; nil if it is no
// series.
func (b *builder) seriesWithin(sc *shortcode) (list []series, colours []string) {
	text := strings.TrimSpace(sc.content)
	if strings.HasPrefix(text, "["+sc.name+"_") {
		br := brackets{s: text, end: ahead{what: "]"}}
		for i := 0; i < len(text); {
			k := strings.IndexByte(text[i:], '[')
			if k < 0 {
				break
			}
			child, ok := br.parseShortcode(i + k)
			if !ok || !strings.HasPrefix(child.name, sc.name+"_") {
				i += k + 1
				continue
			}
			a := parseAttrs(child.attrs)
			s := series{name: tree.UnescapeHTML(a.get("title")), values: numbersOf(a.get("values"))}
			if s.values == nil {
				return nil, nil
			}
			list = append(list, s)
			i = child.end
		}
		return list, colours
	}
	if strings.ContainsAny(text, "[{=") {
		return nil, nil
	}
	for part := range strings.SplitSeq(tree.TextContent(b.parseHTML(text)), ";") {
		var s series
		for cell := range strings.SplitSeq(part, ",") {
			switch cell = strings.TrimSpace(cell); {
			case isLookValue(cell):
				colours = append(colours, cell)
			case cell == "":
			case strings.Trim(cell, "0123456789.-+%") == "":
				s.values = append(s.values, cell)
			case s.name != "":
				return nil, nil
			default:
				s.name = cell
			}
		}
		switch {
		case s.name == "" && s.values == nil:
		case s.name == "" || s.values == nil:
			return nil, nil
		default:
			list = append(list, s)
		}
	}
	return list, colours
}
