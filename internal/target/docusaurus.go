package target

import (
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// docusaurus is for Docusaurus 3, its files as Markdown and not MDX. Posts and
// custom types are its blog; pages are documents, which can have any address.
var docusaurus = Target{
	Name:    "docusaurus",
	Dialect: &docusaurusDialect,
	Place: func(it Item) Place {
		switch {
		case it.Type == "page":
			return below("", it)
		case it.Date.IsZero(): // the blog would ask git for the date
			return Place{Root: "pages/undated", Stem: it.Stem, Ext: ".md"}
		case it.Type == "post":
			return Place{Root: "blog", Stem: it.Stem, Ext: ".md"}
		}
		return below("blog/", it)
	},
	Files:  Files{Folder: "static/images", Address: "/images/"},
	Beside: &Beside{Prefix: "./", Made: true},
	Data:   "data",
	Root:   "static",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "description", Value: description, Always: true},
		{Name: "slug", Value: address, Needed: true},
		{Name: "date", Value: func(p *post) any {
			if p.Type == "page" {
				return nil
			}
			return clock(local, p.Date) // which Docusaurus takes for UTC
		}, Needed: true},
		{Name: "draft", Value: none, Draft: true},
		{Name: "image", Value: func(p *post) any { return encoded(p.ImageURL) }},
		{Name: "categories", Value: terms("category")},
		{Name: "wp_tags", Value: terms("post_tag")}, // tags are Docusaurus' own, of one taxonomy
	}, filed[2:], spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "wp_id", Value: number, Needed: true},
		{Name: "last_update", Value: func(p *post) any {
			return mapping(frontmatter.Field{Name: "date", Value: clock(local, p.Modified)})
		}},
	}),
	AddressField: "slug",
	TagsField:    "wp_tags",
	Avoid:        unsafe + "()", // of a pattern
	FoldCase:     true,          // its routes do not know case
	Feed:         "/atom.xml",
	Terms:        ByKey,
	Keys:         []string{"authors", "custom_edit_url", "displayed_sidebar", "format", "keywords", "parse_number_prefixes", "tags", "title_meta", "unlisted"},
	Style:        "static/style.css",
	View:         "cd DIR && npm install && npx docusaurus start",
}
