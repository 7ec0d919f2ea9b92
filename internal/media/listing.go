package media

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// settling is how old the last change of a file has to be: one that comes after it in
// the same moment of the file system's clock would leave size and time as they are.
const settling = 2 * time.Second

// Listing returns a digest of what copies of the uploads folder hold, by the names,
// sizes and times of their files, as they are before the copies are opened. It is not
// ok where these do not say enough: with links to elsewhere, and files that are new.
func Listing(names ...string) (sum [sha256.Size]byte, ok bool) {
	h := sha256.New()
	now := time.Now()
	note := func(name string, info fs.FileInfo) bool {
		fmt.Fprintf(h, "%q %d %d %o\n", name, info.Size(), info.ModTime().UnixNano(), info.Mode().Type())
		return info.Mode().IsRegular() && now.Sub(info.ModTime()) >= settling
	}
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return sum, false
		}
		fmt.Fprintf(h, "%q %t\n", name, info.IsDir())
		if !info.IsDir() {
			if !note("", info) {
				return sum, false
			}
			continue
		}
		f, err := openFolder(name)
		if err != nil {
			return sum, false
		}
		fmt.Fprintf(h, "%q\n", f.prefix)
		whole := true
		err = fs.WalkDir(f.root.FS(), path.Join(".", f.prefix), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil && !note(name, info) {
				whole = false
				return fs.SkipAll
			}
			return err
		})
		if f.close(); err != nil || !whole {
			return sum, false
		}
	}
	h.Sum(sum[:0])
	return sum, true
}
