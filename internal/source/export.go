package source

import (
	"context"
	"errors"
	"os"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

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

// isExport claims exports. One that was fetched is never the part of another. Of
// what can be read only once it says so unseen: no other kind reads pipes.
func isExport(name string, _ *Options) claim {
	if name == "-" {
		return together
	}
	info, err := os.Stat(name)
	if err != nil {
		return no
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return together
	}
	src, err := extract.Open([]string{name}, nil)
	if err != nil {
		return no
	}
	defer src.Close()
	var site extract.Site
	for range src.Items(&site) {
		break
	}
	if site.Generator == "wp2md fetch" {
		return alone
	}
	return together
}

func openExport(_ context.Context, names []string, o *Options) (Source, error) {
	src, err := extract.Open(names, o.Stdin)
	if err != nil {
		return nil, err
	}
	return export{src, nil, nil}, nil
}
