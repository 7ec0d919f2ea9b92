package emit

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"sync"
)

// OthersName is the file below .wp2md that records what the manifest has no
// room for: files that belong to no item of the source, and where files were
// fetched from. What a run fetches goes into the file beside it at once, so
// that a run that is killed need not be fetched again.
const (
	OthersName  = "files.jsonl"
	fetchedName = "files-journal.jsonl"
	othersPath  = ourFolder + "/" + OthersName
)

// Other is a file that was written and of which the manifest does not tell all:
// one that no item of the source has, such as an image that a post shows and
// the export does not list, or one that was fetched.
type Other struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`         // of the file as it was made, in hex
	URL    string `json:"url,omitempty"`  // where it was fetched from
	Left   bool   `json:"left,omitempty"` // nothing has needed it any more since a later run; it is there until somebody removes it
}

// others is the record of such files.
type others struct {
	fetched map[uint64][32]byte // what earlier runs fetched: sums by hash of URL and path

	mu      sync.Mutex
	journal *os.File

	recorded bool     // the record is that of this run
	left     []string // files of the record before that this run has not made
}

func fetchedKey(url, name string) uint64 { return hash(url + "\x00" + name) }

// readOthers reads what the last run recorded. Without it, or where it is
// damaged, a file counts as somebody's own, which is the safe side.
func (f *Folder) readOthers() {
	f.others.fetched = map[uint64][32]byte{}
	for o, killed := range f.previousOthers() {
		raw, err := hex.DecodeString(o.SHA256)
		if err != nil || len(raw) != 32 {
			continue
		}
		key := hash(o.Path)
		if _, known := f.before.sums[key]; !known || killed {
			f.before.sums[key] = made{digest: digest(raw[:len(digest{})])}
		}
		if o.URL != "" {
			f.others.fetched[fetchedKey(o.URL, o.Path)] = [32]byte(raw)
		}
	}
}

// previousOthers yields what earlier runs recorded, and whether that run came
// to no end.
func (f *Folder) previousOthers() iter.Seq2[Other, bool] {
	return func(yield func(Other, bool) bool) {
		root := f.handle()
		if root == nil {
			return
		}
		for _, name := range []string{OthersName, fetchedName} {
			file, err := root.Open(ourFolder + "/" + name)
			if err != nil {
				continue
			}
			err = eachLine(file, func(_ int64, line []byte) error {
				var o Other
				if json.Unmarshal(line, &o) != nil || !filepath.IsLocal(filepath.FromSlash(o.Path)) {
					return nil
				}
				if to := f.before.moves.files.first()[o.Path]; to != "" && name == OthersName {
					o.Path = to
				}
				if !yield(o, name == fetchedName) {
					return errStop
				}
				return nil
			})
			file.Close()
			if err == errStop {
				return
			}
		}
	}
}

// PreviousOthers yields what earlier runs have recorded beside the manifest.
func (f *Folder) PreviousOthers() iter.Seq[Other] {
	return func(yield func(Other) bool) {
		for o := range f.previousOthers() {
			if !yield(o) {
				return
			}
		}
	}
}

// Others returns the files of earlier runs that are of no item, and whether the last
// of these runs needed them.
func (f *Folder) Others() map[string]bool {
	names := map[string]bool{}
	for o := range f.previousOthers() {
		names[o.Path] = !o.Left
	}
	return names
}

// Keep reports whether an earlier run fetched the file of a path from an
// address, and it is still there. Then this run has it as if it had written it.
func (f *Folder) Keep(name, url string) (File, bool, error) {
	sum, ok := f.others.fetched[fetchedKey(url, name)]
	root := f.handle()
	if !ok || root == nil {
		return File{}, false, nil
	}
	switch _, err := root.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
		return File{}, false, nil
	case err != nil:
		return File{}, false, f.failed(name, err)
	}
	if sum == [32]byte{} { // adopted
		return f.Adopt(name, url)
	}
	d := digest(sum[:len(digest{})])
	if _, err := f.claim(name, sum); err != nil {
		return File{}, false, err
	}
	result := File{Path: name, SHA256: hex.EncodeToString(sum[:])}
	err := f.decide(&result, &version{sum: sum}, &d)
	return result, err == nil, err
}

// Adopt takes a file that is at a path, whoever put it there, for the one of an
// address that cannot be fetched, so that Keep keeps it from now on. There is
// none in a folder that is not ours yet: its files are about something else. It is
// a person's, unless it is as an earlier run has made it: nothing may be written over it.
func (f *Folder) Adopt(name, url string) (File, bool, error) {
	root := f.handle()
	if root == nil || !f.wasOurs {
		return File{}, false, nil
	}
	if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return File{}, false, nil
	}
	var sum [32]byte // of nothing that we have made
	f.mu.Lock()
	last, known := f.before.sums[hash(name)]
	f.mu.Unlock()
	if known {
		file, err := root.Open(name)
		if err != nil {
			return File{}, false, f.failed(name, err)
		}
		defer file.Close()
		if sum, err = sumOfFile(file); err != nil {
			return File{}, false, f.failed(name, err)
		}
		if digest(sum[:len(digest{})]) != last.digest {
			sum = [32]byte{} // edited since: what was made is known by its beginning
			copy(sum[:], last.digest[:])
		}
	}
	if _, err := f.claim(name, sum); err != nil {
		return File{}, false, err
	}
	o := Other{Path: name, SHA256: hex.EncodeToString(sum[:]), URL: url}
	return File{State: Unchanged, SHA256: o.SHA256}, true, f.NoteFetched(o)
}

// NoteFetched records at once that a file was fetched. It counts until
// RecordOthers says what all of this run is.
func (f *Folder) NoteFetched(o Other) error {
	line, err := jsonLine(o)
	if err != nil || f.dry {
		return err
	}
	f.others.mu.Lock()
	defer f.others.mu.Unlock()
	if f.others.journal == nil {
		root, err := f.make(ourFolder)
		if err != nil {
			return err
		}
		file, err := root.OpenFile(ourFolder+"/"+fetchedName, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err != nil {
			return f.failed(fetchedName, err)
		}
		f.others.journal = file
		line = append([]byte("\n"), line...) // the last line of a run that was killed may be cut
	}
	if _, err := f.others.journal.Write(line); err != nil {
		return f.failed(fetchedName, err)
	}
	return nil
}

// KeepOthers says that this run is not about all items: the files of earlier
// ones stay recorded.
func (f *Folder) KeepOthers() {
	for o := range f.previousOthers() {
		if d, ok := digestOf(o.SHA256); ok && !o.Left {
			f.mu.Lock()
			if _, made := f.now[hash(o.Path)]; !made {
				f.now[hash(o.Path)] = d
			}
			f.mu.Unlock()
		}
	}
}

// RecordOthers records the others of this run in the place of those of the
// last run. Of those it keeps the ones whose files are still there.
func (f *Folder) RecordOthers(list iter.Seq[Other]) error {
	var listed set
	err := f.WriteOwnFrom(OthersName, func(w io.Writer) error {
		add := func(o Other) error {
			line, err := jsonLine(o)
			if err != nil || !listed.add(hash(o.Path)) {
				return err
			}
			_, err = w.Write(line)
			return err
		}
		for o := range list {
			if err := add(o); err != nil {
				return err
			}
		}
		for o := range f.previousOthers() {
			f.mu.Lock()
			now, made := f.now[hash(o.Path)]
			f.mu.Unlock()
			if !made {
				f.others.left = append(f.others.left, o.Path)
			}
			if d, ok := digestOf(o.SHA256); made && (!ok || d != now) || !made && !f.stands(o.Path) {
				continue
			}
			o.Left = !made
			if err := add(o); err != nil {
				return err
			}
		}
		return nil
	})
	f.others.recorded = err == nil && !f.dry
	if err == nil && listed.count == 0 {
		err = f.RemoveOwn(OthersName)
	}
	if err == nil {
		err = f.closeOthers()
	}
	if err == nil {
		err = f.RemoveOwn(fetchedName)
	}
	return err
}

// stands reports whether a file that this run has not made is there.
func (f *Folder) stands(name string) bool {
	root := f.handle()
	if root == nil || f.isAway(name) {
		return false
	}
	info, err := root.Lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// PruneOthers removes the files of earlier runs that are of no item and that this
// run has not made, unless a person has edited them, or they are to be kept. It
// returns their names. It is to be called when all of the whole site is written,
// before RecordOthers.
func (f *Folder) PruneOthers(keep func(name string) bool) (removed []string, err error) {
	for _, name := range f.before.moves.removed { // by a run that was killed
		if !f.before.moves.owned.has(hash(name)) {
			removed = append(removed, name)
		}
	}
	for o := range f.previousOthers() {
		f.mu.Lock()
		_, made := f.now[hash(o.Path)]
		f.mu.Unlock()
		if made || keep(o.Path) || !f.stands(o.Path) {
			continue
		}
		gone, err := f.removeOurs(o, true)
		if err != nil {
			return removed, err
		}
		if gone {
			removed = append(removed, o.Path)
		}
	}
	return removed, nil
}

// leftOthers yields the files that earlier runs recorded and this one may not
// have made.
func (f *Folder) leftOthers() iter.Seq[string] {
	return func(yield func(string) bool) {
		if f.others.recorded {
			for _, name := range f.others.left {
				if !yield(name) {
					return
				}
			}
			return
		}
		for o := range f.previousOthers() {
			if !yield(o.Path) {
				return
			}
		}
	}
}

// closeOthers releases the record.
func (f *Folder) closeOthers() error {
	f.others.mu.Lock()
	defer f.others.mu.Unlock()
	if f.others.journal == nil {
		return nil
	}
	err := f.others.journal.Close()
	f.others.journal = nil
	return err
}
