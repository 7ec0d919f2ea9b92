package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

const retryHelp = `wp2md retry [-o DIR] [POST...] [flags]    write some posts again

It converts the posts again that have failed or need a look, or those named by
ID, slug or file, with the sources, settings and flags that the last run had
(DIR/.wp2md/run.json), and says of each what has changed since. Files that were
to be got are tried again too. All other posts stay as they are, also those of
a source that is not there any more.

What is new is merged into files that you have edited, as migrate does it.

      --source FILE    read this source in place of those that are recorded;
                       more than once for more than one
      --json           what has become of each post, as JSON

Other flags are those of migrate (see wp2md help migrate) and take the place of
what is recorded, for this run.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts still failed
or need a look, 130 interrupted.

  wp2md retry -o site
  wp2md retry -o site 770 rex-bof-nossii
`

func newRetry(a *app) *cobra.Command {
	r := &retry{a: a, o: new(options), totals: map[migrate.Since]int{}, seen: map[migrate.Key]bool{}}
	cmd := &cobra.Command{
		Use:   "retry [POST...]",
		Short: "write the posts again that failed or need a look",
		Long:  retryHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.run(cmd, args)
		},
	}
	r.o.register(cmd.Flags())
	cmd.Flags().StringArrayVar(&r.sources, "source", nil, "")
	return cmd
}

// retry runs a migration of some posts and compares it with what was recorded.
type retry struct {
	a       *app
	o       *options
	sources []string

	was      *migrate.Record
	gone     []string // sources that are not there any more
	settings bool     // have changed
	asked    []emit.Entry
	items    map[migrate.Key]bool // that are asked for
	seen     map[migrate.Key]bool
	posts    []retried
	totals   map[migrate.Since]int
}

// retried is a post of this run.
type retried struct {
	ID      int64         `json:"id"`
	Type    string        `json:"type"`
	Title   string        `json:"title"`
	Path    string        `json:"path,omitempty"`
	Was     note.Result   `json:"was,omitempty"`
	Now     note.Result   `json:"now"`
	Outcome migrate.Since `json:"outcome"`
	Changed bool          `json:"changed"` // the file
	Source  bool          `json:"source"`  // the post in the source has changed
	Fixes   []string      `json:"fixes"`   // of the settings that were about the post
	Notes   []note.Note   `json:"notes"`
}

func (r *retry) run(cmd *cobra.Command, names []string) error {
	if err := r.prepare(cmd.Flags(), names); err != nil {
		return err
	}
	if err := r.o.check(); err != nil {
		return err
	}
	if len(r.asked) == 0 {
		switch {
		case r.o.json:
			return r.printJSON()
		case !r.o.quiet:
			_, err := fmt.Fprintf(r.a.stdout, "nothing to retry in %s: no post has failed or needs a look\n", printable(r.o.Out))
			return err
		}
		return nil
	}
	mo := r.o.Options
	mo.Again = &migrate.Again{Items: r.items, Lacking: len(r.gone) > 0}
	mo.Events = r
	res, err := r.a.carry(cmd.Context(), r.sources, r.o, mo)
	if err != nil {
		return err
	}
	err = r.end(res)
	r.a.complainOf(res)
	return err
}

// prepare reads what the last run has recorded: how it was made, and which
// posts are to be done again.
func (r *retry) prepare(flags *pflag.FlagSet, names []string) error {
	folder, err := migrate.OpenRecorded(r.o.Out)
	if err != nil {
		return err
	}
	defer folder.Close()
	if r.was, err = migrate.ReadRecord(folder, r.o.Out); err != nil {
		return err
	}
	r.was.Apply(&r.o.Options, flags.Changed)
	r.o.verify = !r.o.Unverified
	if len(r.sources) == 0 {
		if r.sources, r.gone, err = r.was.Readable(); err != nil {
			return err
		}
	}
	if r.asked, err = migrate.Asked(folder, names, &r.o.Options); err != nil {
		return err
	}
	r.items = map[migrate.Key]bool{}
	for _, e := range r.asked {
		r.items[migrate.KeyOf(e.ID, e.Type, e.Slug)] = true
	}
	return nil
}

// File is told of a file that is no page.
func (r *retry) File(emit.File) error { return nil }

// Item is told of an item that is about to be recorded.
func (r *retry) Item(out *migrate.Outcome, last *emit.Entry) error {
	e := &out.Entry
	k := migrate.KeyOf(e.ID, e.Type, e.Slug)
	if !r.items[k] {
		return nil
	}
	r.seen[k] = true
	p := retried{
		ID: e.ID, Type: e.Type, Title: out.Title, Path: e.Path, Now: e.Result, Outcome: migrate.Compare(last, e), Notes: e.Notes,
		Fixes: out.Fixes, Changed: out.Page.Wrote != "" || out.File.Wrote != "",
	}
	if last != nil {
		p.Was, p.Source = last.Result, last.Source != e.Source
	}
	r.add(p)
	return nil
}

func (r *retry) add(p retried) {
	r.totals[p.Outcome]++
	r.posts = append(r.posts, p)
}

// end says what has become of the posts.
func (r *retry) end(res *migrate.Result) error {
	r.settings = res.SettingsSum != r.was.Settings.SHA256
	for _, e := range r.asked {
		if k := migrate.KeyOf(e.ID, e.Type, e.Slug); !r.seen[k] {
			r.add(retried{ID: e.ID, Type: e.Type, Path: e.Path, Was: e.Result, Now: e.Result, Outcome: migrate.NotInSource, Fixes: []string{}, Notes: e.Notes})
		}
	}
	r.a.code = exitOK
	if res.Source != nil || r.totals[migrate.StillFailing]+r.totals[migrate.NeedsLook]+r.totals[migrate.NewProblem]+r.totals[migrate.NotInSource] > 0 {
		r.a.code = exitAttention
	}
	switch {
	case r.o.json:
		return r.printJSON()
	case !r.o.quiet:
		return r.print()
	}
	return nil
}

func (r *retry) print() error {
	w := bufio.NewWriter(r.a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	for _, s := range r.gone {
		p("%s is not there any more: its posts stay as they are", printable(s))
	}
	if v := version(); v != r.was.Version {
		p("the program is %s now, migrate was run with %s", printable(v), printable(r.was.Version))
	}
	if r.settings {
		p("the settings have changed since migrate was run")
	}
	for _, t := range r.posts {
		where := t.Path
		if where == "" {
			where = fmt.Sprintf("%s %d %q", t.Type, t.ID, t.Title)
		}
		p("%-17s %s", t.Outcome, printable(where))
		if t.Source {
			p("      its source has changed")
		}
		for _, f := range t.Fixes {
			p("      fix: %s", printable(f))
		}
		if t.Outcome != migrate.StillOK && t.Outcome != migrate.Fixed {
			for _, n := range t.Notes {
				if n.Review || t.Outcome == migrate.LeftOut || t.Outcome == migrate.NotInSource {
					p("      %s: %s", n.Kind, printable(n.Text))
				}
			}
		}
	}
	var totals []string
	for _, name := range []migrate.Since{migrate.Fixed, migrate.StillFailing, migrate.NeedsLook, migrate.NewProblem, migrate.StillOK, migrate.LeftOut, migrate.NotInSource} {
		if n := r.totals[name]; n > 0 {
			totals = append(totals, fmt.Sprintf("%d %s", n, name))
		}
	}
	p("")
	p("%s: %s", report.Plural(len(r.posts), "post"), strings.Join(totals, ", "))
	return w.Flush()
}

func (r *retry) printJSON() error {
	return printJSON(r.a.stdout, struct {
		Schema   int       `json:"schema"`
		Version  [2]string `json:"version"` // that of the last run, and this one
		Settings bool      `json:"settings_changed"`
		Gone     []string  `json:"gone"` // sources
		Posts    []retried `json:"posts"`
	}{1, [2]string{r.was.Version, version()}, r.settings, append([]string{}, r.gone...), append([]retried{}, r.posts...)})
}
