package source

import (
	"context"
	"os"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Saved is what there is to say of a site that was saved.
type Saved struct {
	Site     report.Site  `json:"site"`
	Way      string       `json:"way"`
	File     string       `json:"file"`
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

// Save fetches a live site into a file, as a WordPress export. The file is there
// whole or not at all.
func Save(ctx context.Context, site, file string, o live.Options) (*Saved, error) {
	o.Folder = JournalOf(file)
	got, err := live.Fetch(ctx, site, o)
	if err != nil {
		return nil, err
	}
	return write(got, file)
}

// write writes what was fetched as a WordPress export.
func write(got *live.Fetched, file string) (*Saved, error) {
	defer got.Close()
	s := &Saved{File: file}
	err := emit.WriteWhole(file, func(f *os.File) error {
		w := extract.NewWriter(f, &got.Site)
		var types note.Tally
		for it, err := range got.Items {
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
		s.Types = types.Counts()
		return w.Close()
	})
	if err != nil {
		return nil, err
	}
	s.Site = report.Site{Title: got.Site.Title, URL: got.Site.URL()}
	s.Way, s.Authors, s.Terms = got.Way, len(got.Site.Authors), len(got.Site.Terms)
	s.Requests, s.Reused = got.Requests, got.Reused
	s.Notes = append([]note.Note{}, got.Notes...)
	return s, got.Finish()
}
