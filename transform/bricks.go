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
	for i := range list {
		el := list[i].kids
		id, parent, name := value(el, "id"), value(el, "parent"), strings.ToLower(value(el, "name"))
		settings := kidsOf(el, "settings")
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
		e.shown(name, settings)
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
