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
	"errors"
	"io"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// Options say how a site is migrated. Sources must be set; the zero value of any
// other field is the default of the flag of its name, which wp2md help migrate
// explains. What only the settings can say, such as shortcodes, is in the file that
// Config names.
type Options struct {
	Sources []string  // files, a folder, "-", or the address of a live site or a database
	Site    string    // of a database with several: the prefix of its tables, such as wp_2_
	Stdin   io.Reader // what "-" reads
	Out     string    // the output folder; "site" if empty
	Config  string    // the settings file; wp2md.yaml in the working directory, if it is there, if empty

	User, Password   string // of a live site: a user and an application password; nobody if empty
	DatabasePassword string // of the user that the address of a database names

	For         string   // the target, such as hugo; plain if neither this nor the settings name one
	Media       string   // download, local, link or keep; the first if empty
	Uploads     []string // copies of wp-content/uploads: folders, zips or tars
	KeepLinks   bool     // leave links to pages as they are
	Permalinks  string   // pattern of the new paths of posts, such as /:year/:slug/
	TermsByName bool     // write categories and tags by name, not by slug

	Types, Status []string // post types and statuses; all content, and what is not held back, if empty
	Authors       []string // logins or names
	Since, Until  string   // a day, month or year, which is included: 2013-04-02, 2013-04, 2013
	Only          []string // IDs or slugs; all else stays as it is

	AllowPrivate bool // downloads may go to loopback and private addresses
	Force        bool // also into a folder that has other files
	Prune        bool // remove the files of posts that are not in the source any more, unless they were edited
	Ours, Theirs bool // where a person and the source have changed the same: what the folder has stays, or the new version takes its place
	Unverified   bool // pages are not held against their source
	DryRun       bool // decide as ever, write nothing
	Jobs         int  // parallel conversions; one for each CPU if zero
	Connections  int  // downloads at a time, at most; 16 if zero

	// Events, if not nil, is told what becomes of each item, in the order of the source
	// and whatever Jobs is, from one goroutine at a time; also of the items that are as an
	// earlier run has left them. The run waits for it. An error ends the run, and is the
	// one of Migrate.
	Events func(Event) error
}

// An Event is an item of which it is known what has become.
type Event struct {
	ID     int64
	Type   string // post type
	Title  string
	Path   string // of its page or file in the output folder, with slashes; "" if it has none
	State  string // of that file: new, changed, unchanged; edited, merged or deleted by a person; "" if it has none
	Result Result
	Notes  []Note
}

// A Report is what a run tells at its end. As JSON it is report.json, without its
// posts; but Changes, Pruned and Withdrawn are of this run, also if it had nothing to
// do.
type Report = report.Summary

// What a report is made of.
type (
	Site    = report.Site    // that was migrated
	Part    = report.Part    // what came from one of several sources
	Mended  = report.Mended  // damage of a source
	Count   = note.Count     // of a name
	Changes = report.Changes // what a run did to the pages of a folder

	Item    = report.Item    // of the source, that a reader should look at
	Cause   = report.Cause   // why items need a look, and what to do
	Example = report.Example // an item that has a cause

	Files    = report.Files    // what became of files
	Lost     = report.Lost     // a file that could not be fetched
	DeadLink = report.DeadLink // a link of the old site that leads nowhere
	LinkPost = report.LinkPost // a post that has one

	Redirects      = report.Redirects      // from old addresses to new ones
	RedirectFormat = report.RedirectFormat // a file of them
	RedirectsLeft  = report.RedirectsLeft  // those that it could not hold
)

// What is said of an item.
type (
	Result = note.Result // what became of it
	Note   = note.Note   // on one construct of it
	Kind   = note.Kind   // what a note is about: the word before it in the manifest
	Ledger = note.Ledger // its constructs, counted by what became of them; ledger.Of, or as JSON
)

// What can become of an item.
const (
	OK      = note.OK      // written
	Review  = note.Review  // written, but something in it needs a person's eye
	Failed  = note.Failed  // not written; a note says why
	Skipped = note.Skipped // not asked for; a note says why
)

// An OptionError is an option that cannot be, named as the command line does: --media
// for Media.
type OptionError = migrate.OptionError

// Migrate carries a site to a folder. It prints nothing. Several may run at once, each
// into a folder of its own.
//
// That items failed or need a look, or that the source is damaged, is no error: the
// report says so, in Attention and Problems. An error has a method Hint() string if
// there is something to try; it is an [OptionError] if what was asked for cannot be, and
// one of the file system ([io/fs.ErrNotExist]) stays one. When ctx ends the error is
// ctx.Err(), and the same call goes on from there. With an error there is no report.
func Migrate(ctx context.Context, o Options) (*Report, error) {
	mo := migrate.Options{
		Sources: o.Sources, Site: o.Site, Stdin: o.Stdin, Out: o.Out, Config: o.Config,
		User: o.User, Password: o.Password, DatabasePassword: o.DatabasePassword,
		Target: o.For, Media: o.Media, Uploads: o.Uploads, Permalinks: o.Permalinks,
		Types: o.Types, Status: o.Status, Authors: o.Authors, Since: o.Since, Until: o.Until, Only: o.Only,
		AllowPrivate: o.AllowPrivate, Force: o.Force, Prune: o.Prune,
		Unverified: o.Unverified, DryRun: o.DryRun, Jobs: o.Jobs, Connections: o.Connections,
	}
	if o.KeepLinks {
		mo.Links = migrate.LinksKeep
	}
	if o.TermsByName {
		mo.Terms = migrate.TermsName
	}
	switch {
	case o.Ours && o.Theirs:
		return nil, OptionError{Text: "--ours and --theirs cannot both stand"}
	case o.Ours:
		mo.Prefer = emit.Ours
	case o.Theirs:
		mo.Prefer = emit.Theirs
	}
	if o.Events != nil {
		mo.Events = events(o.Events)
	}
	res, err := migrate.Run(ctx, mo)
	switch {
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, err
	}
	r := *res.Summary
	r.Changes, r.Pruned, r.Withdrawn = res.Changes, res.Pruned, res.Withdrawn
	for _, err := range res.Folder {
		r.Problems = append(r.Problems, err.Error())
	}
	return &r, nil
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
