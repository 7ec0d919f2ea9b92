package privacy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/late"
)

// The statuses that WordPress does not have, by which what is held back can be
// asked for.
const (
	Password = "password" // published, behind a password
	Members  = "members"  // published, and only members may read it
	Parent   = "parent"   // published, below an item that visitors do not see
)

// Status returns a status as WordPress spells it. Importers and plugins write
// "Private", "published" or "privately-published".
func Status(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "published" || s == "public":
		return "publish"
	case strings.Contains(s, "private"):
		return "private"
	case s == "trashed" || s == "deleted":
		return "trash"
	case s == "drafts" || s == "unpublished":
		return "draft"
	case s == "scheduled":
		return "future"
	}
	return s
}

// StatusOf returns the status of an item as [Status] does. A topic of bbPress to which nobody
// may reply any more is as public as any other.
func StatusOf(it *extract.Item) string {
	s := Status(it.Status)
	if s == "closed" && (it.Type == "topic" || it.Type == "forum") {
		return "publish"
	}
	return s
}

// IsSecret reports whether a status, as [Status] returns it, is one that hides an
// item from visitors because of what it holds: bbPress has hidden forums, and
// plugins for members have statuses of their own.
func IsSecret(status string) bool {
	switch status {
	case Password, Members, Parent:
		return true
	case "publish", "draft", "pending", "future", "inherit", "trash", "auto-draft":
		return false
	}
	return slices.ContainsFunc(parts(status), secretly.Has) || audience.IsForInsiders(status)
}

// secretly are words of statuses of what only some people may read.
var secretly = late.Words(`private hidden spam confidential internal secret restricted protected locked quarantine quarantined redacted sensitive classified
	member members membersonly membership subscriber subscribers subscribersonly friend friends follower followers patron patrons supporters customers vip loggedin loggedinonly logged onlyme personal`)

// MembersOnly returns the field by which a plugin lets only some people read an
// item, or "".
func MembersOnly(it *extract.Item) string { return closing(it.Meta) }

// IsPrivate reports whether the fields of a comment or of an entry of a menu say that
// only some people see it.
func IsPrivate(fields []extract.Meta) bool { return closing(fields) != "" }

// closing returns the field that says that only some people see what has it, or "".
func closing(fields []extract.Meta) string {
	var lists map[string]bool
	for i := range fields {
		m := &fields[i]
		if isOfWordPress(m.Key) {
			continue
		}
		closed, known := closesWith(fields, m)
		if !known {
			if closed = restricts(m.Key, m.Value); closed && lists == nil {
				lists = listsOf(fields)
			}
			closed = closed && !isInRow(lists, m.Key)
		}
		if closed {
			return m.Key
		}
	}
	return ""
}

// isOfWordPress reports whether a field is one that WordPress itself keeps, for most items the
// only ones. None of them restricts anything.
func isOfWordPress(key string) bool {
	switch key {
	case "_thumbnail_id", "_edit_last", "_edit_lock", "_wp_attached_file", "_wp_attachment_metadata", "_wp_attachment_image_alt", "_wp_old_slug", "_wp_old_date", "_wp_page_template", "_pingme", "_encloseme":
		return true
	}
	return false
}

// restricts reports whether a field says that only some may read a post.
func restricts(key, value string) bool {
	if len(value) > 64<<10 {
		return false
	}
	v := strings.TrimSpace(value)
	if len(v) < longWord {
		v = strings.ToLower(v)
	}
	if key == "pms-content-restrict-all-subscription-plans" {
		return v != ""
	}
	switch v {
	case "", "0", "no", "none", "false", "off", "n", "null", "a:0:{}", "[]", "{}", "everybody", "everyone", "public", "default", "inherit", "all", "-1":
		return false
	}
	switch key {
	case "_members_access_role", // Members
		"rcp_subscription_level", "rcp_user_level", "rcp_access_level", "rcUserLevel", "_is_paid", "_rcp_restricted", "_edd_cr_restricted_to", // Restrict Content (Pro)
		"pms-content-restrict-subscription-plan", "pms-content-restrict-user-status", // Paid Member Subscriptions
		"_wc_memberships_restrict", "_wc_memberships_force_public_off",
		"_ppw_password", "ppwp_password", "pda_protected", "_passster_protected", "passster_activate_protection", "passster_password",
		"_s2member_required", "_wpmem_block", "_wpmem_restricted", "_llms_restricted_levels", "_llms_is_restricted",
		"_memberful_acl", "memberful_acl", "_swpm_protect_post", "simplemembership_protect",
		"_wishlist_member_protected", "wlm_protected", "_uncanny_restrict", "_members_only", "members_only", "_groups-read", "groups-read", "_groups-groups_read_post",
		"_um_accessible", "_pmpro_levels", "pmpro_levels", "_mepr_protected",
		"patreon-level", "patreon_level", "arm_access_plan", "_private_group", // of bbPress
		"rcp_restricted_meta": // of a term
		return !isSettings(value) || !isBlank(value)
	case "_coil_monetize_post_status", "_coil_visibility_post_status":
		return v == "gate-all" || v == "exclusive"
	case "_ym_account_type": // Your Members: those who may read it
		return !strings.Contains(v, "guest")
	case "_wpuf_res_display": // WP User Frontend
		return v == "loggedin" || v == "subscription"
	case "start_see", "wppay_type": // erphpdown, RiPro: all of the post is sold; other values, a part or a file
		return v == "yes" || v == "1"
	case "_nav_menu_role", "_nav_menu_roles": // Nav Menu Roles: in, out, or a list of roles
		return v != "out"
	case "_jetpack_newsletter_access":
		return v == "subscribers" || v == "paid_subscribers" || v == "paid_subscribers_all_tiers"
	case "_jetpack_memberships_contains_paid_content":
		return false // a part of it: its block says which
	case "bp_docs_settings": // BuddyPress Docs: who may read, edit, comment
		v, _ := extract.Unserialize(value)
		list, _ := v.(extract.PHPArray)
		return list.Get("read") != "anyone"
	case "um_content_restriction", "um_content_restriction_settings":
		return restrictsArray(value)
	case "ppress_content_restriction", "_content_control", "content_control", "_restrict_content", "restrict_content":
		return true
	}
	if p := strings.TrimPrefix(strings.TrimPrefix(key, "_is4wp_"), "_memberium_"); p != key {
		return p == "membership_levels" || p == "access_tags" || p == "access_tags2" || p == "contact_ids" || p == "any_loggedin_user" || p == "any_membership"
	}
	if isSettings(value) && key != "_wp_attachment_metadata" {
		return settingsHold(key, value)
	}
	return strings.HasPrefix(key, "pms-content-restrict-") && !strings.Contains(key, "message") && !strings.Contains(key, "redirect") && !strings.Contains(key, "type") ||
		audience.FieldHolds(key, v)
}

// longWord is longer than all that is said in a word or two, see [audience.FieldHolds].
const longWord = 64

// asJSON returns an array of PHP as the reader of JSON has it.
func asJSON(list extract.PHPArray, depth int) any {
	named := false
	for _, e := range list {
		named = named || strings.Trim(e.Key, "0123456789") != ""
	}
	m, all := map[string]any{}, []any{}
	for _, e := range list {
		v := e.Value
		switch x := v.(type) {
		case extract.PHPArray:
			if depth > 10 {
				continue
			}
			v = asJSON(x, depth+1)
		case int64:
			v = float64(x)
		}
		m[e.Key], all = v, append(all, v)
	}
	if named {
		return m
	}
	return all
}

// restrictsArray reads the settings of Ultimate Member: that a post has its own,
// and that not everybody may read it (0; 1 are those who are logged out).
func restrictsArray(value string) bool {
	v, err := extract.Unserialize(value)
	list, ok := v.(extract.PHPArray)
	if err != nil || !ok {
		return true // of damaged data nobody can say who may read it
	}
	own, who := "", "2"
	for _, e := range list {
		switch e.Key {
		case "_um_custom_access_settings":
			own = fmt.Sprint(e.Value)
		case "_um_accessible":
			who = fmt.Sprint(e.Value)
		}
	}
	return own != "" && own != "0" && own != "false" && who == "2"
}
