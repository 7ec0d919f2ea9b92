package settings

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
)

// Replacement is a fix in the source of one post, by ID or slug, or of all.
type Replacement struct {
	post, from, to string
	pattern        *regexp.Regexp // in place of from, if not nil
}

func (r Replacement) String() string {
	if r.pattern != nil {
		return "/" + r.pattern.String() + "/"
	}
	return strconv.Quote(r.from)
}

func replacements(n *yaml.Node) ([]Replacement, error) {
	const what = "a list of { post: …, from: …, to: … }"
	if n.Kind != yaml.SequenceNode {
		return nil, lineError{n.Line, "not " + what, ""}
	}
	var list []Replacement
	for _, c := range n.Content {
		var r Replacement
		var pattern string
		err := mapping(c, what, func(key, val *yaml.Node) error {
			to := map[string]*string{"post": &r.post, "from": &r.from, "regexp": &pattern, "to": &r.to}[key.Value]
			if to == nil {
				return lineError{key.Line, fmt.Sprintf("unknown key %q: not %s, or regexp: in place of from:", key.Value, what), suggested(key.Value, []string{"post", "from", "to", "regexp"})}
			}
			var err error
			*to, err = text(val, what)
			return err
		})
		switch {
		case err != nil:
			return nil, err
		case r.from != "" && pattern != "":
			return nil, lineError{c.Line, "an entry with both from and regexp", ""}
		case r.from == "" && pattern == "":
			return nil, lineError{c.Line, "an entry without from", ""}
		case pattern != "":
			if r.pattern, err = regexp.Compile(pattern); err != nil {
				return nil, lineError{c.Line, strings.TrimPrefix(err.Error(), "error parsing regexp: "), ""}
			}
		}
		list = append(list, r)
	}
	return list, nil
}

// Fix applies the replacements to an item's content and reports which of them
// found something.
func (s *Settings) Fix(it *extract.Item, found func(i int)) {
	for i, r := range s.Replace {
		if r.post != "" && r.post != strconv.FormatInt(it.ID, 10) && r.post != it.Slug {
			continue
		}
		switch {
		case r.pattern != nil:
			if r.pattern.MatchString(it.Content) {
				it.Content = r.pattern.ReplaceAllString(it.Content, r.to)
				found(i)
			}
		case strings.Contains(it.Content, r.from):
			it.Content = strings.ReplaceAll(it.Content, r.from, r.to)
			found(i)
		}
	}
}

// Rename gives an item the slug that the settings have for it.
func (s *Settings) Rename(it *extract.Item) {
	if slug, _ := s.Fields.Fix(it.ID, it.Slug); slug != "" {
		it.Slug = slug
	}
}

// LeavesOut reports whether the settings leave an item out.
func (s *Settings) LeavesOut(it *extract.Item) bool {
	_, out := s.Fields.Fix(it.ID, it.Slug)
	return out
}

// FixesOf returns the fixes that were about an item, as a person knows them:
// replacements by their number, and fields by the key of their override.
func (s *Settings) FixesOf(replaced []int, id int64, slug string) []string {
	list := []string{}
	for _, i := range replaced {
		list = append(list, "replace "+s.Replace[i].String())
	}
	for _, key := range s.Fields.Of(id, slug) {
		list = append(list, "overrides "+strconv.Quote(key))
	}
	return list
}
