//go:build !windows && (!unix || solaris || aix)

package emit

import (
	"errors"
	"os"
)

// tryLock returns that there are no locks.
func tryLock(*os.File) error { return errors.ErrUnsupported }
