package dump

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"github.com/wp2md/wp2md/extract"
)

// Uploads are the files of wp-content/uploads that a backup holds.
type Uploads = extract.Uploads

// uploads is an index of them.
type uploads struct {
	mu    sync.Mutex
	files map[string]upload
}

type upload struct {
	size int64
	open func() (io.ReadCloser, error)
}

// isUpload reports whether a path lies in the uploads folder.
func isUpload(name string) bool { return below(name) != "" }

// below returns the path below the uploads folder, or "".
func below(name string) string {
	if i := strings.Index("/"+name, "/wp-content/uploads/"); i >= 0 {
		return name[i+len("wp-content/uploads/"):]
	}
	if rest, ok := strings.CutPrefix(name, "uploads/"); ok { // of UpdraftPlus
		return rest
	}
	return ""
}

func (u *uploads) add(name string, size int64, open func() (io.ReadCloser, error)) {
	if name = below(name); name == "" {
		return
	}
	if u.files == nil {
		u.files = map[string]upload{}
	}
	u.files[norm.NFC.String(name)] = upload{size, open}
}

func (u *uploads) empty() bool { return len(u.files) == 0 }

func (u *uploads) orNil() Uploads {
	if u.empty() {
		return nil
	}
	return &uploads{files: u.files}
}

func (u *uploads) File(name string) (io.ReadCloser, error) {
	f, ok := u.files[norm.NFC.String(path.Clean("/" + name)[1:])]
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	r, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

func (u *uploads) Has(name string) bool {
	_, ok := u.files[norm.NFC.String(path.Clean("/" + name)[1:])]
	return ok
}
