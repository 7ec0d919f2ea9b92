// Package ordered applies a function to a sequence on several goroutines and
// yields the results in the order of the input.
//
// It promises that the results do not depend on the number of goroutines, that
// at most a few items per goroutine are in flight, and that no goroutine
// outlives the loop over the results, however that loop ends. It does not
// handle errors: a result that can fail is a struct that holds its error.
package ordered

import (
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/wp2md/wp2md/internal/stack"
)

// ahead is how many items per worker may be in flight: one in hand, one
// waiting, and the rest finished behind a slower one that comes first. Of small ones
// there may be more, for a worker that has nothing to do sleeps, and to wake it
// costs as much as some of them.
const (
	ahead = 4
	small = 16       // items per worker that may be in flight
	light = 64 << 10 // as long as they are of so many bytes per worker
)

// Map returns a sequence of f applied to every value of in, in the order of
// in. Up to jobs calls of f run at the same time, each with a worker number
// from 0 to jobs-1 that no other call running at that time has, so that a
// worker can own a value that is costly to make and not safe to share.
//
// Everything but f runs in the goroutine that ranges over the result: reading
// in, and the loop's body. So neither needs a lock towards the other. Where it would
// wait for a result, it makes one of the calls of f itself: there are as many goroutines
// as jobs, and with one job no other. A panic in f is raised again in that goroutine,
// after the results that come before it.
//
// When the loop ends early, Map waits for the calls of f that run and makes no
// further one. The sequence may be ranged over as often as in may.
func Map[In, Out any](jobs int, in iter.Seq[In], f func(worker int, v In) Out) iter.Seq[Out] {
	return MapSized(jobs, in, func(In) int { return light }, f)
}

// MapSized is [Map] for values that are small as a rule: size says how many bytes one
// holds.
func MapSized[In, Out any](jobs int, in iter.Seq[In], size func(In) int, f func(worker int, v In) Out) iter.Seq[Out] {
	if jobs <= 1 {
		return func(yield func(Out) bool) {
			for v := range in {
				if !yield(f(0, v)) {
					return
				}
			}
		}
	}
	return func(yield func(Out) bool) {
		p := &pool[In, Out]{f: f, limit: jobs - 1, queue: make(chan *task[In, Out], jobs*small)}
		defer p.stop()
		flight := make([]*task[In, Out], 0, jobs*small) // in order of in
		held := 0                                       // bytes of what they are about
		isFull := func() bool {
			return len(flight) >= jobs*ahead && (held >= jobs*light || len(flight) == cap(flight))
		}
		for v := range in {
			bytes := size(v)
			for len(flight) > 0 && (isFull() || flight[0].finished()) {
				held -= flight[0].bytes
				if !yield(p.take(flight[0])) {
					return
				}
				flight = flight[:copy(flight, flight[1:])]
			}
			held += bytes
			flight = append(flight, p.start(v, bytes))
		}
		for _, t := range flight {
			if !yield(p.take(t)) {
				return
			}
		}
	}
}

// A task is one call of f: its argument, then what came of it. It serves for many, one
// after the other.
type task[In, Out any] struct {
	in    In
	bytes int
	out   Out
	done  chan struct{} // holds something when the call has ended

	ended    bool // f returned; else it panicked or left its goroutine
	panicked any
}

func (t *task[In, Out]) finished() bool { return len(t.done) > 0 }

// result waits for the call and ends as it ended: with its result, its panic,
// or its runtime.Goexit.
func (t *task[In, Out]) result() Out {
	<-t.done
	switch {
	case t.ended:
		return t.out
	case t.panicked != nil:
		panic(t.panicked)
	}
	runtime.Goexit()
	panic("ordered: internal error: Goexit returned")
}

// A pool is the workers of one loop, beside the goroutine of the loop itself, which is
// number 0.
type pool[In, Out any] struct {
	f       func(int, In) Out
	limit   int
	queue   chan *task[In, Out]
	workers int
	free    []*task[In, Out]
	stopped atomic.Bool
	wait    sync.WaitGroup
}

// start hands v to a worker, and starts one more if there may be more. The
// queue holds as many tasks as may be in flight, so it never blocks.
func (p *pool[In, Out]) start(v In, bytes int) *task[In, Out] {
	var t *task[In, Out]
	if n := len(p.free); n > 0 {
		t, p.free = p.free[n-1], p.free[:n-1]
	} else {
		t = &task[In, Out]{done: make(chan struct{}, 1)}
	}
	t.in, t.bytes = v, bytes
	p.queue <- t
	if p.workers < p.limit {
		p.workers++
		n := p.workers
		p.wait.Go(func() { p.work(n) })
	}
	return t
}

// take returns the result of a call. Until that is made it makes calls itself, as long
// as there are some that nobody has begun.
func (p *pool[In, Out]) take(t *task[In, Out]) Out {
	for waiting := true; waiting && !t.finished(); {
		select {
		case next := <-p.queue:
			p.run(0, next)
		default:
			waiting = false
		}
	}
	out := t.result()
	*t = task[In, Out]{done: t.done}
	p.free = append(p.free, t)
	return out
}

// stop makes the workers leave what is not begun and waits for them.
func (p *pool[In, Out]) stop() {
	p.stopped.Store(true)
	close(p.queue)
	p.wait.Wait()
}

func (p *pool[In, Out]) work(worker int) {
	stack.Room[stack.Page]()
	for t := range p.queue {
		if p.stopped.Load() {
			return
		}
		p.run(worker, t)
	}
}

func (p *pool[In, Out]) run(worker int, t *task[In, Out]) {
	defer func() { t.done <- struct{}{} }()
	defer func() {
		if !t.ended {
			t.panicked = recover()
		}
	}()
	t.out = p.f(worker, t.in)
	t.ended = true
}
