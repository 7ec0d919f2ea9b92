package migrate

import (
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// noteEdits says what a person has done to a file since it was written, and
// what has become of that.
func (o *Outcome) noteEdits(f emit.File) {
	if f.From != "" {
		o.note(note.Renamed, false, "renamed since it was written: updated where it is, not at "+f.From)
	}
	switch {
	case f.State == emit.Merged:
		o.note(note.Merged, false, "edited since it was written: the new version is merged into it")
	case f.State == emit.Edited:
		text := "edited since it was written: left as it is"
		if f.Foreign {
			text = "was there before: left as it is"
		}
		if f.Beside != "" {
			text += "; the new version is " + f.Beside
		}
		if f.Conflict != "" {
			text += "; both have changed " + f.Conflict
		}
		o.note(note.Edited, f.Beside != "", text)
	}
}
