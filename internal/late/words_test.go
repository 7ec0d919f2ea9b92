package late

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	set := Words(" one two\n\tthree two ")
	for _, w := range []string{"one", "two", "three"} {
		if !set.Has(w) {
			t.Errorf("%q is not in the set", w)
		}
	}
	for _, w := range []string{"", " ", "four", "one two"} {
		if set.Has(w) {
			t.Errorf("%q is in the set", w)
		}
	}
	if all := slices.Collect(set.All()); !slices.Equal(all, []string{"one", "two", "three", "two"}) {
		t.Error(all)
	}
}
