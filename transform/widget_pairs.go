package transform

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/tree"
)

// A value and what it is called are often two values of an entry: meta_label and meta_value,
// spec_key and spec_value. They are one line of the page.

// pairs are how the names of two such values end.
var pairs = [...]struct{ name, value string }{
	{"label", "value"}, {"name", "value"}, {"key", "value"}, {"term", "value"}, {"title", "value"},
	{"label", "val"}, {"key", "val"}, {"label", "text"}, {"name", "text"}, {"key", "text"},
}

// withPairs returns the values of a widget, or of an entry of one, with such pairs as texts.
func withPairs(widget string, props []prop, isEntry bool) []prop {
	if len(props) < 2 || len(props) > mostSwitches {
		return props
	}
	var named []prop
	for i := range props {
		p := &props[i]
		if p.tree || !isNameOfPair(p.val) {
			continue
		}
		stem, other := partnerOf(p.key, props)
		if other < 0 || !isEntry && stem == "" || strings.HasSuffix(strings.ToLower(p.key), "title") && stem == "" || isAbout(stem+" "+widget, ofNoPair...) || isOfInput(stem) || isOfInput(widget) {
			continue
		}
		text, isFree := strings.TrimSpace(props[other].val), !hasAnySuffix(plainKey(props[other].key), "value", "val")
		isFact := isFacts(widget) || isAbout(stem, ofFacts...)
		if !isValueOfPair(widget, p.val, text) && !(isFact && !isFree && isChoiceOfPair(text)) || isFree && (len(text) > 60 || !isFact) {
			continue
		}
		if named == nil {
			named = slices.Clone(props)
		}
		if isCount(text) && isPartOfHundred(text) && isAbout(widget+" "+stem, "skill", "percent", "progress") {
			text += "%"
		}
		if isWebAddress(text) {
			text = `<a href="` + html.EscapeString(tree.UnescapeHTML(text)) + `">` + text + "</a>"
		}
		for j := range named {
			if isEntry && roleOf(widget, named[j].key) == roleLink && j != other {
				if url := strings.TrimSpace(named[j].val + value(named[j].kids, "url")); isAddress(url) || strings.HasPrefix(url, "tel:") || strings.HasPrefix(url, "mailto:") {
					text = `<a href="` + html.EscapeString(tree.UnescapeHTML(url)) + `">` + text + "</a>"
					named[j] = prop{key: named[j].key}
					break
				}
			}
		}
		name := strings.TrimSpace(p.val)
		if !strings.HasSuffix(name, ":") {
			name += ":"
		}
		named[i], named[other] = prop{key: "text", val: name + " " + text}, prop{key: props[other].key}
	}
	if named == nil {
		return props
	}
	return named
}

// ofFacts are words in the names of values of which each is a fact.
var ofFacts = []string{"meta", "info", "detail", "fact", "spec", "feature", "attribute", "property"}

// isChoiceOfPair reports whether a word or measure that else is a setting can be what a fact is:
// Parking: yes, Width: 120px.
func isChoiceOfPair(v string) bool {
	return v != "" && len(v) <= 20 && (settings.Has(v) && v[0] != '_' || '0' <= v[0] && v[0] <= '9' && isSizeOfCSS(v))
}

// ofNoPair are words of names of values and widgets of which a pair is none that visitors read so.
var ofNoPair = []string{"button", "btn", "link", "icon", "price", "rating", "color", "option", "default", "select", "input", "form", "placeholder", "filter", "chart", "query", "param", "track", "schema", "testimonial", "review", "quote"}

// isOfInput reports whether a name is of nothing but a field of a form.
func isOfInput(name string) bool {
	words := WordsOfName(name)
	return len(words) > 0 && words[len(words)-1] == "field" && (len(words) == 1 || words[0] == "form")
}

// partnerOf returns what the names of two values of a pair have in common, and where the value
// is of which another one is the name; -1 if there is none.
func partnerOf(key string, props []prop) (stem string, at int) {
	key = strings.ToLower(key)
	for _, pair := range pairs {
		stem, ok := strings.CutSuffix(key, pair.name)
		if !ok || stem != "" && !strings.HasSuffix(stem, "_") && !strings.HasSuffix(stem, "-") {
			continue
		}
		if at := slices.IndexFunc(props, func(p prop) bool { return !p.tree && strings.EqualFold(p.key, stem+pair.value) }); at >= 0 {
			return stem, at
		}
	}
	return "", -1
}

// isNameOfPair reports whether a text is what people call a value.
func isNameOfPair(v string) bool {
	v = strings.TrimSpace(v)
	first, _ := utf8.DecodeRuneInString(v)
	return v != "" && len(v) <= 60 && unicode.IsLetter(first) && !(unicode.IsLower(first) && !strings.Contains(v, " ")) && !strings.ContainsAny(v, "<>{}[]|_=\n?") && !isLookValue(v)
}

// isValueOfPair reports whether a text is what a value of that name is, as people write it.
func isValueOfPair(widget, name, v string) bool {
	switch {
	case v == "" || len(v) > 300 || settings.Has(v) || isLookValue(v) || isSnake(v) || strings.ContainsAny(v, "{}[]|\n") || strings.Contains(v, "<p") || strings.Contains(v, "<div"), plainKey(v) == plainKey(name) || isAddress(v) && !isWebAddress(v),
		strings.Contains(v, "-") && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz-") == "", // of a setting
		isWithheld(widget, nameAsKey(name), v), strings.Trim(v, "0123456789.,%") == "" && isAbout(widget, aboutNumbers...):
		return false
	}
	return true
}

// withPairsOfEach is withPairs for the entries of a list.
func withPairsOfEach(widget string, list []prop) []prop {
	var named []prop
	for i := range list {
		kids := withPairs(widget, list[i].kids, true)
		if len(kids) == 0 || &kids[0] == &list[i].kids[0] {
			continue
		}
		if named == nil {
			named = slices.Clone(list)
		}
		named[i].kids = kids
	}
	if named == nil {
		return list
	}
	for i := range named { // a value that is called nothing is one among them
		if kids := named[i].kids; len(kids) == 1 && !kids[0].tree && strings.HasSuffix(strings.ToLower(kids[0].key), "_value") && !isWithheld(widget, kids[0].key, kids[0].val) {
			named[i].kids = []prop{{key: "text", val: kids[0].val}}
		}
	}
	return named
}
