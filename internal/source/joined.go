package source

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// joined is one site of several sources: a dump, say, and what a web archive has
// of the posts after it. It yields each item once, in its fullest version, those of
// the first source first. What it holds is an index, no contents.
type joined struct {
	parts []*part
	site  extract.Site
	rest  *os.File // versions that are not yielded, of which something is needed; by line
	size  int64
	done  atomic.Int64 // bytes of the parts before the one that is being read
	at    atomic.Int32 // that one
}

// part is one of several sources.
type part struct {
	Source
	name  string
	fates []fate          // by number of its items
	ids   map[int64]int64 // of its items that have others in the whole
	count report.Part
}

// fate is what becomes of an item.
type fate struct {
	drop  bool
	more  bool  // than one source has it
	than  int32 // what the version has, that would have been yielded instead: words, and of which part
	from  int32
	words int32
	rests []span // of the versions that are not yielded
}

// span is a place in the file of the rests.
type span struct {
	at   int64
	size int32
	part int32
}

// firstNewID is the number of the first item whose own is another item's. Those of
// WordPress are smaller, and those of fetched items larger.
const firstNewID = 1_800_000_000

// join opens several groups of names as one site.
func join(ctx context.Context, list []*group, o *Options) (_ Source, err error) {
	j := &joined{}
	defer func() {
		if err != nil {
			err = errors.Join(err, j.Close())
		}
	}()
	for _, g := range list {
		src, err := g.open(ctx)
		if err != nil {
			return nil, err
		}
		p := &part{Source: src, name: g.String(), ids: map[int64]int64{}}
		p.count.Source = p.name
		j.parts = append(j.parts, p)
		j.size += src.Size()
	}
	x := index{byID: map[string]int32{}, byKey: map[uint64]int32{}, taken: map[int64]int32{}, next: firstNewID}
	for i, p := range j.parts {
		if err := j.survey(ctx, &x, i, p, o.Live.Hosts); err != nil {
			return nil, err
		}
	}
	j.decide(&x)
	return j, j.keepRests(ctx, &x)
}

// survey reads a source for the first time.
func (j *joined) survey(ctx context.Context, x *index, i int, p *part, hosts []string) error {
	var site extract.Site
	first := len(x.versions)
	for it, err := range p.Items(&site) {
		if ctx.Err() != nil {
			return context.Canceled
		}
		if err != nil {
			break // it comes again
		}
		x.add(int32(i), it)
	}
	x.register(first)
	p.count.Items = len(x.versions) - first
	p.fates = make([]fate, p.count.Items)
	if i == 0 {
		j.site = site
		return nil
	}
	a, b := j.site.URL(), site.URL()
	known := slices.ContainsFunc(hosts, func(h string) bool { return extract.SameSite(h, a) || extract.SameSite(h, b) })
	if a != "" && b != "" && !extract.SameSite(a, b) && !known {
		return &sitesError{j.parts[0].name, p.name, a, b}
	}
	j.site.Merge(&site)
	return nil
}

// sitesError is two sources of different sites.
type sitesError struct{ one, other, a, b string }

func (e *sitesError) Error() string {
	return fmt.Sprintf("%s, %s: sources of different sites (%s, %s)", e.one, e.other, e.a, e.b)
}
func (e *sitesError) Hint() string {
	return "migrate each site on its own, into its own folder; if it is one site, hosts in wp2md.yaml names its other name"
}

// index finds items that several sources have.
type index struct {
	versions []version
	types    []string
	byID     map[string]int32 // of numbers and types
	byKey    map[uint64]int32 // of addresses, and of slugs with days
	taken    map[int64]int32  // numbers, with the first source that has them, from 1
	next     int64
}

func idKey(id int64, typ string) string { return strconv.FormatInt(id, 36) + " " + typ }

// add takes the next item of a source. It is matched with those of the sources
// before, never with others of its own.
func (x *index) add(part int32, it *extract.Item) {
	v := newVersion(it)
	v.part, v.n, v.group = part, int32(len(x.versions)), int32(len(x.versions))
	v.best = v.group
	if numbered(it.ID) {
		if i, ok := x.byID[idKey(it.ID, it.Type)]; ok && v.agrees(&x.versions[i]) {
			v.group = i
		}
	}
	for _, k := range v.keys[:2] {
		if i, ok := x.byKey[k]; ok && k != 0 && v.group == v.best {
			v.group = i
		}
	}
	if v.group != v.best {
		if root := &x.versions[v.group]; v.beats(&x.versions[root.best]) {
			root.best = v.best
		}
	}
	x.versions, x.types = append(x.versions, v), append(x.types, strings.Clone(it.Type))
}

// register makes the items of a source known to those after it.
func (x *index) register(first int) {
	for i := first; i < len(x.versions); i++ {
		v := &x.versions[i]
		v.n -= int32(first)
		if v.group != int32(i) {
			continue
		}
		if numbered(v.id) {
			key := idKey(v.id, x.types[i])
			if _, ok := x.byID[key]; !ok {
				x.byID[key] = int32(i)
			}
		}
		for _, k := range v.keys[:2] {
			if _, ok := x.byKey[k]; !ok && k != 0 {
				x.byKey[k] = int32(i)
			}
		}
	}
}

// decide says what becomes of each item, when all are known.
func (j *joined) decide(x *index) {
	for i := range x.versions { // an item has the first number that WordPress gave it
		v := &x.versions[i]
		if root := &x.versions[v.group]; !numbered(root.as) {
			root.as = cmp.Or(root.as, v.id)
			if numbered(v.id) {
				root.as = v.id
			}
		}
	}
	for i := range x.versions {
		v := &x.versions[i]
		p, root := j.parts[v.part], &x.versions[v.group]
		if root.as != v.id {
			p.ids[v.id] = root.as
		} else if v.group != int32(i) {
			continue
		} else if first := x.taken[v.id]; first != 0 && first <= v.part && v.id != 0 {
			for x.taken[x.next] != 0 {
				x.next++
			}
			p.ids[v.id] = x.next
			x.taken[x.next] = v.part + 1
		}
		x.taken[v.id] = cmp.Or(x.taken[v.id], v.part+1)
	}
	for i := range x.versions {
		v := &x.versions[i]
		if v.group == int32(i) {
			continue
		}
		root := &x.versions[v.group]
		best := &x.versions[root.best]
		f := &j.parts[best.part].fates[best.n]
		f.more = true
		for _, l := range []*version{root, v} {
			if l == best || j.parts[l.part].fates[l.n].drop {
				continue
			}
			j.parts[l.part].fates[l.n] = fate{drop: true}
			if l.words > f.than || f.than == 0 {
				f.than, f.from = l.words, l.part
			}
			f.words = best.words
		}
	}
	for _, p := range j.parts {
		for _, f := range p.fates {
			switch {
			case f.drop:
				p.count.Elsewhere++
			case f.more:
				p.count.Fullest++
			default:
				p.count.Alone++
			}
		}
	}
}

// keepRests writes down what is needed of versions that are not yielded: those of
// earlier sources that a fuller one takes the place of, and those with comments
// that the fuller one lacks.
func (j *joined) keepRests(ctx context.Context, x *index) error {
	needed := make([]map[int32]*fate, len(j.parts))
	for i := range x.versions {
		v := &x.versions[i]
		best := &x.versions[x.versions[v.group].best]
		if best == v || !j.parts[v.part].fates[v.n].drop {
			continue
		}
		lacks := slices.ContainsFunc(v.comments, func(h uint64) bool { return !slices.Contains(best.comments, h) })
		if v.part < best.part || lacks || v.holds && !best.holds {
			if needed[v.part] == nil {
				needed[v.part] = map[int32]*fate{}
			}
			needed[v.part][v.n] = &j.parts[best.part].fates[best.n]
		}
	}
	var out *bufio.Writer
	var at int64
	for i, p := range j.parts {
		if needed[i] == nil {
			continue
		}
		if j.rest == nil {
			f, err := os.CreateTemp("", "wp2md-*.rests")
			if err != nil {
				return err
			}
			j.rest, out = f, bufio.NewWriter(f)
		}
		n := int32(0)
		for it, err := range p.Items(nil) {
			if ctx.Err() != nil {
				return context.Canceled
			}
			if err != nil {
				break
			}
			if f := needed[i][n]; f != nil {
				p.renumber(it)
				it.Content, it.Repairs = "", nil
				raw, err := json.Marshal(it)
				if err != nil {
					return err
				}
				f.rests = append(f.rests, span{at, int32(len(raw)), int32(i)})
				at += int64(len(raw))
				out.Write(raw)
			}
			n++
		}
	}
	if out == nil {
		return nil
	}
	return out.Flush()
}

// renumber gives an item of a source, and what it refers to, the numbers that they
// have in the whole.
func (p *part) renumber(it *extract.Item) {
	if len(p.ids) == 0 {
		return
	}
	for _, id := range []*int64{&it.ID, &it.Parent} {
		if new, ok := p.ids[*id]; ok {
			*id = new
		}
	}
	for i := range it.Meta {
		switch m := &it.Meta[i]; m.Key {
		case "_menu_item_object_id":
			if it.Field("_menu_item_type") != "post_type" {
				continue
			}
			fallthrough
		case "_thumbnail_id", "_menu_item_menu_item_parent":
			if id, err := strconv.ParseInt(m.Value, 10, 64); err == nil && p.ids[id] != 0 {
				m.Value = strconv.FormatInt(p.ids[id], 10)
			}
		}
	}
}

// Items yields each item once. An error is that of all parts.
func (j *joined) Items(site *extract.Site) iter.Seq2[*extract.Item, error] {
	return func(yield func(*extract.Item, error) bool) {
		if site != nil {
			*site = j.site
			site.Authors, site.Terms = slices.Clone(j.site.Authors), slices.Clone(j.site.Terms)
		}
		j.done.Store(0)
		var errs []error
		for i, p := range j.parts {
			j.at.Store(int32(i))
			n := 0
			for it, err := range p.Items(nil) {
				if err != nil {
					errs = append(errs, err)
					break
				}
				if n == len(p.fates) {
					break
				}
				f := &p.fates[n]
				n++
				if f.drop {
					continue
				}
				if err := j.complete(it, i, f); err != nil {
					yield(nil, err)
					return
				}
				if !yield(it, nil) {
					return
				}
			}
			j.done.Add(p.Size())
		}
		if err := errors.Join(errs...); err != nil {
			yield(nil, err)
		}
	}
}

// complete adds to an item what other sources have of it, and says which.
func (j *joined) complete(it *extract.Item, i int, f *fate) error {
	p := j.parts[i]
	p.renumber(it)
	var say []string
	switch {
	case i > 0 && !f.more:
		say = append(say, "of the sources only "+p.name+" has it")
	case i > 0, f.than > f.words:
		say = append(say, fmt.Sprintf("as %s has it: %s, and %d in %s", p.name, report.Plural(int(f.words), "word"), f.than, j.parts[f.from].name))
	}
	for _, s := range f.rests {
		raw := make([]byte, s.size)
		if _, err := j.rest.ReadAt(raw, s.at); err != nil {
			return err
		}
		var other extract.Item
		if err := json.Unmarshal(raw, &other); err != nil {
			return err
		}
		from := j.parts[s.part].name
		if int(s.part) < i && other.Creator != "" {
			it.Creator = other.Creator
		}
		if hidden(&other) && !hidden(it) {
			say = append(say, "not public in "+from)
		}
		if n := merge(it, &other); n > 0 {
			say = append(say, report.Plural(n, "comment")+" of "+from)
		}
	}
	it.From = strings.Join(say, "; ")
	return nil
}

func (j *joined) Size() int64 { return j.size }

func (j *joined) Offset() int64 { return j.done.Load() + j.parts[j.at.Load()].Offset() }

func (j *joined) Repairs() []extract.Repair {
	var list []extract.Repair
	for _, p := range j.parts {
		list = append(list, p.Repairs()...)
	}
	return list
}

func (j *joined) Skipped() []error {
	var list []error
	for _, p := range j.parts {
		list = append(list, p.Skipped()...)
	}
	return list
}

func (j *joined) Notes() []note.Note {
	var list []note.Note
	for _, p := range j.parts {
		list = append(list, note.Note{Kind: note.Joined, Text: p.count.String()})
	}
	for _, p := range j.parts {
		list = append(list, p.Source.Notes()...)
	}
	return list
}

func (j *joined) Close() error {
	var errs []error
	for _, p := range j.parts {
		errs = append(errs, p.Source.Close())
	}
	if j.rest != nil {
		errs = append(errs, j.rest.Close(), os.Remove(j.rest.Name()))
	}
	return errors.Join(errs...)
}

// PartsOf says what came from where, of several sources that are one.
func PartsOf(src Source) []report.Part {
	j, ok := src.(*joined)
	if !ok {
		return nil
	}
	var list []report.Part
	for _, p := range j.parts {
		list = append(list, p.count)
	}
	return list
}

// Brought returns the uploads of all sources.
func (j *joined) Brought() (list []extract.Brought) {
	for _, p := range j.parts {
		list = append(list, UploadsOf(p.Source)...)
	}
	return list
}
