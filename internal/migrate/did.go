package migrate

import (
	"cmp"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// did counts what this run does to the page of an item, before it is recorded.
// What a run has done that was killed, and that this one goes on from, is counted
// as done by this one: so both together tell what one run would.
func (rec *recorder) did(out *Outcome) error {
	e := &out.Entry
	if e.Result == note.Failed {
		last, err := rec.finished(e)
		if err == nil && (last == nil || last.Result != note.Failed) {
			rec.tally.did.Failed++
		}
		return err
	}
	if out.Page.State == "" {
		return nil
	}
	out.Moved = rec.plan.moved[cmp.Or(out.Page.From, out.Page.Path)]
	count, err := rec.countOf(out)
	if err == nil && count != nil {
		*count++
	}
	return err
}

// finished returns what the last run recorded of an item that came to its end.
func (rec *recorder) finished(e *emit.Entry) (*emit.Entry, error) {
	return rec.folder.Finished(e.ID, e.Type, e.Slug)
}

// countOf returns the count that a page is of, or nil.
func (rec *recorder) countOf(out *Outcome) (*int, error) {
	c, f := &rec.tally.did, &out.Page
	moved := out.Moved != "" && f.From == ""
	switch {
	case f.State == emit.Deleted:
		return nil, nil
	case f.State == emit.Merged:
		return &c.Merged, nil
	case f.State == emit.Edited && f.Wrote != "":
		return &c.Conflict, nil
	case moved:
		return &c.Moved, nil
	case rec.continues:
	case f.State == emit.New:
		return &c.New, nil
	case f.State == emit.Changed:
		return &c.Changed, nil
	default:
		return &c.Unchanged, nil
	}
	last, err := rec.finished(&out.Entry)
	switch {
	case err != nil:
		return nil, err
	case last == nil || last.SHA256 == "":
		return &c.New, nil
	case f.State == emit.Edited && f.Beside != "" && last.SHA256 != f.SHA256:
		return &c.Conflict, nil
	case f.From == "" && last.From == "" && last.Path != f.Path:
		return &c.Moved, nil
	case f.State == emit.New:
		return &c.New, nil
	case last.SHA256 != f.SHA256:
		return &c.Changed, nil
	}
	return &c.Unchanged, nil
}

// setChanges completes what a run did. A run that did nothing tells in its report
// what the last one did that did something: so the report, as all else in the
// folder, is the same after each.
func (rec *recorder) setChanges(s *report.Summary) report.Changes {
	did := rec.tally.did
	did.Unchanged += rec.tally.keptPages
	did.Removed, did.Withdrawn = len(s.Pruned), len(s.Withdrawn)
	for _, name := range s.Gone {
		if !rec.tally.left[name] {
			did.Gone++
		}
	}
	s.Changes = did
	if did.Any() {
		return did
	}
	if last := rec.lastReport(); last != nil && last.Changes.Any() {
		s.Changes, s.Pruned, s.Withdrawn = last.Changes, last.Pruned, last.Withdrawn
		s.Changes.Failed = min(s.Changes.Failed, s.Results[note.Failed]) // a file may have come since
	}
	return did
}

// lastReport returns what the report of the last run says of its changes, or nil.
func (rec *recorder) lastReport() *report.Summary {
	file, err := rec.folder.OpenOwn(reportJSON)
	if err != nil {
		return nil
	}
	defer file.Close()
	last, err := report.ReadChanges(file)
	if err != nil {
		return nil
	}
	return last
}
