package frontmatter

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"gopkg.in/yaml.v3"
)

// Settings say which fields the block of a post has. They are made once by
// [Compile] and may be used by any number of goroutines.
type Settings struct {
	fields    []setting
	drafts    []Field     // that a draft has, whatever the settings say
	always    []string    // names of fields that are written without a value
	overrides []*override // in the order of the file
	byID      map[int64]*override
	bySlug    map[string]*override
}

// A setting is a field as the settings have it.
type setting struct {
	name  string
	value value
}

// An override is what the settings have for one post.
type override struct {
	key    string // as it is in the file
	slug   string // that the post has in place of its own, if not empty
	skip   bool   // the post is left out
	fields []setting
	used   atomic.Bool
}

// Options is what Compile needs beside the settings.
type Options struct {
	File string // name of the settings file, for errors

	// Slug makes a slug of a text, for the template function of this name.
	// Without it templates have no such function.
	Slug func(string) string

	// Presets are the fields of a target, in order, in the place of those of the
	// plain one. Their names mean the same in the settings.
	Presets []Preset
}

// Compile makes Settings of the values that the keys frontmatter and overrides
// have in the settings file. A nil or zero node stands for a key that is not
// there: the fields are then those of the plain preset, and no post has others.
//
// Every mistake is reported, each as an [*Error], joined by [errors.Join].
func Compile(frontmatter, overrides *yaml.Node, o Options) (*Settings, error) {
	c := compiler{key: "frontmatter", file: o.File, funcs: functions(o.Slug), left: maxNodes, own: o.Presets}
	s := &Settings{fields: c.list(frontmatter), always: always, drafts: []Field{{"draft", true}}}
	if len(o.Presets) > 0 {
		s.always, s.drafts = nil, nil
	}
	for _, d := range o.Presets {
		if d.Always {
			s.always = append(s.always, d.Name)
		}
		if d.Draft != nil {
			s.drafts = append(s.drafts, Field{d.Name, d.Draft})
		}
	}
	c.key = "overrides"
	c.overrides(s, overrides)
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	return s, nil
}

// Fields returns the fields of a post's block, in order. A field without a
// value is left out, but for those that are always there, as the title; a field
// that an override has takes its place in the list, or comes after it. A draft
// always says that it is one, in the way of the target.
//
// The error names the field that could not be made. It concerns this post only.
func (s *Settings) Fields(p *Post) ([]Field, error) {
	settings := s.of(p)
	fields := make([]Field, 0, len(settings)+1)
	has := func(name string) bool {
		return slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name })
	}
	for _, f := range settings {
		v, err := f.value(p)
		if err != nil {
			return nil, fmt.Errorf("front matter: field %q: %w", f.name, err)
		}
		if p.Draft {
			if i := slices.IndexFunc(s.drafts, func(d Field) bool { return d.Name == f.name }); i >= 0 {
				v = s.drafts[i].Value
			}
		}
		if several, ok := v.(Spread); ok {
			for _, g := range several {
				said := has(g.Name) || slices.ContainsFunc(settings, func(o setting) bool { return o.name == g.Name })
				if !said && !empty(g.Value) {
					fields = append(fields, g)
				}
			}
			continue
		}
		if !empty(v) || v == "" && slices.Contains(s.always, f.name) {
			fields = append(fields, Field{f.name, v})
		}
	}
	if p.Draft {
		for _, d := range s.drafts {
			if !has(d.Name) {
				fields = append(fields, d)
			}
		}
	}
	return fields, nil
}

// of returns the settings with the overrides of a post. That of its ID
// prevails over that of its slug.
func (s *Settings) of(p *Post) []setting {
	if len(s.overrides) == 0 {
		return s.fields
	}
	fields := s.fields
	for _, o := range []*override{s.bySlug[slugKey(p.Slug)], s.byID[p.ID]} {
		if o == nil {
			continue
		}
		o.used.Store(true)
		fields = slices.Clone(fields)
		for _, f := range o.fields {
			if i := slices.IndexFunc(fields, func(g setting) bool { return g.name == f.name }); i >= 0 {
				fields[i] = f
			} else {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// Use notes that a post has its overrides, as a call of Fields does.
func (s *Settings) Use(id int64, slug string) {
	for _, o := range []*override{s.bySlug[slugKey(slug)], s.byID[id]} {
		if o != nil {
			o.used.Store(true)
		}
	}
}

// Fix returns what the settings say of a post as a whole: the slug that it has
// in place of its own, if not empty, and whether it is left out.
func (s *Settings) Fix(id int64, slug string) (newSlug string, skip bool) {
	for _, o := range []*override{s.bySlug[slugKey(slug)], s.byID[id]} {
		if o == nil {
			continue
		}
		if o.slug != "" {
			newSlug = o.slug
		}
		if o.skip {
			o.used.Store(true)
			skip = true
		}
	}
	return newSlug, skip
}

// Of returns the keys of the overrides that are for a post.
func (s *Settings) Of(id int64, slug string) []string {
	var keys []string
	for _, o := range []*override{s.bySlug[slugKey(slug)], s.byID[id]} {
		if o != nil {
			keys = append(keys, o.key)
		}
	}
	return keys
}

// Unused returns the keys of the overrides that no call of Fields was for, in
// the order of the file.
func (s *Settings) Unused() []string {
	var keys []string
	for _, o := range s.overrides {
		if !o.used.Load() {
			keys = append(keys, o.key)
		}
	}
	return keys
}

// empty reports whether a field with this value is left out. A bool is not
// empty: one that a post has only when it is true is nil otherwise.
func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case time.Time:
		return v.IsZero()
	case []string:
		return len(v) == 0
	case []any:
		return len(v) == 0
	case []Field:
		return len(v) == 0
	case [][]string:
		return len(v) == 0
	}
	return false
}

// slugKey makes slugs comparable that differ in how they are encoded.
func slugKey(slug string) string {
	if s, err := url.PathUnescape(slug); err == nil {
		slug = s
	}
	return strings.ToLower(slug)
}
