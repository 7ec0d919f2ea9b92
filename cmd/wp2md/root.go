package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/wp2md/wp2md/internal/suggest"
	"github.com/wp2md/wp2md/internal/terminal"
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
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if !slices.Contains(terminal.Whens, a.colour) {
				return usageError{fmt.Sprintf("--color %q: unknown value", a.colour), suggest.Hint(a.colour, terminal.Whens)}
			}
			a.lines.Colour = a.colours(a.stdout)
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return usageError{fmt.Sprintf("unknown command %q", args[0]), suggestion(cmd, args[0])}
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if len(a.args) > 0 && cmd == root && !strings.HasPrefix(a.args[0], "-") {
			return usageError{fmt.Sprintf("unknown command %q", a.args[0]), suggestion(root, a.args[0])}
		}
		hint := "wp2md help " + strings.TrimPrefix(cmd.CommandPath(), "wp2md ")
		var bad *pflag.InvalidValueError
		if errors.As(err, &bad) {
			what := map[string]string{"int": "a number", "bool": "true or false"}[bad.GetFlag().Value.Type()]
			return usageError{fmt.Sprintf("--%s %q: not %s", bad.GetFlag().Name, bad.GetValue(), cmp.Or(what, "a value it has")), hint}
		}
		var none *pflag.NotExistError
		if errors.As(err, &none) {
			var names []string
			cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
			if near := suggest.Near(none.GetSpecifiedName(), names); none.GetSpecifiedName() == "dry-run" {
				hint = "wp2md diff says what migrate would change, and changes nothing"
			} else if near != "" {
				hint = "did you mean --" + near + "? " + hint
			}
		}
		return usageError{err.Error(), hint}
	})
	root.PersistentFlags().StringVar(&a.colour, "color", string(terminal.Auto), "")
	_ = root.RegisterFlagCompletionFunc("color", cobra.FixedCompletions(terminal.Whens, cobra.ShellCompDirectiveNoFileComp))
	root.SetHelpTemplate("{{.Long}}")
	root.SetVersionTemplate("wp2md {{.Version}}\n")
	root.SetHelpCommand(&cobra.Command{
		Use: "help",
		ValidArgsFunction: func(*cobra.Command, []string, string) (names []string, _ cobra.ShellCompDirective) {
			for _, c := range root.Commands() {
				if !c.IsAvailableCommand() {
					continue
				}
				names = append(names, c.Name()+"\t"+c.Short)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usageError{fmt.Sprintf("unknown command %q", args[0]), suggestion(root, args[0])}
			}
			return cmd.Help()
		},
	})
	root.AddCommand(newMigrate(a), newDiff(a), newRetry(a), newCheck(a), newInspect(a), newFetch(a), newAccept(a), newSummary(a),
		newInit(a), newVersion(a), newCompletion(a), newMan(root))
	completeValues(root)
	return root
}

// suggestion returns the hint for a command that does not exist.
func suggestion(root *cobra.Command, name string) string {
	if s := root.SuggestionsFor(name); len(s) > 0 {
		return "did you mean wp2md " + s[0] + "?"
	}
	if strings.Contains(name, ".") {
		return "wp2md migrate " + terminal.Word(name)
	}
	return "wp2md help"
}
