package dump

import (
	"context"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/shared"
)

// open opens a dump that a test needs.
func open(t testing.TB, opt Options, names ...string) *Source {
	t.Helper()
	src, err := Open(context.Background(), names, nil, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := src.Close(); err != nil {
			t.Error(err)
		}
	})
	return src
}

// all reads a source to its end.
func all(t testing.TB, src *Source) (site extract.Site, items []*extract.Item, err error) {
	t.Helper()
	for it, e := range src.Items(&site) {
		if e != nil {
			return site, items, e
		}
		items = append(items, it)
	}
	return site, items, nil
}

func TestTry(t *testing.T) {
	src := open(t, Options{Prefix: "blog_"}, shared.Path(t, "samples-sql/mysqldump-default.sql"))
	site, items, err := all(t, src)
	t.Logf("%+v %+v", site, err)
	t.Logf("%+v", site.Settings)
	for _, it := range items {
		t.Logf("%+v", it)
	}
	t.Log(src.Left(), src.Repairs(), src.Skipped())
}
