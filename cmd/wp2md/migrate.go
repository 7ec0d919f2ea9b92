package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/summary"
)

func newMigrate(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "migrate SOURCE...",
		Short: "convert a site to Markdown files",
		Long:  help("migrate"),
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

func (a *app) migrate(ctx context.Context, sources []string, o *options) error {
	res, err := a.carry(ctx, sources, o, o.Options)
	if err != nil {
		return err
	}
	switch {
	case o.json:
		err = a.printReport(o.Out, &res.Changes)
	case !o.quiet:
		err = summary.Write(a.lines, &o.Options, res)
	}
	a.complainOf(res)
	return err
}

// carry runs a migration, and says with which code the program ends.
func (a *app) carry(ctx context.Context, sources []string, o *options, mo migrate.Options) (*migrate.Result, error) {
	bar := a.progress(o.quiet)
	defer bar.Done()
	mo.Sources, mo.Stdin, mo.Version, mo.Progress = sources, a.stdin, version(), bar
	mo.Allow, mo.Limits = a.allow, a.limits
	var err error
	mo.DatabasePassword = os.Getenv("WP2MD_DB_PASSWORD")
	if mo.User, mo.Password, err = credentials(); err != nil {
		return nil, err
	}
	res, err := migrate.Run(ctx, mo)
	if err != nil {
		return nil, err
	}
	if res.Attention {
		a.code = exitAttention
	}
	if !o.quiet {
		for _, n := range res.Notes {
			a.tell(fmt.Sprintf("%s: %s", n.Kind, n.Text), "")
		}
	}
	return res, nil
}

// complainOf tells what was wrong with the source and the folder.
func (a *app) complainOf(res *migrate.Result) {
	if res.Source != nil {
		a.complain(res.Source)
	}
	for _, p := range res.Folder {
		a.complain(p)
	}
}

// printReport prints the report that a run has written to a folder, and before it
// what this run did.
func (a *app) printReport(dir string, did *report.Changes) error {
	file, err := os.Open(filepath.Join(dir, ".wp2md", "report.json"))
	if err != nil {
		return err
	}
	defer file.Close()
	raw, err := json.Marshal(did)
	if err != nil {
		return err
	}
	in := bufio.NewReader(file)
	if _, err := in.ReadString('\n'); err != nil { // the opening brace
		return err
	}
	if _, err := fmt.Fprintf(a.stdout, "{\n  \"run\": %s,\n", raw); err != nil {
		return err
	}
	_, err = io.Copy(a.stdout, in)
	return err
}
