package main

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "wp2md",
		Short:         "move a WordPress site to Markdown files",
		Long:          help("root"),
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usageError{fmt.Sprintf("unknown command %q", args[0]), suggestion(cmd, args[0])}
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		hint := "wp2md help " + strings.TrimPrefix(cmd.CommandPath(), "wp2md ")
		var bad *pflag.InvalidValueError
		if errors.As(err, &bad) {
			what := map[string]string{"int": "a number", "bool": "true or false"}[bad.GetFlag().Value.Type()]
			return usageError{fmt.Sprintf("--%s %q: not %s", bad.GetFlag().Name, bad.GetValue(), cmp.Or(what, "a value it has")), hint}
		}
		return usageError{err.Error(), hint}
	})
	root.SetHelpTemplate("{{.Long}}")
	root.SetVersionTemplate("wp2md {{.Version}}\n")
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{
		Use: "help",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usageError{fmt.Sprintf("unknown command %q", args[0]), suggestion(root, args[0])}
			}
			return cmd.Help()
		},
	})
	root.AddCommand(newMigrate(a), newDiff(a), newRetry(a), newCheck(a), newInspect(a), newFetch(a), newAccept(a))
	return root
}

// suggestion returns the hint for a command that does not exist.
func suggestion(root *cobra.Command, name string) string {
	if s := root.SuggestionsFor(name); len(s) > 0 {
		return "did you mean wp2md " + s[0] + "?"
	}
	if strings.Contains(name, ".") {
		return "wp2md migrate " + name
	}
	return "wp2md help"
}

// version is that of the module the program was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unknown)"
}
