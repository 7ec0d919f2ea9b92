package transform

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Tabs, accordions and toggles show a part of a page when its title is clicked. On a page
// that is only read, the title is a heading in front of its part.

// panel is one of a widget in the data of a builder.
type panel struct {
	title string
	texts []string // of its blocks
	level atom.Atom
	plain bool // its level is that of no other heading
}

// unleveled marks the heading of a panel of which nothing says its level.
const unleveled = "data-unleveled"

// levelPanel gives the heading of a panel the level below that of the heading in front of it,
// or the usual one.
func levelPanel(n *html.Node, last int) {
	tree.DelAttr(n, unleveled)
	if last > 3 {
		rename(n, headings[min(6, last+1)])
	}
}

// isPaneled reports whether a widget is, by its name or that of its list, one of titles
// that open something.
func isPaneled(widget, list string) bool {
	return isAbout(widget, "accordion", "toggle", "faq", "tab", "tta_section", "collaps") && !isAbout(widget, "table") || isAbout(plainKey(list), "accordion", "toggle", "faq", "tabs", "question", "collaps")
}

// keepPanel keeps what an entry of a widget is built of, to find it in a content.
func (b *builder) keepPanel(widget int, nodes []*html.Node) {
	if len(nodes) == 0 {
		return
	}
	head := nodes[0]
	if !isHeadingTag(head.DataAtom) && (head.DataAtom != atom.P || len(nodes) < 2) {
		return
	}
	p := panel{title: lineOf(head), level: head.DataAtom, plain: tree.HasAttr(head, unleveled)}
	for _, n := range nodes[1:] {
		for _, leaf := range leafBlocks(n, nil) {
			p.texts = append(p.texts, lineOf(leaf))
		}
	}
	if p.title != "" {
		b.panels[widget] = append(b.panels[widget], p)
	}
}

// withTitleOfPanel returns the values of a panel with its label as its title, if it has no
// other one.
func withTitleOfPanel(props []prop) []prop {
	at := -1
	for i := range props {
		switch p := &props[i]; {
		case p.tree || tree.IsBlankText(p.val):
		case p.key == "label" || p.key == "item_label":
			at = i
		case roleOf("", p.key) == roleHeading:
			return props
		}
	}
	if at < 0 {
		return props
	}
	named := slices.Clone(props)
	named[at].key = "title"
	return named
}

// tabTitle writes the label of a core/tab, which is no part of its saved HTML: WordPress
// shows it in the menu of the tabs.
func (b *builder) tabTitle(out *strings.Builder, blk *block) {
	var a struct{ Label string }
	blk.decode(&a)
	if label := b.parseHTML(a.Label); !tree.IsBlank(label) {
		title := tree.NewElement(atom.H3)
		tree.MoveChildren(title, label)
		out.WriteString(b.place(a.Label, title))
	}
}

// beginPanels begins a widget of panels, and returns its place.
func (b *builder) beginPanels() int {
	b.panels = append(b.panels, nil)
	return len(b.panels) - 1
}

// leafBlocks returns the blocks of a tree that hold no others and have a text.
func leafBlocks(n *html.Node, list []*html.Node) []*html.Node {
	if n.Type != html.ElementNode && n.Type != html.DocumentNode || isRawElement(n) {
		return list
	}
	if n.Type == html.ElementNode && tree.IsBlock(n) && !hasBlockChild(n) {
		if lineOf(n) != "" {
			list = append(list, n)
		}
		return list
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		list = leafBlocks(c, list)
	}
	return list
}

// placePanels gives the texts of panels in a content the titles that the data of a builder
// has for them: the content has the titles as lines among others, those of tabs one behind
// the other.
func (b *builder) placePanels(root *html.Node) {
	if len(b.panels) == 0 {
		return
	}
	wrapLines(root)
	blocks := leafBlocks(root, nil)
	texts := make([]string, len(blocks))
	for i, n := range blocks {
		texts[i] = lineOf(n)
	}
	at := map[string][]int{} // the blocks of each text
	for i, text := range texts {
		at[text] = append(at[text], i)
	}
	find := func(text string, from int) int {
		list := at[text]
		if i, _ := slices.BinarySearch(list, from); i < len(list) {
			return list[i]
		}
		return -1
	}
	from := 0
	for _, panels := range b.panels {
		if end := b.placeAll(panels, blocks, texts, from, find); end > 0 {
			from = end
		}
	}
	b.panels = nil
}

// wrapLines makes paragraphs of what stands between the blocks of a content.
func wrapLines(root *html.Node) {
	var p *html.Node
	for n := root.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.ElementNode && tree.IsBlock(n), n.Type == html.CommentNode, n.Type == html.ElementNode && strings.HasPrefix(n.Data, "wp-"):
			p = nil
		case p == nil && n.Type == html.TextNode && tree.IsBlankText(n.Data):
		default:
			if p == nil {
				p = tree.NewElement(atom.P)
				root.InsertBefore(p, n)
			}
			root.RemoveChild(n)
			p.AppendChild(n)
		}
		n = next
	}
}

// placeAll places the panels of one widget behind a block, and returns the one behind
// them, or 0 if they are not all there.
func (b *builder) placeAll(panels []panel, blocks []*html.Node, texts []string, from int, find func(text string, from int) int) int {
	at := make([]int, len(panels)) // the first block of each
	next := from
	for i := range panels {
		p := &panels[i]
		if len(p.texts) == 0 {
			return 0
		}
		k := find(p.texts[0], next)
		if k < 0 {
			return 0
		}
		at[i], next = k, k+len(p.texts)
		if next > len(texts) || aboveBlock(blocks[k]) == nil {
			return 0
		}
	}
	if len(panels) == 0 {
		return 0
	}
	labels := map[string]bool{}
	for i := range panels {
		labels[panels[i].title] = true
	}
	first := at[0]
	for first > from && labels[texts[first-1]] {
		first--
	}
	if first == at[0] { // their titles are not in front of them
		return 0
	}
	for i := range panels {
		p := &panels[i]
		title := tree.NewElement(p.level)
		if p.plain {
			tree.SetAttr(title, unleveled, "")
		}
		switch k := at[i] - 1; {
		case k >= first && texts[k] == p.title:
			if isHeadingTag(blocks[k].DataAtom) || !isOpenBlock(blocks[k]) {
				continue
			}
			tree.MoveChildren(title, blocks[k])
			tree.Replace(blocks[k], title)
			blocks[k] = title
		default:
			title.AppendChild(tree.NewText(p.title))
			place := aboveBlock(blocks[at[i]])
			place.Parent.InsertBefore(title, place)
		}
	}
	for k := first; k < at[0]; k++ { // the titles of tabs, one behind the other
		if blocks[k].Parent == nil || k == at[0]-1 && texts[k] == panels[0].title {
			continue
		}
		if isTitleAlone(blocks[k]) {
			b.tabs = append(b.tabs, texts[k])
			removeBlock(blocks[k])
		}
	}
	// Elementor writes what is in nested tabs twice.
	if twice := next + next - at[0]; len(panels) > 1 && twice <= len(texts) && next-at[0] >= 2 {
		said := 0
		for i := range panels {
			for j, text := range panels[i].texts {
				if texts[at[i]+j] != text || texts[next+said] != text {
					return next
				}
				if said++; next+said > len(texts) {
					return next
				}
			}
		}
		b.notes.add(note.HTML, false, "twice in the content, once in the page: "+Quote(strings.Join(texts[next:next+said], " · ")))
		for k := next; k < next+said; k++ {
			removeBlock(blocks[k])
		}
		next += said
	}
	return next
}

// aboveBlock returns in front of what the title of a panel stands that begins with a block:
// the list or table that begins with it, or nil if it is in the middle of one.
func aboveBlock(n *html.Node) *html.Node {
	place := n
	for p := n; p.Parent != nil && p.Parent.Type == html.ElementNode; p = p.Parent {
		switch p.Parent.DataAtom {
		case atom.Ul, atom.Ol, atom.Dl, atom.Li, atom.Dd, atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Td, atom.Th:
		default:
			continue
		}
		for c := p; c != nil; c = c.PrevSibling {
			if c != p && !tree.IsBlank(c) {
				return nil
			}
		}
		if place = p.Parent; place.Parent == nil {
			return nil
		}
	}
	return place
}

// isTitleAlone reports whether a block that stands in no list or table, or an entry of a
// list, has nothing but a text, which leads nowhere.
func isTitleAlone(n *html.Node) bool {
	return (isOpenBlock(n) || n.DataAtom == atom.Li) && tree.Find(n, func(c *html.Node) bool {
		return c.Type == html.ElementNode && (tree.IsImage(c) || c.DataAtom == atom.A && leadsAway(c) || isShownNode(c))
	}) == nil
}

// leadsAway reports whether a link leads to another page.
func leadsAway(a *html.Node) bool {
	href := strings.TrimSpace(tree.Attr(a, "href"))
	return href != "" && href[0] != '#' && !isNowhere(href)
}

// isOpenBlock reports whether a block stands in no list or table.
func isOpenBlock(n *html.Node) bool {
	return (n.DataAtom == atom.P || n.DataAtom == atom.Div || isHeadingTag(n.DataAtom)) && !within(n, atom.Li) && !within(n, atom.Table) && tree.Find(n, tree.IsImage) == nil
}

// removeBlock takes a block away, and the list that it was the last one of.
func removeBlock(n *html.Node) {
	parent := n.Parent
	if parent == nil {
		return
	}
	tree.Remove(n)
	if (parent.DataAtom == atom.Ul || parent.DataAtom == atom.Ol || parent.DataAtom == atom.Li) && tree.IsBlank(parent) && parent.Parent != nil && tree.Find(parent, tree.IsImage) == nil {
		removeBlock(parent)
	}
}

// openPanels makes headings of the titles of panels in a page that was written as a theme
// shows it.
func (b *builder) openPanels(root *html.Node) {
	var controls []*html.Node
	var levels []int // of the headings in front of them
	look := panelLook{left: mostLooked}
	last := 0            // level of the heading that was seen last, but for those of panels and in them
	inner := 6           // headings of a greater level than this are in a panel
	var above *html.Node // a heading of which nothing has been seen yet
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		if n.Type == html.ElementNode && len(n.Attr) > 0 {
			joinPrice(n)
			if opensPanel(n) {
				controls = append(controls, n)
				levels = append(levels, last)
				continue
			}
		}
		if n.Type == html.ElementNode && isHeadingTag(n.DataAtom) {
			if tree.HasAttr(n, unleveled) {
				if above != nil { // it is that of all the panels
					last = int(above.Data[1] - '0')
				}
				levelPanel(n, last)
				inner, above = int(n.Data[1]-'0'), nil
				continue
			}
			if above = n; int(n.Data[1]-'0') <= inner {
				last, inner = int(n.Data[1]-'0'), 6
			}
		} else if above != nil && (n.Type == html.TextNode && !tree.IsBlankText(n.Data) || tree.IsImage(n)) && !isWithin(n, above) {
			above = nil
		}
	}
	if len(controls) == 0 {
		return
	}
	var byID map[string]*html.Node
	moved := map[*html.Node]*html.Node{} // the last of the titles that stand in a panel now
	for i, n := range controls {
		text := lineOf(n)
		if n.Parent == nil || text == "" || len(text) > 300 || tree.Find(n, isControlOrBlock) != nil {
			continue
		}
		if byID == nil {
			byID = map[string]*html.Node{}
			for e := range root.Descendants() {
				if id := tree.Attr(e, "id"); id != "" && byID[id] == nil {
					byID[id] = e
				}
			}
		}
		target := byID[panelOf(n)]
		if target != nil && (isWithin(n, target) || isWithin(target, n) || look.find(target, isShownNode) == nil || look.left < 0) {
			target = nil
		}
		switch {
		case target != nil && isTab(n):
			parent, before := topOf(target)
			if parent == nil {
				continue
			}
			if last := moved[target]; last != nil && last.Parent == parent {
				before = last.NextSibling
			}
			h := tree.NewElement(atom.H3)
			levelPanel(h, levels[i])
			tree.MoveChildren(h, n)
			unwrapWithin(h)
			parent.InsertBefore(h, before)
			moved[target] = h
			b.tabs = append(b.tabs, text)
			removeControl(n)
		case target != nil || isTitleByClass(n) && look.hasPanelBehind(n):
			openTitle(n, levels[i])
		}
	}
}

// topOf returns where a title stands at the top of a panel: in it, or in front of what can
// have no heading within; nil if there is no such place.
func topOf(panel *html.Node) (parent, before *html.Node) {
	switch panel.DataAtom {
	case 0, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Main, atom.Li, atom.Dd, atom.Td, atom.Th, atom.Blockquote, atom.Form, atom.Fieldset, atom.Figure, atom.Center:
		if panel.DataAtom == 0 && strings.HasPrefix(panel.Data, "wp-") {
			return panel.Parent, panel
		}
		return panel, panel.FirstChild
	case atom.P, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Pre, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Video, atom.Iframe:
		return panel.Parent, panel
	}
	return nil, nil
}

// mostLooked bounds the nodes that are looked at for what is behind the titles of a page:
// none has so many, but for one that was made to keep us busy.
const mostLooked = 5_000_000

// panelLook looks for panels, for as long as there is something left.
type panelLook struct{ left int }

// find is tree.Find.
func (l *panelLook) find(n *html.Node, ok func(*html.Node) bool) *html.Node {
	return tree.Find(n, func(c *html.Node) bool {
		l.left--
		return l.left < 0 || ok(c)
	})
}

func isShownNode(n *html.Node) bool {
	return n.Type == html.TextNode && !tree.IsBlankText(n.Data) || tree.IsImage(n) || n.DataAtom == atom.Iframe || n.DataAtom == atom.Video
}

func isControlOrBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Ul, atom.Ol, atom.Table, atom.Input, atom.Select, atom.Img, atom.Video, atom.Iframe, atom.Blockquote, atom.Pre, atom.Form, atom.Button:
		return n.Type == html.ElementNode
	}
	return false
}

// opensPanel reports whether an element may be the title of a panel.
func opensPanel(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Button, atom.Div, atom.Span, atom.P, atom.Li, atom.Dt, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Label:
	default:
		return false
	}
	return isTab(n) || isFold(n) || isTitleByClass(n)
}

// isTab reports whether an element is a tab.
func isTab(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			if a.Val == "tab" {
				return true
			}
		case "data-toggle", "data-bs-toggle":
			if a.Val == "tab" || a.Val == "pill" {
				return true
			}
		}
	}
	return false
}

// isFold reports whether an element shows and hides another one.
func isFold(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "aria-controls":
			return tree.HasAttr(n, "aria-expanded") && !tree.HasAttr(n, "aria-haspopup")
		case "data-toggle", "data-bs-toggle":
			if a.Val == "collapse" {
				return true
			}
		}
	}
	return false
}

// isTitleByClass reports whether an element is by a class of it the title of an entry of
// an accordion: accordion-title, faq__question, toggle_header.
func isTitleByClass(n *html.Node) bool {
	class := tree.Attr(n, "class")
	if len(class) < len("faq-title") || !isAbout(class, "ccordion", "oggle", "faq", "FAQ", "ollaps") {
		return false
	}
	for c := range strings.FieldsSeq(strings.ToLower(class)) {
		c = strings.Replace(c, "nav-title", "title", 1) // of Brizy
		if n.DataAtom == atom.Button && (c == "accordion" || c == "collapsible") {
			return true
		}
		if isAbout(c, "accordion", "toggle", "faq", "collaps") && !isAbout(c, "icon", "arrow", "menu", "nav", "dropdown", "desc", "content", "body", "panel", "price", "pricing", "switch", "section", "wrap", "main", "intro", "group", "list") &&
			hasAnySuffix(strings.TrimRight(c, "0123456789-_"), "title", "header", "heading", "head", "question", "btn", "button", "trigger") {
			return true
		}
	}
	return false
}

// hasPanelBehind reports whether something that shows stands behind the title of a panel,
// in the same element or, if the title is alone in its own, behind that.
func (l *panelLook) hasPanelBehind(n *html.Node) bool {
	for up := 0; n != nil && up < 3; up++ {
		for next := n.NextSibling; next != nil; next = next.NextSibling {
			if l.left--; l.left < 0 {
				return false
			}
			if next.Type == html.ElementNode && tree.IsBlock(next) && !isHeadingTag(next.DataAtom) && l.find(next, isShownNode) != nil {
				return l.left >= 0 && l.find(next, func(c *html.Node) bool { return c.Type == html.ElementNode && isTitleByClass(c) }) == nil && !isTitleByClass(next)
			}
			if next.Type == html.TextNode && !tree.IsBlankText(next.Data) {
				return false
			}
		}
		if n = n.Parent; n != nil && (n.Type != html.ElementNode || n.DataAtom == atom.Body) {
			return false
		}
	}
	return false
}

// panelOf returns the id of what a control shows.
func panelOf(n *html.Node) string {
	for _, key := range []string{"aria-controls", "data-target", "data-bs-target", "href"} {
		v := strings.TrimSpace(tree.Attr(n, key))
		if key != "aria-controls" {
			var ok bool
			if v, ok = strings.CutPrefix(v, "#"); !ok {
				continue
			}
		}
		if v != "" && !strings.ContainsAny(v, " .>") {
			return v
		}
	}
	return ""
}

// openTitle makes a heading of the title of a panel, or leaves it one; last is the level of
// the heading in front of it.
func openTitle(n *html.Node, last int) {
	for p := n; p != nil && p.Type == html.ElementNode; p = p.Parent {
		if isHeadingTag(p.DataAtom) {
			if p != n {
				tree.Unwrap(n)
			} else {
				unwrapWithin(p)
			}
			return
		}
	}
	if within(n, atom.Table) || n.DataAtom == atom.Li {
		return
	}
	if inner := tree.Find(n, func(c *html.Node) bool { return isHeadingTag(c.DataAtom) }); inner != nil {
		unwrapWithin(inner)
		tree.Unwrap(n)
		return
	}
	h := tree.NewElement(atom.H3)
	levelPanel(h, last)
	if id := tree.Attr(n, "id"); id != "" {
		tree.SetAttr(h, "id", id)
	}
	tree.MoveChildren(h, n)
	unwrapWithin(h)
	p := n.Parent
	if p.DataAtom != atom.P {
		tree.Replace(n, h)
		return
	}
	behind := tree.NewElement(atom.P) // a heading ends a paragraph
	for c := n.NextSibling; c != nil; c = n.NextSibling {
		p.RemoveChild(c)
		behind.AppendChild(c)
	}
	tree.Remove(n)
	p.Parent.InsertBefore(h, p.NextSibling)
	if !tree.IsBlank(behind) {
		p.Parent.InsertBefore(behind, h.NextSibling)
	}
	if tree.IsBlank(p) && !tree.HasAttr(p, "id") {
		tree.Remove(p)
	}
}

// unwrapWithin takes what is no text of a heading out of it: divisions, buttons and links
// that open the panel.
func unwrapWithin(h *html.Node) {
	var gone []*html.Node
	for n := range h.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Div || n.DataAtom == atom.P || n.DataAtom == atom.Button || n.DataAtom == atom.A && strings.HasPrefix(strings.TrimSpace(tree.Attr(n, "href")), "#")) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		tree.Unwrap(n)
	}
}

// removeControl takes a control and what held nothing else away.
func removeControl(n *html.Node) {
	for {
		p := n.Parent
		tree.Remove(n)
		if p == nil || p.Type != html.ElementNode || !tree.IsBlank(p) || tree.Find(p, isShownNode) != nil || tree.HasAttr(p, "id") && p.DataAtom != atom.Ul && p.DataAtom != atom.Li {
			return
		}
		n = p
	}
}
