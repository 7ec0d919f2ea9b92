package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/summary"
	"github.com/wp2md/wp2md/internal/terminal"
)

func newRetry(a *app) *cobra.Command {
	var o options
	var sources []string
	cmd := &cobra.Command{
		Use:   "retry [POST...]",
		Short: "write the posts again that failed or need a look",
		Long:  help("retry"),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := migrate.NewRetry(&o.Options, args, sources, cmd.Flags().Changed)
			if err != nil {
				return err
			}
			o.verify = !o.Unverified
			if err := o.check(); err != nil {
				return err
			}
			run := new(report.Changes)
			if r.Nothing() {
				if !r.Ended {
					a.code = exitAttention
				}
				return a.printRetry(&o, r, run)
			}
			mo := o.Options
			r.Set(&mo)
			res, err := a.carry(cmd.Context(), r.Sources, &o, mo)
			if err != nil {
				return err
			}
			r.End(res)
			run = &res.Changes
			a.code = exitOK
			if res.Source != nil || r.Unfinished() {
				a.code = exitAttention
			}
			err = a.printRetry(&o, r, run)
			a.complainOf(res)
			return err
		},
	}
	o.register(cmd.Flags())
	cmd.Flags().StringArrayVar(&sources, "source", nil, "")
	return cmd
}

func (a *app) printRetry(o *options, r *migrate.Retry, run *report.Changes) error {
	switch {
	case o.json:
		return printJSON(a.stdout, struct {
			Schema   int               `json:"schema"`
			Version  [2]string         `json:"version"` // that of the last run, and this one
			Settings bool              `json:"settings_changed"`
			Gone     []string          `json:"gone"` // sources
			Run      *report.Changes   `json:"run"`
			Posts    []migrate.Retried `json:"posts,omitzero"`
		}{1, [2]string{r.Was.Version, version()}, r.Settings, append([]string{}, r.Gone...), run, append([]migrate.Retried{}, r.Posts...)})
	case o.quiet:
		return nil
	case r.Nothing():
		why := "no post has failed or needs a look"
		if !r.Ended {
			why = "but the last run did not come to its end: the same wp2md migrate goes on from there"
		}
		_, err := fmt.Fprintf(a.stdout, "nothing to retry in %s: %s\n", terminal.Safe(o.Out), why)
		return err
	}
	return writeRetry(a.lines, r, run, o.Out)
}

// writeRetry says what has become of the posts.
func writeRetry(out io.Writer, r *migrate.Retry, run *report.Changes, dir string) error {
	w := bufio.NewWriter(out)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	for _, s := range r.Gone {
		p("%s is not there any more: its posts stay as they are", terminal.Safe(s))
	}
	if v := version(); v != r.Was.Version {
		p("the program is %s now, migrate was run with %s", terminal.Safe(v), terminal.Safe(r.Was.Version))
	}
	if r.Settings {
		p("the settings have changed since migrate was run")
	}
	var looks []report.Item
	for _, t := range r.Posts {
		looks = append(looks, report.Item{ID: t.ID, Title: t.Title, Path: t.Path, Notes: t.Notes})
		where := t.Path
		if where == "" {
			where = fmt.Sprintf("%s %d %q", t.Type, t.ID, t.Title)
		}
		p("%-17s %s", t.Outcome, terminal.Safe(where))
		if t.Source {
			p("      its source has changed")
		}
		if t.InPlace {
			p("      an earlier page has asked for it, and does not any more")
		}
		for _, f := range t.Fixes {
			p("      fix: %s", terminal.Safe(f))
		}
		if t.Outcome != migrate.StillOK && t.Outcome != migrate.Fixed {
			for _, n := range t.Notes {
				if n.Review || t.Outcome == migrate.LeftOut || t.Outcome == migrate.NotInSource {
					p("      %s: %s", n.Kind, terminal.Safe(n.Text))
				}
			}
		}
	}
	p("")
	p("%s: %s", report.Plural(len(r.Posts), "item"), strings.Join(r.Totals(), ", "))
	p("this run: %s", summary.Changes(run))
	causes := report.CausesOf(looks)
	if len(causes) > 0 {
		p("")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return summary.WriteCauses(out, causes, dir)
}
