package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// A shortcode that has several entries keeps the values of each under one name with a
// number: title1, text1, link1, title2.

// withSeries returns the values of a widget with those of its numbered entries as a list,
// in the place of the first of them.
func withSeries(widget string, props []prop) []prop {
	if len(props) < 4 {
		return props
	}
	type column struct {
		rows string // the numbers, a byte each
		role role
	}
	var columns map[string]*column
	counted, first := false, -1
	for i := range props {
		p := &props[i]
		stem, n := cutOrdinal(p.key)
		if n == 0 || isEmptyProp(p) {
			continue
		}
		if columns == nil {
			first = i
		}
		c := columns[stem]
		if c == nil {
			if columns == nil {
				columns = map[string]*column{}
			}
			c = &column{role: roleOf(widget, stem)}
			columns[stem] = c
		}
		if strings.IndexByte(c.rows, n) < 0 {
			c.rows += string(rune(n))
			counted = counted || len(c.rows) > 1
		}
	}
	if !counted {
		return props
	}
	says, wide, rows := false, 0, ""
	for _, c := range columns {
		switch c.role {
		case roleHeading, roleText, roleImage, roleMedia, roleBefore, roleAfter:
			says = true
		case roleLink, roleLabel:
		default:
			continue
		}
		if len(c.rows) > 1 {
			wide++
		}
		for i := range len(c.rows) {
			if strings.IndexByte(rows, c.rows[i]) < 0 {
				rows += c.rows[i : i+1]
			}
		}
	}
	if !says || wide < 2 && (wide < 1 || !strings.Contains(props[first].key, "ary")) {
		return props
	}
	var list, levels []prop
	entries := map[byte]int{}
	at := -1
	var order []byte
	kids := map[byte][]prop{}
	for i := range props {
		p := props[i]
		stem, n := cutOrdinal(p.key)
		if n == 0 || strings.IndexByte(rows, n) < 0 {
			if roleOf(widget, p.key) == roleLevel {
				levels = append(levels, p)
			}
			list = append(list, p)
			continue
		}
		if at < 0 {
			at = len(list)
		}
		if _, ok := entries[n]; !ok {
			entries[n] = len(order)
			order = append(order, n)
		}
		p.key = stem
		kids[n] = append(kids[n], p)
	}
	if at < 0 {
		return props
	}
	slices.Sort(order)
	series := prop{key: "entries", tree: true}
	for _, n := range order {
		series.kids = append(series.kids, prop{kids: append(slices.Clip(levels), kids[n]...), tree: true})
	}
	return slices.Insert(list, at, series)
}

// forFew are words of names of what only members, or those who run a site, read.
var forFew = late.Words("member members staff hidden secret admin internal private password pass code key keys note notes")

// withTitled returns the values of a widget with what another one is by its name the title of as
// the text below that: col1_title and col1.
func withTitled(widget string, props []prop) []prop {
	if len(props) > mostSwitches {
		return props
	}
	for i := 0; i < len(props); i++ {
		of, ok := cutAny(props[i].key, "_title", "_heading", "_headline")
		if !ok || len(of) < 3 || props[i].tree || tree.IsBlankText(props[i].val) || settings.Has(strings.TrimSpace(props[i].val)) || roleOf(widget, props[i].key) != roleHeading {
			continue
		}
		j := slices.IndexFunc(props, func(p prop) bool { return p.key == of })
		if j < 0 || props[j].tree || roleOf(widget, of) != roleNone || isOfMachine(plainKey(of)) || strings.HasSuffix(of, "tooltip") ||
			isWithheld(widget, of, props[j].val) || isPrivateName(of) || slices.ContainsFunc(WordsOfName(of), forFew.Has) {
			continue
		}
		if v := strings.TrimSpace(props[j].val); !isNamedByItself(of, v) && !mayBeWords(v) {
			continue
		}
		text := props[j]
		text.key += "_text"
		props = slices.Clone(props)
		if j < i {
			copy(props[j:], props[j+1:i+1])
			props[i] = text
			continue
		}
		copy(props[i+2:], props[i+1:j])
		props[i+1] = text
	}
	return props
}

// betweenEntries stands in the values of Live Composer between two entries.
const betweenEntries = "(dslc_sep)"

// withParts returns the values of a widget with those that Live Composer keeps of several
// entries, with a mark between two, as a list of entries.
func withParts(props []prop) []prop {
	count := 0
	for i := range props {
		if p := &props[i]; !p.tree && strings.Contains(p.val, betweenEntries) {
			count = max(count, strings.Count(p.val, betweenEntries)+1)
		}
	}
	if count == 0 || count > mostSwitches {
		return props
	}
	entries := prop{key: "entries", tree: true, kids: make([]prop, count)}
	var rest []prop
	for i := range props {
		p := props[i]
		if p.tree || !strings.Contains(p.val, betweenEntries) {
			rest = append(rest, p)
			continue
		}
		key := "content"
		if strings.HasSuffix(p.key, "_nav") || strings.HasSuffix(p.key, "_title") {
			key = "title"
		}
		n := 0
		for part := range strings.SplitSeq(p.val, betweenEntries) {
			e := &entries.kids[n]
			e.tree = true
			e.kids = append(e.kids, prop{key: key, val: part})
			n++
		}
	}
	for i := range entries.kids {
		slices.SortStableFunc(entries.kids[i].kids, func(a, b prop) int { return strings.Compare(b.key, a.key) }) // the title first
	}
	return append(rest, entries)
}

func isEmptyProp(p *prop) bool {
	v := strings.TrimSpace(p.val)
	return !p.tree && (v == "" || settings.Has(v) || isLookValue(v))
}

// cutOrdinal cuts from the name of a value the number of its entry: title_1, col_0_text,
// image2, content_secondary. What numbers nothing, as h2 and mp3 do, has none: 0.
func cutOrdinal(key string) (stem string, n byte) {
	const digits = "0123456789"
	if stem, ok := strings.CutSuffix(key, "_primary"); ok {
		return stem, 1
	}
	if stem, ok := strings.CutSuffix(key, "_secondary"); ok {
		return stem, 2
	}
	at := strings.IndexAny(key, digits)
	if at < 0 {
		return cutNumeral(key)
	}
	if at < 2 { // h2
		return key, 0
	}
	end := at
	for end < len(key) && '0' <= key[end] && key[end] <= '9' {
		n = n*10 + key[end] - '0'
		end++
	}
	if end-at > 2 || n > 60 || strings.ContainsAny(key[end:], digits) {
		return key, 0
	}
	before, after := key[:at], key[end:]
	switch {
	case strings.HasPrefix(before, "mp") && len(before) == 2, after != "" && after[0] != '_' && after[0] != '-':
		return key, 0
	case after == "":
		stem = strings.TrimRight(before, "_-")
	default:
		stem = before + strings.TrimLeft(after, "_-")
	}
	return stem, n + 1
}

// cutNumeral is cutOrdinal for a number that is a word between others: table_two_title.
func cutNumeral(key string) (stem string, n byte) {
	for from := 0; ; {
		i := strings.IndexByte(key[from:], '_')
		if i < 0 {
			return key, 0
		}
		from += i + 1
		word, rest, more := strings.Cut(key[from:], "_")
		if !more {
			return key, 0
		}
		switch word {
		case "one":
			n = 1
		case "two":
			n = 2
		case "three":
			n = 3
		case "four":
			n = 4
		case "five":
			n = 5
		case "six":
			n = 6
		default:
			continue
		}
		return key[:from] + rest, n + 1
	}
}

// withButtonsByNumber gives the links and texts of several buttons names that have their
// numbers in front, where those of the first have none: button_label, link1, button_label2.
func withButtonsByNumber(props []prop) []prop {
	var named []prop
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		number := strings.TrimLeft(k, "abcdefghijklmnopqrstuvwxyz")
		if len(number) != 1 || number[0] < '1' || number[0] > '9' || p.tree || tree.IsBlankText(p.val) {
			continue
		}
		switch strings.TrimSuffix(k, number) {
		case "link", "url", "href", "buttonlink", "buttonurl", "btnlink", "btnurl":
		default:
			continue
		}
		for j := range props {
			l := &props[j]
			of, ok := strings.CutSuffix(plainKey(l.key), number)
			if l.tree || tree.IsBlankText(l.val) || !ok && number != "1" {
				continue
			}
			switch of {
			case "buttonlabel", "buttontext", "buttontitle", "btntext", "btnlabel", "linktext", "linklabel":
				if named == nil {
					named = slices.Clone(props)
				}
				named[i].key, named[j].key = "button"+number+"_link", "button"+number+"_label"
			}
		}
	}
	if named == nil {
		return props
	}
	return named
}
