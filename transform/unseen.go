package transform

import (
	"cmp"
	"encoding/base64"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// An element can show nothing and still stand for something: an embed that a script
// of its maker fills by the address or number in an attribute, a link around an
// icon. It is made what it stands for, or a note names it. The verifier holds the
// same against the source, by rules of its own.

// reveal makes links of the elements of a tree that show nothing but hold an
// address, and notes the others that hold one, or a number of another site, or
// words.
func (b *builder) reveal(root *html.Node) {
	r := revealer{b: b, root: root}
	r.children(root)
}

type revealer struct {
	b    *builder
	root *html.Node
	text string // of the page, if it is read
	read bool
	held map[string]int // addresses that the tree leads to or shows; nil until one is asked for

	label string // words that what stands in the place of an element has, or that are noted
}

// children reveals what is below n, and reports whether anything there shows.
func (r *revealer) children(n *html.Node) (shows bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch c.Type {
		case html.TextNode:
			shows = shows || !tree.IsBlankText(c.Data)
		case html.ElementNode:
			shows = r.element(c) || shows
		}
		c = next
	}
	return shows
}

func (r *revealer) element(n *html.Node) (shows bool) {
	switch n.DataAtom {
	case atom.Script, atom.Template:
		return r.waitingMarkup(n)
	case atom.Style, atom.Head, atom.Title, atom.Noembed, atom.Noframes:
		return false
	case atom.Input:
		r.clicked(n, true)
		return true
	case atom.Video:
		if page := brightcovePage(n); page != "" && tree.Attr(n, "src") == "" && tree.Find(n, func(c *html.Node) bool { return c.DataAtom == atom.Source }) == nil {
			r.show(n, page, false)
		}
		r.attributeWords(n, true)
		return true
	case atom.Iframe, atom.Audio, atom.Object, atom.Embed, atom.Canvas, atom.Hr, atom.Select, atom.Textarea:
		r.attributeWords(n, true)
		return true
	case atom.Img, atom.Image:
		r.picture(n)
		r.attributeWords(n, true)
		r.clicked(n, true)
		return imageSource(n) != ""
	case atom.Area, atom.Param, atom.Source, atom.Track, atom.Col, atom.Br, atom.Wbr:
		return n.DataAtom == atom.Area
	case 0:
		if n.Data == "amp-img" {
			return true
		}
	}
	if n.Namespace != "" || strings.HasPrefix(n.Data, "wp-") {
		return !isSprite(n)
	}
	if n.DataAtom == atom.A && len(n.Attr) > 0 && r.galleryLink(n) {
		return true
	}
	shows = r.children(n)
	if n.DataAtom == atom.A {
		if shows && r.ofRunningSite(n) {
			return false
		}
		if shows && r.drawnLink(n) {
			return false
		}
	}
	if !mayCarry(n) {
		if shows && n.DataAtom == atom.A && r.clicked(n, true) {
			return true
		}
		if n.DataAtom == atom.A && !shows && len(n.Attr) > 0 {
			return r.emptyLink(n)
		}
		return shows
	}
	shows = showCounted(n) || showBar(n) || shows
	if shows {
		r.attributeWords(n, true)
	}
	if !shows && r.b.shellOfForm(n) {
		return false
	}
	r.b.valuedElement(n, shows)
	r.label = ""
	if r.clicked(n, shows) || r.carried(n, shows) {
		if !shows {
			r.attributeWords(n, false)
		}
		return true
	}
	if n.DataAtom == atom.A && !shows {
		return r.emptyLink(n)
	}
	if !shows {
		r.attributeWords(n, false)
	}
	return shows
}

// waitingMarkup puts a player in the place of the script or template in which a plugin
// keeps it until a visitor consents or clicks, and reports whether there is one.
func (r *revealer) waitingMarkup(n *html.Node) (shows bool) {
	held := n
	if n.DataAtom == atom.Script {
		if t := tree.Attr(n, "type"); !strings.HasSuffix(t, "template") && t != "text/html" && t != "text/plain" {
			return false
		}
		code := strings.TrimSpace(tree.TextContent(n))
		if code == "" || tree.HasAttr(n, "src") {
			return false
		}
		if decoded, err := base64.StdEncoding.DecodeString(code); err == nil {
			code = string(decoded)
		}
		if !strings.Contains(code, "<iframe") || !utf8.ValidString(code) {
			return false
		}
		held = r.b.parseHTML(code)
	}
	var frames, others []*html.Node
	for c := held.FirstChild; c != nil; c = tree.Next(c, held) {
		switch {
		case c.DataAtom == atom.Iframe:
			frames = append(frames, c)
		case carriesMore(c):
			others = append(others, c)
		}
	}
	if len(frames) == 0 || !tree.IsBlankText(tree.TextContent(held)) {
		return false
	}
	for _, frame := range frames {
		lazySource(frame)
		src := tree.Attr(frame, "src")
		if others := r.count(src); !isPlayerPage(src) || others > 0 && (others > 1 || held != n) {
			return false
		}
	}
	for _, frame := range frames {
		tree.Remove(frame)
		n.Parent.InsertBefore(frame, n)
		r.add(tree.Attr(frame, "src"))
	}
	for _, c := range others {
		r.b.notes.add(note.HTML, false, "what waited beside a player dropped: "+Quote(tree.TagAsWritten(c)))
	}
	tree.Remove(n)
	return true
}

// carriesMore reports whether an element beside a player shows something or leads somewhere.
func carriesMore(n *html.Node) bool {
	return n.Type == html.ElementNode && (tree.IsImage(n) || isShownNode(n) || n.DataAtom == atom.Audio || n.DataAtom == atom.Object || n.DataAtom == atom.Embed || n.DataAtom == atom.A && leadsAway(n))
}

// mayCarry reports whether an element has an attribute beside those of most.
func mayCarry(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "id", "style", "align", "dir", "lang", "width", "height", "target", "rel", "border", "colspan", "rowspan", "valign", "start", "type", "name", "role":
		case "class":
			if strings.Contains(a.Val, "wistia_async_") || strings.Contains(a.Val, "lyte") || numberOfClass(a.Val) != "" {
				return true
			}
		case "href", "src":
			if n.DataAtom == 0 {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// isSprite reports whether a drawing is only a reference to one that a theme had
// elsewhere.
func isSprite(svg *html.Node) bool {
	use := false
	for c := range svg.Descendants() {
		switch {
		case c.Type == html.TextNode && !tree.IsBlankText(c.Data) && c.Parent.Data != "title" && c.Parent.Data != "desc":
			return false
		case c.Type != html.ElementNode, c.Data == "g", c.Data == "title", c.Data == "desc", c.Data == "defs":
		case c.Data == "use":
			use = true
		default:
			return false
		}
	}
	return use && svg.Data == "svg"
}

// clicked makes a link of what leads somewhere by a script when it is clicked.
func (r *revealer) clicked(n *html.Node, shows bool) (done bool) {
	href := strings.TrimSpace(tree.Attr(n, "href"))
	to := clickAddress(tree.Attr(n, "onclick"))
	if to == "" && isScriptAddress(href) {
		to = clickAddress(href)
	}
	if to == "" || r.has(to) {
		return false
	}
	switch {
	case n.DataAtom == atom.A && (href == "" || href[0] == '#' || isScriptAddress(href)):
		tree.SetAttr(n, "href", to)
		if !shows {
			n.AppendChild(tree.NewText(labelOf(n, to)))
		}
		return true
	case n.DataAtom == atom.Input && isPush(n) && !within(n, atom.Form) && !within(n, atom.A):
		label := tree.NewText(labelOf(n, to))
		if v := strings.TrimSpace(tree.Attr(n, "value")); v != "" {
			label.Data = v
		}
		n.DataAtom, n.Data, n.Attr = atom.A, "a", []html.Attribute{{Key: "href", Val: to}}
		n.AppendChild(label)
		return true
	case (n.DataAtom == atom.Button || n.DataAtom == atom.Span) && shows && !within(n, atom.Form) && !within(n, atom.A) && !hasBlockChild(n):
		n.DataAtom, n.Data, n.Attr = atom.A, "a", []html.Attribute{{Key: "href", Val: to}}
		return true
	}
	r.b.notes.add(note.Link, false, "a click led there by a script: "+Quote(to))
	return false
}

// isPush reports whether an input is one to press, not to fill in.
func isPush(input *html.Node) bool {
	switch strings.ToLower(tree.Attr(input, "type")) {
	case "button", "submit", "image", "reset":
		return true
	}
	return false
}

// clickAddress returns the address to which a script of a click leads, or "". What
// counts clicks names the address as well.
func clickAddress(script string) string {
	opens := strings.Contains(script, "location") || strings.Contains(script, "open(")
	if !opens && (!strings.Contains(script, "//") || isCounting(script)) {
		return ""
	}
	for {
		i := strings.IndexAny(script, `'"`)
		if i < 0 {
			return ""
		}
		end := strings.IndexByte(script[i+1:], script[i])
		if end < 0 {
			return ""
		}
		if v := script[i+1 : i+1+end]; opens && isAddress(v) || isWebAddress(v) && len(v) > len("//a.b") {
			return v
		}
		script = script[i+end+2:]
	}
}

// isCounting reports whether code tells a counter of visits what happens.
func isCounting(code string) bool {
	for _, s := range [...]string{"ga(", "gaq", "Tracker", "gtag", "fbq(", "dataLayer", "track", "Track", "analytics", "piwik", "_paq", "clicky", "mixpanel", "urchin"} {
		if strings.Contains(code, s) {
			return true
		}
	}
	return false
}

// carried handles the addresses and numbers in the attributes of an element that
// are not those of HTML, and reports whether it now shows for one.
func (r *revealer) carried(n *html.Node, shows bool) (now bool) {
	if page := knownEmbed(n); page != "" {
		if r.knows(page) {
			return shows
		}
		r.show(n, page, shows)
		return true
	}
	if !shows && r.b.formulaInAttribute(n) {
		return true
	}
	known := n.DataAtom != 0 && n.DataAtom != atom.A
	for i := range n.Attr {
		a := &n.Attr[i]
		v := strings.TrimSpace(a.Val)
		if isWithheld("", strings.TrimPrefix(a.Key, "data-"), v) { // noteUntold names it
			continue
		}
		if page, ok := r.stored(a.Key, v, shows); ok {
			if page != "" {
				r.show(n, page, shows)
				shows, now = true, true
			}
			continue
		}
		address := ""
		switch {
		case n.DataAtom == atom.A && (a.Key == "href" || a.Key == "data-iframely-url" && isWebAddress(tree.Attr(n, "href"))) || isOfHTML(n, a.Key) || isDead(n, a.Key),
			n.DataAtom == atom.A && a.Key == "title" && !isWithoutAddress(n): // which the page has
			continue
		case strings.Contains(v, "//") || strings.Contains(v, `:\/\/`):
			address = carriedAddress(v)
		case !shows && strings.HasPrefix(a.Key, "data-") && isOwnFile(v), isPlainCarrier(a.Key) && len(v) > 1 && v[0] == '/' && isAddress(v):
			address = v
		case namesAddress(a.Key) && isWithinSite(v):
			switch {
			case a.Key == "cite" && isKeptWithCite(n):
			case isBehind(a.Key) || isShareButton(n):
			case n.DataAtom == atom.A && shows && leadsNowhere(n):
				tree.SetAttr(n, "href", v)
				r.add(v)
				now = true
			case r.has(v):
			default:
				r.b.notes.add(note.Link, false, "an address in an attribute that the page does not show: "+a.Key+"="+Quote(v))
			}
			continue
		case a.Key == "cite" && (saysWords(v) || isCapitalized(v)):
			if r.lacks(v) && !isKeptWithCite(n) {
				r.b.notes.add(note.HTML, false, "words in an attribute that the page does not show: "+a.Key+"="+Quote(v))
			}
			continue
		default:
			continue
		}
		switch {
		case isShareButton(n):
			r.b.notes.add(note.HTML, false, "a button or box of a social network dropped: "+Quote(tree.TagAsWritten(n)))
		case address == "" && (strings.Contains(v, "http:") || strings.Contains(v, "https:")):
			r.b.notes.add(note.HTML, false, "addresses in an attribute that the page does not show: "+a.Key+"="+Quote(v))
		case address != "" && n.DataAtom == atom.A && shows && leadsNowhere(n) && fileKind(address) != "image" && !isBehind(a.Key):
			tree.SetAttr(n, "href", address)
			r.add(address)
			now = true
		case address == "" || r.has(address), isPlayerPage(address) && shows && r.knows(address):
		case isBehind(a.Key) || fileKind(address) == "image" && known:
			r.b.noteBehind(address)
		case a.Key == "cite" && shows && !isEmbedQuote(n):
			if statedAbove(n, a.Val) {
				continue
			}
			r.b.notes.add(note.HTML, false, "the source of a quotation, which the old site did not show: "+Quote(address))
		case shows && n.DataAtom != atom.Blockquote && !isPlainCarrier(a.Key) && !isDocument(address) && !(isPlayerPage(address) && isPosterOnly(n)):
			r.b.notes.add(note.HTML, false, "an address in an attribute that the page does not show: "+a.Key+"="+Quote(address))
		case n.DataAtom == atom.A && shows:
			r.b.notes.add(note.Link, false, "an address in an attribute of a link that the page does not show: "+a.Key+"="+Quote(address))
		default:
			r.show(n, address, shows)
			shows, now = true, true
		}
	}
	if shows || now || n.DataAtom == atom.A && !leadsNowhere(n) && !isFilledLink(n) {
		return now
	}
	for i := range n.Attr {
		if isNumberOf(n, &n.Attr[i]) {
			r.noFill(n)
			return false
		}
	}
	if numberOfClass(tree.Attr(n, "class")) != "" {
		r.noFill(n)
	}
	return false
}

// noFill notes an element that shows nothing without the script of its maker. One that
// HTML does not know is not noted again for that.
func (r *revealer) noFill(n *html.Node) {
	r.b.notes.add(note.Embed, true, "only a script of its maker could fill it, dropped: "+Quote(tree.TagAsWritten(n)))
	if n.DataAtom == 0 && n.Namespace == "" {
		n.DataAtom, n.Data, n.Attr = atom.Span, "span", nil
	}
}

// numberOfClass returns the number or name in a class by which a script fills an
// element, or "".
func numberOfClass(class string) string {
	for _, p := range [...]string{"elfsight-app-", "klaviyo-form-", "commonninja_component pid-", "omnisend-form-", "sqs-widget-", "tp-widget-", "jotform-form-", "powr-"} {
		if i := strings.Index(class, p); i >= 0 && (i == 0 || class[i-1] == ' ') {
			number, _, _ := strings.Cut(class[i+len(p):], " ")
			return number
		}
	}
	return ""
}

// stored reads an attribute that holds named values as JSON. It returns the address of
// what an element that shows nothing is to play, if that is the only one there, and
// notes words that the page lacks; ok is false if that is not all there is to say.
func (r *revealer) stored(key, v string, shows bool) (page string, ok bool) {
	if !strings.HasPrefix(key, "data-") || len(v) < 8 || v[0] != '{' && v[0] != '[' && v[0] != '%' {
		return "", false
	}
	props, isData := encodedProps(v)
	if !isData {
		return "", false
	}
	props = r.b.withoutRowsForFew(key, props, 0)
	var pages, words, numbers []string
	addresses := 0
	var walk func(props []prop, depth int)
	walk = func(props []prop, depth int) {
		for i := range props {
			p := &props[i]
			switch role := roleOf("", p.key); {
			case isWithheld("", p.key, p.val):
			case p.tree && depth < maxPropDepth && role != roleSkip:
				walk(p.kids, depth+1)
			case p.tree:
			case !shows && len(numbers) < 9 && isNumberName(p.key) && isNumber(p.val):
				numbers = append(numbers, p.key+"="+p.val)
			case isWebAddress(p.val):
				addresses++
				if isPlayerPage(p.val) || fileKind(p.val) == "video" || fileKind(p.val) == "audio" {
					pages = append(pages, p.val)
				}
			case (role == roleHeading || role == roleText || role == roleLabel || role == roleAfter) && isWords(p.val) && !isLookValue(p.val):
				if w := tree.CollapseSpace(tree.TextContent(r.b.parseHTML(p.val))); !r.says(w) {
					words = append(words, w)
				}
			}
		}
	}
	walk(props, 0)
	if len(words) > 0 {
		r.b.notes.add(note.HTML, false, "words in an attribute that the page does not show: "+key+"="+Quote(strings.Join(words, " · ")))
	}
	if len(numbers) > 0 && addresses == 0 && len(words) == 0 {
		r.b.notes.add(note.HTML, false, "what a script is told to put into an element that shows nothing, dropped: "+key+"="+Quote(strings.Join(numbers, " · ")))
	}
	if !shows && len(pages) == 1 && addresses == 1 {
		return pages[0], true
	}
	return "", addresses == 0 && !strings.Contains(v, "http")
}

// isNumberName reports whether a setting is named for the number or name of something
// that is kept elsewhere.
func isNumberName(key string) bool {
	return key == "id" || strings.HasSuffix(key, "Id") || strings.HasSuffix(key, "ID") || strings.HasSuffix(key, "uuid") || strings.HasSuffix(key, "hash")
}

// isNumber reports whether a value is one by which another site knows something: no
// count, and no name of an element of a builder.
func isNumber(v string) bool {
	return len(v) > 5 && len(v) < 80 && strings.ContainsAny(v, "0123456789") && isPathPart(v) && !isLookValue(v)
}

// pageText returns the text of the page with its spaces collapsed.
func (r *revealer) pageText() string {
	if !r.read {
		r.read, r.text = true, tree.CollapseSpace(tree.TextContent(r.root))
	}
	return r.text
}

// isWithoutAddress reports whether the page has a link by its words alone, without its
// address and title.
func isWithoutAddress(a *html.Node) bool {
	href := strings.TrimSpace(tree.Attr(a, "href"))
	return href == "" || isScriptAddress(href)
}

// leadsNowhere reports whether a link is one for a script only.
func leadsNowhere(a *html.Node) bool {
	return isWithoutAddress(a) || strings.TrimSpace(tree.Attr(a, "href")) == "#"
}

// drawnLink makes text of a drawing that is all that a link shows: an icon, which as
// markup shows nothing in most places. One that leads nowhere and has no name goes.
func (r *revealer) drawnLink(a *html.Node) (gone bool) {
	var svg *html.Node
	for n := range a.Descendants() {
		switch {
		case n.Type == html.TextNode && tree.IsBlankText(n.Data):
		case n.Type == html.CommentNode:
		case n.Namespace == "svg" && n.Data == "svg":
			svg = n
		case n.Type == html.TextNode && (n.Parent.Data == "title" || n.Parent.Data == "desc"), n.Type == html.ElementNode && n.Namespace != "" && n.Data != "text" && n.Data != "image":
		case n.Type == html.ElementNode && (n.DataAtom == atom.Span || n.DataAtom == atom.I || n.DataAtom == atom.Br):
		default:
			return false
		}
	}
	href := strings.TrimSpace(tree.Attr(a, "href"))
	if svg == nil || href == "" || isScriptAddress(href) {
		return false
	}
	if isNowhere(href) && statedLabel(a) == "" && networkOf(a) == "" {
		r.b.notes.add(note.Link, false, "a drawing that led nowhere dropped: "+quoteShort(tree.TagAsWritten(a)))
		r.b.ledger.Count(note.LinkConstruct, note.Dropped)
		tree.TakeChildren(a)
		dropEntry(a)
		tree.Unwrap(a)
		return true
	}
	label := labelOf(a, href)
	tree.TakeChildren(a)
	a.AppendChild(tree.NewText(label))
	r.b.notes.add(note.HTML, false, "the drawing of a link is now its name: "+Quote(label))
	return false
}

// show puts a link into an element that shows nothing, or behind one that does.
func (r *revealer) show(n *html.Node, address string, shows bool) {
	e := r.b.embed(absolute(address))
	if !shows {
		r.named(n, e)
		tree.TakeChildren(n)
	}
	r.add(address)
	switch {
	case n.DataAtom == atom.A || n.DataAtom == atom.Video:
		tree.Replace(n, e)
	case n.DataAtom == atom.Blockquote && shows:
		p := tree.NewElement(atom.P)
		p.AppendChild(e)
		n.AppendChild(p)
	case shows && n.DataAtom == atom.Tr && e.DataAtom != atom.Iframe && linkCell(n, address):
	case shows:
		p := tree.NewElement(atom.P)
		p.AppendChild(e)
		n.Parent.InsertBefore(p, n.NextSibling)
	case tree.IsBlock(n) && n.DataAtom != atom.Pre && !isTablePart(n) && n.DataAtom != atom.Ul && n.DataAtom != atom.Ol:
		if n.DataAtom == atom.P {
			n.AppendChild(e)
			return
		}
		p := tree.NewElement(atom.P)
		p.AppendChild(e)
		if n.DataAtom == atom.Blockquote {
			tree.Replace(n, p)
			return
		}
		n.AppendChild(p)
	default:
		tree.Replace(n, e)
	}
}

// linkCell makes the first words of a row of a table, which a visitor could click, the
// text of a link.
func linkCell(row *html.Node, address string) bool {
	cell := tree.Find(row, func(c *html.Node) bool {
		return (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && !tree.IsBlankText(tree.TextContent(c))
	})
	if cell == nil || tree.Find(cell, func(c *html.Node) bool { return c.DataAtom == atom.A || tree.IsBlock(c) }) != nil {
		return false
	}
	link := tree.NewElement(atom.A, "href", address)
	for cell.FirstChild != nil {
		c := cell.FirstChild
		tree.Remove(c)
		link.AppendChild(c)
	}
	cell.AppendChild(link)
	return true
}

// named gives a link to what an element stands for the words by which an attribute of it
// calls that, and notes them if there is a player in place of the link.
func (r *revealer) named(n, e *html.Node) {
	label := statedLabel(n)
	if label == "" && n.DataAtom == 0 {
		label = tree.CollapseSpace(strings.TrimSpace(cmp.Or(tree.Attr(n, "label"), tree.Attr(n, "playlabel"), tree.Attr(n, "video-title"), tree.Attr(n, "caption"))))
	}
	r.label = label
	switch {
	case strings.IndexFunc(label, isLetterOrMore) < 0 || isLookValue(label) || strings.Contains(label, "//"):
	case e.Data == tree.Autolink:
		e.DataAtom, e.Data = atom.A, "a"
		e.AppendChild(tree.NewText(label))
	case !r.says(label):
		r.b.notes.add(note.HTML, false, "words of an element that is a player now dropped: "+Quote(label))
	}
}

func isTablePart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Colgroup:
		return true
	}
	return false
}

// isOutsideOfNext reports whether a link was written around the one behind it, within a
// sentence: browsers end it where that begins, so that it is around nothing.
func isOutsideOfNext(a *html.Node) bool {
	next := a.NextSibling
	if a.FirstChild != nil || tree.HasAttr(a, "class") || !tree.IsElement(next, atom.A) || tree.IsBlank(next) {
		return false
	}
	for c := a.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && !tree.IsBlankText(c.Data) {
			return true
		}
	}
	return false
}

// emptyLink gives a link around an icon a text. One around nothing shows nothing,
// and is noted, unless its address is linked elsewhere.
func (r *revealer) emptyLink(a *html.Node) (shows bool) {
	href := strings.TrimSpace(tree.Attr(a, "href"))
	network := networkOf(a)
	switch {
	case href == "" || href[0] == '#' || isScriptAddress(href):
		r.unsaidLabel(a)
		dropEntry(a)
		return false
	case !r.has(href):
	case network != "" && !isLinkedBeside(a, href), isEntry(a): // each has its own, of each person in a team
	default:
		r.unsaidLabel(a)
		dropEntry(a)
		return false
	}
	label, behind := trueLabel(statedLabel(a), href), ""
	if label != "" && isOutsideOfNext(a) {
		label, behind = "", " ("+label+")"
	}
	icon := tree.Find(a, func(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom != atom.Br })
	switch {
	case label == "" && icon == nil && network == "" && !isFilledLink(a) && !isEntry(a) && !isPlayerPage(href): // a film has its button to play
		r.b.notes.add(note.Link, false, "a link without a text, which showed nothing, dropped: "+Quote(href+behind))
		if !tree.HasAttr(a, "id") && !tree.HasAttr(a, "name") {
			r.b.ledger.Count(note.LinkConstruct, note.Dropped)
			tree.Unwrap(a)
		}
		return false
	case label == "":
		label = nameOf(href)
	}
	if tree.Find(a, tree.IsBlock) != nil || icon != nil && icon.Namespace != "" {
		tree.TakeChildren(a)
	}
	a.AppendChild(tree.NewText(label))
	for _, k := range []string{"aria-label", "data-title", "data-label", "data-text", "data-original-title", "data-tooltip"} {
		if v := tree.CollapseSpace(strings.TrimSpace(tree.Attr(a, k))); v != label && v != tree.Attr(a, "title") && (saysWords(v) || isCapitalized(v)) && r.lacks(v) {
			r.b.notes.add(note.HTML, false, "words in an attribute that the page does not show: "+k+"="+Quote(v))
		}
	}
	standApart(a)
	r.add(href)
	return true
}

// unsaidLabel notes what a link is called that goes, if the page does not say it.
func (r *revealer) unsaidLabel(a *html.Node) {
	if v := statedLabel(a); len(v) > 1 && r.lacks(v) && !settings.Has(v) {
		r.b.notes.add(note.HTML, false, "words of an element that shows nothing dropped: "+Quote(v))
	}
}

// isFilledLink reports whether a script of its maker makes a card of what an empty link
// leads to.
func isFilledLink(a *html.Node) bool {
	class := tree.Attr(a, "class")
	return tree.HasAttr(a, "data-pin-do") || tree.HasAttr(a, "data-iframely-url") || strings.Contains(class, "embedly") || strings.Contains(class, "embed-card") ||
		strings.Contains(class, "twitter-") || strings.Contains(class, "gumroad")
}

// isLinkedBeside reports whether a neighbour of a link leads to the same place.
func isLinkedBeside(a *html.Node, href string) bool {
	leads := func(n *html.Node) bool {
		return n.DataAtom == atom.A && plainAddress(tree.Attr(n, "href")) == plainAddress(href)
	}
	for c := range a.Parent.ChildNodes() {
		if c != a && c.Type == html.ElementNode && (leads(c) || tree.Find(c, leads) != nil) {
			return true
		}
	}
	return false
}

// dropEntry takes the entry of a list away of which a link that shows nothing is all,
// and the list if it was the last one: where an account has no address, a theme writes
// the entry for it nevertheless.
func dropEntry(a *html.Node) {
	li := a.Parent
	if !isLoneEntry(a) || tree.HasAttr(a, "id") || tree.HasAttr(a, "name") || tree.HasAttr(li, "id") {
		return
	}
	list := li.Parent
	tree.Remove(li)
	if list != nil && tree.IsBlank(list) && tree.Find(list, func(n *html.Node) bool { return tree.IsElement(n, atom.Li) }) == nil {
		tree.Remove(list)
	}
}

// isLoneEntry reports whether a link is all that an entry of a list has.
func isLoneEntry(a *html.Node) bool {
	li := a.Parent
	if !tree.IsElement(li, atom.Li) {
		return false
	}
	for c := range li.ChildNodes() {
		if c != a && !tree.IsBlank(c) {
			return false
		}
	}
	return true
}

// ofRunningSite handles a link to nowhere that works by a script of the old site: a
// button that asks it for something goes, what filters a list stays as words.
func (r *revealer) ofRunningSite(a *html.Node) (gone bool) {
	switch {
	case strings.TrimSpace(tree.Attr(a, "href")) == "Array": // of PHP, for a list of values
		r.b.notes.add(note.Link, false, "a link for which the old site had written no address, its words are kept: href=Array")
		r.b.ledger.Count(note.LinkConstruct, note.Dropped)
		tree.Unwrap(a)
	case !leadsNowhere(a):
	case tree.HasAttr(a, "data-nonce") && (tree.HasAttr(a, "data-post-id") || tree.HasAttr(a, "data-postid") || tree.HasAttr(a, "data-id")):
		r.b.notes.add(note.HTML, false, "a button that asks the old site for something, dropped: "+Quote(tree.CollapseSpace(labelOf(a, "#")+" "+tree.TextContent(a))))
		r.b.ledger.Count(note.LinkConstruct, note.Dropped)
		tree.Remove(a)
		return true
	case tree.HasAttr(a, "data-filter"):
		tree.Unwrap(a)
	}
	return false
}

// isEntry reports whether a link is all that an entry of a list has, and leads to
// another site: its icon is drawn by a style, or was left out where a builder wrote down
// what a page says.
func isEntry(a *html.Node) bool {
	return isLoneEntry(a) && strings.HasPrefix(tree.Attr(a, "href"), "http")
}

// holdsShown reports whether a link has something to click on.
func holdsShown(a *html.Node) bool {
	return tree.Find(a, func(n *html.Node) bool {
		return n.Type == html.TextNode && !tree.IsBlankText(n.Data) && n.Parent.Namespace == "" || n.DataAtom == atom.Img && imageSource(n) != "" || n.DataAtom == atom.Video || n.DataAtom == atom.Iframe || n.Namespace != "" && !isSprite(n) && n.Data == "svg" || strings.HasPrefix(n.Data, "wp-")
	}) != nil
}

// labelOf returns the text of a link that shows none: what an attribute calls it,
// else the site or file that it leads to.
func labelOf(n *html.Node, href string) string {
	return cmp.Or(trueLabel(statedLabel(n), href), nameOf(href))
}

// trueLabel returns the label of a link that shows no text; "" in the place of one that says
// nothing of it, and the network that it leads to for the name of another.
func trueLabel(label, href string) string {
	if isSlugOfButton(label) {
		return ""
	}
	return cmp.Or(otherNetwork(label, href), label)
}

// isSlugOfButton reports whether a label is a name for programs of what it is on:
// button-action-link.
func isSlugOfButton(label string) bool {
	if strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return false
	}
	words := strings.FieldsFunc(label, isDash)
	return len(words) > 1 && anyWord(words, "button", "btn", "link", "cta")
}

// otherNetwork returns the network that an address is of, if a label is the name of another
// one: that of the link of which this is a copy. Else it returns "".
func otherNetwork(label, href string) string {
	said, of := networkCalled(label), networkOfHost(href)
	if said == "" || said == of || !isNetworkName(of) || strings.Contains(said, "Twitter") && strings.Contains(of, "Twitter") {
		return ""
	}
	return of
}

func statedLabel(n *html.Node) string {
	of := func(n *html.Node) string {
		for _, k := range []string{"aria-label", "title", "alt", "data-title", "data-label", "data-text", "data-original-title", "data-tooltip"} {
			if v := strings.TrimSpace(tree.Attr(n, k)); v != "" && !strings.Contains(v, "//") {
				return tree.CollapseSpace(v)
			}
		}
		return ""
	}
	if l := of(n); l != "" {
		return l
	}
	for c := range n.Descendants() {
		if c.Type != html.ElementNode {
			continue
		}
		if c.Data == "title" && c.Namespace != "" {
			if t := strings.TrimSpace(tree.TextContent(c)); t != "" {
				return tree.CollapseSpace(t)
			}
		}
		if l := of(c); l != "" {
			return l
		}
	}
	return ""
}

// nameOf returns the host of an address, or the last part of one without.
func nameOf(href string) string {
	u, err := url.Parse(href)
	switch {
	case err != nil:
		return href
	case u.Scheme == "mailto" || u.Scheme == "tel":
		return u.Opaque
	case u.Host != "" && path.Ext(u.Path) == "":
		return strings.TrimPrefix(u.Host, "www.")
	case strings.Trim(u.Path, "/") != "":
		return path.Base(u.Path)
	}
	return href
}

// picture notes where an attribute of a picture leads: all other addresses there
// are those of its sizes.
func (r *revealer) picture(img *html.Node) {
	for i := range img.Attr {
		a := &img.Attr[i]
		v := ""
		switch a.Key {
		case "data-href", "data-video", "data-video-url", "data-iframe", "longdesc":
			v = carriedAddress(a.Val)
		}
		if v == "" && namesAddress(a.Key) && !isOfLibrary(img) && fileKind(a.Val) != "image" {
			if v = carriedAddress(a.Val); v == "" && isWithinSite(strings.TrimSpace(a.Val)) {
				v = strings.TrimSpace(a.Val)
			}
		}
		if v != "" && !r.has(v) {
			r.b.notes.add(note.Link, false, "an address in an attribute of a picture that the page does not show: "+a.Key+"="+Quote(v))
		}
	}
}

// isKeptWithCite reports whether an element stays as it is, with what it cites.
func isKeptWithCite(n *html.Node) bool { return n.DataAtom == atom.Q || n.DataAtom == atom.Ins }

// isOfLibrary reports whether a gallery of WordPress or Jetpack has written down where a
// picture has its page, to which it leads only if the gallery says so.
func isOfLibrary(img *html.Node) bool {
	return tree.HasAttr(img, "data-id") || tree.HasAttr(img, "data-attachment-id") || tree.HasAttr(img, "data-full-url")
}

// carriedAddress returns an attribute that is an address of the web and nothing
// else, or "".
func carriedAddress(v string) string {
	v = strings.TrimSpace(v)
	if strings.ContainsAny(v, "\n\t") {
		v = strings.NewReplacer("\n", "", "\t", "").Replace(v)
	}
	if isWebAddress(v) && len(v) > len("//a.b") && strings.Contains(v, ".") {
		return v
	}
	return ""
}

// isOwnFile reports whether an attribute is the path of a file of the site.
func isOwnFile(v string) bool {
	if strings.ContainsAny(v, " \t\n\"'{}<>()|,;") {
		return false
	}
	return (strings.HasPrefix(v, "/") || strings.Contains(v, "wp-content/uploads/")) && (fileKind(v) != "" || isDocument(v))
}

// namesAddress reports whether an attribute is named for a page to which an element leads.
func namesAddress(key string) bool {
	switch key {
	case "cite", "longdesc":
		return true
	}
	if !strings.HasPrefix(key, "data-") || strings.Contains(key, "ajax") || strings.Contains(key, "api") {
		return false
	}
	switch lastPart(key) {
	case "href", "url", "link", "permalink", "uri":
		return true
	}
	return false
}

// isWithinSite reports whether a value is an address without a host: /a/, a/b/, a.html, ?p=5.
func isWithinSite(v string) bool {
	if len(v) < 2 || strings.ContainsAny(v, " \t\r\n<>\"'{}()|,;") || !strings.ContainsFunc(v, unicode.IsLetter) {
		return false
	}
	switch v[0] {
	case '/':
		return v[1] != '/'
	case '?':
		return strings.IndexByte(v, '=') > 1
	case '#', '.':
		return strings.HasPrefix(v, "../") || strings.HasPrefix(v, "./")
	}
	page, _, _ := strings.Cut(v, "#")
	page, _, _ = strings.Cut(page, "?")
	if strings.HasSuffix(page, "/") {
		return true
	}
	switch path.Ext(page) {
	case ".html", ".htm", ".php", ".asp", ".aspx":
		return true
	}
	return isDocument(page)
}

// isPosterOnly reports whether pictures are all that an element shows: of a film that plays
// when somebody clicks.
func isPosterOnly(n *html.Node) bool {
	return tree.Find(n, tree.IsImage) != nil && strings.TrimSpace(tree.TextContent(n)) == ""
}

// isOfHTML reports whether an attribute is one that the rest of the package reads,
// or that names no place.
func isOfHTML(n *html.Node, key string) bool {
	switch key {
	case "style", "background", "action", "formaction", "class", "xmlns", "itemtype", "itemprop", "vocab", "typeof", "profile", "srcset", "data-srcset",
		"onclick", "target", "prefix", "property", "resource", "about":
		return true
	case "src", "href":
		return tree.IsHTMLElement(n.Data) && n.DataAtom != atom.Div && n.DataAtom != atom.Span
	}
	return strings.HasPrefix(key, "xmlns")
}

// isBehind reports whether an attribute names a picture that only dresses an
// element.
func isBehind(key string) bool {
	for _, s := range []string{"background", "-bg", "poster", "thumb", "image", "parallax", "preview"} {
		if strings.Contains(key, s) {
			return true
		}
	}
	return false
}

// isPlainCarrier reports whether an attribute of that name is the address of what
// an element shows.
func isPlainCarrier(key string) bool {
	switch key {
	case "data-href", "data-url", "data-embed-url", "data-oembed-url", "data-video-url", "data-instgrm-permalink", "data-pym-src", "data-iframe-src", "data-embed":
		return true
	}
	return false
}

// statedAbove reports whether an element around n has the same value in an attribute.
func statedAbove(n *html.Node, val string) bool {
	for p, i := n.Parent, 0; p != nil && i < 4; p, i = p.Parent, i+1 {
		for _, a := range p.Attr {
			if a.Val == val {
				return true
			}
		}
	}
	return false
}

func isEmbedQuote(n *html.Node) bool { return strings.Contains(tree.Attr(n, "class"), "embed") }

// isDead reports whether an attribute is of no use to a visitor: what an editor or
// browser extension left in a paste.
func isDead(n *html.Node, key string) bool {
	for _, p := range []string{"data-mce-", "data-sheets-", "data-offset-key", "data-reactid", "data-cke-", "data-wf-", "data-v-", "data-wpel-", "data-saferedirecturl"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

// isShareButton reports whether an element is a button or box that a social network
// fills for the page that it stands on.
func isShareButton(n *html.Node) bool {
	class := tree.Attr(n, "class") + " " + n.Data
	for _, s := range []string{"fb-like", "fb:like", "fb-share", "fb:share", "fb-comments", "fb:comments", "fb-send", "fb-save", "fb:send", "g-plusone", "g:plusone", "g-plus",
		"twitter-share-button", "addthis", "a2a_", "sharethis", "st_sharethis", "social-share", "linkedin-share", "addtoany"} {
		if strings.Contains(class, s) {
			return true
		}
	}
	return false
}

// isNumberOf reports whether an attribute of an element that shows nothing is the
// number or name by which a script fills it.
func isNumberOf(n *html.Node, a *html.Attribute) bool {
	key, ok := strings.CutPrefix(a.Key, "data-")
	if !ok {
		if tree.IsHTMLElement(n.Data) || !strings.HasSuffix(a.Key, "id") || a.Key == "id" {
			return false
		}
		key = a.Key
	}
	v := strings.TrimSpace(a.Val)
	if v == "" || isDead(n, a.Key) || settings.Has(v) {
		return false
	}
	for _, s := range []string{"block-id", "element-id", "elementor", "model-cid", "animation", "toggle", "target", "slide", "parent", "post-id", "page-id", "section", "column", "row", "node", "beyondwords",
		"mid", "grid", "valid", "hidden", "ride", "confid", "offset"} {
		if strings.Contains(key, s) && key != "tweet-id" && key != "video-id" {
			return false
		}
	}
	if key == "id" && (n.DataAtom == atom.Section || strings.Contains(tree.Attr(n, "class"), "elementor")) {
		return false
	}
	switch key {
	case "poll", "quiz", "survey", "episode", "track", "album", "video", "game", "token", "code", "app", "story", "board", "project", "campaign", "key":
		return len(v) >= 5 && len(v) < 80 && strings.ContainsAny(v, "0123456789") && isPathPart(v)
	}
	for _, s := range []string{"id", "widget", "slug", "hash", "shortcode", "gist", "embed", "form", "channel", "playlist", "username", "handle", "configid", "symbol", "doc"} {
		if strings.HasSuffix(key, s) || strings.HasPrefix(key, s+"-") {
			return true
		}
	}
	return false
}

func (r *revealer) load() {
	if r.held != nil {
		return
	}
	r.held = map[string]int{}
	for n := range r.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == 0 && !strings.HasPrefix(n.Data, "wp-") || n.DataAtom == atom.Script || n.DataAtom == atom.A && !holdsShown(n) {
			continue
		}
		for i := range n.Attr {
			switch k := n.Attr[i].Key; k {
			case "href", "src", "data", "action", "poster":
				r.held[plainAddress(n.Attr[i].Val)]++
			default:
				if n.DataAtom == atom.Iframe && strings.Contains(k, "src") {
					r.held[plainAddress(n.Attr[i].Val)]++
				}
			}
		}
	}
}

func plainAddress(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []string{"https:", "http:"} {
		s = strings.TrimPrefix(s, p)
	}
	return strings.TrimSuffix(s, "/")
}

func (r *revealer) has(address string) bool { return r.count(address) > 0 }

func (r *revealer) count(address string) int {
	r.load()
	return r.held[plainAddress(address)]
}

func (r *revealer) add(address string) {
	r.load()
	r.held[plainAddress(address)]++
}

// knows reports whether the tree leads to a page, or to its player.
func (r *revealer) knows(page string) bool {
	if r.has(page) {
		return true
	}
	page = strings.TrimSuffix(strings.TrimSuffix(page, "/"), "/embed")
	id := page[strings.LastIndexAny(page, "/=#")+1:]
	if len(id) < 5 {
		return false
	}
	for a := range r.held {
		if strings.Contains(a, id) {
			return true
		}
	}
	return false
}
