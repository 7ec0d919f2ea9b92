package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// clean makes the tree below n clean: what shows nothing goes, what only looks
// like something becomes it, what cannot be carried over is noted.
func (b *builder) clean(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		c = b.cleanNode(c)
	}
}

// cleanNode cleans one node and what is below it, and returns the node to go on
// with.
func (b *builder) cleanNode(c *html.Node) *html.Node {
	next := c.NextSibling
	switch c.Type {
	case html.TextNode:
		c.Data = cleanText(c.Data)
	case html.CommentNode:
		b.comment(c)
	case html.ElementNode:
		return b.cleanElement(c)
	default:
		tree.Remove(c)
	}
	return next
}

func (b *builder) cleanElement(c *html.Node) *html.Node {
	next := c.NextSibling
	if b.saved(c) || b.renderedFormula(c) || b.isPasted(c) {
		return next
	}
	switch c.DataAtom {
	case atom.Div, atom.Ul, atom.Ol, atom.Span, atom.P, atom.Section, atom.Time:
		b.countdown(c)
	}
	if c.DataAtom == atom.Time {
		b.datedTime(c)
	}
	b.cleanAttrs(c)
	if (c.DataAtom == atom.Span || c.DataAtom == atom.Div) && strings.Contains(tree.Attr(c, "class"), "-icon") {
		b.dropIcon(c)
	}
	if c.Namespace != "" {
		b.cleanDrawing(c)
		return next
	}
	if c.DataAtom == atom.A && b.idleLink(c) {
		return next
	}
	if c.DataAtom == atom.A && b.isWayNowhere(c) {
		standApart(c)
		return unwrapInto(c, c.NextSibling)
	}
	if c.DataAtom == atom.A && (isButtonLink(c) || isPictureLink(c)) {
		standApart(c)
	} else if c.DataAtom == atom.A {
		partLinks(c)
	}
	if c.DataAtom == atom.Li && c.Parent.DataAtom != atom.Ul && c.Parent.DataAtom != atom.Ol {
		return wrapItems(c)
	}
	switch b.cleanOne(c) {
	case skip:
		return next
	case unwrap:
		return unwrapInto(c, next)
	}
	b.clean(c)
	switch c.DataAtom {
	case atom.Figure:
		fixFigure(c)
	case atom.Div:
		joinCounted(c)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		playersBehind(c)
		b.dropSigns(c)
		b.headingLine(c)
	}
	return next
}

// A step is where cleaning goes on after an element has been seen to.
type step int

const (
	descend step = iota // with what it holds
	unwrap              // with what it holds, which takes its place
	skip                // with what follows it
)

// cleanOne cleans an element but for what it holds.
func (b *builder) cleanOne(c *html.Node) step {
	b.noteSwallowed(c)
	switch c.DataAtom {
	case atom.Script:
		b.script(c)
		return skip
	case atom.Style, atom.Link, atom.Meta, atom.Base, atom.Head,
		atom.Title, atom.Template, atom.Noembed, atom.Noframes, atom.Frame, atom.Frameset, atom.Bgsound:
		b.dropUnseen(c)
		return skip
	case atom.Noscript:
		if repeatsImage(c) {
			tree.Remove(c)
			return skip
		}
		if words := repeatedLink(c); words != "" {
			b.notes.add(note.HTML, false, "a link for browsers without scripts dropped, the page has it: "+Quote(words))
			tree.Remove(c)
			return skip
		}
		return unwrap
	case atom.Span, atom.Font:
		tag := styledAs(c)
		if tag == 0 {
			return unwrap
		}
		rename(c, tag)
	case atom.I, atom.Em:
		if isIconClass(tree.Attr(c, "class")) {
			return unwrap
		}
	case atom.B, atom.Strong:
		if tree.StyleHas(c, "font-weight", "normal", "400") { // around a paste from Google Docs
			return unwrap
		}
	case atom.Img, atom.Image:
		b.image(c)
		return skip
	case atom.Picture:
		addPicture(c)
	case atom.Iframe:
		return b.cleanFrame(c)
	case atom.Video, atom.Audio, atom.Source:
		lazySource(c)
	case atom.Object, atom.Embed:
		return b.cleanObject(c)
	case atom.Wbr: // where a word may be broken
		tree.Remove(c)
		return skip
	case atom.Param:
		if c.Parent == nil || c.Parent.DataAtom != atom.Object {
			tree.Remove(c)
			return skip
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		withoutWrappers(c)
		if !hasItem(c) {
			c.DataAtom, c.Data = atom.Div, "div"
			break
		}
		if isIndentation(c) {
			return unwrap
		}
		fixList(c)
	case atom.Table:
		if numberedCode(c) {
			return skip
		}
		fixTable(c)
		if unwrapLayout(c) {
			return unwrap
		}
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		return b.cleanPre(c)
	case atom.Code:
		if holdsPlayer(c) {
			return unwrap
		}
		codeLines(c)
	case atom.Cite:
		citeApart(c)
	case atom.Form:
		return b.cleanForm(c)
	case atom.Button, atom.Input, atom.Textarea, atom.Select:
		return b.cleanControl(c)
	case atom.Map:
		mapLinks(c)
	case atom.Applet:
		b.notes.add(note.HTML, true, "dropped, what it holds is kept: "+Quote(tree.TagAsWritten(c)))
		return unwrap
	default:
		if !tree.IsHTMLElement(c.Data) && !strings.HasPrefix(c.Data, "wp-") {
			return b.foreign(c)
		}
	}
	return descend
}

// dropUnseen drops an element that is of the head of a page, or that browsers do
// not show, with what it holds.
func (b *builder) dropUnseen(n *html.Node) {
	switch n.DataAtom {
	case atom.Style, atom.Link, atom.Meta, atom.Base, atom.Head:
		if n.DataAtom == atom.Base || strings.EqualFold(tree.Attr(n, "http-equiv"), "refresh") {
			b.notes.add(note.HTML, false, "dropped, it leads the whole page elsewhere: "+quoteShort(tree.TagAsWritten(n)))
		}
		switch n.DataAtom {
		case atom.Style:
			b.noteSheet(tree.TextContent(n))
		case atom.Meta:
			b.noteMeta(n)
		}
	default:
		if n.FirstChild != nil || len(n.Attr) > 0 {
			b.notes.add(note.HTML, n.DataAtom != atom.Title, "dropped, browsers do not show it: "+Quote(tree.HTML(n)))
		}
	}
	tree.Remove(n)
}

// headingLine makes a heading one line of one size, as far as its author did not break
// it; the breaks that a widget of Elementor repeats are one, and none stands at an end.
func (b *builder) headingLine(heading *html.Node) {
	var small, breaks []*html.Node
	for n := range heading.Descendants() {
		switch n.DataAtom {
		case atom.Small:
			small = append(small, n)
		case atom.Br:
			breaks = append(breaks, n)
		}
	}
	for _, n := range small {
		if n.PrevSibling != nil && !tree.IsElement(n.PrevSibling, atom.Br) {
			n.Parent.InsertBefore(tree.NewText(" "), n)
		}
		if n.NextSibling != nil && !tree.IsElement(n.NextSibling, atom.Br) {
			n.Parent.InsertBefore(tree.NewText(" "), n.NextSibling)
		}
		tree.Unwrap(n)
	}
	if !b.ofWidgets {
		return
	}
	for _, n := range breaks {
		next := n.NextSibling
		for next != nil && next.Type == html.TextNode && tree.IsBlankText(next.Data) {
			next = next.NextSibling
		}
		if next == nil && n.Parent == heading || tree.IsElement(next, atom.Br) {
			tree.Remove(n)
		}
	}
}

// playersBehind moves the players and frames in a heading behind it: a line of text
// cannot hold them.
func playersBehind(heading *html.Node) {
	var players []*html.Node
	for n := range heading.Descendants() {
		switch n.DataAtom {
		case atom.Iframe, atom.Video, atom.Audio, atom.Object:
			players = append(players, n)
		}
	}
	next := heading.NextSibling
	for _, n := range players {
		tree.Remove(n)
		heading.Parent.InsertBefore(n, next)
	}
}

// unwrapInto puts the children of n in its place and returns the first of
// them, or next.
func unwrapInto(n, next *html.Node) *html.Node {
	if n.FirstChild != nil {
		next = n.FirstChild
	}
	tree.Unwrap(n)
	return next
}

func rename(n *html.Node, a atom.Atom) {
	n.DataAtom, n.Data = a, a.String()
	n.Attr = nil
}

// cleanText drops characters that show nothing and only come along with a
// paste, and makes Unicode's line ends ordinary ones (docs/formats.md §D.5).
func cleanText(s string) string {
	for i := 0; i < len(s); {
		for len(s)-i >= 8 && tree.EightASCII(tree.Eight(s, i)) {
			i += 8
		}
		for end := min(i+8, len(s)); i < end; i++ {
			if odd[s[i]] && oddAt(s[i:]) {
				return s[:i] + invisible.Replace(s[i:])
			}
		}
	}
	return s
}

// odd are the bytes that a character of invisible can begin with.
var odd = [256]bool{'\r': true, '\v': true, 0xc2: true, 0xe2: true, 0xef: true}

func oddAt(s string) bool {
	switch s[0] {
	case '\r', '\v':
		return true
	case 0xe2: // as of quotes and dashes
		return strings.HasPrefix(s, zeroWidthSpace) || strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")
	}
	return strings.HasPrefix(s, "\ufeff") || strings.HasPrefix(s, "\u00ad")
}

const zeroWidthSpace = "\u200b"

var invisible = strings.NewReplacer(zeroWidthSpace, "", "\ufeff", "", "\u00ad", "", "\u2028", "\n", "\u2029", "\n", "\r", "", "\v", " ")

// comment handles a comment: WordPress' <!--more-->, of which the first counts,
// becomes an element, others go.
func (b *builder) comment(c *html.Node) {
	label, ok := tree.MoreLabel(c.Data)
	if !ok {
		b.noteMark(c.Data)
	}
	if !ok || b.more {
		tree.Remove(c)
		return
	}
	b.more = true
	if label != "" {
		b.notes.add(note.HTML, false, "label of the link to the rest of the post dropped: "+Quote(label))
	}
	for p := c.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.H1 || p.DataAtom == atom.H2 || p.DataAtom == atom.H3 || p.DataAtom == atom.H4 || p.DataAtom == atom.H5 || p.DataAtom == atom.H6 {
			tree.Remove(c)
			p.Parent.InsertBefore(tree.NewTag(tree.More), p.NextSibling) // a heading cannot hold it
			return
		}
	}
	if next := c.NextSibling; c.PrevSibling != nil && next != nil && next.Type == html.TextNode {
		if rest := strings.TrimLeft(next.Data, ".,;:!?)”…"); len(rest) < len(next.Data) { // the end of a sentence stays with it
			c.Parent.InsertBefore(tree.NewText(next.Data[:len(next.Data)-len(rest)]), c)
			next.Data = rest
		}
	}
	tree.Replace(c, tree.NewTag(tree.More))
}

// cleanAttrs notes what an element shows by its attributes alone, and drops the
// addresses that would run a script.
func (b *builder) cleanAttrs(n *html.Node) {
	for i := 0; i < len(n.Attr); i++ {
		a := &n.Attr[i]
		if a.Key == "href" && strings.HasPrefix(strings.TrimSpace(a.Val), "[") {
			if address, ok := b.addressOfShortcode(a.Val); ok {
				a.Val = address
			}
		}
		switch a.Key {
		case "href", "src", "action", "formaction", "data", "poster", "cite", "longdesc", "ping", "srcset", "codebase", "archive", "classid", "lowsrc", "dynsrc", "values", "from", "to", "by":
			if isScriptAddress(a.Val) {
				b.notes.add(note.Link, false, "an address that runs a script dropped: "+quoteShort(a.Val))
				if n.DataAtom == atom.A {
					b.ledger.Count(note.LinkConstruct, note.Dropped)
				}
				n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
				i--
			} else if strings.HasPrefix(a.Val, "https://") || strings.HasPrefix(a.Val, "http://") { // most
				if a.Key != "href" || strings.IndexByte(a.Val, '@') < 0 {
					continue
				}
				if mail := mailOfSite(a.Val); mail != "" && strings.Contains(tree.TextContent(n), mail) {
					b.notes.add(note.Link, false, "an address of e-mail, which was written as that of a site: "+quoteShort(a.Val))
					a.Val = "mailto:" + mail
				}
			} else if a.Key == "href" && isOnDisk(a.Val) {
				b.notes.add(note.Link, false, "leads to a file on the disk of its author, which no visitor had: "+quoteShort(a.Val))
			} else if lacksScheme(a.Val) && (a.Key == "href" || len(a.Val) > 3 && strings.EqualFold(a.Val[:4], "www.")) {
				b.notes.add(note.Link, false, "the address of another site, of which the beginning lacked: "+quoteShort(a.Val))
				a.Val = "http://" + strings.TrimSpace(a.Val)
			} else if scheme := unknownScheme(a.Val); scheme != "" {
				b.notes.add(note.Link, false, "leads nowhere, there are no addresses of "+scheme+": "+quoteShort(a.Val))
			}
		case "style":
			b.noteStyle(n)
		case "hidden":
			if !tree.HasAttr(n, "style") {
				b.noteStyle(n)
			}
		case "background":
			b.noteBehind(a.Val)
		}
	}
}

// shows reports whether an image of an address is a child of n, or of a link in it:
// the block Media & Text has the same picture behind it, to fill the place.
func shows(n *html.Node, url string) bool {
	for c := range n.ChildNodes() {
		if tree.IsElement(c, atom.A) && c.FirstChild != nil {
			c = c.FirstChild
		}
		if tree.IsImage(c) && tree.Attr(c, "src") == url {
			return true
		}
	}
	return false
}

// noteStyle notes a picture that a style shows, and text that it hides: it is
// seen now.
func (b *builder) noteStyle(n *html.Node) {
	style := tree.Attr(n, "style")
	url := backgroundURL(style)
	if url != "" && !shows(n, url) {
		b.noteBehind(url)
	}
	for _, more := range picturesOfStyle(style) { // of a list, a border, or a value of which a sheet makes use
		if more != url && !shows(n, more) {
			b.noteBehind(more)
		}
	}
	if tree.StyleHas(n, "display", "none") || tree.StyleHas(n, "visibility", "hidden") {
		b.noteHidden(n, true)
	} else if tree.HasAttr(n, "hidden") {
		b.noteHidden(n, false) // mostly a panel of tabs
	}
}

// noteHidden notes text that visitors did not see until something showed it.
func (b *builder) noteHidden(n *html.Node, asks bool) {
	if text := textOfElements(n); !tree.IsBlankText(text) && !b.isFadedIn(n) {
		asks = asks && strings.IndexFunc(text, unicode.IsLetter) >= 0 && !b.isUnfolded(n)
		b.notes.add(note.HTML, asks, "hidden on the old site, seen now: "+quoteShort(text))
	}
}

// lineOf returns the text of an element as one line.
func lineOf(n *html.Node) string {
	return tree.CollapseSpace(strings.TrimSpace(tree.TextContent(n)))
}

// textOfElements returns the text of an element without that of the styles and scripts in it.
func textOfElements(n *html.Node) string {
	var text strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && c.Parent.DataAtom != atom.Style && c.Parent.DataAtom != atom.Script {
			text.WriteString(c.Data)
		}
	}
	return text.String()
}

// isFadedIn reports whether a script in the content shows an element that its style leaves
// a place for: one that names its class and adds another.
func (b *builder) isFadedIn(n *html.Node) bool {
	if !tree.StyleHas(n, "visibility", "hidden") || tree.StyleHas(n, "display", "none") || !strings.Contains(b.item.Content, "addClass(") {
		return false
	}
	for class := range strings.FieldsSeq(tree.Attr(n, "class")) {
		if b.unfolded++; b.unfolded > mostUnfolded {
			return false
		}
		if len(class) > 4 && (strings.Contains(b.item.Content, "."+class+"'") || strings.Contains(b.item.Content, "."+class+`"`)) {
			return true
		}
	}
	return false
}

// noteSwallowed notes text that a < before it made part of a tag: a <b and c <d> e. Browsers
// do not show it.
func (b *builder) noteSwallowed(n *html.Node) {
	if !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return strings.IndexByte(a.Key, '<') >= 0 }) {
		return
	}
	words := []string{n.Data}
	for _, a := range n.Attr {
		words = append(words, a.Key)
		if a.Val != "" {
			words = append(words, a.Val)
		}
	}
	b.notes.add(note.HTML, true, "text that a < before it made a tag of, which browsers do not show: "+Quote(strings.Join(words, " ")))
}

// mostUnfolded bounds how often a content is searched for what unfolds an element of it.
const mostUnfolded = 100

// isUnfolded reports whether a click of the visitor showed what a style hides: the code
// of an event names the element.
func (b *builder) isUnfolded(n *html.Node) bool {
	if n.DataAtom == atom.Pre && tree.Attr(n, "name") == "code" || n.DataAtom == atom.Textarea { // of a highlighter, which shows it
		return true
	}
	if opensBelow(n) {
		return true
	}
	ids := tree.Attr(n, "id")
	for _, a := range []*html.Node{n.FirstChild, n.PrevSibling} { // its anchor
		if a != nil && a.DataAtom == atom.A {
			ids += " " + tree.Attr(a, "id")
		}
	}
	for id := range strings.FieldsSeq(ids) {
		if b.unfolded++; b.unfolded > mostUnfolded {
			return false
		}
		s := b.item.Content
		for n := 0; len(id) > 2 && n < mostUnfolded; n++ {
			k := strings.Index(s, id)
			if k < 0 {
				break
			}
			before := s[max(0, k-300):k]
			if tag := strings.LastIndexByte(before, '<'); tag >= 0 {
				if before = before[tag:]; strings.Contains(before, "onclick=") || strings.Contains(before, "javascript:") || strings.Contains(before, "onClick=") || strings.HasSuffix(before, `href="#`) {
					return true
				}
			}
			s = s[k+len(id):]
		}
	}
	return false
}

// textOfDrawing returns the words of a drawing, but for those by which a set of icons calls it.
func textOfDrawing(n *html.Node) string {
	title := n.FirstChild
	if title != nil && title.Data == "title" && isAbout(strings.ToLower(tree.Attr(n, "class")), "icon") {
		words := strings.Builder{}
		for c := title.NextSibling; c != nil; c = c.NextSibling {
			words.WriteString(tree.TextContent(c))
		}
		return words.String()
	}
	return tree.TextContent(n)
}

// opensBelow reports whether a hidden element stands right behind the title of an entry of an
// accordion, by whose class it opens.
func opensBelow(n *html.Node) bool {
	title := n.PrevSibling
	for title != nil && title.Type == html.TextNode && tree.IsBlankText(title.Data) {
		title = title.PrevSibling
	}
	if title == nil || tree.IsBlankText(tree.TextContent(title)) {
		return false
	}
	for _, e := range []*html.Node{n, title, n.Parent} {
		if isAbout(strings.ToLower(tree.Attr(e, "class")), "accordion", "toggle", "faq", "collaps", "spoiler") {
			return true
		}
	}
	return false
}

// cleanDrawing cleans a drawing or a formula, which stays as it is; one of mere
// decoration goes, as do the icons of a page builder, which only its styles gave a size.
func (b *builder) cleanDrawing(n *html.Node) {
	if n.Data == "svg" && tree.IsBlankText(textOfDrawing(n)) {
		switch {
		case tree.Attr(n, "aria-hidden") == "true":
			tree.Remove(n)
			return
		case isMarkOfQuote(n):
			b.notes.add(note.HTML, false, "the drawing of a quotation mark dropped: "+quoteShort(tree.TagAsWritten(n)))
			tree.Remove(n)
			return
		case b.item.Field("_elementor_edit_mode") == "builder" && isUnsized(n):
			b.notes.add(note.HTML, false, "an icon without a size of its own, dropped: "+quoteShort(tree.TagAsWritten(n)))
			tree.Remove(n)
			return
		case b.item.Field("_elementor_edit_mode") == "builder" && isSmall(n), isIconByClass(n):
			b.notes.add(note.HTML, false, "an icon dropped, a drawing without words: "+quoteShort(tree.TagAsWritten(n)))
			tree.Remove(n)
			return
		case isBesideWords(n):
			b.notes.add(note.HTML, false, "a drawing beside words dropped: "+quoteShort(tree.TagAsWritten(n)))
			tree.Remove(n)
			return
		}
	}
	if n.Data == "svg" && b.wordsOfDrawing(n) {
		return
	}
	b.defuse(n)
}

// isSmall reports whether a drawing says that it is as large as a letter.
func isSmall(svg *html.Node) bool {
	for _, side := range []string{"width", "height"} {
		if n, err := strconv.ParseFloat(strings.TrimSuffix(tree.Attr(svg, side), "px"), 64); err != nil || n > 32 {
			return false
		}
	}
	return true
}

// isIconByClass reports whether a drawing is by its class an icon of a plugin or theme, and
// neither named nor all that a link or button has.
func isIconByClass(svg *html.Node) bool {
	class := tree.Attr(svg, "class")
	if !isIconClass(class) && !slices.ContainsFunc(strings.Fields(class), func(c string) bool { return c == "svg-icon" || strings.HasSuffix(c, "-svg-icon") }) {
		return false
	}
	if tree.HasAttr(svg, "aria-label") || tree.HasAttr(svg, "aria-labelledby") || tree.Attr(svg, "role") == "img" ||
		tree.Find(svg, func(n *html.Node) bool { return n.Data == "title" || n.Data == "a" || n.Data == "text" }) != nil {
		return false
	}
	for p, up := svg.Parent, 0; p != nil && up < 6; p, up = p.Parent, up+1 {
		if p.DataAtom == atom.A || p.DataAtom == atom.Button {
			return showsText(p)
		}
	}
	return true
}

// showsText reports whether one of the first nodes within a link is a text that it shows.
func showsText(link *html.Node) bool {
	const most = 40
	n := link.FirstChild
	for i := 0; n != nil && i < most; n, i = tree.Next(n, link), i+1 {
		if n.Type == html.TextNode && n.Parent.Namespace == "" && !tree.IsBlankText(n.Data) {
			return true
		}
	}
	return false
}

// isBesideWords reports whether a drawing is the icon of a link, a point of a list or a
// button that has words, or says that it is an icon and stands before or after a title.
func isBesideWords(svg *html.Node) bool {
	if strings.Contains(tree.Attr(svg, "class"), "icon") {
		for _, step := range []func(*html.Node) *html.Node{prevSibling, nextSibling} {
			beside := step(svg)
			for beside != nil && beside.Type == html.TextNode && tree.IsBlankText(beside.Data) {
				beside = step(beside)
			}
			if beside != nil && isHeadingTag(beside.DataAtom) && !tree.IsBlank(beside) {
				return true
			}
		}
	}
	for p, up := svg.Parent, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		switch p.DataAtom {
		case atom.Span, atom.I, atom.Strong, atom.B, atom.Em:
			continue
		case atom.A, atom.Button, atom.Li:
			words, seen := false, 0
			for c := range p.Descendants() {
				if seen++; seen > 200 { // an icon stands beside a few words
					return false
				}
				switch {
				case c.Type == html.TextNode && !tree.IsBlankText(c.Data) && c.Parent.Namespace == "":
					words = true
				case c.DataAtom == atom.Img || c.DataAtom == atom.Ul || c.DataAtom == atom.Ol || c.DataAtom == atom.Figure:
					return false
				}
			}
			return words
		}
		return false
	}
	return false
}

// isButtonLink reports whether a link was drawn as a button by a theme or plugin. That of
// a file block touches its link, as WordPress prints it.
func isButtonLink(a *html.Node) bool {
	class := tree.Attr(a, "class")
	return !strings.Contains(class, "wp-block-file__button") && (strings.Contains(class, "button") || strings.Contains(class, "btn") || tree.Attr(a, "role") == "button")
}

// isPictureLink reports whether a link with a picture touches another one: boxes that a
// style keeps apart.
func isPictureLink(a *html.Node) bool {
	touches := func(n *html.Node) bool { return n != nil && tree.IsElement(n, atom.A) && n.FirstChild != nil }
	return (touches(a.PrevSibling) || touches(a.NextSibling)) && tree.Find(a, tree.IsImage) != nil && tree.IsBlankText(tree.TextContent(a))
}

// standApart puts a blank between a button and the text or link that it touches.
func standApart(a *html.Node) {
	if p := a.PrevSibling; p != nil && (p.DataAtom == atom.A || p.Type == html.TextNode && (lastWord(p.Data) != "" || p.Data != "" && strings.IndexByte(".!?", p.Data[len(p.Data)-1]) >= 0)) {
		a.Parent.InsertBefore(tree.NewText(" "), a)
	}
	if n := a.NextSibling; n != nil && (n.DataAtom == atom.A || n.Type == html.TextNode && firstWord(n.Data) != "") {
		a.Parent.InsertBefore(tree.NewText(" "), n)
	}
}

// isIconClass reports whether a class is that of an icon, whose element is no emphasis.
func isIconClass(class string) bool {
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "fa", "fas", "far", "fab", "fal", "icon", "icons", "glyphicon", "dashicons", "material-icons", "mdi", "bi", "las", "lab", "entypo", "et-pb-icon":
			return true
		}
		for _, p := range []string{"fa-", "icon-", "glyphicon-", "dashicons-", "material-icons", "mdi-", "bi-", "ti-", "ion-", "eicon-", "flaticon-", "lni-", "ri-"} {
			if strings.HasPrefix(c, p) {
				return true
			}
		}
	}
	return false
}

// isMarkOfQuote reports whether a drawing is one shape that a quotation begins with.
func isMarkOfQuote(n *html.Node) bool {
	if shape := n.FirstChild; shape == nil || shape != n.LastChild || shape.Data != "path" {
		return false
	}
	for p := n; p.Parent != nil; p = p.Parent {
		if p.DataAtom == atom.Blockquote {
			return !tree.IsBlankText(tree.TextContent(p))
		}
		for c := p.PrevSibling; c != nil; c = c.PrevSibling {
			if !tree.IsBlank(c) {
				return false
			}
		}
	}
	return false
}

// dropIcon drops the drawing in what a block calls an icon, beside words and in no link
// that says nothing else.
func (b *builder) dropIcon(n *html.Node) {
	icon := tree.Find(n, func(c *html.Node) bool { return c.Namespace != "" && c.Data == "svg" })
	if icon == nil || !tree.IsBlankText(tree.TextContent(n)) || !isUnsized(icon) {
		return
	}
	p := n.Parent
	for depth := 0; p != nil && depth < 3 && p.DataAtom != atom.A && tree.IsBlankText(tree.TextContent(p)); depth++ {
		p = p.Parent
	}
	if p == nil || tree.IsBlankText(tree.TextContent(p)) {
		return
	}
	b.notes.add(note.HTML, false, "an icon without a size of its own, dropped: "+quoteShort(tree.TagAsWritten(icon)))
	tree.Remove(icon)
}

// isUnsized reports whether a drawing has neither a size nor a name.
func isUnsized(n *html.Node) bool {
	return !tree.HasAttr(n, "width") && !tree.HasAttr(n, "aria-label") && tree.Attr(n, "role") != "img"
}

// defuse drops the scripts and comments in an element that otherwise stays as
// it is: a drawing, a formula, code.
func (b *builder) defuse(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && c.Data == "style":
			tree.Remove(c)
		case c.Type == html.ElementNode && c.Data == "script":
			b.script(c)
		case c.DataAtom == atom.Template && c.Namespace == "":
			b.dropUnseen(c)
		case c.Type == html.ElementNode && !b.opt.Trust && runsInDrawing(c):
			b.notes.add(note.HTML, true, "dropped from a drawing, it runs code: "+quoteShort(tree.TagAsWritten(c)))
			tree.Remove(c)
		case c.Type == html.ElementNode:
			b.cleanAttrs(c)
			b.defuse(c)
		}
		c = next
	}
}

// journalPage returns the page that an element of LiveJournal is of: a poll, a film. whole is
// whether all that stands in the element is that.
func journalPage(n *html.Node) (page string, whole bool) {
	if id, ok := strings.CutPrefix(n.Data, "lj-poll-"); ok && id != "" && strings.Trim(id, "0123456789") == "" {
		return "https://www.livejournal.com/poll/?id=" + id, n.FirstChild == nil
	}
	if n.Data == "lj-template" && tree.Attr(n, "name") == "video" {
		if c := n.FirstChild; c != nil && c == n.LastChild && c.Type == html.TextNode {
			if address := strings.TrimSpace(c.Data); isWebAddress(address) && !strings.ContainsAny(address, " <\n") {
				return address, true
			}
		}
	}
	return "", false
}

// foreign handles an element that HTML does not know: what it holds stays.
func (b *builder) foreign(n *html.Node) step {
	if n.Data == "amp-img" {
		img := tree.NewElement(atom.Img)
		img.Attr = n.Attr
		tree.Replace(n, img)
		b.image(img)
		return skip
	}
	if user := cmp.Or(tree.Attr(n, "user"), tree.Attr(n, "comm"), tree.Attr(n, "community")); n.Data == "lj" && user != "" && isPathPart(user) { // of LiveJournal, never closed
		a := tree.NewElement(atom.A, "href", "https://"+strings.ReplaceAll(user, "_", "-")+".livejournal.com/")
		a.AppendChild(tree.NewText(user))
		n.InsertBefore(a, n.FirstChild)
		return unwrap
	}
	if page, whole := journalPage(n); page != "" {
		if !whole { // it is never closed
			n.InsertBefore(b.embed(page), n.FirstChild)
			return unwrap
		}
		p := tree.NewElement(atom.P)
		p.AppendChild(b.embed(page))
		tree.Replace(n, p)
		return skip
	}
	if words := b.bracketed(n); words != "" {
		b.notes.add(note.HTML, false, "words in angle brackets, which browsers took for a tag and did not show, are in the page: "+Quote(words))
		n.InsertBefore(tree.NewText(words), n.FirstChild)
		return unwrap
	}
	switch {
	case n.Data == "lj-like":
		b.notes.add(note.HTML, false, absentButtons.reason+": "+Quote(tree.TagAsWritten(n)))
	case n.Data == "lj-pq", n.Data == "lj-pi": // a question of a poll and an answer, each on its line
		n.InsertBefore(tree.NewElement(atom.Br), n.FirstChild)
	case n.Data == "lj-cut": // LiveJournal's <!--more-->
		b.notes.add(note.HTML, false, "the end of an excerpt, dropped: "+Quote(tree.TagAsWritten(n)))
	case strings.HasPrefix(n.Data, "gcse:"):
		b.notes.add(note.HTML, false, "a search box that a script of Google makes, dropped: "+Quote(tree.TagAsWritten(n)))
	case strings.Contains(n.Data, ":"): // of a word processor: <o:p>
	case n.Data == "g" && tree.HasAttr(n, "data-gr-id"), n.Data == "gwmw", n.Data == "grammarly-extension": // of Grammarly, around words that it marked
	case len(n.Attr) > 0 || n.FirstChild == nil || !strings.Contains(n.Data, "-") || strings.HasPrefix(n.Data, "lj-"):
		b.notes.add(note.HTML, mayCarry(n), "an element that HTML does not know, dropped but for what it holds: "+Quote(tree.TagAsWritten(n)))
	}
	return unwrap
}
