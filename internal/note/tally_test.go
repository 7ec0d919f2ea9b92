package note

import (
	"slices"
	"testing"
)

func TestTally(t *testing.T) {
	var tally Tally
	if got := tally.Counts(); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
	for _, name := range []string{"b", "a", "c", "a", "c"} {
		tally.Add(name)
	}
	if got, want := tally.Counts(), []Count{{"a", 2}, {"c", 2}, {"b", 1}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
