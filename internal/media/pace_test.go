package media

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// served is a host that does n requests at a time, each in so long; the others
// wait in a line.
func served(n int, each time.Duration) fakeWeb {
	line := sync.OnceValue(func() chan struct{} { return make(chan struct{}, n) }) // of the bubble
	return func(r *http.Request) (int, http.Header, error) {
		line() <- struct{}{}
		time.Sleep(each)
		<-line()
		return 200, nil, nil
	}
}

// peak counts how many requests a host has at a time, at most.
func peak(most *atomic.Int32, web fakeWeb) fakeWeb {
	var now atomic.Int32
	return func(r *http.Request) (int, http.Header, error) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		return web(r)
	}
}

// A host that answers as fast with more requests gets more, up to the roof; one
// that only makes a line of them does not.
func TestPace(t *testing.T) {
	for _, test := range []struct {
		name     string
		web      fakeWeb
		from, to int32 // requests at a time, at most
	}{
		{"as fast with any number", served(1000, 20*time.Millisecond), 16, 16},
		{"six at a time", served(6, 50*time.Millisecond), 6, 10},
		{"one at a time", served(1, 50*time.Millisecond), 4, 6},
		{"far away", served(1000, 800*time.Millisecond), 16, 16},
	} {
		t.Run(test.name, func(t *testing.T) {
			var most atomic.Int32
			failures, took := play(t, urls("old.example", 1000), peak(&most, test.web))
			for u, why := range failures {
				if why != "" {
					t.Fatal(u, why)
				}
			}
			if n := most.Load(); n < test.from || n > test.to {
				t.Errorf("%d requests at a time in %v, want %d to %d", n, took, test.from, test.to)
			}
		})
	}
}

// What a host has refused as too much it is not asked for again.
func TestPaceAfterTrouble(t *testing.T) {
	var most, now, refused atomic.Int32
	web := func(r *http.Request) (int, http.Header, error) {
		defer now.Add(-1)
		if now.Add(1) > 9 {
			refused.Add(1)
			return http.StatusTooManyRequests, nil, nil
		}
		time.Sleep(20 * time.Millisecond)
		return 200, nil, nil
	}
	failures, _ := play(t, urls("old.example", 3000), peak(&most, web))
	for u, why := range failures {
		if why != "" {
			t.Fatal(u, why)
		}
	}
	if most.Load() < 10 || refused.Load() > 3 {
		t.Errorf("%d requests at a time, %d refused", most.Load(), refused.Load())
	}
}

// The roof is held whatever the host can do, and is a start too.
func TestPaceRoof(t *testing.T) {
	for roof, start := range map[int]int{1: 1, 3: 3, 32: 4} {
		p := newPace(roof)
		if p.limit != start {
			t.Errorf("roof %d: starts with %d, want %d", roof, p.limit, start)
		}
		for range 10000 {
			p.answer(time.Millisecond)
		}
		if p.limit != roof {
			t.Errorf("roof %d: %d at last", roof, p.limit)
		}
	}
}
