package emit

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// A version is what a file shall hold.
type version struct {
	sum  [sha256.Size]byte
	size int64
	data []byte // nil if it is not in memory
	put  func(to string) error
}

// place finds out what to do with a version, and does it.
func (f *Folder) place(name string, v *version) (File, error) {
	last, err := f.claim(name, v.sum)
	if err != nil {
		return File{}, err
	}
	result, err := f.decide(name, v, last)
	if err != nil {
		f.mu.Lock()
		delete(f.now, hash(name))
		f.mu.Unlock()
	}
	return result, err
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
		return &last, nil
	}
	return nil, nil
}

func (f *Folder) decide(name string, v *version, last *digest) (File, error) {
	result := File{SHA256: hex.EncodeToString(v.sum[:])}
	found, err := f.compare(name, v, last)
	if err != nil {
		return File{}, f.failed(name, err)
	}
	switch found {
	case absent:
		result.State = New
		return result, f.putAs(name, name, v)
	case ours:
		result.State = Changed
		return result, f.putAs(name, name, v)
	case same:
		result.State = Unchanged
		return result, nil
	}
	result.State, result.Foreign = Edited, last == nil
	if last != nil && *last == digest(v.sum[:len(last)]) {
		// Nothing new; but the new version of the last run may still wait.
		if found, err := f.compare(name+".new", v, last); err == nil && found == same {
			result.Beside = name + ".new"
		}
		return result, nil
	}
	for i := 1; i <= 100; i++ {
		beside := name + ".new"
		if i > 1 {
			beside = fmt.Sprintf("%s%d", beside, i)
		}
		found, err := f.compare(beside, v, last)
		if err != nil {
			return File{}, f.failed(beside, err)
		}
		if found == foreign {
			continue // a person works on it, or has a use for the name
		}
		result.Beside = beside
		if found == same {
			return result, nil
		}
		return result, f.putAs(beside, name, v)
	}
	return File{}, f.failed(name, errors.New("no name is free for the new version"))
}

func (f *Folder) putAs(to, name string, v *version) error {
	if f.dry {
		return nil
	}
	if err := v.put(to); err != nil {
		return f.failed(name, err)
	}
	return nil
}
