package migrate

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/privacy"
	"github.com/wp2md/wp2md/transform"
)

// customFields returns the custom fields of an item that the settings ask for, under
// names that a template can use: decoded, and of one that is there several times a
// list. The references that ACF keeps beside its fields are none.
func (c *converter) customFields(it *extract.Item) []frontmatter.Field {
	if len(c.settings.Custom) == 0 {
		return nil
	}
	var fields []frontmatter.Field
	count := map[string]int{}
	for _, m := range it.Meta {
		if !c.settings.WantsField(m.Key) || isReference(it, m) || strings.TrimSpace(m.Value) == "" {
			continue
		}
		name := fieldName(m.Key)
		value := decoded(m.Value)
		if !c.settings.Restricted {
			value = withoutHeld(value)
		}
		i := slices.IndexFunc(fields, func(f frontmatter.Field) bool { return f.Name == name })
		count[name]++
		switch {
		case i < 0:
			fields = append(fields, frontmatter.Field{Name: name, Value: value})
		case count[name] == 2:
			fields[i].Value = []any{fields[i].Value, value}
		default:
			fields[i].Value = append(fields[i].Value.([]any), value)
		}
	}
	return fields
}

// isReference reports whether a field says which field of ACF another one is:
// _price = field_5f3a…
func isReference(it *extract.Item, m extract.Meta) bool {
	return strings.HasPrefix(m.Key, "_") && (strings.HasPrefix(m.Value, "field_") || len(m.Value) > len(m.Key) && strings.HasSuffix(m.Value, m.Key)) &&
		slices.ContainsFunc(it.Meta, func(of extract.Meta) bool { return of.Key == m.Key[1:] })
}

// fieldName returns a name as a template can use it.
func fieldName(key string) string {
	var b strings.Builder
	for _, r := range strings.TrimLeft(key, "_") {
		if r == '_' || 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' && b.Len() > 0 {
			b.WriteRune(r)
		} else {
			b.WriteByte('_')
		}
	}
	if b.Len() == 0 {
		return "_"
	}
	return b.String()
}

// decoded returns a value that PHP has serialized as lists and mappings, any other as
// the text that it is.
func decoded(s string) any {
	if len(s) < 4 || s[1] != ':' || !strings.ContainsAny(s[:1], "aObids") {
		return s
	}
	v, err := extract.Unserialize(s)
	if err != nil {
		return s
	}
	return plainValue(v)
}

// withoutHeld returns a value without what shortcodes in its texts and rows of its lists show to
// some people alone.
func withoutHeld(v any) any {
	switch v := v.(type) {
	case string:
		return transform.WithoutHeld(v)
	case []any:
		v = slices.DeleteFunc(v, func(e any) bool { return privacy.IsEntryForFew(namedValues(e)) || isRowOff(e, v) })
		for i := range v {
			v[i] = withoutHeld(v[i])
		}
		return v
	case []frontmatter.Field:
		for i := range v {
			v[i].Value = withoutHeld(v[i].Value)
		}
	}
	return v
}

func plainValue(v any) any {
	a, ok := v.(extract.PHPArray)
	if !ok {
		return v
	}
	isList := true
	for _, e := range a {
		isList = isList && strings.Trim(e.Key, "0123456789") == ""
	}
	if isList {
		list := make([]any, 0, len(a))
		for _, e := range a {
			list = append(list, plainValue(e.Value))
		}
		return list
	}
	var fields []frontmatter.Field
	for _, e := range a {
		if !slices.ContainsFunc(fields, func(f frontmatter.Field) bool { return f.Name == e.Key }) {
			fields = append(fields, frontmatter.Field{Name: e.Key, Value: plainValue(e.Value)})
		}
	}
	return fields
}

// ownTaxonomies are those of WordPress and of plugins for languages and themes, which
// front matter has under other names or not at all.
var ownTaxonomies = []string{"category", "post_tag", "post_format", "nav_menu", "link_category", "author", "language", "post_translations", "term_language", "term_translations",
	"wp_theme", "wp_template_part_area", "wp_pattern_category", "elementor_library_type", "elementor_library_category", "elementor_font_type", "amp_validation_error", "product_visibility", "product_type",
	"yst_prominent_words", "fusion_tb_category", "translation_priority", "following_users", "ngg_tag"}

// moreFields returns the fields of a post beside those of the settings: terms of
// taxonomies of its own, and custom fields that are asked for.
func (c *converter) moreFields(it *extract.Item, p *frontmatter.Post, fields []frontmatter.Field) []frontmatter.Field {
	add := func(f frontmatter.Field) {
		if !slices.ContainsFunc(fields, func(g frontmatter.Field) bool { return g.Name == f.Name }) {
			fields = append(fields, f)
		}
	}
	if !c.settings.OwnFields && c.target.Fields == nil { // a target has fields of its own for them
		for _, t := range it.Terms {
			if !slices.Contains(ownTaxonomies, t.Taxonomy) && len(p.Terms[t.Taxonomy]) > 0 {
				add(frontmatter.Field{Name: t.Taxonomy, Value: p.Terms[t.Taxonomy]})
			}
		}
	}
	for _, f := range c.customFields(it) {
		add(f)
	}
	return fields
}

// writtenIn counts the posts of a site that seem to be written in something else than
// HTML.
type writtenIn struct{ posts, markdown, textile int }

func (w *writtenIn) see(it *extract.Item) {
	if it.Type != "post" || it.Status != "publish" || it.Content == "" {
		return
	}
	w.posts++
	switch transform.LooksLike(it.Content) {
	case "markdown":
		w.markdown++
	case "textile":
		w.textile++
	}
}

// name returns what the site as a whole is written in, and how many of its posts.
func (w *writtenIn) name() (string, int) {
	n, name := w.markdown, "Markdown"
	if w.textile > n {
		n, name = w.textile, "Textile"
	}
	if n*4 >= w.posts && (n >= 3 || n > 0 && n == w.posts) {
		return name, n
	}
	return "", 0
}
