package transform

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

// Finished HTML is not made again: line breaks, shortcodes, block comments and
// addresses in it are what they look like.
func TestRendered(t *testing.T) {
	it := &extract.Item{ID: 1, Content: "<p>One\ntwo [gallery] [b]x[/b]</p>\n<!-- wp:latest-posts /-->\n<div>a\n\nb</div>\n<p>https://example.com/</p>",
		Meta: []extract.Meta{{Key: extract.FieldRendered, Value: "1"}}}
	page := Tree(it, nil, Options{})
	if got, want := string(markdown.New(nil).Print(page.Tree)), "One two [gallery] [b]x[/b]\n\na b\n\nhttps://example.com/\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(page.Notes) > 0 {
		t.Errorf("notes %v", page.Notes)
	}
}
