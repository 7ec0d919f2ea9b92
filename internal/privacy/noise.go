package privacy

import "strings"

// noise are the post types that are no content (docs/formats.md §A.5), by what they
// are.
var noise = []struct {
	what, many string
	types      string
}{
	{"menu item", "menu items", "nav_menu_item"},
	{"menu that blocks make", "menus that blocks make", "wp_navigation"},
	{"revision", "revisions", "revision"},
	{"reusable block, put in where it is used", "reusable blocks, put in where they are used", "wp_block"},
	{Embedded, "items of plugins, put in where they are shown", ""},
	{"theme's template, style or font", "theme's templates, styles and fonts", "wp_template wp_template_part wp_global_styles wp_font_family wp_font_face custom_css safecss customize_changeset"},
	{"cache", "caches", "oembed_cache amp_validated_url"},
	{"definition of fields", "definitions of fields", "acf acf-field acf-field-group acf-post-type acf-taxonomy acf-ui-options-page wp-types-group wp-types-user-group wp-types-term-group rm_content_editor"},
	{"page builder's template", "page builder's templates", "elementor_library elementor_component elementor_snippet elementor_font elementor_icons fl-builder-template et_pb_layout et_template et_theme_builder et_header_layout et_body_layout et_footer_layout vc4_templates vc_grid_item elementskit_template elementskit_content elementskit_widget elementor-hf fusion_template fusion_element fusion_tb_section fusion_tb_layout bricks_template brizy_template ct_template oxy_user_library tve_cond_display tve_global_cond_set cs_template nimble_post_type nimble_saved_seks nimble_template nimble_section"},
	{"form", "forms", "wpcf7_contact_form wpforms mc4wp-form jetpack_form"},
	{"redirect of a plugin", "redirects of a plugin", "redirect_rule"},
	{"guest author, in data/authors.json", "guest authors, in data/authors.json", "guest-author"},
	{"form entry: private data", "form entries: private data", "feedback flamingo_contact flamingo_inbound flamingo_outbound postman_sent_mail user_request"},
	{"order or coupon: private data", "orders and coupons: private data", "shop_order shop_order_refund shop_order_placehold shop_subscription shop_coupon jp_pay_order jp_pay_product"},
	{"plugin's own data", "plugin's own data", "scheduled-action wpcode ngg_album ngg_gallery ngg_pictures ngg_gal_display ngg_lightbox_library tablepress_table spam"},
}

// Embedded says of an item that it has no page, and is in those that show it.
const Embedded = "item of a plugin, put in where it is shown"

var noiseOf = map[string]string{}

func init() {
	for _, n := range noise {
		for typ := range strings.FieldsSeq(n.types) {
			noiseOf[typ] = n.what
		}
	}
}

// Noise says what a post type is that is no content of a site, or "".
func Noise(typ string) string { return noiseOf[strings.ToLower(typ)] }

// IsPeoplesData reports whether a post type that is no content of a site keeps what
// people have sent or bought: what was uploaded to it is theirs, too.
func IsPeoplesData(typ string) bool { return strings.HasSuffix(Noise(typ), ": private data") }

// Several returns what Noise says, of several items; ok is false of all else.
func Several(what string) (many string, ok bool) {
	for _, n := range noise {
		if n.what == what {
			return n.many, true
		}
	}
	return "", false
}
