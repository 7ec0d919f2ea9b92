package privacy

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What is shown within other pages is known when all is read.
func TestShownWithin(t *testing.T) {
	types := NewTypes(nil)
	types.Add(&extract.Item{ID: 1, Type: "ml-slider", Status: "publish", Title: "Slides", Link: "https://x.example/?post_type=ml-slider&p=1"})
	types.Seal()
	for typ, want := range map[string]bool{"ml-slider": true, "envira": true, "post": false} {
		if got := types.IsShownWithin(typ); got != want {
			t.Errorf("%s: %v", typ, got)
		}
	}
}
