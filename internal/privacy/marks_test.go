package privacy

import (
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Whatever names a file or a number in a content is found in one reading of it.
func TestShows(t *testing.T) {
	for _, c := range []struct {
		content string
		want    []string
	}{
		{`<img class="wp-image-12" src="http://old.example/wp-content/uploads/2013/04/Cat-300x200.jpg">`, []string{"12", "/2013/04/cat"}},
		{`<!-- wp:gallery {"ids":[7,08, 9],"id":10} --><!-- wp:media-text {"mediaId":11} -->`, []string{"7", "8", "9", "of 10", "10", "11", "of 11"}},
		{`[gallery ids="1,2" include="3"][gallery ids='4'][vc_single_image image="5"]<a href="/?attachment_id=6">`, []string{"1", "2", "3", "4", "5", "6"}},
		{`[envira-gallery id="12"] [rpt id=13] [x id='14 ] <!-- wp:x/y {"galleryId":15} --> <p id="top">`, []string{"of 12", "of 13", "of 14", "of 15"}},
		{`/uploads/a/uploads/b.png`, []string{"/a/uploads/b", "/b"}},
		{`"id":x wp-image- /uploads/ /uploads/noending "id":`, nil},
		{`wp-image-3`, []string{"3"}},
	} {
		var got []string
		Shows(&extract.Item{Content: c.content}, func(ref string) { got = append(got, ref) }, func(number string) { got = append(got, "of "+number) })
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.content, got, c.want)
		}
	}
}

// A content shows the post types that it lists and leads to.
func TestRead(t *testing.T) {
	for content, want := range map[string]bool{
		`[list post_type="secretthing"]`:                      true,
		`[list post_type=secretthing count=3]`:                true,
		`<!-- wp:query {"query":{"postType":"secretthing"}}`:  true,
		`{"kind":"post-type","type":"secretthing"}`:           true,
		`<a href='http://old.example/secretthing/a/'>`:        true,
		`{"url":"http:\/\/old.example\/secretthing\/a\/"}`:    true,
		`href="http:\/\/old.example\/secretthing\/a\/"`:       false,
		`[list post_type="secretthing`:                        false,
		`<a href="http://old.example/secretthing/a/`:          false,
		`<a href="http://old.example/other/"> post_type="" "`: false,
	} {
		types := NewTypes(nil)
		types.Add(&extract.Item{ID: 1, Type: "secretthing", Status: "publish", Title: "A", Content: "<p>x</p>", Link: "http://old.example/secretthing/a/"})
		types.Add(&extract.Item{ID: 2, Type: "post", Status: "publish", Title: "B", Content: content, Link: "http://old.example/b/"})
		types.Seal()
		if got := types.Held("secretthing") == ""; got != want {
			t.Errorf("%s: shown is %v, want %v: %s", content, got, want, types.Held("secretthing"))
		}
	}
}

func BenchmarkContents(b *testing.B) {
	it := &extract.Item{ID: 1, Type: "post", Status: "publish", Link: "http://old.example/a/"}
	it.Content = strings.Repeat(`<p>Some words of a <a href="http://old.example/b/">post</a>, and then: <strong>more</strong> of them, for a paragraph has many — so that most of a content is text.</p>
<img class="alignleft size-medium wp-image-12" src="http://old.example/wp-content/uploads/2013/04/cat-300x200.jpg" alt="A cat" width="300" height="200" />
`, 100)
	b.SetBytes(int64(len(it.Content)))
	for b.Loop() {
		NewTypes(nil).Add(it)
		Shows(it, func(string) {}, func(string) {})
	}
}
