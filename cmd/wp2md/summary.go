package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/emit"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/report"
)

// The summary names so many items that need a look; the manifest has them all.
const mostListed = 12

// printSummary tells a person what a run did.
func (a *app) printSummary(m *migration, s *report.Summary) error {
	w := bufio.NewWriter(a.stdout)
	p := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	title := s.Site.Title
	if title == "" {
		title = s.Site.URL
	}
	p("%s → %s", printable(oneLine(title)), printable(m.o.out))
	p("")
	written := 0
	var types []string
	for _, c := range s.Types {
		written += c.Count
		types = append(types, plural(c.Count, printable(typeWord(c.Name))))
	}
	line := strings.Join(types, ", ")
	if s.Drafts > 0 {
		line += fmt.Sprintf("; %s", plural(s.Drafts, "draft"))
	}
	row := func(label string, n int, text string) {
		if n > 0 {
			p("  %-12s %6d  %s", label, n, text)
		}
	}
	row("written", written, line)
	row("failed", s.Results[note.Failed], "not written, see below")
	held, left := 0, 0
	var why []string
	for _, c := range s.Skipped {
		if strings.HasPrefix(c.Name, "held back") {
			held += c.Count
			continue
		}
		left += c.Count
		why = append(why, fmt.Sprintf("%d × %s", c.Count, printable(c.Name)))
	}
	row("kept", s.Kept, "as an earlier run left them")
	row("held back", held, "private or behind a password; --status private,password writes them as drafts")
	for i, r := range why {
		label, n := "", 0
		if i == 0 {
			label, n = "left out", left
			row(label, n, r)
		} else {
			p("  %-12s %6s  %s", "", "", r)
		}
	}
	row("files", s.Media.Files, mediaLine(m, s))
	causes := m.downloads.causes()
	for i, c := range causes {
		if i == mostListed {
			p("  %-12s %6s  … and %s, see report.json", "", "", plural(len(causes)-i, "other cause"))
			break
		}
		row("not fetched", c.count, printable(strings.TrimPrefix(c.Host+": "+c.Cause, ": ")))
	}
	row("redirects", s.Redirects.Count, redirectsLine(&s.Redirects))
	printRedirects(&s.Redirects, p)
	printLinks(s.Links, p)
	row("comments", s.Comments, "in "+data.CommentFolder)
	row("comments", s.Unshown, "held back: pending, spam or in the trash")
	for f, label := range fateLabels {
		if n, list := byFate(&s.Ledger, note.Fate(f)); n > 0 {
			row(label, n, list)
		}
	}
	for _, r := range s.Repairs {
		row("repaired", r.Count, fmt.Sprintf("%s, first in %s line %d", r.Kind, printable(filepath.Base(r.File)), r.Line))
	}
	row("stale", len(s.Stale), "from an earlier run, and no item has them any more; left alone")
	for _, e := range s.Problems {
		p("  %-12s %s", "note", printable(e))
	}
	if n := len(s.Attention); n > 0 {
		p("")
		verb := "need"
		if n == 1 {
			verb = "needs"
		}
		p("%s %s a look:", plural(n, "item"), verb)
		for i, it := range s.Attention {
			if i == mostListed {
				p("  … and %d more", n-i)
				break
			}
			where := it.Path
			if where == "" {
				where = fmt.Sprintf("%s %d %q (not written)", it.Type, it.ID, it.Title)
			}
			p("  %s", printable(where))
			p("      %s", printable(firstReview(it.Notes)))
		}
	}
	p("")
	p("What became of %s: %s", eachOf(s.Items), printable(filepath.Join(m.o.out, ".wp2md", "manifest.jsonl")))
	if len(s.Media.Missing) > 0 {
		p("Files to be got: %s (for wget -i), %s (for curl -K, in %s)", printable(filepath.Join(m.o.out, ".wp2md", urlList)), curlList, printable(m.o.out))
	}
	return w.Flush()
}

var fateLabels = [...]string{note.Converted: "converted", note.AsHTML: "kept as HTML", note.AsText: "kept as text", note.Replaced: "replaced", note.Dropped: "dropped"}

// byFate returns how many constructs of a ledger had a fate, and which.
func byFate(l *note.Ledger, f note.Fate) (n int, list string) {
	var parts []string
	for c := range l {
		if k := int(l[c][f]); k > 0 {
			n += k
			parts = append(parts, plural(k, note.Construct(c).String()))
		}
	}
	return n, strings.Join(parts, ", ")
}

func mediaLine(m *migration, s *report.Summary) string {
	missing := len(s.Media.Missing)
	d := &m.downloads
	copied := s.Media.Copied - d.fetched - d.kept
	var parts []string
	part := func(n int, text string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, text))
		}
	}
	switch {
	case m.o.media == mediaKeep:
		return "left where they are"
	case missing == s.Media.Files && len(s.Media.Failed) == 0:
		return "to be got"
	case copied == s.Media.Files:
		return "copied to images"
	}
	part(copied, "copied to images")
	part(d.fetched, "fetched ("+size(d.bytes)+")")
	part(d.kept, "already there")
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

// firstReview returns the first note that asks for a look, and how many more
// there are.
func firstReview(notes []note.Note) string {
	first, more := "", 0
	for _, n := range notes {
		if !n.Review {
			continue
		}
		if first == "" {
			first = fmt.Sprintf("%s: %s", n.Kind, n.Text)
		} else {
			more++
		}
	}
	if more > 0 {
		first += fmt.Sprintf(" (and %d more)", more)
	}
	return first
}

func eachOf(items int) string {
	if items == 1 {
		return "the one item"
	}
	return fmt.Sprintf("each of the %d items", items)
}

func typeWord(t string) string { return strings.ReplaceAll(t, "_", " ") }

// printReport prints the report that was written.
func (a *app) printReport(folder *emit.Folder) error {
	raw, err := folder.ReadOwn("report.json")
	if err != nil {
		return err
	}
	_, err = a.stdout.Write(raw)
	return err
}
