package live

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// junk is what plugins and themes put into the content that nobody wrote
// there, by what it is.
var junk = []struct{ what, selector string }{
	{"share buttons", ".sharedaddy, .sd-sharing, .addtoany_share_save_container, .addtoany_content, .a2a_kit, .heateor_sss_sharing_container, .ssba, .ssbp-wrap, .essb_links, .mashsb-container, .social-share, .share-buttons, .swp_social_panel, .shariff, .wp-block-jetpack-sharing-buttons, .wp-block-outermost-social-sharing, .jetpack-likes-widget-wrapper, .sd-like, .wpulike, .really_simple_share, .dpsp-content-wrapper, .et_social_inline, .tweet-button, .fb-like, .simplesocialbuttons, .scriptlesssocialsharing"},
	{"related posts", ".jp-relatedposts, .yarpp, .yarpp-related, .related-posts, .relatedposts, .crp_related, .rp4wp-related-posts, .wp_rp_wrap, .wp_rp_content, #related_posts, .lrp-related-posts, .upprev_box, .zem_rp_wrap"},
	{"advertising", ".adsbygoogle, .code-block-ads, .advads, .ad-container, .adsense, .wpa, .wordads-ad-wrapper, .ezoic-ad, div[id^=wpcom-ad], div[id^=google_ads]"},
	{"navigation", ".post-navigation, .nav-links, .navigation, .wp-block-post-navigation-link, .page-links, .post-nav-links, .wp-block-query-pagination, .breadcrumbs, .breadcrumb, #breadcrumbs, .rank-math-breadcrumb"},
	{"author's box", ".author-box, .saboxplugin-wrap, .abh_box, .author-bio, .author-info, .pp-multiple-authors-boxes-wrapper, .m-a-box"},
	{"entry meta", entryMeta},
	{"subscription form", ".jetpack_subscription_widget, .wp-block-jetpack-subscriptions, .mc4wp-form, .wpforms-subscribe"},
	{"comments", "#comments, .comments-area, .wp-block-comments, .comment-respond, #respond"},
	{"rating", ".post-ratings, .kk-star-ratings, .wp-postratings, .rmp-widgets-container"},
	{"print and mail buttons", ".printfriendly, .pf-content-button, .wp-print, .pdfprnt-buttons"},
}

// fill sets the content of a version: the HTML in an element without what is
// not content, which is counted.
func (p *pageReader) fill(v *version, content *goquery.Selection) {
	content = content.Clone() // the page has other readers
	drop := func(what string, s *goquery.Selection) {
		if n := s.Length(); n > 0 {
			v.dropped[what] += n
			s.Remove()
		}
	}
	for _, j := range junk {
		s := content.FindMatcher(css(j.selector))
		if j.what == "navigation" || j.what == "comments" || j.what == "entry meta" {
			// A query block shows other posts, with all of this.
			s = s.FilterFunction(func(_ int, t *goquery.Selection) bool {
				return t.ParentsMatcher(css(".wp-block-query, .wp-block-post-template, .wp-block-navigation")).Length() == 0
			})
		}
		drop(j.what, s)
	}
	if p.sel.Remove != "" {
		drop("chosen by the settings", content.FindMatcher(css(p.sel.Remove)))
	}
	content.FindMatcher(css("script, style, noscript")).FilterFunction(func(_ int, s *goquery.Selection) bool {
		n := s.Nodes[0]
		return n.DataAtom == atom.Style || n.DataAtom == atom.Script && isPlumbing(n)
	}).Remove()
	content.FindMatcher(css("span[id^=more-]")).Each(func(_ int, s *goquery.Selection) {
		if number(strings.TrimPrefix(s.AttrOr("id", ""), "more-")) > 0 {
			s.Remove()
		}
	})
	// Where no element holds the content alone, the title stands in it.
	if h := content.FindMatcher(css("h1, h2")).First(); h.Length() > 0 && oneLine(h.Text()) == oneLine(plainText(v.title)) && isFirst(content.Nodes[0], h.Nodes[0]) {
		h.Remove()
	}
	content.FindMatcher(css("a[href]")).Each(func(_ int, s *goquery.Selection) {
		if u := p.address(s.AttrOr("href", "")); u != nil {
			v.links = append(v.links, u.String())
		}
	})
	v.ends = endsOf(content.Nodes[0])
	markup, err := content.Html()
	if err != nil {
		return
	}
	v.content = strings.TrimSpace(markup)
	w := words(v.content)
	v.words, v.sum = len(w), sumOf(strings.Join(w, " "))
}

// isFirst reports whether no text stands before n in root.
func isFirst(root, n *html.Node) bool {
	for c := range root.Descendants() {
		if c == n {
			return true
		}
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return false
		}
	}
	return false
}

// isPlumbing reports whether a script is one of WordPress' own or of a player,
// and no embed of the author.
func isPlumbing(n *html.Node) bool {
	src, kind := "", ""
	for _, a := range n.Attr {
		switch a.Key {
		case "src":
			src = a.Val
		case "type":
			kind = a.Val
		}
	}
	return strings.Contains(src, "/wp-includes/") || strings.Contains(src, "/wp-content/plugins/") || kind == "application/json" || kind == "application/ld+json" || kind == "importmap"
}
