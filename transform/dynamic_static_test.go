package transform

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
	"github.com/wp2md/wp2md/transform/markdown"
)

// TestLatestPostsOfBuilder writes the latest posts where a widget listed them, and nothing
// where it listed others.
func TestLatestPostsOfBuilder(t *testing.T) {
	lib := NewLibrary()
	lib.KeepIndex()
	for i, title := range []string{"Old", "New", "Newest"} {
		lib.Add(&extract.Item{ID: int64(i + 1), Type: "post", Status: "publish", Title: title, Link: "/" + title, Date: time.Date(2020+i, 1, 1, 0, 0, 0, 0, time.UTC)})
	}
	lib.Seal()
	for settings, want := range map[string]string{
		`{"posts_per_page":2,"orderby":"date","border":"solid"}`: "- [Newest](/Newest)\n- [New](/New)",
		`{"posts_per_page":2,"order":"ASC"}`:                     "",
		`{"posts_per_page":2,"post_type":"project"}`:             "",
		`{"posts_per_page":2,"category_ids":["4"]}`:              "",
	} {
		it := &extract.Item{ID: 9, Type: "page", Meta: []extract.Meta{{Key: "_elementor_data", Value: `[{"id":"1","elType":"widget","widgetType":"acme-blog","settings":` + settings + `}]`}}}
		page := Tree(it, lib, Options{Dynamic: DynamicStatic})
		got := strings.TrimSpace(string(markdown.New(nil).Print(page.Tree)))
		if got != want || len(page.Notes) == 0 {
			t.Errorf("%s: %q, want %q; %v", settings, got, want, page.Notes)
		}
	}
}

// TestProducts writes the products that a list of WooCommerce showed, or the address of a feed,
// and leaves a note where it asks for what an export does not tell.
func TestProducts(t *testing.T) {
	lib := NewLibrary()
	lib.KeepIndex()
	for i, title := range []string{"Tea", "Bread", "Cake"} {
		lib.Add(&extract.Item{ID: int64(i + 1), Type: "product", Status: "publish", Title: title, Link: "/" + title, Date: time.Date(2020+i, 1, 1, 0, 0, 0, 0, time.UTC),
			Terms: []extract.TermRef{{Taxonomy: "product_cat", Slug: []string{"drinks", "food", "food"}[i]}}})
	}
	lib.Seal()
	for content, want := range map[string]string{
		`[recent_products per_page="2" columns="3"]`: "- [Cake](/Cake)\n- [Bread](/Bread)",
		`[products]`:                         "- [Bread](/Bread)\n- [Cake](/Cake)\n- [Tea](/Tea)",
		`[products ids="3, 1"]`:              "- [Cake](/Cake)\n- [Tea](/Tea)",
		`[product_category category="food"]`: "- [Bread](/Bread)\n- [Cake](/Cake)",
		`[products best_selling="true"]`:     "",
		`[recent_products orderby="rand"]`:   "",

		`<!-- wp:rss {"feedURL":"https://news.example/feed","itemsToShow":5} /-->`: "<https://news.example/feed>",
	} {
		page := Tree(&extract.Item{ID: 9, Type: "page", Content: content}, lib, Options{Dynamic: DynamicStatic})
		got := strings.TrimSpace(string(markdown.New(nil).Print(page.Tree)))
		if got != want || len(page.Notes) != 1 {
			t.Errorf("%s: %q, want %q; %v", content, got, want, page.Notes)
		}
	}
}

// Lists of the site on one page have a bound, however many blocks ask for how many items.
func TestListsOfSiteAreBounded(t *testing.T) {
	lib := NewLibrary()
	lib.KeepIndex()
	const items = 3000
	for i := range items {
		terms := []extract.TermRef{{Taxonomy: "category", Slug: fmt.Sprint("c", i), Name: fmt.Sprint("Category ", i)}, {Taxonomy: "post_tag", Slug: fmt.Sprint("t", i), Name: fmt.Sprint("Tag ", i)}}
		lib.Add(&extract.Item{ID: int64(2*i + 1), Type: "post", Status: "publish", Title: fmt.Sprint("Post ", i), Link: fmt.Sprint("/post-", i), Terms: terms, Date: time.Date(1900+i/12, time.Month(i%12+1), 1, 0, 0, 0, 0, time.UTC)})
		lib.Add(&extract.Item{ID: int64(2*i + 2), Type: "page", Status: "publish", Title: fmt.Sprint("Page ", i), Link: fmt.Sprint("/page-", i), Parent: int64(2 * (i / 2))})
	}
	lib.Seal()
	for _, block := range []string{"page-list", `latest-posts {"postsToShow":3000}`} {
		it := &extract.Item{ID: 9, Type: "page", Content: strings.Repeat("<!-- wp:"+block+" /-->\n", 400)}
		page := Tree(it, lib, Options{Dynamic: DynamicStatic})
		links, said := 0, false
		for n := range page.Tree.Descendants() {
			if tree.IsElement(n, atom.A) {
				links++
			}
		}
		for _, n := range page.Notes {
			said = said || n.Kind == note.Nesting && n.Review
		}
		if most := maxGrowth / ofEntry; links == 0 || links > most || !said {
			t.Errorf("%s: %d links, said %v: %v", block, links, said, page.Notes)
		}
	}
}

// A page that is below itself, or has no number, is listed once or not at all.
func TestPageListOfDamagedSite(t *testing.T) {
	lib := NewLibrary()
	lib.KeepIndex()
	for i := range 50 {
		lib.Add(&extract.Item{Type: "page", Status: "publish", Title: fmt.Sprint("No number ", i), Link: "/x"})
		lib.Add(&extract.Item{ID: 7, Parent: 7, Type: "page", Status: "publish", Title: fmt.Sprint("Below itself ", i), Link: "/y"})
	}
	lib.Add(&extract.Item{ID: 8, Type: "page", Status: "publish", Title: "Plain", Link: "/plain"})
	lib.Seal()
	for content, want := range map[string]string{
		`<!-- wp:page-list /-->`:                    "- [Plain](/plain)",
		`<!-- wp:page-list {"parentPageID":7} /-->`: "Below itself 49",
	} {
		page := Tree(&extract.Item{ID: 9, Type: "page", Content: content}, lib, Options{Dynamic: DynamicStatic})
		got := string(markdown.New(nil).Print(page.Tree))
		if !strings.Contains(got, want) || strings.Count(got, "\n") > 60 || strings.Contains(got, "No number") {
			t.Errorf("%s: %s", content, got)
		}
	}
}

// Lists and menus name nothing that visitors did not see.
func TestListsOfSiteArePublic(t *testing.T) {
	lib := NewLibrary()
	lib.KeepIndex()
	for i, it := range []extract.Item{
		{Status: "publish"}, {Status: "private"}, {Status: "draft"}, {Status: "future"}, {Status: "pending"}, {Status: "trash"}, {Status: "publish", Password: "x"}, {Status: "members"}, {Status: "publish", Slug: "held"},
	} {
		for _, typ := range []string{"post", "page"} {
			it.ID++
			it.ID += int64(10 * i)
			it.Type, it.Title, it.Link = typ, "UNSEEN", "/UNSEEN"
			it.Terms = []extract.TermRef{{Taxonomy: "category", Slug: "UNSEEN", Name: "UNSEEN"}}
			if i == 0 {
				it.Title, it.Link, it.Terms = "Seen", "/seen", []extract.TermRef{{Taxonomy: "category", Slug: "seen", Name: "Seen"}}
			}
			lib.Add(&it)
			if it.Slug == "held" {
				lib.Hide(it.ID)
			}
		}
	}
	lib.Seal()
	content := `<!-- wp:page-list /--><!-- wp:latest-posts {"postsToShow":50} /--><!-- wp:categories /--><!-- wp:archives /-->
<!-- wp:navigation --><!-- wp:navigation-link {"label":"UNSEEN","id":11,"kind":"post-type","url":"/UNSEEN"} /--><!-- wp:navigation-submenu {"label":"Seen","id":1,"kind":"post-type","url":"/seen"} --><!-- wp:navigation-link {"label":"UNSEEN","id":21,"kind":"post-type","url":"/UNSEEN"} /--><!-- /wp:navigation-submenu --><!-- /wp:navigation -->
<!-- wp:navigation-link {"label":"UNSEEN","id":11,"type":"page","url":"/UNSEEN"} /-->`
	for _, dynamic := range []Dynamic{DynamicStatic, DynamicNamed} {
		page := Tree(&extract.Item{ID: 99, Type: "page", Content: content}, lib, Options{Dynamic: dynamic})
		got := string(markdown.New(nil).Print(page.Tree))
		if strings.Contains(got+fmt.Sprint(page.Notes), "UNSEEN") || !strings.Contains(got, "Seen") {
			t.Errorf("%q: %s\n%v", dynamic, got, page.Notes)
		}
	}
}
