package emit

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"sync"
)

// What is at a path before it is written.
type found int

const (
	absent  found = iota
	same          // the bytes to be written
	ours          // the bytes of an earlier run
	foreign       // others, or no file
)

// stat is what there is to know of a file without reading it.
type stat struct {
	size            int64
	folder, regular bool
}

var buffers = sync.Pool{New: func() any { return new([64 << 10]byte) }}

// compare says what is at a path, reading no more of it than it has to.
func (f *Folder) compare(name string, v *version, last *digest) (found, error) {
	if name = f.onDisk(name); name == "" {
		return absent, nil
	}
	dir, base, err := f.in(name)
	if errors.Is(err, fs.ErrNotExist) {
		return absent, nil
	}
	if err != nil {
		return 0, err
	}
	defer f.held.give(dir)
	info, err := dir.stat(base)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return 0, err
	case info.folder:
		return 0, errors.New("a folder is in the place of the file")
	case !info.regular:
		return foreign, nil // a link of the user's; what it leads to is not ours to read
	}
	if info.size != v.size && last == nil {
		return foreign, nil
	}
	file, err := dir.open(base)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	if v.data != nil && info.size == v.size {
		equal, err := holds(file, v.data)
		if equal || err != nil {
			return same, err
		}
		if last == nil {
			return foreign, nil
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return 0, err
		}
	}
	sum, err := digestOfFile(file)
	switch {
	case err != nil:
		return 0, err
	case sum == digest(v.sum[:len(sum)]):
		return same, nil
	case last != nil && sum == *last:
		return ours, nil
	}
	return foreign, nil
}

// holds reports whether the rest of a file is data.
func holds(file io.Reader, data []byte) (bool, error) {
	buf := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buf)
	for {
		n, err := file.Read(buf[:])
		if n > len(data) || !bytes.Equal(buf[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if err == io.EOF {
			return len(data) == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

func digestOfFile(file io.Reader) (d digest, err error) {
	sum, err := sumOfFile(file)
	copy(d[:], sum[:])
	return d, err
}

func sumOfFile(file io.Reader) (sum [sha256.Size]byte, err error) {
	buf := buffers.Get().(*[64 << 10]byte)
	defer buffers.Put(buf)
	h := sha256.New()
	for {
		n, err := file.Read(buf[:])
		h.Write(buf[:n])
		if err == io.EOF {
			return [sha256.Size]byte(h.Sum(nil)), nil
		}
		if err != nil {
			return sum, err
		}
	}
}
