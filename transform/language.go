package transform

import (
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// qTranslate keeps a text in several languages in one field (docs/formats.md §C.4):
// [:en]text[:fr]texte[:], <!--:en-->text<!--:--><!--:fr-->texte<!--:-->, or
// {:en}text{:fr}texte{:}.

// translated is a part of a text; lang is empty for what all languages share.
type translated struct{ lang, text string }

// languageTag returns the language that a tag of qTranslate at the start of s
// begins, "" for the tag that ends all, and the tag's length, or 0.
func languageTag(s string) (lang string, n int) {
	for _, form := range [...][2]string{{"[:", "]"}, {"<!--:", "-->"}, {"{:", "}"}} {
		rest, ok := strings.CutPrefix(s, form[0])
		if !ok {
			continue
		}
		if strings.HasPrefix(rest, form[1]) {
			return "", len(form[0]) + len(form[1])
		}
		if len(rest) >= 2 && isLower(rest[0]) && isLower(rest[1]) && strings.HasPrefix(rest[2:], form[1]) {
			return rest[:2], len(form[0]) + 2 + len(form[1])
		}
	}
	return "", 0
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// hasLanguageTag reports whether something in s begins like a tag of qTranslate. Colons
// are fewer than what stands before them.
func hasLanguageTag(s string) bool {
	for {
		before, after, ok := strings.Cut(s, ":")
		switch {
		case !ok:
			return false
		case strings.HasSuffix(before, "["), strings.HasSuffix(before, "{"), strings.HasSuffix(before, "<!--"):
			return true
		}
		s = after
	}
}

// translations returns the parts of a text and the languages in it, in order; nil
// if it is in one only.
func translations(s string) (parts []translated, langs []string) {
	if !hasLanguageTag(s) {
		return nil, nil
	}
	lang, from := "", 0
	seen := map[string]bool{}
	for i := 0; i < len(s); {
		if s[i] != '[' && s[i] != '<' && s[i] != '{' {
			i++
			continue
		}
		next, n := languageTag(s[i:])
		if n == 0 || next == "" && len(seen) == 0 {
			i++
			continue
		}
		if i > from {
			parts = append(parts, translated{lang, s[from:i]})
		}
		lang = next
		if lang != "" && !seen[lang] {
			seen[lang] = true
			langs = append(langs, lang)
		}
		i += n
		from = i
	}
	if len(langs) == 0 {
		return nil, nil
	}
	if from < len(s) {
		parts = append(parts, translated{lang, s[from:]})
	}
	return parts, langs
}

// InLanguage returns what a title or name says in a language, or, if it does not
// say anything in that, in the first that it has.
func InLanguage(s, lang string) string {
	parts, langs := translations(s)
	if langs == nil {
		return s
	}
	chosen := langs[0]
	for _, l := range langs {
		if l == lang {
			chosen = l
		}
	}
	var b strings.Builder
	for _, p := range parts {
		if p.lang == "" || p.lang == chosen {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

// InOtherLanguages returns what a title or name says in the languages that [InLanguage] leaves
// out, each behind the language: "fr: Bonjour".
func InOtherLanguages(s, lang string) (others []string) {
	_, langs := translations(s)
	shown := strings.TrimSpace(InLanguage(s, lang))
	for _, l := range langs {
		if text := strings.TrimSpace(InLanguage(s, l)); text != shown && text != "" {
			others = append(others, l+": "+text)
		}
	}
	return others
}

// inLanguage returns a content in the language that the user has chosen, with the
// others in a note; if none is chosen, in all of them, one behind the other.
func (b *builder) inLanguage(s string) string {
	parts, langs := translations(s)
	if langs == nil {
		return s
	}
	keep := b.opt.Language
	if keep != "" && strings.Contains(" "+strings.Join(langs, " ")+" ", " "+keep+" ") {
		for _, p := range parts {
			if p.lang != "" && p.lang != keep && !tree.IsBlankText(p.text) {
				b.notes.add(note.Filtered, false, "in another language, left out: "+p.lang+": "+Quote(p.text))
			}
		}
		return InLanguage(s, keep)
	}
	b.notes.add(note.Shortcode, false, "the post is in several languages, and all are kept: "+strings.Join(langs, ", "))
	if apart, ok := languagesApart(parts, langs); ok {
		return apart
	}
	var out strings.Builder
	for i, p := range parts {
		if i > 0 && p.lang != parts[i-1].lang {
			out.WriteString(division)
		}
		out.WriteString(p.text)
	}
	return out.String()
}

// languagesApart puts the parts of each language together, with a rule between two
// languages, where they take turns: the beginnings of all, the divider, the rest of all. It is
// not ok if there is more than the divider that all languages share.
func languagesApart(parts []translated, langs []string) (s string, ok bool) {
	const more, most = "<!--more-->", 20
	worded := 0
	for _, p := range parts {
		switch shared := strings.TrimSpace(p.text); {
		case p.lang != "" && shared != "":
			worded++
		case p.lang == "" && shared != "" && shared != more:
			return "", false
		}
	}
	if worded <= len(langs) || len(langs) > most {
		return "", false
	}
	var out strings.Builder
	for i, lang := range langs {
		if i > 0 {
			out.WriteString(division + "<hr />" + division)
		}
		for _, p := range parts {
			switch {
			case p.lang == lang:
				out.WriteString(division + p.text)
			case p.lang == "" && i == 0 && !tree.IsBlankText(p.text):
				out.WriteString(division + more + division)
			}
		}
	}
	return out.String(), true
}
