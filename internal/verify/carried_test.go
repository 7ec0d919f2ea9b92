package verify

import (
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
