package verify_test

import (
	"bytes"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

type printed struct {
	it   *extract.Item
	page *transform.Page
	md   []byte
}

func benchPages(b *testing.B) []printed {
	items, lib := itemsOf(b, shared.Path(b, "wxr/themeunittestdata.wordpress.xml"))
	p := markdown.New(nil)
	var pages []printed
	for _, it := range items {
		if it.Type == "post" || it.Type == "page" {
			page := transform.Tree(it, lib, transform.Options{})
			pages = append(pages, printed{it, page, bytes.Clone(p.Print(page.Tree))})
		}
	}
	return pages
}

// BenchmarkVerify verifies the pages of the theme unit test, beside what it costs
// to make them.
func BenchmarkVerify(b *testing.B) {
	pages := benchPages(b)
	size := 0
	for _, p := range pages {
		size += len(p.md)
	}
	run := func(name string, f func(*printed)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for i := range pages {
					f(&pages[i])
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(pages))/1000, "µs/page")
		})
	}
	v, p := verify.New(&dialect.Plain), markdown.New(nil)
	run("make", func(q *printed) { p.Print(transform.Tree(q.it, nil, transform.Options{}).Tree) })
	run("page", func(q *printed) { v.Page(q.page.Tree, q.md) })
	run("source", func(q *printed) { v.Source(q.it.Content, q.page.Tree, q.page.Notes) })
}
