package source

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/dump"
	"github.com/wp2md/wp2md/internal/note"
)

// A SitesError says that a database holds several sites, of which one has to be
// chosen.
type SitesError = dump.SitesError

// Files are uploads that a source brings with it.
type Files = dump.Uploads

// IsDatabase reports whether a name is the address of a database.
func IsDatabase(name string) bool { return database.Is(name) }

// openDatabase opens what holds the database of a site: its address, the folder
// of a WordPress, dumps and backups. ok is false if it is none of them.
func openDatabase(ctx context.Context, names []string, o *Options) (src Source, ok bool, err error) {
	opt := database.Options{Password: o.DatabasePassword, Prefix: o.Site}
	if len(names) == 1 && (database.Is(names[0]) || database.IsFolder(names[0])) {
		name, db := names[0], rows{}
		if database.Is(name) {
			db.Source, err = database.Open(ctx, name, opt)
		} else {
			db.Source, err = database.OpenFolder(ctx, name, opt)
			db.folder = name
		}
		if err != nil {
			return nil, true, err
		}
		return db, true, nil
	}
	if !slices.ContainsFunc(names, func(name string) bool { return isDump(name, o) }) {
		return nil, false, nil
	}
	d, err := dump.Open(ctx, names, o.Stdin, dump.Options{Prefix: o.Site})
	if err != nil {
		return nil, true, err
	}
	return rows{d, ""}, true, nil
}

// rows is the database of a site.
type rows struct {
	*dump.Source
	folder string // of the WordPress that it is the database of
}

// Notes says what of the database is in no item.
func (r rows) Notes() []note.Note {
	var list []note.Note
	for _, l := range r.Left() {
		list = append(list, note.Note{Kind: note.Type, Text: fmt.Sprintf("%d × %s: %s", l.Count, l.What, l.Why)})
	}
	return list
}

// UploadsOf returns the uploads that a source brings with it: files, or the name
// of the folder that has them; nothing for most.
func UploadsOf(src Source) (files Files, folder string) {
	if j, ok := src.(*joined); ok {
		for _, p := range j.parts {
			if files, folder := UploadsOf(p.Source); files != nil || folder != "" {
				return files, folder
			}
		}
		return nil, ""
	}
	if c, ok := src.(copies); ok {
		return c.pages, ""
	}
	r, ok := src.(rows)
	if !ok {
		return nil, ""
	}
	if r.folder != "" {
		if info, err := os.Stat(r.folder + "/wp-content/uploads"); err != nil || !info.IsDir() {
			return nil, ""
		}
	}
	return r.Uploads(), r.folder
}
