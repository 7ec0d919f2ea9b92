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

const rootHelp = `wp2md moves a WordPress site to Markdown files with YAML front matter.

  wp2md migrate SOURCE... [-o DIR]    convert a site (default DIR: site)
  wp2md diff    SOURCE... [-o DIR]    say what migrate would change; writes nothing
  wp2md retry   [-o DIR] [POST...]    write the posts again that failed or need a look
  wp2md check   [-o DIR]              verify a migrated folder as it stands on disk
  wp2md accept  [-o DIR] [POST...]    what was looked at counts no more until it changes
  wp2md inspect SOURCE...             say what a source holds before migrating it
  wp2md fetch   URL -o FILE           save a live site as one WXR file

SOURCE is a WordPress export (Tools > Export > All content): an .xml file,
plain, gzipped or zipped; several files or a folder of one split export;
or - for standard input; or the http(s) address of a live site.

Nothing is lost in silence: what cannot be carried over is named in
DIR/.wp2md/manifest.jsonl, which has one line for every item of the source.

  wp2md help COMMAND                  flags and exit codes of a command
  wp2md --version
`

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "wp2md",
		Short:         "move a WordPress site to Markdown files",
		Long:          rootHelp,
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
