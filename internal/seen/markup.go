package seen

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/tree"
)

// OfHTML returns the text of HTML with marks. A line is a block: values are plain texts, too.
func OfHTML(s string) string {
	m := marker{s: s, text: make([]byte, 0, len(s))}
	for m.at < len(s) {
		switch s[m.at] {
		case '<':
			m.tag()
		case '&':
			m.entity()
		case '\n':
			m.mark(Block)
			m.at++
		default:
			m.letter()
		}
	}
	return string(m.text)
}

// marker reads HTML or Markdown as its text with marks.
type marker struct {
	s          string
	at         int
	text       []byte
	lastTagEnd int  // where the last > stands; -1 if there is none
	looked     bool // for the last >
	unquoted   bool // a quote in a tag has no end
}

func (m *marker) letter() {
	m.text = append(m.text, m.s[m.at])
	m.at++
}

func (m *marker) mark(c byte) { m.text = append(m.text, c) }

// tag reads the tag at hand, or the letter < if it is none.
func (m *marker) tag() {
	s, i := m.s, m.at
	if !m.looked {
		m.lastTagEnd, m.looked = strings.LastIndexByte(s, '>'), true
	}
	j := i + 1
	if j < len(s) && s[j] == '/' {
		j++
	}
	start := j
	for j < len(s) && (tree.IsLetter(rune(s[j])) || j > start && '0' <= s[j] && s[j] <= '9') {
		j++
	}
	isComment := strings.HasPrefix(s[i:], "<!--")
	if j == start && !isComment || m.lastTagEnd < j {
		m.mark('<')
		m.at++
		return
	}
	if isComment {
		if n := strings.Index(s[i:], "-->"); n > 0 {
			m.at += n + len("-->")
		} else {
			m.at = len(s)
		}
		return
	}
	m.at = m.tagEnd(j)
	switch name := strings.ToLower(s[start:j]); {
	case name == "br" || name == "img" || name == "small": // a heading shows it apart
		m.mark(Mark)
	case !withinLine[name]:
		m.mark(Block)
	}
}

// tagEnd returns where a tag ends of which the attributes begin at i.
func (m *marker) tagEnd(i int) int {
	if !m.unquoted {
		if end := tree.TagEnd(m.s, i); end >= 0 {
			return end
		}
		m.unquoted = true
	}
	return i + strings.IndexByte(m.s[i:], '>') + 1
}

// withinLine are the elements that part no words. Autolinks are none: https.
var withinLine = func() map[string]bool {
	names := map[string]bool{}
	for name := range strings.FieldsSeq("a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr") {
		names[name] = true
	}
	return names
}()

// entity reads the letter that is written at hand.
func (m *marker) entity() {
	const longest = 10
	n := strings.IndexByte(m.s[m.at:min(len(m.s), m.at+longest)], ';')
	if n < 0 {
		m.letter()
		return
	}
	m.text = append(m.text, html.UnescapeString(m.s[m.at:m.at+n+1])...)
	m.at += n + 1
}

// OfMarkdown returns the text of a page with marks: without addresses, attributes and
// the alternative texts of pictures.
func OfMarkdown(md []byte) string {
	s := string(md)
	m := marker{s: s, text: make([]byte, 0, len(s))}
	for m.at < len(s) {
		i := m.at
		if i == 0 || s[i-1] == '\n' {
			n := markOfLine(s[i:])
			if n > 0 || s[i] == '\n' {
				m.mark(Block)
			}
			if m.at += n; n > 0 {
				continue
			}
		}
		switch c := s[i]; c {
		case '\\':
			if m.at++; m.at < len(s) && s[m.at] != '\n' {
				m.letter()
			}
		case '!':
			if end := pictureEnd(s, i); end > 0 {
				m.mark(Mark)
				m.at = end
				continue
			}
			m.letter()
		case ']':
			m.mark(Mark)
			if m.at++; m.at < len(s) && s[m.at] == '(' {
				m.at = addressEnd(s, m.at)
			}
		case '<':
			m.tag()
		case '&':
			m.entity()
		case '*', '~', '`':
			for m.at < len(s) && s[m.at] == c {
				m.at++
			}
			if i == 0 || m.at == len(s) || !isLetterByte(s[i-1]) || !isLetterByte(s[m.at]) {
				m.mark(Mark)
			}
		case 'h':
			if n := addressLength(s[i:]); n > 0 {
				m.mark(Mark)
				m.at += n
				continue
			}
			m.letter()
		case '\n':
			if strings.HasSuffix(s[:i], "  ") || strings.HasSuffix(s[:i], `\`) { // ends a line, as <br> does
				m.mark(Mark)
			} else {
				m.mark(' ')
			}
			m.at++
		default:
			m.letter()
		}
	}
	return string(m.text)
}

// addressLength returns the length of the address with which a text begins.
func addressLength(s string) int {
	if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
		return 0
	}
	if n := strings.IndexAny(s, " \t\n<>\""); n >= 0 {
		return n
	}
	return len(s)
}

func isLetterByte(c byte) bool {
	return tree.IsLetter(rune(c)) || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

// markOfLine returns the length of what begins a line that is a block of its own: spaces,
// the marks of headings, quotes, lists and tables.
func markOfLine(s string) int {
	n, block := 0, false
	for n < len(s) {
		switch c := s[n]; {
		case c == ' ' || c == '\t':
		case c == '>' || c == '#' || c == '|':
			block = true
		case (c == '-' || c == '*' || c == '+' || c == ':') && n+1 < len(s) && s[n+1] == ' ':
			block = true
		case '0' <= c && c <= '9':
			d := strings.TrimLeft(s[n:], "0123456789")
			if len(s)-len(d) > n+9 || len(d) < 2 || d[0] != '.' && d[0] != ')' || d[1] != ' ' {
				return markLength(n, block)
			}
			n, block = len(s)-len(d), true
		default:
			return markLength(n, block)
		}
		n++
	}
	return markLength(n, block)
}

func markLength(n int, block bool) int {
	if block {
		return n
	}
	return 0
}

// pictureEnd returns where the picture at i ends, or 0 if there is none.
func pictureEnd(s string, i int) int {
	if !strings.HasPrefix(s[i:], "![") {
		return 0
	}
	const longest = 1 << 12
	for j, depth := i+2, 0; j < len(s) && j < i+longest; j++ {
		switch s[j] {
		case '\\':
			j++
		case '[':
			depth++
		case ']':
			if depth--; depth >= 0 {
				continue
			}
			if j+1 < len(s) && s[j+1] == '(' {
				return addressEnd(s, j+1)
			}
			return 0
		}
	}
	return 0
}

// addressEnd returns where the address in brackets at i ends, with its title.
func addressEnd(s string, i int) int {
	const longest = 1 << 12
	s = s[:min(len(s), i+longest)]
	depth := 0
	for j := i; j < len(s); j++ {
		switch s[j] {
		case '\\':
			j++
		case '<':
			if j == i+1 {
				if n := strings.IndexAny(s[j:], ">\n"); n > 0 {
					j += n
				}
			}
		case '"':
			if s[j-1] != ' ' {
				continue
			}
			for j++; j < len(s) && s[j] != '"' && s[j] != '\n'; j++ {
				if s[j] == '\\' {
					j++
				}
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j + 1
			}
		case '\n':
			return i + 1
		}
	}
	return i + 1
}
