package database

import (
	"context"
	"os"
	"path/filepath"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/dump"
)

// Server returns the kind of the addresses of databases, whose user has a password.
func Server(password string) *extract.Kind {
	return &extract.Kind{
		Claims: extract.Each(Is),
		Open: func(ctx context.Context, names []string, in *extract.Input) (extract.Opened, error) {
			src, err := Open(ctx, names[0], Options{Password: password, Prefix: in.Site})
			if err != nil {
				return nil, err
			}
			return src, nil
		},
		Address: true,
		Sites:   true,
	}
}

// Folder returns the kind of the folders that WordPress is installed in, which say
// where their database is.
func Folder(password string) *extract.Kind {
	return &extract.Kind{
		Claims: extract.Each(IsFolder),
		Open: func(ctx context.Context, names []string, in *extract.Input) (extract.Opened, error) {
			src, err := OpenFolder(ctx, names[0], Options{Password: password, Prefix: in.Site})
			if err != nil {
				return nil, err
			}
			return installed{src, names[0]}, nil
		},
		Sites: true,
	}
}

// installed is the database of a WordPress that is installed in a folder.
type installed struct {
	*dump.Source
	folder string
}

// Brought names the folder, if it has uploads.
func (i installed) Brought() []extract.Brought {
	info, err := os.Stat(filepath.Join(i.folder, "wp-content", "uploads"))
	if err != nil || !info.IsDir() {
		return nil
	}
	return []extract.Brought{{Folder: i.folder}}
}
