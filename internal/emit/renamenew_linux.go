package emit

import (
	"errors"

	"golang.org/x/sys/unix"
)

// renameNew renames a file in a folder that is open, unless something has the name.
func renameNew(dir dir, from, to string) error {
	for {
		err := dir.rename(from, to, unix.RENAME_NOREPLACE)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM): // of some network folders, of sandboxes
			return errors.ErrUnsupported
		default:
			return err
		}
	}
}
