package transform

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
)

// Elementor fills settings when it shows them: "__dynamic__" has a tag for each, which says by
// its name what stands there, and in its settings between which words, and what stands there
// if that is nothing.

const dynamicSettings = "__dynamic__"

// filledIn returns the settings of a widget with what the post itself knows of those that a tag
// fills, as it was on the day of the migration. Of all else there is a note.
func (b *builder) filledIn(widget string, settings []prop, depth int) []prop {
	if depth > maxPropDepth {
		return settings
	}
	var list []prop
	for i := range settings {
		p := settings[i]
		if !p.tree || p.key == dynamicSettings {
			continue
		}
		if kids := b.filledIn(widget, p.kids, depth+1); len(kids) > 0 && &kids[0] != &p.kids[0] {
			if list == nil {
				list = slices.Clone(settings)
			}
			list[i].kids = kids
		}
	}
	if list != nil {
		settings = list
	}
	for _, d := range kidsOf(settings, dynamicSettings) {
		filled, ok := b.filledSetting(widget, d)
		if !ok {
			continue
		}
		if list == nil {
			list = slices.Clone(settings)
			settings = list
		}
		if at := slices.IndexFunc(settings, func(p prop) bool { return p.key == d.key }); at >= 0 {
			settings[at] = filled
		} else {
			settings = append(settings, filled)
		}
	}
	return settings
}

// filledSetting returns a setting with what its tag stands for, if that is known.
func (b *builder) filledSetting(widget string, d prop) (filled prop, ok bool) {
	br := brackets{s: d.val, end: ahead{what: "]"}}
	tag, ok := br.parseShortcode(0)
	if !ok || tag.name != "elementor-tag" || strings.HasPrefix(d.key, "_") || isLook(plainKey(d.key)) && !strings.Contains(d.key, "image") {
		return filled, false
	}
	a := parseAttrs(tag.attrs)
	name := a.get("name")
	text, err := url.PathUnescape(a.get("settings"))
	if err != nil {
		return filled, false
	}
	set, _ := parseProps(text)
	v := cmp.Or(b.tagOfElementor(name, set), value(set, "fallback"))
	if v == "" {
		quiet := strings.HasPrefix(d.key, "background") || name == "current-date-time" || name == "request-arg" || name == "user-info" || name == "lightbox"
		b.notes.add(note.HTML, !quiet, "filled by the running site, dropped: "+Quote(strings.TrimSpace(widget+" "+d.key+"="+name+" "+cmp.Or(keyOfTag(set), value(set, "popup"), value(set, "taxonomy_id"), value(set, "author_id")))))
		return filled, false
	}
	switch {
	case hasAnySuffix(name, "-url", "-image") || strings.HasSuffix(plainKey(d.key), "link"):
		filled = prop{key: d.key, kids: []prop{{key: "url", val: v}}, tree: true}
	default:
		filled = prop{key: d.key, val: spaced(set, "before") + v + spaced(set, "after")}
	}
	return filled, true
}

// keyOfTag returns the name of the field of a post that a tag shows.
func keyOfTag(set []prop) string {
	key := cmp.Or(value(set, "custom_key"), value(set, "key"))
	return key[strings.LastIndexByte(key, ':')+1:] // field_1a2b:phone
}

// tagOfElementor returns what a tag stands for, or "".
func (b *builder) tagOfElementor(name string, set []prop) string {
	switch name {
	case "post-title", "page-title", "post-excerpt", "post-date", "post-featured-image":
		return b.postPlace(strings.Replace(strings.Replace(name, "page", "post", 1), "-", "_", 2))
	case "post-url":
		return b.postPlace("post_link_url")
	case "post-terms":
		return b.termNames(value(set, "taxonomy"))
	case "post-custom-field", "acf-text", "acf-number", "acf-url", "acf-image":
		key := keyOfTag(set)
		v := b.item.Field(key)
		switch {
		case isSecretKey(key), strings.HasPrefix(value(set, "key"), "options:"), strings.HasPrefix(v, "a:"): // PHP
		case name == "acf-image" && v != "":
			return b.fileNumbered(v)
		default:
			return v
		}
	case "site-url":
		return b.siteURL()
	case "shortcode":
		return value(set, "shortcode")
	case "internal-url":
		switch value(set, "type") {
		case "post":
			if id := value(set, "post_id"); id != "" && strings.Trim(id, "0123456789") == "" {
				return "/?p=" + id
			}
		case "attachment":
			if att := b.attachmentOf(value(set, "attachment_id")); att != nil {
				return att.URL
			}
		}
	case "contact-url":
		switch to := value(set, "link_type"); {
		case value(set, "mail_to") != "" && to == "email":
			return "mailto:" + value(set, "mail_to")
		case value(set, "tel_number") != "" && (to == "tel" || to == "sms"):
			return to + ":" + value(set, "tel_number")
		}
	}
	return ""
}
