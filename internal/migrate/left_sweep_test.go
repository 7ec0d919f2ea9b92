package migrate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform"
)

// Fields of the plugins that most sites have: type, name, value, and what of it is named
// beside the name; none if the field is of a kind that no visitor could use, "key" if it
// is named alone.
func TestFieldsOfPlugins(t *testing.T) {
	nothing := func(string) bool { return false }
	for _, c := range [][4]string{
		{"product", "_weight", "65", "65"}, {"product", "_width", "5", "5"}, {"product", "_regular_price", "9", "9"}, {"product", "_sku", "REF0895", "REF0895"},
		{"product", "_product_attributes", `a:1:{s:4:"size";a:3:{s:4:"name";s:4:"Size";s:5:"value";s:1:"L";s:8:"position";i:1;}}`, "Size: L"},
		{"product", "_stock_status", "onbackorder", ""}, {"product", "total_sales", "1997", ""}, {"product", "_tax_status", "taxable", ""}, {"product", "_manage_stock", "yes", ""},
		{"product", "_purchase_note", "Thanks for this", "key"}, {"product", "_downloadable_files", `a:1:{s:1:"a";a:1:{s:4:"file";s:22:"https://x.example/a.zip";}}`, "key"},
		{"download", "edd_price", "12.00", "12.00"}, {"download", "_edd_download_sales", "12", ""},
		{"job_listing", "_job_salary", "$80,000 - $90,000", "$80,000"}, {"job_listing", "_job_experience", "3 - 5 Years", "3 - 5 Years"}, {"job_listing", "_company_twitter", "@basecamp", "@basecamp"},
		{"job_listing", "_company_size", "50 - 149", "50 - 149"}, {"job_listing", "_company_foundation", "1999", "1999"}, {"job_listing", "_application", "me@a.example", "key"}, {"job_listing", "_filled", "0", ""},
		{"rtcl_listing", "price", "53", "53"}, {"rtcl_listing", "zipcode", "10573", "10573"}, {"rtcl_listing", "phone", "6735568743", "6735568743"}, {"rtcl_listing", "_field_131", "black", "black"},
		{"rtcl_listing", "_field_132", "large", ""}, {"rtcl_listing", "ad_type", "to_let", "to_let"}, {"rtcl_listing", "_views", "52", ""}, {"rtcl_listing", "email", "a@b.example", "key"},
		{"property", "REAL_HOMES_property_size", "1200", "1200"}, {"property", "REAL_HOMES_property_bedrooms", "1", "1"}, {"property", "REAL_HOMES_property_address", "12 Elm Street", "12 Elm Street"}, {"property", "fave_property_bathrooms", "3", "3"},
		{"property", "fave_property_size_prefix", "sqft", "sqft"}, {"property", "REAL_HOMES_property_id", "RH-12", "RH-12"}, {"property", "es_property_year_built", "1984", "1984"},
		{"tribe_events", "_EventStartDate", "2023-05-04 19:00:00", "2023-05-04"}, {"tribe_events", "_EventCost", "12", "12"}, {"tribe_events", "_EventVenueID", "77", ""}, {"tribe_events", "_EventShowMap", "1", ""},
		{"tribe_venue", "_VenueCity", "Ulm", "Ulm"}, {"tribe_venue", "_VenuePhone", "0731 123456", "0731 123456"}, {"tribe_organizer", "_OrganizerWebsite", "https://org.example/we", "https://org.example/we"},
		{"lp_course", "_lp_duration", "10 week", "10 week"}, {"lp_course", "_lp_price", "49", "49"}, {"courses", "_tutor_course_level", "beginner", "beginner"}, {"course", "_llms_length", "6 weeks", "6 weeks"},
		{"wprm_recipe", "wprm_prep_time", "15", "15"}, {"wprm_recipe", "wprm_servings", "4", "4"}, {"wprm_recipe", "wprm_ingredients", `a:1:{i:0;a:2:{s:6:"amount";s:3:"1/2";s:4:"unit";s:3:"cup";}}`, "1/2"},
		{"gd_place", "geodir_timing", "Sun : 5 pm to 9 pm", "5 pm to 9 pm"}, {"post", "wpcf-company", "basecamp", "basecamp"}, {"post", "_cmb_price", "30", "30"}, {"post", "rating", "5", "5"},
		{"portfolio", "client", "acme", "acme"}, {"portfolio", "year", "2016", "2016"}, {"team", "position", "Head of Sales", "Head of Sales"}, {"testimonial", "_testimonial_company", "basecamp", "basecamp"},
		{"testimonials", "_wdc_testimonial_position", "Student, UQ, St. Lucia", "Student, UQ"}, {"post", "twitter", "@ann", "@ann"}, {"post", "reading_time", "5", "5"}, {"post", "mood", "happy", "happy"},
		{"yoga_class", "class_time", "Monday 18:00", "Monday 18:00"}, {"yoga_class", "class_price", "15 EUR", "15 EUR"}, {"yoga_class", "header_class", "Acme", ""}, {"page", "class_name", "Acme", ""},
		{"vehicle", "body_style", "Estate", "Estate"}, {"vehicle", "body_style", "boxed", ""}, {"page", "body_style", "Acme", ""}, {"villa", "building_style", "Brutalist", "Brutalist"},
		{"page", "icon_title", "01", "01"}, {"page", "icon_title", "250+", "250+"}, {"page", "overlay_text", "14 May 2033", "14 May 2033"}, {"page", "hover_title", "64%", "64%"}, {"page", "icon_title", "fa fa-heart", ""}, {"page", "overlay_opacity", "64%", ""}, {"page", "block_style", "$85", "$85"},
		{"post", "dog_size", "Large", "Large"}, {"post", "coat_color", "brown", "brown"}, {"post", "style", "Bungalow", "Bungalow"}, {"post", "style", "boxed", ""}, {"post", "color", "Red", "Red"}, {"page", "title_size", "Large", ""}, {"page", "button_color", "Red", ""},
		{"listing", "size", "Large", "Large"}, {"listing", "_al_listing_fuel", "Inline", "Inline"}, {"listing", "layout", "Wide", ""},
		{"perfume", "top_notes", "Bergamot, lemon", "Bergamot, lemon"}, {"perfume", "staff_notes", "Bergamot, lemon", "key"},
		{"beer", "abv", "5.4%", "5.4%"}, {"page", "column_width", "33%", ""}, {"page", "overlay_opacity", "40%", ""},
		{"sp_player", "sp_metrics", `a:2:{s:6:"height";s:6:"170 cm";s:6:"weight";s:5:"67 kg";}`, "170 cm"}, {"page", "header_height", "170px", ""}, {"post", "source_url", "https://src.example/story", "https://src.example/story"}, {"page", "page_subtitle", "Welcome", "Welcome"}, {"page", "layout", "wide", ""}, {"page", "sidebar", "right", ""},
		{"page", "header_style", "style-2", ""}, {"page", "bg_color", "#ff0000", ""}, {"page", "_wp_page_template", "full.php", ""}, {"page", "rank_math_seo_score", "40", ""}, {"post", "post_views_count", "1601", ""},
		{"post", "_edit_lock", "1700000000:1", ""}, {"post", "icon", "fa fa-heart", ""}, {"page", "osf_padding_top", "15", ""}, {"page", "custom_css", ".a{color:red}", ""}, {"post", "api_token", "abc def", "key"},
		{"page", "options", `a:2:{s:6:"layout";s:4:"full";s:6:"motto";s:9:"Grow wild";}`, "Grow wild"}, {"post", "user_ip", "10.0.0.1", ""}, {"post", "publicize_twitter_user", "AnnLee", "AnnLee"}, {"post", "twitter_user_password", "AnnLee", "key"}, {"post", "_billing_city", "Ulm", "key"},
		{"post", "_format_quote_source_name", "Ann the poet", "Ann the poet"}, {"post", "_format_link_url", "https://a.example/x", "https://a.example/x"}, {"page", "_links_to", "https://a.example/y", "https://a.example/y"},
		{"post", "syndication_permalink", "https://a.example/y", "https://a.example/y"}, {"post", "syndication_source_id", "https://a.example/y", ""}, {"post", "_yoast_wpseo_redirect", "https://a.example/y", "https://a.example/y"}, {"page", "_seopress_redirections_value", "https://a.example/y", "https://a.example/y"},
		{"page", "_links_to_target", "_blank", ""}, {"team", "_social", `a:1:{i:0;a:2:{s:4:"icon";s:4:"fa-x";s:4:"link";s:19:"https://a.example/z";}}`, "https://a.example/z"}, {"post", "_twitter_image", "https://a.example/x.jpg", ""},
		{"wprm_recipe", "wprm_notes", "<p>Serve it warm</p>", "Serve it warm"}, {"post", "cooked_recipe", `a:1:{s:5:"notes";s:13:"Serve it warm";}`, "Serve it warm"}, {"episode", "show_notes", "What we said", "What we said"},
		{"property", "additional_details", `a:1:{s:8:"Built in";s:13:"the year 1990";}`, "Built in: the year 1990"}, {"post", "notes", "Call her back", "key"},
		{"post", "tumblr_ann_permalink", "http://ann.tumblr.com/post/1354/award", ""}, {"post", "posterous_6c96_permalink", "http://ann.posterous.com/tool", ""}, {"post", "_b2s_post_meta", `a:1:{s:9:"card_desc";s:14:"Not in the page";}`, ""},
		{"post", "geo_address", "12 Elm Street", "12 Elm Street"}, {"post", "geo_public", "1", ""},
	} {
		it := &extract.Item{Type: c[0], Meta: []extract.Meta{{Key: c[1], Value: c[2]}}}
		got := strings.Join(leftFields(it, nil, nothing, []byte("Words."), "", 0), ", ")
		switch want := c[3]; {
		case want == "" && got != "", want == "key" && got != c[1], want != "" && want != "key" && !strings.Contains(got, want):
			t.Errorf("%s %s=%s: %q", c[0], c[1], c[2], got)
		}
	}
}

// Where a post was written that its author shares with nobody is not told.
func TestPlaceThatIsNotPublic(t *testing.T) {
	nothing := func(string) bool { return false }
	it := &extract.Item{Type: "post", Meta: []extract.Meta{{Key: "geo_public", Value: "0"}, {Key: "geo_latitude", Value: "47.1234"}, {Key: "geo_address", Value: "12 Elm Street"}}}
	if got := strings.Join(leftFields(it, nil, nothing, []byte("Words."), "", 0), ", "); got != "geo_latitude, geo_address" {
		t.Errorf("%q", got)
	}
}

// Whatever a field is called and holds, it is named, or in the page, or of a kind that
// no visitor could use.
func TestEveryFieldIsSomewhere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s string) string { f := strings.Fields(s); return f[r.IntN(len(f))] }
	nothing := func(string) bool { return false }
	for range 20_000 {
		key := pick("_ x_ acme_ fave_ a- page_ sub") + pick("layout city price motto sidebar views name count email title images kind note zip")
		word := "Zq" + pick("ulm oak blue harbour river") + fmt.Sprint(r.IntN(100))
		value := pick("%s %s 1_%s %s_b_c the_%s_of_it 12_%s")
		value = strings.ReplaceAll(fmt.Sprintf(value, word), "_", " ")
		if r.IntN(3) == 0 {
			value = fmt.Sprintf(`a:2:{s:5:"motto";s:%d:"%s";s:5:"color";s:4:"#fff";}`, len(value), value)
		}
		it := &extract.Item{Type: pick("post page product event"), Meta: []extract.Meta{{Key: key, Value: value}}}
		got := leftFields(it, nil, nothing, []byte("Words."), "", 0)
		if len(got) == 1 && (strings.Contains(got[0], word) || got[0] == key && isPersonal(it, key)) {
			continue
		}
		if m := meaningOf(key, isThing(it.Type), transform.WordsOfName(it.Type)); len(got) > 0 || !m.look && !m.never && !m.choice && !isTechnical(key) {
			t.Fatalf("%s %s=%s: %q", it.Type, key, value, got)
		}
	}
}

// What is in fields cannot make a run slow, or end it.
func TestFieldsOfAnyKind(t *testing.T) {
	nothing := func(string) bool { return false }
	start := time.Now()
	for _, v := range []string{strings.Repeat("{", 1<<14), strings.Repeat("[", 1<<14), strings.Repeat(`a:1:{i:0;`, 1<<12), strings.Repeat("<", 1<<14), strings.Repeat("<a ", 1<<13), strings.Repeat("ж1 ", 1<<13), "\xff\xfe", "#", "_", "a:0:{}", "[]", "{}", "null", "s:0:\"\";", "b:1;", "-", "."} {
		it := &extract.Item{Type: "product"}
		for i := range 20 {
			it.Meta = append(it.Meta, extract.Meta{Key: fmt.Sprintf("k%d", i%7), Value: v}, extract.Meta{Key: v[:min(len(v), 50)], Value: v})
		}
		leftFields(it, nil, nothing, []byte(v), v, 0)
	}
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("took %v", d)
	}
}
