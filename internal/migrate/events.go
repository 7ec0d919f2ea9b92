package migrate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// Events is told what a run does, in the order of the source. An error ends the
// run.
type Events interface {
	// Item is told of each item, with what the last run recorded of it, or nil.
	Item(out *Outcome, last *emit.Entry) error
	// File is told of each file that is no page.
	File(f emit.File) error
}

// tell tells of an item that is about to be recorded.
func (rec *recorder) tell(out *Outcome) error {
	if rec.o.Events == nil {
		return nil
	}
	last, err := rec.lastOf(out)
	if err != nil {
		return err
	}
	if out.File.State != "" {
		if err := rec.o.Events.File(out.File); err != nil {
			return err
		}
	}
	rec.complete(out, last)
	if err := rec.o.Events.Item(out, last); err != nil {
		return err
	}
	for _, f := range out.Beside {
		if err := rec.o.Events.File(f); err != nil {
			return err
		}
	}
	return nil
}

// lastOf returns what the last run recorded of an item, or nil.
func (rec *recorder) lastOf(out *Outcome) (*emit.Entry, error) {
	e := &out.Entry
	if k := out.known; k != nil && k.entry.ID == e.ID && k.entry.Type == e.Type && k.entry.Slug == e.Slug {
		return &k.entry, nil
	}
	return rec.folder.Last(out.Entry.ID, out.Entry.Type, out.Entry.Slug)
}

// complete sets what only events ask for.
func (rec *recorder) complete(out *Outcome, last *emit.Entry) {
	e := &out.Entry
	out.Fixes = rec.settings.FixesOf(out.replaced, e.ID, e.Slug)
	if out.Page.State != "" {
		out.Moved = rec.plan.moved[cmp.Or(out.Page.From, out.Page.Path)]
	}
	c := out.Page.Contents
	if c == nil || c.Old != nil || last == nil || last.Path == "" || last.Path == c.Path || last.Result == note.Skipped {
		return
	}
	data, err := rec.folder.ReadFile(last.Path)
	if sum := sha256.Sum256(data); err == nil && hex.EncodeToString(sum[:]) == last.SHA256 {
		out.Was = data
	}
}

// tellOwn tells in a dry run of one of the program's own files, if
// it would change.
func (rec *recorder) tellOwn(name string, write func(io.Writer) error) error {
	if rec.o.Events == nil || !rec.o.DryRun {
		return nil
	}
	h := sha256.New()
	if err := write(h); err != nil {
		return err
	}
	f := emit.File{Path: ".wp2md/" + name, Wrote: ".wp2md/" + name, State: emit.New}
	if old, err := rec.folder.ReadOwn(name); err == nil {
		if sha256.Sum256(old) == [32]byte(h.Sum(nil)) {
			return nil
		}
		f.State = emit.Changed
	}
	return rec.o.Events.File(f)
}
