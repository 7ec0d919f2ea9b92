package data

import (
	"slices"
	"testing"
)

func TestDistinct(t *testing.T) {
	for _, n := range []int{0, 1, few - 1, few, few + 1, 3 * few} {
		var d Distinct[int]
		var want []int
		for i := range n {
			want = append(want, i)
			if !d.Add(i) || d.Add(i) || d.Add(i/2) {
				t.Fatalf("%d of %d: new and then not", i, n)
			}
		}
		if !slices.Equal(d.List(), want) {
			t.Errorf("got %v, want %v", d.List(), want)
		}
	}
}
