package transform

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// What visitors of the old site did not see of a post: blocks that the author has
// hidden, and what plugins show to members alone (docs/formats.md §C.4, §D.4). It is held
// back. A note names it and quotes none of it, for the manifest and the report are
// files of the output too.

// heldBack notes what is held back. Publishing it is not ours to decide.
func (b *builder) heldBack(why, what, content string) {
	b.held = append(b.held, content)
	words := len(strings.Fields(tree.TextContent(b.parseHTML(content))))
	count := strconv.Itoa(words) + " words"
	if words == 1 {
		count = "1 word"
	}
	b.notes.add(note.Private, true, why+", held back: "+what+" with "+count)
}

const (
	hiddenByAuthor = "hidden by its author"
	forMembers     = "for members only"
)

// holdBack takes from a tree of blocks those that visitors did not see.
func (b *builder) holdBack(blk *block) {
	if b.opt.Restricted {
		return
	}
	for i := 0; i < len(blk.children); i++ {
		c := blk.children[i]
		if c.name == "" {
			continue
		}
		if c.name == "jetpack/paywall" { // all behind it is for subscribers
			var behind strings.Builder
			for _, e := range blk.children[i:] {
				e.writeSource(&behind)
			}
			b.heldBack(forMembers, c.name+" and what is behind it", behind.String())
			blk.children = blk.children[:i:i]
			return
		}
		if why := c.hiddenFor(); why != "" {
			b.heldBack(why, c.name, c.source())
			blk.children = slices.Delete(slices.Clone(blk.children), i, i+1)
			i--
			continue
		}
		b.holdBack(c)
	}
}

// hiddenFor returns why visitors did not see a block, or "".
func (b *block) hiddenFor() string {
	if isMembersBlock(b.name) {
		return forMembers
	}
	if b.attrs == "" || !strings.Contains(b.attrs, "isib") && !strings.Contains(b.attrs, "estrict") && !strings.Contains(b.attrs, "ontrols") &&
		!strings.Contains(b.attrs, "ole") && !strings.Contains(b.attrs, "ogged") && !strings.Contains(b.attrs, "ember") && !strings.Contains(b.attrs, "ccess") && !strings.Contains(b.attrs, "ide") {
		return ""
	}
	var attrs map[string]any
	b.decode(&attrs)
	if metadata, ok := attrs["metadata"].(map[string]any); ok && hides(metadata["blockVisibility"]) {
		return hiddenByAuthor
	}
	if hides(attrs["blockVisibility"]) {
		return hiddenByAuthor
	}
	if isRestricted(attrs, 0) {
		return forMembers
	}
	return ""
}

// hides reports whether a value of blockVisibility hides a block from everyone:
// false since WordPress 6.9, hideBlock of the plugin Block Visibility. By the size
// of a screen, since 7.0, a block is hidden from some, and is in the page.
func hides(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return v == "false" || v == "hidden" || v == "none"
	case map[string]any:
		return isTrue(v["hideBlock"]) || v["hidden"] == true || isFalse(v["visible"]) || isFalse(v["default"])
	}
	return false
}

func isTrue(v any) bool  { return v == true || v == "true" || v == "1" || v == 1.0 || v == "yes" }
func isFalse(v any) bool { return v == false || v == "false" }

// isRestricted reports whether attributes of a block, or what they hold, say that
// only people who are logged in see it.
func isRestricted(attrs map[string]any, depth int) bool {
	if depth > 8 || isFalse(attrs["enable"]) || isFalse(attrs["enabled"]) {
		return false
	}
	for key, v := range attrs {
		switch k := plainKey(key); v := v.(type) {
		case map[string]any:
			if k != "style" && k != "data" && isRestricted(v, depth+1) {
				return true
			}
		case []any:
			for _, e := range v {
				if m, ok := e.(map[string]any); ok && isRestricted(m, depth+1) {
					return true
				}
			}
			if k == "otterconditions" && strings.Contains(fmt.Sprint(v), "logged") {
				return true
			}
			if len(v) > 0 && isRoles(k) {
				return true
			}
		case string:
			if isAudience(k) && onlyMembers(v) || isRoles(k) && v != "" && !forAll(v) {
				return true
			}
			if (isSwitch(k) || k == "umwhoaccess") && isTrue(v) {
				return true
			}
		case bool:
			if v && isSwitch(k) {
				return true
			}
		case float64:
			if v == 1 && k == "umwhoaccess" {
				return true
			}
		}
	}
	return false
}

// isAudience, isRoles and isSwitch say what a key of attributes is about, as plainKey
// has it.
func isAudience(k string) bool {
	switch k {
	case "visibilitybyrole", "userstatus", "visibility", "visibleto", "showto", "displayto", "whocansee", "whocanaccess", "loggedin", "loginstatus", "userstate", "uservisibility", "restrictedto",
		"llmsvisibility", "accesslevel", "access", "audience", "kbuservisibility", "displayfor", "showfor", "viewableby", "restrictionmode", "loggedinstatus":
		return true
	}
	return false
}

// onlyMembers reports whether a value says that visitors do not see something.
func onlyMembers(v string) bool {
	switch strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(v)) {
	case "logged-in", "loggedin", "logged-in-users", "loggedinuser", "loggedinusers", "user-role", "user-roles", "userroles", "users", "user", "members", "member", "members-only", "subscribers", "subscriber",
		"paid-subscribers", "paying", "customers", "enrolled", "administrator", "admin", "editor", "private", "restricted", "specific", "roles", "role", "choose-roles", "registered":
		return true
	}
	return false
}

func isRoles(k string) bool {
	switch k {
	case "restrictedroles", "restrictedrole", "allowedroles", "visibilityroles", "userroles", "userrole", "roles", "membershiplevels", "memberships", "membership", "membershipplans", "membershiplevel",
		"subscriptionplans", "subscriptionlevel", "subscriptionlevels", "restrictlevels", "umrolesaccess", "membershipids", "allowedgroups", "requiredrole", "allowedusers", "restrictedusers", "visibletoroles":
		return true
	}
	return false
}

func forAll(v string) bool {
	switch strings.ToLower(v) {
	case "all", "any", "everyone", "public", "none", "0", "guest", "visitors", "non-members", "logged-out":
		return true
	}
	return false
}

func isSwitch(k string) bool {
	switch k {
	case "hideblock", "loggedinonly", "onlyloggedin", "membersonly", "memberonly", "restricted", "isrestricted", "umisrestrict", "requirelogin", "requiresmembership", "restrictcontent", "restrictaccess", "hidefromloggedout", "hideforloggedout", "hidefromguests", "hideloggedout",
		"isprotected", "passwordprotected", "isprivate", "subscribersonly", "visibilityloggedin":
		return true
	}
	return false
}

// isMembersBlock reports whether only members or subscribers see a block, by its
// name.
func isMembersBlock(name string) bool {
	space, name, _ := strings.Cut(name, "/")
	if space == "core" {
		return false
	}
	if isOutsiders(name) {
		return false
	}
	switch space + "/" + name {
	case "pmpro/membership", "pmpro/membership-shortcode", "memberpress/protected-content", "memberful/restrict", "wishlist-member/protected", "woocommerce-memberships/member-discounts-content",
		"jetpack/premium-content", "premium-content/subscriber-view", "groups/groups-member", "swpm/protected", "simple-membership/protected", "lifterlms/access-plan-content":
		return true
	}
	return isMembersName(name)
}

// isOutsiders reports whether a name is of what those see who are no members.
func isOutsiders(name string) bool {
	name = strings.NewReplacer("_", "-").Replace(strings.ToLower(name))
	for _, s := range []string{"non-member", "nonmember", "not-member", "not-logged", "notlogged", "logged-out", "loggedout", "guest", "visitor", "not-paid", "unrestrict", "no-access", "-not-"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// isMembersName reports whether a name says of itself that only members see what it
// holds.
func isMembersName(name string) bool {
	name = strings.NewReplacer("_", "-").Replace(strings.ToLower(name))
	for _, s := range []string{"restrict", "members-only", "member-only", "member-content", "members-access", "membership-content", "if-member", "is-member", "logged-in", "loggedin", "subscriber-view", "subscriber-only", "subscribers-only", "paywall",
		"passster", "password-protect", "content-lock", "content-protect", "protected-content", "private-content", "premium-content", "hide-content", "is-paid", "ppwp", "pda-", "content-control", "for-members", "role-content", "user-role"} {
		if strings.Contains(name, s) {
			return true
		}
	}
	return false
}

// MayHide reports whether a content may have parts that visitors did not see. It
// takes no more than a look.
func MayHide(s string) bool { return restrictedIn(s) != "" || hasHiddenBlock(s) }

// hasHiddenBlock reports whether a comment of a content begins a block that visitors
// did not see, or what is behind a paywall.
func hasHiddenBlock(s string) bool {
	for {
		_, after, ok := strings.Cut(s, "<!-- wp:")
		if !ok {
			return false
		}
		head, _, _ := strings.Cut(after[:min(len(after), 16<<10)], "-->")
		name, attrs, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(head), "/"), " ")
		if !strings.Contains(name, "/") {
			name = "core/" + name
		}
		blk := block{name: name, attrs: strings.TrimSpace(attrs)}
		if name == "jetpack/paywall" || blk.hiddenFor() != "" {
			return true
		}
		s = after
	}
}

// Known returns the notes of a page and what it holds back as if a note quoted
// it: for whoever checks that nothing is missing, and never to be published.
func (p *Page) Known() []note.Note {
	notes := slices.Clip(p.Notes)
	for _, text := range p.Held {
		notes = append(notes, note.Note{Kind: note.Private, Text: html.UnescapeString(text)})
	}
	return notes
}
