package target

import (
	"strings"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// zola is for Zola 0.22. Pages have a path, sections have none: pages lie flat in
// few folders, and terms are pages too. What is behind a dot in the name of a file is
// a language to it.
var _ = register(Target{
	Name: "zola",
	Dialect: &dialect.Dialect{
		Reads:      common | dialect.HeadingAttributes,
		More:       "<!-- more -->",
		References: "{",
		// Zola writes the title of a link to another site as it is.
		AsTag: func(_, title string) bool { return strings.Contains(title, `"`) },
		Templates: []dialect.Template{
			{Open: "{{"}, {Open: "{%"}, {Open: "{#"},
		},
	},
	Place: func(it Item) Place {
		it.Stem = undotted.Replace(it.Stem)
		switch {
		case it.URL == "/" && !it.Draft:
			return Place{Root: "content", Stem: "_index", Ext: ".md", Exact: true}
		case it.Type == "post" && it.Date.IsZero():
			return Place{Root: "content/undated", Stem: it.Stem, Ext: ".md"} // a sorted section leaves it out
		case it.Type == "page":
			return Place{Root: "content/pages", Stem: undotted.Replace(strings.Join(append(it.Above[:len(it.Above):len(it.Above)], it.Stem), "--")), Ext: ".md"}
		}
		return below("content/", it)
	},
	Files:  Files{Folder: "static/images", Address: "/images/"},
	Beside: &Beside{},
	Data:   "data",
	Root:   "static",

	FlatPosts: true, // a folder without _index.md is no part of the section above it
	Fields: []frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description},
		{Name: "date", Value: notHome(dateAs(local)), Needed: true},
		{Name: "updated", Value: notHome(modifiedAs(local))},
		{Name: "path", Value: notHome(address), Needed: true},
		{Name: "aliases", Value: aliases, Needed: true},
		{Name: "draft", Value: none, Draft: true},
		{Name: "template", Value: notHome(func(p *post) any {
			if p.Type == "post" {
				return nil
			}
			return "page.html"
		}), Needed: true},
		{Name: "taxonomies", Value: notHome(func(p *post) any {
			var m []frontmatter.Field
			for _, f := range p.Filed {
				if len(f.Keys) > 0 {
					m = append(m, frontmatter.Field{Name: f.Field, Value: f.Keys})
				}
			}
			return m
		})},
		{Name: "extra", Value: func(p *post) any {
			return mapping(frontmatter.Field{Name: "image", Value: p.ImageURL}, frontmatter.Field{Name: "author", Value: p.AuthorName},
				frontmatter.Field{Name: "comments_file", Value: p.Comments}, frontmatter.Field{Name: "id", Value: id(p)},
				frontmatter.Field{Name: "lang", Value: p.Lang}, frontmatter.Field{Name: "translations", Value: translations(p)})
		}},
	},
	AddressField: "path",
	AddressOf:    func(it Item) string { return strings.TrimPrefix(it.URL, "/") },
	Avoid:        unsafe,
	Feed:         "/feed.xml",
	HomeFile:     homeFile,
	Templates:    []string{"{{", "{%", "{#"},
	Terms:        BySlug,
	Reserved:     []string{"terms", "undated", "archive"},
	Pages: func(s *Site) []Page {
		var pages []Page
		for _, l := range s.Languages {
			if !l.Default { // a section of its own, or its posts are in none
				pages = append(pages, Page{Place: Place{Root: "content/posts", Stem: "_index", Ext: "." + l.Code + ".md", Exact: true},
					Fields: []frontmatter.Field{{Name: "render", Value: false}, {Name: "sort_by", Value: "date"}}})
			}
		}
		return append(pages, termPages(s, func(t *Taxonomy, term *Term) Page {
			return Page{Place: Place{Root: "content/terms", Stem: undotted.Replace(t.Field + "--" + term.Slug), Ext: ".md"}, Fields: mapping(
				frontmatter.Field{Name: "title", Value: term.Name}, frontmatter.Field{Name: "description", Value: term.Description},
				frontmatter.Field{Name: "path", Value: strings.TrimPrefix(term.URL, "/")}, frontmatter.Field{Name: "template", Value: "term.html"},
				frontmatter.Field{Name: "extra", Value: mapping(frontmatter.Field{Name: "field", Value: t.Field}, frontmatter.Field{Name: "term", Value: term.Slug},
					frontmatter.Field{Name: "below", Value: term.Below})})}
		})...)
	},
	LanguageEnd: true,
	Style:       "static/style.css",
	View:        "zola --root DIR serve",
})

// undotted keeps the language of a page apart from its name.
var undotted = strings.NewReplacer(".", "-")

// notHome leaves a field out of the home page, which is a section to Zola.
func notHome(value func(*post) any) func(*post) any {
	return func(p *post) any {
		if p.URL == "/" && !p.Draft {
			return nil
		}
		return value(p)
	}
}
