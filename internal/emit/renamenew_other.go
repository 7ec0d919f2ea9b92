//go:build !linux

package emit

import "errors"

// renameNew renames a file in a folder that is open, unless something has the name.
func renameNew(dir, string, string) error { return errors.ErrUnsupported }
