package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// replacement is a fix in the source of one post, by ID or slug, or of all.
type replacement struct {
	post, from, to string
	pattern        *regexp.Regexp // in place of from, if not nil
}

func (r replacement) String() string {
	if r.pattern != nil {
		return "/" + r.pattern.String() + "/"
	}
	return strconv.Quote(r.from)
}

func replacements(n *yaml.Node) ([]replacement, error) {
	const what = "a list of { post: …, from: …, to: … }"
	if n.Kind != yaml.SequenceNode {
		return nil, lineError{n.Line, "not " + what}
	}
	var list []replacement
	for _, c := range n.Content {
		var r replacement
		var pattern string
		err := mapping(c, what, func(key, val *yaml.Node) error {
			to := map[string]*string{"post": &r.post, "from": &r.from, "regexp": &pattern, "to": &r.to}[key.Value]
			if to == nil {
				return lineError{key.Line, fmt.Sprintf("unknown key %q: not %s, or regexp: in place of from:", key.Value, what)}
			}
			var err error
			*to, err = text(val, what)
			return err
		})
		switch {
		case err != nil:
			return nil, err
		case r.from != "" && pattern != "":
			return nil, lineError{c.Line, "an entry with both from and regexp"}
		case r.from == "" && pattern == "":
			return nil, lineError{c.Line, "an entry without from"}
		case pattern != "":
			if r.pattern, err = regexp.Compile(pattern); err != nil {
				return nil, lineError{c.Line, strings.TrimPrefix(err.Error(), "error parsing regexp: ")}
			}
		}
		list = append(list, r)
	}
	return list, nil
}

// fix applies the replacements to an item's content and reports which of them
// found something.
func (s *settings) fix(it *extract.Item, found func(i int)) {
	for i, r := range s.replace {
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

// skip returns the verdict on an item that the settings may leave out.
func (s *settings) skip(it *extract.Item, v verdict) verdict {
	if _, out := s.fields.Fix(it.ID, it.Slug); out && v.write {
		return skip(note.Settings, "left out by the settings")
	}
	return v
}

// rename gives an item the slug that the settings have for it.
func (s *settings) rename(it *extract.Item) {
	if slug, _ := s.fields.Fix(it.ID, it.Slug); slug != "" {
		it.Slug = slug
	}
}
