package extract

import (
	"io"
	"os"
)

// spool copies what can be read only once to a temporary file, for there are
// two passes. The file is gone when the source is closed, and where the
// system allows it, even if the program is killed.
func (s *Source) spool(r io.Reader) (*os.File, int64, error) {
	f, err := os.CreateTemp("", "wp2md-*.xml")
	if err != nil {
		return nil, 0, err
	}
	gone := os.Remove(f.Name()) == nil // not on Windows while it is open
	s.closers = append(s.closers, func() error {
		err := f.Close()
		if !gone {
			return os.Remove(f.Name())
		}
		return err
	})
	size, err := io.Copy(f, r)
	if err != nil {
		return nil, 0, err
	}
	return f, size, nil
}
