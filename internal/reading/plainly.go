package reading

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// plainly reads a page block by block: those that hold nothing but what it is sure of it
// reads itself, and each stretch between them goldmark does. The beginning of such a block
// behind an empty line, in the first column, closes all that is open but code and HTML.
// It returns nil for a page whose parts say something of each other.
func (q *quick) plainly(src []byte) ast.Node {
	if bytes.Contains(src, []byte("]:")) || bytes.Contains(src, []byte("[^")) {
		return nil
	}
	p := &q.page
	p.begin(src)
	for at := 0; at < len(src); {
		end := len(src)
		if n := bytes.IndexByte(src[at:], '\n'); n >= 0 {
			end = at + n
		}
		p.lines = append(p.lines, line{at, end})
		at = end + 1
	}
	doc := ast.NewDocument()
	lines := p.lines
	for i := 0; i < len(lines); {
		if p.isBlank(lines[i]) {
			i++
			continue
		}
		if next := p.block(doc, lines, i, 0, false); next > 0 {
			i = next
			continue
		}
		p.lines = lines
		next := p.stretch(lines, i)
		if next == 0 {
			return nil
		}
		end := len(src)
		if next < len(lines) {
			end = lines[next].at
		}
		r := text.NewReader(src[:end])
		if at := lines[i].at; at > 0 {
			r.SetPosition(0, text.NewSegment(at-1, at))
			r.AdvanceLine() // by itself a position has no beginning of its line
		}
		part := q.quick.Parse(r)
		for c := part.FirstChild(); c != nil; {
			after := c.NextSibling()
			part.RemoveChild(part, c)
			doc.AppendChild(doc, c)
			c = after
		}
		i = next
	}
	return doc
}

// A page is what is read, in the room of the page before.
type page struct {
	src   []byte
	lines []line
	open  []opened // what is open in the text at hand
	nodes nodes
}

func (p *page) begin(src []byte) {
	p.src, p.lines = src, p.lines[:0]
	p.nodes.reset()
	const most = 1 << 14 // lines of a page that are worth to be kept
	if cap(p.lines) > most {
		p.lines = nil
	}
}

// A line is one as what holds it leaves it, without its end.
type line struct{ at, end int }

// opened is a mark or bracket whose end is to come.
type opened struct {
	node ast.Node
	char byte
	n    int // characters of a mark; where the text of a link begins
}

func (p *page) isBlank(l line) bool {
	for _, c := range p.src[l.at:l.end] {
		if c != ' ' && c != '\t' {
			return false
		}
	}
	return true
}

func (p *page) is(l line, s string) bool { return string(p.src[l.at:l.end]) == s }

func (p *page) begins(l line, with string) bool {
	return l.end-l.at >= len(with) && string(p.src[l.at:l.at+len(with)]) == with
}

// A start is what the first character of a line says of it.
type start uint8

const (
	unsure start = iota
	words        // begins or continues a paragraph
	digits       // so does a number that is not one of a list
	mark         // so does one mark or two before anything but a blank
)

var starts = func() (t [256]start) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			t[c] = words
		case '0' <= c && c <= '9':
			t[c] = digits
		}
	}
	for _, c := range []byte(`!"$%&'(),./;?@[\]^{}`) {
		t[c] = words
	}
	t['*'], t['_'] = mark, mark
	return t
}()

// isText reports whether a line begins or continues a paragraph, whatever stands
// before it.
func (p *page) isText(l line) bool {
	if l.at == l.end {
		return false
	}
	at := l.at
	switch c := p.src[at]; starts[c] {
	case words:
		return true
	case digits:
		for at++; at < l.end && starts[p.src[at]] == digits; at++ {
		}
		return at == l.end || p.src[at] != '.' && p.src[at] != ')'
	case mark:
		n := p.run(at, l.end)
		if n > 2 || at+n == l.end {
			return false
		}
		s := starts[p.src[at+n]]
		return s == words || s == digits
	}
	return p.begins(l, "<http://") || p.begins(l, "<https://")
}

// deepest is how many blocks can hold one that is read here.
const deepest = 8

// block reads the block that begins with a line, and returns behind which one it ends, or
// 0 if it is not sure of it. The paragraphs of a tight list have no blocks of their own.
func (p *page) block(parent ast.Node, lines []line, i, depth int, tight bool) int {
	if depth > deepest {
		return 0
	}
	l := lines[i]
	switch c := p.src[l.at]; c {
	case '#':
		if p.heading(parent, l) {
			return i + 1
		}
		return 0
	case '>':
		return p.quote(parent, lines, i, depth)
	case '|':
		if depth > 0 {
			return 0
		}
		return p.table(parent, lines, i)
	case '`':
		if depth > 0 {
			return 0
		}
		return p.code(parent, lines, i)
	case '-', '*':
		if p.is(l, "***") || p.is(l, "---") {
			n := ast.NewThematicBreak()
			n.SetPos(l.at)
			parent.AppendChild(parent, n)
			return i + 1
		}
	}
	if m := p.marker(l); m.offset > 0 {
		return p.list(parent, lines, i, depth, m)
	}
	return p.paragraph(parent, lines, i, tight)
}

// within reads the blocks of one that holds others, and reports whether it could.
func (p *page) within(parent ast.Node, lines []line, depth int, tight bool) bool {
	blank := false
	for i := 0; i < len(lines); {
		if p.isBlank(lines[i]) {
			blank = true
			i++
			continue
		}
		if i = p.block(parent, lines, i, depth, tight); i == 0 {
			return false
		}
		parent.LastChild().SetBlankPreviousLines(blank)
		blank = false
	}
	return true
}

func (p *page) heading(parent ast.Node, l line) bool {
	level := p.run(l.at, l.end)
	at := l.at + level
	if level > 6 || at == l.end || p.src[at] != ' ' {
		return false
	}
	for at < l.end && p.src[at] == ' ' {
		at++
	}
	end := p.trimmed(at, l.end)
	if end <= at || p.src[end-1] == '#' || bytes.IndexByte(p.src[at:end], '{') >= 0 {
		return false
	}
	n := p.nodes.heading(level)
	if !p.inline(n, []line{{at, end}}) {
		return false
	}
	n.SetPos(l.at)
	n.Lines().Append(text.NewSegment(at, end))
	parent.AppendChild(parent, n)
	return true
}

func (p *page) paragraph(parent ast.Node, lines []line, i int, tight bool) int {
	end := i
	for end < len(lines) && !p.isBlank(lines[end]) {
		if !p.isText(lines[end]) {
			if m := p.marker(lines[end]); end > i && m.char == '-' {
				break
			}
			return 0
		}
		end++
	}
	if end == i {
		return 0
	}
	last := &lines[end-1]
	last.end = p.trimmed(last.at, last.end)
	var n ast.Node
	if tight {
		n = p.nodes.textBlock()
	} else {
		n = p.nodes.paragraph()
	}
	if !p.inline(n, lines[i:end]) {
		return 0
	}
	n.SetPos(lines[i].at)
	of := n.Lines()
	for k := i; k < end-1; k++ {
		of.Append(text.NewSegment(lines[k].at, lines[k].end+1))
	}
	of.Append(text.NewSegment(last.at, last.end))
	parent.AppendChild(parent, n)
	return end
}

// code reads a block of code between fences, of which both are there.
func (p *page) code(parent ast.Node, lines []line, i int) int {
	l := lines[i]
	fence := p.run(l.at, l.end)
	if fence < 3 {
		return 0
	}
	var info *ast.Text
	at, end := l.at+fence, p.trimmed(l.at+fence, l.end)
	for at < end && p.src[at] == ' ' {
		at++
	}
	if bytes.IndexByte(p.src[at:end], '`') >= 0 || at < end && util.IsSpace(p.src[at]) {
		return 0
	}
	if at < end {
		info = p.text(at, end)
	}
	n := ast.NewFencedCodeBlock(info)
	for k := i + 1; k < len(lines); k++ {
		c := lines[k]
		at := c.at
		for at < c.end && (p.src[at] == ' ' || p.src[at] == '\t') {
			at++
		}
		if at < c.end && p.src[at] == '`' && p.run(at, c.end) >= 3 {
			if at > c.at || p.run(at, c.end) < fence || p.trimmed(at+fence, c.end) > at+p.run(at, c.end) {
				return 0
			}
			n.SetPos(l.at)
			parent.AppendChild(parent, n)
			return k + 1
		}
		s := text.NewSegment(c.at, min(c.end+1, len(p.src)))
		s.ForceNewline = true
		n.Lines().Append(s)
	}
	return 0
}

func (p *page) quote(parent ast.Node, lines []line, i, depth int) int {
	from := len(p.lines)
	end := i
	for ; end < len(lines) && !p.isBlank(lines[end]); end++ {
		l := lines[end]
		if p.src[l.at] != '>' {
			return 0
		}
		if l.at++; l.at < l.end && p.src[l.at] == ' ' {
			l.at++
		} else if l.at < l.end && p.src[l.at] == '\t' {
			return 0
		}
		p.lines = append(p.lines, l)
	}
	n := ast.NewBlockquote()
	n.SetPos(lines[i].at)
	if !p.within(n, p.lines[from:len(p.lines):len(p.lines)], depth+1, false) {
		return 0
	}
	p.lines = p.lines[:from]
	parent.AppendChild(parent, n)
	return end
}

// A marker begins an item of a list.
type marker struct {
	char   byte
	number int
	offset int // of what the item holds; 0 if it is none
}

func (p *page) marker(l line) (m marker) {
	at := l.at
	m.number = -1
	switch c := p.src[at]; c {
	case '-', '*', '+':
	default:
		for at < l.end && at-l.at < 9 && starts[p.src[at]] == digits {
			at++
		}
		if at == l.at || at == l.end || p.src[at] != '.' && p.src[at] != ')' {
			return marker{}
		}
		m.number, _ = strconv.Atoi(string(p.src[l.at:at]))
	}
	m.char = p.src[at]
	at++
	blanks := 0
	for at < l.end && p.src[at] == ' ' {
		at++
		blanks++
	}
	if content := (line{at, l.end}); blanks < 1 || blanks > 4 || !p.isText(content) || p.begins(content, "[ ]") || p.begins(content, "[x]") || p.begins(content, "[X]") {
		return marker{}
	}
	m.offset = at - l.at
	return m
}

func (p *page) list(parent ast.Node, lines []line, i, depth int, m marker) int {
	n := p.nodes.list(m.char)
	n.SetPos(lines[i].at)
	if m.number >= 0 {
		n.Start = m.number
	}
	type item struct {
		from, to int // of p.lines
		at       int
		offset   int
		blank    bool // there is an empty line before it
	}
	from := len(p.lines)
	var room [8]item
	items := room[:0]
	blank := false // there is an empty line in the list
	end := i
	for before := false; ; {
		it := item{from: len(p.lines), at: lines[end].at, offset: m.offset, blank: before}
		p.lines = append(p.lines, line{lines[end].at + m.offset, lines[end].end})
		blanks := 0
		for end++; end < len(lines); end++ {
			l := lines[end]
			if p.isBlank(l) {
				blanks++
				continue
			}
			in := 0
			for in < m.offset && p.src[l.at+in] == ' ' {
				in++
			}
			if in < m.offset {
				if in > 0 || p.src[l.at] == '\t' {
					return 0
				}
				break
			}
			blank = blank || blanks > 0
			for ; blanks > 0; blanks-- {
				p.lines = append(p.lines, line{l.at, l.at})
			}
			p.lines = append(p.lines, line{l.at + m.offset, l.end})
		}
		it.to = len(p.lines)
		items = append(items, it)
		if end == len(lines) {
			break
		}
		next := p.marker(lines[end])
		if next.offset == 0 && blanks == 0 {
			return 0 // goes on with a paragraph, or ends with a heading
		}
		if next.offset == 0 || next.char != m.char {
			if blanks > 0 {
				switch c := p.src[lines[end].at]; {
				case c == '-', c == '*' && next.offset == 0, c == '+', starts[c] == digits && !p.isText(lines[end]):
					return 0
				}
			}
			break
		}
		m = next
		before = blanks > 0
		blank = blank || before
	}
	for _, it := range items {
		node := p.nodes.item(it.offset)
		node.SetPos(it.at)
		node.SetBlankPreviousLines(it.blank)
		if !p.within(node, p.lines[it.from:it.to:it.to], depth+1, !blank) {
			return 0
		}
		n.AppendChild(n, node)
	}
	p.lines = p.lines[:from]
	if blank && isTight(n) {
		p.tighten(n)
	} else {
		n.IsTight = !blank
	}
	parent.AppendChild(parent, n)
	return end
}

// isTight reports whether nothing but blocks within the items of a list are apart.
func isTight(n *ast.List) bool {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item != n.FirstChild() && item.HasBlankPreviousLines() {
			return false
		}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c != item.FirstChild() && c.HasBlankPreviousLines() {
				return false
			}
		}
	}
	return true
}

func (p *page) tighten(n *ast.List) {
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; {
			next := c.NextSibling()
			if c.Kind() == ast.KindParagraph {
				t := p.nodes.textBlock()
				room := *t.Lines()
				t.SetLines(c.Lines())
				c.SetLines(&room)
				item.ReplaceChild(item, c, t)
				for c.FirstChild() != nil {
					t.AppendChild(t, c.FirstChild())
				}
			}
			c = next
		}
	}
}

func (p *page) table(parent ast.Node, lines []line, i int) int {
	if i+1 == len(lines) {
		return 0
	}
	alignments := p.alignments(lines[i+1])
	if alignments == nil {
		return 0
	}
	n := extast.NewTable()
	n.SetPos(lines[i].at)
	n.Alignments = alignments
	head := &extast.TableHeader{}
	head.SetPos(lines[i].at)
	if !p.row(head, lines[i], alignments, true) || head.ChildCount() != len(alignments) {
		return 0
	}
	n.AppendChild(n, head)
	end := i + 2
	for ; end < len(lines) && !p.isBlank(lines[end]); end++ {
		l := lines[end]
		if p.src[l.at] != '|' || p.alignments(l) != nil {
			return 0
		}
		row := extast.NewTableRow(alignments)
		row.SetPos(l.at)
		if !p.row(row, l, alignments, false) {
			return 0
		}
		n.AppendChild(n, row)
	}
	parent.AppendChild(parent, n)
	return end
}

// alignments reads the line below the head of a table.
func (p *page) alignments(l line) (all []extast.Alignment) {
	if p.src[l.at] != '|' || p.src[l.end-1] != '|' {
		return nil
	}
	for at := l.at + 1; at < l.end; at++ {
		left, right, n := false, false, 0
		for ; p.src[at] == ' '; at++ {
		}
		if left = p.src[at] == ':'; left {
			at++
		}
		for ; p.src[at] == '-'; at++ {
			n++
		}
		if right = p.src[at] == ':'; right {
			at++
		}
		for ; p.src[at] == ' '; at++ {
		}
		if n == 0 || p.src[at] != '|' {
			return nil
		}
		a := extast.AlignNone
		switch {
		case left && right:
			a = extast.AlignCenter
		case left:
			a = extast.AlignLeft
		case right:
			a = extast.AlignRight
		}
		all = append(all, a)
	}
	return all
}

// row reads the cells of a row of a table.
func (p *page) row(row ast.Node, l line, alignments []extast.Alignment, head bool) bool {
	limit := p.trimmed(l.at, l.end)
	if limit-l.at < 2 || p.src[limit-1] != '|' || bytes.IndexByte(p.src[l.at:limit], '`') >= 0 && bytes.Contains(p.src[l.at:limit], []byte(`\|`)) {
		return false
	}
	limit--
	i := 0
	for at := l.at + 1; at < limit; i++ {
		if i == len(alignments) {
			return !head
		}
		cell := p.nodes.cell()
		cell.SetPos(at)
		cell.Alignment = alignments[i]
		end := at
		for end < limit && (p.src[end] != '|' || p.src[end-1] == '\\') {
			end++
		}
		from := at
		for from < end && util.IsSpace(p.src[from]) {
			from++
		}
		to := p.trimmed(from, end)
		if from < to && !p.inline(cell, []line{{from, to}}) {
			return false
		}
		cell.Lines().Append(text.NewSegment(from, to))
		row.AppendChild(row, cell)
		at = end + 1
	}
	for ; i < len(alignments); i++ {
		row.AppendChild(row, p.nodes.cell())
	}
	return true
}

// trimmed returns where a text ends without the white space behind it.
func (p *page) trimmed(from, to int) int {
	for to > from && util.IsSpace(p.src[to-1]) {
		to--
	}
	return to
}

// stretch returns which line closes what begins with one that is not read here, and 0 if
// that can say something of what stands before it.
func (p *page) stretch(lines []line, i int) int {
	for blank := false; i < len(lines); i++ {
		l := lines[i]
		if p.isBlank(l) {
			blank = true
			continue
		}
		if c := p.src[l.at]; blank && (c == '#' || c == '>' || c == '|' || c == '`' || p.isText(l)) {
			return i
		}
		blank = false
		for k := 0; k < 3 && p.src[l.at] == ' '; k++ {
			l.at++
		}
		switch {
		case p.src[l.at] == ':':
			return 0
		case p.begins(l, "```"), p.begins(l, "~~~"), p.src[l.at] == '<' && goesOn(p.src[l.at:l.end]):
			return len(lines) // what closes it is for goldmark to find
		}
	}
	return len(lines)
}

// goesOn reports whether HTML that begins so can go on behind an empty line.
func goesOn(line []byte) bool {
	if bytes.HasPrefix(line, []byte("<!--")) {
		return !bytes.Contains(line[len("<!--"):], []byte("-->"))
	}
	name := bytes.TrimPrefix(line[1:], []byte("/"))
	n := 0
	for n < len(name) && (starts[name[n]] == words || starts[name[n]] == digits) && name[n] != '/' {
		n++
	}
	switch string(name[:n]) {
	case "address", "aside", "blockquote", "br", "center", "details", "div", "dl", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "iframe",
		"ol", "p", "section", "span", "summary", "sub", "sup", "table", "td", "th", "tr", "u", "ul", "a", "img", "audio", "video", "mark", "kbd", "small", "ins", "del", "em", "strong":
		return false
	}
	return true
}

// breaks are the characters at which a text can be something else than words.
var breaks = func() (t [256]bool) {
	for _, c := range []byte("\\`*_~[]!<\t\v\f\x00") {
		t[c] = true
	}
	return t
}()

// inline reads a text into the children of a block, and reports whether it could.
func (p *page) inline(block ast.Node, lines []line) bool {
	p.open = p.open[:0]
	in := block
	for k, l := range lines {
		var from int
		if in, from = p.marked(in, l, lines[0].at, k < len(lines)-1); in == nil {
			return false
		}
		if k == len(lines)-1 {
			p.flush(in, from, l.end)
			break
		}
		if l.end > from && p.src[l.end-1] == '\\' {
			t := p.text(from, l.end-1)
			t.SetHardLineBreak(true)
			in.AppendChild(in, t)
			continue
		}
		hard := l.end-from >= 2 && p.src[l.end-1] == ' ' && p.src[l.end-2] == ' '
		t := p.text(from, p.trimmed(from, l.end))
		t.SetHardLineBreak(hard)
		t.SetSoftLineBreak(!hard)
		in.AppendChild(in, t)
	}
	return len(p.open) == 0
}

// untilBreak returns how much of a text is words alone.
func untilBreak(s []byte) int {
	for i, c := range s {
		if breaks[c] {
			return i
		}
	}
	return len(s)
}

// marked reads what is more than words in a line of the block that begins at first. It
// returns in what the words behind it are, and where they begin; nil if it is not sure.
func (p *page) marked(in ast.Node, l line, first int, more bool) (ast.Node, int) {
	from := l.at // of the text that no node has yet
	for at, end := l.at, l.end; at < end; {
		if at += untilBreak(p.src[at:end]); at == end {
			break
		}
		c := p.src[at]
		switch c {
		case '\\':
			if at+1 == end {
				if more && at > from && p.src[at-1] == '\\' {
					return nil, 0
				}
				return in, from
			}
			if d := p.src[at+1]; d == '\\' || !util.IsPunct(d) && starts[d] == unsure {
				return nil, 0
			}
			at += 2
		case '`':
			n := p.run(at, end)
			stop := p.closing(at+n, end, n)
			if stop < 0 {
				return nil, 0
			}
			p.flush(in, from, at)
			span := ast.NewCodeSpan()
			span.SetPos(at)
			a, z := at+n, stop
			if p.src[a] == ' ' && p.src[z-1] == ' ' && !util.IsBlank(p.src[a:z]) {
				a, z = a+1, z-1
			}
			t := p.text(a, z)
			t.SetRaw(true)
			span.AppendChild(span, t)
			in.AppendChild(in, span)
			at = stop + n
			from = at
		case '*', '_':
			n := p.run(at, end)
			opens, closes := p.flanks(at, n, first, end)
			if n > 2 || opens && closes || len(p.open) > deepest {
				return nil, 0
			}
			if opens {
				p.flush(in, from, at)
				e := p.nodes.emphasis(n)
				e.SetPos(at)
				in.AppendChild(in, e)
				p.open = append(p.open, opened{e, c, n})
				in, from = e, at+n
			} else if closes {
				k := len(p.open) - 1
				if k < 0 || p.open[k].char != c || p.open[k].n != n {
					return nil, 0
				}
				p.flush(in, from, at)
				p.open = p.open[:k]
				in, from = in.Parent(), at+n
			}
			at += n
		case '!':
			if at+1 == end || p.src[at+1] != '[' {
				at++
				continue
			}
			if len(p.open) > deepest {
				return nil, 0
			}
			p.flush(in, from, at)
			image := ast.NewImage(&noLink)
			image.SetPos(at)
			in.AppendChild(in, image)
			at += 2
			p.open = append(p.open, opened{image, '!', at})
			in, from = image, at
		case '[':
			for _, o := range p.open {
				if o.char == '[' || o.char == '!' {
					return nil, 0
				}
			}
			p.flush(in, from, at)
			link := p.nodes.link()
			link.SetPos(at)
			in.AppendChild(in, link)
			at++
			p.open = append(p.open, opened{link, '[', at})
			in, from = link, at
		case ']':
			k := len(p.open) - 1
			if k < 0 {
				at++
				continue
			}
			o := p.open[k]
			if o.char != '[' && o.char != '!' || at-o.n > 900 {
				return nil, 0
			}
			to, title, next := p.target(at+1, end)
			if next == 0 {
				return nil, 0
			}
			p.flush(in, from, at)
			switch n := o.node.(type) {
			case *ast.Link:
				n.Destination, n.Title = to, title
			case *ast.Image:
				n.Destination, n.Title = to, title
			}
			p.open = p.open[:k]
			in = in.Parent()
			at, from = next, next
		case '<':
			n := p.angle(in, line{at, end}, from)
			if n == 0 {
				return nil, 0
			}
			at, from = n, n
		default:
			return nil, 0
		}
	}
	return in, from
}

var noLink ast.Link

// angle reads a line break or an address between angle brackets.
func (p *page) angle(in ast.Node, l line, from int) (next int) {
	const br = "<br>"
	switch {
	case p.begins(l, br):
		p.flush(in, from, l.at)
		raw := ast.NewRawHTML()
		raw.SetPos(l.at)
		raw.Segments.Append(text.NewSegment(l.at, l.at+len(br)))
		in.AppendChild(in, raw)
		return l.at + len(br)
	case p.begins(l, "<http://"), p.begins(l, "<https://"):
		n := util.FindURLIndex(p.src[l.at+1 : l.end])
		end := l.at + 1 + n
		if n < 0 || end == l.end || p.src[end] != '>' {
			return 0
		}
		p.flush(in, from, l.at)
		link := ast.NewAutoLink(ast.AutoLinkURL, p.text(l.at+1, end))
		link.SetPos(l.at)
		in.AppendChild(in, link)
		return end + 1
	}
	return 0
}

// text returns a node of a text.
func (p *page) text(from, to int) *ast.Text {
	t := p.nodes.text()
	t.Segment = text.NewSegment(from, to)
	return t
}

// flush appends the text before something else.
func (p *page) flush(in ast.Node, from, to int) {
	if from < to {
		in.AppendChild(in, p.text(from, to))
	}
}

// run returns how often the character at at is repeated.
func (p *page) run(at, end int) int {
	n := 1
	for at+n < end && p.src[at+n] == p.src[at] {
		n++
	}
	return n
}

// closing returns where n backquotes end the code that begins at at, or -1 if they do not
// on its line.
func (p *page) closing(at, end, n int) int {
	for at < end {
		if p.src[at] != '`' {
			at++
			continue
		}
		k := p.run(at, end)
		if k == n {
			return at
		}
		at += k
	}
	return -1
}

// flanks reports whether the mark of n characters at at can open emphasis, and close it.
func (p *page) flanks(at, n, first, end int) (opens, closes bool) {
	before, after := '\n', ' '
	if at > first {
		before, _ = utf8.DecodeLastRune(p.src[:at])
	}
	if at+n < end {
		after, _ = utf8.DecodeRune(p.src[at+n : end])
	}
	punctBefore, blankBefore := util.IsPunctRune(before), util.IsSpaceRune(before)
	punctAfter, blankAfter := util.IsPunctRune(after), util.IsSpaceRune(after)
	left := !blankAfter && (!punctAfter || blankBefore || punctBefore)
	right := !blankBefore && (!punctBefore || blankAfter || punctAfter)
	if p.src[at] == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

// target reads where a link or image leads, behind its text, and returns where that ends,
// or 0 if it is not sure.
func (p *page) target(at, end int) (to, title []byte, next int) {
	if at == end || p.src[at] != '(' {
		return nil, nil, 0
	}
	at++
	if at < end && p.src[at] == '<' {
		i := p.quoted(at+1, end, '>')
		if i == 0 {
			return nil, nil, 0
		}
		to = p.src[at+1 : i]
		at = i + 1
	} else {
		i := at
	address:
		for depth := 0; i < end; i++ {
			switch c := p.src[i]; {
			case c == '(':
				depth++
			case c == ')':
				if depth--; depth < 0 {
					break address
				}
			case c == '\\':
				return nil, nil, 0
			case util.IsSpace(c):
				break address
			}
		}
		if i == at {
			return nil, nil, 0
		}
		to = p.src[at:i]
		at = i
	}
	if at+1 < end && p.src[at] == ' ' && p.src[at+1] == '"' {
		i := p.quoted(at+2, end, '"')
		if i == 0 {
			return nil, nil, 0
		}
		title = p.src[at+2 : i]
		at = i + 1
	}
	if at >= end || p.src[at] != ')' {
		return nil, nil, 0
	}
	return to, title, at + 1
}

// quoted returns where a text without escapes ends, or 0.
func (p *page) quoted(at, end int, by byte) int {
	for ; at < end && p.src[at] != by; at++ {
		if p.src[at] == '\\' {
			return 0
		}
	}
	if at >= end {
		return 0
	}
	return at
}

// readsAlone reports whether an option leaves blocks to be read one by one: the numbers
// that make names of headings different are those of a page.
func readsAlone(o parser.Option) bool {
	c := parser.NewConfig()
	o.SetParserOption(c)
	_, ids := c.Options["AutoHeadingID"]
	return !ids
}
