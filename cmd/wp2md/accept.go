package main

import (
	"bufio"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
)

const acceptHelp = `wp2md accept [-o DIR] [POST...] [flags]    what was looked at may stay as it is

A look that is accepted counts no more, in the summary, the report and the exit
code, until its post or what is said of it changes. POST is an ID, a slug or a
file; one of POST, --cause and --all must be there.

  -o, --out DIR        the folder (default site)
      --cause C        only looks of this cause: the word before it in the summary
      --all            the looks of all posts
      --json           what was accepted and what is left, as JSON
      --quiet          print nothing

The settings can say it, too: accepted: { 12: [form], contact: [form] }

Exit codes: 0 nothing is left to look at, 1 failed, 2 wrong usage, 3 something
is left.

  wp2md accept --cause form
  wp2md accept 770 posts/rex-bof-nossii.md
`

func newAccept(a *app) *cobra.Command {
	var o struct {
		out, cause       string
		all, json, quiet bool
	}
	cmd := &cobra.Command{
		Use:   "accept [POST...]",
		Short: "what was looked at may stay as it is",
		Long:  acceptHelp,
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
				return a.printAccepted(done)
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "out", "o", "site", "")
	f.StringVar(&o.cause, "cause", "", "")
	f.BoolVar(&o.all, "all", false, "")
	f.BoolVar(&o.json, "json", false, "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

func (a *app) printAccepted(done *migrate.Accepted) error {
	w := bufio.NewWriter(a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	p("%s accepted; %s need no look any more", report.Plural(done.Notes, "note"), report.Plural(done.Items, "item"))
	if len(done.Left) > 0 {
		p("")
		printCauseList(done.Left, p)
	}
	return w.Flush()
}
