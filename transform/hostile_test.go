package transform

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/hostile"
	"github.com/wp2md/wp2md/transform/markdown"
)

// TestHostile holds the memory and the output of hostile contents against those
// of contents four times as long: they grow with the length, not with its
// square.
func TestHostile(t *testing.T) {
	const n = 600
	lib := testLibrary()
	measure := func(it *extract.Item) (memory uint64, out int) {
		memory = allocated(func() {
			page := Tree(it, lib, Options{})
			out = len(markdown.New(nil).Print(page.Tree))
			for _, note := range page.Notes {
				out += len(note.Text)
			}
		})
		return memory, out
	}
	for _, pattern := range hostile.Patterns() {
		memory, out := measure(hostile.Item(pattern, n))
		memory4, out4 := measure(hostile.Item(pattern, 4*n))
		if memory4 > 6*memory+4<<20 {
			t.Errorf("%s: %d bytes allocated for n = %d, %d for %d", pattern, memory, n, memory4, 4*n)
		}
		if out4 > 5*out+40<<10 { // a note ends after 20,000 bytes, and another one tells the rest
			t.Errorf("%s: %d bytes of output for n = %d, %d for %d", pattern, out, n, out4, 4*n)
		}
	}
}

// Allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkHostile shows by hand that time is linear too: MB/s do not fall as n
// grows.
func BenchmarkHostile(b *testing.B) {
	lib := testLibrary()
	for _, pattern := range hostile.Patterns() {
		for _, n := range []int{10_000, 100_000} {
			b.Run(fmt.Sprintf("%s/n=%d", pattern, n), func(b *testing.B) {
				it := hostile.Item(pattern, n)
				b.SetBytes(int64(len(it.Content)))
				b.ReportAllocs()
				for b.Loop() {
					page := Tree(it, lib, Options{})
					markdown.New(nil).Print(page.Tree)
				}
			})
		}
	}
}
