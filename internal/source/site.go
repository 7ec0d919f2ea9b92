package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// IsSite reports whether a name is the address of a live site.
func IsSite(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// oneAddress returns an error if more than one of the names is the address of a
// site, for what it answers has one place.
func oneAddress(names []string) error {
	if i := slices.IndexFunc(names, IsSite); i >= 0 {
		if j := slices.IndexFunc(names[i+1:], IsSite); j >= 0 {
			return aloneError{site: names[i+1+j]}
		}
	}
	return nil
}

// aloneError is a live site among several.
type aloneError struct{ site, archive string }

func (e aloneError) Error() string {
	return e.site + ": one address is fetched at a time"
}
func (e aloneError) Hint() string {
	way := ""
	if e.archive != "" {
		way = "--archive " + e.archive + " "
	}
	return "wp2md fetch " + way + e.site + " -o more.xml, then name more.xml in its place"
}

// site returns the kind of live sites: one is fetched into a file, which is opened.
func site(o *Options) *extract.Kind {
	return &extract.Kind{
		Claims: extract.Each(IsSite),
		Open: func(ctx context.Context, names []string, _ *extract.Input) (Source, error) {
			return kept(o.Journal, func(file string) (*Saved, error) { return saveSite(ctx, names[0], file, o.Live) })
		},
		Address: true,
	}
}

// export is an export that was made of a source, with what it could not hold.
type export struct {
	*extract.Source
	notes  []note.Note
	remove func() error // the files, or nil
}

func (e export) Notes() []note.Note { return e.notes }

func (e export) Close() error {
	err := e.Source.Close()
	if e.remove != nil {
		err = errors.Join(err, e.remove())
	}
	return err
}

// kept opens the export that save makes of a source: in a place of the journal, or in
// a temporary folder until Close if that is nil.
func kept(place func(name string) (string, error), save func(file string) (*Saved, error)) (_ Source, err error) {
	var remove func() error
	if place == nil {
		dir, err := os.MkdirTemp("", "wp2md-*.fetch")
		if err != nil {
			return nil, err
		}
		remove = func() error { return os.RemoveAll(dir) }
		place = func(name string) (string, error) { return filepath.Join(dir, name), nil }
	}
	defer func() {
		if err != nil && remove != nil {
			err = errors.Join(err, remove())
		}
	}()
	file, err := place("site.xml")
	if err != nil {
		return nil, err
	}
	saved, err := save(file)
	if err != nil {
		return nil, err
	}
	src, err := extract.Open([]string{file}, nil)
	if err != nil {
		return nil, err
	}
	return export{src, saved.Notes, remove}, nil
}
