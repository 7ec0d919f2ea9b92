package transform

import (
	"testing"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/transform/markdown"
)

// What a builder keeps as shortcodes runs through wpautop as a content does.
func TestShortcodesFieldParagraphs(t *testing.T) {
	for _, key := range []string{"_be_pb_content", "_acme_builder"} {
		it := &extract.Item{ID: 9, Type: "page", Meta: []extract.Meta{{Key: key, Value: "[section][row][one_half]\n[text ]One.\n\nTwo.[/text]\n[/one_half][/row][/section]"}}}
		page := Tree(it, NewLibrary(), Options{})
		if got, want := string(markdown.New(nil).Print(page.Tree)), "One.\n\nTwo.\n"; got != want {
			t.Errorf("%s: %q, want %q; %v", key, got, want, page.Notes)
		}
	}
}
