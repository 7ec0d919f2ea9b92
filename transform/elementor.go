package transform

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

type elementor struct {
	b      *builder
	root   *html.Node
	holds  bool     // the widget that is built holds others
	rowIDs []string // of the rows of SiteOrigin, as long as nothing of them is built

	ofWordPress bool // the widget that is built is one of WordPress' own kind
}

// elements builds a list of elements: sections, columns and containers hold
// others, widgets show something.
func (e *elementor) elements(list []prop, depth int) {
	for i := range list {
		el := list[i].kids
		given := e.b.given(kidsOf(el, "settings"), 0)
		settings := e.b.filledIn(cmp.Or(value(el, "widgetType"), "section"), plainValues(given, 0), 0)
		last := e.root.LastChild
		e.placeID(idOfPart(settings))
		elements := kidsOf(el, "elements")
		if e.atomic(el, settings, elements, depth) {
			elements = nil
		}
		if w := value(el, "widgetType"); w != "" {
			if w == "e-component" {
				e.component(given)
			} else if titles, beside := panelTitles(w, settings); titles != nil && len(elements) > 0 && len(elements) <= len(titles) {
				e.add(e.b.shows(w, beside).nodes()...)
				e.nested(titles, elements, depth)
				elements = nil
			} else {
				e.widget(w, settings)
			}
		}
		if value(el, "widgetType") == "" {
			e.b.valued = append(e.b.valued, valued{name: cmp.Or(value(el, "elType"), "section"), props: settings})
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
			case value(el, "widgetType") == "" && hasAnySuffix(s.key, "_text", "_label", "_title"):
				e.b.readOther("section", s.key, s.val)
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

// panelTitles returns the titles of a widget that holds an element for each, and what is
// beside them.
func panelTitles(widget string, settings []prop) (titles, beside []prop) {
	if !strings.HasPrefix(widget, "nested-") {
		return nil, nil
	}
	for i := range settings {
		if s := &settings[i]; s.tree && len(s.kids) > 0 && !isObject(s.kids) && isObject(s.kids[0].kids) {
			return s.kids, without(settings, s.key)
		}
	}
	return nil, nil
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
	for _, key := range idKeys {
		if id := value(settings, key); isPathPart(id) && strings.Trim(id, "0123456789") != "" {
			return id
		}
	}
	return ""
}

// idKeys are what builders call the id of a part.
var idKeys = []string{"_element_id", "anchor", "row_anchor", "anchorName", "menu_anchor", "css_id", "_css_id", "custom_css_id", "_cssId", "cssId", "el_id", "html_id", "element_id", "id"}

// placeID adds the place of an id, if links may lead to it.
func (e *elementor) placeID(id string) {
	if id != "" {
		e.root.AppendChild(tree.NewElement(atom.Div, "id", id))
	}
}

// carryIDs gives a content the ids that the data of a builder has for its parts: there,
// where the first text of a part stands. Of a text that is there several times it is the one
// behind the texts that are in front of it in the data.
func carryIDs(content, built *html.Node) {
	type text struct {
		key string
		ids []string // of the parts that begin with it
	}
	var texts []text
	var waiting []string
	var last *html.Node // in which a text was looked for
	has := map[string]bool{}
	for n := range content.Descendants() {
		if id := tree.Attr(n, "id"); id != "" {
			has[id] = true
		}
	}
	found := false
	keys := map[*html.Node]string{} // of the blocks whose texts have others between them
	for n := range built.Descendants() {
		if id := tree.Attr(n, "id"); n.DataAtom == atom.Div && n.FirstChild == nil && id != "" && !has[id] {
			waiting, last = append(waiting, id), nil
			has[id], found = true, true
		} else if n.Type == html.TextNode {
			of := blockOf(n)
			if of == last {
				continue
			}
			last = of
			key, known := keys[of]
			if !known {
				key = phraseKey(tree.TextContent(of))
				keys[of] = key
			}
			if key != "" {
				texts = append(texts, text{key, waiting})
				waiting = nil
			}
		}
	}
	if !found {
		return
	}
	type place struct {
		key   string
		whole string // the key between blanks, once it is asked for
		nodes []*html.Node
	}
	looked := 0 // bytes of texts that hold others
	var places []place
	byKey := map[string][]int{}
	eachText(content, func(text string, nodes []*html.Node) {
		if key := phraseKey(text); key != "" {
			byKey[key] = append(byKey[key], len(places))
			places = append(places, place{key: key, nodes: slices.Clone(nodes)})
		}
	})
	times := map[string]int{}
	for i := range texts {
		times[texts[i].key]++
	}
	sure := make([]int, len(texts)) // where the next text stands that both have once
	for i, known := len(texts)-1, len(places); i >= 0; i-- {
		if list := byKey[texts[i].key]; len(list) == 1 && times[texts[i].key] == 1 {
			known = list[0]
		}
		sure[i] = known
	}
	next := 0 // where the text stands that was found last, or behind it
	for i, t := range texts {
		ids := append(waiting, t.ids...)
		waiting = nil
		at, in := -1, 0
		end := len(places)
		if sure[i] >= next {
			end = min(end, sure[i]+1)
		}
		list := byKey[t.key]
		if j, _ := slices.BinarySearch(list, next); j < len(list) && list[j] < end {
			at = list[j]
		} else if len(list) == 1 && times[t.key] == 1 {
			at = list[0]
		} else if len(ids) > 0 {
			for j := next; at < 0 && j < min(next+mostBetween, end) && looked < mostLookedIn; j++ {
				p := &places[j]
				looked += len(p.key)
				if p.whole == "" {
					p.whole = " " + p.key + " "
				}
				if n, ok := partAt(p.nodes, p.whole, t.key); ok {
					at, in = j, n
				}
			}
		}
		if at < 0 {
			waiting = ids
			continue
		}
		next = at + 1
		if places[at].key != t.key { // the rest of it may follow
			next = at
		}
		for _, id := range ids {
			n := places[at].nodes[in]
			n.Parent.InsertBefore(tree.NewElement(atom.A, "id", id), n)
		}
	}
	if len(places) > 0 {
		for _, id := range waiting { // of a part in which nothing is read, at the end
			content.AppendChild(tree.NewElement(atom.A, "id", id))
		}
	}
}

// partAt returns in which of the nodes of a text, whose key is whole between blanks, a part of
// it begins.
func partAt(nodes []*html.Node, whole, part string) (in int, ok bool) {
	if strings.HasPrefix(part, whole[1:]) {
		return 0, true
	}
	before, _, ok := strings.Cut(whole, " "+part+" ")
	if !ok {
		return 0, false
	}
	words := strings.Count(before, " ")
	for in < len(nodes)-1 {
		if words -= len(strings.FieldsFunc(nodes[in].Data, notInWord)); words < 0 {
			break
		}
		in++
	}
	return in, true
}

// mostBetween is how many texts of a content may stand between one and the next that the data
// of a builder has.
const mostBetween = 4

// mostLookedIn bounds the bytes in which parts of texts are looked for on a page.
const mostLookedIn = 8 << 20

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
	case !p.tree && isAbout(plainKey(p.key), "image", "img", "photo", "picture") && b.isPictureOf(p.val):
		b.noteBehind(b.fileNumbered(p.val))
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

// withChosen returns the settings of a widget with what it shows where its author left that which
// it has at first: Elementor keeps what was changed.
func (b *builder) withChosen(name string, settings []prop) []prop {
	var list []prop
	switch name {
	case "progress":
		if slices.ContainsFunc(settings, func(p prop) bool { return p.key == "display_percentage" && !p.tree && p.val == "" }) { // it shows no number
			break
		}
		list = []prop{{key: "percent", kids: []prop{{key: "unit", val: "%"}, {key: "size", val: "50"}}, tree: true}}
	case "star-rating":
		list = []prop{{key: "rating", val: "5"}}
	case "rating":
		list = []prop{{key: "rating_value", kids: []prop{{key: "unit", val: "px"}, {key: "size", val: "5"}}, tree: true}}
	case "price-table":
		if !strings.ContainsAny(value(settings, "price"), "0123456789") {
			return settings
		}
		list = []prop{{key: "currency_symbol", val: "dollar"}}
		if b.lib != nil && b.lib.language == "en" {
			list = append(list, prop{key: "period", val: "Monthly"})
		}
	}
	for _, first := range list {
		is := func(p prop) bool { return p.key == first.key }
		if !slices.ContainsFunc(settings, is) && !slices.ContainsFunc(kidsOf(settings, dynamicSettings), is) {
			settings = append(slices.Clone(settings), first)
		}
	}
	return settings
}

func (e *elementor) widget(name string, settings []prop) {
	b := e.b
	settings = b.withChosen(name, settings)
	switch name {
	case "spacer", "menu-anchor":
		return
	case "e-divider":
		e.add(tree.NewElement(atom.Hr))
		return
	case "e-svg":
		if svg := kidsOf(settings, "svg"); svg != nil {
			address := value(svg, "url")
			if address == "" {
				address = b.fileNumbered(value(svg, "id"))
			}
			b.notes.add(note.Media, false, iconDropped+Quote(address))
		}
		return
	case "divider":
		e.add(tree.NewElement(atom.Hr))
		switch text := value(settings, "text"); {
		case text == "" || text == "Divider": // what it has where nobody has written one
		case value(settings, "look") == "line_text":
			e.add(wrapInline(b.words(text))...)
		default:
			b.notes.add(note.Shortcode, false, "words of a divider that its look does not show, dropped: text="+Quote(text))
		}
		return
	case "icon-list":
		list := tree.NewElement(atom.Ul)
		for _, it := range kidsOf(settings, "icon_list") {
			li := tree.NewElement(atom.Li)
			text := b.words(value(it.kids, "text"))
			for _, key := range []string{"icon", "selected_icon"} {
				if icon := kidsOf(it.kids, key); isIcon(name, key, icon) {
					b.readTree(&shown{}, name, &prop{key: key, kids: icon, tree: true}, 1)
				}
			}
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
		fields, buttons := kidsOf(settings, "form_fields"), []string{value(settings, "button_text")}
		if slices.ContainsFunc(fields, func(f prop) bool { return value(f.kids, "field_type") == "step" }) {
			buttons = append(buttons, value(settings, "step_next_label"), value(settings, "step_previous_label"))
		}
		b.noteForm("Elementor", fields, settings, buttons...)
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
	if nodes, ok := b.shownItem(name, settings); ok {
		e.add(nodes...)
		return
	}
	isForm := isFormName(name) || isLoginName(name) || isFieldOfForm(name, settings)
	if isForm {
		settings = b.withoutForm(name, settings)
	}
	s := b.shows(name, settings)
	if s.level == 0 && (name == "heading" || name == "e-heading") {
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
	case s.filled == 0 && (isForm || name == "icon"): // an ornament
	case s.filled == 0 && isEmptied(name, settings):
	case s.filled == 0:
		b.noteUnfilled(note.HTML, name, ofElementor+name)
	case !isForm:
		b.noteTitled(note.HTML, s, name, ofElementor+name, settings, false)
	}
	b.noteMap(s, name)
	if s.filled > 0 {
		e.add(s.nodes()...)
	}
}

// noteForm notes a form of a builder, with the words of its fields and buttons,
// and what it did when it was sent.
func (b *builder) noteForm(of string, list, settings []prop, buttons ...string) {
	var words []string
	for _, f := range list {
		if isHiddenField(f.kids) {
			continue
		}
		for _, k := range []string{"field_label", "label", "placeholder", "field_options", "options", "field_html", "acceptance_text"} {
			if l := value(f.kids, k); l != "" {
				words = append(words, b.wordsOfField(l)...)
			}
		}
	}
	for _, button := range buttons {
		if button != "" {
			words = append(words, button)
		}
	}
	what := absentForm.reason + ": of " + of + ", with " + strings.Join(words, ", ")
	if later := afterForm(settings); len(later) > 0 {
		what += ", and said then: " + Quote(strings.Join(later, ", "))
	}
	b.notes.add(note.HTML, true, what)
}

// afterForm returns what the settings of a form say of what comes when it has been sent: where it
// leads, what it says, the subjects and texts of its mails. Whom these go to is not among it.
func afterForm(settings []prop) (later []string) {
	for i := range settings {
		p := &settings[i]
		v := strings.TrimSpace(cmp.Or(p.val, value(p.kids, "url")))
		if v == "" || strings.Contains(v, "@") || isSecretKey(p.key) || isHook(v) {
			continue
		}
		switch k := plainKey(p.key); {
		case isAbout(k, "webhook"):
		case isAbout(k, "redirect", "thankyou", "confirmationurl"):
			if isAddress(v) {
				later = append(later, v)
			}
		case isAbout(k, "subject"), hasAnySuffix(k, "successmessage", "errormessage", "confirmationmessage", "thankyoumessage"), isAbout(k, "emailcontent", "mailcontent") && !strings.Contains(v, "[all-fields]"):
			if isWords(v) || isCapitalized(v) {
				later = append(later, tree.CollapseSpace(v))
			}
		}
	}
	return later
}
