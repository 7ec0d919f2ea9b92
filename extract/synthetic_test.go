package extract

import (
	"bytes"
	"fmt"
	"strings"
)

// header is the beginning of an export, up to the first item.
const header = `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5.4" created="2024-06-10 12:29" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>A &amp;amp; B</title>
	<link>https://blog.example</link>
	<description>Tagline</description>
	<language>en-US</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://blog.example</wp:base_site_url>
	<wp:base_blog_url>https://blog.example</wp:base_blog_url>
	<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[alice]]></wp:author_login><wp:author_email><![CDATA[a@blog.example]]></wp:author_email><wp:author_display_name><![CDATA[Alice &amp; Co]]></wp:author_display_name><wp:author_first_name><![CDATA[Alice]]></wp:author_first_name><wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>
	<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename><![CDATA[news]]></wp:category_nicename><wp:category_parent><![CDATA[]]></wp:category_parent><wp:cat_name><![CDATA[News &amp; more]]></wp:cat_name></wp:category>
	<generator>https://wordpress.org/?v=6.5.4</generator>
`

const footer = "</channel>\n</rss>\n"

// post returns an item as WordPress 6 writes it. Every third one is an
// attachment.
func post(id int) string {
	var b strings.Builder
	typ, status := "post", "publish"
	if id%3 == 0 {
		typ, status = "attachment", "inherit"
	}
	fmt.Fprintf(&b, `	<item>
		<title><![CDATA[Post %d, a title of middling length &amp; an entity]]></title>
		<link>https://blog.example/2024/06/post-%[1]d/</link>
		<pubDate>Mon, 10 Jun 2024 10:29:00 +0000</pubDate>
		<dc:creator><![CDATA[alice]]></dc:creator>
		<guid isPermaLink="false">https://blog.example/?p=%[1]d</guid>
		<description></description>
		<content:encoded><![CDATA[`, id)
	if typ == "post" {
		for i := range 12 {
			fmt.Fprintf(&b, "<!-- wp:paragraph -->\n<p>Paragraph %d of <a href=\"https://blog.example/2024/05/post-%d/\">a post</a>: some prose with <em>emphasis</em>, a dash – and “quotes”, long enough to look like what people write. [gallery ids=\"1,2,3\"]</p>\n<!-- /wp:paragraph -->\n\n", i, id-1)
		}
	}
	fmt.Fprintf(&b, `]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_id>%d</wp:post_id>
		<wp:post_date><![CDATA[2024-06-10 12:29:00]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[2024-06-10 10:29:00]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[2024-06-11 08:00:00]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[2024-06-11 06:00:00]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[open]]></wp:comment_status>
		<wp:ping_status><![CDATA[closed]]></wp:ping_status>
		<wp:post_name><![CDATA[post-%[1]d]]></wp:post_name>
		<wp:status><![CDATA[%s]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[%s]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
`, id, status, typ)
	meta := func(key, value string) {
		fmt.Fprintf(&b, "\t\t<wp:postmeta>\n\t\t<wp:meta_key><![CDATA[%s]]></wp:meta_key>\n\t\t<wp:meta_value><![CDATA[%s]]></wp:meta_value>\n\t\t</wp:postmeta>\n", key, value)
	}
	if typ == "attachment" {
		b.WriteString("\t\t<wp:attachment_url><![CDATA[https://blog.example/wp-content/uploads/2024/06/p.jpg]]></wp:attachment_url>\n")
		meta("_wp_attached_file", "2024/06/p.jpg")
		meta("_wp_attachment_metadata", `a:4:{s:5:"width";i:1200;s:6:"height";i:800;s:4:"file";s:13:"2024/06/p.jpg";s:5:"sizes";a:1:{s:6:"medium";a:3:{s:4:"file";s:13:"p-300x200.jpg";s:5:"width";i:300;s:6:"height";i:200;}}}`)
	} else {
		b.WriteString("\t\t<category domain=\"category\" nicename=\"news\"><![CDATA[News &amp; more]]></category>\n\t\t<category domain=\"post_tag\" nicename=\"tag-one\"><![CDATA[Tag one]]></category>\n")
		meta("_thumbnail_id", "12")
		meta("_edit_last", "1")
		fmt.Fprintf(&b, `		<wp:comment>
			<wp:comment_id>%d</wp:comment_id>
			<wp:comment_author><![CDATA[Reader]]></wp:comment_author>
			<wp:comment_author_email><![CDATA[r@example.com]]></wp:comment_author_email>
			<wp:comment_author_url>https://reader.example</wp:comment_author_url>
			<wp:comment_author_IP><![CDATA[192.0.2.1]]></wp:comment_author_IP>
			<wp:comment_date><![CDATA[2024-06-12 12:29:00]]></wp:comment_date>
			<wp:comment_date_gmt><![CDATA[2024-06-12 10:29:00]]></wp:comment_date_gmt>
			<wp:comment_content><![CDATA[A comment, not very long & not very deep.]]></wp:comment_content>
			<wp:comment_approved><![CDATA[1]]></wp:comment_approved>
			<wp:comment_type><![CDATA[comment]]></wp:comment_type>
			<wp:comment_parent>0</wp:comment_parent>
			<wp:comment_user_id>0</wp:comment_user_id>
		</wp:comment>
`, id*10)
	}
	b.WriteString("\t</item>\n")
	return b.String()
}

// export returns a whole export of n items.
func export(n int) []byte {
	var b bytes.Buffer
	b.WriteString(header)
	for i := range n {
		b.WriteString(post(i + 1))
	}
	b.WriteString(footer)
	return b.Bytes()
}
