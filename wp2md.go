// Package wp2md moves a WordPress site to Markdown files with front matter, as
// the command of the same name does.
//
//	report, err := wp2md.Migrate(ctx, wp2md.Options{Sources: []string{"export.xml"}, Out: "site"})
//
// Nothing is lost in silence: what could not be carried over is a [Note] of its
// item in the [Report], and in the manifest of the folder. The steps of the way
// are packages of their own: extract reads a source, transform makes a clean tree
// of an item and transform/markdown prints it, rewrite leads old addresses to new
// ones.
package wp2md

import (
	"context"
	"io"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Options say how a site is migrated. Sources must be set; the zero value of any
// other field is the default of the flag of its name, which wp2md help migrate
// explains.
type Options struct {
	Sources []string  // files, a folder, "-", or the address of a live site
	Stdin   io.Reader // what "-" reads
	Out     string    // the output folder; "site" if empty
	Config  string    // the settings file; wp2md.yaml, if it is there, if empty

	For         string   // the target, such as hugo; plain if neither this nor the settings name one
	Media       string   // download, local, link or keep; the first if empty
	Uploads     []string // copies of wp-content/uploads: folders, zips or tars
	KeepLinks   bool     // leave links to pages as they are
	Permalinks  string   // pattern of the new paths of posts, such as /:year/:slug/
	TermsByName bool     // write categories and tags by name, not by slug

	Types, Status, Authors []string
	Since, Until           string   // a day, month or year: 2013-04-02, 2013-04, 2013
	Only                   []string // IDs or slugs; all else stays as it is

	AllowPrivate bool // downloads may go to loopback and private addresses
	Force        bool // also into a folder that has other files
	Unverified   bool // pages are not held against their source
	DryRun       bool // decide as ever, write nothing
	Jobs         int  // parallel conversions; one for each CPU if zero
	Connections  int  // downloads at a time, at most; 16 if zero

	// Events, if not nil, is told what becomes of each item, in the order of the source
	// and whatever Jobs is. An error ends the run, and is the one of Migrate.
	Events func(Event) error
}

// An Event is an item of which it is known what has become.
type Event struct {
	ID     int64
	Type   string // post type
	Title  string
	Path   string // of its page or file in the output folder; "" if it has none
	State  string // of that file: new, changed, unchanged; edited, merged or deleted by a person; "" if it has none
	Result Result
	Notes  []Note
}

// What a report is made of.
type (
	Report = report.Summary // of a run; as JSON it is report.json
	Item   = report.Item    // of the source, that a reader should look at
	Note   = note.Note      // on one construct of an item
	Kind   = note.Kind      // what a note is about
	Result = note.Result    // what became of an item
	Ledger = note.Ledger    // constructs, counted by what became of them

	Site      = report.Site      // that was migrated
	Part      = report.Part      // what came from one of several sources
	Count     = note.Count       // of a name
	Cause     = report.Cause     // why items need a look, and what to do
	Files     = report.Files     // what became of files
	DeadLink  = report.DeadLink  // a link of the old site that leads nowhere
	Redirects = report.Redirects // from old addresses to new ones
	Mended    = report.Mended    // damage of a source
	Changes   = report.Changes   // of the last run that did something
)

// What can become of an item.
const (
	OK      = note.OK      // written
	Review  = note.Review  // written, but something in it needs a person's eye
	Failed  = note.Failed  // not written; a note says why
	Skipped = note.Skipped // not asked for; a note says why
)

// Migrate carries a site to a folder. That items failed or need a look is no
// error; the report says so. An error has a method Hint() string if there is
// something to try. When ctx ends the error is [context.Canceled], and the same
// call goes on.
func Migrate(ctx context.Context, o Options) (*Report, error) {
	mo := migrate.Options{
		Sources: o.Sources, Stdin: o.Stdin, Out: o.Out, Config: o.Config,
		Target: o.For, Media: o.Media, Uploads: o.Uploads, Permalinks: o.Permalinks,
		Types: o.Types, Status: o.Status, Authors: o.Authors, Since: o.Since, Until: o.Until, Only: o.Only,
		AllowPrivate: o.AllowPrivate, Force: o.Force, Unverified: o.Unverified, DryRun: o.DryRun, Jobs: o.Jobs, Connections: o.Connections,
	}
	if o.KeepLinks {
		mo.Links = migrate.LinksKeep
	}
	if o.TermsByName {
		mo.Terms = migrate.TermsName
	}
	if o.Events != nil {
		mo.Events = events(o.Events)
	}
	res, err := migrate.Run(ctx, mo)
	if err != nil {
		return nil, err
	}
	return res.Summary, nil
}

// events tells of items, and not of the files around them.
type events func(Event) error

func (told events) Item(out *migrate.Outcome, _ *emit.Entry) error {
	e, file := &out.Entry, out.Page
	if file.State == "" {
		file = out.File
	}
	return told(Event{ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, State: string(file.State), Result: e.Result, Notes: e.Notes})
}

func (events) File(emit.File) error { return nil }
