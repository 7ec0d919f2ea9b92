package emit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

// lockPath is the file that a run holds locked while it writes into the folder.
// The lock is the system's and ends with the process, so a run that was killed
// leaves none; the file only says who holds it.
const lockPath = ourFolder + "/lock"

type holder struct {
	Process int       `json:"process"`
	Since   time.Time `json:"since"`
}

// lockedError is a folder into which another run is writing.
type lockedError struct {
	dir string
	by  holder
}

func (e lockedError) Error() string {
	text := e.dir + ": another run is at work here"
	if e.by.Process != 0 {
		text += fmt.Sprintf(": process %d, since %s", e.by.Process, e.by.Since.Local().Format("15:04:05"))
	}
	return text
}

// Hint says what to try, for a line of its own below the message.
func (lockedError) Hint() string {
	return "wait until it has come to its end, or name another folder with --out"
}

// changedError is a folder that another run has made since this one began.
type changedError struct{ dir string }

func (e changedError) Error() string {
	return e.dir + ": another run has written into the folder since this one began"
}
func (changedError) Hint() string { return "run the same command again" }

// errLocked is what tryLock returns if another process has the lock.
var errLocked = errors.New("locked")

// lock locks the folder, whose own folder is there, until Close.
func (f *Folder) lock(root *os.Root) error {
	if f.dry || f.locked != nil {
		return nil
	}
	for {
		file, err := root.OpenFile(lockPath, os.O_CREATE|os.O_RDWR, 0o666)
		if err != nil {
			return f.failed(lockPath, err)
		}
		switch err := tryLock(file); {
		case errors.Is(err, errLocked):
			by := holder{}
			if raw, err := io.ReadAll(io.LimitReader(file, 1<<10)); err == nil && json.Unmarshal(raw, &by) != nil {
				by = holder{}
			}
			file.Close()
			return lockedError{f.dir, by}
		case err != nil:
			file.Close()
			return nil // a file system without locks
		}
		// The one who had it may have removed the file in between.
		mine, err1 := file.Stat()
		there, err2 := root.Lstat(lockPath)
		if err1 != nil || err2 != nil || !os.SameFile(mine, there) {
			file.Close()
			continue
		}
		f.locked = file
		raw, err := jsonLine(holder{os.Getpid(), time.Now().UTC().Truncate(time.Second)})
		if err == nil {
			err = file.Truncate(0)
		}
		if err == nil {
			_, err = file.WriteAt(raw, 0)
		}
		_ = err // on a full disk it is locked all the same
		return nil
	}
}

// unlock ends the lock.
func (f *Folder) unlock(root *os.Root) error {
	if f.locked == nil {
		return nil
	}
	file := f.locked
	f.locked = nil
	if runtime.GOOS == "windows" { // it removes no file that is open
		err := file.Close()
		_ = root.Remove(lockPath) // the next run may have it already
		return err
	}
	err := removeIfThere(root, lockPath)
	return errors.Join(err, file.Close())
}
