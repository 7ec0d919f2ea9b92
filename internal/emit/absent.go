package emit

import (
	"bufio"
	"iter"
	"slices"

	"github.com/wp2md/wp2md/internal/note"
)

// The file absentPath has the lines of which the manifest has none: a run that
// has met an item no more, for its source is only a part of the site or the
// post is gone, or could not write it, keeps there what is known of its files.
// The next run that has the item goes on from it, as if it had been met all the
// time, so that an edited page is merged and one that was deleted stays away. A
// line of a post that is gone has a note of that kind. Lines leave the file when
// their files are those of an item again, or by [Folder.Prune].

// absentEntry is a line of that file.
type absentEntry struct {
	Entry
	Nth uint32 `json:"nth,omitempty"` // of the lines that the item had
}

// goneText is the text of the note of a post that is gone.
const goneText = "its post is not in the source any more"

func isGone(n note.Note) bool { return n.Kind == note.Gone }

// met reports whether this run has recorded the item of a line.
func (f *Folder) met(l line) bool { return l.nth < f.lines.seen.of(l.item) }

// hold keeps the files of an item that has failed from being stale.
func (f *Folder) hold(it uint64) error {
	key := lineKey(it, f.lines.seen.of(it))
	for _, places := range []map[uint64]place{f.before.places, f.before.absent} {
		at, ok := places[key]
		if !ok {
			continue
		}
		_, e, err := f.before.at(at)
		if err != nil {
			return err
		}
		for _, file := range e.made() {
			f.lines.held.add(hash(file.Path))
		}
	}
	return nil
}

// unmet calls each with the lines of earlier runs that are of files which this
// run has not made, and with those files.
func (f *Folder) unmet(each func(l line, files []string) error) error {
	if f.allMade() {
		return nil
	}
	var files []string
	for l, err := range f.before.lines() {
		if err != nil {
			return err
		}
		if l.entry.relocate(f.before.went) {
			f.before.noteWas(l.entry)
		}
		files = files[:0]
		for _, file := range l.entry.made() {
			f.mu.Lock()
			_, made := f.now[hash(file.Path)]
			f.mu.Unlock()
			if !made && !f.isAway(file.Path) {
				files = append(files, file.Path)
			}
		}
		if len(files) > 0 {
			if err := each(l, files); err != nil {
				return err
			}
		}
	}
	return nil
}

// allMade reports whether this run has made all files of earlier ones, as far as
// that shows without their lines: most runs again have.
func (f *Folder) allMade() bool {
	if f.before.unsummed || len(f.before.went) > 0 || f.pruning && len(f.before.moves.removed) > 0 {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for file := range f.before.sums {
		if _, made := f.now[file]; !made {
			return false
		}
	}
	return true
}

// absences yields what absentPath is to hold after a run of some scope. Of the
// lines of one item and path the last one counts.
func (f *Folder) absences(s Scope) iter.Seq2[absentEntry, error] {
	return func(yield func(absentEntry, error) bool) {
		last := map[uint64]place{}
		keyOf := func(l line) uint64 { return finish(l.key() ^ hash(l.entry.Path)) }
		at := func(l line) place { return placeOf(l.offset)<<2 | place(slices.Index(records, l.file)) }
		stays := func(l line) bool { // in the manifest
			return s == Some && l.file != absentPath && f.before.latest(l) && !f.met(l)
		}
		err := f.unmet(func(l line, files []string) error {
			// That a page was deleted is remembered, unless this run knows it too.
			held := slices.ContainsFunc(files, func(name string) bool { return f.lines.held.has(hash(name)) })
			early, err := f.before.early(l)
			if err != nil || s == Some && early {
				return err
			}
			if !stays(l) && (held || !f.met(l) && l.entry.page() || f.any(files)) {
				last[keyOf(l)] = at(l)
			}
			return nil
		})
		if err == nil && len(last) > 0 {
			err = f.unmet(func(l line, _ []string) error {
				if last[keyOf(l)] != at(l) || stays(l) {
					return nil
				}
				e := absentEntry{*l.entry, l.nth}
				switch gone := slices.ContainsFunc(e.Notes, isGone); {
				case f.met(l):
					e.Notes = slices.DeleteFunc(e.Notes, isGone)
				case s == Whole && !gone:
					e.Notes = append(e.Notes, note.Note{Kind: note.Gone, Text: goneText})
				}
				if !yield(e, nil) {
					return errStop
				}
				return nil
			})
		}
		if err != nil && err != errStop {
			yield(absentEntry{}, err)
		}
	}
}

// early reports whether a line is one of absentPath that a run has written there and
// was killed before it came to its end: the manifest has the item.
func (p *previous) early(l line) (bool, error) {
	at := p.ended(l.key())
	if l.file != absentPath || at == 0 || at&inAbsent != 0 {
		return false, nil
	}
	_, e, err := p.at(at)
	return err == nil && e.Path == l.entry.Path, err
}

// isAway reports whether a run has removed a file.
func (f *Folder) isAway(name string) bool {
	key := hash(name)
	return f.away.has(key) || !f.pruning && f.before.moves.gone.has(key)
}

// any reports whether one of some files is there.
func (f *Folder) any(files []string) bool {
	return f.handle() != nil && slices.ContainsFunc(files, func(name string) bool {
		_, err := f.lstat(name)
		return err == nil
	})
}

// writeAbsent writes the file of what is absent after a run of some scope, and
// keeps the pages of its lines in the pack.
func (f *Folder) writeAbsent(s Scope) error {
	count := 0
	for e, err := range f.absences(s) {
		if err != nil {
			return err
		}
		if err := f.keep(&e.Entry); err != nil {
			return err
		}
		count++
	}
	if count == 0 {
		return removeIfThere(f.handle(), absentPath)
	}
	return f.writeFrom(absentPath, func(w *bufio.Writer) error {
		for e, err := range f.absences(s) {
			if err != nil {
				return err
			}
			e.Entry = e.Entry.Bounded()
			if _, err := w.Write(e.line()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Gone reports whether an entry is one of an item of which a run of the whole
// site has seen that the source has none any more.
func (e *Entry) Gone() bool { return slices.ContainsFunc(e.Notes, isGone) }

// Absent yields what is recorded of items that have files here and of which this
// run, when all are recorded, has met none. Its scope says which of them are
// gone. Before any is recorded, and with Some, those are the items of which the
// manifest has none.
func (f *Folder) Absent(s Scope) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		f.lines.mu.Lock()
		defer f.lines.mu.Unlock()
		for e, err := range f.absences(s) {
			if err != nil {
				yield(Entry{}, f.failed(absentPath, err))
				return
			}
			if f.hasFiles(&e.Entry) && !yield(e.Entry, nil) {
				return
			}
		}
	}
}

// hasFiles reports whether a file of an item is there that is of no other one.
func (f *Folder) hasFiles(e *Entry) bool { return len(f.left(e)) > 0 }

// left returns the files of an item that are there and that are of no item of
// this run.
func (f *Folder) left(e *Entry) (files []Other) {
	for _, file := range e.made() {
		f.mu.Lock()
		_, made := f.now[hash(file.Path)]
		f.mu.Unlock()
		if !made && !f.isAway(file.Path) && (f.before.moves.removes(file.Path) || f.any([]string{file.Path})) {
			files = append(files, file)
		}
	}
	return files
}

// A Pruned is what has become of the files of an item that is gone.
type Pruned struct {
	Entry   Entry
	Removed []string // or would be, in a dry run
	Left    []string // as a person has edited or renamed one of them
}

// Prune removes the files of items that are gone, unless a person has edited or
// renamed one of them. It is to be called when all items of the whole site are
// recorded, before Finish.
func (f *Folder) Prune() ([]Pruned, error) {
	f.pruning = true
	defer func() { f.pruning = false }()
	var list []Pruned
	for e, err := range f.Absent(Whole) {
		if err != nil {
			return nil, err
		}
		if e.Gone() {
			list = append(list, Pruned{Entry: e})
		}
	}
	for i := range list {
		p := &list[i]
		files := f.left(&p.Entry)
		edited := func(file Other) bool {
			d, ok := digestOf(file.SHA256)
			found, err := f.compare(file.Path, &version{size: -1}, &d)
			return !ok || err != nil || found != ours && !f.before.moves.removes(file.Path)
		}
		if slices.ContainsFunc(files, edited) {
			for _, file := range files {
				p.Left = append(p.Left, file.Path)
			}
			continue
		}
		for _, file := range files {
			removed, err := f.removeOurs(file, p.Entry.From == "")
			if err != nil {
				return nil, err
			}
			if removed {
				p.Removed = append(p.Removed, file.Path)
			} else {
				p.Left = append(p.Left, file.Path)
			}
		}
	}
	return list, nil
}

// removeOurs removes a file, and the version that waits beside it, if it is as
// an earlier run has made it. The folders that are empty then go too.
func (f *Folder) removeOurs(file Other, mayGo bool) (bool, error) {
	d, ok := digestOf(file.SHA256)
	if !ok || !mayGo || f.check(file.Path) != nil {
		return false, nil
	}
	v := version{size: -1}
	found, err := f.compare(file.Path, &v, &d)
	gone := found == absent && f.before.moves.removes(file.Path)
	if err != nil || found != ours && !gone {
		return false, err
	}
	beside := file.Path + ".new"
	waits, err := f.compare(beside, &v, &d)
	if err != nil || waits != ours {
		waits = absent
	}
	took := func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.away.add(hash(file.Path))
	}
	if f.dry {
		took()
		return true, nil
	}
	root := f.handle()
	if !gone {
		if err := f.noteMove(movedFile{From: file.Path}); err != nil {
			return false, f.failed(movesPath, err)
		}
		if err := root.Remove(file.Path); err != nil {
			return false, f.failed(file.Path, err)
		}
	}
	took()
	if waits == ours {
		if err := root.Remove(beside); err != nil {
			return true, f.failed(beside, err)
		}
	}
	f.removeEmpty(file.Path)
	return true, nil
}

// removeEmpty removes the folders above a file that is gone, as far as they are
// empty.
func (f *Folder) removeEmpty(name string) {
	root := f.handle()
	var gone []string
	defer func() { f.held.forget(func(dir string) bool { return slices.Contains(gone, dir) }) }()
	f.mu.Lock()
	defer f.mu.Unlock()
	for dir := parent(name); dir != ""; dir = parent(dir) {
		if info, err := root.Lstat(dir); err != nil || !info.IsDir() || root.Remove(dir) != nil {
			return
		}
		delete(f.dirs, dir)
		gone = append(gone, dir)
	}
}
