package target

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/dialect"
)

// What the Markdown of each generator reads, with the settings of its starter
// (each was seen in a real build).

// common is what all of them read.
const common = dialect.Footnotes | dialect.Strikethrough | dialect.ParenMarkers | dialect.ListNumbers | dialect.ListMarkers |
	dialect.InDetails | dialect.ItemFences | dialect.Tabs | dialect.AddressParens | dialect.AddressEscapes

var (
	hugoDialect = dialect.Dialect{
		Reads:        common | dialect.DefinitionLists | dialect.HeadingAttributes,
		More:         "<!--more-->",
		MoreAnywhere: true,
		Templates: []dialect.Template{
			{Open: "{{<", Close: ">}}", OpenAs: "{{</*", CloseAs: "*/>}}"},
			{Open: "{{%", Close: "%}}", OpenAs: "{{%/*", CloseAs: "*/%}}"},
		},
	}

	// kramdown. Liquid is off in the files that hold what looks like it.
	jekyllDialect = dialect.Dialect{
		Reads: dialect.Footnotes | dialect.Strikethrough | dialect.AddressParens | dialect.ItemFences | dialect.Tabs |
			dialect.DefinitionLists | dialect.HeadingAttributes | dialect.AttributeLists | dialect.Pipes | dialect.DollarFormulas | dialect.Abbreviations,
		More:       "<!--more-->",
		References: "~{}",
	}

	eleventyDialect = dialect.Dialect{Reads: common, More: "<!--more-->"}
	astroDialect    = dialect.Dialect{Reads: common, More: "<!--more-->"}
	hexoDialect     = dialect.Dialect{Reads: common, More: "<!--more-->"}

	// Its settings take emoji, attributes and what is in braces out of the pages.
	vitepressDialect = dialect.Dialect{
		Reads: common | dialect.Containers | dialect.Contents | dialect.Imports | dialect.HeadingAttributes,
		More:  "<!--more-->",
		Templates: []dialect.Template{
			{Open: "@include:"},                // in a comment, wherever that stands
			{Open: "[!code", NotInSpans: true}, // in a comment of code
		},
	}

	docusaurusDialect = dialect.Dialect{
		Reads: common | dialect.Containers | dialect.TitleHeading | dialect.HeadingAttributes | dialect.Directives,
		More:  "<!-- truncate -->",
		AsTag: func(address, _ string) bool { return !isURL(address) },
	}

	// Python-Markdown with extra.
	pelicanDialect = dialect.Dialect{
		Reads: dialect.Footnotes | dialect.AddressParens | dialect.AddressEscapes |
			dialect.DefinitionLists | dialect.HeadingAttributes | dialect.AttributeLists | dialect.Abbreviations | dialect.TightHeadings | dialect.LineDefinitions | dialect.OpenAttributes,
		More:       "<!--more-->",
		References: "~<|:{}$",
		Indent:     4,
		Templates:  pelicanTemplates(),
	}

	zolaDialect = dialect.Dialect{
		Reads:      common | dialect.HeadingAttributes,
		More:       "<!-- more -->",
		References: "{",
		// Zola writes the title of a link to another site as it is.
		AsTag: func(_, title string) bool { return strings.Contains(title, `"`) },
		Templates: []dialect.Template{
			{Open: "{{"}, {Open: "{%"}, {Open: "{#"},
		},
	}
)

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

// pelicanTemplates are the links that Pelican replaces.
func pelicanTemplates() []dialect.Template {
	var list []dialect.Template
	for _, name := range []string{"static", "filename", "attach", "category", "tag", "author", "index"} {
		list = append(list, dialect.Template{Open: "{" + name + "}"}, dialect.Template{Open: "|" + name + "|"})
	}
	return list
}
