package transform

import (
	"strings"
	"testing"
	"time"

	"github.com/wp2md/wp2md/extract"
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

// TestProducts writes the products that a list of WooCommerce showed, and leaves a note where
// it asks for what an export does not tell.
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
	} {
		page := Tree(&extract.Item{ID: 9, Type: "page", Content: content}, lib, Options{Dynamic: DynamicStatic})
		got := strings.TrimSpace(string(markdown.New(nil).Print(page.Tree)))
		if got != want || len(page.Notes) != 1 {
			t.Errorf("%s: %q, want %q; %v", content, got, want, page.Notes)
		}
	}
}
