package emit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"sync"

	"github.com/wp2md/wp2md/internal/note"
)

// A journal is the manifest of a run while the run lasts. Each line goes to
// the file at once, so that a run that is killed has recorded what it did.
type journal struct {
	mu       sync.Mutex
	file     *os.File
	start    int64 // where the lines of this run begin; before are those of runs that were killed
	end      int64 // of what is written
	seen     counts
	held     set    // hash of the files of items that have failed in this run
	buf      []byte // lines that are not in the file yet
	waiting  int    // how many
	broken   error  // why the file may end with half a line
	line     []byte // room for the next
	finished bool
}

// What is recorded is written in batches: a run that is killed loses a few lines,
// which the next one makes again.
const (
	maxWaiting = 64
	maxLines   = 32 << 10 // bytes
)

// flush writes the lines that wait, and before them the pages that they are of.
func (f *Folder) flush() error {
	if err := f.base.flush(); err != nil {
		return f.failed(packPath, err)
	}
	j := &f.lines
	if j.broken != nil || len(j.buf) == 0 {
		return j.broken
	}
	n := len(j.buf)
	if _, err := j.file.Write(j.buf); err != nil { // the disk is full: no half line stays, and the lines wait for Close
		if cut := j.file.Truncate(j.end); cut != nil {
			j.broken = f.failed(journalPath, errors.Join(err, cut))
		}
		return f.failed(journalPath, err)
	}
	j.buf, j.waiting = j.buf[:0], 0
	j.end += int64(n)
	return nil
}

// Record adds the line of an item to the manifest. The order of the calls is
// the order of the lines.
func (f *Folder) Record(e Entry) error {
	e.Was = f.Was(e.ID, e.Type, e.Slug, e.URL)
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	raw := (&absentEntry{Entry: e.Bounded()}).appendLine(f.lines.line[:0])
	f.lines.line = raw
	if e.Result == note.Skipped {
		f.claimMade(&e)
	}
	if err := f.keep(&e); err != nil {
		return f.failed(packPath, err)
	}
	it := item(e.ID, e.Type, e.Slug)
	if e.Result == note.Failed && e.Path == "" {
		if err := f.hold(it); err != nil {
			return f.failed(manifestPath, err)
		}
	}
	return f.record(it, raw)
}

// keep puts the page of a line into the pack.
func (f *Folder) keep(e *Entry) error {
	live := func(d digest) {
		if f.live.add(packKey(d)) {
			f.kept = append(f.kept, packKey(d))
		}
	}
	if d, ok := halfOf(e.Base); ok {
		live(d)
	}
	d, ok := digestOf(e.SHA256)
	if !ok || !e.page() {
		return nil
	}
	live(d)
	f.mu.Lock()
	record, root := f.pending[d], f.root
	delete(f.pending, d)
	f.mu.Unlock()
	if record == nil || f.dry {
		return nil
	}
	err := f.base.add(root, d, *record)
	spareRecords.Put(record)
	return err
}

// Carry records an item that this run leaves as it is. If an earlier run wrote
// it, or failed to, its line stays what it was, and its file counts as one that
// this run has; else its line is e. What an earlier run recorded goes through amend,
// which reports whether it has changed it. Carry returns what it recorded.
func (f *Folder) Carry(e Entry, amend func(*Entry) bool) (Entry, error) {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	it := item(e.ID, e.Type, e.Slug)
	raw, old, err := f.before.find(lineKey(it, f.lines.seen.of(it)))
	if err != nil {
		return Entry{}, f.failed(manifestPath, err)
	}
	if old != nil && old.Result == note.Failed && old.Path == "" {
		if err := f.hold(it); err != nil {
			return Entry{}, f.failed(manifestPath, err)
		}
	}
	if old == nil || old.Result == note.Skipped && old.Path == "" && !onlyFiltered(old, &e) {
		return e, f.record(it, lineOf(e))
	}
	f.claimMade(old)
	if err := f.keep(old); err != nil {
		return Entry{}, f.failed(packPath, err)
	}
	line := append(raw, '\n')
	if amend != nil && amend(old) {
		line = lineOf(*old)
	}
	return *old, f.record(it, line)
}

// Amend records an item whose files are what earlier runs have made of it, with
// other words about it.
func (f *Folder) Amend(e Entry) error {
	f.lines.mu.Lock()
	f.claimMade(&e)
	f.lines.mu.Unlock()
	return f.Record(e)
}

// claimMade notes that this run has the files of an entry.
func (f *Folder) claimMade(e *Entry) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, file := range e.made() {
		if d, ok := digestOf(file.SHA256); ok {
			f.now[hash(file.Path)] = d
		}
	}
}

// onlyFiltered reports whether an item that was skipped for a reason of its own
// is now skipped because it was not asked for.
func onlyFiltered(old, now *Entry) bool {
	filtered := func(e *Entry) bool { return len(e.Notes) > 0 && e.Notes[0].Kind == note.Filtered }
	return filtered(now) && !filtered(old) && old.Source == now.Source
}

// Last returns what the last run that had the item recorded of the one of which
// the next line is, or nil. The slug matters only without an ID.
func (f *Folder) Last(id int64, typ, slug string) (*Entry, error) {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	it := item(id, typ, slug)
	_, e, err := f.before.find(lineKey(it, f.lines.seen.of(it)))
	if err != nil {
		return nil, f.failed(manifestPath, err)
	}
	return e, nil
}

// LeftOf returns what is recorded of files of the item of which the next line is that
// have stayed when that had none of them any more, or nil: a person has deleted its
// page, say, or a run has failed to write it.
func (f *Folder) LeftOf(id int64, typ, slug string) (*Entry, error) {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	it := item(id, typ, slug)
	at, ok := f.before.absent[lineKey(it, f.lines.seen.of(it))]
	if !ok {
		return nil, nil
	}
	_, e, err := f.before.at(at)
	if err != nil {
		return nil, f.failed(absentPath, err)
	}
	return e, nil
}

// Continues reports whether this run goes on from one that was killed.
func (f *Folder) Continues() bool { return f.before.journal > 0 || len(f.before.moves.manifest) > 0 }

// Finished returns what the last run that came to its end recorded of the item of
// which the next line is, or nil. Its paths are those of then.
func (f *Folder) Finished(id int64, typ, slug string) (*Entry, error) {
	return f.ended(id, typ, slug, f.before.lineAt)
}

// FinishedNow is Finished with the paths where this run, and those that were killed
// since, have moved the files.
func (f *Folder) FinishedNow(id int64, typ, slug string) (*Entry, error) {
	e, err := f.ended(id, typ, slug, f.before.at)
	if e != nil {
		e.relocate(f.before.went)
	}
	return e, err
}

func (f *Folder) ended(id int64, typ, slug string, read func(place) ([]byte, *Entry, error)) (*Entry, error) {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	it := item(id, typ, slug)
	at := f.before.ended(lineKey(it, f.lines.seen.of(it)))
	if at == 0 {
		return nil, nil
	}
	_, e, err := read(at)
	if err != nil {
		return nil, f.failed(manifestPath, err)
	}
	return e, nil
}

func (f *Folder) record(it uint64, raw []byte) error {
	f.lines.seen.add(it)
	if f.dry {
		return nil
	}
	if f.lines.file == nil {
		if err := f.openJournal(); err != nil {
			return err
		}
	}
	j := &f.lines
	j.buf = append(j.buf, raw...)
	if j.waiting++; j.waiting >= maxWaiting || len(j.buf) >= maxLines {
		return f.flush()
	}
	return nil
}

// openJournal begins the lines of this run. An empty line parts them from
// those of a run that was killed, whose last line may be cut.
func (f *Folder) openJournal() error {
	root, err := f.make(ourFolder)
	if err != nil {
		return err
	}
	file, err := root.OpenFile(journalPath, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
	if err != nil {
		return f.failed(journalPath, err)
	}
	start, err := file.Seek(0, io.SeekEnd)
	if err == nil && start > 0 {
		var n int
		n, err = file.WriteString("\n\n")
		start += int64(n)
	}
	if err != nil {
		file.Close()
		return f.failed(journalPath, err)
	}
	f.lines.file, f.lines.start, f.lines.end = file, start, start
	return nil
}

// Previous yields what earlier runs recorded, in the order of the manifest.
func (f *Folder) Previous() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for line, err := range f.before.entries() {
			if err != nil {
				yield(Entry{}, f.failed(manifestPath, err))
				return
			}
			if !yield(*line.entry, nil) {
				return
			}
		}
	}
}

// Unfinished yields what the manifest has of the items that a run without an end
// has recorded again, such as one that was killed. What it recorded of them is
// in Previous.
func (f *Folder) Unfinished() iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if f.before.journal == 0 {
			return
		}
		err := f.before.scan(manifestPath, func(l line) error {
			if f.before.places[l.key()]&inJournal != 0 && !yield(*l.entry, nil) {
				return errStop
			}
			return nil
		}, func(int, []byte) {})
		if err != nil && err != errStop {
			yield(Entry{}, f.failed(manifestPath, err))
		}
	}
}

// Problems returns what could not be read of the manifest. The items of such
// lines are as if no run had been.
func (f *Folder) Problems() []error {
	problems := f.before.problems
	if more := f.before.damaged - len(problems); more > 0 {
		problems = append(problems[:len(problems):len(problems)], fmt.Errorf("%s: %d more lines that are not of a manifest", manifestPath, more))
	}
	return problems
}

// Stale returns the files of earlier runs that are still there and that this
// run has not made, in the order of the manifest, but for the pages of items
// that have failed. It is to be asked when all items are recorded, before
// Finish.
func (f *Folder) Stale() ([]string, error) {
	root := f.handle()
	if root == nil {
		return nil, nil
	}
	var stale []string
	var listed set
	list := func(name string) {
		key := hash(name)
		f.mu.Lock()
		_, made := f.now[key]
		f.mu.Unlock()
		if made || name == "" || !filepath.IsLocal(filepath.FromSlash(name)) || !listed.add(key) {
			return
		}
		if info, err := root.Lstat(name); err == nil && info.Mode().IsRegular() {
			stale = append(stale, name)
		}
	}
	f.lines.mu.Lock()
	err := f.unmet(func(_ line, files []string) error {
		for _, name := range files {
			if !f.lines.held.has(hash(name)) {
				list(name)
			}
		}
		return nil
	})
	f.lines.mu.Unlock()
	if err != nil {
		return nil, f.failed(manifestPath, err)
	}
	for name := range f.leftOthers() {
		list(name)
	}
	return stale, nil
}

// Scope says what a run that has come to its end has recorded.
type Scope int

const (
	// Whole is every item of the site: what has none any more is gone.
	Whole Scope = iota
	// Part is every item of a source that may not be all of the site: a part of
	// a split export, or one that is cut off.
	Part
	// Some is some items; of all others the manifest keeps its lines.
	Some
)

// Finish makes what was recorded the manifest: the run has come to its end. What
// earlier runs recorded and this one did not meet is not forgotten.
func (f *Folder) Finish(s Scope) error {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	if f.dry || f.lines.finished || f.lines.file == nil {
		f.lines.finished = true
		return nil
	}
	if err := f.flush(); err != nil {
		return err
	}
	if err := f.lines.file.Close(); err != nil {
		return f.failed(journalPath, err)
	}
	f.lines.file = nil
	root := f.handle()
	if err := f.writeAbsent(s); err != nil {
		return f.failed(absentPath, err)
	}
	var err error
	switch {
	case s == Some:
		err = f.replaceManifest(root, f.before)
	case f.lines.start == 0:
		err = root.Rename(journalPath, manifestPath)
	default:
		err = f.replaceManifest(root, nil)
	}
	if err != nil {
		return f.failed(manifestPath, err)
	}
	f.lines.finished = true
	if err := f.closeMoves(true); err != nil {
		return f.failed(movesPath, err)
	}
	if err := errors.Join(f.closeMergings(), removeIfThere(root, mergingPath)); err != nil {
		return f.failed(mergingPath, err)
	}
	if err := f.base.sweep(f, f.kept); err != nil {
		return f.failed(packPath, err)
	}
	return nil
}

// Close releases the folder. If the run was not finished, the manifest gets
// the lines recorded so far, and for the items not reached those it had: the
// same command can continue.
func (f *Folder) Close() error {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	var err error
	if f.lines.file != nil {
		err = errors.Join(f.flush(), f.lines.file.Close())
		f.lines.file = nil
		if err == nil {
			err = f.writeAbsent(Some)
		}
		if err == nil {
			err = f.replaceManifest(f.handle(), f.before)
		}
		if err == nil {
			err = f.closeMoves(true)
		}
		if err != nil {
			err = f.failed(manifestPath, err)
		}
	}
	err = errors.Join(err, f.closeMoves(false), f.closeOthers(), f.closeMergings())
	if f.base != nil {
		err = errors.Join(err, f.base.close())
	}
	f.held.forget(func(string) bool { return true })
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		for name, file := range f.spools {
			file.Close()
			err = errors.Join(err, removeIfThere(f.root, name))
		}
		err = errors.Join(err, f.unlock(f.root), f.root.Close())
		f.root, f.spools = nil, nil
	}
	return err
}

// replaceManifest writes the lines of this run, and those of earlier runs for
// items it has not recorded, and puts them in the place of the manifest.
func (f *Folder) replaceManifest(root *os.Root, before *previous) error {
	err := f.writeFrom(manifestPath, func(w *bufio.Writer) error { return f.copyLines(w, root, before) })
	if err != nil {
		return err
	}
	return removeIfThere(root, journalPath)
}

func (f *Folder) copyLines(w *bufio.Writer, root *os.Root, before *previous) error {
	run, err := root.Open(journalPath)
	if err != nil {
		return err
	}
	defer run.Close()
	if _, err := run.Seek(f.lines.start, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.Copy(w, run); err != nil {
		return err
	}
	if before == nil {
		return nil
	}
	for line, err := range before.entries() {
		if err != nil {
			return err
		}
		if f.met(line) {
			continue // this run has recorded the item
		}
		if line.entry.relocate(before.went) {
			line.raw = before.rewritten(line.entry, true)
		}
		if err := f.keep(line.entry); err != nil {
			return err
		}
		w.Write(line.raw)
		if err := w.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}
