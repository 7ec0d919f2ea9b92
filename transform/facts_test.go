package transform

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// The fields of an item are found by their names, be they few or many.
func TestFieldsOfFacts(t *testing.T) {
	for _, n := range []int{3, 5000} {
		it := &extract.Item{}
		for i := range n {
			it.Meta = append(it.Meta, extract.Meta{Key: fmt.Sprint("other", i), Value: "x"}, extract.Meta{Key: "price", Value: fmt.Sprint(i)})
		}
		f := &facts{b: &builder{item: it}}
		if got := f.values("price"); len(got) != n || got[2] != "2" || f.first("price") != "0" || f.first("none") != "" || f.values("none") != nil || !slices.Equal(f.values("other1"), []string{"x"}) {
			t.Errorf("%d: %q", n, got[:3])
		}
	}
}
