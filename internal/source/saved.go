package source

import (
	"context"
	"errors"

	"github.com/wp2md/wp2md/extract/saved"
	"github.com/wp2md/wp2md/internal/note"
)

// openSaved opens pages that somebody has kept of a site: a folder or an archive
// that wget, HTTrack or a browser has written, .mht, WARC. They are read as a
// live site is, but for the network. It is asked after exports, which can have
// pages beside them. ok is false if the names are no such thing.
func openSaved(ctx context.Context, names []string, o *Options) (src Source, ok bool, err error) {
	if len(names) != 1 || names[0] == "-" || !saved.Sniff(names[0]) {
		return nil, false, nil
	}
	pages, err := saved.Open(names[0])
	if err != nil {
		return nil, true, err
	}
	here := *o
	here.Journal = nil // the pages are the journal
	export, err := kept(&here, func(file string) (*Saved, error) {
		opt := o.Live
		opt.Folder = JournalOf(file)
		got, err := pages.Fetch(ctx, opt)
		if err != nil {
			return nil, err
		}
		return write(got, file)
	})
	switch {
	case err != nil && ctx.Err() == nil: // pages of no WordPress: who opens exports says what they look like
		return nil, false, pages.Close()
	case err != nil:
		return nil, true, errors.Join(err, pages.Close())
	}
	return copies{export, pages}, true, nil
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
