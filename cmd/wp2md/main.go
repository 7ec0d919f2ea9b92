// Command wp2md moves a WordPress site to Markdown files.
//
// Results go to standard output. Everything else goes to standard error, each
// message as "wp2md: what is wrong", lower case and without a full stop, with a
// hint on a line of its own where there is something to try. Nothing of a
// source reaches a terminal unquoted: titles can hold escape sequences.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/netip"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/wp2md/wp2md/internal/media"
	"github.com/wp2md/wp2md/internal/memlimit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/source"
	"github.com/wp2md/wp2md/internal/terminal"
)

// Exit codes (see the help of each command).
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitAttention   = 3
	exitInterrupted = 130
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings as arguments, so that tests can call it
// and deferred calls run.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	return (&app{stdin: stdin, stdout: stdout, stderr: stderr}).run(args)
}

func (a *app) run(args []string) int {
	memlimit.Follow()
	log.SetOutput(io.Discard) // libraries print by themselves: what matters is an error or a note
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a.lines = &terminal.Lines{W: a.stdout, Columns: terminal.Width(a.stdout)}
	defer a.lines.Flush()
	root := newRoot(a)
	root.SetArgs(args)
	root.SetIn(a.stdin)
	root.SetOut(a.lines)
	root.SetErr(a.stderr)
	a.args, a.json = args, slices.Contains(args, "--json") || slices.Contains(args, "--json=true")
	err := root.ExecuteContext(ctx)
	if err == nil {
		return a.code
	}
	a.code = codeOf(err)
	a.complain(err)
	return a.code
}

// codeOf returns the exit code of a command that could not do its work.
func codeOf(err error) int {
	var usage usageError
	var option migrate.OptionError
	var sites *source.SitesError
	var one source.OneSiteError
	switch {
	case errors.As(err, &usage), errors.As(err, &option), errors.As(err, &sites), errors.As(err, &one):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return exitFailed
}

// app is what the commands share.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	args           []string
	lines          *terminal.Lines // standard output, for people
	colour         string
	code           int  // exit code, so far as it is known
	json           bool // messages are JSON, too

	allow  func(netip.AddrPort) bool // private addresses that tests may reach
	limits media.Limits              // zero but in tests
}

// complain prints an error, with a hint if it has one.
func (a *app) complain(err error) {
	if errors.Is(err, context.Canceled) {
		a.tell("interrupted; the same command goes on from here", "")
		return
	}
	for _, e := range report.Flatten(err) {
		var h interface{ Hint() string }
		hint := ""
		if errors.As(e, &h) {
			hint = h.Hint()
		}
		a.tell(message(e), hint)
	}
}

// tell prints a message, and what to try. Under --json it is an object in a line of
// its own.
func (a *app) tell(text, hint string) {
	if a.json {
		line, _ := json.Marshal(struct {
			Error string `json:"error"`
			Hint  string `json:"hint"`
			Exit  int    `json:"exit"`
		}{text, hint, a.code})
		fmt.Fprintf(a.stderr, "%s\n", line)
		return
	}
	w := terminal.Lines{W: a.stderr, Columns: terminal.Width(a.stderr)}
	on := a.colours(a.stderr)
	fmt.Fprintf(&w, "%s %s\n", terminal.Paint("wp2md:", terminal.Red, on), terminal.Safe(text))
	if hint != "" {
		fmt.Fprintf(&w, "  %s %s\n", terminal.Paint("hint:", terminal.Cyan, on), terminal.Safe(hint))
	}
}

// colours reports whether a stream is to have colours.
func (a *app) colours(stream any) bool { return terminal.When(a.colour).Colours(stream, os.Getenv) }

// message returns the text of an error, without the names of system calls.
func message(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return strings.Replace(err.Error(), p.Op+" "+p.Path+": ", p.Path+": ", 1)
	}
	return err.Error()
}

// printJSON prints a value as indented JSON.
func printJSON(w io.Writer, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(raw, '\n'))
	return err
}

// usageError is a mistake in the command line.
type usageError struct {
	msg, hint string
}

func (e usageError) Error() string { return e.msg }
func (e usageError) Hint() string  { return e.hint }
