package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// The summary names so many items that need a look; the manifest has them all.
const mostListed = 12

// printSummary tells a person what a run did.
func (a *app) printSummary(o *options, res *migrate.Result) error {
	s := res.Summary
	w := bufio.NewWriter(a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	title := cmp.Or(s.Site.Title, s.Site.URL, strings.Join(s.Sources, ", "))
	p("%s → %s", printable(oneLine(title)), printable(o.Out))
	p("")
	written := 0
	var types []string
	for _, c := range res.Own.Written {
		written += c.Count
		types = append(types, report.Plural(c.Count, printable(typeWord(c.Name))))
	}
	line := strings.Join(types, ", ")
	if n := res.Own.Drafts; n > 0 {
		line += "; " + report.Plural(n, "draft")
	}
	row := func(label string, n int, text string) {
		if n > 0 {
			p("  %-12s %6d  %s", label, n, text)
		}
	}
	row("written", written, line)
	if res.View == "" {
		for i, name := range res.Drafts {
			if i == mostShown && s.Drafts > i+1 {
				p("  %-12s %6s  … and %d more", "", "", s.Drafts-i)
				break
			}
			label := ""
			if i == 0 {
				label = "drafts"
				row(label, s.Drafts, printable(name))
				continue
			}
			p("  %-12s %6s  %s", "", "", printable(name))
		}
		if s.Drafts > 0 {
			p("  %-12s %6s  only Hugo, Docusaurus and Zola know draft: true; with --for others do not publish them either", "", "")
		}
	}
	row("failed", res.Own.Failed, "not written, see below")
	held, left, heldOfTypes := 0, 0, 0
	var heldTypes []string
	var why []string
	for _, c := range s.Skipped {
		if typ, ok := strings.CutPrefix(c.Name, "held back: type "); ok {
			heldOfTypes += c.Count
			heldTypes = append(heldTypes, printable(typ))
			continue
		}
		if strings.HasPrefix(c.Name, "held back") {
			held += c.Count
			continue
		}
		left += c.Count
		why = append(why, fmt.Sprintf("%d × %s", c.Count, printable(c.Name)))
	}
	row("kept", s.Kept, "as an earlier run left them")
	row("held back", held, "private or behind a password; --status private,password writes them as drafts")
	row("held back", heldOfTypes, "of types that nothing shows to be public: "+shorten(strings.Join(heldTypes, ", "), 200)+"; --types writes them")
	for i, r := range why {
		label, n := "", 0
		if i == 0 {
			label, n = "left out", left
			row(label, n, r)
		} else {
			p("  %-12s %6s  %s", "", "", r)
		}
	}
	row("files", s.Media.Files, mediaLine(o, res))
	causes := res.NotFetched
	for i, c := range causes {
		if i == mostListed {
			p("  %-12s %6s  … and %s, see report.json", "", "", report.Plural(len(causes)-i, "other cause"))
			break
		}
		row("not fetched", c.Count, printable(strings.TrimPrefix(c.Host+": "+c.Cause, ": ")))
	}
	row("redirects", s.Redirects.Count, redirectsLine(&s.Redirects))
	printRedirects(&s.Redirects, p)
	printLinks(s.Links, p)
	row("comments", s.Comments, "in "+res.Data+"/"+data.CommentFolder)
	row("comments", s.Unshown, "held back: pending, spam or in the trash")
	for f, label := range fateLabels {
		if n, list := byFate(&s.Ledger, note.Fate(f)); n > 0 {
			row(label, n, list)
		}
	}
	for _, r := range s.Repairs {
		row("repaired", r.Count, fmt.Sprintf("%s, first in %s line %d", r.Kind, printable(filepath.Base(r.File)), r.Line))
	}
	for _, name := range res.Edited {
		p("  %-12s %6s  %s: edited, of the target that the folder had before; left alone", "", "", printable(name))
	}
	row("withdrawn", len(s.Withdrawn), "not public on the old site any more: files removed, edited pages made drafts")
	for i, name := range s.Withdrawn {
		if i == mostListed {
			p("  %-12s %6s  … and %d more, see report.json", "", "", len(s.Withdrawn)-i)
			break
		}
		p("  %-12s %6s  %s", "", "", printable(name))
	}
	row("removed", len(s.Pruned), "files of posts that are not in the source any more")
	row("gone", len(s.Gone), "pages whose posts are not in the source any more; --prune removes those that nobody has edited")
	row("stale", len(s.Stale), "from an earlier run, and no item has them any more; left alone")
	for _, e := range s.Problems {
		p("  %-12s %s", "note", printable(e))
	}
	attention, others := ofThisRun(s.Attention)
	if len(attention) > 0 {
		p("")
		printCauses(attention, p)
	}
	if others > 0 {
		p("%s that this run was not about need a look, as before: wp2md retry", report.Plural(others, "item"))
	}
	p("")
	p("What became of %s: %s", eachOf(s.Items), printable(filepath.Join(o.Out, ".wp2md", "manifest.jsonl")))
	if len(s.Media.Missing) > 0 {
		p("Files to be got: %s (for wget -i), %s (for curl -K, in %s)", printable(filepath.Join(o.Out, ".wp2md", migrate.URLList)), migrate.CurlList, printable(o.Out))
	}
	if res.View != "" {
		p("To see the site: %s", printable(strings.ReplaceAll(res.View, "DIR", shellWord(o.Out))))
	}
	return w.Flush()
}

// shellWord returns a path as a shell takes it for one word.
func shellWord(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./~") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

var fateLabels = [...]string{note.Converted: "converted", note.AsHTML: "kept as HTML", note.AsText: "kept as text", note.Replaced: "replaced", note.Dropped: "dropped"}

// byFate returns how many constructs of a ledger had a fate, and which.
func byFate(l *note.Ledger, f note.Fate) (n int, list string) {
	var parts []string
	for c := range l {
		if k := int(l[c][f]); k > 0 {
			n += k
			parts = append(parts, report.Plural(k, note.Construct(c).String()))
		}
	}
	return n, strings.Join(parts, ", ")
}

func mediaLine(o *options, res *migrate.Result) string {
	all, got := &res.Summary.Media, res.Files
	missing := len(all.Missing)
	copied := all.Copied - got.Fetched - got.Kept
	var parts []string
	part := func(n int, text string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, text))
		}
	}
	copiedTo := "copied to " + res.Images
	switch {
	case o.Media == migrate.MediaKeep:
		return "left where they are"
	case missing == all.Files && len(all.Failed) == 0:
		return "to be got"
	case copied == all.Files:
		return copiedTo
	}
	part(copied, copiedTo)
	part(got.Fetched, "fetched ("+size(got.Bytes)+")")
	part(got.Kept, "already there")
	part(missing, "to be got")
	return strings.Join(parts, ", ")
}

// size returns a number of bytes as people read it.
func size(n int64) string {
	const units = "kMGTPE"
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	f, i := float64(n)/1000, 0
	for f >= 999.5 && i < len(units)-1 {
		f /= 1000
		i++
	}
	return fmt.Sprintf("%.3g %cB", f, units[i])
}

// printCauses says why items need a look, by cause, with an example and what to
// do.
func printCauses(items []report.Item, p func(format string, args ...any)) {
	var causes report.Causes
	for i := range items {
		causes.Add(&items[i])
	}
	list := causes.List()
	verb := "need"
	if len(items) == 1 {
		verb = "needs"
	}
	p("%s %s a look, for %s:", report.Plural(len(items), "item"), verb, report.Plural(len(list), "reason"))
	printCauseList(list, p)
}

func printCauseList(list []report.Cause, p func(format string, args ...any)) {
	for i, c := range list {
		if i == mostListed {
			p("  … and %s, see report.html", report.Plural(len(list)-i, "other reason"))
			break
		}
		what := c.Text
		if names := namesOf(&c); names != "" {
			what += ": " + names
		}
		p("  %-11s %6d  %s", c.Key, c.Items, printable(what))
		p("  %-11s %6s  %s: %s", "", "", printable(c.Example.Item), printable(shorten(c.Example.Note, 200)))
		p("  %-11s %6s  → %s", "", "", c.Do)
	}
}

// shorten cuts a text to so many characters.
func shorten(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
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

func eachOf(items int) string {
	if items == 1 {
		return "the one item"
	}
	return fmt.Sprintf("each of the %d items", items)
}

func typeWord(t string) string { return strings.ReplaceAll(t, "_", " ") }

// printReport prints the report that a run has written to a folder.
func (a *app) printReport(dir string) error {
	file, err := os.Open(filepath.Join(dir, ".wp2md", "report.json"))
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(a.stdout, file)
	return err
}

// redirectsLine says where the redirects are.
func redirectsLine(r *report.Redirects) string {
	line := "from old addresses to new ones: .wp2md/" + migrate.RedirectsFile
	for _, f := range r.Formats {
		line += ", " + f.File
	}
	return line
}

// printRedirects says what the formats could not hold.
func printRedirects(r *report.Redirects, p func(format string, args ...any)) {
	for _, f := range r.Formats {
		for _, l := range f.Left {
			p("  %-12s %6s  %d not in %s: %s, such as %s", "", "", l.Count, f.File, l.Why, printable(l.First[0]))
		}
	}
	if r.NoFeed && len(r.Formats) > 0 {
		p("  %-12s %6s  none for /feed/: wp2md.yaml says where the new one is, archives: { feed: /index.xml }", "", "")
	}
}

// mostShown is how many addresses that lead nowhere the summary names.
const mostShown = 5

// printLinks names the addresses that lead nowhere, those of most posts first.
func printLinks(links []report.DeadLink, p func(format string, args ...any)) {
	var dead []report.DeadLink
	for _, l := range links {
		if !strings.HasPrefix(l.Why, "stands in the text") {
			dead = append(dead, l)
		}
	}
	if len(dead) == 0 {
		return
	}
	slices.SortStableFunc(dead, func(a, b report.DeadLink) int { return b.Count - a.Count })
	p("  %-12s %6d  of the old site lead nowhere, or not for certain; report.json has them with their posts", "links", len(dead))
	for i, l := range dead {
		if i == mostShown {
			p("  %-12s %6s  … and %d more", "", "", len(dead)-i)
			break
		}
		p("  %-12s %6s  %s (%s): %s", "", "", printable(l.Address), report.Plural(l.Count, "post"), l.Why)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
