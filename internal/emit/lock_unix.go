//go:build unix && !solaris && !aix

package emit

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// tryLock locks a file. The error is errLocked if another one has the lock, and
// any other if there are no locks.
func tryLock(file *os.File) error {
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var locked error
	if err := raw.Control(func(fd uintptr) {
		locked = unix.Flock(int(fd), unix.LOCK_EX|unix.LOCK_NB)
	}); err != nil {
		return err
	}
	if errors.Is(locked, unix.EWOULDBLOCK) {
		return errLocked
	}
	return locked
}
