package target

import (
	"path"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

const homeFile = "content/_index.md" // of Hugo and Zola

// hugo is for Hugo 0.110 and later. Pages are at their url; a term is a page of
// content/FIELD/SLUG, which gives it its name and its old address.
var _ = register(Target{
	Name: "hugo",
	Dialect: &dialect.Dialect{
		Reads:        common | dialect.DefinitionLists | dialect.HeadingAttributes,
		MoreAnywhere: true,
		Templates: []dialect.Template{
			{Open: "{{<", Close: ">}}", OpenAs: "{{</*", CloseAs: "*/>}}"},
			{Open: "{{%", Close: "%}}", OpenAs: "{{%/*", CloseAs: "*/%}}"},
		},
	},
	Place: func(it Item) Place {
		if it.URL == "/" && !it.Draft {
			return Place{Root: "content", Stem: "_index", Ext: ".md", Exact: true}
		}
		return below("content/", it)
	},
	Files:  Files{Folder: "static/images", Address: "/images/"},
	Beside: &Beside{Branch: "_index", First: true},
	Data:   "data",
	Root:   "static",
	Fields: list([]frontmatter.Preset{
		{Name: "title", Value: title, Needed: true, Always: true},
		{Name: "date", Value: date, Needed: true},
		{Name: "lastmod", Value: modified},
		{Name: "description", Value: description},
		{Name: "url", Value: address, Needed: true},
		{Name: "aliases", Value: aliases, Needed: true},
		{Name: "layout", Value: func(p *post) any {
			if strings.HasPrefix(path.Base(p.Path), "_index.") && path.Dir(p.Path) != path.Dir(homeFile) { // a page with others below it is a section
				return "single"
			}
			return nil
		}, Needed: true},
		{Name: "draft", Value: none, Draft: true},
		{Name: "author", Value: author},
		{Name: "image", Value: imageURL},
		{Name: "translationKey", Value: func(p *post) any { return p.TranslationKey }},
		spoken[1],
	}, filed, []frontmatter.Preset{
		{Name: "comments_file", Value: comments},
		{Name: "id", Value: id},
	}),
	AddressField: "url",
	Avoid:        unsafe,
	InTerms: func(r rune) bool { // Hugo 0.111 drops others, and keeps them in the addresses of pages
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("._+~-@", r)
	},
	Feed:      "/feed.xml",
	HomeFile:  homeFile,
	Templates: []string{"{{<", "{{%"},
	Shown:     "/*",
	Terms:     BySlug,
	Pages: func(s *Site) []Page {
		list := func(folder, title, url string) Page {
			return Page{Place: Place{Root: "content", Dir: []string{folder}, Stem: "_index", Ext: ".md", Exact: true},
				Fields: []frontmatter.Field{{Name: "title", Value: title}, {Name: "url", Value: url}}}
		}
		var pages []Page
		for _, t := range s.Taxonomies {
			pages = append(pages, list(t.Field, t.Label, s.free(t.Base, "/"+t.Field+"/", "/all-"+t.Field+"/")))
		}
		for _, t := range s.Types {
			pages = append(pages, list(t.Name, t.Label, t.URL))
		}
		if s.HasPages {
			pages = append(pages, list("pages", "Pages", s.free("/pages/", "/all-pages/")))
		}
		return append(pages, termPages(s, func(t *Taxonomy, term *Term) Page {
			ext, url := ".md", term.URL
			if term.Lang != "" {
				ext = "." + term.Lang + ".md"
			}
			if term.Other { // another language has its address
				url = s.free("/"+term.Lang+term.URL, "/"+term.Lang+"/"+t.Field+"/"+term.Slug+"/")
			}
			return Page{Place: Place{Root: "content/" + t.Field, Dir: []string{term.Slug}, Stem: "_index", Ext: ext, Exact: true},
				Fields: mapping(frontmatter.Field{Name: "title", Value: term.Name}, frontmatter.Field{Name: "description", Value: term.Description}, frontmatter.Field{Name: "url", Value: url}, frontmatter.Field{Name: "below", Value: term.Below})}
		})...)
	},
	LanguageEnd: true,
	TermsApart:  true,
	TypeLists:   true,
	BeginsAlike: true,
	Keys:        []string{"post", "posts", "pages", "page", "section", "taxonomy", "term", "home", "build", "cascade", "expiryDate", "headless", "isCJKLanguage", "keywords", "kind", "lang", "linkTitle", "markup", "menu", "menus", "outputs", "modified", "params", "path", "pubDate", "publishDate", "published", "resources", "sitemap", "summary", "sites", "unpublishDate"},
	Style:       "static/style.css",
	View:        "hugo server -s DIR",
})
