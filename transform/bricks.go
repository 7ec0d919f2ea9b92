package transform

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// bricks builds the elements of Bricks: a list, of which each names the one that it is
// in.
func (e *elementor) bricks(list []prop) {
	ofLoop := map[string]bool{} // that stand once for each entry of a query
	inside := map[string]int{}  // an element that is a link, by the elements in it
	type part struct {
		href string
		root *html.Node
	}
	var parts []part
	list = pairPanels(list)
	for i := range list {
		el := list[i].kids
		id, parent, name := value(el, "id"), value(el, "parent"), strings.ToLower(value(el, "name"))
		settings := kidsOf(el, "settings")
		if own := kidsOf(el, "properties"); own != nil && value(el, "cid") != "" { // of a component, which the site keeps elsewhere
			settings, name = append(settings[:len(settings):len(settings)], own...), "component"
			for j := range settings {
				if p := &settings[j]; p.tree && value(p.kids, "type") == "external" && value(p.kids, "url") != "" {
					p.key = "link"
				} else if !p.tree && len(p.key) < 12 && (isWords(p.val) || strings.Contains(p.val, "</")) { // a name without a meaning
					p.key = "text"
				}
			}
		}
		if name == "" || settings == nil && len(kidsOf(el, "elements")) > 0 {
			e.stored(list[i:i+1], 0)
			continue
		}
		query := kidsOf(settings, "query")
		if ofLoop[parent] {
			ofLoop[id] = true
		}
		at, isIn := inside[parent]
		if len(kidsOf(el, "children")) > 0 && !isIn && name != "button" {
			if href := linkOfPart(settings); href != "" {
				at, isIn = len(parts), true
				parts = append(parts, part{href, tree.NewElement(atom.Div)})
				e.root.AppendChild(parts[at].root)
			}
		}
		if isIn {
			inside[id] = at
		}
		for j := range settings {
			if s := &settings[j]; isBackground(plainKey(s.key)) {
				e.b.behind(s, 0)
			}
		}
		isLoop := isOn(settings, "hasLoop")
		if len(query) > 0 {
			ofLoop[id] = ofLoop[id] || isLoop
			what := cmp.Or(name, "a list") + " of Bricks"
			var chosen []string
			for _, p := range kidsOf(query, "post__in") {
				chosen = append(chosen, p.val)
			}
			if len(chosen) > 0 {
				what += ", of " + strings.Join(chosen, ", ")
			}
			e.b.noteList(what)
			continue
		}
		settings = e.bricksSettings(settings, ofLoop[id])
		if isIn && parts[at].href == linkOfPart(settings) {
			settings = without(settings, "link")
		}
		root := e.root
		if isIn {
			e.root = parts[at].root
		}
		last := e.root.LastChild
		e.placeID(idOfPart(settings))
		if id != "" {
			e.placeID("brxe-" + id)
		}
		switch code := value(settings, "code"); {
		case name == "form" && kidsOf(settings, "fields") != nil:
			e.b.noteForm("Bricks", kidsOf(settings, "fields"), settings, value(settings, "submitButtonText"))
		case name == "code" && code != "" && (!isOn(settings, "executeCode") || strings.Contains(code, "<?")):
			e.add(newCodeBlock(code, language(value(settings, "language"))))
		case name == "code" && code != "":
			e.markup(code)
		default:
			e.shown(name, settings)
		}
		e.seenOn(screensOf(settings), last)
		e.root = root
	}
	for _, p := range parts {
		linkPart(p.root, nil, p.href)
	}
}

// bricksSettings returns settings with the addresses of the entries that links number,
// and without what only a query fills.
func (e *elementor) bricksSettings(settings []prop, ofLoop bool) []prop {
	list := make([]prop, 0, len(settings))
	for _, p := range settings {
		switch {
		case p.tree && isObject(p.kids):
			if href := internalLink(p.kids); href != "" && value(p.kids, "url") == "" {
				p.kids = append(without(p.kids, "postId", "type", "mediaData"), prop{key: "url", val: href})
				if p.key == "url" { // of a picture
					p.key = "link"
				}
			} else if term := value(p.kids, "term"); value(p.kids, "type") == "taxonomy" && term != "" {
				e.b.notes.add(note.HTML, false, "a link to a term dropped: "+Quote(term))
			} else if value(p.kids, "useDynamicData") != "" && ofLoop {
				continue
			}
		case p.tree:
			kids := make([]prop, len(p.kids))
			copy(kids, p.kids)
			for i := range kids {
				if kids[i].tree && isObject(kids[i].kids) {
					kids[i].kids = e.bricksSettings(kids[i].kids, ofLoop)
				}
			}
			p.kids = kids
		case ofLoop && strings.Contains(p.val, "{") && strings.Contains(p.val, "}"):
			e.b.notes.add(note.HTML, false, unfilled+": "+Quote(p.val))
			continue
		}
		list = append(list, p)
	}
	return list
}

// isOn reports whether a setting is switched on.
func isOn(settings []prop, key string) bool {
	for i := range settings {
		if settings[i].key == key {
			return settings[i].on || settings[i].val == "1" || settings[i].val == "true"
		}
	}
	return false
}

// pairPanels returns a list of elements with the title of each tab in front of its part:
// nested tabs keep all titles in one element and all parts in the next.
func pairPanels(list []prop) []prop {
	at := map[string]int{} // by id
	isThere := false
	for i := range list {
		at[value(list[i].kids, "id")] = i
		isThere = isThere || value(list[i].kids, "name") == "tabs-nested"
	}
	if !isThere {
		return list
	}
	children := func(id string) (ids []string) {
		if i, ok := at[id]; ok {
			for _, c := range kidsOf(list[i].kids, "children") {
				ids = append(ids, c.val)
			}
		}
		return ids
	}
	done := make([]bool, len(list))
	var ordered []prop
	var take func(id string, asTitle bool, depth int)
	take = func(id string, asTitle bool, depth int) {
		i, ok := at[id]
		if !ok || done[i] || depth > 100 {
			return
		}
		done[i] = true
		el := list[i]
		if name := value(el.kids, "name"); asTitle && (name == "text-basic" || name == "text") {
			el.kids = append(without(el.kids, "name"), prop{key: "name", val: "heading"})
		}
		ordered = append(ordered, el)
		groups := children(id)
		if value(el.kids, "name") == "tabs-nested" && len(groups) == 2 {
			titles, parts := children(groups[0]), children(groups[1])
			for _, g := range groups {
				if k := at[g]; !done[k] {
					done[k] = true
					ordered = append(ordered, list[k])
				}
			}
			for k := range max(len(titles), len(parts)) {
				if k < len(titles) {
					take(titles[k], true, depth+1)
				}
				if k < len(parts) {
					take(parts[k], false, depth+1)
				}
			}
			return
		}
		for _, c := range groups {
			take(c, asTitle, depth+1)
		}
	}
	for i := range list {
		if !done[i] {
			take(value(list[i].kids, "id"), false, 0)
			if !done[i] { // two of one id
				done[i] = true
				ordered = append(ordered, list[i])
			}
		}
	}
	return ordered
}
