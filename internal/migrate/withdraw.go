package migrate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// What an earlier run has published and what visitors of the old site do not see
// any more is taken out of what is published, whatever a run is about. What was
// asked for in other words, such as --status private, stays.

// hides reports whether visitors do not see an item that is not written, for its
// status says so.
func (v *verdict) hides(status string) bool {
	switch v.note.Kind {
	case note.Private:
		return true
	case note.Status:
		return status != "publish"
	}
	return false
}

// notDone is in the note of a page that is still published, for an error. The next run
// tries again.
const notDone = "could not be "

// What the notes of pages that were taken out of what is published have behind their names.
const (
	removedNow = " is removed, for its post is"
	draftNow   = " was edited: it is a draft now, for its post is"
)

// changed reports whether an item was another thing to visitors when a page of it
// was written, and what that asks for is still to be done.
func changed(last *emit.Entry, status, held string) bool {
	return last != nil && (last.Status != status || last.Held != held || slices.ContainsFunc(last.Notes, func(n note.Note) bool {
		return n.Kind == note.Withdrawn && strings.Contains(n.Text, notDone)
	}))
}

// wasWritten returns what the last run that had an item and has come to its end recorded
// of it, if that left a file of it: what a run has withdrawn that did not come to its
// end, this one has to tell of.
func (m *migration) wasWritten(id int64, typ, slug string) (*emit.Entry, error) {
	for _, record := range []func(int64, string, string) (*emit.Entry, error){m.folder.FinishedNow, m.folder.LeftOf} {
		last, err := record(id, typ, slug)
		if err != nil || last != nil && len(last.Path)+len(last.Files) > 0 {
			return last, err
		}
	}
	return nil, nil
}

// withdraw takes the files of an item out of what is published, if visitors do not
// see it any more.
func (rec *recorder) withdraw(out *Outcome) error {
	e, v := &out.Entry, &out.verdict
	if e.Type == "attachment" {
		return rec.withdrawFile(out)
	}
	if !out.carry || !v.hides(e.Status) {
		return nil
	}
	last, err := rec.wasWritten(e.ID, e.Type, e.Slug)
	if err != nil {
		return err
	}
	if !changed(last, e.Status, e.Held) {
		return rec.retell(out)
	}
	left, err := rec.folder.LeftOf(e.ID, e.Type, e.Slug)
	if err != nil {
		return err
	}
	if left == nil {
		left = new(emit.Entry)
	}
	for _, o := range left.Files {
		if !slices.ContainsFunc(last.Files, func(f emit.Other) bool { return f.Path == o.Path }) {
			last.Files = append(last.Files, o)
		}
	}
	w, err := rec.folder.Withdraw(last, rec.drafting())
	out.carry = false
	if err != nil {
		e.Path, e.SHA256, e.From, e.Files = last.Path, last.SHA256, last.From, last.Files
		out.note(note.Withdrawn, true, "it is not public on the old site any more, and its page "+notDone+"withdrawn: "+err.Error())
		return nil
	}
	if err := rec.resume(e, &w); err != nil {
		return err
	}
	for _, name := range w.Left {
		if i := slices.IndexFunc(last.Files, func(o emit.Other) bool { return o.Path == name }); i >= 0 {
			e.Files = append(e.Files, last.Files[i])
		}
		out.note(note.Withdrawn, true, name+" was edited and stays, though its post is not public on the old site any more")
	}
	switch {
	case w.Draft != "":
		e.Path, e.SHA256, e.From, e.Base = w.Draft, last.SHA256, last.From, last.Base
		if e.From == "" && w.Was != "" {
			e.From = w.Was
		}
		out.note(note.Withdrawn, true, w.Draft+draftNow+" not public on the old site any more")
	case len(w.Removed) > 0:
		out.note(note.Withdrawn, true, w.Removed[0]+removedNow+" not public on the old site any more")
	}
	if w.Draft != "" || len(w.Removed) > 0 {
		out.Withdrawn = w.Removed
		if w.Draft != "" {
			out.Withdrawn = append(slices.Clone(w.Removed), cmp.Or(w.Was, w.Draft))
		}
	}
	return nil
}

// retell says again what the last run has withdrawn, if that has ended with an error and no
// report has it.
func (rec *recorder) retell(out *Outcome) error {
	if !rec.continues {
		return nil
	}
	e := &out.Entry
	now, err := rec.folder.Last(e.ID, e.Type, e.Slug)
	if err != nil || now == nil || now.Status != e.Status || now.Held != e.Held {
		return err
	}
	for _, n := range now.Notes {
		name, _, ok := strings.Cut(n.Text, removedNow)
		if !ok {
			name, _, ok = strings.Cut(n.Text, draftNow)
		}
		if n.Kind != note.Withdrawn || !ok {
			continue
		}
		if last := rec.lastReport(); last != nil && slices.ContainsFunc(last.Withdrawn, func(told string) bool { return told == name || told == now.From }) {
			continue
		}
		out.carry = false
		e.Path, e.SHA256, e.From, e.Base, e.Files = now.Path, now.SHA256, now.From, now.Base, now.Files
		out.note(note.Withdrawn, true, n.Text)
		out.Withdrawn = append(out.Withdrawn, name)
	}
	return nil
}

// resume says of a page that a killed run has made a draft where it was.
func (rec *recorder) resume(e *emit.Entry, w *emit.Withdrawn) error {
	if !rec.continues {
		return nil
	}
	was, err := rec.finished(e)
	if err != nil || was == nil {
		return err
	}
	now, err := rec.folder.Last(e.ID, e.Type, e.Slug)
	if err != nil {
		return err
	}
	if w.Draft == "" && now != nil && isWithdrawn(now) {
		w.Draft = now.Path
	}
	if w.Draft != "" && w.Was == "" && w.Draft != was.Path {
		w.Was = was.Path
	}
	return nil
}

// withdrawFile notes a file that is to go with the page that showed it. Whether
// another page shows it is known at the end.
func (rec *recorder) withdrawFile(out *Outcome) error {
	e := &out.Entry
	if e.Result != note.Skipped || len(e.Notes) == 0 || e.Notes[0].Kind != note.Private && e.Notes[0].Kind != note.Status {
		return nil
	}
	last, err := rec.wasWritten(e.ID, e.Type, e.Slug)
	if err != nil || last == nil {
		return err
	}
	left, err := rec.folder.LeftOf(e.ID, e.Type, e.Slug) // by a run that did not come to its end, or could not remove it
	if err != nil {
		return err
	}
	if left == nil && !changed(last, e.Status, e.Held) && !rec.plan.withdrawn[out.parent] && (out.parent != 0 || len(rec.plan.withdrawn) == 0) {
		return nil
	}
	out.carry = false
	i, ok := rec.plan.index.FileOf(out.n)
	if ok {
		rec.leaving = append(rec.leaving, leavingFile{last, i})
	}
	return nil
}

// drafting is the way of the target to make a page a draft.
func (rec *recorder) drafting() emit.Drafting {
	d := emit.Drafting{Mark: rec.settings.Fields.MakeDraft, Place: rec.target.Hidden}
	if rec.target.Header {
		d.Mark = rec.settings.Fields.MakeHeaderDraft
	}
	return d
}

// leavingFile is a file that goes unless a page shows it.
type leavingFile struct {
	last *emit.Entry
	file int
}

// withdrawFiles removes the files of which no page that is written shows any more,
// when all items are recorded.
func (rec *recorder) withdrawFiles() error {
	for _, l := range rec.leaving {
		if rec.tally.files[l.file]&fileNeeded != 0 {
			continue
		}
		w, err := rec.folder.Withdraw(l.last, rec.drafting())
		if err != nil {
			rec.tally.problems = append(rec.tally.problems, err.Error())
			continue
		}
		for _, name := range w.Left {
			rec.tally.problems = append(rec.tally.problems, name+" was changed and stays, though what showed it is not public on the old site any more")
		}
		rec.tally.withdrawn = append(rec.tally.withdrawn, w.Removed...)
	}
	return nil
}

// makeDraft makes sure that the page of a post that is not public any more is a
// draft, also where a person has edited it: the new version may wait beside it.
func (rec *recorder) makeDraft(out *Outcome) error {
	e, f := &out.Entry, &out.Page
	if !out.draft || f.Foreign || f.State != emit.Edited && f.State != emit.Merged {
		return nil
	}
	last, err := rec.wasWritten(e.ID, e.Type, e.Slug)
	if err != nil || last == nil || (last.Status != "publish" || last.Held != "") && last.Status != e.Status || !changed(last, e.Status, e.Held) {
		return err
	}
	now, made, err := rec.folder.MakeDraft(f.Path, rec.drafting())
	switch {
	case err != nil:
		out.note(note.Withdrawn, true, fmt.Sprintf("its post is %s on the old site now, and the page %smade a draft: %v", e.Status, notDone, err))
	case made, f.State == emit.Merged, rec.continues:
		out.note(note.Withdrawn, true, fmt.Sprintf("%s%s %s on the old site", f.Path, draftNow, e.Status))
	}
	if err == nil {
		out.Withdrawn = append(out.Withdrawn, f.Path)
		if now != f.Path {
			e.From = cmp.Or(e.From, f.Path)
			e.Path, f.Path = now, now
		}
	}
	e.Result = note.Review
	return nil
}

// noteReturn says that a page is still the draft that a run has made of it, though
// its post is public again.
func (rec *recorder) noteReturn(out *Outcome) error {
	e, f := &out.Entry, &out.Page
	if out.draft || f.State != emit.Edited && f.State != emit.Merged {
		return nil
	}
	last, err := rec.folder.Last(e.ID, e.Type, e.Slug)
	if err != nil || last == nil || !slices.ContainsFunc(last.Notes, func(n note.Note) bool { return n.Kind == note.Withdrawn }) {
		return err
	}
	if !rec.folder.IsDraft(f.Path, rec.drafting()) {
		return nil // a person has seen to it
	}
	out.note(note.Withdrawn, true, "public again on the old site, and "+f.Path+" is the draft that was made of it while it was not")
	e.Result = note.Review
	return nil
}
