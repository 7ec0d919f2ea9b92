package transform

import "testing"

// Elementor says "Monthly" in the language of its site.
func TestPeriodUnchosen(t *testing.T) {
	for language, want := range map[string]string{"en": "Monthly", "de": "", "": ""} {
		b := &builder{lib: &Library{language: language}}
		settings := b.withChosen("price-table", []prop{{key: "price", val: "20"}})
		if got := value(settings, "period"); got != want {
			t.Errorf("in %q: %q, want %q", language, got, want)
		}
		if got := value(settings, "currency_symbol"); got != "dollar" {
			t.Errorf("in %q: %q", language, got)
		}
	}
}
