package frontmatter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"gopkg.in/yaml.v3"
)

// A value makes the value of a field for a post.
type value func(p *Post) (any, error)

func constant(v any) value {
	return func(*Post) (any, error) { return v, nil }
}

func ownValue(f func(p *Post) any) value {
	return func(p *Post) (any, error) { return f(p), nil }
}

// valueOf returns the value that a field has by its name alone. False is none.
func valueOf(f func(p *Post) any) value {
	return func(p *Post) (any, error) {
		v := f(p)
		if v == false {
			return nil, nil
		}
		return v, nil
	}
}

// compiler reads the nodes of the settings file and collects its mistakes.
type compiler struct {
	file  string
	key   string // the part of the file that is being read
	own   []Preset
	funcs template.FuncMap
	left  int // nodes that may still come, for aliases can be of aliases
	errs  []error
}

func (c *compiler) errorf(n *yaml.Node, try, format string, args ...any) {
	c.errs = append(c.errs, &Error{File: c.file, Line: n.Line, Key: c.key, Text: fmt.Sprintf(format, args...), Try: try})
}

// resolve returns the node an alias stands for, and nil for one that is
// missing or null.
func resolve(n *yaml.Node) *yaml.Node {
	for n != nil && (n.Kind == yaml.AliasNode || n.Kind == yaml.DocumentNode) {
		if n.Kind == yaml.AliasNode {
			n = n.Alias
		} else {
			n = n.Content[0]
		}
	}
	if n == nil || n.Kind == 0 || n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
		return nil
	}
	return n
}

// list compiles the list of fields.
func (c *compiler) list(n *yaml.Node) []setting {
	n = resolve(n)
	var fields []setting
	if n == nil {
		for _, name := range c.defaults() {
			v, _ := c.preset(name)
			fields = append(fields, setting{name, v})
		}
		return fields
	}
	if n.Kind != yaml.SequenceNode {
		c.errorf(n, "write each field on a line of its own that begins with a dash: - title", "not a list of fields")
		return nil
	}
	for _, item := range n.Content {
		entry := resolve(item)
		switch {
		case entry != nil && entry.Kind == yaml.MappingNode:
			fields = c.fields(entry, fields)
		case entry != nil && entry.ShortTag() == "!!str":
			v, ok := c.preset(entry.Value)
			if !ok {
				c.unknown(entry)
				continue
			}
			fields = c.add(fields, item, setting{entry.Value, v})
		default:
			c.errorf(item, "", "%q is not the name of a field", item.Value)
		}
	}
	for _, d := range c.own {
		if d.Needed && !slices.ContainsFunc(fields, func(s setting) bool { return s.name == d.Name }) {
			fields = append(fields, setting{d.Name, ownValue(d.Value)})
		}
	}
	return fields
}

// defaults returns the names of the fields that a post has if the settings name
// none.
func (c *compiler) defaults() []string {
	if len(c.own) == 0 {
		return plain
	}
	names := make([]string, len(c.own))
	for i, d := range c.own {
		names[i] = d.Name
	}
	return names
}

// preset returns the value that a name alone asks for: as the target has it, else
// as all have it.
func (c *compiler) preset(name string) (value, bool) {
	for _, d := range c.own {
		if d.Name == name {
			return ownValue(d.Value), true
		}
	}
	for _, d := range presets {
		if d.name == name {
			return valueOf(d.value), true
		}
	}
	return nil, false
}

func (c *compiler) unknown(n *yaml.Node) {
	names := c.defaults()
	for _, d := range presets {
		if !slices.Contains(names, d.name) {
			names = append(names, d.name)
		}
	}
	try := fmt.Sprintf("a field of your own needs a value: - %s: \"...\"\nfields that need none: %s", n.Value, strings.Join(names, ", "))
	if meant := didYouMean(n.Value, names); meant != "" {
		try = meant
	}
	c.errorf(n, try, "unknown field %q", n.Value)
}

func (c *compiler) add(fields []setting, n *yaml.Node, s setting) []setting {
	for _, f := range fields {
		if f.name == s.name {
			c.errorf(n, "", "field %q occurs twice", s.name)
			return fields
		}
	}
	return append(fields, s)
}

// fields compiles a mapping of names to values and appends what it has. In the
// overrides, null takes a field from a post.
func (c *compiler) fields(n *yaml.Node, to []setting) []setting {
	return c.mapping(n, to, func(name string, v *yaml.Node) value {
		if c.key == "frontmatter" && resolve(v) == nil {
			c.errorf(v, "for its default value write the name alone: - "+name, "field %q has no value", name)
		}
		return c.value(name, v, 0)
	})
}

func (c *compiler) mapping(n *yaml.Node, to []setting, compile func(name string, v *yaml.Node) value) []setting {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.ShortTag() == "!!merge" {
			c.errorf(key, "", "%q is not the name of a field", key.Value)
			continue
		}
		if err := checkName(key.Value); err != nil {
			c.errorf(key, "", "%s", err)
			continue
		}
		to = c.add(to, key, setting{key.Value, compile(key.Value, n.Content[i+1])})
	}
	return to
}

// value compiles the value of a field: a template, or a constant, or a list or
// mapping of values.
func (c *compiler) value(field string, n *yaml.Node, depth int) value {
	if c.left--; c.left < 0 || depth > maxDepth {
		if c.left >= -1 {
			c.errorf(n, "", "field %q holds too many values", field)
			c.left = -1
		}
		return constant(nil)
	}
	n = resolve(n)
	switch {
	case n == nil:
		return constant(nil)
	case n.Kind == yaml.SequenceNode:
		return c.listValue(field, n, depth)
	case n.Kind == yaml.MappingNode:
		return c.mappingValue(field, n, depth)
	}
	v := scalar(n)
	if text, ok := v.(string); ok {
		return c.template(field, n, text)
	}
	return constant(v)
}

// listValue leaves out items without a value: a list of templates is as long
// as what they find.
func (c *compiler) listValue(field string, n *yaml.Node, depth int) value {
	items := make([]value, len(n.Content))
	for i, item := range n.Content {
		items[i] = c.value(field, item, depth+1)
	}
	return func(p *Post) (any, error) {
		list := make([]any, 0, len(items))
		for i, item := range items {
			v, err := item(p)
			if err != nil {
				return nil, fmt.Errorf("item %d: %w", i+1, err)
			}
			if !empty(v) {
				list = append(list, v)
			}
		}
		return list, nil
	}
}

func (c *compiler) mappingValue(field string, n *yaml.Node, depth int) value {
	fields := c.mapping(n, nil, func(_ string, v *yaml.Node) value { return c.value(field, v, depth+1) })
	return func(p *Post) (any, error) {
		m := make([]Field, 0, len(fields))
		for _, f := range fields {
			v, err := f.value(p)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", f.name, err)
			}
			if !empty(v) {
				m = append(m, Field{f.name, v})
			}
		}
		return m, nil
	}
}

// overrides compiles the fields of single posts into s.
func (c *compiler) overrides(s *Settings, n *yaml.Node) {
	if n = resolve(n); n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		c.errorf(n, `write the ID or slug of a post and its fields: 770: { cover: "cover.jpg" }`, "not posts and their fields")
		return
	}
	s.byID = make(map[int64]*override)
	s.bySlug = make(map[string]*override)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, v := n.Content[i], resolve(n.Content[i+1])
		if key.Kind != yaml.ScalarNode {
			c.errorf(key, "", "not the ID or slug of a post")
			continue
		}
		if v == nil || v.Kind != yaml.MappingNode {
			c.errorf(key, fmt.Sprintf("write the fields of the post in braces: %s: { cover: \"cover.jpg\" }", key.Value), "post %q has no fields", key.Value)
			continue
		}
		o := &override{key: key.Value}
		c.post(o, v)
		var twice bool
		if id, err := strconv.ParseInt(key.Value, 10, 64); err == nil && key.ShortTag() == "!!int" {
			_, twice = s.byID[id]
			s.byID[id] = o
		} else {
			slug := slugKey(key.Value)
			_, twice = s.bySlug[slug]
			s.bySlug[slug] = o
		}
		if twice {
			c.errorf(key, "", "post %q occurs twice", key.Value)
		}
		s.overrides = append(s.overrides, o)
	}
	for _, o := range s.overrides { // a post is known by both of its slugs
		if slug := slugKey(o.slug); o.slug != "" && s.bySlug[slug] == nil && s.bySlug[slugKey(o.key)] == o {
			s.bySlug[slug] = o
		}
	}
}

// post compiles what the settings have for one post: skip, which is no field,
// slug, which is one and more, and fields.
func (c *compiler) post(o *override, n *yaml.Node) {
	fields := *n
	fields.Content = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, v := n.Content[i], resolve(n.Content[i+1])
		switch {
		case key.Value == "skip" && key.Kind == yaml.ScalarNode:
			skip, ok := false, v != nil
			if ok {
				skip, ok = scalar(v).(bool)
			}
			if !ok {
				c.errorf(key, "skip: true leaves the post out", "skip is neither true nor false")
			}
			o.skip = skip
			continue
		case key.Value == "slug" && v != nil && v.Kind == yaml.ScalarNode && !strings.Contains(v.Value, "{{"):
			o.slug = v.Value
		}
		fields.Content = append(fields.Content, n.Content[i], n.Content[i+1])
	}
	o.fields = c.fields(&fields, nil)
}
