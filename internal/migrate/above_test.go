package migrate

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
)

// The pages above a page are those that its parent fields lead to one by one, however
// damaged they are: each once, and not the page itself.
func TestPagesAbove(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := 1 + rnd.IntN(9)
		stubs := make([]pageStub, n)
		for i := range stubs {
			stubs[i] = pageStub{id: int64(1 + rnd.IntN(n)), stem: strconv.Itoa(i)}
			stubs[i].parent = int64(rnd.IntN(n + 1))
		}
		pages := pageStubs{}
		for i := range stubs {
			if s := &stubs[i]; pages[s.id] == nil {
				pages[s.id] = s
			}
		}
		for i := range stubs { // a parent that is not there asks for the address, which is another matter
			if stubs[i].up = pages[stubs[i].parent]; stubs[i].up == nil {
				stubs[i].parent = 0
			}
		}
		for i := range stubs {
			s := &stubs[i]
			var want []string
			seen := map[int64]bool{s.id: true}
			for top := s; top.parent != 0 && !seen[top.parent]; top = pages[top.parent] {
				seen[top.parent] = true
				want = append(want, pages[top.parent].stem)
			}
			slices.Reverse(want)
			if got := new(plan).pagesAbove(s, nil, nil); !slices.Equal(got, want) {
				t.Fatalf("above page %d of %+v: %v, not %v", i, stubs, got, want)
			}
		}
	}
}
