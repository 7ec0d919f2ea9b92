package transform

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/late"
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
		labels = templateLabels(cmp.Or(it.Field("_form"), untilSubmit(it.Content)))
	case "kadence_form", "sureforms_form", "jet-form-builder":
		if labels = markupLabels(it.Content); hasBlocks(it.Content) {
			for _, blk := range parseBlocks(it.Content, nil).children {
				labels = blockLabels(labels, blk)
			}
		}
	case "metform-form":
		if props, ok := storedProps(it.Field("_elementor_data")); ok { // its fields are widgets
			labels = fieldLabels(nil, props, 0)
		}
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

// untilSubmit returns the form with which the content of one of Contact Form 7 begins. Behind it
// stand its mails and their recipients: what is not known to be the form is taken for those.
func untilSubmit(content string) string {
	last := max(strings.LastIndex(content, "[submit "), strings.LastIndex(content, "[submit]"))
	if last < 0 {
		return ""
	}
	end := strings.IndexByte(content[last:], ']')
	if end < 0 {
		return ""
	}
	return content[:last+end+1]
}

// blockLabels adds what the attributes of the blocks of a form say to a visitor.
func blockLabels(labels []string, blk *block) []string {
	for _, l := range fieldLabels(nil, blk.props(), 0) {
		labels = addLabel(labels, l)
	}
	for _, c := range blk.children {
		labels = blockLabels(labels, c)
	}
	return labels
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
		case p.tree && isHiddenField(p.kids):
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
	return isAbout(name, "form", "signup", "optin", "subscribe", "mailchimp", "mail-chimp", "newsletter", "cf7", "gf-", "mc4wp", "caldera", "hubspot", "mailerlite", "convertkit") &&
		(hasFormWord(name) || isAbout(name, "contact-form", "contact_form", "subscribe-form", "gravity-form", "form-builder", "contactform", "mail-chimp", "form2field")) && !isSearchName(name)
}

// isFieldOfForm reports whether a widget is a field of MetForm, which has one for each.
func isFieldOfForm(name string, settings []prop) bool {
	return strings.HasPrefix(name, "mf-") && slices.ContainsFunc(settings, func(p prop) bool { return strings.HasPrefix(p.key, "mf_") })
}

// isSearchName reports whether a widget is by its name the search of the site, or what its
// visitors log in with: every page could have it.
func isSearchName(name string) bool {
	for w := range strings.FieldsFuncSeq(name, isDash) {
		switch w {
		case "search", "login":
			return true
		}
	}
	return false
}

// withoutForm notes a form of a builder, and returns what is beside its fields.
func (b *builder) withoutForm(name string, settings []prop) []prop {
	var words, later []string
	what := absentForm.reason + ": widget " + name
	isPart := hasAnySuffix(name, "-label", "-button", "-input", "-textarea") || strings.HasPrefix(name, "mf-") // of a form, as atomic elements are
	var beside func(settings []prop, depth int) []prop
	beside = func(settings []prop, depth int) (rest []prop) {
		for _, p := range settings {
			k := plainKey(p.key)
			switch r := roleOf(name, p.key); {
			case isAbout(k, "redirect", "thankyou", "afterlogin", "afterlogout", "webhook", "confirmationurl"): // where it leads once it is sent
				if to := cmp.Or(p.val, value(p.kids, "url")); !strings.Contains(k, "webhook") && (isAddress(to) || isWords(to) || isCapitalized(to)) {
					later = append(later, to)
				}
			case p.tree && areFields(p.kids):
				words = append(words, b.wordsOfFields(p.kids, 0)...)
			case p.tree && len(p.kids) <= 3 && (k == "content" || isNumberOfForm(k)) && value(p.kids, "id") != "": // of HubSpot, MetForm
				what += " id=" + value(p.kids, "id") + " " + value(p.kids, "name")
			case p.tree:
				if depth < maxPropDepth && isObject(p.kids) {
					p.kids = beside(p.kids, depth+1)
				}
				rest = append(rest, p)
			case depth == 0 && isNumberOfForm(k) && isFileNumber(p.val):
				what += " id=" + p.val
			case r == roleLabel || isPart && r == roleText || strings.HasPrefix(k, "label") || hasAnySuffix(k, "placeholder", "label", "labeltext", "btntext", "buttontext", "submittext", "submit"):
				if strings.IndexFunc(p.val, unicode.IsLetter) >= 0 && !settingsOfForm(p.val) {
					words = append(words, p.val)
				}
			case r == roleNone && strings.Contains(p.val, "@"), isMailAddress(p.val): // who gets it
			case isOfMachine(k):
				if isWords(p.val) || isCapitalized(p.val) {
					later = append(later, p.val)
				}
			default:
				rest = append(rest, p)
			}
		}
		return rest
	}
	rest := beside(settings, 0)
	if len(words) > 0 {
		what += ", with " + Quote(strings.Join(words, ", "))
	}
	if len(later) > 0 {
		what += ", and said then: " + Quote(strings.Join(later, ", "))
	}
	b.notes.add(note.HTML, !isSearchName(name), what)
	return rest
}

// areFields reports whether a list in the settings of a form is of its fields. A form has
// others beside them: of accounts, of phrases.
func areFields(list []prop) bool {
	if isObject(list) {
		return false
	}
	for i := range list {
		for j := range list[i].kids {
			if hasAnySuffix(plainKey(list[i].kids[j].key), "label", "placeholder", "fieldtype", "inputtype", "type", "required", "options", "optiontext", "name", "fieldid") {
				return true
			}
		}
	}
	return false
}

// isLoginName reports whether a widget is by its name the form with which visitors log in.
func isLoginName(name string) bool {
	return isSearchName(name) && isAbout(name, "login")
}

// isNumberOfForm reports whether a value is by its plain name the number of a form.
func isNumberOfForm(key string) bool {
	return hasAnySuffix(key, "formid", "form7id", "formlist", "form7list", "selectform", "cf7", "cf7id", "moduleid") || key == "id" || key == "form" || hasAnySuffix(key, "wpcf7form")
}

// wordsOfFields returns what visitors read in the fields of a form.
func (b *builder) wordsOfFields(fields []prop, depth int) (words []string) {
	for i := range fields {
		p := &fields[i]
		k := plainKey(p.key)
		switch {
		case p.tree && depth < maxPropDepth:
			words = append(words, b.wordsOfFields(p.kids, depth+1)...)
		case p.tree, strings.HasPrefix(p.key, "_"), isOfMachine(strings.ReplaceAll(k, "placeholder", "")), strings.IndexFunc(p.val, unicode.IsLetter) < 0:
		case hasAnySuffix(k, "label", "placeholder", "options", "html", "acceptancetext", "description", "optiontext"), isWords(p.val) && strings.Contains(p.val, " ") && !isLook(k) && !isLookValue(p.val):
			words = append(words, b.wordsOfField(p.val)...)
		}
	}
	return words
}

// wordsOfField returns a text of a form without its markup, and where links in it lead.
func (b *builder) wordsOfField(v string) []string {
	if !strings.Contains(v, "<") {
		return []string{v}
	}
	var words []string
	if text := tree.CollapseSpace(strings.TrimSpace(tree.TextContent(b.parseHTML(v)))); text != "" {
		words = append(words, text)
	}
	return append(words, addressesIn(v)...)
}

func settingsOfForm(v string) bool {
	return settings.Has(v) || v == "show" || v == "hide" || isSnake(v)
}

// formTemplates are words in the names of templates of themes that show a form below the text of
// a page.
var formTemplates = late.Words("contact contacts contactus contato contacto contatti kontakt register registration booking reservation reservations appointment feedback subscribe submit")

// noteFormOfTemplate notes a page with a text whose template showed by its name a form of the theme.
func (b *builder) noteFormOfTemplate(root *html.Node) {
	if !b.isOfTemplate() || tree.IsBlank(root) || len(b.held) > 0 || slices.ContainsFunc(b.notes.list, isOfForm) {
		return
	}
	template := b.item.Field("_wp_page_template")
	if slices.ContainsFunc(WordsOfName(strings.TrimSuffix(path.Base(template), ".php")), formTemplates.Has) {
		b.notes.add(note.HTML, false, "the template of the old theme may have shown a form with the page: "+Quote(template))
	}
}
