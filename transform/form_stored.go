package transform

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins keep a form as an item of a type of its own. What visitors read in it, its
// labels and buttons, is told where a page has lost it; its mails, recipients and
// answers never are.

// forms are the labels of the forms of a site, by number, sum and name.
type forms map[string][]string

func (l *Library) knownForms() forms {
	if l == nil {
		return nil
	}
	return l.forms
}

// mostLabels bounds the texts of one form.
const mostLabels = 500

func (f forms) add(it *extract.Item) {
	var labels []string
	switch it.Type {
	case "wpcf7_contact_form":
		labels = templateLabels(it.Field("_form"))
	case "mc4wp-form":
		labels = markupLabels(it.Content)
	case "wpforms", "everest_form", "happyform", "forminator_forms", "wpuf_forms", "wpuf_input", "fluentform", "ninja_form", "frm_form", "give_forms", "ninja_forms":
		labels = storedLabels(nil, it.Content)
		for i := range it.Meta {
			if m := &it.Meta[i]; strings.Contains(m.Key, "form") || strings.Contains(m.Key, "field") || strings.Contains(m.Key, "part") {
				labels = storedLabels(labels, m.Value)
			}
		}
	default:
		return
	}
	if len(labels) == 0 {
		return
	}
	for i := range labels {
		labels[i] = strings.Clone(labels[i])
	}
	names := []string{strconv.FormatInt(it.ID, 10), "title=" + it.PlainTitle()}
	if it.Type == "wpuf_input" && it.Parent != 0 { // a field of one
		name := strconv.FormatInt(it.Parent, 10)
		f[name] = append(f[name], labels...)
		return
	}
	if sum := it.Field("_hash"); len(sum) >= 7 {
		names = append(names, sum[:7])
	}
	for _, name := range names {
		if len(f[name]) == 0 {
			f[strings.Clone(name)] = labels
		}
	}
}

// labels returns those of the form that a tag or block names by its number, sum or title.
func (f forms) labels(tag string) []string {
	if len(f) == 0 {
		return nil
	}
	last := ""
	for word := range strings.FieldsFuncSeq(tag, func(r rune) bool { return !tree.IsLetter(r) && (r < '0' || r > '9') && r != '_' }) {
		switch last {
		case "id", "formId", "form_id", "formid", "moduleName":
			if l := f[word]; l != nil {
				return l
			}
		}
		last = word
	}
	if _, title, ok := strings.Cut(tag, ` title="`); ok {
		title, _, _ = strings.Cut(title, `"`)
		return f["title="+tree.UnescapeHTML(title)]
	}
	return nil
}

// noteStoredForm notes the form of Jetpack that the page showed and its content lacks: it
// was in a template or a widget. The plugin keeps its fields with the page.
func (b *builder) noteStoredForm() {
	for i := range b.item.Meta {
		m := &b.item.Meta[i]
		if !strings.HasPrefix(m.Key, "_g_feedback_shortcode_") || !strings.Contains(m.Value, "[contact-field") {
			continue
		}
		if slices.ContainsFunc(b.notes.list, func(n note.Note) bool { return strings.HasPrefix(n.Text, absentForm.reason) }) {
			return
		}
		var labels []string
		for rest := m.Value; ; {
			tag, after, ok := strings.Cut(rest, "]")
			if !ok {
				break
			}
			rest = after
			if _, tag, ok = strings.Cut(tag, "[contact-field"); !ok {
				continue
			}
			a := parseAttrs(strings.TrimSuffix(tag, "/"))
			for _, key := range []string{"label", "placeholder", "options", "values", "defaultvalue", "description"} {
				if key != "values" || a.get("options") == "" {
					labels = addLabel(labels, tree.UnescapeHTML(a.get(key)))
				}
			}
		}
		if len(labels) > 0 {
			b.notes.add(note.Shortcode, false, "a form of Jetpack that the page has shown stands not in its content: "+Quote(strings.Join(labels, ", ")))
		}
	}
}

func addLabel(labels []string, s string) []string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(labels) >= mostLabels || strings.Contains(s, "@") && !strings.Contains(s, " ") || !strings.ContainsFunc(s, func(r rune) bool { return tree.IsLetter(r) || r >= 0x80 }) || slices.Contains(labels, s) {
		return labels
	}
	return append(labels, s)
}

// templateLabels reads a form of Contact Form 7: HTML with a tag for each field, of which
// what is quoted is seen.
func templateLabels(s string) (labels []string) {
	var markup strings.Builder
	flush := func() {
		labels = append(labels, markupLabels(markup.String())...)
		markup.Reset()
	}
	for s != "" {
		text, rest, ok := strings.Cut(s, "[")
		markup.WriteString(text)
		end := strings.IndexByte(rest, ']')
		if !ok {
			break
		}
		if end < 0 {
			markup.WriteString("[" + rest)
			break
		}
		tag := rest[:end]
		s = rest[end+1:]
		if tag != "" && (tag[0] < 'a' || tag[0] > 'z') && tag[0] != '/' {
			markup.WriteString("[" + tag + "]")
			continue
		}
		flush()
		name, options, _ := strings.Cut(tag, " ")
		if name == "hidden" || name == "quiz" || strings.HasPrefix(name, "captcha") || name == "recaptcha" {
			continue
		}
		for options != "" {
			i := strings.IndexAny(options, `"'`)
			if i < 0 {
				break
			}
			quoted, after, ok := strings.Cut(options[i+1:], options[i:i+1])
			if ok {
				labels = addLabel(labels, tree.UnescapeHTML(quoted))
			}
			options = after
		}
	}
	flush()
	var once []string
	for _, l := range labels {
		once = addLabel(once, l)
	}
	return once
}

// markupLabels reads the texts of a form that is HTML.
func markupLabels(s string) (labels []string) {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	z := html.NewTokenizer(strings.NewReader(s))
	skip := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return labels
		case html.TextToken:
			if !skip {
				labels = addLabel(labels, string(z.Text()))
			}
		case html.EndTagToken:
			skip = false
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			skip = t.DataAtom == atom.Script || t.DataAtom == atom.Style
			hidden := slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "type" && a.Val == "hidden" })
			for _, a := range t.Attr {
				if !hidden && (a.Key == "placeholder" || a.Key == "value" && t.DataAtom == atom.Input) {
					labels = addLabel(labels, a.Val)
				}
			}
		}
	}
}

// storedLabels adds the texts of a form that is JSON, or serialized by PHP.
func storedLabels(labels []string, s string) []string {
	s = strings.TrimSpace(s)
	if len(s) < len("{}") {
		return labels
	}
	if props, ok := storedProps(s); ok {
		return propLabels(labels, props, 0)
	}
	return labels
}

func propLabels(labels []string, props []prop, depth int) []string {
	for i := range props {
		p := &props[i]
		switch key := plainKey(p.key); {
		case p.tree && depth < maxPropDepth:
			switch key {
			case "notifications", "confirmations", "mail", "emails", "integrations", "providers", "actions", "conditionals", "behaviors", "behaviours", "payments", "meta":
			default:
				labels = propLabels(labels, p.kids, depth+1)
			}
		case p.tree:
		default:
			switch key {
			case "label", "fieldlabel", "placeholder", "description", "submittext", "buttontext", "customsubmittext", "formdesc", "heading", "html", "content", "submitbuttontext", "title", "help", "fielddescription", "sectiontitle", "sectionsubtitle", "submitbuttonlabel":
				for _, l := range markupLabels(p.val) {
					labels = addLabel(labels, l)
				}
			}
		}
	}
	return labels
}

// isFormName reports whether a widget is by its name a form.
func isFormName(name string) bool {
	return name == "form" || name == "signup" || strings.HasSuffix(name, "-form") || strings.HasSuffix(name, "_form") || isAbout(name, "contact-form", "contact_form", "subscribe-form", "gravity-form", "form-builder")
}

// withoutForm notes a form of a builder, and returns what is beside its fields.
func (b *builder) withoutForm(name string, settings []prop) []prop {
	var rest []prop
	var words []string
	for _, p := range settings {
		k := plainKey(p.key)
		switch r := roleOf(name, p.key); {
		case p.tree && !isObject(p.kids) && len(p.kids) > 0 && isObject(p.kids[0].kids):
			for i := range p.kids {
				for _, f := range p.kids[i].kids {
					if !f.tree && hasAnySuffix(plainKey(f.key), "label", "placeholder", "options") && strings.IndexFunc(f.val, unicode.IsLetter) >= 0 {
						words = append(words, f.val)
					}
				}
			}
		case p.tree:
			rest = append(rest, p)
		case r == roleLabel || hasAnySuffix(k, "placeholder", "label", "btntext", "buttontext", "submittext"):
			if strings.IndexFunc(p.val, unicode.IsLetter) >= 0 && !settingsOfForm(p.val) {
				words = append(words, p.val)
			}
		case r == roleHeading || r == roleText || r == roleShortcode:
			if !isOfMachine(k) {
				rest = append(rest, p)
			}
		}
	}
	what := absentForm.reason + ": widget " + name
	if len(words) > 0 {
		what += ", with " + Quote(strings.Join(words, ", "))
	}
	b.notes.add(note.HTML, true, what)
	return rest
}

func settingsOfForm(v string) bool {
	return settings.Has(v) || v == "show" || v == "hide" || isSnake(v)
}
