package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/ordered"
	"github.com/wp2md/wp2md/internal/verify"
	"github.com/wp2md/wp2md/transform"
)

const migrateHelp = `wp2md migrate SOURCE... [flags]    convert a site to Markdown files

SOURCE is a WordPress export: an .xml file, plain, gzipped or zipped; several
files or a folder of one split export; - for standard input; or the http(s)
address of a live site, which is then fetched first (wp2md help fetch).

  -o, --out DIR        output folder (default site)
      --config FILE    settings file (default wp2md.yaml, if it is there)
      --for PRESET     target dialect (default plain)
      --media MODE     download: copy what --uploads has, fetch the rest (default)
                       local:    only what --uploads has, no network
                       link:     write the /images paths, get nothing, list what
                                 is to be got for wget and curl
                       keep:     leave the addresses of files as they are
      --uploads DIR    a copy of wp-content/uploads to take files from first: a
                       folder, or a .tar or .tar.gz of one
      --allow-private  let downloads go to loopback and private addresses, and
                       through the proxy that the environment names
      --links MODE     rewrite or keep links to pages (default rewrite)
      --permalinks P   new path of posts, such as /:year/:month/:slug/
                       (default: the old path, without index.php)
      --terms FORM     slug or name: how categories and tags are written
                       (default slug)
      --types LIST     post types (default: all content)
      --status LIST    statuses; private and password ask for what is held back
                       (default: all but those and trash)
      --author LIST    logins or names
      --since DATE     from this day, month or year on
      --until DATE     up to and with this day, month or year
      --only LIST      IDs or slugs; all else stays as it is in DIR
      --force          write into a folder that has other files
      --verify=false   do not hold every page against its source (default: do)
      --ours           where you and the new version have changed the same
      --theirs         place of a file, yours stands, or the new one; --theirs
                       writes files again that you have deleted
      --jobs N         parallel conversions (default: number of CPUs)
      --json           summary as JSON on standard output
      --quiet          no progress, no summary

Drafts, pending and scheduled posts get draft: true. Private posts and those
behind a password are held back. What is new is merged into a file that you
have edited; where both have changed the same place the file stays as it is,
and its new version is put beside it as name.md.new. A file that you have
renamed is updated where it is, one that you have deleted stays away.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some items failed or
need a look, 130 interrupted; then the same command goes on. What was fetched
is not fetched again.

  wp2md migrate export.xml --uploads backup/wp-content/uploads -o site
`

func newMigrate(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "migrate SOURCE...",
		Short: "convert a site to Markdown files",
		Long:  migrateHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"migrate needs a source", "wp2md migrate export.xml"}
			}
			if err := o.check(); err != nil {
				return err
			}
			return a.migrate(cmd.Context(), args, &o)
		},
	}
	o.register(cmd.Flags())
	return cmd
}

// migration is one run of migrate.
type migration struct {
	o        *options
	settings *settings
	sel      *selection
	plan     *plan
	folder   *emit.Folder
	uploads  *media.Uploads // nil without --uploads
	media    *mediaFile
	workers  []worker
	spool    *rowSpool // what report.html has of each item; nil in a dry run
	srcErr   error     // of the source, whose items before it are migrated

	downloads downloads
	tally     tally
	redirects redirects
}

// worker is what converts items one after the other.
type worker struct {
	printer  *transform.Printer
	verifier *verify.Verifier
}

func newWorker() worker { return worker{transform.NewPrinter(), verify.New()} }

func (a *app) migrate(ctx context.Context, sources []string, o *options) (err error) {
	m := &migration{o: o, sel: newSelection(o), downloads: downloads{allow: a.allow, limits: a.limits}}
	if m.settings, err = loadSettings(o.config); err != nil {
		return err
	}
	m.tally.replaced = make([]bool, len(m.settings.replace))
	if o.uploads != "" {
		if m.uploads, err = media.Open(o.uploads); err != nil {
			return fmt.Errorf("--uploads: %w", err)
		}
		defer m.uploads.Close()
		if cut := m.uploads.Problem(); cut != nil {
			m.tally.problems = append(m.tally.problems, "--uploads: "+cut.Error())
		}
	}
	files := slices.Clone(sources)
	for i, s := range sources {
		if !isSite(s) {
			continue
		}
		if len(sources) > 1 {
			return usageError{"a live site is migrated on its own", "wp2md migrate " + s}
		}
		if files[i], err = a.fetchSource(ctx, s, o, m.settings); err != nil {
			return err
		}
	}
	src, err := extract.Open(files, a.stdin)
	if err != nil {
		return err
	}
	defer src.Close()
	if m.folder, err = emit.Open(o.out, emit.Options{Force: o.force, Prefer: o.prefer(), DryRun: o.dry, Contents: o.watch != nil}); err != nil {
		return err
	}
	defer m.folder.Close()
	defer m.redirects.close()

	bar := a.progress(o)
	defer bar.done()
	var srcErr error
	bar.start("reading", src.Size())
	m.plan, srcErr = newPlan(ctx, src, m.settings, m.sel, o, func() { bar.set(src.Offset()) })
	if m.plan == nil {
		return srcErr
	}
	m.srcErr = srcErr
	if m.plan.items == 0 {
		if srcErr != nil {
			return srcErr
		}
		return emptyError{sources[0]}
	}
	if m.plan.asked == 0 && m.sel.filters() && o.exactly == nil {
		return nothingError{strings.Join(m.sel.unmet(), "; ")}
	}
	if !o.part {
		if err := m.recordRun(sources); err != nil {
			return err
		}
	}
	m.workers = make([]worker, o.jobs)
	for i := range m.workers {
		m.workers[i] = newWorker()
	}
	if spool := m.folder.Spool; !o.dry || o.htmlFile != "" {
		if o.dry {
			spool = tempSpool
		}
		if m.spool, err = newRowSpool(spool); err != nil {
			return err
		}
		defer m.spool.remove()
	}
	m.tally.files = make([]bool, m.plan.index.Files())
	m.media = &mediaFile{folder: m.folder}
	defer m.media.abandon()

	if err := m.fetch(ctx, src, bar); err != nil {
		return err
	}
	bar.start("writing", int64(m.plan.items))
	var again error
	for out := range ordered.Map(o.jobs, m.items(ctx, src, &again), m.convert) {
		if err := m.record(out); err != nil {
			return err
		}
		bar.add(1)
	}
	switch {
	case ctx.Err() != nil:
		return context.Canceled
	case again != nil:
		return again
	}
	if err := m.writeRedirects(); err != nil {
		return err
	}
	if err := m.copyFound(ctx); err != nil {
		return err
	}
	more := m.redirects.files
	if !o.lacks { // else what is around the posts would lose what is of others
		more = slices.Concat(more, m.writeData())
	}
	if o.some() {
		m.folder.KeepOthers()
	}
	if err := m.folder.RecordOthers(m.others(more)); err != nil {
		return err
	}
	summary, err := m.summary(src, sources, srcErr)
	if err != nil {
		return err
	}
	err = m.folder.WriteOwnFrom("report.json", func(w io.Writer) error { return summary.Write(w, m.posts()) })
	if err != nil {
		return err
	}
	err = m.folder.WriteOwnFrom("report.html", func(w io.Writer) error { return summary.WriteHTML(w, m.rows(), m.contents()) })
	if err != nil {
		return err
	}
	if o.htmlFile != "" {
		if err := m.writeHTML(o.htmlFile, summary); err != nil {
			return err
		}
	}
	if err := m.finish(); err != nil {
		return err
	}
	bar.done()
	a.code = max(a.code, m.exitCode(srcErr)) // the fetch may have set it
	switch {
	case o.watch != nil:
		err = o.watch.end(m, summary)
	case o.json:
		err = a.printReport(m.folder)
	case !o.quiet:
		err = a.printSummary(m, summary)
	}
	if srcErr != nil {
		a.complain(srcErr)
	}
	for _, p := range m.folder.Problems() {
		a.complain(p)
	}
	return err
}

// job is one item on its way.
type job struct {
	n  int
	it *extract.Item
}

// items is the second pass over the source. If it does not come to the end of
// the first, again is why.
func (m *migration) items(ctx context.Context, src *extract.Source, again *error) iter.Seq[job] {
	return func(yield func(job) bool) {
		n := 0
		for it, err := range src.Items(nil) {
			if err != nil || n == m.plan.items || ctx.Err() != nil {
				if n < m.plan.items {
					*again = err
				}
				return
			}
			if !yield(job{n, it}) {
				return
			}
			n++
		}
	}
}

func (m *migration) exitCode(srcErr error) int {
	r := m.tally.results
	if srcErr != nil || r[note.Failed] > 0 || r[note.Review] > 0 || len(m.tally.problems) > 0 || len(m.sel.unmet()) > 0 {
		return exitAttention
	}
	return exitOK
}

// emptyError is a source without an item: an empty success would hide a
// mistake.
type emptyError struct{ source string }

func (e emptyError) Error() string { return fmt.Sprintf("%s: no items", e.source) }
func (e emptyError) Hint() string {
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
