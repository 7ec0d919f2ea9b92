package migrate

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// downloads is what became of the files that had to be fetched. That happens
// in a pass of its own, before any page is written: a page is right only when
// it is known whether its files are there.
type downloads struct {
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
func (c *converter) fetch(ctx context.Context, src source.Source) error {
	d, bar := &c.downloads, c.o.Progress
	d.got, d.failures = map[int]gotFile{}, map[int]*media.Failure{}
	defer func() { d.known = true }()
	if c.o.Media != MediaDownload || !c.lacksFiles() {
		return nil
	}
	if c.o.DryRun {
		return c.wouldFetch(ctx, src)
	}
	parts, err := c.folder.OwnFolder(partsFolder)
	if err != nil {
		return err
	}
	defer parts.Close()
	limits := c.o.Limits
	if n := c.o.Connections; n > 0 {
		limits.PerHost, limits.Overall = n, n
	}
	bar.Start(StageDownloading, -1)
	var again, broken error
	err = media.Fetch(ctx, c.wanted(ctx, src, &again, &broken), media.Options{
		Agent:   agent(c.o.Version),
		Private: c.o.AllowPrivate,
		Allow:   c.o.Allow,
		Limits:  limits,
		Parts:   parts,
		Save: func(w media.Want, r io.Reader) error {
			in := &counter{r: r}
			file, err := c.folder.Copy(w.Name, in)
			if err != nil {
				return err
			}
			d.mu.Lock()
			d.got[w.Number] = gotOf(file, true)
			d.bytes += in.n
			d.mu.Unlock()
			return c.folder.NoteFetched(emit.Other{Path: w.Name, SHA256: file.SHA256, URL: w.URL})
		},
		Done: func(w media.Want, err error) {
			d.mu.Lock()
			defer d.mu.Unlock()
			if failure := (*media.Failure)(nil); errors.As(err, &failure) {
				delete(d.got, w.Number)
				file, there, err := c.folder.Adopt(w.Name, w.URL)
				if err != nil || !there {
					d.failures[w.Number] = failure
					return
				}
				d.got[w.Number] = gotOf(file, true)
				d.kept++
				return
			}
			d.fetched++
			bar.Files(d.fetched)
		},
		Received: func(n int) {
			d.mu.Lock()
			bar.Add(n)
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
	_ = c.folder.RemoveOwn(partsFolder) // it stays if a file is to be gone on with
	return nil
}

// wouldFetch lists what fetch would ask for, and takes it for got.
func (c *converter) wouldFetch(ctx context.Context, src source.Source) error {
	d := &c.downloads
	var again, broken error
	for w := range c.wanted(ctx, src, &again, &broken) {
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
func (c *converter) wanted(ctx context.Context, src source.Source, again, broken *error) iter.Seq[media.Want] {
	return func(yield func(media.Want) bool) {
		seen := make([]bool, c.plan.index.Files())
		lacks := func(files []int) bool {
			for _, i := range files {
				if seen[i] {
					continue
				}
				seen[i] = true
				f := c.plan.index.File(i)
				if c.uploads != nil && c.uploads.Has(f.Path) {
					continue
				}
				file, ok, err := c.folder.Keep(c.path(i), f.URL)
				if err != nil {
					*broken = err
					return false
				}
				if ok {
					c.downloads.mu.Lock()
					c.downloads.got[i] = gotOf(file, true)
					c.downloads.kept++
					c.downloads.mu.Unlock()
					continue
				}
				if !yield(media.Want{Number: i, Name: c.path(i), URL: f.URL}) {
					return false
				}
			}
			return true
		}
		for files := range ordered.MapSized(c.o.Jobs, c.items(ctx, src, false, again), job.size, c.needs) {
			if !lacks(files) {
				return
			}
		}
		lacks(c.filesAround())
	}
}

// filesAround returns the files that widgets show, which are no item's.
func (m *migration) filesAround() []int {
	if m.o.partial() || m.o.Again != nil {
		return nil
	}
	var found data.Found
	m.renderer(markdown.New(nil)).Widgets(&m.plan.site, &found)
	return found.Files
}

// needs returns the numbers of the files that the output of an item needs. What
// it misses is told when the item is written, so it need not be perfect.
func (c *converter) needs(worker int, j job) (files []int) {
	it := j.it
	defer func() {
		if recover() != nil { // the item will fail, and say so
			files, c.workers[worker] = nil, c.newWorker()
		}
	}()
	v := c.ruling(j.n, it)
	if it.Cut || c.plan.repeated[j.n] {
		return nil
	}
	r := c.renderer(worker)
	var found data.Found
	switch {
	case !c.sel.asked(it):
	case v.file:
		if _, held := c.file(it); held {
			break
		}
		if i, ok := c.plan.index.FileOf(j.n); ok {
			files = append(files, i)
		}
	case v.write && j.last != nil && j.last.entry.Path != "":
		files = slices.Clone(j.last.Files)
	case v.write:
		c.settings.Fix(it, func(int) {})
		page := transform.Tree(it, c.plan.library, c.settings.Reading())
		out := Outcome{files: c.plan.index.Apply(page.Tree, it.Link).Files}
		c.image(it, page.Tree, &out)
		files = out.files
		if data.CountApproved(it) > 0 {
			r.Comments(it, data.Post{}, c.plan.siteData.people, &found)
		}
	}
	r.MenuItem(it, c.plan.siteData.terms, &found)
	if v.file {
		c.appendMedia(nil, r, j.n, it, &found)
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

// A Cause is why some files could not be fetched.
type Cause struct {
	media.Failure
	Count int
}

// causes counts failures by host and cause, the most frequent first.
func (d *downloads) causes() []Cause {
	at := map[media.Failure]int{}
	for _, f := range d.failures {
		at[*f]++
	}
	var list []Cause
	for f, n := range at {
		list = append(list, Cause{f, n})
	}
	slices.SortFunc(list, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Host, b.Host), cmp.Compare(a.Cause, b.Cause))
	})
	return list
}

// agent is what the program calls itself to servers.
func agent(version string) string {
	name := "wp2md"
	if v, ok := strings.CutPrefix(version, "v"); ok {
		name += "/" + v
	}
	return name + " (+https://github.com/wp2md/wp2md)"
}

// The lists of files that are still to be got, below .wp2md.
const (
	URLList  = "media-urls.txt"
	CurlList = "media.curl"
)

// listMissing writes the lists of the files that are still to be got, with their
// addresses, for other programs, or takes away those of an earlier run.
func (rec *recorder) listMissing(missing []int, urls []string) error {
	if len(missing) == 0 {
		return errors.Join(rec.folder.RemoveOwn(URLList), rec.folder.RemoveOwn(CurlList))
	}
	wants := func(yield func(media.Want) bool) {
		for k, i := range missing {
			if !yield(media.Want{Number: i, Name: rec.path(i), URL: urls[k]}) {
				return
			}
		}
	}
	err := rec.folder.WriteOwnFrom(URLList, func(w io.Writer) error { return media.WriteURLs(w, wants) })
	if err != nil {
		return err
	}
	return rec.folder.WriteOwnFrom(CurlList, func(w io.Writer) error { return media.WriteCurl(w, wants) })
}
