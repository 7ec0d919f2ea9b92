package emit

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// make makes the folder and what says that it is ours, and the folder sub
// below it. In sub it removes the temporary files of runs that were killed.
func (f *Folder) make(sub string) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root == nil {
		if err := os.MkdirAll(f.dir, 0o777); err != nil {
			return nil, f.failed("", err)
		}
		root, err := os.OpenRoot(f.dir)
		if err != nil {
			return nil, f.failed("", err)
		}
		f.root = root
	}
	if !f.made {
		if err := f.makeDir(ourFolder); err != nil {
			return nil, err
		}
		if f.locked == nil {
			if err := f.lock(f.root); err != nil {
				return nil, err
			}
			if !f.wasOurs && recorded(f.root) {
				return nil, changedError{f.dir}
			}
		}
		file, err := f.root.OpenFile(manifestPath, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err == nil {
			err = file.Close()
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, f.failed(manifestPath, err)
		}
		f.made = true
	}
	return f.root, f.makeDir(sub)
}

func (f *Folder) makeDir(dir string) error {
	if f.dirs[dir] || dir == "." {
		return nil
	}
	if above, name, err := f.held.of(f.root, dir); err == nil {
		err = above.mkdir(name)
		f.held.give(above)
		if err == nil {
			f.dirs[dir] = true
			return nil
		}
	}
	switch info, err := f.root.Stat(dir); {
	case err == nil && info.IsDir():
		if err := f.removeTemps(dir); err != nil {
			return f.failed(dir, err)
		}
	case errors.Is(err, fs.ErrNotExist):
		if err := f.root.MkdirAll(dir, 0o777); err != nil {
			return f.failed(dir, err)
		}
	case err == nil:
		return f.failed(dir, errors.New("not a folder"))
	default:
		return f.failed(dir, err)
	}
	f.dirs[dir] = true
	return nil
}

// parent returns the folder of a path, "" if that is the output folder.
func parent(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

// Temporary files have names that no page or image has.
const (
	tempPrefix = ".wp2md-"
	tempSuffix = ".tmp"
)

func (f *Folder) removeTemps(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	var old []string
	for {
		names, err := d.Readdirnames(1000)
		for _, name := range names {
			if strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix) {
				old = append(old, path.Join(dir, name))
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	for _, name := range old {
		if info, err := f.root.Lstat(name); err == nil && info.Mode().IsRegular() {
			if err := f.root.Remove(name); err != nil {
				return err
			}
		}
	}
	return nil
}

var process = strconv.Itoa(os.Getpid())

// tempName returns a name for a temporary file that no other one of this run has.
func (f *Folder) tempName() string {
	return tempPrefix + process + "-" + strconv.FormatUint(f.temps.Add(1), 10) + tempSuffix
}

// temp makes a temporary file in a folder that is there, to write and read.
func (f *Folder) temp(root *os.Root, dir string) (*os.File, string, error) {
	for {
		name := path.Join(dir, f.tempName())
		file, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return file, name, err
		}
	}
}
