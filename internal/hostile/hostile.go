// Package hostile makes contents that are each the worst case of some step. Only
// tests and measurements use it.
package hostile

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Patterns returns the kinds of contents there are.
func Patterns() []string { return strings.Split(strings.TrimSpace(patterns), "\n") }

// patterns are contents, one a line. «…» stands n times, with the number of each
// in the place of ¶, in letters in that of ª, the other way round in that of º, and ‹…› as often as the parser takes elements in each other;
// ↵ is a line end, ␍ a carriage return, ˋ a backtick.
//
// What stands behind ⇐ is what Elementor has stored.
const patterns = `
‹<b id=¶>›«<p>»
«http://_a_»
«[youtube]»[/youtube]
«[youtube a]»«[/youtube]»
«[su_box]/»[/su_box]
«[heading]»[/heading]
«[heading]»«[/heading]»
«[button link=/x]»[/button]
«[vc_a¶ title=x]»
«[vc_a¶ title=x]»«[/vc_a¶]»
«[su_quote cite=x]»[/su_quote]
«[raw]»[/raw]
[vc_a «title¶=x »]
[vc_a «link¶=/x »]
[vc_a «link¶=/x l¶text=y »]
[su_slider source="media: «1,»"]
«[member]»[/member]
«[toc]»[/toc]
«[portfolio]»[/portfolio]
«[ref]»[/ref]
«[ref]a[/ref]»
«[ref name=¶]a[/ref]»
«[ref name=a /]»
«((»
«((a »
«((a b))»
((«a (»
«[1. »
a «[1. a b»
a «[1. a b]»
«$$»
«$$ »
«$latex »
«$latex a$»
«\(»
«\(»\)
«\[ »\]
«\(x_1\)»
[latex]«a<br>»[/latex]
[latex]«a↵»[/latex]
«{php}»
«{php}»{/php}
«{php}a{/php}»
«[:en]a»
«[:en]a[:de]b[:]»
«<!--:en-->a<!--:-->»
«@ET-DC@»
«@ET-DC@a@»
[table]«a,b↵»[/table]
[table]«a,»[/table]
[pastacode lang=php manual="«%20»"]
<pre>«[code]»[/code]</pre>
«<pre>[code]a[/code]</pre>»
<sup>«<a href=#a>1</a>»</sup><ol><li id=a>x <a href=#b>^</a></li></ol><i id=b></i>
«<a href=#n¶ id=m¶>1</a>»<ol>«<li id=n¶>x <a href=#m¶>^</a></li>»</ol>
<a href=#n>1</a><ol>«<li id=n>»</ol>
<!-- wp:acme/x {"content":["a b"«,"a b"»]} /-->
<!-- wp:acme/x {"a":[{"title":"a b"}«,{"title":"a b"}»]} /-->
<!-- wp:acme/x {"content":["a b"«,"c d"»]} -->«words and words»<!-- /wp:acme/x -->
<!-- wp:acme/x «{"a":»1«}» /-->
«<!-- wp:premium-content/subscriber-view -->»a
<!-- wp:jetpack/contact-form -->«<!-- wp:jetpack/field-text {"label":"a"} /-->»<!-- /wp:jetpack/contact-form -->
«<!-- wp:jetpack/contact-form -->»«<!-- /wp:jetpack/contact-form -->»
«<object><param name=movie value=/a>»
«<pre title=a>»
‹<b id=¶>›«<p>x»
‹<b id=¶>›«x<br><br>»
«[»
«[[»
«![»
«[gallery »
«[gallery ids=1]»
«[/caption]»
«[caption]»
«[caption id=1]»
«[caption]»«[/caption]»
«[caption]»[/caption]
«[caption][wp_caption]»[/wp_caption][/caption]
«[col a=1]»«[/col]»
«[col a=1]»[/col]
«[a¶ x=1]»«[/a¶]»
«[embed]»[/embed]
«[code]»[/code]
«[audio]»[/audio]
«[[gallery]]»
«[[code]»[/code]]
[caption id=1]«<iframe »[/caption]
[caption id=1]«<video>»[/caption]
[a b=«“»]
[gallery «a=b »]
[gallery «&quot;a »]
[gallery ids="«1,»"]
<a title="«[gallery]»">
<textarea>«[embed]http://x.example/[/embed]»</textarea>
<!-- [gallery] «[gallery]» -->
‹<div>›«[gallery ids=1]»
<table>«[gallery ids=1]»
«<!-- wp:group -->»
«<!-- wp:group --><div>»x«</div><!-- /wp:group -->»
«<div><!-- wp:group -->»
«<!-- wp:x /-->»
«<!-- wp:x/y -->a<!-- /wp:x/y -->»
«<!-- wp:x/y -->a»«<!-- /wp:x/y -->»
«<!-- wp:code --><pre>a</pre><!-- /wp:code -->»
«<!-- wp:code --><pre>a</pre>»«<!-- /wp:code -->»
«<!-- wp:code -->a»«<!-- /wp:code -->»
«<!-- wp:navigation {"label":"x"} -->»«<!-- /wp:navigation -->»
<!-- wp:x {«a»} -->
<!-- wp:block «{"a":»1}} /-->
«<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph -->↵↵»
<!-- wp:list --><ul>«<!-- wp:list-item --><li>a</li><!-- /wp:list-item -->»</ul><!-- /wp:list -->
<!-- wp:shortcode -->«[a b=1]»<!-- /wp:shortcode -->
<!-- wp:x /-->«a↵↵»
«<!--»
«<!--»-->
<!--«a↵↵»
«<!-- a -->»
«<!--more-->»
«a<!--nextpage-->»
«<div>»x«</div>»
«<blockquote>»x«</blockquote>»
«<blockquote><p>a</p>»x«</blockquote>»
«<ul><li>»x«</li></ul>»
«<ol start=2><li>a»«</li></ol>»
«<table><tr><td>»x«</td></tr></table>»
«<figure><figcaption>a»«</figcaption></figure>»
«<details><summary>a</summary>»«</details>»
«<dl><dd>»x«</dd></dl>»
«<b><i>»x«</i></b>»
«<span>»x«</span>»
‹<blockquote>›«<p>a»
‹<ul><li>›«<p>a»
‹<sub>›«a<br><br>»
‹<sub>›«<p>a»
‹<sub> ›« a <i>b</i>»
‹<figure>›«<i>a</i>»
‹<div style='display:none'>›«<i>a</i>»
‹<div class='wp-block-cover'>›«<i>a</i>»
‹<div class='wp-block-embed'>›«<i>a</i>»
‹<div id=x>›«<i id=a>a</i><a href=#a>x</a>»
«<ul>»
«<ul><li>»
«<li>»
«<li>a</li>»
<ol><li>«<ul><li>a</li></ul>»
«<table>»
«<table>a»
«<table><tr>»
«<table><caption>a»
«<table><form>»
«<table><select>»
<table>«<b>»
<table>«<b><tr><td>»
<table>«<tr><td>a»
<table><tr>«<td>a»
<table><tr>«<td colspan=2>a»
<table><tr>«<td>a»«<tr><td>a»
<table><tr><td><ul><li>«a<p>b»
«words and words and words and words and words»
«http://a.example/ »
http://«http://»
x «http://»
«&»
«&a»
«&amp;lt;»
«*»
«*a »
«_a»
«~»
«ˋ»
«ˋaˋˋb»
<code>«ˋ»</code>
«<code>ˋ</code> »
«<code>»
«<pre>»
<pre>«a↵↵»
<code>«a↵↵»
«<pre>a↵↵</pre»
«<code>a↵↵</code>»
<code>«a<br>↵»</code>
<p>«<pre>a</pre>»
<pre>«<div>a»
<pre>«<a »></pre>
<pre>«<a b=»">"</pre>
«<»
«<a»
«<a href="»
«<a b='>»
«<p b=">»
<p «a=b »>
<p «a¶=b »>a
<p class='«wp-block-spacer-»'>a
<img src=a alt='«*»'>
«<b><i>»
«<b>a<i>»
«<b>a<br><br>»
<b>«a<br><br>»
«<br>»
«a<br>»
< «a<br>»
<sub> «a<br>»
«a<br>[a»
«1. a<br>»
«[a↵»
«↵»
a« »a
a«&nbsp;»a
«<b> <i> »
«&nbsp;<b>&nbsp;»
«<a href=x>a»
«<a href=x><p>a»
«<a href=x><b>a</a>»
«<a><b><p></a>»
«<b><p>a</b>»
«<a name=x></a>»«<a href=#x>a</a>»
«<sup data-fn='x'><a href=#x>1</a></sup>»
«<nobr>a»
«<h2>»
<h2>«{#»}</h2>
«<img src=a>»
<b>«<img src=a> »
<blockquote>«<cite>a</cite>»
<pre class='wp-block-verse'>« a  b↵»</pre>
<pre class='wp-block-verse'><b>«↵ a↵↵»</b></pre>
«<noscript>»
«<svg>»
«<svg><g>»
«<svg><p>»
«<svg><foreignobject>»
«<math><annotation-xml encoding=text/html>»
«<foo>»
«<foo a=1>»
«<wp-more>»
«<span style='font-weight:bold'>a»
«<figure><img src=a>»
«<div class='wp-caption'>»
«<details><summary>a»
«<map><area href=x>»
«<textarea>»
«<iframe>»
«<script>»
«<script>¶</script>»
«<script>↵</script>»
«<?php »
«<?php a ?>»
«<![CDATA[»
«<![CDATA[»x«]]>»
«<select><option>»
«<ruby><rt>»
«<form>»
«<button>»
«<object>»
«<marquee>»
«<template>»
«<frameset>»
«</div>»
«</p>»
«</br>»
«<span style="color:red">x</span>»
«<span>x»
«<b>x</b>»
«<b>x</b><i>y</i>»
«<a href="javascript:x">x</a>»
«<a href="/a¶">x</a>»
«<a href="#a¶">x</a>»
«<b>x</b> »
«<code>x</code>»
«<sup>x</sup>»
«<font color=red>x»
<p>«<em>x»
«~~a~~»
«a~»
«_»
«]»
«ˋa»
«***a** »
«<!-- wp:paragraph --><p>x</p>»
«<!-- wp:group --><div>»
«<!-- wp:html -->»
«a↵»
«a↵===↵»
«a↵---↵»
«a»
«<p>x»
«<br>x»
«<hr>»
«<img src="/a¶.png">»
«<iframe src="https://old.example/x¶"></iframe>»
«<video src="/v¶.mp4"></video>»
«<embed src="/v¶.swf">»
«<object data="/v¶.swf"></object>»
<table>«<tr><td>x</td></tr>»</table>
<table><tr>«<td>x</td>»</tr></table>
<table><tr>«<td>x</td>»</tr>«<tr><td>y</td></tr>»</table>
<table>«<tr><td>x</td></tr>»<tr>«<td>y</td>»</tr></table>
<table><tr><td colspan=1000>x</td></tr>«<tr><td>y</td></tr>»</table>
«<table><tr><td>x</td></tr></table>»
‹<table><tr><td>›x
<ul>«<li>x»</ul>
‹<ul><li>›x
‹<blockquote>›x
‹<div>›«x »
<dl>«<dt>x<dd>y»</dl>
<pre>«x↵»</pre>
<pre>«<b>x</b>»</pre>
«<pre>x</pre>»
«<h2>x</h2>»
«<h2 id=a¶>x</h2><a href="#a¶">y</a>»
«<figure><img src=/a.png><figcaption>x</figcaption></figure>»
«<details><summary>x</summary>y</details>»
«<ruby>x<rt>y</rt></ruby>»
«<q>x</q>»
«<abbr title=¶>x</abbr>»
«&amp;»
«&#x»
«&nbsp;»
«< »
«</»
«<!--nextpage-->»
«https://old.example/¶ »
«https://www.youtube.com/watch?v=¶↵»
«www.a.example »
«a@b.example »
«\»
«|»
«a|b↵»
«1. »
«1. a↵»
«- a↵»
«> a↵»
«# a↵»
«    a↵»
«<input value=x>»
«<svg><path></svg>»
«<math><mi>x</mi></math>»
«x »
«é»
«字»
«</span><span>»
«<p><p>»
«<b><p>x</p>»
«<a href=/x><p>x</p></a>»
<!-- wp:acf/x {"name":"acf/x","data":{"list":"9"«,"list_¶_title":"Title ¶","_list_¶_title":"field_1"»}} /-->
<!-- wp:acf/x {"name":"acf/x","data":{"a":"b"«,"ª_image_text":"Hello ¶"»}} /-->
<!-- wp:acf/x {"name":"acf/x","data":{"a":"1","«a_1_b»":"x"}} /-->
«<p>line ¶ w</p>↵» ⇐ [{"id":"1","elType":"widget","widgetType":"price-x","settings":{"list":[{"t":"x"}«,{"price":"1000¶"}»]}}]
[vc_row][acme_thing «ªx="Some words" »][/vc_row]
[acme_thing «ªx="Some words" »]
[vc_row][acme_thing «ª_url="/a" ª_text="Say it" »][/vc_row]
[vc_row][acme_thing «ª="/b.jpg" ª_fallback="/a.jpg" »][/vc_row]
<!-- wp:acme/x {"a":"b"«,"ª":"Some words ª"»} /-->
<!-- wp:acme/x {"a":"b"«,"ª":"/x.jpg","ª_fallback":"/y.jpg"»} /-->
<!-- wp:acme/x {"list":[{"a":"b"}«,{"title":"Some<br>words ¶"}»]} -->«<p>Other text ¶ of it</p>»<!-- /wp:acme/x -->
 ⇐ [{"id":"1","elType":"widget","widgetType":"icon-box","settings":{"title":"x"«,"ª_icon_type":"none"»}}]
«<p>line ¶ w</p>↵» ⇐ [{"id":"1","elType":"section","elements":[«{"elType":"widget","widgetType":"toggle","settings":{"tabs":[{"tab_title":"Title ¶","tab_content":"<p>not there ¶</p>"}]}},»{"elType":"widget"}]}]
«<p>Title ¶</p><p>is there ¶</p>↵» ⇐ [{"id":"1","elType":"section","elements":[«{"elType":"widget","widgetType":"toggle","settings":{"tabs":[{"tab_title":"Title ¶","tab_content":"<p>is there ¶</p>"}]}},»{"elType":"widget"}]}]
<p>x</p> ⇐ [{"id":"1","elType":"section","elements":[«{"elType":"widget","widgetType":"acme-ª-blog","settings":{"posts_per_page":3}},»{"elType":"widget"}]}]
<div>«<a class="faq-title">x</a> »</div>
<div>«<i class="x"><span class="faq-title">x</span></i>»<div>a«<b></b>»</div></div>
<div>«<h4 class="faq-title">x</h4><hr>»</div>
«<a aria-controls="x" aria-expanded="true" href="#x">x</a>»<div id=x>«<b class=a></b>»w</div>
«<div class="item"><h4 class="accordion-title"><a data-toggle="collapse" href="#c¶">Title ¶</a></h4><div id="c¶"><p>Words</p></div></div>»
<ul>«<li><a role="tab" href="#c¶">Title ¶</a></li>»</ul>«<div id="c¶"><p>Words</p></div>»
‹<div class="price">›«<b></b>»a
<div class="price"><span class="currency">x</span><span class="amount">y</span>«<b></b>»«<bdi></bdi>»</div>
<p>«Our part ¶ is here.»</p> ⇐ [{"id":"1","elType":"widget","widgetType":"text-editor","settings":{"editor":"«<p>Our part ¶ is here.</p>»"}}]
«<p>abcdefghijklmnopqr</p>↵» ⇐ [{"id":"1","elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>«abcdefghijklmnopqr »z end</p>"}}]
[vc_row]«[ª_tabs titles="Aa,Bb"]»«[/º_tabs]»[/vc_row]
[vc_row][icon_list]«[item text="One ¶"]»[/icon_list][/vc_row]
[vc_row]«[ª_list]»x«[/º_list]»[/vc_row]
 ⇐ [{"id":"1","elType":"widget","widgetType":"acme-map","settings":{"pins":[{"a":"b"}«,{"pin_title":"Pin ¶","lat":"48.1¶","lng":"9.1¶"}»]}}]
«[code_block lang="php"]a[¶][/code_block]↵»
«[code_block]<pre>»
«<!-- wp:acme/gallery {"folder":"big-posters"} /-->»
«[a_b][/x]»
<script>«httphttps://a »</script>
<img src="/a.jpg" onmouseover="«a('/¶.jpg');»">
<p>x</p> ⇐ [{"id":"1","elType":"widget","widgetType":"heading","settings":{"title":"x"«,"ª_title":"Title ¶"»}}]
 ⇐ [{"id":"1","elType":"widget","widgetType":"nested-tabs","settings":{"tabs":[{"tab_title":"A"}«,{"tab_title":"T ¶"}»]},"elements":[{"elType":"container"}«,{"elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>E ¶</p>"}}»]}]
<p>x</p> ⇐ [{"id":"1","elType":"section","elements":[«{"elType":"widget","widgetType":"text-editor","settings":{"wpf_visibility":"loggedin","editor":"<p>E ¶</p>"}},»{"elType":"widget"}]}]
«[members_start]»
«[members_start]a[members_end]»
«[members_start]»«[members_end]»
«[members_ª_start]»
«<!--a-paywall»
«<!--a-paywall--><!--/a-paywall-->»
«[a_paywall »
«[a_paywall b=c]»[/a_paywall]
«<!-- wp:a/paywall -->»
«<!-- wp:a/paywall -->x»<!-- /wp:a/paywall -->
«[show_to a]»
«[role ª]b[/role]»
<!-- wp:a/x {«"membersª":"b",»"c":1} -->a<!-- /wp:a/x -->
«[ªmembersonlyforusers]a[/ªmembersonlyforusers]»
<!-- wp:navigation -->«<!-- wp:navigation-link {"label":"a","id":¶,"url":"/a"} /-->»<!-- /wp:navigation -->
«[members_start]»[members_end
«<i a=">"»
«<i class="logged-in-only">a</i> »
«<i class="logged-in-only">»
«<i class="logged-in-only">»«</i>»
<pre>«<i class="logged-in-only">a</i> »
«<pre><i class="logged-in-only">a</i></pre>»
«<i class="x-only">a</i> »
«[acme_instagram username="ab¶"]↵↵»
«<!-- wp:acme/instagram {"username":"ab¶"} /-->»
«__CONFIG_a¶__ »
«<? ?>»
«%5B%7B%22title%22%3A%22100% ok%22»
[acme_list values="«%5B%7B%22title%22%3A%22100%»"]
«{{display_by_roles roles="a"}}»brz-
«{{display_by_roles roles="a"}}a{{end_display_by_roles}}»brz-
«{{brizy_dc_image_alt imageSrc="a¶"}}»brz-
«[item price="$3"]Coat[/item]»
[vc_row]«[ª_form]»x«[/º_form]»[/vc_row]
«[ª_form]»x«[/º_form]»
«[ª_form]»{«[/º_form]»
«[ª_form]{a«[/ª_form]»»
 ⇐ [{"id":"1","elType":"widget","widgetType":"acme","settings":{"«field»":"Some words here"}}]
<p>«Text ª here »</p> ⇐ [{"id":"1","elType":"section","elements":[«{"elType":"widget","widgetType":"text-editor","settings":{"_element_id":"idª","editor":"<p>Text ª here</p>"}},»{"elType":"widget"}]}]
«<a href="#" aria-label="label ¶"></a>»
<!-- wp:x/has«-has» {"a":1} -->a<!-- /wp:x/has -->
<p>«aaaaaaaa»</p><span title="«aaa»">x</span>
«[ª_thing]»x«[/º_thing]»
«a[fusion_builder_container x=y][fusion_builder_row][fusion_builder_column x=y][b»
«a[fusion_builder_container x=y][fusion_builder_row][fusion_builder_column x=y][b»«[/fusion_builder_column][/fusion_builder_row][/fusion_builder_container]»
«a[fusion_builder_container x=y]»
«[share][x »
[vc_row]«[share]»[/vc_row]
[vc_row][acme_a b="«https://a.example/¶|fa-a↵»"][/vc_row]
[vc_row]«[teamblock title=¶ number=4]»[/vc_row]
[vc_row]«[acme_box link_to_page=¶ before_text=a number=¶ after_text=b]»[/vc_row]
«<div class=counter data-x=9><span>0</span>»
«<div class=counter data-x=9>»«<span>0</span>»`

// Page returns the content that a pattern stands for, and what Elementor has stored.
func Page(pattern string, n int) (content, data string) {
	content, data, _ = strings.Cut(pattern, " ⇐ ")
	return fill(content, n), fill(data, n)
}

// Item is Page as an item.
func Item(pattern string, n int) *extract.Item {
	it := &extract.Item{ID: 5, Type: "post", Status: "publish"}
	data := ""
	if it.Content, data = Page(pattern, n); data != "" {
		it.Meta = []extract.Meta{{Key: "_elementor_data", Value: data}, {Key: "_elementor_edit_mode", Value: "builder"}}
	}
	return it
}

func fill(pattern string, n int) string {
	pattern = strings.NewReplacer("↵", "\n", "␍", "\r", "ˋ", "`").Replace(pattern)
	var b strings.Builder
	for pattern != "" {
		before, unit := pattern, ""
		times := n
		pattern = ""
		if i := strings.IndexAny(before, "«‹"); i >= 0 {
			if before, unit = before[:i], before[i:]; strings.HasPrefix(unit, "‹") {
				times = min(n, 500/(1+strings.Count(unit[:strings.Index(unit, "›")], "><")))
			}
			i = strings.IndexAny(unit, "»›")
			unit, pattern = unit[len("«"):i], unit[i+len("»"):]
		}
		b.WriteString(before)
		for i := range times {
			b.WriteString(strings.NewReplacer("¶", strconv.Itoa(i), "ª", letters(i), "º", letters(times-1-i)).Replace(unit))
		}
	}
	return b.String()
}

// letters returns a number as four letters.
func letters(i int) string {
	var s [4]byte
	for k := range s {
		s[k] = byte('a' + i%26)
		i /= 26
	}
	return string(s[:])
}
