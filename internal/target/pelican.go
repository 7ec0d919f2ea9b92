package target

import (
	"cmp"
	"path"
	"strings"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// pelican is for Pelican 4. Its metadata is no YAML: a line for each field.
var _ = register(Target{
	Name: "pelican",
	// Python-Markdown with extra.
	Dialect: &dialect.Dialect{
		Reads: dialect.Footnotes | dialect.AddressParens | dialect.AddressEscapes |
			dialect.DefinitionLists | dialect.HeadingAttributes | dialect.AttributeLists | dialect.Abbreviations | dialect.TightHeadings | dialect.LineDefinitions | dialect.OpenAttributes,
		References: "~<|:{}$",
		Indent:     4,
		Templates:  pelicanTemplates(),
	},
	Place:  func(it Item) Place { return below("content/", it) },
	Files:  Files{Folder: "content/images", Address: "/images/"},
	Beside: &Beside{Root: "content"},
	Data:   "data",
	Root:   "content",
	Header: true,
	Fields: []frontmatter.Preset{
		{Name: "title", Value: func(p *post) any {
			if strings.TrimSpace(p.Title) == "" {
				return "(untitled)" // a file without a title is left out
			}
			return p.Title
		}, Needed: true},
		{Name: "date", Value: dateAs(spaced), Needed: true},
		{Name: "modified", Value: modifiedAs(spaced)},
		{Name: "slug", Value: func(p *post) any {
			if p.TranslationKey != "" { // posts of one slug are translations of each other
				return "translations-" + p.TranslationKey
			}
			file := strings.TrimPrefix(p.Path, "content/")
			return strings.ReplaceAll(strings.TrimSuffix(file, path.Ext(file)), "/", "-")
		}, Needed: true},
		{Name: "url", Value: address, Needed: true},
		{Name: "save_as", Value: func(p *post) any { return fileOf(p.Address) }, Needed: true},
		{Name: "status", Value: none, Draft: "skip"}, // a draft is published
		{Name: "category", Value: func(p *post) any {
			for _, f := range p.Filed {
				if f.Taxonomy == "category" && len(f.Keys) > 0 {
					return f.Keys[0]
				}
			}
			return nil
		}},
		{Name: "tags", Value: terms("post_tag")},
		{Name: "author", Value: author},
		{Name: "summary", Value: func(p *post) any { // else Pelican makes one of the whole text
			return markup.Replace(cmp.Or(p.Description, p.Title, "(untitled)"))
		}},
		{Name: "image", Value: imageURL},
		spoken[0],
		{Name: "comments_file", Value: comments},
		{Name: "wp_id", Value: id},
		{Name: "wp_terms", Value: func(p *post) any {
			var list []string
			for _, f := range p.Filed {
				for _, t := range f.Terms {
					list = append(list, f.Taxonomy+"/"+t.Slug)
				}
			}
			return list
		}},
	},
	AddressField: "url",
	AddressOf: func(it Item) string {
		if it.URL == "/" {
			return "/"
		}
		return strings.TrimPrefix(it.URL, "/")
	},
	FileField: "save_as",
	FileOf:    fileOf,
	Avoid:     unsafe,
	Feed:      "/feed.xml",
	Terms:     ByKey,
	Reserved:  []string{"images"},
	Style:     "theme/static/style.css",
	View:      "cd DIR && pelican -lr -s pelicanconf.py",
})

// markup writes text as HTML.
var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// fileOf returns the file in which a server looks for an address.
func fileOf(address string) string {
	address = strings.TrimPrefix(address, "/")
	switch {
	case address == "" || strings.HasSuffix(address, "/"):
		return address + "index.html"
	case !isFile(address):
		return address + "/index.html"
	}
	return address
}

// isFile reports whether an address ends in the name of a file: /about is that of a folder
// to a server of files, which takes a file without an extension for a download.
func isFile(address string) bool {
	ext := strings.TrimPrefix(path.Ext(address), ".")
	return ext != "" && strings.TrimLeft(ext, "0123456789") != ""
}

// pelicanTemplates are the links that Pelican replaces.
func pelicanTemplates() []dialect.Template {
	var list []dialect.Template
	for _, name := range []string{"static", "filename", "attach", "category", "tag", "author", "index"} {
		list = append(list, dialect.Template{Open: "{" + name + "}"}, dialect.Template{Open: "|" + name + "|"})
	}
	return list
}
