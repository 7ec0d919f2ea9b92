package migrate

import (
	"slices"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Forms on twenty pages are one thing to decide. The first of the pages, in the order of the
// source, asks for a look; the notes of the others say where that is.

// alike has the paths of the pages that ask for those after them, by what they ask about:
// see [report.ThingOf].
type alike map[string]string

// apply takes the marks off the notes of a page for which an earlier one asks, and reports
// whether that changed them. It may have been done to them before, when other pages were
// earlier: all pages of the source come by, those too that a run is not about.
func (a alike) apply(e *emit.Entry) bool {
	before, result := e.Notes, e.Result
	a.undo(e)
	if slices.ContainsFunc(e.Notes, a.stands) {
		e.Notes = slices.Clone(e.Notes)
		for i := range e.Notes {
			if n := &e.Notes[i]; a.stands(*n) {
				n.Review, n.Like = false, a[report.ThingOf(*n)]
			}
		}
	}
	a.see(e)
	settle(e)
	return e.Result != result || !slices.Equal(before, e.Notes)
}

// stands reports whether an earlier page asks for the look that a note asks for.
func (a alike) stands(n note.Note) bool { return n.Review && a[report.ThingOf(n)] != "" }

// see takes in what a page asks for.
func (a alike) see(e *emit.Entry) {
	if e.Result != note.Review {
		return
	}
	for _, n := range e.Notes {
		if !n.Review {
			continue
		}
		if thing := report.ThingOf(n); thing != "" && a[thing] == "" {
			a[thing] = e.Path
		}
	}
}

// undo gives the notes of a page the marks that they had at first.
func (alike) undo(e *emit.Entry) {
	if !slices.ContainsFunc(e.Notes, isLike) {
		return
	}
	e.Notes = slices.Clone(e.Notes)
	for i := range e.Notes {
		if n := &e.Notes[i]; n.Like != "" {
			n.Review, n.Like = true, ""
		}
	}
	if e.Result == note.OK {
		e.Result = note.Review
	}
}

// plain returns what a note says, without its marks.
func plain(n note.Note) note.Note { return note.Note{Kind: n.Kind, Text: n.Text} }
