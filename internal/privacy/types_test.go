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
		"podcast", "project", "team", "team_member_page", "service", "gallery", "movie", "book", "job_listing", "property", "house", "forum", "topic", "reply", "sermon", "glossary", "download", "artist", "news", "obra", "ourteam", "myrecipes", "team_member", "sp_player", "houzez_agent", "wine", "exhibition", "case-study", "web-story", "reading_list_item", "price_plan", "chalet", "attraction", "timetable", "us_main_page_section", "ministerio", "iglesia_predica", "imovel", "habitacion", "ricetta", "offerta", "hotel_zimmer", "recept", "vestuario_coleccion"}, nil)
	add(false, []string{"tribe_organizer", "estate_property", "doctor_profile", "restaurant"}, func(it *extract.Item) *extract.Item {
		return with(with(it, "_contact_phone", "123"), "_yoast_wpseo_title", "Found by search engines")
	})
	add(true, []string{"edd_payment", "give_payment", "nf_sub", "wpcf7s", "tribe_rsvp_attendees", "tec_tc_attendee", "llms_order", "happyforms-message", "elementor_cf_db", "wc_user_membership", "edd_log", "edd_license", "sfwd-transactions", "mepr-txn", "wp_log", "mec-books", "wpas_reply", "yith_quote",
		"amn_smtp", "wc_booking", "job_application", "email_log", "acme_submission", "acme-entry", "xx_order", "yy_attendee", "event_registration", "crm_lead", "newsletter_subscriber", "support_ticket", "wcmembership", "EDD_Payment", "bestellung", "invoice"}, nil)
	// What nobody here knows is held back, until something shows that visitors saw it.
	unknown := []string{"unheardof", "custom1", "dossier", "memo", "minutes", "internal-doc", "handover", "staff-note", "briefing", "acme_data", "php_snippet", "code_snippet", "wp-snippet", "leco_client", "zero_bs_client", "vault", "crm_deal", "roster", "payslip", "kyc", "incident", "caseload", "intake", "waitlist",
		"visita", "akte", "fiche", "expediente", "xx_record", "sync_item_raw", "importlog2", "snapshot", "blob", "staging", "draft_idea", "student_ranking", "workflow_step", "abandoned_carro", "approval_step", "inventory_coffee", "acme_attraction", "staff_office"}
	add(true, unknown, nil)
	var proofs int
	prove := func(how func(it *extract.Item)) {
		proofs++
		add(false, []string{fmt.Sprintf("proven%d", proofs)}, func(it *extract.Item) *extract.Item { how(it); return it })
	}
	prove(func(it *extract.Item) { with(it, "_wp_page_template", "wide.php") })
	prove(func(it *extract.Item) { with(it, "rank_math_title", "For search engines") })
	prove(func(it *extract.Item) { with(it, "_thumbnail_id", "7") })
	prove(func(it *extract.Item) { with(it, extract.FieldRendered, "1") }) // it was fetched as visitors see it
	prove(func(it *extract.Item) {
		it.Comments = []extract.Comment{{Approved: "1", Content: "Nice."}}
	})
	prove(func(it *extract.Item) { it.Terms = []extract.TermRef{{Taxonomy: "genre", Slug: "a"}} }) // of which a menu shows a term
	add(false, []string{"linked-from", "single-quoted", "relative", "archive-linked", "by-url", "navigation", "nav-type", "query-loop", "elementor-list", "in-shortcode", "in-shortcode2", "has-template", "defined", "plain-linked", "amp-linked"}, nil)
	items[len(items)-2].Link = "http://old.example/?plain=1"
	items[len(items)-1].Link = "http://old.example/?t=amp-linked&p=5"
	add(true, []string{"defined-private", "private-note-comment", "order-note-comment"}, func(it *extract.Item) *extract.Item {
		it.Comments = []extract.Comment{{Approved: "1", Type: "order_note", Content: "Paid."}, {Approved: "1", UserID: 1, Content: "By the staff."}, {Approved: "0", Content: "Waits."}}
		return it
	})
	add(true, []string{"acme", "zzz_data", "xx_case", "acme_client"}, func(it *extract.Item) *extract.Item { return with(it, "customer_email", "x") })
	add(false, []string{"testimonials", "venue", "team-member"}, func(it *extract.Item) *extract.Item { return with(with(it, "customer_name", "x"), "phone", "1") })
	add(true, []string{"foo", "bar"}, func(it *extract.Item) *extract.Item { it.Title = "someone@mail.example"; return it })
	add(true, []string{"baz"}, func(it *extract.Item) *extract.Item { it.Content = "Name: X\nE-mail: y\nPhone: 1\n"; return it })
	add(true, []string{"qux"}, pathless)
	add(true, []string{"quux"}, func(it *extract.Item) *extract.Item { it.Status = "wc-completed"; return it })
	add(false, []string{"linked_message"}, nil)
	add(false, []string{"in_menu_booking"}, nil)

	add(false, []string{"acme_ministerio", "cronica", "acme-saga"}, nil)
	add(true, []string{"shop_invoice", "web_lead", "acme_handbook", "acme_briefing", "acme_vault"}, nil)
	add(true, []string{"acme_protocolo"}, func(it *extract.Item) *extract.Item { return with(it, "phone", "1") })

	// Arrows to the next and the one before; a page of its own, one of the same kind and what has no page prove nothing.
	for i, typ := range []string{"showcase", "showcase", "showcase", "journal_internal", "journal_internal", "single_lead", "single_lead", "own_lead", "own_lead", "staff_pages", "staff_pages", "staff_pages"} {
		it := plain(typ, 900+i)
		next := 901 + i%3
		switch typ {
		case "journal_internal":
			it.Link = fmt.Sprintf("http://old.example/?journal_internal=a%d", 900+i)
			it.Content = `<a href="http://old.example/?journal_internal=a903">a</a> <a href="http://old.example/?journal_internal=a904">b</a>`
		case "single_lead":
			it.Content = `<a href="http://old.example/single_lead/a906/">a</a>`
		case "own_lead":
			it.Content = `<a href="` + it.Link + `">a</a>`
		case "staff_pages":
			it.Content = `<a href="http://old.example/staff_pages/a909/">a</a> <a href="http://old.example/staff_pages/a910/">b</a> <a href="http://old.example/staff_pages/a911/">c</a>`
		default:
			it.Content = fmt.Sprintf(`<a href="http://old.example/showcase/a%d/">←</a> <a href="/showcase/a%d/">→</a>`, 900+i, next)
		}
		items, want[typ] = append(items, it), typ != "showcase"
	}

	types := NewTypes([]string{"shown-before"})
	add(false, []string{"shown-before"}, nil)
	links := map[string]string{}
	for _, it := range items {
		links[it.Type] = it.Link
	}
	types.Add(&extract.Item{Type: "page", Status: "publish", Link: "http://old.example/a/", Content: `<a class="x" href="` + links["linked-from"] + `#part">a</a> <a href='` + links["single-quoted"] + `'>b</a>
<a href="/relative/a` + fmt.Sprint(idOf(items, "relative")) + `">c</a> <a href="https://www.old.example/archive-linked/">d</a> <a href="/?plain=1">e</a> <a href="` + "http://old.example/?t=amp-linked&amp;p=5" + `">f</a> <a href="http://old.example/">home</a>
<!-- wp:query {"query":{"postType":"query-loop"}} /--> [recent post_type="in-shortcode"] [list post_type=in-shortcode2 n=5]`,
		Meta: []extract.Meta{{Key: "_elementor_data", Value: `[{"settings":{"posts_post_type":"elementor-list"}}]`}}})
	// Pages that their theme filled, called as many of a type are.
	for _, page := range [][3]string{{"ministerios", "page-ministerios.php", ""}, {"cronicas", "", ""}, {"x", "tpl/page-sagas.php", "Words."}, {"handbooks", "", ""}, {"akten", "", "Words."}, {"briefings", "page-briefings.php", "members"}, {"vaults", "page-full.php", "Words."}, {"protocolos", "", ""}, {"invoices", "", ""}, {"leads", "", ""}} {
		it := &extract.Item{Type: "page", Status: "publish", Slug: page[0], Meta: []extract.Meta{{Key: "_wp_page_template", Value: page[1]}}}
		if page[2] == "members" {
			with(it, "_members_access_role", "subscriber")
		} else {
			it.Content = page[2]
		}
		types.Add(it)
	}
	types.Add(&extract.Item{Type: "wp_navigation", Status: "publish", Content: `<!-- wp:navigation-link {"label":"X","url":"` + links["by-url"] + `"} /--><!-- wp:navigation-link {"label":"X","kind":"post-type","type":"nav-type","id":5} /-->
<!-- wp:navigation-link {"label":"X","url":"http:\/\/old.example\/navigation\/"} /-->`})
	types.Add(&extract.Item{Type: "wp_template", Status: "publish", Slug: "single-has-template"})
	types.Add(&extract.Item{Type: "acf-post-type", Status: "publish", Content: `a:2:{s:9:"post_type";s:7:"defined";s:6:"public";i:1;}`})
	types.Add(&extract.Item{Type: "acf-post-type", Status: "publish", Content: `a:2:{s:9:"post_type";s:15:"defined-private";s:6:"public";b:0;}`})
	types.Add(&extract.Item{Type: "nav_menu_item", Status: "publish", Meta: []extract.Meta{{Key: "_menu_item_type", Value: "taxonomy"}, {Key: "_menu_item_object", Value: "genre"}}})
	types.Add(&extract.Item{Type: "post", Status: "publish", Link: "http://old.example/2013/a/", Content: `<a href="http://old.example/linked_message/a` + fmt.Sprint(idOf(items, "linked_message")) + `/">a message</a>`})
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

func idOf(items []*extract.Item, typ string) int64 {
	for _, it := range items {
		if it.Type == typ {
			return it.ID
		}
	}
	return 0
}

// An address can be anything.
func TestTypesOfOddAddresses(t *testing.T) {
	for _, link := range []string{"about", "about/", "/about", "/", "//", "http:", "a//", "%zz", "?p=1", "#x"} {
		types := NewTypes(nil)
		types.Add(&extract.Item{ID: 1, Type: "thing", Status: "publish", Slug: "about", Link: link})
		types.Seal()
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
		{"bp_docs_settings", `a:1:{s:4:"read";s:8:"loggedin";}`, true}, {"bp_docs_settings", `a:1:{s:4:"read";s:6:"anyone";}`, false}, // BuddyPress Docs
		{"_jetpack_newsletter_access", "everybody", false}, {"_jetpack_newsletter_access", "subscribers", true}, {"_jetpack_newsletter_access", "paid_subscribers", true},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"2";}`, true},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:0;s:14:"_um_accessible";s:1:"2";}`, false},
		{"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"0";}`, false},
		{"_edit_lock", "1", false},
		{"patreon-level", "5", true}, {"patreon-level", "0", false}, // Patreon
		{"_llms_is_restricted", "yes", true}, {"_llms_free_lesson", "no", false}, // LifterLMS
		{"arm_access_plan", "2", true},       // ARMember
		{"_bbp_reply_is_private", "1", true}, // bbPress Private Replies
		{"_private_group", "2", true},        // bbPress Private Groups
		{"_nav_menu_role", "in", true}, {"_nav_menu_role", "out", false}, {"_nav_menu_role", `a:1:{i:0;s:6:"editor";}`, true},
		{"rank_math_internal_links_processed", "1", false}, {"_yoast_internal_linking", "1", false}, {"protected_links_count", "1", false}, {"private_cache", "yes", false}, {"is_private", "yes", true}, {"start_see", "yes", true}, {"start_see2", "yes", false}, {"wppay_type", "1", true}, {"wppay_type", "4", false}, {"acme_members_only", "1", true}, {"login_required", "true", true}, {"_acme_access_role", "subscriber", true}, {"post_visibility", "logged_in", true},
		{"acme_access_level", "3", true}, {"_acme_protected", "on", true}, {"who_can_access", "members", true}, {"acme_restriction", `a:1:{s:11:"user_status";s:9:"logged_in";}`, true},
		{"post_visibility", "logged_out", false}, {"_visibility", "visible", false}, {"_visibility", "catalog", false}, {"access_level", "all", false}, {"copy_protected", "1", false}, {"age_restricted", "1", false},
		{"_wc_memberships_force_public", "yes", false}, {"course_required_level", "beginner", false}, {"restricted_message", "1", false}, {"private_note", "1", false}, {"membership", "premium", false}, {"acme_restriction", `a:1:{s:6:"layout";s:4:"wide";}`, false},
		{"_elementor_conditions", `a:1:{i:0;s:15:"include/general";}`, false}, {"_virtual", "yes", false}, {"role", "Head of design", false},
	} {
		it := &extract.Item{Meta: []extract.Meta{{Key: tt.key, Value: tt.value}}}
		if got := MembersOnly(it) != ""; got != tt.want {
			t.Errorf("%s=%q: %v", tt.key, tt.value, got)
		}
	}
}

// What a rule of MemberPress is about, and which lessons visitors saw.
func TestRules(t *testing.T) {
	item := func(typ string, fields ...string) *extract.Item {
		it := &extract.Item{ID: 7, Type: typ, Status: "publish"}
		for i := 0; i < len(fields); i += 2 {
			it.Meta = append(it.Meta, extract.Meta{Key: fields[i], Value: fields[i+1]})
		}
		return it
	}
	for _, tt := range []struct {
		kind, content string
		closed        []int64 // of post 1, page 2 below page 3, and lesson 4
	}{
		{"single_post", "1", []int64{1}}, {"single_page", "2,9", []int64{2}}, {"parent_page", "3", []int64{2}}, {"all_lesson", "", []int64{4}}, {"all", "", []int64{1, 2, 4}}, {"category", "1", nil}, {"all_posts", "", []int64{1}},
	} {
		var r Rules
		r.Add(item("post", "_mepr_rules_type", "all"))
		r.Add(item("memberpressrule", "_mepr_rules_type", tt.kind, "_mepr_rules_content", tt.content))
		var closed []int64
		for _, it := range []extract.Item{{ID: 1, Type: "post"}, {ID: 2, Type: "page", Parent: 3}, {ID: 4, Type: "lesson"}} {
			if r.Close(it.ID, it.Parent, it.Type) {
				closed = append(closed, it.ID)
			}
		}
		if fmt.Sprint(closed) != fmt.Sprint(tt.closed) {
			t.Errorf("%s %q closes %v", tt.kind, tt.content, closed)
		}
	}
	for _, tt := range []struct {
		it   *extract.Item
		sold int64
	}{
		{item("sfwd-courses", "_ld_price_type", "closed"), 7}, {item("sfwd-courses", "_ld_price_type", "open"), 0}, {item("sfwd-courses", "_sfwd-courses", `a:1:{s:30:"sfwd-courses_course_price_type";s:6:"paynow";}`), 7}, // LearnDash
		{item("llms_access_plan", "_llms_product_id", "9"), 9},                                                                                               // LifterLMS
		{item("courses", "_tutor_course_price_type", "paid"), 7}, {item("courses", "_tutor_course_price_type", "free", "_tutor_is_public_course", "yes"), 0}, // Tutor LMS
		{item("course"), 0},
	} {
		if got := Sold(tt.it); got != tt.sold {
			t.Errorf("%s %v: %d", tt.it.Type, tt.it.Meta, got)
		}
	}
	for _, tt := range []struct {
		it   *extract.Item
		free bool
	}{{item("lesson", "_llms_free_lesson", "yes"), true}, {item("lesson", "_is_preview", "1"), true}, {item("lesson", "_llms_free_lesson", "no"), false}, {item("lesson"), false}} {
		if got := IsPreview(tt.it); got != tt.free {
			t.Errorf("%v: %v", tt.it.Meta, got)
		}
	}
}
