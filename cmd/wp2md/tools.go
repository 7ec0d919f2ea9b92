package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/manual"
	"github.com/wp2md/wp2md/internal/migrate"
)

// built is what a binary knows of itself.
type built struct {
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Go      string `json:"go"`
}

// buildInfo returns what Go has recorded of the build.
func buildInfo() built {
	b := built{Version: "(unknown)"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.Version, b.Go = cmp.Or(info.Main.Version, b.Version), info.GoVersion
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			b.Commit += ", and changes"
		}
	}
	return b
}

// version is that of the module the program was built from.
func version() string { return buildInfo().Version }

func newVersion(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "version", Short: "say which version this is", Long: help("version"), Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			b := buildInfo()
			if a.json {
				return printJSON(a.stdout, b)
			}
			_, err := fmt.Fprintf(a.stdout, "wp2md %s\ncommit %s\n%s\n", b.Version, cmp.Or(b.Commit, "unknown"), b.Go)
			return err
		},
	}
	cmd.Flags().Bool("json", false, "")
	return cmd
}

func newMan(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "man DIR", Short: "write the man pages into a folder", Long: help("man"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{"man needs one folder to write to", "wp2md man ./man"}
			}
			all := append([]*cobra.Command{root}, root.Commands()...)
			var pages []manual.Page
			for _, c := range all {
				if c.Name() == "help" {
					continue
				}
				p := manual.Page{Name: c.CommandPath(), Short: c.Short, Text: c.Long, Version: version()}
				for _, o := range all {
					if o != c && o.Name() != "help" && (c == root || o == root) {
						p.Others = append(p.Others, o.CommandPath())
					}
				}
				pages = append(pages, p)
			}
			return manual.Write(args[0], pages)
		},
	}
}

func newCompletion(a *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use: "completion SHELL", Short: "let a shell complete what you type", Long: help("completion"), ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch strings.Join(args, " ") {
			case "bash":
				return root.GenBashCompletionV2(a.stdout, true)
			case "zsh":
				return root.GenZshCompletion(a.stdout)
			case "fish":
				return root.GenFishCompletion(a.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(a.stdout)
			}
			return usageError{"completion needs the name of a shell", "there is: " + strings.Join(shells, ", ")}
		},
	}
}

// noArgs refuses arguments of a command that takes none.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Sprintf("%s takes no %q", cmd.Name(), args[0]), "wp2md help " + cmd.Name()}
	}
	return nil
}

// completeValues has the values of flags completed, in lists too.
func completeValues(root *cobra.Command) {
	for _, cmd := range root.Commands() {
		for _, flag := range migrate.Enumerated {
			if f := cmd.Flags().Lookup(flag); f != nil {
				_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) (values []string, _ cobra.ShellCompDirective) {
					before := ""
					if f.Value.Type() == "stringSlice" {
						before = typed[:strings.LastIndexByte(typed, ',')+1]
					}
					for _, v := range migrate.Values(flag) {
						values = append(values, before+v)
					}
					return values, cobra.ShellCompDirectiveNoFileComp
				})
			}
		}
		if cmd.Flags().Lookup("out") != nil && cmd.Name() != "fetch" {
			_ = cmd.MarkFlagDirname("out")
		}
		if cmd.Flags().Lookup("config") != nil {
			_ = cmd.MarkFlagFilename("config", "yaml", "yml")
		}
	}
}
