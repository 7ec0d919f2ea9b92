package migrate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform"
)

// What a builder's header or popup says is told of its item, and of a template that no item
// names; of one that is put in where it is named, and of a draft, nothing.
func TestWordsOfBuiltParts(t *testing.T) {
	part := func(id, typ, status, fields string) string {
		return `<item><title>Part</title><content:encoded><![CDATA[<p>Words of ` + id + `</p>]]></content:encoded><wp:post_id>` + id + `</wp:post_id><wp:post_type>` + typ + `</wp:post_type><wp:status>` + status + `</wp:status>` + fields + `</item>`
	}
	field := func(key, value string) string {
		return `<wp:postmeta><wp:meta_key>` + key + `</wp:meta_key><wp:meta_value>` + value + `</wp:meta_value></wp:postmeta>`
	}
	shown := field("_elementor_conditions", `a:1:{i:0;s:15:"include/general";}`)
	dir := t.TempDir()
	export := filepath.Join(dir, "export.xml")
	text := `<rss xmlns:content="c" xmlns:wp="w"><channel><title>Site</title><link>https://old.example</link><wp:base_blog_url>https://old.example</wp:base_blog_url>` +
		`<item><title>Post</title><content:encoded>Hello. [elementor-template id="12"]</content:encoded><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>` +
		part("11", "elementor_library", "publish", shown) + part("12", "elementor_library", "publish", "") + part("13", "elementor_library", "draft", shown) +
		part("14", "et_footer_layout", "publish", "") + part("15", "bricks_template", "publish", field("_bricks_template_settings", `a:1:{s:18:"templateConditions";a:0:{}}`)) +
		part("16", "elementskit_template", "publish", field("elementskit_template_activation", "no")) + part("17", "ct_template", "publish", field("ct_template_type", "reusable_part")) +
		part("18", "elementor_library", "publish", field("_elementor_template_type", "footer")) + part("19", "elementor_library", "draft", "") + part("20", "et_pb_layout", "publish", field("_et_pb_predefined_layout", "on")) +
		part("21", "elementor_library", "publish", field("_elementor_template_type", "header")+field("_elementor_data", `[{"settings":{"template_id":"21"}}]`)) + `<item><title>Gone</title><content:encoded>[elementor-template id="21"]</content:encoded><wp:post_id>22</wp:post_id><wp:post_type>page</wp:post_type><wp:status>trash</wp:status></item>` + `</channel></rss>`
	if err := os.WriteFile(export, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "site")
	if _, err := Run(t.Context(), Options{Sources: []string{export}, Out: out, Media: MediaKeep}); err != nil {
		t.Fatal(err)
	}
	manifest, err := os.ReadFile(filepath.Join(out, ".wp2md", "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]bool{"11": true, "12": false, "13": false, "14": true, "15": true, "16": false, "17": false} {
		if got := strings.Contains(string(manifest), "words in a part of the theme, which are on no page: Words of "+id); got != want {
			t.Errorf("%s: told %v, want %v", id, got, want)
		}
	}
	for id, want := range map[string]bool{"11": false, "12": false, "16": false, "17": false, "18": true, "19": false, "20": false, "21": true} {
		if got := strings.Contains(string(manifest), "words in the template Part, which no item names: Words of "+id); got != want {
			t.Errorf("%s: told as a template %v, want %v", id, got, want)
		}
	}
	if n := strings.Count(string(manifest), "a template that no item names, with 3 words, which are told nowhere"); n != 1 { // 17
		t.Errorf("%d templates have the number of their words, want 1", n)
	}
}

// What the page of a product does not tell of a variation, which has no page, is told of
// the variation.
func TestFieldsOfVariations(t *testing.T) {
	out := &Outcome{}
	noteFieldsOfVariation(out, &extract.Item{Type: "product_variation", Meta: []extract.Meta{
		{Key: "attribute_size", Value: "Large enough"}, {Key: "_variation_description", Value: "Made of wool"}, {Key: "_manage_stock", Value: "no"}, {Key: "_lead_time", Value: "Two weeks from now"}}})
	excerpts := map[string]string{"": "", "Size: Large enough": "", "Colour: Any, Size: Large Enough": "Colour: Any, Size: Large Enough", "Made by hand": "Made by hand", "Size: Big": ""}
	for in, want := range excerpts {
		it := &extract.Item{Type: "product_variation", Excerpt: in, Meta: []extract.Meta{{Key: "attribute_size", Value: "Large enough"}}}
		if got := transform.ExcerptOfVariation(it); got != want {
			t.Errorf("excerpt %q: %q, want %q", in, got, want)
		}
	}
	if n := out.Entry.Notes; len(n) != 1 || n[0].Text != "custom fields of the variation that are not in the page of its product: _lead_time=Two weeks from now" {
		t.Errorf("%+v", n)
	}
}

// Of what may have been seen the fields are named, and nothing in them is.
func TestFieldsHeld(t *testing.T) {
	out := &Outcome{}
	noteFieldsHeld(out, &extract.Item{Type: "dossier", Title: "Somebody", Meta: []extract.Meta{{Key: "_edit_last", Value: "1"}, {Key: "plan_text", Value: "Get what you need"}, {Key: "layout", Value: "wide"}}})
	if n := out.Entry.Notes; len(n) != 1 || n[0].Text != "visitors may have seen its custom fields: plan_text" {
		t.Errorf("%+v", n)
	}
}
