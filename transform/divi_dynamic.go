package transform

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
)

// Divi fills places in a page when it shows it: @ET-DC@ and base64 of JSON up to the
// next @, which names what stands there (docs/formats.md §C.4). What the post itself
// knows is put there, as it was on the day of the migration.

const diviMark = "@ET-DC@"

// withoutDynamic fills the places that Divi fills, or takes them away with a note.
func (b *builder) withoutDynamic(s string) string {
	before, rest, found := strings.Cut(s, diviMark)
	if !found {
		return s
	}
	var out strings.Builder
	for found {
		out.WriteString(before)
		n := 0
		for n < len(rest) && (isNameByte(rest[n]) && rest[n] < 0x80 || strings.IndexByte("+/=", rest[n]) >= 0) {
			n++
		}
		what := rest[:n]
		if raw, err := base64.StdEncoding.DecodeString(what); err == nil {
			what = string(raw)
		}
		if text, ok := b.diviPlace(what); ok {
			out.WriteString(diviValue.Replace(text))
		} else {
			b.notes.add(note.Shortcode, true, "filled by the running site, dropped: "+Quote(strings.ToValidUTF8(what, "\ufffd")))
		}
		if n < len(rest) && rest[n] == '@' {
			n++
		}
		before, rest, found = strings.Cut(rest[n:], diviMark)
	}
	out.WriteString(before)
	return out.String()
}

// diviValue keeps a value from ending the attribute or tag that it stands in.
var diviValue = strings.NewReplacer(`"`, "&quot;", "'", "&#039;", "[", "&#091;", "]", "&#093;", "<", "&lt;", ">", "&gt;")

// Divi 5 has $variable({"type":"content","value":{"name":…,"settings":…}})$ there.
const diviVariable = "$variable("

// withoutVariables fills the places in the values of a block of Divi 5, or takes them away
// with a note.
func (b *builder) withoutVariables(props []prop) []prop {
	for i := range props {
		p := &props[i]
		if p.tree {
			p.kids = b.withoutVariables(slices.Clone(p.kids))
			continue
		}
		before, rest, found := strings.Cut(p.val, diviVariable)
		if !found {
			continue
		}
		var out strings.Builder
		for found {
			out.WriteString(before)
			what, behind, isClosed := strings.Cut(rest, ")$")
			if !isClosed {
				out.WriteString(diviVariable)
				before = rest
				break
			}
			variable, _ := parseProps(what)
			if text, ok := b.diviPlaceOf(value(kidsOf(variable, "value"), "name"), kidsOf(kidsOf(variable, "value"), "settings")); ok {
				out.WriteString(html.EscapeString(text))
			} else {
				b.notes.add(note.Block, value(variable, "type") == "content", "filled by the running site, dropped: "+Quote(what))
			}
			before, rest, found = strings.Cut(behind, diviVariable)
		}
		out.WriteString(before)
		p.val = out.String()
	}
	return props
}

// diviPlace returns the text that a place showed, of what the post knows itself.
func (b *builder) diviPlace(what string) (text string, ok bool) {
	props, ok := parseProps(what)
	if !ok {
		return "", false
	}
	return b.diviPlaceOf(value(props, "content"), kidsOf(props, "settings"))
}

func (b *builder) diviPlaceOf(kind string, settings []prop) (text string, ok bool) {
	text = b.postPlace(kind)
	switch {
	case strings.HasPrefix(kind, "post_link_url_"):
		if id := value(settings, "post_id"); id != "" && strings.Trim(id, "0123456789") == "" {
			text = "/?p=" + id
		}
	case kind == "custom_meta":
		text = b.item.Field(cmp.Or(value(settings, "meta_key"), value(settings, "select_meta_key")))
	case strings.HasPrefix(kind, "custom_meta_"):
		text = b.item.Field(strings.TrimPrefix(kind, "custom_meta_"))
	}
	if text == "" || strings.ContainsAny(text, "<>") {
		return "", false
	}
	for _, p := range settings {
		switch p.key {
		case "before":
			text = p.val + text
		case "after":
			text += p.val
		}
	}
	return text, true
}

// postPlace returns the text that a builder shows for a word by which it names
// something of the post.
func (b *builder) postPlace(kind string) (text string) {
	switch kind {
	case "post_title":
		text = b.item.PlainTitle()
	case "post_excerpt":
		text = b.item.Excerpt
	case "post_date":
		if !b.item.Date.IsZero() {
			text = b.item.Date.Format("January 2, 2006")
		}
	case "post_categories":
		text = b.termNames("category")
	case "post_tags":
		text = b.termNames("post_tag")
	case "post_featured_image":
		if id, err := strconv.ParseInt(b.item.Field("_thumbnail_id"), 10, 64); err == nil {
			if att := b.lib.Attachment(id); att != nil {
				text = att.URL
			}
		}
	case "post_link_url":
		text = b.item.Link
	}
	return text
}

// termNames returns the names of the terms of a taxonomy that the post is filed under.
func (b *builder) termNames(taxonomy string) string {
	var names []string
	for _, t := range b.item.Terms {
		if t.Taxonomy == taxonomy && t.Name != "" {
			names = append(names, t.Name)
		}
	}
	return html.UnescapeString(strings.Join(names, ", "))
}
