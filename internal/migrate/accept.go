package migrate

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/target"
)

// acceptedName is the file below .wp2md that holds what a person has looked at
// and found right, a line for each item.
const acceptedName = "accepted.jsonl"

// acceptance is a line of accepted.jsonl. It holds until the item in the source
// changes, and for a note until that says something else.
type acceptance struct {
	ID     int64    `json:"id"`
	Type   string   `json:"type"`
	Slug   string   `json:"slug,omitempty"` // of items without ID
	Source string   `json:"source"`         // SHA-256 of the item
	Notes  []string `json:"notes"`          // first half of the SHA-256 of each note
}

// acceptances are those of a folder.
type acceptances map[Key]*acceptance

// digestOf names a note.
func digestOf(n note.Note) string {
	sum := sha256.Sum256([]byte(string(n.Kind) + "\x00" + n.Text))
	return hex.EncodeToString(sum[:16])
}

// readAcceptances returns what was accepted in a folder.
func readAcceptances(f *emit.Folder) (acceptances, error) {
	raw, err := f.ReadOwn(acceptedName)
	if errors.Is(err, fs.ErrNotExist) {
		return acceptances{}, nil
	}
	if err != nil {
		return nil, err
	}
	all := acceptances{}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, len(raw)+1)
	for n := 1; lines.Scan(); n++ {
		var a acceptance
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf(".wp2md/%s: line %d: %w", acceptedName, n, err)
		}
		all[KeyOf(a.ID, a.Type, a.Slug)] = &a
	}
	return all, nil
}

// write writes the acceptances in an order of their own.
func (all acceptances) write(f *emit.Folder) error {
	list := make([]*acceptance, 0, len(all))
	for _, a := range all {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b *acceptance) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Slug, b.Slug))
	})
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, a := range list {
		if err := enc.Encode(a); err != nil {
			return err
		}
	}
	return f.WriteOwn(acceptedName, b.Bytes())
}

// apply takes the marks off the notes of an entry that are accepted, here or in
// the settings.
func (all acceptances) apply(e *emit.Entry, inSettings []string) {
	a := all[KeyOf(e.ID, e.Type, e.Slug)]
	for i := range e.Notes {
		n := &e.Notes[i]
		if !n.Review {
			continue
		}
		plain := plain(*n)
		here := a != nil && a.Source == e.Source && slices.Contains(a.Notes, digestOf(plain))
		if here || slices.Contains(inSettings, report.CauseOf(plain)) {
			n.Review, n.Accepted = false, true
		}
	}
	settle(e)
}

// settle makes a page fine of which nothing asks for a look any more.
func settle(e *emit.Entry) {
	if e.Result == note.Review && !slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Review }) {
		e.Result = note.OK
	}
}

// Accepting says which looks are accepted.
type Accepting struct {
	Out   string
	Posts []string // IDs, slugs or files; all items if empty
	Cause string   // its key; all causes if empty
}

// Accepted is what was accepted, and what is left.
type Accepted struct {
	Items int            `json:"items"` // that need no look any more
	Notes int            `json:"notes"`
	Left  []report.Cause `json:"left"` // that still ask for a look
}

// Accept records that a person has looked at what the notes of items say, and
// that it may stay so. The manifest and the reports say so at once; a later run
// holds to it until the item or its note changes.
func Accept(a Accepting) (*Accepted, error) {
	f, err := emit.Open(a.Out, emit.Options{})
	switch {
	case errors.As(err, new(emit.ForeignError)):
		return nil, NoRunError{a.Out}
	case err != nil:
		return nil, err
	}
	defer f.Close()
	if !f.Ours() {
		return nil, NoRunError{a.Out}
	}
	all, err := readAcceptances(f)
	if err != nil {
		return nil, err
	}
	changed, err := all.accept(f, a)
	if err != nil {
		return nil, err
	}
	if known := report.CauseKeys(); a.Cause != "" && len(changed) == 0 && !slices.Contains(known, a.Cause) {
		return nil, OptionError{fmt.Sprintf("--cause %q: unknown cause", a.Cause), suggest.Hint(a.Cause, known)}
	}
	done := &Accepted{}
	for _, e := range changed {
		done.Notes += e.accepted
		if !slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Review }) {
			done.Items++
		}
	}
	was := f.Settled()
	if len(changed) > 0 {
		if err := all.write(f); err != nil {
			return nil, err
		}
		if err := recordAmended(f, changed); err != nil {
			return nil, err
		}
	}
	if done.Left, err = rewriteReports(f, changed); err == nil && len(changed) > 0 {
		err = keepAgain(f, was)
	}
	return done, err
}

// recordAmended writes the manifest again, in its order, as the next run would.
func recordAmended(f *emit.Folder, changed []amended) error {
	nth := 0
	for e, err := range f.Previous() {
		if err != nil {
			return err
		}
		if len(changed) > 0 && changed[0].nth == nth {
			e, changed = changed[0].Entry, changed[1:]
		}
		if err := f.Amend(e); err != nil {
			return err
		}
		nth++
	}
	return f.Finish(emit.Some)
}

// amended is an entry of which notes were accepted.
type amended struct {
	emit.Entry
	nth      int // of the entries of the manifest
	accepted int
	alike    bool // it had a look for which another entry asks
	counted  bool // in the sum of those that ask or are accepted
}

// accept finds the notes that are asked for, and takes their marks off.
func (all acceptances) accept(f *emit.Folder, a Accepting) (changed []amended, err error) {
	named := newNaming(a.Posts, a.Out)
	nth := -1
	type look struct {
		path  string
		thing string
	}
	looks := map[look]bool{} // that are accepted, and for which other pages have none
	for e, err := range f.Previous() {
		if err != nil {
			return nil, err
		}
		nth++
		asked := named.has(&e) || named.all()
		it := amended{Entry: e, nth: nth, alike: slices.ContainsFunc(e.Notes, isLike), counted: e.Result != note.OK || slices.ContainsFunc(e.Notes, isAccepted)}
		for i := range it.Notes {
			n := &it.Notes[i]
			plain := plain(*n)
			if !n.Review && n.Like == "" || a.Cause != "" && report.CauseOf(plain) != a.Cause || !asked && !looks[look{n.Like, report.ThingOf(plain)}] {
				continue
			}
			if thing := report.ThingOf(plain); n.Review && thing != "" && e.Path != "" {
				looks[look{e.Path, thing}] = true
			}
			n.Review, n.Like, n.Accepted = false, "", true
			it.accepted++
			all.add(&e, digestOf(plain))
		}
		if it.accepted > 0 {
			settle(&it.Entry)
			changed = append(changed, it)
		}
	}
	return changed, named.unmet()
}

func isLike(n note.Note) bool     { return n.Like != "" }
func isAccepted(n note.Note) bool { return n.Accepted }

func (all acceptances) add(e *emit.Entry, digest string) {
	k := KeyOf(e.ID, e.Type, e.Slug)
	a := all[k]
	if a == nil || a.Source != e.Source {
		a = &acceptance{ID: e.ID, Type: e.Type, Slug: k.Slug, Source: e.Source}
		all[k] = a
	}
	if !slices.Contains(a.Notes, digest) {
		a.Notes = append(a.Notes, digest)
	}
}

// rewriteReports writes the reports of the last run again, with what has become
// of some items since.
func rewriteReports(f *emit.Folder, changed []amended) ([]report.Cause, error) {
	raw, err := f.ReadOwn(reportJSON)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := report.Read(raw)
	if err != nil {
		return nil, fmt.Errorf(".wp2md/report.json: %w", err)
	}
	now := map[Key]*emit.Entry{}
	for i := range changed {
		e := &changed[i].Entry
		now[KeyOf(e.ID, e.Type, "")] = e
	}
	of := func(id int64, typ string) ([]note.Note, note.Result, bool) {
		if e := now[KeyOf(id, typ, "")]; e != nil {
			return e.Notes, e.Result, true
		}
		return nil, "", false
	}
	r.Amend(of)
	for i := range changed {
		e := &changed[i]
		if e.alike && !slices.ContainsFunc(e.Notes, isLike) {
			r.Alike--
		}
		if !e.counted {
			r.Accepted++
		}
	}
	if err := f.WriteOwnFrom(reportJSON, func(w io.Writer) error { return r.Write(w) }); err != nil {
		return nil, err
	}
	page, err := f.ReadOwn(reportHTML)
	if errors.Is(err, fs.ErrNotExist) {
		return r.Causes, nil
	}
	if err != nil {
		return nil, err
	}
	html, err := report.ReadHTML(page)
	if err != nil {
		return nil, fmt.Errorf(".wp2md/report.html: %w", err)
	}
	html.Amend(of)
	about := &report.About{Target: target.Plain().Name}
	if record, err := ReadRecord(f, ""); err == nil {
		t := RecordedTarget(f)
		if t == nil {
			t = target.Plain()
		}
		about = record.about(t)
	}
	return r.Causes, f.WriteOwnFrom(reportHTML, func(w io.Writer) error { return html.Write(w, &r.Summary, about) })
}
