//go:build linux || darwin || freebsd

package emit

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// dir is a folder that is held open. The calls on it do what those of os.Root
// do, with a third of the system calls: a name in it is one component, and a
// link is never followed.
type dir struct {
	file *os.File // nil of one that was opened in another
	fd   int
	near bool // see isNear
}

func openIn(root *os.Root, name string) (dir, error) {
	file, err := root.Open(name)
	if err != nil {
		return dir{}, err
	}
	return dirOf(file)
}

// sub opens a folder in another. It is not followed if it is a link.
func (d dir) sub(name string) (dir, error) {
	fd, err := d.openat(name, unix.O_RDONLY|unix.O_DIRECTORY)
	return dir{fd: fd, near: d.near}, err
}

// mkdir makes a folder in another.
func (d dir) mkdir(name string) error {
	for {
		if err := unix.Mkdirat(d.fd, name, 0o777); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

func dirOf(file *os.File) (dir, error) {
	raw, err := file.SyscallConn()
	fd := -1
	if err == nil {
		err = raw.Control(func(n uintptr) { fd = int(n) })
	}
	if err != nil {
		file.Close()
		return dir{}, err
	}
	return dir{file, fd, isNear(fd)}, nil
}

func (d dir) close() {
	if d.file == nil {
		_ = unix.Close(d.fd)
		return
	}
	d.file.Close()
}

// stat says what has a name.
func (d dir) stat(name string) (s stat, err error) {
	var st unix.Stat_t
	for {
		err = unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	kind := uint32(st.Mode) & unix.S_IFMT
	return stat{size: st.Size, folder: kind == unix.S_IFDIR, regular: kind == unix.S_IFREG}, err
}

// open opens a file that is no link, to read it.
func (d dir) open(name string) (io.ReadSeekCloser, error) {
	fd, err := d.openat(name, unix.O_RDONLY)
	return fileno(fd), err
}

func (d dir) openat(name string, flags int) (fd int, err error) {
	for {
		fd, err = unix.Openat(d.fd, name, flags|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o666)
		if !errors.Is(err, unix.EINTR) {
			return fd, err
		}
	}
}

// put writes a file, whole or not at all. temp is a name that nothing has; rename gives
// it the other. Both may be in a folder of this one, which is no link, where the system
// can see to that: else the error is [errors.ErrUnsupported].
func (d dir) put(temp, name string, data []byte, rename func(dir, string, string) error) error {
	fd, err := d.create(temp)
	if err != nil {
		return err
	}
	for len(data) > 0 && err == nil {
		var n int
		if n, err = d.write(fd, data); errors.Is(err, unix.EINTR) {
			n, err = max(n, 0), nil
		}
		data = data[max(n, 0):]
	}
	if closeErr := d.closeNew(fd); err == nil {
		err = closeErr
	}
	if err == nil {
		err = rename(d, temp, name)
	}
	if err != nil {
		_ = unix.Unlinkat(d.fd, temp, 0)
	}
	return err
}

// renameOver gives a file a name, whatever has it.
func renameOver(d dir, from, to string) error { return unix.Renameat(d.fd, from, d.fd, to) }

// A fileno is an open file of the system.
type fileno int

func (f fileno) Read(p []byte) (int, error) {
	for {
		switch n, err := unix.Read(int(f), p); {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return 0, err
		case n == 0 && len(p) > 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

func (f fileno) Seek(offset int64, whence int) (int64, error) {
	return unix.Seek(int(f), offset, whence)
}

func (f fileno) Close() error { return unix.Close(int(f)) }
