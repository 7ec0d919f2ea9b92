package privacy

import (
	"fmt"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Rules that plugins keep as items of their own.
func TestRulesOfPlugins(t *testing.T) {
	press := func(kind, content string, more ...extract.Meta) extract.Item {
		return extract.Item{Type: "memberpressrule", Status: "publish", Meta: append([]extract.Meta{{Key: "_mepr_rules_type", Value: kind}, {Key: "_mepr_rules_content", Value: content}}, more...)}
	}
	control := func(name, more string, status string) extract.Item {
		rule := fmt.Sprintf(`a:%d:{s:4:"type";s:4:"rule";s:4:"name";s:%d:"%s";%s}`, 2+map[bool]int{true: 1}[more != ""], len(name), name, more)
		return extract.Item{Type: "cc_restriction", Status: "publish", Meta: []extract.Meta{{Key: "restriction_settings", Value: fmt.Sprintf(
			`a:2:{s:10:"userStatus";s:%d:"%s";s:10:"conditions";a:1:{s:5:"items";a:1:{i:0;a:2:{s:4:"type";s:5:"group";s:5:"query";a:1:{s:5:"items";a:1:{i:0;%s}}}}}}`, len(status), status, rule)}}}
	}
	registration := func(target, condition, value, access string) extract.Item {
		return extract.Item{Type: "urcr_access_rule", Status: "publish", Content: fmt.Sprintf(
			`{"enabled":true,"target_contents":[%s],"logic_map":{"type":"group","conditions":[{"type":%q,"value":%s}]},"actions":[{"type":"message","access_control":%q}]}`, target, condition, value, access)}
	}
	sure := func(place string) extract.Item {
		return extract.Item{Type: "wsm_access_group", Status: "publish", Meta: []extract.Meta{{Key: "suremembers_plan_include", Value: fmt.Sprintf(`a:1:{s:5:"rules";a:1:{i:0;s:%d:"%s";}}`, len(place), place)}}}
	}
	ids := `s:7:"options";a:1:{s:8:"selected";a:1:{i:0;i:7;}}`
	off := press("all", "")
	off.Status = "draft"
	for _, test := range []struct {
		name                               string
		rule                               extract.Item
		seven, below, book, term, tag, url bool // what it closes: post 7, a page below 7, a book, genre 7 (slug old), tag old, /members/x/
	}{
		{name: "MemberPress, all", rule: press("all", ""), seven: true, below: true, book: true},
		{name: "MemberPress, one", rule: press("single_post", "7"), seven: true},
		{name: "MemberPress, several", rule: press("single_post", "3, 7"), seven: true},
		{name: "MemberPress, below", rule: press("parent_page", "7"), below: true},
		{name: "MemberPress, a type", rule: press("all_book", ""), book: true},
		{name: "MemberPress, all posts", rule: press("all_posts", ""), seven: true},
		{name: "MemberPress, a tag", rule: press("tag", "old"), tag: true},
		{name: "MemberPress, another category", rule: press("category", "7")},
		{name: "MemberPress, a term by its number", rule: press("all_tax_genre", "7"), term: true},
		{name: "MemberPress, a term by its slug, of a type", rule: press("tax_genre||cpt_book", "old"), term: true},
		{name: "MemberPress, a part of an address", rule: press("partial", "/members/"), url: true},
		{name: "MemberPress, an address", rule: press("custom", "http://a.example/members/x"), url: true},
		{name: "MemberPress, a pattern", rule: press("custom", "^/mem.*", extract.Meta{Key: "_is_mepr_rules_content_regexp", Value: "1"}), url: true},
		{name: "MemberPress, a pattern nobody can read", rule: press("custom", "(?<!a)b", extract.Meta{Key: "_is_mepr_rules_content_regexp", Value: "1"}), seven: true, below: true, book: true},
		{name: "MemberPress, no rule yet", rule: off},
		{name: "Content Control, a page", rule: control("content_is_selected_post", ids, "logged_in"), seven: true},
		{name: "Content Control, below", rule: control("content_is_child_of_page", ids, "logged_in"), below: true},
		{name: "Content Control, a type", rule: control("content_is_book", "", "logged_in"), book: true},
		{name: "Content Control, a term", rule: control("content_is_book_with_genre", ids, "logged_in"), term: true},
		{name: "Content Control, all but one", rule: control("content_is_selected_post", `s:10:"notOperand";b:1;`, "logged_in"), seven: true, below: true, book: true},
		{name: "Content Control, the site", rule: control("content_is_entire_site", "", "logged_in"), seven: true, below: true, book: true},
		{name: "Content Control, who is logged out", rule: control("content_is_book", "", "logged_out")},
		{name: "Content Control, an archive", rule: control("content_is_book_archive", "", "logged_in")},
		{name: "User Registration, a post", rule: registration(`{"type":"wp_posts","value":["7"]}`, "roles", `["subscriber"]`, "access"), seven: true},
		{name: "User Registration, a type", rule: registration(`{"type":"post_types","value":["book"]}`, "user_state", `"logged-in"`, "access"), book: true},
		{name: "User Registration, a term", rule: registration(`{"type":"taxonomy","taxonomy":"genre","value":[7]}`, "user_state", `"logged-in"`, "access"), term: true},
		{name: "User Registration, the site", rule: registration(`{"type":"whole_site"}`, "membership", `["5"]`, "access"), seven: true, below: true, book: true},
		{name: "User Registration, who is logged out", rule: registration(`{"type":"whole_site"}`, "user_state", `"logged-out"`, "access")},
		{name: "User Registration, not for who is logged in", rule: registration(`{"type":"whole_site"}`, "user_state", `"logged-in"`, "restrict")},
		{name: "User Registration, switched off", rule: extract.Item{Type: "urcr_access_rule", Status: "publish", Content: `{"enabled":false,"target_contents":[{"type":"whole_site"}]}`}},
		{name: "User Registration, without conditions", rule: extract.Item{Type: "urcr_access_rule", Status: "publish", Content: `{"enabled":true,"target_contents":[{"type":"wp_posts","value":["7"]}],"logic_map":[],"actions":[]}`}, seven: true},
		{name: "User Registration, damaged", rule: extract.Item{Type: "urcr_access_rule", Status: "publish", Content: "{"}, seven: true, below: true, book: true},
		{name: "SureMembers, a post", rule: sure("post-7-|"), seven: true},
		{name: "SureMembers, a type", rule: sure("book|all"), book: true},
		{name: "SureMembers, an archive", rule: sure("book|all|archive")},
		{name: "SureMembers, a term", rule: sure("tax-7-single-genre"), term: true},
		{name: "SureMembers, the site", rule: sure("basic-global"), seven: true, below: true, book: true},
		{name: "Content Control, damaged", rule: extract.Item{Type: "cc_restriction", Status: "publish"}, seven: true, below: true, book: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var r Rules
			r.Add(&test.rule)
			for _, c := range []struct {
				name      string
				got, want bool
			}{
				{"post 7", r.Close(7, 0, "post"), test.seven}, {"a page below it", r.Close(8, 7, "page"), test.below}, {"a book", r.Close(9, 0, "book"), test.book},
				{"a term", r.CloseTerm("genre", 7, "old"), test.term}, {"a tag", r.CloseTerm("post_tag", 9, "old"), test.tag},
				{"an address", r.CloseAddress("http://a.example/members/x/"), test.url}, {"another address", r.CloseAddress("http://a.example/open/"), false},
			} {
				if c.got != c.want {
					t.Errorf("%s: closed is %v, want %v", c.name, c.got, c.want)
				}
			}
		})
	}
}

// Statuses of plugins that only some people may read, and those that are drafts.
func TestIsSecret(t *testing.T) {
	for _, status := range []string{"private", "hidden", "spam", "members-only", "members_only", "membersonly", "subscribers", "friends", "vip", "logged-in", "hidden_from_all", "locked", "quarantine", "redacted", "sensitive", "only-me-private", Password, Members, Parent} {
		if !IsSecret(Status(status)) {
			t.Errorf("%q is a draft", status)
		}
	}
	for _, status := range []string{"publish", "draft", "pending", "future", "pitch", "assigned", "in-progress", "archived", "expired", "rejected", "closed", "dp-rewrite-republish", "acf-disabled", ""} {
		if IsSecret(Status(status)) {
			t.Errorf("%q is held back", status)
		}
	}
}

// The conditions of a level of Restrict User Access are items of their own, before or
// behind it; another plugin has the same.
func TestRulesOfLevels(t *testing.T) {
	group := func(parent int64, value string, terms ...extract.TermRef) extract.Item {
		return extract.Item{Type: "condition_group", Status: "publish", Parent: parent, Terms: terms, Meta: []extract.Meta{{Key: "_ca_post_type", Value: value}}}
	}
	level := func(id int64, role string) extract.Item {
		return extract.Item{Type: "restriction", ID: id, Status: "publish", Meta: []extract.Meta{{Key: "_ca_role", Value: role}}}
	}
	items := []extract.Item{group(1, "7"), level(1, "-1"), group(1, "book"), group(2, "8"), group(3, "page", extract.TermRef{Taxonomy: "genre", Slug: "old"}), level(3, "editor"), level(4, "0"), group(4, "post")}
	for range 2 {
		var r Rules
		for i := range items {
			r.Add(&items[i])
		}
		if !r.Close(7, 0, "post") || !r.Close(9, 0, "book") || !r.CloseTerm("genre", 0, "old") {
			t.Error("what a level closes is open")
		}
		if r.Close(8, 0, "page") || r.Close(10, 0, "post") || r.Close(11, 0, "page") {
			t.Error("what no level closes is closed")
		}
		for i := range len(items) / 2 {
			items[i], items[len(items)-1-i] = items[len(items)-1-i], items[i]
		}
	}
}
