package migrate

import (
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
)

// A Retry does some posts of an earlier run again, and says what has become of
// them. It is the [Events] of that run.
type Retry struct {
	Sources  []string // that the run has
	Gone     []string // that the earlier run had and that are not there any more
	Was      *Record  // of the earlier run
	Settings bool     // have changed since
	Posts    []Retried
	Ended    bool // the last run came to its end

	asked  []emit.Entry
	items  map[Key]bool // that are asked for
	seen   map[Key]bool
	totals map[Since]int
}

// Retried is a post of a retry.
type Retried struct {
	ID      int64       `json:"id"`
	Type    string      `json:"type"`
	Title   string      `json:"title"`
	Path    string      `json:"path,omitempty"`
	Was     note.Result `json:"was,omitempty"`
	Now     note.Result `json:"now"`
	Outcome Since       `json:"outcome"`
	Changed bool        `json:"changed"`            // the file
	Source  bool        `json:"source"`             // the post in the source has changed
	InPlace bool        `json:"in_place,omitempty"` // it asks for a look now in the place of another
	Fixes   []string    `json:"fixes"`              // of the settings that were about the post
	Notes   []note.Note `json:"notes"`
}

// NewRetry reads what the last run has recorded in the folder of some options:
// how it was made, which goes into the options but for the flags that were given,
// and which posts are to be done again, those of some names if there are any.
func NewRetry(o *Options, names, sources []string, given func(flag string) bool) (*Retry, error) {
	folder, err := OpenRecorded(o.Out)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	r := &Retry{Sources: sources, items: map[Key]bool{}, seen: map[Key]bool{}, totals: map[Since]int{}}
	if r.Was, err = ReadRecord(folder, o.Out); err != nil {
		return nil, err
	}
	r.Was.Apply(o, given)
	if len(sources) == 0 {
		if r.Sources, r.Gone, err = r.Was.Readable(); err != nil {
			return nil, err
		}
	}
	if r.asked, err = Asked(folder, names, o); err != nil {
		return nil, err
	}
	for _, e := range r.asked {
		r.items[KeyOf(e.ID, e.Type, e.Slug)] = true
	}
	r.Ended = Ended(folder)
	return r, nil
}

// Nothing reports whether no post is to be done again.
func (r *Retry) Nothing() bool { return len(r.asked) == 0 }

// Set makes options those of the retry.
func (r *Retry) Set(o *Options) {
	o.Again = &Again{Items: r.items, Lacking: len(r.Gone) > 0, Asks: r.asks}
	o.Events = r
}

// File is told of a file that is no page.
func (r *Retry) File(emit.File) error { return nil }

// Item is told of an item that is about to be recorded.
func (r *Retry) Item(out *Outcome, last *emit.Entry) error {
	e := &out.Entry
	k := KeyOf(e.ID, e.Type, e.Slug)
	if !r.items[k] {
		return nil
	}
	r.seen[k] = true
	p := Retried{
		ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, Now: e.Result, Outcome: Compare(last, e), Notes: e.Notes,
		Fixes: out.Fixes, Changed: out.Page.Wrote != "" || out.File.Wrote != "",
	}
	if last != nil {
		p.Was, p.Source = last.Result, last.Source != e.Source
	}
	r.add(p)
	return nil
}

// asks is told of a post that was not to be done again and that asks for a look since one
// of those that were does so no more.
func (r *Retry) asks(out *Outcome) {
	e := &out.Entry
	r.add(Retried{ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, Was: note.OK, Now: e.Result, Outcome: NeedsLook, InPlace: true, Notes: e.Notes, Fixes: []string{}})
}

func (r *Retry) add(p Retried) {
	r.totals[p.Outcome]++
	r.Posts = append(r.Posts, p)
}

// End is told of the end of the run.
func (r *Retry) End(res *Result) {
	r.Settings = res.SettingsSum != r.Was.Settings.SHA256
	for _, e := range r.asked {
		if k := KeyOf(e.ID, e.Type, e.Slug); !r.seen[k] {
			r.add(Retried{ID: e.ID, Type: e.Type, Path: e.Path, Was: e.Result, Now: e.Result, Outcome: NotInSource, Fixes: []string{}, Notes: e.Notes})
		}
	}
}

// Unfinished reports whether one of the posts still needs something.
func (r *Retry) Unfinished() bool {
	return r.totals[StillFailing]+r.totals[NeedsLook]+r.totals[NewProblem]+r.totals[NotInSource] > 0
}

// Totals returns how many posts have which outcome, in words.
func (r *Retry) Totals() []string {
	var list []string
	for _, s := range []Since{Fixed, StillFailing, NeedsLook, NewProblem, StillOK, AsAccepted, LeftOut, NotInSource} {
		if n := r.totals[s]; n > 0 {
			list = append(list, s.Count(n))
		}
	}
	return list
}
