// Package source is the one door to a site, whatever it is kept in: an export
// (a file, several, a folder, standard input), its database (a dump, a backup, a
// server, the folder of a WordPress), pages that were saved of it, the address
// of a live site, which is fetched first, or several of these. What a source is, its
// bytes say, not its name. Save writes any of them, and what a web archive has, as an export.
package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"slices"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/dump"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/stack"
)

// A Source yields the items of a site, as often as it is asked.
type Source = extract.Opened

// Options say how a source is opened.
type Options struct {
	Stdin io.Reader // what "-" reads

	// Journal returns where the file of a name is kept from run to run: what a
	// live site has answered. If it is nil, a temporary folder has it until Close.
	Journal func(name string) (string, error)

	Site             string // the wanted one of several, by the prefix of its tables in a database, as wp_2_
	DatabasePassword string // of the user that the address of a database names

	Live live.Options // how a live site is fetched; its Folder is not looked at

	Archive string    // the server of the web archive that Save asks for a site, instead of the site
	Until   time.Time // no capture of it is younger, if not zero
}

// kinds are the kinds of sources, in the order in which they are asked. What only
// one of them has to know of the options, it is made with. extract.Exports takes every
// pipe, and saved pages can lie beside exports: a new kind stands before both.
func kinds(o *Options) []*extract.Kind {
	return []*extract.Kind{
		site(o),
		database.Server(o.DatabasePassword),
		database.Folder(o.DatabasePassword),
		&dump.Kind,
		&extract.Exports,
		pages(o),
	}
}

// IsAddress reports whether a name is an address, and not one of a file.
func IsAddress(name string) bool {
	return slices.ContainsFunc(kinds(&Options{}), func(k *extract.Kind) bool {
		return k.Address && k.Claims(name, &extract.Input{}) != extract.Unclaimed
	})
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
		stack.Room[stack.Page]()
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
	if o.Site != "" && len(list) > 0 && !slices.ContainsFunc(list, func(g *group) bool { return g.kind.Sites }) {
		return nil, OneSiteError{names[0]}
	}
	switch len(list) {
	case 0:
		return nil, errors.New("no source named")
	case 1:
		return list[0].open(ctx)
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

// UploadsOf returns the uploads that a source brings with it, of several that of
// each, in their order; none for most.
func UploadsOf(src Source) []extract.Brought {
	if b, ok := src.(interface{ Brought() []extract.Brought }); ok {
		return b.Brought()
	}
	return nil
}

// A SitesError says that a database holds several sites, of which one has to be
// chosen.
type SitesError = dump.SitesError

// SumNamed returns what Sum does of the source of some names, before it is opened. It
// reports false of names that are not all files, or folders of dumps.
func SumNamed(names []string) (sum [sha256.Size]byte, ok bool) {
	var seen []extract.SeenFile
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || name == "-" {
			return sum, false
		}
		if info.IsDir() {
			if _, ok := dump.Sniff(name); !ok || database.IsFolder(name) {
				return sum, false
			}
		}
		for _, file := range dump.FilesOf(name) {
			info, err := os.Stat(file)
			if err != nil || !info.Mode().IsRegular() {
				return sum, false
			}
			if !slices.ContainsFunc(seen, func(f extract.SeenFile) bool { return f.Name == file }) {
				seen = append(seen, extract.SeenFile{Name: file, Info: info})
			}
		}
	}
	if len(seen) == 0 {
		return sum, false
	}
	return extract.SumFiles(seen)
}

// SkipSums says whether the items of the next passes over a source need no
// [extract.Item.Sum], which not every source can leave out.
func SkipSums(src Source, skip bool) {
	if s, is := src.(interface{ SkipSums(bool) }); is {
		s.SkipSums(skip)
	}
}

// Sum returns a digest of all that a source is read from, if that is nothing but
// files that stay where they are. Sources of the same sum have the same items.
func Sum(src Source) (sum [sha256.Size]byte, ok bool) {
	if f, is := src.(interface {
		Sum() ([sha256.Size]byte, bool)
	}); is {
		return f.Sum()
	}
	return sum, false
}
