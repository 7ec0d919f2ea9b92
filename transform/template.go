package transform

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Themes and builders keep parts of pages as items of a type of their own: static blocks,
// saved templates, sections. A page shows one by its number, or by its name, and there it
// is printed, as a reusable block is.

// templates are the parts of pages that visitors saw, by number.
type templates struct {
	items  map[int64]*extract.Item // with what they show
	named  map[string]int64
	titled map[string]int64 // by what their editor calls them
}

// templateTypes are in the names of their types.
var templateTypes = []string{"block", "template", "layout", "library", "snippet", "elementor-hf", "templatera", "reusable", "fusion_element", "component"}

// isTemplateType reports whether items of a type are parts of pages.
func isTemplateType(typ string) bool {
	typ = strings.ToLower(typ)
	return !strings.HasPrefix(typ, "wp_") && slices.ContainsFunc(templateTypes, func(w string) bool { return strings.Contains(typ, w) })
}

// add keeps an item that is a part of pages.
func (t *templates) add(it *extract.Item) {
	if it.ID <= 0 || !isTemplateType(it.Type) || t.items[it.ID] != nil {
		return
	}
	kept := &extract.Item{ID: it.ID, Type: strings.Clone(it.Type), Status: "publish", Content: strings.Clone(it.Content)}
	for i := range it.Meta {
		if m := &it.Meta[i]; IsBuilderField(m.Key) || m.Key == "_elementor_edit_mode" {
			kept.Meta = append(kept.Meta, extract.Meta{Key: strings.Clone(m.Key), Value: strings.Clone(m.Value)})
		}
	}
	if tree.IsBlankText(kept.Content) && len(kept.Meta) == 0 {
		return
	}
	if t.items == nil {
		t.items, t.named = map[int64]*extract.Item{}, map[string]int64{}
	}
	t.items[it.ID] = kept
	if _, ok := t.named[it.Slug]; !ok && it.Slug != "" {
		t.named[strings.Clone(it.Slug)] = it.ID
	}
	if title := strings.TrimSpace(it.Title); title != "" {
		if t.titled == nil {
			t.titled = map[string]int64{}
		}
		if _, ok := t.titled[title]; !ok {
			t.titled[strings.Clone(title)] = it.ID
		}
	}
}

// templateRefs are ends of words after which contents name a template: the attribute of a
// shortcode, the setting of a widget.
var templateRefs = []string{"emplate", "lementor id", "ELEMENTOR id", "insert_layout", "aved_section", "mentor_library", "lobal_module", "lobal_layout", "fusion_global", "view_id"}

// mostParts bounds how many names of templates are kept.
const mostParts = 1 << 16

// addTagRefs keeps which templates the shortcodes and blocks of a content name.
func (l *Library) addTagRefs(it *extract.Item, content string) {
	for _, tag := range [2][2]string{{"[", "]"}, {"<!-- wp:", "-->"}} {
		for rest := content; ; {
			_, after, ok := strings.Cut(rest, tag[0])
			if !ok {
				break
			}
			var inside string
			inside, rest, _ = strings.Cut(after, tag[1])
			l.addTemplateRefs(it, inside)
		}
	}
}

// addTemplateRefs keeps which templates a content of an item names, but for itself.
func (l *Library) addTemplateRefs(it *extract.Item, content string) {
	for _, w := range templateRefs {
		for rest := content; len(l.usedParts) < mostParts; {
			i := strings.Index(rest, w)
			if i < 0 {
				break
			}
			rest = rest[i+len(w):]
			after := rest[:min(len(rest), 1<<7)]
			i = strings.IndexAny(after, "=:")
			if i < 0 || strings.ContainsAny(after[:i], "]>{}") {
				continue
			}
			name := strings.TrimLeft(after[i+1:], ` "'\`)
			if end := strings.IndexAny(name, ` "'\],}`); end > 0 && name[:end] != strconv.FormatInt(it.ID, 10) {
				addID(l.usedParts, name[:end])
			}
		}
	}
}

// UsesTemplate reports whether an item names a template.
func (l *Library) UsesTemplate(it *extract.Item) bool {
	return l.usedParts[strconv.FormatInt(it.ID, 10)] || it.Slug != "" && l.usedParts[it.Slug]
}

// find returns the part that a value names, by its number or its name.
func (t *templates) find(value string) *extract.Item {
	if len(t.items) == 0 || value == "" {
		return nil
	}
	if id, err := strconv.ParseInt(value, 10, 64); err == nil {
		return t.items[id]
	}
	return t.items[t.named[value]]
}

// isTemplateName reports whether a shortcode, widget or value is by its name one that
// shows a part of a page.
func isTemplateName(name string) bool {
	name = strings.ToLower(name)
	for _, w := range []string{"block", "template", "layout", "section", "reusable", "library", "insert_elementor", "global", "element", "component"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// isTemplateKey reports whether a value of a widget is by its key one that names a part of
// a page: not how the widget looks, nor the place of an element in the page.
func isTemplateKey(key string) bool {
	key = strings.ToLower(key)
	for _, w := range []string{"element_id", "column", "count", "width", "height", "size", "gap", "style", "layout_", "_layout"} {
		if strings.Contains(key, w) {
			return false
		}
	}
	return isTemplateName(key)
}

// withTemplates returns the values of a widget with those that name a part of a page by its
// title as its number.
func (b *builder) withTemplates(widget string, props []prop) []prop {
	if b.lib == nil || len(b.lib.templates.titled) == 0 {
		return props
	}
	var named []prop
	for i := range props {
		p := &props[i]
		if p.tree || p.val == "" || !isAbout(plainKey(p.key), "template", "repeateritem", "savedsection") || roleOf(widget, p.key) != roleNone {
			continue
		}
		if id, ok := b.lib.templates.titled[strings.TrimSpace(tree.UnescapeHTML(p.val))]; ok {
			if named == nil {
				named = slices.Clone(props)
			}
			named[i] = prop{key: "template_id", val: strconv.FormatInt(id, 10)}
		}
	}
	if named == nil {
		return props
	}
	return named
}

// templateValue builds what a value of a widget names, if it is a part of a page.
func (b *builder) templateValue(key, v string) []*html.Node {
	if b.lib == nil || len(b.lib.templates.items) == 0 || !isTemplateKey(key) {
		return nil
	}
	it := b.lib.templates.find(strings.TrimSpace(v))
	if it != nil && key == globalModule && slices.Contains(b.blockRefs, it.ID) { // that part itself
		return nil
	}
	nodes := b.template(it)
	if len(nodes) == 0 {
		return nil
	}
	part := tree.NewElement(atom.Div)
	for _, n := range nodes {
		part.AppendChild(n)
	}
	b.parts = append(b.parts, part)
	return []*html.Node{part}
}

// globalModule is the value by which an element of Divi names the part of all pages that it
// is. What stands in the page may be an old copy.
const globalModule = "global_module"

// global handles a shortcode at i that is such a part: that is shown, and a copy in the page is
// compared with it.
func (t *textScanner) global(i int, sc *shortcode) (next int, ok bool) {
	b := t.b
	if !sc.enclosing || !strings.Contains(sc.attrs, globalModule+"=") || b.lib == nil || len(b.lib.templates.items) == 0 || tree.IsBlankText(sc.content) {
		return 0, false
	}
	a := parseAttrs(sc.attrs)
	it := b.lib.templates.find(strings.TrimSpace(a.get(globalModule)))
	if it == nil || slices.Contains(b.blockRefs, it.ID) {
		return 0, false
	}
	root := tree.NewElement(atom.Div)
	for _, n := range b.template(it) {
		root.AppendChild(n)
	}
	if tree.IsBlank(root) {
		return 0, false
	}
	noted := len(b.notes.list)
	lost, _ := lackingTexts(b.parse(b.innerHTML(sc.content)), wordsOf(root))
	b.notes.forget(noted)
	if lost != "" {
		b.notes.add(note.Shortcode, false, "the page has an old copy of part of pages "+strconv.FormatInt(it.ID, 10)+", which is in its place; there it said: "+Quote(lost))
	}
	t.begin(sc.name)
	t.emit(i, sc.end, division+b.place(t.s[i:sc.end], root)+division)
	return sc.end, true
}

// templateShortcode builds a shortcode that names a part of a page: [static_block id="9"].
func (b *builder) templateShortcode(sc *shortcode) ([]*html.Node, bool) {
	if sc.name == slideType {
		return b.nectarSlider(sc)
	}
	if sc.name == "slide-anything" {
		return b.slideAnything(sc)
	}
	if b.lib == nil || len(b.lib.templates.items) == 0 || sc.enclosing || !isTemplateName(sc.name) {
		return nil, false
	}
	a := parseAttrs(sc.attrs)
	for _, k := range []string{"id", "template_id", "template", "block_id", "block", "slug", "name"} {
		if it := b.lib.templates.find(a.get(k)); it != nil {
			return b.template(it), true
		}
	}
	if id, err := strconv.ParseInt(a.get("id"), 10, 64); err == nil && b.lib.unseen[id] == unpublished {
		b.notes.add(note.Shortcode, false, "part of pages "+a.get("id")+" is not published: empty, as on the old site")
		return nil, true
	}
	return nil, false
}

// template builds a part of a page.
func (b *builder) template(it *extract.Item) []*html.Node {
	if it == nil {
		return nil
	}
	return b.within(it, "part of pages "+strconv.FormatInt(it.ID, 10), b.fromBuilder)
}

// within builds what another item holds in the page at hand, if the page has room for it: its
// content, of which build makes the whole. The name is that of the item in notes.
func (b *builder) within(it *extract.Item, name string, build func(root *html.Node) *html.Node) []*html.Node {
	size := len(it.Content)
	for i := range it.Meta {
		size += len(it.Meta[i].Value)
	}
	switch {
	case slices.Contains(b.blockRefs, it.ID):
		b.notes.add(note.Block, true, name+" contains itself")
		return nil
	case b.depth >= maxContentDepth || size > b.room:
		b.notes.add(note.Nesting, true, name+" left out: the parts of the page hold each other too often")
		return nil
	}
	b.room -= size
	b.blockRefs = append(b.blockRefs, it.ID)
	b.depth++
	defer func(item *extract.Item, slots []slot, themed, ofWidgets bool) {
		b.blockRefs = b.blockRefs[:len(b.blockRefs)-1]
		b.depth--
		b.item, b.slots, b.themed, b.ofWidgets = item, slots, themed, ofWidgets
	}(b.item, b.slots, b.themed, b.ofWidgets)
	b.item, b.slots = it, nil
	b.themed, b.ofWidgets = isThemed(it.Content), it.Field("_elementor_data") != ""
	root := &html.Node{Type: html.DocumentNode}
	tree.MoveChildren(root, b.content(guard(it.Content)))
	b.unresolved(root)
	return tree.TakeChildren(build(root))
}
