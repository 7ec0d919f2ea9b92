package emit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ForeignError is the refusal of a folder that is not ours.
type ForeignError struct{ Dir string }

func (e ForeignError) Error() string {
	return fmt.Sprintf("%s: the folder has files, and none says that an earlier run wrote them", e.Dir)
}

// Hint says what to try, for a line of its own below the message.
func (ForeignError) Hint() string {
	return "name another folder with --out, or write into this one with --force"
}

// name returns the path of a file of the folder as messages have it.
func (f *Folder) name(file string) string {
	return filepath.Join(f.dir, filepath.FromSlash(file))
}

// A fileError is an error of the file system with a file of the folder.
type fileError struct {
	name string
	err  error
}

func (e *fileError) Error() string { return e.name + ": " + e.err.Error() }

func (e *fileError) Unwrap() error { return e.err }

// failed names the file in an error of the file system and leaves out what
// was tried with it: the user knows no temporary files. An error that names a
// file already, such as the folder of this one, stays as it is.
func (f *Folder) failed(file string, err error) error {
	var named *fileError
	var locked lockedError
	var changed changedError
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &named), errors.As(err, &locked), errors.As(err, &changed):
		return err
	case errors.As(err, &pathError):
		err = pathError.Err
	case errors.As(err, &linkError):
		err = linkError.Err
	}
	return &fileError{f.name(file), err}
}
