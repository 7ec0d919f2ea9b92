package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/s2"
)

// planted is an export into which secrets are put: each is a word of its own, and
// none may be in any byte of the output.
type planted struct {
	head    strings.Builder // terms, which stand before the items
	b       strings.Builder
	secrets []string
	where   map[string]string
	id      int
	pad     string // makes the items of a second export others
}

// secret returns a new secret, which is in a place of that name.
func (p *planted) secret(where string) string {
	s := fmt.Sprintf("zqsecret%03dx", len(p.secrets))
	p.secrets = append(p.secrets, s)
	p.where[s] = where
	return s
}

func field(key, value string) string {
	return "<wp:postmeta><wp:meta_key>" + key + "</wp:meta_key><wp:meta_value><![CDATA[" + value + "]]></wp:meta_value></wp:postmeta>"
}

// item adds an item and returns its ID.
func (p *planted) item(typ, status, title, slug, content string, more ...string) int {
	p.id++
	fmt.Fprintf(&p.b, `<item><title><![CDATA[%s]]></title><link>http://old.example/%s/</link><dc:creator><![CDATA[admin]]></dc:creator><guid isPermaLink="false">http://old.example/?p=%d</guid><content:encoded><![CDATA[%s]]></content:encoded><wp:post_id>%d</wp:post_id><wp:post_date>2013-04-02 10:00:00</wp:post_date><wp:post_name>%s</wp:post_name><wp:status>%s</wp:status><wp:post_type>%s</wp:post_type>%s</item>
`, title, slug, p.id, content+p.pad, p.id, slug, status, typ, strings.Join(more, ""))
	return p.id
}

func parentOf(id int) string { return fmt.Sprintf("<wp:post_parent>%d</wp:post_parent>", id) }

func commentOf(approved, typ, author, content string) string {
	return fmt.Sprintf("<wp:comment><wp:comment_id>9%d</wp:comment_id><wp:comment_author><![CDATA[%s]]></wp:comment_author><wp:comment_author_email>mail@mail.example</wp:comment_author_email><wp:comment_content><![CDATA[%s]]></wp:comment_content><wp:comment_approved>%s</wp:comment_approved><wp:comment_type>%s</wp:comment_type><wp:comment_date>2013-04-03 10:00:00</wp:comment_date></wp:comment>", len(content), author, content, approved, typ)
}

const (
	plantedHead = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Old</title><link>http://old.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>http://old.example</wp:base_blog_url>
`
	plantedFoot = "</channel></rss>\n"
)

// plant returns an export of public posts and secrets in all places where a site
// keeps what visitors do not see. With later, posts that were public are not any more.
func plant(later bool) *planted {
	p := &planted{where: map[string]string{}}
	if later {
		p.pad = "\n<!-- later -->"
	}
	p.item("post", "publish", "Public", "public", "Seen by all.",
		strings.Replace(commentOf("1", "", p.secret("private commenter"), p.secret("private comment")), "</wp:comment>", "<wp:commentmeta><wp:meta_key>is_private</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:commentmeta></wp:comment>", 1),
		commentOf("1", "", "Ann", "A public comment."),
		commentOf("1", "", "203.0.113.9", "By a machine."),
		commentOf("0", "", p.secret("pending commenter"), p.secret("pending comment")),
		commentOf("spam", "", "x", p.secret("spam")), commentOf("trash", "", "x", p.secret("trashed comment")), commentOf("post-trashed", "", "x", p.secret("comment of a trashed post")),
		commentOf("1", "note", "Ed", p.secret("note")), commentOf("1", "block_comment", "Ed", p.secret("block comment")), commentOf("1", "order_note", "Ed", p.secret("order note")),
		commentOf("1", "webhook_delivery", "Ed", p.secret("webhook")), commentOf("1", "action_log", "Ed", p.secret("log")), commentOf("1", "edd_payment_note", "Ed", p.secret("EDD")), commentOf("1", "give_payment_note", "Ed", p.secret("GiveWP")), commentOf("1", "llms_order_note", "Ed", p.secret("LifterLMS")), commentOf("1", "gravityview", "Ed", p.secret("Gravity Forms")),
		commentOf("1", "bp_activity", "Ed", p.secret("BuddyPress")), commentOf("1", "job_application_note", "Ed", p.secret("WP Job Manager")), commentOf("1", "tutor_assignment", "Ed", p.secret("Tutor LMS")), commentOf("1", "feedback", "Ed", p.secret("feedback")), commentOf("1", "editorial-comment", "Ed", p.secret("editorial comment")),
		field("_edit_notes", p.secret("field")), field("customer_token", p.secret("token")), field("_some_password", p.secret("password field")))
	for _, status := range []string{"private", "Private", " private ", "trash", "auto-draft", "inherit", "hidden", "spam", "confidential", "membersonly", "subscribers", "friends", "locked"} {
		for _, typ := range []string{"post", "page", "portfolio"} {
			p.item(typ, status, p.secret(status+" "+typ+" title"), p.secret(status+" "+typ+" slug"), p.secret(status+" "+typ+" content"), field("_yoast_wpseo_metadesc", p.secret(status+" "+typ+" description")),
				commentOf("1", "", p.secret(status+" commenter"), p.secret(status+" comment")))
		}
	}
	p.item("post", "publish", p.secret("protected title"), p.secret("protected slug"), p.secret("protected content"), "<wp:post_password>"+p.secret("password")+"</wp:post_password>")
	for _, f := range [][2]string{{"_members_access_role", "subscriber"}, {"rcp_subscription_level", "1"}, {"_jetpack_newsletter_access", "subscribers"}, {"pms-content-restrict-subscription-plan", "2"}, {"patreon-level", "5"}, {"is_private", "yes"}, {"acme_members_only", "1"}, {"arm_access_plan", "2"}, {"post_visibility", "logged_in"}, {"_wpuf_res_display", "loggedin"}, {"memberful_post_available_to_any_registered_users", "1"}, {"s2member_ccaps_req", `a:1:{i:0;s:5:"music";}`}, {"_issuem_leaky_paywall_visibility", `a:1:{s:15:"visibility_type";s:4:"only";}`},
		{"_yith_wcmbs_restrict_access", "all_members"}, {"_wp_convertkit_post_meta", `a:1:{s:16:"restrict_content";s:10:"product_12";}`}, {"wpf-settings", `a:1:{s:12:"lock_content";s:1:"1";}`}, {"ihc_mb_who", "reg"}, {"allowed_roles", `a:1:{i:0;s:6:"editor";}`}, {"um_content_restriction", `a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"2";}`}} {
		p.item("post", "publish", p.secret(f[0]+" title"), p.secret(f[0]+" slug"), p.secret(f[0]+" content"), field(f[0], f[1]))
	}
	for _, typ := range []string{"edd_payment", "give_payment", "nf_sub", "wpcf7s", "tribe_rsvp_attendees", "tec_tc_attendee", "llms_order", "happyforms-message", "elementor_cf_db", "wc_user_membership", "edd_log", "edd_license", "sfwd-transactions", "mepr-txn", "wp_log",
		"amn_smtp", "wc_booking", "job_application", "email_log", "flamingo_inbound", "feedback", "shop_order", "oauth_client", "kyc_document", "esig_document", "expense_report", "survey_answer", "sliced_quote", "acme_submission", "xy_entry", "my_ticket", "revision", "Revision"} {
		p.item(typ, "publish", p.secret(typ+" title"), p.secret(typ+" slug"), p.secret(typ+" content"), field("note", p.secret(typ+" field")))
	}
	p.item("xyzzy", "publish", p.secret("unknown type title"), p.secret("unknown type slug"), p.secret("unknown type content"), field("customer_email", p.secret("unknown type field")+"@mail.example"))
	forum := p.item("forum", "private", p.secret("forum title"), p.secret("forum slug"), p.secret("forum"))
	topic := p.item("topic", "publish", p.secret("topic title"), p.secret("topic slug"), p.secret("topic"), parentOf(forum))
	p.item("reply", "publish", p.secret("reply title"), p.secret("reply slug"), p.secret("reply"), parentOf(topic))
	p.item("lesson", "publish", p.secret("lesson title"), p.secret("lesson slug"), p.secret("lesson"), field("_lesson_course", fmt.Sprint(forum)))
	file := p.secret("file of a private post")
	p.item("attachment", "inherit", p.secret("attachment title"), p.secret("attachment slug"), p.secret("attachment description"), parentOf(forum), "<wp:attachment_url>http://old.example/wp-content/uploads/"+file+".png</wp:attachment_url>")
	loose := p.secret("file that only a private post shows")
	p.item("attachment", "inherit", p.secret("loose title"), p.secret("loose slug"), "", "<wp:attachment_url>http://old.example/wp-content/uploads/"+loose+".png</wp:attachment_url>")
	p.item("post", "private", "x", "x", `<img src="http://old.example/wp-content/uploads/`+loose+`-300x200.png">`, fmt.Sprintf(`<category domain="category" nicename="%s"><![CDATA[%s]]></category>`, p.secret("term slug"), p.secret("term")))
	p.item("nav_menu_item", "publish", p.secret("title in a menu"), p.secret("slug in a menu"), "", `<category domain="nav_menu" nicename="main"><![CDATA[Main]]></category>`,
		field("_menu_item_type", "post_type"), field("_menu_item_object", "forum"), field("_menu_item_object_id", fmt.Sprint(forum)))
	block := p.item("wp_block", "private", p.secret("reusable title"), p.secret("reusable slug"), "<!-- wp:paragraph --><p>"+p.secret("private reusable block")+"</p><!-- /wp:paragraph -->")
	seen := p.item("wp_block", "publish", "Seen", "seen", `<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>`+p.secret("hidden in a reusable block")+"</p><!-- /wp:paragraph --><!-- wp:paragraph --><p>Seen.</p><!-- /wp:paragraph -->")
	var blocks strings.Builder
	fmt.Fprintf(&blocks, `<!-- wp:block {"ref":%d} /--><!-- wp:block {"ref":%d} /-->`, block, seen)
	for _, attrs := range []string{`{"metadata":{"blockVisibility":false}}`, `{"blockVisibility":{"hideBlock":true}}`, `{"blockVisibility":{"controlSets":[{"enable":true,"controls":{"userRole":{"visibilityByRole":"logged-in"}}}]}}`, `{"contentControls":{"enabled":true,"rules":{"user":{"userStatus":"logged_in"}}}}`} {
		fmt.Fprintf(&blocks, `<!-- wp:group %s --><div class="wp-block-group"><!-- wp:paragraph --><p>%s</p><!-- /wp:paragraph --></div><!-- /wp:group -->`, attrs, p.secret("block "+attrs))
	}
	for _, name := range []string{"passster/content-lock", "rcp/restrict", "pmpro/membership", "premium-content/subscriber-view", "woocommerce-memberships/member-content"} {
		fmt.Fprintf(&blocks, `<!-- wp:%s --><div><p>%s</p></div><!-- /wp:%s -->`, name, p.secret("block "+name), name)
	}
	blocks.WriteString("<!-- wp:paragraph --><p>Seen of blocks.</p><!-- /wp:paragraph --><!-- wp:latest-posts /-->")
	shots := [3]string{p.secret("file of a hidden block"), p.secret("file of a text for members"), "seen-picture"}
	fmt.Fprintf(&blocks, `<!-- wp:image {"metadata":{"blockVisibility":false}} --><figure class="wp-block-image"><img src="http://old.example/wp-content/uploads/%s-300x200.png"></figure><!-- /wp:image --><!-- wp:shortcode -->[members_only]<img src="http://old.example/wp-content/uploads/%s.png">[/members_only]<!-- /wp:shortcode --><!-- wp:image --><figure class="wp-block-image"><img src="http://old.example/wp-content/uploads/%s.png"></figure><!-- /wp:image -->`, shots[0], shots[1], shots[2])
	shows := p.item("post", "publish", "Blocks", "blocks", blocks.String()+"<!-- wp:jetpack/paywall /--><!-- wp:paragraph --><p>"+p.secret("behind a paywall")+"</p><!-- /wp:paragraph -->")
	for _, shot := range shots {
		title, slug := "Seen picture", "seen-picture"
		if shot != shots[2] {
			title, slug = p.secret("title of "+p.where[shot]), p.secret("slug of "+p.where[shot])
		}
		p.item("attachment", "inherit", title, slug, "", parentOf(shows), "<wp:attachment_url>http://old.example/wp-content/uploads/"+shot+".png</wp:attachment_url>")
	}
	var codes strings.Builder
	for _, name := range []string{"restrict", "members_only", "pms-restrict", "groups_member", "ppwp", "members_access", "is_paid", "loggedinonly", "lifterlms_hide_content", "wcm_restrict", "rcp_restrict", "pmpro_member", "passster", "role", "acl", "show_to", "viewer", "course_members", "teachers_only", "formembers", "mycred_sell_this", "pay_per_view"} {
		fmt.Fprintf(&codes, "[%s pass=\"%s\"]%s[/%s]\n\n", name, p.secret("attribute of "+name), p.secret("shortcode "+name), name)
	}
	p.item("post", "publish", "Shortcodes", "shortcodes", "Seen of shortcodes.\n\n"+codes.String()+"[nosuch_form]")
	p.item("post", "publish", "Walls", "walls", "Seen of walls. [btcpw_start_content pay_block=\"true\"]"+p.secret("between marks")+"[btcpw_end_content]\n\n<!--steady-paywall-->\n\n"+p.secret("behind a mark")+"\n\n<!--nextpage-->"+p.secret("on the page behind it"))
	closed := []string{p.secret("slug of a term for members")}
	fmt.Fprintf(&p.head, "<wp:category><wp:term_id>77</wp:term_id><wp:category_nicename>%s</wp:category_nicename><wp:cat_name><![CDATA[%s]]></wp:cat_name><wp:termmeta><wp:meta_key>rcp_restricted_meta</wp:meta_key><wp:meta_value><![CDATA[a:1:{s:12:\"access_level\";i:1;}]]></wp:meta_value></wp:termmeta></wp:category>\n", closed[0], p.secret("term for members"))
	p.item("post", "publish", p.secret("title below a term for members"), p.secret("slug below a term for members"), p.secret("content below a term for members"), `<category domain="category" nicename="`+closed[0]+`"><![CDATA[x]]></category>`)
	ruled := p.item("post", "publish", p.secret("title under a rule"), p.secret("slug under a rule"), p.secret("content under a rule"))
	p.item("memberpressrule", "publish", p.secret("title of a rule"), p.secret("slug of a rule"), "", field("_mepr_rules_type", "single_post"), field("_mepr_rules_content", fmt.Sprint(ruled)))
	for _, sold := range [][3]string{{"sfwd-courses", "_ld_price_type", "closed"}, {"courses", "_tutor_course_price_type", "paid"}} {
		course := p.item(sold[0], "publish", "Course", "course-"+sold[2], "Seen of a course.", field(sold[1], sold[2]))
		lesson := p.item("lesson", "publish", p.secret(sold[2]+" lesson title"), p.secret(sold[2]+" lesson slug"), p.secret(sold[2]+" lesson"), parentOf(course))
		p.item("lesson", "publish", p.secret("part title"), p.secret("part slug"), p.secret("part"), field("lesson_id", fmt.Sprint(lesson)))
	}
	p.item("reply", "publish", p.secret("private reply title"), p.secret("private reply slug"), p.secret("private reply"), field("_bbp_reply_is_private", "1"))
	for _, role := range []string{"in", `a:1:{i:0;s:6:"editor";}`} {
		p.item("nav_menu_item", "publish", p.secret("entry of a menu for "+role), p.secret("slug of it"), "", `<category domain="nav_menu" nicename="main"><![CDATA[Main]]></category>`,
			field("_menu_item_type", "custom"), field("_menu_item_url", "http://old.example/"+p.secret("address of it")), field("_nav_menu_role", role))
	}
	shot := p.secret("file of a hidden element")
	p.item("page", "publish", "Built", "built", "<p>Seen of a builder.</p><p>"+p.secret("copy of a hidden element")+`</p><img src="http://old.example/wp-content/uploads/`+shot+`.png">`, field("_elementor_edit_mode", "builder"),
		field("_elementor_data", `[{"id":"a","elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>Seen of a builder.<\/p>"}},{"id":"b","elType":"widget","widgetType":"text-editor","settings":{"e_display_conditions":["[[{\"condition\":\"login_status\"}]]"],"editor":"<p>`+p.secrets[len(p.secrets)-1]+`<\/p><img src=\"http:\/\/old.example\/wp-content\/uploads\/`+shot+`.png\">"}}]`))
	p.item("attachment", "inherit", p.secret("title of the file of a hidden element"), p.secret("slug of the file of a hidden element"), "", "<wp:attachment_url>http://old.example/wp-content/uploads/"+shot+".png</wp:attachment_url>")
	for _, sold := range [][3]string{{"product", "_downloadable_files", "woocommerce_uploads/"}, {"download", "edd_download_files", "2013/04/"}} { // files for sale
		file, name := p.secret("file for sale of "+sold[1]), p.secret("its name")
		address := "http://old.example/wp-content/uploads/" + sold[2] + file + ".zip"
		id := p.item(sold[0], "publish", "Goods", "goods-"+sold[0], "Seen of goods.", field(sold[1], fmt.Sprintf(`a:1:{i:0;a:2:{s:4:"name";s:%d:"%s";s:4:"file";s:%d:"%s";}}`, len(name), name, len(address), address)))
		p.item("attachment", "inherit", p.secret("title of a file for sale"), p.secret("slug of a file for sale"), "", parentOf(id), "<wp:attachment_url>"+address+"</wp:attachment_url>")
		p.item("page", "publish", "Goods", "all-"+sold[0], fmt.Sprintf("Seen. [%ss] [%s_list] [purchase_link id=\"%d\"]", sold[0], sold[0], id))
	}
	for _, folder := range []string{"edd/2013/", "_pda/2013/04/", "gravity_forms/7-abc/"} { // and files behind doors of plugins
		p.item("attachment", "inherit", p.secret("title of a file in "+folder), p.secret("slug of a file in "+folder), "", "<wp:attachment_url>http://old.example/wp-content/uploads/"+folder+p.secret("file in "+folder)+".pdf</wp:attachment_url>")
	}
	forMembers := func(where string) string {
		return "Seen of fields. [members_only]" + p.secret(where) + "[/members_only][nonmember]Seen[else]" + p.secret(where+", the other half") + "[/nonmember]"
	}
	p.item("post", "publish", "Fields", "fields", "Seen of fields.", field("_yoast_wpseo_metadesc", forMembers("description for members")), field("intro_text", forMembers("field for members")), field("services", forMembers("fact for members")),
		field("supplier_name", p.secret("supplier")), field("internal_rating_text", p.secret("internal field")), field("my_page_draft", p.secret("draft of a page")))
	p.item("page", "publish", "Only fields", "only-fields", "", field("content_1", "<p>Seen of a page of fields. It has two sentences.</p>"+forMembers("field that is the page")+`<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>`+p.secret("hidden block in a field")+"</p><!-- /wp:paragraph --><!--reply start-->"+p.secret("between comments in a field")+"<!--reply end-->"))
	p.item("wp_template_part", "publish", "Header", "header", `<!-- wp:paragraph --><p>Seen.</p><!-- /wp:paragraph --><!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>`+p.secret("hidden block of a theme")+"</p><!-- /wp:paragraph -->"+forMembers("part of a theme"))
	form := p.item("wpforms", "publish", "Form", "form", `{"fields":{"1":{"type":"text","label":"Seen label"},"2":{"type":"hidden","label":"`+p.secret("label of a hidden field")+`","default_value":"`+p.secret("its value")+`"}},"settings":{"notifications":{"1":{"email":"`+p.secret("recipient")+`@mail.example"}}}}`)
	p.item("page", "publish", "Form", "form", fmt.Sprintf(`[wpforms id="%d"]`, form), field("_elementor_edit_mode", "builder"), field("_elementor_data", `[{"id":"a","elType":"widget","widgetType":"form","settings":{"form_fields":[{"field_label":"Seen"},{"field_type":"hidden","field_label":"`+p.secret("label of a hidden field of Elementor")+`"}],"email_to":"`+p.secret("recipient of Elementor")+`@mail.example"}}]`))
	p.item("post", "publish", "Keys", "keys", `Seen. [acme_thing form_email="`+p.secret("whom a shortcode writes to")+`@mail.example" twilio_sid="`+p.secret("key of a service")+`0a1b2c3d"]`, field("firebase_key", p.secret("key in a field")+"0a1b2c3d"), field("reply_to", p.secret("whom answers go to")+"@mail.example"), field("acme_data", `{"title":"Seen","passcode":"`+p.secret("code in a field")+`"}`))
	p.item("attachment", "inherit", p.secret("title of a file for members"), p.secret("slug of a file for members"), p.secret("text of a file for members"), field("_members_access_role", "editor"), "<wp:attachment_url>http://old.example/wp-content/uploads/2013/04/"+p.secret("file for members")+".pdf</wp:attachment_url>")
	p.item("post", "publish", "More fields", "more-fields", "Seen.", field("staff_only_text", p.secret("text for staff")), field("draft_text", p.secret("text of a draft")), field("rejection_reason", p.secret("why it was rejected")), field("tenant_name", p.secret("tenant")), field("vat_id", p.secret("number for taxes")), field("_alg_wc_cog_cost", p.secret("what goods cost")))
	p.item("page", "publish", "Inner form", "inner-form", "", field("_elementor_edit_mode", "builder"), field("_elementor_data", `[{"elType":"widget","widgetType":"heading","settings":{"title":"Seen."}},{"elType":"widget","widgetType":"form","settings":{"acme_visibility_enabled":"yes","acme_visibility_roles":["editor"],"form_fields":[{"field_label":"`+p.secret("label of a form for members")+`"}]}}]`))
	p.item("page", "publish", "Card", "card", `<p>Seen.</p><!-- wp:acme/card {"title":"Seen","mood":"[conditional_content logged_in=\u0022yes\u0022]`+p.secret("value of a block for members")+`[/conditional_content] of it"} /-->`)
	p.item("zed_faq", "publish", "Dogs?", "dogs", "", field("answer", forMembers("field of what others show")), field("private_comment", p.secret("private field of what others show")),
		field("rows", `[{"title":"Seen row","text":"Seen."},{"title":"`+p.secret("row for members")+`","text":"x","visibility":"logged_in"}]`))
	p.item("page", "publish", "Between", "between", `<!-- wp:shortcode -->[zed_faq]<!-- /wp:shortcode --><!-- wp:shortcode -->[members_only]<!-- /wp:shortcode --><!-- wp:code --><pre><code>`+p.secret("code between tags for members")+`</code></pre><!-- /wp:code --><!-- wp:acme/box {"title":"`+p.secret("attribute of a block between tags for members")+`"} /--><!-- wp:acme/none {"a":"`+p.secret("block without words between tags for members")+`"} /--><!-- wp:shortcode -->[nosuch a="`+p.secret("shortcode between tags for members")+`"]<!-- /wp:shortcode --><!-- wp:shortcode -->[/members_only]<!-- /wp:shortcode --><!-- wp:paragraph --><p>Seen.</p><!-- /wp:paragraph -->`)
	for _, part := range []string{"static_block", "wp_block", "elementor_library"} { // parts of pages that only some people may read, and their files
		for _, only := range []string{field("_members_access_role", "subscriber"), "<wp:post_password>x</wp:post_password>"} {
			id := p.item(part, "publish", p.secret("title of a "+part), p.secret("slug of a "+part), p.secret("content of a "+part), only)
			p.item("attachment", "inherit", p.secret("title of a file of a "+part), p.secret("slug of a file of a "+part), "", parentOf(id), "<wp:attachment_url>http://old.example/wp-content/uploads/2013/04/"+p.secret("file of a "+part)+".png</wp:attachment_url>")
			p.item("page", "publish", "Parts", fmt.Sprint("parts-", id), fmt.Sprintf(`<!-- wp:block {"ref":%d} /--><!-- wp:shortcode -->[static_block id="%d"] [elementor-template id="%d"]<!-- /wp:shortcode --><!-- wp:paragraph --><p>Seen.</p><!-- /wp:paragraph -->`, id, id, id))
		}
	}
	for _, typ := range []string{"customize_changeset", "oembed_cache", "user_request", "acf-field-group", "wp_global_styles"} {
		p.item(typ, "publish", p.secret(typ+" title"), p.secret(typ+" slug"), p.secret(typ+" content"), field("_edit_lock", p.secret("lock")), field("_oembed_"+p.secret("key of a cache"), p.secret("cache")))
	}
	p.item("wp_block", "draft", p.secret("draft block title"), p.secret("draft block slug"), p.secret("draft block"))
	hide := func(where string, status string, more ...string) {
		content, title, slug := "Was public.", "Was public", "was-"+strings.ToLower(where)
		if later {
			content, title = p.secret("later "+where), p.secret("title of later "+where)
			p.item("post", status, title, slug, content, more...)
			return
		}
		p.item("post", "publish", title, slug, content)
	}
	hide("private", "private")
	hide("trash", "trash")
	hide("password", "publish", "<wp:post_password>x</wp:post_password>")
	hide("members", "publish", field("_members_access_role", "subscriber"))
	return p
}

func (p *planted) export() []byte {
	return []byte(plantedHead + p.head.String() + p.b.String() + plantedFoot)
}

// leaks returns where secrets are in the bytes of a tree, packs opened.
func (p *planted) leaks(t *testing.T, dir string) (found []string) {
	t.Helper()
	secret := regexp.MustCompile(`zqsecret\d\d\dx`)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		texts := [][]byte{[]byte(path)}
		if !d.IsDir() {
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			texts = append(texts, raw)
			if strings.HasSuffix(path, ".pack") {
				texts = append(texts, opened(t, raw))
			}
		}
		for _, text := range texts {
			for _, s := range secret.FindAll(bytes.ToLower(text), -1) {
				at, _ := filepath.Rel(dir, path)
				found = append(found, p.where[string(s)]+" in "+at)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// opened returns what the records of a pack hold: each is the digest of a page, how
// long it is packed and unpacked, a checksum, and the page.
func opened(t *testing.T, raw []byte) (all []byte) {
	t.Helper()
	const header, isS2 = 28, 1 << 31
	for len(raw) > 0 {
		if len(raw) < header {
			t.Fatal("the pack ends inside a record")
		}
		packed, size := int(binary.LittleEndian.Uint32(raw[16:])), binary.LittleEndian.Uint32(raw[20:])
		record := raw[header : header+packed]
		raw = raw[header+packed:]
		var page []byte
		var err error
		if size&isS2 != 0 {
			page, err = s2.Decode(nil, record)
		} else {
			page, err = io.ReadAll(flate.NewReader(bytes.NewReader(record)))
		}
		if err != nil || len(page) != int(size&^isS2) {
			t.Fatalf("a record of %d bytes: %d of %d, %v", packed, len(page), size&^isS2, err)
		}
		all = append(all, page...)
	}
	return all
}

// Packs are opened by the test: what is public is found in them, and only there.
func TestPackIsOpened(t *testing.T) {
	canary := strings.Repeat("publiccanary of a page. ", 20)
	for _, content := range []string{canary, canary + strings.Repeat("More words. ", 2000)} {
		dir, _, _ := migrateBytes(t, hostileExport("canary", content))
		raw, err := os.ReadFile(filepath.Join(dir, ".wp2md", "base.pack"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(opened(t, raw), []byte(canary[:len(canary)-1])) || bytes.Contains(raw, []byte(canary)) {
			t.Errorf("the pack of %d bytes is not opened", len(raw))
		}
		if pages := bytes.Count(opened(t, raw), []byte("\ntitle: ")); pages != 3 {
			t.Errorf("%d pages in it", pages)
		}
	}
}

// Nothing that visitors of the old site did not see is in any byte of the output,
// after any command.
func TestPlantedSecrets(t *testing.T) {
	top := t.TempDir()
	first, later := plant(false), plant(true)
	if n := len(first.secrets); n < 150 {
		t.Fatalf("%d secrets", n)
	}
	out := filepath.Join(top, "site")
	export := func(name string, p *planted) string {
		file := filepath.Join(top, name)
		if err := os.WriteFile(file, p.export(), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	step := func(name string, p *planted, args ...string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if code := run(append(args, "--config", emptySettings(t)), nil, &stdout, &stderr); code != exitOK && code != exitAttention {
			t.Fatalf("%s: exit %d\n%s", name, code, stderr.String())
		}
		if found := p.leaks(t, out); len(found) > 0 {
			t.Errorf("%s: %d leaks:\n%s", name, len(found), strings.Join(found, "\n"))
		}
		if s := regexp.MustCompile(`zqsecret\d\d\dx`).FindString(stdout.String() + stderr.String()); s != "" {
			t.Errorf("%s: printed: %s", name, p.where[s])
		}
	}
	one, two := export("one.xml", first), export("two.xml", later)
	step("migrate", first, "migrate", one, "-o", out, "--media", "link")
	for _, page := range []string{"posts/public.md", "posts/blocks.md", "posts/shortcodes.md", "posts/walls.md", "pages/built.md", "courses/course-paid.md", "sfwd-courses/course-closed.md"} {
		b, err := os.ReadFile(filepath.Join(out, page))
		if err != nil || !bytes.Contains(b, []byte("Seen")) {
			t.Errorf("%s: %v\n%s", page, err, b)
		}
	}
	step("retry", first, "retry", "-o", out)
	step("diff", later, "diff", two, "-o", out, "--media", "link", "--html", filepath.Join(out, "diff.html"))
	if err := os.Remove(filepath.Join(out, "diff.html")); err != nil {
		t.Fatal(err)
	}
	step("a run with changed statuses", later, "migrate", two, "-o", out, "--media", "link")
	for _, name := range []string{"private", "trash", "password", "members"} {
		if _, err := os.Stat(filepath.Join(out, "posts", "was-"+name+".md")); err == nil {
			t.Errorf("was-%s.md is still there", name)
		}
	}
	step("and again", later, "migrate", two, "-o", out, "--media", "link")
}

// leakyWordPress is a live site whose API gives away what nobody should see, to all
// or to those who have a password.
func (p *planted) leakyWordPress(t *testing.T) string {
	type object = map[string]any
	rendered := func(s string) object { return object{"rendered": s, "raw": s, "protected": false} }
	id := 100
	post := func(typ, status, where, content string, more object) object {
		id++
		o := object{"id": id, "date": "2013-04-02T10:00:00", "slug": "s" + fmt.Sprint(id), "status": status, "type": typ, "link": fmt.Sprintf("SITE/%s/s%d/", typ, id), "title": rendered("T"), "content": rendered(content)}
		if where != "" {
			o["title"], o["slug"], o["content"], o["excerpt"] = rendered(p.secret(where+" title")), p.secret(where+" slug"), rendered("<p>"+p.secret(where+" content")+"</p>"), rendered(p.secret(where+" excerpt"))
			o["link"] = "SITE/" + fmt.Sprint(o["slug"]) + "/"
		}
		for k, v := range more {
			o[k] = v
		}
		return o
	}
	public := post("post", "publish", "", "<p>Seen live.</p>", nil)
	private := post("post", "private", "live private", "", nil)
	lists := map[string][]object{
		"posts": {public, private, post("post", "trash", "live trash", "", nil), post("post", "publish", "live protected", "", object{"content": object{"rendered": "", "raw": p.secret("live protected raw"), "protected": true}, "password": p.secret("live password")}),
			post("post", "publish", "", `<!-- wp:paragraph {"metadata":{"blockVisibility":false}} --><p>`+p.secret("live hidden block")+`</p><!-- /wp:paragraph --><p>Seen too.</p>`, object{"meta": object{"customer_token": p.secret("live meta")}}),
			post("post", "publish", "live members", "", object{"meta": object{"_jetpack_newsletter_access": "subscribers"}})},
		"pages":        {post("page", "private", "live private page", "", nil)},
		"edd_payments": {post("edd_payment", "publish", "live payment", "", nil)},
		"media":        {post("attachment", "inherit", "live attachment", "", object{"post": private["id"], "source_url": "SITE/wp-content/uploads/" + p.secret("live file") + ".png", "mime_type": "image/png"})},
		"comments": {{"id": 1, "post": public["id"], "author_name": "Bo", "date": "2013-04-02T10:00:00", "content": rendered("<p>Hi.</p>"), "status": "approved", "type": "comment", "author_email": p.secret("live e-mail") + "@x.example", "author_ip": "203.0.113.9"},
			{"id": 2, "post": public["id"], "author_name": p.secret("live pending name"), "date": "2013-04-02T10:00:00", "content": rendered(p.secret("live pending")), "status": "hold", "type": "comment"},
			{"id": 3, "post": public["id"], "author_name": "Ed", "date": "2013-04-02T10:00:00", "content": rendered(p.secret("live note")), "status": "approved", "type": "note"},
			{"id": 4, "post": private["id"], "author_name": p.secret("live private commenter"), "date": "2013-04-02T10:00:00", "content": rendered(p.secret("live private comment")), "status": "approved", "type": "comment"}},
		"users":      {{"id": 1, "name": "Anna", "slug": "anna", "email": p.secret("live user") + "@x.example", "username": "anna"}},
		"categories": {}, "tags": {},
	}
	raw := map[string]any{
		"":           object{"name": "Old", "namespaces": []string{"wp/v2"}, "url": "SITE"},
		"types":      object{"post": object{"slug": "post", "rest_base": "posts"}, "page": object{"slug": "page", "rest_base": "pages"}, "attachment": object{"slug": "attachment", "rest_base": "media"}, "edd_payment": object{"slug": "edd_payment", "rest_base": "edd_payments"}},
		"taxonomies": object{"category": object{"slug": "category", "rest_base": "categories"}},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		route, ok := strings.CutPrefix(r.URL.Path, "/wp-json/")
		route = strings.TrimPrefix(route, "wp/v2/")
		v := raw[route]
		if list, ok := lists[route]; ok {
			v = list
		}
		if !ok && r.URL.Path == "/" {
			fmt.Fprintf(w, `<!DOCTYPE html><html><head><link rel="https://api.w.org/" href="http://%s/wp-json/"></head><body class="home blog"></body></html>`, r.Host)
			return
		}
		if !ok || v == nil {
			http.Error(w, `{"code":"rest_no_route","message":"No route."}`, http.StatusNotFound)
			return
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-WP-TotalPages", "1")
		w.Write(bytes.ReplaceAll(b, []byte("SITE"), []byte("http://"+r.Host)))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// What a live site gives away is in no byte of the folder either, whoever asks.
func TestPlantedSecretsOfLiveSite(t *testing.T) {
	for _, as := range []string{"", "anna"} {
		t.Run("as "+as, func(t *testing.T) {
			if as != "" {
				t.Setenv("WP2MD_USER", as)
				t.Setenv("WP2MD_PASSWORD", "abcd efgh")
			}
			p := &planted{where: map[string]string{}}
			site := p.leakyWordPress(t)
			out := filepath.Join(t.TempDir(), "site")
			for _, args := range [][]string{{"migrate", site, "-o", out, "--media", "link"}, {"migrate", site, "-o", out, "--media", "link"}, {"retry", "-o", out}, {"diff", site, "-o", out, "--media", "link", "--html", filepath.Join(out, "diff.html")}} {
				var stdout, stderr bytes.Buffer
				if code := run(append(args, "--config", emptySettings(t)), nil, &stdout, &stderr); code != exitOK && code != exitAttention {
					t.Fatalf("%v: exit %d\n%s", args, code, stderr.String())
				}
				found := p.leaks(t, out)
				if as == "" { // what the site tells everybody is kept as it came, to go on after an interruption
					found = slices.DeleteFunc(found, func(s string) bool { return strings.Contains(s, " in .wp2md/site.xml") })
				}
				if len(found) > 0 {
					t.Errorf("%s: %d leaks:\n%s", args[0], len(found), strings.Join(found, "\n"))
				}
				if s := regexp.MustCompile(`zqsecret\d\d\dx`).FindString(stdout.String() + stderr.String()); s != "" {
					t.Errorf("%s: printed: %s", args[0], p.where[s])
				}
			}
			pages, err := filepath.Glob(filepath.Join(out, "posts", "*.md"))
			if err != nil || len(pages) != 2 {
				t.Errorf("pages: %q, %v", pages, err)
			}
		})
	}
}

// A post that the live site shows in one run and not in the next is in no byte of the
// folder then, what was kept of the site's answers included.
func TestPrivateLaterOnLiveSite(t *testing.T) {
	const secret = "zqlatersecret"
	gone := false
	post := func(id int, slug, title, text string) map[string]any {
		rendered := func(s string) map[string]any { return map[string]any{"rendered": s, "protected": false} }
		return map[string]any{"id": id, "date": "2013-04-02T10:00:00", "modified_gmt": "2013-04-02T10:00:00", "slug": slug, "status": "publish", "type": "post", "link": "SITE/" + slug + "/", "title": rendered(title), "content": rendered("<p>" + text + "</p>"), "excerpt": rendered("")}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		posts := []map[string]any{post(1, "seen", "Seen", "Seen.")}
		if !gone {
			posts = append(posts, post(2, "was-seen", secret, "The "+secret+"."))
		}
		answers := map[string]any{
			"/wp-json/":                 map[string]any{"name": "Old", "namespaces": []string{"wp/v2"}, "url": "SITE"},
			"/wp-json/wp/v2/types":      map[string]any{"post": map[string]any{"slug": "post", "rest_base": "posts"}},
			"/wp-json/wp/v2/taxonomies": map[string]any{}, "/wp-json/wp/v2/posts": posts,
		}
		v, ok := answers[r.URL.Path]
		if q := r.URL.Query(); q.Get("modified_after") != "" {
			v = []map[string]any{} // no post has changed: one is not shown any more
		}
		switch {
		case r.URL.Path == "/":
			fmt.Fprintf(w, `<!DOCTYPE html><html><head><link rel="https://api.w.org/" href="http://%s/wp-json/"></head><body class="home blog"></body></html>`, r.Host)
			return
		case r.URL.Path == "/wp-json/wp/v2/posts/2" && gone:
			http.Error(w, `{"code":"rest_forbidden","message":"Sorry."}`, http.StatusUnauthorized)
			return
		case !ok:
			http.Error(w, `{"code":"rest_no_route","message":"No route."}`, http.StatusNotFound)
			return
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-WP-TotalPages", "1")
		w.Write(bytes.ReplaceAll(b, []byte("SITE"), []byte("http://"+r.Host)))
	}))
	defer server.Close()
	out := filepath.Join(t.TempDir(), "site")
	search := func() (found []string) {
		err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			text := []byte(path)
			if !d.IsDir() {
				raw, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				if text = append(text, raw...); strings.HasSuffix(path, ".pack") {
					text = append(text, opened(t, raw)...)
				}
			}
			if bytes.Contains(text, []byte(secret)) {
				found = append(found, path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for i := range 3 {
		var stdout, stderr bytes.Buffer
		if code := run([]string{"migrate", server.URL, "-o", out, "--media", "link", "--config", emptySettings(t)}, nil, &stdout, &stderr); code != exitOK && code != exitAttention {
			t.Fatalf("exit %d\n%s", code, stderr.String())
		}
		if found := search(); i == 0 && len(found) == 0 || i > 0 && len(found) > 0 {
			t.Errorf("run %d: found in %q", i+1, found)
		}
		gone = true
	}
}

// What reaches or locates a person is in no byte of the folder where it stands for a
// name: of commenters, of authors, and of their logins.
func TestNamesThatReachPeople(t *testing.T) {
	kinds := [][2]string{ // as it is written, and what must be nowhere
		{"203.0.113.9", "203.0.113.9"}, {"203.0.113.10:8080", "203.0.113.10"}, {"2001:db8::17", "2001:db8::17"}, {"[2001:db8::18]", "2001:db8::18"}, {"Ann (203.0.113.11)", "203.0.113.11"},
		{"ann1@mail.example", "@mail.example"}, {"Ann <ann2@mail.example>", "ann2@mail"}, {"mailto:ann3@mail.example", "ann3@mail"}, {"Ann ann4@mail.example", "ann4@mail"}, {"\"ann5@mail.example\"", "ann5@mail"},
		{"+49 170 1234501", "1234501"}, {"(030) 12345-02", "12345-02"}, {"0170-1234503", "1234503"}, {"Ann +491701234504", "491701234504"}, {"tel. 0301234505", "0301234505"},
	}
	var b strings.Builder
	b.WriteString(plantedHead)
	for i, k := range kinds {
		fmt.Fprintf(&b, "<wp:author><wp:author_id>%d</wp:author_id><wp:author_login><![CDATA[login%d]]></wp:author_login><wp:author_email>x@hidden.example</wp:author_email><wp:author_display_name><![CDATA[%s]]></wp:author_display_name></wp:author>", i+1, i, k[0])
	}
	for i, k := range kinds {
		fmt.Fprintf(&b, `<item><title>Post %d</title><link>http://old.example/p%d/</link><dc:creator><![CDATA[login%d]]></dc:creator><content:encoded><![CDATA[Seen.]]></content:encoded><wp:post_id>%d</wp:post_id><wp:post_date>2013-04-02 10:00:00</wp:post_date><wp:post_name>p%d</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>%s</item>
`, i, i, i, i+1, i, strings.Replace(commentOf("1", "", k[0], "A comment."), "<wp:comment_content>", "<wp:comment_author_IP>203.0.113.77</wp:comment_author_IP><wp:comment_content>", 1))
	}
	b.WriteString(plantedFoot)
	dir, _, stderr := migrateBytes(t, []byte(b.String()))
	never := []string{"hidden.example", "203.0.113.77", "mail@mail.example"}
	for _, k := range kinds {
		never = append(never, k[1])
	}
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if strings.HasSuffix(path, ".pack") {
			raw = append(raw, opened(t, raw)...)
		}
		for _, n := range never {
			if bytes.Contains(raw, []byte(n)) {
				t.Errorf("%s has %s", path, n)
			}
		}
		files++
		return err
	})
	if err != nil || files < len(kinds) {
		t.Errorf("%d files, %v\n%s", files, err, stderr)
	}
}
