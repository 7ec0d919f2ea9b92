package transform

import (
	"fmt"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// The fields of an item are found by their names, be they few or many.
func TestFieldsOfFacts(t *testing.T) {
	for _, n := range []int{3, 5000} {
		it := &extract.Item{}
		for i := range n {
			it.Meta = append(it.Meta, extract.Meta{Key: fmt.Sprint("other", i), Value: "x"}, extract.Meta{Key: "price", Value: fmt.Sprint(i)})
		}
		f := &facts{b: &builder{item: it}}
		if got := f.values("price"); len(got) != n || got[2] != "2" || f.first("price") != "0" || f.first("none") != "" || f.values("none") != nil || !slices.Equal(f.values("other1"), []string{"x"}) {
			t.Errorf("%d: %q", n, got[:3])
		}
	}
}

// What has no price has no currency.
func TestMoney(t *testing.T) {
	b := &builder{lib: NewLibrary()}
	b.lib.Add(&extract.Item{ID: 1, Type: "shop_order", Meta: []extract.Meta{{Key: "_order_currency", Value: "EUR"}}})
	for _, c := range [][3]string{{"", "", ""}, {"5", "", "5 EUR"}, {"5", "9", "5 – 9 EUR"}, {"on request", "", "on request"}} {
		if got := b.money(c[0], c[1]); got != c[2] {
			t.Errorf("%q – %q: %q", c[0], c[1], got)
		}
	}
}

// The paragraphs and points of a value stay apart.
func TestPlainFact(t *testing.T) {
	for v, want := range map[string]string{
		"<p>first</p><p>second</p>one<br>two": "first second one two", "<ul><li>Pool</li><li>Sauna</li></ul>": "Pool Sauna", "<b>A</b>B &amp; C": "AB & C",
		"a &lt; b": "a < b", "R&amp;D": "R&D", "2 < 3": "2 < 3", "&lt;b&gt;": "<b>",
	} {
		if got := plainFact(v); got != want {
			t.Errorf("%q: %q", v, got)
		}
	}
}
