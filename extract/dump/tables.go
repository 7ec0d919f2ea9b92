package dump

import (
	_ "embed"
	"strings"
)

//go:embed tables.txt
var tablesText string

// A tableID is one of the tables that are read.
type tableID uint8

// In the order of tables.txt.
const (
	noTable tableID = iota
	tablePosts
	tablePostMeta
	tableComments
	tableCommentMeta
	tableTerms
	tableTermTaxonomy
	tableTermRelationships
	tableTermMeta
	tableOptions
	tableUsers
	tableUserMeta
	tableLinks
	tableBlogs
	tableRedirectionItems
	tableIclTranslations
	tableNggGallery
	tableNggPictures
	tableRankMath
	tableAIOSEORedirects
	tableRedirects  // of 301 Redirects
	tableCategories // of WordPress before 2.3
	tablePost2Cat
	tablePMProPages // of plugins for members
	tablePMProCategories
	tableSWPM
	tableWishList
	tableNggAlbum
	tableCount
)

var (
	tableNames   [tableCount]string   // what the names of tables end in
	tableColumns [tableCount][]string // nil for those of plugins
	tableNamed   = map[string]tableID{}
)

func init() {
	t := noTable
	for line := range strings.Lines(tablesText) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if name, ok := strings.CutSuffix(words[0], ":"); ok {
			t++
			tableNames[t], tableNamed[name] = name, t
			words = words[1:]
		}
		tableColumns[t] = append(tableColumns[t], words...)
	}
}

// split takes a name apart into the prefix of a site and the table, if it is
// one of those that are read.
func split(name string) (prefix string, t tableID, ok bool) {
	for i := len(name); i > 0; {
		i = strings.LastIndexByte(name[:i], '_')
		if found := tableNamed[name[i+1:]]; found != noTable {
			t, prefix = found, name[:i+1]
		}
		if i < 0 {
			break
		}
	}
	return prefix, t, t != noTable
}

// base returns the prefix of the network that the site of a prefix belongs to,
// if there is one: wp_ of wp_2_.
func base(prefix string) string {
	p := strings.TrimSuffix(prefix, "_")
	n := strings.TrimRight(p, "0123456789")
	if n == p || p == prefix || n != "" && n[len(n)-1] != '_' {
		return prefix
	}
	return n
}

// What is wanted of a table, in the order in which records hold it.
var (
	postColumns = []string{"ID", "post_author", "post_date", "post_date_gmt", "post_content", "post_title", "post_excerpt", "post_status",
		"comment_status", "ping_status", "post_password", "post_name", "post_modified", "post_modified_gmt", "post_parent", "guid", "menu_order", "post_type", "post_content_filtered"}
	commentColumns = []string{"comment_ID", "comment_post_ID", "comment_author", "comment_author_email", "comment_author_url", "comment_author_IP",
		"comment_date", "comment_date_gmt", "comment_content", "comment_approved", "comment_type", "comment_parent", "user_id"}
)

const (
	postID = iota
	postAuthor
	postDate
	postDateGMT
	postContent
	postTitle
	postExcerpt
	postStatus
	postCommentStatus
	postPingStatus
	postPassword
	postName
	postModified
	postModifiedGMT
	postParent
	postGUID
	postMenuOrder
	postType
	postFiltered
)

const (
	commentID = iota
	commentPost
	commentAuthor
	commentEmail
	commentURL
	commentIP
	commentDate
	commentDateGMT
	commentContent
	commentApproved
	commentType
	commentParent
	commentUser
)

// The kinds of records of a post.
const (
	kindPost uint8 = iota
	kindMeta
	kindTerm
	kindComment
)

// Types of posts that WordPress does not export, whose rows mean nothing
// without the site.
var bookkeeping = map[string]string{
	"revision":            "revisions",
	"customize_changeset": "changes of the theme that were tried out",
	"oembed_cache":        "answers of other sites, kept for a while",
	"user_request":        "requests of people about their data",
	"scheduled-action":    "tasks of plugins",
}

// personal reports whether posts of a type hold what people entered into forms
// or bought, which is nobody's to publish and is not read.
func personal(typ string) bool {
	switch typ {
	case "feedback", "nf_sub", "edd_payment", "edd_log", "give_payment", "give_log", "spam", "wpcf7s", "cf7s", "postman_sent_mail", "wp_log",
		"tribe_rsvp_attendees", "tribe_tpp_attendees", "tribe_tpp_orders", "tec_tc_attendee", "tec_tc_order", "sfwd-transactions", "llms_order",
		"wpforms_log", "mphb_booking", "mphb_payment", "wc_booking", "wc_membership_plan_user", "wc_user_membership", "subscription", "jp_pay_order",
		"newsletter_subscriber", "email_log", "vip_order", "pmpro_order", "mp_order", "wpsc-order", "job_application",
		"happyforms-message", "booked_appointments", "sliced_quote", "donation", "attendee", "booking", "invoice", "wp-lead", "inbound-lead",
		"ticket_reply", "wpas_ticket", "tc_tickets_instances", "tc_orders", "wpsc-purchase-log", "bwfan_log", "mailpoet_subscriber":
		return true
	}
	for _, start := range []string{"shop_order", "shop_subscription", "flamingo_", "lp_order"} {
		if strings.HasPrefix(typ, start) {
			return true
		}
	}
	for _, end := range []string{"_submission", "_submissions", "_entry", "_entries", "_payment", "_payments", "_subscriber", "_subscribers", "_order", "_orders",
		"_booking", "_bookings", "_invoice", "_attendee", "_attendees", "_application", "_transaction", "_donation"} {
		if strings.HasSuffix(typ, end) {
			return true
		}
	}
	return false
}

// privateField reports whether a custom field is never read: what people
// entered when they bought something, and the lock of who edits a post, which
// WordPress does not export.
func privateField(key []byte) bool {
	if string(key) == "_edit_lock" {
		return true
	}
	for _, start := range []string{"_billing_", "_shipping_", "_customer_", "_transaction_id", "_stripe_", "_paypal_", "_payment_"} {
		if len(key) >= len(start) && string(key[:len(start)]) == start {
			return true
		}
	}
	return false
}

// options are those that are read: what is public on the site. The table holds
// passwords and keys of services, too.
var options = map[string]bool{
	"blogname": true, "blogdescription": true, "home": true, "siteurl": true, "WPLANG": true, "permalink_structure": true, "category_base": true,
	"tag_base": true, "page_on_front": true, "page_for_posts": true, "show_on_front": true, "timezone_string": true, "blog_charset": true, "gmt_offset": true,
	"sticky_posts": true, "upload_path": true, "upload_url_path": true, "default_category": true, "rewrite_rules": true, "active_plugins": true,
	"template": true, "stylesheet": true, "sidebars_widgets": true, "wpseo-premium-redirects-base": true, "301_redirects": true, "tablepress_tables": true,
	"widget_text": true, "widget_custom_html": true, "widget_block": true, "widget_links": true, "widget_nav_menu": true,
	"widget_media_image": true, "widget_media_gallery": true, "widget_media_video": true, "widget_media_audio": true,
}

func wantedOption(name []byte) bool {
	return options[string(name)] || memberOptions[string(name)] != nil || strings.HasPrefix(string(name), "theme_mods_")
}
