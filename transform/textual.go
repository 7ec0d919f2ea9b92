package transform

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// textual finds the constructs that live in the text of a content and puts
// placeholders for them: shortcodes, addresses alone on a line, and raw code
// that neither wpautop nor an HTML parser may see. It passes over comments and
// tags; in <pre>, <code> and the like it only unescapes [[shortcodes]].
func (b *builder) textual(s string) string {
	if !strings.ContainsAny(s, `[<&{($\`) && !strings.Contains(s, "http") {
		return s
	}
	t := textScanner{b: b, s: s, gt: ahead{what: ">"}, brackets: brackets{s: s, end: ahead{what: "]"}}}
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

	gt          ahead // the next >
	brackets    brackets
	closings    map[string]*ahead // the next ends of elements and comments
	instead     map[int][]string  // what stands in the place of closing tags of shortcodes whose content stays in the text
	elseAt      int               // the next mark between two parts of a shortcode, once asked for
	skipped     map[int]int       // what members alone saw in a shortcode for others, from and to
	lastSkipped int               // the last of these
	opened      map[string]bool   // the names of layouts that have begun
	unclosed    bool              // a comment is never closed
	unnested    struct {          // as far as <pre>s in a row are in no element of that name
		name string
		to   int
	}
	fields struct { // the next place of a field of a form
		known bool
		next  int
	}
}

// emit writes instead in the place of s[from:to].
func (t *textScanner) emit(from, to int, instead string) {
	if t.done == 0 {
		t.out.Grow(len(t.s) + len(t.s)/8)
	}
	t.out.WriteString(t.s[t.done:from])
	t.out.WriteString(instead)
	t.done = to
}

func (t *textScanner) scan() {
	for i := 0; i < len(t.s); {
		switch t.s[i] {
		case '<':
			i = t.markup(i)
		case '[':
			i = t.bracket(i)
		case '&':
			i = t.ampersand(i)
		case 'h':
			if strings.HasPrefix(t.s[i:], "http") {
				i = t.address(i)
			} else {
				i++
			}
		case '{':
			i = t.braces(i)
		case '(':
			i = t.doubleParens(i)
		case '$':
			i = t.dollar(i)
		case '\\':
			i = t.backslash(i)
		default:
			i += 1 + untilTrigger(t.s[i+1:])
		}
	}
}

// untilTrigger returns how much of a text has nothing to look at. An address is found by the
// p of its http, which texts have less often than an h.
func untilTrigger(s string) int {
	for i := range len(s) {
		if textTrigger[s[i]] {
			if s[i] != 'p' {
				return i
			}
			if i >= 3 && s[i-3:i] == "htt" {
				return i - 3
			}
		}
	}
	return len(s)
}

var textTrigger = [256]bool{'<': true, '[': true, '&': true, 'p': true, '{': true, '(': true, '$': true, '\\': true}

// typedAddress returns the address in brackets that somebody typed as in Markdown or a
// mail, where a browser sees a tag, or "".
func typedAddress(tag string) string {
	for _, p := range [...]string{"http://", "https://", "ftp://", "mailto:", "www."} {
		if strings.HasPrefix(tag, p) {
			if len(tag) == len(p) || strings.ContainsAny(tag, " \t\r\n<>\"") {
				return ""
			}
			if p == "www." {
				return "http://" + tag
			}
			return tag
		}
	}
	return ""
}

// typedLink makes a link of an address that was typed so.
func typedLink(address, typed string) *html.Node {
	if address == typed && strings.HasPrefix(address, "http") {
		return tree.NewTag(tree.Autolink, "href", tree.UnescapeHTML(address))
	}
	a := tree.NewElement(atom.A, "href", tree.UnescapeHTML(address))
	a.AppendChild(tree.NewText(tree.UnescapeHTML(strings.TrimPrefix(typed, "mailto:"))))
	return a
}

// markup passes over the tag, comment or raw element that begins at i. It puts
// the names of tags into lower case: to wpautop <P> is no paragraph (docs/formats.md
// §B.5).
func (t *textScanner) markup(i int) int {
	s := t.s[i:]
	if len(s) < 2 {
		return i + 1
	}
	if end := endOfQuoted(s); end > 0 {
		t.b.compared = true
		t.emit(i, i+end, "&lt;&lt;"+s[2:end-2]+"&gt;&gt;")
		return i + end
	}
	name := 1
	switch c := s[1]; {
	case c == '!' || c == '?':
		return t.declaration(i)
	case c == '/':
		name = 2
	}
	end := t.gt.from(t.s, i)
	if end > 0 && (s[1] == 'h' || s[1] == 'f' || s[1] == 'm' || s[1] == 'w') {
		if address := typedAddress(t.s[i+1 : end]); address != "" {
			t.emit(i, end+1, t.b.place(t.s[i:end+1], typedLink(address, t.s[i+1:end])))
			return end + 1
		}
	}
	if end < 0 || name == len(s) || !tree.IsLetter(rune(s[name])) {
		return i + 1
	}
	if name == 2 {
		t.noteInEndTag(t.s[i : end+1])
		t.lower(i + name)
		return end + 1
	}
	end = i + endOfTag(s, end-i)
	n := tagName(s)
	switch n {
	case "pre", "code":
		if behind, ok := t.rawCode(i, end, n); ok {
			return behind
		}
		t.lower(i + name)
		return t.verbatim(end, n)
	case "math": // to wpautop it is a block
		if _, behind, ok := t.element(n, end); ok && !t.b.stranger {
			t.emit(i, behind, t.b.placeTree(t.s[i:behind], t.b.parseHTML(t.s[i:behind])))
			return behind
		}
	case "script", "style", "textarea", "iframe", "svg", "object", "xmp", "listing":
		return t.raw(i, end, n)
	}
	if tag := t.s[i:end]; strings.IndexByte(tag, '[') >= 0 && !t.b.opt.Restricted {
		if seen := onlySeen(tag); seen != tag {
			t.b.heldBack(forMembers, "a value of <"+n+">", html.EscapeString(tag))
			t.emit(i, end, strings.ToLower(seen[:name+len(n)])+seen[name+len(n):])
			return end
		}
	}
	t.lower(i + name)
	return end
}

// noteInEndTag notes words in an end tag whose own > is missing: </h3 We saw it. </h3>. Browsers
// do not show them.
func (t *textScanner) noteInEndTag(tag string) {
	text := tag[nameEnd(tag, len("</")):]
	if len(text) <= len(">") {
		return
	}
	text, _, _ = strings.Cut(strings.TrimSuffix(text, ">"), "<")
	if before, _, ok := strings.Cut(text, "="); ok { // an attribute
		text = before[:strings.LastIndexAny(strings.TrimSpace(before), " \t\r\n\f")+1]
	}
	text = tree.CollapseSpace(strings.TrimSpace(tree.UnescapeHTML(onlySeen(text))))
	words := 0
	for w := range strings.FieldsSeq(text) {
		if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
			words++
		}
	}
	if words > 1 || words > 0 && strings.ToLower(text) != text {
		t.b.notes.add(note.HTML, false, "text in an end tag without its >, which browsers do not show: "+Quote(text))
	}
}

// lower puts the name that begins at i into lower case.
func (t *textScanner) lower(i int) {
	upper := false
	j := i
	for j < len(t.s) && !tree.IsSpace(t.s[j]) && t.s[j] != '>' && t.s[j] != '/' {
		upper = upper || 'A' <= t.s[j] && t.s[j] <= 'Z'
		j++
	}
	if upper {
		t.emit(i, j, strings.ToLower(t.s[i:j]))
	}
}

// declaration passes over a comment, or what a browser takes for one. A comment
// that is never closed would hide the rest of the post; a browser ends <?php …
// and <![CDATA[… at the first >, wherever that is.
func (t *textScanner) declaration(i int) int {
	switch s := t.s[i:]; {
	case strings.HasPrefix(s, "<!--"):
		if end := t.closing("-->").from(t.s, i+len("<!")); end >= 0 { // "<!-->" is whole
			return end + len("-->")
		}
		if !t.unclosed {
			t.unclosed = true
			t.b.notes.add(note.HTML, true, "a comment is never closed, what follows is kept: "+quoteShort(s))
		}
		t.emit(i, i+len("<!--"), "")
		return i + len("<!--")
	case strings.HasPrefix(s, "<![CDATA["):
		if end := t.closing("]]>").from(t.s, i); end >= 0 {
			t.emit(i, end+len("]]>"), t.b.textual(t.s[i+len("<![CDATA["):end]))
			return end + len("]]>")
		}
	case strings.HasPrefix(s, "<?php") || strings.HasPrefix(s, "<?="):
		if end := t.closing("?>").from(t.s, i); end >= 0 {
			end += len("?>")
			t.b.notes.add(note.HTML, true, "PHP code dropped: "+Quote(t.s[i:end]))
			t.emit(i, end, "")
			return end
		}
	case strings.HasPrefix(s, "<?xml"): // the first line of a file, typed as it is: no browser shows it
		if end := t.gt.from(t.s, i); end > 0 {
			t.b.notes.add(note.HTML, false, "a declaration that no browser shows, dropped: "+Quote(t.s[i:end+1]))
			t.emit(i, end+1, "")
			return end + 1
		}
	}
	return i + 2
}

// closing returns the finder of a string that ends an element or comment.
func (t *textScanner) closing(what string) *ahead {
	a := t.closings[what]
	if a == nil {
		if t.closings == nil {
			t.closings = map[string]*ahead{}
		}
		a = &ahead{what: what}
		t.closings[what] = a
	}
	return a
}

// element returns where the content ends of an element whose start tag ends at
// i, and where its end tag ends; ok is false if it is never closed.
func (t *textScanner) element(name string, i int) (end, behind int, ok bool) {
	end = t.closing("</"+name).from(t.s, i)
	if end < 0 {
		return 0, 0, false
	}
	if behind = strings.IndexByte(t.s[end:], '>'); behind < 0 {
		return end, len(t.s), true
	}
	return end, end + behind + 1, true
}

// raw keeps an element whose content is not text from wpautop, which would put
// paragraphs into a script with blank lines (docs/formats.md §B.5).
func (t *textScanner) raw(start, content int, name string) int {
	_, behind, ok := t.element(name, content)
	if !ok {
		return content
	}
	if src := t.s[start:behind]; strings.Contains(src, "\n") {
		t.emit(start, behind, t.b.placeTree(src, t.b.parseHTML(src)))
	}
	return behind
}

// ampersand keeps what only looks like the beginning of a character reference:
// a browser reads "&copy=1" as ©=1, WordPress shows it as it is written.
func (t *textScanner) ampersand(i int) int {
	if n := tree.EntityLength(t.s[i:]); n > 0 {
		return i + n
	}
	if i+1 < len(t.s) && tree.IsLetter(rune(t.s[i+1])) {
		t.emit(i, i+1, "&amp;")
	}
	return i + 1
}

// ahead finds the next place of a string, in any case if it begins with "</".
// It keeps the place it found, so that calls with growing indexes pass over the
// text once.
type ahead struct {
	what  string
	at    int
	known bool
}

// from returns the index of the next place at or behind i, or -1.
func (a *ahead) from(s string, i int) int {
	if !a.known || a.at >= 0 && a.at < i {
		a.known = true
		if strings.HasPrefix(a.what, "</") {
			a.at = indexFold(s[i:], a.what)
		} else {
			a.at = strings.Index(s[i:], a.what)
		}
		if a.at >= 0 {
			a.at += i
		}
	}
	return a.at
}

// indexFold returns the index of the first occurrence of tag, which begins with
// <, in any case, or -1.
func indexFold(s, tag string) int {
	for i := 0; ; i++ {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			return -1
		}
		i += k
		if len(s)-i >= len(tag) && strings.EqualFold(s[i:i+len(tag)], tag) {
			return i
		}
	}
}

// endOfTag returns the index behind the tag that s begins with and whose first
// > is at gt. A > in a quoted attribute does not end it, unless a quote was
// never closed; one in which other tags begin has no end of its own.
func endOfTag(s string, gt int) int {
	const mostWithin = 16
	var quote byte
	within := 0
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			} else if c == '<' && i > gt {
				return gt + 1
			}
		case (c == '"' || c == '\'') && s[i-1] == '=':
			quote = c
		case c == '>':
			return i + 1
		case c == '<':
			if within++; within == mostWithin {
				return gt + 1
			}
		}
	}
	return gt + 1
}

// tagName returns the lower-case name of the tag that s begins with.
func tagName(s string) string {
	j := 1
	for j < len(s) && !tree.IsSpace(s[j]) && s[j] != '>' && s[j] != '/' {
		j++
	}
	return strings.ToLower(s[1:j])
}

// nearby is how far one looks around a construct to see whether it stands
// alone. A bound keeps a text of one endless line from taking quadratic time.
const nearby = 200

// startsLine reports whether i is at the start of a line.
func (t *textScanner) startsLine(i int) bool {
	before := strings.TrimRight(t.s[max(0, i-nearby):i], " \t\r")
	return before == "" && i < nearby || strings.HasSuffix(before, "\n")
}

// endsLine reports whether i is at the end of a line.
func (t *textScanner) endsLine(i int) bool {
	after := strings.TrimLeft(t.s[i:min(len(t.s), i+nearby)], " \t\r")
	return after == "" && i+nearby >= len(t.s) || after != "" && after[0] == '\n'
}
