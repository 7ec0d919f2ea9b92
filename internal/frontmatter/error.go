package frontmatter

import (
	"fmt"
	"strings"
)

// Error is a mistake in the settings file.
type Error struct {
	File string
	Line int
	Key  string // of the settings file: frontmatter or overrides
	Text string
	Try  string // what may help; can be empty
}

func (e *Error) Error() string {
	file := e.File
	if file == "" {
		file = "settings"
	}
	return fmt.Sprintf("%s: line %d: %s: %s", file, e.Line, e.Key, e.Text)
}

// Hint says what to try, for a line of its own below the message.
func (e *Error) Hint() string { return e.Try }

// didYouMean returns the question whether the nearest of the known words was
// meant, or "" if none is near.
func didYouMean(word string, known []string) string {
	best, distance := "", 1+max(1, len(word)/3)
	for _, k := range known {
		if d := editDistance(strings.ToLower(word), strings.ToLower(k)); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// editDistance counts the bytes to insert, delete, replace or swap with their
// neighbour to turn a into b.
func editDistance(a, b string) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	above := make([]int, len(b)+1)
	for j := range above {
		above[j] = j
	}
	for i := range len(a) {
		row[0] = i + 1
		for j := range len(b) {
			change := above[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
