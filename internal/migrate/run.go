package migrate

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/target"
	"github.com/wp2md/wp2md/transform"
)

// Run carries a source to an output folder. Items that cannot be carried over do
// not make it fail: the result says so. An error is one of the run as a whole; of
// a mistake in the options it is an [OptionError], and of one in the settings
// file a [settings.Error]. When ctx ends Run returns [context.Canceled], and the
// same run, made again, goes on.
func Run(ctx context.Context, o Options) (*Result, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	if len(o.Sources) == 0 {
		return nil, OptionError{"there is no source", "a source is an export, a folder of them, or the address of a site"}
	}
	o.setDefaults()
	r := &run{migration: migration{o: &o, sel: newSelection(&o)}}
	defer r.close()
	if err := r.open(ctx); err != nil {
		return nil, err
	}
	if r.done != nil {
		return r.done, nil
	}
	if err := r.makePlan(ctx); err != nil {
		return nil, err
	}
	if err := r.otherSite(); err != nil {
		return nil, err
	}
	if err := r.placeFiles(ctx); err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, err
	}
	if o.Again == nil {
		if err := r.recordRun(); err != nil {
			return nil, err
		}
	}
	if err := r.plan.move(); err != nil {
		return nil, err
	}
	r.same = r.unchanged()
	if err := r.convertAll(ctx); err != nil {
		return nil, err
	}
	return r.end(ctx)
}

// migration is what both halves of a run read. Nothing in it changes once the
// plan is made and the files are fetched, but for the folder.
type migration struct {
	o         *Options
	settings  *settings.Settings
	target    *target.Target
	terms     string // TermsSlug, TermsName or ""
	sel       *selection
	plan      *plan
	same      bool // all that pages are made of is what it was in the last run
	folder    *emit.Folder
	continues bool           // a run before this one has not come to its end
	uploads   *media.Uploads // nil without --uploads
	downloads downloads
}

// run is a migration from its beginning to its end.
type run struct {
	migration
	src       source.Source
	listed    []byte // digest of what the uploads were before they were opened; nil if it is not known, or there are none
	srcErr    error  // of the source, whose items before it are migrated
	converter converter
	recorder  recorder
	closers   []func() error
	left      []string // files of another target that a person has edited
	did       report.Changes
	done      *Result // of a run that has nothing to do
}

func (r *run) close() {
	for _, f := range slices.Backward(r.closers) {
		_ = f()
	}
}

// open opens what the run reads and writes. A folder that is not ours is refused
// before a source is asked for anything.
func (r *run) open(ctx context.Context) (err error) {
	o := r.o
	if r.settings, err = settings.Load(o.Config, o.Target); err != nil {
		return err
	}
	r.target = r.settings.Target
	r.terms = cmp.Or(o.Terms, r.settings.Terms)
	if err = r.openUploads(); err != nil {
		return err
	}
	if err = r.openFolder(); err != nil {
		return err
	}
	r.closers = append(r.closers, func() error { return r.folder.Close() })
	if err = r.switched(); err != nil {
		return err
	}
	// What opens a dump reads all of it; its bytes say sooner that nothing has changed.
	looked := false
	r.done = r.nothingToDo(func() (sum [sha256.Size]byte, ok bool) {
		sum, looked = source.SumNamed(o.Sources)
		return sum, looked
	})
	if r.done != nil {
		return nil
	}
	r.closers = append(r.closers, func() error { o.Progress.Done(); return nil })
	if r.src, err = r.openSource(ctx); err != nil {
		return err
	}
	r.closers = append(r.closers, r.src.Close)
	if r.uploads == nil && (o.Media == "" || o.Media == MediaDownload || o.Media == MediaLocal) {
		if err := r.ownUploads(); err != nil {
			return err
		}
	}
	if r.uploads == nil && o.Media == MediaLocal {
		return errNoUploads
	}
	if !looked {
		r.done = r.nothingToDo(func() ([sha256.Size]byte, bool) { return source.Sum(r.src) })
	}
	return nil
}

// openUploads opens the copies that the options name, or else the settings.
func (r *run) openUploads() (err error) {
	names, from := r.o.Uploads, "--uploads"
	if len(names) == 0 {
		names, from = r.settings.Uploads, r.settings.File+": uploads"
	} else if r.o.Again != nil {
		names = slices.Concat(names, stillThere(r.settings.Uploads, names))
	}
	switch {
	case len(names) > 0:
		if sum, ok := media.Listing(names...); ok {
			r.listed = sum[:]
		}
		if r.uploads, err = media.Open(names...); err != nil {
			return fmt.Errorf("%s: %w", from, err)
		}
		r.closers = append(r.closers, r.uploads.Close)
	case r.o.Media == MediaLocal && slices.ContainsFunc(r.o.Sources, source.IsSite):
		return errNoUploads // which no live site brings with it
	}
	return nil
}

// ownUploads takes the uploads that the source brings with it.
func (r *run) ownUploads() (err error) {
	var all []*media.Uploads
	for _, b := range source.UploadsOf(r.src) {
		u := media.From(b.Files)
		if b.Folder != "" {
			if u, err = media.Open(b.Folder); err != nil {
				return err
			}
			r.closers = append(r.closers, u.Close)
		}
		all = append(all, u)
	}
	if len(all) > 0 {
		r.uploads = media.Join(all)
	}
	return nil
}

func (r *run) openFolder() error {
	o := r.o
	f, err := emit.Open(o.Out, emit.Options{Force: o.Force, Prefer: o.Prefer, DryRun: o.DryRun, Contents: o.Events != nil})
	if err != nil {
		return err
	}
	r.folder, r.continues = f, f.Continues() || hasBegun(f)
	return nil
}

func (r *run) openSource(ctx context.Context) (source.Source, error) {
	o := source.Options{Stdin: r.o.Stdin, Site: r.o.Site, DatabasePassword: r.o.DatabasePassword, Live: live.Options{
		User: r.o.User, Password: r.o.Password,
		AllowPrivate: r.o.AllowPrivate, Selectors: r.settings.Selectors, Hosts: r.settings.Hosts, Progress: r.o.Progress.Fetched,
	}}
	// What a site tells everybody is kept in the folder, so that a run goes on where
	// it was interrupted; what it tells those with a password has no place there.
	if !r.o.DryRun && r.o.User == "" {
		o.Journal = r.folder.OwnPath
	}
	if slices.ContainsFunc(r.o.Sources, source.IsSite) {
		r.o.Progress.Start(StageFetching, -1)
		defer r.o.Progress.Done()
	}
	return source.Open(ctx, r.o.Sources, o)
}

// makePlan makes the first pass.
func (r *run) makePlan(ctx context.Context) error {
	o := r.o
	o.Progress.Start(StageReading, r.src.Size())
	r.plan, r.srcErr = newPlan(ctx, r.src, &r.migration)
	switch {
	case r.plan == nil, r.plan.items == 0 && r.srcErr != nil:
		return r.srcErr
	case r.plan.items == 0:
		return EmptyError{o.Sources[0]}
	case r.plan.asked == 0 && r.sel.filters() && o.Again == nil:
		return nothingError{strings.Join(r.sel.unmet(), "; ")}
	}
	return nil
}

// convertAll makes the second pass, and before it the one that finds out which
// files are to be fetched.
func (r *run) convertAll(ctx context.Context) error {
	o := r.o
	r.converter = newConverter(&r.migration)
	r.recorder = newRecorder(&r.migration)
	r.closers = append(r.closers, r.recorder.close)
	if err := r.recorder.open(); err != nil {
		return err
	}
	if err := r.converter.fetch(ctx, r.src); err != nil {
		return err
	}
	o.Progress.Start(StageWriting, int64(r.plan.items))
	var again error
	for out := range ordered.MapSized(o.Jobs, r.plan.basis.noting(r.items(ctx, r.src, true, &again)), job.size, r.converter.convert) {
		if err := r.recorder.record(out); err != nil {
			return err
		}
		if o.Events == nil { // which may keep it
			r.converter.done(out)
		}
		o.Progress.Add(1)
	}
	if ctx.Err() != nil {
		return context.Canceled
	}
	return again
}

// end writes what is known only when all items are recorded.
func (r *run) end(ctx context.Context) (*Result, error) {
	rec, o := &r.recorder, r.o
	if err := rec.writeRedirects(); err != nil {
		return nil, err
	}
	if err := rec.copyFound(ctx); err != nil {
		return nil, err
	}
	if err := rec.withdrawFiles(); err != nil {
		return nil, err
	}
	more := rec.redirects.files
	if o.Again == nil || !o.Again.Lacking { // else what is around the posts would lose what is of others
		more = slices.Concat(more, rec.writeData())
	}
	if o.partial() {
		r.folder.KeepOthers()
	}
	scope := r.scope()
	if o.Prune {
		if err := rec.prune(scope); err != nil {
			return nil, err
		}
	}
	if err := r.folder.RecordOthers(rec.others(more)); err != nil {
		return nil, err
	}
	summary, err := rec.summary(r.src, r.srcErr, scope)
	if err != nil {
		return nil, err
	}
	r.did = rec.setChanges(summary)
	if err := rec.writeReports(summary); err != nil {
		return nil, err
	}
	if err := r.folder.Finish(scope); err != nil {
		return nil, err
	}
	if err := r.noteAgain(summary); err != nil {
		return nil, err
	}
	if err := r.ended(); err != nil {
		return nil, err
	}
	return r.result(summary), nil
}

// scope says how much of the site this run has seen.
func (r *run) scope() emit.Scope {
	missing := slices.ContainsFunc(r.src.Notes(), func(n note.Note) bool { return n.Review })
	switch {
	case r.o.Again != nil:
		return emit.Some
	case r.o.partial() || r.srcErr != nil || missing || len(r.src.Skipped()) > 0:
		return emit.Part
	}
	return emit.Whole
}

// prune removes the files of items that are gone, and those around the items that
// nothing needs any more, unless they were edited. Images and files that no page shows
// stay: they are copies of what may be nowhere else.
func (rec *recorder) prune(s emit.Scope) error {
	if s != emit.Whole {
		rec.tally.problems = append(rec.tally.problems, "--prune: nothing is removed, for the source may not be the whole site")
		return nil
	}
	pruned, err := rec.folder.Prune()
	for _, p := range pruned {
		rec.tally.pruned = append(rec.tally.pruned, p.Removed...)
	}
	if err != nil {
		return err
	}
	around, err := rec.folder.PruneOthers(func(name string) bool { return strings.HasPrefix(name, rec.target.Files.Folder+"/") })
	rec.tally.pruned = append(rec.tally.pruned, around...)
	return err
}

// job is one item on its way.
type job struct {
	n    int
	it   *extract.Item
	last *lastTime // nil if it is not known, or another run was
}

// size returns about how many bytes an item holds that is not small.
func (j job) size() int {
	n := len(j.it.Content) + len(j.it.Excerpt)
	for i := range j.it.Meta {
		n += len(j.it.Meta[i].Value)
	}
	for i := range j.it.Comments {
		n += len(j.it.Comments[i].Content)
	}
	return n
}

// items is the second pass over the source. If it does not come to the end of
// the first, again is why. No pass follows the final one.
func (m *migration) items(ctx context.Context, src source.Source, final bool, again *error) iter.Seq[job] {
	return func(yield func(job) bool) {
		n := 0
		lastTime, stop := iter.Pull(m.lastTimes())
		defer stop()
		for it, err := range m.plan.held.all(src, final) {
			if err != nil || n == m.plan.items || ctx.Err() != nil {
				if n < m.plan.items {
					*again = err
				}
				return
			}
			it.SpreadXML(transform.IsForNobody)
			m.holdRows(it)
			last, _ := lastTime()
			if !yield(job{n, it, last}) {
				return
			}
			n++
		}
	}
}

// holdRows takes from the fields of an item the rows that visitors did not see.
func (m *migration) holdRows(it *extract.Item) {
	if !m.settings.Restricted {
		privacy.HoldRows(it)
	}
}

// Result is what became of a run.
type Result struct {
	Summary *report.Summary

	// What this run did. The summary has that of the last one that did something.
	Changes           report.Changes
	Pruned, Withdrawn []string
	Source            error       // of the source; the items before it are migrated
	Notes             []note.Note // on the source: what could not be got of it

	// Folder has what is wrong with the folder: records that were damaged, say.
	Folder []error

	Left        map[string]bool // files of no item of which an earlier run has said so
	Wanted      []string        // addresses of the files that a dry run would fetch
	Files       FileCounts
	NotFetched  []Cause  // why files could not be fetched, the most frequent first
	SettingsSum string   // SHA-256 of the settings file, or ""
	Own         Own      // what became of the items that this run is about
	Attention   bool     // something of these failed or needs a look, or of the source
	View        string   // the command to see the site, with DIR for the folder, or ""
	Drafts      []string // the first of the drafts that were written
	Edited      []string // files of the target that the folder had before, which a person has edited
	Images      string   // folder of images and files, below the output folder
	Data        string   // and of the data around the posts
}

// Own counts the items that a run is about: all, or those that it was asked for.
type Own struct {
	Written   []note.Count // by post type
	Drafts    int          // of these
	Failed    int
	Attention bool // one has failed or needs a look
}

// FileCounts says where the files came from that the output needs and has.
type FileCounts struct {
	Fetched int   // by this run
	Bytes   int64 // of these
	Kept    int   // fetched by an earlier one
}

func (r *run) result(s *report.Summary) *Result {
	d := &r.downloads
	res := &Result{
		Summary: s, Source: r.srcErr, Changes: r.did, Pruned: r.recorder.tally.pruned, Withdrawn: r.recorder.tally.withdrawn, Notes: r.src.Notes(), Folder: r.folder.Problems(),
		Files: FileCounts{d.fetched, d.bytes, d.kept}, NotFetched: d.causes(), SettingsSum: r.settings.Sum(),
		Images: r.target.Files.Folder, Data: r.target.Data, View: r.target.View, Drafts: r.recorder.tally.draftFiles, Edited: r.left,
	}
	if r.o.Media == MediaDownload {
		res.Wanted = d.wanted
	}
	t := &r.recorder.tally
	res.Left = t.left
	res.Own = t.own
	res.Own.Written = t.written.Counts()
	res.Attention = r.srcErr != nil || len(res.Folder) > 0 && !r.folder.Continues() || t.own.Attention || len(t.withdrawn) > 0 || len(t.problems) > 0 || len(r.sel.unmet()) > 0 || len(r.recorder.mistaken()) > 0
	for _, n := range res.Notes {
		res.Attention = res.Attention || n.Review
	}
	for _, err := range r.src.Skipped() {
		res.Attention = res.Attention || source.Lost(err)
	}
	return res
}

// EmptyError is a source without an item: an empty success would hide a
// mistake.
type EmptyError struct{ Source string }

func (e EmptyError) Error() string { return fmt.Sprintf("%s: no items", e.Source) }
func (e EmptyError) Hint() string {
	return "is it the export of this site, with All content chosen?"
}

// nothingError is a selection that leaves nothing.
type nothingError struct{ unmet string }

func (e nothingError) Error() string {
	if e.unmet != "" {
		return "nothing to write: " + e.unmet
	}
	return "nothing to write: no item is what the flags ask for"
}
func (e nothingError) Hint() string { return "wp2md inspect says what the source holds" }
