package migrate

import (
	"context"
	"errors"
	"io/fs"
	"iter"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// copies reports whether this run brings files into the output.
func (m *migration) copies() bool {
	return m.uploads != nil && (m.o.Media == MediaLocal || m.o.Media == MediaDownload)
}

// noteMissing notes a file that a page shows and that will not be there.
func (c *converter) noteMissing(out *Outcome, file int) {
	switch c.o.Media {
	case MediaLocal:
		if f := c.plan.index.File(file); !c.uploads.Has(f.Path) {
			out.note(note.Media, true, "not in --uploads: "+f.URL)
		}
	case MediaDownload:
		if why := c.lack(file); why != "" {
			out.note(note.Media, true, why)
		}
	}
}

// attachment copies the file of an attachment, or says where it is to be got.
func (c *converter) attachment(out *Outcome, n int, it *extract.Item) {
	if why, ok := c.file(it); ok {
		out.carry = why.Kind != note.Status
		out.skip(why)
		return
	}
	i, ok := c.plan.index.FileOf(n)
	if !ok {
		out.skip(note.Note{Kind: note.Media, Text: "an attachment without the address of a file", Review: true})
		return
	}
	url := c.plan.index.FileURL(i)
	if c.o.Media == MediaKeep {
		out.skip(note.Note{Kind: note.Media, Text: "stays on the old site: " + url})
		return
	}
	out.attached = i + 1
	if c.copies() {
		written, err := c.copy(i)
		switch {
		case err == nil:
			out.Entry.Result = note.OK
			out.File = written
			out.Entry.Path, out.Entry.SHA256 = c.path(i), written.SHA256
			if text := editedFile(written); text != "" {
				out.Entry.Result = note.Review
				out.note(note.Edited, true, text)
			}
			return
		case !errors.Is(err, fs.ErrNotExist):
			out.fail(err.Error())
			return
		case c.o.Media == MediaLocal:
			out.fail("not in --uploads: " + url)
			return
		}
	}
	if c.o.Media == MediaDownload {
		got, ok := c.downloads.got[i]
		if !ok {
			out.fail("not fetched: " + c.lack(i))
			return
		}
		out.Entry.Result = note.OK
		out.Entry.Path, out.Entry.SHA256 = c.path(i), got.hex()
		if got.text != "" {
			out.Entry.Result = note.Review
			out.note(note.Edited, true, got.text)
		}
		return
	}
	out.skip(note.Note{Kind: note.Media, Text: "to be got for " + c.path(i) + ": " + url})
}

// path returns where a file lies in the output.
func (m *migration) path(i int) string { return m.plan.fileOf(i) }

func (p *plan) fileOf(i int) string {
	if at, ok := p.beside[i]; ok {
		return at
	}
	return p.filesIn + "/" + p.index.FileName(i)
}

// copy copies a file from the uploads. The error is fs.ErrNotExist if it is
// not there; any other is one of the output folder, or of reading.
func (m *migration) copy(i int) (emit.File, error) {
	in, err := m.uploads.File(m.plan.index.File(i).Path)
	if err != nil {
		return emit.File{}, fs.ErrNotExist
	}
	defer in.Close()
	return m.folder.Copy(m.path(i), in)
}

// copyFound copies the files that pages show and that are no attachments of
// the export, and lists those that are not there.
func (rec *recorder) copyFound(ctx context.Context) error {
	t, got := &rec.tally, rec.downloads.got
	for _, i := range rec.filesAround() {
		t.files[i] |= fileNeeded
	}
	if err := rec.listedBefore(); err != nil {
		return err
	}
	most := 0
	for _, state := range t.files {
		if state&(fileNeeded|fileHere) == fileNeeded {
			most++
		}
	}
	missing := make([]int, 0, most)
	t.media.Missing = make([]string, 0, most)
	for i, state := range t.files {
		if ctx.Err() != nil {
			return context.Canceled
		}
		if state&fileNeeded == 0 {
			continue
		}
		t.media.Files++
		here := state&fileHere != 0
		if g, ok := got[i]; here || ok {
			t.media.Copied++
			if !here && g.text != "" {
				t.problems = append(t.problems, rec.path(i)+" "+g.text)
			}
			continue
		}
		url := rec.plan.index.FileURL(i)
		if rec.copies() && state&fileTried == 0 {
			written, err := rec.copy(i)
			if err == nil {
				t.media.Copied++
				got[i] = gotOf(written, false)
				if rec.o.Events != nil {
					if err := rec.o.Events.File(written); err != nil {
						return err
					}
				}
				if text := got[i].text; text != "" {
					t.problems = append(t.problems, rec.path(i)+" "+text)
				}
				continue
			}
			if !errors.Is(err, fs.ErrNotExist) {
				t.problems = append(t.problems, err.Error())
			}
		}
		t.media.Missing = append(t.media.Missing, url)
		missing = append(missing, i)
		if failure := rec.downloads.failures[i]; failure != nil {
			t.media.Failed = append(t.media.Failed, report.Lost{URL: url, Cause: failure.Cause})
		}
	}
	return rec.listMissing(missing, t.media.Missing)
}

// listedBefore takes in the files that the last run has listed as still to be got, if this
// one is about some items only: it does not know what the pages of the others show.
func (rec *recorder) listedBefore() error {
	if !rec.o.partial() || rec.o.Media == MediaKeep {
		return nil
	}
	list, err := rec.folder.ReadOwn(CurlList)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	before := media.ReadCurl(list)
	for i := range rec.tally.files {
		if before[rec.path(i)] != "" {
			rec.tally.files[i] |= fileNeeded
		}
	}
	return nil
}

// others yields the files that the manifest has no line for, or does not tell
// all of: those that were fetched, those that no item has, and more.
func (rec *recorder) others(more []emit.Other) iter.Seq[emit.Other] {
	return func(yield func(emit.Other) bool) {
		for i := range rec.tally.files {
			g, ok := rec.downloads.got[i]
			if !ok {
				continue
			}
			o := emit.Other{Path: rec.path(i), SHA256: g.hex()}
			if g.fetched {
				o.URL = rec.plan.index.FileURL(i)
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
