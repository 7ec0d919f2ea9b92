package migrate

import (
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform"
)

// What an excerpt or title leads to, and the page does not, is named.
func TestAddressesOnlyIn(t *testing.T) {
	tree := func(s string) *transform.Page {
		return transform.Tree(&extract.Item{Content: s}, nil, transform.Options{})
	}
	excerpt := tree(`See <a href="https://a.example/x">this</a>, <a href="https://a.example/x">this</a>, <a href="https://a.example/y">that</a> and <a href="#z">below</a>. <img src="https://a.example/z.jpg">`)
	got := addressesOnlyIn(excerpt.Tree, tree(`<a href="https://a.example/y">that</a>`).Tree)
	if want := []string{"https://a.example/x", "https://a.example/z.jpg"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
