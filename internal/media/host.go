package media

import (
	"context"
	"slices"
	"time"
)

// host is a server and the files that are to be had from it. Trouble puts pauses
// between the requests, and brings the host to an end if it lasts.
type host struct {
	name    string
	queue   []*job
	active  int // goroutines at work
	pace    pace
	wake    chan struct{}
	until   time.Time // no request before
	trouble int       // what problems in a row weigh
	pauses  int       // that they brought
	known   bool      // it has answered in this run
	gone    string    // why it was given up: the cause of all its files, also of those that were asked for before, whichever these are
}

// staff starts another goroutine for a host, if it may have one more, or wakes
// one that waits. The caller holds the lock.
func (f *fetch) staff(ctx context.Context, h *host) {
	if h.active < h.pace.limit || h.active == 0 {
		h.active++
		f.wait.Go(func() { f.serve(ctx, h) })
		return
	}
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// serve gets files from a host until none waits, or there are too many that
// do.
func (f *fetch) serve(ctx context.Context, h *host) {
	for {
		j, pause := f.next(ctx, h)
		switch {
		case j != nil:
			if !acquire(ctx, f.slots) {
				f.release(h)
				return
			}
			p := f.attempt(ctx, j)
			<-f.slots
			if ctx.Err() != nil && p != nil {
				f.release(h)
				return
			}
			f.settle(ctx, h, j, p)
		case pause > 0:
			timer := time.NewTimer(pause)
			select {
			case <-timer.C:
			case <-h.wake:
			case <-ctx.Done():
			}
			timer.Stop()
		default:
			return
		}
	}
}

func (f *fetch) release(h *host) {
	f.mu.Lock()
	h.active--
	f.mu.Unlock()
}

// next takes a file from the queue of a host. If none is ready it returns how
// long to wait, or 0 to end.
func (f *fetch) next(ctx context.Context, h *host) (*job, time.Duration) {
	f.mu.Lock()
	if h.gone != "" {
		lost, why := h.queue, h.gone
		h.queue = nil
		h.active--
		f.mu.Unlock()
		for _, j := range lost {
			f.finish(j, &Failure{h.name, why})
		}
		return nil, 0
	}
	defer f.mu.Unlock()
	if ctx.Err() != nil || len(h.queue) == 0 || h.active > h.pace.limit {
		h.active--
		return nil, 0
	}
	now := time.Now()
	first := slices.MinFunc(h.queue, func(a, b *job) int { return a.ready(now).Compare(b.ready(now)) })
	until := first.until
	if h.until.After(until) {
		until = h.until
	}
	if until.After(now) {
		return nil, until.Sub(now)
	}
	i := slices.Index(h.queue, first)
	h.queue = slices.Delete(h.queue, i, i+1)
	return first, 0
}

// ready returns when a file may be asked for; all that may be now are equal.
func (j *job) ready(now time.Time) time.Time {
	if j.until.Before(now) {
		return now
	}
	return j.until
}

// settle takes note of how an attempt went: what it says of the file, and what
// of the host.
func (f *fetch) settle(ctx context.Context, h *host, j *job, p *problem) {
	now := time.Now()
	var failure *Failure
	f.mu.Lock()
	if p == nil || p.weight == 0 {
		h.trouble, h.pauses, h.known = 0, 0, true
		h.pace.answer(j.wait)
	} else {
		h.trouble += p.weight
		h.pace.trouble(h.trouble >= slowAt || p.busy)
		switch until := now.Add(p.after); {
		case p.after > 0:
			if until.After(h.until) {
				h.until = until
			}
		case (p.weight >= weightBroken || p.busy) && !now.Before(h.until): // what fails at the same moment is one trouble
			h.pauses++
			h.until = now.Add(f.backoff(h.pauses))
		}
		if h.gone == "" && (p.host || h.trouble >= deadAtKnown || h.trouble >= deadAt && !h.known) {
			h.gone = p.cause
		}
	}
	again := p != nil && p.retry
	switch {
	case p == nil:
	case !p.retry && j.other != nil && (p.cause == notFound || p.cause == gone):
		j.url, j.other, again = j.other, nil, true
	case p.retry:
		if j.tries++; j.tries >= f.Tries || p.weight == weightTimeout && j.tries >= (f.Tries+1)/2 {
			again = false
			break
		}
		j.until = now.Add(f.backoff(j.tries))
	}
	if again {
		h.queue = append(h.queue, j)
	} else if p != nil {
		failure = &Failure{h.name, p.cause}
	}
	if len(h.queue) > 0 && h.active < h.pace.limit {
		f.staff(ctx, h)
	}
	f.mu.Unlock()
	if !again {
		f.finish(j, failure)
	}
}

const (
	notFound = "404 Not Found"
	gone     = "410 Gone"
)

// backoff returns how long to wait before try n+1: twice as long each time, and
// not the same for all that failed at the same moment.
func (f *fetch) backoff(n int) time.Duration {
	d := f.Backoff << min(max(n-1, 0), 5)
	return d/2 + time.Duration(f.jitter()*float64(d))
}
