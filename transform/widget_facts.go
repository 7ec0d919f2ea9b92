package transform

import (
	"slices"
	"strings"
	"unicode"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// What a value shows is sometimes known by those beside it alone.

// withTaggedLine returns the values of a widget that has one text and the tag of a heading
// with that text as its heading.
func withTaggedLine(widget string, props []prop) []prop {
	tagged, line := false, -1
	for i := range props {
		p := &props[i]
		if p.tree || strings.TrimSpace(p.val) == "" {
			continue
		}
		switch roleOf(widget, p.key) {
		case roleLevel:
			k := plainKey(p.key)
			tagged = tagged || (k == "htmltag" || k == "tagname" || k == "tag" || k == "headingtag" || k == "headinglevel" || k == "textlevel") && headingLevel(p.val) > 0 && strings.HasPrefix(strings.ToLower(p.val), "h")
		case roleHeading:
			return props
		case roleText:
			if line >= 0 || len(p.val) > 300 || settings.Has(strings.TrimSpace(p.val)) || isLookValue(p.val) || strings.Contains(p.val, "<p") || strings.Contains(p.val, "\n") {
				return props
			}
			line = i
		}
	}
	if !tagged || line < 0 {
		return props
	}
	named := append([]prop(nil), props...)
	named[line].key = "heading"
	return named
}

// isFacts reports whether a widget shows, by the last word of its name, a few facts with
// what they are called: the client of a project, its year.
func isFacts(widget string) bool {
	widget = strings.ToLower(widget)
	return hasAnySuffix(widget, "meta", "info", "details", "facts", "specs", "credits", "datasheet")
}

// asFacts returns the values of such a widget with all that are words or numbers as its
// fields.
func asFacts(widget string, props []prop) []prop {
	var named []prop
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if p.tree || v == "" || settings.Has(v) || isLookValue(v) || isAddress(v) || isLook(plainKey(p.key)) || isBackground(plainKey(p.key)) || isSnake(v) || len(v) > 200 ||
			strings.ContainsAny(v, "<>{}[]#|") || strings.HasSuffix(strings.ToLower(p.key), "id") || strings.Trim(v, "01") == "" {
			continue
		}
		switch roleOf(widget, p.key) {
		case roleNone, roleAfter, roleField:
			if named == nil {
				named = append(named, props...)
			}
			named[i].key = fieldKey + p.key
		}
	}
	if named == nil {
		return props
	}
	return named
}

// thingsWithFacts are words in the names of widgets that show one thing of which visitors ask for
// facts: a room, a course, a car.
var thingsWithFacts = late.Words(`event room suite course class workshop lesson lecture car vehicle boat yacht property listing estate apartment flat villa house tour trip excursion job vacancy
	recipe dish meal wine beer coffee book movie film product project conference session talk camp hotel`)

// factsOfThings are the last words in the names of such facts, besides those that fields have.
var factsOfThings = late.Words(`lessons students teacher instructor lecturer trainer allergens gearbox adults children nights participants host organizer organiser calories`)

// ofMotion are words in names of facts that numbers also say of the look of a widget.
var ofMotion = late.Words(`duration speed time times level width height size sizes length depth volume opening closing start end begin rating stars score url link website buy pages season episode day days`)

// withFactsOfThing returns the values of a widget that is by its name a thing with what is by its
// name and value a fact of it as its fields.
func withFactsOfThing(widget string, props []prop) []prop {
	words := WordsOfName(widget)
	if isAbout(widget, "grid", "list", "slider", "carousel", "feed", "loop", "filter", "calendar", "archive", "search", "form", "button", "btn", "banner", "title", "heading", "menu", "image", "gallery", "map", "countdown") || slices.ContainsFunc(props, func(p prop) bool { return !p.tree && asksHowMany(p.key, p.val) }) {
		return props
	}
	if !slices.ContainsFunc(words, thingsWithFacts.Has) || slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(w, "s") && thingsWithFacts.Has(w[:len(w)-1]) }) {
		return props
	}
	named := props
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		k := plainKey(p.key)
		if p.tree || v == "" || len(v) > 80 || settings.Has(v) || isLookValue(v) || isAddress(v) || isLook(k) || isBackground(k) || isSnake(v) || strings.ContainsAny(v, "<>{}[]#|_") || roleOf(widget, p.key) != roleNone || isWithheld(widget, p.key, v) {
			continue
		}
		of := WordsOfName(p.key)
		if len(of) == 0 || len(of) > 3 || slices.ContainsFunc(of, func(w string) bool {
			return w == "show" || w == "hide" || w == "enable" || w == "is" || w == "has" || w == "id" || w == "type" || notForVisitors.Has(w)
		}) {
			continue
		}
		last := of[len(of)-1]
		kinds := factWords()[last] &^ factLink
		isNumber := strings.Trim(v, "0123456789") == ""
		switch {
		case kinds == 0 && !factsOfThings.Has(last), isNumber && ofMotion.Has(last), isNumber && kinds&factNumber == 0 && !factsOfThings.Has(last):
			continue
		case v == "0", (last == "weight" || last == "height" || last == "width" || last == "depth" || last == "size") && !strings.ContainsAny(v, "0123456789"): // bold
			continue
		}
		if &named[0] == &props[0] {
			named = slices.Clone(props)
		}
		named[i].key = fieldKey + p.key
	}
	return named
}

// fieldKey begins the key of a value that is shown with its name.
const fieldKey = "field:"

// withJob returns the values of a person with what is called a title as what they do, where
// they have a name.
func withJob(widget string, props []prop) []prop {
	name, title := -1, -1
	headed, job := false, false
	for i := range props {
		p := &props[i]
		if p.tree || tree.IsBlankText(p.val) {
			continue
		}
		switch k := plainKey(p.key); {
		case networks[strings.ToLower(strings.TrimSpace(p.val))] != "", settings.Has(p.val), p.val == "email", p.val == "website":
		case k == "name" || hasAnySuffix(k, "personname", "membername", "teamname", "staffname", "firstname"):
			name = i
		case k == "title" || strings.HasSuffix(k, "persontitle"):
			title = i
		case isJob(k), k == "subtitle":
			job = true
		case roleOf(widget, p.key) == roleHeading:
			headed = true
		}
	}
	if headed || job && (name < 0 || title >= 0) {
		return props
	}
	if name >= 0 && title < 0 && !isAbout(widget, "testimonial", "quote", "review") {
		return withNameOfPerson(widget, props, name)
	}
	if name < 0 || title < 0 || roleOf(widget, props[title].key) != roleHeading {
		return props
	}
	named := slices.Clone(props)
	named[name].key, named[title].key = "title", "position"
	return named
}

// withNameOfPerson returns the values of a person with the name, perhaps of two, as what is
// said of the person is about.
func withNameOfPerson(widget string, props []prop, name int) []prop {
	named := slices.Clone(props)
	if first, ok := strings.CutSuffix(named[name].key, "first_name"); ok {
		named[name].val = strings.TrimSpace(strings.TrimSpace(named[name].val) + " " + value(props, first+"last_name"))
		for i := range named {
			if named[i].key == first+"last_name" {
				named[i].val = ""
			}
		}
	}
	if roleOf(widget, named[name].key) != roleHeading {
		named[name].key = "title"
	}
	return named
}

// withNamedAccount returns the values of an entry with the name of a network, which is its
// title, or the name of an entry of networks, as the text of its one link.
func withNamedAccount(widget string, props []prop) []prop {
	title, linked, site := -1, false, siteOfLink(widget, props)
	ofNetworks := isAbout(widget, "network", "social")
	for i := range props {
		p := &props[i]
		switch r := roleOf(widget, p.key); {
		case p.tree && r == roleLink:
			linked = linked || value(p.kids, "url") != ""
		case r == roleLink:
			linked = linked || isWebAddress(p.val)
		case p.tree || tree.IsBlankText(p.val):
		case r == roleHeading && title < 0 && len(p.val) < 20 && (networks[strings.ToLower(strings.TrimSpace(p.val))] != "" || strings.EqualFold(strings.TrimSpace(p.val), site)):
			title = i
		case r == roleNone && title < 0 && ofNetworks && p.key == "name" && networkCalled(p.val) != "":
			title = i
		case r == roleHeading || r == roleText || r == roleLabel || r == roleAfter:
			return props
		}
	}
	if title < 0 || !linked {
		return props
	}
	named := slices.Clone(props)
	if named[title].key == "name" {
		named[title].val = networkCalled(named[title].val)
	}
	named[title].key = "button_label"
	return named
}

// siteOfLink returns what the host of the first link of a widget is called: X of https://x.com/ann.
func siteOfLink(widget string, props []prop) string {
	for i := range props {
		if p := &props[i]; roleOf(widget, p.key) == roleLink {
			address := strings.TrimSpace(p.val)
			if p.tree {
				address = value(p.kids, "url")
			}
			if isWebAddress(address) {
				host, _, _ := strings.Cut(nameOf(address), "/")
				name, _, _ := strings.Cut(host, ".")
				return name
			}
		}
	}
	return ""
}

// networkCalled returns the name of the network that a program calls so, or "".
func networkCalled(v string) string { return networks[plainKey(strings.TrimSpace(v))] }

// isNetworkName reports whether a value is the name of a network, written as one: WhatsApp.
func isNetworkName(v string) bool { return v != "" && networkCalled(v) == v }

// nameOfField returns the name of a value in words: cook_time and cookTime are Cook time.
func nameOfField(key string) string {
	var name strings.Builder
	var last rune
	for _, r := range strings.TrimPrefix(key, fieldKey) {
		switch {
		case r == '_' || r == '-':
			r = ' '
			name.WriteRune(r)
		case name.Len() == 0:
			name.WriteRune(unicode.ToUpper(r))
		case unicode.IsUpper(r) && unicode.IsLower(last):
			name.WriteRune(' ')
			name.WriteRune(unicode.ToLower(r))
		default:
			name.WriteRune(r)
		}
		last = r
	}
	return tree.CollapseSpace(name.String())
}

// withWholeDay returns the values of an event with its day, month and year, which are values
// of their own, as one.
func withWholeDay(widget string, props []prop) []prop {
	if !isAbout(widget, aboutDays...) {
		return props
	}
	day, month, year := -1, -1, -1
	for i := range props {
		v := strings.TrimSpace(props[i].val)
		switch k := plainKey(props[i].key); {
		case props[i].tree || v == "" || len(v) > 20 || isLookValue(v):
		case k == "day":
			day = i
		case k == "month":
			month = i
		case k == "year":
			year = i
		}
	}
	if month < 0 || year < 0 && value(props, "date") != "" {
		return props
	}
	props = slices.Clone(props)
	var whole []string
	for _, i := range []int{day, month, year} {
		if i >= 0 {
			whole = append(whole, strings.TrimSpace(props[i].val))
			props[i].val = ""
		}
	}
	props[max(month, year)] = prop{key: "date", val: strings.Join(whole, " ")}
	return props
}
