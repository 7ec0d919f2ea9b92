package rewrite

import (
	"fmt"
	"iter"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
)

// city yields the posts of a large blog. One in eight links what no other does,
// one in twenty is a draft.
func city(n int) iter.Seq[*extract.Item] {
	return func(yield func(*extract.Item) bool) {
		it := &extract.Item{Type: "post", Creator: "ann", Terms: []extract.TermRef{{Taxonomy: "category", Slug: "news"}}}
		for i := range n {
			id := int64(i + 1)
			it.ID, it.Status = id, "publish"
			it.Date = time.Date(2004+i%20, time.Month(1+i%12), 1+i%28, 12, 0, 0, 0, time.UTC)
			it.Slug = fmt.Sprintf("a-title-of-usual-length-%d", i)
			it.Link = "http://city.example/" + it.Date.Format("2006/01/02/") + it.Slug + "/"
			if it.GUID = fmt.Sprintf("http://city.example/?p=%d", id); i%20 == 0 {
				it.Link, it.Status = it.GUID, "draft"
			}
			it.Content = cityPage
			if !yield(it) {
				return
			}
		}
	}
}

// plainCity is a blog whose links do not tell the paths.
func plainCity(n int) iter.Seq[*extract.Item] {
	return func(yield func(*extract.Item) bool) {
		for it := range city(n) {
			it.Link = it.GUID
			if !yield(it) {
				return
			}
		}
	}
}

// cityFiles yields attachments as WordPress makes them.
func cityFiles(n int) iter.Seq[*extract.Item] {
	return func(yield func(*extract.Item) bool) {
		for i := range n {
			name := fmt.Sprintf("%d/%02d/picture-of-a-day-%d", 2004+i%20, 1+i%12, i)
			base := name[8:]
			it := file_(int64(1<<20+i), "http://city.example/wp-content/uploads/"+name+".jpg",
				sizes(name+".jpg", base+"-150x150.jpg", base+"-300x200.jpg", base+"-768x512.jpg", base+"-1024x683.jpg"),
				link(fmt.Sprintf("http://city.example/2004/01/01/a-title-of-usual-length-%d/%s/", i, base)), slug(base),
				guid("http://city.example/wp-content/uploads/"+name+".jpg"))
			if !yield(it) {
				return
			}
		}
	}
}

// cityOfFiles is a blog whose posts show a file each that is no attachment.
func cityOfFiles(n int) iter.Seq[*extract.Item] {
	return func(yield func(*extract.Item) bool) {
		for it := range city(n) {
			it.Content = fmt.Sprintf(`<img src="http://city.example/wp-content/uploads/2005/02/picture-of-a-day-%d-300x200.jpg">`, it.ID)
			if !yield(it) {
				return
			}
		}
	}
}

// cityPage is the content of a post: 4 kB, ten links and images.
var cityPage = strings.Repeat("<p>"+strings.Repeat("Words that are no address, e.g. these. ", 8)+`</p>
<p><a href="http://other.example/a/b.html">one</a>, <a href="http://www.city.example/2004/01/01/a-title-of-usual-length-240/">two</a>,
<img class="alignleft size-medium wp-image-1048577" src="http://city.example/wp-content/uploads/2005/02/picture-of-a-day-1-300x200.jpg" alt="" /></p>
`, 5)

func fill(tb testing.TB, opt Options, seqs ...iter.Seq[*extract.Item]) *Index {
	site := at("http://city.example")
	opt.Files = "/images/"
	x, err := New(&site, opt)
	if err != nil {
		tb.Fatal(err)
	}
	for _, seq := range seqs {
		for it := range seq {
			x.Add(it, it.Type != "attachment")
		}
	}
	return x
}

// An item costs about 100 bytes, and little more while the index is sealed.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it fills an index of 100,000 items")
	}
	const n = 100000
	for _, c := range []struct {
		why        string
		opt        Options
		seq        iter.Seq[*extract.Item]
		filled, at float64 // bytes an item at most, before and after Seal
	}{
		{"posts", Options{}, city(n), 125, 120},
		{"posts with a pattern", Options{Permalinks: "/:year/:slug/"}, city(n), 125, 125},
		{"posts with plain links", Options{}, plainCity(n), 150, 125},
		{"attachments", Options{}, cityFiles(n), 260, 200},
		{"posts with a file each that is no attachment", Options{}, cityOfFiles(n), 230, 214},
	} {
		var before, filled, sealed runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := fill(t, c.opt, c.seq)
		runtime.GC()
		runtime.ReadMemStats(&filled)
		x.Seal(func(name string) string { return name })
		runtime.GC()
		runtime.ReadMemStats(&sealed)
		perItem := func(m *runtime.MemStats) float64 { return float64(int64(m.HeapAlloc)-int64(before.HeapAlloc)) / n }
		t.Logf("%s: %.0f bytes an item filled, %.0f sealed; %.0f allocated in all", c.why, perItem(&filled), perItem(&sealed), float64(sealed.TotalAlloc-before.TotalAlloc)/n)
		if got := perItem(&filled); got > c.filled {
			t.Errorf("%s: %.0f bytes an item, want at most %.0f", c.why, got, c.filled)
		}
		if got := perItem(&sealed); got > c.at {
			t.Errorf("%s: %.0f bytes an item once sealed, want at most %.0f", c.why, got, c.at)
		}
		runtime.KeepAlive(x)
	}
}

// The index of a large site. The items are made while they are added, which is
// taken off the time.
func BenchmarkIndex(b *testing.B) {
	const n = 100000
	for _, c := range []struct {
		why string
		opt Options
		seq func(int) iter.Seq[*extract.Item]
	}{{"posts", Options{}, city}, {"pattern", Options{Permalinks: "/:year/:slug/"}, city}, {"attachments", Options{}, cityFiles}} {
		b.Run(c.why, func(b *testing.B) {
			var making, sealing time.Duration
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				for range c.seq(n) {
				}
				making += time.Since(start)
				x := fill(b, c.opt, c.seq(n))
				start = time.Now()
				x.Seal(func(name string) string { return name })
				sealing += time.Since(start)
			}
			b.ReportMetric(float64(b.Elapsed()-2*making)/float64(b.N)/n, "ns/item")
			b.ReportMetric(float64(sealing)/float64(b.N)/n, "ns/item-sealing")
		})
	}
}

// One page of 4 kB with five foreign links, five own ones and five images.
func BenchmarkApply(b *testing.B) {
	x := fill(b, Options{}, city(50000), cityFiles(50000))
	x.Seal(func(name string) string { return name })
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	nodes, err := html.ParseFragment(strings.NewReader(cityPage), body)
	if err != nil {
		b.Fatal(err)
	}
	var vals []*string
	for _, n := range nodes {
		body.AppendChild(n)
		for e := range n.Descendants() {
			for i := range e.Attr {
				vals = append(vals, &e.Attr[i].Val)
			}
		}
	}
	var old []string
	for _, v := range vals {
		old = append(old, *v)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, v := range vals {
			*v = old[i]
		}
		x.Apply(body, "http://city.example/2004/01/01/a-title-of-usual-length-240/")
	}
}

func BenchmarkScan(b *testing.B) {
	b.SetBytes(int64(len(cityPage)))
	for b.Loop() {
		for range fileAddresses(cityPage) {
		}
	}
}
