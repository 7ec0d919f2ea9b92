package transform

import (
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
	case isMailAddress(v):
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

// isReceiver reports whether a value says to whom a form is sent, or in whose name, which
// visitors do not see.
func isReceiver(widget, key string) bool {
	return hasFormWord(widget) || isAbout(widget, "subscri", "newsletter", "mailchimp", "contact-form") ||
		isAbout(key, "recipient", "receiver", "sender", "admin", "reply", "notif", "sendto", "mailto", "emailto", "tomail", "toemail", "fromemail", "emailfrom", "gravatar", "paypal", "account", "merchant", "business")
}

// isPhoneNumber reports whether a value is a number to call as it is written for all
// countries: +61 3 8376 6284.
func isPhoneNumber(v string) bool {
	digits := 0
	for i := range len(v) {
		switch c := v[i]; {
		case '0' <= c && c <= '9':
			digits++
		case c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != '/' && (c != '+' || i > 0):
			return false
		}
	}
	return len(v) > 0 && v[0] == '+' && digits >= 7 && digits <= 15
}

// isPostal reports whether a value is the place of somebody in words, perhaps with numbers.
func isPostal(v string) bool {
	return len(v) < 300 && strings.IndexFunc(v, isLetterOrMore) >= 0 && strings.Contains(v, " ") && !strings.ContainsAny(v, "{}[]<>=|@") && !isAddress(v)
}

// hasFormWord reports whether a shortcode is by a word of its name a form.
func hasFormWord(name string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' || r == '/' }) {
		switch w {
		case "form", "forms", "contactform", "userform", "mailform", "feedbackform", "formular", "orderform", "bookingform":
			return true
		}
	}
	return false
}

// isMailForm reports whether a shortcode is a form around the mail that it sends, with a
// place for each of its fields: {{your-name}}, {email}, [your-message].
func isMailForm(sc *shortcode) bool {
	return sc.enclosing && len(sc.content) < longestMail && hasFormWord(sc.name) && hasPlaceholder(sc.content)
}

// longestMail bounds the bytes of a mail with places for the fields of a form.
const longestMail = 20_000

func hasPlaceholder(content string) bool {
	if strings.Contains(content, "[your-") {
		return true
	}
	for rest := content; ; {
		_, after, ok := strings.Cut(rest, "{")
		if !ok {
			return false
		}
		rest = after
		name, _, ok := strings.Cut(strings.TrimLeft(rest[:min(len(rest), 60)], "{ "), "}")
		if name = strings.TrimSpace(name); ok && len(name) > 1 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == "" {
			return true
		}
	}
}

// mailForm leaves out the form at i, with the mail that it sends.
func (t *textScanner) mailForm(i int, sc *shortcode) int {
	t.b.census(sc.name, Dropped)
	t.b.notes.add(note.Shortcode, absentForm.review, absentForm.reason+": "+Quote(t.s[i:sc.end]))
	t.emit(i, sc.end, "")
	return sc.end
}
