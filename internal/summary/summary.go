// Package summary words what a run did, for people at a terminal.
package summary

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
)

// Bounds of what the summary names; the reports have it all.
const (
	mostListed = 12 // causes, files
	mostShown  = 5  // addresses that lead nowhere, drafts
	mostCauses = 5  // in the command that accepts one
)

// Write tells what a run with some options did.
func Write(w io.Writer, o *migrate.Options, res *migrate.Result) error {
	t := table{bufio.NewWriter(w)}
	s := res.Summary
	title := cmp.Or(s.Site.Title, s.Site.URL, strings.Join(s.Sources, ", "))
	t.line("%s → %s", terminal.Safe(terminal.OneLine(title)), terminal.Safe(o.Out))
	t.line("")
	t.written(res)
	t.skipped(s)
	t.files(o, res)
	t.links(s)
	t.row("comments", s.Comments, "in "+res.Data+"/"+data.CommentFolder)
	t.row("comments", s.Unshown, "held back: pending, spam, in the trash or not for visitors")
	t.constructs(s)
	t.earlier(o, res)
	for _, e := range s.Problems {
		t.line("  %-12s %s", "note", terminal.Safe(e))
	}
	for i, n := range s.Around {
		if i == mostListed {
			t.line("  %-12s … and %s on menus, terms, authors and widgets: \"around\" in report.json", "note", report.Plural(len(s.Around)-i, "other note"))
			break
		}
		t.line("  %-12s data: %s", "note", terminal.Safe(terminal.Shorten(n.Text, 200)))
	}
	t.looks(s.Attention)
	t.next(o, res)
	return t.w.Flush()
}

// table prints rows of a label, a number and words.
type table struct{ w *bufio.Writer }

func (t table) line(format string, args ...any) { fmt.Fprintf(t.w, format+"\n", args...) }

// row prints a row, unless there is nothing of its kind.
func (t table) row(label string, n int, text string) {
	if n > 0 {
		t.line("  %-12s %6d  %s", label, n, text)
	}
}

// more prints what belongs to the row above it.
func (t table) more(format string, args ...any) {
	t.line("  %-12s %6s  %s", "", "", fmt.Sprintf(format, args...))
}

func (t table) written(res *migrate.Result) {
	s := res.Summary
	written := 0
	var types []string
	for _, c := range res.Own.Written {
		written += c.Count
		types = append(types, report.Plural(c.Count, terminal.Safe(TypeWord(c.Name))))
	}
	line := strings.Join(types, ", ")
	if n := res.Own.Drafts; n > 0 {
		line += "; " + report.Plural(n, "draft")
	}
	t.row("written", written, line)
	if written+s.Kept+res.Own.Failed == 0 && s.Items > 0 {
		t.line("  %-12s %6d  nothing in the source is to be written as it is asked for", "written", 0)
	}
	if res.View == "" {
		t.drafts(s.Drafts, res.Drafts)
	}
	t.changes(&res.Changes)
	told := 0
	for _, it := range s.Attention {
		if it.Result == note.Failed && !it.Kept {
			told++
		}
	}
	t.row("failed", told, "not written; why is below, or in the report")
	t.row("failed", res.Own.Failed-told, "not written, as was accepted")
	t.row("alike", s.Alike, "with a form, or the like, as one that needs a look; report.html lists them with it")
	t.row("accepted", s.Accepted, "of what needed a look may stay as it is, as was accepted")
}

// changes says what the run did to the pages of a folder that had some before.
func (t table) changes(c *report.Changes) {
	if words := Changes(c); words != "" && c.New+c.Failed < c.Total() {
		t.line("  %-12s %6s  %s", "this run", "", words)
	}
}

// Changes says what a run did.
func Changes(c *report.Changes) string {
	var words []string
	for _, n := range c.List() {
		word := n.Name
		if word == "merged" {
			word = "merged with your edits"
		}
		words = append(words, fmt.Sprintf("%d %s", n.Count, word))
	}
	return strings.Join(words, ", ")
}

// drafts names the drafts, which without a generator's own word look as all else.
func (t table) drafts(all int, names []string) {
	for i, name := range names {
		switch {
		case i == mostShown && all > i+1:
			t.more("… and %d more", all-i)
		case i == 0:
			t.row("drafts", all, terminal.Safe(name))
			continue
		default:
			t.more("%s", terminal.Safe(name))
			continue
		}
		break
	}
	if all > 0 {
		t.more("only Hugo, Docusaurus and Zola know draft: true; with --for others do not publish them either")
	}
}

// skipped says what was not written, and why.
func (t table) skipped(s *report.Summary) {
	held, left, heldOfTypes := 0, 0, 0
	var heldTypes, why []string
	for _, c := range s.Skipped {
		typ, ofType := strings.CutPrefix(c.Name, "held back: type ")
		switch {
		case ofType:
			heldOfTypes += c.Count
			heldTypes = append(heldTypes, terminal.Safe(typ))
		case strings.HasPrefix(c.Name, "held back"):
			held += c.Count
		default:
			left += c.Count
			why = append(why, terminal.Safe(leftOut(c.Count, c.Name)))
		}
	}
	t.row("kept", s.Kept, "as an earlier run left them")
	t.row("held back", held, "private or behind a password; --status private,password writes them as drafts")
	t.row("held back", heldOfTypes, "of types that nothing shows to be public: "+terminal.Shorten(strings.Join(heldTypes, ", "), 200)+"; --types writes them")
	for i, r := range why {
		if i == 0 {
			t.row("left out", left, r)
			continue
		}
		t.more("%s", r)
	}
}

// files says what became of the files that pages show.
func (t table) files(o *migrate.Options, res *migrate.Result) {
	t.row("files", res.Summary.Media.Files, mediaLine(o, res))
	for i, c := range res.NotFetched {
		if i == mostListed {
			t.more("… and %s, see report.json", report.Plural(len(res.NotFetched)-i, "other cause"))
			break
		}
		t.row("not fetched", c.Count, terminal.Safe(strings.TrimPrefix(c.Host+": "+c.Cause, ": ")))
	}
}

func mediaLine(o *migrate.Options, res *migrate.Result) string {
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

var fateLabels = [...]string{note.Converted: "converted", note.AsHTML: "kept as HTML", note.AsText: "kept as text", note.Unwrapped: "unwrapped", note.Replaced: "replaced", note.Dropped: "dropped"}

// constructs says what became of constructs, and which damage was mended.
func (t table) constructs(s *report.Summary) {
	for f, label := range fateLabels {
		n, list := byFate(&s.Ledger, note.Fate(f))
		if note.Fate(f) == note.Dropped {
			list += "; the notes of their pages name them"
		}
		t.row(label, n, list)
	}
	for _, r := range s.Repairs {
		t.row("repaired", r.Count, fmt.Sprintf("%s, first in %s line %d", r.Kind, terminal.Safe(filepath.Base(r.File)), r.Line))
	}
}

// byFate returns how many constructs of a ledger had a fate, and which.
func byFate(l *note.Ledger, f note.Fate) (n int, list string) {
	var parts []string
	for c := range l {
		if k := int(l[c][f]); k > 0 {
			n += k
			what := report.Plural(k, note.Construct(c).String())
			if f == note.Dropped && note.Construct(c) == note.LinkConstruct {
				what += " that show nothing or run a script"
				if k == 1 {
					what = report.Plural(k, note.Construct(c).String()) + " that shows nothing or runs a script"
				}
			}
			parts = append(parts, what)
		}
	}
	return n, strings.Join(parts, ", ")
}

// earlier says what became of files of earlier runs.
func (t table) earlier(o *migrate.Options, res *migrate.Result) {
	s := res.Summary
	for _, name := range res.Edited {
		t.more("%s: edited, of the target that the folder had before; left alone", terminal.Safe(name))
	}
	t.listed("withdrawn", res.Withdrawn, "not public on the old site any more: files removed, edited pages made drafts")
	t.listed("removed", res.Pruned, "that nothing in the source needs any more")
	gone, stale := "pages whose posts are not in the source any more", "files of earlier runs that nothing needs any more"
	if o.Prune {
		t.listed("gone", s.Gone, gone+", and that you have edited: remove what you do not want")
		t.listed("stale", s.Stale, stale+": edited, or images and files: remove what you do not want")
	} else {
		t.listed("gone", s.Gone, gone+"; --prune removes those that nobody has edited")
		t.listed("stale", s.Stale, stale+"; --prune removes those that nobody has edited, but for images and files")
	}
}

// listed is a row on some files, with the first of them.
func (t table) listed(name string, list []string, text string) {
	t.row(name, len(list), text)
	for i, file := range list {
		if i == mostListed {
			t.more("… and %d more, see report.json", len(list)-i)
			break
		}
		t.more("%s", terminal.Safe(file))
	}
}

// next says where all of it is told, and what to do now.
func (t table) next(o *migrate.Options, res *migrate.Result) {
	t.line("")
	t.line("What became of %s: %s", eachOf(res.Summary.Items), terminal.Safe(filepath.Join(o.Out, ".wp2md", "manifest.jsonl")))
	t.line("The report, for a browser: %s", terminal.Safe(filepath.Join(o.Out, ".wp2md", "report.html")))
	if len(res.Summary.Media.Missing) > 0 {
		t.line("Files to be got: %s (for wget -i), %s (for curl -K, in %s)", terminal.Safe(filepath.Join(o.Out, ".wp2md", migrate.URLList)), migrate.CurlList, terminal.Safe(o.Out))
	}
	if res.View != "" {
		t.line("To see the site: %s", terminal.Safe(strings.ReplaceAll(res.View, "DIR", terminal.Word(o.Out))))
	}
	if next := nextOf(o, res); next != "" {
		t.line("Next: %s", terminal.Safe(next))
	}
}

// nextOf returns the command that the run leads to, or "".
func nextOf(o *migrate.Options, res *migrate.Result) string {
	switch own, _ := ofThisRun(res.Summary.Attention); {
	case len(own) > 0:
		return afterLooks(report.CausesOf(own), o.Out)
	case res.View == "" && !o.DryRun:
		return "wp2md check" + To(o.Out)
	}
	return ""
}

// afterLooks returns what to do about items that need a look, for one cause or several.
func afterLooks(causes []report.Cause, out string) string {
	next := "do what the arrows say, then wp2md retry" + To(out) + "; what may stay: wp2md accept --cause "
	if len(causes) == 1 {
		return next + causes[0].Key + To(out)
	}
	var keys []string
	for _, c := range causes {
		keys = append(keys, c.Key)
	}
	if len(keys) > mostCauses {
		keys = append(keys[:mostCauses], "…")
	}
	return next + "CAUSE" + To(out) + ", for " + strings.Join(keys[:len(keys)-1], ", ") + " or " + keys[len(keys)-1] + ", or --all"
}

// To returns the flag that names a folder, if it is not the usual one.
func To(out string) string {
	if out == "site" {
		return ""
	}
	return " -o " + terminal.Word(out)
}

func eachOf(items int) string {
	if items == 1 {
		return "the one item"
	}
	return fmt.Sprintf("each of the %d items", items)
}

// TypeWord returns a post type as a word of a sentence.
func TypeWord(t string) string { return strings.ReplaceAll(t, "_", " ") }
