// Package memlimit tunes the collector of a program that should stay small.
package memlimit

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// Follow trades memory that a run does not need for fewer collections, up to
// a soft limit that keeps the whole process near 64 MiB. Where more than a
// third of it is held, the limit follows what is: one that does not makes the
// collector run without end. Whoever sets GOGC or GOMEMLIMIT knows better.
func Follow() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		followHeap()
	}
}

// limit returns the limit for so many bytes that are held.
func limit(live uint64) int64 {
	const least, room = 46 << 20, 12 << 20
	return max(least, int64(min(live, 1<<40))*2+room)
}

// followHeap sets the limit of memory anew after each collection.
var followHeap = sync.OnceFunc(func() {
	w := &heapWatch{limit: limit(0), sample: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	debug.SetMemoryLimit(w.limit)
	w.wait()
})

// A heapWatch is told of collections by being one of the things that they find
// unreachable.
type heapWatch struct {
	limit  int64
	sample []metrics.Sample
}

func (w *heapWatch) wait() { runtime.SetFinalizer(w, (*heapWatch).adjust) }

func (w *heapWatch) adjust() {
	metrics.Read(w.sample)
	if v := w.sample[0].Value; v.Kind() == metrics.KindUint64 {
		const step = 1 << 20 // a new limit stops the world for a moment
		if l := limit(v.Uint64()); l > w.limit+step || l < w.limit-step {
			w.limit = l
			debug.SetMemoryLimit(l)
		}
	}
	w.wait()
}
