//go:build unix

package main

import (
	"testing"

	"github.com/wp2md/wp2md/internal/hostile"
)

// What a page allocates grows with its content, not with its square, whatever
// that is. Time does too, but tells less on a machine that has other things to
// do: -growth shows it.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes some 700 pages")
	}
	if raceEnabled {
		t.Skip("the race detector allocates by itself; the gate runs this without it")
	}
	const n, most = 300, 1000 // of bytes allocated for a byte
	for _, pattern := range hostile.Patterns() {
		var costs [2]cost
		for i, times := range []int{n, 4 * n} {
			c, err := convert(hostile.Item(pattern, times))
			if err != nil {
				t.Fatal(err)
			}
			costs[i] = c
		}
		small, large := costs[0], costs[1]
		if large.alloc > 6*small.alloc+4<<20 {
			t.Errorf("%s: %d bytes allocated for n = %d, %d for %d", pattern, small.alloc, n, large.alloc, 4*n)
		}
		if large.alloc > most*uint64(large.size)+16<<20 {
			t.Errorf("%s: %d bytes allocated for a page of %d", pattern, large.alloc, large.size)
		}
	}
}
