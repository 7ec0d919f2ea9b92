package frontmatter

import (
	"fmt"

	"github.com/wp2md/wp2md/internal/suggest"
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
// meant, or "".
func didYouMean(word string, known []string) string {
	if near := suggest.Near(word, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}
