package transform

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/markdown"
)

var update = flag.Bool("update", false, "write what comes out into the tables of testdata")

// row is one row of a table in testdata, which reads
//
//	§ what the row shows
//	@ meta key value        (any number: meta, rule name action, embeds form, language name, type)
//	the content
//	⇒
//	its Markdown
//	✎ a note; ✎! one that asks for review
//
// A row with "@ other …" prints as HTML or moves something, so that the page that
// Markdown makes of it is not the same tree; the words say why.
type row struct {
	name    string
	options []string
	in      string
	out     string
	notes   []string
}

func readRows(t testing.TB, file string) []row {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	_, text, _ := strings.Cut("\n"+string(b), "\n§ ")
	for part := range strings.SplitSeq(text, "\n§ ") {
		var r row
		name, rest, _ := strings.Cut(strings.TrimRight(part, "\n")+"\n", "\n")
		r.name = name
		for strings.HasPrefix(rest, "@ ") {
			var o string
			o, rest, _ = strings.Cut(rest, "\n")
			r.options = append(r.options, strings.TrimPrefix(o, "@ "))
		}
		in, rest, ok := strings.Cut("\n"+rest, "\n⇒\n")
		r.in = strings.TrimPrefix(in, "\n")
		if !ok {
			r.in = strings.TrimSuffix(r.in, "\n")
		}
		for rest != "" {
			var line string
			line, rest, _ = strings.Cut(rest, "\n")
			if strings.HasPrefix(line, "✎") {
				r.notes = append(r.notes, line)
			} else {
				r.out += line + "\n"
			}
		}
		if r.out == "\n" {
			r.out = ""
		}
		rows = append(rows, r)
	}
	return rows
}

func writeRows(t *testing.T, file string, rows []row) {
	t.Helper()
	var b strings.Builder
	old, _ := os.ReadFile(file)
	head, _, _ := strings.Cut("\n"+string(old), "\n§ ") // what the table says of itself
	b.WriteString(strings.TrimSpace(head) + "\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "\n§ %s\n", r.name)
		for _, o := range r.options {
			fmt.Fprintf(&b, "@ %s\n", o)
		}
		fmt.Fprintf(&b, "%s\n⇒\n%s", r.in, r.out)
		for _, n := range r.notes {
			fmt.Fprintf(&b, "%s\n", n)
		}
	}
	if err := os.WriteFile(file, []byte(strings.TrimPrefix(b.String(), "\n")), 0o666); err != nil {
		t.Fatal(err)
	}
}

// input returns the item and options that a row describes.
func (r *row) input(t testing.TB) (*extract.Item, Options) {
	it := &extract.Item{ID: 5, Content: r.in, Link: "http://old.example/a-post/"}
	opt := Options{}
	rules := map[string]string{}
	for _, o := range r.options {
		kind, rest, _ := strings.Cut(o, " ")
		key, val, _ := strings.Cut(rest, " ")
		switch kind {
		case "meta":
			it.Meta = append(it.Meta, extract.Meta{Key: key, Value: val})
		case "term":
			it.Terms = append(it.Terms, extract.TermRef{Taxonomy: key, Slug: val})
		case "rule":
			rules[key] = val
		case "other":
		case "type":
			it.Type = key
		case "title":
			it.Title = rest
		case "excerpt":
			it.Excerpt = rest
		case "embeds":
			opt.Embeds = Embeds(key)
		case "language":
			opt.Language = key
		default:
			t.Fatalf("%s: no such option: %s", r.name, o)
		}
	}
	if len(rules) > 0 {
		var err error
		if opt.Shortcodes, err = NewRules(rules); err != nil {
			t.Fatal(err)
		}
	}
	return it, opt
}

func (r *row) isOther() bool {
	for _, o := range r.options {
		if strings.HasPrefix(o, "other ") {
			return true
		}
	}
	return false
}

func tableFiles(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables in testdata", err)
	}
	return files
}

// testLibrary has the attachments and reusable blocks that tables refer to.
func testLibrary() *Library {
	lib := NewLibrary()
	date := time.Date(2012, 5, 1, 0, 0, 0, 0, time.UTC)
	attachment := func(id, parent int64, order int, file, title, caption, alt string) {
		lib.Add(&extract.Item{ID: id, Parent: parent, MenuOrder: order, Type: "attachment", Date: date.AddDate(0, 0, int(-id)),
			AttachmentURL: "http://old.example/files/" + file, Title: title, Excerpt: caption, Link: "http://old.example/a-post/" + title + "/",
			Meta: []extract.Meta{{Key: "_wp_attachment_image_alt", Value: alt}}})
	}
	attachment(1, 5, 2, "one.jpg", "One", "The <em>first</em>", "Alt of one")
	attachment(2, 5, 1, "two.png", "Two", "", "")
	attachment(3, 0, 0, "three.jpg", "Three", "Third\nin two lines", "Alt of three")
	attachment(4, 5, 0, "song.mp3", "A song", "", "")
	attachment(6, 5, 0, "paper.pdf", "Paper", "", "")
	attachment(7, 0, 0, "untitled.ogg", "", "", "")
	attachment(8, 9, 0, "clip.mp4", "A clip", "", "")
	attachment(10, 9, 0, "eight.jpg", "Eight", "", "")
	attachment(13, 14, 0, "hush.jpg", "Hush", "Not for all", "")
	attachment(15, 16, 0, "hush.mp3", "Hush", "", "")
	lib.Add(&extract.Item{ID: 17, Parent: 9, Type: "attachment", Status: "trash", AttachmentURL: "http://old.example/files/thrown.jpg", Excerpt: "Thrown away"})
	lib.Add(&extract.Item{ID: 21, Parent: 20, Type: "attachment", Status: "trash", AttachmentURL: "http://old.example/files/all.jpg"})
	for i, name := range []string{"wall", "roof"} {
		lib.Add(&extract.Item{ID: int64(22 + i), Type: "attachment", Date: date, AttachmentURL: "http://old.example/files/" + name + ".jpg",
			Terms: []extract.TermRef{{Taxonomy: "media_folder", Slug: "big-posters", Name: "Big posters"}}})
	}
	lib.Add(&extract.Item{ID: 30, Type: "attachment", Date: date, AttachmentURL: "http://old.example/files/brizy.jpg",
		Meta: []extract.Meta{{Key: "brizy_attachment_uid", Value: "wp-0123456789abcdef"}, {Key: "_wp_attachment_image_alt", Value: "Alt of Brizy's"}}})
	lib.Add(&extract.Item{ID: 32, Type: "tve_cond_display", Status: "publish", Meta: []extract.Meta{{Key: "key", Value: "tve-dg-1"}, {Key: "_tve_conditional_displays",
		Value: `a:2:{i:0;a:2:{s:3:"key";s:7:"default";s:4:"html";s:16:"<p>For all.</p> ";}i:1;a:2:{s:3:"key";s:5:"abcde";s:4:"html";s:20:"<p>For some now.</p>";}}`}}})
	lib.Add(&extract.Item{ID: 31, Type: "elementor_component", Status: "publish", Meta: []extract.Meta{{Key: "_elementor_edit_mode", Value: "builder"}, {Key: "_elementor_data",
		Value: `[{"elType":"e-div-block","settings":{},"elements":[{"elType":"widget","widgetType":"e-heading","settings":{"title":{"$$type":"overridable","value":{"override_key":"a","origin_value":{"$$type":"string","value":"Its own title"}}}}},{"elType":"widget","widgetType":"e-paragraph","settings":{"paragraph":{"$$type":"string","value":"Its words."}}}]}]`}}})
	attachment(18, 19, 0, "inside.jpg", "Inside", "For members", "")
	lib.Hide(19)
	lib.Add(&extract.Item{ID: 14, Type: "post", Status: "private"})
	lib.Add(&extract.Item{ID: 16, Type: "post", Status: "publish", Password: "x"})
	lib.Add(&extract.Item{ID: 11, Type: "post", Content: `<a href="http://old.example/a-post/#elsewhere">there</a> &#120; <a href="/a-post/?x=1#%C3%BC">ü</a> <i style="color:#fff">#alone</i>`})
	lib.Add(&extract.Item{ID: 12, Type: "nav_menu_item", Meta: []extract.Meta{{Key: "_menu_item_url", Value: "/#contact"}}})
	block := func(id int64, status, content string) {
		lib.Add(&extract.Item{ID: id, Type: "wp_block", Status: status, Content: content})
	}
	block(100, "publish", "<!-- wp:paragraph --><p>From the reusable block.</p><!-- /wp:paragraph -->")
	block(101, "publish", "<!-- wp:paragraph --><p>Around it.</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":100} /-->")
	block(102, "publish", "<!-- wp:paragraph --><p>I hold myself.</p><!-- /wp:paragraph --><!-- wp:block {\"ref\":102} /-->")
	block(103, "publish", "Classic text.\n\nSecond paragraph. [gallery ids=\"2\"]")
	block(104, "publish", `<!-- wp:heading {"metadata":{"name":"Title"}} --><h2 class="wp-block-heading">Plain title</h2><!-- /wp:heading -->`+
		`<!-- wp:paragraph {"metadata":{"name":"Text"}} --><p>Plain text</p><!-- /wp:paragraph -->`+
		`<!-- wp:image {"metadata":{"name":"Photo"}} --><figure class="wp-block-image"><img src="/plain.jpg" alt="plain"/><figcaption>Plain caption</figcaption></figure><!-- /wp:image -->`+
		`<!-- wp:buttons --><div class="wp-block-buttons"><!-- wp:button {"metadata":{"name":"Go"}} --><div class="wp-block-button"><a class="wp-block-button__link" href="/plain">Plain go</a></div><!-- /wp:button --></div><!-- /wp:buttons -->`)
	block(105, "draft", "A draft.")
	block(106, "publish", `<!-- wp:block {"ref":107} /-->`)
	block(107, "publish", `<!-- wp:block {"ref":106} /-->`)
	block(108, "publish", `<!-- wp:shortcode -->[members_only]<!-- /wp:shortcode -->`)
	block(109, "publish", `<!-- wp:shortcode -->[/members_only]<!-- /wp:shortcode -->`)
	table := func(id int64, num, content, options string) {
		lib.Add(&extract.Item{ID: id, Type: "tablepress_table", Status: "publish", Content: content, Meta: []extract.Meta{
			{Key: "_tablepress_export_table_id", Value: num}, {Key: "_tablepress_table_options", Value: options},
			{Key: "_tablepress_table_visibility", Value: `{"rows":[1,1,0,1],"columns":[1,1,1]}`}}})
	}
	table(200, "1", `[["Name","Value","Link"],["One","a | b\nc","<a href=\"/x\">x</a>"],["Hidden","row",""],["Two","#colspan#","[gallery ids=\"2\"]"]]`, `{"table_head":true}`)
	table(201, "2", `[["a","b"],["c","d"]]`, `{"table_head":false,"table_foot":true}`)
	table(202, "3", `not JSON`, ``)
	lib.Add(&extract.Item{ID: 203, Type: "tablepress_table", Status: "draft", Content: `[["not yet"]]`, Meta: []extract.Meta{{Key: "_tablepress_export_table_id", Value: "4"}}})
	lib.Add(&extract.Item{ID: 41, Type: "static_blocks", Slug: "hours", Status: "publish", Content: "Open from nine to five."})
	lib.Add(&extract.Item{ID: 42, Type: "elementor_library", Slug: "cta", Status: "publish", Meta: []extract.Meta{{Key: "_elementor_edit_mode", Value: "builder"},
		{Key: "_elementor_data", Value: `[{"elType":"widget","widgetType":"heading","settings":{"title":"Come and see"}}]`}}})
	lib.Add(&extract.Item{ID: 43, Type: "cms_block", Status: "publish", Content: `Within [static_block id="41"] and [cms_block id="43"]`})
	for i, heading := range []string{"Second", "First"} {
		lib.Add(&extract.Item{ID: int64(45 + i), Type: "nectar_slider", Status: "publish", MenuOrder: 1 - i, Terms: []extract.TermRef{{Taxonomy: "slider-locations", Slug: "about-us", Name: "About us"}}, Meta: []extract.Meta{
			{Key: "_nectar_slider_image", Value: "http://x.test/" + heading + ".jpg"}, {Key: "_nectar_slider_heading", Value: heading + " slide"}, {Key: "_nectar_slider_caption", Value: "What it says. [nectar_slider]"},
			{Key: "_nectar_slider_button", Value: "Go"}, {Key: "_nectar_slider_button_url", Value: "http://x.test/go"}, {Key: "_nectar_slider_slide_font_color", Value: "light"}, {Key: "_nectar_slider_text_align", Value: "center"}}})
	}
	lib.Add(&extract.Item{ID: 47, Type: "sa_slider", Status: "publish", Meta: []extract.Meta{{Key: "sa_num_slides", Value: "2"}, {Key: "sa_slide1_content", Value: "<h3>First <b>slide</b></h3><p>Words</p>"},
		{Key: "sa_slide2_content", Value: "Second [slide-anything id='47'] slide"}, {Key: "sa_slide3_content", Value: "A sample"}}})
	for _, it := range []extract.Item{
		{ID: 151, Type: "envira", Status: "publish", Slug: "trip", Title: "Trip", Meta: []extract.Meta{
			{Key: "_eg_gallery_data", Value: `a:3:{s:2:"id";i:151;s:7:"gallery";a:3:{i:1;a:6:{s:6:"status";s:6:"active";s:3:"src";s:32:"http://old.example/files/one.jpg";s:5:"title";s:3:"one";s:4:"link";s:32:"http://old.example/files/one.jpg";s:3:"alt";s:11:"Boat at sea";s:7:"caption";s:15:"On <b>board</b>";}i:2;a:6:{s:6:"status";s:6:"active";s:3:"src";s:32:"http://old.example/files/two.png";s:5:"title";s:20:"The harbour at night";s:4:"link";s:21:"http://x.test/harbour";s:3:"alt";s:0:"";s:7:"caption";s:0:"";}i:10;a:5:{s:6:"status";s:7:"pending";s:3:"src";s:34:"http://old.example/files/eight.jpg";s:5:"title";s:7:"Not yet";s:3:"alt";s:0:"";s:7:"caption";s:7:"Not yet";}}s:6:"config";a:3:{s:4:"type";s:7:"default";s:7:"columns";s:1:"3";s:5:"title";s:4:"Trip";}}`}}},
		{ID: 152, Type: "soliloquy", Status: "publish", Slug: "films", Title: "Films", Meta: []extract.Meta{
			{Key: "_sol_slider_data", Value: `a:2:{s:2:"id";i:152;s:6:"slider";a:3:{i:1;a:4:{s:6:"status";s:6:"active";s:4:"type";s:5:"image";s:3:"src";s:32:"http://old.example/files/one.jpg";s:7:"caption";s:11:"First slide";}s:1:"a";a:4:{s:4:"type";s:5:"video";s:3:"url";s:43:"https://www.youtube.com/watch?v=abcdefghijk";s:5:"title";s:0:"";s:7:"caption";s:6:"A film";}s:1:"b";a:2:{s:4:"type";s:4:"html";s:4:"code";s:32:"<p>A slide of <em>words</em></p>";}}}`}}},
		{ID: 153, Type: "foogallery", Status: "publish", Slug: "walls", Title: "Walls", Meta: []extract.Meta{
			{Key: "foogallery_attachments", Value: `a:3:{i:0;s:1:"1";i:1;s:1:"2";i:2;s:2:"13";}`}, {Key: "foogallery_settings", Value: `a:1:{s:6:"layout";s:16:"Masonry of three";}`}, {Key: "foogallery_template", Value: `default`}}},
		{ID: 154, Type: "ml-slider", Status: "publish", Slug: "home", Title: "Home slider", Meta: []extract.Meta{
			{Key: "ml-slider_settings", Value: `a:3:{s:4:"type";s:4:"flex";s:6:"effect";s:4:"fade";s:10:"navigation";s:4:"true";}`}}},
		{ID: 156, Type: "sp_easy_accordion", Status: "publish", Slug: "faq", Title: "Questions", Meta: []extract.Meta{
			{Key: "sp_eap_upload_options", Value: `a:2:{s:18:"eap_accordion_type";s:17:"content-accordion";s:24:"accordion_content_source";a:2:{i:0;a:2:{s:23:"accordion_content_title";s:18:"May I bring a dog?";s:29:"accordion_content_description";s:27:"<p>Yes, <b>you may</b>.</p>";}i:1;a:2:{s:23:"accordion_content_title";s:17:"Is there parking?";s:29:"accordion_content_description";s:17:"Behind the house.";}}}`}, {Key: "sp_eap_shortcode_options", Value: `a:2:{s:15:"eap_title_color";s:4:"#444";s:13:"eap_animation";s:7:"fade in";}`}}},
		{ID: 157, Type: "rpt_pricing_table", Status: "publish", Slug: "plans", Title: "Plans", Meta: []extract.Meta{
			{Key: "_rpt_plan_group", Value: `a:1:{i:0;a:7:{s:10:"_rpt_title";s:5:"Basic";s:13:"_rpt_subtitle";s:14:"For one person";s:10:"_rpt_price";s:2:"19";s:15:"_rpt_recurrence";s:10:"each month";s:13:"_rpt_features";s:22:"One site<br>No support";s:13:"_rpt_btn_text";s:7:"Buy now";s:13:"_rpt_btn_link";s:17:"http://x.test/buy";}}`}}},
		{ID: 158, Type: "tmm", Status: "publish", Slug: "team", Title: "Our team", Meta: []extract.Meta{
			{Key: "_tmm_head", Value: `a:1:{i:0;a:7:{s:14:"_tmm_firstname";s:3:"Ann";s:13:"_tmm_lastname";s:3:"Lee";s:8:"_tmm_job";s:10:"Chief cook";s:9:"_tmm_desc";s:17:"Cooks since 1990.";s:10:"_tmm_photo";s:32:"http://old.example/files/one.jpg";s:10:"_tmm_color";s:4:"#333";s:9:"_tmm_city";s:4:"Rome";}}`}}},
		{ID: 159, Type: "wprm_recipe", Status: "publish", Terms: []extract.TermRef{{Taxonomy: "wprm_course", Slug: "dessert", Name: "Dessert"}, {Taxonomy: "wprm_ingredient", Slug: "flour", Name: "flour"}}, Slug: "wprm-plum-cake", Title: "Plum &amp; apple cake", Content: "A cake of autumn.", Meta: []extract.Meta{
			{Key: "_thumbnail_id", Value: `1`}, {Key: "wprm_servings", Value: `4`}, {Key: "wprm_servings_unit", Value: `people`}, {Key: "wprm_prep_time", Value: `15`}, {Key: "wprm_cook_time", Value: `0`}, {Key: "wprm_cost", Value: `$12.50`}, {Key: "wprm_author_display", Value: `default`}, {Key: "wprm_custom_time", Value: "20"}, {Key: "wprm_custom_time_label", Value: "Chill time"}, {Key: "wprm_nutrition_calories", Value: "840"}, {Key: "wprm_nutrition_saturated_fat", Value: "16"},
			{Key: "wprm_equipment", Value: `a:1:{i:0;a:4:{s:2:"id";i:7;s:6:"amount";s:0:"";s:4:"name";s:11:"mixing bowl";s:5:"notes";s:0:"";}}`}, {Key: "wprm_notes", Value: `<p>Best when it is warm.</p>`}, {Key: "wprm_ingredients", Value: `a:2:{i:0;a:3:{s:3:"uid";i:0;s:4:"name";s:5:"Dough";s:11:"ingredients";a:2:{i:0;a:7:{s:3:"uid";i:0;s:2:"id";i:5;s:4:"type";s:10:"ingredient";s:6:"amount";s:1:"2";s:4:"unit";s:4:"cups";s:4:"name";s:5:"flour";s:5:"notes";s:6:"sifted";}i:1;a:6:{s:3:"uid";i:1;s:2:"id";i:6;s:6:"amount";s:1:"3";s:4:"unit";s:0:"";s:4:"name";s:4:"eggs";s:5:"notes";s:0:"";}}}i:1;a:2:{s:4:"name";s:0:"";s:11:"ingredients";a:1:{i:0;a:4:{s:6:"amount";s:0:"";s:4:"unit";s:0:"";s:4:"name";s:39:"<a href="http://x.test/plums">plums</a>";s:5:"notes";s:0:"";}}}}`}, {Key: "wprm_instructions", Value: `a:1:{i:0;a:2:{s:4:"name";s:0:"";s:12:"instructions";a:2:{i:0;a:4:{s:3:"uid";i:0;s:4:"type";s:11:"instruction";s:4:"text";s:22:"<p>Mix <b>all</b>.</p>";s:5:"image";i:2;}i:1;a:3:{s:3:"uid";i:1;s:4:"text";s:8:"Bake it.";s:5:"image";i:0;}}}}`}, {Key: "wprm_user_ratings", Value: `rated by ann@x.test`}}},
		{ID: 160, Type: "recipe", Status: "publish", Slug: "wpur", Title: "Soup", Meta: []extract.Meta{
			{Key: "recipe_servings", Value: `2`}, {Key: "recipe_servings_type", Value: `plates`}, {Key: "recipe_ingredients", Value: `a:2:{i:0;a:5:{s:6:"amount";s:1:"1";s:4:"unit";s:1:"l";s:10:"ingredient";s:5:"water";s:5:"notes";s:0:"";s:5:"group";s:4:"Base";}i:1;a:5:{s:6:"amount";s:0:"";s:4:"unit";s:0:"";s:10:"ingredient";s:4:"salt";s:5:"notes";s:8:"to taste";s:5:"group";s:4:"Base";}}`}, {Key: "recipe_instructions", Value: `a:1:{i:0;a:3:{s:11:"description";s:15:"Boil the water.";s:5:"group";s:0:"";s:5:"image";s:0:"";}}`}, {Key: "recipe_notes", Value: `Hot!`}}},
		{ID: 161, Type: "tasty_recipe", Status: "publish", Slug: "tasty", Title: "Bread", Content: "<p>Plain bread.</p>", Meta: []extract.Meta{
			{Key: "ingredients", Value: `<ul><li>500 g flour</li></ul>`}, {Key: "instructions", Value: `<ol><li>Knead it.</li></ol>`}, {Key: "total_time", Value: `3 hours`}, {Key: "yield", Value: `1 loaf`}}},
		{ID: 162, Type: "dlm_download", Status: "publish", Slug: "paper", Title: "The paper", Content: "A paper.", Meta: []extract.Meta{
			{Key: "_featured", Value: `no`}}},
		{ID: 163, Type: "modula-gallery", Status: "publish", Slug: "m", Title: "M", Meta: []extract.Meta{
			{Key: "modula-images", Value: `a:2:{i:0;a:5:{s:2:"id";s:1:"1";s:3:"alt";s:4:"Wave";s:5:"title";s:6:"A wave";s:11:"description";s:25:"Seen <i>from</i> the pier";s:4:"link";s:18:"http://x.test/wave";}i:1;a:4:{s:2:"id";s:2:"18";s:3:"alt";s:0:"";s:5:"title";s:6:"Inside";s:11:"description";s:11:"For members";}}`}, {Key: "modula-settings", Value: `a:1:{s:4:"type";s:16:"creative gallery";}`}}},
		{ID: 165, Type: "accordion_plus", Status: "publish", Slug: "self", Title: "Self", Meta: []extract.Meta{
			{Key: "_items", Value: `a:1:{i:0;a:2:{s:5:"title";s:13:"Within itself";s:4:"text";s:35:"Around [accordion_plus id="165"] it";}}`}}},
		{ID: 155, Type: "ml-slide", Status: "publish", MenuOrder: 2, Excerpt: "The second", Terms: []extract.TermRef{{Taxonomy: "ml-slider", Slug: "154"}}, Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "2"}, {Key: "ml-slider_type", Value: "image"}}},
		{ID: 166, Type: "ml-slide", Status: "publish", MenuOrder: 1, Excerpt: "The first", Parent: 154, Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "1"}, {Key: "ml-slider_url", Value: "http://x.test/go"}, {Key: "_wp_attachment_image_alt", Value: "Its own"}}},
		{ID: 167, Type: "envira", Status: "publish", Slug: "walk", Title: "Walk", Meta: []extract.Meta{
			{Key: "_eg_gallery_data", Value: `{"gallery":{"1":{"status":"active","src":"http://old.example/files/one.jpg","link":"http://old.example/files/map.png","title":"Over the bridge","heading":"The first mile","url":"http://x.test/bridge"},"2":{"status":"active","html":"<p>Here we <i>rest</i></p>","code":"<p>Up the hill</p>","link":"http://x.test/rest","alt":"x"},"3":{"status":"pending","src":"http://old.example/files/two.png","caption":"Not for you yet"}},"config":{"title":"Walk","description":"We went on foot","columns":"3"}}`}, {Key: "walk_options", Value: `{"intro":"Bring warm clothes","theme":"base dark"}`}}},
		{ID: 168, Type: "ml-slide", Status: "publish", MenuOrder: 3, Excerpt: "For members", Parent: 154, Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "1"}}},
		{ID: 164, Type: "envira", Status: "draft", Meta: []extract.Meta{{Key: "_eg_gallery_data", Value: `a:1:{s:7:"gallery";a:1:{i:0;a:1:{s:3:"src";s:32:"http://old.example/files/one.jpg";}}}`}}},
	} {
		lib.Add(&it)
		lib.AddShown(&it)
	}
	lib.HidePage(151)
	lib.Hide(168)
	term := []extract.TermRef{{Taxonomy: "plan_cat", Slug: "yearly", Name: "By the year"}}
	for i, it := range []extract.Item{
		{Type: "zed_plan", Slug: "small", Title: "Small", Content: "<p>Nine a year</p>", Terms: term}, {Type: "zed_plan", Slug: "large", Title: "Large", Content: "<p>Ninety a year</p>"},
		{Type: "zed_faq", Slug: "dogs", Title: "Dogs?", Content: "<p>All dogs.</p>"}, {Type: "zed_faq", Slug: "cats", Title: "Cats?", Content: "<p>No cats.</p>"},
		{Type: "zed_client", Slug: "smith", Title: "Smith &amp; Son", Terms: term}, {Type: "zed_client", Slug: "jones", Title: "Jones", Terms: term}, {Type: "zed_client", Slug: "hush", Title: "SECRET", Status: "private"},
		{Type: "zed_sponsor", Slug: "lane", Title: "Lane Ltd", Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "3"}}}, {Type: "zed_sponsor", Slug: "hay", Title: "Hay Inc"}, {Type: "zed_sponsor", Slug: "hush2", Title: "SECRET", Status: "private", Meta: []extract.Meta{{Key: "_thumbnail_id", Value: "3"}}},
	} {
		it.ID, it.Date, it.Status = int64(340+i), date.AddDate(0, 0, i), cmp.Or(it.Status, "publish")
		lib.Add(&it)
		lib.AddShown(&it)
		if it.Type == "zed_plan" {
			lib.HidePage(it.ID)
		}
	}
	lib.SetSite(&extract.Site{Terms: []extract.Term{{ID: 16, Taxonomy: "plan_cat", Slug: "yearly"}}})
	lib.Add(&extract.Item{ID: 77, Type: "project", Status: "publish", Slug: "my-project", Title: "My project", Link: "http://old.example/works/my-project/"})
	lib.Add(&extract.Item{ID: 78, Type: "project", Status: "publish", Title: "Another &amp; project"})
	lib.Add(&extract.Item{ID: 79, Type: "project", Status: "draft", Title: "Not yet"})
	lib.Add(&extract.Item{ID: 44, Type: "cms_block", Status: "draft", Content: "Not yet seen."})
	for i, v := range [][]string{{"red", "L", "12.50", "SKU-RL", "A <b>bold</b> red"}, {"blue", "", "9", "SKU-B", ""}} {
		lib.Add(&extract.Item{ID: int64(300 + i), Parent: 5, Type: "product_variation", Status: "publish", MenuOrder: 2 - i, Meta: []extract.Meta{
			{Key: "attribute_pa_color", Value: v[0]}, {Key: "attribute_size", Value: v[1]}, {Key: "_price", Value: v[2]}, {Key: "_regular_price", Value: "12.50"},
			{Key: "_sale_price", Value: "9"}, {Key: "_sku", Value: v[3]}, {Key: "_variation_description", Value: v[4]}, {Key: "_downloadable_files", Value: "SECRET"}, {Key: "_thumbnail_id", Value: strconv.Itoa(1 + i)}}})
	}
	lib.Add(&extract.Item{ID: 302, Parent: 5, Type: "product_variation", Status: "private", Meta: []extract.Meta{{Key: "attribute_size", Value: "SECRET"}}})
	lib.Add(&extract.Item{ID: 98765, Type: "attachment", Status: "inherit", AttachmentURL: "http://old.example/files/wide.png"})
	for i, title := range []string{"Red shirt", "Blue &amp; white shirt"} {
		lib.Add(&extract.Item{ID: int64(310 + i), Type: "product", Status: "publish", Title: title})
	}
	lib.Add(&extract.Item{ID: 312, Type: "product", Status: "draft", Title: "Not yet"})
	lib.Add(&extract.Item{ID: 320, Type: "tribe_venue", Status: "publish", Title: "Town hall", Meta: []extract.Meta{
		{Key: "_VenueAddress", Value: "1 Main St"}, {Key: "_VenueCity", Value: "Berlin"}, {Key: "_VenueStateProvince", Value: "Berlin"}, {Key: "_VenueZip", Value: "10115"}, {Key: "_VenueCountry", Value: "Germany"}}})
	lib.Add(&extract.Item{ID: 321, Type: "tribe_organizer", Status: "publish", Title: "Music &amp; club"})
	lib.Add(&extract.Item{ID: 323, Type: "location", Status: "publish", Title: "Side hall", Meta: []extract.Meta{{Key: "_location_id", Value: "2"}, {Key: "_location_address", Value: "2 Side St"}, {Key: "_location_town", Value: "Bonn"}}})
	for key, form := range map[string][2]string{
		"field_1": {"Antrieb", `a:1:{s:4:"type";s:4:"text";}`}, "field_2": {"Tankinhalt", `a:2:{s:4:"type";s:6:"number";s:6:"append";s:5:"liter";}`}, "field_3": {"Lack", `a:2:{s:4:"type";s:6:"select";s:7:"choices";a:1:{s:3:"drd";s:8:"Dark red";}}`},
		"field_4": {"Händlerrabatt", `a:2:{s:4:"type";s:4:"text";s:12:"instructions";s:26:"Internal, never on the web";}`}, "field_5": {"Provision", `a:1:{s:4:"type";s:4:"text";}`},
	} {
		lib.Add(&extract.Item{ID: 330, Type: "acf-field", Status: "publish", Slug: key, Title: form[0], Content: form[1]})
	}
	lib.Add(&extract.Item{ID: 331, Type: "acf", Status: "publish", Meta: []extract.Meta{ // of before version 5
		{Key: "field_41", Value: `a:4:{s:3:"key";s:8:"field_41";s:5:"label";s:4:"Zeit";s:4:"type";s:6:"number";s:6:"append";s:3:"Uhr";}`},
		{Key: "field_42", Value: `a:4:{s:3:"key";s:8:"field_42";s:5:"label";s:3:"Tag";s:4:"type";s:5:"radio";s:7:"choices";a:1:{s:3:"Fri";s:7:"Freitag";}}`}}})
	lib.Add(&extract.Item{ID: 322, Type: "tribe_venue", Status: "draft", Title: "Not yet", Meta: []extract.Meta{{Key: "_VenueCity", Value: "Secretville"}}})
	lib.Seal()
	return lib
}

// TestTables runs the tables in testdata, which are the manual of this package:
// each is named for the file that it tests.
func TestTables(t *testing.T) {
	lib := testLibrary()
	for _, file := range tableFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			rows := readRows(t, file)
			for i := range rows {
				t.Run(rows[i].name, func(t *testing.T) { rows[i].run(t, lib) })
			}
			if *update {
				writeRows(t, file, rows)
			}
		})
	}
}

func (r *row) run(t *testing.T, lib *Library) {
	it, opt := r.input(t)
	page := Tree(it, lib, opt)
	md := markdown.New(nil).Print(page.Tree)
	var notes []string
	for _, n := range page.Notes {
		mark := "✎ "
		if n.Review {
			mark = "✎! "
		}
		notes = append(notes, mark+string(n.Kind)+": "+n.Text)
	}
	if *update {
		r.out, r.notes = string(md), notes
		return
	}
	want := r.out + strings.Join(r.notes, "\n")
	got := string(md) + strings.Join(notes, "\n")
	if got != want {
		t.Errorf("content:\n%s\n%s", r.in, diff.Diff("got", []byte(got+"\n"), "want", []byte(want+"\n")))
	}
	checkPage(t, it, lib, opt, page, md)
	if !r.isOther() {
		sameToReader(t, page.Tree, md)
	}
}

// checkPage checks what holds for the page of any content at all.
func checkPage(t testing.TB, it *extract.Item, lib *Library, opt Options, page *Page, md []byte) {
	t.Helper()
	if !utf8.Valid(md) {
		t.Errorf("invalid UTF-8: %q", md)
	}
	again := Tree(it, lib, opt)
	if second := markdown.New(nil).Print(again.Tree); !bytes.Equal(md, second) {
		t.Errorf("a second run differs:\n%s", diff.Diff("first", md, "second", second))
	}
	if bytes.Contains(md, []byte("wp2md:")) && !strings.Contains(it.Content, "wp2md:") {
		t.Errorf("a placeholder is left over: %s", md)
	}
	if l := lostLetters(page.Tree, renderMarkdown(t, md)); l != "" {
		t.Errorf("lost in print: %q\ncontent: %q\nMarkdown: %s", l, it.Content, md)
	}
	for n := range page.Tree.Descendants() {
		if n.Type == html.ElementNode && !tree.IsBlock(n) && !inPreformatted(n) && hasBlockChild(n) {
			t.Errorf("a block in <%s>", n.Data)
		}
		if n.DataAtom == atom.P && !inPreformatted(n) && hasBlockChild(n) {
			t.Error("a block in a paragraph")
		}
		if n.Type == html.CommentNode {
			t.Errorf("a comment is left: %q", n.Data)
		}
	}
}

// inPreformatted reports whether n is or stands in an element that is kept as it
// is: code, a drawing.
func inPreformatted(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if tree.IsPreformatted(n) {
			return true
		}
	}
	return false
}
