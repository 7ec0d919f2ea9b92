package audience

import (
	"slices"
	"strings"
	"sync"

	"github.com/wp2md/wp2md/internal/late"
)

// Words of the names of fields.
var (
	closes    = late.Words(`restrict restricted restriction restrictcontent protect protected paywall paywalled gated membersonly memberonly subscribersonly patronsonly loggedinonly private confidential internal loginrequired`)
	notAccess = late.Words(`message messages redirect text title excerpt teaser type price date color image note notes phone age country shipping theme layout sidebar comment comments email mail label button url file css style
		message hide key token id sku stock region usage licence license method headline notice off video copy download attendees list
		header headers footer footers widget widgets navigation nav bar breadcrumbs
		error errors edit editing beginner
		bath bathroom bathrooms parking beach pool garden room rooms entrance terrace kitchen balcony patio sauna garage jet school lessons tour tours party dining chef driver island villa insurance equity hire
		link links linking linked hotlink processed score count counts counter index indexed noindex sync synced cache cached import imported migrated seo schema spam`)
	// crowd are people of whom "only" makes a condition, and parts what is held back of a post.
	crowd = late.Words(`staff admin admins administrators editors employees employee teachers parents clients partners dealers donors internal insiders`)
	paged = late.Words(`content post page article`)
	grant = late.Words(`allow allowed available`)
	shown = late.Words(`display show shown see view viewed read res who which audience`)

	asides   = late.Words(`only premium paid lock locked available any allow allowed required require requires display show shown see view viewed read res who which audience hide hidden except exclude`)
	accessed = late.Words(`access visibility visible audience viewable viewers readers restrict restriction restricted restrictions permission permissions protection`)
)

// A hint is what a word of a field's name says of who may see a post.
type hint uint8

const (
	restricting hint = 1 << iota
	elsewhere        // the name is of something else
	ofAccess
	ofPeople
	aside       // it restricts with others of its kind
	elsewhereOf // it is of a place, a time or a device
)

// hintWords are those of the sets of names and fields, for the many fields of a site.
var hintWords = sync.OnceValue(func() map[string]hint {
	words := map[string]hint{}
	for _, s := range []struct {
		hint hint
		of   *late.Set
	}{{restricting, closes}, {elsewhere, notAccess}, {ofAccess, accessed}, {ofPeople, people}, {aside, asides}, {elsewhereOf, elsewhen}} {
		for w := range s.of.All() {
			words[w] |= s.hint
		}
	}
	return words
})

// IsAboutAccess reports whether a field is named for who may see a post.
func IsAboutAccess(key string) bool {
	for _, w := range words(key) {
		if accessed.Has(w) || closes.Has(w) {
			return true
		}
	}
	return false
}

// ListsPeople reports whether a field is named for a list of those who may see a post:
// allowed_roles, _restrict_content_to.
func ListsPeople(key string) bool {
	list := words(key)
	about, who := false, false
	for _, w := range list {
		if notAccess.Has(w) {
			return false
		}
		about = about || closes.Has(w) || accessed.Has(w) || grant.Has(w) || w == "required" || w == "show" || w == "visible"
		switch w {
		case "role", "roles", "user", "users", "group", "groups", "level", "levels", "plan", "plans", "membership", "memberships", "capability", "capabilities", "to":
			who = true
		}
	}
	return about && who && !outsiders(list) && !hidesFrom(list)
}

// FieldHolds reports whether a field of a post says by its words that only some people
// see the post: members_only=1, is_private=yes, post_visibility=logged_in.
func FieldHolds(key, value string) bool {
	if len(value) > 60 {
		return false
	}
	var room [8]string // each item of a site has many fields
	list := appendWords(room[:0], key)
	if len(list) == 0 || len(list) > 8 {
		return false
	}
	var all hint
	hints := hintWords()
	for _, w := range list {
		all |= hints[w]
	}
	switch {
	case all&aside != 0 && hidesFrom(list):
		if isOn(value) {
			return outsiders(list)
		}
		says := audience(value, true, false)
		return says.out && !outsiders(list)
	case all&elsewhere != 0 || all&^elsewhereOf == 0 || all&elsewhereOf != 0 && all&ofPeople == 0:
		return false
	}
	return (saysHeld(list, value) || all&aside != 0 && saysMore(list, value)) && !outsiders(list)
}

// saysMore is saysHeld by words that restrict something only together.
func saysMore(list []string, value string) bool {
	has := func(set *late.Set) bool { return slices.ContainsFunc(list, set.Has) }
	is := func(words ...string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return slices.Contains(words, w) })
	}
	if isOn(value) {
		return is("only") && has(crowd) || is("premium", "paid", "lock", "locked") && has(paged) || is("available", "any") && is("registered", "subscribed", "loggedin", "membership") ||
			is("logged") && is("any")
	}
	switch last := list[len(list)-1]; {
	case has(grant) && is("role", "roles", "users", "user", "group", "groups", "capability", "capabilities", "level", "levels", "plan", "plans", "membership", "memberships"):
		return !forAll(value) && !is("type", "types")
	case last == "required" || is("required", "require", "requires"):
		return is("membership", "memberships", "subscription", "capability", "role", "roles") && !forAll(value)
	case has(shown):
		says := audience(value, is("to", "for", "audience"), false)
		return says.in && !outsiders(list)
	}
	return false
}

// saysHeld is FieldHolds of a field by the words of its name, whoever is meant.
func saysHeld(list []string, value string) bool {
	closed, about, only, who, asks := false, false, false, false, false
	hints := hintWords()
	for _, w := range list {
		h := hints[w]
		if h&elsewhere != 0 {
			return false
		}
		closed, about = closed || h&restricting != 0, about || h&ofAccess != 0
		only, who = only || w == "only", who || h&ofPeople != 0
		asks = asks || w == "require" || w == "requires" || w == "required"
	}
	switch {
	case isOn(value):
		return closed || who && (only || asks)
	case about && (value == "password" || value == "protected"), closed && list[len(list)-1] == "to" && !forAll(value):
		return true
	case about:
		if says := audience(value, true, false); says.in || says.out {
			return says.in
		}
	}
	last := list[len(list)-1]
	if about || closed || asks {
		switch last {
		case "level", "levels": // a course may require beginners
			return (about || closed) && !forAll(value) || strings.Trim(value, "0123456789,") == ""
		case "role", "roles", "plan", "plans", "group", "groups", "tier", "tiers", "membership", "memberships":
			return !forAll(value)
		}
	}
	return false
}
