package main

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/transform"
)

// downloads is what became of the files that had to be fetched. That happens
// in a pass of its own, before any page is written: a page is right only when
// it is known whether its files are there.
type downloads struct {
	allow  func(netip.AddrPort) bool // in tests, private addresses that may be reached
	limits media.Limits

	known bool // all is decided, and may be read by any number of goroutines

	mu       sync.Mutex
	got      map[int]gotFile
	failures map[int]*media.Failure
	fetched  int
	bytes    int64
	kept     int      // fetched by an earlier run
	wanted   []string // addresses of what a dry run would fetch
}

// gotFile is a file that is there and that no item of the source tells of.
type gotFile struct {
	sum     [32]byte
	fetched bool   // in this run or an earlier one; else copied
	text    string // what is to be said of it
}

func gotOf(f emit.File, fetched bool) gotFile {
	g := gotFile{fetched: fetched, text: editedFile(f)}
	hex.Decode(g.sum[:], []byte(f.SHA256))
	return g
}

func (g *gotFile) hex() string { return hex.EncodeToString(g.sum[:]) }

// A counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// partsFolder is where unfinished files are, below .wp2md.
const partsFolder = "parts"

// fetch fetches the files that the output needs, that are not in the uploads
// and that no earlier run has fetched.
func (m *migration) fetch(ctx context.Context, src *extract.Source, bar *progress) error {
	d := &m.downloads
	d.got, d.failures = map[int]gotFile{}, map[int]*media.Failure{}
	defer func() { d.known = true }()
	if m.o.media != mediaDownload || !m.lacksFiles() {
		return nil
	}
	if m.o.dry {
		return m.wouldFetch(ctx, src)
	}
	parts, err := m.folder.OwnFolder(partsFolder)
	if err != nil {
		return err
	}
	defer parts.Close()
	bar.start("downloading", -1)
	var again, broken error
	err = media.Fetch(ctx, m.wanted(ctx, src, &again, &broken), media.Options{
		Agent:   agent(),
		Private: m.o.private,
		Allow:   d.allow,
		Limits:  d.limits,
		Parts:   parts,
		Save: func(w media.Want, r io.Reader) error {
			in := &counter{r: r}
			file, err := m.folder.Copy(w.Name, in)
			if err != nil {
				return err
			}
			d.mu.Lock()
			d.got[w.Number] = gotOf(file, true)
			d.bytes += in.n
			d.mu.Unlock()
			return m.folder.NoteFetched(emit.Other{Path: w.Name, SHA256: file.SHA256, URL: w.URL})
		},
		Done: func(w media.Want, err error) {
			d.mu.Lock()
			defer d.mu.Unlock()
			if failure := (*media.Failure)(nil); errors.As(err, &failure) {
				delete(d.got, w.Number)
				file, there, err := m.folder.Adopt(w.Name, w.URL)
				if err != nil || !there {
					d.failures[w.Number] = failure
					return
				}
				d.got[w.Number] = gotOf(file, true)
				d.kept++
				return
			}
			d.fetched++
			bar.describe(fmt.Sprintf("downloading, %s", plural(d.fetched, "file")))
		},
		Received: func(n int) {
			d.mu.Lock()
			bar.add(n)
			d.mu.Unlock()
		},
	})
	switch {
	case ctx.Err() != nil:
		return context.Canceled
	case err != nil:
		return err
	case again != nil:
		return again
	case broken != nil:
		return broken
	}
	parts.Close()
	_ = m.folder.RemoveOwn(partsFolder) // it stays if a file is to be gone on with
	return nil
}

// wouldFetch lists what fetch would ask for, and takes it for got.
func (m *migration) wouldFetch(ctx context.Context, src *extract.Source) error {
	d := &m.downloads
	var again, broken error
	for w := range m.wanted(ctx, src, &again, &broken) {
		d.wanted = append(d.wanted, w.URL)
		d.mu.Lock()
		d.got[w.Number] = gotFile{}
		d.mu.Unlock()
	}
	if ctx.Err() != nil {
		return context.Canceled
	}
	if again != nil {
		return again
	}
	return broken
}

// lacksFiles reports whether the uploads do not have all files of the site.
func (m *migration) lacksFiles() bool {
	for i := range m.plan.index.Files() {
		if m.uploads == nil || !m.uploads.Has(m.plan.index.File(i).Path) {
			return true
		}
	}
	return false
}

// wanted yields the files that are to be fetched, in the order of the source.
func (m *migration) wanted(ctx context.Context, src *extract.Source, again, broken *error) iter.Seq[media.Want] {
	return func(yield func(media.Want) bool) {
		seen := make([]bool, m.plan.index.Files())
		for files := range ordered.Map(m.o.jobs, m.items(ctx, src, again), m.needs) {
			for _, i := range files {
				if seen[i] {
					continue
				}
				seen[i] = true
				f := m.plan.index.File(i)
				if m.uploads != nil && m.uploads.Has(f.Path) {
					continue
				}
				file, ok, err := m.folder.Keep(path(f), f.URL)
				if err != nil {
					*broken = err
					return
				}
				if ok {
					m.downloads.mu.Lock()
					m.downloads.got[i] = gotOf(file, true)
					m.downloads.kept++
					m.downloads.mu.Unlock()
					continue
				}
				if !yield(media.Want{Number: i, Name: path(f), URL: f.URL}) {
					return
				}
			}
		}
	}
}

// needs returns the numbers of the files that the output of an item needs. What
// it misses is told when the item is written, so it need not be perfect.
func (m *migration) needs(worker int, j job) (files []int) {
	it := j.it
	defer func() {
		if recover() != nil { // the item will fail, and say so
			files, m.workers[worker] = nil, newWorker()
		}
	}()
	v := m.sel.of(it, &m.plan.site)
	if it.Cut || m.plan.repeated[j.n] {
		return nil
	}
	r := m.renderer(worker)
	var found data.Found
	switch {
	case !m.sel.asked(it):
	case v.file:
		if _, held := m.sel.file(it, m.plan.unwritten[it.Parent]); held {
			break
		}
		if i, ok := m.plan.index.FileOf(j.n); ok {
			files = append(files, i)
		}
	case v.write:
		m.settings.fix(it, func(int) {})
		page := transform.Tree(it, m.plan.library, m.settings.reading())
		out := outcome{files: m.plan.index.Apply(page.Tree, it.Link).Files}
		m.image(it, page.Tree, &out)
		files = out.files
		if data.CountApproved(it) > 0 {
			r.Comments(it, data.Post{}, m.plan.around.people, &found)
		}
	}
	r.MenuItem(it, m.plan.around.terms, &found)
	if v.file {
		m.mediaEntry(r, j.n, it, &found)
	}
	return append(files, found.Files...)
}

// lack says why a file that a page shows is not there, or "".
func (m *migration) lack(i int) string {
	d := &m.downloads
	if !d.known {
		return "" // it is only being found out what is needed
	}
	if _, ok := d.got[i]; ok {
		return ""
	}
	f := m.plan.index.File(i)
	if failure := d.failures[i]; failure != nil {
		return failure.Cause + ": " + f.URL
	}
	if m.uploads != nil && m.uploads.Has(f.Path) {
		return ""
	}
	return "not fetched: " + f.URL
}

// A cause is why some files could not be fetched.
type cause struct {
	media.Failure
	count int
}

// causes counts failures by host and cause, the most frequent first.
func (d *downloads) causes() []cause {
	at := map[media.Failure]int{}
	for _, f := range d.failures {
		at[*f]++
	}
	var list []cause
	for f, n := range at {
		list = append(list, cause{f, n})
	}
	slices.SortFunc(list, func(a, b cause) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Cause, b.Cause))
	})
	return list
}

// agent is what the program calls itself to servers.
func agent() string {
	name := "wp2md"
	if v, ok := strings.CutPrefix(version(), "v"); ok {
		name += "/" + v
	}
	return name + " (+https://github.com/wp2md/wp2md)"
}

// The lists of files that are still to be got, below .wp2md.
const (
	urlList  = "media-urls.txt"
	curlList = "media.curl"
)

// listMissing writes the lists of the files that are still to be got, for
// other programs, or takes away those of an earlier run.
func (m *migration) listMissing(missing []int) error {
	if len(missing) == 0 {
		return errors.Join(m.folder.RemoveOwn(urlList), m.folder.RemoveOwn(curlList))
	}
	wants := func(yield func(media.Want) bool) {
		for _, i := range missing {
			f := m.plan.index.File(i)
			if !yield(media.Want{Number: i, Name: path(f), URL: f.URL}) {
				return
			}
		}
	}
	err := m.folder.WriteOwnFrom(urlList, func(w io.Writer) error { return media.WriteURLs(w, wants) })
	if err != nil {
		return err
	}
	return m.folder.WriteOwnFrom(curlList, func(w io.Writer) error { return media.WriteCurl(w, wants) })
}
