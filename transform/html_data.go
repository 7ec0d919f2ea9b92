package transform

import (
	"html"
	"slices"
	"strings"

	"github.com/wp2md/wp2md/extract"
)

// Some editors keep a page as the elements that it is of, as data: each has a tag, attributes,
// a text, and the elements in it, or the ids of those (GrapesJS, Droip). That is HTML, and is
// read as such.

// elementsField returns what an editor has kept so in a field of any name, of an item that has
// no content.
func elementsField(it *extract.Item) (data []prop, ok bool) {
	for i := range it.Meta {
		v := it.Meta[i].Value
		if len(v) < 40 || !strings.Contains(v, `"components"`) && !strings.Contains(v, `"tagName"`) || IsBuilderField(it.Meta[i].Key) || slices.ContainsFunc(WordsOfName(it.Meta[i].Key), isOfNoPage) {
			continue
		}
		if props, ok := storedProps(strings.TrimSpace(v)); ok && holdsTags(props, 0) {
			return props, true
		}
	}
	return nil, false
}

// isOfNoPage reports whether a word of a name says that a field is not what visitors saw.
func isOfNoPage(w string) bool {
	switch w {
	case "member", "members", "subscriber", "subscribers", "patron", "patrons", "vip", "draft", "drafts", "revision", "revisions", "backup", "backups", "autosave", "history", "preview", "trash", "copy", "undo",
		"thank", "thankyou", "confirmation", "autoresponder": // read by those who have sent or bought something
		return true
	}
	return notForVisitors.Has(w)
}

// holdsTags reports whether there is an element with a tag among values.
func holdsTags(props []prop, depth int) bool {
	for i := range props {
		if p := &props[i]; p.tree && depth < maxPropDepth && (value(p.kids, "tagName") != "" || kidsOf(p.kids, "components") != nil || holdsTags(p.kids, depth+1)) {
			return true
		}
	}
	return false
}

// elementsAsData writes elements that are kept as data as HTML.
type elementsAsData struct {
	out   strings.Builder
	byID  map[string][]prop
	lists []string // what only the site could fill
}

// htmlOfData returns the HTML of elements that are kept as data.
func htmlOfData(data []prop) (markup string, lists []string) {
	w := elementsAsData{byID: map[string][]prop{}}
	if blocks := kidsOf(data, "blocks"); isObject(blocks) {
		data = blocks
	}
	named, within := false, map[string]bool{}
	for i := range data {
		if el := data[i].kids; value(el, "id") != "" && kidsOf(el, "properties") != nil {
			named = true
			w.byID[value(el, "id")] = el
			for _, c := range kidsOf(el, "children") {
				within[c.val] = true
			}
		}
	}
	if !named {
		w.list(data, 0)
		return w.out.String(), w.lists
	}
	for i := range data {
		if id := value(data[i].kids, "id"); id != "" && !within[id] {
			w.element(data[i].kids, 0)
		}
	}
	return w.out.String(), w.lists
}

// list writes what is in a list or object, which may be no element itself.
func (w *elementsAsData) list(list []prop, depth int) {
	if depth > 100 {
		return
	}
	for i := range list {
		switch p := &list[i]; {
		case !p.tree:
		case value(p.kids, "tagName")+value(p.kids, "type") != "" || kidsOf(p.kids, "components") != nil:
			w.element(p.kids, depth)
		case p.key != "styles" && p.key != "assets" && p.key != "attributes" && p.key != "traits":
			w.list(p.kids, depth+1)
		}
	}
}

// tagsOfTypes are the tags of the types of GrapesJS that say none.
var tagsOfTypes = map[string]string{"link": "a", "image": "img", "video": "video", "iframe": "iframe", "map": "iframe", "table": "table", "tbody": "tbody", "thead": "thead", "row": "tr", "cell": "td", "label": "label"}

// element writes an element and those in it.
func (w *elementsAsData) element(el []prop, depth int) {
	if depth > 100 {
		return
	}
	props := kidsOf(el, "properties")
	if props == nil {
		props = el
	}
	typ, tag := value(el, "type"), strings.ToLower(value(el, "tagName"))
	if kidsOf(el, "properties") != nil {
		typ, tag = value(el, "name"), strings.ToLower(value(props, "tag"))
	}
	if of := kidsOf(props, "dynamicContent"); value(of, "collectionType") != "" {
		w.lists = append(w.lists, typ+" of "+value(of, "collectionType"))
		return
	}
	if typ == "textnode" || typ == "comment" {
		if typ == "textnode" {
			w.out.WriteString(spaced(el, "content"))
		}
		return
	}
	if tag == "" {
		if tag = tagsOfTypes[typ]; tag == "" {
			tag = "div"
		}
	}
	switch {
	case tag == "script", tag == "style", tag == "svg":
		return
	case strings.Trim(tag, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		tag = "div"
	}
	href := ""
	if tag == "button" {
		if href = value(kidsOf(props, "attributes"), "href"); href != "" {
			tag = "a"
		}
	}
	w.out.WriteString("<" + tag)
	w.attributes(el, props, tag)
	w.out.WriteByte('>')
	if slices.Contains(voidTags, tag) {
		return
	}
	if typ == "custom-code" || typ == "text" || len(kidsOf(el, "components")) == 0 {
		w.out.WriteString(spaced(props, "content"))
	}
	children := kidsOf(el, "children")
	for _, c := range children {
		if of, ok := w.byID[c.val]; ok && !c.tree {
			delete(w.byID, c.val) // no element is in two
			w.element(of, depth+1)
		}
	}
	if len(children) == 0 {
		for _, c := range kidsOf(props, "contents") {
			if c.tree {
				w.element(c.kids, depth+1)
			} else {
				w.out.WriteString(c.val)
			}
		}
	}
	w.list(kidsOf(el, "components"), depth+1)
	w.out.WriteString(spaced(el, "components"))
	w.out.WriteString("</" + tag + ">")
}

// attributes writes those of an element.
func (w *elementsAsData) attributes(el, props []prop, tag string) {
	src := false
	for _, a := range kidsOf(props, "attributes") {
		if a.tree || a.val == "" || strings.Trim(a.key, "abcdefghijklmnopqrstuvwxyz-") != "" || strings.HasPrefix(a.key, "on") || tag == "img" && a.key == "href" {
			continue
		}
		src = src || a.key == "src"
		w.out.WriteString(" " + a.key + `="` + html.EscapeString(a.val) + `"`)
	}
	if v := value(el, "src"); v != "" && !src {
		w.out.WriteString(` src="` + html.EscapeString(v) + `"`)
	}
	for _, p := range el {
		if p.key == "visibility" && !p.tree && !p.on && p.val == "" {
			w.out.WriteString(" hidden")
		}
	}
}

var voidTags = []string{"img", "br", "hr", "input", "source", "track", "wbr", "embed"}

// asData builds elements that are kept as data.
func (e *elementor) asData(data []prop) {
	markup, lists := htmlOfData(data)
	e.markup(markup)
	for _, what := range lists {
		e.b.noteList(what)
	}
}
