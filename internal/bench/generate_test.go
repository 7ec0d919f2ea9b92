//go:build unix

package main

import (
	"bytes"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What is measured is an export without damage, the same one each time.
func TestGenerate(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			const items = 700
			var a, b bytes.Buffer
			for _, w := range []*bytes.Buffer{&a, &b} {
				if err := generate(w, k, items); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Fatal("two exports of one kind differ")
			}
			src, err := extract.Open([]string{"-"}, &a)
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			n, ids := 0, map[int64]bool{}
			for it, err := range src.Items(nil) {
				if err != nil {
					t.Fatal(err)
				}
				ids[it.ID] = true
				n++
			}
			if n != items || len(ids) != items {
				t.Errorf("%d items with %d numbers, want %d", n, len(ids), items)
			}
			if r := src.Repairs(); len(r) > 0 {
				t.Errorf("repaired: %v", r)
			}
		})
	}
}
