package migrate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/frontmatter"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

// Themes and Advanced Custom Fields keep whole pages in custom fields, which only their
// templates could show. Those that hold words and are neither in the page nor in its
// front matter are named, with the words they hold, unless by their names those may be
// for nobody's eyes.

// notedFields is how many fields one note names.
const notedFields = 30

// noteFields notes the custom fields whose words, addresses and numbers are nowhere in
// what is written.
func (c *converter) noteFields(out *Outcome, it *extract.Item, body []byte, description string) {
	names := leftFields(it, c.settings.WantsField, body, description)
	if len(names) > 0 && len(bytes.TrimSpace(body)) == 0 {
		out.note(note.HTML, slices.ContainsFunc(names, hasSentence), "the page is empty, its words are in custom fields, which the setting fields takes: "+listFields(names))
	} else if len(names) > 0 {
		out.note(note.FrontMatter, false, "custom fields with words, which the setting fields takes: "+listFields(names))
	}
	if name := it.Field("_wp_page_template"); name != "" && name != "default" && len(names) == 0 && len(bytes.TrimSpace(body)) == 0 {
		out.note(note.HTML, false, "the page is empty, what it showed came from the template of the old theme: "+transform.Quote(name))
	}
	if values := leftValues(it, c.settings.WantsField, body); len(values) > 0 {
		out.note(note.FrontMatter, false, "custom fields with addresses or numbers, which the setting fields takes: "+listFields(values))
	}
}

// hasSentence reports whether a field that is named with its text, or without, has more
// than a name or a few words.
func hasSentence(named string) bool {
	_, text, quoted := strings.Cut(named, "=")
	return !quoted || hasPhrase(text, 8)
}

func listFields(names []string) string {
	if len(names) > notedFields {
		return strings.Join(names[:notedFields], ", ") + "…"
	}
	return strings.Join(names, ", ")
}

// leftFields returns the names of the custom fields of an item that hold a phrase, or
// by their names text for visitors, and are not wanted in front matter, and of which the
// body and description lack a word. The text stands behind the name, but for that of
// private fields.
func leftFields(it *extract.Item, wanted func(string) bool, body []byte, description string) []string {
	var names []string
	var shown, seen map[string]bool
	lacks := func(v string) bool {
		if shown == nil {
			shown = map[string]bool{}
			for _, s := range []string{string(body), description, it.Excerpt, it.Title} {
				eachWord(s, func(w string) bool { shown[strings.ToLower(w)] = true; return true })
			}
		}
		lacks := false
		eachWord(v, func(w string) bool {
			lacks = !shown[strings.ToLower(w)] && !isMarkup(w)
			return !lacks
		})
		return lacks
	}
	for _, m := range it.Meta {
		least := 3
		if strings.HasPrefix(m.Key, "_") {
			least = 5 // most are for the plugin itself
		}
		if len(m.Value) < 3 || seen[m.Key] || isTechnical(m.Key) || wanted(m.Key) {
			continue
		}
		name := m.Key
		var texts []string
		shortest := least
		if isLone(it, m.Key) && isText(m.Value) && len(m.Value) <= 100 {
			shortest = 1
		}
		eachText(m.Key, fieldValue(m.Value), shortest, 0, func(v string) {
			if !slices.Contains(texts, v) && lacks(v) {
				texts = append(texts, v)
			}
		})
		switch {
		case len(texts) > 0:
			name += "=" + transform.Quote(strings.Join(texts, " · "))
		case len(m.Value) < 8 || !hasPhrase(m.Value, least) || !lacks(m.Value):
			continue
		}
		if seen == nil {
			seen = map[string]bool{}
		}
		seen[m.Key] = true
		names = append(names, name)
	}
	return names
}

// fieldValue returns what a field holds as PHP or JSON, else its text.
func fieldValue(s string) any {
	if t := strings.TrimSpace(s); len(t) > 2 && (t[0] == '{' || t[0] == '[') {
		var v any
		if json.Unmarshal([]byte(t), &v) == nil {
			return v
		}
	}
	return decoded(s)
}

// eachText calls f with the texts for visitors in a value, in the order of its names:
// what is by its name text, and what has least words one behind the other.
func eachText(key string, v any, least, depth int, f func(string)) {
	if depth > 12 {
		return
	}
	switch v := v.(type) {
	case string:
		if !transform.IsPrivateField(key) && ((isTextField(key) || least == 1) && isText(v) || len(v) >= 8 && hasPhrase(v, least)) {
			f(v)
		}
	case []any:
		for _, e := range v {
			eachText(key, e, least, depth+1, f)
		}
	case []frontmatter.Field:
		name, value := valueOfField(v)
		pair := isText(value) || isNumber(value) && value != "1"
		if pair { // as attributes of a product are stored
			f(name + ": " + value)
		}
		for _, e := range v {
			if s, ok := e.Value.(string); pair && ok && (s == name || s == value) {
				continue
			}
			eachText(e.Name, e.Value, least, depth+1, f)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			eachText(k, v[k], least, depth+1, f)
		}
	}
}

// valueOfField returns what a record names and the value of that.
func valueOfField(record []frontmatter.Field) (name, value string) {
	for _, e := range record {
		s, _ := e.Value.(string)
		switch e.Name {
		case "name", "title", "label":
			name = cmp.Or(name, s)
		case "value", "info":
			value = cmp.Or(value, s)
		}
	}
	if name == "" {
		return "", ""
	}
	return name, value
}

// isTextField reports whether a field is by its name text for visitors: subtitle,
// hero_text, sections_0_heading.
func isTextField(key string) bool {
	key = strings.ToLower(strings.TrimRight(key, "0123456789_-"))
	return endsInOne(key, namedTexts) || endsInOne(key, shownTexts)
}

func endsInOne(key string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(key, end) })
}

// isLone reports whether a field is one that a person has made, by its name: settings of
// themes come in families, or say what they are.
func isLone(it *extract.Item, key string) bool {
	if strings.HasPrefix(key, "_") {
		return false
	}
	for _, part := range []string{"sidebar", "layout", "template", "header", "footer", "menu", "slider", "page", "post", "skin", "mode", "option", "setting", "type", "format", "position",
		"show", "hide", "display", "enable", "background", "width", "height", "view", "theme", "css", "id", "key", "status", "version", "custom"} {
		if strings.Contains(key, part) {
			return false
		}
	}
	family, _, ok := strings.Cut(key, "_")
	if !ok {
		return true
	}
	n := 0
	for _, m := range it.Meta {
		if strings.HasPrefix(m.Key, family+"_") {
			n++
		}
	}
	return n < 4
}

// shownTexts end the names of fields with the texts of a page.
var shownTexts = []string{"title", "heading", "headline", "tagline", "text", "content", "description", "desc", "caption", "intro", "quote", "question", "answer", "slogan", "excerpt", "summary", "designation", "jobtitle", "job_title", "occupation", "profession"}

// namedTexts end the names of fields with the names of persons and places, and what else
// visitors saw of an event, a shop, a work.
var namedTexts = []string{"author", "client", "clients", "job", "salary", "experience", "qualification", "industry", "location", "completion", "skills", "services", "customer", "company", "employer", "organization", "organisation", "organizer", "organiser", "speaker", "artist", "publisher", "director", "brand",
	"address", "city", "country", "venue", "ingredients", "ingredient", "instructions", "directions", "biography", "bio", "credits", "awards", "testimonial", "review", "byline",
	"firstname", "first_name", "lastname", "last_name", "full_name", "fullname", "client_name", "author_name", "person_name", "member_name"}

// isText reports whether a value is text for visitors rather than a setting: a phrase,
// or one word as names are written.
func isText(v string) bool {
	if strings.HasPrefix(v, "field_") || strings.HasPrefix(v, "#") || strings.Contains(v, "://") && !strings.Contains(v, " ") {
		return false
	}
	if hasPhrase(v, 2) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(r) && hasPhrase(v, 1)
}

// technicalFields begin the names of what was for the site itself, for search engines
// and other sites, or is read elsewhere.
var technicalFields = []string{"_wp_", "_edit_", "_oembed_", "_menu_item_", "_elementor_", "_yoast_", "_aioseo", "_genesis_", "_wpas_", "_publicize_", "_jetpack", "_et_", "_fl_builder",
	"_bricks", "_wpb_", "_vc_", "_avia", "_fusion", "_wpcom_", "_crosspost", "_rank_math", "rank_math_", "_seopress", "_schema", "_themify_builder", "_ct_", "_dp_", "_ez-toc", "_pingme",
	"_encloseme", "_trackback", "_syndicat", "syndication_", "_wpml", "_icl", "_wc_", "_product_version", "_product_image", "_customize", "_form", "_mail", "_messages", "_relevanssi", "_searchwp", "_links_to", "_links",
	"amazonS3", "onesignal", "_social", "_twitter", "_facebook", "_open_graph", "fb_", "_tablepress", "_sq_", "_kksr", "ratings_", "_feed", "footnotes", "enclosure",
	"_g_feedback", "_feedback", "_panels_data_preview", "panels_data_preview"}

func isTechnical(key string) bool {
	return key == extract.StoredContent || key == extract.FieldRendered || transform.IsBuilderField(key) ||
		slices.ContainsFunc(technicalFields, func(p string) bool { return strings.HasPrefix(key, p) })
}

// hasPhrase reports whether a text has least words one behind the other, with a space
// between them. What is not written with spaces counts by its letters.
func hasPhrase(s string, least int) bool {
	run, letters, wide := 0, 0, 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case (r >= 0x2e80 || 0xe00 <= r && r <= 0x109f || 0x1780 <= r && r <= 0x17ff) && unicode.In(r, unicode.Lo, unicode.Mn, unicode.Mc):
			if wide++; wide >= 3*least {
				return true
			}
		case unicode.IsLetter(r), r == '\'', r == '’':
			letters++
		case r == ' ' && letters > 0:
			run, letters = run+1, 0
			if run >= least {
				return true
			}
		case (r == ',' || r == '.' || r == ';' || r == ':' || r == '!' || r == '?') && letters > 0 && strings.HasPrefix(s[i+n:], " "):
		default:
			if letters > 0 && run+1 >= least {
				return true
			}
			run, letters, wide = 0, 0, 0
		}
		i += n
	}
	return letters > 0 && run+1 >= least
}

// eachWord calls f with each word of three and more letters, until it returns false.
func eachWord(s string, f func(string) bool) {
	start, n := -1, 0
	for i, r := range s {
		switch isLetter := unicode.IsLetter(r); {
		case isLetter && start < 0:
			start, n = i, 1
		case isLetter:
			n++
		case start >= 0:
			if n >= 3 && !f(s[start:i]) {
				return
			}
			start = -1
		}
	}
	if start >= 0 && n >= 3 {
		f(s[start:])
	}
}

// isMarkup reports whether a word is the name of an element or entity, as they stand in
// a field with HTML.
func isMarkup(w string) bool {
	switch w {
	case "div", "span", "strong", "nbsp", "amp", "quot", "class", "href", "http", "https", "style", "img", "src", "alt", "target", "blank", "iframe":
		return true
	}
	return false
}
