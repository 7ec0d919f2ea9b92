package verify

import (
	"testing"

	"github.com/wp2md/wp2md/transform"
)

// TestOwn holds the shortcodes that are known here against those of package transform,
// which knows them all: what verifies has its own list, and it must not go out of date.
func TestOwn(t *testing.T) {
	for name := range own {
		for _, fate := range transform.Shortcodes("[" + name + " id=1]") {
			if fate == transform.Unwrapped || fate == transform.KeptTags {
				t.Errorf("%s is no shortcode to transform", name)
			}
		}
	}
}
