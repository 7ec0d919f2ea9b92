package audience

import "strings"

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

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// Words of names. What is glued of several stands as one.
var (
	// alone says by itself that something is for some people only.
	alone = set(`restrict restricted restricts restriction restrictcontent contentrestriction restrictaccess paywall paywalled passster ppwp membersonly memberonly loggedin loggedinonly
		userloggedin isloggedin ismember ifmember paidcontent premiumcontent privatecontent protectedcontent gated gatedcontent hidecontent
		passwordprotect passwordprotected protectcontent contentprotection lockedcontent contentlock contentlocker cwlocker subscribersonly patronsonly memberscontent membercontent useronly usersonly s2if
		contentcontrol memberpress memberful patronly adminonly adminsonly editoronly ifloggedin accessrole restrictedarea protectedarea`)

	// people are those who are more than visitors, and asked what turns a name with them
	// into a condition.
	people = set(`member members membership memberships subscriber subscribers subscription subscriptions patron patrons patreon supporter supporters backer backers
		logged login role roles capability capabilities customer customers buyer buyers purchaser purchasers purchased bought enrolled paid paying payer premium plus vip
		insider insiders registered user users level levels tier plan student students`)
	staff = set(`admin admins administrator administrators editor editors staff`)
	asked = set(`if is has only for show shows showto visible visibility view viewable access content protected protect private when in can check condition conditional exclusive hidden unlock gate wall area required require requires`)

	// behind is what a name says of what it holds.
	behind  = set(`private protected protect hidden locked locker lock premium exclusive paid gated gate`)
	holding = set(`content contents text area section page post block zone part`)

	// deeds are what somebody does to see more, and reading what they may do then.
	deeds   = set(`pay reply comment login register follow share buy`)
	reading = set(`read see view visible unlock`)

	// outside are those who are no more than visitors.
	outside = set(`guest guests visitor visitors nonmember nonmembers anonymous unregistered unauthenticated loggedout notloggedin unrestrict unrestricted logout nonlogged nologin`)
)

// IsForOutsiders reports whether a name is of what those see who are no members.
func IsForOutsiders(name string) bool { return outsiders(words(name)) }

func outsiders(list []string) bool {
	for i, w := range list {
		if outside[w] {
			return true
		}
		next := ""
		if i+1 < len(list) {
			next = list[i+1]
		}
		switch w {
		case "non", "not", "no", "un":
			if people[next] || next == "in" || next == "access" || next == "purchased" || next == "active" || w == "not" && next != "" {
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

// IsForInsiders reports whether the name of a shortcode or block says of itself that
// only some people see what it holds.
func IsForInsiders(name string) bool {
	list := words(name)
	if len(list) == 0 || outsiders(list) {
		return false
	}
	who, ask, back, hold := 0, 0, false, false
	for i, w := range list {
		if alone[w] {
			return true
		}
		if people[w] {
			who++
			if w == "logged" && (i+1 == len(list) || list[i+1] == "in" || list[i+1] == "users" || list[i+1] == "user" || list[i+1] == "only") {
				return true
			}
		}
		if asked[w] && (w != "in" || i > 0 && list[i-1] == "logged") {
			ask++
		}
		if deeds[w] && i+1 < len(list) && (list[i+1] == "to" && (w == "pay" || i+2 < len(list) && reading[list[i+2]]) || i == 0 && len(list) == 2 && reading[list[1]]) {
			return true // pay_to_view, reply_to_read, comment_visible
		}
		if w == "hide" && (i == 0 || list[i-1] != "show") && (i > 0 && isContent(list[i-1]) || i+1 < len(list) && isContent(list[i+1])) {
			return true // content_hide
		}
		back, hold = back || behind[w], hold || holding[w]
	}
	switch last := list[len(list)-1]; {
	case len(list) > 1 && (last == "lock" || last == "locker" || last == "enrolled"): // download_lock, ld_enrolled
		return true
	case len(list) > 1 && list[0] == "password" && behind[list[1]], len(list) == 2 && (list[0] == "registered" && people[last] || list[0] == "for" && staff[last] || last == "only" && staff[list[0]]):
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
