package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
)

// fetchOptions are the flags of fetch.
type fetchOptions struct {
	out, config, since string
	pages, jobs        int
	robots, private    bool
	force, json, quiet bool
}

func newFetch(a *app) *cobra.Command {
	var o fetchOptions
	cmd := &cobra.Command{
		Use:   "fetch URL -o FILE",
		Short: "save a live site as one WXR file",
		Long:  help("fetch"),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) != 1:
				return usageError{"fetch needs the address of one site", "wp2md fetch https://old.example -o site.xml"}
			case o.out == "":
				return usageError{"fetch needs a file to write", "wp2md fetch " + args[0] + " -o site.xml"}
			case o.jobs < 1:
				return usageError{"--jobs must be at least 1", ""}
			case o.pages < 1:
				return usageError{"--max-pages must be at least 1", ""}
			}
			if _, err := migrate.ParseDay(o.since); o.since != "" && err != nil {
				return usageError{fmt.Sprintf("--since %q: not a date", o.since), "a date is 2013-04-02, 2013-04 or 2013"}
			}
			return a.fetch(cmd.Context(), args[0], &o)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "", "")
	f.StringVar(&o.config, "config", "", "")
	f.StringVar(&o.since, "since", "", "")
	f.IntVar(&o.pages, "max-pages", 50_000, "")
	f.IntVar(&o.jobs, "jobs", 4, "")
	f.BoolVar(&o.robots, "ignore-robots", false, "")
	f.BoolVar(&o.private, "allow-private", false, "")
	f.BoolVar(&o.force, "force", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) fetch(ctx context.Context, site string, o *fetchOptions) error {
	settings, err := settings.Load(o.config, "")
	if err != nil {
		return err
	}
	s, err := a.save(ctx, site, o, settings)
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
		return a.printFetch(s)
	}
	return nil
}

// save fetches a site into a file, unless that is another's.
func (a *app) save(ctx context.Context, site string, o *fetchOptions, settings *settings.Settings) (*source.Saved, error) {
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
	opt := live.Options{
		User: user, Password: password, IgnoreRobots: o.robots, AllowPrivate: o.private,
		Jobs: o.jobs, MaxPages: o.pages, Selectors: settings.Selectors, Progress: bar.Fetched,
	}
	if o.since != "" {
		opt.Since, _ = migrate.ParseDay(o.since)
	}
	return source.Save(ctx, site, o.out, opt)
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

func (a *app) printFetch(s *source.Saved) error {
	w := bufio.NewWriter(a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	title := s.Site.Title
	if title == "" {
		title = s.Site.URL
	}
	p("%s → %s", printable(oneLine(title)), printable(s.File))
	p("")
	var types []string
	for _, c := range s.Types {
		types = append(types, report.Plural(c.Count, printable(typeWord(c.Name))))
	}
	p("  %-11s %6d  %s", "items", s.Items, strings.Join(types, ", "))
	p("  %-11s %6d", "comments", s.Comments)
	p("  %-11s %6d", "terms", s.Terms)
	p("  %-11s %6d", "authors", s.Authors)
	p("  %-11s %6d  by the %s; %d of the answers had not changed", "requests", s.Requests, s.Way, s.Reused)
	for i, n := range s.Notes {
		if i == mostTroubles {
			p("  %-11s %6s  … and %d more: --json names them all", "", "", len(s.Notes)-i)
			break
		}
		p("  %-11s %6s  %s", "note", "", printable(fmt.Sprintf("%s: %s", n.Kind, n.Text)))
	}
	p("")
	p("Next: wp2md migrate %s", printable(s.File))
	return w.Flush()
}
