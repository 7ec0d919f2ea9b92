package dump

import (
	"os"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

func TestCmp(t *testing.T) {
	if os.Getenv("CMP_XML") == "" {
		t.Skip()
	}
	x, err := extract.Open([]string{os.Getenv("CMP_XML")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[int64]*extract.Item{}
	var ws extract.Site
	for it, err := range x.Items(&ws) {
		if err != nil {
			t.Fatal(err)
		}
		want[it.ID] = it
	}
	src := open(t, Options{}, os.Getenv("CMP_SQL"))
	site, items, err := all(t, src)
	if err != nil {
		t.Error(err)
	}
	t.Log(src.Left(), src.Repairs(), len(want), len(items))
	compareSites(t, &ws, &site)
	for _, it := range items {
		w := want[it.ID]
		if w == nil {
			t.Errorf("extra: %d %s %s %s", it.ID, it.Type, it.Status, it.Title)
			continue
		}
		delete(want, it.ID)
		compareItems(t, w, it)
	}
	for id, w := range want {
		t.Errorf("missing %d %s %s", id, w.Type, w.Title)
	}
}
