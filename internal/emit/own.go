package emit

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// WriteOwn writes one of the program's own files, such as report.json, into
// .wp2md. Such a file is made anew by each run and is nobody's to edit.
func (f *Folder) WriteOwn(name string, data []byte) error {
	file, err := f.own(name)
	if err != nil || f.dry {
		return err
	}
	if err := f.writeFile(file, data); err != nil {
		return f.failed(file, err)
	}
	return nil
}

// WriteOwnFrom is WriteOwn for what is too big to be held in memory.
func (f *Folder) WriteOwnFrom(name string, write func(io.Writer) error) error {
	file, err := f.own(name)
	if err != nil || f.dry {
		return err
	}
	if err := f.writeFrom(file, func(w *bufio.Writer) error { return write(w) }); err != nil {
		return f.failed(file, err)
	}
	return nil
}

// ReadOwn returns one of the program's own files. If it is not there the error
// is [os.ErrNotExist].
func (f *Folder) ReadOwn(name string) ([]byte, error) {
	file, err := f.own(name)
	if err != nil {
		return nil, err
	}
	return f.read(file)
}

// OpenOwn opens one of the program's own files to read it. If it is not there the
// error is [os.ErrNotExist].
func (f *Folder) OpenOwn(name string) (*os.File, error) {
	file, err := f.own(name)
	if err != nil {
		return nil, err
	}
	root := f.handle()
	if root == nil {
		return nil, f.failed(file, fs.ErrNotExist)
	}
	in, err := openRegular(root, file)
	if err == nil && in == nil {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, f.failed(file, err)
	}
	return in, nil
}

// RemoveOwn removes one of the program's own files, if it is there, or an empty
// folder.
func (f *Folder) RemoveOwn(name string) error {
	file, err := f.own(name)
	root := f.handle()
	if err != nil || f.dry || root == nil {
		return err
	}
	if err := root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.failed(file, err)
	}
	return nil
}

// OwnFolder opens a folder of the program's own below .wp2md, which it makes
// if it is not there.
func (f *Folder) OwnFolder(name string) (*os.Root, error) {
	dir, err := f.own(name)
	if err != nil {
		return nil, err
	}
	root, err := f.make(ourFolder)
	if err == nil {
		root, err = f.make(dir)
	}
	if err != nil {
		return nil, err
	}
	own, err := root.OpenRoot(dir)
	if err != nil {
		return nil, f.failed(dir, err)
	}
	return own, nil
}

// ReadFile returns the file of a path as it is on disk. If it is not there the
// error is [os.ErrNotExist].
func (f *Folder) ReadFile(name string) ([]byte, error) {
	if err := f.check(name); err != nil {
		return nil, err
	}
	return f.read(name)
}

func (f *Folder) own(name string) (string, error) {
	file := ourFolder + "/" + name
	if strings.ContainsAny(name, `/\`) || !filepath.IsLocal(name) || name == "." || file == manifestPath || file == journalPath || file == absentPath || file == movesPath || file == lockPath || file == packPath || file == mergingPath {
		return "", fmt.Errorf("%q is not the name of a file of the program", name)
	}
	return file, nil
}

func (f *Folder) read(name string) ([]byte, error) {
	root := f.handle()
	to := f.onDisk(name)
	if root == nil || to == "" {
		return nil, f.failed(name, os.ErrNotExist)
	}
	data, err := root.ReadFile(to)
	if err != nil {
		return nil, f.failed(name, err)
	}
	return data, nil
}

// OwnPath returns where a file or folder of the program's own is, for those who
// must know it by its path. The folder that it is in is made, and nothing else:
// a run that ends here has left no manifest.
func (f *Folder) OwnPath(name string) (string, error) {
	if _, err := f.own(name); err != nil {
		return "", err
	}
	dir := filepath.Join(f.dir, ourFolder)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", f.failed(ourFolder, err)
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return "", f.failed(ourFolder, errors.New("not a folder"))
	}
	return filepath.Join(dir, name), nil
}

// WriteWhole writes a file of the user's, outside any output folder, that is
// there whole or not at all.
func WriteWhole(name string, write func(*os.File) error) error {
	part := name + ".part"
	file, err := os.OpenFile(part, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	err = errors.Join(write(file), file.Close())
	if err == nil {
		err = os.Rename(part, name)
	}
	if err != nil {
		os.Remove(part)
	}
	return err
}
