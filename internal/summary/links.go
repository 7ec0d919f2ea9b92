package summary

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/migrate"
	"github.com/wp2md/wp2md/internal/report"
	"github.com/wp2md/wp2md/internal/terminal"
	"github.com/wp2md/wp2md/rewrite"
)

// links says where old addresses lead.
func (t table) links(s *report.Summary) {
	r := &s.Redirects
	line := "from old addresses to new ones: .wp2md/" + migrate.RedirectsFile
	for _, f := range r.Formats {
		line += ", " + f.File
	}
	t.row("redirects", r.Count, line)
	for _, f := range r.Formats {
		for _, l := range f.Left {
			t.more("%d not in %s: %s, such as %s", l.Count, f.File, l.Why, terminal.Safe(l.First[0]))
		}
	}
	if r.NoFeed && len(r.Formats) > 0 {
		t.more("none for /feed/: wp2md.yaml says where the new one is, archives: { feed: /index.xml }")
	}
	t.deadLinks(s.Links)
}

// deadLinks names the addresses that lead nowhere, those of most posts first, and apart
// from them those of lists of posts, which the settings can lead somewhere, and of
// WordPress itself.
func (t table) deadLinks(links []report.DeadLink) {
	var dead, lists, own, empty []report.DeadLink
	for _, l := range links {
		switch {
		case strings.HasPrefix(l.Why, "stands in the text"):
		case l.Archive != "":
			lists = append(lists, l)
		case l.Why == rewrite.NoTermPage:
			empty = append(empty, l)
		case l.Why == rewrite.OfWordPress:
			own = append(own, l)
		default:
			dead = append(dead, l)
		}
	}
	if len(lists) > 0 {
		t.row("archives", len(lists), "links to lists of posts keep their path until wp2md.yaml says where the new site has these:")
		t.more("%s", terminal.Safe(report.ArchivesLine(lists)))
		t.more("%s (%s)", terminal.Safe(lists[0].Address), report.Plural(lists[0].Count, "post"))
	}
	if len(own) > 0 {
		t.row("admin", len(own), "links lead to WordPress itself, which the new site does not have, such as "+terminal.Safe(own[0].Address))
	}
	if len(empty) > 0 {
		t.row("no list", len(empty), "terms that no published item has, such as "+terminal.Safe(empty[0].Address)+"; report.json has the others")
	}
	slices.SortStableFunc(dead, func(a, b report.DeadLink) int { return b.Count - a.Count })
	t.row("links", len(dead), "of the old site lead nowhere, or not for certain; report.json has them with their posts")
	for i, l := range dead {
		if i == mostShown {
			t.more("… and %d more", len(dead)-i)
			break
		}
		t.more("%s (%s): %s", terminal.Safe(l.Address), report.Plural(l.Count, "post"), l.Why)
	}
}
