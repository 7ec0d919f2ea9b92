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
	GUID        string        // by which feed readers know it
	Link        string        // address on the old site
	URL         string        // path on the new site
	Path        string        // of the file, below the output folder
	Aliases     []string      // further old paths
	Body        []byte        // Markdown
	Text        func() string // plain text, which few settings ask for
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

	Meta func() map[string]string // first value of each custom field, which few settings ask for

	Address  string  // URL in the form that the target wants; empty if the page is not to have it
	ImageURL string  // address of the image on the new site
	Comments string  // name of the file of its comments, without .json; empty if it has none
	Filed    []Filed // what it is filed under, by taxonomy
}

// Filed is what a post is filed under in one taxonomy.
type Filed struct {
	Field    string // of front matter: categories, tags, genre
	Taxonomy string // category, post_tag, genre
	Keys     []string
	Terms    []Term
}

// Term is one term that a post is filed under.
type Term struct {
	Key  string // as front matter has it
	Name string
	Slug string
	URL  string   // of its page on the new site, if it has one
	Path []string // the keys of those above it, from the top, and its own
}

// A Preset is a field that a name alone asks for.
type Preset struct {
	Name  string
	Value func(p *Post) any

	Needed bool // it stays though the list of the settings lacks it
	Always bool // and it is written though it has no value

	// Draft is the value in a draft, if it is not nil. Nothing that the settings say
	// takes its place: a draft is not to be published by mistake.
	Draft any
}

// Spread is the value of a preset that stands for several fields.
type Spread []Field

// plain are the names of the plain preset, in order.
var plain = []string{"id", "title", "description", "date", "categories", "tags", "img"}

// always are those of its fields that are written without a value.
var always = []string{"title"}

var presets = []preset{
	{"id", number},
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
	{"guid", func(p *Post) any { return p.GUID }},
	{"path", func(p *Post) any { return p.Path }},
	{"aliases", func(p *Post) any { return p.Aliases }},
	{"modified", func(p *Post) any { return day(p.Modified) }},
	{"excerpt", func(p *Post) any { return p.Excerpt }},
	{"format", func(p *Post) any { return p.Format }},
	{"sticky", func(p *Post) any { return p.Sticky }},
	{"draft", func(p *Post) any { return p.Draft }},
	{"taxonomies", func(p *Post) any { return p.Taxonomies() }},
}

// number is the number of a post; converters write posts without one.
func number(p *Post) any {
	if p.ID == 0 {
		return nil
	}
	return strconv.FormatInt(p.ID, 10)
}

type preset struct {
	name  string
	value func(p *Post) any
}

// Taxonomies returns a field for each taxonomy that is not WordPress' own.
func (p *Post) Taxonomies() Spread {
	var fields Spread
	for _, f := range p.Filed {
		if f.Taxonomy != "category" && f.Taxonomy != "post_tag" {
			fields = append(fields, Field{f.Field, f.Keys})
		}
	}
	return fields
}

// SortedTranslations returns the paths of a post's translations by language, in order.
func (p *Post) SortedTranslations() []Field { return sorted(p.Translations) }

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
