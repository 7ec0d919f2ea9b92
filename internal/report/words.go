package report

import (
	"strconv"
	"strings"
)

// Plural returns a number and a word, in the plural if the number asks for it.
func Plural(n int, word string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(word, "y"):
		word = strings.TrimSuffix(word, "y") + "ies"
	default:
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}
