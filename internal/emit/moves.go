package emit

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Moves moves the pages whose path is another one than in the last run, such as
// those whose slug was changed on the old site. What a person has written into
// them comes along, and so do files such as comments. Pages that a person has
// renamed stay where they are.
type Moves struct {
	f     *Folder
	list  []move
	seen  set
	twice map[uint64]bool // items of which there is more than one

	attached func(id int64) string   // where the file of an attachment goes, or ""
	fetched  func(url string) string // and one that was fetched from an address
}

// A move is what may have to be moved of an item.
type move struct {
	item   uint64
	to     string // where its page goes
	beside string // where the one file goes that goes with it, or ""
}

// A Moved is a page that has another path than in the last run.
type Moved struct {
	ID       int64
	Type     string
	From, To string // paths
	URL      string // its address in the last run
}

// Moves returns a mover for the pages of this run.
func (f *Folder) Moves() *Moves { return &Moves{f: f, twice: map[uint64]bool{}} }

// Any reports whether an earlier run knew any item, without which none has moved.
func (m *Moves) Any() bool { return len(m.f.before.places) > 0 || len(m.f.before.absent) > 0 }

// Add says where the page of an item is in this run and, if it is known, where
// the file that goes with it is. Items without an ID are known by their slug,
// and therefore not found again.
func (m *Moves) Add(id int64, typ, to, beside string) {
	if id == 0 {
		return
	}
	it := item(id, typ, "")
	if !m.f.before.knows(it) {
		return
	}
	if !m.seen.add(it) {
		m.twice[it] = true
		return
	}
	// A run that was killed may have moved the page and nothing that goes with it.
	if s, ok := m.f.before.sums[hash(to)]; !ok || s.owner != uint32(it) || m.f.Continues() {
		m.list = append(m.list, move{it, to, beside})
	}
}

// Files says where files go that lie with pages, by the ID of their attachment and by
// the address that they were fetched from.
func (m *Moves) Files(attached func(id int64) string, fetched func(url string) string) {
	m.attached, m.fetched = attached, fetched
}

// Do moves the pages. It is to be called when all are added, before any page is
// written.
func (m *Moves) Do() ([]Moved, error) {
	b := m.f.before
	var moved []Moved
	var files []rename
	for _, c := range m.list {
		if m.twice[c.item] {
			continue
		}
		was, err := b.pageOf(c.item)
		if err != nil {
			return nil, m.f.failed(manifestPath, err)
		}
		if was == nil {
			continue
		}
		if at := cmp.Or(was.From, was.Path); at != c.to {
			b.addWas(c.item, was)
			moved = append(moved, Moved{was.ID, was.Type, at, c.to, was.URL})
			if was.From != "" { // it stays where a person has moved it
				delete(b.moved, hash(was.From))
				b.moved[hash(c.to)] = was.Path
			} else if m.f.check(was.Path) == nil {
				files = append(files, rename{was.Path, was.Path, c.to, uint32(c.item)})
			}
		}
		if was.From == "" && len(was.Files) == 1 && c.beside != "" && was.Files[0].Path != c.beside && m.f.check(was.Files[0].Path) == nil {
			files = append(files, rename{was.Files[0].Path, was.Files[0].Path, c.beside, uint32(c.item)})
		}
	}
	along, err := m.along(moved)
	if err != nil {
		return nil, err
	}
	if err := m.f.renameAll(append(files, along...)); err != nil {
		return nil, err
	}
	return moved, nil
}

// along returns the files of the last run that are elsewhere in this one. Of those of
// no item whose address is not known, it is those in the folder of a page that moves.
func (m *Moves) along(moved []Moved) (files []rename, err error) {
	if m.attached == nil {
		return nil, nil
	}
	seen := map[string]bool{}
	add := func(from, to string, owner uint64) {
		if to != "" && to != from && !seen[from] && m.f.check(from) == nil {
			files = append(files, rename{from, from, to, uint32(owner)})
		}
		seen[from] = true
	}
	for e, err := range m.f.Previous() {
		if err != nil {
			return nil, err
		}
		if e.Type == "attachment" && e.Path != "" && e.ID != 0 {
			add(e.Path, m.attached(e.ID), item(e.ID, e.Type, ""))
		}
	}
	dirs := map[string]string{}
	move := func(page, now string) {
		if from, to := path.Dir(page), path.Dir(now); from != to && isIndex(page) && isIndex(now) {
			dirs[from] = to
		}
	}
	for from, to := range m.f.before.moves.files.first() {
		move(from, to)
	}
	for _, p := range moved {
		move(p.From, p.To)
	}
	for o := range m.f.previousOthers() {
		to := ""
		switch dir, ok := dirs[path.Dir(o.Path)]; {
		case o.URL != "":
			to = m.fetched(o.URL)
		case ok:
			to = path.Join(dir, path.Base(o.Path))
		}
		add(o.Path, to, 0)
		if sum, ok := m.f.others.fetched[fetchedKey(o.URL, o.Path)]; ok && to != "" {
			m.f.others.fetched[fetchedKey(o.URL, to)] = sum
		}
	}
	return files, nil
}

// isIndex reports whether a page has a folder of its own.
func isIndex(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(strings.TrimPrefix(base, "_"), "index.")
}

// knows reports whether there is a line of an item.
func (p *previous) knows(it uint64) bool {
	_, ok := p.places[lineKey(it, 0)]
	if !ok {
		_, ok = p.absent[lineKey(it, 0)]
	}
	return ok
}

// pageOf returns the one line of an item that has a page, nil if there is none
// or more than one.
func (p *previous) pageOf(it uint64) (*Entry, error) {
	var found *Entry
	for nth := uint32(0); ; nth++ {
		at, ok := p.places[lineKey(it, nth)]
		old, wasAbsent := p.absent[lineKey(it, nth)]
		if !ok && !wasAbsent {
			return found, nil
		}
		for _, place := range []struct {
			at place
			ok bool
		}{{at, ok}, {old, wasAbsent}} {
			if !place.ok {
				continue
			}
			_, e, err := p.at(place.at)
			if err != nil {
				return nil, err
			}
			if !e.page() {
				continue // it has failed: what was absent has its page
			}
			if found != nil {
				return nil, nil
			}
			found = e
			break
		}
	}
}

// addWas notes the address of a page that has another one now.
func (p *previous) addWas(it uint64, e *Entry) {
	if e.URL != "" && !slices.Contains(p.was[it], e.URL) {
		p.was[it] = append(p.was[it], e.URL)
	}
}

// Was returns the addresses that the page of an item had on the new site in
// earlier runs, but for one that it has again. They are to lead to the page.
func (f *Folder) Was(id int64, typ, slug, url string) []string {
	if len(f.before.was) == 0 {
		return nil
	}
	was := slices.Clone(f.before.was[item(id, typ, slug)])
	return slices.DeleteFunc(was, func(u string) bool { return u == url })
}

// A rename is a file on its way.
type rename struct {
	at       string // where it is
	from, to string // where the last run had it, and where it is to be
	owner    uint32
}

// renameAll moves files, also where one goes to the place of another. A file
// that is in the way stays, and what was to go there too.
func (f *Folder) renameAll(files []rename) error {
	here := map[string]bool{} // files that are still to go, by where they are
	for _, r := range files {
		here[r.at] = true
	}
	var done []rename
	pending := files
	for len(pending) > 0 {
		var waiting []rename
		for _, r := range pending {
			switch ok, err := f.free(r, here); {
			case err != nil:
				return f.failed(r.to, err)
			case ok == waits:
				waiting = append(waiting, r)
			case ok == free:
				if err := f.rename(r.at, r.to, false); err != nil {
					return f.failed(r.to, err)
				}
				done = append(done, r)
				fallthrough
			default:
				delete(here, r.at)
			}
		}
		if len(waiting) == len(pending) { // each has the place of the next: one steps aside
			r := &waiting[0]
			aside := path.Join(path.Dir(r.at), fmt.Sprintf("%saside-%d%s", tempPrefix, len(here), path.Ext(r.at)))
			if err := f.rename(r.at, aside, false); err != nil {
				return f.failed(r.to, err)
			}
			delete(here, r.at)
			r.at = aside
			here[aside] = true
		}
		pending = waiting
	}
	f.before.relocate(done)
	return f.noteMoved()
}

type way int

const (
	free way = iota
	waits
	blocked
)

// free says whether the place of a file is free, or will be.
func (f *Folder) free(r rename, here map[string]bool) (way, error) {
	if f.check(r.to) != nil {
		return blocked, nil
	}
	if here[r.to] && r.to != r.at {
		return waits, nil
	}
	var last *digest
	if s, ok := f.before.sums[hash(r.to)]; ok {
		last = &s.digest
	}
	found, err := f.compare(r.to, &version{size: -1}, last)
	if err != nil || found == absent || found == ours {
		return free, err // one of ours would be written over
	}
	if root := f.handle(); root != nil { // names that differ in case only
		a, err1 := root.Lstat(r.at)
		b, err2 := root.Lstat(r.to)
		if err1 == nil && err2 == nil && os.SameFile(a, b) {
			return free, nil
		}
	}
	return blocked, nil
}

// relocate gives files that were moved their new places in the record.
func (p *previous) relocate(files []rename) {
	type known struct {
		sum  made
		base digest
		has  [2]bool
	}
	old := make([]known, len(files))
	for i, r := range files {
		if p.went == nil {
			p.went = map[string]string{}
		}
		p.went[r.from] = r.to
		key, k := hash(r.from), &old[i]
		k.sum, k.has[0] = p.sums[key]
		k.base, k.has[1] = p.bases[key]
	}
	for _, r := range files {
		delete(p.sums, hash(r.from))
		delete(p.bases, hash(r.from))
	}
	for i, r := range files {
		if old[i].has[0] {
			p.sums[hash(r.to)] = old[i].sum
		}
		if old[i].has[1] {
			p.bases[hash(r.to)] = old[i].base
		}
	}
}

// rename moves a file that may be there, and what waits beside it.
func (f *Folder) rename(from, to string, draft bool) error {
	for _, end := range []string{"", ".new"} {
		from, to := from+end, to+end
		root := f.handle()
		if root == nil {
			return nil
		}
		if _, err := f.lstat(from); err != nil {
			if !errors.Is(err, fs.ErrNotExist) {
				return err
			}
			if end == "" && !f.dry { // a person has deleted or renamed it, and its place is another one all the same
				if err := f.noteMove(movedFile{From: from, To: to, Draft: draft}); err != nil {
					return err
				}
			}
			continue
		}
		if f.dry {
			f.see(from, to)
			continue
		}
		root, err := f.make(path.Dir(to))
		if err == nil {
			err = f.noteMove(movedFile{From: from, To: to, Draft: draft})
		}
		if err == nil {
			err = root.Rename(from, to)
		}
		if err != nil {
			return err
		}
		f.removeEmpty(from)
	}
	return nil
}

// see makes a dry run see a file at another place.
func (f *Folder) see(from, to string) {
	if f.views == nil {
		f.views = map[string]string{}
	}
	is := f.onDisk(from)
	f.views[from], f.views[to] = "", is
}

// onDisk returns where a file is, "" if a dry run has moved it away.
func (f *Folder) onDisk(name string) string {
	if to, ok := f.views[name]; ok {
		return to
	}
	return name
}

func (f *Folder) lstat(name string) (fs.FileInfo, error) {
	if name = f.onDisk(name); name == "" {
		return nil, fs.ErrNotExist
	}
	return f.handle().Lstat(name)
}

func (f *Folder) openFile(name string) (*os.File, error) {
	if name = f.onDisk(name); name == "" {
		return nil, fs.ErrNotExist
	}
	return f.handle().Open(name)
}
