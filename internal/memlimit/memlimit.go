// Package memlimit tunes the collector of a program that should stay small.
package memlimit

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	_ "github.com/wp2md/wp2md/internal/bigpages"
)

// Follow trades memory that a run does not need for fewer collections, up to
// a soft limit that keeps the whole process near 64 MiB. Where about half of
// it is held, the limit follows what is: one that does not makes the
// collector run without end. Whoever sets GOGC or GOMEMLIMIT knows better.
var Follow = sync.OnceFunc(func() {
	w := &heapWatch{bounds: os.Getenv("GOMEMLIMIT") == "", paces: os.Getenv("GOGC") == ""}
	if w.paces {
		debug.SetGCPercent(first)
	}
	if w.bounds {
		// The room that bigpages makes counts as memory in use until it is given back, which
		// costs nothing now. Were there no limit until the first collection, another
		// one would follow it at once; were this one lower, the first would come sooner.
		const before = 8 << 20
		w.limit = limit(0, 0) + before
		debug.SetMemoryLimit(w.limit)
	}
	w.wait()
})

// The first collection is at some 32 MB, which is more than a run of a thousand items
// allocates in all: each of the first two costs such a run as much as thirty
// pages, most of it for memory in which the runtime has its lists for the first time.
// Were it later, more memory would be used for the first time, which costs as much.
const first, then = 800, 500 // per cent

// limit returns the limit for so many bytes that are held, of which some have to
// be looked at for pointers. A collection costs what it looks at: there is room
// for as much garbage as that, and for what a collection costs in any case.
func limit(live, scanned uint64) int64 {
	const least, room, most = 40 << 20, 24 << 20, 1 << 40
	return max(least, int64(min(live, most)+min(scanned, live, most))+room)
}

// A heapWatch is told of collections by being one of the things that they find
// unreachable, and sets the limit of memory anew after each.
type heapWatch struct {
	bounds, paces bool
	limit         int64
	sample        []metrics.Sample
}

func (w *heapWatch) wait() { runtime.SetFinalizer(w, (*heapWatch).adjust) }

func (w *heapWatch) adjust() {
	if w.paces {
		debug.SetGCPercent(then)
		w.paces = false
	}
	if !w.bounds {
		return
	}
	if w.sample == nil {
		w.sample = []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/heap:bytes"}}
	}
	metrics.Read(w.sample)
	if live, scan := w.sample[0].Value, w.sample[1].Value; live.Kind() == metrics.KindUint64 && scan.Kind() == metrics.KindUint64 {
		const step = 1 << 20 // a new limit stops the world for a moment
		if l := limit(live.Uint64(), scan.Uint64()); l > w.limit+step || l < w.limit-step {
			w.limit = l
			debug.SetMemoryLimit(l)
		}
	}
	w.wait()
}
