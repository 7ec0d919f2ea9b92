package tree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ParseNested appends to root what an HTML parser makes of the content of a body,
// and reports whether it did. It reads what nearly every content is: elements that
// end where they should, or a paragraph where a block begins, in lower case. There the rules of HTML for all else have
// nothing to do, and the tree is the same in a quarter of the time; a fuzz test holds
// both against each other. Anything else is left to the parser, and root as it is.
//
// Texts and values are parts of s. The nodes are of room, if it is not nil.
func ParseNested(root *html.Node, s string, room *Room) bool {
	if strings.IndexByte(s, '\r') >= 0 || strings.IndexByte(s, 0) >= 0 {
		return false
	}
	first := root.LastChild
	p := nestedParser{s: s, top: root, room: room}
	if room == nil {
		p.room = &Room{size: min(1+2*strings.Count(s, "<"), roomPiece)}
	}
	if p.parse() {
		return true
	}
	for root.LastChild != first {
		root.RemoveChild(root.LastChild)
	}
	return false
}

// nesting says what an element asks of what it stands in.
type nesting uint16

const (
	breaksParagraph nesting = 1 << iota // stands in no paragraph
	formats                             // is opened again where a block ends it
	hasNoEnd
	isHeading
	isListItem // stands in a list
	isEntry    // of a definition list
	isGroup    // of rows of a table
	isRow
	isCell
	holdsNoText // tables, their rows
	isRaw       // the content is no HTML
)

type nestedElement struct {
	name string
	atom atom.Atom
	is   nesting
}

var nestedElements = func() (t Names[*nestedElement]) {
	for _, of := range [...]struct {
		is    nesting
		names string
	}{
		{0, "abbr acronym audio bdi bdo canvas cite data del dfn ins kbd label map mark meter output picture progress q samp slot span sub sup time var video"},
		{breaksParagraph, "p address article aside blockquote center details div dl fieldset figcaption figure footer header hgroup main nav ol pre section summary ul"},
		{formats, "a b big code em font i s small strike strong tt u"},
		{hasNoEnd, "area br embed img wbr source track"},
		{hasNoEnd | breaksParagraph, "hr"},
		{breaksParagraph | isHeading, "h1 h2 h3 h4 h5 h6"},
		{breaksParagraph | isListItem, "li"},
		{breaksParagraph | isEntry, "dd dt"},

		{breaksParagraph | holdsNoText, "table"},
		{isGroup | holdsNoText, "tbody thead tfoot"},
		{isRow | holdsNoText, "tr"},
		{isCell, "td th"},
		{isRaw, "iframe"},
	} {
		for name := range strings.FieldsSeq(of.names) {
			t.Set(name, &nestedElement{name, atom.Lookup([]byte(name)), of.is})
		}
	}
	return t
}()

type nestedParser struct {
	s   string
	top *html.Node // the innermost element that is open

	open       [64]*nestedElement // from the outermost one
	depth      int
	paragraphs int // of them
	formats    int

	room *Room
}

func (p *nestedParser) parse() bool {
	s := p.s
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return p.text(s[i:]) && (p.depth == 0 || p.depth == 1 && p.paragraphs == 1)
		}
		if k > 0 && !p.text(s[i:i+k]) {
			return false
		}
		if i += k + 1; i == len(s) {
			return false
		}
		switch c := s[i]; {
		case 'a' <= c && c <= 'z':
			i = p.start(i)
		case c == '/':
			i = p.end(i + 1)
		case c == '!':
			i = p.comment(i)
		default:
			return false
		}
		if i < 0 {
			return false
		}
	}
}

func (p *nestedParser) node(t html.NodeType, data string) *html.Node {
	n := p.room.node()
	n.Type, n.Data = t, data
	n.Parent, n.PrevSibling = p.top, p.top.LastChild
	if n.PrevSibling != nil {
		n.PrevSibling.NextSibling = n
	} else {
		p.top.FirstChild = n
	}
	p.top.LastChild = n
	return n
}

func (p *nestedParser) text(s string) bool {
	if p.depth > 0 {
		switch e := p.open[p.depth-1]; {
		case e.is&holdsNoText != 0:
			if !IsBlankText(s) {
				return false
			}
		case e.atom == atom.Pre && p.top.FirstChild == nil:
			s = strings.TrimPrefix(s, "\n")
		}
	}
	if s == "" {
		return true
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	p.node(html.TextNode, s)
	return true
}

// comment reads the comment whose ! is at i.
func (p *nestedParser) comment(i int) int {
	s := p.s[i:]
	if !strings.HasPrefix(s, "!--") {
		return -1
	}
	s = s[len("!--"):]
	end := strings.Index(s, "--")
	if end < 1 || !strings.HasPrefix(s[end:], "-->") || s[0] == '>' || s[0] == '-' || s[end-1] == '!' || strings.ContainsAny(s[:end], "<&") {
		return -1
	}
	p.node(html.CommentNode, s[:end])
	return i + len("!--") + end + len("-->")
}

// end reads the end tag whose name begins at i.
func (p *nestedParser) end(i int) int {
	if p.paragraphs == 0 && p.formats == 0 && strings.HasPrefix(p.s[i:], "p>") && (p.depth == 0 || p.open[p.depth-1].is&holdsNoText == 0) {
		p.node(html.ElementNode, "p").DataAtom = atom.P // of a paragraph that a block has ended
		return i + len("p>")
	}
	if p.depth == 0 {
		return -1
	}
	e := p.open[p.depth-1]
	n := i + len(e.name)
	if e.atom == atom.Tbody && strings.HasPrefix(p.s[i:], "table>") { // a tbody need not have tags
		p.close(e)
		e, n = p.open[p.depth-1], i+len("table")
	} else if n >= len(p.s) || p.s[i:n] != e.name || p.s[n] != '>' {
		return -1
	}
	p.close(e)
	return n + 1
}

func (p *nestedParser) close(e *nestedElement) {
	p.depth--
	p.top = p.top.Parent
	if e.atom == atom.P {
		p.paragraphs--
	}
	if e.is&formats != 0 {
		p.formats--
	}
}

// push opens an element, if it may stand there.
func (p *nestedParser) push(e *nestedElement, attrs []html.Attribute) bool {
	var in nestedElement
	if p.depth > 0 {
		in = *p.open[p.depth-1]
	}
	if in.atom == atom.P && e.is&breaksParagraph != 0 {
		p.close(&in)
		in = nestedElement{}
		if p.depth > 0 {
			in = *p.open[p.depth-1]
		}
	}
	switch {
	case e.is&breaksParagraph != 0 && p.paragraphs > 0,
		e.is&isHeading != 0 && in.is&isHeading != 0,
		e.is&isListItem != 0 && in.atom != atom.Ul && in.atom != atom.Ol,
		e.is&isEntry != 0 && in.atom != atom.Dl,
		e.is&isCell != 0 && in.is&isRow == 0,
		e.is&isGroup != 0 && in.atom != atom.Table,
		in.is&holdsNoText != 0 && e.is&(isCell|isRow|isGroup) == 0:
		return false
	case e.is&isRow != 0 && in.is&isGroup == 0:
		if in.atom != atom.Table || !p.push(nestedElements.Get("tbody"), nil) {
			return false
		}
	case e.is&formats != 0:
		if p.formats == 8 {
			return false
		}
		for _, o := range p.open[:p.depth] {
			if o == e {
				return false
			}
		}
	}
	if p.depth == len(p.open) {
		return false
	}
	n := p.node(html.ElementNode, e.name)
	n.DataAtom, n.Attr = e.atom, attrs
	if e.is&hasNoEnd != 0 {
		return true
	}
	p.open[p.depth] = e
	p.depth++
	p.top = n
	if e.atom == atom.P {
		p.paragraphs++
	}
	if e.is&formats != 0 {
		p.formats++
	}
	return true
}

// start reads the start tag whose name begins at i.
func (p *nestedParser) start(i int) int {
	s := p.s
	n := i + 1
	for n < len(s) && (isLower(s[n]) || '1' <= s[n] && s[n] <= '6') {
		n++
	}
	e := nestedElements.Get(s[i:n])
	if e == nil {
		return -1
	}
	var attrs []html.Attribute
	for {
		start := n
		for n < len(s) && (s[n] == ' ' || s[n] == '\n' || s[n] == '\t') {
			n++
		}
		if n == len(s) {
			return -1
		}
		if s[n] == '/' && e.is&hasNoEnd != 0 {
			n++
			if n == len(s) || s[n] != '>' {
				return -1
			}
		}
		if s[n] == '>' {
			break
		}
		if n == start {
			return -1
		}
		var a html.Attribute
		if a, n = p.attribute(n); n < 0 {
			return -1
		}
		for _, b := range attrs {
			if b.Key == a.Key {
				return -1
			}
		}
		if attrs == nil {
			attrs = p.room.attributes()
		}
		if len(attrs) == cap(attrs) && len(attrs) > 32 {
			return -1
		}
		attrs = append(attrs, a)
	}
	n++
	if len(attrs) > 0 {
		attrs = p.room.take(attrs)
		if e.is&formats != 0 { // as the parser has them
			slices.SortFunc(attrs, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		}
	}
	if !p.push(e, attrs) {
		return -1
	}
	if e.is&isRaw != 0 {
		if !strings.HasPrefix(s[n:], "</") || !strings.HasPrefix(s[n+2:], e.name+">") {
			return -1
		}
	}
	return n
}

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// attribute reads the one that begins at i, and returns where it ends, or -1.
func (p *nestedParser) attribute(i int) (a html.Attribute, end int) {
	s := p.s
	n := i
	for n < len(s) && (isLower(s[n]) || s[n] == '-' || s[n] == '_' || '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n == i || n+1 >= len(s) {
		return a, -1
	}
	a.Key = s[i:n]
	if s[n] != '=' {
		k := n
		for k < len(s) && IsSpace(s[k]) {
			k++
		}
		if k == len(s) || s[k] == '=' {
			return a, -1
		}
		return a, n
	}
	n++
	q := s[n]
	if q != '"' && q != '\'' {
		return a, -1
	}
	n++
	k := strings.IndexByte(s[n:], q)
	if k < 0 {
		return a, -1
	}
	a.Val = s[n : n+k]
	if strings.IndexByte(a.Val, '<') >= 0 {
		return a, -1
	}
	if strings.IndexByte(a.Val, '&') >= 0 {
		if !hasPlainReferences(a.Val) {
			return a, -1
		}
		a.Val = html.UnescapeString(a.Val)
	}
	return a, n + k + 1
}

// hasPlainReferences reports whether each & in a value begins a character reference
// that is the same one in a text, where more of them are read.
func hasPlainReferences(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return true
		}
		s = s[i+1:]
		switch {
		case strings.HasPrefix(s, "amp;"), strings.HasPrefix(s, "quot;"), strings.HasPrefix(s, "lt;"), strings.HasPrefix(s, "gt;"), strings.HasPrefix(s, "nbsp;"),
			strings.HasPrefix(s, "#038;"), strings.HasPrefix(s, "#039;"), strings.HasPrefix(s, "#8217;"):
		default:
			return false
		}
	}
}
