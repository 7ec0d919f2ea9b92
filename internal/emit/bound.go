package emit

import (
	"fmt"

	"github.com/wp2md/wp2md/internal/note"
)

// maxNotes bounds the notes of an item in the manifest, in bytes. A damaged
// post can give rise to any number of them, and lines that are too long are
// damage to whoever reads them.
const maxNotes = maxLine / 8

// Bounded returns an entry with no more notes than a line can hold, as the manifest
// has it. The first ones stay, and one more says how many there were.
func (e Entry) Bounded() Entry {
	size := 0
	for i, n := range e.Notes {
		size += len(n.Text) + len(`{"kind":"front-matter","text":"","review":true},`)
		if size > maxNotes {
			more := note.Note{Kind: n.Kind, Text: fmt.Sprintf("and %d more notes, which are too long to be listed", len(e.Notes)-i), Review: true}
			e.Notes = append(e.Notes[:i:i], more)
			break
		}
	}
	return e
}
