package migrate

import (
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

func TestLeftFields(t *testing.T) {
	it := &extract.Item{Title: "Landing", Meta: []extract.Meta{
		{Key: "sections_0_text", Value: "<p>We plant trees on roofs.</p>"},
		{Key: "_sections_0_text", Value: "field_5f0000003"},
		{Key: "sections_0_style", Value: "wide"},
		{Key: "shown", Value: "Words that are in the body"},
		{Key: "price", Value: "A price with words"},
		{Key: "font", Value: "Open Sans"},
		{Key: "options", Value: `a:1:{s:8:"subtitle";s:20:"Grown in open gardens";}`},
		{Key: "_cmb_quote", Value: "They came early and left very late."},
		{Key: "_note", Value: "two or three"},
		{Key: "_yoast_wpseo_metadesc", Value: "Roof gardens explained in a few words."},
		{Key: "panels_data", Value: `a:1:{s:4:"text";s:20:"Words of one builder";}`},
		{Key: "subtitle", Value: "Welcome"},
		{Key: "wordads_ufa", Value: "s:wpcom-ufa-v3-beta:1500000000"},
		{Key: "button_text", Value: "left"},
		{Key: "user_text", Value: "Call him at home"},
		{Key: "guests", Value: "known to the house alone"},
		{Key: "hero", Value: `{"title":"Up there","color":"#fff","items":[{"text":"Come and see"}]}`},
		{Key: "team_options", Value: `a:1:{s:11:"designation";s:12:"Math Teacher";}`},
		{Key: "_VenueAddress", Value: "12 Main Street"},
		{Key: "_VenueCity", Value: "Ulm"},
		{Key: "client", Value: "Ann Lee"},
		{Key: "where", Value: "Paris, France"},
		{Key: "done", Value: "June 2016"},
		{Key: "acme_a", Value: "Wide"}, {Key: "acme_b", Value: "Blog Sidebar"}, {Key: "acme_c", Value: "Default"}, {Key: "acme_d", Value: "Dark"},
		{Key: "layout", Value: "Full Screen"}, {Key: "acme_usage_flag", Value: "used"}, {Key: "sktbuilder_data", Value: `{\"blocks\":[{\"block\":\"Words of a block\"}]}`},
		{Key: "_team_member_job", Value: "Product Manager"},
		{Key: "_my-meta", Value: `a:2:{s:9:"my-author";s:12:"Bobby Guzman";s:8:"my-color";s:4:"Blue";}`},
		{Key: "_product_attributes", Value: `a:1:{s:5:"color";a:3:{s:4:"name";s:5:"Color";s:5:"value";s:11:"Red | Green";s:10:"is_visible";i:1;}}`},
		{Key: "_product_attributes2", Value: `a:2:{i:0;a:2:{s:4:"name";s:5:"Width";s:5:"value";s:3:"24″";}i:1;a:2:{s:5:"title";s:4:"Date";s:4:"info";s:15:"24 January 2022";}}`},
		{Key: "work_type", Value: "cut"}, {Key: "_work_type", Value: "field_5f0000004"},
		{Key: "wpcf-size", Value: "large"}, {Key: "wpcf-sold", Value: "yes"},
		{Key: "介绍", Value: "我们在城市的屋顶上种植树木"},
		{Key: "rows", Value: "2"}, {Key: "_rows", Value: "field_5f0000006"}, {Key: "rows_0_count", Value: "47"}, {Key: "_rows_0_count", Value: "field_5f0000007"}, {Key: "view_count", Value: "47"},
		{Key: "enclosure", Value: "https://x.example/a.mp3\n123\naudio/mpeg\n" + `a:3:{s:8:"duration";s:8:"00:12:13";s:7:"summary";s:14:"What they said";s:5:"embed";s:0:"";}`}, {Key: "_x:enclosure", Value: "https://x.example/b.mp3\n123\naudio/mpeg"},
		{Key: "hint", Value: "ลองอ่านบทความนี้ก่อนตัดสินใจซื้อ"},
	}}
	wanted := func(key string) bool { return key == "price" }
	got := leftFields(it, nil, wanted, []byte("These **words that** are in the _body_."), "", 0)
	if want := []string{"sections_0_text=<p>We plant trees on roofs.</p>", "options=Grown in open gardens", "_cmb_quote=They came early and left very late.",
		"_note", "subtitle=Welcome", "user_text", "guests=known to the house alone", "hero=Come and see · Up there", "team_options=Math Teacher", "_VenueAddress=12 Main Street", "_VenueCity=Ulm", "client=Ann Lee", "where=Paris, France", "done=June 2016", "_team_member_job=Product Manager", "_my-meta=Bobby Guzman", "_product_attributes=Color: Red | Green", "_product_attributes2=Width: 24″ · Date: 24 January 2022", "work_type=cut", "wpcf-size=large", "介绍=我们在城市的屋顶上种植树木",
		"rows_0_count=47", "enclosure=duration: 00:12:13 · What they said",
		"hint=ลองอ่านบทความนี้ก่อนตัดสินใจซื้อ"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

// TestLeftHeadings holds that a heading is words, even if all of them are also those of a layout.
func TestLeftHeadings(t *testing.T) {
	it := &extract.Item{Title: "News", Meta: []extract.Meta{
		{Key: "_sections|heading|0|0|value", Value: "Masonry Blog"},
		{Key: "_sections|features:title|1:0|0|value", Value: "Grid"},
		{Key: "_sections|layout|1|0|value", Value: "masonry"},
		{Key: "_sections|||0|value", Value: "header_section"}, {Key: "_sections|features|1|0|value", Value: "feature_one"},
		{Key: "page_heading_value", Value: "Grid Blog"},
		{Key: "grid_title", Value: "Masonry Blog"},
		{Key: "page_look", Value: "Masonry Blog"}, {Key: "page_footer", Value: "Karl Jones"}, {Key: "page_style", Value: "Full Width"},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, nil, "", 0)
	if want := []string{"_sections|heading|0|0|value=Masonry Blog", "_sections|features:title|1:0|0|value=Grid", "page_heading_value=Grid Blog", "grid_title=Masonry Blog", "page_footer=Karl Jones"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

// TestLeftFrames holds that the code of a frame and an address need no scheme to be named.
func TestLeftFrames(t *testing.T) {
	it := &extract.Item{Meta: []extract.Meta{
		{Key: "_unit_embed", Value: `&lt;iframe src=&quot;//forms.example/embed/12345678&quot;&gt;&lt;/iframe&gt;`},
		{Key: "_unit_video_embed", Value: `&lt;iframe src=&quot;//www.youtube.com/embed/76r7hlprG_A?rel=0&quot;&gt;&lt;/iframe&gt;`},
		{Key: "_unit_embed_file", Value: "//files.example/a/print.png"},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, []byte("[a](https://www.youtube.com/embed/76r7hlprG_A?rel=0)"), "", 0)
	if want := []string{`_unit_embed=<iframe src="//forms.example/embed/12345678"></iframe>`, "_unit_embed_file=//files.example/a/print.png"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

// TestLeftAnswers holds that answers are told whatever they are, and what a coupon, a course
// and a footer say of themselves.
func TestLeftAnswers(t *testing.T) {
	for _, c := range []struct {
		typ, key, value, want string
	}{
		{"question", "_question_right_answer", `a:1:{i:0;s:1:"3";}`, "_question_right_answer=3"},
		{"question", "_question_wrong_answers", `a:2:{i:0;s:2:"30";i:1;i:4;}`, "_question_wrong_answers=30 · 4"},
		{"question", "_question_right_answer", "false", "_question_right_answer=false"},
		{"question", "_right_answer_count", "1", ""},
		{"question", "show_answers", "yes", ""},
		{"question", "wp:answer", `a:2:{s:11:"answer_data";s:62:"a:3:{s:4:"text";s:4:"True";s:7:"is_true";s:3:"yes";s:1:"x";N;}";s:12:"answer_order";s:1:"1";}`, "wp:answer=True · is_true: yes"},
		{"course", "wp:section", `a:3:{s:12:"section_name";s:10:"Section #1";s:10:"section_id";s:3:"208";s:13:"section_order";s:1:"1";}`, "wp:section=Section #1"},
		{"coupon", "_acme_coupon_type_printable", "http://old.example/files/print.png", "_acme_coupon_type_printable=http://old.example/files/print.png"},
		{"coupon", "_acme_coupon_type", "print", "_acme_coupon_type=print"},
		{"offer", "coupon_code", "WELCOME15", "coupon_code=WELCOME15"},
		{"product", "coupon_code", "WELCOME15", "coupon_code"},
		{"page", "coupon_sent_to", "Ann Lee", "coupon_sent_to"},
		{"lp_course", "_lp_payment", "free", "_lp_payment=free"},
		{"lp_course", "_lp_payment", "4111 1111", "_lp_payment"},
		{"page", "header_icon", "2016/03/print.png", "header_icon=2016/03/print.png"},
		{"page", "page_layout_file", "/files/Flyer.pdf", "page_layout_file=/files/Flyer.pdf"},
		{"page", "footer_phone", "+359 889 999 099", "footer_phone=+359 889 999 099"},
		{"page", "footer_email", "hello@club.example", "footer_email=hello@club.example"},
		{"page", "footer_hours", "00:00 - 23:00", "footer_hours=00:00 - 23:00"},
		{"page", "footer_text_columns", "4", ""},
		{"page", "guest_phone", "+359 889 999 099", "guest_phone"},
	} {
		it := &extract.Item{Type: c.typ, Meta: []extract.Meta{{Key: c.key, Value: c.value}}}
		if got := strings.Join(leftFields(it, nil, func(string) bool { return false }, nil, "", 0), ", "); got != c.want {
			t.Errorf("%s of a %s: %q, want %q", c.key, c.typ, got, c.want)
		}
	}
}

func TestWhyEmpty(t *testing.T) {
	page := &extract.Item{Type: "page", Meta: []extract.Meta{{Key: "_wp_page_template", Value: "full.php"}}}
	cart := []note.Note{{Kind: note.Shortcode, Text: "only the old site could fill it, dropped: [woocommerce_cart]"}}
	for _, test := range []struct {
		it    *extract.Item
		notes []note.Note
		want  string
	}{
		{page, nil, "the page is empty, what it showed came from the template of the old theme: full.php"},
		{page, cart, "the page is empty without what is named; the template of the old theme may have shown more: full.php"},
		{&extract.Item{Type: "page"}, nil, "the page has no content in the export; the old site may have filled it from its theme or a plugin"},
		{&extract.Item{Type: "page"}, []note.Note{{Kind: note.Repair, Text: "bad-date in line 3"}}, "the page has no content in the export; the old site may have filled it from its theme or a plugin"},
		{&extract.Item{Type: "page"}, cart, ""},
		{&extract.Item{Type: "post"}, nil, "the post has no content in the export"},
		{&extract.Item{Type: "post"}, cart, ""},
	} {
		if got := whyEmpty(test.it, test.notes); got != test.want {
			t.Errorf("a page with %v: %q, want %q", test.notes, got, test.want)
		}
	}
}

func TestReblogged(t *testing.T) {
	meta := []extract.Meta{{Key: "is_reblog", Value: "1"}, {Key: "blog_id", Value: "55709321"}, {Key: "post_id", Value: "157"}}
	if got := reblogged(&extract.Item{Meta: meta}); got != "blog_id=55709321, post_id=157" {
		t.Errorf("a reblog is from %q", got)
	}
	for _, it := range []*extract.Item{{}, {Meta: meta[1:]}, {Meta: append(meta, extract.Meta{Key: "reblog_snapshot", Value: "O:8:…"})}} {
		if got := reblogged(it); got != "" {
			t.Errorf("%v is from %q", it.Meta, got)
		}
	}
}

func TestHasPhrase(t *testing.T) {
	for _, c := range []struct {
		s    string
		want bool
	}{
		{"three short words", true},
		{"two words", false},
		{`{"a":"one","b":"two","c":"three"}`, false},
		{`{"a":"Yes, all of it."}`, true},
		{"linear-gradient(90deg, #fff 0%, #000 100%)", false},
		{"https://x.example/a/b/c", false},
		{"我们在城市的屋顶上种植树木", true},
		{"", false},
	} {
		if got := hasPhrase(c.s, 3); got != c.want {
			t.Errorf("%q: %v", c.s, got)
		}
	}
}

// Addresses, prices and dates of custom fields that nothing shows are named.
func TestLeftValues(t *testing.T) {
	it := &extract.Item{Type: "product", Meta: []extract.Meta{
		{Key: "_price", Value: "19.99"}, {Key: "_weight", Value: "1.5"}, {Key: "_stock_status", Value: "instock"}, {Key: "_sku", Value: "in-body-1"},
		{Key: "_product_attributes", Value: `a:1:{s:8:"material";a:2:{s:4:"name";s:8:"Material";s:5:"value";s:3:"Oak";}}`},
		{Key: "project", Value: `a:2:{s:4:"link";s:27:"https://acme.example/work/7";s:5:"color";s:19:"https://x.example/c";}`},
		{Key: "in_body", Value: "http://old.example/a/photo.jpg"}, {Key: "_oembed_1", Value: "https://x.example/o"}, {Key: "oembed", Value: "https://x.example/of"},
		{Key: "_wp_page_template", Value: "https://x.example/t"}, {Key: "event_date", Value: "2019-05-04"}, {Key: "wanted_price", Value: "5"},
		{Key: "user_mail_url", Value: "https://x.example/m"}, {Key: "logo_url", Value: "https://x.example/logo.svg"},
		{Key: "testimonial_rating", Value: "5"}, {Key: "portfolio_year", Value: "2021"}, {Key: "course_lesson", Value: "12"},
	}}
	wanted := func(key string) bool { return strings.HasPrefix(key, "wanted") }
	got := leftFields(it, nil, wanted, []byte("![](/images/photo.jpg) in-body-1"), "", 0)
	const want = "_price=19.99, _weight=1.5, _product_attributes=Material: Oak, project=https://acme.example/work/7 · https://x.example/c, oembed=https://x.example/of, event_date=2019-05-04, user_mail_url, logo_url=https://x.example/logo.svg, testimonial_rating=5, portfolio_year=2021"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("got\n%s\nwant\n%s", list, want)
	}
}

// A page whose builder nobody knows is looked at; one with a short text in a field is not.
func TestKeepsPage(t *testing.T) {
	const page = "<section><h1>A title</h1><p>Some words of a page that stands here.</p></section>"
	for _, c := range []struct {
		key, val string
		want     bool
	}{
		{"_acme_page_html", page, true},
		{"acme_html", page + page, true},
		{"_position", "<p>Student of the university of a large city by the sea, since 1999</p>", false},
		{"_elementor_data", page, false},
		{"customer_note", page, false},
	} {
		if got := keepsPage(&extract.Item{Type: "page", Meta: []extract.Meta{{Key: c.key, Value: c.val}}}); got != c.want {
			t.Errorf("%s: %v", c.key, got)
		}
	}
}

// What plugins note for themselves is no field; of records each is told whole, and what an
// export has twice once.
func TestLeftRecords(t *testing.T) {
	it := &extract.Item{Type: "post", Meta: []extract.Meta{
		{Key: "_rest_api_published", Value: "1"}, {Key: "_headstart_post", Value: "_hs_first_post"}, {Key: "firehose_sent", Value: "1762278311"}, {Key: "_sexybookmarks_shortUrl", Value: "http://bit.ly/x"},
		{Key: "reddit", Value: `a:2:{s:5:"count";i:0;s:4:"time";i:1412784526;}`}, {Key: "keyword_custom", Value: `a:1:{s:13:"keywords_time";s:10:"1319448331";}`},
		{Key: "_pois", Value: `a:1:{i:0;a:2:{s:3:"lat";s:8:"-12.1175";s:3:"lng";s:11:"-77.0430556";}}`}, {Key: "zone", Value: "Loures"}, {Key: "zone", Value: "Loures"}, {Key: "zone", Value: "Sintra"},
		{Key: "parts", Value: `[{"amount":"1/2","unit":"cup","name":"sour cream"},{"amount":"1/2","unit":"cup","name":"mayonnaise"}]`},
		{Key: "shown", Value: `[{"amount":"1/2","name":"Sour cream"},{"amount":"1/2","name":"In the page"}]`},
		{Key: "acme_sections", Value: `[{"banner_title":"In the page","type":"banner"},{"list_title":"In the page","list_repeater_field":"acme_list","type":"lists","list_section_class":""},{"title":"In the page","type":"sedan"}]`},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, []byte("1/2 In the page [Lima](https://maps.test/?query=-12.1175%2C-77.0430556)"), "", 0)
	const want = "zone=Loures · Sintra, parts=amount: 1/2 · sour cream · unit: cup · amount: 1/2 · name: mayonnaise · unit: cup, shown=amount: 1/2 · Sour cream, acme_sections=In the page · type: sedan"
	if list := strings.Join(got, ", "); list != want {
		t.Errorf("got\n%s\nwant\n%s", list, want)
	}
	for field, want := range map[string]bool{"a=1": false, "a=1 · 2": false, "a=one": true, "guests": true, "acme_type=maker": false, "acme_type=Maker of boats": true, "acme_city=ulm": true} {
		if got := saysWords(field); got != want {
			t.Errorf("%s: %v", field, got)
		}
	}
}

type pagesAt map[int64]string

func (pagesAt) Attachment(int64) *transform.Attachment { return nil }
func (pagesAt) IsHidden(int64) bool                    { return false }
func (pagesAt) termOf(id int64) string                 { return map[int64]string{7: "Trees"}[id] }
func (pagesAt) lacks(id int64) bool                    { return id > 100 }
func (p pagesAt) pageOf(id int64) string               { return p[id] }

// Numbers of other entries are named by their pages.
func TestLeftReferences(t *testing.T) {
	it := &extract.Item{Meta: []extract.Meta{
		{Key: "_crosssell_ids", Value: `a:2:{i:0;i:12;i:1;s:2:"15";}`}, {Key: "_upsell_ids", Value: "a:2:{i:0;i:15;i:1;i:777;}"}, {Key: "_children", Value: "a:2:{i:0;i:777;i:1;i:50;}"}, {Key: "related_posts", Value: "12,14"},
		{Key: "partner", Value: "14"}, {Key: "_partner", Value: "field_5f0000003"}, {Key: "teacher", Value: "99"}, {Key: "_related_ids", Value: "12,15,50,888"}, {Key: "quiz", Value: "888"}, {Key: "age", Value: "12"},
		{Key: "topic_tags", Value: `a:1:{i:0;s:1:"7";}`},
	}}
	pages := pagesAt{12: "/posts/a/", 14: "/team/b/", 15: "/posts/c/"}
	got := leftFields(it, pages, func(string) bool { return false }, []byte("[C](/posts/c/)"), "", 0)
	if want := []string{"_crosssell_ids=12 (/posts/a/)", "_upsell_ids=777 (not in the source)", "_children=777 (not in the source)", "related_posts=12 (/posts/a/) · 14 (/team/b/)", "partner=14 (/team/b/)", "_related_ids=12 (/posts/a/) · 888 (not in the source)", "age=12", "topic_tags=7 (Trees)"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

type filesAt map[int64]string

func (filesAt) lacks(int64) bool { return false }
func (f filesAt) Attachment(id int64) *transform.Attachment {
	if f[id] == "" {
		return nil
	}
	return &transform.Attachment{URL: "http://old.example/" + f[id]}
}
func (filesAt) IsHidden(id int64) bool { return id == 15 }
func (filesAt) termOf(int64) string    { return "" }
func (filesAt) pageOf(int64) string    { return "" }

// A number of a picture has its name under any name that the owner of a site has made up.
func TestLeftPictures(t *testing.T) {
	it := &extract.Item{Meta: []extract.Meta{
		{Key: "what_it_treats_copy", Value: "12"}, {Key: "_what_it_treats_copy", Value: "field_5f0000003"}, {Key: "side", Value: "13"}, {Key: "_side", Value: "field_5f0000004"},
		{Key: "hero_photo", Value: "12"}, {Key: "_hero_photo", Value: "field_5f0000005"}, {Key: "years", Value: "12"}, {Key: "_years", Value: "field_5f0000006"},
		{Key: "below", Value: "14"}, {Key: "_below", Value: "field_5f0000007"}, {Key: "hush", Value: "15"}, {Key: "_hush", Value: "field_5f0000008"},
		{Key: "_rows|left|0|0|value", Value: "12"}, {Key: "weight", Value: "12"},
	}}
	files := filesAt{12: "treats.jpg", 13: "side.pdf", 14: "shown.jpg", 15: "hush.jpg"}
	got := leftFields(it, files, func(string) bool { return false }, []byte("![](/shown.jpg)"), "", 0)
	if want := []string{"what_it_treats_copy=12 (treats.jpg)", "side=13", "hero_photo=treats.jpg", "years=12", "below=14", "hush=15", "_rows|left|0|0|value=12 (treats.jpg)", "weight=12"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

// What is taken from a page that showed a field is named, though its words stand in it
// elsewhere.
func TestLeftFieldMutations(t *testing.T) {
	for _, c := range []struct{ key, value, page, lost string }{
		{"subtitle", "Harbour", "# Harbour\n\nThe Harbour of Ulm is old.", "# Harbour\n"},
		{"subtitle", "Our good work", "## Our good work\n\nOur people do good work.", "## Our good work\n"},
		{"client", "Ann Lee", "Client: Ann Lee.\n\nAnn and Lee are here.", "Ann Lee"},
		{"boat_text", "24 cm", "- 24 cm\n- 124 cm", "- 24 cm\n"},
		{"text", "We plant trees on the roofs of the town.", "We plant trees on the roofs of the town.\n\nThe town plants trees, we plant roofs.", "We plant trees on the roofs of the town.\n"},
		{"lines", "One boat\nTwo boats", "| One boat | Two boats |\n|---|---|\n\nOne of the boats.", " One boat "},
		{"episode_file", "https://x.example/wp-content/uploads/tune.mp3", "[tune](/files/tune.mp3)", "/files/tune.mp3"},
	} {
		it := &extract.Item{Title: "Title", Meta: []extract.Meta{{Key: c.key, Value: c.value}}}
		left := func(page string) []string {
			return leftFields(it, nil, func(string) bool { return false }, []byte(page), "", 0)
		}
		if got := left(c.page); len(got) > 0 {
			t.Errorf("%s: named, though it is there: %q", c.value, got)
		}
		broken := strings.Replace(c.page, c.lost, "", 1)
		if got := left(broken); broken == c.page || len(got) != 1 {
			t.Errorf("%s: the loss is not noticed: %q", c.value, got)
		}
	}
}

// An address of a field is in the page only if the page leads there: a word of the page that
// is also its last part is none, nor is another address that ends in the same way.
func TestLeftAddresses(t *testing.T) {
	it := &extract.Item{Link: "https://own.example/condition/depression/"}
	for _, c := range []struct {
		address, page string
		left          bool
	}{
		{"https://health.example/topics/depression", "Of depression.", true},
		{"https://health.example/topics/depression", "[More](https://other.example/depression)", true},
		{"https://health.example/topics/depression", "[More](https://www.health.example/topics/depression/)", false},
		{"https://health.example/topics/depression", "<https://health.example/topics/depression>", false},
		{"https://health.example/topics", "[More](https://health.example/topics/depression)", true},
		{"https://www.social.example/acme", "[S](https://pictures.example/acme)", true},
		{"https://www.social.example/acme", "[S](https://m.social.example/acme?x=1)", false},
		{"https://own.example/2019/05/our-work/", "Of our-work.", true},
		{"https://own.example/2019/05/our-work/", "[Work](/posts/our-work/)", false},
		{"https://own.example/wp-content/uploads/photo.jpg", "![](/images/photo.jpg)", false},
		{"https://own.example/wp-content/uploads/photo.jpg", "![](/images/my-photo.jpg)", true},
		{"https://www.youtube.com/watch?v=aB-_12345", "{{< youtube aB-_12345 >}}", false},
		{"https://vimeo.com/123456", "<https://player.vimeo.com/video/123456>", false},
		{"https://book.example/?trip=7", "[Book](https://book.example/)", true},
		{"https://book.example/?trip=7", "[Book](https://book.example/?trip=7)", false},
		{"https://book.example/trip.php?id=7", "[Book](https://book.example/trip.php?id=8)", true},
		{"https://book.example", "[Book](https://book.example/)", false},
	} {
		l := leftReader{it: it, body: []byte(c.page)}
		if got := l.isLeftAddress("link", c.address); got != c.left {
			t.Errorf("%s in %s: left %v", c.address, c.page, got)
		}
	}
}

func TestListedFacts(t *testing.T) {
	body := []byte("# Day 7\n\nIt weighs 3.\n\n- Price: ~~25~~ 19\n- Weight: 1.5\n* Date: 2020-05-01, 19:00 – 22:30\n- Cost: 12€\n\n| Size | SKU |\n| --- | --- |\n| L | 44 |\n")
	f := readListed(body, 7)
	for _, v := range []string{"19", "25", "1.5", "12", "44", "L", "2020-05-01", "20200501", "2020-05-01 19:00:00", "2020-05-01 22:30:00", "19:00:00", "2020-05-01 00:00:00", "€19", "19 $", "12 ₽", "1588291200"} {
		if !f.has(v) {
			t.Errorf("%q is not found", v)
		}
	}
	for _, v := range []string{"7", "3", "2020-05-02", "2020-05-01 18:00:00", "18:00:00", "1", "2020-05-01 19:00:00 and more", "€18", "$", "1577836800"} {
		if f.has(v) {
			t.Errorf("%q is found", v)
		}
	}
	if f := readListed(body, 3); f.has("19") || !f.has("44") {
		t.Error("what stands before the facts is one")
	}
	if readListed(body, 0).has("19") {
		t.Error("a page without facts has some")
	}
}

// A number of a hidden field says something beside fields of its kind that are told, and
// what somebody has learned is no secret.
func TestLeftSisters(t *testing.T) {
	it := &extract.Item{Type: "review", Meta: []extract.Meta{
		{Key: "_acme_work_title", Value: "Bartleby, the Scrivener"}, {Key: "_acme_work_anio", Value: "1853"}, {Key: "_acme_work_leaves", Value: "48"}, {Key: "_acme_work_count", Value: "12"},
		{Key: "poem", Value: "I'm Nobody!\n Who are you?\n\nAre you?"}, {Key: "poem_html", Value: "<p>One line,\ntwo</p>"},
		{Key: "_acme_other_leaves", Value: "48"}, {Key: "team_company_since", Value: "2020"}, {Key: "_leaves", Value: "48"},
		{Key: "provider_credentials", Value: "MD"}, {Key: "staff_license", Value: "LMFT, Ph.D."}, {Key: "license", Value: "AB12-CD34"}, {Key: "api_credentials", Value: "abc"},
		{Key: "credentials", Value: "ann:xyz"}, {Key: "license_key", Value: "abc"}, {Key: "more", Value: `{"credentials":"LMFT","password":"abc"}`},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, []byte("A page."), "", 0)
	if want := []string{"_acme_work_title=Bartleby, the Scrivener", "_acme_work_anio=1853", "_acme_work_leaves=48", "poem=I'm Nobody! / Who are you? / Are you?", "poem_html=<p>One line, two</p>", "team_company_since=2020",
		"provider_credentials=MD", "staff_license=LMFT, Ph.D.", "license", "api_credentials", "credentials", "license_key", "more=LMFT · password"}; !slices.Equal(got, want) {
		t.Errorf("left: %q, want %q", got, want)
	}
}

// What is counted of a work is told, how often it was seen beside what was shown with it, and
// a grade or kind in the words of a size or style.
func TestLeftCounts(t *testing.T) {
	manga := []extract.Meta{{Key: "_manga_author", Value: "Ann Lee"}, {Key: "_manga_artist", Value: "Bo Sand"}, {Key: "_manga_status", Value: "ongoing"}}
	for _, c := range []struct {
		meta []extract.Meta
		key  string
		v    string
		want bool
	}{
		{manga, "_manga_chapter_count", "95", true}, {manga, "_manga_views", "125000", true}, {manga, "_manga_view_key", "125000", false},
		{nil, "_manga_views", "125000", false}, {nil, "post_views_count", "1601", false}, {nil, "episode_count", "12", true}, {nil, "word_count", "1200", false}, {nil, "chapter_count", "0", false},
		{nil, "difficulty", "medium", true}, {nil, "roast_level", "dark", true}, {nil, "difficulty_style", "medium", false}, {nil, "difficulty", "none", false}, {nil, "thumb", "medium", false},
	} {
		it := &extract.Item{Type: "post", Meta: append(slices.Clone(c.meta), extract.Meta{Key: c.key, Value: c.v})}
		left := leftFields(it, nil, func(string) bool { return false }, []byte("A page."), "", 0)
		if got := slices.Contains(left, c.key+"="+c.v); got != c.want {
			t.Errorf("%s=%s: left %q", c.key, c.v, left)
		}
	}
}

// What is about somebody is named without its value, whichever the language of its name.
func TestLeftFieldsAbroad(t *testing.T) {
	it := &extract.Item{Title: "Abend", Type: "acme_evento"}
	for _, key := range []string{"notas_internas", "correo_cliente", "telefono_ponente", "clave_wifi", "contraseña_wifi", "numero_cuenta", "kundennummer", "geburtsdatum", "notizen_intern", "passwort", "rechnungsadresse",
		"proveedor", "observaciones", "mot_de_passe", "remarques_internes", "client_phone", "account_number"} {
		it.Meta = []extract.Meta{{Key: key, Value: "Words 4711 of theirs"}}
		if got := leftFields(it, nil, func(string) bool { return false }, nil, "", 0); !slices.Equal(got, []string{key}) {
			t.Errorf("left: %q, want the name alone", got)
		}
	}
	it.Meta = []extract.Meta{{Key: "palabras_clave", Value: "Words of theirs"}, {Key: "lugar", Value: "Plaza Mayor"}}
	if got := leftFields(it, nil, func(string) bool { return false }, nil, "", 0); !slices.Equal(got, []string{"palabras_clave=Words of theirs", "lugar=Plaza Mayor"}) {
		t.Errorf("left: %q", got)
	}
}

// Two fields that are one heading of the page are in it.
func TestLeftHalves(t *testing.T) {
	it := &extract.Item{Title: "Home", Type: "page", Meta: []extract.Meta{{Key: "hero_title_1", Value: "Find Your"}, {Key: "hero_title_2", Value: "Place"}, {Key: "row_title_1", Value: "Place"}, {Key: "row_title_2", Value: "Quay"}}}
	if got := leftFields(it, nil, func(string) bool { return false }, []byte("## Find Your Place\n\nWords of a place.\n"), "", 0); !slices.Equal(got, []string{"row_title_1=Place", "row_title_2=Quay"}) {
		t.Errorf("left: %q", got)
	}
}

// A time of twelve hours is told by the list below a page.
func TestLeftClock(t *testing.T) {
	it := &extract.Item{Title: "Evening", Type: "acme_event", Meta: []extract.Meta{{Key: "event_time", Value: "7:00 PM"}, {Key: "doors_time", Value: "6:30 p.m."}, {Key: "end_time", Value: "9:15 PM"}}}
	body := []byte("Words.\n\n- Date: 2026-05-01, 19:00\n- Doors: 18:30\n")
	if got := leftFields(it, nil, func(string) bool { return false }, body, "", 2); !slices.Equal(got, []string{"end_time=9:15 PM"}) {
		t.Errorf("left: %q", got)
	}
}

// What has elements or values of somebody in it is named, and not quoted.
func TestLeftOfSomebody(t *testing.T) {
	it := &extract.Item{Title: "Evening", Type: "page", Meta: []extract.Meta{
		{Key: "document", Value: `<?xml version="1.0"?><data><customer name="Ada Byron"/><place name="Ulm">Words of Ulm</place></data>`},
		{Key: "plain", Value: `<box><place name="Ulm">Words of Ulm</place></box>`},
		{Key: "data", Value: `{"customer":{"name":"Ada Byron"},"place":"Words of Ulm"}`},
		{Key: "members_content", Value: "Words for those who have joined"},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, nil, "", 0)
	if want := []string{"document=…", `plain=<box><place name="Ulm">Words of Ulm</place></box>`, "data=customer · Words of Ulm", "members_content"}; !slices.Equal(got, want) {
		t.Errorf("left: %q", got)
	}
}

// A row that is not published is not quoted; one of which the status tells something is.
func TestLeftRowsOff(t *testing.T) {
	it := &extract.Item{Title: "Beaches", Type: "page", Meta: []extract.Meta{
		{Key: "beaches", Value: `[{"title":"Baker beach","status":"private"},{"title":"Ocean beach","status":"crowded"}]`},
		{Key: "plans", Value: `[{"title":"Zebra plan","status":"private"},{"title":"Open plan","status":"publish"}]`},
	}}
	got := leftFields(it, nil, func(string) bool { return false }, nil, "", 0)
	if text := strings.Join(got, "\n"); strings.Contains(text, "Zebra") || !strings.Contains(text, "Baker beach") || !strings.Contains(text, "Open plan") {
		t.Errorf("left: %q", got)
	}
}
