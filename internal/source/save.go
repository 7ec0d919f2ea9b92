package source

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/archive"
	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Saved is what there is to say of a site that was saved.
type Saved struct {
	Site     report.Site  `json:"site"`
	Way      string       `json:"way"` // of a site that was asked; of another source ""
	File     string       `json:"file"`
	Uploads  string       `json:"uploads,omitempty"` // the folder of the files that were got with it
	Files    int          `json:"files,omitempty"`   // in it
	Items    int          `json:"items"`
	Types    []note.Count `json:"types"`
	Authors  int          `json:"authors"`
	Terms    int          `json:"terms"`
	Comments int          `json:"comments"`
	Requests int64        `json:"requests"`
	Reused   int64        `json:"unchanged"`
	Notes    []note.Note  `json:"notes"`
}

// JournalOf returns the folder in which a fetch into a file keeps what the site
// has answered.
func JournalOf(file string) string { return file + ".fetch" }

// Save writes a source into a file, as a WordPress export. The file is there whole
// or not at all; what of a damaged source could be read is in it, and a note says
// so.
func Save(ctx context.Context, names []string, file string, o Options) (*Saved, error) {
	for _, name := range names {
		isSite := o.Archive != "" || strings.Contains(name, "://") && !database.Is(name)
		switch {
		case !isSite:
		case len(names) > 1 && o.Archive != "":
			return nil, aloneError{name, o.Archive}
		case len(names) > 1:
			continue
		case o.Archive != "":
			return saveArchive(ctx, name, file, &o)
		default:
			return saveSite(ctx, name, file, o.Live)
		}
	}
	if slices.ContainsFunc(names, IsSite) { // of several, and asked again it is to go on
		folder := JournalOf(file)
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return nil, err
		}
		o.Journal = func(name string) (string, error) { return filepath.Join(folder, name), nil }
	}
	src, err := Open(ctx, names, o)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	return saveSource(ctx, src, file)
}

// saveSite fetches a live site.
func saveSite(ctx context.Context, site, file string, o live.Options) (*Saved, error) {
	o.Folder = JournalOf(file)
	got, err := live.Fetch(ctx, site, o)
	if err != nil {
		return nil, err
	}
	return write(got, file)
}

// saveArchive fetches what a web archive has of a site, and its pictures.
func saveArchive(ctx context.Context, site, file string, o *Options) (*Saved, error) {
	folder := JournalOf(file)
	a, err := archive.Open(ctx, o.Archive, site, archive.Options{Folder: folder, Until: o.Until, Gap: o.Live.Gap})
	if err != nil {
		return nil, err
	}
	got, err := a.Fetch(ctx, o.Live)
	if err != nil {
		return nil, err
	}
	s, err := write(got, file)
	if err != nil {
		return nil, err
	}
	if p := a.Problem(); p != nil {
		s.Notes = append(s.Notes, note.Note{Kind: note.Unread, Review: true, Text: p.Error()})
	}
	uploads := filepath.Join(folder, "uploads")
	have, lost, err := a.SaveFiles(ctx, uploads, func(n, total int) {
		if o.Live.Progress != nil {
			o.Live.Progress(live.Progress{What: "files", Items: n, Total: total})
		}
	})
	if err != nil {
		return nil, err
	}
	if s.Files = have; have > 0 {
		s.Uploads = uploads
	}
	for _, l := range lost {
		s.Notes = append(s.Notes, note.Note{Kind: note.Media, Review: true, Text: l.Error()})
	}
	return s, nil
}

// write writes what was fetched as a WordPress export.
func write(got *live.Fetched, file string) (*Saved, error) {
	defer got.Close()
	s := &Saved{}
	if err := s.write(file, &got.Site, got.Items); err != nil {
		return nil, err
	}
	s.Way, s.Requests, s.Reused = got.Way, got.Requests, got.Reused
	s.Notes = append(s.Notes, got.Notes...)
	return s, got.Finish()
}

// saveSource writes a source that can be read at any time. It is read twice: what
// stands at the head of an export is known at its end only.
func saveSource(ctx context.Context, src Source, file string) (*Saved, error) {
	var site extract.Site
	var cut error
	items := 0
	for _, err := range src.Items(&site) {
		if ctx.Err() != nil {
			return nil, context.Canceled
		}
		if err != nil {
			cut = err
			break
		}
		items++
	}
	if items == 0 && cut != nil {
		return nil, cut
	}
	s := &Saved{}
	err := s.write(file, &site, func(yield func(*extract.Item, error) bool) {
		n := 0
		for it, err := range src.Items(nil) {
			if ctx.Err() != nil {
				yield(nil, context.Canceled)
				return
			}
			if err != nil && n == items { // where the first reading ended
				return
			}
			if n++; !yield(it, err) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	s.note(note.Unread, true, cut)
	for _, err := range src.Skipped() {
		s.note(note.Unread, Lost(err), err)
	}
	for _, r := range src.Repairs() {
		s.Notes = append(s.Notes, note.Note{Kind: note.Repair, Text: fmt.Sprintf("%s, %d times, first in %s line %d", r.Kind, r.Count, r.File, r.Line)})
	}
	s.Notes = append(s.Notes, src.Notes()...)
	if text := beyond(site.Settings); text != "" {
		s.Notes = append(s.Notes, note.Note{Kind: note.Type, Text: "an export has no place for " + text})
	}
	if len(UploadsOf(src)) > 0 {
		s.Notes = append(s.Notes, note.Note{Kind: note.Media, Text: "the files that the source brings with it are not in an export: keep it, and migrate it itself for them"})
	}
	return s, nil
}

func (s *Saved) note(kind note.Kind, review bool, err error) {
	if err != nil {
		s.Notes = append(s.Notes, note.Note{Kind: kind, Review: review, Text: err.Error()})
	}
}

// write writes items as a WordPress export, and counts them.
func (s *Saved) write(file string, site *extract.Site, items iter.Seq2[*extract.Item, error]) error {
	var types note.Tally
	err := emit.WriteWhole(file, func(f *os.File) error {
		w := extract.NewWriter(f, site)
		for it, err := range items {
			if err == nil {
				err = w.Write(it)
			}
			if err != nil {
				return err
			}
			s.Items++
			s.Comments += len(it.Comments)
			types.Add(it.Type)
		}
		return w.Close()
	})
	if err != nil {
		return err
	}
	s.File, s.Types, s.Notes = file, types.Counts(), []note.Note{}
	s.Site = report.Site{Title: site.Title, URL: site.URL()}
	s.Authors, s.Terms = len(site.Authors), len(site.Terms)
	return nil
}

// beyond says what a database knows of a site that no export holds.
func beyond(s *extract.Settings) string {
	if s == nil {
		return ""
	}
	var list []string
	for _, c := range []struct {
		n    int
		what string
	}{
		{len(s.MenuPlaces), "places of menus"}, {len(s.Widgets), "widgets with words"}, {len(s.Links), "links of the blogroll"},
		{len(s.Redirects), "redirects of plugins"}, {len(s.Galleries), "galleries of NextGEN"},
	} {
		if c.n > 0 {
			list = append(list, fmt.Sprintf("%s (%d)", c.what, c.n))
		}
	}
	return strings.Join(list, ", ")
}
