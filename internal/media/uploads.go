package media

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"golang.org/x/text/unicode/norm"
)

// Uploads is a copy of wp-content/uploads. It may be used by any number of
// goroutines.
type Uploads struct {
	root   *os.Root // of a folder
	prefix string
	tar    *archive // or an archive
	files  Files    // or anything that has files
	cut    error
}

// Open opens a copy of the uploads folder: the folder itself, the wp-content
// above it, or the WordPress folder above that; or a tar of one of them, plain
// or gzipped.
func Open(name string) (*Uploads, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		a, cut, err := openArchive(name)
		if errors.Is(err, errNotArchive) {
			return nil, archiveError{err}
		}
		if err != nil {
			return nil, err
		}
		return &Uploads{tar: a, cut: cut}, nil
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	u := &Uploads{root: root}
	for _, p := range []string{"wp-content/uploads", "uploads"} {
		if info, err := root.Stat(p); err == nil && info.IsDir() {
			u.prefix = p
			break
		}
	}
	return u, nil
}

// archiveError is a file that is no archive that can be read.
type archiveError struct{ error }

func (archiveError) Hint() string { return "archives can be .tar and .tar.gz; unpack any other" }

func (e archiveError) Unwrap() error { return e.error }

// Files are uploads that are found by their paths below the folder.
type Files interface {
	File(name string) (io.ReadCloser, error)
	Has(name string) bool
}

// From returns uploads that lie neither in a folder nor in an archive of their
// own.
func From(files Files) *Uploads { return &Uploads{files: files} }

// Close closes the folder or archive.
func (u *Uploads) Close() error {
	if u.files != nil {
		return nil
	}
	if u.tar != nil {
		return u.tar.close()
	}
	return u.root.Close()
}

// Problem says why files at the end of an archive were not read, or nil.
func (u *Uploads) Problem() error { return u.cut }

// File opens the file with the slash-separated path below the uploads folder,
// such as 2013/04/rework.png. Names that differ only in how Unicode composes
// accents are one: file systems and archives change that.
func (u *Uploads) File(name string) (io.ReadCloser, error) {
	if u.files != nil {
		return u.files.File(name)
	}
	if u.tar != nil {
		f, err := u.tar.open(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return f, nil
	}
	for _, form := range []string{name, norm.NFC.String(name), norm.NFD.String(name)} {
		file := path.Join(u.prefix, path.Clean("/" + form)[1:])
		if info, err := u.root.Stat(file); err != nil || !info.Mode().IsRegular() {
			continue // to open a pipe would wait
		}
		if f, err := u.root.Open(file); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

// Has reports whether the file is there.
func (u *Uploads) Has(name string) bool {
	if u.files != nil {
		return u.files.Has(name)
	}
	f, err := u.File(name)
	if err != nil {
		return false
	}
	f.Close()
	return true
}
