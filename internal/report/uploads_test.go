package report

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// Who has named a copy of the uploads is told that it lacks something, and who has not
// that there can be one.
func TestCauseOfFiles(t *testing.T) {
	for text, want := range map[string]string{
		"not in --uploads: http://old.example/a.png": "the copy that you have named lacks them",
		"404 Not Found: http://old.example/a.png":    "get a copy of wp-content/uploads",
	} {
		for _, kind := range []note.Kind{note.Media, note.Unwritten} {
			if kind == note.Unwritten && !strings.HasPrefix(text, "not in") {
				text = "not fetched: " + text
			}
			list := CausesOf([]Item{{ID: 1, Notes: []note.Note{{Kind: kind, Text: text, Review: true}}}})
			if len(list) != 1 || list[0].Key != "file" || !strings.HasPrefix(list[0].Do, want) {
				t.Errorf("%s %q: got %+v", kind, text, list)
			}
		}
	}
}
