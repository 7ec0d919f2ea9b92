package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/tree"
)

// Values that open a door are neither in a page nor in a note, and all others are.
func TestSecretValues(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"a password", `[ftp pass="x1" dir="a"]`, `[ftp pass="…" dir="a"]`},
		{"a key", `[map api_key='x1' zoom="3"]`, `[map api_key='…' zoom="3"]`},
		{"without quotes", `[map apikey=x1 zoom=3]`, `[map apikey=… zoom=3]`},
		{"a word before it", `[feed instagram_access_token="x1"]`, `[feed instagram_access_token="…"]`},
		{"of a block", `acme/map {"apiKey":"x1","zoom":3}`, `acme/map {"apiKey":"…","zoom":3}`},
		{"of a block, escaped", `acme/map {"x":"{\"apiKey\":\"x1\"}"}`, `acme/map {"x":"{\"apiKey\":\"…\"}"}`},
		{"entities", `[ftp password=&quot;x1&quot;]`, `[ftp password=&quot;…&quot;]`},
		{"never closed", `[ftp password="x1 x2`, `[ftp password="…`},
		{"to whom a form writes", `[contact-form to="a@b.example" subject="Hi"]`, `[contact-form to="…" subject="Hi"]`},
		{"to whom a block of a form writes", `jetpack/contact-form {"to":"a@b.example, c@b.example"}`, `jetpack/contact-form {"to":"…"}`},
		{"to whom a form of Thrive writes", `contact_form of Thrive {"to_email":{"to":"a@b.example"}}`, `contact_form of Thrive {"to_email":{"to":"…"}}`},
		{"to whom somebody else writes", `[mail_link to="a@b.example"]`, `[mail_link to="a@b.example"]`},
		{"encoded, with a percent sign", `[acme values="%5B%7B%22title%22%3A%22100% ok%22%7D%5D"]`, `[acme values="%5B%7B%22title%22%3A%22100% ok%22%7D%5D"]`},
		{"encoded, cut within an escape", `[acme values="%5B%7B%22title%22%3A%22ok%2`, `[acme values="%5B%7B%22title%22%3A%22ok%2`},
		{"encoded, cut, with a key", `[acme values="%5B%7B%22api_key%22%3A%22x1%22%2C%22b%2`, `[acme values="…`},
		{"a number of weeks", `[countdown to="2020"]`, `[countdown to="2020"]`},
		{"no value", `[reset password]`, `[reset password]`},
		{"a compass", `[compass="north"]`, `[compass="north"]`},
		{"empty", `[ftp password=""]`, `[ftp password=""]`},
		{"a key of a shop", `[feed consumer_key="ck_1" map_key="m1" sort_key="price"]`, `[feed consumer_key="…" map_key="…" sort_key="price"]`},
		{"where a form writes to", `[form webhook_url="https://x.test/1" url="https://x.test/"]`, `[form webhook_url="…" url="https://x.test/"]`},
		{"codes of doors", `[room access_code="12" passcode="34" code="A-1"]`, `[room access_code="…" passcode="…" code="A-1"]`},
		{"a number behind it", `[map api_key2="x1" key2="x1"]`, `[map api_key2="…" key2="x1"]`},
		{"an attribute", `<div data-pass="x1" data-passage="x1">`, `<div data-pass="…" data-passage="x1">`},
		{"what is for those who run the site", `[box admin_note="late" note="late"]`, `[box admin_note="…" note="late"]`},
		{"where a site writes to", `[box a="https://hooks.slack.com/services/T0/x1" b="https://slack.com/"]`, `[box a="…" b="https://slack.com/"]`},
		{"whom a form writes to", `[form recipient="a@b.example, c@b.example" cc="12" bcc="a@b.example"]`, `[form recipient="…" cc="12" bcc="…"]`},
		{"a key of a service, by how it is made", `[x mailchimp_key="0a1b2c3d4e5f6a7b" firebase_key="price" twilio_sid="AC0a1b2c3d4e5f"]`, `[x mailchimp_key="…" firebase_key="price" twilio_sid="…"]`},
		{"an attribute with JSON", `[x rows="{&quot;api_key&quot;: &quot;x1&quot;, &quot;a&quot;:&quot;b&quot;}"]`, `[x rows="{&quot;api_key&quot;: &quot;…&quot;, &quot;a&quot;:&quot;b&quot;}"]`},
		{"JSON in JSON", `{"x":"{\u0022api_key\u0022:\u0022x1\u0022,\u0022a\u0022:1}"}`, `{"x":"{\u0022api_key\u0022:\u0022…\u0022,\u0022a\u0022:1}"}`},
		{"base64", `[x rows="eyJhcGlfa2V5IjogIngxIiwgImEiOiAiYiJ9" b="eyJrZXkiOiAieDEiLCAiYSI6ICJiIn0="]`, `[x rows="…" b="eyJrZXkiOiAieDEiLCAiYSI6ICJiIn0="]`},
		{"of mail", `[x smtp_user="x1" email_cc="a@b.example" form_email="a@b.example" email="a@b.example"]`, `[x smtp_user="…" email_cc="…" form_email="…" email="a@b.example"]`},
		{"a field", `[acf key="price"]`, `[acf key="price"]`},
	} {
		if got := withoutSecrets(test.in); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	for _, content := range []string{
		`Seen. [ldap_login password="zqsecret" host="zqseen"]`, `Seen zqseen. [passster password="zqsecret"]`, `Seen zqseen. [sftp pwd='zqsecret'/]`,
		`<p>Seen zqseen. [acme_list token="zqsecret" max="5"] more</p>`, `<!-- wp:acme/map {"apiKey":"zqsecret"} /--><p>zqseen</p>`,
		`[acme secret="zqsecret"]zqseen[/acme]`,
		// values of widgets, blocks and elements
		`[vc_row][vc_column][acme_form title="zqseen" webhook_url="https://zap.example/zqsecret" email_to="zqsecret@old.example" sender="zqsecret@old.example" licence_code="zqsecret" apikey2="zqsecret" license="zqsecret-0a1b2c3d4e5f" admin_note="zqsecret is late" hook="https://hooks.slack.com/services/zqsecret"]Words[/acme_form][/vc_column][/vc_row]`,
		`<!-- wp:acme/contact {"recipients":"a@old.example,zqsecret@old.example","webhookUrl":"https://zap.example/zqsecret","notice":"https://discord.com/api/webhooks/1/zqsecret","to":"zqsecret@old.example"} --><div><p>zqseen</p></div><!-- /wp:acme/contact -->`,
		`<p>zqseen</p><div data-webhook="https://zap.example/zqsecret" data-to-email="zqsecret@old.example" data-pass="zqsecret"></div>`,
		`<p>zqseen</p><div data-opt='{"webhookUrl":"https://zap.example/zqsecret","apiKey":"zqsecret"}' data-hook="https://hooks.zapier.com/hooks/zqsecret"></div>`,
		`<div data-admin-note="zqsecret of ours" data-webhook-url="https://zap.example/zqsecret">zqseen</div>`,
		`[vc_row][vc_column][acme_list title="zqseen" values="%5B%7B%22title%22%3A%22One%22%2C%22api_key%22%3A%22zqsecret%22%2C%22webhook_url%22%3A%22https%3A%2F%2Fzap.example%2Fzqsecret%22%7D%5D"][/vc_column][/vc_row]`,
		`[acme_thing title="zqseen" webhook_url="https://zap.example/zqsecret" mood="fine"]`, `<p>zqseen</p> [acme_link webhook_url="https://zap.example/zqsecret"]`,
		`[wrap_acme hook="https://hooks.slack.com/services/zqsecret"]zqseen[/wrap_acme]`,
	} {
		page := Tree(&extract.Item{Type: "post", Content: content}, NewLibrary(), Options{})
		all := string(tree.AppendHTML(nil, page.Tree, 0))
		for _, n := range page.Notes {
			all += "\n" + n.Text
		}
		if strings.Contains(all, "zqsecret") || !strings.Contains(all, "zqseen") {
			t.Errorf("%s: %s", content, all)
		}
	}
}
