package transform

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// How to reach somebody is known by the value itself, whatever a theme calls it:
// fild_email, contact_adress, phones.

// contactOf returns what a value shows that says how to reach somebody, and the HTML of it;
// roleNone if it says nothing of the kind, or only to whom a form is sent.
func contactOf(widget, key, v string) (role, string) {
	k := plainKey(key)
	stem := strings.TrimRight(k, "0123456789")
	r, shown := roleNone, v
	switch {
	case isMailAddress(strings.TrimPrefix(v, "mailto:")):
		v = strings.TrimPrefix(v, "mailto:")
		r, shown = roleText, tree.HTML(tree.NewLink("mailto:"+v, v))
	case isPhone(k, v), isPhoneNumber(v),
		hasAnySuffix(stem, "address", "adress", "addr", "street", "anschrift") && !strings.Contains(k, "mail") && isPostal(v):
		r = roleText
	case hasAnySuffix(stem, "website", "homepage", "webaddress", "webpage", "site") && isWebAddress(v) && !strings.ContainsAny(v, " \n"):
		r = roleLink
	default:
		return roleNone, v
	}
	if isLook(strings.ReplaceAll(k, "address", "")) || isBackground(k) || isOfMachine(k) || isReceiver(widget, k) {
		return roleNone, v
	}
	return r, shown
}

// withNamesOfContacts returns the values with how to reach somebody behind what it is called
// beside it: phone="…" phone_text="Telephone".
func (b *builder) withNamesOfContacts(widget string, props []prop) []prop {
	var all []prop
	for i := range props {
		name := &props[i]
		called := strings.TrimSuffix(strings.TrimSpace(name.val), ":")
		if name.tree || called == "" || len(called) > 40 || strings.ContainsAny(called, "<>[]{}0123456789@") || settings.Has(called) || isLookValue(called) {
			continue
		}
		key := name.key
		for _, suffix := range []string{"_text", "_label", "_title"} {
			key = strings.TrimSuffix(key, suffix)
		}
		if key == name.key || key == "" {
			continue
		}
		j := slices.IndexFunc(props, func(p prop) bool { return p.key == key && !p.tree && !tree.IsBlankText(p.val) })
		if j < 0 {
			continue
		}
		v := strings.TrimSpace(props[j].val)
		r, shown := contactOf(widget, key, v)
		if r == roleNone && isNumberToCall(v) && !isDateText(v) {
			r = roleText
		}
		if r != roleText {
			continue
		}
		if all == nil {
			all = slices.Clone(props)
		}
		all[j] = prop{key: "text", val: called + ": " + shown}
		all[i].val = ""
	}
	if all == nil {
		return props
	}
	return all
}

// isReceiver reports whether a value says to whom a form is sent, or in whose name, which
// visitors do not see.
func isReceiver(widget, key string) bool {
	return hasFormWord(widget) || isAbout(widget, "subscri", "newsletter", "mailchimp", "contact-form") ||
		isAbout(key, "recipient", "receiver", "sender", "admin", "reply", "notif", "sendto", "mailto", "emailto", "tomail", "toemail", "fromemail", "emailfrom", "gravatar", "paypal", "account", "merchant", "business")
}

// isPhoneNumber reports whether a value is a number to call as it is written for all
// countries: +61 3 8376 6284.
func isPhoneNumber(v string) bool {
	return strings.HasPrefix(v, "+") && isNumberToCall(v)
}

// isNumberToCall reports whether a value has the digits of a number to call, and what is
// written between them.
func isNumberToCall(v string) bool {
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/' && (c != '+' || i > 0):
			return false
		}
	}
	return digits >= 7 && digits <= 15
}

// isPostal reports whether a value is the place of somebody in words, perhaps with numbers.
func isPostal(v string) bool {
	return len(v) < 300 && strings.IndexFunc(v, isLetterOrMore) >= 0 && strings.Contains(v, " ") && !strings.ContainsAny(v, "{}[]<>=|@") && !isAddress(v)
}

// isMailForm reports whether a shortcode is a form around the mail that it sends, with a
// place for each of its fields: {{your-name}}, {email}, [your-message].
func (t *textScanner) isMailForm(sc *shortcode) bool {
	if !sc.enclosing || !hasFormWord(sc.name) || isAbout(sc.name, "section", "row", "column", "wrap", "container", "box", "block") { // around a form, and other things
		return false
	}
	if at := t.fields; !at.known || at.next >= 0 && at.next < sc.tagEnd {
		t.fields.known, t.fields.next = true, nextPlaceholder(t.s, sc.tagEnd)
	}
	return t.fields.next >= 0 && t.fields.next < sc.tagEnd+len(sc.content)
}

// nextPlaceholder returns where the place of a field stands next at or behind i, or -1.
func nextPlaceholder(s string, i int) int {
	for {
		next := strings.IndexAny(s[i:], "{[")
		if next < 0 {
			return -1
		}
		i += next
		if s[i] == '[' {
			if strings.HasPrefix(s[i:], "[your-") {
				return i
			}
		} else {
			name, _, ok := strings.Cut(strings.TrimLeft(s[i+1:min(len(s), i+61)], "{ "), "}")
			if name = strings.TrimSpace(name); ok && len(name) > 1 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == "" {
				return i
			}
		}
		i++
	}
}

// mailForm leaves out the form at i, with the mail that it sends.
func (t *textScanner) mailForm(i int, sc *shortcode) int {
	t.b.census(sc.name, Dropped)
	t.b.notes.add(note.Shortcode, absentForm.review, absentForm.reason+": "+Quote(t.s[i:sc.end]))
	t.emit(i, sc.end, "")
	return sc.end
}
