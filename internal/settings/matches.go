package settings

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Matches finds out which settings are about something that a source has. What a
// person has mistyped would be without effect, and nobody would know.
type Matches struct {
	s          *Settings
	replaced   []bool
	accepted   map[string]bool
	fields     []bool
	shortcodes []string // that no item has had so far, as [name
}

// Match returns what has seen no item.
func (s *Settings) Match() *Matches {
	m := &Matches{s: s, replaced: make([]bool, len(s.Replace)), accepted: map[string]bool{}, fields: make([]bool, len(s.Custom))}
	for _, name := range slices.Sorted(maps.Keys(s.Shortcodes)) {
		m.shortcodes = append(m.shortcodes, "["+name)
	}
	return m
}

// Fix applies the replacements to an item's content.
func (m *Matches) Fix(it *extract.Item) {
	m.s.Fix(it, func(i int) { m.replaced[i] = true })
}

// See takes note of an item, before it has another slug.
func (m *Matches) See(it *extract.Item) {
	if len(m.s.accepted) > 0 {
		for _, name := range []string{strconv.FormatInt(it.ID, 10), it.Slug} {
			if _, ok := m.s.accepted[name]; ok {
				m.accepted[strings.Clone(name)] = true
			}
		}
	}
	if slices.Contains(m.fields, false) {
		for _, f := range it.Meta {
			for i, pattern := range m.s.Custom {
				if !m.fields[i] {
					m.fields[i], _ = path.Match(pattern, f.Key)
				}
			}
		}
	}
	if len(m.shortcodes) > 0 {
		m.shortcodes = slices.DeleteFunc(m.shortcodes, func(tag string) bool {
			return hasTag(it.Content, tag) || hasTag(it.Excerpt, tag) || slices.ContainsFunc(it.Meta, func(f extract.Meta) bool { return hasTag(f.Value, tag) })
		})
	}
}

// hasTag reports whether a text has the beginning of a shortcode's tag, [name, and
// that is not of one with a longer name.
func hasTag(text, tag string) bool {
	for {
		_, rest, ok := strings.Cut(text, tag)
		switch {
		case !ok:
			return false
		case rest == "" || !strings.ContainsAny(rest[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"):
			return true
		}
		text = rest
	}
}

// Wrong names what is about a post or a text that the source does not have.
func (m *Matches) Wrong() []string {
	var list []string
	for _, post := range slices.Sorted(maps.Keys(m.s.accepted)) {
		if !m.accepted[post] {
			list = append(list, fmt.Sprintf("accepted: no post is %q", post))
		}
	}
	for i, found := range m.replaced {
		if !found {
			list = append(list, fmt.Sprintf("replace: %s was not found", m.s.Replace[i]))
		}
	}
	return list
}

// Idle names what had nothing to do, which can be as it should: settings may be those
// of several sites.
func (m *Matches) Idle() []string {
	var list []string
	for _, tag := range m.shortcodes {
		list = append(list, fmt.Sprintf("shortcodes: no post has %s]", tag))
	}
	for i, found := range m.fields {
		if !found {
			list = append(list, fmt.Sprintf("fields: no post has %q", m.s.Custom[i]))
		}
	}
	return list
}

// AcceptedCauses returns the causes that accepted names, each once.
func (s *Settings) AcceptedCauses() []string {
	all := map[string]bool{}
	for _, causes := range s.accepted {
		for _, c := range causes {
			all[c] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
