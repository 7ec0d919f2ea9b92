// Package suggest finds what somebody meant who has mistyped a name.
package suggest

import "strings"

// Near returns the name that a word was most likely meant to be, or "" if none is
// near. Of equally near ones it is the first.
func Near(word string, names []string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	best, least := "", 1+max(1, len(word)/3) // what is further away is another word
	for _, name := range names {
		low := strings.ToLower(name)
		d := distance(word, low)
		if len(word) > 1 && strings.HasPrefix(low, word) || len(low) > 2 && strings.HasPrefix(word, low) {
			d = min(d, 1)
		}
		if d < least && d < max(len(word), len(low)) {
			best, least = name, d
		}
	}
	return best
}

// Hint asks whether a name was meant, if one is near, and says which there are.
func Hint(word string, names []string) string {
	all := "there is: " + strings.Join(names, ", ")
	if near := Near(word, names); near != "" {
		return "did you mean " + near + "? " + all
	}
	return all
}

// distance is how many bytes have to be changed, added, left out, or swapped with
// their neighbour.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
