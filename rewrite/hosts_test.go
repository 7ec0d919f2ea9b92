package rewrite

import (
	"fmt"
	"testing"

	"github.com/wp2md/wp2md/extract"
)

// posts returns published posts with links on a host, and guids on another.
func posts(n int, link, guids string) []*extract.Item {
	var items []*extract.Item
	for i := range n {
		id := int64(100 + i)
		items = append(items, post_(id, fmt.Sprintf("%s/post-%d/", link, i), guid(fmt.Sprintf("%s/?p=%d", guids, id))))
	}
	return items
}

// What is the site's: its blog's host under its names, the hosts of the
// settings, those that links and guids show it had (docs/formats.md §F.3).
func TestHosts(t *testing.T) {
	type follows map[string]string // "" stays
	noSite := extract.Site{}
	for _, c := range []struct {
		why   string
		site  extract.Site
		opt   Options
		items []*extract.Item
		want  follows
	}{
		{"blog in a folder", at("http://old.example/blog/"), Options{},
			[]*extract.Item{
				post_(1, "http://old.example/blog/post/"), page_(2, "http://old.example/blog/"),
				post_(3, "http://old.example/blog/?p=3", title("Draft"), status("draft")),
				file_(4, "http://old.example/blog/wp-content/uploads/a.png"), file_(5, "/files/b.png"),
			}, follows{
				"/blog/post/": "/blog/post/",
				"http://old.example/blog/index.php/post/": "/blog/post/",
				"http://old.example/blog/?p=1":            "/blog/post/",
				"http://old.example/blog/?p=3":            "/blog/draft/",
				"http://old.example/blog":                 "/blog/",
				"/blog/wp-content/uploads/a.png":          "/images/a.png",
				"/blog/files/b.png":                       "/images/b.png",
				"http://old.example/":                     "",
				"http://old.example/?p=1":                 "",
				"http://old.example/post/":                "",
				"http://old.example/blogger/":             "",
				"http://old.example/shop/a.png":           "",
			}},
		{"home of a blog in a folder", at("http://old.example/blog"), Options{}, posts(1, "http://old.example/blog", "http://old.example/blog"),
			follows{"http://www.old.example/blog/#x": "/blog/#x", "http://old.example/": ""}},
		{"a blog of WordPress.com with a name of its own, whose pictures say that they are of its library", at("https://own.example/"), Options{},
			[]*extract.Item{
				post_(1, "https://own.example/2025/10/22/bread/", content(`<a href="https://blogown.wordpress.com/wp-content/uploads/2025/10/a.jpg"><img src="https://blogown.wordpress.com/wp-content/uploads/2025/10/a.jpg?w=1024" class="wp-image-11"></a>
					<img class="wp-image-12" src="https://blogown.files.wordpress.com/2025/10/b.jpg"><img class="size-full wp-image-13" src="https://blogown.wordpress.com/wp-content/uploads/2025/10/c.jpg"><img src="https://blogown.files.wordpress.com/2025/10/d.jpg">
					<img src="https://other.wordpress.com/wp-content/uploads/2025/10/x.jpg"><img src="https://other.wordpress.com/wp-content/uploads/2025/10/y.jpg"><img src="https://other.wordpress.com/wp-content/uploads/2025/10/z.jpg">`)),
			}, follows{
				"https://blogown.wordpress.com/wp-content/uploads/2025/10/a.jpg?w=1024": "/images/a.jpg",
				"https://blogown.files.wordpress.com/2025/10/b.jpg":                     "/images/b.jpg",
				"https://blogown.wordpress.com/wp-content/uploads/2025/10/c.jpg":        "/images/c.jpg",
				"https://blogown.files.wordpress.com/2025/10/d.jpg":                     "/images/d.jpg",
				"https://blogown.wordpress.com/2025/10/22/bread/":                       "/2025/10/22/bread/",
				"https://other.wordpress.com/wp-content/uploads/2025/10/x.jpg":          "",
			}},
		{"a blog of WordPress.com with a name of its own, of which one attachment is known", at("http://own.example/"), Options{},
			[]*extract.Item{
				post_(1, "http://own.example/qr/", content(`<img src="https://joven.files.wordpress.com/2009/07/qr.png">`)),
				file_(2, "https://joven.files.wordpress.com/2010/05/mac.jpg", meta("_wp_attached_file", "https://joven.files.wordpress.com/2010/05/mac.jpg")),
			}, follows{"https://joven.files.wordpress.com/2009/07/qr.png": "/images/qr.png", "https://joven.wordpress.com/qr/": "/qr/"}},
		{"the same by a number that it gave", at("http://own.example/"), Options{},
			[]*extract.Item{post_(1, "http://own.example/qr/", guid("http://joven.wordpress.com/?p=1"), content(`<img src="https://joven.files.wordpress.com/2009/07/qr.png">`))},
			follows{"https://joven.files.wordpress.com/2009/07/qr.png": "/images/qr.png"}},
		{"a library that stayed where the site was", at("http://own.example/"), Options{},
			[]*extract.Item{
				post_(1, "http://own.example/a/", content(`<img class="wp-image-3" src="http://was.example/wp-content/uploads/2009/07/a.png"><img class="wp-image-4" src="http://was.example/wp-content/uploads/2009/07/b.png"><img class="wp-image-5" src="http://was.example/wp-content/uploads/2009/07/c.png">`)),
				file_(3, "http://own.example/wp-content/uploads/2009/07/a.png"),
			}, follows{
				"http://was.example/wp-content/uploads/2009/07/a.png": "/images/a.png",
				"http://was.example/wp-content/uploads/2009/07/c.png": "/images/c.png",
				"http://was.example/a/":                               "",
			}},
		{"network of subdomains", extract.Site{BaseBlogURL: "http://one.net.example", BaseSiteURL: "http://net.example/"}, Options{},
			[]*extract.Item{post_(1, "http://one.net.example/about/"), file_(2, "http://net.example/wp-content/uploads/sites/2/2013/a.png", meta("_wp_attached_file", "2013/a.png"))},
			follows{
				"http://one.net.example/about/":                                "/about/",
				"http://net.example/about/":                                    "",
				"http://two.net.example/about/":                                "",
				"http://net.example/wp-content/uploads/sites/2/2013/a.png":     "/images/a.png",
				"http://one.net.example/wp-content/uploads/sites/2/2013/a.png": "/images/a.png",
				"http://net.example/wp-content/uploads/sites/3/2013/a.png":     "",
			}},
		{"network of folders", extract.Site{BaseBlogURL: "http://net.example/one", BaseSiteURL: "http://net.example/"}, Options{},
			[]*extract.Item{
				post_(1, "http://net.example/one/about/", content(`<img src="/wp-content/uploads/sites/2/2013/b.png"> <img src="/wp-content/uploads/sites/3/2013/c.png"> <img src="/one/d.png">`)),
				file_(2, "http://net.example/wp-content/uploads/sites/2/2013/a.png", meta("_wp_attached_file", "2013/a.png")),
			},
			follows{
				"http://net.example/one/about/":                            "/one/about/",
				"http://net.example/two/about/":                            "",
				"http://net.example/about/":                                "",
				"http://net.example/wp-content/uploads/sites/2/2013/a.png": "/images/a.png",
				"http://net.example/wp-content/uploads/sites/2/2013/b.png": "/images/b.png",
				"http://net.example/wp-content/uploads/sites/3/2013/c.png": "",
				"http://net.example/one/d.png":                             "/images/d.png",
			}},
		{"old network", at("http://one.net.example"), Options{},
			[]*extract.Item{file_(2, "http://one.net.example/files/2013/a.png", meta("_wp_attached_file", "2013/a.png"), guid("http://one.net.example/wp-content/blogs.dir/2/files/2013/a.png"))},
			follows{
				"http://one.net.example/files/2013/a.png":                        "/images/a.png",
				"http://one.net.example/wp-content/blogs.dir/2/files/2013/a.png": "/images/a.png",
				"http://one.net.example/files/2013/a-10x10.png":                  "/images/a.png",
			}},
		{"WordPress.com", extract.Site{BaseBlogURL: "http://town.wordpress.com", BaseSiteURL: "http://wordpress.com/", Link: "https://town.wordpress.com"}, Options{},
			[]*extract.Item{
				post_(1, "https://town.wordpress.com/2013/04/02/about/", content(`<img src="https://town.files.wordpress.com/2013/04/free.png?w=640">`)),
				file_(2, "https://town.files.wordpress.com/2013/04/a.png", meta("_wp_attached_file", "2013/04/a.png")),
			},
			follows{
				"http://town.wordpress.com/2013/04/02/about/":                              "/2013/04/02/about/",
				"https://town.files.wordpress.com/2013/04/a.png?w=1024&h=20":               "/images/a.png",
				"https://town.wordpress.com/wp-content/uploads/2013/04/a.png":              "/images/a.png",
				"https://town.wpcomstaging.com/wp-content/uploads/2013/04/a.png":           "/images/a.png",
				"https://i2.wp.com/town.files.wordpress.com/2013/04/a.png?resize=300%2C20": "/images/a.png",
				"http://i0.wp.com/town.wordpress.com/wp-content/uploads/2013/04/a.png":     "/images/a.png",
				"https://town.files.wordpress.com/2013/04/free.png?w=300":                  "/images/free.png",
				"https://village.files.wordpress.com/2013/04/a.png":                        "",
				"https://wordpress.com/2013/04/02/about/":                                  "",
				"https://wordpress.com/":                                                   "",
			}},
		{"WordPress.com under a name of its own", extract.Site{BaseBlogURL: "http://town.example", BaseSiteURL: "http://wordpress.com/"}, Options{},
			append(posts(3, "http://town.example", "http://town.wordpress.com"), file_(2, "https://town.files.wordpress.com/2013/04/a.png")),
			follows{
				"http://town.wordpress.com/post-1/":                           "/post-1/",
				"http://town.wordpress.com/?p=101":                            "/post-1/",
				"https://town.files.wordpress.com/2013/04/a.png":              "/images/a.png",
				"https://town.example/wp-content/uploads/2013/04/a.png":       "/images/a.png",
				"https://i0.wp.com/town.example/wp-content/uploads/none.png":  "",
				"https://village.wordpress.com/wp-content/uploads/2013/a.png": "",
			}},
		{"WordPress.com under a name of its own, by its files", extract.Site{BaseBlogURL: "http://town.example", BaseSiteURL: "http://wordpress.com/"}, Options{},
			append(posts(2, "http://town.example", "http://town.example"), file_(2, "https://town.files.wordpress.com/2013/04/a.png", meta("_wp_attached_file", "2013/04/a.png"))),
			follows{
				"http://town.wordpress.com/post-1/":                             "/post-1/",
				"https://town.example/wp-content/uploads/2013/04/a-300x200.png": "/images/a.png",
			}},
		{"Photon", at("https://old.example"), Options{},
			[]*extract.Item{file_(2, "https://old.example/wp-content/uploads/a.png"), post_(1, "https://old.example/one/", content(`<img src="https://i1.wp.com/www.old.example/free.png?ssl=1">`))},
			follows{
				"https://i0.wp.com/old.example/wp-content/uploads/a.png?w=300&ssl=1": "/images/a.png",
				"//i0.wp.com/old.example/wp-content/uploads/a-300x200.png":           "/images/a.png",
				"https://i0.wp.com/old.example/free.png":                             "/images/free.png",
				"https://i0.wp.com/other.example/a.png?w=300":                        "",
				"https://i0.wp.com/":                                     "",
				"https://i0.wp.com/latex.php?latex=x":                    "",
				"https://s0.wp.com/old.example/wp-content/uploads/a.png": "",
			}},
		{"hosts of the settings", at("http://old.example"), Options{Hosts: []string{"www.staging.example", "https://older.example:8080/wp/", "localhost:9000"}},
			[]*extract.Item{post_(1, "http://old.example/about/", content(`<img src="//staging.example/b.png">`)), file_(2, "http://old.example/wp-content/uploads/a.png")},
			follows{
				"https://staging.example/about/":                             "/about/",
				"http://older.example:8080/wp/about/":                        "/about/",
				"http://older.example:8080/wp/?p=1":                          "/about/",
				"http://older.example:8080/wp/wp-content/uploads/a.png":      "/images/a.png",
				"http://older.example:8080/wp":                               "/",
				"http://older.example:8080/shop/":                            "",
				"http://older.example/wp/about/":                             "",
				"http://localhost:9000/about":                                "/about/",
				"http://www.staging.example/b.png":                           "/images/b.png",
				"https://i0.wp.com/staging.example/wp-content/uploads/a.png": "/images/a.png",
			}},
		{"host of the settings, blog in a folder", at("http://old.example/blog"), Options{Hosts: []string{"new.example", "www.old.example"}},
			[]*extract.Item{post_(1, "http://old.example/blog/about/")},
			follows{
				"http://new.example/about/":      "/blog/about/",
				"http://new.example/blog/about/": "/blog/about/",
				"http://new.example/":            "/blog/",
				"http://old.example/about/":      "",
			}},
		{"a host the site had, by its guids", at("http://new.example"), Options{}, posts(3, "http://new.example", "http://old.example/blog"),
			follows{
				"http://old.example/blog/post-1/": "/post-1/",
				"http://old.example/blog/?p=101":  "/post-1/",
				"http://old.example/blog/":        "/",
				"http://old.example/post-1/":      "/post-1/",
				"http://old.example/blog/gone/":   "",
				"http://old.example/shop/":        "",
			}},
		{"guids of two items are no evidence", at("http://new.example"), Options{}, posts(2, "http://new.example", "http://old.example"),
			follows{"http://old.example/post-1/": "", "http://old.example/?p=101": "/post-1/"}},
		{"guids with the numbers of another site are no evidence", at("http://new.example"), Options{},
			[]*extract.Item{
				post_(1, "http://new.example/a/", guid("http://old.example/?p=11")), post_(2, "http://new.example/b/", guid("http://old.example/?p=12")),
				post_(3, "http://new.example/c/", guid("http://old.example/?p=13")), post_(4, "http://new.example/d/", guid("http://old.example/?p=14")),
			}, follows{"http://old.example/a/": "", "http://old.example/?p=12": "/b/", "http://old.example/?p=1": ""}},
		{"a host that most links have", at("http://new.example"), Options{}, posts(3, "http://old.example", "http://x.example"),
			follows{"http://old.example/post-1/": "/post-1/", "http://new.example/post-2/": "/post-2/"}},
		{"a link that a plugin leads elsewhere", at("http://old.example"), Options{},
			append(posts(9, "http://old.example", "http://old.example"), post_(1, "http://other.example/a/b/", slug("mine"))),
			follows{"http://other.example/a/b/": "", "/a/b/": "http://old.example/a/b/", "/?p=1": "/mine/", "/mine/": "/mine/"}},
		{"a blog of links", at("http://old.example"), Options{}, append(posts(4, "http://code.example", "http://old.example"), posts(5, "http://old.example", "http://old.example")...),
			follows{"http://code.example/post-3/": "", "http://code.example/gone.png": "", "/post-1/": "/post-1/"}},
		{"no address of the blog", noSite, Options{}, append(posts(3, "http://old.example", ""), post_(1, "http://other.example/x/")),
			follows{"http://old.example/post-1/": "/post-1/", "/post-2/": "/post-2/", "/gone/": "http://old.example/gone/", "http://old.example/": "/"}},
		{"nothing but relative links", noSite, Options{}, []*extract.Item{post_(1, "/blog/x", slug("x"))},
			follows{"/blog/x/": "/blog/x", "/?p=1": "/blog/x", "/gone/": "", "http://old.example/blog/x": ""}},
		{"relative links", at("http://old.example"), Options{}, []*extract.Item{post_(1, "/blog/x", slug("x"))},
			follows{"http://old.example/blog/x/": "/blog/x"}},
		{"the library on other hosts", at("http://old.example"), Options{}, []*extract.Item{
			file_(1, "http://old.example/wp-content/uploads/2016/09/a.jpg"), file_(2, "http://old.example/wp-content/uploads/sites/4/2016/10/b.jpg"), file_(3, "http://old.example/wp-content/uploads/2016/10/c.jpg"),
			post_(4, "http://old.example/post/", content(`<img src="http://cdn.example/yoga/wp-content/uploads/sites/16/2016/09/a-640x640.jpg"> <a href="http://cdn.example/yoga/wp-content/uploads/2016/10/b.jpg">B</a>
				<img src="http://cdn.example/wp-content/uploads/2016/10/c-scaled.jpg"> <img src="http://cdn.example/wp-content/uploads/2016/11/d.jpg"> <img src="http://cdn.example/theme/e.jpg">
				<img src="http://was.example/wp-content/uploads/2016/10/b-300x200.jpg">
				<img src="http://friend.example/wp-content/uploads/2016/09/a.jpg"> <img src="http://friend.example/wp-content/uploads/2016/09/other.jpg">`)),
		}, follows{
			"http://cdn.example/yoga/wp-content/uploads/sites/16/2016/09/a-640x640.jpg": "/images/a.jpg",
			"http://cdn.example/yoga/wp-content/uploads/2016/10/b.jpg":                  "/images/b.jpg",
			"http://cdn.example/wp-content/uploads/2016/10/c-scaled.jpg":                "/images/c.jpg",
			"http://cdn.example/wp-content/uploads/2016/11/d.jpg":                       "/images/d.jpg",
			"http://cdn.example/theme/e.jpg":                                            "",
			"http://was.example/wp-content/uploads/2016/10/b-300x200.jpg":               "/images/b.jpg",
			"http://friend.example/wp-content/uploads/2016/09/a.jpg":                    "",
			"http://unnamed.example/wp-content/uploads/2016/09/a.jpg":                   "",
		}},
		{"no items", noSite, Options{}, nil, follows{"/a": "", "http://old.example/": "", "?p=1": ""}},
		{"letters beyond ASCII in the host", at("http://xn--bcher-kva.example"), Options{}, []*extract.Item{post_(1, "http://xn--bcher-kva.example/a/")},
			follows{"http://Bücher.example/a/": "/a/"}},
		{"numbers for a host", at("http://127.0.0.1:8077"), Options{}, []*extract.Item{post_(1, "http://127.0.0.1:8077/a/")},
			follows{"http://127.0.0.1:8077/a": "/a/", "http://127.0.0.1/a": ""}},
	} {
		x := index(t, c.site, c.opt, c.items...)
		for href, want := range c.want {
			if want == "" {
				want = href
			}
			got, _ := followOfDraft(x, "", href)
			if got != want {
				t.Errorf("%s: %s leads to %q, want %q", c.why, href, got, want)
			}
			if again, _ := follow(x, "", got); again != got {
				t.Errorf("%s: %s leads to %q, and that to %q", c.why, href, got, again)
			}
		}
	}
}

// Only pages of the site are noted.
func TestHostsNotes(t *testing.T) {
	x := index(t, at("http://old.example/blog"), Options{Hosts: []string{"staging.example"}}, posts(3, "http://old.example/blog", "http://older.example")...)
	for href, noted := range map[string]bool{
		"http://old.example/blog/gone/":       true,
		"http://old.example/shop/":            true, // beside the blog
		"http://staging.example/gone/":        true,
		"http://older.example/gone/":          true,
		"http://other.example/gone/":          false,
		"https://i0.wp.com/old.example/blog/": false,
	} {
		if _, note := follow(x, "", href); (note != "") != noted {
			t.Errorf("%s: the note is %q", href, note)
		}
	}
}

// The address of a file found behind a network is where the network has it
// from.
func TestOriginURL(t *testing.T) {
	x := index(t, at("https://old.example"), Options{}, post_(1, "https://old.example/one/",
		content(`<img src="https://i1.wp.com/www.old.example/u/a%20b.png?ssl=1&w=3"> <img src="http://i1.wp.com/old.example/u/c.png?w=3"> <img src="/u/d.png?x"> <img src="//old.example/u/e.png">`)))
	const want = `a b.png = https://www.old.example/u/a%20b.png (u/a b.png)
c.png = https://old.example/u/c.png (u/c.png)
d.png = https://old.example/u/d.png (u/d.png)
e.png = https://old.example/u/e.png (u/e.png)
`
	if got := fileURLs(x); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
