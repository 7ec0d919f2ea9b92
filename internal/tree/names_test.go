package tree

import (
	"strconv"
	"testing"
)

func TestNames(t *testing.T) {
	var table Names[int]
	for i := range 1000 {
		table.Set(strconv.Itoa(i%500), i)
	}
	table.Set("", -1)
	for i := range 500 {
		if got := table.Get(strconv.Itoa(i)); got != 500+i {
			t.Errorf("%d: %d", i, got)
		}
	}
	if table.Get("") != -1 || table.Get("500") != 0 {
		t.Error("a value of another name")
	}
	longest := 0
	for _, at := range htmlElements.first {
		count := 0
		for ; at != 0; at = htmlElements.list[at-1].next {
			count++
		}
		longest = max(longest, count)
	}
	if longest > 4 {
		t.Errorf("%d elements at one place", longest)
	}
}
