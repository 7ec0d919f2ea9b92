package migrate

import (
	"iter"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// A counted source counts how often it is read.
type counted struct {
	extract.Opened
	size  int64
	items []extract.Item
	reads int
}

func (c *counted) Size() int64 { return c.size }

func (c *counted) Items(*extract.Site) iter.Seq2[*extract.Item, error] {
	c.reads++
	return func(yield func(*extract.Item, error) bool) {
		for _, it := range c.items {
			if !yield(&it, nil) {
				return
			}
		}
	}
}

// Every pass has the items as they were read, whoever changed those of another; a source that
// is small, unpacked too, is read once.
func TestHeld(t *testing.T) {
	small := []extract.Item{{ID: 1, Content: "one"}, {ID: 2, Content: "two"}, {ID: 3, Content: "three"}}
	large := append(small[:2:2], extract.Item{ID: 3, Content: strings.Repeat("x", mostHeld)})
	for name, c := range map[string]struct {
		size  int64
		items []extract.Item
		reads int
	}{
		"small":                     {100, small, 1},
		"large":                     {mostHeld + 1, small, 4},
		"large once it is unpacked": {100, large, 4},
	} {
		t.Run(name, func(t *testing.T) {
			src := &counted{size: c.size, items: c.items}
			h := hold(src)
			for it := range src.Items(nil) {
				h.add(it).Content = "changed"
			}
			for _, final := range []bool{false, false, true} {
				n := 0
				for it, err := range h.all(src, final) {
					if err != nil || it.ID != c.items[n].ID || it.Content != c.items[n].Content {
						t.Fatalf("item %d: %d %.20q, %v", n, it.ID, it.Content, err)
					}
					it.Content = "changed"
					n++
				}
				if n != len(c.items) {
					t.Errorf("%d of %d items", n, len(c.items))
				}
			}
			if src.reads != c.reads {
				t.Errorf("read %d times, want %d", src.reads, c.reads)
			}
		})
	}
}
