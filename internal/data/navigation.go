package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/rewrite"
	"github.com/wp2md/wp2md/transform"
)

// navigationType is the post type of menus that blocks make (WordPress 5.9).
const navigationType = "wp_navigation"

// Navigation returns the menu that an item is whose entries are blocks, or nil. Entries
// that lead to items of which held reports true are left out.
func (r *Renderer) Navigation(it *extract.Item, held func(id int64) bool, f *Found) *Menu {
	if it.Type != navigationType || it.Status != "publish" {
		return nil
	}
	links, listed := transform.Navigation(it.Content)
	items := r.navigationItems(links, held, f)
	if len(listed) > 0 {
		text := "a part of the menu that the site filled, not in data/" + MenuFile + ": "
		if len(items) == 0 {
			text = "the site filled all of the menu, of which nothing is written: "
		}
		f.Notes = append(f.Notes, note.Note{Kind: note.Block, Text: text + strings.Join(listed, ", ")})
	}
	if len(items) == 0 {
		return nil
	}
	return &Menu{Slug: Slug(strings.Clone(it.Slug)), Name: cmp.Or(strings.Clone(it.PlainTitle()), Slug(it.Slug)), Items: items}
}

func (r *Renderer) navigationItems(links []transform.NavigationLink, held func(id int64) bool, f *Found) (items []*MenuItem) {
	for _, l := range links {
		e := &MenuItem{Title: l.Label, Hint: l.Hint, Rel: l.Rel, Type: "custom"}
		isPost := l.Kind != "taxonomy" && l.ID != 0
		var at Found
		if l.URL != "" && !runs(l.URL) {
			e.URL = r.address(l.URL, "", "", &at)
		} else if isPost {
			e.URL = r.page(l.ID, &at)
		}
		if isPost && held(l.ID) || leadsToUnpublished(at.Notes) || isPost && r.isUnpublished(l.ID) { // WordPress shows no such entry
			f.Notes = append(f.Notes, note.Note{Kind: note.Private, Text: "not in its menu: an entry that leads to an item that is not published"})
			continue
		}
		f.Notes, f.Files, f.Left = append(f.Notes, at.Notes...), append(f.Files, at.Files...), append(f.Left, at.Left...)
		if l.NewTab {
			e.Target = "_blank"
		}
		if l.Kind == "post-type" || l.Kind == "taxonomy" {
			e.Type = cmp.Or(l.Type, "page")
		}
		e.Children = r.navigationItems(l.Children, held, f)
		items = append(items, e)
	}
	return items
}

// isUnpublished reports whether the item of a number is in the source, but not published.
func (r *Renderer) isUnpublished(id int64) bool {
	var at Found
	r.address(r.Blog+"/?p="+strconv.FormatInt(id, 10), "", "", &at)
	return leadsToUnpublished(at.Notes)
}

func leadsToUnpublished(notes []note.Note) bool {
	return slices.ContainsFunc(notes, func(n note.Note) bool { return strings.HasPrefix(n.Text, rewrite.NotPublished) })
}

// AddMenu adds a menu that is whole.
func (m *Menus) AddMenu(menu *Menu) { m.whole = append(m.whole, menu) }

// withNavigation returns the menus with those that blocks make behind them, each with a
// slug of its own.
func (m *Menus) withNavigation(menus []*Menu) []*Menu {
	taken := map[string]bool{}
	for _, menu := range menus {
		taken[menu.Slug] = true
	}
	for _, menu := range m.whole {
		slug := menu.Slug
		for n := 2; taken[menu.Slug]; n++ {
			menu.Slug = fmt.Sprintf("%s-%d", slug, n)
		}
		taken[menu.Slug] = true
		menus = append(menus, menu)
	}
	return menus
}
