package migrate

import (
	"testing"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// What a retry says of an item, by what it was and what it is.
func TestCompare(t *testing.T) {
	entry := func(r note.Result, notes ...note.Note) *emit.Entry { return &emit.Entry{Result: r, Notes: notes} }
	look := note.Note{Kind: note.Media, Text: "a", Review: true}
	other := note.Note{Kind: note.Media, Text: "b", Review: true}
	accepted := note.Note{Kind: note.Media, Text: "a", Accepted: true}
	for _, c := range []struct {
		last, now *emit.Entry
		want      Since
	}{
		{entry(note.Failed, look), entry(note.OK), Fixed},
		{entry(note.Failed, look), entry(note.Failed, look), StillFailing},
		{entry(note.Failed, accepted), entry(note.Failed, accepted), AsAccepted},
		{entry(note.Failed, accepted), entry(note.Failed, accepted, other), NewProblem},
		{entry(note.Failed), entry(note.Failed), StillFailing},
		{entry(note.Review, look), entry(note.Review, look), NeedsLook},
		{entry(note.Review, look), entry(note.Review, other), NewProblem},
		{nil, entry(note.Review, look), NewProblem},
		{nil, entry(note.OK), StillOK},
		{entry(note.OK), entry(note.Skipped), LeftOut},
	} {
		if got := Compare(c.last, c.now); got != c.want {
			t.Errorf("%+v, then %+v: %s, want %s", c.last, c.now, got, c.want)
		}
	}
}
