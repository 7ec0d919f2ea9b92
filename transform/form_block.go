package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Blocks of forms are of dozens of plugins, which name them for what they are. Those that
// have saved their fields are HTML as any other; of the rest nothing is left but what their
// attributes say, and where they are kept.

// isFormBlock reports whether a block is a form, or a part of one.
func isFormBlock(name string) bool {
	space, name, _ := strings.Cut(name, "/")
	if space == "core" || isAbout(name, "poll", "quiz", "survey") || !isAbout(name, "form", "signup", "optin", "subscribe", "subscription", "donation", "mailchimp", "login", "payments", "field", "guten-block") && !isFormSpace(space) {
		return false
	}
	switch space + "/" + name {
	case "jetpack/subscriptions", "jetpack/mailchimp", "jetpack/donations", "jetpack/recurring-payments", "jetpack/simple-payments", "divi/contact-field", "divi/signup-custom-field", "divi/login",
		"fluentfom/guten-block":
		return true
	}
	if isFormSpace(space) || space == "jetpack" && strings.HasPrefix(name, "field-") {
		return true
	}
	return hasFormWord(name)
}

// hasFormWord reports whether a name has a word that says form.
func hasFormWord(name string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(name), isDash) {
		if formWords.Has(w) || formWords.Has(strings.TrimRight(w, "0123456789")) {
			return true
		}
	}
	return false
}

func isDash(r rune) bool { return r == '-' || r == '_' || r == '/' }

// formWords are words in the names of what is a form, of which some are plugins.
var formWords = late.Words(`form forms cform cforms contactform signup optin optins subscribe mailchimp newsletter wpform wpforms weforms formidable forminator caldera metform fluentform fluentforms
	userform mailform feedbackform formular orderform bookingform cf7 mc4wp gravityform gravityforms ninjaforms ninjaform everestforms happyforms gf chimp sureforms hubspot mailerlite convertkit form7`)

// isFormSpace reports whether a namespace is by its name that of a plugin for forms.
func isFormSpace(space string) bool {
	return hasAnySuffix(space, "forms", "-form", "frontend-submission") && !hasAnySuffix(space, "platforms", "transforms") || hasAnySuffix(space, "contact-form-7", "mailchimp-for-wp")
}

// holdsControl reports whether a block has saved something to fill in, or the shortcode of
// what shows it.
func holdsControl(blk *block) bool {
	if blk.name == "" {
		return isAbout(blk.html, "<input", "<textarea", "<select", "<iframe", "<script") || strings.HasPrefix(strings.TrimSpace(blk.html[strings.IndexByte(blk.html, '>')+1:]), "[")
	}
	return slices.ContainsFunc(blk.children, holdsControl)
}

// keptForm notes what the attributes of a form, or of a part of one, have that its saved HTML
// lacks: mostly what it says once it is sent.
func (b *builder) keptForm(blk *block) {
	saved := b.parseHTML(blk.text())
	var seen strings.Builder
	seen.WriteString(tree.TextContent(saved))
	for n := range saved.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "placeholder" || a.Key == "value" || a.Key == "aria-label" {
				seen.WriteString(" " + a.Val)
			}
		}
	}
	lost, _ := b.unsaved(blk.text(), blk.props(), seen.String(), true)
	if len(lost) > 0 {
		b.notes.add(note.Block, false, "words in the attributes of "+blk.name+" that its saved HTML lacks: "+Quote(strings.Join(lost, " · ")))
	}
}

// formBlock notes a form, with the names of its fields, and keeps what else is in
// it.
func (b *builder) formBlock(out *strings.Builder, blk *block) {
	what := blk.name
	space, _, _ := strings.Cut(blk.name, "/")
	labels := formLabels(blk, nil)
	switch space {
	case "jetpack":
	case "divi":
		var above []prop
		for _, p := range plainDivi("", blk.props()) {
			if p.key == "content" { // above the fields of a newsletter or login
				p.key = "description"
			}
			if p.key == "title" || p.key == "description" {
				above = append(above, p)
				continue
			}
			if r := roleOf("", p.key); !p.tree && (r == roleHeading || r == roleText || r == roleLabel) && !tree.IsBlankText(p.val) {
				labels = append(labels, tree.CollapseSpace(tree.TextContent(b.parseHTML(p.val))))
			}
		}
		labels = addLabel(labels, onDesktopOf(kidsOf(kidsOf(kidsOf(blk.props(), "success"), "advanced"), "message")))
		out.WriteString(b.place(blk.text(), b.aboveForm(space, above)...))
	default:
		out.WriteString(b.place(blk.text(), b.aboveForm(space, blk.props())...))
		labels = fieldLabels(labels, blk.props(), 0)
	}
	labels = append(labels, b.consentOf(blk)...)
	if len(labels) > 0 {
		what += " with " + strings.Join(labels, ", ")
	}
	if blk.attrs != "" && (len(labels) == 0 || saysMore(blk.props(), labels, 0)) {
		what += " " + blk.attrs
	}
	what += strings.Join(otherFields(blk, space, labels), "")
	b.notes.add(note.Block, true, absentForm.reason+": "+Quote(what))
	for _, c := range blk.children {
		b.formPart(out, c, space)
	}
}

// aboveForm returns what the values of a form show above its fields.
func (b *builder) aboveForm(name string, props []prop) []*html.Node {
	s := &shown{quoted: true}
	props = withKicker(props)
	for i := range props {
		switch p := &props[i]; strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(plainKey(p.key), "form"), "big"), "main") {
		case "image", "img", "picture", "photo":
			if !p.tree && (isWebAddress(p.val) && fileKind(p.val) == "image" || isFileNumber(p.val) && b.isPictureOf(p.val)) {
				b.readProp(s, name, p)
			}
		case "title", "heading", "headline", "header", "subheader", "subheading", "subtitle", "description", "desc", "eyebrow":
			if !p.tree && !settings.Has(strings.TrimSpace(p.val)) {
				b.readProp(s, name, p)
			}
		}
	}
	return s.nodes()
}

// isField reports whether a block in a form whose plugin has that namespace is a field, of
// which nothing is saved but its attributes.
func isField(blk *block, space string) bool {
	of, name, _ := strings.Cut(blk.name, "/")
	return isFormBlock(blk.name) || of == space && tree.IsBlankText(blk.text()) &&
		isAbout(name, "field", "input", "submit", "textarea", "select", "checkbox", "radio", "button", "label", "option", "captcha", "consent", "upload")
}

// hasField reports whether a block holds a field of a form.
func hasField(blk *block, space string) bool {
	return slices.ContainsFunc(blk.children, func(c *block) bool { return c.name != "" && isField(c, space) || hasField(c, space) })
}

func (b *builder) formPart(out *strings.Builder, blk *block, space string) {
	switch {
	case blk.name != "" && isField(blk, space):
		for _, c := range blk.children { // a step, a section
			if c.name != "" {
				b.formPart(out, c, space)
			}
		}
	case blk.name == "core/button" && strings.Contains(blk.attrs, `"submit"`):
	case strings.HasPrefix(blk.name, "core/group"), strings.HasPrefix(blk.name, "core/column"), blk.name == "core/buttons":
		for _, c := range blk.children {
			b.formPart(out, c, space)
		}
	default:
		b.writeBlock(out, blk)
	}
}

// formLabels appends the labels of the fields and buttons in a form.
func formLabels(blk *block, labels []string) []string {
	for _, c := range blk.children {
		space, _, _ := strings.Cut(c.name, "/")
		switch space {
		case "":
		case "jetpack":
			var a struct{ Label, Text, Placeholder string }
			c.decode(&a)
			for _, l := range []string{a.Label, a.Text, a.Placeholder} {
				if !tree.IsBlankText(l) {
					labels = append(labels, l)
				}
			}
			if field, ok := strings.CutPrefix(c.name, "jetpack/field-"); ok && a.Label == "" && len(c.children) == 0 && field != "consent" {
				labels = append(labels, strings.ToUpper(field[:min(1, len(field))])+field[min(1, len(field)):]) // what the plugin calls it
			}
		case "divi":
			for _, p := range plainDivi("", c.props()) {
				if (p.key == "fieldItem" || p.key == "fieldTitle") && !tree.IsBlankText(p.val) {
					labels = append(labels, p.val)
				}
			}
			advanced := kidsOf(kidsOf(c.props(), "fieldItem"), "advanced")
			for _, name := range [...]string{"radioOptions", "checkboxOptions", "selectOptions"} {
				for _, option := range kidsOf(kidsOf(kidsOf(advanced, name), "desktop"), "value") {
					labels = addLabel(labels, value(option.kids, "value"))
				}
			}
		case "core":
			if c.name == "core/button" {
				if text := strings.TrimSpace(tree.TextContent((&builder{}).parseHTML(c.text()))); text != "" {
					labels = append(labels, text)
				}
			}
		default:
			if isField(c, space) {
				labels = fieldLabels(labels, c.props(), 0)
			}
		}
		labels = formLabels(c, labels)
	}
	return labels
}

// fieldLabels appends what the values of a field say to a visitor.
func fieldLabels(labels []string, props []prop, depth int) []string {
	for i := range props {
		switch p := &props[i]; {
		case p.tree && isHiddenField(p.kids):
		case p.tree && depth < maxPropDepth:
			labels = fieldLabels(labels, p.kids, depth+1)
		case hasAnySuffix(plainKey(p.key), "label", "labeltext", "placeholder", "placeholdertext", "submittext", "buttontext", "text", "optiontitle", "fieldname"):
			for _, l := range markupLabels(p.val) {
				labels = addLabel(labels, l)
			}
		}
	}
	return labels
}

// isHiddenField reports whether the values of a field of a form say that it fills itself, unseen.
func isHiddenField(field []prop) bool {
	return value(field, "type") == "hidden" || value(field, "field_type") == "hidden"
}

// saysMore reports whether values have words that are none of the labels of a form.
func saysMore(props []prop, labels []string, depth int) bool {
	return slices.ContainsFunc(props, func(p prop) bool {
		if p.tree {
			return depth < maxPropDepth && saysMore(p.kids, labels, depth+1)
		}
		if strings.IndexByte(p.val, '<') >= 0 {
			p.val = wordsOfHTML(p.val)
		}
		return (isWords(p.val) || isCapitalized(p.val) || strings.Contains(p.val, "@") || strings.Contains(p.val, "://")) && !settings.Has(p.val) && !slices.Contains(labels, strings.Join(strings.Fields(p.val), " "))
	})
}

// consentOf returns what a form of Jetpack says about consent, where the block says
// nothing: the plugin keeps the form as it was shown in a custom field.
func (b *builder) consentOf(blk *block) []string {
	for _, c := range blk.children {
		if c.name != "jetpack/field-consent" || strings.Contains(c.attrs, "onsentMessage") {
			continue
		}
		for i := range b.item.Meta {
			m := &b.item.Meta[i]
			_, rest, ok := strings.Cut(m.Value, `type="consent"`)
			if !ok || !strings.HasPrefix(m.Key, "_g_feedback_shortcode_") {
				continue
			}
			rest, _, _ = strings.Cut(rest, "]")
			a := parseAttrs(strings.TrimSuffix(rest, "/"))
			said := a.get("implicitconsentmessage")
			if a.get("consenttype") == "explicit" {
				said = a.get("explicitconsentmessage")
			}
			if said != "" {
				return []string{tree.UnescapeHTML(said)}
			}
		}
		return []string{"Consent"}
	}
	return nil
}

// otherFields returns the attributes of the fields of a form that have words beside
// their labels.
func otherFields(blk *block, space string, labels []string) (list []string) {
	for _, c := range blk.children {
		if of, _, _ := strings.Cut(c.name, "/"); of != "" && c.attrs != "" && isField(c, space) {
			switch {
			case of == "jetpack", of == "divi":
				if isAbout(c.attrs, `"options"`, `"defaultValue"`, `"description"`) {
					list = append(list, " "+c.attrs)
				}
			case saysMore(c.props(), labels, 0):
				list = append(list, " "+c.attrs)
			}
		}
		list = append(list, otherFields(c, space, labels)...)
	}
	return list
}
