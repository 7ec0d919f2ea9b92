package privacy

import (
	"fmt"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// What visitors saw comes along unasked; what may hold people's data does not.
func TestTypes(t *testing.T) {
	plain := func(typ string, i int) *extract.Item {
		return &extract.Item{ID: int64(i), Type: typ, Status: "publish", Title: "A title", Content: "<p>Some words.</p>", Link: fmt.Sprintf("http://old.example/%s/a%d/", typ, i)}
	}
	with := func(it *extract.Item, key, value string) *extract.Item {
		it.Meta = append(it.Meta, extract.Meta{Key: key, Value: value})
		return it
	}
	pathless := func(it *extract.Item) *extract.Item {
		it.Link = "http://old.example/?post_type=" + it.Type + "&p=1"
		return it
	}
	var items []*extract.Item
	want := map[string]bool{} // held
	add := func(held bool, typs []string, change func(*extract.Item) *extract.Item) {
		for _, typ := range typs {
			it := plain(typ, len(items)+1)
			if change != nil {
				it = change(it)
			}
			items, want[typ] = append(items, it), held
		}
	}
	add(false, []string{"portfolio", "jetpack-portfolio", "avada_portfolio", "product", "recipe", "wprm_recipe", "event", "tribe_events", "tribe_venue", "course", "sfwd-courses", "lesson", "sfwd-lessons", "testimonial", "jetpack-testimonial", "faq", "docs",
		"podcast", "project", "team", "team_member_page", "service", "gallery", "movie", "book", "job_listing", "property", "house", "forum", "topic", "reply", "sermon", "glossary", "download", "artist", "news", "unheardof", "obra", "custom1"}, nil)
	add(false, []string{"tribe_organizer", "estate_property", "doctor_profile", "restaurant"}, func(it *extract.Item) *extract.Item {
		return with(with(it, "_contact_phone", "123"), "_yoast_wpseo_title", "Found by search engines")
	})
	add(true, []string{"edd_payment", "give_payment", "nf_sub", "wpcf7s", "tribe_rsvp_attendees", "tec_tc_attendee", "llms_order", "happyforms-message", "elementor_cf_db", "wc_user_membership", "edd_log", "edd_license", "sfwd-transactions", "mepr-txn", "wp_log",
		"amn_smtp", "wc_booking", "job_application", "email_log", "acme_submission", "acme-entry", "xx_order", "yy_attendee", "event_registration", "crm_lead", "newsletter_subscriber", "support_ticket", "wcmembership", "EDD_Payment", "bestellung", "invoice"}, nil)
	add(true, []string{"acme", "zzz_data"}, func(it *extract.Item) *extract.Item { return with(it, "customer_email", "x") })
	add(true, []string{"foo", "bar"}, func(it *extract.Item) *extract.Item { it.Title = "someone@mail.example"; return it })
	add(true, []string{"baz"}, func(it *extract.Item) *extract.Item { it.Content = "Name: X\nE-mail: y\nPhone: 1\n"; return it })
	add(true, []string{"qux"}, pathless)
	add(true, []string{"quux"}, func(it *extract.Item) *extract.Item { it.Status = "wc-completed"; return it })
	add(false, []string{"linked_message"}, nil)
	add(false, []string{"in_menu_booking"}, nil)

	types := NewTypes()
	types.Add(&extract.Item{Type: "post", Status: "publish", Link: "http://old.example/2013/a/", Content: `<a href="http://old.example/linked_message/a` + fmt.Sprint(len(items)-1) + `/">a message</a>`})
	types.Add(&extract.Item{Type: "nav_menu_item", Status: "publish", Meta: []extract.Meta{{Key: "_menu_item_object", Value: "in_menu_booking"}}})
	for _, it := range items {
		types.Add(it)
	}
	types.Seal()
	for _, it := range items {
		if why := types.Held(it.Type); (why != "") != want[it.Type] {
			t.Errorf("%s: held %v (%s), want %v", it.Type, why != "", why, want[it.Type])
		}
	}
}

func TestStatus(t *testing.T) {
	for in, want := range map[string]string{"publish": "publish", "Published": "publish", " private ": "private", "Private": "private", "privately-published": "private", "TRASH": "trash", "Draft": "draft", "pitch": "pitch"} {
		if got := Status(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

func TestMembersOnly(t *testing.T) {
	for _, tt := range []struct {
		key, value string
		want       bool
	}{
		{"_members_access_role", "subscriber", true}, {"_members_access_role", "", false},
		{"rcp_subscription_level", "2", true}, {"rcp_subscription_level", "0", false}, {"rcp_user_level", "None", false},
		{"_jetpack_newsletter_access", "everybody", false}, {"_jetpack_newsletter_access", "subscribers", true}, {"_jetpack_newsletter_access", "paid_subscribers", true},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"2";}`, true},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:0;s:14:"_um_accessible";s:1:"2";}`, false},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"0";}`, false},
		{"_edit_lock", "1", false},
	} {
		it := &extract.Item{Meta: []extract.Meta{{Key: tt.key, Value: tt.value}}}
		if got := MembersOnly(it) != ""; got != tt.want {
			t.Errorf("%s=%q: %v", tt.key, tt.value, got)
		}
	}
}
