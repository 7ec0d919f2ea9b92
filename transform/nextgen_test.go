package transform

import (
	"strings"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// Galleries of NextGEN are there if the source holds them, in their order; else a
// note says that they are not.
func TestNextGallery(t *testing.T) {
	lib := NewLibrary()
	lib.AddGalleries([]extract.Gallery{
		{ID: 1, Path: "wp-content/gallery/trip", Pictures: []extract.Picture{{ID: 7, File: "a b.jpg", Title: "The <em>sea</em>", Alt: "Sea", Tags: []string{"the-sea"}}, {ID: 9, File: "b.jpg"}}},
		{ID: 2, Title: "At home", Path: "/wp-content/gallery/home/", Pictures: []extract.Picture{{ID: 11, File: "c.jpg", Alt: "C", Tags: []string{"home", "the-sea"}}}},
	}, []extract.Album{{ID: 4, Galleries: []int64{2, 1}}, {ID: 5, Galleries: []int64{2, 8}}, {ID: 6}}, "http://old.example/blog/")
	const (
		a = `<figure><img src="http://old.example/blog/wp-content/gallery/trip/a%20b.jpg" alt="Sea"><figcaption>The <em>sea</em></figcaption></figure>`
		b = `<figure><img src="http://old.example/blog/wp-content/gallery/trip/b.jpg" alt=""></figure>`
		c = `<figure><img src="http://old.example/blog/wp-content/gallery/home/c.jpg" alt="C"></figure>`
	)
	const home = `<strong>At home</strong>`
	list := func(figures ...string) string {
		return "<div><ul><li>" + strings.Join(figures, "</li><li>") + "</li></ul></div>"
	}
	for in, want := range map[string]string{
		"[nggallery id=1]":                                 list(a, b),
		"[nggallery id=1 template=caption]":                list(a, b),
		`[ngg src="galleries" ids="2,1" display="x"]`:      list(c, a, b),
		`[ngg_images gallery_ids="2"]`:                     c,
		`[ngg_images source="galleries" container_ids="2"`: `[ngg_images source="galleries" container_ids="2"`,
		`[ngg src="images" ids="9"]`:                       b,
		"[singlepic id=11 w=320]":                          c,
		"[slideshow id=2]":                                 c,
		"[imagebrowser id=2]":                              c,
		"[nggallery id=3]":                                 "note",
		"[nggallery id=1,3]":                               list(a, b) + "note",
		"[nggtags gallery=sky]":                            "note",
		"[nggtags gallery='The Sea']":                      list(a, c),
		"[nggtags gallery=home,the-sea]":                   list(a, c),
		"[nggtags album=home,sky]":                         c + "note",
		`[ngg src="tags" ids="home" display="x"]`:          c,
		"[album id=4 template=extend]":                     home + c + list(a, b),
		"[nggalbum id=4]":                                  home + c + list(a, b),
		`[ngg src="albums" ids="4" display="x"]`:           home + c + list(a, b),
		`[ngg_images album_ids="5"]`:                       home + c + "note",
		"[album id=all]":                                   list(a, b) + home + c,
		"[album id=6]":                                     "note",
		"[album id=3]":                                     "note",
	} {
		page := Tree(&extract.Item{Content: in}, lib, Options{})
		got := strings.NewReplacer("<p>", "", "</p>", "", "\n", "").Replace(HTML(page.Tree))
		for _, n := range page.Notes {
			if n.Review {
				got += "note"
			}
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", in, got, want)
		}
	}
}
