package data

import (
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Polylang keeps the language of an item and its group of translations as
// terms. WPML has tables of its own, which an export does not hold; its plugin
// for exports copies them into custom fields.
const (
	languageTaxonomy = "language"
	groupTaxonomy    = "post_translations"
	languageField    = "_wpml_import_language_code"
	groupField       = "_wpml_import_translation_group"
)

// Language returns the language of an item, such as fr, and what it has in
// common with its translations; each may be empty.
func Language(it *extract.Item) (language, group string) {
	for _, t := range it.Terms {
		switch {
		case t.Taxonomy == languageTaxonomy && language == "":
			language = t.Slug
		case t.Taxonomy == groupTaxonomy && group == "":
			group = t.Slug
		}
	}
	for _, m := range it.Meta {
		switch {
		case m.Key == languageField && language == "":
			language = m.Value
		case m.Key == groupField && group == "":
			group = m.Value
		}
	}
	return language, group
}

// Translations knows which items are translations of each other. It is filled
// in a first pass over the items; then any number of goroutines may ask it.
type Translations map[string][]translation

type translation struct {
	item     int
	language string
}

// Add takes note of item n, which is in the output.
func (t Translations) Add(n int, it *extract.Item) {
	if language, group := Language(it); language != "" && group != "" {
		group = strings.Clone(group)
		t[group] = append(t[group], translation{n, strings.Clone(language)})
	}
}

// mostTranslations is more than there are languages that WordPress is written in. Each
// of more items than that would name all others.
const mostTranslations = 500

// TooMany returns how many items are a group, if these are too many to be translations
// of each other, or 0.
func (t Translations) TooMany(group string) int {
	if n := len(t[group]); n > mostTranslations {
		return n
	}
	return 0
}

// Of returns the numbers of the items that are translations of item n, by
// language; none of a group of too many.
func (t Translations) Of(n int, group string) map[string]int {
	if t.TooMany(group) > 0 {
		return nil
	}
	var found map[string]int
	for _, other := range t[group] {
		if other.item == n {
			continue
		}
		if found == nil {
			found = map[string]int{}
		}
		if _, ok := found[other.language]; !ok {
			found[other.language] = other.item
		}
	}
	return found
}
