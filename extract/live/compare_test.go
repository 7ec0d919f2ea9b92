package live

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/shared"
	"github.com/wp2md/wp2md/transform"
	"github.com/wp2md/wp2md/transform/markdown"
)

// migrated is what a migration makes of a post.
type migrated struct {
	title, slug, date, terms string
	text, markdown           string
	dynamic                  bool // it shows blocks that only the running site could fill
}

// migrate makes Markdown of all posts and pages that are published.
func migrate(items []*extract.Item) map[int64]migrated {
	lib := transform.NewLibrary()
	for _, it := range items {
		lib.Add(it)
	}
	lib.Seal()
	printer := markdown.New(nil)
	all := map[int64]migrated{}
	for _, it := range items {
		if it.Type != "post" && it.Type != "page" || it.Password != "" {
			continue
		}
		page := transform.Tree(it, lib, transform.Options{})
		m := migrated{title: it.PlainTitle(), slug: it.Slug, date: it.Date.Format("2006-01-02 15:04:05"), text: transform.Text(page.Tree)}
		m.markdown = string(printer.Print(page.Tree))
		var terms []string
		for _, t := range it.Terms {
			terms = append(terms, t.Taxonomy+"/"+t.Slug)
		}
		slices.Sort(terms)
		m.terms = strings.Join(terms, " ")
		for _, n := range page.Notes {
			m.dynamic = m.dynamic || n.Kind == note.Block
		}
		all[it.ID] = m
	}
	return all
}

// exported is the site's own export.
func exported(t testing.TB, c *captured) []*extract.Item {
	t.Helper()
	items, _ := read(t, shared.Path(t, "capture/export-all.xml"))
	for _, it := range items {
		for _, s := range []*string{&it.Link, &it.GUID, &it.Content, &it.Excerpt, &it.AttachmentURL} {
			*s = strings.ReplaceAll(*s, recorded, c.url)
		}
	}
	return items
}

// untexturized undoes what WordPress does to punctuation when it shows a text
// (wptexturize, capital_P_dangit), and leaves one space between words. An
// address that WordPress could not embed, offline as it was, is text in what it
// shows, and a player or link in what is made of the source.
func untexturized(s string) string {
	f := strings.Fields(typography.Replace(s))
	f = slices.DeleteFunc(f, func(w string) bool { return strings.HasPrefix(w, "https://") || strings.HasPrefix(w, "http://") })
	return strings.Join(f, " ")
}

var typography = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "″", `"`, "‘", "'", "’", "'", "′", "'", "''", `"`, "–", "-", "—", "-", "---", "-", "--", "-",
	"…", "...", "×", "x", "\u00a0", " ", "Wordpress", "WordPress", "™", "(tm)", "(TM)", "(tm)")

// plainWords are the words of a text, without punctuation.
func plainWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(untexturized(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// missing returns the words of want that got does not have, by how often each
// occurs.
func missing(got, want []string) (lost []string) {
	have := map[string]int{}
	for _, w := range got {
		have[w]++
	}
	for _, w := range want {
		if have[w]--; have[w] < 0 {
			lost = append(lost, w)
		}
	}
	return lost
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return fmt.Sprintf("\ngot  …%q\nwant …%q", got[from:min(len(got), i+120)], want[from:min(len(want), i+120)])
}
