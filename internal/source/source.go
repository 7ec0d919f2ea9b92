// Package source is the one door to a site, whatever it is kept in: an export
// (a file, several, a folder, standard input), its database (a dump, a backup, a
// server, the folder of a WordPress), pages that were saved of it, the address
// of a live site, which is fetched first, or several of these. What a source is, its
// bytes say, not its name. Save writes any of them, and what a web archive has, as an export.
package source

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/note"
)

// A Source yields the items of a site, as often as it is asked.
type Source interface {
	// Items yields the items in their order. It fills site, if that is not nil,
	// as it comes to know it. After an error there is no further item.
	Items(site *extract.Site) iter.Seq2[*extract.Item, error]
	// Size is how many bytes one reading takes, and Offset how many of them are
	// read.
	Size() int64
	Offset() int64
	Repairs() []extract.Repair // what was mended, in the readings so far
	Skipped() []error          // files of the source that are none of ours
	Notes() []note.Note        // what could not be got, as data
	Close() error
}

// Options say how a source is opened.
type Options struct {
	Stdin io.Reader // what "-" reads

	// Journal returns where the file of a name is kept from run to run: what a
	// live site has answered. If it is nil, a temporary folder has it until Close.
	Journal func(name string) (string, error)

	Site             string // prefix of the tables of the wanted site of a database, as wp_2_
	DatabasePassword string // of the user that the address of a database names

	Live live.Options // how a live site is fetched; its Folder is not looked at

	Archive string    // the server of the web archive that Save asks for a site, instead of the site
	Until   time.Time // no capture of it is younger, if not zero
}

// IsSite reports whether a name is the address of a live site.
func IsSite(name string) bool {
	return strings.HasPrefix(name, "http://") || strings.HasPrefix(name, "https://")
}

// kinds are the kinds of a source that come before an export, in the order in which they are
// asked whether the names are theirs. If ok, they are, even if there is an error.
// A kind that has looked at Stdin leaves in the options what still gives all of it.
var kinds = []func(ctx context.Context, names []string, o *Options) (src Source, ok bool, err error){
	openSite,
	openDatabase,
}

// Open opens the source of some names: files, folders, "-", addresses. If they are
// several sources of one site, it has each item in its fullest version. What
// waits for a pipe ends with ctx.
func Open(ctx context.Context, names []string, o Options) (Source, error) {
	if slices.ContainsFunc(names, IsSite) { // ends by itself, and keeps what it has
		return openAll(ctx, names, &o)
	}
	type opened struct {
		src Source
		err error
	}
	done := make(chan opened, 1)
	go func() {
		src, err := openAll(ctx, names, &o)
		done <- opened{src, err}
	}()
	select {
	case r := <-done:
		return r.src, r.err
	case <-ctx.Done():
		go func() {
			if r := <-done; r.src != nil {
				r.src.Close()
			}
		}()
		return nil, context.Canceled
	}
}

// openAll opens names that may be several sources.
func openAll(ctx context.Context, names []string, o *Options) (Source, error) {
	if len(names) > 1 {
		if err := oneAddress(names); err != nil {
			return nil, err
		}
		if list := groups(names, o); len(list) > 1 {
			return join(ctx, list, o)
		}
	}
	return open(ctx, names, o)
}

// open opens names that are one source.
func open(ctx context.Context, names []string, o *Options) (Source, error) {
	for _, open := range kinds {
		if src, ok, err := open(ctx, names, o); ok {
			return src, err
		}
	}
	src, err := extract.Open(names, o.Stdin)
	if err == nil {
		return export{src, nil, nil}, nil
	}
	if pages, ok, err := openSaved(ctx, names, o); ok {
		return pages, err
	}
	return nil, err // which says of what is nothing at all what is wrong with it
}

// aloneError is a live site among several.
type aloneError struct{ site string }

func (e aloneError) Error() string { return e.site + ": is migrated on its own" }
func (e aloneError) Hint() string  { return "wp2md migrate " + e.site }

// export is an export in files.
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

// openSite opens the address of a live site.
func openSite(ctx context.Context, names []string, o *Options) (src Source, ok bool, err error) {
	if len(names) != 1 || !IsSite(names[0]) {
		return nil, false, nil
	}
	src, err = fetched(ctx, names[0], o)
	return src, true, err
}

// fetched fetches a live site into a file and opens that.
func fetched(ctx context.Context, site string, o *Options) (Source, error) {
	return kept(o, func(file string) (*Saved, error) { return saveSite(ctx, site, file, o.Live) })
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
