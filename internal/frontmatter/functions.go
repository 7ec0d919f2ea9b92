package frontmatter

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"text/template"
	"time"
)

// functions are what templates of the settings can call, beside the functions
// that text/template itself has. The value worked on comes last, so that it
// can be piped. They read nothing but their arguments, so the same post gives
// the same text on any day and any machine.
//
//	truncate 150 .Text        the first 150 characters
//	date "2006-01-02" .Date   a time in the form of Go's reference time
//	lower .Title              lower case
//	upper .Title              upper case
//	trim .Excerpt             without white space at both ends
//	replace "a" "b" .Title    every a is b
//	slug .Title               as WordPress makes slugs
//	split "," .Meta.places    a list
//	join ", " .Tags           a text of a list
//	first .Tags               of a list, or nothing
//	last .Tags                of a list, or nothing
//	default "none" .Excerpt   the second, or the first if the second is empty
//	json .Tags                as JSON
func functions(slug func(string) string) template.FuncMap {
	m := template.FuncMap{
		"truncate": truncate,
		"date":     date,
		"lower":    strings.ToLower,
		"upper":    strings.ToUpper,
		"trim":     strings.TrimSpace,
		"replace":  replace,
		"split":    split,
		"join":     join,
		"first":    first,
		"last":     last,
		"default":  fallback,
		"json":     jsonText,
	}
	if slug != nil {
		m["slug"] = slug
	}
	return m
}

func functionNames(m template.FuncMap) []string {
	return slices.Sorted(maps.Keys(m))
}

func truncate(n int, s string) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

func date(layout string, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(layout)
}

func replace(old, new, s string) (string, error) {
	if int64(len(s))+int64(strings.Count(s, old))*int64(len(new)) > maxText {
		return "", errTooLong
	}
	return strings.ReplaceAll(s, old, new), nil
}

// split returns the parts of s without white space around them, and no empty
// ones: lists in custom fields are typed by hand.
func split(sep, s string) []string {
	var parts []string
	for part := range strings.SplitSeq(s, sep) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func join(sep string, list []string) (string, error) {
	size := int64(len(sep)) * int64(len(list))
	for _, s := range list {
		size += int64(len(s))
	}
	if size > maxText {
		return "", errTooLong
	}
	return strings.Join(list, sep), nil
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func last(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[len(list)-1]
}

func fallback(otherwise, v any) any {
	if truth, ok := template.IsTrue(v); truth && ok {
		return v
	}
	return otherwise
}

func jsonText(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}
