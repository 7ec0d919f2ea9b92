package main

import (
	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/summary"
)

func newSummary(a *app) *cobra.Command {
	var json, quiet bool
	cmd := &cobra.Command{
		Use:   "summary DIR...",
		Short: "the reports of several folders as one",
		Long:  help("summary"),
		RunE: func(_ *cobra.Command, dirs []string) error {
			if len(dirs) == 0 {
				return usageError{"summary needs a folder", "wp2md summary site1 site2"}
			}
			all := summary.Read(dirs)
			switch {
			case len(all.Missing) > 0:
				a.code = exitFailed
			case all.Total.Looks+len(all.Causes) > 0: // a failure can be accepted
				a.code = exitAttention
			}
			switch {
			case json:
				return printJSON(a.stdout, all)
			case !quiet:
				return all.Write(a.lines)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&json, "json", false, "")
	cmd.Flags().BoolVar(&quiet, "quiet", false, "")
	return cmd
}
