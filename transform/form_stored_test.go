package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// The note of a form has what visitors read in it, and no mail or recipient.
func TestStoredForms(t *testing.T) {
	lib := NewLibrary()
	for _, it := range []*extract.Item{
		{ID: 1, Type: "wpcf7_contact_form", Status: "publish", Title: "Ask us", Meta: []extract.Meta{
			{Key: "_form", Value: "<label>Your name [text* your-name placeholder \"Ann &amp; Co\"]</label>\n[select topic \"Trees\" \"Roofs\"] [hidden h \"unseen\"] [recaptcha]\n[acceptance ok] I agree [/acceptance] [submit \"Send it\"]"},
			{Key: "_mail", Value: `a:1:{s:9:"recipient";s:12:"me@a.example";}`}, {Key: "_hash", Value: "abc1234def5678"}}},
		{ID: 2, Type: "wpforms", Status: "publish", Content: `{"id":"2","fields":{"0":{"id":"0","type":"name","label":"Full name","description":"As in your passport"},"1":{"type":"radio","label":"Size","choices":{"1":{"label":"Big","value":""}}}},"settings":{"form_title":"x","submit_text":"Go on","notifications":{"1":{"email":"{admin_email}","label":"secret"}},"confirmations":{"1":{"message":"Thanks"}}}}`},
		{ID: 3, Type: "forminator_forms", Status: "publish", Meta: []extract.Meta{{Key: "forminator_form_meta", Value: `a:1:{s:6:"fields";a:1:{i:0;a:2:{s:11:"field_label";s:9:"Your town";s:11:"placeholder";s:8:"E.g. Ulm";}}}`}}},
		{ID: 4, Type: "mc4wp-form", Status: "publish", Content: `<p>Letters by mail: <input type="email" placeholder="Your address"><input type="submit" value="Sign up"></p><script>var a</script>`},
		{ID: 5, Type: "wpforms", Status: "draft", Content: `{"fields":{"0":{"label":"Draft"}}}`},
		{ID: 6, Type: "wpforms", Status: "publish", Content: `{"fields":{"0":`},
		{ID: 7, Type: "wpcf7_contact_form", Status: "publish", Meta: []extract.Meta{{Key: "_form", Value: `[text a "open`}}},
		{ID: 8, Type: "kadence_form", Status: "publish", Content: `<!-- wp:kadence/advanced-form {"uniqueID":"8_a"} --><!-- wp:kadence/advanced-form-text {"label":"Your ship","placeholder":"E.g. Argo"} /--><!-- wp:heading --><h2>Come aboard</h2><!-- /wp:heading --><!-- /wp:kadence/advanced-form -->`},
		{ID: 9, Type: "wpcf7_contact_form", Status: "publish", Content: "<label>Your boat [text* boat]</label>\n[submit \"Sail\"]\n1\n[_site_title] \"[your-subject]\"\nsecret@a.example\nFrom: [boat], secret"},
		{ID: 10, Type: "wpcf7_contact_form", Status: "publish", Content: "secret \"[your-subject]\"\nsecret@a.example"},
		{ID: 11, Type: "metform-form", Status: "publish", Meta: []extract.Meta{{Key: "_elementor_data", Value: `[{"elType":"section","elements":[{"elType":"widget","widgetType":"mf-text","settings":{"mf_input_label":"Your sea","mf_input_name":"mf-text"}},{"elType":"widget","widgetType":"mf-button","settings":{"mf_btn_text":"Cast off"}}]}]`}}},
	} {
		lib.Add(it)
	}
	lib.Seal()
	for _, c := range []struct{ in, want string }{
		{`[contact-form-7 id="1" title="x"]`, "with Your name, Ann & Co, Trees, Roofs, I agree, Send it"},
		{`[contact-form-7 id="abc1234" title="x"]`, "with Your name"},
		{`[contact-form-7 title="Ask us"]`, "with Your name"},
		{`[wpforms id="2"]`, "with Full name, As in your passport, Size, Big, Go on"},
		{`<!-- wp:wpforms/form-selector {"formId":"2"} /-->`, "with Full name"},
		{`[forminator_form id="3"]`, "with Your town, E.g. Ulm"},
		{`[mc4wp_form id="4"]`, "with Letters by mail:, Your address, Sign up"},
		{`<!-- wp:kadence/advanced-form {"id":8} /-->`, "with Come aboard, Your ship, E.g. Argo"},
		{`[contact-form-7 id="9"]`, "with Your boat, Sail"}, {`[contact-form-7 id="10"]`, ""},
		{`[metform form_id="11"]`, "with Your sea, Cast off"}, {`<div class="mf-form-wrapper" data-form-id="11"></div>`, "with Your sea, Cast off"},
		{`[wpforms id="5"]`, ""}, {`[wpforms id="6"]`, ""}, {`[contact-form-7 id="7"]`, `with [text a "open`},
	} {
		page := Tree(&extract.Item{Content: c.in}, lib, Options{})
		if len(page.Notes) != 1 {
			t.Fatalf("%s: %v", c.in, page.Notes)
		}
		if text := page.Notes[0].Text; !strings.Contains(text, c.want) || c.want == "" && strings.Contains(text, " with ") || strings.Contains(text, "secret") || strings.Contains(text, "unseen") {
			t.Errorf("%s: %s", c.in, text)
		}
	}
}
