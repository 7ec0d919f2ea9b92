package migrate

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/source"
)

// Key is what an item is known by from run to run.
type Key struct {
	ID   int64
	Type string
	Slug string // of those without ID
}

// KeyOf returns the key of an item.
func KeyOf(id int64, kind, slug string) Key {
	if id != 0 {
		slug = ""
	}
	return Key{id, kind, slug}
}

// Asked returns the items of a folder that a retry is about: those of some
// names, or, if there is none, those that have failed or need a look. A name is
// an ID, a slug, or the path of a file.
func Asked(f *emit.Folder, names []string, o *Options) ([]emit.Entry, error) {
	var asked []emit.Entry
	named := newNaming(names, o.Out)
	for e, err := range f.Previous() {
		if err != nil {
			return nil, err
		}
		if named.has(&e) || named.all() && unfinished(&e, o) {
			asked = append(asked, e)
		}
	}
	for e, err := range f.Unfinished() { // by a retry that was killed
		if err != nil {
			return nil, err
		}
		known := func(a emit.Entry) bool { return KeyOf(a.ID, a.Type, a.Slug) == KeyOf(e.ID, e.Type, e.Slug) }
		if named.all() && unfinished(&e, o) && !slices.ContainsFunc(asked, known) {
			asked = append(asked, e)
		}
	}
	return asked, named.unmet()
}

// unfinished reports whether an item is to be done again without being named.
func unfinished(e *emit.Entry, o *Options) bool {
	switch e.Result {
	case note.Failed, note.Review:
		return true
	case note.OK:
		return slices.ContainsFunc(e.Notes, func(n note.Note) bool { return n.Like != "" })
	case note.Skipped:
		gets := o.Media == MediaDownload || o.Media == MediaLocal || o.Media == ""
		return gets && len(e.Notes) > 0 && e.Notes[0].Kind == note.Media
	}
	return false
}

// Readable returns the sources of a record that can be read, and those that are
// not there any more.
func (r *Record) Readable() (there, gone []string, err error) {
	for _, s := range r.Sources {
		if s == "-" {
			return nil, nil, OptionError{"the source of the last run was standard input", "name it with --source FILE"}
		}
		if _, err := os.Stat(s); err != nil && !source.IsAddress(s) {
			gone = append(gone, s)
			continue
		}
		there = append(there, s)
	}
	if len(there) == 0 {
		return nil, gone, goneError{r.Sources}
	}
	return there, gone, nil
}

// goneError is a run of which no source is left.
type goneError struct{ sources []string }

func (e goneError) Error() string {
	return strings.Join(e.sources, ", ") + ": the source of the last run is not there"
}
func (e goneError) Hint() string {
	return "retry where migrate was run, or name the source with --source FILE"
}

// Since says what has become of an item since an earlier run.
type Since string

// The values of Since.
const (
	Fixed        Since = "fixed"
	StillFailing Since = "still failing"
	NeedsLook    Since = "needs a look" // as before, or less
	NewProblem   Since = "new problem"
	StillOK      Since = "ok"       // as before
	AsAccepted   Since = "accepted" // failing, and somebody has said that it may
	LeftOut      Since = "left"     // skipped
	NotInSource  Since = "not in the source"
)

// Count returns so many items of which the same has become, in words.
func (s Since) Count(n int) string {
	word := string(s)
	switch {
	case n == 1:
	case s == NeedsLook:
		word = "need a look"
	case s == NewProblem:
		word = "new problems"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// Compare says what has become of an item since the run that recorded last,
// which is nil if there was none.
func Compare(last, now *emit.Entry) Since {
	troubled := last != nil && (last.Result == note.Failed || last.Result == note.Review)
	switch now.Result {
	case note.OK:
		if troubled || last != nil && last.Result == note.Skipped {
			return Fixed
		}
		return StillOK
	case note.Skipped:
		return LeftOut
	case note.Failed:
		if len(now.Notes) > 0 && !slices.ContainsFunc(now.Notes, func(n note.Note) bool { return !n.Accepted }) {
			return AsAccepted
		}
	}
	if last == nil || last.Result == note.OK {
		return NewProblem
	}
	for _, n := range now.Notes {
		known := slices.ContainsFunc(last.Notes, func(o note.Note) bool { return o.Kind == n.Kind && o.Text == n.Text })
		if n.Review && !known {
			return NewProblem
		}
	}
	if now.Result == note.Failed {
		return StillFailing
	}
	return NeedsLook
}
