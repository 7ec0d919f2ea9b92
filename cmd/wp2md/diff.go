package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
)

func newDiff(a *app) *cobra.Command {
	o := options{Options: migrate.Options{DryRun: true}}
	d := newDiffer(a, &o)
	cmd := &cobra.Command{
		Use:   "diff SOURCE...",
		Short: "say what migrate would change",
		Long:  help("diff"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"diff needs a source", "wp2md diff export.xml"}
			}
			if err := o.check(); err != nil {
				return err
			}
			d.terminal, d.color = terminal.Is(a.stdout), a.colours(a.stdout)
			mo := o.Options
			mo.Events, mo.Changes = d, true
			res, err := a.carry(cmd.Context(), args, &o, mo)
			if err != nil {
				return err
			}
			err = d.end(res)
			a.complainOf(res)
			return err
		},
	}
	f := cmd.Flags()
	o.register(f)
	f.BoolVar(&d.stat, "stat", false, "")
	f.BoolVar(&d.nameOnly, "name-only", false, "")
	f.BoolVar(&d.exitCode, "exit-code", false, "")
	f.StringVar(&o.ReportFile, "html", "", "")
	return cmd
}

// differ prints the changes of a dry run as they come.
type differ struct {
	a                        *app
	o                        *options
	w                        *bufio.Writer
	terminal, color          bool
	stat, nameOnly, exitCode bool

	changes        int
	added, removed int
	renamed        []string // old paths
}

func newDiffer(a *app, o *options) *differ {
	return &differ{a: a, o: o, w: bufio.NewWriter(a.stdout)}
}

// Item is told of an item that would be recorded.
func (d *differ) Item(out *migrate.Outcome, last *emit.Entry) error {
	c := migrate.ItemChange(out, last)
	if c.Change == migrate.ChangeMoved && !c.Moved {
		d.renamed = append(d.renamed, c.From)
	}
	return d.tell(c)
}

// File is told of a file that is no page.
func (d *differ) File(f emit.File) error { return d.tell(migrate.FileChange(f)) }

// tell prints a change, with the contents of a page.
func (d *differ) tell(c migrate.Change) error {
	if c.Change == "" {
		return nil
	}
	d.changes++
	var body []byte
	if page := c.Contents; page != nil && !d.nameOnly && !d.o.quiet {
		body = diff.Diff("a", page.Old, "b", page.New)
		for range 3 { // its own header
			_, body, _ = bytes.Cut(body, []byte("\n"))
		}
		for line := range bytes.Lines(body) {
			switch line[0] {
			case '+':
				c.Added++
			case '-':
				c.Removed++
			}
		}
		d.added += c.Added
		d.removed += c.Removed
	}
	switch {
	case d.o.quiet:
	case d.o.json:
		return d.tellJSON(c)
	case d.nameOnly:
		if c.Path != "" {
			fmt.Fprintln(d.w, terminal.Safe(c.Path))
		}
	case d.stat:
		d.tellStat(c)
	default:
		d.tellUnified(c, body)
	}
	return d.flushed()
}

// flushed reports whether what reads the output is still there.
func (d *differ) flushed() error {
	_, err := d.w.Write(nil)
	return err
}

func (d *differ) tellJSON(c migrate.Change) error {
	raw, err := json.Marshal(c)
	if err != nil {
		return err
	}
	sep := ",\n    "
	if d.changes == 1 {
		sep = "{\n  \"schema\": 1,\n  \"changes\": [\n    "
	}
	d.w.WriteString(sep)
	d.w.Write(raw)
	return d.flushed()
}

func (d *differ) tellStat(c migrate.Change) {
	name := c.Path
	if c.From != "" {
		name = c.From + " => " + c.Path
	}
	if name == "" {
		name = fmt.Sprintf("%s %d", c.Type, c.ID)
	}
	fmt.Fprintf(d.w, " %-52s | ", terminal.Safe(name))
	total := c.Added + c.Removed
	if total == 0 {
		fmt.Fprintf(d.w, "%s\n", c.Change)
		return
	}
	const wide = 40
	plus, minus := c.Added, c.Removed
	if total > wide {
		plus = (plus*wide + total - 1) / total
		minus = wide - plus
	}
	fmt.Fprintf(d.w, "%4d %s%s", total, d.in(green, strings.Repeat("+", plus)), d.in(red, strings.Repeat("-", minus)))
	if c.Change != migrate.ChangeChanged {
		fmt.Fprintf(d.w, " (%s)", c.Change)
	}
	d.w.WriteByte('\n')
}

func (d *differ) tellUnified(c migrate.Change, body []byte) {
	page := c.Contents
	switch {
	case c.Change == migrate.ChangeFailed:
		d.line(cyan, fmt.Sprintf("# not written any more: %s %d: %s", c.Type, c.ID, c.Note))
		return
	case c.Note != "":
		d.line(cyan, fmt.Sprintf("# %s: %s", c.Path, c.Note))
	case page == nil:
		d.line(cyan, fmt.Sprintf("# %s: %s", c.Path, c.Change))
	}
	if page == nil {
		return
	}
	from := c.Path
	if c.From != "" {
		from = c.From
	}
	a, b := "a/"+from, "b/"+c.Path
	d.line(bold, "diff --git "+a+" "+b)
	switch {
	case c.From != "":
		verb := "copy "
		if c.Moved {
			verb = "rename "
		}
		d.line(bold, verb+"from "+c.From)
		d.line(bold, verb+"to "+c.Path)
	case page.Old == nil:
		d.line(bold, "new file mode 100644")
		a = "/dev/null"
	}
	if len(body) == 0 {
		return
	}
	d.line(bold, "--- "+a)
	d.line(bold, "+++ "+b)
	for line := range bytes.Lines(body) {
		text, end := strings.TrimSuffix(string(line), "\n"), ""
		if len(text) < len(line) {
			end = "\n"
		}
		if d.terminal {
			text = strings.ReplaceAll(terminal.Safe(text), `\u0009`, "\t")
		}
		color := ""
		switch line[0] {
		case '+':
			color = green
		case '-':
			color = red
		case '@':
			color = cyan
		}
		d.w.WriteString(d.in(color, text) + end)
	}
}

const (
	bold  = "\x1b[1m"
	red   = "\x1b[31m"
	green = "\x1b[32m"
	cyan  = "\x1b[36m"
)

// in returns text in a colour, if there are colours.
func (d *differ) in(color, text string) string {
	if !d.color || color == "" || text == "" {
		return text
	}
	return color + text + "\x1b[m"
}

func (d *differ) line(color, text string) {
	d.w.WriteString(d.in(color, terminal.Safe(text)) + "\n")
}

// end tells what is of no item, and the totals.
func (d *differ) end(res *migrate.Result) error {
	s, fetch := res.Summary, res.Wanted
	for c := range res.LastChanges(d.renamed) {
		if err := d.tell(c); err != nil {
			return err
		}
	}
	switch {
	case d.o.quiet, d.nameOnly && !d.o.json:
	case d.o.json:
		if err := d.endJSON(s, fetch); err != nil {
			return err
		}
	case d.stat:
		if d.changes > 0 {
			fmt.Fprintf(d.w, " %s changed, %s(+), %s(-)\n", report.Plural(d.changes, "file"), report.Plural(d.added, "insertion"), report.Plural(d.removed, "deletion"))
		}
		if d.changes+len(fetch) == 0 {
			d.w.WriteString(" nothing would change\n")
		}
		if len(fetch) > 0 {
			fmt.Fprintf(d.w, " %s to be fetched\n", report.Plural(len(fetch), "file"))
		}
	default:
		for _, url := range fetch {
			d.line(cyan, "# fetch "+url)
		}
	}
	if err := d.w.Flush(); err != nil {
		return err
	}
	switch {
	case d.exitCode && d.changes > 0:
		d.a.code = exitFailed
	case res.Source == nil:
		d.a.code = exitOK
	}
	return nil
}

// endJSON ends the list of changes.
func (d *differ) endJSON(s *report.Summary, fetch []string) error {
	if d.changes == 0 {
		d.w.WriteString("{\n  \"schema\": 1,\n  \"changes\": [")
	} else {
		d.w.WriteString("\n  ")
	}
	raw, err := json.MarshalIndent(struct {
		Fetch    []string `json:"fetch"`
		Added    int      `json:"added"`
		Removed  int      `json:"removed"`
		Problems []string `json:"problems"`
	}{append([]string{}, fetch...), d.added, d.removed, append([]string{}, s.Problems...)}, "", "  ")
	if err != nil {
		return err
	}
	fmt.Fprintf(d.w, "],%s\n", bytes.TrimPrefix(raw, []byte("{")))
	return nil
}
