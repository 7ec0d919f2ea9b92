package migrate

import (
	"strings"
	"testing"
	"unicode"
)

// Each character stands in words alone as what package unicode says of it.
func TestWordsAlone(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := string(r)
		want := ""
		if low := unicode.ToLower([]rune(s)[0]); unicode.IsLetter(low) || unicode.IsDigit(low) {
			want = string(low)
		}
		if got := wordsAlone(s); got != want {
			t.Fatalf("%q: %q, want %q", r, got, want)
		}
	}
	if got := wordsAlone("  A Kiln’s\t(second) 'Øst–ΣΑ 7%!" + strings.Repeat("-", 9)); got != "a kiln s second øst σα 7" {
		t.Errorf("%q", got)
	}
}
