package main

import (
	"context"
	"errors"
	"io/fs"
	"iter"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/rewrite"
)

// copies reports whether this run brings files into the output.
func (m *migration) copies() bool {
	return m.uploads != nil && (m.o.media == mediaLocal || m.o.media == mediaDownload)
}

// noteMissing notes a file that a page shows and that will not be there.
func (m *migration) noteMissing(out *outcome, file int) {
	switch m.o.media {
	case mediaLocal:
		if f := m.plan.index.File(file); !m.uploads.Has(f.Path) {
			out.note(note.Media, true, "not in --uploads: "+f.URL)
		}
	case mediaDownload:
		if why := m.lack(file); why != "" {
			out.note(note.Media, true, why)
		}
	}
}

// attachment copies the file of an attachment, or says where it is to be got.
func (m *migration) attachment(out *outcome, n int, it *extract.Item) {
	if why, ok := m.sel.file(it, m.plan.unwritten[it.Parent]); ok {
		out.carry = why.Kind != note.Status
		out.skip(why)
		return
	}
	i, ok := m.plan.index.FileOf(n)
	if !ok {
		out.skip(note.Note{Kind: note.Media, Text: "an attachment without the address of a file", Review: true})
		return
	}
	f := m.plan.index.File(i)
	if m.o.media == mediaKeep {
		out.skip(note.Note{Kind: note.Media, Text: "stays on the old site: " + f.URL})
		return
	}
	out.attached = i + 1
	if m.copies() {
		written, err := m.copy(f)
		switch {
		case err == nil:
			out.entry.Result = note.OK
			out.wrote = written
			out.entry.Path, out.entry.SHA256 = path(f), written.SHA256
			if text := editedFile(written); text != "" {
				out.entry.Result = note.Review
				out.note(note.Edited, true, text)
			}
			return
		case !errors.Is(err, fs.ErrNotExist):
			out.fail(err.Error())
			return
		case m.o.media == mediaLocal:
			out.fail("not in --uploads: " + f.URL)
			return
		}
	}
	if m.o.media == mediaDownload {
		got, ok := m.downloads.got[i]
		if !ok {
			out.fail(m.lack(i))
			return
		}
		out.entry.Result = note.OK
		out.entry.Path, out.entry.SHA256 = path(f), got.hex()
		if got.text != "" {
			out.entry.Result = note.Review
			out.note(note.Edited, true, got.text)
		}
		return
	}
	out.skip(note.Note{Kind: note.Media, Text: "to be got for " + path(f) + ": " + f.URL})
}

func path(f rewrite.File) string { return emit.ImageFolder + "/" + f.Name }

// copy copies a file from the uploads. The error is fs.ErrNotExist if it is
// not there; any other is one of the output folder, or of reading.
func (m *migration) copy(f rewrite.File) (emit.File, error) {
	in, err := m.uploads.File(f.Path)
	if err != nil {
		return emit.File{}, fs.ErrNotExist
	}
	defer in.Close()
	return m.folder.Copy(path(f), in)
}

// copyFound copies the files that pages show and that are no attachments of
// the export, and lists those that are not there.
func (m *migration) copyFound(ctx context.Context) error {
	t, got := &m.tally, m.downloads.got
	var missing []int
	for i, used := range t.files {
		if ctx.Err() != nil {
			return context.Canceled
		}
		if !used {
			continue
		}
		t.media.Files++
		if g, ok := got[i]; t.have[i] || ok {
			t.media.Copied++
			if !t.have[i] && g.text != "" {
				t.problems = append(t.problems, path(m.plan.index.File(i))+" "+g.text)
			}
			continue
		}
		f := m.plan.index.File(i)
		if m.copies() && !t.tried[i] {
			written, err := m.copy(f)
			if err == nil {
				t.media.Copied++
				got[i] = gotOf(written, false)
				if m.o.watch != nil {
					if err := m.o.watch.file(written); err != nil {
						return err
					}
				}
				if text := got[i].text; text != "" {
					t.problems = append(t.problems, path(f)+" "+text)
				}
				continue
			}
			if !errors.Is(err, fs.ErrNotExist) {
				t.problems = append(t.problems, err.Error())
			}
		}
		t.media.Missing = append(t.media.Missing, f.URL)
		missing = append(missing, i)
		if failure := m.downloads.failures[i]; failure != nil {
			t.media.Failed = append(t.media.Failed, report.Lost{URL: f.URL, Cause: failure.Cause})
		}
	}
	return m.listMissing(missing)
}

// others yields the files that the manifest has no line for, or does not tell
// all of: those that were fetched, those that no item has, and more.
func (m *migration) others(more []emit.Other) iter.Seq[emit.Other] {
	return func(yield func(emit.Other) bool) {
		for i := range m.tally.files {
			g, ok := m.downloads.got[i]
			if !ok {
				continue
			}
			f := m.plan.index.File(i)
			o := emit.Other{Path: path(f), SHA256: g.hex()}
			if g.fetched {
				o.URL = f.URL
			}
			if !yield(o) {
				return
			}
		}
		for _, o := range more {
			if !yield(o) {
				return
			}
		}
	}
}

// editedFile says that a file was not replaced, if there is a new version of
// it.
func editedFile(f emit.File) string {
	if f.State != emit.Edited || f.Beside == "" {
		return ""
	}
	what := "changed since it was written"
	if f.Foreign {
		what = "was there before"
	}
	return what + ": left as it is; the new version is " + f.Beside
}
