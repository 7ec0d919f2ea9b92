package transform

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

type elementor struct {
	b    *builder
	root *html.Node
}

// elements builds a list of elements: sections, columns and containers hold
// others, widgets show something.
func (e *elementor) elements(list []prop, depth int) {
	for i := range list {
		el := list[i].kids
		settings := plainValues(kidsOf(el, "settings"), 0)
		last := e.root.LastChild
		e.placeID(idOfPart(settings))
		elements := kidsOf(el, "elements")
		if w := value(el, "widgetType"); w != "" {
			if titles := panelTitles(w, settings); titles != nil && len(elements) > 0 && len(elements) <= len(titles) {
				e.nested(titles, elements, depth)
				elements = nil
			} else {
				e.widget(w, settings)
			}
		}
		for j := range settings {
			switch s := settings[j]; {
			case !strings.HasPrefix(s.key, "background") && !strings.HasPrefix(s.key, "_background"):
				if value(el, "widgetType") == "" {
					e.b.behind(&s, 0)
				}
			case s.tree:
				s.key = strings.TrimPrefix(s.key, "_")
				e.b.readTree(&shown{}, "section", &s, 0)
			case isAddress(s.val):
				e.b.readOther("section", "background", s.val)
			}
		}
		if depth < 100 {
			e.elements(elements, depth+1)
		}
		if value(el, "widgetType") == "" {
			linkPart(e.root, last, linkOfPart(settings))
		}
		e.seenOn(screensOf(settings), last)
	}
}

// panelTitles returns the titles of a widget that holds an element for each.
func panelTitles(widget string, settings []prop) (titles []prop) {
	if !strings.HasPrefix(widget, "nested-") {
		return nil
	}
	for i := range settings {
		if s := &settings[i]; s.tree && len(s.kids) > 0 && !isObject(s.kids) && isObject(s.kids[0].kids) {
			return s.kids
		}
	}
	return nil
}

// nested builds a widget of panels, each the title and the elements of one.
func (e *elementor) nested(titles, elements []prop, depth int) {
	b, root := e.b, e.root
	at := b.beginPanels()
	for i := range titles {
		e.root = tree.NewElement(atom.Div)
		e.placeID(value(titles[i].kids, "element_css_id"))
		e.add(b.shows("tabs", titles[i].kids).nodes()...)
		if i < len(elements) && depth < 100 {
			e.elements(elements[i:i+1], depth+1)
		}
		nodes := tree.TakeChildren(e.root)
		e.root = root
		var parts []*html.Node
		for _, n := range nodes {
			root.AppendChild(n)
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				parts = append(parts, c)
			}
		}
		b.keepPanel(at, parts)
	}
}

// idOfPart returns the id that settings give to a part of a page, for links to it.
func idOfPart(settings []prop) string {
	for _, key := range []string{"_element_id", "anchor", "css_id", "_css_id", "id"} {
		if id := value(settings, key); isPathPart(id) && strings.Trim(id, "0123456789") != "" {
			return id
		}
	}
	return ""
}

// placeID adds the place of an id, if links may lead to it.
func (e *elementor) placeID(id string) {
	if id != "" {
		e.root.AppendChild(tree.NewElement(atom.Div, "id", id))
	}
}

// carryIDs gives a content the ids that the data of a builder has for its parts: there,
// where the first text of a part stands.
func carryIDs(content, built *html.Node) {
	ids := map[string]string{} // by the text behind the place
	var waiting []string
	var last *html.Node // in which a text was looked for
	has := map[string]bool{}
	for n := range content.Descendants() {
		if id := tree.Attr(n, "id"); id != "" {
			has[id] = true
		}
	}
	for n := range built.Descendants() {
		if id := tree.Attr(n, "id"); n.DataAtom == atom.Div && n.FirstChild == nil && id != "" && !has[id] {
			waiting, last = append(waiting, id), nil
			has[id] = true
		} else if n.Type == html.TextNode && len(waiting) > 0 {
			of := blockOf(n)
			if of == last { // it has no words
				continue
			}
			last = of
			if text := phraseKey(tree.TextContent(of)); text != "" {
				if _, ok := ids[text]; !ok {
					ids[text] = strings.Join(waiting, " ")
				}
				waiting = waiting[:0]
			}
		}
	}
	if len(ids) == 0 {
		return
	}
	eachText(content, func(text string, nodes []*html.Node) {
		key := phraseKey(text)
		for id := range strings.FieldsSeq(ids[key]) {
			nodes[0].Parent.InsertBefore(tree.NewElement(atom.A, "id", id), nodes[0])
		}
		delete(ids, key)
	})
}

// blockOf returns the paragraph, heading or cell that a text stands in.
func blockOf(n *html.Node) *html.Node {
	for n.Parent != nil && !tree.IsBlock(n) {
		n = n.Parent
	}
	return n
}

// behind notes the pictures and films that plugins let lie behind a section.
func (b *builder) behind(p *prop, depth int) {
	switch {
	case !p.tree && isAddress(p.val) && (fileKind(p.val) == "image" || fileKind(p.val) == "video"):
		b.noteBehind(p.val)
	case depth < maxPropDepth:
		for i := range p.kids {
			b.behind(&p.kids[i], depth+1)
		}
	}
}

func (e *elementor) add(nodes ...*html.Node) {
	div := tree.NewElement(atom.Div)
	for _, n := range nodes {
		div.AppendChild(n)
	}
	if div.FirstChild != nil {
		e.root.AppendChild(div)
	}
}

func (e *elementor) widget(name string, settings []prop) {
	b := e.b
	switch name {
	case "spacer", "menu-anchor":
		return
	case "divider":
		e.add(tree.NewElement(atom.Hr))
		if text := value(settings, "text"); value(settings, "look") == "line_text" && text != "" {
			e.add(wrapInline(b.words(text))...)
		}
		return
	case "icon-list":
		list := tree.NewElement(atom.Ul)
		for _, it := range kidsOf(settings, "icon_list") {
			li := tree.NewElement(atom.Li)
			text := b.words(value(it.kids, "text"))
			if len(text) == 0 {
				b.idleAccount(name, it.kids)
				if isNowhere(value(kidsOf(it.kids, "link"), "url")) {
					continue
				}
			}
			if href := value(kidsOf(it.kids, "link"), "url"); href != "" {
				a := tree.NewElement(atom.A, "href", href)
				for _, n := range text {
					a.AppendChild(n)
				}
				text = []*html.Node{a}
			}
			for _, n := range text {
				li.AppendChild(n)
			}
			list.AppendChild(li)
		}
		e.add(list)
		return
	case "form":
		b.noteForm("Elementor", kidsOf(settings, "form_fields"), value(settings, "button_text"))
		return
	case "google_maps":
		if place := value(settings, "address"); place != "" {
			p := tree.NewElement(atom.P)
			p.AppendChild(tree.NewLink(mapOfPlace+url.QueryEscape(place), place))
			e.add(p)
			return
		}
	case "gallery":
		if all := value(settings, "show_all_galleries_label"); all != "" && value(settings, "gallery_type") == "multiple" {
			b.notes.add(note.HTML, false, filterDropped+": "+Quote(all))
		}
	case "code-highlight":
		if code := value(settings, "code"); code != "" {
			e.add(newCodeBlock(code, language(value(settings, "language"))))
		}
		return
	case "text-editor", "theme-post-content":
		e.add(tree.TakeChildren(b.parse(b.innerHTML(value(settings, "editor"))))...)
		return
	}
	s := b.shows(name, settings)
	if s.level == 0 && name == "heading" {
		s.level = 2
	}
	switch {
	case s.listsPosts(name, settings): // beside its title
		labels := s.takeEntryLabels()
		if posts := b.latestPosts(name, settings); posts != nil {
			e.add(append(s.nodes(), posts...)...)
			return
		}
		b.noteList(ofElementor + name + labels)
	case s.filled == 0 && name == "icon": // an ornament
	case s.filled == 0:
		b.noteUnfilled(note.HTML, name, ofElementor+name)
	}
	b.noteMap(s, name)
	if s.filled > 0 {
		e.add(s.nodes()...)
	}
}

// noteForm notes a form of a builder, with the words of its fields and button.
func (b *builder) noteForm(of string, list []prop, button string) {
	var words []string
	for _, f := range list {
		for _, k := range []string{"field_label", "label", "placeholder", "field_options", "options", "field_html", "acceptance_text"} {
			if l := value(f.kids, k); l != "" {
				words = append(words, l)
			}
		}
	}
	if button != "" {
		words = append(words, button)
	}
	b.notes.add(note.HTML, true, absentForm.reason+": of "+of+", with "+strings.Join(words, ", "))
}

// plainValues returns settings without the types that the atomic elements of Elementor
// write beside their values: {"$$type":"string","value":"Words"}.
func plainValues(props []prop, depth int) []prop {
	if depth > maxPropDepth || len(props) == 0 {
		return props
	}
	plain := make([]prop, 0, len(props))
	for _, p := range props {
		if !p.tree {
			plain = append(plain, p)
			continue
		}
		if kind := value(p.kids, "$$type"); kind != "" {
			i := 0
			for i < len(p.kids) && p.kids[i].key != "value" {
				i++
			}
			if i == len(p.kids) {
				continue
			}
			key := p.key
			p = p.kids[i]
			p.key = key
			if kind == "link" && p.tree {
				for j := range p.kids {
					if p.kids[j].key == "destination" {
						p.kids[j].key = "url"
					}
				}
			}
			if src := kidsOf(p.kids, "src"); kind == "image" && src != nil {
				p.kids = kidsOf(plainValues([]prop{{key: "src", kids: src, tree: true}}, depth+1), "src")
				if p.kids == nil {
					continue
				}
			}
			if !p.tree {
				plain = append(plain, p)
				continue
			}
		}
		if isTyped(p.kids) {
			plain = append(plain, plainValues([]prop{p}, depth+1)...)
			continue
		}
		p.kids = plainValues(p.kids, depth+1)
		plain = append(plain, p)
	}
	return plain
}

func isTyped(kids []prop) bool { return value(kids, "$$type") != "" }
