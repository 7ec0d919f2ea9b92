package migrate

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// plan is what the first pass over a source finds out: where each item goes,
// and what items refer to.
type plan struct {
	site      extract.Site // of the source
	library   *transform.Library
	termNames func() map[int64]string // by number; read when a field asks for one
	index     *rewrite.Index
	names     emit.Names
	paths     paths
	beside    map[int]string // paths of the files that lie with a page, by number
	attached  map[int64]int  // number of the file of an attachment, by ID, if some lie with a page
	languages languages
	filesIn   string              // folder of the others
	repeated  map[int]bool        // items that stand in the source a second time
	commented map[int]int         // comments of the items that stand for those
	broken    map[int]string      // why items that this program stumbles over are not written
	heldTypes map[int64]string    // the types of those that are not for their type
	unwritten map[int64]note.Kind // why items that could have attachments are not written, by ID
	siteData  siteData
	writtenIn writtenIn
	matches   *settings.Matches
	moves     *emit.Moves       // of the items that this run is to write
	moved     map[string]string // where pages were in the last run that are moved; by path
	asked     int               // items that this run is to write
	items     int
	held      held

	home    string            // path of the blog's home page on the new site
	folders map[string]string // of post types
	whole   target.Site       // all of it, as the target wants to know it

	withdrawn map[int64]bool // IDs of what is not public any more, and was written
	basis     *basis         // what pages are made of, nil if that has no digest

	withheld    map[int]string // why items are held back for what others say, by number
	withholding withholding
}

// newPlan makes the first pass. The error is that of the source; the plan
// holds all items before it.
func newPlan(ctx context.Context, src source.Source, m *migration) (*plan, error) {
	p := &plan{
		matches: m.settings.Match(),
		library: transform.NewLibrary(), names: emit.Names{Files: m.target.Files.Folder}, filesIn: m.target.Files.Folder,
		repeated: map[int]bool{}, commented: map[int]int{}, unwritten: map[int64]note.Kind{}, heldTypes: map[int64]string{}, siteData: newSiteData(),
		withholding: newWithholding(m.shown()), withdrawn: map[int64]bool{},
	}
	var err error
	if p.index, err = newIndex(&p.site, m); err != nil {
		return nil, err
	}
	if m.settings.Dynamic == transform.DynamicStatic {
		p.library.KeepIndex()
	}
	made, err := newBasis(m)
	if err != nil {
		return nil, err
	}
	var stubs stubs
	var same repeats
	var srcErr error
	p.held = hold(src)
	source.SkipSums(src, made.late && !p.held.whole)
	read := m.settings.Reading()
	for it, err := range src.Items(&p.site) {
		if err != nil {
			srcErr = err
			break
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		it.SpreadXML(transform.IsForNobody)
		m.holdRows(it)
		if !made.late {
			made.add(it)
		}
		it = p.held.add(it)
		if v := p.meet(it, m, read); v.write {
			stubs.add(p.items, it, v, m.sel.asked(it))
		}
		same.add(p.items, it)
		p.items++
		m.o.Progress.Set(src.Offset())
	}
	source.SkipSums(src, false)
	p.withhold(&stubs, m)
	if source.PartsOf(src) == nil { // the sum of an item that is joined says nothing of what others added
		if err = made.site(&p.site, p.withheld); err != nil {
			return nil, err
		}
		p.basis = made
	}
	for n, comments := range same.losers() {
		p.repeated[n] = true
		p.commented[n] = comments
		p.index.Drop(n)
	}
	p.siteData.seal(&p.site)
	p.library.ShowReplies(func(id int64) bool { return p.withholding.embedded[id] }, p.siteData.people.NameOf)
	p.termNames = sync.OnceValue(func() map[int64]string {
		names := map[int64]string{}
		for i := range p.site.Terms {
			if t := &p.site.Terms[i]; t.ID > 0 {
				names[t.ID] = t.Name
			}
		}
		return names
	})
	if s := p.site.Settings; s != nil {
		for i := range s.Widgets {
			p.index.AddText(s.Widgets[i].Text)
		}
		p.library.AddGalleries(s.Galleries, s.Albums, p.site.URL())
		for i := range s.Galleries {
			for j := range s.Galleries[i].Pictures {
				p.index.AddFile(s.Galleries[i].Address(p.site.URL(), &s.Galleries[i].Pictures[j]))
			}
		}
	}
	p.library.SetSite(&p.site)
	p.library.Seal()
	p.index.Seal(func(name string) string {
		var month []string
		if i := strings.LastIndexByte(name, '/') + 1; i > 0 {
			month, name = strings.Split(name[:i-1], "/"), name[i:]
		}
		return strings.TrimPrefix(p.names.Image(name, "file", month...), m.target.Files.Folder+"/")
	})
	p.describe(&stubs, m)
	p.name(&stubs, m)
	p.nameComments(&stubs, m)
	p.moves = m.folder.Moves()
	if p.moves.Any() {
		for s := range stubs.all {
			if own := p.paths.of(int(s.item)); own != "" && s.asked {
				p.moves.Add(s.id, stubs.kind(s), own, p.commentsOf(m, int(s.item), s.id, own))
			}
		}
	}
	return p, srcErr
}

// withhold takes out of the plan what the whole source says is to be held back.
func (p *plan) withhold(stubs *stubs, m *migration) {
	p.withheld = p.withholding.seal(m.o.Types, stubs, &p.site, p.library.HasReply)
	for s := range stubs.all {
		switch why := p.withheld[int(s.item)]; {
		case why == "":
		case privacy.IsWithoutPages(why), why == privacy.Embedded:
			p.library.HidePage(s.id)
		case isStatus(why):
			p.library.Withhold(s.id)
		default:
			p.library.Hide(s.id)
		}
	}
	stubs.deleteFunc(func(s stub) bool {
		why := p.withheld[int(s.item)]
		switch {
		case why == "":
			return false
		case isStatus(why) && m.sel.byStatus(why).write, !isStatus(why) && len(m.o.Types) > 0:
			return false
		}
		if s.asked {
			p.asked--
		}
		if s.id > 0 {
			p.unwritten[s.id] = note.Private
			v := verdict{held: why, note: note.Note{Kind: note.Private}}
			switch {
			case why == privacy.Embedded:
				p.unwritten[s.id] = note.Type
				v.note.Kind = note.Type
			case !isStatus(why):
				v.held = heldType
				p.heldTypes[s.id] = stubs.kind(&s)
			}
			p.noteWithdrawn(m, s.id, stubs.kind(&s), "", "publish", v)
		}
		if topic := p.library.TopicOf(s.id); topic > 0 && why == privacy.Embedded {
			p.index.PutInto(int(s.item), topic, transform.PlaceOfReply(s.id))
		} else {
			p.index.Withhold(int(s.item))
		}
		return true
	})
}

// noteWithdrawn notes an item that is not public any more and was written. A record
// that cannot be read is an error later on.
func (p *plan) noteWithdrawn(m *migration, id int64, typ, slug, status string, v verdict) {
	if !v.hides(status) {
		return
	}
	if last, err := m.wasWritten(id, typ, slug); err == nil && changed(last, status, v.held) {
		p.withdrawn[id] = true
	}
}

// move moves the pages that were elsewhere in the last run.
func (p *plan) move() error {
	if p.beside != nil {
		p.moves.Files(p.attachedAt, p.fileAt())
	}
	moved, err := p.moves.Do()
	p.moves, p.moved = nil, map[string]string{}
	p.names = emit.Names{} // all are given
	for _, m := range moved {
		p.moved[m.To] = m.From
	}
	return err
}

// newIndex returns an empty index of the addresses of a site.
func newIndex(site *extract.Site, m *migration) (*rewrite.Index, error) {
	o, s := m.o, m.settings
	pattern := cmp.Or(o.Permalinks, s.Permalinks)
	index, err := rewrite.New(site, rewrite.Options{
		Hosts:      s.Hosts,
		Permalinks: pattern,
		Archives:   s.Archives,
		KeepLinks:  o.Links == LinksKeep,
		KeepMedia:  o.Media == MediaKeep,
		Files:      m.target.Files.Address,
		ByMonth:    s.Images == settings.ImagesByMonth,
		Avoid:      m.target.Avoid,
		Shown: func(key string) bool {
			return transform.IsBuilderField(key) || slices.Contains(shareFields, key) || namesPicture(key)
		},
		Pictures: transform.ShowsPictures,
		FoldCase: m.target.FoldCase,
	})
	const hint = "a pattern is /:year/:month/:slug/"
	switch {
	case err != nil && o.Permalinks == "":
		return nil, s.PermalinksError(err.Error(), hint)
	case err != nil:
		return nil, OptionError{"--" + err.Error(), hint}
	}
	return index, nil
}

// meet is see, which no input makes panic; if one does all the same, that item fails and no
// other.
func (p *plan) meet(it *extract.Item, m *migration, read transform.Options) (v verdict) {
	defer func() {
		if r := recover(); r != nil {
			if p.broken == nil {
				p.broken = map[int]string{}
			}
			p.broken[p.items] = fmt.Sprintf("internal error: %v", r)
			p.index.Leave(p.items)
			p.library.Hide(it.ID)
			v = verdict{}
		}
	}()
	return p.see(it, m, read)
}

// see takes note of the next item, and returns what is to become of it.
func (p *plan) see(it *extract.Item, m *migration, read transform.Options) verdict {
	p.matches.Fix(it)
	p.matches.See(it)
	it.Status = privacy.StatusOf(it)
	status := statusOf(it)
	v := m.skipped(it, m.sel.of(it, status, &p.site))
	m.sel.see(it, &p.site)
	switch k := v.note.Kind; {
	case v.write && m.sel.asked(it):
		p.asked++
	case it.ID > 0 && (k == note.Private || k == note.Status || k == note.Filtered):
		p.unwritten[it.ID] = k
		p.noteWithdrawn(m, it.ID, it.Type, it.Slug, it.Status, v)
	case it.ID > 0 && k == note.Type && (privacy.IsPeoplesData(it.Type) || privacy.IsSecret(status)):
		p.unwritten[it.ID] = note.Private
	case it.ID > 0 && k == note.Type && it.Status == "trash":
		p.unwritten[it.ID] = note.Status
	}
	p.siteData.add(p.items, it, v.write)
	if v.write && m.settings.Languages {
		p.languages.see(it)
	}
	p.withholding.see(p.items, it, status, v, read)
	m.settings.Rename(it)
	p.writtenIn.see(it)
	p.library.Add(it)
	if v.write || v.note.Kind == note.Filtered {
		p.library.AddShown(it)
	}
	if v.write {
		p.library.AddReply(it)
	}
	if status == privacy.Members {
		p.library.Withhold(it.ID)
	}
	if privacy.Noise(it.Type) != "" && it.Type != "revision" || v.note.Kind == note.Type && privacy.IsPeoplesData(it.Type) {
		p.library.Hide(it.ID)
	}
	p.index.Add(it, v.write)
	return v
}

// fileStem returns the name of an item's file before it is made safe.
func fileStem(it *extract.Item) string {
	if it.Slug != "" {
		return strings.Clone(it.Slug)
	}
	return extract.MakeSlug(it.PlainTitle())
}

// name gives each item its file, where the target wants it.
func (p *plan) name(stubs *stubs, m *migration) {
	place := m.target.PlaceIn
	if m.settings.Images == settings.ImagesBeside {
		place = m.target.PlaceBeside
	}
	p.paths.expect(p.items)
	parents := map[int64]bool{}
	for s := range stubs.all {
		if stubs.kind(s) == "page" && s.id != 0 {
			parents[s.parent] = s.parent != 0
		}
	}
	pages := pageStubs{}
	for s := range stubs.all {
		if parents[s.id] && stubs.kind(s) == "page" && pages[s.id] == nil {
			pages[s.id] = pages.page(s, stubs, m.target.Stem(stubs.stem(s)))
		}
	}
	for _, page := range pages {
		page.up = pages[page.parent]
	}
	var above []string
	for s := range stubs.all {
		item, kind := int(s.item), stubs.kind(s)
		if p.repeated[item] {
			continue
		}
		it := target.Item{Type: kind, Folder: p.folders[kind], ID: s.id, Stem: m.target.Stem(stubs.stem(s)), Draft: s.draft, URL: p.index.URL(item), Lang: p.languages.place(stubs.lang(s))}
		if s.date != noDate {
			it.Date = time.Unix(s.date, 0).UTC()
		}
		if kind == "page" {
			above = p.pagesAbove(pages.page(s, stubs, it.Stem), above[:0], m.target.Stem)
			it.Above = above
			it.Parent = parents[s.id]
		}
		p.paths.set(item, p.take(place(it, m.settings.Folders), kind+"-"+strconv.FormatInt(s.id, 10)))
	}
}

// noDate is the date of an item without one.
var noDate = time.Time{}.Unix()

// take hands out the path of a place.
func (p *plan) take(at target.Place, fallback string) string {
	return p.names.Take(emit.Name{Root: at.Root, Dir: at.Dir, Before: at.Before, Stem: at.Stem, Ext: at.Ext, Exact: at.Exact, Own: at.Own, Fallback: fallback})
}

// repeats finds items that stand in the source more than once, as in parts of
// an export that overlap: same type, ID, title and date (docs/formats.md §A.10).
type repeats struct {
	pieces [][]repeat // which are never moved
	n      int
}

type repeat struct {
	key      uint64
	modified int64
	item     int32
	size     int32
	comments int32
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
	const size = 1024
	if r.n%size == 0 {
		r.pieces = append(r.pieces, make([]repeat, 0, size))
	}
	k := len(r.pieces) - 1
	r.pieces[k] = append(r.pieces[k], repeat{h.Sum64(), it.Modified.Unix(), int32(n), int32(len(it.Content)), int32(data.CountApproved(it))})
	r.n++
}

// repeated returns the items of which there is more than one; most sites have none.
func (r *repeats) repeated() (list []repeat) {
	keys := make([]uint64, 0, r.n)
	for _, p := range r.pieces {
		for i := range p {
			keys = append(keys, p[i].key)
		}
	}
	slices.Sort(keys)
	again := map[uint64]bool{}
	for i := 1; i < len(keys); i++ {
		if keys[i] == keys[i-1] {
			again[keys[i]] = true
		}
	}
	if len(again) == 0 {
		return nil
	}
	for _, p := range r.pieces {
		for i := range p {
			if again[p[i].key] {
				list = append(list, p[i])
			}
		}
	}
	return list
}

// losers yields the items that another one stands for, and how many comments
// that has: the one modified last, else the longest, else the first.
func (r *repeats) losers() iter.Seq2[int, int] {
	list := r.repeated()
	r.pieces = nil
	slices.SortFunc(list, func(a, b repeat) int {
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
		for i := 1; i < len(list); i++ {
			if list[i].key != list[best].key {
				best = i
			} else if !yield(int(list[i].item), int(list[best].comments)) {
				return
			}
		}
	}
}
