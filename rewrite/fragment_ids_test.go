package rewrite

import (
	"slices"
	"testing"
)

func TestIDs(t *testing.T) {
	got := slices.Collect(idsOf(`<p id="a" name=b>[vc_row el_id="c" grid="d"][x menu_anchor='e' module_id="f"]`))
	if want := []string{"a", "b", "c", "e", "f"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	got = slices.Collect(idsOfData(`[{"id":"77","settings":{"_element_id":"services","anchor": "2020","text":"anchor\""}}] a:1:{s:2:"id";s:4:"shop";s:12:"x_element_id";s:1:"d";}`))
	if want := []string{"services", "d", "2020", "shop"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
