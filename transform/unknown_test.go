package transform

import (
	"math/rand/v2"
	"testing"
)

// A plain value is nothing that a note would tell.
func TestPlainValue(t *testing.T) {
	for _, v := range []string{"", "alignleft", "attachment_12", "300", "12,14,15", "wp-image"} {
		if !isPlainValue(v) {
			t.Errorf("%q is more than plain", v)
		}
	}
	for _, v := range []string{"Title", "two words", "http://example.org/", "//example.org", "example.org", "a@b", "ü", "日本", "50%"} {
		if isPlainValue(v) {
			t.Errorf("%q is plain", v)
		}
	}
	signs := []rune("abzAZ019_-,.:/ %@#ü日\n")
	random := rand.New(rand.NewPCG(1, 2))
	for range 50000 {
		var v []rune
		for range random.IntN(12) {
			v = append(v, signs[random.IntN(len(signs))])
		}
		if s := string(v); isPlainValue(s) && (mayBeWords(s) || isCapitalized(s) || carriedAddress(s) != "") {
			t.Errorf("%q is plain, and may have been seen", s)
		}
	}
}
