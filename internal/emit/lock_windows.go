package emit

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks a file. The error is errLocked if another one has the lock, and
// any other if there are no locks. The byte that is locked lies far behind the
// text of the file, which can be read by others all the same.
func tryLock(file *os.File) error {
	raw, err := file.SyscallConn()
	if err != nil {
		return err
	}
	var locked error
	if err := raw.Control(func(fd uintptr) {
		at := windows.Overlapped{Offset: 1 << 30}
		locked = windows.LockFileEx(windows.Handle(fd), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at)
	}); err != nil {
		return err
	}
	if errors.Is(locked, windows.ERROR_LOCK_VIOLATION) {
		return errLocked
	}
	return locked
}
