package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// What plugins let only some people see is in no page and no note, and what everybody saw
// is in the page.
func TestSweepMembers(t *testing.T) {
	const least = 60 // plugins
	plugins, plugin := 0, ""
	for line := range strings.Lines(membersContents) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "== "); ok {
			plugin = name
			plugins += 1 + strings.Count(name, ",")
			continue
		}
		if line == "" {
			continue
		}
		content := encoded(strings.ReplaceAll(line, "⏎", "\n"))
		seen := strings.Count(strings.ReplaceAll(content, "UNSEEN", ""), "SEEN")
		hidden := strings.Contains(content, "UNSEEN")
		item := extract.Item{ID: 1, Type: "post", Status: "publish", Content: content}
		page := Tree(&item, sweepLibrary(), Options{})
		said, notes := "", ""
		for _, n := range page.Notes {
			notes += n.Text + "\n"
			if n.Kind == note.Private {
				said += n.Text
			}
		}
		text := string(markdown.New(nil).Print(page.Tree))
		switch {
		case strings.Contains(text, "UNSEEN") || strings.Contains(notes, "UNSEEN"):
			t.Errorf("%s: shown: %s\n%s", plugin, line, notes)
		case hidden && said == "":
			t.Errorf("%s: no note: %s\n%s", plugin, line, notes)
		case !hidden && said != "":
			t.Errorf("%s: held back: %s\n%s", plugin, line, notes)
		case strings.Count(text, "SEEN") < seen && !strings.Contains(notes, "SEEN"):
			t.Errorf("%s: not shown: %s\n%s\n%s", plugin, line, text, notes)
		case hidden && !MayHide(&item):
			t.Errorf("%s: MayHide does not see it: %s", plugin, line)
		}
	}
	if plugins < least {
		t.Errorf("%d plugins", plugins)
	}
}

// elementConditions is how elements of Elementor and its add-ons say who sees them: their
// settings, with ✗ in front of those that visitors did not see.
const elementConditions = `
✗ "e_display_conditions":["[[{\"condition\":\"login_status\",\"comparator\":\"is\",\"login\":\"yes\"}]]"]
✗ "wpf_visibility":"loggedin"
✗ "wpf_visibility":"loggedin","wpf_tags":["12"]
✗ "wpf_visibility":"everyone","wpf_tags":["12"],"wpf_loggedout":""
  "wpf_visibility":"everyone"
  "wpf_visibility":"loggedout"
✗ "pmpro_enable":"yes","pmpro_require_membership":["1"]
✗ "pmpro_require_membership":["1"]
  "pmpro_require_membership":[]
✗ "rcp_enable":"yes","rcp_membership_levels":["2"]
✗ "um_access_enabled":"yes","um_access":"loggedin"
✗ "members_only":"yes"
✗ "visibility_logged_in":"yes"
✗ "ecl_enabled":"yes","ecl_role_visible":["editor"]
✗ "ecl_enabled":"yes","ecl_role_visible":["ecl-user"]
  "ecl_enabled":"yes","ecl_role_visible":["ecl-guest"]
  "ecl_enabled":"yes","ecl_role_hidden":["editor"]
✗ "ecl_enabled":"yes","ecl_role_hidden":["ecl-guest"]
  "ecl_enabled":"no","ecl_role_visible":["editor"]
✗ "jedv_enabled":"yes","jedv_type":"show","jedv_conditions":[{"jedv_condition":"user-logged-in"}]
✗ "jedv_enabled":"yes","jedv_type":"hide","jedv_conditions":[{"jedv_condition":"user-not-logged-in"}]
  "jedv_enabled":"yes","jedv_type":"hide","jedv_conditions":[{"jedv_condition":"user-logged-in"}]
  "jedv_enabled":"","jedv_type":"show","jedv_conditions":[{"jedv_condition":"user-logged-in"}]
✗ "jedv_enabled":"yes","jedv_type":"show","jedv_conditions":[{"jedv_condition":"user-role","jedv_user_role":["editor"]}]
  "jedv_enabled":"yes","jedv_type":"show","jedv_conditions":[{"jedv_condition":"post-type"}]
✗ "_ha_display_conditions_enable":"yes","_ha_condition_relation":"and","_ha_condition_list":[{"_ha_condition_key":"login_status","_ha_condition_operator":"is","_ha_condition_login_status":"login"}]
  "_ha_display_conditions_enable":"","_ha_condition_list":[{"_ha_condition_key":"login_status","_ha_condition_operator":"is"}]
  "_ha_display_conditions_enable":"yes","_ha_condition_list":[{"_ha_condition_key":"browser","_ha_condition_operator":"is"}]
✗ "eael_cl_enable":"yes","eael_cl_visibility_action":"show","eael_cl_logics":[{"logic_type":"login_status","login_status_operand":"logged_in","logic_operator_between":"between"}]
✗ "eael_ext_content_protection":"yes","eael_ext_content_protection_type":"password","protection_password":"x"
  "eael_ext_content_protection":"no"
✗ "pp_display_conditions_enable":"yes","pp_display_conditions":[{"pp_condition_key":"user","pp_condition_operator":"is","pp_condition_value":"logged_in"}]
✗ "display_condition_enable":"yes","display_condition_login_enable":"yes","display_condition_key":"login_status","display_condition_login_status":"login"
✗ "enabled_visibility":"yes","dce_visibility_loggedin":"yes","dce_visibility_role":["editor"]
✗ "stratum_visibility":"logged_in"
✗ "user_role_visibility":["editor"]
✗ "hide_for_guests":"yes"
  "hide_for_guests":""
✗ "show_to":"logged_in","visibility_enabled":"yes"
✗ "who_can_see":"members"
✗ "restrict_content":"yes","restrict_roles":["editor"]
✗ "content_restriction_enable":"yes","content_restriction_roles":["editor"]
✗ "sm_restrict_enable":"yes","sm_access_groups":["3"]
✗ "ld_visibility":"enrolled"
✗ "acme_visibility_enabled":"yes","acme_visibility_roles":["editor"]
✗ "_acme_restrict_roles":["editor"]
  "acme_visibility_enabled":"yes","acme_visibility_roles":["guest"]
✗ "acme_user_visibility":"yes","acme_user_visibility_for":"logged_in"
  "show_roles":["editor"],"user_roles_title":["editor"]
  "hide_desktop":"hidden-desktop","hide_mobile":"hidden-mobile"
  "_css_classes":"members-only","_element_id":"restricted"
✗ "_css_classes":"box logged-in-only"
  "_css_classes":"hide-logged-in"
  "visibility":"visible","overflow":"hidden"
  "show_avatar":"yes","show_role":"yes","login":"yes"
  "form_fields":[{"field_type":"password","required":"true"}],"show_logged_in_message":"yes"
  "logged_in_text":"You are logged in","redirect_after_login":"yes"
  "access_token":"x","private_label":"x"
  "_visibility_tablet":"hidden","animation_visible":"yes"
`

func TestSweepElementConditions(t *testing.T) {
	for line := range strings.Lines(elementConditions) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			continue
		}
		settings, shut := strings.CutPrefix(line, "✗ ")
		data := `[{"id":"1","elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>First of all.</p>"}},{"id":"2","elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>SECOND</p>",` + strings.TrimSpace(settings) + `}}]`
		item := extract.Item{ID: 1, Type: "page", Status: "publish", Content: "<p>First of all.</p><p>SECOND</p>", Meta: []extract.Meta{{Key: "_elementor_edit_mode", Value: "builder"}, {Key: "_elementor_data", Value: data}}}
		page := Tree(&item, sweepLibrary(), Options{})
		text := string(markdown.New(nil).Print(page.Tree))
		notes := ""
		for _, n := range page.Notes {
			notes += n.Text + "\n"
		}
		if strings.Contains(text, "SECOND") == shut || shut && strings.Contains(notes, "SECOND") || shut != MayHide(&item) {
			t.Errorf("shown is %v: %s\n%s", strings.Contains(text, "SECOND"), line, notes)
		}
	}
}
