package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/audience"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Plugins keep what a shortcode or a block shows as an item of a type of their own:
// a gallery, a slider, questions that open, prices, a recipe. Its content is mostly empty and
// all it shows in fields, as PHP or JSON. The page names it by its number, or its slug.

// shownItems are those that visitors may see, by number.
type shownItems struct {
	byID  map[int64]*extract.Item // with what they show
	named map[string]int64
	parts map[int64][]*extract.Item // slides that are items of their own, by what they are below
	below map[int64]int64           // what each of these is below
	size  int
}

// Of a site that has more, shortcodes are told as those of other sites.
const mostOfShownItems = 4 << 20 // bytes

// AddShown keeps an item that a shortcode of its plugin may show, if it is one.
func (l *Library) AddShown(it *extract.Item) {
	if it.ID <= 0 || it.Status != "publish" || it.Password != "" || !isShownByShortcode(it) {
		return
	}
	s := &l.shownItems
	kept := &extract.Item{
		ID: it.ID, Parent: it.Parent, MenuOrder: it.MenuOrder, Type: it.Type, Status: "publish",
		Title: it.Title, Content: it.Content, Excerpt: it.Excerpt,
	}
	size := len(it.Title) + len(it.Content) + len(it.Excerpt) + 300
	for i := range it.Meta {
		if m := &it.Meta[i]; mayShow(m) {
			kept.Meta = append(kept.Meta, *m)
			size += len(m.Key) + len(m.Value) + 50
		}
	}
	if isAbout(strings.ToLower(it.Type), "recipe") {
		for _, t := range it.Terms {
			if recipeTerm(t.Taxonomy) != "" {
				kept.Terms = append(kept.Terms, t)
				size += len(t.Taxonomy) + len(t.Slug) + len(t.Name) + 50
			}
		}
	}
	if s.size+size > mostOfShownItems || s.byID[it.ID] != nil || tree.IsBlankText(kept.Content) && len(kept.Meta) == 0 && !isAbout(strings.ToLower(it.Type), galleryTypes...) {
		return
	}
	s.size += size
	// Nothing of it outlives the reading of the source but what is copied.
	for _, text := range []*string{&kept.Type, &kept.Title, &kept.Content, &kept.Excerpt} {
		*text = strings.Clone(*text)
	}
	for i := range kept.Meta {
		m := &kept.Meta[i]
		m.Key, m.Value = strings.Clone(m.Key), strings.Clone(m.Value)
	}
	for i := range kept.Terms {
		t := &kept.Terms[i]
		t.Taxonomy, t.Slug, t.Name = strings.Clone(t.Taxonomy), strings.Clone(t.Slug), strings.Clone(t.Name)
	}
	if s.byID == nil {
		s.byID, s.named, s.parts, s.below = map[int64]*extract.Item{}, map[string]int64{}, map[int64][]*extract.Item{}, map[int64]int64{}
	}
	if of := partOf(it); of > 0 {
		s.below[it.ID] = of
		s.parts[of] = append(s.parts[of], kept)
		return
	}
	s.byID[it.ID] = kept
	for _, name := range []string{it.Slug, it.PlainTitle()} {
		if name = strings.ToLower(name); s.named[name] == 0 && name != "" {
			s.named[strings.Clone(name)] = it.ID
		}
	}
}

// hidePart takes a slide out of what it is below.
func (s *shownItems) hidePart(id int64) {
	of, ok := s.below[id]
	if !ok {
		return
	}
	s.parts[of] = slices.DeleteFunc(s.parts[of], func(it *extract.Item) bool { return it.ID == id })
}

// downloadTypes are in the names of types whose items are files to be had on pages of their own.
var downloadTypes = []string{"download", "wpdm"}

// partOf returns the number of the slider that an item is a slide of, or 0. MetaSlider has a
// term for each slider, which has its number for a name.
func partOf(it *extract.Item) int64 {
	if !strings.HasSuffix(it.Type, "slide") {
		return 0
	}
	for _, t := range it.Terms {
		if id, err := strconv.ParseInt(t.Slug, 10, 64); err == nil {
			return id
		}
	}
	return it.Parent
}

// isShownByShortcode reports whether an item is of a plugin's own type and has no page that
// says as much as its fields.
func isShownByShortcode(it *extract.Item) bool {
	switch it.Type {
	case "post", "page", "attachment", "nav_menu_item", "revision", "product", "product_variation", slideType, anythingType, tablePressType:
		return false
	}
	if strings.HasPrefix(it.Type, "wp_") || strings.HasPrefix(it.Type, "shop_") || strings.HasPrefix(it.Type, "acf") || isTemplateType(it.Type) || isAbout(strings.ToLower(it.Type), "form", "wpcf7") {
		return false
	}
	typ := strings.ToLower(it.Type)
	return tree.IsBlankText(it.Content) || isAbout(typ, shownByShortcode...) || singular(lastPart(typ)) == "tab" || singular(lastPart(typ)) == "plan"
}

// shownByShortcode are words in the names of types whose items have a content and are
// shown in other pages.
var shownByShortcode = []string{"recipe", "download", "wpdm", "gallery", "slider", "accordion", "tabs", "faq", "pricing", "testimonial", "popup", "timeline", "carousel"}

// mayShow reports whether a field can be one of what an item shows: not a setting, and
// nothing about who wrote it or how often it was seen.
func mayShow(m *extract.Meta) bool {
	key := strings.ToLower(m.Key)
	switch {
	case m.Value == "", len(m.Value) > 1<<20, isForSearch(key) && !strings.Contains(key, "shortcode") && !strings.Contains(key, "embed"), IsBuilderField(m.Key), m.Key == extract.StoredContent, audience.IsForBuyers(m.Key), IsOfFew(WordsOfName(m.Key)):
		return false
	case key == "_wp_attachment_image_alt":
		return true
	case strings.HasPrefix(key, "_") && strings.HasPrefix(m.Value, "field_"): // which field of a form the one beside it is of
		return false
	}
	for _, p := range []string{"_edit_", "_wp_", "_oembed_", "_yoast", "_aioseo", "_dp_original"} {
		if strings.HasPrefix(key, p) {
			return false
		}
	}
	for _, w := range []string{"mail", "phone", "pass", "secret", "token", "user", "billing", "shipping", "customer", "api_key", "views", "_count", "rating"} {
		if strings.Contains(key, w) {
			return false
		}
	}
	return key == "_recipe_settings" /* of Cooked */ || !hasAnySuffix(plainKey(key), "settings", "setting", "config", "css", "template", "version", "author", "shortcodeoptions", "layoutoptions", "displayoptions", "templateoptions")
}

// shownItem builds what a shortcode or block of a plugin names by its number or slug.
func (b *builder) shownItem(name string, props []prop) (nodes []*html.Node, ok bool) {
	if b.lib == nil || !b.hasShownItems() && !absences[name].review {
		return nil, false
	}
	it := b.lib.shownItems.find(name, props)
	switch {
	case it == nil:
		if id := idOfUnpublished(b.lib, name, props); id > 0 {
			b.notes.add(note.Shortcode, false, name+" "+strconv.FormatInt(id, 10)+" is not published: empty, as on the old site")
			return nil, true
		}
		return nil, false
	case isAbout(strings.ToLower(it.Type), downloadTypes...):
		label := ""
		for _, k := range []string{"title", "text", "label"} {
			if v := value(props, k); v != "" {
				label = v
			}
		}
		return []*html.Node{tree.NewLink("/?p="+strconv.FormatInt(it.ID, 10), cmp.Or(label, it.PlainTitle()))}, true
	}
	nodes = b.itemOf(it)
	return nodes, len(nodes) > 0
}

// hasShownItems reports whether the export has any.
func (b *builder) hasShownItems() bool { return b.lib != nil && len(b.lib.shownItems.byID) > 0 }

// idOfUnpublished returns the number of what a shortcode names that was not published, or 0.
func idOfUnpublished(l *Library, name string, props []prop) int64 {
	if !absences[name].review {
		return 0
	}
	for i := range props {
		if id, err := strconv.ParseInt(props[i].val, 10, 64); err == nil && id > firstOfItems && plainKey(props[i].key) == "id" && l.unseen[id] == unpublished {
			return id
		}
	}
	return 0
}

// firstOfItems is above the numbers that plugins give which keep things in tables of their own,
// and those of tabs.
const firstOfItems = 50

// shownBlock writes a block that names what an item shows.
func (b *builder) shownBlock(out *strings.Builder, blk *block) bool {
	if !b.hasShownItems() || isCore(blk.name) || blk.attrs == "" || !blk.isEmpty() {
		return false
	}
	nodes, ok := b.shownItem(blk.name, blk.props())
	if ok {
		out.WriteString(b.place(blk.text(), nodes...))
	}
	return ok
}

// find returns the item that values name.
func (s *shownItems) find(name string, props []prop) *extract.Item {
	for i := range props {
		p := &props[i]
		v := strings.TrimSpace(p.val)
		if p.tree || v == "" {
			continue
		}
		k := plainKey(p.key)
		if id, err := strconv.ParseInt(v, 10, 64); err == nil {
			it := s.byID[id]
			if it == nil || k != "" && k != "ids" && k != "shortcode" && !strings.HasSuffix(k, "id") && !strings.Contains(name, k) {
				continue
			}
			isLikely := id > firstOfItems && (absences[name].review || len(props) == 1 && definitionOf(name).layout == nil)
			if isLikely || isOfPlugin(name, it.Type) {
				return it
			}
			continue
		}
		switch k {
		case "name", "slug", "alias", "title", "id":
			if it := s.byID[s.named[strings.ToLower(v)]]; it != nil && isNamedLike(name, it.Type) {
				return it
			}
		}
	}
	return nil
}

// isOfPlugin reports whether a shortcode or block is by its name of the plugin that a type is of:
// envira-gallery of envira, rpt of rpt_pricing_table, metaslider of ml-slider.
func isOfPlugin(name, typ string) bool {
	if isNamedLike(name, typ) {
		return true
	}
	name, typ = plainKey(name), strings.ToLower(typ)
	for w := range strings.FieldsFuncSeq(typ, func(r rune) bool { return r == '_' || r == '-' }) {
		if len(w) >= 4 && strings.Contains(name, strings.TrimSuffix(w, "s")) {
			return true
		}
	}
	return false
}

// isNamedLike reports whether one of the names is within the other.
func isNamedLike(name, typ string) bool {
	name, typ = plainKey(name), plainKey(typ)
	return strings.Contains(typ, name) || strings.Contains(name, typ)
}

// itemOf builds what an item shows.
func (b *builder) itemOf(it *extract.Item) []*html.Node {
	page := b.item
	return b.within(it, it.Type+" "+strconv.FormatInt(it.ID, 10), func(root *html.Node) *html.Node {
		return b.withFieldsOf(it, page, root)
	})
}

// withFieldsOf adds to the content of an item in a page what its fields show.
func (b *builder) withFieldsOf(it, page *extract.Item, root *html.Node) *html.Node {
	typ := strings.ToLower(it.Type)
	props := make([]prop, 0, len(it.Meta))
	for i := range it.Meta {
		props = append(props, storedProp(it.Meta[i].Key, it.Meta[i].Value))
	}
	props = b.withoutHiddenEntries(props, it.Type)
	var nodes []*html.Node
	var told []prop // which are no more of what is shown than stands already
	switch {
	case isAbout(typ, "recipe"):
		for i := range props {
			if props[i].tree {
				told = append(told, props[i])
			}
		}
		nodes, props = b.recipe(page, props, tree.TakeChildren(root))
	case isAbout(typ, galleryTypes...):
		nodes, props, told = b.galleryItem(it, props)
	}
	s := &shown{quoted: true}
	props = withWholeNames(withoutPrefixes(props, 0))
	for i := range props {
		if p := &props[i]; p.tree && !isObject(p.kids) { // whatever the plugin calls it
			p.key = typ
		}
	}
	b.readProps(s, typ, props, 0)
	nodes = append(nodes, s.nodes()...)
	for _, n := range nodes {
		root.AppendChild(n)
	}
	b.noteUnshown(it, append(props, told...), root)
	b.noteRecipeCard(it.ID, root)
	return root
}

// noteUnshown notes the values of an item that what was built of it does not have.
func (b *builder) noteUnshown(it *extract.Item, props []prop, root *html.Node) {
	var page *said
	markup, looked := "", 0 // and how many bytes of it
	var values []string
	listed := map[string]bool{}
	var read func(props []prop, depth int)
	read = func(props []prop, depth int) {
		for i := range props {
			p := &props[i]
			v := strings.TrimSpace(tree.UnescapeHTML(p.val))
			k := plainKey(p.key)
			switch {
			case p.tree && depth < maxPropDepth:
				read(p.kids, depth+1)
			case p.tree, v == "", strings.EqualFold(v, it.Title), settings.Has(v), isLookValue(v), isLookOf(k, v), isBackground(k), isSnake(v):
			case isWebAddress(v) || mayBeWords(v) || strings.Contains(v, "</") || isCapitalized(v) || isPhone(k, v) || strings.Contains(v, "@"):
				if page == nil {
					page, markup = wordsOf(root), tree.HTML(root)
				}
				entry := p.key + "=" + v
				if listed[entry] {
					continue
				}
				listed[entry] = true
				if page.shows(wordsOfHTML(v)) || page.addresses[placeOf(v)] {
					continue
				}
				if isWebAddress(v) && looked < mostLookedIn {
					if looked += len(markup); strings.Contains(markup, html.EscapeString(v)) {
						continue
					}
				}
				values = append(values, entry)
			}
		}
	}
	read(props, 0)
	if len(values) > 0 {
		b.notes.add(note.Shortcode, false, "values of "+it.Type+" dropped, they may have been seen: "+Quote(strings.Join(values, " · ")))
	}
}

// withWholeNames returns values in which the name of a person is one.
func withWholeNames(props []prop) []prop {
	for i := range props {
		if props[i].tree {
			props[i].kids = withWholeNames(props[i].kids)
		}
	}
	first := slices.IndexFunc(props, func(p prop) bool { return plainKey(p.key) == "firstname" && !p.tree })
	last := slices.IndexFunc(props, func(p prop) bool { return plainKey(p.key) == "lastname" && !p.tree })
	if first < 0 || last < 0 {
		return props
	}
	props[first] = prop{key: "name", val: strings.TrimSpace(props[first].val + " " + props[last].val)}
	return slices.Delete(props, last, last+1)
}

// withoutPrefixes returns values whose names do not begin with what the names of all beside
// them begin with: plugins name each value after themselves, _rpt_title and _rpt_price.
func withoutPrefixes(props []prop, depth int) []prop {
	prefix := ""
	if isObject(props) && len(props) > 1 {
		prefix = props[0].key
		for i := range props {
			for !strings.HasPrefix(props[i].key, prefix) {
				prefix = prefix[:len(prefix)-1]
			}
		}
		prefix = prefix[:strings.LastIndexByte(prefix, '_')+1]
	}
	list := slices.Clone(props)
	for i := range list {
		p := &list[i]
		p.key = strings.TrimPrefix(p.key, prefix)
		if p.tree && depth < maxPropDepth {
			p.kids = withoutPrefixes(p.kids, depth+1)
		}
	}
	return list
}
