package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
)

// products builds a list of products of WooCommerce of what the export knows, if dynamic
// blocks are to be written; ok is false for one that asks for what it does not know, such as
// the sales of a product.
func (b *builder) products(sc *shortcode) (nodes []*html.Node, ok bool) {
	if b.opt.Dynamic != DynamicStatic || b.lib == nil || b.lib.pages == nil {
		return nil, false
	}
	if b.room < 0 {
		b.notes.add(note.Nesting, true, tooManyListed+sc.name)
		return nil, true
	}
	a := parseAttrs(sc.attrs)
	items := slices.Clone(b.lib.pages.products)
	order := a.get("orderby")
	switch sc.name {
	case "recent_products":
		order = cmp.Or(order, "date")
	case "product_category":
		if a.get("category") == "" {
			return nil, false
		}
	case "products":
		order = cmp.Or(order, "title")
	}
	switch order {
	case "", "menu_order", "date", "title", "id":
	default:
		return nil, false
	}
	for _, key := range []string{"skus", "sku", "tag", "attribute", "on_sale", "best_selling", "top_rated", "visibility", "operator", "cat_operator"} {
		if a.get(key) != "" {
			return nil, false
		}
	}
	if ids := listOf(a.get("ids")); len(ids) > 0 {
		items = slices.DeleteFunc(items, func(e listed) bool { return !ids[strconv.FormatInt(e.id, 10)] })
	}
	if of := listOf(a.get("category")); len(of) > 0 {
		items = slices.DeleteFunc(items, func(e listed) bool {
			return !slices.ContainsFunc(e.terms, func(t *listedTerm) bool { return t.taxonomy == "product_cat" && of[t.slug] })
		})
	}
	slices.SortStableFunc(items, func(a, b listed) int {
		byTitle := strings.Compare(strings.ToLower(a.title), strings.ToLower(b.title))
		switch order {
		case "date":
			return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.id, b.id))
		case "id":
			return cmp.Compare(a.id, b.id)
		case "title":
			return byTitle
		}
		return cmp.Or(cmp.Compare(a.order, b.order), byTitle)
	})
	if strings.EqualFold(a.get("order"), "desc") || order == "date" && a.get("order") == "" {
		slices.Reverse(items)
	}
	if n, err := strconv.Atoi(cmp.Or(a.get("limit"), a.get("per_page"), a.get("number"))); err == nil && n > 0 {
		items = first(items, n)
	}
	b.room -= 8 * len(b.lib.pages.products) // a page has many lists, each of which is put in order
	if nodes = list(items, &b.room); b.room < 0 {
		b.notes.add(note.Nesting, true, tooManyListed+sc.name)
		return nil, true
	}
	if nodes != nil {
		b.ofSite = true
		b.notes.add(note.Shortcode, false, asOnTheDay+"["+sc.name+sc.attrs+"]")
	}
	return nodes, nodes != nil
}

// listOf returns the parts of a list with commas.
func listOf(list string) map[string]bool {
	parts := map[string]bool{}
	for part := range strings.SplitSeq(list, ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts[part] = true
		}
	}
	return parts
}
