package rewrite

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// everyPage stands for the item in the keys of ids that any page may have: those
// of reusable blocks.
const everyPage = -1

// somePage stands for the item in the keys of ids that one of the pages has: a menu that
// leads to "#contact" stands on all of them.
const somePage = -2

// addIDs keeps ids, which links can lead to. Posts are not where the menus of a site lead.
func (x *Index) addIDs(ids iter.Seq[string], n int32, isPage bool) {
	for id := range ids {
		x.ids.add(idKey(n, id))
		if isPage {
			x.ids.add(idKey(somePage, id))
		}
	}
}

func idKey(n int32, id string) uint64 { return mix(hash(id) + uint64(uint32(n))) }

func (x *Index) hasID(n int32, id string) bool {
	if twin, ok := x.twin[n]; ok {
		n = twin
	}
	if x.ids.has(idKey(n, id)) || x.ids.has(idKey(everyPage, id)) {
		return true
	}
	id, ok := strings.CutPrefix(id, "brxe-") // Bricks puts it in front of the number of a part
	return ok && x.ids.has(idKey(n, id))
}

// idsOf yields the values of the attributes id and name in a content, and of those of
// shortcodes that are called like that: el_id, menu_anchor. More than there is does no harm.
func idsOf(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; ; {
			k := strings.IndexByte(s[i:], '=')
			if k < 0 {
				return
			}
			i += k + 1
			name := 0
			switch before := s[:i-1]; {
			case strings.HasSuffix(before, "id"):
				name = len("id=")
			case strings.HasSuffix(before, "name"):
				name = len("name=")
			case strings.HasSuffix(before, "anchor"):
				name = len("anchor=")
			default:
				continue
			}
			if i == name || i == len(s) || !isBlankOrQuote(s[i-name-1]) && s[i-name-1] != '_' {
				continue
			}
			at, end := i, i
			if q := s[i]; q == '"' || q == '\'' {
				at++
				if end = strings.IndexByte(s[at:], q); end < 0 {
					continue
				}
				end += at
			} else {
				for end < len(s) && s[end] != '>' && !isBlankOrQuote(s[end]) {
					end++
				}
			}
			if id := s[at:end]; id != "" && len(id) < maxID && !yield(html.UnescapeString(id)) {
				return
			}
		}
	}
}

// idsOfData yields the ids that the data of a page builder gives to its parts, in JSON or
// as PHP serializes it.
func idsOfData(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, key := range []string{`element_id"`, `anchor"`, `anchorName"`, `css_id"`, `cssId"`, `html_id"`, `el_id"`, `"id";`} {
			for rest := s; ; {
				_, after, ok := strings.Cut(rest, key)
				if !ok {
					break
				}
				rest = after
				val := textOfData(after[:min(len(after), maxID+16)])
				id, _, ok := strings.Cut(val[:min(len(val), maxID)], `"`)
				if ok && id != "" && !strings.ContainsAny(id, "{}[],:;\\ ") && !yield(id) {
					return
				}
			}
		}
	}
}

// textOfData returns the rest of data from the beginning of the text that stands behind a
// key in JSON (: "text") or as PHP serializes it (;s:4:"text"), or "" if there is none.
func textOfData(s string) string {
	s = strings.TrimLeft(s, " :;")
	if rest, ok := strings.CutPrefix(s, "s:"); ok {
		s = strings.TrimLeft(rest, "0123456789")
		s = strings.TrimPrefix(s, ":")
	}
	text, ok := strings.CutPrefix(s, `"`)
	if !ok {
		return ""
	}
	return text
}

// maxID is the length of the longest id that is looked for.
const maxID = 500

func isBlankOrQuote(c byte) bool { return c <= ' ' || c == '"' || c == '\'' }

// fragment returns what stays of the fragment of a link to page n of the
// output: one that is a place of the old site's theme goes (docs/formats.md §F.2).
func (p *page) fragment(n int32, a address) string {
	id, ok := placeOf(a.fragment)
	if !ok || p.x.hasID(n, id) {
		return a.fragment
	}
	switch kind, number, _ := strings.Cut(id, "-"); {
	case kind == "comment" && isNumber(number):
		p.unresolved("leads to a comment, which is not on the page", "", a)
		return ""
	case kind == "more" && isNumber(number), id == "comments", id == "respond", id == "disqus_thread":
		return ""
	}
	p.unresolved("the page has no place of that name", "", a)
	return a.fragment
}

// here notes a link to a place of the page itself that is not there.
func (p *page) here(tree *html.Node, fragment string) {
	id, ok := placeOf(fragment)
	if !ok {
		return
	}
	if p.beside && (p.x.hasID(somePage, id) || p.x.hasID(somePage, fragment[1:])) {
		return
	}
	if p.ids == nil {
		p.ids = map[string]bool{}
		for e := range tree.Descendants() {
			for i := range e.Attr {
				if k := e.Attr[i].Key; k == "id" || k == "name" {
					p.ids[e.Attr[i].Val] = true
				}
			}
		}
	}
	if !p.ids[id] && !p.ids[fragment[1:]] {
		p.unresolved("the page has no place of that name", "", address{fragment: fragment})
	}
}

// placeOf returns the id that a fragment names. It is not ok for one that is
// not the name of a place.
func placeOf(fragment string) (id string, ok bool) {
	id = decodePercent(strings.TrimPrefix(fragment, "#"))
	if id == "" || strings.EqualFold(id, "top") || strings.ContainsAny(id, "=/!~ ") {
		return "", false
	}
	return id, true
}
