package source

import (
	"context"
	"errors"
	"fmt"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/extract/saved"
	"github.com/wp2md/wp2md/internal/note"
)

// pages returns the kind of pages that somebody has kept of a site: a folder or an archive
// that wget, HTTrack or a browser has written, .mht, WARC.
func pages(o *Options) *extract.Kind {
	return &extract.Kind{
		Claims: extract.Each(saved.Sniff),
		Open: func(ctx context.Context, names []string, in *extract.Input) (Source, error) {
			return openPages(ctx, names, in, o.Live)
		},
	}
}

// openPages reads kept pages as a live site is read, but for the network.
func openPages(ctx context.Context, names []string, in *extract.Input, o live.Options) (Source, error) {
	pages, err := saved.Open(names[0])
	if err != nil {
		return nil, err
	}
	got, err := pages.Fetch(ctx, o)
	if errors.Is(err, live.ErrNothing) {
		if n := pages.Count(); n > 1 {
			return nil, errors.Join(nothingError{names[0], n}, pages.Close())
		}
		// One page is rather what a browser got in the place of an export.
		_, err = extract.Exports.Open(ctx, names, in)
	}
	if err != nil {
		return nil, errors.Join(err, pages.Close())
	}
	// The pages are the journal.
	export, err := kept(nil, func(file string) (*Saved, error) { return write(got, file) })
	if err != nil {
		return nil, errors.Join(err, pages.Close())
	}
	return copies{export, pages}, nil
}

// nothingError is a copy of a site that is no WordPress.
type nothingError struct {
	name  string
	pages int
}

func (e nothingError) Error() string {
	return fmt.Sprintf("%s: %d saved pages, and none of them is a post or page of a WordPress", e.name, e.pages)
}
func (e nothingError) Hint() string {
	return "selectors in wp2md.yaml say where in pages of an unusual theme the text is"
}

// copies are kept pages. The pictures among them are the uploads of the site.
type copies struct {
	Source
	pages *saved.Pages
}

// Notes says what could not be read, too.
func (c copies) Notes() []note.Note {
	list := c.Source.Notes()
	if p := c.pages.Problem(); p != nil {
		list = append(list, note.Note{Kind: note.Unread, Review: true, Text: p.Error()})
	}
	return list
}

func (c copies) Close() error { return errors.Join(c.Source.Close(), c.pages.Close()) }

func (c copies) Brought() []extract.Brought { return []extract.Brought{{Files: c.pages}} }
