package emit

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"
)

// Where the manifest is, and where that of a run is until the run ends: then
// it takes the other's place. What a killed run leaves there is read as well.
const (
	ourFolder    = ".wp2md"
	manifestPath = ourFolder + "/manifest.jsonl"
	journalPath  = ourFolder + "/journal.jsonl"
	absentPath   = ourFolder + "/absent.jsonl" // see absent.go
)

// maxProblems bounds how many damaged lines are told one by one.
const maxProblems = 20

// previous is what earlier runs recorded: the files of which the last run had
// no item, over them the manifest, and over it what runs that did not end
// recorded in the journal. It holds hashes and places, not lines.
type previous struct {
	root     *os.Root            // nil if there was no folder
	journal  int64               // size of the journal; what comes after is of this run
	sums     map[uint64]made     // by hash of the path
	bases    map[uint64]digest   // of pages with a conflict: the version last merged; by hash of the path
	moved    map[uint64]string   // where pages are that a person has renamed; by hash of the path they would have
	places   map[uint64]place    // by key of the line
	absent   map[uint64]place    // likewise, of the lines of what was absent
	was      map[uint64][]string // earlier addresses of pages on the new site; by item
	finished map[uint64]place    // what the last run that ended had in place of lines in the journal; by key
	moves    killedMoves
	went     map[string]string // where files went that this run has moved
	unsummed bool              // some file has no digest, and is not in sums
	problems []error
	damaged  int
}

// made is what is known of a file that a run wrote.
type made struct {
	digest
	owner uint32 // the low half of the item that it is of, or 0
}

// A place is where a line is: an offset, and in which file.
type place int64

const (
	inJournal  place = 1
	inManifest place = 2 // has a line of the key as well
	inAbsent   place = 4
)

func placeOf(offset int64) place { return place(offset << 3) }

func (p place) offset() int64 { return int64(p >> 3) }

// record returns the file that the line is in.
func (p place) record() string {
	switch {
	case p&inAbsent != 0:
		return absentPath
	case p&inJournal != 0:
		return journalPath
	}
	return manifestPath
}

// A line is one line of a manifest. It is good until the next one is read.
type line struct {
	offset int64
	item   uint64
	nth    uint32 // of the lines of the item
	raw    []byte // without line end
	entry  *Entry
	file   string // that it is in
}

// lineKey is the key of the nth line of an item, from 0.
func lineKey(item uint64, nth uint32) uint64 { return finish(item + uint64(nth)*fnvOffset) }

func (l line) key() uint64 { return lineKey(l.item, l.nth) }

// readPrevious reads the manifest and the journal of a folder, as far as they
// are there.
func readPrevious(root *os.Root) (*previous, error) {
	p := &previous{root: root, sums: map[uint64]made{}, bases: map[uint64]digest{}, moved: map[uint64]string{}, places: map[uint64]place{}, absent: map[uint64]place{}, was: map[uint64][]string{}, finished: map[uint64]place{}, moves: readMoves(root)}
	if root == nil {
		return p, nil
	}
	if info, err := root.Lstat(journalPath); err == nil && info.Mode().IsRegular() {
		p.journal = info.Size()
	}
	for _, name := range records {
		err := p.scan(name, func(l line) error {
			switch name {
			case absentPath:
				p.absent[l.key()] = placeOf(l.offset) | inAbsent
			case manifestPath:
				p.places[l.key()] = placeOf(l.offset) | inManifest
			default:
				p.supersede(l.key())
				p.places[l.key()] = placeOf(l.offset) | inJournal | p.places[l.key()]&inManifest
			}
			for _, file := range l.entry.made() {
				if key := hash(file.Path); p.moves.gone.has(key) {
					p.moves.owned.add(key)
				} else if d, ok := digestOf(file.SHA256); ok {
					p.sums[key] = made{d, uint32(l.item)}
				} else {
					p.unsummed = true
				}
			}
			if len(l.entry.Was) > 0 {
				p.was[l.item] = cloned(l.entry.Was)
			}
			if l.entry.Path != "" && l.entry.SHA256 != "" {
				p.note(l.entry)
			}
			return nil
		}, func(number int, raw []byte) {
			if p.damaged++; p.damaged <= maxProblems {
				p.problems = append(p.problems, fmt.Errorf("%s: line %d: not a line of a manifest: %.40q", name, number, raw))
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// supersede keeps where the line is that one of the journal takes the place of.
func (p *previous) supersede(key uint64) {
	if _, known := p.finished[key]; known {
		return
	}
	p.finished[key] = 0
	for _, of := range []map[uint64]place{p.places, p.absent} {
		if at, ok := of[key]; ok {
			p.finished[key] = at
			return
		}
	}
}

// records are the files of lines; what a later one says counts.
var records = []string{absentPath, manifestPath, journalPath}

// cloned returns texts without the line that they are parts of.
func cloned(texts []string) []string {
	list := make([]string, len(texts))
	for i, s := range texts {
		list[i] = strings.Clone(s)
	}
	return list
}

// note keeps what only few lines have. The last line of a page counts.
func (p *previous) note(e *Entry) {
	key := hash(e.Path)
	delete(p.bases, key)
	if d, ok := halfOf(e.Base); ok {
		p.bases[key] = d
	}
	if e.From != "" {
		p.moved[hash(e.From)] = strings.Clone(e.Path)
	} else {
		delete(p.moved, key)
	}
}

// scan calls f with the lines of a file of the folder, and damaged with the
// number and text of those that say nothing. It reads nothing if there is no
// such file.
func (p *previous) scan(name string, f func(line) error, damaged func(number int, raw []byte)) error {
	if p.root == nil || name == journalPath && p.journal == 0 {
		return nil
	}
	file, err := p.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if name == journalPath {
		r = io.NewSectionReader(file, 0, p.journal)
	}
	seen := map[uint64]uint32{}
	number := 0
	return eachLine(r, func(offset int64, raw []byte) error {
		number++
		e := new(absentEntry)
		switch {
		case raw != nil && len(bytes.TrimSpace(raw)) == 0:
			clear(seen) // what follows is of another run
			return nil
		case raw == nil || e.unmarshal(raw) != nil:
			if name == journalPath && offset+int64(len(raw)) == p.journal {
				return nil // the run was killed while it wrote this line
			}
			damaged(number, raw)
			return nil
		}
		it := item(e.ID, e.Type, e.Slug)
		nth := seen[it]
		if name == absentPath {
			nth = e.Nth
		}
		seen[it]++
		if p.moves.relocated(&e.Entry, name, offset) {
			raw = p.rewritten(&e.Entry, true)
		}
		return f(line{offset, it, nth, raw, &e.Entry, name})
	})
}

// errStop ends a scan that has served its purpose.
var errStop = errors.New("stop")

// entries yields what is recorded of each item: the lines of the manifest in
// order, each as the journal has it if it is there, then what only the journal
// has.
func (p *previous) entries() iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		give := func(l line) error {
			if !yield(l, nil) {
				return errStop
			}
			return nil
		}
		err := p.scan(manifestPath, func(l line) (err error) {
			if p.places[l.key()]&inJournal != 0 {
				if l.raw, l.entry, err = p.at(p.places[l.key()]); err != nil {
					return err
				}
			}
			return give(l)
		}, func(int, []byte) {})
		if err == nil {
			err = p.scan(journalPath, func(l line) error {
				if p.places[l.key()] != placeOf(l.offset)|inJournal {
					return nil // given above, or there is a later line
				}
				return give(l)
			}, func(int, []byte) {})
		}
		if err != nil && err != errStop {
			yield(line{}, err)
		}
	}
}

// lines yields all that is recorded, also what a later line is about again: the
// files of a line are there whatever came after it.
func (p *previous) lines() iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		for _, name := range records {
			err := p.scan(name, func(l line) error {
				if !yield(l, nil) {
					return errStop
				}
				return nil
			}, func(int, []byte) {})
			if err == errStop {
				return
			}
			if err != nil {
				yield(line{}, err)
				return
			}
		}
	}
}

// latest reports whether no other line of the manifest or the journal counts in
// the place of one of them.
func (p *previous) latest(l line) bool {
	at := p.places[l.key()]
	return l.file == manifestPath && at&inJournal == 0 || l.file == journalPath && at&^inManifest == placeOf(l.offset)|inJournal
}

// find returns the line of a key, without its end; nil if there is none.
func (p *previous) find(key uint64) ([]byte, *Entry, error) {
	at, ok := p.places[key]
	if !ok {
		at, ok = p.absent[key]
	}
	if !ok {
		return nil, nil, nil
	}
	return p.at(at)
}

// ended returns where the line of a key is as the last run that came to its end has
// left it, 0 if there is none.
func (p *previous) ended(key uint64) place {
	at, ok := p.finished[key]
	if !ok {
		if at, ok = p.places[key]; !ok {
			at = p.absent[key]
		}
	}
	return at
}

// at returns the line of a place. One of what was absent is as it was before.
func (p *previous) at(at place) ([]byte, *Entry, error) {
	raw, e, err := p.lineAt(at)
	if err != nil {
		return raw, e, err
	}
	moved := p.moves.relocated(e, at.record(), at.offset())
	if at&inAbsent == 0 && !moved {
		return raw, e, nil
	}
	e.Notes = slices.DeleteFunc(e.Notes, isGone)
	return p.rewritten(e, moved), e, nil
}

// lineAt returns the line of a place as it stands there.
func (p *previous) lineAt(at place) ([]byte, *Entry, error) {
	file, err := p.root.Open(at.record())
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	r := bufio.NewReader(io.NewSectionReader(file, at.offset(), maxLine))
	raw, err := r.ReadBytes('\n')
	if err != nil && err != io.EOF {
		return nil, nil, err
	}
	raw = bytes.TrimSuffix(raw, []byte("\n"))
	e := new(absentEntry)
	err = e.unmarshal(raw)
	return raw, &e.Entry, err
}

// rewritten returns the line of an entry that has changed, without its end. One
// whose files were moved has another address now.
func (p *previous) rewritten(e *Entry, moved bool) []byte {
	if moved {
		p.noteWas(e)
	}
	return bytes.TrimSuffix(lineOf(*e), []byte("\n"))
}

// noteWas notes the address that an entry has recorded, of which a file has moved.
func (p *previous) noteWas(e *Entry) {
	if p.moves.drafts.has(hash(e.Path)) {
		return
	}
	it := item(e.ID, e.Type, e.Slug)
	p.addWas(it, e)
	e.Was = p.was[it]
}
