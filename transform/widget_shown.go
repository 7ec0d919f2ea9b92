package transform

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// shown is what a widget shows, apart from its content.
type shown struct {
	images, media  []*html.Node
	heading, after []*html.Node
	over           []*html.Node // in front of the heading
	headingKey     string       // the name of the value that it is
	texts          []*html.Node
	below          []*html.Node // of the button
	links          []shownLink
	labels         []shownLabel
	idle           []string // the titles of links that lead nowhere
	level          int
	panel          bool // it is opened by its title
	alt, poster    string
	placed         bool   // it is a map, and has a link to a place
	named          bool   // what stands behind the content has a name
	filled         int    // how many values it has found
	quoted         bool   // a note quotes all values, so none needs one of its own
	fields         bool   // its values are the fields of a form: none is there for another one to use
	units          string // of the numbers in lists
	terms          terms
}

// within returns what shows an item of a list of a widget.
func (s *shown) within() *shown { return &shown{quoted: s.quoted, units: s.units, terms: s.terms} }

// add counts what shows an item.
func (s *shown) add(item *shown) {
	s.filled += item.filled
	s.placed = s.placed || item.placed
}

// withUnits returns a number with the units in which it is.
func (s *shown) withUnits(v string) string {
	switch {
	case s.units == "" || strings.Trim(v, "0123456789.,") != "":
		return v
	case len(s.units) > 1 && tree.IsLetter(rune(s.units[0])):
		return v + " " + s.units
	}
	return v + s.units
}

type shownLink struct {
	key, href, title string
	page             string // the title of the page of the site that it leads to
}

type shownLabel struct{ key, text string }

func (s *shown) addLink(key, href, text string) {
	s.links = append(s.links, shownLink{key: key, href: href})
	if text != "" {
		s.labels = append(s.labels, shownLabel{key, text})
	}
	s.filled++
}

// isPartOfHeading reports whether two values are by their names halves of one heading, of
// which themes show one in another colour. Two of one name are of two entries.
func isPartOfHeading(first, key string) bool {
	return first != key && stemOfHeading(plainKey(first)) == stemOfHeading(plainKey(key))
}

// isAboveHeading reports whether a value is by its plain name a line above the heading.
func isAboveHeading(key string) bool {
	return strings.HasPrefix(key, "beforetitle") || strings.HasPrefix(key, "beforeheading") || strings.HasPrefix(key, "pretitle") || strings.HasPrefix(key, "overtitle") || strings.HasPrefix(key, "toptitle")
}

func stemOfHeading(key string) string {
	key = strings.TrimRight(key, "0123456789")
	return partsOfHeading.Replace(strings.TrimSuffix(key, "text"))
}

var partsOfHeading = strings.NewReplacer("first", "", "second", "", "third", "", "highlighted", "", "highlight", "", "focused", "", "focus", "", "coloured", "", "colored", "", "color", "", "part", "", "span", "", "bold", "",
	"light", "", "middle", "", "last", "", "prefix", "", "infix", "", "suffix", "", "primary", "", "secondary", "", "animated", "", "static", "", "strong", "", "marked", "", "one", "", "two", "", "big", "", "small", "", "main", "")

// isHalfOfTitle reports whether a value is by its plain name a part of a title.
func isHalfOfTitle(key string) bool {
	key = strings.TrimSuffix(key, "text")
	for _, title := range []string{"title", "heading", "headline"} {
		before, after, ok := strings.Cut(key, title)
		if !ok || before != "" && after != "" {
			continue
		}
		switch before + after {
		case "first", "second", "third", "last", "middle", "highlight", "highlighted", "parta", "partb", "partone", "parttwo", "firstpart", "secondpart":
			return true
		}
	}
	return false
}

// isBelowHeading reports whether a value is by its plain name a line beside the heading.
func isBelowHeading(key string) bool {
	return strings.Contains(key, "subtitle") || strings.HasPrefix(key, "aftertitle") || strings.HasPrefix(key, "afterheading") || strings.Contains(key, "subheading") || strings.Contains(key, "subhead") || strings.Contains(key, "tagline") || strings.Contains(key, "punchline") || strings.HasSuffix(key, "label") || strings.HasPrefix(key, "sub") ||
		strings.Contains(key, "ribbon") || strings.Contains(key, "badge")
}

// onOneLine makes the text of a heading one line of one size.
func onOneLine(nodes []*html.Node) []*html.Node {
	line := tree.NewElement(atom.Div)
	for _, n := range nodes {
		line.AppendChild(n)
	}
	if h := line.FirstChild; h != nil && h == line.LastChild && isHeadingTag(h.DataAtom) {
		tree.Unwrap(h)
	}
	var breaks []*html.Node
	for n := range line.Descendants() {
		if n.DataAtom == atom.Br || n.DataAtom == atom.Small {
			breaks = append(breaks, n)
		}
	}
	for _, n := range breaks {
		n.Parent.InsertBefore(tree.NewText(" "), n)
		n.Parent.InsertBefore(tree.NewText(" "), n.NextSibling)
		tree.Unwrap(n)
	}
	return tree.TakeChildren(line)
}

// wrapInline puts nodes that are inline into a paragraph.
func wrapInline(nodes []*html.Node) []*html.Node {
	for _, n := range nodes {
		if tree.IsBlock(n) {
			return nodes
		}
	}
	if len(nodes) == 0 {
		return nil
	}
	p := tree.NewElement(atom.P)
	for _, n := range nodes {
		p.AppendChild(n)
	}
	return []*html.Node{p}
}

// readLink reads a link: an address, or url:…|title:…|target:… of WPBakery.
func readLink(v string) shownLink {
	v = tree.UnescapeHTML(v)
	isParted := strings.HasPrefix(v, "url:") || strings.HasPrefix(v, "|") ||
		strings.Contains(v, "|") && (strings.HasPrefix(v, "title:") || strings.HasPrefix(v, "target:") || strings.HasPrefix(v, "rel:")) // of WPBakery, where no address was chosen
	if !isParted {
		href, options, ok := strings.Cut(v, "|") // of KingComposer: the address, title and target
		title, _, _ := strings.Cut(options, "|")
		if ok && (isAddress(href) || href == "#") {
			return shownLink{href: href, title: title}
		}
		return shownLink{href: v}
	}
	var l shownLink
	for part := range strings.SplitSeq(v, "|") {
		k, val, _ := strings.Cut(part, ":")
		if u, err := url.PathUnescape(val); err == nil {
			val = u
		}
		switch k {
		case "url":
			l.href = strings.TrimSpace(val)
		case "title":
			l.title = strings.TrimSpace(val)
		}
	}
	return l
}

// tag returns the element of a heading.
func (s *shown) tag() atom.Atom {
	if s.level == noHeading {
		return atom.P
	}
	return headings[s.level]
}

// newHeading returns a heading of it.
func (s *shown) newHeading() *html.Node {
	h := tree.NewElement(s.tag())
	if s.panel && s.level == 0 {
		tree.SetAttr(h, unleveled, "")
	}
	return h
}

// nodes returns all that a widget without content shows.
func (s *shown) nodes() []*html.Node { return append(s.before(), s.behind()...) }

// before returns what a widget shows in front of its content, and links what its
// link is around.
func (s *shown) before() []*html.Node {
	link := -1 // the link that is around something
	title := plainKey(s.headingKey)
	for i := range s.links {
		if k := s.links[i].key; (k == "link" || k == "url" || k == "href" || k == "pagelink" || k == "imglink" || k == "medialink" || k == "photolink" || k == "logolink" || strings.HasPrefix(k, "image") || isLinkOf(k, title)) && (len(s.labels) == 0 || len(s.links) == 2 && isLinkOf(k, title) && len(s.heading) > 0) {
			link = i
			break
		}
	}
	if link < 0 && len(s.images) == 1 && len(s.heading)+len(s.texts)+len(s.after)+len(s.over)+len(s.below)+len(s.media) == 0 {
		link = s.linkOfAll() // whatever a logo calls it
	}
	for _, n := range s.images {
		if img := tree.Find(n, tree.IsImage); img != nil && s.alt != "" && (tree.Attr(img, "alt") == "" || len(s.images) == 1) { // a widget's own goes before that of the file
			tree.SetAttr(img, "alt", s.alt)
		}
		if link >= 0 && len(s.labels) == 0 && n.DataAtom == atom.Figure && n.FirstChild.DataAtom == atom.Img {
			a := s.links[link].around("")
			img := n.FirstChild
			n.InsertBefore(a, img)
			n.RemoveChild(img)
			a.AppendChild(img)
			s.links[link].key = ""
		}
	}
	pictures := galleryOf(s.images)
	if k := plainKey(s.headingKey); len(s.heading) > 0 && (strings.HasPrefix(k, "gallery") || strings.HasPrefix(k, "album") || len(s.images) > 1 && len(s.texts)+len(s.after)+len(s.over)+len(s.links) == 0) { // of several
		h := s.newHeading()
		for _, n := range s.heading {
			h.AppendChild(n)
		}
		pictures, s.heading = append([]*html.Node{h}, pictures...), nil
	}
	nodes := append(pictures, s.over...)
	if link >= 0 && s.links[link].key == "" { // the picture has it
		link = -1
	} else if link < 0 {
		link = s.linkOfAll()
	}
	if len(s.heading) > 0 {
		h := s.newHeading()
		into := h
		if link >= 0 {
			into = s.links[link].around(textOf(s.heading))
			h.AppendChild(into)
			s.links[link].key = ""
		}
		for _, n := range s.heading {
			into.AppendChild(n)
		}
		nodes = append(nodes, h)
		if !s.named { // the heading is the name
			nodes = append(nodes, s.after...)
			s.after = nil
		}
	}
	if i := s.linkOfAll(); i >= 0 && len(s.heading) == 0 && len(s.texts) > 0 && isHeadingTag(s.texts[0].DataAtom) && s.links[i].key == "link" && tree.Find(s.texts[0], isLinkNode) == nil { // of its text
		a := s.links[i].around(textOf(s.texts[:1]))
		tree.MoveChildren(a, s.texts[0])
		s.texts[0].AppendChild(a)
		s.links[i].key = ""
	}
	if i := s.linkOfAll(); i >= 0 && len(s.images)+len(s.media)+len(s.heading)+len(s.over)+len(s.after)+len(s.below)+len(s.idle) == 0 && 0 < len(s.texts) && len(s.texts) <= 3 && (s.isBareLink(i) || len(s.texts) == 1) && !slices.ContainsFunc(s.texts, func(n *html.Node) bool { return !isLine(n) }) {
		s.links[i].aroundLine(s.texts[0])
	}
	dressPlayer(s.media, s.poster)
	return append(append(nodes, s.media...), s.texts...)
}

// isLinkOf reports whether a link is by its plain name that of a title, whose plain name is given.
func isLinkOf(k, title string) bool {
	return strings.HasPrefix(k, "title") || strings.HasSuffix(title, "title") && strings.HasPrefix(k, title)
}

// isBareLink reports whether the i-th link is called no more than that.
func (s *shown) isBareLink(i int) bool {
	k := s.links[i].key
	return k == "link" || k == "url" || k == "href"
}

// linkOfAll returns the link of a widget that has no text of its own and no other link
// beside it but those to accounts: its heading is the place for it. Of none it returns -1.
func (s *shown) linkOfAll() int {
	link := -1
	for i := range s.links {
		switch l := &s.links[i]; {
		case l.key == "" || isAccount(l):
		case link >= 0 || l.title != "" || len(s.labels) > 0:
			return -1
		default:
			link = i
		}
	}
	return link
}

// around returns the link to put around something that says text, with its title if
// that says more.
func (l *shownLink) around(text string) *html.Node {
	a := tree.NewElement(atom.A, "href", l.href)
	if l.title != "" && l.title != text {
		tree.SetAttr(a, "title", l.title)
	}
	return a
}

// aroundLine puts the link around the first line of a paragraph, which has none yet.
func (l *shownLink) aroundLine(p *html.Node) {
	if tree.Find(p, func(n *html.Node) bool { return n.DataAtom == atom.A }) != nil {
		return
	}
	a := l.around("")
	for n := p.FirstChild; n != nil && n.DataAtom != atom.Br; n = p.FirstChild {
		p.RemoveChild(n)
		a.AppendChild(n)
	}
	p.InsertBefore(a, p.FirstChild)
	l.key = ""
}

// isAccount reports whether a link is one to an account of somebody.
func isAccount(l *shownLink) bool {
	return (isNetwork(l.key) || strings.Contains(l.key, "social") || accountOf(l.key) != "") && !isPlayerPage(l.href)
}

func textOf(nodes []*html.Node) string {
	var s strings.Builder
	for _, n := range nodes {
		if n.Type == html.TextNode {
			s.WriteString(n.Data)
		}
		s.WriteString(tree.TextContent(n))
	}
	return strings.TrimSpace(s.String())
}

// label returns the text of the i-th link: what shares its name, or is alone.
func (s *shown) label(i int) string {
	stem := stemOfLink(s.links[i].key)
	for _, l := range s.labels {
		if stem != "" && (strings.HasPrefix(l.key, stem) && !s.hasNearer(l.key, stem) || stem == "button" && strings.Contains(l.key, stem)) || len(s.links) == 1 {
			return l.text
		}
	}
	if stem == "" && len(s.labels) > 0 {
		return s.labels[0].text
	}
	return s.links[i].title
}

// hasNearer reports whether another link shares more of its name with a label than a stem.
func (s *shown) hasNearer(label, stem string) bool {
	const most = 8 // of a widget with more links, none is asked
	return len(s.links) <= most && slices.ContainsFunc(s.links, func(l shownLink) bool {
		of := stemOfLink(l.key)
		return len(of) > len(stem) && strings.HasPrefix(label, of)
	})
}

// stemOfLink returns the name of a link without the words that say so.
func stemOfLink(key string) string {
	for _, suffix := range []string{"url", "link", "href"} {
		key = strings.TrimSuffix(key, suffix)
	}
	return key
}

// behind returns what a widget shows behind its content.
func (s *shown) behind() []*html.Node {
	if len(s.heading) == 0 && len(s.after) > 0 {
		if i := s.linkOfAll(); i >= 0 { // of the person that the first line names
			s.links[i].aroundLine(s.after[0])
		}
	}
	nodes := s.after
	used := map[string]bool{}
	for i := range s.links {
		l := &s.links[i]
		if l.key == "" { // it is around something
			continue
		}
		p := tree.NewElement(atom.P)
		text := s.label(i)
		if isAccount(l) {
			text = cmp.Or(l.title, networks[accountOf(l.key)], networkOfClass(strings.TrimSuffix(strings.TrimSuffix(l.key, "url"), "link")), text, networkOfHost(l.href))
		}
		if text == "" && isNowhere(l.href) {
			continue
		}
		if name := networkOfHost(l.href); text == "" && !isPlayerPage(l.href) && name != nameOf(l.href) {
			text = name
		}
		if text = cmp.Or(text, l.page); text != "" {
			used[text] = true
			a := tree.NewLink(l.href, text)
			if l.title != "" && l.title != text {
				tree.SetAttr(a, "title", l.title)
			}
			p.AppendChild(a)
		} else {
			p.AppendChild(tree.NewTag(tree.Autolink, "href", l.href))
		}
		nodes = append(nodes, p)
	}
	for _, l := range s.labels { // of a button that leads nowhere
		if !used[l.text] && l.text != "" {
			used[l.text] = true
			p := tree.NewElement(atom.P)
			p.AppendChild(tree.NewText(l.text))
			nodes = append(nodes, p)
		}
	}
	if len(s.labels) == 0 {
		for _, text := range s.idle {
			if text == textOf(s.heading) {
				continue
			}
			p := tree.NewElement(atom.P)
			p.AppendChild(tree.NewText(text))
			nodes = append(nodes, p)
		}
	}
	return append(nodes, s.below...)
}
