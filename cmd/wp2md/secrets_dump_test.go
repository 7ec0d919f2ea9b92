package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// plantDump returns a dump of a public post, and secrets in all places where the
// database of a site keeps what is nobody's to read.
func plantDump() (p *planted, dump string) {
	p = &planted{where: map[string]string{}}
	var b strings.Builder
	insert := func(table, columns string, rows ...[]any) {
		fmt.Fprintf(&b, "CREATE TABLE `wp_%s` (%s text);\n", table, strings.ReplaceAll(columns, ",", " text,"))
		for _, row := range rows {
			var values []string
			for _, v := range row {
				values = append(values, fmt.Sprintf("'%v'", v))
			}
			fmt.Fprintf(&b, "INSERT INTO `wp_%s` VALUES (%s);\n", table, strings.Join(values, ","))
		}
	}
	options := [][]any{{1, "home", "http://old.example"}, {2, "siteurl", "http://old.example"}, {3, "blogname", "Old"}, {4, "permalink_structure", "/%postname%/"}}
	for i, name := range []string{"auth_key", "mailserver_pass", "admin_email", "woocommerce_stripe_settings", "_transient_x", "_site_transient_y", "_transient_timeout_z", "wordfence_global_key", "cron", "user_registration_x", "recovery_keys", "jetpack_private_options", "wp_mail_smtp", "theme_mods_x", "widget_mailchimp", "new_admin_email"} {
		options = append(options, []any{10 + i, name, "a:1:{s:1:\"x\";s:12:\"" + p.secret("option "+name) + "\";}"})
	}
	key := p.secret("key of s2Member")
	options = append(options, []any{30, "ws_plugin__s2member_options", fmt.Sprintf(`a:2:{s:7:"api_key";s:%d:"%s";s:12:"level1_posts";s:2:"52";}`, len(key), key)},
		[]any{31, "wc_memberships_rules", `a:1:{i:0;a:4:{s:9:"rule_type";s:19:"content_restriction";s:12:"content_type";s:9:"post_type";s:17:"content_type_name";s:4:"page";s:10:"object_ids";a:1:{i:0;i:53;}}}`},
		[]any{32, "rcp_restricted_post_types", `a:1:{s:4:"book";a:1:{s:12:"access_level";s:1:"1";}}`})
	insert("options", "option_id,option_name,option_value", options...)
	insert("users", "ID,user_login,user_pass,user_nicename,user_email,user_url,user_activation_key,display_name",
		[]any{1, "ann", p.secret("password"), "ann", p.secret("e-mail") + "@old.example", "", p.secret("activation key"), "Ann"},
		[]any{2, p.secret("login of a customer"), "x", p.secret("customer"), p.secret("e-mail of a customer") + "@old.example", p.secret("address of a customer"), "", p.secret("name of a customer")})
	insert("usermeta", "umeta_id,user_id,meta_key,meta_value", []any{1, 1, "session_tokens", p.secret("session")}, []any{2, 1, "wp_capabilities", p.secret("capabilities")},
		[]any{3, 2, "first_name", p.secret("first name of a customer")}, []any{4, 2, "billing_phone", p.secret("phone")}, []any{5, 1, "_application_passwords", p.secret("application password")}, []any{6, 1, "wfls-last-login", p.secret("login")}, []any{7, 1, "wp_user-settings", p.secret("settings")})
	posts := [][]any{{1, 1, "2013-04-02 10:00:00", "Seen by all.", "Public", "publish", "", "public", "post"}, {2, 1, "2013-04-02 10:00:00", p.secret("private"), p.secret("private title"), "private", "", p.secret("private slug"), "post"},
		{3, 1, "2013-04-02 10:00:00", p.secret("protected"), "x", "publish", p.secret("post password"), p.secret("protected slug"), "post"}}
	for i, typ := range []string{"shop_order", "shop_subscription", "flamingo_inbound", "nf_sub", "wpforms_entry", "revision", "customize_changeset", "user_request", "oembed_cache", "edd_payment",
		"shop_order_placehold", "flamingo_contact", "awsm_job_application", "happyforms-message", "wpinv_invoice", "donation", "phive_booking"} {
		posts = append(posts, []any{10 + i, 1, "2013-04-02 10:00:00", p.secret(typ), p.secret(typ + " title"), "publish", "", p.secret(typ + " slug"), typ})
	}
	for i, by := range []string{"Paid Memberships Pro", "a category of Paid Memberships Pro", "s2Member", "WooCommerce Memberships", "a type of Restrict Content Pro"} {
		posts = append(posts, []any{50 + i, 1, "2013-04-02 10:00:00", p.secret(by), p.secret(by + " title"), "publish", "", p.secret(by + " slug"), []string{"post", "post", "post", "page", "book"}[i]})
	}
	posts = append(posts, []any{40, 1, "2013-04-02 10:00:00", p.secret("auto-draft"), "x", "auto-draft", "", "x", "post"})
	insert("posts", "ID,post_author,post_date,post_content,post_title,post_status,post_password,post_name,post_type", posts...)
	insert("pmpro_memberships_pages", "membership_id,page_id", []any{1, 50})
	insert("pmpro_memberships_categories", "membership_id,category_id", []any{1, 7})
	insert("terms", "term_id,name,slug", []any{7, "Members", "members"})
	insert("term_taxonomy", "term_taxonomy_id,term_id,taxonomy,description,parent", []any{8, 7, "category", "", 0})
	insert("term_relationships", "object_id,term_taxonomy_id", []any{51, 8})
	insert("postmeta", "meta_id,post_id,meta_key,meta_value", []any{1, 1, "_billing_email", p.secret("billing")}, []any{2, 10, "_order_total", p.secret("total of an order")},
		[]any{3, 1, "_edit_lock", p.secret("lock")}, []any{4, 1, "_stripe_customer", p.secret("stripe")})
	insert("comments", "comment_ID,comment_post_ID,comment_author,comment_author_email,comment_author_IP,comment_date,comment_content,comment_agent,comment_approved,comment_type,comment_parent,user_id",
		[]any{1, 1, "Joe", p.secret("e-mail of a commenter") + "@x.example", "203.0.113.9", "2013-04-03 10:00:00", "A comment.", p.secret("agent"), "1", "", 0, 0},
		[]any{2, 1, "x", "", "", "2013-04-03 10:00:00", p.secret("spam"), "", "spam", "", 0, 0}, []any{3, 1, "x", "", "", "2013-04-03 10:00:00", p.secret("pending"), "", "0", "", 0, 0},
		[]any{4, 10, "x", "", "", "2013-04-03 10:00:00", p.secret("note of an order"), "", "1", "order_note", 0, 0})
	insert("commentmeta", "meta_id,comment_id,meta_key,meta_value", []any{1, 1, "akismet_history", p.secret("history")})
	for _, table := range []string{"gf_entry_meta", "wpforms_entries", "frm_item_metas", "actionscheduler_actions", "newsletter", "wc_customer_lookup", "redirection_logs", "yoast_indexable", "simple_history",
		"wc_orders", "wc_orders_meta", "wc_order_addresses", "db7_forms", "cf7_vdata_entry", "gf_entry", "rg_lead_detail", "nf3_objects", "frmt_form_entry_meta", "fluentform_submissions",
		"e_submissions_values", "mailpoet_subscribers", "newsletter_emails", "wfhits", "wflogins", "wfusers", "mailchimp_carts", "swpm_members_tbl", "pmpro_membership_orders",
		"wysija_user", "em_bookings", "amelia_users", "give_donors", "edd_customers", "bp_messages_messages", "um_metadata", "wsluserscontacts"} {
		insert(table, "id,a,b", []any{1, p.secret("table " + table), p.secret("table " + table)})
	}
	b.WriteString("-- Dump completed\n")
	return p, b.String()
}

// Nothing that is nobody's to read is in any byte of the output, of the journal or
// of what is printed.
func TestPlantedSecretsInDump(t *testing.T) {
	p, dump := plantDump()
	top := t.TempDir()
	file, out := filepath.Join(top, "a.sql"), filepath.Join(top, "site")
	if err := os.WriteFile(file, []byte(dump), 0o644); err != nil {
		t.Fatal(err)
	}
	if len(p.secrets) < 70 {
		t.Fatalf("%d secrets", len(p.secrets))
	}
	steps := [][]string{
		{"inspect", file}, {"migrate", file, "-o", out, "--media", "link"}, {"retry", "-o", out, "public"},
		{"diff", file, "-o", out, "--media", "link"}, {"migrate", file, "-o", filepath.Join(top, "hugo"), "--for", "hugo", "--media", "link"},
	}
	for _, args := range steps {
		var stdout, stderr bytes.Buffer
		if args[0] != "inspect" {
			args = append(args, "--config", emptySettings(t))
		}
		if code := run(args, nil, &stdout, &stderr); code != exitOK && code != exitAttention {
			t.Fatalf("%v: exit %d\n%s", args, code, stderr.String())
		}
		for _, s := range regexp.MustCompile(`zqsecret\d\d\dx`).FindAllString(stdout.String()+stderr.String(), -1) {
			t.Errorf("%s: printed: %s", args[0], p.where[s])
		}
	}
	for _, dir := range []string{out, filepath.Join(top, "hugo")} {
		if found := p.leaks(t, dir); len(found) > 0 {
			t.Errorf("%d leaks:\n%s", len(found), strings.Join(found, "\n"))
		}
	}
	if b, err := os.ReadFile(filepath.Join(out, "posts", "public.md")); err != nil || !bytes.Contains(b, []byte("Seen by all.")) {
		t.Errorf("%v\n%s", err, b)
	}
	if b, err := os.ReadFile(filepath.Join(out, "data", "comments", "public.json")); err != nil || !bytes.Contains(b, []byte("A comment.")) {
		t.Errorf("%v\n%s", err, b)
	}
}

// A page keeps its place below one that is held back: its address names that anyway.
func TestBelowWhatIsHeldBack(t *testing.T) {
	for _, home := range []string{"http://old.example", "http://old.example/blog"} {
		dump := `CREATE TABLE wp_options (option_id text, option_name text, option_value text);
INSERT INTO wp_options VALUES (1,'home','` + home + `'),(2,'siteurl','` + home + `'),(3,'permalink_structure','/%postname%/');
CREATE TABLE wp_posts (ID text, post_date text, post_content text, post_title text, post_status text, post_password text, post_name text, post_type text, post_parent text);
INSERT INTO wp_posts VALUES (1,'2013-04-02 10:00:00','Members.','Club','publish','','club','page',0),(2,'2013-04-02 10:00:00','A','Child','publish','','child','page',1),
 (3,'2013-04-02 10:00:00','B','Grand','publish','','grand','page',2),(4,'2013-04-02 10:00:00','C','Pw','publish','secret','pw','page',0),(5,'2013-04-02 10:00:00','D','After','publish','','after','page',4);
CREATE TABLE wp_pmpro_memberships_pages (membership_id text, page_id text);
INSERT INTO wp_pmpro_memberships_pages VALUES (1,1);
-- Dump completed
`
		file := filepath.Join(t.TempDir(), "a.sql")
		if err := os.WriteFile(file, []byte(dump), 0o644); err != nil {
			t.Fatal(err)
		}
		pages := migratedPages(t, file)
		for _, name := range []string{"pages/club/child.md", "pages/club/child/grand.md", "pages/pw/after.md"} {
			if pages[name] == "" {
				t.Errorf("%s: no %s", home, name)
			}
		}
		if len(pages) != 3 {
			t.Errorf("%s: %d pages", home, len(pages))
		}
	}
}
