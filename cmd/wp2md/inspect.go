package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/census"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/settings"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/summary"
	"github.com/wp2md/wp2md/internal/terminal"
	"github.com/wp2md/wp2md/transform"
)

func newInspect(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "inspect SOURCE...",
		Short: "say what a source holds before migrating it",
		Long:  help("inspect"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"inspect needs a source", "wp2md inspect export.xml"}
			}
			return a.inspect(cmd.Context(), args, &o)
		},
	}
	cmd.Flags().StringVar(&o.Site, "site", "", "")
	cmd.Flags().BoolVar(&o.json, "json", false, "")
	cmd.Flags().BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) inspect(ctx context.Context, names []string, o *options) error {
	bar := a.progress(o.quiet)
	defer bar.Done()
	user, password, err := credentials()
	if err != nil {
		return err
	}
	settings, err := settings.Load("", "")
	if err != nil {
		return err
	}
	if source.IsSite(names[0]) {
		bar.Start(migrate.StageFetching, -1)
	}
	src, err := source.Open(ctx, names, source.Options{Stdin: a.stdin, Site: o.Site, DatabasePassword: os.Getenv("WP2MD_DB_PASSWORD"), Live: live.Options{
		User: user, Password: password, Selectors: settings.Selectors, Hosts: settings.Hosts, Progress: bar.Fetched,
	}})
	if err != nil {
		return err
	}
	defer src.Close()
	bar.Start(migrate.StageReading, src.Size())
	c, err := census.Take(ctx, src, names, bar.Set)
	if err != nil {
		return err
	}
	bar.Done()
	if c.Items == 0 && !c.Damaged {
		return migrate.EmptyError{Source: names[0]}
	}
	if c.Damaged {
		a.code = exitAttention
	}
	c.Causes = migrate.Foresee(ctx, names, o.Site, bar)
	if o.json {
		return printJSON(a.stdout, c)
	}
	return a.printCensus(o, c)
}

func (a *app) printCensus(o *options, c *census.Census) error {
	w := bufio.NewWriter(a.lines)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	title := cmp.Or(strings.TrimSpace(c.Site.Title+" "+c.Site.URL), strings.Join(c.Sources, ", "))
	p("%s", terminal.Safe(terminal.OneLine(title)))
	p("")
	counts := func(label string, list []note.Count, most int) {
		for i, n := range list {
			if i == most {
				p("  %-11s %6s  … and %d more", "", "", len(list)-i)
				break
			}
			p("  %-11s %6d  %s", label, n.Count, terminal.Safe(n.Name))
			label = ""
		}
	}
	p("  %-11s %6d", "items", c.Items)
	counts("types", c.Types, 30)
	counts("status", c.Statuses, 30)
	if c.Held > 0 {
		p("  %-11s %6d  private, behind a password or for members: held back unless --status asks for them", "held back", c.Held)
	}
	counts("held back", c.HeldTypes, 30)
	p("  %-11s %6d", "authors", c.Authors)
	counts("terms", c.Terms, 20)
	counts("comments", c.Comments, 10)
	counts("fields", c.Fields, 12)
	if c.Theme != "" {
		p("  %-11s %6s  %s", "theme", "", terminal.Safe(c.Theme))
	}
	label := "plugins"
	for _, l := range c.Plugins {
		name := l.Name
		if l.Read != "" {
			name += ": " + l.Read
		}
		p("  %-11s %6s  %s", label, "", terminal.Safe(name))
		label = ""
	}
	counts("hosts", c.Hosts, 12)
	counts("templates", c.Templates, 12)
	if len(c.Templates) > 0 {
		p("  %-11s %6s  --for writes it so that the target shows it and does not run it", "", "")
	}
	fates := func(label string, list []census.Construct) {
		for _, fate := range []transform.Fate{transform.Converted, transform.Saved, transform.LaidOut, transform.Unwrapped, transform.KeptTags, transform.Dropped} {
			n := 0
			var names []string
			for _, k := range list {
				if k.Fate == fate {
					n += k.Count
					names = append(names, fmt.Sprintf("%s %d", terminal.Safe(strings.TrimPrefix(k.Name, "core/")), k.Count))
				}
			}
			if n > 0 {
				p("  %-11s %6d  %s:", label, n, fate)
				for _, line := range wrap(names, 56) {
					p("  %-11s %6s    %s", "", "", line)
				}
				label = ""
			}
		}
	}
	fates("shortcodes", c.Shortcodes)
	fates("blocks", c.Blocks)
	for _, r := range c.Repairs {
		p("  %-11s %6d  %s, first in %s line %d", "repaired", r.Count, r.Kind, terminal.Safe(r.File), r.Line)
	}
	for _, e := range c.Problems {
		p("  %-11s %6s  %s", "problem", "", terminal.Safe(e))
	}
	for _, e := range c.Notes {
		p("  %-11s %6s  %s", "note", "", terminal.Safe(e))
	}
	if len(c.Causes) > 0 {
		p("")
		p("What will need a look, after wp2md migrate:")
		if err := errors.Join(w.Flush(), summary.WriteCauses(a.lines, c.Causes, "")); err != nil {
			return err
		}
	}
	p("")
	next := c.Sources
	if o.Site != "" {
		next = append(slices.Clone(next), "--site", o.Site)
	}
	p("Next: wp2md migrate %s", terminal.Safe(shellWords(next)))
	return w.Flush()
}

// wrap joins words with commas into lines of about so many characters.
func wrap(words []string, width int) []string {
	var lines []string
	line := ""
	for i, w := range words {
		if i < len(words)-1 {
			w += ","
		}
		if line != "" && len(line)+1+len(w) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+w, " ")
	}
	return append(lines, line)
}
