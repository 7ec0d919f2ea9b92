package rewrite

import (
	"slices"
	"testing"

	"golang.org/x/net/html/atom"
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

// A menu stands on all pages: what it leads to is on one of them.
func TestPlaceOfMenu(t *testing.T) {
	x := index(t, at("http://old.example"), Options{}, town()...)
	for _, c := range []struct{ link, href, want string }{
		{"", "#us", ""},
		{"", "#elsewhere", noSpot + "#elsewhere"},
		{"http://old.example/about/team/", "#us", noSpot + "#us"},
	} {
		tree := element(0)
		tree.AppendChild(element(atom.A, "href", c.href))
		got := ""
		for _, n := range x.Apply(tree, c.link).Notes {
			got += string(n.Kind) + ": " + n.Text
		}
		if got != c.want {
			t.Errorf("%s on %q: %s, want %s", c.href, c.link, got, c.want)
		}
	}
}
