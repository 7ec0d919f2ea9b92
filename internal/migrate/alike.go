package migrate

import (
	"slices"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// A form that stands on twenty pages is one thing to decide. The first of the pages, in
// the order of the source, asks for a look; the notes of the others say where that is.

// alike has the notes that stand for those of later pages, and the paths of their pages.
type alike map[note.Note]string

// apply takes the marks off the notes of a page for which an earlier one asks. It may
// have been done to them before, when other pages were earlier.
func (a alike) apply(e *emit.Entry) {
	a.undo(e)
	shared := slices.IndexFunc(e.Notes, a.stands)
	if shared < 0 {
		a.see(e)
		return
	}
	e.Notes = slices.Clone(e.Notes)
	for i := shared; i < len(e.Notes); i++ {
		if n := &e.Notes[i]; a.stands(*n) {
			n.Review, n.Like = false, a[plain(*n)]
		}
	}
	a.see(e)
	settle(e)
}

// stands reports whether an earlier page asks for the look that a note asks for.
func (a alike) stands(n note.Note) bool { return n.Review && a[plain(n)] != "" }

// see takes in what a page asks for.
func (a alike) see(e *emit.Entry) {
	if e.Result != note.Review {
		return
	}
	for _, n := range e.Notes {
		if n.Review && report.SameThing(n) && a[plain(n)] == "" {
			a[plain(n)] = e.Path
		}
	}
}

// undo gives the notes of a page the marks that they had at first.
func (alike) undo(e *emit.Entry) {
	isLike := func(n note.Note) bool { return n.Like != "" }
	if !slices.ContainsFunc(e.Notes, isLike) {
		return
	}
	e.Notes = slices.Clone(e.Notes)
	for i := range e.Notes {
		if n := &e.Notes[i]; isLike(*n) {
			n.Review, n.Like = true, ""
		}
	}
	if e.Result == note.OK {
		e.Result = note.Review
	}
}

// plain returns what a note says, without its marks.
func plain(n note.Note) note.Note { return note.Note{Kind: n.Kind, Text: n.Text} }
