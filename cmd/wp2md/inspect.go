package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/transform"
)

const inspectHelp = `wp2md inspect SOURCE... [flags]    say what a source holds before migrating it

SOURCE is what migrate takes. Nothing is written.

      --json           the census as JSON on standard output
      --quiet          no progress

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the source is damaged, 130
interrupted.

  wp2md inspect export.xml
`

func newInspect(a *app) *cobra.Command {
	var o options
	cmd := &cobra.Command{
		Use:   "inspect SOURCE...",
		Short: "say what a source holds before migrating it",
		Long:  inspectHelp,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{"inspect needs a source", "wp2md inspect export.xml"}
			}
			return a.inspect(cmd.Context(), args, &o)
		},
	}
	cmd.Flags().BoolVar(&o.json, "json", false, "")
	cmd.Flags().BoolVar(&o.quiet, "quiet", false, "")
	return cmd
}

// census is what a source holds.
type census struct {
	Site       report.Site     `json:"site"`
	WXR        string          `json:"wxr"`
	Sources    []string        `json:"sources"`
	Items      int             `json:"items"`
	Types      []note.Count    `json:"types"`
	Statuses   []note.Count    `json:"statuses"`
	Held       int             `json:"held"` // private or behind a password
	Authors    int             `json:"authors"`
	Terms      []note.Count    `json:"terms"`
	Comments   []note.Count    `json:"comments"` // by whether they are approved
	Shortcodes []construct     `json:"shortcodes"`
	Blocks     []construct     `json:"blocks"`
	Fields     []note.Count    `json:"fields"` // custom fields, by key
	Hosts      []note.Count    `json:"hosts"`  // of the addresses in contents
	Repairs    []report.Mended `json:"repairs"`
	Problems   []string        `json:"problems"`
}

// construct is a shortcode or block, how often it occurs and what becomes of
// it.
type construct struct {
	Name  string         `json:"name"`
	Count int            `json:"count"`
	Fate  transform.Fate `json:"fate"`
}

// mostNames bounds how many fields and hosts are told apart.
const mostNames = 10_000

func (a *app) inspect(ctx context.Context, sources []string, o *options) error {
	src, err := extract.Open(sources, a.stdin)
	if err != nil {
		return err
	}
	defer src.Close()
	bar := a.progress(o)
	defer bar.done()
	bar.start("reading", src.Size())

	var site extract.Site
	var types, statuses, comments, terms, fields, hosts note.Tally
	shortcodes, blocks := map[construct]int{}, map[construct]int{}
	c := &census{Sources: sources}
	var srcErr error
	for it, err := range src.Items(&site) {
		if err != nil {
			srcErr = err
			break
		}
		if ctx.Err() != nil {
			return context.Canceled
		}
		c.Items++
		types.Add(it.Type)
		if it.Type != "attachment" {
			statuses.Add(it.Status)
			if it.Status == "private" || it.Password != "" {
				c.Held++
			}
		}
		for _, cm := range it.Comments {
			comments.Add(approval(cm.Approved))
		}
		for _, m := range it.Meta {
			if len(fields) < mostNames || fields[m.Key] > 0 {
				fields.Add(m.Key)
			}
		}
		for host := range hostsIn(it.Content) {
			if len(hosts) < mostNames || hosts[host] > 0 {
				hosts.Add(host)
			}
		}
		if it.Rendered() {
			it.Content = "" // in finished HTML they are text
		}
		for name, fate := range transform.Shortcodes(it.Content) {
			shortcodes[construct{Name: name, Fate: fate}]++
		}
		for name, fate := range transform.Blocks(it.Content) {
			blocks[construct{Name: name, Fate: fate}]++
		}
		bar.set(src.Offset())
	}
	bar.done()
	if c.Items == 0 && srcErr == nil {
		return emptyError{sources[0]}
	}
	for _, t := range site.Terms {
		terms.Add(t.Taxonomy)
	}
	c.Site = report.Site{Title: site.Title, URL: site.URL()}
	c.WXR, c.Authors = site.WXRVersion, len(site.Authors)
	c.Types, c.Statuses, c.Comments, c.Terms, c.Fields = types.Counts(), statuses.Counts(), comments.Counts(), terms.Counts(), fields.Counts()
	c.Hosts = hosts.Counts()
	c.Shortcodes, c.Blocks = constructs(shortcodes), constructs(blocks)
	for _, r := range src.Repairs() {
		c.Repairs = append(c.Repairs, report.Mended{Kind: r.Kind, File: r.File, Line: r.Line, Count: r.Count})
	}
	if srcErr != nil {
		a.code = exitAttention
		for _, e := range flatten(srcErr) {
			c.Problems = append(c.Problems, e.Error())
		}
	}
	for _, e := range src.Skipped() {
		c.Problems = append(c.Problems, e.Error())
	}
	if o.json {
		raw, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(append(raw, '\n'))
		return err
	}
	return a.printCensus(c)
}

// approval says in words what wp:comment_approved holds.
func approval(s string) string {
	switch s {
	case "1":
		return "approved"
	case "0":
		return "pending"
	}
	return s
}

// constructs returns the counts, the most frequent first.
func constructs(m map[construct]int) []construct {
	var list []construct
	for c, n := range m {
		c.Count = n
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b construct) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Fate, b.Fate))
	})
	return list
}

func (a *app) printCensus(c *census) error {
	w := bufio.NewWriter(a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	p("%s %s", printable(oneLine(c.Site.Title)), printable(c.Site.URL))
	p("")
	counts := func(label string, list []note.Count, most int) {
		for i, n := range list {
			if i == most {
				p("  %-11s %6s  … and %d more", "", "", len(list)-i)
				break
			}
			p("  %-11s %6d  %s", label, n.Count, printable(n.Name))
			label = ""
		}
	}
	p("  %-11s %6d", "items", c.Items)
	counts("types", c.Types, 30)
	counts("status", c.Statuses, 30)
	if c.Held > 0 {
		p("  %-11s %6d  private or behind a password: held back unless --status asks for them", "held back", c.Held)
	}
	p("  %-11s %6d", "authors", c.Authors)
	counts("terms", c.Terms, 20)
	counts("comments", c.Comments, 10)
	counts("fields", c.Fields, 12)
	counts("hosts", c.Hosts, 12)
	fates := func(label string, list []construct) {
		for _, fate := range []transform.Fate{transform.Converted, transform.Saved, transform.LaidOut, transform.Unwrapped, transform.Dropped} {
			n := 0
			var names []string
			for _, k := range list {
				if k.Fate == fate {
					n += k.Count
					names = append(names, fmt.Sprintf("%s %d", printable(strings.TrimPrefix(k.Name, "core/")), k.Count))
				}
			}
			if n > 0 {
				p("  %-11s %6d  %s:", label, n, fate)
				for _, line := range wrap(names, 56) {
					p("  %-11s %6s    %s", "", "", line)
				}
				label = ""
			}
		}
	}
	fates("shortcodes", c.Shortcodes)
	fates("blocks", c.Blocks)
	for _, r := range c.Repairs {
		p("  %-11s %6d  %s, first in %s line %d", "repaired", r.Count, r.Kind, printable(r.File), r.Line)
	}
	for _, e := range c.Problems {
		p("  %-11s %6s  %s", "problem", "", printable(e))
	}
	return w.Flush()
}

// wrap joins words with commas into lines of about so many characters.
func wrap(words []string, width int) []string {
	var lines []string
	line := ""
	for i, w := range words {
		if i < len(words)-1 {
			w += ","
		}
		if line != "" && len(line)+1+len(w) > width {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+w, " ")
	}
	return append(lines, line)
}
