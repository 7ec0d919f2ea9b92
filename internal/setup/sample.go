package setup

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/source"
)

// Page is a post as a migration would write it.
type Page struct {
	Title string
	Old   string // its address on the old site
	Path  string // of its file
	URL   string // its address on the new site
	Head  string // its front matter, and the beginning of its text
}

// mostLines is how many lines of a page are shown.
const mostLines = 30

// samplePage converts the sample as the answers say, and writes nothing.
func samplePage(ctx context.Context, names []string, o source.Options, a *Answers, s *site) (*Page, error) {
	dir, err := os.MkdirTemp("", "wp2md-*.sample")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	none := filepath.Join(dir, "none.yaml")
	if err := os.WriteFile(none, nil, 0o600); err != nil {
		return nil, err
	}
	p := &page{id: s.post.id}
	_, err = migrate.Run(ctx, migrate.Options{
		Sources: names, Site: o.Site, Stdin: o.Stdin, Out: filepath.Join(dir, "site"), Config: none, DatabasePassword: o.DatabasePassword,
		Target: a.Target, Permalinks: a.Permalinks, Terms: a.Terms, Media: migrate.MediaLink, Only: []string{s.post.id}, DryRun: true, Events: p,
	})
	if err != nil {
		return nil, err
	}
	if p.text == nil {
		return nil, nil
	}
	return &Page{s.post.title, s.post.link, p.path, p.url, head(p.text, mostLines)}, nil
}

// page takes one page out of what a run tells.
type page struct {
	id        string
	path, url string
	text      []byte
}

func (p *page) Item(out *migrate.Outcome, _ *emit.Entry) error {
	e := &out.Entry
	if c := out.Page.Contents; c != nil && (decimal(e.ID) == p.id || e.Slug == p.id) {
		p.path, p.url, p.text = c.Path, e.URL, c.New
	}
	return nil
}

func (p *page) File(emit.File) error { return nil }

// head returns the first lines of a page.
func head(text []byte, most int) string {
	n := 0
	for i := range most {
		end := bytes.IndexByte(text[n:], '\n')
		if end < 0 {
			return string(text)
		}
		n += end + 1
		if i == most-1 && n < len(text) {
			return string(text[:n]) + "…\n"
		}
	}
	return string(text[:n])
}

func decimal(id int64) string { return fmt.Sprint(id) }
