package summary

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
)

// looks says why items need a look: those of this run by their causes.
func (t table) looks(all []report.Item) {
	own, others := ofThisRun(all)
	if len(own) > 0 {
		list := report.CausesOf(own)
		verb := "need"
		if len(own) == 1 {
			verb = "needs"
		}
		t.line("")
		t.line("%s %s a look, for %s:", report.Plural(len(own), "item"), verb, report.Plural(len(list), "reason"))
		t.causes(list)
	}
	if others > 0 {
		t.line("%s that this run was not about need a look, as before: wp2md retry", report.Plural(others, "item"))
	}
}

// ofThisRun returns the items that this run was about, and how many others there
// are.
func ofThisRun(all []report.Item) (own []report.Item, others int) {
	for _, it := range all {
		if it.Kept {
			others++
			continue
		}
		own = append(own, it)
	}
	return own, others
}

// WriteCauses tells causes, each with an example and what to do, and what comes next
// for the folder that their items are in, if it is named.
func WriteCauses(w io.Writer, list []report.Cause, out string) error {
	t := table{bufio.NewWriter(w)}
	t.causes(list)
	if len(list) > 0 && out != "" {
		t.line("")
		t.line("Next: %s", terminal.Safe(afterLooks(list, out)))
	}
	return t.w.Flush()
}

func (t table) causes(list []report.Cause) {
	for i, c := range list {
		if i == mostListed {
			t.line("  … and %s, see report.html", report.Plural(len(list)-i, "other reason"))
			break
		}
		what := c.Text
		if names := namesOf(&c); names != "" {
			what += ": " + names
		}
		t.line("  %-11s %6d  %s", c.Key, c.Items, terminal.Safe(what))
		example := terminal.Safe(terminal.Shorten(c.Example.Note, 200))
		if c.Example.Item != "" { // the title of what is held back is not told
			example = terminal.Safe(c.Example.Item) + ": " + example
		}
		t.line("  %-11s %6s  %s", "", "", example)
		t.line("  %-11s %6s  → %s", "", "", c.Do)
	}
}

// namesOf lists what a cause is of: the names, with their counts if there are
// several.
func namesOf(c *report.Cause) string {
	var names []string
	for i, n := range c.Names {
		if i == 5 {
			names = append(names, fmt.Sprintf("… %d more", len(c.Names)-i+c.More))
			break
		}
		if len(c.Names) == 1 && c.More == 0 {
			return n.Name
		}
		names = append(names, fmt.Sprintf("%s %d", n.Name, n.Count))
	}
	return strings.Join(names, ", ")
}
