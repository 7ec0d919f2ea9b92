package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Of fields for each format of posts, the player is that of the post's own format.
func TestFieldOfFormat(t *testing.T) {
	meta := []extract.Meta{{Key: "_format_video_embed", Value: "https://www.youtube.com/watch?v=tgbNymZ7vqY"}, {Key: "_format_audio_embed", Value: "https://a.example/a.mp3"},
		{Key: "_format_quote_source_name"}, {Key: "_format_link_url"}}
	for format, want := range map[string]string{"": "", "post-format-video": "tgbNymZ7vqY", "post-format-audio": "a.mp3", "post-format-quote": ""} {
		it := &extract.Item{Type: "post", Content: "Words.", Meta: meta}
		if format != "" {
			it.Terms = []extract.TermRef{{Taxonomy: "post_format", Slug: format}}
		}
		p := Tree(it, NewLibrary(), Options{})
		shown := ""
		for n := range p.Tree.Descendants() {
			for _, a := range n.Attr {
				shown += a.Val + " "
			}
		}
		for _, m := range []string{"tgbNymZ7vqY", "a.mp3"} {
			named := false
			for _, n := range p.Notes {
				named = named || strings.Contains(n.Text, m)
			}
			if is := strings.Contains(shown, m); is != (m == want) || is == named {
				t.Errorf("%q: %s is in the page: %v, in a note: %v", format, m, is, named)
			}
		}
	}
}
