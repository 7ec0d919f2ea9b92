package migrate

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/data"
	"github.com/wp2md/wp2md/internal/target"
)

// languages are those of a site in several, where each has places of its own.
type languages struct {
	list  []target.Language   // none if there is one alone, or all are together
	terms map[string][]string // languages of the posts of a term, by taxonomy and slug
}

// see takes note of an item that is in the output.
func (l *languages) see(it *extract.Item) {
	name, _ := data.Language(it)
	lang := strings.Clone(target.LanguageCode(name))
	if l.terms == nil {
		l.terms = map[string][]string{}
	}
	for _, t := range it.Terms {
		key := t.Taxonomy + "\x00" + data.Slug(t.Slug)
		if !slices.Contains(l.terms[key], lang) {
			l.terms[key] = append(l.terms[key], lang)
		}
	}
}

// seal decides which language is the first of the site: the one that the source says
// the site has, else that of most items.
func (l *languages) seal(stubs *stubs, site string, separate bool) {
	if !separate {
		return
	}
	count := map[string]int{}
	var codes []string
	for s := range stubs.all {
		if lang := stubs.lang(s); lang != "" {
			if count[lang]++; count[lang] == 1 {
				codes = append(codes, lang)
			}
		}
	}
	if len(codes) < 2 {
		return
	}
	slices.Sort(codes)
	site = target.LanguageCode(site)
	short, _, _ := strings.Cut(site, "-")
	first := slices.Index(codes, site)
	if first < 0 {
		first = slices.IndexFunc(codes, func(c string) bool { return c == short || strings.HasPrefix(c, short+"-") })
	}
	if first < 0 {
		first = slices.Index(codes, slices.MaxFunc(codes, func(a, b string) int { return count[a] - count[b] }))
	}
	l.list = append(l.list, target.Language{Code: codes[first], Default: true})
	for i, c := range codes {
		if i != first {
			l.list = append(l.list, target.Language{Code: c})
		}
	}
}

// place returns the language by which the place of an item is named, "" for the first.
func (l *languages) place(lang string) string {
	if len(l.list) == 0 || lang == l.list[0].Code {
		return ""
	}
	return lang
}

// of returns the languages of the posts of a term, the first of the site at the head.
func (l *languages) of(taxonomy, slug string) []string {
	list := []string{}
	for _, lang := range l.terms[taxonomy+"\x00"+slug] {
		if lang = l.place(lang); len(l.list) > 0 && !slices.Contains(list, lang) {
			list = append(list, lang)
		}
	}
	if len(list) == 0 {
		return []string{""}
	}
	slices.Sort(list)
	return list
}
