package migrate

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestRememberedItems(t *testing.T) {
	var r rememberedItems
	var want []string
	add := func(item int, numbers []uint32, address string) {
		r.add(item, numbers, address)
		want = append(want, fmt.Sprint(item, numbers, address))
	}
	add(0, []uint32{}, "")
	add(1, []uint32{3, 1 << 31}, "https://old.example/2013/04/one/")
	add(1000, []uint32{0}, "https://old.example/2013/04/other/")
	add(1001, []uint32{}, "https://old.example/")
	add(1002, []uint32{}, strings.Repeat("long/", 1<<17))
	for i := range 5000 {
		add(2000+i, []uint32{uint32(i)}, fmt.Sprintf("https://old.example/?p=%d", i))
	}
	var got []string
	for it := range r.all() {
		got = append(got, fmt.Sprint(it.item, it.numbers, string(it.address)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d items are not the %d that were added", len(got), len(want))
	}
}
