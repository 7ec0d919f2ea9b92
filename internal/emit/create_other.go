//go:build darwin || freebsd

package emit

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"
)

// create makes a file that is not there in the folder.
func (d dir) create(name string) (fd int, err error) {
	if strings.Contains(name, "/") {
		return 0, errors.ErrUnsupported
	}
	return d.openat(name, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY)
}
