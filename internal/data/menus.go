package data

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
)

// Menu is one menu of the site.
type Menu struct {
	Slug   string      `json:"slug"`
	Name   string      `json:"name"`
	Places []string    `json:"places,omitempty"` // of the theme that showed it, if the source knows
	Items  []*MenuItem `json:"items"`
}

// MenuItem is one entry of a menu.
type MenuItem struct {
	ID          int64       `json:"id"` // 0 in a menu that blocks make
	Title       string      `json:"title"`
	URL         string      `json:"url"`            // on the new site; empty if what it led to is not in the output
	Type        string      `json:"type"`           // custom, or the post type or taxonomy it leads to
	Term        string      `json:"term,omitempty"` // slug of the term it leads to
	Hint        string      `json:"hint,omitempty"` // seen when a pointer rests on it
	Description string      `json:"description,omitempty"`
	Target      string      `json:"target,omitempty"`
	Rel         string      `json:"rel,omitempty"`
	Classes     []string    `json:"classes,omitempty"`
	Children    []*MenuItem `json:"children,omitempty"`

	menu   string
	object int64 // what it leads to
	parent int64
	order  int
}

// menuType is the post type of the entries of menus, menuTaxonomy that of the
// menus.
const (
	menuType     = "nav_menu_item"
	menuTaxonomy = "nav_menu"
)

// Menus puts the menus of a site together (docs/formats.md §A.12).
type Menus struct {
	names map[int64]string // of what entries lead to, by ID
	items []*MenuItem
	taken map[int64]bool
	whole []*Menu // that blocks make
}

// NewMenus returns an empty Menus.
func NewMenus() *Menus {
	return &Menus{names: map[int64]string{}, taken: map[int64]bool{}}
}

// See takes note, in a first pass, of what an item may lead to.
func (m *Menus) See(it *extract.Item) {
	if it.Type == menuType && it.Field("_menu_item_type") == "post_type" {
		m.names[number(it.Field("_menu_item_object_id"))] = ""
	}
}

// Name gives, in the second pass, the title of an item that is no entry.
func (m *Menus) Name(id int64, title string) {
	if old, ok := m.names[id]; ok && old == "" {
		m.names[id] = strings.Clone(title)
	}
}

// Add adds an entry. Two with the same ID are one.
func (m *Menus) Add(e *MenuItem) {
	if !m.taken[e.ID] || e.ID == 0 {
		m.taken[e.ID] = true
		m.items = append(m.items, e)
	}
}

// LeadsTo returns the ID of the item that an entry of a menu leads to, or 0.
func LeadsTo(it *extract.Item) int64 {
	if it.Type != menuType || it.Field("_menu_item_type") != "post_type" {
		return 0
	}
	return number(it.Field("_menu_item_object_id"))
}

func number(s string) int64 {
	n, _ := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	return n
}

// MenuItem returns the entry of a menu that an item is, or nil and why visitors
// did not see it.
func (r *Renderer) MenuItem(it *extract.Item, terms *Terms, f *Found) (*MenuItem, string) {
	if it.Type != menuType {
		return nil, ""
	}
	i := slices.IndexFunc(it.Terms, func(t extract.TermRef) bool { return t.Taxonomy == menuTaxonomy })
	switch {
	case it.Status != "publish":
		return nil, "not in its menu: status " + it.Status
	case i < 0:
		return nil, "in no menu"
	}
	e := &MenuItem{
		ID: it.ID, Title: strings.Clone(it.PlainTitle()), Type: "custom",
		Hint: strings.Clone(plain(it.Excerpt)), Description: strings.Clone(plain(it.Content)),
		Target: strings.Clone(it.Field("_menu_item_target")), Rel: strings.Clone(it.Field("_menu_item_xfn")),
		menu: strings.Clone(cmp.Or(it.Terms[i].Slug, it.Terms[i].Name)), order: it.MenuOrder,
		parent: number(it.Field("_menu_item_menu_item_parent")),
	}
	if v, err := extract.Unserialize(it.Field("_menu_item_classes")); err == nil {
		list, _ := v.(extract.PHPArray)
		for _, c := range list {
			if s, ok := c.Value.(string); ok && s != "" {
				e.Classes = append(e.Classes, strings.Clone(s))
			}
		}
	}
	object, id := strings.Clone(it.Field("_menu_item_object")), number(it.Field("_menu_item_object_id"))
	switch it.Field("_menu_item_type") {
	case "post_type":
		e.Type, e.object = object, id
		e.URL = r.page(id, f)
	case "taxonomy":
		e.Type = object
		if t := terms.byID[id]; t != nil {
			e.Term, e.Title = Slug(t.Slug), cmp.Or(e.Title, t.Name)
			e.URL = r.archive(archiveOf(t, terms), f)
		} else {
			f.Notes = append(f.Notes, note.Note{Kind: note.Link, Text: fmt.Sprintf("leads to term %d, which the export does not list", id)})
		}
	case "post_type_archive":
		e.Type = object
		e.URL = r.archive("/"+object+"/", f)
	default:
		if url := strings.TrimSpace(it.Field("_menu_item_url")); !runs(url) {
			e.URL = strings.Clone(r.address(url, "", "", f))
		}
	}
	return e, ""
}

// runs reports whether a browser would run an address.
func runs(url string) bool {
	scheme, _, ok := strings.Cut(strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, url), ":")
	return ok && slices.Contains([]string{"javascript", "vbscript", "data"}, strings.ToLower(scheme))
}

// page returns the path of an item on the new site, or "".
func (r *Renderer) page(id int64, f *Found) string {
	old := r.Blog + "/?p=" + strconv.FormatInt(id, 10)
	var found Found
	url := r.address(old, "", "", &found)
	f.Files = append(f.Files, found.Files...)
	if url != old || len(found.Notes) == 0 {
		f.Notes = append(f.Notes, found.Notes...)
		return url
	}
	f.Notes = append(f.Notes, note.Note{Kind: note.Link, Text: fmt.Sprintf("leads to item %d, which is not in the output", id)})
	return ""
}

// archive returns where a path of the old site leads, which is itself if
// nothing is known of it: such pages are the new site's own to make.
func (r *Renderer) archive(path string, f *Found) string {
	old := r.Blog + path
	if url := r.address(old, "", "", f); url != old {
		return url
	}
	return Slug(withoutHost(old, r.Blog))
}

// archiveOf returns the path of the page of a term that WordPress has unless
// told otherwise.
func archiveOf(t *extract.Term, terms *Terms) string {
	base := t.Taxonomy
	if base == "post_tag" {
		base = "tag"
	}
	if s := terms.settings; s != nil {
		switch t.Taxonomy {
		case "category":
			base = cmp.Or(s.CategoryBase, base)
		case "post_tag":
			base = cmp.Or(s.TagBase, base)
		}
	}
	path := "/" + t.Slug + "/"
	seen := map[string]bool{t.Slug: true}
	for parent := t.Parent; parent != "" && !seen[parent]; {
		seen[parent] = true
		path = "/" + parent + path
		up := terms.bySlug[termRef{t.Taxonomy, parent}]
		if up == nil {
			break
		}
		parent = up.Parent
	}
	return "/" + base + path
}

// Trees returns the menus: those the site lists, then those only entries name.
// An entry whose parent is not there is at the top.
func (m *Menus) Trees(site *extract.Site) []*Menu {
	var menus []*Menu
	bySlug := map[string]*Menu{}
	add := func(slug, name string) *Menu {
		menu := &Menu{Slug: Slug(slug), Name: cmp.Or(name, Slug(slug)), Items: []*MenuItem{}}
		bySlug[slug] = menu
		menus = append(menus, menu)
		return menu
	}
	for _, t := range site.Terms {
		if t.Taxonomy == menuTaxonomy && bySlug[t.Slug] == nil {
			add(t.Slug, t.Name)
		}
	}
	if site.Settings != nil {
		for _, p := range site.Settings.MenuPlaces {
			if menu := bySlug[p.Menu]; menu != nil {
				menu.Places = append(menu.Places, p.Place)
			}
		}
	}
	slices.SortStableFunc(m.items, func(a, b *MenuItem) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.ID, b.ID))
	})
	byID := map[int64]*MenuItem{}
	for _, e := range m.items {
		byID[e.ID] = e
		if e.Title == "" {
			e.Title = m.names[e.object]
		}
	}
	for _, e := range m.items {
		menu := bySlug[e.menu]
		if menu == nil {
			menu = add(e.menu, "")
		}
		if p := byID[e.parent]; e.parent != 0 && p != nil && p.menu == e.menu && !above(e, p, byID) {
			p.Children = append(p.Children, e)
		} else {
			e.parent = 0
			menu.Items = append(menu.Items, e)
		}
	}
	return m.withNavigation(menus)
}

// above reports whether e is p or above it, or p is deeper than any menu goes.
func above(e, p *MenuItem, byID map[int64]*MenuItem) bool {
	for range maxDepth {
		if p == nil {
			return false
		}
		if p == e {
			return true
		}
		p = byID[p.parent]
	}
	return true
}
