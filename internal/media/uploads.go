package media

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"golang.org/x/text/unicode/norm"
)

// Uploads are copies of wp-content/uploads. They may be used by any number of
// goroutines.
type Uploads struct {
	copies []files // a file is that of the first that has it
	left   []error
}

// files are one copy. Names are slash-separated paths below the uploads folder.
type files interface {
	has(name string) bool
	open(name string) (io.ReadCloser, error)
	close() error
}

// Open opens copies of the uploads folder. Each is the folder itself, the
// wp-content above it, or the WordPress folder above that; or a zip or a tar of one
// of them, plain or gzipped.
func Open(names ...string) (*Uploads, error) {
	u := new(Uploads)
	for _, name := range names {
		f, left, err := open(name)
		if err != nil {
			_ = u.Close()
			return nil, err
		}
		u.copies = append(u.copies, f)
		if left != nil {
			u.left = append(u.left, left)
		}
	}
	return u, nil
}

// open opens one copy. What of it could not be read is in left.
func open(name string) (f files, left, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		f, err := openFolder(name)
		return f, nil, err
	}
	zip, err := isZip(name)
	switch {
	case err != nil:
		return nil, nil, err
	case zip:
		z, left, err := openZip(name)
		return z, left, err
	}
	a, cut, err := openArchive(name)
	if errors.Is(err, errNotArchive) {
		err = archiveError{err}
	}
	return a, cut, err
}

// isZip reports whether a file begins as a zip does.
func isZip(name string) (bool, error) {
	f, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var magic [4]byte
	n, _ := f.ReadAt(magic[:], 0)
	return n == 4 && (string(magic[:]) == "PK\x03\x04" || string(magic[:]) == "PK\x05\x06"), nil
}

// folder is a copy that is not packed.
type folder struct {
	root   *os.Root
	prefix string // of the uploads folder in it
}

func openFolder(name string) (*folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	f := &folder{root: root}
	for _, p := range []string{"wp-content/uploads", "uploads"} {
		if info, err := root.Stat(p); err == nil && info.IsDir() {
			f.prefix = p
			break
		}
	}
	return f, nil
}

func (f *folder) has(name string) bool {
	in, err := f.open(name)
	if err != nil {
		return false
	}
	in.Close()
	return true
}

func (f *folder) open(name string) (io.ReadCloser, error) {
	for _, form := range []string{name, norm.NFC.String(name), norm.NFD.String(name)} {
		file := path.Join(f.prefix, path.Clean("/" + form)[1:])
		if info, err := f.root.Stat(file); err != nil || !info.Mode().IsRegular() {
			continue // to open a pipe would wait
		}
		if in, err := f.root.Open(file); err == nil {
			return in, nil
		}
	}
	return nil, fs.ErrNotExist
}

func (f *folder) close() error { return f.root.Close() }

// archiveError is a file that is no archive that can be read.
type archiveError struct{ error }

func (archiveError) Hint() string { return "archives can be .zip, .tar and .tar.gz; unpack any other" }

func (e archiveError) Unwrap() error { return e.error }

// Files are uploads that are found by their paths below the folder.
type Files interface {
	File(name string) (io.ReadCloser, error)
	Has(name string) bool
}

// From returns uploads that lie neither in a folder nor in an archive of their
// own.
func From(f Files) *Uploads { return &Uploads{copies: []files{given{f}}} }

// given are files that somebody else opens and closes.
type given struct{ files Files }

func (g given) has(name string) bool                    { return g.files.Has(name) }
func (g given) open(name string) (io.ReadCloser, error) { return g.files.File(name) }
func (given) close() error                              { return nil }

// Join makes one of several, which are closed on their own.
func Join(list []*Uploads) *Uploads {
	all := new(Uploads)
	for _, u := range list {
		all.copies, all.left = append(all.copies, u.copies...), append(all.left, u.left...)
	}
	return all
}

// Close closes the folders and archives.
func (u *Uploads) Close() error {
	var errs []error
	for _, c := range u.copies {
		errs = append(errs, c.close())
	}
	return errors.Join(errs...)
}

// Problems say what of archives was not read.
func (u *Uploads) Problems() []error { return u.left }

// File opens the file with the slash-separated path below the uploads folder,
// such as 2013/04/rework.png. Names that differ only in how Unicode composes
// accents are one: file systems and archives change that.
func (u *Uploads) File(name string) (io.ReadCloser, error) {
	for _, c := range u.copies {
		if c.has(name) {
			return c.open(name)
		}
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

// Has reports whether the file is there.
func (u *Uploads) Has(name string) bool {
	return slices.ContainsFunc(u.copies, func(c files) bool { return c.has(name) })
}
