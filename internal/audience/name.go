package audience

import (
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// Who says who saw something.
type Who int

const (
	Everyone  Who = iota
	Outsiders     // only people who are not logged in: visitors
	Insiders      // only people who are logged in, or of whom more is asked
	Nobody        // its author has hidden it
)

// words divides a name into its words, in small letters: at all that is no letter,
// and where a capital follows a small letter.
func words(name string) []string { return appendWords(nil, name) }

func appendWords(list []string, name string) []string {
	start := -1
	flush := func(i int) {
		if start >= 0 {
			list = append(list, strings.ToLower(name[start:i]))
			start = -1
		}
	}
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			if start >= 0 && 'a' <= name[i-1] && name[i-1] <= 'z' {
				flush(i)
			}
		case 'a' <= c && c <= 'z' || c >= 0x80:
		default:
			flush(i)
			continue
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(name))
	return list
}

// Words of names. What is glued of several stands as one.
var (
	// alone says by itself that something is for some people only.
	alone = late.Words(`restrict restricted restricts restriction restrictcontent contentrestriction restrictaccess paywall paywalled passster ppwp membersonly memberonly loggedin loggedinonly
		userloggedin isloggedin ismember ifmember paidcontent premiumcontent privatecontent protectedcontent gated gatedcontent hidecontent
		passwordprotect passwordprotected protectcontent contentprotection lockedcontent contentlock contentlocker cwlocker subscribersonly patronsonly memberscontent membercontent useronly usersonly s2if
		contentcontrol memberpress memberful patronly adminonly adminsonly editoronly ifloggedin accessrole restrictedarea protectedarea`)

	// people are those who are more than visitors, and asked what turns a name with them
	// into a condition.
	people = late.Words(`donor donors backer insider authorized authorised authenticated wholesale wholesaler wholesalers member members membership memberships wcmbs subscriber subscribers subscription subscriptions patron patrons patreon supporter supporters backer backers
		logged login role roles capability capabilities customer customers buyer buyers purchaser purchasers purchased bought enrolled paid paying payer premium plus vip
		insider insiders registered user users level levels tier plan student students`)
	staff = late.Words(`admin admins administrator administrators editor editors staff`)
	// tiers are what a membership is called, and say it beside "only" or "members".
	tiers = late.Words(`pro gold silver bronze platinum diamond elite`)
	asked = late.Words(`if is has only for show shows showto visible visibility view viewable access content protected protect private when in can check condition conditional exclusive hidden unlock gate wall area required require requires`)

	// behind is what a name says of what it holds.
	behind  = late.Words(`pvt secure secured private protected protect hidden locked locker lock premium exclusive paid gated gate`)
	holding = late.Words(`content contents text area section page post block zone part`)

	// deeds are what somebody does to see more, and reading what they may do then.
	deeds   = late.Words(`pay reply comment login register follow share buy purchase tweet like email mail subscribe join donate signup`)
	reading = late.Words(`read see view visible unlock access`)

	// folk are those of whom "only" makes a condition, one of them.
	folk = late.Words(`client partner dealer employee teacher parent owner resident tenant volunteer reseller distributor vendor internal affiliate`)

	// within are what people join, and joining those who have.
	within  = late.Words(`course courses lesson class group quiz cohort program programme plan level tier`)
	joining = late.Words(`member members student students subscriber subscribers participant participants`)

	// elsewhen are words of what depends on a place, a time, a device or a click, and not
	// on who somebody is.
	elsewhen = late.Words(`geo geoip geot country countries city region continent time timed date dates day days schedule scheduled expire expires expired expiry age cookie cookies consent gdpr device mobile browser os lang language locale`)

	// shapes are what something can be shown in only: mobile_only, print_only.
	shapes = late.Words(`apps bots desktops devices feeds images icons mobiles pages phones posts products robots screens searches singles tablets titles archives news links`)

	// selects are words of a name that leaves who is meant to its attributes: show_to,
	// visible_for.
	selects = late.Words(`show shows visible viewable display available only allow`)

	// outside are those who are no more than visitors.
	outside = late.Words(`unreg unlogged guest guests visitor visitors nonmember nonmembers anonymous unregistered unauthenticated loggedout notloggedin unrestrict unrestricted logout nonlogged nologin`)
)

// IsForOutsiders reports whether a name is of what those see who are no members.
func IsForOutsiders(name string) bool {
	list := nameWords(name)
	switch {
	case hidesFrom(list):
		return !outsiders(list) && hasPeople(list)
	case len(list) == 2 && list[0] == "hide" && isOutside(list[1]): // hide_guests
		return false
	}
	return outsiders(list)
}

// nameWords are the words of a name, what is glued of several divided: formembers.
func nameWords(name string) []string {
	list := words(name)
	for i := len(list) - 1; i >= 0; i-- {
		if w := list[i]; len(w) > 5 && !alone.Has(w) && !outside.Has(w) && !people.Has(w) {
			if parts := unglued(w, nil); len(parts) > 1 {
				list = slices.Replace(list, i, i+1, parts...)
			}
		}
	}
	return list
}

// glued are words of which names are put together without a mark between them.
var glued = strings.Fields(`wishlist members member users user guests guest visitors visitor subscribers subscriber students student customers customer patrons patron logged in out registered
	for only show hidden hide to from is not can if content password premium private protected restricted paid pay per view social email viral locker unlock lock access login need`)

// unglued returns the words that w is put together of, or nil.
func unglued(w string, before []string) []string {
	if w == "" || len(before) > 5 {
		return before
	}
	for _, g := range glued {
		if rest, ok := strings.CutPrefix(w, g); ok {
			if parts := unglued(rest, append(before[:len(before):len(before)], g)); parts != nil && len(parts) <= 5 {
				return parts
			}
		}
	}
	return nil
}

// hidesFrom reports whether a name says from whom something is hidden: hide_from_guests.
func hidesFrom(list []string) bool {
	for i, w := range list[:max(0, len(list)-1)] {
		switch w {
		case "hide", "hidden", "except", "exclude", "excluded":
			switch list[i+1] {
			case "from", "for", "if", "when", "to":
				return true
			}
		}
	}
	return false
}

func hasPeople(list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return people.Has(w) || staff.Has(w) })
}

// Selects reports whether a name leaves who sees something to its attributes, by its
// words: show_to, only-for.
func Selects(name string) bool {
	list := words(name)
	return len(list) >= 2 && selects.Has(list[0]) && (list[1] == "to" || list[1] == "for") && (len(list) == 2 || list[2] == "tag" || list[2] == "tags")
}

// IsElsewhen reports whether a key is about a place, a time or a device.
func IsElsewhen(key string) bool {
	return slices.ContainsFunc(words(key), elsewhen.Has)
}

func outsiders(list []string) bool {
	if lacksOutsiders(list) {
		return false
	}
	for i, w := range list {
		if outside.Has(w) {
			return true
		}
		next := ""
		if i+1 < len(list) {
			next = list[i+1]
		}
		switch w {
		case "non", "not", "no", "un":
			if w == "not" && i > 0 && next == "" || people.Has(next) || next == "in" || next == "access" || next == "purchased" || next == "active" || w == "not" && next != "" {
				return true
			}
		case "logged":
			if next == "out" {
				return true
			}
		}
	}
	return false
}

// lacksOutsiders reports whether a name says that those who are no members are not meant:
// no_guests, not_for_visitors, not_logged_out.
func lacksOutsiders(list []string) bool {
	for i, w := range list {
		if w != "no" && w != "not" {
			continue
		}
		rest := list[i+1:]
		if len(rest) > 1 && (rest[0] == "for" || rest[0] == "to") {
			rest = rest[1:]
		}
		if len(rest) > 0 && isOutside(rest[0]) || len(rest) > 1 && rest[0] == "logged" && rest[1] == "out" {
			return true
		}
	}
	return false
}

// isOutside reports whether a word is one of people who are no members.
func isOutside(w string) bool {
	switch w {
	case "guest", "guests", "visitor", "visitors", "nonmember", "nonmembers", "anonymous", "loggedout":
		return true
	}
	return false
}

// IsForInsiders reports whether the name of a shortcode or block says of itself that
// only some people see what it holds.
func IsForInsiders(name string) bool {
	list := nameWords(name)
	out := outsiders(list)
	switch {
	case len(list) == 0:
		return false
	case hidesFrom(list):
		return out
	case lacksOutsiders(list), len(list) == 2 && list[0] == "hide" && isOutside(list[1]):
		return true
	case out, !hasPeople(list) && slices.ContainsFunc(list, elsewhen.Has):
		return false
	case Selects(name):
		return true
	}
	who, ask, back, hold := 0, 0, false, false
	tag := lastOf(list, "tag", "tags")
	for i, w := range list {
		if alone.Has(w) {
			return true
		}
		if people.Has(w) {
			who++
			if w == "logged" && (i+1 == len(list) || list[i+1] == "in" || list[i+1] == "users" || list[i+1] == "user" || list[i+1] == "only") {
				return true
			}
		}
		if asked.Has(w) && (w != "in" || i > 0 && list[i-1] == "logged") {
			ask++
		}
		switch next := after(list, i); {
		case w == "pay" && (next == "per" || isContent(next)), w == "sell" && (next == "this" || isContent(next)), w == "hide" && next == "this", w == "has" && i < tag:
			return true
		case w == "unlock" && i == 0 && next != "", strings.HasSuffix(w, "locker") && len(list) > 1:
			return true
		case within.Has(w) && joining.Has(next) && i+2 == len(list):
			return true
		case (w == "password" || w == "pwd" || w == "passcode") && behind.Has(next), w == "secret" && len(list) == 2 && holding.Has(next), w == "need" && i == 0 && deeds.Has(next):
			return true
		case (w == "admin" || w == "staff" || w == "internal" || w == "private" || w == "hidden") && (next == "note" || next == "notes"):
			return true
		case w == "content" && next == "control" && i+2 == len(list):
			return true
		case w == "protected" && lastOf(list, "password", "passcode") > i: // protected_by_password
			return true
		case next == "required" && (w == "pay" || w == "purchase" || w == "join" || w == "donate" || w == "signup"):
			return true
		case (w == "after" || w == "until") && next == "login" && (i == 0 || asked.Has(list[i-1]) || list[i-1] == "hide" || isContent(list[i-1])):
			return true
		case next == "only" && i+2 == len(list) && (tiers.Has(w) || folk.Has(w) || len(w) > 4 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && !shapes.Has(w)):
			return true // teachers_only
		}
		if deeds.Has(w) && i+1 < len(list) && (list[i+1] == "to" && (w == "pay" || reading.Has(after(list, i+1))) || i == 0 && len(list) == 2 && reading.Has(list[1])) {
			return true // pay_to_view, reply_to_read, comment_visible
		}
		if w == "hide" && (i == 0 || list[i-1] != "show") && (i > 0 && isContent(list[i-1]) || i+1 < len(list) && isContent(list[i+1])) {
			return true // content_hide
		}
		back, hold = back || behind.Has(w), hold || holding.Has(w)
	}
	switch last := list[len(list)-1]; {
	case len(list) > 1 && (last == "lock" || last == "locker" || last == "enrolled"): // download_lock, ld_enrolled
		return true
	case len(list) > 1 && last == "gate" && deeds.Has(list[len(list)-2]), len(list) == 2 && (list[0] == "registered" && people.Has(last) || (list[0] == "for" || list[0] == "is" || list[0] == "if") && staff.Has(last) || last == "only" && staff.Has(list[0])):
		return true
	}
	switch {
	case back && hold:
		return true
	case who == 0 || ask == 0:
		return false
	}
	// "team-member-content" holds members, and is not for them.
	return !aboutPeople(list)
}

// IsOfMembers reports whether the name of a plugin says that it is for what members see.
func IsOfMembers(name string) bool {
	return slices.ContainsFunc(nameWords(name), ofMembers.Has)
}

var ofMembers = late.Words("patreon memberful memberpress member members membership memberships paywall passster ppwp restrict restricted restriction subscribers")

// lastOf returns the index of the last word that is one of two, or -1.
func lastOf(list []string, a, b string) int {
	for i, w := range slices.Backward(list) {
		if w == a || w == b {
			return i
		}
	}
	return -1
}

// after returns the word behind that of index i, or "".
func after(list []string, i int) string {
	if i+1 < len(list) {
		return list[i+1]
	}
	return ""
}

func isContent(w string) bool { return w == "content" || w == "contents" }

// aboutPeople reports whether a name is one of something that shows people, or that
// members do: a form, a list, a button.
func aboutPeople(list []string) bool {
	for _, w := range list {
		switch w {
		case "team", "staff", "form", "list", "button", "link", "profile", "directory", "card", "grid", "avatar", "count", "counter", "table", "pricing", "price", "register", "registration", "signup", "menu", "carousel", "slider",
			"field", "account", "checkout", "cart", "name", "info", "page", "url", "loginout", "reviews", "testimonial", "photo", "bio", "board", "crew":
			return true
		}
	}
	return false
}
