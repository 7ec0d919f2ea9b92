package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/summary"
)

func newAccept(a *app) *cobra.Command {
	var o struct {
		out, cause       string
		all, json, quiet bool
	}
	cmd := &cobra.Command{
		Use:   "accept [POST...]",
		Short: "what was looked at may stay as it is",
		Long:  help("accept"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && o.cause == "" && !o.all {
				return usageError{"accept needs to know what", "wp2md accept POST, --cause C or --all"}
			}
			if len(args) > 0 && o.all {
				return usageError{"--all and a post cannot both stand", ""}
			}
			done, err := migrate.Accept(migrate.Accepting{Out: o.out, Posts: args, Cause: o.cause})
			if err != nil {
				return err
			}
			if len(done.Left) > 0 {
				a.code = exitAttention
			}
			switch {
			case o.json:
				return printJSON(a.stdout, done)
			case !o.quiet:
				return a.printAccepted(done, o.out)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "site", "")
	f.StringVar(&o.cause, "cause", "", "")
	_ = cmd.RegisterFlagCompletionFunc("cause", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return summary.CausesIn(o.out), cobra.ShellCompDirectiveNoFileComp
	})
	f.BoolVar(&o.all, "all", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) printAccepted(done *migrate.Accepted, out string) error {
	w := bufio.NewWriter(a.lines)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	if done.Notes == 0 {
		p("nothing to accept: no look is asked for there")
	} else {
		p("%s accepted, and nothing is left to look at in %s", report.Plural(done.Notes, "note"), report.Plural(done.Items, "item"))
	}
	if len(done.Left) > 0 {
		p("\nStill to look at:")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return summary.WriteCauses(a.lines, done.Left, out)
}
