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
	var held []string
	for i := range it.Meta {
		m := &it.Meta[i]
		if strings.IndexByte(m.Key, '_') <= 0 || strings.Trim(m.Value, " 0") == "" {
			continue
		}
		if row := rowOf(it.Meta, m.Key); row != "" && restricts(m.Key[len(row):], m.Value) {
			held = append(held, row)
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

func isOfRow(key string, rows []string) bool {
	key = strings.TrimPrefix(key, "_")
	for _, row := range rows {
		if strings.HasPrefix(key, row) {
			return true
		}
	}
	return false
}

// rowOf returns what the names of the fields of the row begin with in which a field is, or "":
// rows_0_ of rows_0_text where rows is how many rows there are.
func rowOf(fields []extract.Meta, key string) string {
	const longest = 255
	if len(key) > longest {
		return ""
	}
	for end := len(key) - 1; end > 0; {
		behind := strings.LastIndexByte(key[:end], '_')
		if behind < 0 {
			return ""
		}
		at := strings.LastIndexByte(key[:behind], '_')
		if number := key[at+1 : behind]; at > 0 && number != "" && strings.Trim(number, "0123456789") == "" && hasRows(fields, key[:at]) {
			return key[:behind+1]
		}
		end = behind
	}
	return ""
}

// hasRows reports whether a field says how many rows a list has, or of which kind each is.
func hasRows(fields []extract.Meta, list string) bool {
	for i := range fields {
		if m := &fields[i]; m.Key == list && m.Value != "" {
			return strings.Trim(m.Value, "0123456789") == "" || strings.HasPrefix(m.Value, "a:")
		}
	}
	return false
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
	for row := range rows {
		if v, _ := row[key].(string); v != "" && !audience.IsStatus(v) {
			return true
		}
	}
	return false
}
