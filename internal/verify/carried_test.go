package verify

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/transform"
)

// What an attribute holds, a builder stores or a field names is missed when it is
// taken from the page and its notes, whatever the way it got lost.
func TestCarriedMutations(t *testing.T) {
	const at = "https://mark.example/embed77"
	tests := []struct{ name, content, key, value string }{
		{name: "data-href", content: `<div class="fb-post" data-href="` + at + `"></div>`},
		{name: "data-url", content: `<div data-url="` + at + `"></div>`},
		{name: "data-src", content: `<span data-src="` + at + `"></span>`},
		{name: "cite", content: `<blockquote class="tiktok-embed" cite="` + at + `">Words</blockquote>`},
		{name: "any attribute", content: `<div data-whatever="` + at + `"></div>`},
		{name: "an element with a colon", content: `<fb:post href="` + at + `"></fb:post>`},
		{name: "JSON in an attribute", content: `<div data-opts='{"url":"https:\/\/mark.example\/embed77"}'></div>`},
		{name: "onclick", content: `<button onclick="location.href='` + at + `'">Go</button>`},
		{name: "an icon link", content: `<a href="` + at + `"><i class="fa"></i></a>`},
		{name: "an empty link", content: `<a href="` + at + `"></a>`},
		{name: "a frame that waits", content: `<iframe src="about:blank" data-litespeed-src="` + at + `"></iframe>`},
		{name: "a link's attribute", content: `<a href="/x" data-video="` + at + `">Play</a>`},
		{name: "a row's attribute", content: `<table><tr data-href="` + at + `"><td>x</td></tr></table>`},
		{name: "a typed address", content: `See <` + at + `> there`},
		{name: "data-id", content: `<blockquote class="imgur-embed-pub" data-id="embed77"></blockquote>`},
		{name: "data-tf-widget", content: `<div data-tf-widget="embed77"></div>`},
		{name: "an unknown number", content: `<div data-poll-id="embed77"></div>`},
		{name: "videoid", content: `<lite-youtube videoid="embed77"></lite-youtube>`},
		{name: "a word of a builder's shortcode", content: `[vc_row][vc_column][acme_box title="There once was embed77 in it" style="a"][/vc_column][/vc_row]`},
		{name: "an address of a builder's shortcode", content: `[vc_row][vc_column][acme_team name="Ann Lee" position="Cook of us" facebook="` + at + `"][/vc_column][/vc_row]`},
		{name: "a heading of Divi", content: `[et_pb_section][et_pb_blurb title="There once was embed77 in it" url="/x" alt="a"]x[/et_pb_blurb][/et_pb_section]`},
		{name: "the end of a frame that is never closed", content: `<iframe src="/x" /> There was embed77.`},
		{name: "a word of Bricks", key: "_bricks_page_content_2", value: `[{"name":"text","settings":{"text":"<p>There once was embed77 in it.</p>"}}]`},
		{name: "a word of Elementor", key: "_elementor_data", value: `[{"elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>There once was embed77 in it.</p>"}}]`},
		{name: "a word of Elementor beside a content", content: "<p>Many other words are in the content of this post, so many that it is the fuller of both.</p>", key: "_elementor_data", value: `[{"elType":"widget","widgetType":"heading","settings":{"title":"There once was embed77"}}]`},
		{name: "a word of SiteOrigin", key: "panels_data", value: `a:1:{s:7:"widgets";a:1:{i:0;a:2:{s:4:"text";s:33:"<p>There once was embed77 in.</p>";s:11:"panels_info";a:1:{s:5:"class";s:6:"Editor";}}}}`},
		{name: "a word of Beaver Builder", key: "_fl_builder_data", value: `a:1:{s:1:"a";O:8:"stdClass":2:{s:4:"type";s:6:"module";s:8:"settings";O:8:"stdClass":1:{s:4:"text";s:26:"There once was embed77 in.";}}}`},
		{name: "a podcast's file", content: "Notes.", key: "enclosure", value: "https://mark.example/embed77.mp3\n1\naudio/mpeg"},
		{name: "an episode", content: "Notes.", key: "audio_file", value: "https://mark.example/embed77.mp3"},
	}
	if len(tests) < 20 {
		t.Fatal("too few")
	}
	v := New(&dialect.Plain)
	for _, test := range tests {
		it := &extract.Item{ID: 5, Content: test.content}
		if test.key != "" {
			it.Meta = []extract.Meta{{Key: test.key, Value: test.value}}
		}
		page := transform.Tree(it, nil, transform.Options{})
		check := func(notes []note.Note) []Difference {
			return append(v.Source(test.content, page.Tree, notes), v.Stored(test.key, test.value, page.Tree, notes)...)
		}
		if diffs := check(page.Notes); len(diffs) > 0 {
			t.Errorf("%s: a false alarm: %v", test.name, diffs)
		}
		for n := range page.Tree.Descendants() { // the loss
			if n.Type == html.TextNode {
				n.Data = strings.ReplaceAll(n.Data, "embed77", "")
			}
			for i := range n.Attr {
				n.Attr[i].Val = strings.ReplaceAll(n.Attr[i].Val, "embed77", "")
			}
		}
		noticed := false
		for _, d := range check(nil) {
			noticed = noticed || strings.Contains(d.Text, "embed77")
		}
		if !noticed {
			t.Errorf("%s: the loss is not noticed", test.name)
		}
	}
}

// A text that is taken from the page is missed though each of its words stands elsewhere,
// and so is one of two that are alike. A builder keeps the same text as often as it has
// screens: that one is asked for once.
func TestTextMutations(t *testing.T) {
	const elementor, pairs = "_elementor_data", "Our people work for good things, and good work is our best. "
	widget := func(kind, settings string) string {
		return `[{"elType":"widget","widgetType":"` + kind + `","settings":{` + settings + `}},{"elType":"widget","widgetType":"text-editor","settings":{"editor":"<p>` + pairs + `They read of costs and parking on 250 days at the sea, the harbour is near.</p>"}}]`
	}
	for _, test := range []struct{ name, content, key, value, lost string }{
		{name: "a title of three common words", key: elementor, value: widget("heading", `"title":"Our good work"`), lost: "Our good work"},
		{name: "a title of three common words, of PHP", key: "_fl_builder_data", value: `a:1:{s:1:"a";O:8:"stdClass":2:{s:4:"type";s:6:"module";s:8:"settings";O:8:"stdClass":2:{s:7:"heading";s:13:"Our good work";s:4:"text";s:50:"<p>Our people work for good things, as is good</p>";}}}`, lost: "Our good work"},
		{name: "the label of a button whose address stays", key: elementor, value: widget("button", `"text":"Read on","link":{"url":"https://mark.example/on"}`), lost: "Read on"},
		{name: "the label of a tab", key: elementor, value: widget("tabs", `"tabs":[{"tab_title":"Costs","tab_content":"<p>All that you pay here.</p>"},{"tab_title":"Parking","tab_content":"<p>All the places there are.</p>"}]`), lost: "Costs"},
		{name: "the number of a counter", key: elementor, value: widget("counter", `"ending_number":250,"title":"Happy people"`), lost: "250"},
		{name: "a text that a script types", content: `[vc_row][vc_column][acme_typed strings="Our good work...^1000 is done"]` + pairs + `[/acme_typed][/vc_column][/vc_row]`, lost: "Our good work... is done"},
		{name: "the caption of a picture", key: elementor, value: widget("image", `"image":{"url":"https://mark.example/a.jpg"},"caption_source":"custom","caption":"At the sea"`), lost: "At the sea"},
		{name: "a title in a shortcode", content: `[vc_row][vc_column][acme_box title="Our good work" style="a"]` + pairs + `[/acme_box][/vc_column][/vc_row]`, lost: "Our good work"},
		{name: "the label of a button in a shortcode", content: `[vc_row][vc_column][vc_btn title="Read on" link="url:https%3A%2F%2Fmark.example%2Fon"][vc_column_text]They read on and on, and on it goes: read.[/vc_column_text][/vc_column][/vc_row]`, lost: "Read on"},
		{name: "the caption of a picture of the content", content: `<figure><img src="/a.jpg"><figcaption>At the sea</figcaption></figure><p>At the lake, not the sea.</p>`, lost: "At the sea"},
		{name: "an entry of a list", key: elementor, value: widget("icon-list", `"icon_list":[{"text":"Parking"},{"text":"Harbour"}]`), lost: "Parking"},
		{name: "an entry of a list of the content", content: `<p>Parking is near.</p><ul><li>Parking</li><li>Harbour</li></ul>`, lost: "Parking"},
		{name: "one of two places of a word", content: `<h2>Services</h2><p>First.</p><h2>Services</h2><p>Second.</p>`, lost: "Services"},
		{name: "a cell of a table", content: `<p>24 cm are wide.</p><table><tr><th>Width</th><th>Height</th></tr><tr><td>24 cm</td><td>30 cm</td></tr></table>`, lost: "24 cm"},
		{name: "the name of an episode's file", content: "Notes of embed.", key: "enclosure", value: "https://mark.example/embed/notes-7.mp3\n1\naudio/mpeg", lost: "notes-7.mp3"},
	} {
		it := &extract.Item{ID: 5, Content: test.content}
		if test.key != "" {
			it.Meta = []extract.Meta{{Key: test.key, Value: test.value}}
		}
		v := New(&dialect.Plain)
		page := transform.Tree(it, nil, transform.Options{})
		check := func() []Difference {
			return append(v.Source(test.content, page.Tree, nil), v.Stored(test.key, test.value, page.Tree, nil)...)
		}
		if diffs := check(); len(diffs) > 0 {
			t.Errorf("%s: a false alarm: %v", test.name, diffs)
		}
		dropFirst(page.Tree, test.lost)
		if diffs := check(); len(diffs) == 0 {
			t.Errorf("%s: the loss is not noticed", test.name)
		}
	}
}

// dropFirst takes the first text out of a tree that is s, or s out of its addresses.
func dropFirst(root *html.Node, s string) {
	for n := range root.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == s {
			n.Data = ""
			return
		}
		for i := range n.Attr {
			n.Attr[i].Val = strings.Replace(n.Attr[i].Val, s, "", 1)
		}
	}
}

// Of what the rows of the tables store in fields of builders all is told.
func TestStoredOfTables(t *testing.T) {
	v, n := New(&dialect.Plain), 0
	for _, row := range rows(t) {
		it := &extract.Item{ID: 5}
		_, rest, _ := strings.Cut(row, "\n")
		for strings.HasPrefix(rest, "@ ") {
			var option string
			option, rest, _ = strings.Cut(rest, "\n")
			if field, ok := strings.CutPrefix(option, "@ meta "); ok {
				key, value, _ := strings.Cut(field, " ")
				it.Meta = append(it.Meta, extract.Meta{Key: key, Value: value})
			}
		}
		it.Content, _, _ = strings.Cut("\n"+rest, "\n⇒\n")
		page := transform.Tree(it, nil, transform.Options{})
		for _, m := range it.Meta {
			if slices.Contains(builderFields, m.Key) {
				n++
			}
			for _, d := range v.Stored(m.Key, m.Value, page.Tree, page.Known()) {
				t.Errorf("%s\n%s", d.Text, row)
			}
		}
	}
	if n < 50 {
		t.Errorf("only %d fields of builders", n)
	}
}
