package extract

import (
	"io"
	"strings"
	"testing"
)

// source makes a Source of one stream that can be opened again and again.
func source(name string, open func() io.Reader) *Source {
	s := new(Source)
	s.parts = []*part{{name: name, unpack: func() (io.ReadCloser, error) {
		return io.NopCloser(&counted{open(), &s.read}), nil
	}}}
	return s
}

// endless returns a stream of an export that repeats the items of block, at
// least size bytes of them, and how long it is.
func endless(block string, size int) (open func() io.Reader, length, items int) {
	times := size/len(block) + 1
	return func() io.Reader {
		parts := make([]io.Reader, 0, times+2)
		parts = append(parts, strings.NewReader(header))
		for range times {
			parts = append(parts, strings.NewReader(block))
		}
		return io.MultiReader(append(parts, strings.NewReader(footer))...)
	}, len(header) + times*len(block) + len(footer), times * strings.Count(block, "<item>")
}

// BenchmarkItems reads 256 MB, all fields of all items.
func BenchmarkItems(b *testing.B) {
	var latin strings.Builder
	for id := range 600 {
		latin.WriteString(post(id + 1))
	}
	for _, c := range []struct{ name, block string }{
		{"latin", latin.String()},
		{"cyrillic", strings.ReplaceAll(latin.String(), "some prose with", strings.Repeat("немного прозы, ", 10))},
		{"crlf", strings.ReplaceAll(latin.String(), "\n", "\r\n")},
		{"damaged", strings.ReplaceAll(latin.String(), "]]></content:encoded>", "\x03\x92</content:encoded>")},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkItems(b, c.block) })
	}
}

func benchmarkItems(b *testing.B, block string) {
	open, length, want := endless(block, 256<<20)
	s := source("site.xml", open)
	b.SetBytes(int64(length))
	b.ReportAllocs()
	for b.Loop() {
		got := 0
		for it, err := range s.Items(nil) {
			if err != nil {
				b.Fatal(err)
			}
			if it.ID == 0 {
				b.Fatal("no ID")
			}
			got++
		}
		if got != want {
			b.Fatalf("got %d items, want %d", got, want)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(want), "ns/item")
}
