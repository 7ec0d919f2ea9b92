package main

import (
	"crypto/sha256"
	"io"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/report"
)

// A watcher is told what a run does, in the order of the source.
type watcher interface {
	// item is told of each item, with what the last run recorded of it, or nil.
	item(m *migration, out *outcome, last *emit.Entry) error
	// file is told of each file that is no page.
	file(f emit.File) error
	// end is called instead of printing the summary.
	end(m *migration, s *report.Summary) error
}

// watched tells the watcher of an item that is about to be recorded.
func (m *migration) watched(out *outcome) error {
	if m.o.watch == nil {
		return nil
	}
	last, err := m.folder.Last(out.entry.ID, out.entry.Type)
	if err != nil {
		return err
	}
	if out.wrote.State != "" {
		if err := m.o.watch.file(out.wrote); err != nil {
			return err
		}
	}
	if err := m.o.watch.item(m, out, last); err != nil {
		return err
	}
	for _, f := range out.beside {
		if err := m.o.watch.file(f); err != nil {
			return err
		}
	}
	return nil
}

// watchOwn tells the watcher of a dry run of one of the program's own files, if
// it would change.
func (m *migration) watchOwn(name string, write func(io.Writer) error) error {
	if m.o.watch == nil || !m.o.dry {
		return nil
	}
	h := sha256.New()
	if err := write(h); err != nil {
		return err
	}
	f := emit.File{Path: ".wp2md/" + name, Wrote: ".wp2md/" + name, State: emit.New}
	if old, err := m.folder.ReadOwn(name); err == nil {
		if sha256.Sum256(old) == [32]byte(h.Sum(nil)) {
			return nil
		}
		f.State = emit.Changed
	}
	return m.o.watch.file(f)
}

// finish ends the record of the run.
func (m *migration) finish() error {
	if m.o.part {
		return m.folder.Close()
	}
	return m.folder.Finish()
}
