package emit

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
)

// movesPath is the file that says, while a run lasts, which files it has moved:
// a line for each, written before the move. The manifest has their old places
// until the run ends, so that the run after one that was killed needs it.
const movesPath = ourFolder + "/moves.jsonl"

// movedFile is a line of that file.
type movedFile struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Journal int64  `json:"journal"` // its size when the file was moved: what is in it is older

	// Manifest is the digest of the one that has the old places. When there is
	// another one, the move is recorded.
	Manifest string `json:"manifest"`
}

// elsewhere says where files are that killed runs have moved.
type elsewhere []epoch

// An epoch is the time from some size of the journal on.
type epoch struct {
	journal int64
	now     map[string]string // where what was at a path before is now
}

func readMoves(root *os.Root) elsewhere {
	if root == nil {
		return nil
	}
	file, err := openRegular(root, movesPath)
	if file == nil || err != nil {
		return nil
	}
	defer file.Close()
	manifest := digestOfManifest(root)
	var lines []movedFile
	_ = eachLine(file, func(_ int64, raw []byte) error { // a line that is cut is of no move
		var m movedFile
		if json.Unmarshal(raw, &m) == nil && m.From != "" && m.To != "" && m.Manifest == manifest {
			lines = append(lines, m)
		}
		return nil
	})
	if n := len(lines); n > 0 { // the last one may not have come to be
		_, from := root.Lstat(lines[n-1].From)
		_, to := root.Lstat(lines[n-1].To)
		if from == nil || to != nil {
			lines = lines[:n-1]
		}
	}
	var all elsewhere
	for i := range lines {
		if i == 0 || lines[i].Journal != lines[i-1].Journal {
			all = append(all, epoch{lines[i].Journal, nowOf(lines[i:])})
		}
	}
	return all
}

// nowOf returns where files are after some moves, one after the other.
func nowOf(lines []movedFile) map[string]string {
	now, was := map[string]string{}, map[string]string{}
	for _, m := range lines {
		first, ok := was[m.From]
		if !ok {
			if first = m.From; now[first] != "" {
				continue // another one has its place, and is moved by nobody we know
			}
		}
		delete(was, m.From)
		now[first], was[m.To] = m.To, first
	}
	return now
}

// relocated gives an entry the places where its files are now, if it is one of
// the record before they were moved, and reports whether it had others.
func (w elsewhere) relocated(e *Entry, journal bool, offset int64) (changed bool) {
	for _, epoch := range w {
		if journal && offset >= epoch.journal {
			continue
		}
		return e.relocate(epoch.now)
	}
	return false
}

// relocate gives an entry the places where its files are now, and reports
// whether it had others.
func (e *Entry) relocate(now map[string]string) (changed bool) {
	if to, ok := now[e.Path]; ok && e.From == "" {
		e.Path, changed = to, true
	}
	for i := range e.Files {
		if to, ok := now[e.Files[i].Path]; ok {
			e.Files[i].Path, changed = to, true
		}
	}
	return changed
}

// noteMove notes that a file is about to be moved.
func (f *Folder) noteMove(from, to string) error {
	root, err := f.make(ourFolder)
	if err != nil {
		return err
	}
	if f.moves == nil {
		f.manifest = digestOfManifest(root)
	}
	line, err := jsonLine(movedFile{from, to, f.before.journal, f.manifest})
	if err != nil {
		return err
	}
	if f.moves == nil {
		if f.moves, err = root.OpenFile(movesPath, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o666); err != nil {
			return err
		}
		if end, err := f.moves.Seek(0, io.SeekEnd); err == nil && end > 0 {
			line = append([]byte("\n"), line...) // the last line may be cut
		}
	}
	_, err = f.moves.Write(line)
	return err
}

// digestOfManifest returns what the manifest is known by, "" if there is none.
func digestOfManifest(root *os.Root) string {
	file, err := openRegular(root, manifestPath)
	if file == nil || err != nil {
		return ""
	}
	defer file.Close()
	d, err := digestOfFile(file)
	if err != nil {
		return ""
	}
	return hex.EncodeToString(d[:])
}

// closeMoves ends the record of what was moved: the manifest now says where it
// is.
func (f *Folder) closeMoves(recorded bool) error {
	var err error
	if f.moves != nil {
		err = f.moves.Close()
		f.moves = nil
	}
	root := f.handle()
	if err == nil && recorded && root != nil && !f.dry {
		err = removeIfThere(root, movesPath)
	}
	return err
}

// removeIfThere removes a file that need not be there.
func removeIfThere(root *os.Root, name string) error {
	if err := root.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
