package verify

import (
	"bytes"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The elements of the clean tree that HTML does not have; see vocabulary.go of
// package tree.
const (
	tagMore     = "wp-more"
	tagMarkdown = "wp-markdown"
	tagNoteRef  = "wp-footnote-ref"
	tagNote     = "wp-footnote"
	tagAutolink = "wp-autolink"
	tagVerse    = "wp-verse"
	tagMath     = "wp-math"
)

func (s *stream) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c)
	}
}

func (s *stream) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if s.verse {
			s.lines(n.Data)
		} else {
			s.text(n.Data)
		}
		return
	case html.CommentNode:
		if "<!--"+n.Data+"-->" == s.md.dialect.More {
			s.open(event{kind: more})
			s.boundary()
		}
		return
	case html.ElementNode:
		if n.Namespace != "" {
			s.drawing(n)
			return
		}
	default:
		return
	}
	if m, ok := markOf(n); ok {
		if m == kbd && s.now.depth[inCode] > 0 {
			s.children(n)
			return
		}
		was := s.now
		s.startMark(n, m)
		s.children(n)
		if m == sup {
			s.joins = false
		}
		s.now = was
		s.marked()
		return
	}
	switch n.DataAtom {
	case atom.A:
		s.link(n)
	case atom.Img:
		s.image(n)
	case atom.Br:
		s.lineBreak()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		s.open(event{kind: heading, n: int32(n.Data[1] - '0')})
		s.children(n)
		s.close(heading, false)
	case atom.Blockquote:
		s.quote(n)
	case atom.Ul, atom.Ol:
		s.list(n)
	case atom.Dl:
		s.definitions(n)
	case atom.Dt, atom.Dd:
		s.boundary()
		if is(n.Parent, atom.Dl) || is(n.Parent.Parent, atom.Dl) {
			s.emit(event{kind: item, text: n.Data})
		}
		s.children(n)
		s.boundary()
	case atom.Table:
		s.table(n)
	case atom.Pre:
		s.pre(n)
	case atom.Hr:
		s.open(event{kind: rule})
		s.boundary()
	case atom.Figure:
		s.figure(n)
	case atom.Figcaption:
		s.boundary()
		s.caption(n)
		s.boundary()
	case atom.Details:
		s.details(n)
	case atom.Summary:
		if !is(n.Parent, atom.Details) {
			s.boundary()
			s.children(n)
			s.boundary()
			return
		}
		s.open(event{kind: summary})
		s.children(n)
		s.open(event{kind: end, n: int32(summary)})
		s.boundary()
	case atom.Form, atom.Fieldset, atom.Legend:
		s.open(event{kind: control, text: n.Data, more: address(attr(n, "action"))})
		s.boundary()
		s.children(n)
		s.open(event{kind: end, n: int32(control)})
		s.boundary()
	case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Embed:
		s.embed(n)
	case atom.Input, atom.Select, atom.Option, atom.Textarea, atom.Button, atom.Progress, atom.Meter, atom.Canvas:
		s.control(n)
	case atom.Script, atom.Style:
		s.visible(event{kind: control, text: n.Data})
	case 0:
		s.own(n)
	default:
		if !isBlock(n.DataAtom) {
			s.children(n)
			return
		}
		s.boundary()
		s.children(n)
		s.boundary()
	}
}

// own reads an element that HTML does not have.
func (s *stream) own(n *html.Node) {
	switch n.Data {
	case tagMore:
		s.open(event{kind: more})
		s.boundary()
	case tagAutolink:
		href := attr(n, "href")
		if s.now.href != "" {
			s.text(href)
			return
		}
		s.enterLink(href, "")
		s.text(href)
		s.leaveLink()
	case tagNoteRef:
		s.visible(event{kind: noteRef, text: attr(n, "n")})
	case tagNote:
		s.notes = append(s.notes, n)
	case tagVerse:
		s.boundary()
		s.verse = true
		s.children(n)
		s.verse = false
		s.boundary()
	case tagMath:
		s.formula(n)
	case tagMarkdown:
		s.boundary()
		if n.FirstChild != nil {
			s.markdown([]byte(n.FirstChild.Data))
		}
		s.boundary()
	default:
		s.children(n)
	}
}

// formula reads a formula. One that the target passes is not Markdown, so that each
// line of it stands in the page as it is: there a word takes its place. Any other is
// text, of which each backslash counts.
func (s *stream) formula(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	if s.md.dialect.Formulas&delimiters(n.FirstChild.Data) == 0 {
		s.text(n.FirstChild.Data)
		return
	}
	for line := range strings.SplitSeq(n.FirstChild.Data, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			s.formulas = append(s.formulas, line)
			s.text(formulaWord)
			s.joins = s.joins && !strings.Contains(n.FirstChild.Data, "\n")
		}
	}
}

// formulaWord stands for a line of a formula. It has the edges that one has.
const formulaWord = "$\ue000$"

var inHTML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// withoutFormulas returns Markdown with a word in the place of each line of a
// formula, as far as they stand there.
func withoutFormulas(src []byte, formulas []string) []byte {
	var out []byte
	for _, f := range formulas {
		for _, form := range []string{f, strings.ReplaceAll(f, "|", "&#124;"), inHTML.Replace(f)} {
			if i := bytes.Index(src, []byte(form)); i >= 0 {
				out = append(append(out, src[:i]...), formulaWord...)
				src = src[i+len(form):]
				break
			}
		}
	}
	return append(out, src...)
}

// markdown reads Markdown that a tree holds.
func (s *stream) markdown(src []byte) {
	page, err := s.md.render(s.md.goldmark.Parser().Parse(text.NewReader(src)), src)
	if err == nil {
		s.children(page)
	}
}

func markOf(n *html.Node) (m int, ok bool) {
	switch n.DataAtom {
	case atom.Strong, atom.B:
		return strong, true
	case atom.Em, atom.I, atom.Dfn, atom.Var:
		return em, true
	case atom.Cite:
		return em, !is(n.Parent, atom.Blockquote)
	case atom.Del, atom.S, atom.Strike:
		return del, true
	case atom.Code, atom.Samp, atom.Tt:
		return inCode, true
	case atom.Sub:
		return sub, true
	case atom.Sup:
		return sup, true
	case atom.U:
		return underline, true
	case atom.Mark:
		return highlight, true
	case atom.Kbd:
		return kbd, true
	case atom.Abbr, atom.Acronym:
		return abbr, true
	case atom.Ins:
		return ins, true
	case atom.Small:
		return small, true
	case atom.Big:
		return big, true
	case atom.Q:
		return quotation, true
	case atom.Ruby:
		return ruby, true
	case atom.Rt, atom.Rp, atom.Rtc:
		return rubyText, true
	case atom.Bdo, atom.Bdi:
		return direction, true
	}
	return 0, false
}

// startMark enters the mark that an element is.
func (s *stream) startMark(n *html.Node, m int) {
	switch m {
	case abbr:
		if title := collapse(attr(n, "title")); title != "" {
			s.now.title = hash(7, title)
		}
	case sup:
		s.joins = false // a footnote that is printed as HTML is one, too
	}
	s.enter(m)
}

func (s *stream) link(n *html.Node) {
	was := s.now
	s.startLink(n)
	s.children(n)
	s.now = was
	s.marked()
}

// startLink enters a link, or passes an anchor.
func (s *stream) startLink(n *html.Node) {
	if href := attr(n, "href"); strings.TrimSpace(href) != "" {
		s.enterLink(href, attr(n, "title"))
	} else if id := attr(n, "id"); id != "" {
		s.emit(event{kind: anchor, text: id})
	}
}

func (s *stream) enterLink(href, title string) {
	if s.now.href = address(href); s.now.href == "" {
		return // it leads nowhere
	}
	s.now.hash = hash(hash(1, s.now.href), collapse(title))
	s.marked()
}

func (s *stream) leaveLink() {
	s.now.href, s.now.hash = "", 0
	s.marked()
}

func (s *stream) addImage(src, alt, title string) {
	alt = collapse(alt)
	if title = collapse(title); title != "" {
		alt += " “" + title + "”"
	}
	s.visible(event{kind: image, text: address(src), more: alt, mark: s.now.hash})
}

func (s *stream) image(n *html.Node) { s.addImage(attr(n, "src"), attr(n, "alt"), attr(n, "title")) }

func (s *stream) quote(n *html.Node) {
	s.open(event{kind: quoted})
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Cite) {
			s.attribution(c)
		} else {
			s.node(c)
		}
	}
	s.close(quoted, true)
}

// attribution reads the line that says whom a quote is of. Markdown has no word
// for it, a dash is put before it.
func (s *stream) attribution(n *html.Node) {
	before := len(s.events)
	s.lineBreak()
	s.children(n)
	s.settle()
	for i := before; i < len(s.events); i++ {
		if e := &s.events[i]; e.kind != paragraph && e.kind != lineBreak {
			if r, _ := utf8.DecodeRuneInString(e.text); e.kind != word || !strings.ContainsRune("—–―-~", r) {
				s.events = slices.Insert(s.events, i, event{kind: word, text: "—"})
			}
			break
		}
	}
	s.joins = false
}

func (s *stream) list(n *html.Node) {
	name := n.Data
	if n.DataAtom == atom.Ol {
		if hasAttr(n, "reversed") {
			name += " reversed"
		}
		if t := attr(n, "type"); t != "" && t != "1" {
			name += " " + t
		}
	}
	s.open(event{kind: list, text: name})
	num, step := 1, 1
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		num = v
	}
	if hasAttr(n, "reversed") {
		step = -1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !is(c, atom.Li) {
			s.node(c)
			continue
		}
		e := event{kind: item}
		if n.DataAtom == atom.Ol {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				num = v
			}
			e.n = int32(num)
			num += step
		}
		s.open(e)
		s.children(c)
	}
	s.close(list, true)
}

// details reads a disclosure, its label first.
func (s *stream) details(n *html.Node) {
	s.open(event{kind: details})
	label := childOf(n, atom.Summary)
	if label != nil {
		s.node(label)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != label {
			s.node(c)
		}
	}
	s.open(event{kind: end, n: int32(details)})
	s.boundary()
}

// definitions reads a list of terms and what they mean. One of nothing but empty
// terms does not show.
func (s *stream) definitions(n *html.Node) {
	start := len(s.events)
	s.open(event{kind: list, text: "dl"})
	s.children(n)
	s.settle()
	if !slices.ContainsFunc(s.events[start:], func(e event) bool { return e.kind != list && e.kind != item }) {
		s.events = s.events[:start]
		s.boundary()
		return
	}
	s.close(list, true)
}

// table reads a table as it shows: its caption first, the rows of its foot last.
func (s *stream) table(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Caption) {
			s.boundary()
			s.children(c)
		}
	}
	s.open(event{kind: table})
	s.rows(n, false)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, atom.Tfoot) {
			s.rows(c, false)
		}
	}
	s.close(table, true)
}

func (s *stream) rows(n *html.Node, head bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, atom.Thead), is(c, atom.Tbody):
			s.rows(c, c.DataAtom == atom.Thead)
		case is(c, atom.Tr):
			s.row(c, head)
		}
	}
}

func (s *stream) row(n *html.Node, head bool) {
	s.open(event{kind: row})
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !is(c, atom.Td) && !is(c, atom.Th) {
			continue
		}
		s.open(event{kind: cell, n: span(c, "colspan")<<16 | span(c, "rowspan")})
		bold := head || c.DataAtom == atom.Th // how browsers show it, and Markdown has it in a body
		if bold {
			s.enter(strong)
		}
		s.children(c)
		if bold {
			s.leave(strong)
		}
	}
	s.closeRow()
}

// span returns over how many more columns or rows a cell is.
func span(cell *html.Node, key string) int32 {
	n, err := strconv.Atoi(strings.TrimSpace(attr(cell, key)))
	if err != nil || n < 1 {
		return 0
	}
	return int32(min(n-1, 1<<15-1))
}

// pre reads preformatted text: all of it byte for byte, and if there is more to
// it than text, once more with its marks, links and images.
func (s *stream) pre(n *html.Node) {
	s.boundary()
	text := n.FirstChild
	if text == nil {
		return
	}
	if is(text, atom.Code) && text.NextSibling == nil && text.FirstChild != nil {
		text = text.FirstChild
	}
	t, marked := text.Data, false
	if text.Type != html.TextNode || text.NextSibling != nil {
		t, marked = preText(n)
	}
	s.code(t, language(n), marked)
	s.boundary()
	if marked {
		s.children(n)
		s.boundary()
	}
}

// preText returns the text of a <pre>, in which a <div> stands on lines of its
// own, and whether it has elements that a fenced block cannot show.
func preText(n *html.Node) (text string, marked bool) {
	var b strings.Builder
	last, owed := byte('\n'), false
	add := func(s string) {
		if s == "" {
			return
		}
		if owed {
			b.WriteByte('\n')
		}
		b.WriteString(s)
		last, owed = s[len(s)-1], false
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				add(c.Data)
				continue
			}
			block := isBlock(c.DataAtom)
			switch c.DataAtom {
			case atom.Br:
				add("\n")
			case atom.Code, atom.Span, atom.Font, atom.Samp, atom.Kbd, atom.Tt, atom.Div:
			default:
				marked = true
			}
			owed = owed || block && last != '\n'
			walk(c)
			owed = owed || block && last != '\n'
		}
	}
	walk(n)
	return b.String(), marked
}

func language(n *html.Node) string {
	for _, e := range []*html.Node{n.FirstChild, n} {
		if e.Type == html.ElementNode {
			for c := range strings.FieldsSeq(attr(e, "class")) {
				if l, ok := strings.CutPrefix(c, "language-"); ok {
					return l
				}
			}
		}
	}
	return ""
}

// lines reads the text of a poem, whose line ends count.
func (s *stream) lines(t string) {
	for {
		line, rest, more := strings.Cut(t, "\n")
		s.text(line)
		if !more {
			return
		}
		s.lineBreak()
		t = rest
	}
}

// figure reads a figure. The caption of images stands in the line below them.
func (s *stream) figure(n *html.Node) {
	s.boundary()
	caption := captionOfImages(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c != caption {
			s.node(c)
		}
	}
	if caption != nil {
		s.lineBreak()
		s.caption(caption)
	}
	s.boundary()
}

// caption reads a caption, which is italic unless it holds blocks.
func (s *stream) caption(n *html.Node) {
	if !isTextOnly(n) {
		s.children(n)
		return
	}
	s.enter(em)
	s.children(n)
	s.leave(em)
}

// captionOfImages returns the caption of a figure that holds nothing but images
// and text, or nil.
func captionOfImages(figure *html.Node) (caption *html.Node) {
	images := false
	for c := figure.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, atom.Figcaption):
			if caption != nil || !isTextOnly(c) {
				return nil
			}
			caption = c
		case c.Type == html.ElementNode && (isBlock(c.DataAtom) || c.Data == tagAutolink || strings.HasPrefix(c.Data, "wp-") && c.Data != tagNoteRef):
			return nil
		default:
			images = images || is(c, atom.Img) || descendant(c, func(n *html.Node) bool { return is(n, atom.Img) })
		}
	}
	if !images {
		return nil
	}
	return caption
}

func isTextOnly(n *html.Node) bool {
	return !descendant(n, func(c *html.Node) bool {
		return c.Type == html.ElementNode && isBlock(c.DataAtom) && c.DataAtom != atom.P && c.DataAtom != atom.Div
	})
}

func descendant(n *html.Node, ok func(*html.Node) bool) bool {
	for c := range n.Descendants() {
		if ok(c) {
			return true
		}
	}
	return false
}

// embed reads a frame or player, what it plays, and what it holds for browsers
// that cannot show it.
func (s *stream) embed(n *html.Node) {
	s.boundary()
	before := len(s.events)
	if src := attr(n, "src") + attr(n, "data") + attr(n, "srcdoc"); src != "" {
		s.emit(event{kind: embed, text: address(src), more: strings.TrimSpace(n.Data + " " + collapse(attr(n, "title")))})
	}
	s.sources(n)
	if n.DataAtom != atom.Iframe { // its content is not even printed
		inside := len(s.events)
		s.children(n)
		if len(s.events) > inside {
			s.boundary()
			s.emit(event{kind: end, n: int32(embed)})
		}
	}
	if len(s.events) == before { // it shows nothing, but is there
		s.emit(event{kind: embed, more: n.Data})
	}
	s.boundary()
}

// sources reads what a player can play, but not what another one in it can.
func (s *stream) sources(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Source, atom.Track, atom.Param:
			s.emit(event{kind: embed, text: address(attr(c, "src") + attr(c, "value")), more: c.Data})
		case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Embed:
			continue
		}
		s.sources(c)
	}
}

func (s *stream) control(n *html.Node) {
	what := attr(n, "type") + " " + attr(n, "name") + " " + attr(n, "value")
	if n.DataAtom == atom.Input && attr(n, "type") == "checkbox" {
		what = "checkbox"
		if hasAttr(n, "checked") {
			what = "checkbox, checked"
		}
	}
	s.visible(event{kind: control, text: n.Data, more: what})
	if n.DataAtom != atom.Input {
		s.children(n)
		s.visible(event{kind: control, text: "/" + n.Data})
	}
	s.joins = false
}

// drawing reads an element of a drawing or formula, in which each counts.
func (s *stream) drawing(n *html.Node) {
	s.visible(event{kind: control, text: n.Data})
	s.children(n)
	s.visible(event{kind: control, text: "/" + n.Data})
}

func childOf(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, a) {
			return c
		}
	}
	return nil
}

// isBlock reports whether an element stands on lines of its own.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Ul, atom.Ol, atom.Li, atom.Dir, atom.Menu, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Hr,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Colgroup, atom.Col,
		atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Dialog,
		atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Hgroup,
		atom.Address, atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Noscript,
		atom.Iframe, atom.Video, atom.Audio, atom.Object, atom.Embed, atom.Canvas, atom.Map:
		return true
	}
	return false
}

// address returns an address in the form in which two spellings of it are the
// same: renderers percent-encode what need not be.
func address(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == '%' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.TrimSpace(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s):
			if d, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(d)
				i += 2
				continue
			}
			b.WriteByte(c)
		case c == '\r':
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// collapse trims s and makes each run of white space in it one space.
func collapse(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		if n := spaceAt(s, i); n > 0 && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			clean = false
		}
	}
	if clean {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
