package target

import (
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// vitepress is for VitePress 1. Its settings lead each file to the address that
// its front matter has.
var _ = register(Target{
	Name: "vitepress",
	// Its settings take emoji, attributes and what is in braces out of the pages.
	Dialect: &dialect.Dialect{
		Reads: common | dialect.Containers | dialect.Contents | dialect.Imports | dialect.HeadingAttributes,
		Templates: []dialect.Template{
			{Open: "@include:"},                // in a comment, wherever that stands
			{Open: "[!code", NotInSpans: true}, // in a comment of code
		},
	},
	Place: func(it Item) Place {
		if it.Draft {
			return below("drafts/", it)
		}
		return below("", it)
	},
	Files: Files{Folder: "public/images", Address: "/images/"},
	Data:  "data",
	Root:  "public",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description},
		{Name: "date", Value: dateAs(local), Needed: true},
		{Name: "updated", Value: modifiedAs(local)},
		{Name: "url", Value: address, Needed: true},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
		{Name: "kind", Value: func(p *post) any {
			switch p.Type {
			case "post":
				return "posts"
			case "page":
				return "pages"
			}
			return p.Type
		}, Needed: true},
	}, filed, spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "id", Value: number, Needed: true},
	}),
	AddressField: "url",
	Avoid:        unsafe + "$&+,;=", // one character stands for all of them in the names that it makes
	FoldCase:     true,              // it would build one of them, or none
	Feed:         "/feed.xml",
	DraftDirs:    []string{"drafts"},
	Terms:        ByKey,
	Reserved:     []string{"drafts", "terms", "data", "public", "node_modules", "archive", "index"},
	Pages: func(s *Site) []Page {
		return termPages(s, func(t *Taxonomy, term *Term) Page {
			return Page{Place: Place{Root: "terms/" + t.Field, Stem: term.Slug, Ext: ".md"}, Fields: mapping(
				frontmatter.Field{Name: "title", Value: term.Name}, frontmatter.Field{Name: "description", Value: term.Description},
				frontmatter.Field{Name: "url", Value: term.URL}, frontmatter.Field{Name: "list", Value: "term"})}
		})
	},
	Keys:  []string{"aside", "editLink", "features", "footer", "head", "hero", "isHome", "lastUpdated", "list", "navbar", "next", "outline", "pageClass", "prev", "sidebar", "titleTemplate"},
	Style: "public/style.css",
	View:  "cd DIR && npm install && npx vitepress dev",
})
