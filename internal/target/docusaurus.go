package target

import (
	"strings"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// docusaurus is for Docusaurus 3, its files as Markdown and not MDX. Posts and
// custom types are its blog; pages are documents, which can have any address.
var docusaurus = Target{
	Name:    "docusaurus",
	Dialect: &docusaurusDialect,
	Place: func(it Item) Place {
		switch it.Type {
		case "page":
			return Place{Root: "pages", Stem: strings.Join(append(it.Above[:len(it.Above):len(it.Above)], it.Stem), "--"), Ext: ".md"}
		case "post":
			return Place{Root: "blog", Stem: it.Stem, Ext: ".md"}
		}
		return below("blog/", it)
	},
	Files: Files{Folder: "static/images", Address: "/images/"},
	Data:  "data",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description, Always: true},
		{Name: "slug", Value: address, Needed: true},
		{Name: "date", Value: func(p *post) any {
			if p.Type == "page" {
				return nil
			}
			return clock(asUTC, p.Date)
		}, Needed: true},
		{Name: "draft", Value: none, Draft: true},
		{Name: "authors", Value: func(p *post) any {
			if p.Type == "page" || p.AuthorName == "" {
				return nil
			}
			return []any{[]frontmatter.Field{{Name: "name", Value: p.AuthorName}}}
		}},
		{Name: "image", Value: func(p *post) any { return encoded(p.ImageURL) }},
	}, filed, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "wp_id", Value: number, Needed: true},
		{Name: "last_update", Value: func(p *post) any {
			return mapping(frontmatter.Field{Name: "date", Value: clock(asUTC, p.Modified)})
		}},
	}),
	AddressField: "slug",
	AddressOf:    func(it Item) string { return encoded(it.URL) },
	Avoid:        ":",
	Feed:         "/atom.xml",
	Terms:        ByKey,
	View:         "cd DIR && npm install && npx docusaurus start",
}
