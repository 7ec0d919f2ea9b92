package target

import (
	"strings"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// hexo is for Hexo 8. Drafts of every type are in source/_drafts: what else is in
// source is built, whatever it says.
var _ = register(Target{
	Name:    "hexo",
	Dialect: &dialect.Dialect{Reads: common},
	Place: func(it Item) Place {
		switch {
		case it.Draft && it.Type == "post":
			return Place{Root: "source/_drafts", Stem: it.Stem, Ext: ".md"}
		case it.Draft:
			return below("source/_drafts/", it)
		case it.Type == "post":
			return Place{Root: "source/_posts", Stem: it.Stem, Ext: ".md"}
		}
		return below("source/", it)
	},
	Files:  Files{Folder: "source/images", Address: "/images/"},
	Beside: &Beside{Sibling: true, Posts: true},
	Data:   "source/_data",
	Root:   "source",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "date", Value: func(p *post) any {
			if p.Date.IsZero() && p.Type == "post" {
				return "1970-01-01 00:00:00" // else it is that of the file
			}
			return clock(spaced, p.Date)
		}, Needed: true},
		{Name: "undated", Value: func(p *post) any {
			if p.Date.IsZero() {
				return true
			}
			return nil
		}, Needed: true},
		{Name: "updated", Value: modifiedAs(spaced)},
		{Name: "permalink", Value: address, Needed: true},
		{Name: "layout", Value: func(p *post) any {
			if p.Type == "post" {
				return nil
			}
			return "page"
		}, Needed: true},
		{Name: "description", Value: description},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
		{Name: "categories", Value: func(p *post) any {
			var chains [][]string
			for _, f := range p.Filed {
				if f.Taxonomy != "category" {
					continue
				}
				for _, t := range f.Terms {
					chains = append(chains, t.Path)
				}
			}
			return chains
		}},
	}, filed[1:], spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "wp_id", Value: id},
		{Name: "disableNunjucks", Value: func(*post) any { return true }, Needed: true},
	}),
	AddressField: "permalink",
	AddressOf: func(it Item) string {
		p := strings.TrimPrefix(it.URL, "/")
		if p != "" && !strings.HasSuffix(p, "/") && !isFile(p) {
			p += "/"
		}
		if it.Type != "post" && (p == "" || strings.HasSuffix(p, "/")) {
			return p + "index.html"
		}
		return p
	},
	Avoid:       unsafe,
	Feed:        "/feed.xml",
	DraftDirs:   []string{"source/_drafts"},
	Templates:   []string{"{{", "{%", "{#"},
	NoTemplates: frontmatter.Field{Name: "disableNunjucks", Value: true},
	Terms:       ByKey,
	Reserved:    []string{"images"},
	Keys:        []string{"canonical_path", "comments", "excerpt", "length", "link", "more", "next", "path", "photos", "prev", "published", "raw", "slug", "source"},
	Style:       "source/style.css",
	View:        "cd DIR && npm install && npx hexo server",
})
