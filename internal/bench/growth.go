//go:build unix

package main

import (
	"fmt"
	"math"
	"runtime"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/hostile"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// stages are the steps that a page goes through.
var stages = []string{"tree", "source", "apply", "print", "text", "page"}

// A cost is what a page cost, stage by stage.
type cost struct {
	cpu    [6]time.Duration
	alloc  uint64 // bytes
	length int    // of the content
	size   int    // of that or its Markdown, whatever is more: deep lists are indented
}

func (c *cost) total() (d time.Duration) {
	for _, v := range c.cpu {
		d += v
	}
	return d
}

// convert makes a page of a content, as a migration does.
func convert(it *extract.Item) (c cost, err error) {
	site := extract.Site{BaseBlogURL: blog, Link: blog}
	index, err := rewrite.New(&site, rewrite.Options{Files: target.Plain().Files.Address})
	if err != nil {
		return c, err
	}
	it.Slug, it.Link = "a", blog+"/a/"
	length := len(it.Content)
	for i := range it.Meta {
		length += len(it.Meta[i].Value)
	}
	library := transform.NewLibrary()
	library.Add(it)
	library.Seal()
	index.Add(it, true)
	index.Seal(func(name string) string { return name })
	v, p := verify.New(&dialect.Plain), markdown.New(nil)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	last, stage := cpuTime(), 0
	mark := func() {
		now := cpuTime()
		c.cpu[stage] = now - last
		last, stage = now, stage+1
	}
	page := transform.Tree(it, library, transform.Options{})
	mark()
	v.Source(it.Content, page.Tree, page.Known())
	mark()
	index.Apply(page.Tree, it.Link)
	mark()
	body := p.Print(page.Tree)
	mark()
	transform.Text(page.Tree)
	mark()
	v.Page(page.Tree, body)
	mark()
	runtime.ReadMemStats(&after)
	c.alloc, c.length, c.size = after.TotalAlloc-before.TotalAlloc, length, max(length, len(body))
	return c, nil
}

// printGrowth prints what costs more than it should: time or memory that grow
// faster than the content, or are much for its length.
func printGrowth(n int, only string) error {
	patterns := hostile.Patterns()
	if only != "" {
		patterns = []string{only}
	}
	bad := 0
	for _, pattern := range patterns {
		var costs [3]cost
		for i := range costs {
			c, err := convert(hostile.Item(pattern, n<<i))
			if err != nil {
				return err
			}
			costs[i] = c
			if only != "" {
				fmt.Printf("%d kB: %v, %d kB allocated, of %v\n", c.length>>10, c.cpu, c.alloc>>10, stages)
			}
			if c.total() > 20*time.Second {
				break
			}
		}
		a, b := &costs[0], &costs[2]
		if b.length == 0 { // given up
			a, b = &costs[0], &costs[1]
		}
		const floor = 20 * time.Millisecond // below it a measurement says nothing
		exponent := growth(float64(max(a.total(), floor)), float64(max(b.total(), floor)), a.length, b.length)
		perByte := float64(b.alloc) / float64(max(b.size, 1<<20))
		if exponent < 1.35 && perByte < 400 && b.total() < 5*time.Second {
			continue
		}
		bad++
		fmt.Printf("%-50.50q %4d kB: exponent %.2f, %6.2f s, %4.0f bytes allocated a byte:", pattern, b.length>>10, exponent, b.total().Seconds(), perByte)
		for i, d := range b.cpu {
			if d > b.total()/10 {
				fmt.Printf(" %s %.2f", stages[i], d.Seconds())
			}
		}
		fmt.Println()
	}
	fmt.Printf("%d of %d contents grow faster than they should\n", bad, len(patterns))
	return nil
}

// growth returns the exponent by which a cost grows.
func growth(a, b float64, small, large int) float64 {
	if large <= small {
		return 0
	}
	return math.Log(b/a) / math.Log(float64(large)/float64(small))
}
