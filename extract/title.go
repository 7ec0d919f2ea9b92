package extract

import (
	"strings"
)

// PlainTitle returns the title as text: without its tags, with entities
// decoded once, white space collapsed and trimmed (docs/formats.md §A.4). WordPress
// keeps titles as HTML, so "Use of &lt;b&gt;" is about a tag and "Use of <b>"
// has one. But before version 5.7 it exported titles without their tags and
// not in CDATA, so that in such a title what looks like a tag is text.
func (it *Item) PlainTitle() string {
	s := it.Title
	if strings.IndexByte(s, '<') >= 0 && !it.literal {
		s = withoutTags(s)
	}
	return collapse(unescape(s))
}

// literalTitle reports whether the title just read is text, without tags.
// Other exporters write tags outside CDATA, too, but then they close them.
func (p *parser) literalTitle(title string) bool {
	for _, s := range p.segs {
		if s.cdata {
			return false
		}
	}
	return strings.IndexByte(title, '<') >= 0 && !strings.Contains(title, "</") && !strings.Contains(title, "<br")
}

// withoutTags takes the tags and comments out of s. A "<" that begins neither
// stays.
func withoutTags(s string) string {
	var b strings.Builder
	comments := strings.Contains(s, "-->")
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := tagLen(s, comments)
		switch {
		case end == 0:
			b.WriteByte('<')
			end = 1
		case len(s) > 3 && strings.EqualFold(s[1:3], "br") && !alphanumeric(s[3]):
			b.WriteByte(' ')
		}
		s = s[end:]
	}
	b.WriteString(s)
	return b.String()
}

// tagLen returns the length of the tag or, if there can be any, the comment
// at the start of s, which is a "<" and something; 0 if it is neither.
func tagLen(s string, comments bool) int {
	if rest, ok := strings.CutPrefix(s, "<!--"); ok && comments {
		if i := strings.Index(rest, "-->"); i >= 0 {
			return i + len("<!---->")
		}
		return 0
	}
	c := s[1]
	if c == '/' && len(s) > 2 {
		c = s[2]
	}
	if c != '!' && c != '?' && !('a' <= c|0x20 && c|0x20 <= 'z') {
		return 0
	}
	first, quote := 0, byte(0)
	for i := 1; i < len(s) && s[i] != '<'; i++ {
		switch c := s[i]; {
		case c == quote:
			quote = 0
		case c == '>' && quote == 0:
			return i + 1
		case c == '>' && first == 0:
			first = i + 1 // should the quotes prove broken
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		}
	}
	return first
}

// collapse makes one space of each run of white space, and none at the ends.
// A no-break space in the middle stays.
func collapse(s string) string {
	if isCollapsed(s) {
		return s
	}
	s = strings.Trim(s, " \t\n\u00a0\u2028\u2029\ufeff\u200b")
	if !strings.ContainsAny(s, "\t\n\u2028\u2029") && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\u2028' || r == '\u2029'
	}), " ")
}

// isCollapsed knows, without a look at each character, most titles that collapse would
// leave as they are: those with single spaces between what is visible.
func isCollapsed(s string) bool {
	space := true // before the beginning, there is as good as one
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ', c == ' ' && space, c == 0xc2, c == 0xef: // the latter two may begin U+00A0 and U+FEFF
			return false
		case c == 0xe2 && len(s)-i > 2 && s[i+1] == 0x80 && (s[i+2] == 0x8b || s[i+2] == 0xa8 || s[i+2] == 0xa9):
			return false
		}
		space = s[i] == ' '
	}
	return !space
}
