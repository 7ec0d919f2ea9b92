package audience

import (
	"strings"
	"sync"
)

// Words of the names of fields.
var (
	closes    = set(`restrict restricted restriction restrictcontent protect protected paywall paywalled gated membersonly memberonly subscribersonly patronsonly loggedinonly private confidential internal loginrequired`)
	notAccess = set(`message messages redirect text title excerpt teaser type price date color image note notes phone age country shipping theme layout sidebar comment comments email mail label button url file css style
		message hide key token id sku stock region usage licence license method headline notice off video copy download attendees list
		link links linking linked hotlink processed score count counts counter index indexed noindex sync synced cache cached import imported migrated seo schema spam`)
	accessed = set(`access visibility visible audience viewable viewers readers restrict restriction restricted restrictions permission permissions protection`)
)

// A hint is what a word of a field's name says of who may see a post.
type hint uint8

const (
	restricting hint = 1 << iota
	elsewhere        // the name is of something else
	ofAccess
	ofPeople
)

// hintWords are those of the sets of names and fields, for the many fields of a site.
var hintWords = sync.OnceValue(func() map[string]hint {
	words := map[string]hint{}
	for _, s := range []struct {
		hint hint
		of   map[string]bool
	}{{restricting, closes}, {elsewhere, notAccess}, {ofAccess, accessed}, {ofPeople, people}} {
		for w := range s.of {
			words[w] |= s.hint
		}
	}
	return words
})

// IsAboutAccess reports whether a field is named for who may see a post.
func IsAboutAccess(key string) bool {
	for _, w := range words(key) {
		if accessed[w] || closes[w] {
			return true
		}
	}
	return false
}

// FieldHolds reports whether a field of a post says by its words that only some people
// see the post: members_only=1, is_private=yes, post_visibility=logged_in.
func FieldHolds(key, value string) bool {
	if len(value) > 60 {
		return false
	}
	var room [8]string // each item of a site has many fields
	list := appendWords(room[:0], key)
	return len(list) > 0 && len(list) <= 7 && saysHeld(list, value) && !outsiders(list)
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
