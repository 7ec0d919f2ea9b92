package transform

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Shortcodes that show what is not in a post and mostly not in an export at all
// (docs/formats.md §C.4): forms, lists that the running site makes, pictures and tables
// of plugins with data of their own. They go, and a note says what stood there.

// unfilled is said of what showed a state of the running site. A look is asked for
// where that was not one of its own lists, or where the page has nothing else and
// nobody can say what it showed.
const (
	unfilled  = "only the old site could fill it, dropped"
	keptApart = "what keeps parts of the page apart dropped"
)

// absence is why a shortcode has nothing to show.
type absence struct {
	reason string
	review bool
	whole  bool // what it encloses goes with it, into the note
}

var (
	absentForm    = absence{"a form, which needs the old site, dropped", true, true}
	absentList    = absence{unfilled, false, false} // of what the site has, as the new one has it
	absentPart    = absence{unfilled, false, false} // what the running site does for each visitor: a cart
	absentThing   = absence{unfilled, true, false}  // of what is nowhere else
	absentFeed    = absence{"it showed what stands on another site, dropped", false, false}
	absentPicture = absence{"its pictures are not in the export, dropped", true, false}
	absentTable   = absence{"its table is not in the export, dropped", true, false}
	absentAudio   = absence{"its episode is not in the post, dropped", true, false}
	absentAd      = absence{"an advertisement, dropped", false, true}
	absentButtons = absence{"buttons to share or log in, dropped", false, false}
	absentVotes   = absence{"what the old site counted of its visitors, dropped", false, false}
	absentTOC     = absence{"a table of contents, which the new site can make, dropped", false, false}
)

var absences = map[string]absence{}

func init() {
	for _, list := range []struct {
		reason absence
		names  string
	}{
		{absentForm, `contact-form-7 contact-form contact-field gravityform gravityforms ninja_form ninja_forms ninja_forms_display_form wpforms formidable
			mc4wp_form mc4wp-form caldera_form caldera_form_modal si-contact-form fluentform forminator_form everest_form happyforms weforms wpuf_form
			mailpoet_form wysija_form subscribe2 jetpack_subscription_form mailchimp_subscriber_popup newsletter newsletter_form et_pb_contact_form
			et_pb_contact_field et_pb_signup av_contact av_mailchimp fusion_form contact_form bbp-topic-form bbp-reply-form paypal_donation_button give_form simpay
			hubspot optin-monster optin-monster-shortcode convertkit sibwp_form yikes-mailchimp thrive_leads user_registration_form ultimatemember
			donateplus wppb-register wppb-login theme-my-login event_form charitable_donation_form paypal-donation mec-booking
			formcraft quform vfb kaliforms cforms metform arforms bitform`},
		{absentList, `archives sitemap display-posts portfolio jetpack_portfolio clients sponsors testimonials jetpack_testimonials jetpack-related-posts
			related_posts related-posts kanren kanren2 wp_sitemap_page catlist postlist recent_posts recent-posts year bloginfo permalink post_link include types
			do_widget widget product products add_to_cart_url product_page product_category product_categories recent_products
			featured_products sale_products best_selling_products top_rated_products product_attribute related_products lang login-form wp_login_form
			events_list tribe_events ecs-list-events wp_pages pagelist child_pages post_content
			et_pb_blog et_pb_portfolio et_pb_filterable_portfolio et_pb_sidebar et_pb_comments et_pb_search et_pb_login et_pb_menu et_pb_fullwidth_menu
			et_pb_post_nav et_pb_post_title et_pb_post_content et_pb_shop et_pb_post_slider et_pb_fullwidth_post_slider et_pb_fullwidth_post_title
			fusion_blog fusion_recent_posts fusion_widget_area fusion_portfolio fusion_search fusion_post_cards fusion_products_slider fusion_featured_products_slider
			fusion_events fusion_login fusion_register vc_basic_grid vc_media_grid vc_masonry_grid vc_masonry_media_grid vc_posts_grid vc_posts_slider vc_widget_sidebar
			vc_wp_search vc_wp_meta vc_wp_recentcomments vc_wp_calendar vc_wp_pages vc_wp_tagcloud vc_wp_custommenu vc_wp_posts vc_wp_categories
			vc_wp_archives vc_wp_rss su_posts su_post su_user su_meta su_menu su_subpages su_siblings su_display_posts
			av_blog av_portfolio av_masonry_entries av_postslider av_magazine av_productgrid av_productslider av_productlist av_comments_list av_upcoming_events
			av_sidebar av_submenu nectar_portfolio nectar_blog nectar_woo_products nectar_post_grid
			bbp-forum-index bbp-single-forum buddypress edd_downloads tag_cloud
			MEC my_calendar calendar ai1ec eo_events locations_map ld_course_list tutor_course lifterlms_courses learn_press_recent_courses the-post-grid pt_view
			wpp tcb_post_list wp_show_posts pods ajax_load_more a-z-listing related_posts_by_tax include-page sitemap_pages wpforo oxygen`},
		{absentPart, `woocommerce_cart woocommerce_checkout woocommerce_my_account woocommerce_order_tracking add_to_cart`},
		{absentThing, `slide-anything insert upcomingevents yop_poll
			wpdm_package wpdm_file purchase_link gravatar smartframe untappd-menu table-info elementor-template INSERT_ELEMENTOR vc_templatera templatera fl_builder_insert_layout fusion_global
			amd-zlrecipe-recipe mpprecipe-recipe ziplist-recipe easyrecipe cooked-recipe seo_recipe democracy total_poll
			wprm-recipe tasty-recipe ultimate-recipe zrdn-recipe h5p qsm mlw_quizmaster poll totalpoll hurrytimer ujicountdown wpcdt-countdown
			testimonial_view random_testimonial rt-testimonial sp_testimonial
			ultimate-faqs hrf_faqs WPSM_TEAM_B WPSM_AC tlpteam logo_carousel sp_easyaccordion rpt easy-pricing-table ptp-table cool-timeline wp-review
			give_goal wpgmza wp_google_maps mappress put_wpgm google_maps leaflet-map geo_mashup_map mapsmarker osm_map_v3`},
		{absentFeed, `instagram-feed jr_instagram instagram_feed insta-gallery enjoyinstagram_mb wdi_feed custom-facebook-feed facebook-feed custom-twitter-feed custom-twitter-feeds
			twitter-feed twitter-widget youtube-feed custom-youtube-feed feedzy-rss wp_rss_retriever wp_rss_aggregator wp-rss-aggregator su_feed rss rssfeed rss-feed
			google-reviews-pro trustindex flickr_badge flickrrss pinterest-feed tiktok-feed social-feed`},
		{absentPicture, `nectar_slider ngg nggallery ngg_images nggtags nggalbum imagebrowser singlepic album envira-gallery envira-album foogallery metaslider
			rev_slider rev_slider_vc layerslider layerslider_vc huge_it_gallery huge_it_slider FinalTilesGallery modula smartslider3 soliloquy
			wonderplugin_gallery wonderplugin_slider wds masterslider cycloneslider supsystic-gallery et_pb_slider_image image_slider photo_gallery
			Best_Wordpress_Gallery cue flagallery gmedia portfolio_slideshow slideshow_deploy nextgenslideshow tribulant_slideshow wppa
			robo-gallery foogallery-album depicter`},
		{absentTable, `TABLE wptable supsystic-tables supsystic-table wpdatatable wpdatachart ninja_tables ninja_table wptb wp_table ht_table visualizer`},
		{absentAudio, `podcast_episode podcast_player ssp_player powerpress_playlist seriously_simple_podcast
			podcastplayer audioigniter h5ap_player buzzsprout podlove-web-player podlove-episode-web-player ss_podcast`},
		{absentAd, `ad ads adrotate adinserter quads the_ad the_ad_group the_ad_placement adsense google_ad google_adsense amazon amazon_link asa aawp
			amazonjs amazonproduct amazonproducts asa2 aal itemlink affi pochipp kattene afTag afRanking
			amazon-element amazon_textlink amazon_image wp_ad_camp_1 wp_ad_camp_2 wp_ad_camp_3 wp_ad_camp_4 wp_ad_camp_5 wpadcenter_ad adsanity`},
		{absentButtons, `social share share_buttons social_share socialshare sharethis addtoany shareaholic addthis ssba easy-social-share fusion_sharing et_pb_social_media_follow_share
			vc_facebook vc_tweetmeme vc_googleplus vc_pinterest facebook_like like_button loginout wpsocialite
			print_link email_link printfriendly print-me tweetmeme topsy tell_a_friend tellafriend`},
		{absentVotes, `ratings kkstarratings kkratings starrating starratingmulti starrater starreview ratemypost wp_ulike wp_ulike_counter thumbs_rating post_view post-views post_views views hits pageviews page_views`},
		{absentTOC, `toc TOC ez-toc no_toc no_ez_toc lwptoc table-of-contents table_of_contents wptoc tableofcontents contents tablinks`},
	} {
		for name := range strings.FieldsSeq(list.names) {
			absences[name] = list.reason
		}
	}
}

// absenceOf reports whether a shortcode has nothing to show, and why.
func absenceOf(name string) (absence, bool) {
	if a, ok := absences[name]; ok {
		return a, true
	}
	for _, p := range []string{"woocommerce_", "wpv-", "wpml", "icl", "wp_ad_camp_", "bbp-", "edd_", "mepr-", "tcb_", "learndash", "ld_", "pt_view"} {
		if strings.HasPrefix(name, p) {
			return absentList, true
		}
	}
	for _, p := range []string{"cred_", "mb_user_profile", "mb_frontend", "mf_form"} { // Toolset, Meta Box, MetForm
		if strings.HasPrefix(name, p) {
			return absentForm, true
		}
	}
	return absence{}, false
}

// members are the shortcodes whose content only members see.
var members = late.Words(`restrict restricted member members members_only membership members_logged_in hide login password is_logged_in is_user_logged_in logged_in
	loggedin s2If s2member wcm_restrict wcm_content_restricted private protected protect restrictcontent restrict_content content_protector passster
	arm_restrict_content ihc-hide-content um_loggedin um_show_content su_members su_private memberful mepr-active mepr-show premium premium_content
	paid paidcontent groups_member loggedinonly lifterlms_hide_content emember_protected is_member ismember if_member member_only mp_protected memberpress_protected bbp_private
	content_protector_pro wppb_restrict cp_locker opt_in_locker visible_to membership_level access_level has_access user_has_access um_member leaky_paywall_subscriber issuem_leaky restrict_access private_content subscriber subscribers wpmem_logged_in ms-user user_only userOnly cwlocker social_lock sociallocker emaillocker signinlocker wpmem_logged
	reply secret vip sell pay erphpdown rihide wppay replydis gzh2v wechatreplay WechatReplay wechatfans
	s2Member mepr-protected unlock patrons registered enrolled admin_only admins_only hidepost hide_post access userrole user_role user_roles cap capability memberium armember
	role roles acl viewer viewers internal confidential lock locked secure secured authorized authorised authenticated granted eyesonly eyesonlier insider insiders backers supporters purchased allowed_users allowed_roles
	DAP am4show opmIf opIf memb aam wpf stu ppv ppw wpcl wd_hustle_unlock convertkit_content gh_is_contact ld_group groups_can namaste-condition MM_Member_Decision MM_Access_Decision affiliate_content themify_is_logged deny
	cleeng_content is_free is_active is_expired student course_complete course_inprogress course_notstarted ld_quiz_complete`)

func isMembers(name string) bool {
	name = strings.TrimPrefix(name, "_") // of a shortcode in one of its kind: [_s2If]
	if audience.IsForOutsiders(name) {
		return false
	}
	if members.Has(name) || audience.IsForInsiders(name) {
		return true
	}
	switch lastPart(name) { // of a theme: x_protect
	case "protect", "protected", "private", "secure", "secured", "locked":
		return true
	}
	for _, p := range []string{"rcp_", "pmpro", "wlm_", "wlm", "wishlist_", "s2If", "swpm_", "pms-", "pms_", "ppw_", "ihc_", "um_", "arm_", "wpmem_", "mepr-active", "mepr-show", "mepr-rule", "private_", "ihc-", "i4w_", "memb_", "memberium_", "accessally_", "arm-", "armember_"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// absent handles a shortcode at i that has nothing to show, or that only members
// see; ok is false if it is none, or no more than a word in brackets.
func (t *textScanner) absent(i int, sc *shortcode, d *definition) (next int, ok bool) {
	if sc.name == "member" && (strings.Contains(sc.attrs, "name=") || strings.Contains(sc.attrs, "image=")) {
		return 0, false // of a team
	}
	held := d.members && sc.enclosing && !t.b.opt.Restricted
	a := d.absent
	if d.members && !sc.enclosing {
		a = &absentList
	}
	if a == nil && !held {
		return 0, false
	}
	tag := t.s[i:sc.tagEnd]
	if !sc.enclosing && !strings.Contains(sc.attrs, "=") && !strings.HasSuffix(tag, "/]") && !strings.ContainsAny(sc.name, "_-0123456789") && !t.aloneInLine(i, sc.tagEnd) && !t.aloneWithin(i, sc.tagEnd) && !t.gluedToEnd(i, sc.tagEnd) {
		return 0, false
	}
	if !held && !a.whole && (t.b.saysItself(sc) || absences[sc.name] == absentList && sc.enclosing && !tree.IsBlankText(sc.content) &&
		(!strings.Contains(sc.attrs, "=") || strings.Contains(sc.content, "["+strings.TrimSuffix(sc.name, "s")))) {
		return t.themeWidget(i, sc), true
	}
	if !held && sc.enclosing && isMapName(sc.name) && strings.Contains(sc.content, "[") && isAbout(sc.content, "lat=", "latitude=", "address=") {
		return t.themeWidget(i, sc), true // its places are in it
	}
	if !held && (*a == absentList || *a == absentThing) && t.lists(i, sc) {
		return sc.end, true
	}
	if !held && !a.whole && t.feed(i, sc) {
		return sc.end, true
	}
	t.b.census(sc.name, Dropped)
	if !held && (*a == absentList || *a == absentPart) {
		t.b.ofSite = true
	}
	switch {
	case held:
		return t.holdBackCode(forMembers, i, sc), true
	case sc.name == "gravatar":
		t.b.notes.add(note.Shortcode, true, "the picture of a person, known by an e-mail address, dropped")
	case a.whole:
		src := t.s[i:sc.end]
		t.b.notes.add(note.Shortcode, a.review, a.reason+": "+Quote(src))
		if *a == absentForm && isOfBuilder(sc.name) {
			t.emit(i, sc.end, t.b.place(src, t.b.wordsAboveForm(sc)...))
			return sc.end, true
		}
	default:
		t.b.notes.add(note.Shortcode, a.review, a.reason+": "+Quote(tag))
		t.unwrap(i, sc)
		return sc.tagEnd, true
	}
	t.emit(i, sc.end, "")
	return sc.end, true
}

// isOfBuilder reports whether the form of that name is an element of a page builder, of which
// the title is one of the page: that of another form is what its editor calls it.
func isOfBuilder(name string) bool {
	return strings.HasPrefix(name, "et_pb_") || strings.HasPrefix(name, "av_")
}

// wordsAboveForm returns what stands above the fields of a form of a page builder.
func (b *builder) wordsAboveForm(sc *shortcode) []*html.Node {
	a := parseAttrs(sc.attrs)
	nodes := b.aboveForm(sc.name, builderProps(sc.name, &a))
	if sc.enclosing && !strings.Contains(sc.content, "[") && !tree.IsBlankText(sc.content) {
		nodes = append(nodes, wrapInline(b.words(sc.content))...)
	}
	return nodes
}

// saysItself reports whether a shortcode that has the name of a list has the text of
// one entry in its values: [testimonials text="…" name="…"] of a theme.
func (b *builder) saysItself(sc *shortcode) bool {
	if sc.enclosing || !strings.Contains(sc.attrs, "=") {
		return false
	}
	a := parseAttrs(sc.attrs)
	isList := absences[sc.name] == absentList
	hasName, hasWork := false, false
	for _, p := range builderProps(sc.name, &a) {
		r := roleOf(sc.name, p.key)
		if r == roleText && len(strings.Fields(p.val)) > 3 && isWords(p.val) || b.listsPictures(plainKey(p.key), p.val) {
			return true
		}
		if isList && (r == roleText || r == roleHeading) && saysWords(p.val) && !settings.Has(p.val) { // at least a title of the page
			return true
		}
		switch v := strings.TrimSpace(p.val); plainKey(p.key) {
		case "name", "membername", "fullname":
			hasName = hasName || beginsUpper(v)
		case "job", "jobtitle", "position", "role", "designation", "occupation":
			hasWork = hasWork || beginsUpper(v)
		}
	}
	return hasName && hasWork // a person of a team
}

// beginsUpper reports whether a value is written as the name of somebody is.
func beginsUpper(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// acfField builds [acf field="x"], whose value is a custom field of the post.
func (b *builder) acfField(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if v := b.item.Field(a.get("field")); a.get("field") != "" && a.get("post_id") == "" && !tree.IsBlankText(v) {
		return b.words(v), true
	}
	b.notes.add(note.Shortcode, true, unfilled+": "+Quote("["+sc.name+sc.attrs+"]"))
	return nil, true
}

// fieldShortcode builds what a plugin makes of a custom field of the post: [types
// field="x"], [custom_field x], [rwmb_meta id="x"].
func (b *builder) fieldShortcode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if a.get("post_id") != "" || a.get("object_id") != "" {
		return nil, false
	}
	field := cmp.Or(a.get("field"), a.get("meta_key"), a.get("key"), a.get("name"), a.get("id"))
	if field == "" && len(a.pos) > 0 {
		field = a.pos[0]
	}
	v := cmp.Or(b.item.Field("wpcf-"+field), b.item.Field(field))
	if _, isList := storedProps(v); field == "" || isList || tree.IsBlankText(v) || IsPrivateField(field) {
		return nil, false
	}
	return b.words(v), true
}

// slideshow builds [slideshow ids=…] of Jetpack; that of NextGEN names a gallery
// that only a database holds.
func (b *builder) slideshow(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	if sc.enclosing && (strings.Contains(sc.content, "<img") || strings.Contains(sc.content, "[slide")) {
		return nil, false // of a theme, around its slides
	}
	if len(a.named) > 0 && a.get("ids") == "" && a.get("include") == "" {
		if nodes, ok := b.nextGallery(sc); ok {
			return nodes, true
		}
		if slices.ContainsFunc(a.named, func(p attrPair) bool { return b.listsPictures(plainKey(p.key), p.val) }) {
			return nil, false // of a theme, which names them its own way
		}
		b.notes.add(note.Shortcode, true, absentPicture.reason+": "+Quote("["+sc.name+sc.attrs+"]"))
		return nil, true
	}
	return b.gallery(sc)
}

// noteUnfilled notes a widget of which no value says what it showed.
func (b *builder) noteUnfilled(kind note.Kind, name, what string) {
	if isOrnament(strings.ToLower(name)) {
		b.notes.add(kind, false, keptApart+": "+what)
		return
	}
	b.ofSite = b.ofSite || isOfSite(name) || isForEveryVisitor(&shortcode{name: name})
	b.notes.add(kind, isAbout(name, thingsOfTheirOwn...) && !isAbout(name, ofPosts...) && !isOfVisitor(name) && !isSearchName(name) && !isForEveryVisitor(&shortcode{name: name}), unfilled+": "+what)
}

// noteTitled notes a widget of which no value says more than a title, if it lists by its name or
// values what the site has; of WordPress' own kind any does that, unless it is of one line.
func (b *builder) noteTitled(kind note.Kind, s *shown, name, what string, props []prop, isOfWordPress bool) {
	name = strings.ToLower(name)
	isBare := len(s.texts)+len(s.images)+len(s.media)+len(s.links) == 0
	if len(s.heading) > 0 && isBare && runsElsewhere(name, props) {
		if i := slices.IndexFunc(props, isAccountNumber); i >= 0 && kind == note.HTML {
			what += " " + props[i].key + "=" + Quote(strings.TrimSpace(props[i].val))
		}
		b.noteUnfilled(kind, name, what)
		return
	}
	if len(s.heading) == 0 || len(s.texts)+len(s.images)+len(s.media)+len(s.links)+len(s.labels)+len(s.over)+len(s.after)+len(s.below)+len(s.idle) > 0 ||
		isEmptied(name, without(props, s.headingKey)) || !namesEntriesOfSite(name) && !choosesIn(props) && !(namesSeveral(name) && slices.ContainsFunc(props, func(p prop) bool { return !p.tree && asksHowMany(p.key, p.val) })) && !(isOfWordPress && isElement(name) && !isAbout(name, ofOneLine...)) {
		return
	}
	b.ofSite = b.ofSite || isOfSite(name)
	b.notes.add(kind, false, unfilled+": "+what)
}

// runsElsewhere reports whether a widget is, by a word of its name or by the number of an account,
// one that a service or plugin fills: its title alone is not what it showed.
func runsElsewhere(name string, props []prop) bool {
	words := WordsOfName(name)
	if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(ofOneLine, w) }) {
		return false
	}
	if isAbout(name, "open_table", "open-table", "opentable") || slices.ContainsFunc(words, filledByServices.Has) {
		return true
	}
	return slices.ContainsFunc(props, isAccountNumber)
}

// isAccountNumber reports whether a value numbers what a service or plugin keeps.
func isAccountNumber(p prop) bool {
	v := strings.TrimSpace(p.val)
	return !p.tree && len(v) > 0 && len(v) < 40 && strings.Trim(v, "0123456789") == "" && v != "0" &&
		hasAnySuffix(plainKey(p.key), "restaurantid", "hotelid", "propertyid", "venueid", "campaignid", "pollid", "quizid", "surveyid", "calendarid", "formid", "listid", "feedid", "accountid", "widgetid", "chartid", "tableid")
}

var filledByServices = late.Words(`booking bookings reservation reservations appointment appointments calendar poll polls quiz survey donation donations donate weather forecast instagram flickr calculator
	converter checkout livechat tripadvisor`)

// ofOneLine are words in the names of widgets that are no more than a line.
var ofOneLine = []string{"title", "headline", "button", "btn", "icon", "caption", "separat", "divid", "label", "banner", "cta", "call", "tagline", "badge", "name", "alert", "message", "notice", "editor", "line", "slide", "image", "tab", "panel", "toggle", "accordion", "item", "step"}

// choosesIn is chooses for the values of a widget.
func choosesIn(props []prop) bool {
	return slices.ContainsFunc(props, func(p prop) bool { return !p.tree && choosesEntries(p.key, p.val) })
}

// isOfSite reports whether a widget or block shows, by its name, what the site has.
func isOfSite(name string) bool {
	return isAbout(name, listsOfTheSite...) || isAbout(name, ofPosts...) || isOfVisitor(name)
}

// isOfVisitor reports whether a shortcode shows, by a word of its name, what the running
// site makes for each visitor: the courses of a student, what somebody bought, the way there.
func isOfVisitor(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || r == '-' })
	if len(words) < 2 {
		return false
	}
	last := len(words) - 1
	if strings.HasPrefix(words[last], "breadcrumb") {
		return true
	}
	if words[last] == "page" && last > 1 {
		last--
	}
	switch words[last] {
	case "account", "myaccount", "dashboard", "checkout", "cart", "wishlist", "login", "signin", "logout", "lostpassword":
		return words[max(0, last-1)] != "to" // add_to_cart is of one product
	}
	switch words[last-1] {
	case "user", "student", "customer", "my":
		return ofVisitors.Has(words[last])
	}
	return false
}

// ofVisitors is what a visitor has on a site.
var ofVisitors = late.Words(`courses payments orders order profile subscriptions downloads bookings purchases history lessons favorites favourites certificates quizzes events tickets listings posts
	settings invoices memberships notifications`)

// asksForMany reports whether a shortcode says how many entries of the site to show, and
// in what order.
func asksForMany(a *attrs) bool {
	for _, k := range []string{"posts_per_page", "per_page", "perpage", "numberposts", "post_type", "orderby", "order_by", "pagination"} {
		if v := a.get(k); v != "" && !(k == "pagination" && (v == "false" || v == "no" || v == "off" || v == "0")) {
			return a.get("ids") == ""
		}
	}
	for i := range a.named {
		if isLoopQuery(a.named[i].val) {
			return true
		}
		if v := a.named[i].val; v != "" && strings.Trim(v, "-0123456789") == "" && hasAnySuffix(plainKey(a.named[i].key), "postcount", "postscount", "postsperpage", "postlimit", "numberofposts") {
			return a.get("ids") == ""
		}
	}
	return asksForPosts(a)
}

// asksForPosts reports whether a shortcode says how many posts to show, and of which category or
// from which one on, or in what order.
func asksForPosts(a *attrs) bool {
	many, which := false, false
	for i := range a.named {
		k, v := plainKey(a.named[i].key), a.named[i].val
		many = many || isCount(v) && hasAnySuffix(k, "limit", "count", "number", "num", "perpage", "showposts")
		which = which || hasAnySuffix(k, "categoryid", "categoryids", "category", "categories", "cat", "cats", "offset", "sort", "sortby", "tagslug", "tagids", "taxonomy")
	}
	return many && which && a.get("ids") == ""
}

// asksSiteForMany is asksForMany of the settings of a widget.
func asksSiteForMany(settings []prop) bool {
	for i := range settings {
		p := &settings[i]
		if p.tree && len(p.kids) == 0 || !p.tree && strings.TrimSpace(p.val) == "" {
			continue
		}
		switch k := plainKey(p.key); {
		case strings.HasSuffix(k, "postsperpage"), strings.HasSuffix(k, "posttype"), k == "numberposts", k == "perpage", k == "postscount", k == "postcount", k == "numberofposts", k == "postsnumber", k == "orderby", k == "postsorderby", k == "productsperpage":
			return true
		case !p.tree && strings.Trim(p.val, "0123456789") == "" && hasAnySuffix(k, "blogpost", "blogposts", "showposts", "showpost", "postsshow", "postshow", "postlimit", "postslimit", "limitposts", "limitpost", "numposts", "postnum",
			"postnumber", "postsnum", "postitems", "blogcount", "bloglimit", "newscount", "portfoliocount", "portfoliopost"):
			return true
		}
	}
	return false
}

// thingsOfTheirOwn are words in the names of widgets that showed what is in no post.
var thingsOfTheirOwn = []string{"form", "contact", "subscri", "newsletter", "mailchimp", "map", "slider", "revslider", "slide", "video", "audio",
	"template", "table", "chart", "poll", "quiz", "calendar", "booking", "reservation", "checkout", "cart", "donat"}

// listsOfTheSite are words in the names of blocks that showed a list of what the site
// has, or a part of every page: the new site has its own.
var listsOfTheSite = strings.Fields(`posts post-grid post-carousel post-list post-timeline postgrid query loop archive breadcrumb related recent latest search login share sharing
	toc table-of-content tableofcontent taxonomy categories author-box navigation products`)

// partsOfTheSite are words in the names of blocks that showed a value of the site or of the
// post: its title, its logo, the accounts that its settings name.
var partsOfTheSite = strings.Fields(`dynamic identity socials social-icons site-title site-logo sitetitle sitelogo post-title post-meta post-date post-author copyright`)

// ofPosts are words in the names of sliders of which the site has the slides.
var ofPosts = strings.Fields(`post_ posts blog portfolio product`)

// lookAtEmpty asks for a look at a page on which nothing is left but what only the
// old site could fill, if that was not a list of what the site has: the page of its
// blog, of its shop.
func (b *builder) lookAtEmpty(root *html.Node) {
	if len(b.notes.list) > 0 {
		dropLoneRules(root)
		if b.ofSite || slices.ContainsFunc(b.notes.list, func(n note.Note) bool { return strings.HasPrefix(n.Text, unfilled) }) {
			dropLastRules(root)
		}
	}
	if b.ofSite || !tree.IsBlank(root) {
		return
	}
	for i := range b.notes.list {
		if n := &b.notes.list[i]; strings.HasPrefix(n.Text, unfilled) || strings.HasPrefix(n.Text, absentFeed.reason) {
			n.Review = true
		}
	}
}

// dropLastRules takes the rules at the end of a page away: what stood below them was what
// only the old site could show.
func dropLastRules(root *html.Node) {
	for n := root.LastChild; n != nil; {
		before := n.PrevSibling
		switch {
		case tree.IsElement(n, atom.Hr):
			tree.Remove(n)
		case tree.IsElement(n, atom.Div) && n.LastChild != nil:
			dropLastRules(n)
			if n.FirstChild != nil && !tree.IsBlank(n) {
				return
			}
		case !tree.IsBlank(n):
			return
		}
		n = before
	}
}

// dropLoneRules takes the rules from a page that has nothing else: there is nothing left
// that they keep apart.
func dropLoneRules(root *html.Node) {
	var rules []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && tree.IsBlankText(n.Data), tree.IsElement(n, atom.P), tree.IsElement(n, atom.Div), tree.IsElement(n, atom.Br):
		case tree.IsElement(n, atom.Hr):
			rules = append(rules, n)
		default:
			return
		}
	}
	for _, n := range rules {
		tree.Remove(n)
	}
}

// marksOfPlugins are comments that plugins of the first years put something in the place of.
var marksOfPlugins = map[string]*absence{}

func init() {
	for of, names := range map[*absence]string{
		&absentForm: "cforms contact-form contactform wp-contact-form wpcontactform guestbook dmsguestbook wpguestbook fastsecurecontactform",
		&absentList: "ddsitemapgen sitemap sitemap-generator archive archives srg-clean-archives cleanarchives smart-archives tagcloud tag-cloud eventcalendar event-calendar events-list popular-posts related-posts linkslist shopping-cart show-cart",
		&absentAd:   "adsense google-ad google-ads adrotate adsense-inline",
		&absentPart: "wp-google-search google-search",
		&absentTOC:  "toc",
	} {
		for name := range strings.FieldsSeq(names) {
			marksOfPlugins[name] = of
		}
	}
}

// noteMark notes a comment that is by its name what a plugin filled: <!--cforms-->,
// <!--contact form-->, <!--adsense#left-->.
func (b *builder) noteMark(comment string) {
	const longest = 40
	name := strings.ToLower(strings.TrimSpace(comment))
	if name == "" || len(name) > longest || strings.ContainsAny(name, "<>/\n\"") || tree.IsSpace(comment[0]) { // those who write HTML by hand put a blank
		return
	}
	if i := strings.IndexAny(name, "#=:"); i > 0 {
		name = name[:i]
	}
	name = strings.TrimRight(strings.NewReplacer(" ", "-", "_", "-").Replace(name), "-0123456789")
	if a := marksOfPlugins[name]; a != nil {
		b.notes.add(note.HTML, a.review, a.reason+": "+Quote("<!--"+comment+"-->"))
	}
}
