package transform

import (
	"slices"
	"testing"
)

func TestInOtherLanguages(t *testing.T) {
	for in, want := range map[string][]string{
		"[:vi]Văn phòng[:en]Office design[:]":                            {"en: Office design"},
		"<!--:en-->Social Media<!--:--><!--:es-->Redes sociales<!--:-->": {"es: Redes sociales"},
		"[:en]Same[:fr]Same[:]":                                          nil, "Plain: a title": nil, "": nil,
	} {
		if got := InOtherLanguages(in, ""); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
