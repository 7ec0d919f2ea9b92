package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/emit"
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
	o := options{part: true}
	r := &retry{a: a, o: &o}
	cmd := &cobra.Command{
		Use:   "retry [POST...]",
		Short: "write the posts again that failed or need a look",
		Long:  retryHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			return r.run(cmd.Context(), args)
		},
	}
	o.register(cmd.Flags())
	cmd.Flags().StringArrayVar(&r.sources, "source", nil, "")
	return cmd
}

// retry runs a migration of some posts and compares it with what was recorded.
type retry struct {
	a       *app
	o       *options
	sources []string

	was      *runRecord
	gone     []string // sources that are not there any more
	settings bool     // have changed
	asked    []emit.Entry
	posts    []retried
	seen     map[postKey]bool
	totals   map[string]int
}

// retried is a post of this run.
type retried struct {
	ID      int64       `json:"id"`
	Type    string      `json:"type"`
	Title   string      `json:"title"`
	Path    string      `json:"path,omitempty"`
	Was     note.Result `json:"was,omitempty"`
	Now     note.Result `json:"now"`
	Outcome string      `json:"outcome"`
	Changed bool        `json:"changed"` // the file
	Source  bool        `json:"source"`  // the post in the source has changed
	Fixes   []string    `json:"fixes"`   // of the settings that were about the post
	Notes   []note.Note `json:"notes"`
}

// The values of retried.Outcome.
const (
	outcomeFixed   = "fixed"
	outcomeFailing = "still failing"
	outcomeLook    = "needs a look" // as before, or less
	outcomeNew     = "new problem"
	outcomeOK      = "ok"   // as before
	outcomeLeft    = "left" // skipped
	outcomeGone    = "not in the source"
)

// postKey is what an item is known by from run to run.
type postKey struct {
	id   int64
	kind string
	slug string // of those without ID
}

func keyOf(id int64, kind, slug string) postKey {
	if id != 0 {
		slug = ""
	}
	return postKey{id, kind, slug}
}

func (r *retry) run(ctx context.Context, names []string) error {
	if err := r.prepare(names); err != nil {
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
			_, err := fmt.Fprintf(r.a.stdout, "nothing to retry in %s: no post has failed or needs a look\n", printable(r.o.out))
			return err
		}
		return nil
	}
	r.o.exactly = map[postKey]bool{}
	for _, e := range r.asked {
		r.o.exactly[keyOf(e.ID, e.Type, e.Slug)] = true
	}
	r.o.lacks = len(r.gone) > 0
	r.o.watch = r
	return r.a.migrate(ctx, r.sources, r.o)
}

// prepare reads what the last run has recorded: how it was made, and which
// posts are to be done again.
func (r *retry) prepare(names []string) error {
	folder, err := emit.Open(r.o.out, emit.Options{DryRun: true})
	if err != nil {
		return err
	}
	defer folder.Close()
	if r.was, err = readRun(folder, r.o.out); err != nil {
		return err
	}
	if err := r.was.apply(r.o.flags); err != nil {
		return err
	}
	if r.sources, err = r.there(); err != nil {
		return err
	}
	found := make([]bool, len(names))
	for e, err := range folder.Previous() {
		if err != nil {
			return err
		}
		named := len(names) == 0 && r.open(&e)
		for i, name := range names {
			if name == strconv.FormatInt(e.ID, 10) || name == e.Slug && name != "" || e.Path != "" && isPath(name, r.o.out, e.Path) {
				found[i], named = true, true
			}
		}
		if named {
			r.asked = append(r.asked, e)
		}
	}
	if i := slices.Index(found, false); i >= 0 {
		return usageError{fmt.Sprintf("no post is %q", names[i]), "a post is named by its ID, its slug or its file"}
	}
	return nil
}

// isPath reports whether a name is the path of a file in the output folder,
// seen from there or from here.
func isPath(name, out, file string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return name == file || name == strings.TrimSuffix(strings.ReplaceAll(out, `\`, "/"), "/")+"/"+file
}

// open reports whether an item is to be done again without being named.
func (r *retry) open(e *emit.Entry) bool {
	switch e.Result {
	case note.Failed, note.Review:
		return true
	case note.Skipped:
		gets := r.o.media == mediaDownload || r.o.media == mediaLocal
		return gets && len(e.Notes) > 0 && e.Notes[0].Kind == note.Media
	}
	return false
}

// there returns the sources that can be read.
func (r *retry) there() ([]string, error) {
	if len(r.sources) > 0 {
		return r.sources, nil
	}
	var list []string
	for _, s := range r.was.Sources {
		if s == "-" {
			return nil, usageError{"the source of the last run was standard input", "name it with --source FILE"}
		}
		if _, err := os.Stat(s); err != nil && !strings.Contains(s, "://") {
			r.gone = append(r.gone, s)
			continue
		}
		list = append(list, s)
	}
	if len(list) == 0 {
		return nil, goneError{r.was.Sources}
	}
	return list, nil
}

// goneError is a run of which no source is left.
type goneError struct{ sources []string }

func (e goneError) Error() string {
	return strings.Join(e.sources, ", ") + ": the source of the last run is not there"
}
func (e goneError) Hint() string {
	return "retry where migrate was run, or name the source with --source FILE"
}

func (r *retry) file(emit.File) error { return nil }

func (r *retry) item(m *migration, out *outcome, last *emit.Entry) error {
	e := &out.entry
	k := keyOf(e.ID, e.Type, e.Slug)
	if !m.o.exactly[k] {
		return nil
	}
	if r.seen == nil {
		r.seen = map[postKey]bool{}
	}
	r.seen[k] = true
	p := retried{ID: e.ID, Type: e.Type, Title: out.title, Path: e.Path, Now: e.Result, Notes: e.Notes, Fixes: m.fixesOf(out), Changed: out.page.Wrote != "" || out.wrote.Wrote != ""}
	if last != nil {
		p.Was, p.Source = last.Result, last.Source != e.Source
	}
	p.Outcome = compared(last, e)
	r.add(p)
	return nil
}

func (r *retry) add(p retried) {
	if r.totals == nil {
		r.totals = map[string]int{}
	}
	r.totals[p.Outcome]++
	r.posts = append(r.posts, p)
}

// compared says what has become of a post since the last run.
func compared(last, now *emit.Entry) string {
	troubled := last != nil && (last.Result == note.Failed || last.Result == note.Review)
	switch now.Result {
	case note.OK:
		if troubled || last != nil && last.Result == note.Skipped {
			return outcomeFixed
		}
		return outcomeOK
	case note.Skipped:
		return outcomeLeft
	}
	if last == nil || last.Result == note.OK {
		return outcomeNew
	}
	for _, n := range now.Notes {
		known := slices.ContainsFunc(last.Notes, func(o note.Note) bool { return o.Kind == n.Kind && o.Text == n.Text })
		if n.Review && !known {
			return outcomeNew
		}
	}
	if now.Result == note.Failed {
		return outcomeFailing
	}
	return outcomeLook
}

// end says what has become of the posts.
func (r *retry) end(m *migration, s *report.Summary) error {
	r.settings = m.settings.hash().SHA256 != r.was.Settings.SHA256
	for _, e := range r.asked {
		if k := keyOf(e.ID, e.Type, e.Slug); !r.seen[k] {
			r.add(retried{ID: e.ID, Type: e.Type, Path: e.Path, Was: e.Result, Now: e.Result, Outcome: outcomeGone, Fixes: []string{}, Notes: e.Notes})
		}
	}
	r.a.code = exitOK
	if m.srcErr != nil || r.totals[outcomeFailing]+r.totals[outcomeLook]+r.totals[outcomeNew]+r.totals[outcomeGone] > 0 {
		r.a.code = exitAttention
	}
	switch {
	case r.o.json:
		return r.printJSON()
	case !r.o.quiet:
		return r.print(m)
	}
	return nil
}

func (r *retry) print(m *migration) error {
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
		if t.Outcome != outcomeOK && t.Outcome != outcomeFixed {
			for _, n := range t.Notes {
				if n.Review || t.Outcome == outcomeLeft || t.Outcome == outcomeGone {
					p("      %s: %s", n.Kind, printable(n.Text))
				}
			}
		}
	}
	var totals []string
	for _, name := range []string{outcomeFixed, outcomeFailing, outcomeLook, outcomeNew, outcomeOK, outcomeLeft, outcomeGone} {
		if n := r.totals[name]; n > 0 {
			totals = append(totals, fmt.Sprintf("%d %s", n, name))
		}
	}
	p("")
	p("%s: %s", plural(len(r.posts), "post"), strings.Join(totals, ", "))
	return w.Flush()
}

func (r *retry) printJSON() error {
	raw, err := json.MarshalIndent(struct {
		Schema   int       `json:"schema"`
		Version  [2]string `json:"version"` // that of the last run, and this one
		Settings bool      `json:"settings_changed"`
		Gone     []string  `json:"gone"` // sources
		Posts    []retried `json:"posts"`
	}{1, [2]string{r.was.Version, version()}, r.settings, append([]string{}, r.gone...), append([]retried{}, r.posts...)}, "", "  ")
	if err != nil {
		return err
	}
	_, err = r.a.stdout.Write(append(raw, '\n'))
	return err
}

// fixesOf returns the fixes of the settings that were about a post.
func (m *migration) fixesOf(out *outcome) []string {
	list := []string{}
	for _, i := range out.replaced {
		list = append(list, "replace "+m.settings.replace[i].String())
	}
	for _, key := range m.settings.fields.Of(out.entry.ID, out.entry.Slug) {
		list = append(list, "overrides "+strconv.Quote(key))
	}
	return list
}
