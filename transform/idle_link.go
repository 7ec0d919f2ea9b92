package transform

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A theme's sample has icons of accounts that its owner never filled in, and a builder
// buttons that lead nowhere. The links go, with one note of a page for all.

// idleLink takes away a link to nowhere that says no more than where it should have led,
// and gives an icon that leads to an account the plain name of the network.
func (b *builder) idleLink(a *html.Node) (gone bool) {
	if a.FirstChild == nil {
		return false
	}
	text := strings.TrimSpace(tree.TextContent(a))
	if text == "" || len(text) > 30 {
		return false
	}
	href := strings.TrimSpace(tree.Attr(a, "href"))
	if href != "" && href != "#" && !isScriptAddress(href) {
		if only := a.FirstChild; b.ofWidgets && only.Type == html.TextNode && only.NextSibling == nil && strings.Contains(text, "-") && !strings.ContainsAny(text, " /.") {
			if name := networkOfClass(text); name != "" { // of its icon: Facebook-f
				only.Data = name
			}
		}
		return false
	}
	if tree.HasAttr(a, "id") || tree.HasAttr(a, "name") || tree.HasAttr(a, "onclick") {
		return false
	}
	low := strings.ToLower(strings.Trim(text, " →»›>…."))
	switch {
	case !b.ofWidgets:
		return false
	case networks[strings.ReplaceAll(low, "-", "")] != "", networkOfClass(low) != "" && !strings.Contains(low, " "), idleIcons.Has(low) && len(b.idle) > 0:
	case idleCalls[low] && tree.HasAttr(a, "href"):
	default:
		return false
	}
	b.idle = append(b.idle, tree.CollapseSpace(text))
	if tree.Find(a, tree.IsImage) == nil {
		if tree.IsElement(a.Parent, atom.Li) {
			b.idleItems = append(b.idleItems, a.Parent)
		}
		tree.Remove(a)
		return true
	}
	for c := a.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.TextNode {
			tree.Remove(c)
		}
		c = next
	}
	return false
}

// isWayNowhere reports whether a link of a page that a builder or theme has arranged leads
// nowhere: its words are kept alone.
func (b *builder) isWayNowhere(a *html.Node) bool {
	if !b.ofWidgets && !b.themed && !b.ofFields || a.FirstChild == nil || !tree.HasAttr(a, "href") || tree.HasAttr(a, "id") || tree.HasAttr(a, "name") || tree.HasAttr(a, "onclick") {
		return false
	}
	if href := strings.TrimSpace(tree.Attr(a, "href")); href == "" || !isNowhere(href) {
		return false
	}
	text := lineOf(a)
	if low := strings.ToLower(text); low == "top" || strings.HasSuffix(low, " top") { // of the page
		return false
	}
	if title := tree.CollapseSpace(strings.TrimSpace(tree.Attr(a, "title"))); title != "" && !strings.EqualFold(title, text) {
		text = strings.TrimSpace(text + " (" + title + ")")
	}
	if text != "" {
		b.idleWords = append(b.idleWords, text)
	}
	b.ledger.Count(note.LinkConstruct, note.Dropped)
	return true
}

var (
	idleIcons = late.Words("envelope email mail phone globe link website envelope-open paper-plane rss")
	idleCalls = map[string]bool{"learn more": true, "read more": true, "view more": true, "see more": true, "more": true, "details": true, "view details": true, "more details": true,
		"click here": true, "preview": true, "view": true, "load more": true, "read less": true, "show more": true, "discover more": true, "find out more": true}
)

const filterDropped = "controls that chose among what a list of the old site shows, left out"

// noteIdle notes the links to nowhere that are gone, and takes the points of lists away
// that had nothing else.
func (b *builder) noteIdle() {
	for _, li := range b.idleItems {
		list := li.Parent
		if list == nil || !tree.IsBlank(li) {
			continue
		}
		tree.Remove(li)
		if list.Parent != nil && tree.IsBlank(list) {
			tree.Remove(list)
		}
	}
	if len(b.filters) > 0 {
		b.notes.add(note.HTML, false, filterDropped+": "+Quote(strings.Join(b.filters, ", ")))
	}
	if len(b.idleWords) > 0 {
		b.notes.add(note.Link, false, "links to nowhere whose words are kept: "+Quote(strings.Join(b.idleWords, ", ")))
	}
	if len(b.tabs) > 0 {
		b.notes.add(note.HTML, false, "titles of tabs stand in front of what they opened: "+Quote(strings.Join(b.tabs, ", ")))
	}
	if len(b.idle) > 0 {
		b.notes.add(note.Link, false, "links to nowhere dropped: "+Quote(strings.Join(b.idle, ", ")))
	}
}

// dropFilters takes away the controls that chose among the entries of a grid: a script of
// the old site did it.
func (b *builder) dropFilters(root *html.Node) {
	var controls []*html.Node
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if isFilter(n) {
			controls = append(controls, n)
		} else if entries := entriesOfFilter(n); len(entries) > 1 {
			controls = append(controls, entries...)
		}
	}
	if c := b.item.Content; len(controls) == 0 || !strings.Contains(c, "ilter") && !strings.Contains(c, "data-mixitup") && !strings.Contains(c, "gallery-index") && !strings.Contains(c, "e-gallery") {
		return
	}
	for _, n := range controls {
		text := lineOf(n)
		href := strings.TrimSpace(tree.Attr(n, "href"))
		if text == "" || len(text) > 60 || href != "" && href[0] != '#' && !isScriptAddress(href) || tree.Find(n, tree.IsImage) != nil || n.Parent == nil {
			continue
		}
		b.filters = append(b.filters, text)
		if li := n.Parent; tree.IsElement(li, atom.Li) {
			b.idleItems = append(b.idleItems, li)
		}
		if n.DataAtom == atom.Li {
			b.idleItems = append(b.idleItems, n)
			tree.TakeChildren(n) // its list goes with it
			continue
		}
		tree.Remove(n)
	}
}

// isFilter reports whether an element says which entries a click leaves.
func isFilter(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Button, atom.A, atom.Li, atom.Label:
	default:
		return false
	}
	for i := range n.Attr {
		if a := &n.Attr[i]; (a.Key == "data-filter" || a.Key == "data-gallery-index" || a.Key == "data-filter-value" || a.Key == "data-filter-by" || a.Key == "data-mixitup-control") && (a.Val != "" || a.Key == "data-mixitup-control") {
			return true
		}
	}
	return false
}

// entriesOfFilter returns the entries of a list that is by its class one of filters, if
// each is a few words that lead nowhere.
func entriesOfFilter(list *html.Node) (entries []*html.Node) {
	switch list.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Nav, atom.P:
	default:
		return nil
	}
	class := tree.Attr(list, "class") + " " + tree.Attr(list, "id")
	if len(class) < len("filter") || !slices.ContainsFunc(strings.Fields(strings.ToLower(class)), isFilterClass) {
		return nil
	}
	for c := range list.ChildNodes() {
		switch c.DataAtom {
		case atom.Li, atom.A, atom.Button, atom.Span, atom.Label, atom.Div:
			text := tree.TextContent(c)
			if tree.IsBlankText(text) {
				continue
			}
			if len(text) > 60 || tree.Find(c, leadsSomewhere) != nil || leadsSomewhere(c) {
				return nil
			}
			entries = append(entries, c)
		default:
			if c.Type == html.ElementNode && c.DataAtom != atom.Br || c.Type == html.TextNode && strings.Trim(c.Data, " \n\t\r/|·-") != "" {
				return nil
			}
		}
	}
	return entries
}

// isFilterClass reports whether a class is that of a list of filters: filters,
// portfolio-filter, isotope_filters, e-gallery-titles-container.
func isFilterClass(class string) bool {
	for part := range strings.FieldsFuncSeq(class, func(r rune) bool { return r == '-' || r == '_' }) {
		if part == "filter" || part == "filters" || part == "filtering" {
			return true
		}
	}
	return strings.HasPrefix(class, "e-gallery-titles")
}

// leadsSomewhere reports whether an element is a link with an address, a picture or a
// field.
func leadsSomewhere(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A:
		href := strings.TrimSpace(tree.Attr(n, "href"))
		return href != "" && href[0] != '#' && !isScriptAddress(href)
	case atom.Img, atom.Input, atom.Select, atom.Textarea, atom.Iframe, atom.Video, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Form:
		return true
	}
	return false
}

// isNowhere reports whether an address is the one that builders have where none was given.
func isNowhere(href string) bool {
	switch href = strings.Trim(href, "#! "); strings.ToLower(href) {
	case "", "mailto:", "tel:", "sms:", "http:", "https:", "http://", "https://", "//":
		return true
	}
	return false
}

// idleAccount keeps the network of an icon in the data of a builder that leads nowhere,
// for a note.
func (b *builder) idleAccount(widget string, props []prop) {
	network, idle, alone := "", false, true // alone: there is nothing beside the icon
	for i := range props {
		p := &props[i]
		k := plainKey(p.key)
		switch {
		case strings.HasPrefix(p.key, "_"):
			continue
		case p.tree && value(p.kids, "library") != "":
			network = cmp.Or(network, networkOfClass(value(p.kids, "value")))
			continue
		case p.tree:
			if url, ok := find(p.kids, "url"); ok {
				idle = isNowhere(url)
				if !idle {
					return
				}
			}
		case isWebAddress(strings.TrimSpace(p.val)):
			return
		case isAbout(k, "icon", "social"):
			network = cmp.Or(network, networkOfClass(p.val))
			continue
		case roleOf(widget, p.key) == roleLink:
			idle = isNowhere(readLink(strings.TrimSpace(p.val)).href)
		case p.val != "" && (k == "text" || k == "title" || k == "label" || k == "name"):
			return // it is in the page
		}
		alone = false
	}
	if network != "" && (idle || alone) {
		b.idleAccounts = append(b.idleAccounts, network)
	}
}

// find returns the value of a name, and whether there is one.
func find(props []prop, key string) (string, bool) {
	for i := range props {
		if props[i].key == key && !props[i].tree {
			return props[i].val, true
		}
	}
	return "", false
}

// idleAccountsDropped begins the note of icons that led nowhere.
const idleAccountsDropped = "icons of accounts without an address dropped: "

func (b *builder) noteIdleAccounts() {
	if len(b.idleAccounts) > 0 {
		slices.Sort(b.idleAccounts)
		b.notes.add(note.Link, false, idleAccountsDropped+strings.Join(slices.Compact(b.idleAccounts), ", "))
		b.idleAccounts = nil
	}
}
