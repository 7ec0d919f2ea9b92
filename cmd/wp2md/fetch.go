package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/summary"
	"github.com/wp2md/wp2md/internal/terminal"
)

// fetchOptions are the flags of fetch.
type fetchOptions struct {
	out, config, since string
	table              string // prefix of
	archive, until     string
	pages, jobs        int
	robots, private    bool
	force, json, quiet bool
}

func newFetch(a *app) *cobra.Command {
	var o fetchOptions
	cmd := &cobra.Command{
		Use:   "fetch SOURCE -o FILE",
		Short: "save a live site, a web archive, a dump, saved pages as one WXR file",
		Long:  help("fetch"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return usageError{"fetch needs a source", "wp2md fetch https://old.example -o site.xml"}
			case o.out == "":
				return usageError{"fetch needs a file to write", "wp2md fetch " + terminal.Word(args[0]) + " -o site.xml"}
			case o.archive == "" && o.until != "":
				return usageError{"--until is for --archive: a live site has its newest state only", "migrate takes --until for the days of posts"}
			case o.since != "" && (o.archive != "" || !slices.ContainsFunc(args, source.IsSite)):
				return usageError{"--since is for live sites, which are asked what has changed", "migrate takes --since for the days of posts"}
			case o.jobs < 1:
				return usageError{"--jobs must be at least 1", ""}
			case o.pages < 1:
				return usageError{"--max-pages must be at least 1", ""}
			}
			for _, d := range []struct{ flag, day string }{{"--since", o.since}, {"--until", o.until}} {
				if _, err := migrate.ParseDay(d.day); d.day != "" && err != nil {
					return usageError{fmt.Sprintf("%s %q: not a date", d.flag, d.day), "a date is 2013-04-02, 2013-04 or 2013"}
				}
			}
			return a.fetch(cmd.Context(), args, &o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "", "")
	f.StringVar(&o.config, "config", "", "")
	f.StringVar(&o.since, "since", "", "")
	f.StringVar(&o.table, "site", "", "")
	f.StringVar(&o.archive, "archive", "", "")
	f.StringVar(&o.until, "until", "", "")
	f.IntVar(&o.pages, "max-pages", 50_000, "")
	f.IntVar(&o.jobs, "jobs", 4, "")
	f.BoolVar(&o.robots, "ignore-robots", false, "")
	f.BoolVar(&o.private, "allow-private", false, "")
	f.BoolVar(&o.force, "force", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) fetch(ctx context.Context, names []string, o *fetchOptions) error {
	settings, err := settings.Load(o.config, "")
	if err != nil {
		return err
	}
	s, err := a.save(ctx, names, o, settings)
	if err != nil {
		return err
	}
	for _, n := range s.Notes {
		if n.Review {
			a.code = exitAttention
		}
	}
	switch {
	case o.json:
		return printJSON(a.stdout, s)
	case !o.quiet:
		return a.printFetch(names, s)
	}
	return nil
}

// save writes a source into a file, unless that is another's.
func (a *app) save(ctx context.Context, names []string, o *fetchOptions, settings *settings.Settings) (*source.Saved, error) {
	if _, err := os.Stat(o.out); err == nil && !o.force {
		if _, err := os.Stat(source.JournalOf(o.out)); errors.Is(err, fs.ErrNotExist) {
			return nil, usageError{o.out + ": is there already, and was not fetched", "name another file with -o, or write over it with --force"}
		}
	}
	user, password, err := credentials()
	if err != nil {
		return nil, err
	}
	bar := a.progress(o.quiet)
	bar.Start(migrate.StageFetching, -1)
	defer bar.Done()
	opt := source.Options{
		Stdin: a.stdin, Site: o.table, DatabasePassword: os.Getenv("WP2MD_DB_PASSWORD"), Archive: o.archive,
		Live: live.Options{
			User: user, Password: password, IgnoreRobots: o.robots, AllowPrivate: o.private,
			Jobs: o.jobs, MaxPages: o.pages, Selectors: settings.Selectors, Hosts: settings.Hosts, Progress: bar.Fetched,
		},
	}
	if o.since != "" {
		opt.Live.Since, _ = migrate.ParseDay(o.since)
	}
	if o.until != "" {
		opt.Until = migrate.EndOf(o.until).Add(-time.Second)
	}
	return source.Save(ctx, names, o.out, opt)
}

// credentials returns the user of a live site and his application password, which
// the environment has.
func credentials() (user, password string, err error) {
	user, password = os.Getenv("WP2MD_USER"), os.Getenv("WP2MD_PASSWORD")
	if (user == "") != (password == "") {
		return "", "", usageError{"WP2MD_USER and WP2MD_PASSWORD go together", "set both, or none to fetch what is public"}
	}
	return user, password, nil
}

// mostTroubles is how many notes the summary of a fetch names.
const mostTroubles = 20

func (a *app) printFetch(names []string, s *source.Saved) error {
	w := bufio.NewWriter(a.lines)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	title := cmp.Or(s.Site.Title, s.Site.URL, strings.Join(names, ", "))
	p("%s → %s", terminal.Safe(terminal.OneLine(title)), terminal.Safe(s.File))
	p("")
	var types []string
	for _, c := range s.Types {
		types = append(types, report.Plural(c.Count, terminal.Safe(summary.TypeWord(c.Name))))
	}
	p("  %-11s %6d  %s", "items", s.Items, strings.Join(types, ", "))
	p("  %-11s %6d", "comments", s.Comments)
	p("  %-11s %6d", "terms", s.Terms)
	p("  %-11s %6d", "authors", s.Authors)
	if s.Way != "" {
		p("  %-11s %6d  by the %s; %d of the answers had not changed", "requests", s.Requests, s.Way, s.Reused)
	}
	if s.Uploads != "" {
		p("  %-11s %6d  in %s", "files", s.Files, terminal.Safe(s.Uploads))
	}
	var notes, others []note.Note // first what somebody has to look at
	for _, n := range s.Notes {
		if n.Review {
			notes = append(notes, n)
		} else {
			others = append(others, n)
		}
	}
	notes = append(notes, others...)
	for i, n := range notes {
		if i == mostTroubles {
			p("  %-11s %6s  … and %d more: --json names them all", "", "", len(notes)-i)
			break
		}
		p("  %-11s %6s  %s", "note", "", terminal.Safe(fmt.Sprintf("%s: %s", n.Kind, n.Text)))
	}
	p("")
	next := "wp2md migrate " + terminal.Word(s.File)
	if s.Uploads != "" {
		next += " --uploads " + terminal.Word(s.Uploads)
	}
	p("Next: %s", terminal.Safe(next))
	return w.Flush()
}
