package target

import "github.com/wp2md/wp2md/internal/dialect"

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
		Reads: common | dialect.Containers | dialect.TitleHeading | dialect.HeadingAttributes,
		More:  "<!-- truncate -->",
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
		RawTitles:  true,
		Templates: []dialect.Template{
			{Open: "{{"}, {Open: "{%"}, {Open: "{#"},
		},
	}
)

// pelicanTemplates are the links that Pelican replaces.
func pelicanTemplates() []dialect.Template {
	var list []dialect.Template
	for _, name := range []string{"static", "filename", "attach", "category", "tag", "author", "index"} {
		list = append(list, dialect.Template{Open: "{" + name + "}"}, dialect.Template{Open: "|" + name + "|"})
	}
	return list
}
