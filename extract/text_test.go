package extract

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// TestFirstDirty holds the search for what has to be mended against a plain one.
func TestFirstDirty(t *testing.T) {
	plain := func(s string, amp bool) int {
		for i, c := range s {
			_, n := utf8.DecodeRuneInString(s[i:])
			if c == utf8.RuneError && n == 1 || c < ' ' && c != '\n' && c != '\t' || c == '&' && amp || 0x80 <= c && c <= 0x9f || c == 0xfffe || c == 0xffff {
				return i
			}
		}
		return len(s)
	}
	parts := []string{"a", "words of ASCII, ", "\n", "\t", "é", "ü", "ß", "–", "’", "日", "ก", "퟿", "\ue000", "\ufffd", "😀", "\u00a0", "\u07ff", "\u0800", "\u1000",
		"&", "\r", "\x00", "\x7f", "\u0080", "\u009f", "\ufffe", "\uffff", "\xc3", "\xe1\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xff", "\xc0\x80", "\xf0\x9f"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100000 {
		var b []byte
		clean := len(parts)
		if r.IntN(2) == 0 {
			clean = 19 // all but the last is clean
		}
		for range r.IntN(9) {
			b = append(b, parts[r.IntN(clean)]...)
		}
		b = append(b, parts[r.IntN(len(parts))]...)
		for _, amp := range []bool{false, true} {
			if got, want := firstDirty(b, amp), plain(string(b), amp); got != want {
				t.Fatalf("%q, amp %v: %d, want %d", b, amp, got, want)
			}
		}
	}
}
