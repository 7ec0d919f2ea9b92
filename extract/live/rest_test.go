package live

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/report"
)

// fetched fetches a site and reads what was written of it.
func fetched(t *testing.T, c *captured, opt Options) (file string, items []*extract.Item, site extract.Site, notes []report.Note) {
	t.Helper()
	if opt.Folder == "" {
		opt.Folder = t.TempDir()
	}
	opt.Transport = c
	file = filepath.Join(t.TempDir(), "site.xml")
	synctest.Test(t, func(t *testing.T) {
		g, err := Fetch(context.Background(), c.url, opt)
		if err != nil {
			t.Fatal(err)
		}
		w, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.Write(w); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		notes = g.Notes
		if err := g.Finish(); err != nil {
			t.Fatal(err)
		}
	})
	items, site = read(t, file)
	return file, items, site, notes
}

func read(t testing.TB, file string) (items []*extract.Item, site extract.Site) {
	t.Helper()
	src, err := extract.Open([]string{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	for it, err := range src.Items(&site) {
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, it)
	}
	if r := src.Repairs(); len(r) > 0 {
		t.Errorf("%s needs repairs: %v", file, r)
	}
	return items, site
}

func TestFetchREST(t *testing.T) {
	c := newCaptured(t)
	file, items, site, notes := fetched(t, c, Options{})
	t.Log(file, len(items), len(site.Terms), len(site.Authors), len(c.log))
	for _, n := range notes {
		t.Log(n.Kind, n.Text)
	}
	if d := os.Getenv("KEEP"); d != "" {
		b, _ := os.ReadFile(file)
		os.WriteFile(d+"/rest.xml", b, 0o644)
	}
}

func TestFetchRESTWithPassword(t *testing.T) {
	c := newCaptured(t)
	c.user, c.password = "wpadmin", "abcd efgh"
	file, items, site, notes := fetched(t, c, Options{User: "wpadmin", Password: "abcd efgh"})
	t.Log(file, len(items), len(site.Terms), len(site.Authors), len(c.log))
	for _, n := range notes {
		t.Log(n.Kind, n.Text)
	}
	if d := os.Getenv("KEEP"); d != "" {
		b, _ := os.ReadFile(file)
		os.WriteFile(d+"/auth.xml", b, 0o644)
	}
}
