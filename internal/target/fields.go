package target

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// What the fields of several targets are made of.

type post = frontmatter.Post

func title(p *post) any       { return p.Title }
func description(p *post) any { return p.Description }
func author(p *post) any      { return p.AuthorName }
func imageURL(p *post) any    { return p.ImageURL }
func aliases(p *post) any     { return p.Aliases }
func comments(p *post) any    { return p.Comments }
func address(p *post) any     { return p.Address }
func number(p *post) any      { return p.ID }
func id(p *post) any          { return strconv.FormatInt(p.ID, 10) }
func none(*post) any          { return nil }

// wall returns a time without its offset: generators show the day of the clock that
// they build on, and the old site's is to stay.
func wall(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func date(p *post) any     { return wall(p.Date) }
func modified(p *post) any { return wall(p.Modified) }

// clock returns a time in a form, on its own clock.
func clock(layout string, t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(layout)
}

const (
	spaced = "2006-01-02 15:04:05"
	local  = "2006-01-02T15:04:05"
	asUTC  = "2006-01-02T15:04:05Z" // the site's clock, as if it were UTC: all who read it show its day
)

func dateAs(layout string) func(*post) any {
	return func(p *post) any { return clock(layout, p.Date) }
}

func modifiedAs(layout string) func(*post) any {
	return func(p *post) any { return clock(layout, p.Modified) }
}

// terms returns the keys of one of WordPress' own taxonomies.
func terms(taxonomy string) func(*post) any {
	return func(p *post) any {
		for _, f := range p.Filed {
			if f.Taxonomy == taxonomy {
				return f.Keys
			}
		}
		return nil
	}
}

// filed are the fields of the taxonomies.
var filed = []frontmatter.Preset{
	{Name: "categories", Value: terms("category")},
	{Name: "tags", Value: terms("post_tag")},
	{Name: "taxonomies", Value: func(p *post) any { return p.Taxonomies() }},
}

func list(parts ...[]frontmatter.Preset) []frontmatter.Preset {
	var all []frontmatter.Preset
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// mapping returns the fields that have a value.
func mapping(fields ...frontmatter.Field) []frontmatter.Field {
	var m []frontmatter.Field
	for _, f := range fields {
		if list, ok := f.Value.([]string); f.Value != nil && f.Value != "" && (!ok || len(list) > 0) {
			m = append(m, f)
		}
	}
	return m
}

// encoded returns a path as a browser sends it.
func encoded(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// withSlash returns an address that ends in a slash or in the name of a file.
func withSlash(p string) string {
	if strings.HasSuffix(p, "/") || path.Ext(p) != "" {
		return p
	}
	return p + "/"
}

func trim(p string) string  { return strings.Trim(p, "/") }
func lower(s string) string { return strings.ToLower(s) }
func itoa(n int) string     { return strconv.Itoa(n) }

// termPages returns a page for each term that has an address.
func termPages(s *Site, page func(t *Taxonomy, term *Term) Page) []Page {
	var pages []Page
	for i := range s.Taxonomies {
		t := &s.Taxonomies[i]
		for j := range t.Terms {
			if term := &t.Terms[j]; term.URL != "" {
				pages = append(pages, page(t, term))
			}
		}
	}
	return pages
}

// unsafe are characters that an address cannot have: no file of Windows has them in
// its name, or a generator takes them for something else (a parameter, an escape, code
// of a template). WordPress makes no address that has one.
const unsafe = `:*?"<>|\{}[]^%#` + "`"
