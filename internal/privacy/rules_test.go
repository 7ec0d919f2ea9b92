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
