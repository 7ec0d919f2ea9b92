package verify

import (
	"testing"
	"unicode"
)

func TestPunctuationIsNoWord(t *testing.T) {
	for r := rune(0x2000); r <= 0x206f; r++ {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			t.Errorf("%U is part of a word", r)
		}
	}
}
