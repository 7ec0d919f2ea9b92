package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract/live"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/setup"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/terminal"
)

func newInit(a *app) *cobra.Command {
	var o options
	var yes bool
	cmd := &cobra.Command{
		Use: "init [SOURCE...]", Short: "ask what matters and write a commented wp2md.yaml", Long: help("init"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.init(cmd.Context(), args, &o, yes)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.Target, "for", "", "")
	f.StringVar(&o.Permalinks, "permalinks", "", "")
	f.StringVar(&o.Terms, "terms", "", "")
	f.StringArrayVar(&o.Uploads, "uploads", nil, "")
	f.StringVar(&o.Config, "config", "", "")
	f.StringVar(&o.Site, "site", "", "")
	f.BoolVar(&yes, "yes", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) init(ctx context.Context, names []string, o *options, yes bool) error {
	user, password, err := credentials()
	if err != nil {
		return err
	}
	so := setup.Options{
		Sources: names, File: o.Config,
		Source: source.Options{Site: o.Site, DatabasePassword: os.Getenv("WP2MD_DB_PASSWORD"), Live: live.Options{User: user, Password: password}},
		Given:  setup.Answers{Target: o.Target, Permalinks: o.Permalinks, Terms: o.Terms, Uploads: o.Uploads},
	}
	if !yes && !o.json && !o.quiet && terminal.Is(a.stdin) && terminal.Is(a.stderr) {
		so.Ask, so.Tell, so.Columns = a.stdin, a.stderr, terminal.Width(a.stderr)
	}
	bar := a.progress(o.quiet)
	defer bar.Done()
	bar.Start(migrate.StageReading, -1)
	so.Source.Live.Progress = bar.Fetched
	so.Tick = bar.Set
	so.Looked = bar.Done
	res, err := setup.Run(ctx, so)
	switch {
	case err != nil:
		return err
	case o.json:
		return printJSON(a.stdout, res)
	case o.quiet:
		return nil
	}
	if p := res.Page; p != nil && so.Ask == nil {
		fmt.Fprintf(a.lines, "%s would be %s:\n\n  %s\n", terminal.Safe(terminal.OneLine(p.Title)), terminal.Safe(p.Path), terminal.Safe(p.Head))
	}
	next := "wp2md migrate SOURCE"
	if len(names) > 0 {
		next = "wp2md migrate " + shellWords(names)
	}
	if o.Config != "" {
		next += " --config " + terminal.Word(o.Config)
	}
	_, err = fmt.Fprintf(a.lines, "%s is written: all settings are in it, with what they do.\n\nNext: %s\n", terminal.Safe(res.File), terminal.Safe(next))
	return err
}

func shellWords(names []string) string {
	words := make([]string, len(names))
	for i, n := range names {
		words[i] = terminal.Word(n)
	}
	return strings.Join(words, " ")
}
