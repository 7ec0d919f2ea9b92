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
	case f.State != emit.Merged && f.State != emit.Edited:
	case f.Foreign:
		o.note(note.Edited, f.Beside != "", "was there before: left as it is"+besideOf(f))
	case f.Beside == "":
		// Whether this run or an earlier one has merged what is new into it: a run
		// that changes nothing says the same as the one before.
		o.note(note.Edited, false, "edited since it was written: your edits stay in it")
	default:
		o.note(note.Edited, true, "edited since it was written: left as it is"+besideOf(f))
	}
}

// besideOf says where the new version of an edited file is.
func besideOf(f emit.File) (text string) {
	if f.Beside != "" {
		text += "; the new version is " + f.Beside
	}
	if f.Conflict != "" {
		text += "; both have changed " + f.Conflict
	}
	return text
}
