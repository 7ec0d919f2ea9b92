package target

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/frontmatter"
)

// docusaurus is for Docusaurus 3, its files as Markdown and not MDX. Posts and
// custom types are its blog; pages are documents, which can have any address.
var _ = register(Target{
	Name: "docusaurus",
	Dialect: &dialect.Dialect{
		Reads: common | dialect.Containers | dialect.TitleHeading | dialect.HeadingAttributes | dialect.Directives,
		More:  "<!-- truncate -->",
		AsTag: func(address, _ string) bool { return !isURL(address) },
	},
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
})

// isURL reports whether an address is a path, or one whose host the URL of JavaScript
// surely takes.
func isURL(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if lower := strings.ToLower(scheme); !ok || lower != "http" && lower != "https" && lower != "ftp" {
		rest = s
		if !strings.HasPrefix(s, "//") {
			return true
		}
	}
	host := strings.TrimLeft(rest, "/")
	if i := strings.IndexAny(host, `/?#\`); i >= 0 {
		host = host[:i]
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	host, port, _ := strings.Cut(host, ":")
	if n, err := strconv.Atoi(port); port != "" && (err != nil || n < 0 || n > 65535) || host == "" || strings.Contains(host, "xn--") {
		return false
	}
	for _, r := range host {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' && r != '_' {
			return false
		}
	}
	last := host[strings.LastIndexByte(strings.TrimSuffix(host, "."), '.')+1:]
	if last[0] < '0' || last[0] > '9' {
		return true
	}
	_, err := netip.ParseAddr(host) // a number must be one
	return err == nil
}
