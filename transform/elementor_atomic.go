package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The atomic elements of Elementor 4 (docs/formats.md §A.7) write the type of each value beside
// it, and make of elements of their own what were the entries of one widget: the points of a
// list, the titles and parts of tabs.

// atomic builds an element that gives those in it a form, and reports whether it was one.
func (e *elementor) atomic(el, settings, elements []prop, depth int) bool {
	if depth >= 100 || len(elements) == 0 {
		return false
	}
	switch kind := value(el, "elType"); kind {
	case "e-list":
		tag := atom.Ul
		if value(settings, "tag") == "ol" {
			tag = atom.Ol
		}
		list := tree.NewElement(tag)
		for i := range elements {
			li := tree.NewElement(atom.Li)
			for _, n := range e.apart(elements[i:i+1], depth) {
				li.AppendChild(n)
			}
			if only := li.FirstChild; only != nil && only == li.LastChild && isLine(only) {
				tree.Remove(only)
				tree.MoveChildren(li, only)
			}
			if li.FirstChild != nil {
				list.AppendChild(li)
			}
		}
		e.root.AppendChild(list)
	case "e-tabs":
		if len(elements) != 2 {
			return false
		}
		titles, parts := kidsOf(elements[0].kids, "elements"), kidsOf(elements[1].kids, "elements")
		if titles == nil || parts == nil {
			return false
		}
		at := e.b.beginPanels()
		for i := range max(len(titles), len(parts)) {
			e.panel(at, titles[min(i, len(titles)):min(i+1, len(titles))], parts[min(i, len(parts)):min(i+1, len(parts))], depth)
		}
	case "e-accordion":
		at := e.b.beginPanels()
		for i := range elements {
			item := kidsOf(elements[i].kids, "elements")
			first := min(1, len(item))
			e.panel(at, item[:first], item[first:], depth)
		}
	case "e-form-success-message", "e-form-error-message":
		e.unsent(elements, depth)
	case "e-div-block":
		switch stateOf(kidsOf(el, "settings")) {
		case "success", "error":
			e.unsent(elements, depth)
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// apart builds elements and returns what they show.
func (e *elementor) apart(elements []prop, depth int) (nodes []*html.Node) {
	root := e.root
	e.root = tree.NewElement(atom.Div)
	e.elements(elements, depth+1)
	for n := e.root.FirstChild; n != nil; n = e.root.FirstChild {
		tree.Remove(n)
		if n.DataAtom == atom.Div && !tree.HasAttr(n, "id") {
			nodes = append(nodes, tree.TakeChildren(n)...)
		} else {
			nodes = append(nodes, n)
		}
	}
	e.root = root
	return nodes
}

// panel builds a part with its title, which is a heading if it is one line.
func (e *elementor) panel(at int, title, part []prop, depth int) {
	head := e.apart(title, depth)
	if len(head) == 1 && tree.IsElement(head[0], atom.P) && isLine(head[0]) {
		s := shown{panel: true}
		h := s.newHeading()
		tree.MoveChildren(h, head[0])
		head[0] = h
	}
	nodes := append(head, e.apart(part, depth)...)
	e.add(nodes...)
	e.b.keepPanel(at, nodes)
}

// unsent notes what a form says once somebody has sent it.
func (e *elementor) unsent(elements []prop, depth int) {
	var words []string
	for _, n := range e.apart(elements, depth) {
		if line := lineOf(n); line != "" {
			words = append(words, line)
		}
	}
	if words != nil {
		e.b.notes.add(note.HTML, false, "what a form said when it was sent, left out: "+Quote(strings.Join(words, " · ")))
	}
}

// stateOf returns the state of a form in which an element of it shows.
func stateOf(settings []prop) string {
	for _, a := range kidsOf(kidsOf(settings, "attributes"), "value") {
		pair := plainValues(kidsOf(a.kids, "value"), 0)
		if value(pair, "key") == "data-e-state" {
			return value(pair, "value")
		}
	}
	return ""
}

// component builds a part of pages with the values that the page at hand gives it.
func (e *elementor) component(settings []prop) {
	b := e.b
	instance := kidsOf(kidsOf(settings, "component_instance"), "value")
	id := value(kidsOf(instance, "component_id"), "value")
	given := map[string]prop{}
	for _, o := range kidsOf(kidsOf(instance, "overrides"), "value") {
		o := kidsOf(o.kids, "value")
		if i := slices.IndexFunc(o, func(p prop) bool { return p.key == "override_value" }); i >= 0 {
			given[value(o, "override_key")] = o[i]
		}
	}
	defer func(around map[string]prop) { b.componentGiven = around }(b.componentGiven)
	b.componentGiven = given
	if nodes := b.templateValue("component", id); nodes != nil {
		e.add(nodes...)
		return
	}
	b.notes.add(note.HTML, true, "only the old site could fill it, dropped: "+ofElementor+"component "+id)
}

// given returns settings with the values of a component that a page may give in their places:
// those that it has given, or the component's own.
func (b *builder) given(props []prop, depth int) []prop {
	if depth > maxPropDepth {
		return props
	}
	var list []prop
	for i, p := range props {
		if !p.tree {
			continue
		}
		if value(p.kids, "$$type") == "overridable" {
			of := kidsOf(p.kids, "value")
			own := prop{}
			for _, k := range of {
				if k.key == "origin_value" {
					own = k
				}
			}
			if g, ok := b.componentGiven[value(of, "override_key")]; ok && value(of, "override_key") != "" {
				own = g
			}
			own.key = p.key
			p = own
		} else {
			p.kids = b.given(p.kids, depth+1)
		}
		if list == nil {
			list = slices.Clone(props)
		}
		list[i] = p
	}
	if list == nil {
		return props
	}
	return list
}

// plainValues returns settings without the types that atomic elements write beside their
// values: {"$$type":"string","value":"Words"}.
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
			if kind == "attributes" || kind == "classes" { // for a script or a style
				continue
			}
			i := slices.IndexFunc(p.kids, func(k prop) bool { return k.key == "value" })
			if i < 0 {
				continue
			}
			key := p.key
			p = p.kids[i]
			p.key = key
			switch {
			case !p.tree:
			case kind == "html-v2" || kind == "html-v3": // beside its children, which it has as elements
				text := value(p.kids, "content")
				if content := kidsOf(p.kids, "content"); content != nil {
					text = spaced(content, "value")
				}
				p = prop{key: key, val: text}
			case kind == "link":
				p.kids = []prop{{key: "url", val: destination(p.kids)}}
			case kind == "image" && kidsOf(p.kids, "src") != nil:
				p.kids = kidsOf(plainValues([]prop{{key: "src", kids: kidsOf(p.kids, "src"), tree: true}}, depth+1), "src")
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

// destination returns where a link leads: an address, or an entry of the site by its number.
func destination(link []prop) string {
	to := kidsOf(link, "destination")
	if address := value(to, "value"); address != "" {
		if value(to, "$$type") == "number" {
			return "/?p=" + address
		}
		return address
	}
	if id := value(kidsOf(kidsOf(to, "value"), "id"), "value"); id != "" {
		return "/?p=" + id
	}
	return value(link, "destination")
}

func isTyped(kids []prop) bool { return value(kids, "$$type") != "" }
