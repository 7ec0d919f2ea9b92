package target

import (
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// eleventy is for Eleventy 3, with its templates off in Markdown.
var _ = register(Target{
	Name:    "eleventy",
	Dialect: &dialect.Dialect{Reads: common},
	Place:   func(it Item) Place { return below("content/", it) },
	Files:   Files{Folder: "public/images", Address: "/images/"},
	Beside:  &Beside{Root: "content"},
	Data:    "content/_data/wp",
	Root:    "public",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description},
		{Name: "date", Value: dateAs(local), Needed: true},
		{Name: "modified", Value: modifiedAs(local)},
		{Name: "permalink", Value: address, Needed: true, Draft: false},
		{Name: "draft", Value: none, Draft: true},
		{Name: "eleventyExcludeFromCollections", Value: none, Draft: true},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
	}, filed, spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "id", Value: id},
	}),
	AddressField: "permalink",
	AddressOf:    func(it Item) string { return withSlash(it.URL) },
	Avoid:        unsafe,
	Feed:         "/feed.xml",
	Terms:        ByKey,
	Names:        []string{"all"}, // a collection of Eleventy's own
	Keys:         []string{"allTerms", "collections", "dynamicPermalink", "eleventy", "eleventyComputed", "eleventyNavigation", "env", "fields", "page", "pagination", "pkg", "site", "templateEngineOverride", "wp"},
	Style:        "public/style.css",
	View:         "cd DIR && npm install && npx eleventy --serve",
})
