package target

import (
	"strings"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// Language is one of a site in several.
type Language struct {
	Code    string // fr
	Default bool
}

// LanguageCode returns the name of a language as a name of files can have it: pt-br.
func LanguageCode(name string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9', r == '-':
			return r
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r == '_':
			return '-'
		}
		return -1
	}, name), "-")
}

// inLanguage returns the place of an item in another language than the site's first.
func (t *Target) inLanguage(at Place, it Item) Place {
	switch {
	case t.LanguageEnd && trim(it.URL) == it.Lang && !it.Draft:
		return Place{Root: "content", Stem: "_index", Ext: "." + it.Lang + ".md", Exact: true}
	case t.LanguageEnd:
		at.Ext = "." + it.Lang + at.Ext
	case t.FlatPosts:
		at.Before += it.Lang + "--"
	default:
		at.Dir = append([]string{it.Lang}, at.Dir...)
	}
	return at
}

// spoken are the fields of a page of a site in several languages.
var spoken = []frontmatter.Preset{
	{Name: "lang", Value: func(p *post) any { return p.Lang }},
	{Name: "translations", Value: translations},
}

func translations(p *post) any {
	if len(p.Translations) == 0 {
		return nil
	}
	return p.SortedTranslations()
}
