package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
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
			if f, ok := a.stdout.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
				d.terminal, d.color = true, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
			}
			mo := o.Options
			mo.Events = d
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

// A change is a file that a run would write, or something else about an item
// that it would make other than it was.
type change struct {
	Path    string `json:"path,omitempty"`
	Change  string `json:"change"`
	From    string `json:"from,omitempty"`
	ID      int64  `json:"id,omitempty"`
	Type    string `json:"type,omitempty"`
	Added   int    `json:"added"`
	Removed int    `json:"removed"`
	Note    string `json:"note,omitempty"`

	moved bool // the file of From is then at Path
}

// The values of change.Change.
const (
	changeNew       = "new"
	changeChanged   = "changed"
	changeMerged    = "merged"    // an edited page, into which what is new is merged
	changeConflict  = "conflict"  // an edited page stays; the path is that of the new version beside it
	changeRenamed   = "renamed"   // the page of an item at another path
	changeFailed    = "failed"    // an item that could not be written any more
	changeStale     = "stale"     // a file that no item has any more; it stays
	changeGone      = "gone"      // a page whose post is not in the source any more; it stays
	changeRemoved   = "removed"   // a file of such a post, with --prune
	changeWithdrawn = "withdrawn" // a file whose post is not public any more: removed, or an edited page made a draft
)

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
	e := &out.Entry
	if e.Result == note.Failed && (last == nil || last.Result != note.Failed) {
		return d.tell(change{Change: changeFailed, ID: e.ID, Type: e.Type, Note: e.Notes[len(e.Notes)-1].Text}, nil)
	}
	c := out.Page.Contents
	moved := out.Moved != "" && out.Page.From == ""
	if c == nil && moved {
		return d.tell(change{Path: out.Page.Path, From: out.Moved, Change: changeRenamed, ID: e.ID, Type: e.Type, moved: true}, &emit.Contents{Path: out.Page.Path, Old: []byte{}})
	}
	if c == nil {
		return nil
	}
	ch := change{Path: c.Path, Change: changeChanged, ID: e.ID, Type: e.Type}
	old := c.Old
	switch {
	case out.Page.State == emit.Merged:
		ch.Change = changeMerged
		ch.Note = "edited since it was written: the new version is merged into it"
	case c.Path == out.Page.Beside:
		ch.Change = changeConflict
		ch.Note = out.Page.Path + " was edited and stays"
		if out.Page.Conflict != "" {
			ch.Note += "; both have changed " + out.Page.Conflict
		}
	case moved:
		ch.Change = changeRenamed
	case c.Old == nil:
		ch.Change = changeNew
		if out.Was != nil {
			ch.Change, ch.From, old = changeRenamed, last.Path, out.Was
			d.renamed = append(d.renamed, last.Path)
		}
	}
	if moved && c.Path == out.Page.Path {
		ch.From, ch.moved = out.Moved, true
	}
	return d.tell(ch, &emit.Contents{Path: c.Path, Old: old, New: c.New})
}

// File is told of a file that is no page.
func (d *differ) File(f emit.File) error {
	c := change{Path: f.Wrote, Change: changeChanged}
	switch {
	case f.Wrote == "":
		return nil
	case f.State == emit.New:
		c.Change = changeNew
	case f.State == emit.Edited:
		c.Change, c.Note = changeConflict, f.Path+" was changed and stays"
	}
	return d.tell(c, f.Contents)
}

// tell prints a change, with the contents of a page.
func (d *differ) tell(c change, page *emit.Contents) error {
	d.changes++
	var body []byte
	if page != nil && !d.nameOnly && !d.o.quiet {
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
			fmt.Fprintln(d.w, printable(c.Path))
		}
	case d.stat:
		d.tellStat(c)
	default:
		d.tellUnified(c, page, body)
	}
	return d.flushed()
}

// flushed reports whether what reads the output is still there.
func (d *differ) flushed() error {
	_, err := d.w.Write(nil)
	return err
}

func (d *differ) tellJSON(c change) error {
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

func (d *differ) tellStat(c change) {
	name := c.Path
	if c.From != "" {
		name = c.From + " => " + c.Path
	}
	if name == "" {
		name = fmt.Sprintf("%s %d", c.Type, c.ID)
	}
	fmt.Fprintf(d.w, " %-52s | ", printable(name))
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
	if c.Change != changeChanged {
		fmt.Fprintf(d.w, " (%s)", c.Change)
	}
	d.w.WriteByte('\n')
}

func (d *differ) tellUnified(c change, page *emit.Contents, body []byte) {
	switch {
	case c.Change == changeFailed:
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
		if c.moved {
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
			text = strings.ReplaceAll(printable(text), `\u0009`, "\t")
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
	d.w.WriteString(d.in(color, printable(text)) + "\n")
}

// end tells what is of no item, and the totals.
func (d *differ) end(res *migrate.Result) error {
	s, fetch := res.Summary, res.Wanted
	for _, name := range s.Pruned {
		if err := d.tell(change{Path: name, Change: changeRemoved, Note: "removed, for its post is not in the source any more"}, nil); err != nil {
			return err
		}
	}
	for _, name := range s.Withdrawn {
		if err := d.tell(change{Path: name, Change: changeWithdrawn, Note: "withdrawn, for its post is not public on the old site any more: removed, or a draft if it was edited"}, nil); err != nil {
			return err
		}
	}
	for _, name := range s.Gone {
		if res.Left[name] {
			continue
		}
		if err := d.tell(change{Path: name, Change: changeGone, Note: "its post is not in the source any more; it stays"}, nil); err != nil {
			return err
		}
	}
	for _, name := range s.Stale {
		if res.Left[name] || slices.Contains(d.renamed, name) {
			continue
		}
		if err := d.tell(change{Path: name, Change: changeStale, Note: "no item has it any more; it stays"}, nil); err != nil {
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
