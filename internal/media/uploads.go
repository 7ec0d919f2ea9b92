package media

import (
	"fmt"
	"io/fs"
	"os"
	"path"

	"golang.org/x/text/unicode/norm"
)

// Uploads is a copy of wp-content/uploads. It may be used by any number of
// goroutines.
type Uploads struct {
	root   *os.Root
	prefix string
}

// Open opens a copy of the uploads folder: the folder itself, the wp-content
// above it, or the WordPress folder above that.
func Open(dir string) (*Uploads, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s: not a folder; an archive has to be unpacked", dir)
	}
	root, err := os.OpenRoot(dir)
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

// Close closes the folder.
func (u *Uploads) Close() error { return u.root.Close() }

// File opens the file with the slash-separated path below the uploads folder,
// such as 2013/04/rework.png. Names that differ only in how Unicode composes
// accents are one: file systems and archives change that.
func (u *Uploads) File(name string) (fs.File, error) {
	for _, form := range []string{name, norm.NFC.String(name), norm.NFD.String(name)} {
		f, err := u.root.Open(path.Join(u.prefix, path.Clean("/" + form)[1:]))
		if err != nil {
			continue
		}
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, nil
		}
		f.Close()
	}
	return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
}

// Has reports whether the file is there.
func (u *Uploads) Has(name string) bool {
	f, err := u.File(name)
	if err != nil {
		return false
	}
	f.Close()
	return true
}
