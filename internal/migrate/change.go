package migrate

import (
	"iter"
	"slices"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// A Change is a file that a run writes, or something else about an item that it
// makes other than it was.
type Change struct {
	Path    string `json:"path,omitempty"`
	Change  string `json:"change"`
	From    string `json:"from,omitempty"`
	ID      int64  `json:"id,omitempty"`
	Type    string `json:"type,omitempty"`
	Added   int    `json:"added"`   // lines
	Removed int    `json:"removed"` // likewise
	Note    string `json:"note,omitempty"`

	Moved    bool           `json:"-"` // the file of From is then at Path
	Contents *emit.Contents `json:"-"` // of a file whose lines can be told
}

// The values of Change.Change.
const (
	ChangeNew       = "new"
	ChangeChanged   = "changed"
	ChangeMerged    = "merged"    // an edited page, into which what is new is merged
	ChangeConflict  = "conflict"  // an edited page stays; the path is that of the new version beside it
	ChangeMoved     = "moved"     // the page of an item at another path
	ChangeFailed    = "failed"    // an item that could not be written any more
	ChangeStale     = "stale"     // a file that no item has any more; it stays
	ChangeGone      = "gone"      // a page whose post is not in the source any more; it stays
	ChangeRemoved   = "removed"   // a file of such a post, with --prune
	ChangeWithdrawn = "withdrawn" // a file whose post is not public any more: removed, or an edited page made a draft
)

// ItemChange returns what a run changes of an item, which the last run recorded as
// last, or not. Without a change its Change is empty.
func ItemChange(out *Outcome, last *emit.Entry) Change {
	e := &out.Entry
	if e.Result == note.Failed && (last == nil || last.Result != note.Failed) {
		return Change{Change: ChangeFailed, ID: e.ID, Type: e.Type, Note: e.Notes[len(e.Notes)-1].Text}
	}
	c := out.Page.Contents
	moved := out.Moved != "" && out.Page.From == ""
	switch {
	case c == nil && moved && out.Page.State != emit.Deleted:
		return Change{
			Path: out.Page.Path, From: out.Moved, Change: ChangeMoved, ID: e.ID, Type: e.Type,
			Moved: true, Contents: &emit.Contents{Path: out.Page.Path, Old: []byte{}},
		}
	case c == nil:
		return Change{}
	}
	ch := Change{Path: c.Path, Change: ChangeChanged, ID: e.ID, Type: e.Type}
	old := c.Old
	switch {
	case out.Page.State == emit.Merged:
		ch.Change = ChangeMerged
		ch.Note = "edited since it was written: the new version is merged into it"
	case c.Path == out.Page.Beside:
		ch.Change = ChangeConflict
		ch.Note = out.Page.Path + " was edited and stays"
		if out.Page.Conflict != "" {
			ch.Note += "; both have changed " + out.Page.Conflict
		}
	case moved:
		ch.Change = ChangeMoved
	case c.Old == nil:
		ch.Change = ChangeNew
		if out.Was != nil {
			ch.Change, ch.From, old = ChangeMoved, last.Path, out.Was
		}
	}
	if moved && c.Path == out.Page.Path {
		ch.From, ch.Moved = out.Moved, true
	}
	ch.Contents = &emit.Contents{Path: c.Path, Old: old, New: c.New}
	return ch
}

// FileChange returns what a run changes of a file that is no page. Without a change
// its Change is empty.
func FileChange(f emit.File) Change {
	c := Change{Path: f.Wrote, Change: ChangeChanged, Contents: f.Contents}
	switch {
	case f.Wrote == "":
		return Change{}
	case f.State == emit.New:
		c.Change = ChangeNew
	case f.State == emit.Edited:
		c.Change, c.Note = ChangeConflict, f.Path+" was changed and stays"
	}
	return c
}

// LastChanges yields what is known only at the end of a run: files of no item.
// What an earlier run has said already is not in it, nor are the pages that are
// known to be renamed.
func (r *Result) LastChanges(renamed []string) iter.Seq[Change] {
	s := r.Summary
	said := func(name string) bool { return r.Left[name] }
	kinds := []struct {
		files        []string
		change, note string
		but          func(name string) bool
	}{
		{r.Pruned, ChangeRemoved, "removed, for its post is not in the source any more", nil},
		{r.Withdrawn, ChangeWithdrawn, "withdrawn, for its post is not public on the old site any more: removed, or a draft if it was edited", nil},
		{s.Gone, ChangeGone, "its post is not in the source any more; it stays", said},
		{s.Stale, ChangeStale, "no item has it any more; it stays", func(name string) bool { return said(name) || slices.Contains(renamed, name) }},
	}
	return func(yield func(Change) bool) {
		for _, k := range kinds {
			for _, name := range k.files {
				if k.but != nil && k.but(name) {
					continue
				}
				if !yield(Change{Path: name, Change: k.change, Note: k.note}) {
					return
				}
			}
		}
	}
}
