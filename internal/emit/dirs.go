package emit

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"sync"
)

// maxDirs is how many folders are held open. Pages of one kind mostly are in one
// folder; there are targets that want a folder for each page.
const maxDirs = 16

// dirs are folders of the output folder that are held open, so that the system
// need not find the way to each file anew.
type dirs struct {
	mu   sync.Mutex
	open map[string]*openDir
	time uint64
}

// An openDir is one of them. What dir is depends on the system.
type openDir struct {
	dir
	users int
	used  uint64
	gone  bool // not among the open ones any more
}

// in returns the folder of a file and the name that the file has in it. The caller
// gives it back.
func (f *Folder) in(name string) (d *openDir, base string, err error) {
	return f.held.of(f.handle(), name)
}

// of is Folder.in for the output folder, which is nil if there is none.
func (s *dirs) of(root *os.Root, name string) (d *openDir, base string, err error) {
	of, base := path.Split(name)
	of = path.Clean(of)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.time++
	if d := s.open[of]; d != nil {
		d.users++
		d.used = s.time
		return d, base, nil
	}
	if root == nil {
		return nil, "", os.ErrNotExist
	}
	at, err := s.openDir(root, of)
	if err != nil {
		return nil, "", err
	}
	d = &openDir{dir: at, users: 1, used: s.time}
	if s.open == nil {
		s.open = map[string]*openDir{}
	}
	if len(s.open) >= maxDirs {
		s.closeOldest()
	}
	s.open[of] = d
	return d, base, nil
}

// openDir opens a folder: from the one above it, if that is open, for the way to it
// can be long.
func (s *dirs) openDir(root *os.Root, name string) (dir, error) {
	if above := s.open[path.Dir(name)]; above != nil && name != "." {
		d, err := above.sub(path.Base(name))
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return d, err
		}
	}
	return openIn(root, name)
}

func (s *dirs) closeOldest() {
	oldest := ""
	for name, d := range s.open {
		if d.users == 0 && (oldest == "" || d.used < s.open[oldest].used) {
			oldest = name
		}
	}
	if d := s.open[oldest]; d != nil {
		d.close()
		delete(s.open, oldest)
	}
}

// give gives a folder back.
func (s *dirs) give(d *openDir) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if d.users--; d.users == 0 && d.gone {
		d.close()
	}
}

// forget closes a folder that is no more, or all.
func (s *dirs) forget(match func(name string) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, d := range s.open {
		if !match(name) {
			continue
		}
		delete(s.open, name)
		if d.gone = true; d.users == 0 {
			d.close()
		}
	}
}
