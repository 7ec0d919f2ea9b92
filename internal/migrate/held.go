package migrate

import (
	"iter"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/source"
)

// held are the items of a source that is so small that what it holds costs less than reading
// it again. The zero value holds none.
type held struct {
	items []*extract.Item
	size  int
	whole bool         // all of them are there
	seen  extract.Item // the last one, for whoever changes it
}

// mostHeld is how many bytes a source may have that is held, and what it holds.
const mostHeld = 8 << 20

// hold begins to hold a source, unless that is large.
func hold(src source.Source) held { return held{whole: src.Size() <= mostHeld} }

// add holds the next item, and returns one that may be changed until the next is
// added.
func (h *held) add(it *extract.Item) *extract.Item {
	if !h.whole {
		return it
	}
	if h.size += sizeOf(it); h.size > mostHeld { // it was packed
		*h = held{}
		return it
	}
	h.items = append(h.items, it)
	h.seen = *it
	return &h.seen
}

// all yields what the source does, as it was read. The final pass is given the items
// that are held, any other its own.
func (h *held) all(src source.Source, final bool) iter.Seq2[*extract.Item, error] {
	if !h.whole {
		return src.Items(nil)
	}
	return func(yield func(*extract.Item, error) bool) {
		for i, it := range h.items {
			if final {
				h.items[i], h.whole = nil, false
			} else {
				it = new(*it)
			}
			if !yield(it, nil) {
				return
			}
		}
	}
}

// sizeOf returns about how many bytes an item holds.
func sizeOf(it *extract.Item) int {
	const small = 1 << 10
	return small + job{it: it}.size()
}
