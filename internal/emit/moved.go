package emit

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
)

// movesPath is the file that says, while a run lasts, which files it has moved and
// removed: a line for each, written before that is done, and an empty one behind the
// last of several. The records have their old
// places until the run ends, so that the run after one that was killed needs it.
const movesPath = ourFolder + "/moves.jsonl"

// movedFile is a line of that file.
type movedFile struct {
	From    string `json:"from"`
	To      string `json:"to,omitempty"`    // nowhere if it was removed
	Draft   bool   `json:"draft,omitempty"` // it is a page that is not published any more, and has no other address
	Journal int64  `json:"journal"`         // its size when the file was moved: what is in it is older

	// Digests of the records that have the old places. When there is another one, the
	// move is recorded in it.
	recordSums
}

type recordSums struct {
	Manifest string `json:"manifest"`
	Absent   string `json:"absent,omitempty"`
	Files    string `json:"files,omitempty"`
}

func sumsOfRecords(root *os.Root) recordSums {
	return recordSums{digestOfRecord(root, manifestPath), digestOfRecord(root, absentPath), digestOfRecord(root, othersPath)}
}

// killedMoves is what runs that were killed have moved and removed.
type killedMoves struct {
	manifest, absent, files elsewhere  // by the record that has the old places; the journal is with the manifest
	drafts                  set        // hash of the paths to which pages have gone that are not published any more
	removed                 []string   // files
	gone                    set        // hash of these
	owned                   set        // and of those that are of an item
	undone                  *movedFile // the last of them, if it has not come to be
}

// removes reports whether a run that was killed has removed a file.
func (m *killedMoves) removes(name string) bool { return m.gone.has(hash(name)) }

// elsewhere says where files are that killed runs have moved.
type elsewhere []epoch

// An epoch is the time from some size of the journal on.
type epoch struct {
	journal int64
	now     map[string]string // where what was at a path before is now
}

func readMoves(root *os.Root) (m killedMoves) {
	if root == nil {
		return m
	}
	file, err := openRegular(root, movesPath)
	if file == nil || err != nil {
		return m
	}
	defer file.Close()
	is := sumsOfRecords(root)
	var lines []movedFile
	done := false
	_ = eachLine(file, func(_ int64, raw []byte) error { // a line that is cut is of no move
		var l movedFile
		switch {
		case len(raw) == 0:
			done = true
		case json.Unmarshal(raw, &l) == nil && l.From != "":
			lines, done = append(lines, l), false
		}
		return nil
	})
	if n := len(lines); n > 0 && lines[n-1].To != "" && !done {
		if _, err := root.Lstat(lines[n-1].From); err == nil {
			m.undone = &lines[n-1]
			lines = lines[:n-1]
		}
	}
	m.manifest = epochsOf(lines, func(l *movedFile) bool { return l.Manifest == is.Manifest })
	m.absent = epochsOf(lines, func(l *movedFile) bool { return l.Absent == is.Absent })
	m.files = epochsOf(lines, func(l *movedFile) bool { return l.Files == is.Files })
	for _, l := range lines {
		if l.Draft && l.Manifest == is.Manifest {
			m.drafts.add(hash(l.To))
		}
		if _, err := root.Lstat(l.From); l.To == "" && err != nil && l.Manifest == is.Manifest && m.gone.add(hash(l.From)) {
			m.removed = append(m.removed, l.From)
		}
	}
	return m
}

// epochsOf makes epochs of the moves that a record does not know.
func epochsOf(lines []movedFile, unknown func(*movedFile) bool) (all elsewhere) {
	var moves []movedFile
	for _, l := range lines {
		if l.To != "" && unknown(&l) {
			moves = append(moves, l)
		}
	}
	for i := range moves {
		if i == 0 || moves[i].Journal != moves[i-1].Journal {
			all = append(all, epoch{moves[i].Journal, nowOf(moves[i:])})
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

// relocated gives an entry of a record the places where its files are now, if it is
// older than their moves, and reports whether it had others.
func (m *killedMoves) relocated(e *Entry, record string, offset int64) (changed bool) {
	of := m.manifest
	if record == absentPath {
		of = m.absent
	}
	for _, epoch := range of {
		if record != journalPath || offset < epoch.journal {
			return e.relocate(epoch.now)
		}
	}
	return false
}

// first returns where files are now that were at a path when the last run ended.
func (w elsewhere) first() map[string]string {
	if len(w) == 0 {
		return nil
	}
	return w[0].now
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

// noteMove notes that a file is about to be moved, or removed if it goes nowhere.
func (f *Folder) noteMove(l movedFile) error {
	root, err := f.make(ourFolder)
	if err != nil {
		return err
	}
	var lines []movedFile
	var b []byte
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	if f.moves == nil {
		f.records = sumsOfRecords(root)
		if f.moves, err = root.OpenFile(movesPath, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o666); err != nil {
			return err
		}
		last := []byte{'\n'}
		if end, err := f.moves.Seek(0, io.SeekEnd); err == nil && end > 0 {
			_, _ = f.moves.ReadAt(last, end-1)
		}
		if last[0] != '\n' { // the last line is cut
			b = append(b, '\n')
		}
		if u := f.before.moves.undone; u != nil { // what comes now need not be the same
			lines = append(lines, movedFile{From: u.To, To: u.From, Journal: u.Journal, recordSums: u.recordSums})
		}
	}
	l.Journal, l.recordSums = f.before.journal, f.records
	return f.writeMoves(b, append(lines, l)...)
}

// noteMoved notes that what was to be moved has been.
func (f *Folder) noteMoved() error {
	f.lines.mu.Lock()
	defer f.lines.mu.Unlock()
	if f.moves == nil {
		return nil
	}
	return f.writeMoves([]byte{'\n'})
}

func (f *Folder) writeMoves(b []byte, lines ...movedFile) error {
	for _, l := range lines {
		line, err := jsonLine(l)
		if err != nil {
			return err
		}
		b = append(b, line...)
	}
	_, err := f.moves.Write(b)
	return err
}

// digestOfManifest returns what the manifest is known by, "" if there is none.
func digestOfManifest(root *os.Root) string { return digestOfRecord(root, manifestPath) }

func digestOfRecord(root *os.Root, name string) string {
	file, err := openRegular(root, name)
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
