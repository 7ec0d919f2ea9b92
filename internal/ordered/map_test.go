package ordered

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// count yields 0 to n-1 and adds one to *read for each.
func count(n int, read *int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			*read++
			if !yield(i) {
				return
			}
		}
	}
}

// slow is a function whose calls end in another order than they begin.
func slow(_ int, v int) int {
	time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
	return v * 10
}

func TestOrder(t *testing.T) {
	for _, jobs := range []int{-1, 0, 1, 2, 3, 8, 64} {
		for _, n := range []int{0, 1, jobs - 1, jobs, jobs + 1, jobs*ahead - 1, jobs * ahead, jobs*ahead + 1, 200} {
			synctest.Test(t, func(t *testing.T) {
				var read int
				var got []int
				for v := range Map(jobs, count(max(n, 0), &read), slow) {
					got = append(got, v)
				}
				for i, v := range got {
					if v != i*10 {
						t.Fatalf("%d jobs, %d items: result %d is %d", jobs, n, i, v)
					}
				}
				if len(got) != max(n, 0) {
					t.Errorf("%d jobs, %d items: %d results", jobs, n, len(got))
				}
			})
		}
	}
}

// The bubble of synctest fails a test that leaves a goroutine behind, so each
// of these tests also shows that the workers are gone.

func TestStopEarly(t *testing.T) {
	for _, jobs := range []int{1, 2, 8} {
		for _, after := range []int{1, 2, 20} {
			synctest.Test(t, func(t *testing.T) {
				var read, results int
				var calls atomic.Int32
				for range Map(jobs, count(1000, &read), func(w, v int) int {
					calls.Add(1)
					return slow(w, v)
				}) {
					if results++; results == after {
						break
					}
				}
				made := calls.Load()
				if bound := after + max(jobs, 1)*ahead; read > bound {
					t.Errorf("%d jobs, stopped after %d: %d items read, want at most %d", jobs, after, read, bound)
				}
				time.Sleep(time.Hour)
				if n := calls.Load(); n != made {
					t.Errorf("%d jobs: %d calls after the loop had ended", jobs, n-made)
				}
			})
		}
	}
}

func TestItemsInFlightAreBounded(t *testing.T) {
	const jobs = 4
	for _, c := range []struct{ size, want int }{
		{0, jobs * small},
		{1, jobs * small},
		{light / small, jobs * small},
		{2 * light / small, jobs * small / 2},
		{light, jobs * ahead},
		{100 * light, jobs * ahead},
	} {
		synctest.Test(t, func(t *testing.T) {
			var read, results, most int
			for range MapSized(jobs, count(500, &read), func(int) int { return c.size }, func(_ int, v int) int {
				if v%50 == 0 {
					time.Sleep(time.Second) // the others pile up behind it
				}
				return v
			}) {
				results++
				most = max(most, read-results)
			}
			if most != c.want {
				t.Errorf("%d items of %d bytes in flight, want %d", most, c.size, c.want)
			}
		})
	}
}

// A finished result is not kept back until the window is full.
func TestFinishedResultsComeBeforeTheInputEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read, got := 0, 0
		in := func(yield func(int) bool) {
			for i := range 5 {
				if got < i-1 {
					t.Errorf("item %d is read and only %d results are out", i, got)
				}
				read++
				if !yield(i) {
					return
				}
				synctest.Wait()
			}
		}
		for range Map(8, in, func(_ int, v int) int { return v }) {
			got++
		}
	})
}

func TestEachWorkerIsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const jobs = 5
		var busy [jobs]atomic.Bool
		var used [jobs]atomic.Bool
		var read int
		for range Map(jobs, count(300, &read), func(w, v int) int {
			if busy[w].Swap(true) {
				t.Errorf("two calls at a time have worker %d", w)
			}
			used[w].Store(true)
			slow(w, v)
			busy[w].Store(false)
			return v
		}) {
		}
		for w := range used {
			if !used[w].Load() {
				t.Errorf("worker %d did nothing", w)
			}
		}
	})
}

func TestFewItemsStartFewWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var read int
		var most atomic.Int32
		for range Map(64, count(3, &read), func(w, v int) int {
			if int32(w) > most.Load() {
				most.Store(int32(w))
			}
			return slow(w, v)
		}) {
		}
		if most.Load() > 3 {
			t.Errorf("worker %d for 3 items", most.Load())
		}
	})
}

func TestPanicIsRaisedInTheConsumer(t *testing.T) {
	for _, jobs := range []int{1, 2, 8} {
		synctest.Test(t, func(t *testing.T) {
			var read int
			var got []int
			defer func() {
				if p := recover(); p != "item 7" {
					t.Errorf("%d jobs: recovered %v", jobs, p)
				}
				if want := []int{0, 1, 2, 3, 4, 5, 6}; !slices.Equal(got, want) {
					t.Errorf("%d jobs: results before the panic are %v, want %v", jobs, got, want)
				}
			}()
			for v := range Map(jobs, count(100, &read), func(w, v int) int {
				slow(w, v)
				if v == 7 {
					panic(fmt.Sprint("item ", v))
				}
				return v
			}) {
				got = append(got, v)
			}
			t.Errorf("%d jobs: the loop ended", jobs)
		})
	}
}

func TestPanicInTheInputOrTheLoop(t *testing.T) {
	for _, jobs := range []int{1, 8} {
		for _, where := range []string{"input", "loop"} {
			synctest.Test(t, func(t *testing.T) {
				defer func() {
					if p := recover(); p != where {
						t.Errorf("%d jobs: recovered %v, want %v", jobs, p, where)
					}
				}()
				in := func(yield func(int) bool) {
					for i := range 100 {
						if i == 20 && where == "input" {
							panic(where)
						}
						if !yield(i) {
							return
						}
					}
				}
				for v := range Map(jobs, in, slow) {
					if v == 100 && where == "loop" {
						panic(where)
					}
				}
			})
		}
	}
}

// f leaving its goroutine, as t.FailNow does, must not hang the consumer.
func TestGoexit(t *testing.T) {
	for _, jobs := range []int{1, 4} {
		synctest.Test(t, func(t *testing.T) {
			ended := false
			left := make(chan bool)
			go func() {
				defer close(left)
				var read int
				for range Map(jobs, count(50, &read), func(w, v int) int {
					if v == 9 {
						runtime.Goexit()
					}
					return slow(w, v)
				}) {
				}
				ended = true
			}()
			<-left
			if ended {
				t.Errorf("%d jobs: the loop went on", jobs)
			}
		})
	}
}

func TestRangedOverTwice(t *testing.T) {
	var read int
	seq := Map(3, count(10, &read), func(_ int, v int) int { return v })
	if a, b := slices.Collect(seq), slices.Collect(seq); !slices.Equal(a, b) || len(a) != 10 {
		t.Errorf("got %v, then %v", a, b)
	}
}

func BenchmarkMap(b *testing.B) {
	for _, jobs := range []int{1, 2, 8} {
		b.Run(fmt.Sprint(jobs), func(b *testing.B) {
			var read int
			for range Map(jobs, count(b.N, &read), func(_ int, v int) int { return v }) {
			}
		})
	}
}
