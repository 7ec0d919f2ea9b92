package transform

import "testing"

func TestIsLookOf(t *testing.T) {
	for _, test := range []struct {
		key, val string
		want     bool
	}{
		{"layout", "Full Width", true},
		{"linetype", "No Line", true},
		{"size", "Extra Large", true},
		{"effect", "fade in", true},
		{"iconposition", "Left", true},
		{"fontfamily", "Open Sans", true},
		{"class", "Btn Primary", true},
		{"position", "top left", true},
		{"position", "Manager", false},
		{"position", "Head of Sales", false},
		{"type", "Single family home", false},
		{"color", "Karl Müller’s red", false},
		{"text", "Full Width", false},
	} {
		if got := isLookOf(test.key, test.val); got != test.want {
			t.Errorf("isLookOf(%q, %q) = %v", test.key, test.val, got)
		}
	}
}
