package verify

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/transform"
)

// Pairing says that no word is missing where counting says so.
func TestPaired(t *testing.T) {
	v := New(&dialect.Plain)
	inserts := []string{" ", "\n", "x", "é", "中", "<b>", "</b>", "word ", "\u00ad", "\u00a0", "http://a.test/中文", "[x]", ". "}
	paired, all := 0, 0
	for _, content := range tables(t) {
		r := rand.New(rand.NewPCG(5, uint64(len(content)))) // of its own: a row more changes no other
		page := transform.Tree(&extract.Item{Content: content}, nil, transform.Options{})
		for range 6 {
			b := []byte(content)
			for range r.IntN(3) {
				i := r.IntN(len(b) + 1)
				if n := r.IntN(8); r.IntN(2) == 0 && i+n <= len(b) {
					b = slices.Delete(b, i, i+n)
				} else {
					b = slices.Insert(b, i, []byte(inserts[r.IntN(len(inserts))])...)
				}
			}
			c := checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: page.Tree, notes: page.Notes, pairs: &v.pairs}
			byPairs := c.paired(string(b))
			late := len(v.pairs.late)
			d := checker{words: &v.words, addresses: &v.addresses, spare: &v.spare, tree: page.Tree, notes: page.Notes}
			d.counted(string(b))
			lost := 0 // addresses in the text, of which words are missing
			for _, l := range d.lost {
				if l.use == "address" {
					lost++
				}
			}
			if byPairs != (len(d.missing)+lost == 0) {
				t.Fatalf("paired: %v, missing: %v %v\n%s\n-----\n%s", byPairs, d.missing, d.lost, content, b)
			}
			if len(d.missing)+lost == 0 {
				if all++; late == 0 {
					paired++
				}
			}
		}
	}
	if paired < all/2 {
		t.Errorf("of %d contents %d were paired from their beginning to their end", all, paired)
	}
}
