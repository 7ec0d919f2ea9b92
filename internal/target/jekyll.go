package target

import (
	"bytes"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// jekyll is for Jekyll 4. All but posts are collections, so that nothing of the
// site can meet a folder of Jekyll; each page says its permalink.
var _ = register(Target{
	Name: "jekyll",
	// kramdown. Liquid is off in the files that hold what looks like it.
	Dialect: &dialect.Dialect{
		Reads: dialect.Footnotes | dialect.Strikethrough | dialect.AddressParens | dialect.ItemFences | dialect.Tabs | dialect.HTMLFences |
			dialect.DefinitionLists | dialect.HeadingAttributes | dialect.AttributeLists | dialect.Pipes | dialect.DollarFormulas | dialect.Abbreviations,
		References: "~{}",
	},
	Place: func(it Item) Place {
		switch {
		case it.Draft && it.Type == "post":
			return Place{Root: "_drafts", Stem: it.Stem, Ext: ".md"}
		case it.Draft:
			return below("_drafts/", it)
		case it.Type == "post":
			day := "0001-01-01" // of a post without a date, which Jekyll knows of no other way
			if !it.Date.IsZero() {
				day = it.Date.Format("2006-01-02")
			}
			return Place{Root: "_posts", Before: day + "-", Stem: it.Stem, Ext: ".md"}
		}
		return below("_", it)
	},
	Files: Files{Folder: "images", Address: "/images/"},
	Data:  "_data",
	Fields: list([]frontmatter.Preset{
		{Name: "layout", Value: func(p *post) any {
			if p.Type == "page" {
				return "page"
			}
			return "post"
		}, Needed: true},
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "date", Value: dateAs(spaced), Needed: true},
		{Name: "last_modified_at", Value: modifiedAs(spaced)},
		{Name: "permalink", Value: address, Needed: true},
		{Name: "redirect_from", Value: aliases, Needed: true},
		{Name: "published", Value: none, Draft: false},
		{Name: "description", Value: description},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
	}, filed, spoken, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "wp_id", Value: id},
		{Name: "render_with_liquid", Value: func(p *post) any {
			if bytes.Contains(p.Body, []byte("{{")) || bytes.Contains(p.Body, []byte("{%")) {
				return false
			}
			return nil
		}, Needed: true},
	}),
	AddressField: "permalink",
	Avoid:        unsafe,
	Feed:         "/feed.xml",
	DraftDirs:    []string{"_drafts"},
	Templates:    []string{"{{", "{%"},
	NoTemplates:  frontmatter.Field{Name: "render_with_liquid", Value: false},
	Terms:        ByKey,
	Reserved:     []string{"drafts", "data", "terms", "includes", "layouts", "plugins", "sass", "site"},
	Pages: func(s *Site) []Page {
		return termPages(s, func(t *Taxonomy, term *Term) Page {
			return Page{Place: Place{Root: "_terms/" + t.Field, Stem: term.Slug, Ext: ".md"}, Fields: mapping(
				frontmatter.Field{Name: "layout", Value: "term"}, frontmatter.Field{Name: "title", Value: term.Name},
				frontmatter.Field{Name: "description", Value: term.Description}, frontmatter.Field{Name: "permalink", Value: term.URL},
				frontmatter.Field{Name: "field", Value: t.Field}, frontmatter.Field{Name: "key", Value: term.Key},
				frontmatter.Field{Name: "below", Value: t.keys(term.Below)})}
		})
	},
	Keys:  []string{"category", "collection", "excerpt", "excerpt_separator", "ext", "id", "name", "next", "output", "path", "previous", "redirect_to", "relative_path", "slug"},
	Style: "style.css",
	View:  "jekyll serve -s DIR -d DIR/_site",
})
