package transform

import (
	"bytes"
	"unicode/utf8"
)

// escape appends text so that it is read as text, and touches nothing that
// would be read as text anyway. next is the character that will follow.
func (in *inline) escape(s []byte, next rune) {
	plain := 0 // start of the bytes not appended yet
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		after := next
		if i+1 < len(s) {
			after, _ = utf8.DecodeRune(s[i+1:])
		}
		with := ""
		switch c {
		case '\\':
			if after < utf8.RuneSelf && (isASCIIPunct(byte(after)) || i+1 == len(s)) {
				with = `\\`
			}
		case '`':
			if !in.lone['`'] {
				with = "\\`"
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
			if !in.lone[c] && pairs(c, flank(prev, after)) {
				in.buf = append(in.buf, s[plain:i]...)
				for range run {
					in.buf = append(in.buf, '\\', c)
				}
				plain = i + run
			}
			i += run - 1
			continue
		case '[':
			if in.link > 0 || after == '^' {
				with = `\[`
			}
		case ']':
			if in.link > 0 || after == '(' {
				with = `\]`
			}
		case '!':
			if after == '[' {
				with = `\!`
			}
		case '<':
			if after == '/' || after == '!' || after == '?' || isLetter(after) {
				with = `\<`
			}
		case '&':
			if entityLength(s[i:]) > 0 {
				with = "&amp;"
			}
		case '|':
			if in.place == inCell {
				with = `\|`
			}
		}
		if with != "" {
			in.buf = append(in.buf, s[plain:i]...)
			in.buf = append(in.buf, with...)
			plain = i + 1
		}
	}
	in.buf = append(in.buf, s[plain:]...)
}

var special = func() (t [256]bool) {
	for _, c := range []byte("\\`*_~[]!<&|") {
		t[c] = true
	}
	return t
}()

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

// pairs reports whether a run of c could open or close emphasis.
func pairs(c byte, f flanking) bool {
	if c == '_' {
		return f.opensWord() || f.closesWord()
	}
	return f.opens() || f.closes()
}

func isLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// entityLength returns the length of what s begins with if that looks like a
// character reference, else 0.
func entityLength(s []byte) int {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return 0
	}
	for i, c := range s[1:end] {
		switch {
		case '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z':
		case c == '#' && i == 0 && end > 2:
		default:
			return 0
		}
	}
	return end + 1
}

// escapeLineStarts escapes what would begin a block at the start of a line:
// lines of a paragraph begin with text, or with a mark that is none of these.
func (in *inline) escapeLineStarts() {
	for i := 0; i < len(in.buf); {
		end := len(in.buf)
		if j := bytes.IndexByte(in.buf[i:], '\n'); j >= 0 {
			end = i + j
		}
		if at := blockStart(in.buf[i:end], i == 0); at >= 0 {
			in.buf = append(in.buf, 0)
			copy(in.buf[i+at+1:], in.buf[i+at:])
			in.buf[i+at] = '\\'
			end++
		}
		i = end + 1
	}
}

// blockStart returns the place in a line of text where a backslash keeps it
// from beginning a block, or -1. first says whether the line is the
// paragraph's first.
func blockStart(l []byte, first bool) int {
	l = bytes.TrimRight(l, " ")
	if len(l) == 0 {
		return -1
	}
	switch c := l[0]; c {
	case '#':
		n := 1
		for n < len(l) && l[n] == '#' {
			n++
		}
		if n <= 6 && (n == len(l) || l[n] == ' ') {
			return 0
		}
	case '>':
		return 0
	case '+', '-', '*':
		if len(l) == 1 || l[1] == ' ' {
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
		if !first && (onlyOf(l, "-|: ") || c == ':' && (len(l) == 1 || l[1] == ' ')) {
			return 0
		}
	case '~':
		if bytes.HasPrefix(l, []byte("~~~")) {
			return 0
		}
	case '[':
		if bytes.HasPrefix(l, []byte("[ ] ")) || bytes.HasPrefix(l, []byte("[x] ")) || bytes.HasPrefix(l, []byte("[X] ")) {
			return 0
		}
		// "[label]: …" defines a link, "[^1]: …" a footnote.
		if j := closingBracket(l); j > 0 && j+1 < len(l) && l[j+1] == ':' {
			return j + 1
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
// * - _ and blanks.
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
	return n >= 3
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
func escapeHeadingEnd(s []byte) []byte {
	if n := len(s); n > 0 && s[n-1] == '#' {
		i := n
		for i > 0 && s[i-1] == '#' {
			i--
		}
		if i == 0 || s[i-1] == ' ' {
			s = append(s[:n-1], `\#`...)
		}
	} else if n > 0 && s[n-1] == '}' {
		if i := bytes.LastIndexByte(s, '{'); i >= 0 && (i == 0 || s[i-1] != '\\') {
			s = append(s, 0)
			copy(s[i+1:], s[i:])
			s[i] = '\\'
		}
	}
	return s
}
