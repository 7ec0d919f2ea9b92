package report

import (
	"strconv"
	"strings"
)

// Plural returns a number and a word, in the plural if the number asks for it.
func Plural(n int, word string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(word, "y") && len(word) > 1 && !strings.ContainsRune("aeiou", rune(word[len(word)-2])):
		word = strings.TrimSuffix(word, "y") + "ies"
	case strings.HasSuffix(word, "ss"), strings.HasSuffix(word, "x"), strings.HasSuffix(word, "ch"), strings.HasSuffix(word, "sh"):
		word += "es"
	case strings.HasSuffix(word, "s"): // of a type that has a plural for its name
	default:
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}

// Flatten returns the errors that errors.Join has put together.
func Flatten(err error) []error {
	j, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range j.Unwrap() {
		all = append(all, Flatten(e)...)
	}
	return all
}
