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
	"slices"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/extract/saved"
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

// A kind is a kind of source: all that the door has to know of it.
type kind struct {
	// is says whether a name is of this kind. What it reads of Stdin it leaves in the options.
	is   func(name string, o *Options) claim
	open func(ctx context.Context, names []string, o *Options) (Source, error)
	// rest says that names which no kind claims belong to this one, if one of the others does:
	// to the first such kind. Its open refuses what is nothing at all.
	rest bool
	// address says that its names are none of files.
	address bool
	// sites says that it can hold several sites, of which Options.Site chooses one.
	sites bool
}

// A claim is what a kind says of a name.
type claim int

const (
	no       claim = iota
	alone          // a source of its own
	together       // it and all others of the kind are one source, as the files of a backup are
)

// kinds are asked in this order.
var kinds = []*kind{
	{is: alones(IsSite), open: openSite, address: true},
	{is: alones(database.Is), open: openServer, address: true, sites: true},
	{is: alones(database.IsFolder), open: openFolder, sites: true},
	{is: isDump, open: openDump, rest: true, sites: true},
	{is: isExport, open: openExport, rest: true},
	{is: alones(saved.Sniff), open: openSaved}, // after exports, which can have pages beside them
}

// alones claims the names that are of a kind, each as a source of its own.
func alones(of func(name string) bool) func(string, *Options) claim {
	return func(name string, _ *Options) claim {
		if of(name) {
			return alone
		}
		return no
	}
}

// IsAddress reports whether a name is an address, and not one of a file.
func IsAddress(name string) bool {
	return slices.ContainsFunc(kinds, func(k *kind) bool { return k.address && k.is(name, &Options{}) != no })
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
	if err := oneAddress(names); err != nil {
		return nil, err
	}
	list := groups(names, o)
	if o.Site != "" && len(list) > 0 && !slices.ContainsFunc(list, func(g *group) bool { return g.kind.sites }) {
		return nil, OneSiteError{names[0]}
	}
	switch len(list) {
	case 0:
		return nil, errors.New("no source named")
	case 1:
		return list[0].open(ctx, o)
	default:
		return join(ctx, list, o)
	}
}

// OneSiteError is a site that was chosen of a source that cannot hold several.
type OneSiteError struct{ Source string }

func (e OneSiteError) Error() string {
	return "--site: " + e.Source + " is no database, and holds one site"
}
func (e OneSiteError) Hint() string {
	return "leave --site out; it chooses among the sites of a dump or a server by the prefix of their tables"
}

// Lost reports whether what a source has skipped may hold posts that are missing now.
func Lost(skipped error) bool {
	lost, ok := skipped.(interface{ Lost() bool })
	return ok && lost.Lost()
}

// Brought are the uploads that a source brings with it: files, or the name of the
// folder that has them.
type Brought struct {
	Files  Files
	Folder string
}

// UploadsOf returns the uploads that a source brings with it, of several that of
// each, in their order; none for most.
func UploadsOf(src Source) []Brought {
	if u, ok := src.(interface{ uploads() []Brought }); ok {
		return u.uploads()
	}
	return nil
}
