package transform

import (
	"encoding/json"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/extract"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Nimble Builder keeps the sections of a page as an item of its own, whose title says which
// page they are of, and whose content is what PHP has serialized. Visitors saw them above and
// below the content of the page, or instead of it.

// NimbleType is the type of those items.
const NimbleType = "nimble_post_type"

// NimblePage returns the number of the page that an item of Nimble has the sections of; 0 if
// it has those of a part of all pages, or of a list.
func NimblePage(it *extract.Item) int64 {
	rest, ok := strings.CutPrefix(it.Title, "nimble___skp__post_")
	if it.Type != NimbleType || !ok {
		return 0
	}
	id, err := strconv.ParseInt(rest[strings.LastIndexByte(rest, '_')+1:], 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// addNimble keeps the sections of a page.
func (l *Library) addNimble(it *extract.Item) {
	if id := NimblePage(it); id > 0 && l.nimble[id] == "" {
		if l.nimble == nil {
			l.nimble = map[int64]string{}
		}
		l.nimble[id] = strings.Clone(it.Content)
	}
}

// nimbleSections returns the tree of a page with the sections that Nimble shows in it.
func (b *builder) nimbleSections(root *html.Node) *html.Node {
	data := ""
	if b.item.Type == NimbleType {
		data, root = b.item.Content, &html.Node{Type: html.DocumentNode}
	} else if b.lib != nil {
		data = b.lib.nimble[b.item.ID]
	}
	if data == "" {
		return root
	}
	props, ok := storedProps(data)
	if !ok {
		b.notes.add(note.HTML, true, "the data of Nimble is damaged, only the content is used: "+Quote(data))
		return root
	}
	e := elementor{b: b}
	above, below := &html.Node{Type: html.DocumentNode}, &html.Node{Type: html.DocumentNode}
	for _, place := range kidsOf(props, "collection") {
		e.root = &html.Node{Type: html.DocumentNode}
		e.nimble(place.kids, 0)
		to := below
		if id := value(place.kids, "id"); id == "loop_start" || strings.Contains(id, "before") || strings.Contains(id, "header") {
			to = above
		}
		tree.MoveChildren(to, e.root)
	}
	b.unresolved(above)
	b.unresolved(below)
	if b.item.Type != NimbleType && !(tree.IsBlank(above) && tree.IsBlank(below)) {
		b.notes.add(note.HTML, false, "the sections that Nimble shows in a page stand in it")
	}
	tree.MoveChildren(above, root)
	tree.MoveChildren(above, below)
	return above
}

// nimble builds a level of Nimble: a place of a page, its sections, their columns, modules.
func (e *elementor) nimble(level []prop, depth int) {
	if depth > 100 {
		return
	}
	if name := value(level, "module_type"); name != "" {
		name = strings.TrimSuffix(strings.TrimPrefix(name, "czr_"), "_module")
		var settings []prop
		for _, p := range kidsOf(level, "value") {
			if p.tree && isObject(p.kids) {
				settings = append(settings, p.kids...)
			} else {
				settings = append(settings, p)
			}
		}
		e.shown(strings.ReplaceAll(name, "_", "-"), nimbleValues(settings, 0))
		return
	}
	e.placeID(value(kidsOf(kidsOf(level, "options"), "anchor"), "custom_anchor"))
	for _, p := range kidsOf(level, "collection") {
		e.nimble(p.kids, depth+1)
	}
}

// nimbleValues returns values with the texts in which Nimble has hidden their marks from
// PHP, and links and pictures under the names that others have for them.
func nimbleValues(props []prop, depth int) []prop {
	list := make([]prop, 0, len(props))
	for _, p := range props {
		switch {
		case p.tree && depth < maxPropDepth:
			if p.key == "link-pick-url" {
				if id := value(p.kids, "id"); isFileNumber(id) && value(props, "link-custom-url") == "" {
					list = append(list, prop{key: "link", val: "/?p=" + id})
				}
				continue
			}
			p.kids = nimbleValues(p.kids, depth+1)
		case p.key == "link-custom-url":
			p.key = "link"
		case p.key == "img" && p.val == "":
			continue
		case len(p.val) > 2 && p.val[0] == '"' && p.val[len(p.val)-1] == '"':
			var text string
			if json.Unmarshal([]byte(p.val), &text) == nil {
				p.val = html.UnescapeString(text)
			}
		}
		list = append(list, p)
	}
	return list
}
