package transform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
)

// Whether a value is of a look, of a program or for an editor is said by the end of its name:
// title_color is a colour, icon_title a title. Of a name that can be of either the value says it:
// no picture has the position "Head of sales", no style sheet the width "19 kg".

// nameKind is what a name with a word of looks says of its values.
type nameKind uint8

const (
	ofLook   nameKind = iota // they are of a look or of a program
	ofEither                 // or of what the page is about: position, weight
	ofText                   // visitors read them beside what has the look: icon_title
)

// kindOfName returns what a name says of its values that isIdleName takes for one of looks.
func kindOfName(key string) nameKind {
	words := WordsOfName(key)
	for n := len(words); n > 1 && besideNames.Has(words[n-1]); n-- {
		words = words[:n-1]
	}
	n := len(words)
	if n == 0 {
		return ofLook
	}
	if k := plainKey(key); !isIdleButLook(k) && !slices.ContainsFunc(words, isLookWord) { // feature_list, relation
		return ofText
	}
	if isForMachine(plainKey(key), words) {
		return ofLook
	}
	if first := words[0]; n > 1 && (first == "success" || first == "required" || first == "loading") {
		return ofText
	}
	last, isSet, isChosen := words[n-1], false, false
	for i, w := range words {
		isSet = isSet || i < n-1 && properties.Has(w)
		isChosen = isChosen || chosenFromSets.Has(w) || w == "family" && i == n-1
	}
	switch {
	case last == "label" && n > 1 && words[n-2] == "layout": // for an editor
		return ofLook
	case n == 1 && hasAnySuffix(last, "title", "text", "label", "heading", "caption", "description", "tagline"),
		namesOfText.Has(last) && !isSet, last != "tag" && strings.HasSuffix(last, "tag"): // montag
		return ofText
	case namesOfText.Has(last):
		return ofEither
	case n > 1 && ofThings.Has(last) && (things.Has(words[n-2]) || last == "position" && isAbout(words[n-2], aboutPeople...)):
		return ofText
	case isChosen, n > 1 && ofThings.Has(last) && (isSet || partsOfLook.Has(words[n-2])), properties.Has(last) && !ofThings.Has(last):
		return ofLook
	}
	return ofEither
}

var (
	// besideNames are words at the end of names that say which of several it is.
	besideNames = late.Words("one two three four first second third front back left right top bottom a b")
	// namesOfText are words at the end of names of what visitors read, whatever is before them.
	namesOfText = late.Words(`title titles subtitle heading headings headline subheading text texts txt label labels caption captions description desc content word words quote question answer message line tagline slogan
		tip tips tooltip hint prefix suffix number numbers digit digits value price cost fee percent percentage phone email address city date year price titel texte texto`)
	// properties are words of what is set for a look.
	properties = late.Words(`font fonts family typography typo color colour colors colours clr align alignment margin margins padding paddings border borders shadow radius opacity style styles css classname transform transition animation animate
		easing gradient background bg size sizes width height weight spacing gap rel orderby cursor show hide disable enable`)
	// ofThings are those of them, and others, that are also said of what a page is about.
	ofThings = late.Words("size sizes width height weight type layout style styles class classes family gap position")
	// partsOfLook are parts of a page, whose type and size are of its look.
	partsOfLook = late.Words("icon icons image img media thumbnail thumb photo picture button btn text post query position heading hover effect")
	// things have a type, a size, a weight that visitors read.
	things = late.Words(`house room property home apartment villa building car vehicle engine fuel drive transmission boat bike job work employment contract course class school degree blood skin hair body food cuisine meal dish drink wine beer coffee tea
		music dance art team company firm group crew party family portion serving plot lot land garden floor area living bed mattress shoe dress ring clothing garment product parcel pack package net gross side special architecture building roof soil plant animal pet breed loan account insurance travel trip tour file tank wheel tyre`)
	// chosenFromSets are words of what is chosen from a set of names, as many as one likes.
	chosenFromSets = late.Words("font fonts icon icons class classes classname css fontawesome openiconic")
	// forMachines are words of texts that no visitor reads, or not before something has happened.
	forMachines = late.Words("error errors placeholder validation invalid aria seo tracking noresult noresults admin")
)

// isForMachine reports whether a name is of a text that no visitor reads, or not before something
// has happened.
func isForMachine(k string, words []string) bool {
	last := words[len(words)-1]
	for _, w := range words {
		switch {
		case forMachines.Has(w):
			return true
		case w == "success", w == "required", w == "loading":
			switch last { // but not success_rate
			case w, "message", "msg", "text", "title", "heading", "label", "description", "notice", "url", "link", "login", "register", "content":
				return true
			}
		}
	}
	return len(words) > 1 && idleNames.Has(k) && k != "currencysymbol" || isAbout(k, "notfound", "nopost", "noresult", "metadesc") || len(words) == 1 && isOfMachine(k)
}

// saysDespiteName reports whether a value of a name with a word of looks is something that a
// visitor read.
func saysDespiteName(widget, key, v string) bool {
	v = strings.TrimSpace(v)
	if v == "" || isPlainLook(v) {
		return false
	}
	k := strings.TrimRight(plainKey(key), "0123456789")
	switch kindOfName(key) {
	case ofText:
		return !isTokenOfLook(v) && !(strings.HasSuffix(k, "tag") && isHTMLTag(v))
	case ofEither:
		if isSaidOfThing(v) || isSentence(v) || isNoLook(k, v) || isInCapitals(v) || isNetworkName(v) {
			return true
		}
		if isCount(v) {
			return hasAnySuffix(k, "count", "target") && isAbout(widget, aboutNumbers...) || k == "step" && isAbout(widget, "step", "process")
		}
		if hasAnySuffix(k, "duration", "distance") && isSmallWord(v) {
			return !isOfChoices(v) && !speeds.Has(v)
		}
	case ofLook:
		if (strings.HasSuffix(k, "classname") || strings.HasSuffix(k, "icon")) && isNameInWords(v) { // some themes keep there what somebody does
			return true
		}
		return !isAbout(k, "font", "css", "class", "family", "icon") && isNoLook(k, v)
	}
	for _, end := range [...]string{"id", "ids", "cols", "rows", "gap"} { // paid="in full"
		before, ok := strings.CutSuffix(strings.TrimRight(key, "0123456789"), end)
		if ok && before != "" && unicode.IsLetter(rune(before[len(before)-1])) {
			return strings.Contains(v, " ")
		}
	}
	return false
}

// isNameInWords reports whether a value is some words of letters, of which the first is written as
// names are: no class of a style sheet, as those of a school are called.
func isNameInWords(v string) bool {
	first, _ := utf8.DecodeRuneInString(v)
	return unicode.IsUpper(first) && strings.Contains(v, " ") && isSaidOfThing(v) && !strings.Contains(v, "-")
}

// speeds are those of effects.
var speeds = late.Words("slow slower fast faster quick normal instant forever infinite")

// isInCapitals reports whether a value is a word in capitals, and none of a query: SOLD.
func isInCapitals(v string) bool {
	if len(v) < 2 || len(v) > 24 || strings.IndexFunc(v, func(r rune) bool { return !unicode.IsUpper(r) }) >= 0 {
		return false
	}
	switch v {
	case "XS", "SM", "MD", "LG", "XL", "XXL", "GRID", "LIST", "BOLD", "ROADMAP", "SATELLITE", "HYBRID", "TERRAIN":
		return false
	}
	return (len(v) > 6 || isAcronym(v)) && !isOfChoices(v)
}

// isLookWord reports whether a word of a name is of looks by itself.
func isLookWord(w string) bool {
	switch w {
	case "relation", "relations", "relationship", "reliability", "reliable", "iconic", "classic", "classical", "typical", "effective":
		return false
	}
	return w == "rel" || hasAnySuffix(w, "linkrel", "urlrel", "buttonrel", "btnrel") || isLook(strings.ReplaceAll(w, "rel", "")) || isBackground(w) // but not laurel
}

// isPlainLook reports whether a value is what most settings of looks have, and nothing else can be.
func isPlainLook(v string) bool {
	if len(v) > 24 {
		return isLookValue(v)
	}
	return isSwitchedBy(strings.ToLower(v)) || isLookValue(v)
}

func isHTMLTag(v string) bool {
	v = strings.ToLower(v)
	return headingLevel(v) != 0 || atom.Lookup([]byte(v)) != 0
}

// isTokenOfLook reports whether a value is one of those by which a look is chosen: style-2, icon_home.
func isTokenOfLook(v string) bool {
	return strings.ContainsAny(v, "-_") && strings.IndexFunc(v, func(r rune) bool { return r == ' ' || r >= utf8.RuneSelf || unicode.IsUpper(r) }) < 0 && strings.IndexFunc(v, unicode.IsLetter) == 0
}

// IsNoLook reports whether a custom field has, whatever its name, a form as none of looks and of
// programs has, but for a day and a share, which programs keep.
func IsNoLook(v string) bool {
	return !strings.HasSuffix(v, "%") && !isISODate(v) && !isTimeOfDay("", v) && isNoLook("", v)
}

// isNoLook reports whether a value has a form as none of looks and of programs has: an amount, a
// price, a day, a number to call, a word in other letters than Latin.
func isNoLook(k, v string) bool {
	if len(v) > 60 || strings.ContainsAny(v, "{}[]()=;#_<>\"@") {
		return false
	}
	if isForeign(v) || strings.ContainsFunc(v, isPictograph) {
		return true
	}
	if !strings.ContainsAny(v, "0123456789") {
		return false
	}
	if number, ok := strings.CutSuffix(v, "%"); ok {
		return isCount(number) && !ofSizes(k)
	}
	return isPriceText(v) || isDateText(v) || isISODate(v) || v[0] == '+' && isPhoneNumber(v) || v == "24/7" || isRoundNumber(k, v) || isTimeOfDay(k, v) || isMeasured(v) && !hasAnySuffix(k, "style", "type", "layout", "effect", "animation", "column", "columns", "col", "cols", "row", "rows")
}

// ofSizes reports whether values of that plain name can be a share of a length.
func ofSizes(k string) bool {
	return k == "x" || k == "y" || isAbout(k, "size", "width", "height", "position", "offset", "gap", "space", "spacing", "margin", "padding", "radius", "opacity", "zoom", "scale", "ratio", "background", "bg", "weight", "speed", "duration", "delay", "max", "min", "overlay",
		"effect", "gradient", "basis", "column", "distance", "shadow", "border", "translate", "clip", "mask", "anim", "parallax", "font", "css", "style", "layout", "grid", "align", "transform", "hover", "threshold", "color", "colour", "icon", "image", "img")
}

// isRoundNumber reports whether a value is a number as people write it, and no program: 250+, 4,812,
// 41st.
func isRoundNumber(k, v string) bool {
	rest := strings.TrimLeft(v, "0123456789")
	n := len(v) - len(rest)
	switch rest {
	case "":
		return false
	case "+", "st", "nd", "rd", "th":
		return n > 0
	}
	if n == 0 || n > 3 || hasAnySuffix(k, "ids", "id") || len(rest)%4 != 0 || strings.Trim(rest, ",0123456789") != "" {
		return false
	}
	for i := 0; i < len(rest); i += 4 {
		if rest[i] != ',' || strings.IndexByte(rest[i+1:i+4], ',') >= 0 {
			return false
		}
	}
	return true
}

func isISODate(v string) bool {
	return len(v) == 10 && v[4] == '-' && v[7] == '-' && isYear(v[:4]) && strings.Trim(v[5:], "0123456789-") == ""
}

// isTimeOfDay reports whether a value is a time as 18:45, and by its name no ratio.
func isTimeOfDay(k, v string) bool {
	hour, minute, ok := strings.Cut(v, ":")
	return ok && len(minute) == 2 && minute[0] <= '5' && len(hour) > 0 && len(hour) < 3 && isCount(hour+minute) && !isAbout(k, "ratio", "aspect", "scale", "size", "layout", "grid", "column")
}

// saysWithinLook reports whether a value in an object with a name of looks is something that a
// visitor read: it has a name of words, and the form.
func saysWithinLook(key, v string) bool {
	last := lastWordOf(key)
	return namesOfText.Has(last) && last != "value" && (isSaidOfThing(v) || isSentence(v) || isNoLook(plainKey(key), v))
}

// isReadBeside reports whether the value of an attribute for scripts is by its name and form what
// they show beside what its element does: data-percent="64%".
func isReadBeside(key, v string) bool {
	v = strings.TrimSpace(v)
	if first, _ := utf8.DecodeRuneInString(v); 'a' <= first && first <= 'z' || isISODate(v) {
		return false
	}
	if !isNoLook(plainKey(key), v) && !isCapitalized(v) && !isInCapitals(v) && !(strings.HasSuffix(v, "%") && isCount(v[:len(v)-1])) {
		return false
	}
	last := lastWordOf(key)
	return (namesOfText.Has(last) || numbersRead.Has(last)) && !(isIdleName(plainKey(key)) && kindOfName(key) != ofText)
}

// isSaidByName reports whether a value that elsewhere is of a choice, or of a switch, is by its name
// a word or number that visitors read: badge="new", bathrooms="1".
func isSaidByName(key, v string) bool {
	if len(v) > 24 || settings.Has(v) {
		return false
	}
	if v == "1" {
		return numbersRead.Has(lastWordOf(key)) && !isIdleName(plainKey(key))
	}
	return strings.Trim(v, "abcdefghijklmnopqrstuvwxyz ") == "" && !isSwitchedBy(v) && shortTexts.Has(lastWordOf(key)) && !isIdleName(plainKey(key))
}

// shortTexts are words at the end of names of texts that often are one word.
var shortTexts = late.Words("title subtitle heading headline text label caption badge ribbon tagline status slogan name word question answer")

// isMark reports whether a value is what stands on a thing to mark it, as names say: badge="Popular",
// plan_ribbon="30% off", number="01".
func isMark(key, v string) bool {
	if len(v) == 2 && v[0] == '0' && isCount(v) && v != "00" {
		last := lastWordOf(key)
		return (last == "number" || last == "num" || last == "step") && !isIdleName(plainKey(key))
	}
	if len(v) > 40 || !isWords(v) && !isCapitalized(v) && !isInCapitals(v) && !isPriceText(v) && !(strings.HasSuffix(v, "%") && isCount(strings.TrimLeft(v[:len(v)-1], "-–−"))) {
		return false
	}
	if last := lastWordOf(key); last != "badge" && last != "ribbon" {
		return false
	}
	return !isIdleName(plainKey(key)) && !isOfChoices(v) && !isLookValue(v)
}

// lastWordOf returns the last word of a name, in small letters.
func lastWordOf(key string) string {
	words := WordsOfName(key)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// numbersRead are words at the end of names of numbers that visitors read.
var numbersRead = late.Words(`percent percentage percents progress level value number numbers rating stars score rank count amount price total goal raised quantity points years months days hours minutes rooms bedrooms bathrooms beds baths floors guests persons
	seats doors step`)
