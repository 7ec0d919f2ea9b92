package census

import (
	"slices"
	"testing"
)

func TestPluginsOf(t *testing.T) {
	want := []Plugin{{"akismet", ""}, {"redirection", "redirects"}, {"woocommerce", "products, not orders and customers"}}
	if got := pluginsOf([]string{"akismet", "redirection", "woocommerce"}); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
