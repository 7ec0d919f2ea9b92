package frontmatter

import (
	"maps"
	"slices"
	"strconv"
	"time"
)

// Post is what templates and default fields know of a post. What a source does
// not say is the zero value.
type Post struct {
	ID          int64
	Title       string
	Slug        string
	Type        string // post, page, …
	Status      string // publish, draft, …
	Description string
	Excerpt     string
	Author      string   // login name
	AuthorName  string   // name as readers see it
	Authors     []string // login names of all who wrote it
	AuthorNames []string // names of all as readers see them
	Image       string
	Link        string   // address on the old site
	URL         string   // path on the new site
	Path        string   // of the file, below the output folder
	Aliases     []string // further old paths
	Body        string   // Markdown
	Text        string   // plain text
	Date        time.Time
	Modified    time.Time
	Categories  []string            // slugs, or names
	Tags        []string            // the same
	Terms       map[string][]string // the same of every taxonomy, by its name
	Format      string              // aside, gallery, …; empty for a standard post
	Sticky      bool
	Draft       bool

	Lang           string            // such as fr, on a site in several languages
	TranslationKey string            // what its translations have in common with it
	Translations   map[string]string // their paths on the new site, by language

	Meta map[string]string // first value of each custom field
}

// A preset field is one that a name alone asks for.
type preset struct {
	name  string
	value func(p *Post) any
}

// plain are the names of the plain preset, in order.
var plain = []string{"id", "title", "description", "date", "categories", "tags", "img"}

var presets = []preset{
	{"id", func(p *Post) any { return strconv.FormatInt(p.ID, 10) }},
	{"title", func(p *Post) any { return p.Title }},
	{"description", func(p *Post) any { return p.Description }},
	{"date", func(p *Post) any { return day(p.Date) }},
	{"categories", func(p *Post) any { return p.Categories }},
	{"tags", func(p *Post) any { return p.Tags }},
	{"img", func(p *Post) any { return p.Image }},
	{"slug", func(p *Post) any { return p.Slug }},
	{"type", func(p *Post) any { return p.Type }},
	{"status", func(p *Post) any { return p.Status }},
	{"author", func(p *Post) any { return p.Author }},
	{"authorName", func(p *Post) any { return p.AuthorName }},
	{"authors", func(p *Post) any { return p.Authors }},
	{"authorNames", func(p *Post) any { return p.AuthorNames }},
	{"lang", func(p *Post) any { return p.Lang }},
	{"translationKey", func(p *Post) any { return p.TranslationKey }},
	{"translations", func(p *Post) any { return sorted(p.Translations) }},
	{"url", func(p *Post) any { return p.URL }},
	{"link", func(p *Post) any { return p.Link }},
	{"path", func(p *Post) any { return p.Path }},
	{"aliases", func(p *Post) any { return p.Aliases }},
	{"modified", func(p *Post) any { return day(p.Modified) }},
	{"excerpt", func(p *Post) any { return p.Excerpt }},
	{"format", func(p *Post) any { return p.Format }},
	{"sticky", func(p *Post) any { return p.Sticky }},
	{"draft", func(p *Post) any { return p.Draft }},
}

// sorted returns the entries of a map by their keys.
func sorted(m map[string]string) []Field {
	var fields []Field
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fields = append(fields, Field{k, m[k]})
	}
	return fields
}

// day is the date on the clock of t's own location: a post of half past
// midnight is not of the day before because Greenwich is behind.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("2006-01-02")
}

func presetNamed(name string) (preset, bool) {
	for _, d := range presets {
		if d.name == name {
			return d, true
		}
	}
	return preset{}, false
}
