package extract

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// readAll reads a stream to its end.
func readAll(name string, r io.Reader) (items []*Item, site Site, repairs []Repair, err error) {
	s := source(name, func() io.Reader { return r })
	items, err = collect(s, &site)
	return items, site, s.Repairs(), err
}

func collect(s *Source, site *Site) (items []*Item, err error) {
	for it, e := range s.Items(site) {
		if e != nil {
			return items, e
		}
		items = append(items, it)
	}
	return items, nil
}

// wxr puts items into an export. The first of them is on line 3.
func wxr(items string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version>` + "\n" +
		items + "</channel></rss>\n"
}

// item makes an item of its ID and whatever else is in it.
func item(id int64, fields string) string {
	return fmt.Sprintf("<item><wp:post_id>%d</wp:post_id><wp:post_type>post</wp:post_type><wp:status>draft</wp:status>%s</item>\n", id, fields)
}

// show writes down what an item holds, but for what every item of these tests
// has.
func show(it *Item) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", it.ID)
	str := func(name, v string) {
		if v != "" {
			fmt.Fprintf(&b, " %s=%q", name, v)
		}
	}
	if it.Cut {
		b.WriteString(" cut")
	}
	if it.Type != "post" {
		str("type", it.Type)
	}
	if it.Status != "draft" {
		str("status", it.Status)
	}
	str("title", it.Title)
	str("link", it.Link)
	str("guid", it.GUID)
	str("creator", it.Creator)
	str("slug", it.Slug)
	str("description", it.Description)
	str("content", it.Content)
	str("excerpt", it.Excerpt)
	str("password", it.Password)
	str("parent", numeral(it.Parent))
	str("order", numeral(it.MenuOrder))
	str("date", dateText(it.Date))
	str("gmt", dateText(it.DateGMT))
	str("pub", dateText(it.PubDate))
	str("url", it.AttachmentURL)
	if it.Sticky {
		b.WriteString(" sticky")
	}
	for _, r := range it.Terms {
		fmt.Fprintf(&b, " %s/%s(%s)", r.Taxonomy, r.Slug, r.Name)
	}
	for _, m := range it.Meta {
		fmt.Fprintf(&b, " %s:%q", m.Key, m.Value)
	}
	for _, c := range it.Comments {
		fmt.Fprintf(&b, " [%d %s %q", c.ID, c.Author, c.Content)
		for _, m := range c.Meta {
			fmt.Fprintf(&b, " %s:%q", m.Key, m.Value)
		}
		b.WriteString("]")
	}
	return b.String()
}

// showRepairs writes kind, count and first line of each.
func showRepairs(rs []Repair) string {
	var all []string
	for _, r := range rs {
		all = append(all, fmt.Sprintf("%s:%d@%d", r.Kind, r.Count, r.Line))
	}
	return strings.Join(all, " ")
}

// A reading is one row of a table: what a file holds, what is read of it, one
// line for each item, and what had to be mended.
type reading struct {
	why     string
	in      string
	want    string
	repairs string
	err     string
}

func (r reading) test(t *testing.T) {
	t.Run(r.why, func(t *testing.T) {
		items, _, repairs, err := readAll("a.xml", strings.NewReader(r.in))
		var got []string
		for _, it := range items {
			got = append(got, show(it))
		}
		if got := strings.Join(got, "\n"); got != r.want {
			t.Errorf("%s:\ngot  %s\nwant %s", r.why, got, r.want)
		}
		if got := showRepairs(repairs); got != r.repairs {
			t.Errorf("%s: repairs:\ngot  %s\nwant %s", r.why, got, r.repairs)
		}
		if got := errorText(err); got != r.err {
			t.Errorf("%s: error:\ngot  %s\nwant %s", r.why, got, r.err)
		}
	})
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// readings are the rows of all tables, which seed the fuzzer.
func readings() []reading {
	var all []reading
	for _, table := range [][]reading{cdataReadings, textReadings, markupReadings, documentReadings, fieldReadings, nameReadings} {
		all = append(all, table...)
	}
	return all
}

// A field ends where its closing tag stands, but damage hides it. Facts.md
// §H.1, rows 8 and 9.
var cdataReadings = []reading{
	{
		why:  "a value may end in a bracket",
		in:   wxr(item(1, `<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{"id":"x"}]]]></wp:meta_value></wp:postmeta>`)),
		want: `1 footnotes:"[{\"id\":\"x\"}]"`,
	},
	{
		why:     "a section that lacks its second bracket",
		in:      wxr(item(1, "<excerpt:encoded><![CDATA>a & <b>b</b>]]></excerpt:encoded><title><![CDATA>t</title>")),
		want:    `1 title="<![CDATA>t" excerpt="a & <b>b</b>"`,
		repairs: "stray-markup:4@3",
	},
	{
		why:  "WordPress splits a section to escape its end",
		in:   wxr(item(1, `<content:encoded><![CDATA[a ]]]]><![CDATA[> b]]></content:encoded>`)),
		want: `1 content="a ]]> b"`,
	},
	{
		why:  "sections and the white space between them, but not around them",
		in:   wxr(item(1, "<content:encoded>\n\t<![CDATA[ one ]]><![CDATA[two]]>\n<![CDATA[three]]>\n</content:encoded>")),
		want: `1 content=" one two\nthree"`,
	},
	{
		why:  "a browser that shows a file puts each section on a line of its own, between blanks",
		in:   wxr(item(1, "<title>\n<![CDATA[ t ]]>\n</title><content:encoded>\n<![CDATA[  a ]]]]><![CDATA[> b\n ]]>\n</content:encoded><wp:post_password>\n<![CDATA[  ]]>\n</wp:post_password><excerpt:encoded>\n<![CDATA[ ]]>\n</excerpt:encoded><wp:post_name>\n<![CDATA[ s ]]>\n</wp:post_name>")),
		want: `1 title="t" slug="s" content=" a ]]> b\n"`,
	},
	{
		why:  "XML allows text around a section",
		in:   wxr(item(1, `<title>a &amp; <![CDATA[b &amp; c]]> d</title><link>l</link>`)),
		want: `1 title="a & b &amp; c d" link="l"`,
	},
	{
		why:  "markup of an export inside CDATA is text",
		in:   wxr(item(1, `<content:encoded><![CDATA[<item></item> </content:encoded> <wp:post_id>7</wp:post_id></item>]]></content:encoded>`) + item(2, "")),
		want: "1 content=\"<item></item> </content:encoded> <wp:post_id>7</wp:post_id></item>\"\n2",
	},
	{
		why: "an export quoted in a post, escaped as WordPress does",
		in: wxr(item(1, `<content:encoded><![CDATA[<item><title>x</title><content:encoded><![CDATA[q]]]]><![CDATA[></content:encoded>
<excerpt:encoded><![CDATA[r]]]]><![CDATA[></excerpt:encoded></item><item><title>y</title></item></channel>]]></content:encoded><title>T</title>`) + item(2, "")),
		want: "1 title=\"T\" content=\"<item><title>x</title><content:encoded><![CDATA[q]]></content:encoded>\\n<excerpt:encoded><![CDATA[r]]></excerpt:encoded></item><item><title>y</title></item></channel>\"\n2",
	},
	{
		why:  "a section opened inside another is text, as XML says",
		in:   wxr(item(1, `<content:encoded><![CDATA[write <![CDATA[ first]]></content:encoded>`)),
		want: `1 content="write <![CDATA[ first"`,
	},
	{
		why:     "an end unescaped",
		in:      wxr(item(1, `<content:encoded><![CDATA[a ]]> b]]></content:encoded><title>T</title>`)),
		want:    `1 title="T" content="a ]]> b"`,
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "nothing but an end",
		in:      wxr(item(1, `<content:encoded><![CDATA[]]>]]></content:encoded>`)),
		want:    `1 content="]]>"`,
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "a section nested",
		in:      wxr(item(1, `<content:encoded><![CDATA[a <![CDATA[ b ]]> c <![CDATA[ d ]]>]]></content:encoded>`)),
		want:    `1 content="a <![CDATA[ b ]]> c <![CDATA[ d ]]>"`,
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "never closed, the next field follows",
		in:      wxr(item(1, "<content:encoded><![CDATA[a <b>b</b></content:encoded>\n<excerpt:encoded><![CDATA[e]]></excerpt:encoded>") + item(2, `<title><![CDATA[x]]></title>`)),
		want:    "1 content=\"a <b>b</b>\" excerpt=\"e\"\n2 title=\"x\"",
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "never closed, the next item follows",
		in:      wxr(item(1, `<title><![CDATA[a</title>`) + item(2, `<title><![CDATA[b]]></title>`)),
		want:    "1 title=\"a\"\n2 title=\"b\"",
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "never closed, and no other section follows",
		in:      wxr(item(1, `<title><![CDATA[a</title><link>l</link>`) + item(2, `<title>b</title>`)),
		want:    "1 title=\"a\" link=\"l\"\n2 title=\"b\"",
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "never closed, and neither is the field",
		in:      wxr(item(1, `<title><![CDATA[a`) + item(2, `<title><![CDATA[b]]></title>`)),
		want:    "1 title=\"a\"\n2 title=\"b\"",
		repairs: "broken-cdata:1@3",
	},
	{
		why:     "never closed in each field",
		in:      wxr(item(1, `<title><![CDATA[a</title><link><![CDATA[l</link><wp:postmeta><wp:meta_key><![CDATA[k</wp:meta_key><wp:meta_value><![CDATA[v</wp:meta_value></wp:postmeta>`)),
		want:    `1 title="a" link="l" k:"v"`,
		repairs: "broken-cdata:4@3",
	},
	{
		why:     "the closing tag is missing",
		in:      wxr(item(1, `<title><![CDATA[a]]><link>l</link><content:encoded><![CDATA[c]]>`)),
		want:    `1 title="a" link="l" content="c"`,
		repairs: "missing-close-tag:2@3",
	},
	{
		why:     "a section where no field is",
		in:      wxr(item(1, `<![CDATA[<item>]]><title>a</title>`)),
		want:    `1 title="a"`,
		repairs: "foreign-text:1@3",
	},
}

// Text is decoded and mended. Facts.md §H.1, rows 1, 2, 10 and 11.
var textReadings = []reading{
	{
		why:  "the references of XML, in text only",
		in:   wxr(item(1, `<title>&lt;b&gt; &amp;amp; &quot;q&quot; &apos; &#8211; &#x2013; &#38;</title><content:encoded><![CDATA[&lt; &amp; &#8211;]]></content:encoded>`)),
		want: `1 title="<b> &amp; \"q\" ' – – &" content="&lt; &amp; &#8211;"`,
	},
	{
		why:     "an ampersand nobody escaped",
		in:      wxr(item(1, `<link>http://x/?a=1&b=2&copy=3&amp=4</link><title>AT&T & co &foo; &</title>`)),
		want:    `1 title="AT&T & co &foo; &" link="http://x/?a=1&b=2&copy=3&amp=4"`,
		repairs: "bare-ampersand:7@3",
	},
	{
		why:     "entities of HTML",
		in:      wxr(item(1, `<title>a&nbsp;b &hellip; &copy; &lt x &#39 y &CounterClockwiseContourIntegral;</title>`)),
		want:    `1 title="a\u00a0b … © < x ' y ∳"`,
		repairs: "html-entity:6@3",
	},
	{
		why:     "a less-than sign in text",
		in:      wxr(item(1, "<title>1 < 2, <3, <a@b> and <</title>\n<link>l</link>")),
		want:    `1 title="1 < 2, <3, <a@b> and <" link="l"`,
		repairs: "stray-markup:4@3",
	},
	{
		why:     "an image with a declaration of its own, outside CDATA",
		in:      wxr(item(1, `<wp:postmeta><wp:meta_key>svg</wp:meta_key><wp:meta_value><?xml version="1.0"?><svg/></wp:meta_value></wp:postmeta>`)),
		want:    `1 svg:"<?xml version=\"1.0\"?><svg/>"`,
		repairs: "stray-markup:2@3",
	},
	{
		why:     "HTML outside CDATA",
		in:      wxr(item(1, `<content:encoded><!-- wp:html --><p>a <title>b</title></p><!-- /wp:html --></content:encoded><title>x <em>y</em><!-- z --></title>`)),
		want:    `1 title="x <em>y</em>" content="<!-- wp:html --><p>a <title>b</title></p><!-- /wp:html -->"`,
		repairs: "stray-markup:8@3",
	},
	{
		why:     "control characters",
		in:      wxr(item(1, "<title><![CDATA[a\x00b\x01c\x0bd\x0ce\x1cf\x1fg\x10]]></title>\n<link>&#0;&#x8;l&#11;</link>")),
		want:    `1 title="abc d e f g" link="l"`,
		repairs: "control-character:10@3",
	},
	{
		why:     "characters that are none",
		in:      wxr(item(1, "<title>a\uffff&#xfffe;&#xd800;&#1114112;&#99999999999999999999;</title>")),
		want:    `1 title="a�����"`,
		repairs: "control-character:5@3",
	},
	{
		why:     "windows-1252 in UTF-8",
		in:      wxr(item(1, "<title><![CDATA[\x93caf\xe9\x94 – \x96 \x81]]></title>")),
		want:    `1 title="“café” – – �"`,
		repairs: "invalid-bytes:5@3",
	},
	{
		why:     "bytes of windows-1252 taken for code points",
		in:      wxr(item(1, "<title><![CDATA[\u0093q\u0094]]></title><link>&#150;</link>")),
		want:    `1 title="“q”" link="–"`,
		repairs: "c1-control:3@3",
	},
	{
		why:     "a text cut at the length of its column, and a letter of windows-1252 at the end",
		in:      wxr(item(1, "<title><![CDATA[ab\xe2\x80]]></title><link><![CDATA[caf\xe9]]></link><guid><![CDATA[\xf0\x9f\x8e]]></guid>")),
		want:    `1 title="ab�" link="café" guid="�"`,
		repairs: "invalid-bytes:3@3",
	},
	{
		why:     "surrogates, overlong forms and bytes beyond Unicode",
		in:      wxr(item(1, "<title><![CDATA[\xed\xa0\xbc\xed\xbe\x89 \xed\xa0\x80 \xc0\x80 \xf8]]></title>")),
		want:    `1 title="🎉 � À€ ø"`,
		repairs: "invalid-bytes:5@3",
	},
	{
		why:  "line ends",
		in:   wxr(item(1, "<content:encoded><![CDATA[a\r\nb\rc\n\nd&#13;]]></content:encoded><title>a&#13;&#10;b&#13;c&#13;\nd</title>")),
		want: `1 title="a\nb\nc\nd" content="a\nb\nc\n\nd&#13;"`,
	},
	{
		why:  "white space around text, and inside CDATA",
		in:   wxr(item(1, "<title>\n\t a b \n</title><content:encoded> <![CDATA[ c\n ]]>\n</content:encoded><link> <![CDATA[ l\n]]> </link><wp:post_name/>")),
		want: `1 title="a b" link="l" content=" c\n "`,
	},
}

// Tags may be missing, foreign or broken. Facts.md §H.1, rows 6, 7, 12, 17.
var markupReadings = []reading{
	{
		why:  "fields in any order, empty ones, indented",
		in:   wxr("<item>\n\t<wp:status >draft</wp:status>\n\t<wp:post_type\n>post</wp:post_type\n>\n<title/><link></link><guid />\n\t<wp:post_id>\n5\n</wp:post_id></item>\n"),
		want: "5",
	},
	{
		why:     "closing tags missing",
		in:      wxr("<item><title>a\n<link>l\n<wp:post_id>5\n<wp:post_type>post\n<wp:status>draft\n<category domain=\"category\" nicename=\"c\">C\n<wp:postmeta><wp:meta_key>k<wp:meta_value>v</wp:postmeta></item>\n"),
		want:    `5 title="a" link="l" category/c(C) k:"v"`,
		repairs: "missing-close-tag:8@4",
	},
	{
		why:     "an item without its end",
		in:      wxr(strings.Replace(item(1, `<title>a</title>`), "</item>", "", 1) + item(2, "")),
		want:    "1 title=\"a\"\n2",
		repairs: "missing-close-tag:1@4",
	},
	{
		why:     "the last item without its end",
		in:      wxr(strings.Replace(item(1, `<title>a</title>`), "</item>", "", 1)),
		want:    `1 title="a"`,
		repairs: "missing-close-tag:1@4",
	},
	{
		why:     "an item without its beginning",
		in:      wxr(item(1, "") + strings.TrimPrefix(item(2, "<title>b</title>"), "<item>") + strings.Replace(item(3, "<title>c</title>"), "<item>", "<itm>", 1)),
		want:    "1\n2 title=\"b\"\n3 title=\"c\"",
		repairs: "missing-close-tag:2@4 unknown-element:1@5",
	},
	{
		why:     "the end of an item inside it",
		in:      wxr(item(1, "<title>a</title></item><wp:post_name>s</wp:post_name>") + item(2, "<title>b</item></title>")),
		want:    "1 title=\"a\" slug=\"s\"\n2 title=\"b</item>\"",
		repairs: "missing-close-tag:1@3 stray-markup:1@4",
	},
	{
		why:     "an item inside another, so that the first lacks its status",
		in:      wxr("<item><wp:post_id>1</wp:post_id>" + item(2, "")),
		want:    "1 cut\n2",
		repairs: "missing-close-tag:1@3",
	},
	{
		why:     "a comment without its end",
		in:      wxr(item(1, `<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_content>c</wp:comment_content><wp:comment><wp:comment_id>4</wp:comment_id></wp:comment><title>t</title>`)),
		want:    `1 title="t" [3  "c"] [4  ""]`,
		repairs: "missing-close-tag:1@3",
	},
	{
		why:     "closing tags alone",
		in:      wxr(item(1, `</title><title>a</title></wp:comment></b></channel2>`)),
		want:    `1 title="a"`,
		repairs: "foreign-text:1@3 missing-close-tag:2@3",
	},
	{
		why:     "a PHP warning in an item and between items",
		in:      wxr("<br />\n<b>Warning</b>:  Undefined index in <b>/x.php</b> on line <b>7</b><br />\n" + item(1, "<br />\n<b>Notice</b>: y<br />\n<title>a</title>") + "PHP Notice: z\n" + item(2, "")),
		want:    "1 title=\"a\"\n2",
		repairs: "foreign-text:3@3",
	},
	{
		why:     "a page of HTML in an item",
		in:      wxr(item(1, `<title>a</title><!DOCTYPE html><html><head><title>Error</title><link rel="x"></head><body><p>x</p></body></html><link>l</link>`)),
		want:    `1 title="a" link="l"`,
		repairs: "foreign-text:1@3",
	},
	{
		why:  "elements of others are custom fields, but for what feeds say of themselves",
		in:   wxr(`<image><url>u</url><title>I</title><link>i</link></image><atom:link href="x" rel="self"/>` + item(1, `<media:group><media:title>m</media:title></media:group><wfw:commentRss>c</wfw:commentRss><comments>d</comments><atom:link href="y"/><link>l</link><atom:link>z</atom:link>`)),
		want: `1 link="l" media:group:"a:1:{s:5:\"title\";s:1:\"m\";}"`,
	},
	{
		why: "records of elements nobody knows are as PHP would have stored them",
		in: wxr(item(1, "<wp:section>\n<wp:section_name>One &amp; two</wp:section_name>\n<wp:section_item><wp:item_id>5</wp:item_id></wp:section_item>\n<wp:section_item><wp:item_id>6</wp:item_id></wp:section_item>\n<!-- c --></wp:section>"+
			"<wp:answer_data>\n <![CDATA[a:1:{i:0;s:1:\"3\";}]]></wp:answer_data><media:thumbnail url='t.png' xmlns:media='m'/><wp:empty></wp:empty>")),
		want: `1 wp:section:"a:2:{s:12:\"section_name\";s:9:\"One & two\";s:12:\"section_item\";a:2:{i:0;a:1:{s:7:\"item_id\";s:1:\"5\";}i:1;a:1:{s:7:\"item_id\";s:1:\"6\";}}}" ` +
			`wp:answer_data:"a:1:{i:0;s:1:\"3\";}" media:thumbnail:"a:1:{s:3:\"url\";s:5:\"t.png\";}"`,
		repairs: "unknown-element:3@3",
	},
	{
		why:     "a custom field without the element around it",
		in:      wxr(item(1, `<wp:meta_key>_wp_page_template</wp:meta_key><wp:meta_value>front.php</wp:meta_value><wp:meta_value>v</wp:meta_value><wp:meta_key>k</wp:meta_key>`)),
		want:    `1 _wp_page_template:"front.php" wp:meta_value:"v" wp:meta_key:"k"`,
		repairs: "unknown-element:4@3",
	},
	{
		why:     "a term in an element that nobody knows",
		in:      wxr(`<wp:term><wp:term_taxonomy>place</wp:term_taxonomy><wp:term_slug>town</wp:term_slug><wp:term_name>Towns</wp:term_name></wp:term>` + item(1, `<wp:term_relationships><wp:term_taxonomy>place</wp:term_taxonomy><wp:term_slug>town</wp:term_slug></wp:term_relationships><wp:mine><wp:term_slug>a</wp:term_slug><wp:b>c</wp:b></wp:mine>`)),
		want:    `1 place/town(Towns) wp:mine:"a:2:{s:9:\"term_slug\";s:1:\"a\";s:1:\"b\";s:1:\"c\";}"`,
		repairs: "unknown-element:2@3",
	},
	{
		why:     "words beside an element that is named text",
		in:      wxr(item(1, `<acme:q>mixed<acme:text>kid</acme:text></acme:q><acme:r text="a">b</acme:r>`)),
		want:    `1 acme:q:"a:1:{s:4:\"text\";a:2:{i:0;s:3:\"kid\";i:1;s:5:\"mixed\";}}" acme:r:"a:1:{s:4:\"text\";a:2:{i:0;s:1:\"a\";i:1;s:1:\"b\";}}"`,
		repairs: "unknown-element:2@3",
	},
	{
		why:     "elements nobody knows are counted, and custom fields",
		in:      wxr(item(1, `<source url="u">s</source><foo><title>inner</title></foo><wp:new_thing>x</wp:new_thing><title>t</title>`)),
		want:    `1 title="t" source:"a:2:{s:3:\"url\";s:1:\"u\";s:4:\"text\";s:1:\"s\";}" foo:"a:1:{s:5:\"title\";s:5:\"inner\";}" wp:new_thing:"x"`,
		repairs: "unknown-element:3@3",
	},
	{
		why:     "an author inside an item is none of the site",
		in:      wxr(item(1, `<wp:author><wp:author_id>1</wp:author_id><wp:author_login>x</wp:author_login></wp:author><title>t</title>`)),
		want:    `1 title="t"`,
		repairs: "unknown-element:3@3",
	},
	{
		why:     "elements in a comment that nobody knows, and fields of a comment that are in none, are none of the item",
		in:      wxr(item(1, `<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_phone>1</wp:comment_phone><x:from><x:city>Ulm</x:city></x:from></wp:comment><wp:comment_author_email>a@x.example</wp:comment_author_email><x:a>b</x:a>`)),
		want:    `1 x:a:"b" [5  "" wp:comment_phone:"1" x:from:"a:1:{s:4:\"city\";s:3:\"Ulm\";}"]`,
		repairs: "unknown-element:4@3",
	},
	{
		why:  "quotes missing or broken in attributes",
		in:   wxr(item(1, `<category domain=category nicename=a>A</category><category domain='post_tag' nicename='b>b'>B</category><category domain="category" nicename="c>C</category><category domain="category" nicename="d<e" >D</category>`)),
		want: `1 category/a(A) post_tag/b>b(B) category/c(C) category/d<e(D)`,
	},
	{
		why:     "comments with two hyphens, and never closed",
		in:      wxr("<!-- a -- b -->\n" + item(1, "") + "<!-- <item> -->" + "<!-- never\n" + item(2, "")),
		want:    "1\n2",
		repairs: "bad-comment:2@3 foreign-text:1@5",
	},
	{
		why:     "marks of XML that never end do not swallow what follows",
		in:      wxr("<?php x " + item(1, "<title><![CDATA[<?y ?>]]></title><?z") + "<!DOCTYPE x [ " + item(2, "<title><![CDATA[b]]></title>") + "<![CDATA[ " + item(3, "<title><![CDATA[c]]></title>") + "<!-- " + item(4, "<content:encoded><![CDATA[<!-- d -->]]></content:encoded>") + "<?q ?>"),
		want:    "1 title=\"<?y ?>\"\n2 title=\"b\"\n3 title=\"c\"\n4 content=\"<!-- d -->\"",
		repairs: "bad-comment:1@6 foreign-mark:4@3 foreign-text:3@3",
	},
	{
		why:     "a declaration of entities is not looked at",
		in:      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>` + wxr(item(1, "<title>&b;&x;</title>")),
		want:    `1 title="&b;&x;"`,
		repairs: "bare-ampersand:2@3 doctype:1@1 second-document:1@1",
	},
}

// A file may hold more than one export, and other things beside. Facts.md
// §H.1, rows 4, 5, 6 and 15.
var documentReadings = []reading{
	{
		why:     "byte order marks",
		in:      "\xef\xbb\xbf\xef\xbb\xbf" + wxr(item(1, "")),
		want:    "1",
		repairs: "byte-order-mark:2@1",
	},
	{
		why:  "blank lines first",
		in:   "\n\n \t\n" + wxr(item(1, "")),
		want: "1",
	},
	{
		why:     "warnings of PHP first",
		in:      "<br />\n<b>Deprecated</b>: x in <b>/y.php</b><br />\nstray <title>no</title>\n" + wxr(item(1, "")),
		want:    "1",
		repairs: "foreign-text:1@1",
	},
	{
		why:     "a page of HTML first",
		in:      "<!DOCTYPE html><html><head><title>Oops</title></head><body>a < b && c</body></html>\n" + wxr(item(1, "")),
		want:    "1",
		repairs: "foreign-text:1@1",
	},
	{
		why:     "text after the end",
		in:      wxr(item(1, "")) + "\n<!-- 0.3 seconds -->\n<b>Fatal error</b>: x",
		want:    "1",
		repairs: "foreign-text:1@7",
	},
	{
		why:     "two exports pasted together",
		in:      wxr(item(1, "")) + "\n\xef\xbb\xbf" + wxr(item(2, "")),
		want:    "1\n2",
		repairs: "byte-order-mark:1@6 second-document:1@6",
	},
	{
		why:     "the declaration twice, the channel twice",
		in:      `<?xml version="1.0"?>` + strings.Replace(wxr(item(1, "")+"</channel><channel>"+item(2, "")), "1.0", "1.1", 1),
		want:    "1\n2",
		repairs: "second-document:1@1",
	},
	{
		why:     "an export cut between items, and another after it",
		in:      strings.TrimSuffix(wxr(item(1, "")), "</channel></rss>\n") + wxr(item(2, "")),
		want:    "1\n2",
		repairs: "second-document:1@4",
		err:     `a.xml: line 4: one of several exports in the file ends between items, after ID 1; its 1 item is whole`,
	},
	{
		why:     "an export cut inside CDATA, and another after it",
		in:      strings.TrimSuffix(wxr(item(1, "")+`<item><title><![CDATA[a`), "</channel></rss>\n") + "\n" + wxr(item(2, "<title><![CDATA[b]]></title>")),
		want:    "1\n0 cut title=\"a\\n\"\n2 title=\"b\"",
		repairs: "broken-cdata:1@5 missing-close-tag:1@5 second-document:1@5",
		err:     `a.xml: line 5: one of several exports in the file ends inside an item ("a"); 1 item before it is whole`,
	},
	{
		why:  "no channel, no declaration",
		in:   `<rss>` + item(1, "") + `</rss>`,
		want: "1",
	},
}

// What fields mean. Facts.md §A.4–A.9, and §H.1, rows 16 and 24.
var fieldReadings = []reading{
	{
		why: "all fields",
		in: wxr(item(7, `<title>t</title><link>https://x/?p=7&#038;q</link><pubDate>Mon, 10 Jun 2024 10:29:00 +0000</pubDate><dc:creator>al</dc:creator><guid isPermaLink="false">g</guid>
<description>d</description><content:encoded>c</content:encoded><excerpt:encoded>e</excerpt:encoded><wp:post_date>2024-06-10 12:29:00</wp:post_date><wp:post_date_gmt>2024-06-10 10:29:00</wp:post_date_gmt>
<wp:post_name>s</wp:post_name><wp:post_parent>3</wp:post_parent><wp:menu_order>-2</wp:menu_order><wp:post_password>pw</wp:post_password><wp:is_sticky>1</wp:is_sticky><wp:attachment_url>u</wp:attachment_url>
<category domain="post_tag" nicename="%c3%a9">&amp;eacute;</category><wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author>r</wp:comment_author><wp:comment_content>hi</wp:comment_content><wp:commentmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>5</wp:meta_value></wp:commentmeta></wp:comment>`)),
		want: `7 title="t" link="https://x/?p=7&q" guid="g" creator="al" slug="s" description="d" content="c" excerpt="e" password="pw" parent="3" order="-2" date="2024-06-10 12:29:00" gmt="2024-06-10 10:29:00" pub="2024-06-10 10:29:00" url="u" sticky post_tag/%c3%a9(é) k:"v" [9 r "hi" rating:"5"]`,
	},
	{
		why:     "no type and no status",
		in:      wxr("<item><wp:post_id>1</wp:post_id></item>"),
		want:    `1 status="publish"`,
		repairs: "missing-post-type:1@3 missing-status:1@3",
	},
	{
		why:     "numbers that are none",
		in:      wxr("<item><wp:post_id>x1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>draft</wp:status><wp:post_parent></wp:post_parent><wp:menu_order>99999999999</wp:menu_order></item>" + item(99999999999, "<wp:post_parent>-4</wp:post_parent><wp:menu_order>12345678901234567890</wp:menu_order>")),
		want:    "0 order=\"2147483647\"\n99999999999 parent=\"-4\"",
		repairs: "bad-number:2@3",
	},
	{
		why: "no date, in all spellings",
		in: wxr(item(1, "<pubDate></pubDate><wp:post_date>0000-00-00 00:00:00</wp:post_date>") +
			item(2, "<pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_date/>") +
			item(3, "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_date>-0001-11-30 00:00:00</wp:post_date>") +
			item(4, "<pubDate>Tue, 30 Nov 1999 00:00:00 +0000</pubDate><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>")),
		want: "1\n2\n3\n4",
	},
	{
		why:  "that day in 1999 exists, too",
		in:   wxr(item(1, "<pubDate>Tue, 30 Nov 1999 00:00:00 +0000</pubDate><wp:post_date_gmt>1999-11-30 00:00:00</wp:post_date_gmt>")),
		want: `1 gmt="1999-11-30 00:00:00" pub="1999-11-30 00:00:00"`,
	},
	{
		why:     "days and times that do not exist",
		in:      wxr(item(1, "<wp:post_date>2019-02-31 10:00:00</wp:post_date><wp:post_date_gmt>2019-02-03 24:00:00</wp:post_date_gmt><pubDate>soon</pubDate>")),
		want:    "1",
		repairs: "bad-date:3@3",
	},
	{
		why: "WXR 1.0 lists each term twice",
		in: wxr(item(1, `<category><![CDATA[alpha]]></category><category domain="category" nicename="a"><![CDATA[alpha]]></category>
<category domain="tag"><![CDATA[news]]></category><category domain="tag" nicename="news"><![CDATA[news]]></category><category>only here</category>`)),
		want: "1 category/a(alpha) post_tag/news(news) category/(only here)",
	},
	{
		why:     "a field twice",
		in:      wxr(item(1, `<title></title><title>a</title><title>b</title><wp:post_id>2</wp:post_id>`)),
		want:    `1 title="a"`,
		repairs: "duplicate-field:2@3",
	},
	{
		why:  "custom fields of one key, without value, with a tag in them",
		in:   wxr(item(1, `<wp:postmeta><wp:meta_key>_wp_old_slug</wp:meta_key><wp:meta_value>a</wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_value><![CDATA[<wp:meta_value>evil</wp:meta_value>]]></wp:meta_value><wp:meta_key>_wp_old_slug</wp:meta_key></wp:postmeta><wp:postmeta><wp:meta_key>e</wp:meta_key><wp:meta_value/></wp:postmeta>`)),
		want: `1 _wp_old_slug:"a" _wp_old_slug:"<wp:meta_value>evil</wp:meta_value>" e:""`,
	},
}

// Elements are known by prefix, by namespace, or at least by name. Facts.md
// §0.1–3 and §H.1, row 13.
var nameReadings = []reading{
	{
		why:  "no namespace declared",
		in:   `<rss><channel><wp:wxr_version>1.2</wp:wxr_version>` + item(1, "<content:encoded>c</content:encoded><excerpt:encoded>e</excerpt:encoded><dc:creator>d</dc:creator>") + `</channel></rss>`,
		want: `1 creator="d" content="c" excerpt="e"`,
	},
	{
		why: "prefixes of one's own",
		in: `<rss xmlns:ns1="https://wordpress.org/export/1.1/" xmlns:x="http://wordpress.org/export/1.1/excerpt/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>` +
			strings.ReplaceAll(item(1, "<c:encoded>c</c:encoded><x:encoded>e</x:encoded><d:creator>d</d:creator><ev:status>no</ev:status>"), "wp:", "ns1:") + `</channel></rss>`,
		want: `1 creator="d" content="c" excerpt="e" ev:status:"no"`,
	},
	{
		why:  "prefixes nowhere declared, and none",
		in:   `<rss><channel>` + strings.ReplaceAll(item(1, `<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>`), "wp:", "wordpress:") + strings.ReplaceAll(item(2, `<encoded>c</encoded>`), "wp:", "") + `</channel></rss>`,
		want: "1 k:\"v\"\n2 content=\"c\"",
	},
	{
		why:  "no prefix at all",
		in:   `<rss><channel>` + strings.ReplaceAll(item(1, `<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta><wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_content>c</wp:comment_content></wp:comment><creator>d</creator>`), "wp:", "") + `</channel></rss>`,
		want: `1 creator="d" k:"v" [3  "c"]`,
	},
	{
		why:  "a prefix declared where it is used",
		in:   `<rss><channel><item><q:post_id xmlns:q="http://wordpress.org/export/1.2/">4</q:post_id><q:status>draft</q:status><post_type xmlns="http://wordpress.org/export/1.2/">post</post_type></item></channel></rss>`,
		want: "4",
	},
}

func TestCDATA(t *testing.T) { testReadings(t, cdataReadings) }

func TestText(t *testing.T) { testReadings(t, textReadings) }

func TestMarkup(t *testing.T) { testReadings(t, markupReadings) }

func TestDocuments(t *testing.T) { testReadings(t, documentReadings) }

func TestFields(t *testing.T) { testReadings(t, fieldReadings) }

func TestNames(t *testing.T) { testReadings(t, nameReadings) }

func testReadings(t *testing.T, table []reading) {
	for _, r := range table {
		r.test(t)
	}
}

// An item names the line it begins on, and its own repairs only.
func TestItemPlace(t *testing.T) {
	in := wxr("junk\n" + item(1, "<title>a & b</title>") + "\n\n" + item(2, "<title>\n\nc</title><link>&x</link>"))
	items, _, repairs, err := readAll("a.xml", strings.NewReader(in))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(items[0].Line, items[1].Line), "4 7"; got != want {
		t.Errorf("lines: got %s, want %s", got, want)
	}
	for i, want := range []string{"bare-ampersand:1@4", "bare-ampersand:1@9"} {
		if got := showRepairs(items[i].Repairs); got != want {
			t.Errorf("item %d: repairs: got %s, want %s", i, got, want)
		}
	}
	if got, want := showRepairs(repairs), "bare-ampersand:2@4 foreign-text:1@3"; got != want {
		t.Errorf("all repairs: got %s, want %s", got, want)
	}
	if got, want := repairs[1].Text, "junk"; !strings.HasPrefix(got, want) {
		t.Errorf("text of the repair: got %q, want %q", got, want)
	}
	if items[0].File != "a.xml" || items[0].Sum == items[1].Sum {
		t.Error("items lack their file or their sum")
	}
}

// An item that is larger than what may be held is delivered as far as it was
// read, and the error says so.
func TestGiantItem(t *testing.T) {
	var r reader
	r.src, r.file, r.site = new(Source), &part{name: "a.xml"}, newSiteBuilder(nil)
	r.w = newWindow(strings.NewReader(wxr(item(1, "") + item(2, "<title>t</title><content:encoded><![CDATA["+strings.Repeat("x", 9<<20)+"</item><item><wp:post_id>7</wp:post_id></item>"+strings.Repeat("x", 2<<20)+"]]></content:encoded>") + item(3, ""))))
	r.w.max = 1 << 20
	r.p.file = "a.xml"
	var got []string
	r.run(func(it *Item) bool {
		got = append(got, fmt.Sprint(it.ID, " ", it.Cut, " ", it.Title))
		return true
	})
	if got, want := strings.Join(got, ","), "1 false ,2 true t,3 false "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := errorText(errors.Join(r.errs...)), "a.xml: line 4: an item larger than 1 MiB, which is not read"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
