package main

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// plan is what the first pass over a source finds out: where each item goes,
// and what items refer to.
type plan struct {
	site      extract.Site
	library   *transform.Library
	index     *rewrite.Index
	names     emit.Names
	paths     map[int]string      // by number of the item
	repeated  map[int]bool        // items that stand in the source a second time
	commented map[int]int         // comments of the items that stand for those
	unwritten map[int64]note.Kind // why items that could have attachments are not written, by ID
	around    around
	asked     int // items that this run is to write
	items     int
}

// stub is what the name of an item's file is made of.
type stub struct {
	item       int
	id, parent int64
	kind       string
	stem       string
	comments   bool
}

// newPlan makes the first pass. The error is that of the source; the plan
// holds all items before it.
func newPlan(ctx context.Context, src *extract.Source, s *settings, sel *selection, o *options, tick func()) (*plan, error) {
	p := &plan{library: transform.NewLibrary(), paths: map[int]string{}, repeated: map[int]bool{}, commented: map[int]int{}, unwritten: map[int64]note.Kind{}, around: newAround()}
	index, err := rewrite.New(&p.site, rewrite.Options{
		Hosts:      s.hosts,
		Permalinks: s.permalinksOf(o),
		Archives:   s.archives,
		KeepLinks:  o.links == "keep",
		KeepMedia:  o.media == mediaKeep,
	})
	const hint = "a pattern is /:year/:month/:slug/"
	switch {
	case err != nil && o.permalinks == "":
		return nil, &settingsError{s.file, s.patternAt, err.Error(), hint}
	case err != nil:
		return nil, usageError{"--" + err.Error(), hint}
	}
	p.index = index
	var stubs []stub
	var same repeats
	var srcErr error
	for it, err := range src.Items(&p.site) {
		if err != nil {
			srcErr = err
			break
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.fix(it, func(int) {})
		v := s.skip(it, sel.of(it, &p.site))
		sel.see(it, &p.site)
		switch k := v.note.Kind; {
		case v.write && sel.asked(it):
			p.asked++
		case it.ID > 0 && (k == note.Private || k == note.Status || k == note.Filtered):
			p.unwritten[it.ID] = k
		}
		p.around.add(p.items, it, v.write)
		s.rename(it)
		p.library.Add(it)
		index.Add(it, v.write)
		same.add(p.items, it)
		if v.write {
			stubs = append(stubs, stub{item: p.items, id: it.ID, parent: it.Parent, kind: strings.Clone(it.Type), stem: fileStem(it), comments: data.CountApproved(it) > 0})
		}
		p.items++
		tick()
	}
	for n, comments := range same.losers() {
		p.repeated[n] = true
		p.commented[n] = comments
		index.Drop(n)
	}
	p.name(stubs)
	p.nameComments(stubs)
	p.around.seal(&p.site)
	p.library.Seal()
	index.Seal(func(name string) string {
		return strings.TrimPrefix(p.names.Image(name, "file"), emit.ImageFolder+"/")
	})
	return p, srcErr
}

// fileStem returns the name of an item's file before it is made safe.
func fileStem(it *extract.Item) string {
	if it.Slug != "" {
		return strings.Clone(it.Slug)
	}
	return extract.MakeSlug(it.PlainTitle())
}

// name gives each item its file: posts in posts, pages in pages below their
// parents, other types in a folder of their own.
func (p *plan) name(stubs []stub) {
	pages := map[int64]stub{}
	for _, s := range stubs {
		if s.kind == "page" && s.id != 0 {
			if _, ok := pages[s.id]; !ok {
				pages[s.id] = s
			}
		}
	}
	for _, s := range stubs {
		if p.repeated[s.item] {
			continue
		}
		var dir []string
		switch s.kind {
		case "post":
			dir = []string{"posts"}
		case "page":
			dir = pageFolders(s, pages)
		default:
			dir = []string{s.kind}
		}
		p.paths[s.item] = p.names.Take(emit.Name{Dir: dir, Stem: s.stem, Ext: ".md", Fallback: s.kind + "-" + strconv.FormatInt(s.id, 10)})
	}
}

// pageFolders returns the folders of a page: pages, then those named for its
// ancestors. A page can be its own ancestor on a damaged site.
func pageFolders(s stub, pages map[int64]stub) []string {
	var above []string
	seen := map[int64]bool{s.id: true}
	for id := s.parent; id != 0 && !seen[id]; {
		seen[id] = true
		parent, ok := pages[id]
		if !ok {
			break
		}
		above = append(above, parent.stem)
		id = parent.parent
	}
	above = append(above, "pages")
	slices.Reverse(above)
	return above
}

// repeats finds items that stand in the source more than once, as in parts of
// an export that overlap: same type, ID, title and date (facts.md §A.10).
type repeats struct {
	list []repeat
}

type repeat struct {
	key      uint64
	item     int32
	size     int32
	comments int32
	modified int64
}

func (r *repeats) add(n int, it *extract.Item) {
	h := fnv.New64a()
	var b [16]byte
	binary.LittleEndian.PutUint64(b[:8], uint64(it.ID))
	binary.LittleEndian.PutUint64(b[8:], uint64(it.Date.Unix()))
	h.Write(b[:])
	h.Write([]byte(it.Type))
	h.Write([]byte{0})
	h.Write([]byte(it.Title))
	if it.ID == 0 {
		h.Write(it.Sum[:]) // items without an ID are the same only if all of them is
	}
	r.list = append(r.list, repeat{h.Sum64(), int32(n), int32(len(it.Content)), int32(data.CountApproved(it)), it.Modified.Unix()})
}

// losers yields the items that another one stands for, and how many comments
// that has: the one modified last, else the longest, else the first.
func (r *repeats) losers() iter.Seq2[int, int] {
	slices.SortFunc(r.list, func(a, b repeat) int {
		switch {
		case a.key != b.key:
			if a.key < b.key {
				return -1
			}
			return 1
		case a.modified != b.modified:
			return int(max(-1, min(1, b.modified-a.modified)))
		case a.size != b.size:
			return int(b.size) - int(a.size)
		}
		return int(a.item) - int(b.item)
	})
	return func(yield func(int, int) bool) {
		best := 0
		for i := 1; i < len(r.list); i++ {
			if r.list[i].key != r.list[best].key {
				best = i
			} else if !yield(int(r.list[i].item), int(r.list[best].comments)) {
				return
			}
		}
	}
}
