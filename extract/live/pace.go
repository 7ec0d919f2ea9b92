package live

import (
	"context"
	"sync"
	"time"
)

// A pace decides how many requests run at once and how far apart they begin.
// It begins gently, and what the site answers changes it: 429, 503 and slow
// answers slow it down at once, good answers make it faster little by little.
type pace struct {
	most int // requests at once

	mu      sync.Mutex
	least   time.Duration // that they begin apart
	limit   float64       // requests at once, for now
	running int
	gap     time.Duration // between the beginnings of two
	next    time.Time     // before which none begins
	queue   []chan struct{}
}

const (
	firstGap = 50 * time.Millisecond
	mostGap  = 10 * time.Second
	slow     = 5 * time.Second
)

// newPace returns a pace of at most so many requests at once, that begin at least
// so far apart.
func newPace(most int, least time.Duration) *pace {
	if least <= 0 {
		least = firstGap
	}
	return &pace{most: most, limit: float64(min(most, 2)), least: least, gap: least}
}

// begin waits until a request may be sent. Each must be followed by end.
func (p *pace) begin(ctx context.Context) error {
	p.mu.Lock()
	for p.running >= max(1, int(p.limit)) {
		turn := make(chan struct{})
		p.queue = append(p.queue, turn)
		p.mu.Unlock()
		select {
		case <-turn:
		case <-ctx.Done():
			p.mu.Lock()
			p.wake() // the turn may have been ours
			p.mu.Unlock()
			return ctx.Err()
		}
		p.mu.Lock()
	}
	p.running++
	for {
		wait := time.Until(p.next)
		if wait <= 0 {
			break
		}
		p.mu.Unlock()
		err := sleep(ctx, wait)
		p.mu.Lock()
		if err != nil {
			p.running--
			p.wake()
			p.mu.Unlock()
			return err
		}
	}
	p.next = time.Now().Add(p.gap)
	p.mu.Unlock()
	return nil
}

// wake lets one of those who wait look again.
func (p *pace) wake() {
	if len(p.queue) > 0 {
		close(p.queue[0])
		p.queue = p.queue[1:]
	}
}

// end takes note of how a request went.
func (p *pace) end(took time.Duration, busy bool, wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.running--
	switch {
	case busy:
		p.limit = max(1, p.limit/2)
		p.gap = min(max(2*p.gap, 200*time.Millisecond), max(mostGap, p.least))
		if until := time.Now().Add(wait); until.After(p.next) {
			p.next = until
		}
	case took > slow:
		p.limit = max(1, p.limit-1)
	default:
		p.limit = min(float64(p.most), p.limit+0.2)
		p.gap = max(p.gap*9/10, p.least)
	}
	for range max(1, int(p.limit)) {
		p.wake()
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
