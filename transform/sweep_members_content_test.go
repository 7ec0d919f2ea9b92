package transform

// membersContents is how plugins say in a content who may see a part of it: plugins for
// members, shops, courses, roles, passwords, lockers, countries and dates, and page
// builders. A line is a content (⏎ is a line's end): what visitors did not see has the
// word UNSEEN, what they did the word SEEN. ⟦…⟧ is encoded (func encoded).
const membersContents = `
== Themes
[x_protect]UNSEEN[/x_protect]
[qode_protected]UNSEEN[/qode_protected]
[lock]UNSEEN[/lock]
[vc_row][vc_column][theme-private message="x"]UNSEEN[/theme-private][/vc_column][/vc_row]
[private-note]UNSEEN[/private-note]
[author_note]SEEN[/author_note]
== What others read instead
[wpsm_member guest_text="SEEN"]UNSEEN[/wpsm_member]
[acme_box guest_message="SEEN by guests"]UNSEEN[/acme_box]
[acme_box not_logged_in_text="SEEN by guests"]UNSEEN[/acme_box]
[acme_box loggedout_message="SEEN by guests"]UNSEEN[/acme_box]
[acme_box nonMemberMessage="SEEN by guests"]UNSEEN[/acme_box]
[acme_box no_access_message="SEEN by guests"]UNSEEN[/acme_box]
[acme_box access_denied_message="SEEN by guests"]UNSEEN[/acme_box]
[acme_box unauthorized_text="SEEN by guests"]UNSEEN[/acme_box]
[acme_box login_message="SEEN by guests"]UNSEEN[/acme_box]
[acme_box guests="SEEN: log in to read this"]UNSEEN[/acme_box]
[acme_box public_text="SEEN: join us to read this"]UNSEEN[/acme_box]
[acme_room guests="two adults and a child"]SEEN[/acme_room]
[acme_room guest_info="up to four persons"]SEEN[/acme_room]
[acme_box guests="2"]SEEN[/acme_box]
[acme_box public="yes"]SEEN[/acme_box]
[acme_box visitors_text="Visitors"]SEEN[/acme_box]
[acme_box not_found_message="nothing there"]SEEN[/acme_box]
[acme_box login_text="Log in"]SEEN[/acme_box]
<!-- wp:acme/gate {"guestMessage":"read by guests"} --><p>UNSEEN</p><!-- /wp:acme/gate -->
<!-- wp:acme/login-form {"loggedOutMessage":"read by guests"} --><p>SEEN</p><!-- /wp:acme/login-form -->
== Cleeng
[cleeng_content id="12" price="0.5"]UNSEEN[/cleeng_content]
== Members
[members_access role="editor"]UNSEEN[/members_access]
[members_access capability="read_private_posts"]UNSEEN[/members_access]
[members_logged_in]UNSEEN[/members_logged_in]
[members_not_logged_in]SEEN[/members_not_logged_in]
== Restrict Content, Restrict Content Pro
[restrict userlevel="subscriber"]UNSEEN[/restrict]
[restrict paid="true" message="x"]UNSEEN[/restrict]
[restrict subscription="1,2"]UNSEEN[/restrict]
[is_expired]UNSEEN[/is_expired]
[user_has_access subscription="2"]UNSEEN[/user_has_access]
[not_logged_in]SEEN[/not_logged_in]
== Paid Memberships Pro
[membership level="1,2"]UNSEEN[/membership]
[membership levels="Gold" show_noaccess="0"]UNSEEN[/membership]
[membership delay="7"]UNSEEN[/membership]
[membership level="0"]SEEN[/membership]
<!-- wp:pmpro/membership {"segment":"logged_in"} --><p>UNSEEN</p><!-- /wp:pmpro/membership -->
<!-- wp:pmpro/membership {"levels":["0"]} --><p>SEEN</p><!-- /wp:pmpro/membership -->
<!-- wp:pmpro/membership {"segment":"all","invert_restrictions":"1"} --><p>SEEN</p><!-- /wp:pmpro/membership -->
== MemberPress
[mepr-active rules="1" ifallowed="show" unauth="message"]UNSEEN[/mepr-active]
[mepr-active memberships="12"]UNSEEN[/mepr-active]
[mepr-active rules="1" ifallowed="hide"]SEEN[/mepr-active]
[mepr-show if="loggedin"]UNSEEN[/mepr-show]
[mepr-hide if="loggedin"]SEEN[/mepr-hide]
<!-- wp:memberpress/protected-content {"rule":12,"ifAllowed":"show"} --><p>UNSEEN</p><!-- /wp:memberpress/protected-content -->
<!-- wp:memberpress/protected-content {"rule":12,"ifAllowed":"hide"} --><p>SEEN</p><!-- /wp:memberpress/protected-content -->
== Memberful
[memberful has_subscription_to="12-gold"]UNSEEN[/memberful]
[memberful has_subscription="1"]UNSEEN[/memberful]
[memberful does_not_have_subscription="1"]SEEN[/memberful]
[memberful does_not_have_subscription_to="12-gold"]SEEN[/memberful]
== s2Member
[s2If current_user_is(s2member_level1)]UNSEEN[/s2If]
[s2If current_user_can(access_s2member_ccap_music)]UNSEEN[/s2If]
[s2If is_user_logged_in()]UNSEEN[/s2If]
[s2If is_user_not_logged_in()]SEEN[/s2If]
[s2If !is_user_logged_in()]SEEN[/s2If]
[_s2If current_user_is(s2member_level2)]UNSEEN[/_s2If]
== WishList Member
[wlm_private "Silver|Gold"]UNSEEN[/wlm_private]
[private_gold]UNSEEN[/private_gold]
[!private_gold]SEEN[/!private_gold]
[wlm_ismember]UNSEEN[/wlm_ismember]
[wlm_nonmember]SEEN[/wlm_nonmember]
== aMember
[am4show have="1;2"]UNSEEN[/am4show]
[am4show have="p6" user_error="x" guest_error="y"]UNSEEN[/am4show]
[am4show guest="1"]SEEN[/am4show]
[am4guest]SEEN[/am4guest]
== Digital Access Pass
[DAP productId="1,2" hasAccessTo="Y"]UNSEEN[/DAP]
[DAP isLoggedIn="Y"]UNSEEN[/DAP]
[DAP isLoggedIn="N"]SEEN[/DAP]
== ActiveMember360
[mbr_is_logged_in]UNSEEN[/mbr_is_logged_in]
[mbr_has_tag tags="3"]UNSEEN[/mbr_has_tag]
[mbr_is_not_logged_in]SEEN[/mbr_is_not_logged_in]
== Memberium
[memb_has_any_tag tagid=1,2]UNSEEN[/memb_has_any_tag]
[memb_is_logged_in]UNSEEN[/memb_is_logged_in]
[memb_has_membership tier="2"]UNSEEN[/memb_has_membership]
[memb_is_not_logged_in]SEEN[/memb_is_not_logged_in]
== AccessAlly
[accessally_has_any_tag tag_id="1"]UNSEEN[/accessally_has_any_tag]
[accessally_is_logged_in]UNSEEN[/accessally_is_logged_in]
== iMember360
[i4w_is_LoggedIn]UNSEEN[/i4w_is_LoggedIn]
[i4w_hasTag tag="1"]UNSEEN[/i4w_hasTag]
== MemberMouse
[MM_Member_Decision membershipId='1|2']UNSEEN[/MM_Member_Decision]
[MM_Member_Decision isMember='true']UNSEEN[/MM_Member_Decision]
[MM_Member_Decision isMember='false']SEEN[/MM_Member_Decision]
[MM_Access_Decision access='true']UNSEEN[/MM_Access_Decision]
[MM_Access_Decision access='false']SEEN[/MM_Access_Decision]
== OptimizeMember
[opmIf current_user_can(access_optimizemember_level1)]UNSEEN[/opmIf]
[opIf is_user_logged_in()]UNSEEN[/opIf]
[opmIf !is_user_logged_in()]SEEN[/opmIf]
== Magic Members, Your Members
[private]UNSEEN[/private]
[user_is_guest]SEEN[/user_is_guest]
== Membership 2
[ms-protect-content id="1"]UNSEEN[/ms-protect-content]
[ms-user type="loggedin"]UNSEEN[/ms-user]
[ms-user type="notloggedin"]SEEN[/ms-user]
[ms-user type="guest"]SEEN[/ms-user]
== WP eMember
[emember_protected member_id="1"]UNSEEN[/emember_protected]
[emember_protected for="1-2"]UNSEEN[/emember_protected]
[emember_protected scope="not_logged_in_users_only"]SEEN[/emember_protected]
== Simple Membership
[swpm_protected for="1-2"]UNSEEN[/swpm_protected]
[swpm_protected visibility="logged_in_users_only"]UNSEEN[/swpm_protected]
[swpm_protected visibility="not_logged_in_users_only"]SEEN[/swpm_protected]
== WP-Members
[wpmem_logged_in role="editor"]UNSEEN[/wpmem_logged_in]
[wpmem_logged_out]SEEN[/wpmem_logged_out]
== Ultimate Member
[um_loggedin show_lock="yes"]UNSEEN[/um_loggedin]
[um_show_content roles="member"]UNSEEN[/um_show_content]
[um_loggedout]SEEN[/um_loggedout]
<!-- wp:heading {"um_is_restrict":true,"um_who_access":"1","um_roles_access":["a"]} --><h2>UNSEEN</h2><!-- /wp:heading -->
<!-- wp:heading {"um_is_restrict":true,"um_who_access":"2"} --><h2>SEEN</h2><!-- /wp:heading -->
<!-- wp:heading {"um_is_restrict":true,"um_who_access":"0"} --><h2>SEEN</h2><!-- /wp:heading -->
== ProfilePress, Profile Builder, User Registration
[pp-restrict-content plans="1"]UNSEEN[/pp-restrict-content]
[pp-logged-users]UNSEEN[/pp-logged-users]
[wppb-restrict user_roles="subscriber" message="x"]UNSEEN[/wppb-restrict]
[wppb-restrict display_to="not_logged_in"]SEEN[/wppb-restrict]
[urcr_restrict access_role="editor"]UNSEEN[/urcr_restrict]
[pp-non-logged-users]SEEN[/pp-non-logged-users]
<!-- wp:profile-builder/content-restriction-start {"userRoles":["editor"]} --><p>UNSEEN</p><!-- /wp:profile-builder/content-restriction-start -->
<!-- wp:user-registration/content-restriction {"accessControl":"restrict"} --><p>UNSEEN</p><!-- /wp:user-registration/content-restriction -->
<!-- wp:paragraph {"wppbContentRestriction":{"user_roles":["editor"],"display_to":"","enable_message_logged_in":false}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"wppbContentRestriction":{"user_roles":[],"display_to":"not_logged_in"}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"pmsContentRestriction":{"subscription_plans":["7"],"display_to":"","panel_open":true}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"pmsContentRestriction":{"subscription_plans":[],"display_to":"","panel_open":true}} --><p>SEEN</p><!-- /wp:paragraph -->
== ARMember
[arm_restrict_content plan="1,2" type="show"]UNSEEN[armelse]x[/arm_restrict_content]
[arm_restrict_content plan="unregistered" type="show"]SEEN[/arm_restrict_content]
[arm_if_user_in_trial]UNSEEN[/arm_if_user_in_trial]
== Indeed Ultimate Membership Pro
[ihc-hide-content ihc_mb_type="show" ihc_mb_who="1,2" ihc_mb_template="1"]UNSEEN[/ihc-hide-content]
[ihc-hide-content ihc_mb_type="show" ihc_mb_who="reg" ihc_mb_template=""]UNSEEN[/ihc-hide-content]
[ihc-hide-content ihc_mb_type="block" ihc_mb_who="unreg" ihc_mb_template="1"]UNSEEN[/ihc-hide-content]
[ihc-hide-content ihc_mb_type="show" ihc_mb_who="unreg"]SEEN[/ihc-hide-content]
[ihc-hide-content ihc_mb_type="block" ihc_mb_who="reg"]SEEN[/ihc-hide-content]
== Groups
[groups_member group="Premium"]UNSEEN[/groups_member]
[groups_can capability="groups_read_premium"]UNSEEN[/groups_can]
[groups_non_member group="Premium"]SEEN[/groups_non_member]
[groups_can_not capability="x"]SEEN[/groups_can_not]
<!-- wp:groups/groups-member {"groups_select":"[]"} --><p>UNSEEN</p><!-- /wp:groups/groups-member -->
<!-- wp:groups/groups-non-member {"groups_select":"[]"} --><p>SEEN</p><!-- /wp:groups/groups-non-member -->
== WooCommerce Memberships, Subscriptions, YITH, SUMO
[wcm_restrict plans="gold,silver"]UNSEEN[/wcm_restrict]
[wcm_nonmember plans="gold"]SEEN[/wcm_nonmember]
[membership_protected_content plan_id="12"]UNSEEN[/membership_protected_content]
[membership_protected_content user="non-member"]SEEN[/membership_protected_content]
[membership_protected_content user="logged"]UNSEEN[/membership_protected_content]
[sumo_memberships_content plan="x"]UNSEEN[/sumo_memberships_content]
[wholesale_content]UNSEEN[/wholesale_content]
[hide_from_wholesale]SEEN[/hide_from_wholesale]
[has_purchased product="12"]UNSEEN[/has_purchased]
[customer_only]UNSEEN[/customer_only]
[woocommerce_has_bought id="1"]UNSEEN[/woocommerce_has_bought]
== Restrict User Access
[restrict role="editor" page="1"]UNSEEN[/restrict]
[restrict level="platinum"]UNSEEN[/restrict]
[restrict level="!platinum"]SEEN[/restrict]
== Advanced Access Manager, User Access Manager, Press Permit
[aam context="content" show="administrator,editor"]UNSEEN[/aam]
[aam context="content" hide="visitor"]UNSEEN[/aam]
[aam context="content" hide="administrator"]SEEN[/aam]
[aam context="content" limit="visitor" message="x"]UNSEEN[/aam]
[aam show="visitor"]SEEN[/aam]
== Toolset Access
[toolset_access role="Administrator,Editor" operator="allow"]UNSEEN[/toolset_access]
[toolset_access role="guest" operator="deny" raw="true"]UNSEEN[/toolset_access]
[toolset_access role="Guest" operator="allow"]SEEN[/toolset_access]
[toolset_access role="Administrator,guest" operator="allow"]SEEN[/toolset_access]
[toolset_access role="Subscriber" operator="deny"]SEEN[/toolset_access]
== Toolset Views, Pods, If Shortcode
[wpv-conditional if="( '[wpv-current-user info="logged_in"]' eq 'true' )"]UNSEEN[/wpv-conditional]
[if user_logged_in]UNSEEN[/if]
[if is_user_logged_in]UNSEEN[/if]
[if not_user_logged_in]SEEN[/if]
[if is_single]SEEN[/if]
[if condition="is_user_logged_in"]UNSEEN[/if]
[ifuser]UNSEEN[/ifuser]
[ifguest]SEEN[/ifguest]
== roles and viewers, by short names
[role name="editor"]UNSEEN[/role]
[role editor]UNSEEN[/role]
[role editor,author]UNSEEN[/role]
[roles editor]UNSEEN[/roles]
[role]UNSEEN[/role]
[norole]SEEN[/norole]
[acl role="editor"]UNSEEN[/acl]
[acl users="ann"]UNSEEN[/acl]
[acl]UNSEEN[/acl]
[show_to role="member"]UNSEEN[/show_to]
[show_to users="ann,bob"]UNSEEN[/show_to]
[show_to]UNSEEN[/show_to]
[show-to has_access="12"]UNSEEN[/show-to]
[show_to_members]UNSEEN[/show_to_members]
[show_to_tag tags="vip"]UNSEEN[/show_to_tag]
[show_to="guest"]SEEN[/show_to]
[show_to guests]SEEN[/show_to]
[show_to role="guest"]SEEN[/show_to]
[show_to country="US"]SEEN[/show_to]
[show_to_visitors]SEEN[/show_to_visitors]
[hide_from visitors]UNSEEN[/hide_from]
[hide_from role="guest"]UNSEEN[/hide_from]
[hide_from guests]UNSEEN[/hide_from]
[hide_from_guests]UNSEEN[/hide_from_guests]
[hide_from_visitors]UNSEEN[/hide_from_visitors]
[hide_from role="subscriber"]SEEN[/hide_from]
[hide_from members]SEEN[/hide_from]
[hide_from_members]SEEN[/hide_from_members]
[hide-from has_access="12"]SEEN[/hide-from]
[viewer role="member"]UNSEEN[/viewer]
[viewer]UNSEEN[/viewer]
[viewers level="2"]UNSEEN[/viewers]
[viewer type="guest"]SEEN[/viewer]
[pdf_viewer]SEEN[/pdf_viewer]
[viewer file="http://mark.example/SEEN.pdf"]
[viewer url="http://mark.example/a.pdf"]SEEN[/viewer]
[visible_for role="member"]UNSEEN[/visible_for]
[visible-to-members]UNSEEN[/visible-to-members]
[only_for members]UNSEEN[/only_for]
[only_members]UNSEEN[/only_members]
[onlyformembers]UNSEEN[/onlyformembers]
[for_members]UNSEEN[/for_members]
[formembers]UNSEEN[/formembers]
[for_guests]SEEN[/for_guests]
[for role="editor"]UNSEEN[/for]
[allow role="editor"]UNSEEN[/allow]
[allow_role role="editor"]UNSEEN[/allow_role]
[allowed_users users="ann"]UNSEEN[/allowed_users]
[deny role="guest"]UNSEEN[/deny]
[authorized]UNSEEN[/authorized]
[authenticated]UNSEEN[/authenticated]
[unauthorized]SEEN[/unauthorized]
[granted level="1"]UNSEEN[/granted]
[current_user_can cap="read"]UNSEEN[/current_user_can]
[can role="read"]UNSEEN[/can]
[usercan read]UNSEEN[/usercan]
[logged]UNSEEN[/logged]
[logged-in]UNSEEN[/logged-in]
[LoggedIn]UNSEEN[/LoggedIn]
[logged_out]SEEN[/logged_out]
[users_only]UNSEEN[/users_only]
[guest]SEEN[/guest]
[visitor]SEEN[/visitor]
[visitors_only]SEEN[/visitors_only]
[eyesonly level="administrator"]UNSEEN[/eyesonly]
[eyesonly username="ann"]UNSEEN[/eyesonly]
[eyesonly level="logged_out"]SEEN[/eyesonly]
[hidden for="members"]UNSEEN[/hidden]
[hidden_from_guests]UNSEEN[/hidden_from_guests]
[insider]UNSEEN[/insider]
[backers tier="2"]UNSEEN[/backers]
[supporters_only]UNSEEN[/supporters_only]
[donors_only]UNSEEN[/donors_only]
[donor_content]UNSEEN[/donor_content]
[staff_only]UNSEEN[/staff_only]
[teachers_only]UNSEEN[/teachers_only]
[parents_only]UNSEEN[/parents_only]
[employees_only]UNSEEN[/employees_only]
[clients_only]UNSEEN[/clients_only]
[students_only]UNSEEN[/students_only]
[private_note]UNSEEN[/private_note]
[admin_note]UNSEEN[/admin_note]
[editor_note]SEEN[/editor_note]
[internal]UNSEEN[/internal]
[internal_note]UNSEEN[/internal_note]
[confidential]UNSEEN[/confidential]
[mobile_only]SEEN[/mobile_only]
[desktop_only]SEEN[/desktop_only]
[print_only]SEEN[/print_only]
[show_only_in_apps]SEEN[/show_only_in_apps]
[home_only]SEEN[/home_only]
[note]SEEN[/note]
[client name="Ann" url="http://mark.example/"]SEEN[/client]
[member_profile name="SEEN"]SEEN[/member_profile]
[user_guide]SEEN[/user_guide]
[user_review]SEEN[/user_review]
== LearnDash
[student]UNSEEN[/student]
[course_complete course_id="1"]UNSEEN[/course_complete]
[ld_group group_id="3"]UNSEEN[/ld_group]
[visitor course_id="1"]SEEN[/visitor]
<!-- wp:learndash/ld-student {"course_id":"1"} --><p>UNSEEN</p><!-- /wp:learndash/ld-student -->
<!-- wp:learndash/ld-visitor {"course_id":"1"} --><p>SEEN</p><!-- /wp:learndash/ld-visitor -->
== course plugins
[course_members]UNSEEN[/course_members]
[course_members course="12"]UNSEEN[/course_members]
[course_student]UNSEEN[/course_student]
[course_content_for_members id="2"]UNSEEN[/course_content_for_members]
[lesson_members_only]UNSEEN[/lesson_members_only]
[class_members]UNSEEN[/class_members]
[group_members]UNSEEN[/group_members]
[group_members_only]UNSEEN[/group_members_only]
[enrolled_only]UNSEEN[/enrolled_only]
[is_enrolled course="1"]UNSEEN[/is_enrolled]
[not_enrolled]SEEN[/not_enrolled]
[course_description]SEEN[/course_description]
[lifterlms_hide_content membership="12" message="x"]UNSEEN[/lifterlms_hide_content]
[namaste-condition is_enrolled="1" course_id="2"]UNSEEN[/namaste-condition]
[namaste-condition logged_in="1"]UNSEEN[/namaste-condition]
[wpcw_enrolled]UNSEEN[/wpcw_enrolled]
<!-- wp:sensei-lms/conditional-content {"condition":"enrolled"} --><p>UNSEEN</p><!-- /wp:sensei-lms/conditional-content -->
<!-- wp:sensei-lms/conditional-content {} --><p>UNSEEN</p><!-- /wp:sensei-lms/conditional-content -->
<!-- wp:sensei-lms/conditional-content {"condition":"course-completed"} --><p>UNSEEN</p><!-- /wp:sensei-lms/conditional-content -->
<!-- wp:sensei-lms/conditional-content {"condition":"not-enrolled"} --><p>SEEN</p><!-- /wp:sensei-lms/conditional-content -->
== Passster, PPWP, Content Protector
[passster password="x"]UNSEEN[/passster]
[passster passwords="x,y"]UNSEEN[/passster]
[content_protector password="x"]UNSEEN[/content_protector]
[ppwp id="1" passwords="a b" headline="Restricted"]UNSEEN[/ppwp]
[ppwp_section id="1"]UNSEEN[/ppwp_section]
[protect password="x"]UNSEEN[/protect]
[protected]UNSEEN[/protected]
[password pw="x"]UNSEEN[/password]
[pwd_protect pass="x"]UNSEEN[/pwd_protect]
[passwordprotect]UNSEEN[/passwordprotect]
[secure_content pin="1"]UNSEEN[/secure_content]
[hide_content password="x"]UNSEEN[/hide_content]
<!-- wp:passster/content-lock {"protectionType":"password","password":"x"} --><p>UNSEEN</p><!-- /wp:passster/content-lock -->
<!-- wp:ppw-pro/password-protected {"password":"x"} --><p>UNSEEN</p><!-- /wp:ppw-pro/password-protected -->
<!-- wp:acme/box {"passwordProtected":true} --><p>UNSEEN</p><!-- /wp:acme/box -->
== lockers
[sociallocker id="12"]UNSEEN[/sociallocker]
[sociallocker-1]UNSEEN[/sociallocker-1]
[sociallocker-bulk-1]UNSEEN[/sociallocker-bulk-1]
[emaillocker id="12"]UNSEEN[/emaillocker]
[signinlocker]UNSEEN[/signinlocker]
[content_locker id="2"]UNSEEN[/content_locker]
[wpcl id="2"]UNSEEN[/wpcl]
[thrive_lead_lock id='12']UNSEEN[/thrive_lead_lock]
[viral-lock]UNSEEN[/viral-lock]
[viral-lock-3]UNSEEN[/viral-lock-3]
[like_gate]UNSEEN[/like_gate]
[like-to-unlock]UNSEEN[/like-to-unlock]
[share_to_unlock]UNSEEN[/share_to_unlock]
[tweet_to_unlock]UNSEEN[/tweet_to_unlock]
[email_to_unlock]UNSEEN[/email_to_unlock]
[subscribe_to_unlock id="2"]UNSEEN[/subscribe_to_unlock]
[subscribe_to_view]UNSEEN[/subscribe_to_view]
[newsletter_lock]UNSEEN[/newsletter_lock]
[wd_hustle_unlock id="3"]UNSEEN[/wd_hustle_unlock]
[wd_hustle id="3" type="popup"]SEEN[/wd_hustle]
[om_lock]UNSEEN[/om_lock]
[mailchimp_lock]UNSEEN[/mailchimp_lock]
[stu alias="abc"]UNSEEN[/stu]
[captcha_lock]UNSEEN[/captcha_lock]
[quiz_locked_content]UNSEEN[/quiz_locked_content]
[adblock_lock]UNSEEN[/adblock_lock]
<!-- wp:acme/content-locker {"id":3} --><p>UNSEEN</p><!-- /wp:acme/content-locker -->
== selling
[mycred_sell_this price="5"]UNSEEN[/mycred_sell_this]
[mycred_hide_this]UNSEEN[/mycred_hide_this]
[gamipress_restrict_content unlock_by="points"]UNSEEN[/gamipress_restrict_content]
[edd_restrict id="12"]UNSEEN[/edd_restrict]
[edd_restrict id="any"]UNSEEN[/edd_restrict]
[edd_all_access_restrict id="3"]UNSEEN[/edd_all_access_restrict]
[ppv id="1" price="2"]UNSEEN[/ppv]
[pay_per_view price="1"]UNSEEN[/pay_per_view]
[payperview id="1"]UNSEEN[/payperview]
[paid_content price="3"]UNSEEN[/paid_content]
[paidcontent]UNSEEN[/paidcontent]
[premium]UNSEEN[/premium]
[premium_only]UNSEEN[/premium_only]
[pro_only]UNSEEN[/pro_only]
[buy_to_read]UNSEEN[/buy_to_read]
[purchased product="3"]UNSEEN[/purchased]
[unlock-box address="0x0"]UNSEEN[/unlock-box]
[wp_paywall]UNSEEN[/wp_paywall]
[leaky_paywall_content level="2"]UNSEEN[/leaky_paywall_content]
[patreon_content level="5"]UNSEEN[/patreon_content]
[patron_only]UNSEEN[/patron_only]
<!-- wp:unlock-protocol/unlock-box {"locks":[{"address":"0x0","network":1}]} --><p>UNSEEN</p><!-- /wp:unlock-protocol/unlock-box -->
<!-- wp:paragraph {"monetizeBlockDisplay":"show-monetize-users"} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"monetizeBlockDisplay":"hide-monetize-users"} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"monetizeBlockDisplay":"always-show"} --><p>SEEN</p><!-- /wp:paragraph -->
== what is behind a mark
<p>SEEN</p>⏎⏎<!--steady-paywall-->⏎⏎<p>UNSEEN</p>
SEEN⏎⏎<p><!--steady-paywall--></p>⏎⏎UNSEEN
SEEN⏎⏎<!--paywall-->⏎⏎UNSEEN
<!-- wp:paragraph --><p>SEEN</p><!-- /wp:paragraph --><!-- wp:html --><!--steady-paywall--><!-- /wp:html --><!-- wp:paragraph --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph --><p>SEEN</p><!-- /wp:paragraph --><!-- wp:steady/paywall /--><!-- wp:paragraph --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph --><p>SEEN</p><!-- /wp:paragraph --><!-- wp:acme-member/paywall-divider /--><!-- wp:paragraph --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph --><p>SEEN</p><!-- /wp:paragraph --><!-- wp:jetpack/paywall /--><!-- wp:paragraph --><p>UNSEEN</p><!-- /wp:paragraph -->
SEEN⏎⏎[lnpaywall amount="10"]⏎⏎UNSEEN
SEEN⏎⏎[paywall]⏎⏎UNSEEN
SEEN⏎⏎[steady_paywall]⏎⏎UNSEEN
SEEN⏎⏎[btcpw_start_content pay_block='true' price='3']⏎⏎UNSEEN⏎⏎[btcpw_end_content]⏎⏎SEEN
SEEN [members_start]UNSEEN[members_end] SEEN
SEEN [protected_start]UNSEEN[protected_end] SEEN
SEEN⏎⏎[restrict_start level="1"]UNSEEN[restrict_end]⏎⏎SEEN
<!--membersonly-->UNSEEN<!--/membersonly--> SEEN
<!--more-->SEEN
== WP Fusion, FluentCRM, Groundhogg, ConvertKit
[wpf tag="12"]UNSEEN[/wpf]
[wpf tag="gold" not="x"]UNSEEN[/wpf]
[wpf_loggedin]UNSEEN[/wpf_loggedin]
[wpf_loggedout]SEEN[/wpf_loggedout]
<!-- wp:wp-fusion/secure-block {"tag":"[{\"value\":\"1\"}]"} --><p>UNSEEN</p><!-- /wp:wp-fusion/secure-block -->
<!-- wp:fluent-crm/conditional-group {"condition_type":"show_if_tag_exist","tag_ids":[1]} --><p>UNSEEN</p><!-- /wp:fluent-crm/conditional-group -->
<!-- wp:fluent-crm/conditional-group {"condition_type":"show_if_logged_in"} --><p>UNSEEN</p><!-- /wp:fluent-crm/conditional-group -->
<!-- wp:fluent-crm/conditional-group {"condition_type":"show_if_public_users"} --><p>SEEN</p><!-- /wp:fluent-crm/conditional-group -->
<!-- wp:fluent-crm/conditional-group {"condition_type":"show_if_tag_not_exist","tag_ids":[1]} --><p>SEEN</p><!-- /wp:fluent-crm/conditional-group -->
[gh_is_logged_in]UNSEEN[/gh_is_logged_in]
[gh_has_tags tags="a"]UNSEEN[/gh_has_tags]
[gh_is_not_logged_in]SEEN[/gh_is_not_logged_in]
[gh_does_not_have_tags tags="a"]SEEN[/gh_does_not_have_tags]
[gh_is_contact]UNSEEN[/gh_is_contact]
[gh_is_not_contact]SEEN[/gh_is_not_contact]
[convertkit_content tag="3"]UNSEEN[/convertkit_content]
== SureMembers, SureCart, Easy Members
[suremembers_restrict access_group_ids="1"]UNSEEN[/suremembers_restrict]
<!-- wp:suremembers/restrict-content {"accessGroups":[1]} --><p>UNSEEN</p><!-- /wp:suremembers/restrict-content -->
<!-- wp:paragraph {"suremembersRestrict":true,"suremembersAccessGroups":[3]} --><p>UNSEEN</p><!-- /wp:paragraph -->
== WP Private Content Plus, PrivateContent
[wppcp_private_content]UNSEEN[/wppcp_private_content]
[wppcp_private_content allowed_roles="editor"]UNSEEN[/wppcp_private_content]
[wppcp_guest_content]SEEN[/wppcp_guest_content]
[pc-pvt-content allow="all" warning="1"]UNSEEN[/pc-pvt-content]
[pc-pvt-content allow="12,13" block=""]UNSEEN[/pc-pvt-content]
[pc-pvt-content allow="unlogged"]SEEN[/pc-pvt-content]
== User Role Editor, Capability Manager
[user_role_editor role="editor"]UNSEEN[/user_role_editor]
[user_role_editor roles="none"]SEEN[/user_role_editor]
[capability_check cap="x"]UNSEEN[/capability_check]
[user_is role="editor"]UNSEEN[/user_is]
[user_has_role role="editor"]UNSEEN[/user_has_role]
== Block Visibility, Conditional Blocks, Content Control, EditorsKit, PublishPress, Newspack
<!-- wp:paragraph {"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"user-role","restrictedRoles":["editor"]}}}]}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"userRole":{"visibilityByRole":"user-role","restrictedRoles":["editor"],"hideOnRestrictedRoles":true}}}]}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"wpFusion":{"tagsAny":["12"]}}}]}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"dateTime":{"schedules":[{"enable":true,"start":"2020-01-01","end":"2021-01-01"}]}}}]}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockVisibility":{"controlSets":[{"id":1,"enable":true,"controls":{"location":{"ruleSets":[{"enable":true,"rules":[{"field":"postType","operator":"any","value":["post"]}]}]}}}]}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockVisibility":{"hideBlock":false,"controlSets":[]}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"conditionalBlocks":[{"type":"userLoggedIn"}]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"conditionalBlocks":[{"type":"userRoles","roles":["editor"]}]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"conditionalBlocks":[{"type":"userLoggedOut"}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"conditionalBlocks":[{"type":"responsiveScreenSizes","showOn":["mobileScreen"]}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"contentControls":{"enabled":true,"rules":{"user":{"userStatus":"logged_in","roleMatch":"match","userRoles":["editor"]}}}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"contentControls":{"enabled":true,"rules":{"user":{"userStatus":"logged_out"}}}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"contentControls":{"enabled":true,"rules":{"device":{"hideOn":{"mobile":true}}}}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:acme/box {"visibility":{"hideLoggedOut":true,"hideLoggedIn":false}} --><p>UNSEEN</p><!-- /wp:acme/box -->
<!-- wp:acme/box {"visibility":{"hideLoggedOut":false,"hideLoggedIn":true}} --><p>SEEN</p><!-- /wp:acme/box -->
<!-- wp:acme/box {"hideIfLoggedOut":true,"hideIfLoggedIn":false} --><p>UNSEEN</p><!-- /wp:acme/box -->
<!-- wp:acme/box {"disableLoggedOut":true,"disableLoggedIn":false} --><p>UNSEEN</p><!-- /wp:acme/box -->
<!-- wp:acme/box {"showLoggedIn":true,"showLoggedOut":false} --><p>UNSEEN</p><!-- /wp:acme/box -->
<!-- wp:paragraph {"editorskit":{"devices":false,"desktop":true,"tablet":true,"mobile":true,"loggedin":true,"loggedout":false,"acf_visibility":""}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"editorskit":{"devices":false,"desktop":true,"tablet":true,"mobile":true,"loggedin":false,"loggedout":true}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"editorskit":{"devices":false,"desktop":true,"tablet":true,"mobile":true,"loggedin":true,"loggedout":true,"acf_visibility":"","acf_field":"","acf_condition":"","acf_value":"","migrated":false,"unit_test":false}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockopts":{"devices":"","state":"in","visibility":""}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"blockopts":{"devices":"","state":"out"}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"user_role","enabled":true,"roles":[],"approach":"login"}]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"user_role","enabled":true,"roles":["editor"],"approach":"include"}]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"user_role","enabled":true,"roles":["editor"],"approach":"exclude"}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"user_role","enabled":true,"roles":[],"approach":"logout"}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"user_role","enabled":true,"roles":[],"approach":"public"}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"advgbBlockControls":[{"control":"schedule","enabled":true,"dateFrom":"2020-01-01T00:00:00","dateTo":null,"recurring":false}]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:group {"newspackAccessControlMode":"custom","newspackAccessControlRules":{"registration":{"active":true}},"newspackAccessControlVisibility":"visible"} --><p>UNSEEN</p><!-- /wp:group -->
<!-- wp:group {"newspackAccessControlMode":"custom","newspackAccessControlRules":{"registration":{"active":true}}} --><p>UNSEEN</p><!-- /wp:group -->
<!-- wp:group {"newspackAccessControlMode":"custom","newspackAccessControlRules":{"registration":{"active":true}},"newspackAccessControlVisibility":"hidden"} --><p>SEEN</p><!-- /wp:group -->
<!-- wp:group {"newspackAccessControlRules":{"registration":{"active":false}}} --><p>SEEN</p><!-- /wp:group -->
<!-- wp:group {"newspackAccessControlMode":"gate","newspackAccessControlGateIds":[12]} --><p>UNSEEN</p><!-- /wp:group -->
<!-- wp:paragraph {"restrictedTo":["12"]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"restrictedTo":"members"} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"restrictedTo":"everyone"} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"restrictedTo":[]} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"hasUserVisibility":true,"userVisibility":{"logged_in":true,"logged_out":false}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"visibleTo":"logged_in"} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"visibleTo":"all"} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"showTo":["administrator"]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"hideFrom":"guests"} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"hideFrom":"members"} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"memberOnly":true} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"isMembersOnly":true} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"membersOnly":false} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"accessControl":{"enabled":true,"roles":["subscriber"]}} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"accessControl":{"enabled":false,"roles":["subscriber"]}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"accessLevel":"premium"} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"accessLevel":"public"} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"requiresLogin":true} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"requireMembership":["3"]} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"lockedForGuests":true} --><p>UNSEEN</p><!-- /wp:paragraph -->
<!-- wp:paragraph {"lock":{"move":true,"remove":true}} --><p>SEEN</p><!-- /wp:paragraph -->
<!-- wp:group {"templateLock":"contentOnly"} --><p>SEEN</p><!-- /wp:group -->
<!-- wp:paragraph {"accessibilityLabel":"members"} --><p>SEEN</p><!-- /wp:paragraph -->
== countries, languages, devices
[geoip-content country="US"]SEEN[/geoip-content]
[geot country="US"]SEEN[/geot]
[geo-in country="US"]SEEN[/geo-in]
[geo_restrict country="US"]SEEN[/geo_restrict]
[country_restricted_content country="US"]SEEN[/country_restricted_content]
[CBC country="us" show="y"]SEEN[/CBC]
[ip2location_redirect country="US"]SEEN[/ip2location_redirect]
<!-- wp:acme/geo-restrict {"country":"US"} --><p>SEEN</p><!-- /wp:acme/geo-restrict -->
<!-- wp:paragraph {"conditions":[{"type":"country","value":"US"}]} --><p>SEEN</p><!-- /wp:paragraph -->
== dates
[expire on="2030-01-01"]SEEN[/expire]
[time-restrict on="2010-01-01 10:00:00" off="2030-01-01"]SEEN[/time-restrict]
[timed-content-server show="2010-Jan-01" hide="2030-Jan-01"]SEEN[/timed-content-server]
[schedule on="2010-01-01"]SEEN[/schedule]
[date_restricted from="2010-01-01"]SEEN[/date_restricted]
<!-- wp:paragraph {"scheduleVisibility":{"from":"2010-01-01"}} --><p>SEEN</p><!-- /wp:paragraph -->
== ages, cookies
[age_gate]SEEN[/age_gate]
[age-restricted]SEEN[/age-restricted]
[cookie_restricted]SEEN[/cookie_restricted]
[consent_gate service="youtube"]SEEN[/consent_gate]
== Divi, WPBakery, Avada, SiteOrigin
[et_pb_text display_conditions="⟦b64 [{"id":"1","condition":"loggedInStatus","conditionSettings":{"loggedInStatus":"loggedIn","enableCondition":"on"}}]⟧"]UNSEEN[/et_pb_text]
[et_pb_text display_conditions="⟦b64 [{"id":"1","condition":"loggedInStatus","conditionSettings":{"loggedInStatus":"loggedOut","enableCondition":"on"}}]⟧"]SEEN[/et_pb_text]
[et_pb_text display_conditions="⟦b64 [{"id":"1","condition":"userRole","conditionSettings":{"userRoleDisplay":"is","userRoles":[{"label":"Editor","value":"editor"}],"enableCondition":"on"}}]⟧"]UNSEEN[/et_pb_text]
[et_pb_text display_conditions="⟦b64 [{"id":"1","condition":"dateTime","conditionSettings":{"dateTimeDisplay":"isAfter","date":"2020-01-01","enableCondition":"on"}}]⟧"]SEEN[/et_pb_text]
[et_pb_text cvdb_content_visibility_check="is_user_logged_in()"]UNSEEN[/et_pb_text]
[et_pb_text cvdb_content_visibility_check="!is_user_logged_in()"]SEEN[/et_pb_text]
[et_pb_section pmpro_levels="1"]UNSEEN[/et_pb_section]
[et_pb_text module_id="members" module_class="private"]SEEN[/et_pb_text]
[vc_row show_logged_in="yes"]UNSEEN[/vc_row]
[vc_row el_visibility="logged_in"]UNSEEN[/vc_row]
[vc_row wpf_visibility="loggedin"]UNSEEN[/vc_row]
[vc_row wpf_visibility="everyone"]SEEN[/vc_row]
[vc_row el_id="restricted" el_class="members-only"]SEEN[/vc_row]
[fusion_builder_container hide_on_mobile="small-visibility,medium-visibility" status="published"]SEEN[/fusion_builder_container]
[themify_is_logged]UNSEEN[/themify_is_logged]
[themify_is logged="yes"]UNSEEN[/themify_is]
`
