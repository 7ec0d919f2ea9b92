package audience

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/internal/late"
)

// mostDepth bounds settings within settings.
const mostDepth = 12

// Of says who sees something, by its settings: the attributes of a block, of a
// shortcode, of an element of a page builder, as JSON has them. maker is the plugin or
// the shortcode, in small letters; it tells what some keys mean.
// encloses says that the maker encloses what it shows: a role then says who sees that, where of a
// list of people it says which ones.
func Of(settings map[string]any, maker string, encloses bool) Who {
	r := reader{maker: maker, encloses: encloses}
	s := state{inverted: strings.HasSuffix(maker, "hide"), about: isAbout(maker)} // [mepr-hide]
	if maker == "deny" || hidesFrom(words(maker)) {
		s.inverted = true
	}
	return r.object(settings, s)
}

// IsTurned reports whether settings show to others what their maker shows to members:
// [mepr-active ifallowed="hide"].
func IsTurned(settings map[string]any) bool {
	for key, v := range settings {
		if k := plain(key); isHideMode(k, v) || isNot(k, v) && !strings.HasPrefix(k, "status") && k != "value" {
			return true
		}
	}
	return false
}

// IsElsewhere reports whether settings say no more than where, when and in what language
// something is shown.
func IsElsewhere(settings map[string]any) bool {
	for key := range settings {
		if !IsElsewhen(key) && key != "from" && key != "on" && key != "off" && key != "until" {
			return false
		}
	}
	return len(settings) > 0
}

// OfElement is Of for an element of a page builder that keeps the conditions of its
// plugins whether they are switched on or not.
func OfElement(settings map[string]any, maker string) Who {
	on := map[string]any{}
	for _, of := range [...]string{"original", "_advanced_options"} { // of Oxygen and Zion
		if inner, ok := settings[of].(map[string]any); ok {
			if who := OfElement(inner, maker); who >= Insiders {
				return who
			}
		}
	}
	for key, v := range settings {
		if list, ok := v.([]any); ok && key == "globalconditions" {
			if asksForUser(list) {
				return Insiders
			}
			continue
		}
		if isListOfConditions(key) || isOn(v) && (isSwitch(plain(key)) || isNamedSwitch(words(key))) || isHidden(plain(key), v, maker) || switchedOn(settings, key) || counts(key, v) {
			on[key] = v
		}
	}
	return Of(on, maker, false)
}

// asksForUser reports whether conditions of Oxygen, of which each has a name that a visitor
// of its editor reads, an operator and a value, hold for those who are logged in, or for some of them.
func asksForUser(list []any) bool {
	for _, e := range list {
		condition, _ := e.(map[string]any)
		name, _ := condition["name"].(string)
		of, _ := condition["oxycode"].(string)
		v, _ := condition["value"].(string)
		op, _ := condition["operator"].(string)
		not := isNot("operator", op)
		switch k := plain(name); {
		case strings.HasSuffix(k, "loggedin"):
			if isOn(strings.ToLower(v)) != not {
				return true
			}
		case strings.Contains(k, "role") || strings.Contains(k, "capabilit") || strings.HasPrefix(k, "user") || strings.Contains(of, "data='user"):
			if !not && v != "" {
				return true
			}
		}
	}
	return false
}

// counts reports whether a setting of an element says by itself who sees it, without a
// switch: wpf_visibility, pmpro_require_membership, hide_for_guests.
func counts(key string, v any) bool {
	k := plain(key)
	requires := isOwned(k) || isRoles(k) && (strings.HasPrefix(k, "require") || strings.HasPrefix(k, "allowedrole"))
	switch v := v.(type) {
	case []any:
		return len(v) > 0 && (requires || k == "wpftags" || k == "wpftagsall" || strings.HasSuffix(k, "requiremembership") || strings.HasSuffix(k, "rolevisibility") || listsRoles(key) && slices.ContainsFunc(words(key), closes.Has))
	case string:
		if isClasses(k) {
			return OfClasses(v) != Everyone
		}
		list := words(key)
		if requires {
			return v != ""
		}
		if isOn(v) {
			return hides(list) && outsiders(list)
		}
		isAudience := isAudience(k)
		if v == "" || !isAudience && (!IsAboutAccess(key) || slices.ContainsFunc(list, notAccess.Has)) {
			return false
		}
		says := audience(v, isAudience, false)
		return says.in || says.out
	}
	return false
}

// Hints reports whether a text of settings may say who sees something: a look, before
// it is read.
func Hints(s string) bool {
	for _, h := range hints {
		if strings.Contains(s, h) {
			return true
		}
	}
	return false
}

// hints are parts of words without the first letter, which may be a capital.
var hints = [...]string{"isib", "estrict", "ontrols", "ole", "ogged", "oggedin", "ember", "howTo", "how_to", "dministrator", "ockopts", "netize", "_levels", "ccess", "ide", "ondition", "ogic", "isabl", "udience", "ogin", "rotect", "rivate", "ser", "ubscri", "apabilit", "display_to", "atus", "egistered", "uest", "isitor", "nonymous", "howblog", "level=", "s_admin", "sAdmin", "dmin-only", "dmins-only", "taff-only", "has_", "plan", "Plan", "pmpro", "hideElement", "evels", "lock_content", "ockContent", "equire", "atrons", "hoCan", "Behavior", "enied", "nauth", "ot_allowed", "ocked_", "ublic_t", "ublic_m", "ublic_c"}

// HintsOfElement is Hints for the data of a page builder, which has most of its words on
// every page.
func HintsOfElement(s string) bool {
	for _, h := range [...]string{"isib", "ondition", "_logic", "rotection", "ogged", "able_row", "able_widget", "ecl_", "estrict", "embers", "uests", "show_to", "who_can", "wpf_", "pmpro", "hideElement", "_access", "_role", "_rules", "equire", "bersOnly", "bers_only", "tronsOnly", "trons_only", "inRequired", "in_required", "is_private", "isPrivate", "is_protected", "isProtected", "_visitors", "ForVisitors", "sswordProtected", "ssword_protected", "lock_content", "ockContent", "hoCan", "llowedRole", "has_subscription", "hasSubscription", "has_membership", "hasMembership", "has_purchased", "hasPurchased", "uest_m", "uest_t", "uestM", "uestT", "enied_m", "deniedM"} {
		if strings.Contains(s, h) {
			return true
		}
	}
	return false
}

type reader struct {
	maker    string
	encloses bool
}

type state struct {
	inverted bool // what holds for somebody is hidden from them
	about    bool // inside of conditions
	shuts    bool // inside of what restricts
	asks     bool // Ultimate Member says who, and not only that
	depth    int
}

// object reads an object: one condition, a group of some, or the settings of all.
func (r *reader) object(m map[string]any, s state) Who {
	if s.depth > mostDepth {
		return Everyone
	}
	s.depth++
	for key, v := range m {
		k := plain(key)
		if isOff(k, v) {
			return Everyone
		}
		s.asks = s.asks || k == "umwhoaccess"
	}
	for key, v := range m {
		if (s.about || strings.HasSuffix(key, "invert_restrictions")) && isNot(plain(key), v) || isHideMode(plain(key), v) {
			s.inverted = !s.inverted
			break
		}
	}
	who := Everyone
	says, paired := r.pair(m)
	for key, v := range m {
		k := plain(key)
		if paired && isPaired(k) {
			continue
		}
		if isHidden(k, v, r.maker) {
			return Nobody
		}
		if k == "role" && !s.about && isSomebody(m) {
			continue
		}
		inner := s
		inner.about = s.about || isAbout(key)
		switch v := v.(type) {
		case map[string]any:
			inner.shuts = s.shuts || slices.ContainsFunc(words(key), shuts.Has)
			if s.about && isJoining(k) && (isOn(v["active"]) || isOn(v["enabled"]) || isOn(v["enable"])) {
				says.in = true // "registration":{"active":true}
			}
			if k != "style" && k != "data" {
				who = max(who, r.object(v, inner))
			}
			continue
		case []any:
			if hasObjects(v) {
				who = max(who, r.list(v, inner))
				continue
			}
			if isRoles(k) && r.listsPeople() {
				continue
			}
			if (isRoles(k) || listsRoles(key) || s.about && isTags(k) || isTier(k) && (s.shuts || r.holdsTiers())) && len(v) > 0 && !allOutside(v) {
				says.add(said{in: true}.turned(hides(words(key))))
				continue
			}
			for _, e := range v {
				says.add(r.value(key, k, e, inner, &who))
			}
		default:
			says.add(r.value(key, k, v, inner, &who))
		}
	}
	switch {
	case says.out:
	case says.in, says.subject && who == Everyone:
		s.inverted = !s.inverted
	default:
		return who
	}
	if s.inverted {
		return max(who, Insiders)
	}
	return max(who, Outsiders)
}

// pair reads two keys that say together who sees something: {"loggedin":true,
// "loggedout":false}, {"hideLoggedIn":false,"hideLoggedOut":true}.
func (r *reader) pair(m map[string]any) (says said, ok bool) {
	if strings.HasPrefix(r.maker, "kadence/") {
		return says, false
	}
	var in, out sight
	for key, v := range m {
		k := plain(key)
		if !isPaired(k) || k != "loggedin" && k != "loggedout" && r.hidesFrom() {
			continue
		}
		sees := isOn(v) != (hides(words(key)) || strings.Contains(k, "hide") || strings.Contains(k, "disable"))
		if strings.HasSuffix(k, "loggedin") {
			in.add(sees)
		} else {
			out.add(sees)
		}
	}
	if in.sees == in.not || out.sees == out.not {
		return says, false
	}
	return said{in: in.sees && out.not, out: out.sees && in.not}, true
}

// sight is what keys say of whether somebody sees something; both if they differ.
type sight struct{ sees, not bool }

func (s *sight) add(sees bool) { s.sees, s.not = s.sees || sees, s.not || !sees }

func isPaired(k string) bool {
	return strings.HasSuffix(k, "loggedin") || strings.HasSuffix(k, "loggedout")
}

// said is what values say of who sees something: those who are logged in, those who
// are not, or no more than that it depends on that.
type said struct{ in, out, subject bool }

func (s *said) add(o said) {
	s.in, s.out, s.subject = s.in || o.in, s.out || o.out, s.subject || o.subject
}

func (s said) turned(hide bool) said {
	if hide {
		s.in, s.out = s.out, s.in
	}
	return s
}

func hasObjects(list []any) bool {
	for _, e := range list {
		switch e.(type) {
		case map[string]any, []any:
			return true
		}
	}
	return false
}

func (r *reader) list(list []any, s state) (who Who) {
	if s.depth > mostDepth {
		return Everyone
	}
	s.depth++
	for _, e := range list {
		switch e := e.(type) {
		case map[string]any:
			who = max(who, r.object(e, s))
		case []any:
			who = max(who, r.list(e, s))
		}
	}
	return who
}

// value reads one value. Such as are settings themselves are read into who.
func (r *reader) value(key, k string, v any, s state, who *Who) said {
	text, isText := v.(string)
	if isText {
		if inner := nested(text); inner != nil {
			s.about = true
			switch inner := inner.(type) {
			case map[string]any:
				*who = max(*who, r.object(inner, s))
			case []any:
				*who = max(*who, r.list(inner, s))
			}
			return said{}
		}
	}
	list := words(key)
	hide := hides(list)
	switch {
	case k == "umwhoaccess" && (v == 1.0 || v == "1"), k == "umisrestrict" && isOn(v) && !s.asks, k == "gbblockcondition" && v != "" && v != "0" && v != 0.0:
		return said{in: true}
	case k == "umwhoaccess" || k == "umisrestrict":
		return said{}
	case isOn(v) && (isSwitch(k) || isNamedSwitch(list)):
		return said{in: true}
	case strings.HasSuffix(k, "userbehavior"): // of If-So
		return said{in: v == "Logged" || v == "LoggedIn", out: v == "LoggedOut" || v == "NotLogged"}
	case r.hidesFrom() && isPaired(k) && !s.about:
		return said{in: isOn(v) && strings.HasSuffix(k, "out"), out: isOn(v) && strings.HasSuffix(k, "in")}
	case outsiders(list) && (isOn(v) || isText && text != "" && !isOff("enable", v) && isLack(list)):
		return said{out: true}.turned(hide) // hideForGuests, does_not_have_subscription_to
	case outsiders(list) && isOff("enable", v) && shows(list):
		return said{in: true} // showToVisitors: false
	case !hide && (isOn(v) || v == "Y") && (s.about && isLogin(k) || isState(k)):
		return said{in: true}
	case (isState(k) || k == "access") && isOff("enable", v) && v != "":
		return said{out: true}
	case isText && isClasses(k):
		who := OfClasses(text)
		return said{in: who == Insiders, out: who == Outsiders}
	case !isText || text == "" || isProse(k):
		return said{}
	case (k == "level" || k == "levels" || isRole(k) || isRoles(k)) && (text == "0" || text[0] == '-' || text[0] == '!'):
		return said{out: true} // of none
	case (isRole(k) || isRoles(k)) && hasOutside(text):
		return said{out: true}.turned(hide)
	case (isRole(k) || isRoles(k)) && r.listsPeople():
		return said{} // whom it lists
	case isRoles(k) && !forAll(text), (isRole(k) || listsRoles(key)) && isRoleName(text), isRole(k) && r.asksRole() && !forAll(text), isCapability(k) && !forAll(text):
		return said{in: true}.turned(hide)
	case isTier(k) && hasOutside(text) && (s.shuts || r.holdsTiers()):
		return said{out: true}.turned(hide)
	case isOwned(k) && !forAll(text) && (!isOn(v) || text == "1"), isTier(k) && (s.shuts || r.holdsTiers()) && !forAll(text):
		return said{in: true}.turned(hide)
	case isDoor(k) && hasOutside(text):
		return said{out: true}.turned(hide || isShut(k))
	case isDoor(k) && isRoleName(text):
		return said{in: true}.turned(hide || isShut(k))
	case s.about && k == "approach" && (text == "login" || text == "logout"):
		return said{in: text == "login", out: text == "logout"}
	}
	return audience(text, isAudience(k) || s.about && (k == "condition" || k == "state" || k == "if"), s.about && isSubject(k)).turned(hide)
}

// isNamedSwitch reports whether a key says by its words, switched on, that something is
// for some people only: isMembersOnly, acmeMembersRestrict.
func isNamedSwitch(list []string) bool {
	if len(list) < 2 {
		return false
	}
	who, only := false, false
	for _, w := range list {
		if notAccess.Has(w) {
			return false
		}
		who, only = who || people.Has(w) || strings.HasSuffix(w, "members"), only || w == "only" || w == "restrict" || w == "restricted"
	}
	return who && only
}

// isLack reports whether a key names what somebody has not, and no text for them.
func isLack(list []string) bool {
	lacks := false
	for _, w := range list {
		if notAccess.Has(w) || w == "error" {
			return false
		}
		lacks = lacks || w == "not" || w == "no"
	}
	return lacks && people.Has(list[len(list)-1]) || lacks && list[len(list)-1] == "to"
}

// isState reports whether a key is a question about who looks, by itself.
func isState(k string) bool {
	switch k {
	case "loggedin", "userloggedin", "ismember", "isadmin", "hasaccess", "logged", "isenrolled", "hassubscription", "haspurchased":
		return true
	}
	return hasAnySuffix(k, "isloggedin", "isuserloggedin")
}

// isOwned reports whether a key asks whether somebody has something, which its value names.
func isOwned(k string) bool {
	switch k {
	case "hassubscription", "haspurchased", "hasproduct", "hasproducts", "hasbought", "hasmembership", "hasplan", "haslevel", "hasorder":
		return true
	}
	return false
}

// asksRole reports whether the maker is by its name a question for the role of who looks:
// [woo_user_role role="wholesale"].
func (r *reader) asksRole() bool {
	list := words(r.maker)
	last := len(list) - 1
	return last > 0 && (list[last] == "role" || list[last] == "roles") && (list[last-1] == "user" || list[last-1] == "if" || list[last-1] == "by" && (asked.Has(list[0]) || hides(list) || list[0] == "restrict" || list[0] == "limit"))
}

// listsPeople reports whether the maker is by its name a list of people, of which a role says
// which ones: [authors_by_role role="author"], acme/member-card.
func (r *reader) listsPeople() bool {
	list := words(r.maker)
	if len(list) > 0 && someone.Has(list[len(list)-1]) && !hides(list) && !asked.Has(list[0]) {
		return true // of whom it is what he does
	}
	if len(list) < 2 || r.encloses && !listed.Has(list[len(list)-1]) || asked.Has(list[0]) || hides(list) {
		return false
	}
	who, shown := false, false
	for i, w := range list {
		if asksFor := w == "only" || closes.Has(w); asksFor {
			return false
		}
		one := strings.TrimSuffix(w, "s")
		who = who || w == "team" || one == "author" || one == "user" || one == "person" || w == "people" || one == "contributor" || people.Has(one) && one != "role" || staff.Has(w) || folk.Has(one)
		shown = shown || listing.Has(w) || w == "by" && i > 0
	}
	return who && shown
}

// someone are last words of names of what shows somebody.
var someone = late.Words("team person people testimonial testimonials profile bio author speaker crew quote")

// isSomebody reports whether settings are of somebody, whose role is what he does.
func isSomebody(m map[string]any) bool {
	for _, key := range [...]string{"name", "fullname", "full_name", "fullName", "person"} {
		if s, ok := m[key].(string); ok && strings.TrimSpace(s) != "" {
			return true
		}
	}
	return false
}

// listing are words of names of what shows people, whose words are not those of an editor.
var listing = late.Words("list lists card cards directory grid avatar avatars count counter carousel slider gallery table profiles board leaderboard")

// listed are last words of names of lists of people, also where they enclose a text.
var listed = late.Words("list lists grid directory")

// isCapability reports whether a key names what somebody may do; visitors may nothing.
func isCapability(k string) bool {
	return k == "capability" || k == "capabilities" || hasAnySuffix(k, "usercan", "permissionscap", "permissionscapability")
}

// isDoor reports whether a key lets people in or keeps them out, whoever its value names;
// isShut says which.
func isDoor(k string) bool {
	switch k {
	case "show", "allow", "for", "to", "who", "access", "roles", "users", "have":
		return true
	}
	return isShut(k)
}

func isShut(k string) bool {
	switch k {
	case "hide", "limit", "deny", "block", "except", "exclude":
		return true
	}
	return false
}

// hasOutside reports whether one of the names of a list is that of visitors.
func hasOutside(v string) bool {
	for name := range strings.FieldsFuncSeq(v, isListMark) {
		if outside.Has(strings.ToLower(name)) {
			return true
		}
	}
	return outsiders(words(v))
}

func isListMark(c rune) bool { return c == ',' || c == '|' || c == ' ' || c == ';' }

// isTags reports whether a key is one of what a mailing program knows people by.
func isTags(k string) bool { return k == "tagsany" || k == "tagsall" || k == "accesstags" }

// shuts are words of a key of which the tiers are of those who see something.
var shuts = late.Words("access restrict restricted restriction restrictions protect protection private patreon paywall")

// isTier reports whether a key is one of what members have paid for, by names or numbers.
func isTier(k string) bool {
	switch k {
	case "level", "levels", "plan", "plans", "tier", "tiers", "planid", "planids", "levelid", "levelids", "tierid", "tierids":
		return true
	}
	return false
}

// holdsTiers reports whether the maker is by its name of what members have paid for, and not what
// tells of them: [patreon level="5"], wishlistmember/content.
func (r *reader) holdsTiers() bool {
	list := nameWords(r.maker)
	if len(list) == 0 || aboutPeople(list) || slices.Contains(list, "plan") || slices.Contains(list, "plans") || slices.Contains(list, "level") || slices.Contains(list, "levels") {
		return false
	}
	switch last := list[len(list)-1]; last {
	case "patreon", "patron", "patrons", "membership", "memberships", "subscriber", "subscribers", "members":
		return true
	default:
		return (isContent(last) || gates.Has(last)) && hasPeople(list)
	}
}

// gates are words of names of what lets only some people see what is in it.
var gates = late.Words("gate restrict restricted protect protected lock locked private")

// isJoining reports whether a key is a condition that people have joined.
func isJoining(k string) bool {
	switch k {
	case "registration", "registered", "subscription", "membership", "login", "purchase":
		return true
	}
	return false
}

// isProse reports whether a key is one of words that are shown.
func isProse(k string) bool {
	switch k {
	case "content", "text", "title", "label", "heading", "placeholder", "anchor", "alt", "caption", "description", "editor", "html", "url", "href", "src":
		return true
	}
	return false
}

// hidesFrom reports whether the keys loggedIn and loggedOut of a maker say from whom
// something is hidden, and not who sees it.
func (r *reader) hidesFrom() bool {
	return strings.HasPrefix(r.maker, "kadence/") || strings.HasPrefix(r.maker, "uagb/") || strings.HasPrefix(r.maker, "core/") || strings.HasPrefix(r.maker, "spectra")
}

// nested returns the settings that a value holds as JSON, also such as was made
// fit for an attribute, or nil.
func nested(s string) any {
	if len(s) < 4 || len(s) > 64<<10 {
		return nil
	}
	switch {
	case s[0] == '{' || s[0] == '[':
	case strings.HasPrefix(s, "W3s") || strings.HasPrefix(s, "eyJ") || strings.HasPrefix(s, "W1t"): // [{, {", [[
		raw, err := base64.StdEncoding.DecodeString(s + strings.Repeat("=", -len(s)&3))
		if err != nil {
			return nil
		}
		s = string(raw)
	default:
		return nil
	}
	var v any
	if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(html.UnescapeString(s)), &v) != nil {
		return nil
	}
	switch v.(type) {
	case map[string]any, []any:
		return v
	}
	return nil
}

// plain returns a key in small letters, without what divides its words.
func plain(key string) string {
	var b strings.Builder
	for i := 0; i < len(key); i++ {
		switch c := key[i]; {
		case 'A' <= c && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c != '_' && c != '-' && c != ':' && c != ' ':
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isOn(v any) bool {
	switch v {
	case true, "true", "1", 1.0, "yes", "on":
		return true
	}
	return false
}

// isOff reports whether a key switches off what stands beside it.
func isOff(k string, v any) bool {
	switch k {
	case "umwhoaccess":
		return v == 0.0 || v == "0"
	case "approach":
		return v == "public"
	case "enable", "enabled", "isenabled", "active", "isactive":
		switch v {
		case false, "false", "0", 0.0, "no", "off", "N", "n", "":
			return true
		}
	}
	return false
}

// switchedOn reports whether another key of the same plugin says that a condition
// counts: pp_display_conditions_enable, eael_cl_enable, pa_display_conditions_switcher.
func switchedOn(settings map[string]any, key string) bool {
	mine := words(key)
	for other, v := range settings {
		if !isOn(v) {
			continue
		}
		list, shared, on := words(other), false, false
		for _, w := range list {
			switch w {
			case "enable", "enabled", "switcher", "switch", "active":
				on = true
				continue
			}
			on = on || w == "conditions" || w == "rules"
			for _, m := range mine {
				shared = shared || m == w && len(w) > 1
			}
		}
		if on && shared {
			return true
		}
	}
	return false
}

// isListOfConditions reports whether a key is one of conditions that count as soon
// as they are there.
func isListOfConditions(key string) bool {
	switch key {
	case "e_display_conditions", "display-conditions", "_conditions", "show_condition", "visibility_display", "visibility_logic", "globalconditions", "conditions", "display_rules":
		return true
	}
	return false
}

// isHidden reports whether a value hides something from everyone.
func isHidden(k string, v any, maker string) bool {
	switch k {
	case "hideblock", "hideelementfrontend", "disableelement", "dcevisibilityhidden", "disablerow", "disablewidget":
		return isOn(v)
	case "visibilityall":
		return v == "hide_all" // of Themify
	case "showblog", "showinblog", "showweb", "showinweb":
		return v == false || v == "false" // of a newsletter
	case "disabled":
		return isOn(v) && (strings.Contains(maker, "_pb_") || strings.HasPrefix(maker, "divi/"))
	case "status":
		return v == "draft" && strings.HasPrefix(maker, "fusion_")
	case "isvisible": // of Zion
		return v == false || v == "false" || v == ""
	case "visibilitydisplay":
		return v == "0" || v == "never" || v == "hidden"
	}
	return false
}

// isAbout reports whether a key is one of conditions.
func isAbout(key string) bool {
	for _, w := range words(key) {
		switch w {
		case "condition", "conditions", "conditional", "logic", "logics", "rule", "rules", "visibility", "visible", "restrict", "restriction", "restrictions", "restricted", "access", "audience", "controls", "otter", "ifso", "if", "blockopts":
			return true
		}
	}
	return strings.HasPrefix(key, "conditional") || strings.HasSuffix(key, "Conditions")
}

// isNot reports whether an operator of a condition turns it round.
func isNot(k string, v any) bool {
	switch k {
	case "operator", "comparator", "compare", "comparison", "conditionoperator", "paconditionoperator", "ppconditionoperator", "logicoperator", "condition", "equals", "match", "is", "hasnot":
		text, ok := v.(string)
		if !ok {
			return false
		}
		switch strings.ReplaceAll(plain(text), "equals", "equal") {
		case "not", "isnot", "notequal", "isnotequal", "!=", "!==", "notin", "doesnotequal", "hide", "false":
			return true
		}
	case "value", "paconditionvalue", "status": // of a condition whose name is "logged in"
		return v == "0" || v == "false" || v == "no" || v == false
	case "not", "invert", "inverted", "negate", "exclude", "invertrestrictions", "pmproinvertrestrictions", "hideonrestrictedroles":
		return isOn(v)
	case "approach":
		return v == "exclude"
	case "visibility":
		return v == false || v == "false"
	}
	return strings.HasSuffix(k, "operator") && (v == "not" || v == "not_equal" || v == "is_not" || v == "!=")
}

// isHideMode reports whether a value says that those who are named are those who do
// not see something.
func isHideMode(k string, v any) bool {
	text, ok := v.(string)
	if !ok {
		return false
	}
	switch {
	case k == "operator" || k == "rolematch":
		return text == "deny" || text == "exclude" || text == "disallow" || text == "hide"
	case strings.HasSuffix(k, "mbtype"):
		return text == "block"
	case strings.HasSuffix(k, "ifallowed"), strings.HasSuffix(k, "accesscontrolvisibility"):
		return text == "hide" || text == "hidden"
	}
	switch k {
	case "action", "type", "mode", "effect", "visibility", "display", "behavior", "behaviour", "show", "visibilitytype", "conditiontype", "displaymode", "showhide", "displayrule", "paconditionaction", "paaction", "jedvtype", "eaelclvisibilityaction", "dcevisibilitymode":
		t := strings.ToLower(text)
		return t == "hide" || t == "hide_when" || strings.HasPrefix(t, "hide if") || t == "forcedhide" || t == "hide_if"
	}
	return strings.HasSuffix(k, "action") && text == "hide"
}

func hides(list []string) bool {
	for _, w := range list {
		switch w {
		case "locked", "denied", "deny", "hide", "hidden", "hides", "except", "exclude", "excluded", "invisible":
			return true
		}
	}
	return false
}

func shows(list []string) bool {
	for _, w := range list {
		switch w {
		case "show", "shows", "visible", "display", "allow", "allowed":
			return true
		}
	}
	return false
}

// audience reads a value. What is doubtful counts under a key that is about who sees
// something, or is what a condition is about.
func audience(v string, sure, about bool) (s said) {
	if len(v) > 48 || strings.Count(v, " ") > 3 {
		return s
	}
	list := words(v)
	hide := hides(list) || v[0] == '!' // !is_user_logged_in()
	var rest []string
	for _, w := range list {
		switch w {
		case "user", "users", "is", "only", "show", "to", "for", "from", "hide", "hidden", "visible", "wordpress", "wp", "the", "are", "who", "current", "if":
		case "status", "state":
			s.subject = about && len(list) > 1
			if s.subject {
				return s
			}
		default:
			rest = append(rest, w)
		}
	}
	what := strings.Join(rest, "-")
	if about && hasAnySuffix(what, "tag-exist", "tags-exist", "tag-exists", "has-tag", "tag-not-exist", "tag-not-exists") {
		s.out = hasAnySuffix(what, "not-exist", "not-exists")
		s.in = !s.out
		return s.turned(hide)
	}
	switch what {
	case "monetize":
		s.in = true // of Coil
	case "public":
		s.out = sure || about
	case "logged-in", "loggedin", "authenticated", "not-logged-out":
		s.in = true
	case "logged-out", "loggedout", "not-logged-in", "notloggedin", "not-logged", "guest", "guests", "visitor", "visitors", "anonymous", "non-members", "non-member", "nonmembers", "unauthenticated", "not-authenticated", "not-loggedin", "non-logged-in", "nonlogged", "unregistered", "unreg", "unlogged", "not-enrolled":
		s.out = true
	case "logged", "login", "role", "roles", "membership", "memberships", "capability", "capabilities", "authentication", "authorization", "loginstatus", "loggedinstatus", "userstate", "userstatus", "userrole", "userroles", "lockdown", "rcp", "purchased":
		s.in, s.subject = sure, about
	case "":
		if list != nil && strings.HasPrefix(list[0], "user") {
			s.in, s.subject = sure, about
		}
	case "members", "member", "subscribers", "subscriber", "paid-subscribers", "paying", "customers", "customer", "enrolled", "administrator", "admin", "editor", "private", "restricted", "specific", "choose-roles", "registered", "reg", "in", "patrons", "premium", "member-only", "members-only", "all-members", "subscribers-only", "paid", "course-completed", "completed", "insiders", "purchasers", "buyers":
		s.in = sure
	case "out", "not":
		s.out = sure
	}
	return s.turned(hide)
}

// isAudience, isSubject, isRoles, isRole, isSwitch and isLogin say what a key is
// about.
func isAudience(k string) bool {
	switch k {
	case "visibilitybyrole", "userstatus", "visibility", "visibleto", "showto", "displayto", "whocansee", "whocanaccess", "loggedin", "loginstatus", "userstate", "uservisibility", "restrictedto",
		"llmsvisibility", "accesslevel", "access", "audience", "kbuservisibility", "displayfor", "showfor", "viewableby", "restrictionmode", "loggedinstatus", "visibilitydisplay", "userloggedin", "usertype", "ihcmbwho", "hidefrom", "hidefor", "navmenurole", "viewedby", "visiblefor", "showonlyto", "availableto":
		return true
	}
	return hasAnySuffix(k, "showto", "visibleto", "displayto") || strings.HasSuffix(k, "visibility") || strings.HasSuffix(k, "userstatus") || strings.HasSuffix(k, "userstate") || strings.HasSuffix(k, "loginstatus")
}

func isSubject(k string) bool {
	for _, s := range []string{"type", "condition", "key", "field", "name", "subject", "major", "param", "source", "logic", "rule", "conditionid", "slug"} {
		if strings.HasSuffix(k, s) {
			return true
		}
	}
	return false
}

func isRoles(k string) bool {
	switch k {
	case "restrictedroles", "restrictedrole", "allowedroles", "visibilityroles", "userroles", "userrole", "roles", "membershiplevels", "memberships", "membership", "membershipplans", "membershiplevel",
		"subscriptionplans", "subscriptionlevel", "subscriptionlevels", "restrictlevels", "umrolesaccess", "membershipids", "allowedgroups", "requiredrole", "allowedusers", "restrictedusers", "visibletoroles",
		"rolevisible", "eclrolevisible", "usergroup", "usergroups", "visiblerole", "visibleroles", "showroles", "requiredroles", "requiredcapability", "usercapability", "visibilityusercapability", "subscriptionplan", "membershipplan", "requiredlevel", "requiredplan", "allowedrole", "dcevisibilityrole", "navmenurole", "uaguserrole", "requiredmembership", "restrictedto", "ihcmbwho", "pmprolevels", "accessgroups", "requiremembership", "requirememberships", "requirelevel", "requirelevels", "requirerole", "requireroles", "requireplan", "requireplans":
		return true
	}
	return strings.HasSuffix(k, "userrole") || strings.HasSuffix(k, "userroles") || hasAnySuffix(k, "accesscontrolgateids", "requiremembership", "membershiplevels", "accesslevel", "accesslevels", "restrictroles", "restrictionroles", "accessgroups", "rolevisibility", "wpftags", "wpftagsall", "rolehidden")
}

// listsRoles reports whether a key is by its words a list of the roles of those who see something:
// acme_visibility_roles, accessRoles.
func listsRoles(key string) bool {
	list := words(key)
	if len(list) < 2 || outsiders(list) {
		return false
	}
	switch list[len(list)-1] {
	case "role", "roles", "capability", "capabilities", "membership", "memberships":
		return slices.ContainsFunc(list, func(w string) bool { return accessed.Has(w) || closes.Has(w) || grant.Has(w) }) && !slices.ContainsFunc(list, notAccess.Has)
	}
	return false
}

func hasAnySuffix(s string, ends ...string) bool {
	for _, end := range ends {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

func isRole(k string) bool { return k == "role" || k == "can" || k == "cap" }

func isRoleName(v string) bool {
	for name := range strings.FieldsFuncSeq(strings.ToLower(v), isListMark) {
		switch name {
		case "administrator", "editor", "author", "contributor", "subscriber", "customer", "shop_manager", "member", "members", "premium", "read", "edit_posts", "manage_options", "vip":
			return true
		}
	}
	return false
}

func forAll(v string) bool {
	switch strings.ToLower(v) {
	case "all", "any", "everyone", "public", "none", "0", "guest", "visitor", "visitors", "guests", "non-members", "logged-out", "logged_out", "loggedout", "out", "default", "no", "false", "off":
		return true
	}
	return false
}

func allOutside(list []any) bool {
	for _, v := range list {
		if s, ok := v.(string); v != 0.0 && (!ok || !forAll(s) && s != "" && !outsiders(words(s))) {
			return false
		}
	}
	return true
}

func isSwitch(k string) bool {
	switch k {
	case "loggedinonly", "onlyloggedin", "membersonly", "memberonly", "restricted", "isrestricted", "requirelogin", "requiresmembership", "restrictcontent", "restrictaccess", "hidefromloggedout", "hideforloggedout", "hidefromguests", "hideloggedout", "disableloggedout",
		"isprotected", "passwordprotected", "isprivate", "subscribersonly", "visibilityloggedin", "eaelextcontentprotection", "loginrequired", "requireslogin", "hideforguests", "hideforvisitors", "showloggedin", "showtologgedin", "patronsonly", "contentprotection", "enablecontentprotection", "rcpmembership", "visibilityblockenabled", "pmproenable", "lockcontent":
		return true
	}
	return false
}

func isLogin(k string) bool {
	switch k {
	case "loggedin", "userloggedin", "loggedinusers", "isloggedin", "login":
		return true
	}
	return false
}
