package privacy

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Fields in which plugins keep who may read a post: a line is the fields of a post, by
// key=value, parted by a bar; with ✗ in front only some may read it.
const memberFields = `
✗ _members_access_role=subscriber
✗ _wpuf_res_display=loggedin
✗ _wpuf_res_display=subscription|_wpuf_res_subscription=a:1:{i:0;s:2:"12";}
  _wpuf_res_display=all|_wpuf_res_loggedin=a:1:{i:0;s:6:"editor";}|_wpuf_res_subscription=a:1:{i:0;s:2:"12";}
  _wpuf_res_display=
✗ memberful_post_available_to_any_registered_users=1
✗ memberful_available_to_any_registered_user=1
✗ memberful_available_to_anybody_subscribed_to_a_plan=1
  memberful_post_available_to_any_registered_users=0
✗ memberful_acl=a:1:{i:0;s:2:"12";}
  memberful_acl=a:0:{}
  memberful_acl=a:2:{s:7:"product";a:0:{}s:12:"subscription";a:0:{}}
✗ s2member_ccaps_req=a:1:{i:0;s:5:"music";}
  s2member_ccaps_req=a:1:{i:0;s:0:"";}
✗ optimizemember_ccaps_req=a:1:{i:0;s:5:"music";}
✗ _issuem_leaky_paywall_visibility=a:4:{s:15:"visibility_type";s:4:"only";s:12:"only_visible";a:1:{i:0;s:1:"0";}s:19:"only_always_visible";a:0:{}s:14:"always_visible";a:0:{}}
✗ _issuem_leaky_paywall_visibility=a:4:{s:15:"visibility_type";s:10:"onlyalways";s:12:"only_visible";a:0:{}s:19:"only_always_visible";a:1:{i:0;s:1:"0";}s:14:"always_visible";a:0:{}}
✗ _issuem_leaky_paywall_visibility=1
  _issuem_leaky_paywall_visibility=a:4:{s:15:"visibility_type";s:7:"default";s:12:"only_visible";a:0:{}s:19:"only_always_visible";a:0:{}s:14:"always_visible";a:0:{}}
  _issuem_leaky_paywall_visibility=a:4:{s:15:"visibility_type";s:6:"always";s:12:"only_visible";a:0:{}s:19:"only_always_visible";a:0:{}s:14:"always_visible";a:1:{i:0;s:2:"-1";}}
  _issuem_leaky_paywall_visibility=0
  _issuem_leaky_paywall_show_upgrade_message=1
✗ ihc_mb_type=show|ihc_mb_who=1,2
✗ ihc_mb_type=show|ihc_mb_who=reg
✗ ihc_mb_type=block|ihc_mb_who=unreg
✗ ihc_mb_type=block|ihc_mb_who=unreg,1
✗ ihc_mb_who=2
  ihc_mb_type=show|ihc_mb_who=
  ihc_mb_type=show|ihc_mb_who=all
  ihc_mb_type=show|ihc_mb_who=unreg
  ihc_mb_type=show|ihc_mb_who=unreg,1
  ihc_mb_type=block|ihc_mb_who=reg
  ihc_mb_type=block|ihc_mb_who=1,2
  ihc_mb_type=block|ihc_mb_who=|ihc_mb_block_type=redirect|ihc_mb_redirect_to=7
✗ _yith_wcmbs_restrict_access=all_members
✗ _yith_wcmbs_restrict_access_plan=a:1:{i:0;s:2:"12";}
  _yith_wcmbs_restrict_access=none
  _yith_wcmbs_restrict_access=non_members
  _yith_wcmbs_restrict_access=all
  _yith_wcmbs_restrict_access_plan=a:0:{}
  _yith_wcmbs_restrict_access=|_yith_wcmbs_restrict_access_plan=
✗ _coil_monetize_post_status=gate-all
✗ _coil_visibility_post_status=exclusive
  _coil_monetize_post_status=gate-tagged-blocks
  _coil_monetize_post_status=no-gating
  _coil_monetize_post_status=no
  _coil_monetize_post_status=default
  _coil_visibility_post_status=public
✗ _edd_cr_restricted_to=a:1:{i:0;a:2:{s:8:"download";s:3:"123";s:8:"price_id";s:3:"all";}}
✗ _edd_cr_restricted_to=12
✗ _edd_cr_restricted_to=any
  _edd_cr_restricted_to=a:0:{}
  _edd_cr_restricted_to_variable=all
  _edd_cr_restricted_to=0
✗ _wppcp_post_page_visibility=member
✗ _wppcp_post_page_visibility=role|_wppcp_post_page_roles=a:1:{i:0;s:6:"editor";}
✗ _wppcp_post_page_visibility=users|_wppcp_post_page_allowed_users=a:1:{i:0;s:1:"7";}
  _wppcp_post_page_visibility=all|_wppcp_post_page_roles=a:1:{i:0;s:6:"editor";}
  _wppcp_post_page_visibility=guest
  _wppcp_post_page_visibility=none
✗ wpf-settings=a:2:{s:12:"lock_content";s:1:"1";s:10:"allow_tags";a:1:{i:0;s:2:"12";}}
✗ wpf-settings=a:1:{s:12:"lock_content";b:1;}
  wpf-settings=a:2:{s:12:"lock_content";s:1:"0";s:10:"allow_tags";a:0:{}}
  wpf-settings=a:1:{s:15:"apply_tags_view";a:1:{i:0;s:2:"12";}}
✗ _is4wp_membership_levels=2,3
✗ _is4wp_access_tags=12,13
✗ _is4wp_any_loggedin_user=1
✗ _is4wp_any_membership=1
✗ _memberium_membership_levels=2
  _is4wp_anonymous_only=1
  _is4wp_force_public=1
  _is4wp_any_loggedin_user=0|_is4wp_any_membership=0|_is4wp_membership_levels=|_is4wp_prohibited_action=default
✗ urcr_meta_checkbox=on|urcr_meta_override_global_settings=on|urcr_allow_to=0
✗ urcr_meta_checkbox=on|urcr_allow_to=1|urcr_meta_roles=a:1:{i:0;s:6:"editor";}
✗ urcr_meta_checkbox=on
  urcr_meta_checkbox=on|urcr_meta_override_global_settings=on|urcr_allow_to=2
  urcr_meta_checkbox=|urcr_allow_to=0|urcr_meta_roles=a:1:{i:0;s:6:"editor";}
  urcr_meta_content=This content is restricted!
✗ wppb-content-restrict-user-status=loggedin
✗ wppb-content-restrict-user-role=editor
  wppb-content-restrict-type=default|wppb-content-restrict-custom-redirect-url=|wppb-content-restrict-message-logged_out=Log in
  wppb-content-restrict-messages-enabled=1
✗ pms-content-restrict-subscription-plan=3
✗ pms-content-restrict-all-subscription-plans=all
✗ pms-content-restrict-user-status=loggedin
  pms-content-restrict-type=default|pms-content-restrict-messages-enabled=|pms-content-restrict-custom-redirect-url-enabled=yes
✗ _ym_account_type=Member;Premium
  _ym_account_type=
  _ym_account_type=Guest;Member
✗ ure_prohibit_allow_flag=2|ure_content_for_roles=editor, author
✗ ure_prohibit_allow_flag=1|ure_content_for_roles=no_role
  ure_prohibit_allow_flag=1|ure_content_for_roles=subscriber
  ure_prohibit_allow_flag=2|ure_content_for_roles=
✗ _gamipress_restrict_content_restrict=on
  _gamipress_restrict_content_restrict=
  _gamipress_restrict_content_unlock_by=complete-restrictions
✗ myCRED_sell_content=a:3:{s:6:"status";s:7:"enabled";s:5:"price";i:5;s:6:"expire";i:0;}
  myCRED_sell_content=a:3:{s:6:"status";s:8:"disabled";s:5:"price";i:5;s:6:"expire";i:0;}
✗ _wp_convertkit_post_meta=a:4:{s:4:"form";s:1:"0";s:12:"landing_page";s:0:"";s:3:"tag";s:0:"";s:16:"restrict_content";s:10:"product_12";}
✗ _wp_convertkit_post_meta=a:1:{s:16:"restrict_content";s:6:"tag_12";}
  _wp_convertkit_post_meta=a:4:{s:4:"form";s:2:"-1";s:12:"landing_page";s:0:"";s:3:"tag";s:2:"12";s:16:"restrict_content";s:0:"";}
  _wp_convertkit_post_meta=a:1:{s:16:"restrict_content";s:1:"0";}
✗ _wpmem_block=1
✗ _wpmem_block=2
  _wpmem_block=0
✗ _groups-read=1
✗ groups-read=premium
✗ _groups-groups_read_post=groups_read_premium
  _wc_memberships_force_public=yes
  _wc_memberships_force_public=no
✗ rcp_subscription_level=any
✗ rcp_subscription_level=any-paid
✗ rcp_subscription_level=a:1:{i:0;s:1:"1";}
✗ rcp_access_level=2
  rcp_access_level=None
  rcp_access_level=0
✗ rcp_user_level=a:1:{i:0;s:6:"editor";}
✗ rcp_user_level=Administrator
  rcp_user_level=a:1:{i:0;s:3:"all";}
  rcp_user_level=All
✗ rcUserLevel=Subscriber
  rcUserLevel=None
✗ _llms_is_restricted=yes|_llms_restricted_levels=a:1:{i:0;s:2:"12";}
  _llms_is_restricted=no|_llms_restricted_levels=a:1:{i:0;s:2:"12";}
✗ patreon-level=5
  patreon-level=0
✗ _jetpack_newsletter_access=paid_subscribers
  _jetpack_newsletter_access=everybody
  _age_gate-restrict=1
  age_gate_restrict=1
  _age_gate-bypass=1
  geo_restricted_countries=US,DE
  geo_restrict=1
  _country_restriction=1
  date_restricted=1
  _mepr_unauthorized_message_type=default
  _mepr_unauth_excerpt_type=default
  _mepr_page_use_custom_template=1
✗ passster_activate_protection=1
✗ ppwp_password=x
✗ visibility=private
✗ visibility=password
✗ visibility=protected
  visibility=public
  _visibility=visible
  _visibility=hidden
✗ _restrict_to_role=editor
✗ _restricted_roles=a:1:{i:0;s:6:"editor";}
✗ _access_roles=a:1:{i:0;s:6:"editor";}
✗ allowed_roles=a:1:{i:0;s:6:"editor";}
✗ _allowed_user_roles=editor
✗ allowed_users=7,9
✗ allowed_groups=a:1:{i:0;i:3;}
✗ _roles_allowed=editor
  allowed_roles=a:1:{i:0;s:3:"all";}
  allowed_roles=
  allowed_groups=a:0:{}
✗ _visible_to=members
✗ _visible_to_roles=a:1:{i:0;s:6:"editor";}
  _visible_to=all
✗ show_to=logged_in
✗ hide_from=guests
  hide_from=members
  hide_from=logged_in
✗ post_access=members
✗ post_access_level=premium
✗ access_level=2
✗ content_access=subscribers
  content_access=free
  access_level=public
✗ require_login=1
✗ login_required=yes
✗ _requires_membership=gold
✗ membership_required=12
✗ required_membership_level=2
✗ _required_capability=read_premium
✗ _required_role=subscriber
✗ _paywall=1
✗ paywall_enabled=yes
✗ _post_paywall=on
✗ has_paywall=true
✗ _premium_only=1
✗ premium_content=1
✗ is_premium_content=yes
✗ _premium_post=1
✗ subscribers_only=1
✗ _subscriber_only_post=yes
✗ paid_members_only=1
✗ logged_in_only=1
✗ only_logged_in=1
✗ only_logged_in_users=1
✗ logged_in_users_only=true
✗ hide_from_guests=1
✗ hide_for_logged_out=1
✗ hide_from_non_members=yes
  hide_from_members=1
✗ content_locked=1
✗ _lock_content=1
✗ content_lock_enabled=on
✗ is_gated=1
✗ gated_content=yes
✗ _is_private=1
✗ private_post=1
✗ password_protected=yes
✗ is_protected=1
✗ _protect_content=1
✗ _restrict_access=1
✗ restrict_access_to=logged_in
✗ restrict_to=members
  restrict_to=everyone
✗ _restrict_content_to=a:1:{i:0;s:6:"editor";}
✗ content_restriction=a:1:{s:5:"roles";a:1:{i:0;s:6:"editor";}}
✗ content_restriction={"roles":["editor"]}
  content_restriction={"roles":[]}
✗ _access_control={"enabled":true,"users":"logged_in"}
  _access_control={"enabled":false,"users":"logged_in"}
✗ _vip_only=1
✗ _for_patrons_only=1
✗ _patrons_only=1
✗ student_only=1
✗ students_only=1
✗ enrolled_only=1
✗ _staff_only=1
✗ staff_only=yes
✗ admin_only=1
✗ employees_only=1
✗ internal_only=1
✗ _internal=1
✗ confidential=yes
  is_premium=1
  premium=yes
  _members_count=12
  members=12
  member_since=2012
  member_role=Designer
  role=Designer
  team_role=Lead
  _user_level=2
  level=beginner
  course_level=advanced
  difficulty_level=2
  price_level=2
  hide_title=1
  hide_featured_image=yes
  hide_from_search=1
  hide_from_menu=yes
  hide_from_home=1
  hide_sidebar=on
  show_on_home=1
  show_to_search_engines=1
  _visibility_on_home=1
  _access_date=2020-01-01
  access_info=By bus
  accessibility=wheelchair
  private_rooms=2
  private_bathroom=1
  private_parking=yes
  private_beach=1
  private_pool=1
  property_private_pool=yes
  internal_links=1
  internal_id=1
  user_rating=1
  user_role_title=Chief
  customer_rating=1
  _customer_only_price=1
  mobile_only=1
  desktop_only=1
  print_only=1
  adults_only=1
  cash_only=1
  online_only=1
  in_store_only=1
  for_sale_only=1
  members_text=Join
  member_discount=1
  _lock_modified_date=1
  _edit_lock=1600000000:1
  _edit_last=1
  block_editor=1
  content_width=1
  allowed_html=1
  allowed_file_types=a:1:{i:0;s:3:"pdf";}
  required_experience=2
  required_level=beginner
  required_fields=a:1:{i:0;s:4:"name";}
  registration_required=1
  tickets_required=1
  rsvp_required=yes
  approval_required=1
`

func TestMemberFields(t *testing.T) {
	for line := range strings.Lines(memberFields) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			continue
		}
		text, shut := strings.CutPrefix(line, "✗ ")
		it := extract.Item{Type: "post", Status: "publish"}
		for f := range strings.SplitSeq(strings.TrimSpace(text), "|") {
			key, value, _ := strings.Cut(f, "=")
			it.Meta = append(it.Meta, extract.Meta{Key: key, Value: value})
		}
		if by := MembersOnly(&it); (by != "") != shut {
			t.Errorf("held back is %q: %s", by, line)
		}
	}
}

// The same of entries of menus.
func TestEntriesForMembers(t *testing.T) {
	for line, shut := range map[string]bool{
		"_nav_menu_role=in": true, "_nav_menu_role=out": false, `_nav_menu_role=a:1:{i:0;s:6:"editor";}`: true,
		`_jp_nav_item_options=a:1:{s:11:"which_users";s:9:"logged_in";}`:                                    true,
		`_jp_nav_item_options=a:1:{s:11:"which_users";s:10:"logged_out";}`:                                  false,
		`_jp_nav_item_options=a:2:{s:11:"avatar_size";s:2:"24";s:7:"can_see";s:3:"yes";}`:                   false,
		`_jp_nav_item_options=a:2:{s:11:"which_users";s:9:"logged_in";s:5:"roles";a:1:{i:0;s:6:"editor";}}`: true,
		"if_menu_enable=1|if_menu_condition_type=show|if_menu_condition=User is logged in":                  true,
		"if_menu_enable=1|if_menu_condition_type=show|if_menu_condition=user-logged-in":                     true,
		"if_menu_enable=1|if_menu_condition_type=hide|if_menu_condition=User is logged in":                  false,
		"if_menu_enable=0|if_menu_condition_type=show|if_menu_condition=User is logged in":                  false,
		"if_menu_enable=1|if_menu_condition_type=show|if_menu_condition=Front Page":                         false,
		"if_menu_enable=1|if_menu_condition_type=show|if_menu_condition=User is Administrator":              true,
		"_menu_item_visibility=logged_in":                                                                   true, "_menu_item_visibility=logged_out": false, "_menu_item_visibility=all": false, "menu_item_roles=a:1:{i:0;s:6:\"editor\";}": true,
		"_menu_item_object=page|_menu_item_type=post_type|_menu_item_target=|_menu_item_xfn=|_menu_item_classes=a:1:{i:0;s:7:\"members\";}|_menu_item_url=/members-only/": false,
	} {
		var fields []extract.Meta
		for f := range strings.SplitSeq(line, "|") {
			key, value, _ := strings.Cut(f, "=")
			fields = append(fields, extract.Meta{Key: key, Value: value})
		}
		if got := IsPrivate(fields); got != shut {
			t.Errorf("held back is %v: %s", got, line)
		}
	}
}
