//go:build !linux && !darwin && !freebsd

package emit

import (
	"io"
	"os"
)

// dir is a folder that is held open.
type dir struct{ root *os.Root }

func openIn(root *os.Root, name string) (dir, error) {
	at, err := root.OpenRoot(name)
	return dir{at}, err
}

// sub opens a folder in another.
func (d dir) sub(name string) (dir, error) { return openIn(d.root, name) }

// mkdir makes a folder in another.
func (d dir) mkdir(name string) error { return d.root.Mkdir(name, 0o777) }

func (d dir) close() { d.root.Close() }

// stat says what has a name.
func (d dir) stat(name string) (stat, error) {
	info, err := d.root.Lstat(name)
	if err != nil {
		return stat{}, err
	}
	return stat{size: info.Size(), folder: info.IsDir(), regular: info.Mode().IsRegular()}, nil
}

// open opens a file that is no link, to read it.
func (d dir) open(name string) (io.ReadSeekCloser, error) { return d.root.Open(name) }

// put writes a file, whole or not at all. temp is a name that nothing has; rename gives
// it the other. Both may be in a folder of this one.
func (d dir) put(temp, name string, data []byte, rename func(dir, string, string) error) error {
	file, err := d.root.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = rename(d, temp, name)
	}
	if err != nil {
		d.root.Remove(temp)
	}
	return err
}

// renameOver gives a file a name, whatever has it.
func renameOver(d dir, from, to string) error { return d.root.Rename(from, to) }
