package target

import (
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// astro is for Astro 5 and later: content collections, and one route that goes by
// the address of each page.
var _ = register(Target{
	Name:    "astro",
	Dialect: &dialect.Dialect{Reads: common},
	Place:   func(it Item) Place { return below("src/content/", it) },
	Files:   Files{Folder: "public/images", Address: "/images/"},
	Beside:  &Beside{Prefix: "./", Made: true},
	Data:    "src/data",
	Root:    "public",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description, Needed: true, Always: true},
		{Name: "date", Value: dateAs(asUTC), Needed: true},
		{Name: "updated", Value: modifiedAs(asUTC)},
		{Name: "url", Value: address, Needed: true, Always: true},
		{Name: "aliases", Value: aliases},
		{Name: "draft", Value: none, Draft: true},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
	}, filed, spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "id", Value: number, Needed: true},
	}),
	AddressField: "url",
	Avoid:        unsafe,
	Feed:         "/feed.xml",
	Terms:        ByKey,
	Style:        "public/style.css",
	View:         "cd DIR && npm install && npx astro dev",
})
