package tree

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestEight(t *testing.T) {
	chars := []byte(" !\x1f\n\t\x00a~\x7f\x80\xc2\xff#")
	r := rand.New(rand.NewPCG(3, 4))
	for range 200_000 {
		b := make([]byte, 8)
		for i := range b {
			if b[i] = chars[r.IntN(len(chars))]; r.IntN(2) == 0 {
				b[i] = 'x'
			}
		}
		s := string(b)
		w := Eight("-"+s, 1)
		low, high := false, false
		for i := range b {
			low = low || b[i] < ' '
			high = high || b[i] >= 0x80
			for _, c := range []byte(" \x00\x7fx\xc2\xff") {
				if got := EightAre(w, c)>>(8*i+7)&1 == 1; got != (b[i] == c) {
					t.Fatalf("%q: byte %d is %q: %v", s, i, c, got)
				}
			}
		}
		if got := EightASCII(w); got != (!low && !high) {
			t.Fatalf("%q: ASCII: %v", s, got)
		}
		if got := EightAbove(w) != 0; got != high {
			t.Fatalf("%q: above ASCII: %v", s, got)
		}
		if got := EightOneLine(w); got != (!low && !strings.Contains(s, "  ")) {
			t.Fatalf("%q: one line: %v", s, got)
		}
	}
}
