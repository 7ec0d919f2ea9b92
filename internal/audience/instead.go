package audience

import (
	"slices"
	"strings"
	"unicode"
)

// Instead reports whether a setting is what those read who may not see what its maker encloses:
// guest_text="Log in to read this", logged_out_message, no_access_message.
func Instead(key, val string) bool {
	if !strings.ContainsFunc(val, unicode.IsLetter) {
		return false
	}
	rest, last := "", ""
	for _, end := range [...]string{"text", "message", "msg", "content", "notice", "html", "info", "alert", "warning", "teaser"} {
		if len(key) > len(end) && strings.EqualFold(key[len(key)-len(end):], end) {
			rest, last = key[:len(key)-len(end)], end
		}
	}
	if last == "" { // guests="Log in to read this", but not guests="two adults and a child" of a hotel
		rest = key
	}
	if (last == "" || last == "info") && !asksToJoin(val) {
		return false
	}
	of := nameWords(rest)
	for i, w := range of {
		before := ""
		if i > 0 {
			before = of[i-1]
		}
		isNot := before == "not" || before == "non" || before == "un"
		if w == "visitor" || w == "visitors" || w == "public" { // or what a number of them is called
			return saysWords(val) && (last == "message" || last == "msg" || last == "notice" || asksToJoin(val))
		}
		if outside.Has(w) || before == "logged" && w == "out" || isNot && (people.Has(w) || w == "logged" || w == "allowed" || w == "authorized" || w == "authorised" || w == "registered") {
			return true
		}
		if last == "" {
			continue
		}
		switch w {
		case "denied", "unauthorized", "unauthorised", "restricted", "restriction", "protected", "protection", "noaccess":
			return true
		case "access":
			if before == "no" {
				return true
			}
		}
	}
	return last != "" && len(of) == 1 && (of[0] == "login" || of[0] == "locked") && last != "text" // that of a button
}

// asksToJoin reports whether a value says how one comes to see more.
func asksToJoin(val string) bool {
	val = strings.ToLower(val)
	return slices.ContainsFunc(invitations[:], func(w string) bool { return strings.Contains(val, w) })
}

var invitations = [...]string{"log in", "login", "logged in", "log-in", "sign in", "sign up", "register", "member", "subscri", "join", "unlock", "anmeld", "einlog", "registrier", "mitglied", "connectez", "connecter", "inscri", "membre", "abonn",
	"sesión", "sesion", "socio", "miembro", "acced", "iscri", "inlog"}

// saysWords reports whether a value has at least two words.
func saysWords(val string) bool {
	n := 0
	for w := range strings.FieldsSeq(val) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			n++
		}
	}
	return n > 1
}
