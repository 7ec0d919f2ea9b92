package source

import (
	"bufio"
	"context"
	"fmt"
	"os"

	"github.com/wp2md/wp2md/extract/database"
	"github.com/wp2md/wp2md/extract/dump"
	"github.com/wp2md/wp2md/internal/note"
)

// A SitesError says that a database holds several sites, of which one has to be
// chosen.
type SitesError = dump.SitesError

// Files are uploads that a source brings with it.
type Files = dump.Uploads

func openServer(ctx context.Context, names []string, o *Options) (Source, error) {
	db, err := database.Open(ctx, names[0], database.Options{Password: o.DatabasePassword, Prefix: o.Site})
	if err != nil {
		return nil, err
	}
	return rows{db, ""}, nil
}

// openFolder opens the folder of a WordPress, which says where its database is.
func openFolder(ctx context.Context, names []string, o *Options) (Source, error) {
	db, err := database.OpenFolder(ctx, names[0], database.Options{Password: o.DatabasePassword, Prefix: o.Site})
	if err != nil {
		return nil, err
	}
	return rows{db, names[0]}, nil
}

// isDump claims the files of dumps and backups. Of standard input it looks at the
// first bytes.
func isDump(name string, o *Options) claim {
	ok := false
	if name == "-" && o.Stdin != nil {
		in, buffered := o.Stdin.(*bufio.Reader)
		if !buffered {
			in = bufio.NewReaderSize(o.Stdin, 64<<10)
			o.Stdin = in
		}
		head, _ := in.Peek(64 << 10)
		_, ok = dump.SniffBytes(head)
	} else {
		_, ok = dump.Sniff(name)
	}
	if ok {
		return together
	}
	return no
}

func openDump(ctx context.Context, names []string, o *Options) (Source, error) {
	d, err := dump.Open(ctx, names, o.Stdin, dump.Options{Prefix: o.Site})
	if err != nil {
		return nil, err
	}
	return rows{d, ""}, nil
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
		list = append(list, note.Note{Kind: note.Type, Text: fmt.Sprintf("%s (%d): %s", l.What, l.Count, l.Why)})
	}
	return list
}

// uploads returns those of the archive or of the folder, if it has some.
func (r rows) uploads() []Brought {
	if r.folder != "" {
		if info, err := os.Stat(r.folder + "/wp-content/uploads"); err != nil || !info.IsDir() {
			return nil
		}
		return []Brought{{Folder: r.folder}}
	}
	if files := r.Uploads(); files != nil {
		return []Brought{{Files: files}}
	}
	return nil
}
