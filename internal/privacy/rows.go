package privacy

import (
	"fmt"
	"iter"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
)

// Advanced Custom Fields keeps the rows of a list in fields of their own: rows is how many there
// are, rows_0_text and rows_0_visibility are of the first. What such a field says is of its row,
// and not of the post.

// HoldRows takes from the fields of an item those of rows of which one of them says that only some
// people see it. They are in it.HeldRows.
func HoldRows(it *extract.Item) {
	var held map[string]bool
	var lists map[string]bool
	for i := range it.Meta {
		m := &it.Meta[i]
		if strings.IndexByte(m.Key, '_') <= 0 || len(m.Value) > longWord || strings.Trim(m.Value, " 0") == "" {
			continue
		}
		for row := range rowsOf(m.Key) {
			if !restricts(m.Key[len(row):], m.Value) {
				continue
			}
			if lists == nil {
				lists = listsOf(it.Meta)
			}
			if lists[listOf(row)] {
				if held == nil {
					held = map[string]bool{}
				}
				held[row] = true
				break
			}
		}
	}
	if held == nil {
		return
	}
	left := make([]extract.Meta, 0, len(it.Meta))
	for _, m := range it.Meta {
		if isOfRow(m.Key, held) {
			it.HeldRows = append(it.HeldRows, m)
		} else {
			left = append(left, m)
		}
	}
	it.Meta = left
}

func isOfRow(key string, rows map[string]bool) bool {
	for row := range rowsOf(strings.TrimPrefix(key, "_")) {
		if rows[row] {
			return true
		}
	}
	return false
}

// isInRow reports whether a field is one of a row of one of the lists.
func isInRow(lists map[string]bool, key string) bool {
	for row := range rowsOf(key) {
		if lists[listOf(row)] {
			return true
		}
	}
	return false
}

// rowsOf yields what the names of the fields of a row may begin with in which a field is, the
// innermost first: rows_0_list_1_ and rows_0_ of rows_0_list_1_text.
func rowsOf(key string) iter.Seq[string] {
	return func(yield func(string) bool) {
		const longest = 255
		if len(key) > longest {
			return
		}
		for behind := strings.LastIndexByte(key, '_'); behind > 0; {
			at := strings.LastIndexByte(key[:behind], '_')
			if at <= 0 {
				return
			}
			if number := key[at+1 : behind]; number != "" && strings.Trim(number, "0123456789") == "" && behind+1 < len(key) && !yield(key[:behind+1]) {
				return
			}
			behind = at
		}
	}
}

// listOf returns the name of the list of a row.
func listOf(row string) string {
	row = strings.TrimSuffix(row, "_")
	return row[:strings.LastIndexByte(row, '_')]
}

// listsOf returns the names of fields that say how many rows a list has, or of which kind each is.
func listsOf(fields []extract.Meta) map[string]bool {
	lists := map[string]bool{}
	for i := range fields {
		if m := &fields[i]; m.Value != "" && (strings.Trim(m.Value, "0123456789") == "" || strings.HasPrefix(m.Value, "a:")) {
			lists[m.Key] = true
		}
	}
	return lists
}

// IsRowOff reports whether one of the rows of a list says that it is off or not published.
func IsRowOff(row map[string]any, rows iter.Seq[map[string]any]) bool {
	for key, v := range row {
		if audience.SwitchesOff(key, fmt.Sprint(v)) && !(key == "status" && tellsBy(rows, key)) {
			return true
		}
	}
	return false
}

func tellsBy(rows iter.Seq[map[string]any], key string) bool {
	const most = 100 // rows that are looked at
	seen := 0
	for row := range rows {
		if seen++; seen > most {
			break
		}
		if v, _ := row[key].(string); v != "" && !audience.IsStatus(v) {
			return true
		}
	}
	return false
}
