package emit

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"
)

// create makes a file that is not there, in the folder or in one of it.
func (d dir) create(name string) (fd int, err error) {
	const flags = unix.O_CREAT | unix.O_EXCL | unix.O_WRONLY | unix.O_NOFOLLOW | unix.O_CLOEXEC
	here := !strings.Contains(name, "/")
	how := unix.OpenHow{Flags: flags, Mode: 0o666, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS}
	for {
		if here {
			fd, err = d.openNew(name, flags)
		} else {
			fd, err = d.openNewBelow(name, &how)
		}
		switch {
		case errors.Is(err, unix.EINTR):
		case here:
			return fd, err
		case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EAGAIN): // before Linux 5.6, in sandboxes, while something is moved
			return 0, errors.ErrUnsupported
		default:
			return fd, err
		}
	}
}
