package extract

import (
	"io"
	"reflect"
	"strings"
	"testing"
)

// A pass that was broken off, whole ones behind it, and the only one of a source give the
// same items.
func TestPasses(t *testing.T) {
	var b strings.Builder
	b.WriteString(header)
	for id := range 200 {
		p := post(id + 1)
		switch id % 5 {
		case 1:
			p = strings.Replace(p, "some prose", "some\x03 \x92prose\r\n", 1)
		case 2:
			p = strings.Replace(p, "<title>", "<title>Q &amp; A, ", 1)
		}
		b.WriteString(p)
	}
	b.WriteString(footer)
	want, _, repairs, err := readAll("site.xml", strings.NewReader(b.String()))
	if err != nil || len(repairs) == 0 {
		t.Fatal(repairs, err)
	}
	for _, first := range []int{0, 1, 63, 64, 65, 130, 200} {
		s := source("site.xml", func() io.Reader { return strings.NewReader(b.String()) })
		n := 0
		for range s.Items(nil) {
			if n++; n >= first {
				break
			}
		}
		for range 3 {
			got, err := collect(s, nil)
			if err != nil || !reflect.DeepEqual(got, want) || !reflect.DeepEqual(s.Repairs(), repairs) {
				t.Fatalf("broken off behind %d items: another pass differs", first)
			}
		}
	}
}
