package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// specials are the characters that escape looks at; it passes over all others.
func (r *rules) specials() string {
	chars := "\\`*_~[]!<&|"
	if r.Reads&(dialect.AttributeLists|dialect.InlineAttributes|dialect.OpenAttributes) != 0 {
		chars += "{"
	}
	if r.reads(dialect.DollarFormulas) {
		chars += "$"
	}
	if r.Reads&(dialect.Emoji|dialect.Directives) != 0 {
		chars += ":"
	}
	for _, t := range r.Templates {
		chars += t.Open[:1]
	}
	return chars
}

// escape appends text so that it is read as text, and touches nothing that
// would be read as text anyway. next is the character that will follow.
func (in *inline) escape(s []byte, next rune) {
	plain := 0  // start of the bytes not appended yet
	behind := 0 // the last bare address
	if len(s) > 0 && s[0] == '^' && len(in.buf) > 0 && in.buf[len(in.buf)-1] == '[' && in.d.reads(dialect.Footnotes) {
		in.buf = appendReference(in.buf, '^') // the label of a link is no mark of a note
		plain = 1
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if in.addresses && (c == 'h' || c == 'w') && in.link == 0 && i >= behind {
			if end := bareAddress(s, i); end > i {
				behind = end // what begins like an address within one is none
				in.buf = append(in.buf, s[plain:i]...)
				plain = i
				if to := in.address(s, i, end, next); to > i {
					plain, i = to, to-1
					continue
				}
			}
		}
		if !in.d.special[c] {
			continue
		}
		after := next
		if i+1 < len(s) {
			after, _ = utf8.DecodeRune(s[i+1:])
		}
		with := none
		switch c {
		case '\\':
			if after < utf8.RuneSelf && isASCIIPunct(byte(after)) || after == '\n' || i+1 == len(s) && in.place != inCell { // some parsers look behind a line end
				with = escaped
			}
		case '`':
			if !in.lone['`'] {
				with = escaped
			}
		case '*', '_', '~':
			run := 1
			for i+run < len(s) && s[i+run] == c {
				run++
			}
			after = next
			if i+run < len(s) {
				after, _ = utf8.DecodeRune(s[i+run:])
			}
			prev := in.prevRune(s[plain:i])
			if !in.lone[c] && pairs(c, flank(prev, after)) || run > 3 && !in.d.reads(dialect.LongRuns) {
				in.buf = append(in.buf, s[plain:i]...)
				for range run {
					in.buf = in.d.appendEscaped(in.buf, c)
				}
				plain = i + run
			}
			i += run - 1
			continue
		case '[':
			if in.link > 0 || after == '^' || after == '[' && in.d.reads(dialect.Contents) {
				with = escaped
			}
		case ']':
			if in.link > 0 || after == '(' {
				with = escaped
			}
		case '!':
			if after == '[' && i+1 == len(s) { // a link follows
				with = escaped
			}
		case '<':
			if after == '/' || after == '!' || after == '?' || tree.IsLetter(after) {
				with = escaped
			}
		case '&':
			if tree.EntityLength(s[i:]) > 0 {
				with = reference
			}
		case '|':
			if in.pipes() {
				with = escaped
			}
		case '{':
			switch {
			case in.d.reads(dialect.AttributeLists) && (after == ':' || after == '#' || after == '.'),
				in.d.reads(dialect.InlineAttributes) && (after == '#' || after == '.'),
				in.d.reads(dialect.OpenAttributes) && isAttributes(s[i:], i == 0):
				with = escaped
			}
		case '$':
			if in.d.reads(dialect.DollarFormulas) && (after == '$' || in.prevRune(s[plain:i]) == '$') {
				with = escaped
			}
		case ':':
			if in.d.reads(dialect.Emoji) && isEmoji(s[i:]) || in.d.reads(dialect.Directives) && isDirective(s[i:]) {
				with = escaped
			}
		}
		if len(in.d.runs) > 0 && in.d.template(s[i:], next) != nil {
			with = reference
		}
		if with == none {
			continue
		}
		in.buf = append(in.buf, s[plain:i]...)
		if with == reference {
			in.buf = appendReference(in.buf, c)
		} else {
			in.buf = in.d.appendEscaped(in.buf, c)
		}
		plain = i + 1
	}
	in.buf = append(in.buf, s[plain:]...)
}

// what escape writes for a character.
const (
	none = iota
	escaped
	reference
)

// isDirective reports whether s begins with a colon, a name and what opens a label or
// attributes.
func isDirective(s []byte) bool {
	i := 1
	for i < len(s) && (tree.IsLetter(rune(s[i])) || i > 1 && (s[i] == '-' || s[i] == '_' || '0' <= s[i] && s[i] <= '9')) {
		i++
	}
	return i > 1 && i < len(s) && (s[i] == '[' || s[i] == '{')
}

// isEmoji reports whether s begins with a name between colons.
func isEmoji(s []byte) bool {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':':
			return i > 1
		case c == '_', c == '-', c == '+', tree.IsLetter(rune(c)), '0' <= c && c <= '9':
		default:
			return false
		}
	}
	return false
}

// countLone finds the characters that stand once in the paragraph's text and
// that no mark of the paragraph uses: nothing pairs with them.
func (in *inline) countLone(first, end int) {
	var count paired
	in.marked = [256]bool{}
	for i := first; i < end; i++ {
		switch t := &in.toks[i]; t.kind {
		case tokText:
			count.addBytes(in.text[t.start:t.end])
		case tokCode:
			count[backtick] += 2
		case tokImage:
			count.add(tree.Attr(t.node, "alt"))
			count[backtick] += strings.Count(tree.Attr(t.node, "title"), "`") // a code span can begin before a link and end in it
		case tokRaw:
			if t.node != nil { // a formula, which is not escaped
				count.add(t.raw)
				break
			}
			count[backtick] += strings.Count(t.raw, "`")
		case tokOpen:
			switch t.mark {
			case markLink:
				count[backtick] += strings.Count(tree.Attr(t.node, "title"), "`")
			case markHTML:
				count[backtick] += strings.Count(t.raw, "`")
			case markStrong:
				count[star] += 2
				in.marked['*'] = true
			case markEm:
				count[star] += 2
				count[underscore] += 2
				in.marked['*'], in.marked['_'] = true, true
			case markStrike:
				count[tilde] += 2
				in.marked['~'] = true
			}
		}
	}
	for i, n := range count {
		in.lone[pairedBytes[i]] = n == 1
	}
}

// paired counts the characters that can stand in pairs.
type paired [len(pairedBytes)]int

const (
	star = iota
	underscore
	tilde
	backtick

	pairedBytes = "*_~`"
)

func (p *paired) add(s string) {
	for i := range p {
		p[i] += strings.Count(s, pairedBytes[i:i+1])
	}
}

func (p *paired) addBytes(s []byte) {
	for i := range p {
		p[i] += bytes.Count(s, []byte{pairedBytes[i]})
	}
}

// prevRune returns the character before a position whose text since the last
// append is s; a space at the start of a line.
func (in *inline) prevRune(s []byte) rune {
	if len(s) == 0 {
		s = in.buf
	}
	if len(s) == 0 {
		return ' '
	}
	r, _ := utf8.DecodeLastRune(s)
	return r
}

// isAttributes reports whether s begins with what could be a list of attributes: in
// braces, and behind a mark or at the end of a line.
func isAttributes(s []byte, behindMark bool) bool {
	end := bytes.IndexAny(s, "}\n")
	if end < 0 || s[end] != '}' {
		return false
	}
	rest := bytes.TrimLeft(s[end+1:], " ")
	return behindMark || len(rest) == 0 || rest[0] == '\n'
}

// pairs reports whether a run of c could open or close emphasis.
func pairs(c byte, f flanking) bool { return opens(c, f) || closes(c, f) }

// escapeLineStarts escapes what would begin a block at the start of a line:
// lines of a paragraph begin with text, or with a mark that is none of these.
func (in *inline) escapeLineStarts() {
	out := in.spare[:0]
	plain := 0 // start of the bytes that are not in out yet
	for i := 0; i < len(in.buf); {
		end := len(in.buf)
		if j := bytes.IndexByte(in.buf[i:], '\n'); j >= 0 {
			end = i + j
		}
		if len(in.links) > 0 && in.links[0] == i {
			in.links = in.links[1:]
		} else if at := in.d.blockStart(in.buf[i:], end-i, i == 0); at >= 0 {
			out = append(out, in.buf[plain:i+at]...)
			plain = i + at
			c := in.buf[plain]
			for first := true; plain < end && in.buf[plain] == c && (first || c == '*' || c == '_'); first = false {
				out = in.d.appendEscaped(out, c) // what is left of a run could close emphasis
				plain++
			}
		}
		i = end + 1
	}
	if plain == 0 {
		return
	}
	out = append(out, in.buf[plain:]...)
	in.buf, in.spare = out, in.buf
}

// escapeCheckbox keeps what looks like a checkbox of a task list from being one:
// some parsers take it for one behind words too, up to the first mark. That of a link
// is not escaped but encoded: in an address that follows, some see the checkbox first.
func (in *inline) escapeCheckbox() {
	for i := 0; i < len(in.buf); i++ {
		b := in.buf[i:]
		switch c := b[0]; {
		case c == '\\':
			i++ // what is escaped is text
			continue
		case c == '`' && bytes.IndexByte(b[1:], c) >= 0 || c == '<' || c == '\n':
			return
		case c != '[' || i > 0 && in.buf[i-1] == '!':
			continue
		case len(b) < 3 || b[2] != ']' || b[1] != ' ' && b[1] != 'x' && b[1] != 'X':
			return
		}
		var shown []byte
		if len(b) > 3 && b[3] == '(' {
			shown = fmt.Appendf(nil, "[&#%d;", b[1])
		} else {
			shown = append(in.d.appendEscaped(nil, '['), b[1])
		}
		in.buf = slices.Concat(in.buf[:i], shown, b[2:])
		return
	}
}

// blockStart returns the place in a line of text, the first n bytes of rest,
// where a backslash keeps it from beginning a block, or -1. first says whether
// the line is the paragraph's first.
func (r *rules) blockStart(rest []byte, n int, first bool) int {
	l := bytes.TrimRight(rest[:n], " ")
	if len(l) == 0 {
		return -1
	}
	switch c := l[0]; c {
	case '#':
		n := 1
		for n < len(l) && l[n] == '#' {
			n++
		}
		if n <= 6 && (n == len(l) || l[n] == ' ') || r.reads(dialect.TightHeadings) {
			return 0
		}
	case '>':
		return 0
	case '+', '-', '*':
		if len(l) == 1 || l[1] == ' ' || c == '*' && l[1] == '[' && r.reads(dialect.Abbreviations) {
			return 0
		}
		if c != '+' && isRule(l) || c == '-' && !first && onlyOf(l, "-|: ") {
			return 0
		}
	case '_':
		if isRule(l) {
			return 0
		}
	case '=':
		if !first && onlyOf(l, "=") {
			return 0
		}
	case '|', ':':
		if !first && onlyOf(l, "-|: ") || c == ':' && (len(l) == 1 || l[1] == ' ' || bytes.HasPrefix(l, []byte(":::")) && r.reads(dialect.Containers) || bytes.HasPrefix(l, []byte("::")) && r.reads(dialect.Directives)) {
			return 0
		}
	case '<':
		if bytes.HasPrefix(l, []byte("<<<")) && r.reads(dialect.Imports) {
			return 0
		}
	case '~':
		if bytes.HasPrefix(l, []byte("~~~")) {
			return 0
		}
	case '[':
		// "[label]: …" defines a link, "[^1]: …" a footnote. A label can go over
		// lines.
		if first && len(l) > 2 && l[1] == '!' && tree.IsLetter(rune(l[2])) {
			return 0 // "[!NOTE]" in a quote is an alert
		}
		if !first && !r.reads(dialect.LineDefinitions) {
			break
		}
		if j := closingBracket(rest); j > 0 && j+1 < len(rest) && rest[j+1] == ':' {
			if rest[1] == '^' {
				return j + 1
			}
			return 0
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		n := 1
		for n < len(l) && '0' <= l[n] && l[n] <= '9' {
			n++
		}
		if n <= 9 && n < len(l) && (l[n] == '.' || l[n] == ')') && (n+1 == len(l) || l[n+1] == ' ') {
			return n
		}
	}
	return -1
}

// isRule reports whether a line is a thematic break: three or more of one of
// * - _ and blanks. Two are enough behind the marker of a list.
func isRule(l []byte) bool {
	n := 0
	for _, c := range l {
		switch c {
		case l[0]:
			n++
		case ' ', '\t':
		default:
			return false
		}
	}
	return n >= 2
}

func onlyOf(l []byte, set string) bool {
	for _, c := range l {
		if bytes.IndexByte([]byte(set), c) < 0 {
			return false
		}
	}
	return true
}

// closingBracket returns the index of the first unescaped ] in l, or -1.
func closingBracket(l []byte) int {
	for i := 1; i < len(l); i++ {
		switch l[i] {
		case '\\':
			i++
		case ']':
			return i
		}
	}
	return -1
}

// escapeHeadingEnd escapes what a heading must not end in: a run of # would be
// dropped, {…} read as attributes by some.
func (r *rules) escapeHeadingEnd(s []byte) []byte {
	if n := len(s); n > 0 && s[n-1] == '#' {
		i := n
		for i > 0 && s[i-1] == '#' {
			i--
		}
		if i == 0 || s[i-1] == ' ' {
			s = r.appendEscaped(s[:n-1], '#')
		}
	} else if n > 0 && s[n-1] == '}' {
		if i := bytes.LastIndexByte(s, '{'); i >= 0 && (i == 0 || s[i-1] != '\\') {
			s = append(r.appendEscaped(s[:i:i], '{'), s[i+1:]...)
		}
	}
	return s
}
