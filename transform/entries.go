package transform

import (
	"cmp"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Shortcodes of themes name the posts, projects and pages that they showed by their
// numbers. Where the export has those, links to them are what can be said of them.

// entries are the titles of what a site has a page of, by number.
type entries struct {
	list   []entry
	titles []byte // and behind each the slug
	posts  int
	slugs  func() map[string]int64
}

type entry struct {
	id   int64
	at   uint32 // where its title begins
	n    uint16
	slug uint16 // how long that is
	path uint32 // a sum of where its page is, 0 if that is not known
}

// Of a site with more, shortcodes that name the others are told as those of other sites.
const (
	mostPosts   = 5_000
	mostEntries = 20_000
)

// hasPageOfItsOwn reports whether an item is one that a site has a page of, by its type.
func hasPageOfItsOwn(it *extract.Item) bool {
	switch it.Type {
	case "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "mc4wp-form", "wpforms", "shop_order", "elementor_library", "templatera", "fl-builder-template", "acf-field", "acf-field-group", slideType, tablePressType:
		return false
	}
	return it.ID > 0 && !strings.HasPrefix(it.Type, "wp_") && !strings.HasPrefix(it.Type, "wpcf7") && !strings.HasPrefix(it.Type, "et_") && !strings.HasPrefix(it.Type, "elementor")
}

func (e *entries) add(it *extract.Item) {
	if !hasPageOfItsOwn(it) || len(e.list) == mostEntries {
		return
	}
	if it.Type == "post" {
		if e.posts++; e.posts > mostPosts {
			return
		}
	}
	title := it.PlainTitle()
	if title == "" || len(title) > 300 {
		return
	}
	slug := it.Slug
	if len(slug) > 300 {
		slug = ""
	}
	e.list = append(e.list, entry{it.ID, uint32(len(e.titles)), uint16(len(title)), uint16(len(slug)), sumOfPath(it.Link)})
	e.titles = append(append(e.titles, title...), slug...)
}

func (e *entries) seal() {
	slices.SortStableFunc(e.list, func(a, b entry) int { return cmp.Compare(a.id, b.id) })
	e.slugs = sync.OnceValue(e.bySlug)
}

// bySlug returns the numbers of the entries by their slugs, 0 where several have one.
func (e *entries) bySlug() map[string]int64 {
	slugs := make(map[string]int64, len(e.list))
	for i := range e.list {
		of := &e.list[i]
		if slug := string(e.titles[of.at+uint32(of.n):][:of.slug]); slug != "" {
			if _, ok := slugs[slug]; ok {
				slugs[slug] = 0
			} else {
				slugs[slug] = of.id
			}
		}
	}
	return slugs
}

// at returns where an entry is in the list.
func (e *entries) at(id int64) (int, bool) {
	return slices.BinarySearchFunc(e.list, id, func(x entry, id int64) int { return cmp.Compare(x.id, id) })
}

// sumOfPath returns a sum of the path of an address, 0 if that has a query or leads to the first
// page of the site.
func sumOfPath(address string) uint32 {
	u, err := url.Parse(tree.UnescapeHTML(address))
	if err != nil || u.RawQuery != "" || strings.Trim(u.Path, "/") == "" {
		return 0
	}
	h := fnv.New32a()
	h.Write([]byte(strings.Trim(u.Path, "/")))
	return h.Sum32()
}

// title returns the title of an entry that visitors saw; "" if there is none.
func (l *Library) title(id int64) string {
	if l == nil || l.unseen[id] > 0 {
		return ""
	}
	e := &l.entries
	i, ok := e.at(id)
	if !ok {
		return ""
	}
	return string(e.titles[e.list[i].at:][:e.list[i].n])
}

// titleOfPage returns the title of the entry that an address of the site leads to, if that is
// known and visitors saw it.
func (b *builder) titleOfPage(address string) string {
	if b.lib == nil || b.lib.entries.slugs == nil || b.item == nil {
		return ""
	}
	u, err := url.Parse(tree.UnescapeHTML(address))
	if err != nil || u.Fragment != "" || u.Host != "" && !sameSite(u.Host, hostOf(b.item.Link)) || u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	if q := u.Query(); len(q) == 1 {
		id, _ := strconv.ParseInt(cmp.Or(q.Get("p"), q.Get("page_id")), 10, 64)
		return b.lib.title(id)
	} else if len(q) > 1 {
		return ""
	}
	whole := strings.TrimRight(u.Path, "/")
	id := b.lib.entries.slugs()[whole[strings.LastIndexByte(whole, '/')+1:]]
	if i, ok := b.lib.entries.at(id); !ok || b.lib.entries.list[i].path == 0 || b.lib.entries.list[i].path != sumOfPath(address) {
		return ""
	}
	return b.lib.title(id)
}

// pageNamed returns the address of the page at the root of the site that a word is the name of in
// addresses, or "".
func (b *builder) pageNamed(slug string) string {
	if !isSlug(slug) || b.item == nil || b.item.Link == "" {
		return ""
	}
	u, err := url.Parse(b.item.Link)
	if err != nil {
		return ""
	}
	for base := u.Path; ; {
		base = base[:strings.LastIndexByte(strings.TrimSuffix(base, "/"), '/')+1]
		if address := base + slug + "/"; base != "" && b.titleOfPage(address) != "" {
			return address
		}
		if base == "" || base == "/" {
			return ""
		}
	}
}

// isSlug reports whether a value is a word as names in addresses are.
func isSlug(v string) bool {
	return len(v) > 2 && len(v) < 60 && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" && strings.Trim(v, "0123456789-") != ""
}

// namesEntries reports whether a value is by its plain name the number of an entry, or of
// several.
func namesEntries(widget, key string) bool {
	if isAbout(key, "cat", "term", "tag", "taxonom", "exclude", "author", "user", "menu", "image", "img", "media", "thumb", "offset", "per", "number", "count") {
		return false
	}
	key = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(key, "ids"), "id"), "in")
	switch key {
	case "", "include", "items", "selected", "choose":
		return isAbout(widget, "post", "portfolio", "project", "product", "gallery", "event", "service", "team", "staff", "testimonial", "news", "blog", "entr", "page", "course", "album", "propert")
	}
	return hasAnySuffix(strings.TrimSuffix(key, "s"), "post", "page", "postitem", "entry", "entrie", "project", "portfolio", "product")
}

// withEntries returns the values of a shortcode without the numbers of entries among them,
// and links to those; without any if it names one that the export does not have.
func (b *builder) withEntries(sc *shortcode, props []prop) (rest []prop, links []*html.Node) {
	if b.lib == nil || len(b.lib.entries.list) == 0 || sc.enclosing && !tree.IsBlankText(sc.content) {
		return props, nil
	}
	for i := range props {
		p := &props[i]
		v := strings.Trim(p.val, " ,")
		k := plainKey(p.key)
		if of := strings.TrimSuffix(strings.TrimSuffix(k, "s"), "slug"); len(of) < len(k)-3 && v != "" && len(v) <= 2000 && namesEntries(sc.name, of) {
			links = append(links, b.entriesNamed(sc, of == "", p.key, v)...)
			continue
		}
		if v == "" || len(v) > 2000 || strings.Trim(v, "0123456789, ") != "" || !namesEntries(sc.name, k) || k == "id" && !strings.HasSuffix(sc.name, "_post") ||
			k == "items" && !strings.ContainsAny(v, ", ") { // how many
			continue
		}
		for number := range strings.FieldsFuncSeq(v, func(r rune) bool { return r == ',' || r == ' ' }) {
			id, err := strconv.ParseInt(number, 10, 64)
			title := b.lib.title(id)
			switch {
			case err == nil && title != "":
				if b.room -= len(title) + ofEntry; b.room < 0 {
					b.notes.add(note.Nesting, true, tooManyListed+sc.name)
					return props, nil
				}
				links = append(links, tree.NewLink("/?p="+number, title))
			case err != nil || b.lib.unseen[id] == 0:
				return props, nil
			}
		}
	}
	if len(links) == 0 {
		return props, nil
	}
	for i := range props {
		if k := plainKey(props[i].key); (strings.HasSuffix(k, "slug") || strings.HasSuffix(k, "slugs")) && namesEntries(sc.name, strings.TrimSuffix(strings.TrimSuffix(k, "s"), "slug")) {
			continue
		}
		if v := strings.Trim(props[i].val, "0123456789, "); v != "" || props[i].val == "" || !namesEntries(sc.name, plainKey(props[i].key)) {
			rest = append(rest, props[i])
		}
	}
	return rest, []*html.Node{listOrLine(links)}
}

// listedPages returns links to the pages of the export that a widget names by their
// numbers, alone or in a list: {"items":[{"page_id":95},{"page_id":97}]}.
func (b *builder) listedPages(widget string, props []prop) (links []*html.Node) {
	if b.lib == nil {
		return nil
	}
	var missing []string
	full := false
	add := func(p *prop) {
		id, err := strconv.ParseInt(strings.TrimSpace(p.val), 10, 64)
		if p.tree || p.key != "page_id" || err != nil {
			return
		}
		title := b.lib.title(id)
		if title == "" {
			if id > 0 && !b.lib.IsUnseen(id) {
				missing = append(missing, p.val)
			}
			return
		}
		if b.room < len(title)+ofEntry {
			full = true
			return
		}
		b.room -= len(title) + ofEntry
		links = append(links, tree.NewLink("/?p="+strconv.FormatInt(id, 10), title))
	}
	for i := range props {
		add(&props[i])
		for j := range props[i].kids {
			for k := range props[i].kids[j].kids {
				add(&props[i].kids[j].kids[k])
			}
		}
	}
	if full {
		b.notes.add(note.Nesting, true, tooManyListed+widget)
	}
	if len(missing) > 0 {
		b.notes.add(note.Shortcode, false, "entries of the site that "+widget+" names and the export does not have: page_id="+Quote(strings.Join(missing, ",")))
	}
	return links
}

// entriesNamed returns links to the entries that a value names by their slugs, and notes what
// the export does not have.
func (b *builder) entriesNamed(sc *shortcode, perhaps bool, key, v string) (links []*html.Node) {
	var missing []string
	for slug := range strings.SplitSeq(v, ",") {
		if slug = strings.TrimSpace(slug); slug == "" {
			continue
		}
		id := b.lib.entries.slugs()[slug]
		if title := b.lib.title(id); title != "" {
			if b.room -= len(title) + ofEntry; b.room < 0 {
				b.notes.add(note.Nesting, true, tooManyListed+sc.name)
				return links
			}
			links = append(links, tree.NewLink("/?p="+strconv.FormatInt(id, 10), title))
		} else if id == 0 || !b.lib.IsUnseen(id) {
			missing = append(missing, slug)
		}
	}
	if len(missing) > 0 && !(perhaps && links == nil) {
		b.notes.add(note.Shortcode, false, "entries of the site that "+sc.name+" names and the export does not have: "+key+"="+Quote(strings.Join(missing, ",")))
	}
	return links
}

// linkEntries adds links to the entries that a shortcode names to what it shows.
func (b *builder) linkEntries(s *shown, src string, links []*html.Node) {
	if len(links) == 0 {
		return
	}
	b.ofSite = true
	b.notes.add(note.Shortcode, false, "only the old site could fill it, now links to what it names: "+Quote(src))
	s.filled++
	s.texts = append(s.texts, links...)
}

// linksEntries puts links to the entries that the shortcode at i names in its place, and
// reports whether there are any.
func (t *textScanner) linksEntries(i int, sc *shortcode) bool {
	a := parseAttrs(sc.attrs)
	_, links := t.b.withEntries(sc, builderProps(sc.name, &a))
	if links == nil {
		return false
	}
	src := t.s[i:sc.end]
	t.b.linkEntries(&shown{}, src, links)
	t.b.census(sc.name, Converted)
	t.emit(i, sc.end, division+t.b.place(src, links...)+division)
	return true
}
