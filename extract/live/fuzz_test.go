package live

import (
	"net/url"
	"testing"
	"unicode/utf8"

	"github.com/wp2md/wp2md/extract"
)

// Whatever a site answers, it is read without a panic, and what comes of it can
// be written and is read again as it is.
func FuzzAnswers(f *testing.F) {
	f.Add([]byte(`[{"id":1,"title":{"rendered":"x"},"content":{"rendered":"<p>y</p>","protected":true},"media_details":{"sizes":{"full":{},"a":{"file":"f","mime_type":"m"}}},"meta":{"a":[1,{"b":null}]}}]`))
	f.Add([]byte(`<body class="single"><article class="post-1 hentry category-a"><h1 class="entry-title">T</h1><div class="entry-content"><p>x</p></div><li class="comment" id="comment-1"><p>c</p></li></article></body>`))
	f.Add([]byte(`<?xml version="1.0"?><rss><channel><title>T</title><item><title>x</title><link>http://old.example/x/</link><guid>?p=1</guid></item></channel></rss>`))
	f.Add([]byte(`<urlset><url><loc>http://old.example/</loc><lastmod>2020</lastmod></url></urlset>`))
	f.Add([]byte("User-agent: *\nDisallow: /*a*$\nAllow: /"))
	f.Fuzz(func(t *testing.T, in []byte) {
		u, _ := url.Parse("http://old.example/2013/04/x/")
		a := &answer{200, u, func(string) string { return "" }, in, ""}
		var items []*extract.Item
		if v, err := parsePage(a, &Selectors{}, ""); err == nil && v.single != nil {
			items = append(items, &extract.Item{Type: "post", Status: "publish", Title: v.single.title, Content: v.single.content, Comments: v.single.comments})
		}
		apiLinks(a)
		if list, err := objects(in); err == nil {
			r := &rest{fetch: &fetch{}, taxonomies: []taxonomy{{"category", "categories", ""}}}
			for _, o := range list {
				for _, kind := range []string{"post", "attachment", "nav_menu_item"} {
					it := r.item(kind, o)
					items = append(items, it)
					if _, err := it.AttachmentMeta(); err != nil {
						t.Errorf("metadata that cannot be read: %v", err)
					}
				}
			}
		}
		feed, _ := parseFeed(in)
		for i := range feed.Items {
			feed.Items[i].version()
		}
		parseSitemap(in)
		r := parseRobots(string(in))
		r.allow("http://old.example/" + string(in[:min(len(in), 50)]))
		for _, it := range items {
			if !utf8.ValidString(it.Title) {
				t.Errorf("title %q", it.Title)
			}
		}
	})
}
