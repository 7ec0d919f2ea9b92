package transform

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// The footnotes of plugins have their text in the place of their mark (docs/formats.md
// §C.4): [ref]…[/ref], ((…)), [1. …].

// footnoteShortcode builds [ref], [fn], [footnote], [efn_note] and [mfn]. One
// with a name can be referred to again: [ref name="x" /].
func (b *builder) footnoteShortcode(sc *shortcode) ([]*html.Node, bool) {
	a := parseAttrs(sc.attrs)
	name := cmp.Or(a.get("name"), a.get("id"))
	if !sc.enclosing || tree.IsBlankText(sc.content) {
		if id := b.namedNotes[name]; name != "" && id != "" {
			return []*html.Node{newFootnoteMark(id)}, true
		}
		return nil, sc.enclosing
	}
	id := b.addFootnote(b.parse(b.innerHTML(sc.content)))
	if name != "" {
		if b.namedNotes == nil {
			b.namedNotes = map[string]string{}
		}
		b.namedNotes[name] = id
	}
	return []*html.Node{newFootnoteMark(id)}, true
}

// addFootnote keeps the text of a footnote and returns its id, which no element
// of a post can have.
func (b *builder) addFootnote(text *html.Node) (id string) {
	id = "\x00" + strconv.Itoa(len(b.pluginNotes))
	if b.pluginNotes == nil {
		b.pluginNotes = map[string]*html.Node{}
	}
	b.pluginNotes[id] = text
	return id
}

// newFootnoteMark returns the mark of a footnote in the form of core/footnotes.
func newFootnoteMark(id string) *html.Node { return tree.NewElement(atom.Sup, "data-fn", id) }

// maxFootnote bounds the text that is searched for the end of a footnote in
// brackets.
const maxFootnote = 5000

// doubleParens builds ((text)), which the plugin Footnotes makes a footnote. It
// must be words: code and formulas have double parentheses too.
func (t *textScanner) doubleParens(i int) int {
	s := t.s[i:min(len(t.s), i+maxFootnote)]
	if open := len(s) - len(strings.TrimLeft(s, "(")); open != len("((") {
		return i + open
	}
	end := t.closing("))").from(t.s, i) - i
	if end < 0 || end > len(s) {
		return i + 2
	}
	for strings.HasPrefix(s[end+1:], "))") { // ((a note (with an aside)))
		end++
	}
	text := s[len("(("):end]
	if strings.Contains(text, "\n\n") || strings.Contains(text, "((") || !isProse(text) {
		return i + 2
	}
	t.b.notes.add(note.Footnote, false, "double parentheses taken for a footnote: "+quoteShort(text))
	return t.footnote(i, i+end+len("))"), text)
}

// numberedNote builds [1. text], a footnote of FD Footnotes. At the start of a
// line it is text.
func (t *textScanner) numberedNote(i int) (behind int, ok bool) {
	s := t.s[i:min(len(t.s), i+maxFootnote)]
	n := 1
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	if n == 1 || n > 4 || n+1 >= len(s) || s[n] != '.' || !isBlankByte(s[n+1]) || t.brackets.end.from(t.s, i) < 0 || t.startsLine(i) || t.opensParagraph(i) {
		return 0, false
	}
	depth := 1
	for end := n + 1; end < len(s); end++ {
		switch s[end] {
		case '[':
			if depth++; depth > 9 {
				return 0, false
			}
		case ']':
			if depth--; depth > 0 {
				continue
			}
			text := strings.TrimSpace(s[n+1 : end])
			if strings.Contains(text, "\n\n") || !isProse(text) {
				return 0, false
			}
			t.b.notes.add(note.Footnote, false, "a number in brackets taken for a footnote: "+quoteShort(text))
			return t.footnote(i, i+end+1, text), true
		}
	}
	return 0, false
}

func (t *textScanner) footnote(i, behind int, text string) int {
	id := t.b.addFootnote(t.b.parse(t.b.innerHTML(strings.TrimSpace(text))))
	t.emit(i, behind, t.b.place(t.s[i:behind], newFootnoteMark(id)))
	return behind
}

// isProse reports whether a text is words rather than a formula or code: several
// words, or those of a language that does not divide them.
func isProse(s string) bool {
	for _, sign := range []string{"==", "&&", "||", "!=", "->", "=>", "{", "\\", "$"} {
		if strings.Contains(s, sign) && !strings.Contains(s, "://") {
			return false
		}
	}
	letters := 0
	for i, r := range s {
		if r >= 0x3000 {
			return true
		}
		if r >= 0x80 || tree.IsLetter(r) {
			letters++
		}
		if isBlankByte(byte(r)) && r < 0x80 && letters > 1 && i < len(s)-1 {
			return true
		}
	}
	return strings.Contains(s, "http://") || strings.Contains(s, "https://")
}

// mayHaveNotes reports whether something of a tree can be a footnote that a plugin had
// rendered, or lead to one.
func mayHaveNotes(root *html.Node) bool {
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		switch n.DataAtom {
		case atom.A:
			if strings.HasPrefix(tree.Attr(n, "href"), "#") {
				return true
			}
		case atom.Span:
			if tree.HasClass(n, "modern-footnotes-footnote__note") || isNotedSpan(n) {
				return true
			}
		}
	}
	return false
}

// renderedFootnotes finds footnotes that a plugin had rendered when the page was
// saved: a mark that links to an item of a list, which links back to it. They
// are footnotes like any other.
func (b *builder) renderedFootnotes(root *html.Node) {
	if !mayHaveNotes(root) {
		return
	}
	var marks []*html.Node
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.A && strings.HasPrefix(tree.Attr(n, "href"), "#") && isMarkText(tree.TextContent(n)):
			marks = append(marks, n)
		case n.DataAtom == atom.Span && tree.HasClass(n, "modern-footnotes-footnote__note"):
			b.modernFootnote(n)
		case isNotedSpan(n):
			marks = append(marks, n)
		}
	}
	if len(marks) == 0 {
		return
	}
	ids := map[string]*html.Node{}
	for n := range root.Descendants() {
		if id := tree.Attr(n, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
	}
	items := map[*html.Node]string{} // the notes found, by their item
	var order []*html.Node
	for _, mark := range marks {
		if mark.DataAtom == atom.Span {
			b.notedSpan(mark, ids[tree.Attr(mark, "id")+"-ref"])
			continue
		}
		target := ids[tree.Attr(mark, "href")[1:]]
		item := ancestor(target, atom.Li)
		if item == nil || ancestor(mark, atom.Li) == item {
			continue
		}
		id, known := items[item]
		if known && id == "" {
			continue
		}
		if !known {
			back := backlinks(item, ids)
			if len(back) == 0 {
				items[item] = ""
				continue
			}
			for _, l := range back {
				tree.Remove(l)
			}
			text := &html.Node{Type: html.DocumentNode}
			tree.MoveChildren(text, item)
			id = b.addFootnote(text)
			items[item] = id
			order = append(order, item)
		}
		sup := mark
		if tree.IsElement(mark.Parent, atom.Sup) && isAlone(mark) {
			sup = mark.Parent
		}
		tree.Replace(sup, newFootnoteMark(id))
	}
	lists := map[*html.Node]bool{}
	for i, item := range order {
		list := item.Parent
		tree.Remove(item)
		if lists[list] || list == nil {
			order[i] = nil
			continue
		}
		lists[list] = true
		order[i] = list
	}
	for _, list := range order {
		if list == nil || !tree.IsBlank(list) {
			continue
		}
		box := list.Parent
		tree.Remove(list)
		if box != nil && box.DataAtom == atom.Div && isBlankButRule(box) {
			tree.Remove(box)
		}
	}
}

// isNotedSpan reports whether an element is the mark of a footnote of Academic Blogger's
// Toolkit, which has the text of the note in an attribute.
func isNotedSpan(n *html.Node) bool {
	return n.DataAtom == atom.Span && tree.HasClass(n, "abt-footnote") && isMarkText(tree.TextContent(n)) && !tree.IsBlankText(tree.Attr(n, "data-note"))
}

// notedSpan makes a footnote of such a mark, of its item in the list below the text or, if
// there is none, of the attribute.
func (b *builder) notedSpan(mark, item *html.Node) {
	text := &html.Node{Type: html.DocumentNode}
	if item = ancestor(item, atom.Li); item != nil && item.Parent != nil {
		if c := tree.Find(item, func(n *html.Node) bool { return n != item && isMarkText(tree.TextContent(n)) }); c != nil {
			tree.Remove(c)
		}
		tree.MoveChildren(text, item)
		list := item.Parent
		tree.Remove(item)
		for box := list; box != nil && box.Parent != nil && (box == list || box.DataAtom == atom.Div || box.DataAtom == atom.Section) && isBlankButRule(box); {
			above := box.Parent
			tree.Remove(box)
			box = above
		}
	} else {
		tree.MoveChildren(text, b.parseHTML(tree.Attr(mark, "data-note")))
	}
	tree.Replace(mark, newFootnoteMark(b.addFootnote(text)))
}

// modernFootnote makes a footnote of the text that Modern Footnotes puts behind
// its mark, hidden until it is asked for.
func (b *builder) modernFootnote(note *html.Node) {
	mark := note.PrevSibling
	for mark != nil && mark.Type == html.TextNode && tree.IsBlankText(mark.Data) {
		mark = mark.PrevSibling
	}
	if mark == nil || !tree.HasClass(mark, "modern-footnotes-footnote") || note.FirstChild == nil {
		return
	}
	text := &html.Node{Type: html.DocumentNode}
	tree.MoveChildren(text, note)
	for _, l := range linksIn(mark) {
		tree.Remove(l)
	}
	tree.TakeChildren(mark)
	mark.Attr = []html.Attribute{{Key: "data-fn", Val: b.addFootnote(text)}}
	mark.DataAtom, mark.Data = atom.Sup, "sup"
}

// isMarkText reports whether a text can be the mark of a footnote: 1, [1], *.
func isMarkText(s string) bool {
	s = strings.Trim(s, "[]() \u00a0\n\t")
	return s != "" && utf8.RuneCountInString(s) <= 4 && (strings.Trim(s, "0123456789") == "" || strings.Trim(s, "*†‡§abcdefivx") == "")
}

// backlinks returns the links of an item that lead out of it, back into the
// text: to an id, and with no text but an arrow.
func backlinks(item *html.Node, ids map[string]*html.Node) []*html.Node {
	var links []*html.Node
	for _, l := range linksIn(item) {
		to := ids[strings.TrimPrefix(tree.Attr(l, "href"), "#")]
		if strings.HasPrefix(tree.Attr(l, "href"), "#") && to != nil && ancestor(to, atom.Li) != item && strings.IndexFunc(tree.TextContent(l), tree.IsLetter) < 0 {
			links = append(links, l)
		}
	}
	return links
}

// isAlone reports whether nothing shows beside n in its parent.
func isAlone(n *html.Node) bool {
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if !tree.IsBlank(c) {
			return false
		}
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if !tree.IsBlank(c) {
			return false
		}
	}
	return true
}

// ancestor returns the innermost element of that name that n is, or is in.
func ancestor(n *html.Node, a atom.Atom) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return n
		}
	}
	return nil
}

func isBlankButRule(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Hr && !tree.IsBlank(c) {
			return false
		}
	}
	return true
}
