package emit

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// A version is what a file shall hold.
type version struct {
	sum   [sha256.Size]byte
	size  int64
	data  []byte // nil if it is not in memory
	page  bool   // and can be merged
	was   string // where an edited page was in the last run, if a person has moved it since
	offer bool   // it is not put where a person has decided otherwise
	put   func(to string) error
}

func (v *version) digest() digest { return digest(v.sum[:len(digest{})]) }

// place finds out what to do with a version, and does it.
func (f *Folder) place(name string, v *version) (File, error) {
	result := File{Path: name, SHA256: hex.EncodeToString(v.sum[:])}
	if to, ok := f.before.moved[hash(name)]; ok && v.page && f.check(to) == nil {
		result.Path, result.From = to, name
	}
	last, err := f.claim(result.Path, v.sum)
	if err != nil {
		return File{}, err
	}
	if err := f.decide(&result, v, last); err != nil {
		f.mu.Lock()
		delete(f.now, hash(result.Path))
		f.mu.Unlock()
		return File{}, err
	}
	return result, nil
}

// claim notes that this run has the file, and returns the digest that earlier
// runs recorded of it, or nil.
func (f *Folder) claim(name string, sum [sha256.Size]byte) (*digest, error) {
	key, d := hash(name), digest(sum[:len(digest{})])
	f.mu.Lock()
	defer f.mu.Unlock()
	if other, ok := f.now[key]; ok && other != d {
		return nil, f.failed(name, errors.New("two different files of this run have the path"))
	}
	f.now[key] = d
	if last, ok := f.before.sums[key]; ok {
		return &last.digest, nil
	}
	return nil, nil
}

func (f *Folder) decide(result *File, v *version, last *digest) error {
	if last == nil && v.data != nil && !v.offer && !f.dry && !f.o.Contents {
		if made, err := f.writeNew(result.Path, v.data); err != nil {
			return f.failed(result.Path, err)
		} else if made {
			result.State, result.Wrote = New, result.Path
			return nil
		}
	}
	found, err := f.compare(result.Path, v, last)
	if err != nil {
		return f.failed(result.Path, err)
	}
	if found == absent && last != nil && v.page {
		if found, err = f.missing(result, v, last); err != nil {
			return err
		}
	}
	if v.offer {
		if found == foreign {
			result.State, result.Foreign = Edited, last == nil
			return nil
		}
		if found == absent && last != nil {
			result.State = Deleted
		}
	}
	if found == foreign && v.page && (f.foreign(result.Path, last) && f.generated(result.Path) || f.isLeft(result.Path)) {
		found = ours
	}
	switch found {
	case absent:
		if result.State == Deleted {
			return nil
		}
		result.State = New
		return f.putAs(result, result.Path, v)
	case ours:
		result.State = Changed
		if v.page && !f.dry {
			if err := f.mergeFrom(v.digest(), v.digest()); err != nil {
				return f.failed(mergingPath, err)
			}
		}
		if err := f.putAs(result, result.Path, v); err != nil {
			return err
		}
		return f.removeBeside(result, v, last)
	case same:
		result.State = Unchanged
		if v.page && f.merged[v.digest()] && (f.before.journal > 0 || last == nil || *last != v.digest()) {
			result.State = Merged
		}
		return f.removeBeside(result, v, last)
	}
	return f.edited(result, v, last)
}

// missing decides on a page that an earlier run wrote and that is not there:
// a person has renamed or deleted it.
func (f *Folder) missing(result *File, v *version, last *digest) (found, error) {
	if to, ok := f.renamed(v, *last); ok {
		name := cmp.Or(result.From, result.Path)
		v.was, result.Path, result.From = result.Path, to, name
		if to == name {
			result.From = "" // back where it was
		}
		if _, err := f.claim(to, v.sum); err != nil {
			return 0, err
		}
		found, err := f.compare(to, v, last)
		if err != nil {
			return 0, f.failed(to, err)
		}
		return found, nil
	}
	if f.o.Prefer != Theirs {
		result.State = Deleted
	}
	return absent, nil
}

func (f *Folder) putAs(result *File, to string, v *version) error {
	result.Wrote = to
	if v.data != nil {
		f.show(result, to, v.data)
	}
	if f.dry {
		return nil
	}
	if err := v.put(to); err != nil {
		return f.failed(result.Path, err)
	}
	return nil
}

// show keeps what a page was and will be, if that is asked for.
func (f *Folder) show(result *File, to string, data []byte) {
	if !f.o.Contents {
		return
	}
	old, err := f.read(to)
	if err != nil {
		old = nil
	}
	result.Contents = &Contents{Path: to, Old: old, New: bytes.Clone(data)}
}
