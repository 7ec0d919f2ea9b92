//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/reading"
)

// measureFloor does what nobody who migrates an export can do without: it reads
// the source once, parses the content of each page that site has as HTML and its
// Markdown as Markdown, and writes that. It returns the CPU time of this alone.
func measureFloor(export, site, out string) (cpu time.Duration, pages int, err error) {
	paths, order, err := pagesOf(site)
	if err != nil {
		return 0, 0, err
	}
	bodies, err := mapped(site, order)
	if err != nil {
		return 0, 0, err
	}
	src, err := extract.Open([]string{export}, nil)
	if err != nil {
		return 0, 0, err
	}
	defer src.Close()
	for _, p := range paths {
		if err := os.MkdirAll(filepath.Join(out, filepath.Dir(p)), 0o777); err != nil {
			return 0, 0, err
		}
	}
	debug.SetGCPercent(300)
	debug.SetMemoryLimit(46 << 20)
	md := reading.Plain(&dialect.Plain).Parser()
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	start := cpuTime()
	for it, err := range src.Items(nil) {
		if err != nil {
			return 0, 0, err
		}
		p, ok := paths[it.ID]
		if !ok {
			continue
		}
		if _, err := html.ParseFragment(strings.NewReader(it.Content), body); err != nil {
			return 0, 0, err
		}
		md.Parse(text.NewReader(bodies[p]))
		if err := os.WriteFile(filepath.Join(out, p), bodies[p], 0o666); err != nil {
			return 0, 0, err
		}
		pages++
	}
	return cpuTime() - start, pages, nil
}

// pagesOf returns the paths of the pages that a site has, by the number of their
// items, and in order.
func pagesOf(site string) (byID map[int64]string, order []string, err error) {
	manifest, err := os.ReadFile(filepath.Join(site, ".wp2md", "manifest.jsonl"))
	if err != nil {
		return nil, nil, err
	}
	byID = map[int64]string{}
	for line := range bytes.Lines(manifest) {
		var l struct {
			ID   int64
			Path string
		}
		if err := json.Unmarshal(line, &l); err != nil {
			return nil, nil, err
		}
		if strings.HasSuffix(l.Path, ".md") {
			byID[l.ID] = l.Path
			order = append(order, l.Path)
		}
	}
	if len(order) == 0 {
		return nil, nil, fmt.Errorf("%s: no pages", site)
	}
	return byID, order, nil
}

// mapped returns the contents of files, outside the heap: they are no cost of
// the floor.
func mapped(site string, order []string) (map[string][]byte, error) {
	f, err := os.CreateTemp("", "wp2md-bench-")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	defer os.Remove(f.Name())
	var ends []int
	size := 0
	for _, p := range order {
		b, err := os.ReadFile(filepath.Join(site, p))
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(b); err != nil {
			return nil, err
		}
		size += len(b)
		ends = append(ends, size)
	}
	if size == 0 {
		return nil, errors.New("the pages are empty")
	}
	all, err := syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	bodies := make(map[string][]byte, len(order))
	start := 0
	for i, p := range order {
		bodies[p] = all[start:ends[i]:ends[i]]
		start = ends[i]
	}
	return bodies, nil
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
