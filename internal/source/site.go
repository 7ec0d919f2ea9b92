package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
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
			return aloneError{names[i+1+j]}
		}
	}
	return nil
}

// aloneError is a live site among several.
type aloneError struct{ site string }

func (e aloneError) Error() string { return e.site + ": is migrated on its own" }
func (e aloneError) Hint() string  { return "wp2md migrate " + e.site }

// openSite fetches a live site into a file and opens that.
func openSite(ctx context.Context, names []string, o *Options) (Source, error) {
	return kept(o, func(file string) (*Saved, error) { return saveSite(ctx, names[0], file, o.Live) })
}

// kept opens the export that save makes of a source: in the journal, or in a
// temporary folder until Close.
func kept(o *Options, save func(file string) (*Saved, error)) (_ Source, err error) {
	var remove func() error
	place := o.Journal
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
