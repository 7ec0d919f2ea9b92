package report

import (
	"reflect"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/note"
)

// Where something stood is told by the words before it.
func TestGaps(t *testing.T) {
	block := note.Note{Kind: note.Block, Text: `only the old site could fill it, dropped: rss {"feedURL":"http://x.example/"}`}
	form := note.Note{Kind: note.Shortcode, Text: `a form, which needs the old site, dropped: [contact-form-7 id="3"]`}
	const shown = "<p>Some <b>b</b>old &amp; brave words. One. Two one two. Write to me, a</p>"
	for _, tt := range []struct {
		name, content string
		notes         []note.Note
		want          []gap
	}{
		{"a block", "<!-- wp:paragraph -->\n<p>Some <b>b</b>old &amp; brave words [sic].</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:rss {\"feedURL\":\"http://x.example/\"} /-->",
			[]note.Note{block}, []gap{{4, false, "Some bold brave words", block.Text}}},
		{"first, and again", `<!-- wp:rss {"feedURL":"http://x.example/"} /--><p>One</p>` + "\n" + `<!-- wp:rss {"feedURL":"http://x.example/"} /-->`,
			[]note.Note{block}, []gap{{0, false, "", block.Text}, {1, false, "One", block.Text}}},
		{"in a line", `Write to me: [contact-form-7 id="3"] Thanks.`, []note.Note{form}, []gap{{3, true, "Write to me", form.Text}}},
		{"in the order of the page", "One\n\n[contact-form-7 id=\"3\"]\n\ntwo\n\n<!-- wp:rss {\"feedURL\":\"http://x.example/\"} /-->",
			[]note.Note{block, form}, []gap{{1, false, "One", form.Text}, {2, false, "One two", block.Text}}},
		{"behind what is held back", "One [members]secret two secrets[/members]\n\n[contact-form-7 id=\"3\"]", []note.Note{form}, []gap{{2, false, "One two", form.Text}}},
		{"not to be found", "Words", []note.Note{block}, nil},
		{"of another kind", "Words", []note.Note{{Kind: note.Link, Text: "leads nowhere: Words"}}, nil},
		{"nothing closed", "a < b [c <!-- wp:rss {\"feedURL\":\"http://x.example/\"}", []note.Note{block}, []gap{{1, true, "a", block.Text}}},
	} {
		if got := gapsOf(tt.content, tt.notes, []byte(shown)); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
	if got := gapsOf(strings.Repeat(`[contact-form-7 id="3"] `, 1000), []note.Note{form}, nil); len(got) != mostGaps {
		t.Errorf("%d gaps", len(got))
	}
}
