package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/report"
)

// textual finds the constructs that live in the text of a content and puts
// placeholders for them: shortcodes, addresses alone on a line, and raw code
// that neither wpautop nor an HTML parser may see. It passes over comments and
// tags; in <pre>, <code> and the like it only unescapes [[shortcodes]].
func (b *builder) textual(s string) string {
	if strings.IndexByte(s, '[') < 0 && strings.IndexByte(s, '<') < 0 && !strings.Contains(s, "http") {
		return s
	}
	t := textScanner{b: b, s: s}
	t.scan()
	if t.done == 0 {
		return s
	}
	t.out.WriteString(s[t.done:])
	return t.out.String()
}

type textScanner struct {
	b    *builder
	s    string
	out  strings.Builder
	done int // what precedes is in out

	closers *closers
	drop    map[int]bool // closing tags of shortcodes whose content stays in the text
}

// emit writes instead in the place of s[from:to].
func (t *textScanner) emit(from, to int, instead string) {
	t.out.WriteString(t.s[t.done:from])
	t.out.WriteString(instead)
	t.done = to
}

func (t *textScanner) scan() {
	for i := 0; i < len(t.s); {
		switch t.s[i] {
		case '<':
			i = t.tag(i)
		case '[':
			i = t.bracket(i)
		case 'h':
			i = t.address(i)
		default:
			i++
			for i < len(t.s) && !textTrigger[t.s[i]] {
				i++
			}
		}
	}
}

var textTrigger = [256]bool{'<': true, '[': true, 'h': true}

// tag passes over the tag, comment or raw element that begins at i.
func (t *textScanner) tag(i int) int {
	s := t.s[i:]
	if strings.HasPrefix(s, "<!--") {
		end := strings.Index(s, "-->")
		if end < 0 {
			return len(t.s)
		}
		return i + end + len("-->")
	}
	if len(s) < 2 || !(isLetter(rune(s[1])) || s[1] == '/') {
		return i + 1
	}
	end := endOfTag(s)
	if end < 0 {
		return i + 1
	}
	if s[1] == '/' {
		return i + end
	}
	switch name := tagName(s); name {
	case "pre":
		return t.pre(i, i+end)
	case "code":
		return t.unescapeUntil(i+end, "</code")
	case "script", "style", "textarea", "iframe", "svg", "object":
		return t.raw(i, i+end, name)
	}
	return i + end
}

// tagName returns the lower-case name of the tag that s begins with.
func tagName(s string) string {
	j := 1
	for j < len(s) && !isSpace(s[j]) && s[j] != '>' && s[j] != '/' {
		j++
	}
	return strings.ToLower(s[1:j])
}

// endOfTag returns the index behind the tag that s begins with, or -1. A > in a
// quoted attribute does not end it, unless a quote was never closed.
func endOfTag(s string) int {
	simple := strings.IndexByte(s, '>')
	if simple < 0 {
		return -1
	}
	var quote byte
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			} else if c == '<' && i > simple {
				return simple + 1
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return simple + 1
}

// indexFold returns the index of the first "</name" in s, in any case, or -1.
func indexFold(s, tag string) int {
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return -1
		}
		i += k
		if len(s)-i >= len(tag) && strings.EqualFold(s[i:i+len(tag)], tag) {
			return i
		}
		i++
	}
}

// raw keeps an element whose content is not text from wpautop, which would put
// paragraphs into a script with blank lines (facts.md §B.5).
func (t *textScanner) raw(start, content int, name string) int {
	k := indexFold(t.s[content:], "</"+name)
	if k < 0 {
		return content
	}
	end := content + k
	if g := strings.IndexByte(t.s[end:], '>'); g >= 0 {
		end += g + 1
	} else {
		end = len(t.s)
	}
	src := t.s[start:end]
	if !strings.Contains(src, "\n") {
		return end
	}
	root := t.b.parseHTML(src)
	t.emit(start, end, t.b.place(src, takeChildren(root)...))
	return end
}

func takeChildren(n *html.Node) []*html.Node {
	var nodes []*html.Node
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		nodes = append(nodes, c)
	}
	return nodes
}

// unescapeUntil passes over the content of an element that shows shortcodes
// rather than running them.
func (t *textScanner) unescapeUntil(i int, closing string) int {
	k := indexFold(t.s[i:], closing)
	if k < 0 {
		return i
	}
	t.unescape(i, i+k)
	return i + k
}

// unescape makes [[name]] of known shortcodes [name] between two indexes.
func (t *textScanner) unescape(from, to int) {
	for i := from; i < to; {
		k := strings.Index(t.s[i:to], "[[")
		if k < 0 {
			return
		}
		i += k
		if sc, ok := t.parse(i + 1); ok && isKnownShortcode(sc.name) && sc.end < to && t.s[sc.end] == ']' {
			t.emit(i, sc.end+1, t.s[i+1:sc.end])
			i = sc.end + 1
			continue
		}
		i += 2
	}
}

func (t *textScanner) parse(i int) (shortcode, bool) {
	if t.closers == nil {
		t.closers = findClosers(t.s)
	}
	return parseShortcode(t.s, i, t.closers)
}

// bracket handles what begins with the bracket at i.
func (t *textScanner) bracket(i int) int {
	if strings.HasPrefix(t.s[i:], "[/") {
		if t.drop[i] {
			end := i + strings.IndexByte(t.s[i:], ']') + 1
			t.emit(i, end, "")
			return end
		}
		return i + 1
	}
	if strings.HasPrefix(t.s[i:], "[[") {
		sc, ok := t.parse(i + 1)
		if ok && isKnownShortcode(sc.name) && sc.end < len(t.s) && t.s[sc.end] == ']' {
			src := t.s[i+1 : sc.end]
			t.emit(i, sc.end+1, t.b.place(src, newText(html.UnescapeString(src))))
			return sc.end + 1
		}
		return i + 1
	}
	sc, ok := t.parse(i)
	if !ok {
		return i + 1
	}
	if r, ok := t.b.opt.Shortcodes[sc.name]; ok {
		return t.apply(r, i, &sc)
	}
	src := t.s[i:sc.end]
	switch f := shortcodes[sc.name]; {
	case isCaption(sc.name):
		if markup, ok := t.b.caption(&sc); ok {
			t.emit(i, sc.end, t.b.placeHTML(src, markup))
			return sc.end
		}
		return i + 1
	case f != nil:
		if nodes, ok := f(t.b, &sc); ok {
			t.emit(i, sc.end, t.b.place(src, nodes...))
			return sc.end
		}
		return i + 1
	case sc.enclosing && codeLanguages[sc.name] != "":
		t.emit(i, sc.end, t.b.place(src, t.b.codeShortcode(&sc)))
		return sc.end
	}
	return t.unknown(i, &sc)
}

// unknown handles a shortcode that no table of ours names, if it is one at all
// (facts.md §C.6): it stays in the text as it was written, or, if it encloses
// content, leaves the content there.
func (t *textScanner) unknown(i int, sc *shortcode) int {
	if !isCandidate(sc.name) || strings.ContainsAny(sc.attrs, "<[") {
		return i + 1
	}
	tag := t.s[i:sc.tagEnd]
	if sc.enclosing {
		t.b.notes.add(report.Shortcode, true, "unknown, its content is kept without the tags: "+quoteShort(tag))
		t.emit(i, sc.tagEnd, "")
		t.dropCloser(sc)
		return sc.tagEnd
	}
	if strings.Contains(sc.attrs, "=") || strings.HasSuffix(t.s[i:sc.tagEnd], "/]") || strings.ContainsAny(sc.name, "_-") && t.aloneInLine(i, sc.tagEnd) {
		t.b.notes.add(report.Shortcode, true, "unknown, kept as text: "+quoteShort(tag))
		t.emit(i, sc.tagEnd, t.b.place(tag, newText(html.UnescapeString(tag))))
	}
	return sc.tagEnd
}

// isCandidate reports whether an unknown name can be that of a shortcode.
func isCandidate(name string) bool {
	return len(name) >= 2 && isLetter(rune(name[0]))
}

// aloneInLine reports whether nothing but white space and tags stands beside
// s[from:to] on its line.
func (t *textScanner) aloneInLine(from, to int) bool {
	before := strings.TrimRight(t.s[max(0, from-nearby):from], " \t")
	after := strings.TrimLeft(t.s[to:min(len(t.s), to+nearby)], " \t\r")
	return (before == "" || strings.ContainsAny(before[len(before)-1:], "\n>")) &&
		(after == "" || after[0] == '\n' || after[0] == '<')
}

// nearby is how far one looks around a construct to see whether it stands
// alone. A bound keeps a text of one endless line from taking quadratic time.
const nearby = 200

// address handles an http address that stands alone on its line, which
// WordPress embeds (facts.md §C.3).
func (t *textScanner) address(i int) int {
	s := t.s[i:]
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return i + 1
	}
	end := 0
	for end < len(s) && !isSpace(s[end]) && s[end] != '<' && s[end] != '>' && s[end] != '"' {
		end++
	}
	if t.startsLine(i) && t.endsLine(i+end) {
		url := html.UnescapeString(s[:end])
		t.emit(i, i+end, t.b.place(s[:end], t.b.embed(url)))
	}
	return i + end
}

// startsLine reports whether i is at the start of a line, or of a paragraph.
func (t *textScanner) startsLine(i int) bool {
	before := strings.TrimRight(t.s[max(0, i-nearby):i], " \t\r")
	return before == "" && i < nearby || strings.HasSuffix(before, "\n") || endsInParagraphTag(before)
}

func endsInParagraphTag(s string) bool {
	if !strings.HasSuffix(s, ">") {
		return false
	}
	k := strings.LastIndexByte(s, '<')
	return k >= 0 && tagName(s[k:]) == "p"
}

func (t *textScanner) endsLine(i int) bool {
	after := strings.TrimLeft(t.s[i:min(len(t.s), i+nearby)], " \t\r")
	return after == "" && i+nearby >= len(t.s) || after != "" && (after[0] == '\n' || strings.HasPrefix(after, "</p>"))
}
