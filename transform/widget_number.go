package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Values of one kind are told apart by a number in their names: col_0_content, title2. An editor
// writes them in the order in which they were set, a page shows them in that of the number.

// mostNumbered bounds the values that are put in order, mostDigits the digits of their numbers:
// longer ones name something.
const (
	mostNumbered = 500
	mostDigits   = 3
)

// inOrderOfNumbers returns the values with those whose names differ in a number alone in its
// order, in the places that they have.
func inOrderOfNumbers(props []prop) []prop {
	if len(props) > mostNumbered {
		return props
	}
	type numbered struct{ at, number int }
	var series map[string][]numbered
	for i := range props {
		if stem, n, ok := cutSeries(props[i].key); ok {
			if series == nil {
				series = map[string][]numbered{}
			}
			series[stem] = append(series[stem], numbered{i, n})
		}
	}
	ordered := props
	for _, of := range series { // each has places of its own, so that their order is of no matter
		if slices.IsSortedFunc(of, func(a, b numbered) int { return cmp.Compare(a.number, b.number) }) {
			continue
		}
		if &ordered[0] == &props[0] {
			ordered = slices.Clone(props)
		}
		sorted := slices.Clone(of)
		slices.SortStableFunc(sorted, func(a, b numbered) int { return cmp.Compare(a.number, b.number) })
		for i := range of {
			ordered[of[i].at] = props[sorted[i].at]
		}
	}
	return ordered
}

// cutSeries cuts a name with one number at that; ok is false if it has none or several, or is
// called after a level (h2) or a number alone.
func cutSeries(key string) (stem string, n int, ok bool) {
	const digits = "0123456789"
	at := strings.IndexAny(key, digits)
	if at < 2 {
		return "", 0, false
	}
	end := at
	for end < len(key) && strings.IndexByte(digits, key[end]) >= 0 {
		end++
	}
	if end-at > mostDigits || strings.ContainsAny(key[end:], digits) {
		return "", 0, false
	}
	n, err := strconv.Atoi(key[at:end])
	return key[:at] + "0" + key[end:], n, err == nil
}
