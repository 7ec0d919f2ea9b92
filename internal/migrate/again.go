package migrate

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/jsontext"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/rewrite"
)

// A page is a function of all items of the source, the settings and the program. Where
// these are what they were in the last run, which said so at its end, and the file is
// still as that run has made it, the page is not converted again: what became of it
// is its line of the manifest, and what the report has beside that is in againName.

// againName is the file below .wp2md that says what the last run was made of, and
// then has a line for each line of the manifest.
const againName = "again.jsonl"

// againHead is the first line of that file.
type againHead struct {
	Schema   int    `json:"schema"`   // 1
	Basis    string `json:"basis"`    // digest of what pages are made of
	Accepted string `json:"accepted"` // digest of what was accepted, which the manifest has
	Manifest string `json:"manifest"` // digest of the manifest that the lines are of

	Settled *settled `json:"settled,omitempty"`
}

// againLine is what is to be known again of a page beside its line of the manifest.
type againLine struct {
	Files    []int          `json:"files,omitempty"` // that it needs, by number
	Left     []rewrite.Left `json:"left,omitempty"`
	Comments int            `json:"comments,omitempty"` // written
}

// lastTime is what the last run made of an item.
type lastTime struct {
	entry emit.Entry
	againLine
}

// basis takes the digest of what the pages of a run are made of.
type basis struct {
	items hash.Hash
	rest  hash.Hash
	late  bool // no run has left its own to hold it against: the second pass adds the items
}

func newBasis(m *migration) (*basis, error) {
	b := &basis{items: sha256.New(), rest: sha256.New()}
	file, err := m.folder.OpenOwn(againName)
	if b.late = err != nil; err == nil {
		file.Close()
	}
	build := buildSum()
	record := NewRecord(m.o, RecordSettings{SHA256: m.settings.Sum()})
	record.Sources = nil            // whose items are what counts
	delete(record.Flags, "uploads") // whether they have a file is looked at for each page
	return b, json.NewEncoder(b.rest).Encode([]any{record, m.target.Name, hex.EncodeToString(build[:])})
}

// add adds the next item.
func (b *basis) add(it *extract.Item) {
	b.items.Write(it.Sum[:])
	if it.Cut || len(it.Repairs) > 0 {
		fmt.Fprint(b.items, it.Cut, it.Repairs)
	}
}

// noting adds the items of the second pass, if the first one has not.
func (b *basis) noting(items iter.Seq[job]) iter.Seq[job] {
	if b == nil || !b.late {
		return items
	}
	return func(yield func(job) bool) {
		for j := range items {
			b.add(j.it)
			if !yield(j) {
				return
			}
		}
	}
}

// site adds what is beside the items, when the first pass has ended. Earlier runs have
// a part in what is withheld.
func (b *basis) site(site *extract.Site, withheld map[int]string) error {
	return json.NewEncoder(b.rest).Encode([]any{site, withheld})
}

// String returns the digest, when all is added.
func (b *basis) String() string {
	sum := sha256.Sum256(b.items.Sum(b.rest.Sum(nil)))
	return hex.EncodeToString(sum[:])
}

// buildSum names the build of this program: its beginning has the linker's name for it.
// Versions are not enough, for those who change the program have many of one.
var buildSum = sync.OnceValue(func() (sum [sha256.Size]byte) {
	name, err := os.Executable()
	if err != nil {
		return sum
	}
	file, err := os.Open(name)
	if err != nil {
		return sum
	}
	defer file.Close()
	h := sha256.New()
	n, _ := io.CopyN(h, file, 64<<10)
	size, _ := file.Seek(0, io.SeekEnd)
	if n > 0 && size > 0 {
		fmt.Fprint(h, size)
		h.Sum(sum[:0])
	}
	return sum
})

// unchanged reports whether pages are made of what those of the last run were made of.
func (m *migration) unchanged() bool {
	manifest := m.folder.Settled()
	if manifest == "" || buildSum() == [sha256.Size]byte{} || m.plan.basis == nil || m.plan.basis.late {
		return false
	}
	file, err := m.folder.OpenOwn(againName)
	if err != nil {
		return false
	}
	defer file.Close()
	shown, err := openWhole(m.folder, reportHTML) // which has both sides of the pages
	if err != nil {
		return false
	}
	shown.Close()
	accepted, err := acceptedSum(m.folder)
	if err != nil {
		return false
	}
	var head againHead
	err = json.NewDecoder(file).Decode(&head)
	head.Settled = nil
	return err == nil && head == againHead{1, m.plan.basis.String(), accepted, manifest, nil}
}

// acceptedSum returns the digest of what was accepted in a folder.
func acceptedSum(f *emit.Folder) (string, error) {
	raw, err := f.ReadOwn(acceptedName)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:16]), nil
}

// lastTimes yields what the last run made of the items, in their order; nothing if it
// was another run. If a line cannot be read there are no more.
func (m *migration) lastTimes() iter.Seq[*lastTime] {
	return func(yield func(*lastTime) bool) {
		if !m.same {
			return
		}
		file, err := m.folder.OpenOwn(againName)
		if err != nil {
			return
		}
		defer file.Close()
		lines := bufio.NewReaderSize(file, 64<<10)
		if _, err := lines.ReadSlice('\n'); err != nil {
			return
		}
		for e, err := range m.folder.Previous() {
			if err != nil {
				return
			}
			raw, err := lines.ReadBytes('\n')
			last := &lastTime{entry: e}
			if err != nil || string(raw) != "{}\n" && json.Unmarshal(raw, &last.againLine) != nil || !yield(last) {
				return
			}
		}
	}
}

// again takes what became of an item from the last run, if nothing can have changed.
func (c *converter) again(out *Outcome, j job, v verdict) bool {
	it, last := j.it, j.last
	if last == nil || !last.isOf(out, c.plan.paths.of(j.n)) || slices.ContainsFunc(last.Files, c.mayLack) {
		return false
	}
	if c.mayCome(&last.entry) {
		return false
	}
	page, ok := c.folder.Again(last.entry.Path, last.entry.SHA256)
	if !ok {
		return false
	}
	var beside []emit.File
	for _, o := range last.entry.Files {
		f, ok := c.folder.Again(o.Path, o.SHA256)
		if !ok {
			return false
		}
		beside = append(beside, f)
	}
	c.settings.Fix(it, func(i int) { out.replaced = append(out.replaced, i) })
	c.settings.Rename(it)
	slug := data.Slug(it.Slug)
	if slug == "" {
		slug = data.Slug(extract.MakeSlug(out.Title))
	}
	c.settings.Fields.Use(it.ID, slug)
	out.Entry, out.Page, out.Beside, out.last = last.entry, page, beside, last
	out.files, out.left, out.comments = last.Files, last.Left, last.Comments
	out.held, _ = data.Held(it)
	out.draft = v.draft
	return true
}

// isOf reports whether the last run has made a page of the item of an outcome, at a
// path, and no person had a part in it.
func (l *lastTime) isOf(out *Outcome, path string) bool {
	e, now := &l.entry, &out.Entry
	switch {
	case e.ID != now.ID || e.Type != now.Type || e.Status != now.Status || e.Held != now.Held || e.Slug != now.Slug || e.Source != now.Source,
		e.Path != path || e.Result != note.OK && e.Result != note.Review || !untouched(e),
		e.Type == "nav_menu_item", // whose notes are of the menu, too
		strings.Trim(e.Source, "0") == "":
		return false
	}
	return true
}

// untouched reports whether no person had a part in what became of an item, nor
// anything but its source and the settings.
func untouched(e *emit.Entry) bool {
	return e.From == "" && e.Base == "" && !slices.ContainsFunc(e.Notes, func(n note.Note) bool {
		switch n.Kind {
		case note.Edited, note.Deleted, note.Renamed, note.Withdrawn, note.Gone, note.Unwritten:
			return true
		case note.Comments: // that could not be written
			return n.Review || n.Accepted
		}
		return false
	})
}

// mayCome reports whether an item lacks a file that may be there now.
func (m *migration) mayCome(e *emit.Entry) bool {
	return m.o.Media != MediaLink && m.o.Media != MediaKeep && slices.ContainsFunc(e.Notes, func(n note.Note) bool {
		return n.Kind == note.Media && (n.Review || n.Accepted)
	})
}

// mayLack reports whether a file that a page needs is not there, so that the page has
// to say so.
func (m *migration) mayLack(file int) bool {
	switch {
	case file < 0 || file >= m.plan.index.Files():
		return true
	case m.o.Media == MediaLocal:
		return !m.uploads.Has(m.plan.index.File(file).Path)
	case m.o.Media == MediaDownload:
		return m.lack(file) != ""
	}
	return false
}

// An againSpool keeps the lines of againName on disk until the run has come to its end.
type againSpool struct {
	file   *os.File
	remove func()
	w      *bufio.Writer
}

func newAgainSpool(m *migration) (*againSpool, error) {
	file, remove, err := m.folder.Spool()
	if err != nil {
		return nil, err
	}
	return &againSpool{file, remove, bufio.NewWriterSize(file, 64<<10)}, nil
}

// add adds the line of the next item.
func (s *againSpool) add(out *Outcome) error {
	l := againLine{out.files, out.left, out.comments}
	if out.Page.State == "" || out.carry {
		_, err := s.w.WriteString("{}\n")
		return err
	}
	_, err := s.w.Write(append(l.appendJSON(s.w.AvailableBuffer()), '\n'))
	return err
}

// appendJSON appends what package json makes of a line.
func (l *againLine) appendJSON(b []byte) []byte {
	start := len(b)
	comma := func() {
		if len(b) > start+1 {
			b = append(b, ',')
		}
	}
	b = append(b, '{')
	if len(l.Files) > 0 {
		b = append(b, `"files":`...)
		for i, f := range l.Files {
			b = strconv.AppendInt(append(b, "[,"[min(i, 1)]), int64(f), 10)
		}
		b = append(b, ']')
	}
	if len(l.Left) > 0 {
		comma()
		b = append(b, `"left":[`...)
		for i := range l.Left {
			if i > 0 {
				b = append(b, ',')
			}
			b = jsontext.AppendEscaped(append(b, `{"Address":`...), l.Left[i].Address)
			b = jsontext.AppendEscaped(append(b, `,"Why":`...), l.Left[i].Why)
			if a := l.Left[i].Archive; a != "" {
				b = jsontext.AppendEscaped(append(b, `,"Archive":`...), a)
			}
			b = append(b, '}')
		}
		b = append(b, ']')
	}
	if l.Comments != 0 {
		comma()
		b = strconv.AppendInt(append(b, `"comments":`...), int64(l.Comments), 10)
	}
	return append(b, '}')
}

// noteAgain says what the run was made of, when the manifest is that of the run.
func (r *run) noteAgain(summary *report.Summary) error {
	s := r.recorder.spooledAgain
	if s == nil || r.plan.basis == nil || buildSum() == [sha256.Size]byte{} {
		return nil
	}
	if err := s.w.Flush(); err != nil {
		return err
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	accepted, err := acceptedSum(r.folder)
	if err != nil {
		return err
	}
	return writeAgain(r.folder, againHead{1, r.plan.basis.String(), accepted, r.folder.Manifest(), r.settled(summary)}, s.file)
}

func writeAgain(f *emit.Folder, head againHead, lines io.Reader) error {
	return f.WriteOwnFrom(againName, func(w io.Writer) error {
		if err := json.NewEncoder(w).Encode(head); err != nil {
			return err
		}
		_, err := io.Copy(w, lines)
		return err
	})
}

// keepAgain makes the lines of the last run those of a manifest that differs from its
// own, of which the digest is was, by what is accepted.
func keepAgain(f *emit.Folder, was string) error {
	file, err := f.OpenOwn(againName)
	if errors.Is(err, fs.ErrNotExist) || was == "" {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	raw, err := lines.ReadBytes('\n')
	var head againHead
	if err != nil || json.Unmarshal(raw, &head) != nil || head.Manifest != was {
		return nil // of another run, and the next one sees that, too
	}
	if head.Accepted, err = acceptedSum(f); err != nil {
		return err
	}
	if head.Settled != nil {
		if head.Settled.Report, err = listsSum(f, reportJSON); err != nil {
			return err
		}
	}
	head.Manifest = f.Manifest()
	return writeAgain(f, head, lines)
}
