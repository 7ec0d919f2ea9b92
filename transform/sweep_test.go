package transform

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform/markdown"
)

// snippets yields contents with marks: an address holds mark.example/zq and a number,
// a word begins with zq. Each mark is on the page or in a note.
func snippets() (list []string) {
	n := 0
	add := func(format string, marks int) {
		args := make([]any, marks)
		for i := range args {
			n++
			args[i] = fmt.Sprintf("zq%d", n)
		}
		list = append(list, fmt.Sprintf(format, args...))
	}
	const at = "https://mark.example/%s"
	// Elements that show nothing, with an address or number in an attribute.
	for _, tag := range []string{"div", "span", "p", "section", "i", "figure", "blockquote", "li", "td", "ins", "article", "x-widget", "fb:post", "code"} {
		for _, attr := range []string{"data-href", "data-url", "data-src", "data-embed-url", "data-video-url", "data-oembed-url", "data-foo", "cite", "data-lazy-src", "data-iframe", "data-target-url", "data-config-link"} {
			add("<"+tag+" "+attr+`="`+at+`"></`+tag+">", 1)
		}
		for _, attr := range []string{"data-id", "data-video-id", "data-poll-id", "data-widget-id", "data-form-id", "data-tf-widget", "data-youtube-id", "data-vimeo-id", "data-gist-id", "data-tweet-id"} {
			if tag != "section" { // that is one of a builder
				add("<"+tag+" class=\"acme\" "+attr+`="%s12345"></`+tag+">", 1)
			}
		}
		add("<"+tag+" onclick=\"location.href='"+at+"'\">Go</"+tag+">", 1)
		add("<"+tag+" data-href=\""+at+"\">words</"+tag+">", 1)
		add("<"+tag+` data-options='{"url":"https:\/\/mark.example\/%s"}'></`+tag+">", 1)
	}
	// Links without a text.
	for _, inner := range []string{"", "<i class='fa fa-x'></i>", "<span></span>", "<svg><use xlink:href='#x'></use></svg>", "<br>", "<i></i><b></b>", "<div></div>", "&nbsp;", "<em> </em>", "<!-- x -->", "<span class='screen-reader-text'></span>"} {
		add(`<a href="`+at+`">`+inner+`</a>`, 1)
		add(`<a href="`+at+`" title="%s name">`+inner+`</a>`, 1)
		add(`<p>Text <a href="`+at+`" aria-label="%s">`+inner+`</a> text</p>`, 1)
		list[len(list)-1] = strings.Replace(list[len(list)-1], "%!s(MISSING)", "label", 1)
		list[len(list)-2] = strings.Replace(list[len(list)-2], "%!s(MISSING)", "label", 1)
		add(`<h2><a href="`+at+`">`+inner+`</a></h2>`, 1)
	}
	// Frames and players that wait.
	for _, tag := range []string{"iframe", "video", "audio"} {
		for _, attr := range []string{"src", "data-src", "data-lazy-src", "data-litespeed-src", "data-src-cmplz", "data-cookieblock-src", "data-cmp-src", "data-wpfc-original-src", "data-rocket-src", "data-borlabs-src", "data-original-src", "suppressedsrc", "consent-original-src-_", "acme-src"} {
			blank := ""
			if attr != "src" {
				blank = ` src="about:blank"`
			}
			add("<"+tag+blank+" "+attr+`="`+at+`/x.mp4"></`+tag+">", 1)
		}
	}
	// Other elements.
	for _, s := range []string{
		"<object data=\"" + at + "\"></object>", "<embed src=\"" + at + "\">", "<object><param name=\"movie\" value=\"" + at + "\"></object>", "<img src=\"" + at + ".jpg\">",
		"<img data-src=\"" + at + ".jpg\" src=\"data:image/gif;base64,R0lGOD\">", "<picture><source srcset=\"" + at + ".webp\"><img src=\"data:image/gif;base64,R0lGOD\"></picture>",
		"<form action=\"" + at + "\"><input name=x></form>", "<input type=image src=\"" + at + ".png\">", "<map name=m><area href=\"" + at + "\"></map>", "<img usemap=#m src=\"" + at + ".png\">",
		"<link rel=x href=\"/x\"><p>%s</p>", "<script src=\"" + at + "\"></script>", "<script>var %s</script>", "<noscript>%s</noscript>", "<template>%s</template>", "<marquee>%s</marquee>",
		"<details><summary>%s</summary>%s</details>", "<dialog>%s</dialog>", "<ruby>%s<rt>%s</rt></ruby>", "<abbr title=\"%s long\">x</abbr>", "<button>%s</button>", "<textarea>%s</textarea>",
		"<select><option>%s</option></select>", "<video poster=\"" + at + ".jpg\" src=\"/x.mp4\"></video>", "<audio><source src=\"" + at + ".mp3\"></audio>", "<iframe srcdoc=\"%s\"></iframe>",
		"<math><mi>%s</mi></math>", "<svg><text>%s</text></svg>", "<script type=\"math/tex\">%s</script>", "<applet code=\"%s\"></applet>", "<bgsound src=\"" + at + "\">",
		"<table background=\"" + at + ".jpg\"><tr><td>%s</td></tr></table>", "<div style=\"background-image:url(" + at + ".jpg)\">%s</div>", "<q cite=\"" + at + "\">%s</q>", "<del cite=\"" + at + "\">%s</del>",
		"<" + at + ">", "httpv://mark.example/%s", "<i class=\"fa\" title=\"%s words\"></i>", "<span aria-label=\"%s words\"></span>", "<canvas>%s</canvas>", "<meter>%s</meter>",
		"<pre class=\"x>\n%s</pre>\n%s <p class=\"y\">%s</p>", "<img src=/a.jpg longdesc=\"" + at + "\">", "<!-- wp:paragraph --><p>%s</p><!-- /wp:paragraph -->", "[[%s_x]] %s", "<a href=\"" + at + "\"><img></a>", "<a href=\"" + at + "\"><img alt=\"%s\"></a>",
		"<div class=\"elfsight-app-%s12345\"></div>", "<div class=\"klaviyo-form-%s12345\"></div>", "<div data-settings='{\"id\":\"%s12345\"}'></div>", "<stripe-buy-button buy-button-id=\"%s12345\"></stripe-buy-button>",
		"<video data-account=\"%s12345\" data-video-id=\"%s12345\"></video>", "<div data-pdf=\"/wp-content/uploads/%s.pdf\"></div>", "<div data-mp4=\"wp-content/uploads/%s.mp4\"></div>", "<div data-href=\"/%s/\"></div>", "<a class=\"embedly-card\" href=\"" + at + "\"></a>",
		"<template><iframe src=\"https://www.youtube.com/embed/%s\"></iframe></template>", "<script id=\"infogram_0_%s12345\" src=\"//e.infogr.am/js/embed.js\"></script>", "<script>load(\"https://mark.example/a/long/address/that/is/of/no/use/here/but/for/its/length/and/that/of/this/note/x.js\", \"" + at + "\")</script>",
		"<span data-tex=\"%s^2\"></span>", "<code><table class=\"wp_syntax\"><tr><td class=\"line_numbers\"><pre>1</pre></td><td class=\"code\"><pre class=\"php\">%s</pre></td></tr></table></code>", "<pre><code><pre>%s</pre></code></pre>",
		"<table><tr><td class=\"gutter\"><pre>1</pre></td><td class=\"code\"><pre>%s</pre></td></tr></table>", "<div class=\"syntaxhighlighter php\"><table><tr><td class=\"gutter\"><div class=\"line\">1</div></td><td class=\"code\"><div class=\"line\"><code>%s</code></div></td></tr></table></div>",
		"[quote=%s]%s[/quote]", "[polldaddy type=\"iframe\" survey=\"true\" domain=\"ann\" id=\"%s\"]", "[slideshow][slide]%s[/slide][/slideshow]",
		"<mailto:%s@x.example>", "<ftp://mark.example/%s>", "<www.mark.example/%s>", "<img data-acme-src=\"" + at + ".jpg\" src=\"data:image/gif;base64,R0lGOD\">", "<img src=/a.jpg onclick=\"show('" + at + "')\">",
		"<a href=\"javascript:popup('" + at + "')\">%s</a>", "<img src=/a.jpg onmouseover=\"this.src='" + at + ".jpg'\">", "[x_%s a=\"]\" b=\"%s\"]",
	} {
		add(s, strings.Count(s, "%s"))
	}
	// Blocks whose attributes hold what they show, or that nobody knows.
	for _, name := range []string{"acme/hero", "acme/empty", "kadence/infobox", "generateblocks/button", "core/navigation-link", "core/social-link", "core/embed", "core-embed/youtube", "core/file", "core/latest-posts",
		"core/rss", "core/search", "core/home-link", "core/loginout", "stackable/card", "ugb/cta", "uagb/marketing-button", "getwid/icon-box", "genesis-blocks/gb-cta", "atomic-blocks/ab-cta", "coblocks/hero",
		"woocommerce/featured-product", "jetpack/contact-info", "jetpack/podcast-player", "jetpack/map", "jetpack/calendly", "jetpack/eventbrite", "jetpack/pinterest", "videopress/video", "acf/quote", "lazyblock/box",
		"wpforms/form-selector", "contact-form-7/contact-form-selector", "yoast/faq-block", "rank-math/faq-block", "essential-blocks/heading", "otter-blocks/advanced-heading", "premium/banner", "tribe/event-links", "give/donation-form"} {
		if strings.HasPrefix(name, "core") { // whose attributes are known
			add(`<!-- wp:`+name+` {"url":"`+at+`"} /-->`, 1)
			if strings.HasSuffix(name, "link") {
				add(`<!-- wp:`+name+` {"label":"%s label","url":"`+at+`"} /-->`, 2)
			}
		} else {
			add(`<!-- wp:`+name+` {"title":"%s title words","url":"`+at+`","text":"%s text words"} /-->`, 3)
			if strings.HasPrefix(name, "acf") {
				continue // what is not in its data is no value
			}
			add(`<!-- wp:`+name+` {"title":"%s title words"} --><div class="x"><p>%s</p></div><!-- /wp:`+name+` -->`, 2)
		}
		add(`<!-- wp:`+name+` --><div class="%s"></div><!-- /wp:`+name+` --><p>%s</p>`, 2)
		list[len(list)-1] = strings.Replace(list[len(list)-1], `class="zq`, `class="q`, 1)
	}
	// Shortcodes of the most used plugins.
	for name := range strings.FieldsSeq(`contact-form-7 wpforms gravityform ninja_form formidable caldera_form mc4wp_form fluentform forminator_form mailpoet_form woocommerce_cart products product add_to_cart
		edd_downloads purchase_link give_form tribe_events events_list rev_slider layerslider metaslider soliloquy envira-gallery foogallery modula ngg nggallery gallery slideshow playlist smartslider3 wonderplugin_slider
		table wpdatatable tablepress ninja_tables su_button su_box su_note su_tabs su_tab su_spoiler su_youtube su_quote vc_row vc_column vc_column_text vc_btn vc_single_image vc_custom_heading vc_cta vc_toggle
		et_pb_section et_pb_text et_pb_blurb et_pb_button et_pb_image et_pb_video fusion_text fusion_button fusion_title fusion_imageframe av_button av_heading av_video mk_button mk_title nectar_btn ux_banner ux_text
		kc_title themify_button x_button cs_text button box column one_half toggle tabs tab accordion dropcap pullquote highlight tooltip alert divider spacer icon list
		youtube vimeo soundcloud spotify gist tweet instagram facebook audio video embed caption code php cc cci footnote ref fn latex math toc table-of-contents addtoany social_share adsense ad_inserter the_ad
		members private s2If pmpro_member wpmem_logged_in powerpress ss_player podcast_episode google_map wpgmza mappress leaflet-map display-posts catlist recent_posts sitemap related_posts wp_rss_retriever
		instagram-feed custom-facebook-feed custom-twitter-feeds testimonials portfolio team faq recipe wprm-recipe tasty-recipe pdf-embedder embeddoc gview iframe advanced_iframe lightbox popup bbp-forum-index
		learndash_login ld_course_list memberpress elementor-template acme_widget somethingelse my-plugin`) {
		add(`[`+name+` url="`+at+`" title="%s title words"]`, 2)
		add(`[`+name+` text="%s text words"]%s content[/`+name+`]`, 2)
		add(`[`+name+`]%s[/`+name+`]`, 1)
	}
	for i, s := range list {
		if strings.HasPrefix(s, "<td") {
			list[i] = "<table><tr>" + s + "<td>x</td></tr></table>"
		}
	}
	return append(list, widgetSnippets()...)
}

// widgetSnippets yields elements of page builders, as their editors save them.
func widgetSnippets() (list []string) {
	n := 10_000
	for line := range strings.SplitSeq(strings.TrimSpace(builderElements), "\n") {
		for strings.Contains(line, "§") {
			n++
			line = strings.Replace(line, "§", letterMark(n), 1)
		}
		list = append(list, line)
	}
	return list
}

// places are where a construct can stand.
var places = []string{
	"§", "<ul><li>one</li><li>§</li></ul>", "<table><tr><td>§</td><td>x</td></tr></table>", "<blockquote>§</blockquote>", "<p>before §\nbehind</p>", "[one_half]§[/one_half][one_half_last]x[/one_half_last]",
	"[vc_row][vc_column][vc_column_text]§[/vc_column_text][/vc_column][/vc_row]", "<!-- wp:group --><div class=\"wp-block-group\"><!-- wp:html -->§<!-- /wp:html --></div><!-- /wp:group -->",
	"<!-- wp:columns --><div class=\"wp-block-columns\"><!-- wp:column --><div class=\"wp-block-column\">\n§\n</div><!-- /wp:column --></div><!-- /wp:columns -->", "<details><summary>s</summary>§</details>",
	"[caption width=\"300\"]<img src=\"/a.jpg\" /> §[/caption]", "<div class=\"x\"><div>§</div></div>", "<h3>§</h3>", "[et_pb_section][et_pb_row][et_pb_column][et_pb_text]§[/et_pb_text][/et_pb_column][/et_pb_row][/et_pb_section]",
	"[fusion_builder_container][fusion_builder_row][fusion_builder_column][fusion_text]§[/fusion_text][/fusion_builder_column][/fusion_builder_row][/fusion_builder_container]",
	"[su_tabs][su_tab title=\"t\"]§[/su_tab][/su_tabs]", "<dl><dt>t</dt><dd>§</dd></dl>", "<figure>§<figcaption>c</figcaption></figure>", "<!-- wp:list --><ul><!-- wp:list-item --><li>§</li><!-- /wp:list-item --></ul><!-- /wp:list -->",
}

// nested puts each of some contents in one of the places, and every 29th in all.
func nested(list []string) (all []string) {
	for i, s := range list {
		if strings.Contains(s, "<!-- wp:") || strings.Contains(s, "[vc_row") {
			continue
		}
		if i%29 == 0 {
			for _, p := range places {
				all = append(all, strings.Replace(p, "§", s, 1))
			}
			continue
		}
		all = append(all, strings.Replace(places[i%len(places)], "§", s, 1))
	}
	return all
}

// letterMark returns a mark that is a word of letters.
func letterMark(n int) string {
	b := []byte(strconv.Itoa(n))
	for i := range b {
		b[i] += 'a' - '0'
	}
	return "zq" + string(b) + "z"
}

// marks yields the marks of a content.
func marks(s string) (list []string) {
	for {
		i := strings.Index(s, "zq")
		if i < 0 {
			return list
		}
		s = s[i:]
		n := len("zq")
		for n < len(s) && ('0' <= s[n] && s[n] <= '9' || 'a' <= s[n] && s[n] <= 'j') {
			n++
		}
		if n < len(s) && s[n] == 'z' {
			n++
		}
		list = append(list, s[:n])
		s = s[n:]
	}
}

// TestSweep holds that nothing of many small contents is lost without a note.
func TestSweep(t *testing.T) {
	list := snippets()
	if len(list) < 400 {
		t.Errorf("only %d snippets", len(list))
	}
	sweep(t, list, nil)
}

// TestSweepNested is TestSweep within lists, tables, captions, columns.
func TestSweepNested(t *testing.T) { sweep(t, nested(snippets()), nil) }

// TestSweepStored holds the same of what page builders keep beside an empty content.
func TestSweepStored(t *testing.T) {
	n := 20_000
	for line := range strings.SplitSeq(strings.TrimSpace(storedElements), "\n") {
		for strings.Contains(line, "§") {
			n++
			line = strings.Replace(line, "§", letterMark(n), 1)
		}
		field, data, _ := strings.Cut(line, " ")
		sweep(t, []string{""}, []extract.Meta{{Key: field, Value: data}})
	}
	for line := range strings.SplitSeq(strings.TrimSpace(storedPages), "\n") {
		filled, shown := fillMarks(line, &n)
		field, data, _ := strings.Cut(filled, " ")
		data = encoded(data)
		page, all := swept("", []extract.Meta{{Key: field, Value: data}})
		for _, m := range shown {
			if !holdsMark(page, m) {
				t.Errorf("%s is not shown: %s %s\n%s", m, field, data, all)
			}
		}
	}
}

// sweep reports the marks of contents, and of their fields, that are neither on the
// page nor in a note.
func sweep(t *testing.T, list []string, meta []extract.Meta) {
	t.Helper()
	for _, s := range list {
		_, out := swept(s, meta)
		what := s
		for _, f := range meta {
			what += f.Value
		}
		for _, m := range marks(what) {
			if !holdsMark(out, m) {
				t.Errorf("%s is lost: %s\n%s", m, what, out)
			}
		}
	}
}

// sweepLibrary is what a swept content can refer to.
var sweepLibrary = sync.OnceValue(testLibrary)

// swept returns the page that a content and fields become, and behind it their notes.
func swept(content string, meta []extract.Meta) (text, withNotes string) {
	page := Tree(&extract.Item{ID: 5, Content: content, Link: "http://old.example/a-post/", Meta: meta}, sweepLibrary(), Options{})
	text = string(markdown.New(nil).Print(page.Tree))
	withNotes = text
	for _, n := range page.Notes {
		if !strings.HasPrefix(n.Text, note.UnshownSettings) { // what a visitor saw has a note of its own
			withNotes += "\n" + n.Text
		}
	}
	withNotes += strings.Join(page.Held, "\n") // what visitors did not see, either
	return text, strings.ReplaceAll(withNotes, `\/`, "/")
}

// holdsMark reports whether a text has a mark that no further figure follows.
func holdsMark(s, mark string) bool {
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			return false
		}
		s = s[i+len(mark):]
		if mark[len(mark)-1] == 'z' || s == "" || s[0] < '0' || s[0] > '9' || strings.HasPrefix(s, "12345") {
			return true
		}
	}
}
