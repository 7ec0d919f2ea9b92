package dump

import (
	"fmt"
	"strings"
	"testing"
)

// What tables and options of plugins let only members read has a field that says so,
// and nothing else of them is kept.
func TestMemberRules(t *testing.T) {
	const (
		posts = `CREATE TABLE wp_posts (ID int, post_title text, post_content text, post_status text, post_name text, post_type text, post_parent int);
INSERT INTO wp_posts VALUES (1,'A','a','publish','a','post',0),(2,'B','b','publish','b','page',0),(3,'C','c','publish','c','book',0),(4,'D','d','publish','d','page',2),(5,'E','e','inherit','e','attachment',2),(6,'F','f','publish','f','page',4);
CREATE TABLE wp_terms (term_id int, name text, slug text);
INSERT INTO wp_terms VALUES (7,'Seven','seven'),(8,'Eight','big-eight'),(9,'Nine','nine');
CREATE TABLE wp_term_taxonomy (term_taxonomy_id int, term_id int, taxonomy text, description text, parent int);
INSERT INTO wp_term_taxonomy VALUES (17,7,'category','',0),(18,8,'post_tag','',0),(19,9,'genre','',0);
CREATE TABLE wp_term_relationships (object_id int, term_taxonomy_id int);
INSERT INTO wp_term_relationships VALUES (1,17),(1,18),(3,19);
`
		wishList = `CREATE TABLE wp_wlm_contentlevels (ID int, content_id int, level_id text, type text); `
		swpm     = `CREATE TABLE wp_swpm_membership_tbl (id int, alias text, category_list text, page_list text, post_list text, comment_list text, custom_post_list text); `
	)
	option := func(name, value string) string {
		return fmt.Sprintf("INSERT INTO wp_options VALUES (50,'%s','%s');", name, value)
	}
	ccV1 := func(target, more string) string {
		c := fmt.Sprintf(`a:%d:{s:6:"target";s:%d:"%s";%s}`, 1+strings.Count(more, "|"), len(target), target, strings.ReplaceAll(more, "|", ""))
		return option("jp_cc_settings", `a:1:{s:12:"restrictions";a:1:{i:0;a:2:{s:3:"who";s:9:"logged_in";s:10:"conditions";a:1:{i:0;a:1:{i:0;`+c+`}}}}}`)
	}
	wc := func(kind, content, name, ids, active string) string {
		return option("wc_memberships_rules", fmt.Sprintf(`a:1:{i:0;a:6:{s:9:"rule_type";s:%d:"%s";s:12:"content_type";s:%d:"%s";s:17:"content_type_name";s:%d:"%s";s:10:"object_ids";%ss:6:"active";s:%d:"%s";s:11:"access_type";s:4:"view";}}`,
			len(kind), kind, len(content), content, len(name), name, ids, len(active), active))
	}
	for _, test := range []struct{ name, sql, want string }{
		{"no plugin", "", ""},
		{"Paid Memberships Pro, a page", "CREATE TABLE wp_pmpro_memberships_pages (membership_id int, page_id int, modified text); INSERT INTO wp_pmpro_memberships_pages VALUES (1,2,''),(2,2,'');", "2"},
		{"Paid Memberships Pro, a category", "CREATE TABLE wp_pmpro_memberships_categories (membership_id int, category_id int, modified text); INSERT INTO wp_pmpro_memberships_categories VALUES (1,7,'');", "1"},
		{"Paid Memberships Pro, made anew", "CREATE TABLE wp_pmpro_memberships_pages (membership_id int, page_id int); INSERT INTO wp_pmpro_memberships_pages VALUES (1,2); CREATE TABLE wp_pmpro_memberships_pages (membership_id int, page_id int); INSERT INTO wp_pmpro_memberships_pages VALUES (1,3);", "3"},
		{"Simple Membership", swpm + `INSERT INTO wp_swpm_membership_tbl VALUES (1,'Content Protection','a:1:{i:0;s:1:"9";}','a:1:{i:0;s:1:"2";}','','',''),(2,'Free','a:1:{i:0;s:1:"7";}','','','','');`, "2 3"},
		{"WishList Member", wishList + "INSERT INTO wp_wlm_contentlevels VALUES (1,2,'Protection','page'),(2,1,'1234','post'),(3,7,'Protection','~CATEGORY');", "1 2"},
		{"s2Member, numbers", option("ws_plugin__s2member_options", `a:3:{s:12:"level1_posts";s:3:"1,3";s:12:"level2_pages";s:0:"";s:11:"paypal_user";s:1:"2";}`), "1 3"},
		{"s2Member, all posts", option("ws_plugin__s2member_options", `a:1:{s:12:"level0_posts";s:3:"all";}`), "1 3"},
		{"s2Member, all of a type", option("ws_plugin__s2member_options", `a:1:{s:12:"level0_posts";s:9:"all-books";}`), "3"},
		{"s2Member, all pages", option("ws_plugin__s2member_options", `a:1:{s:12:"level0_pages";s:3:"all";}`), "2 4 6"},
		{"s2Member, tags by name", option("ws_plugin__s2member_options", `a:1:{s:12:"level1_ptags";s:9:"Big Eight";}`), "1"},
		{"s2Member, categories", option("ws_plugin__s2member_options", `a:1:{s:12:"level1_catgs";s:1:"7";}`), "1"},
		{"WooCommerce Memberships, pages", wc("content_restriction", "post_type", "page", "a:1:{i:0;i:4;}", "yes"), "4"},
		{"WooCommerce Memberships, a type", wc("content_restriction", "post_type", "page", "a:0:{}", "yes"), "2 4 6"},
		{"WooCommerce Memberships, a term", wc("content_restriction", "taxonomy", "genre", "a:1:{i:0;s:1:\"9\";}", "yes"), "3"},
		{"WooCommerce Memberships, a taxonomy", wc("content_restriction", "taxonomy", "genre", "a:0:{}", "yes"), "3"},
		{"WooCommerce Memberships, who may see", wc("product_restriction", "post_type", "book", "a:0:{}", "yes"), "3"},
		{"WooCommerce Memberships, a discount", wc("purchasing_discount", "post_type", "book", "a:0:{}", "yes"), ""},
		{"WooCommerce Memberships, switched off", wc("content_restriction", "post_type", "page", "a:0:{}", "no"), ""},
		{"Restrict Content Pro", option("rcp_restricted_post_types", `a:2:{s:4:"book";a:1:{s:12:"access_level";s:1:"1";}s:4:"page";a:0:{}}`), "3"},
		{"Content Control, a page", ccV1("page_selected", `|s:8:"settings";a:1:{s:8:"selected";s:3:"2,4";}`), "2 4"},
		{"Content Control, a type", ccV1("book_all", ""), "3"},
		{"Content Control, what is below", ccV1("page_children", `|s:8:"settings";a:1:{s:8:"selected";a:1:{i:0;s:1:"2";}}`), "4 6"},
		{"Content Control, a term", ccV1("post_w_category", `|s:8:"settings";a:1:{s:8:"selected";s:1:"7";}`), "1"},
		{"Content Control, all but", ccV1("page_selected", `|s:11:"not_operand";s:1:"1";`), "1 2 3 4 6"},
		{"Members, a private blog", option("members_settings", `a:1:{s:12:"private_blog";i:1;}`), "1 2 3 4 6"},
		{"Members, a public one", option("members_settings", `a:1:{s:12:"private_blog";i:0;}`), ""},
		{"Ultimate Member, who is logged in", option("um_options", `a:1:{s:10:"accessible";s:1:"2";}`), "1 2 3 4 6"},
		{"Ultimate Member, everyone", option("um_options", `a:1:{s:10:"accessible";s:1:"0";}`), ""},
		{"damaged", option("um_options", `a:1:{s:10:"acc`), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, src, err := dumped(t, "CREATE TABLE wp_options (option_id int, option_name text, option_value text);\nINSERT INTO wp_options VALUES (1,'home','http://a.example');\n"+test.sql+"\n"+posts+"-- Dump completed\n")
			if err != nil {
				t.Fatal(err)
			}
			_, items, err := all(t, src)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, it := range items {
				if it.Field("_members_only") != "" {
					got = append(got, fmt.Sprint(it.ID))
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("for members are %q, want %q", got, test.want)
			}
			for name := range memberOptions {
				if src.s.options[name] != "" {
					t.Errorf("the option %s is kept", name)
				}
			}
		})
	}
}
