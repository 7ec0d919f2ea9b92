package migrate

import (
	"slices"
	"testing"
)

func TestFilledIn(t *testing.T) {
	for _, c := range []struct {
		text, want string
		ok         bool
	}{
		{"A yard by the river.", "A yard by the river.", true},
		{"%%title%% %%page%% %%sep%% Boats &amp; oars", "Harbour – Boats & oars", true},
		{"%title% %sep% %sitename%", "Harbour – The site", true},
		{"#post_title #separator_sa #site_title", "Harbour – The site", true},
		{"#post_excerpt", "", false},
		{"%%excerpt%%", "", false},
		{"50% off and 20% more", "50% off and 20% more", true},
		{"Our #1 boat, #boats", "Our #1 boat, #boats", true},
		{"100% %", "100% %", true},
		{"%%", "%%", true},
		{"%%%title%%%", "%%Harbour%%", true},
	} {
		if got, ok := filledIn(c.text, "Harbour", "The site"); got != c.want || ok != c.ok {
			t.Errorf("%q: %q, %v", c.text, got, ok)
		}
	}
}

func TestConstantParts(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"%%title%% %%page%% %%sep%% %%sitename%%", nil},
		{"%title% %sep% Boats | Oars - and more", []string{" Boats ", " Oars", "and more"}},
		{"#post_title #separator_sa To-day", []string{" To-day"}},
	} {
		if got := constantParts(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}
