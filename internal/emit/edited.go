package emit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/wp2md/wp2md/internal/merge"
)

// edited decides on a file that a person has changed, or that was never ours.
func (f *Folder) edited(result *File, v *version, last *digest) error {
	result.State, result.Foreign = Edited, last == nil
	if f.foreign(result.Path, last) {
		if v.page {
			result.Base = hex.EncodeToString(make([]byte, len(digest{}))) // foreign in the next run too
		}
		switch {
		case f.o.Prefer == Theirs && f.sameID(result.Path, v):
			result.State, result.Foreign, result.Base = Changed, false, ""
			if err := f.putAs(result, result.Path, v); err != nil {
				return err
			}
			return f.removeBeside(result, v, last)
		case last != nil && *last == v.digest():
			result.Beside = f.waiting(result.Path, v)
			return nil
		case f.o.Prefer == Ours:
			return nil
		}
		return f.putBeside(result, v, last)
	}
	if !v.page {
		switch {
		case *last == v.digest():
			result.Beside = f.waiting(result.Path, v)
			return nil
		case f.o.Prefer == Ours:
			return nil
		case f.o.Prefer == Theirs:
			result.State = Changed
			return f.putAs(result, result.Path, v)
		}
		return f.putBeside(result, v, last)
	}
	file, err := f.read(result.Path)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(file)
	base, killed := f.baseOf(cmp.Or(v.was, result.Path), digest(sum[:len(digest{})]), *last)
	if base == v.digest() && killed {
		result.State = Merged // by the run that this one continues
		return f.removeBeside(result, v, last)
	}
	if base == v.digest() {
		result.Beside = f.waiting(result.Path, v)
		return nil // nothing new
	}
	old := f.base.get(f.handle(), base)
	if old == nil && f.o.Prefer == Neither {
		result.Base = hex.EncodeToString(base[:])
		return f.putBeside(result, v, last)
	}
	merged, conflicts := file, []string(nil)
	switch {
	case old != nil:
		merged, conflicts = merge.Files(old, file, v.data, f.o.Prefer)
	case f.o.Prefer == Theirs:
		merged = v.data
	}
	if len(conflicts) > 0 {
		result.Conflict = strings.Join(conflicts, ", ")
		result.Base = hex.EncodeToString(base[:])
		return f.putBeside(result, v, last)
	}
	if err := f.putMerged(result, v, file, merged); err != nil {
		return f.failed(result.Path, err)
	}
	return f.removeBeside(result, v, last)
}

// foreign reports whether a file was never ours: no run is known to have
// written it, or it is a link. Nothing is merged into it, whatever is preferred.
func (f *Folder) foreign(name string, last *digest) bool {
	base, ok := f.before.bases[hash(name)]
	return last == nil || ok && base == digest{} || !f.regular(name)
}

// generated reports whether a file holds what a run has generated, whichever.
func (f *Folder) generated(name string) bool {
	sum, ok := f.digestOn(name)
	return ok && f.base.has(sum)
}

// digestOn returns the digest of a file that is there, if it is one and can be read.
func (f *Folder) digestOn(name string) (d digest, ok bool) {
	if !f.regular(name) {
		return d, false
	}
	file, err := f.openFile(name)
	if err != nil {
		return d, false
	}
	defer file.Close()
	d, err = digestOfFile(file)
	return d, err == nil
}

// sameID reports whether the front matter of a page that is there says that it
// is of the item of a version.
func (f *Folder) sameID(name string, v *version) bool {
	id := idOf(v.data)
	if id == "" || !f.regular(name) {
		return false
	}
	file, err := f.read(name)
	return err == nil && idOf(file) == id
}

// regular reports whether a file is one, and no link: what a link leads to is
// not ours to read.
func (f *Folder) regular(name string) bool {
	if f.handle() == nil {
		return false
	}
	info, err := f.lstat(name)
	return err == nil && info.Mode().IsRegular()
}

// baseOf returns the version that an edited page was last merged with: that of
// the last run, but for a conflict that is still there beside it, or if a run
// was killed that had merged a later one.
func (f *Folder) baseOf(name string, file, last digest) (base digest, killed bool) {
	if from, ok := f.merging[file]; ok {
		return from, true
	}
	if base, ok := f.before.bases[hash(name)]; ok {
		if f.handle() != nil {
			if _, err := f.lstat(name + ".new"); err == nil {
				return base, false
			}
		}
	}
	return last, false
}

func (f *Folder) putMerged(result *File, v *version, file, merged []byte) error {
	if bytes.Equal(file, merged) {
		return nil
	}
	result.State, result.Wrote = Merged, result.Path
	f.show(result, result.Path, merged)
	if f.dry {
		return nil
	}
	sum := sha256.Sum256(merged)
	from := v.digest()
	if sum == v.sum {
		from = digest{}
	}
	if err := f.mergeFrom(digest(sum[:len(digest{})]), from); err != nil {
		return err
	}
	return f.writeFile(result.Path, merged)
}

// removeBeside removes the new versions beside a page that wait for nobody any
// more, unless a person has touched them.
func (f *Folder) removeBeside(result *File, v *version, last *digest) error {
	name := cmp.Or(v.was, result.Path)
	root := f.handle()
	if _, waits := f.before.bases[hash(name)]; !waits || f.dry || root == nil {
		return nil
	}
	if last == nil {
		d := v.digest()
		last = &d
	}
	for i := 1; i <= mostBeside; i++ {
		beside := besideName(name, i)
		found, err := f.compare(beside, &version{sum: v.sum, size: -1}, last)
		if err == nil && (found == ours || found == same) {
			err = root.Remove(beside)
		}
		if err != nil {
			return f.failed(beside, err)
		}
		if found == absent {
			break
		}
	}
	return nil
}

// mostBeside is how many names are tried for a version beside a page.
const mostBeside = 100

// besideName is the ith name for the version beside a page: .new, .new2.
func besideName(name string, i int) string {
	if i == 1 {
		return name + ".new"
	}
	return fmt.Sprintf("%s.new%d", name, i)
}

// waiting returns the file beside an edited one that has this version, if so.
func (f *Folder) waiting(name string, v *version) string {
	last := v.digest()
	if found, err := f.compare(name+".new", v, &last); err == nil && found == same {
		return name + ".new"
	}
	return ""
}

// putBeside puts a version beside a file that stays.
func (f *Folder) putBeside(result *File, v *version, last *digest) error {
	for i := 1; i <= mostBeside; i++ {
		beside := besideName(result.Path, i)
		found, err := f.compare(beside, v, last)
		if err != nil {
			return f.failed(beside, err)
		}
		if found == foreign {
			continue // a person works on it, or has a use for the name
		}
		result.Beside = beside
		if found == same {
			return nil
		}
		return f.putAs(result, beside, v)
	}
	return f.failed(result.Path, errors.New("no name is free for the new version"))
}
