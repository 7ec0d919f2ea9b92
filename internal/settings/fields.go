package settings

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/suggest"
)

// oneOf returns what a word stands for.
func oneOf[T any](n *yaml.Node, words map[string]T) (v T, err error) {
	known := slices.Sorted(maps.Keys(words))
	names := strings.Join(known, " or ")
	s, err := text(n, names)
	if err != nil {
		return v, err
	}
	v, ok := words[s]
	if !ok {
		return v, lineError{n.Line, fmt.Sprintf("%q is not %s", s, names), suggested(s, known)}
	}
	return v, nil
}

// suggested asks whether a word was meant, if one is near.
func suggested(word string, known []string) string {
	if near := suggest.Near(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return ""
}

// customFields returns the names of custom fields: all, or a list, in which * stands
// for any part of a name.
func customFields(n *yaml.Node) ([]string, error) {
	if n.Kind == yaml.ScalarNode && n.Value == "all" {
		return []string{"*"}, nil
	}
	names, err := texts(n, "all or a list of names")
	if err != nil {
		return nil, err
	}
	for i, name := range names {
		if _, err := path.Match(name, ""); err != nil {
			return nil, lineError{n.Content[i].Line, fmt.Sprintf("%q: not a name with *", name), ""}
		}
	}
	return names, nil
}

// WantsField reports whether a custom field is to be front matter. Names that begin
// with _ are WordPress' and plugins' own, and must be named from there.
func (s *Settings) WantsField(key string) bool {
	for _, p := range s.Custom {
		if ok, _ := path.Match(p, key); ok && (key == "" || key[0] != '_' || p[0] == '_') {
			return true
		}
	}
	return false
}
