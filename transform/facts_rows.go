package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
)

// A form can have rows, of which each value is a custom field: education_0_degree,
// education_0_year, education_1_degree. Alone a value of a row says nothing; a row is a fact
// if all of it is known.

// A rowField is a value in a row.
type rowField struct {
	row int
	of  string // what is behind the number in the name
	m   *extract.Meta
}

// rowOf takes the name of a field in a row apart.
func rowOf(key string) (base string, row int, of string, ok bool) {
	for i := 1; i < len(key) && len(key) <= 100; i++ {
		if key[i] != '_' {
			continue
		}
		j := i + 1
		for j < len(key) && '0' <= key[j] && key[j] <= '9' {
			j++
		}
		if j > i+1 && j < i+5 && j < len(key)-1 && key[j] == '_' {
			row, _ = strconv.Atoi(key[i+1 : j])
			return key[:i], row, key[j+1:], true
		}
	}
	return "", 0, "", false
}

// readRows collects the rows of an item, by what their names begin with.
func (r *fieldReader) readRows() {
	r.rows = map[string][]rowField{}
	for i := range r.f.b.item.Meta {
		m := &r.f.b.item.Meta[i]
		if base, row, of, ok := rowOf(m.Key); ok && strings.TrimSpace(m.Value) != "" {
			r.rows[base] = append(r.rows[base], rowField{row, of, m})
		}
	}
	for _, fields := range r.rows {
		slices.SortStableFunc(fields, func(a, b rowField) int { return cmp.Compare(a.row, b.row) })
	}
}

// inRows are words of names in rows that say nothing of whose a value is.
var inRows = late.Words("degree institution university college school title level proficiency subject field major text value year from to name description position role")

// addRows adds the rows whose names begin so, if all that is in them is known.
func (r *fieldReader) addRows(base string) {
	fields := r.rows[base]
	names := WordsOfName(base)
	hidden := strings.HasPrefix(base, "_")
	if len(names) == 0 || hidden && !namedFor.Has(names[0]) || !r.knows(names) || r.kindsOf(names)&^factLink == 0 {
		return
	}
	kinds := map[string]factWord{}
	for _, f := range fields {
		if _, ok := kinds[f.of]; ok {
			continue
		}
		words := WordsOfName(f.of)
		all := append(slices.Clone(names), words...)
		if len(words) == 0 || slices.ContainsFunc(all, r.isOff) || isOfFew(all) || slices.ContainsFunc(all, pay.Has) && slices.ContainsFunc(r.ofType, humans.Has) || r.f.inFrontMatter(f.m.Key) {
			return
		}
		if def := r.f.formOf(f.m.Key); def != nil && slices.ContainsFunc(WordsOfName(def.label+" "+def.hint), notForVisitors.Has) {
			return
		}
		k := r.kindsOf(words) &^ factLink
		if !slices.ContainsFunc(words, func(w string) bool { return !inRows.Has(w) }) {
			k |= factText | factNumber
		} else if k == 0 || !r.knows(words) {
			return
		}
		kinds[f.of] = k
	}
	label := r.label(names, names)
	var texts []string
	say := func() {
		if text := strings.Join(texts, ", "); len(text) <= 300 {
			r.f.say(label, text)
		}
		texts = texts[:0]
	}
	for i, f := range fields {
		if i > 0 && f.row != fields[i-1].row && len(kinds) > 1 {
			say()
		}
		v := strings.TrimSpace(f.m.Value)
		if def := r.f.formOf(f.m.Key); def != nil {
			v = cmp.Or(def.choices[v], v)
		}
		if text := r.read(plainFact(v[:min(len(v), 2000)]), kinds[f.of], IsGraded(WordsOfName(f.m.Key))); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	say()
}
