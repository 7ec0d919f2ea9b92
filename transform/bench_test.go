package transform

import (
	"testing"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

// benchmarkItems returns the items of WordPress' theme unit test, and the bytes
// of their contents.
func benchmarkItems(b *testing.B) (items []*extract.Item, size int64) {
	items = itemsOf(b, "wxr/themeunittestdata.wordpress.xml")
	for _, it := range items {
		size += int64(len(it.Content))
	}
	return items, size
}

func BenchmarkTree(b *testing.B) {
	items, size := benchmarkItems(b)
	lib := NewLibrary()
	for _, it := range items {
		lib.Add(it)
	}
	lib.Seal()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, it := range items {
			Tree(it, lib, Options{})
		}
	}
}

func BenchmarkPrint(b *testing.B) {
	items, size := benchmarkItems(b)
	var trees []*html.Node
	for _, it := range items {
		trees = append(trees, Tree(it, nil, Options{}).Tree)
	}
	p := markdown.New(nil)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, root := range trees {
			p.Print(root)
		}
	}
}
