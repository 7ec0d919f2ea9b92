package migrate

import (
	"strconv"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	var p paths
	p.expect(5000)
	of := func(i int) string {
		switch i % 7 {
		case 0:
			return ""
		case 1:
			return strings.Repeat(strconv.Itoa(i), 1+i/10)
		}
		return "posts/" + strconv.Itoa(i) + ".md"
	}
	for i := range 5000 {
		if i%3 > 0 {
			p.set(i, of(i))
		}
	}
	p.set(5000, strings.Repeat("x", longest+9))
	for i := range 5000 {
		want := of(i)
		if i%3 == 0 {
			want = ""
		}
		if got := p.of(i); got != want {
			t.Fatalf("item %d: %q, want %q", i, got, want)
		}
	}
	if got := p.of(5000); len(got) != longest {
		t.Errorf("%d bytes of a path", len(got))
	}
	if got := p.of(6000); got != "" {
		t.Errorf("an item that is not there has %q", got)
	}
}
