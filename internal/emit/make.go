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
	if err := f.makeOurs(); err != nil {
		return nil, err
	}
	return f.root, f.makeDir(sub)
}

// makeAround makes the folder of a file. If there was none it returns the one above, which
// the caller gives back: the file can go into the new folder from there.
func (f *Folder) makeAround(name string) (above *openDir, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.makeOurs(); err != nil {
		return nil, err
	}
	dir := path.Dir(name)
	if above := f.makeNew(dir); above != nil {
		return above, nil
	}
	return nil, f.makeDir(dir)
}

func (f *Folder) makeOurs() error {
	if f.root == nil {
		if err := os.MkdirAll(f.dir, 0o777); err != nil {
			return f.failed("", err)
		}
		root, err := os.OpenRoot(f.dir)
		if err != nil {
			return f.failed("", err)
		}
		f.root = root
	}
	if !f.made {
		if err := f.makeDir(ourFolder); err != nil {
			return err
		}
		if f.locked == nil {
			if err := f.lock(f.root); err != nil {
				return err
			}
			if !f.wasOurs && recorded(f.root) {
				return changedError{f.dir}
			}
		}
		file, err := f.root.OpenFile(manifestPath, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err == nil {
			err = file.Close()
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return f.failed(manifestPath, err)
		}
		f.made = true
	}
	return nil
}

func (f *Folder) makeDir(dir string) error {
	if f.dirs[dir] {
		return nil
	}
	if above := f.makeNew(dir); above != nil {
		f.held.give(above)
		return nil
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

// makeNew makes a folder that is not there in one that is, and returns that one.
// It returns nil if there is something, or nothing to make it in.
func (f *Folder) makeNew(dir string) (above *openDir) {
	if f.dirs[dir] || dir == "." {
		return nil
	}
	above, name, err := f.held.of(f.root, dir)
	if err != nil {
		return nil
	}
	if above.mkdir(name) != nil {
		f.held.give(above)
		return nil
	}
	f.dirs[dir] = true
	return above
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
