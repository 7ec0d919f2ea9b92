package migrate

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/tree"
)

// What a page shows of a value is asked of its text: words in an address, in the
// alternative text of a picture or somewhere in another sentence are not that value.

// seenText is the text of a page, word by word.
type seenText struct {
	words []seenWord
	runs  [longestRun + 1]map[uint64]byte // by how many words; made when it is asked for
}

// seenWord is a word of a text, with how it is parted from the one before.
type seenWord struct {
	folded, exact uint64
	size          int // letters and digits
	number        bool
	parted        byte
}

const (
	besides = iota // nothing but a space, a hyphen or an apostrophe
	marked         // a sign, or where something in the line begins or ends
	apart          // another paragraph, heading, entry of a list
)

// Marks of a text, beside its letters.
const (
	signOfMark  = '\x00'
	signOfBlock = '\x01'
)

// What is known of a run of words.
const (
	runThere   = 1 << iota
	runBounded // it is marked off on both sides
)

const (
	longestRun = 8
	shortRun   = 3
	longNumber = 6 // digits of one that stands for nothing else
)

// add adds a text with marks.
func (t *seenText) add(text []byte) {
	t.words = appendWords(t.words, text)
}

// shows reports whether a value is a text of the page: a short one by itself or with the
// letters that it has, a longer one as it is, a long one but for what the page writes in
// another way.
func (t *seenText) shows(value string) bool {
	text := []byte(value)
	if strings.ContainsAny(value, "<&") {
		text = withoutTags(value)
	}
	all := appendWords(nil, text)
	if len(all) == 0 {
		return len(value) < 3
	}
	for start := 0; start < len(all); {
		end := start + 1
		for end < len(all) && all[end].parted != apart {
			end++
		}
		if !t.has(all[start:end]) {
			return false
		}
		start = end
	}
	return true
}

// has reports whether words that belong together are in the page.
func (t *seenText) has(words []seenWord) bool {
	n := len(words)
	switch {
	case n == 1 && words[0].size < 3 && words[0].number:
		return false
	case n <= longestRun:
		found := t.of(n)[sumOf(words, false)]
		if n > shortRun || found&runBounded != 0 || n == 1 && words[0].size >= longNumber && words[0].number {
			return found != 0
		}
		return n > 1 && t.of(n)[sumOf(words, true)] != 0
	}
	missing := 0
	pairs, single := t.of(2), t.of(1)
	for i := range words {
		if words[i].size >= 3 && single[sumOf(words[i:i+1], false)] == 0 {
			return false
		}
		if i > 0 && pairs[sumOf(words[i-1:i+1], false)] == 0 {
			missing++
		}
	}
	return missing <= n/8
}

// of returns the runs of n words.
func (t *seenText) of(n int) map[uint64]byte {
	if t.runs[n] != nil {
		return t.runs[n]
	}
	runs := make(map[uint64]byte, len(t.words))
	start := 0 // of the words that are not apart
	for i := range t.words {
		if t.words[i].parted == apart {
			start = i
		}
		first := i - n + 1
		if first < start {
			continue
		}
		found := byte(runThere)
		if t.words[first].parted != besides && (i+1 == len(t.words) || t.words[i+1].parted != besides) {
			found |= runBounded
		}
		run := t.words[first : i+1]
		runs[sumOf(run, false)] |= found
		if n <= shortRun {
			runs[sumOf(run, true)] |= runThere
		}
	}
	t.runs[n] = runs
	return runs
}

// sumOf returns one sum of words, with small letters or as they are.
func sumOf(words []seenWord, exact bool) uint64 {
	sum := uint64(len(words))
	if exact {
		sum = ^sum
	}
	for i := range words {
		w := words[i].folded
		if exact {
			w = words[i].exact
		}
		sum = sum*31 + w
	}
	return sum
}

// appendWords appends the words of a text with marks. Each letter of what is written
// without spaces is one.
func appendWords(words []seenWord, text []byte) []seenWord {
	const start, prime = 14695981039346656037, 1099511628211
	w := seenWord{folded: start, exact: start, number: true, parted: apart}
	parted := byte(besides)
	end := func() {
		if w.size > 0 {
			words = append(words, w)
			w = seenWord{folded: start, exact: start, number: true, parted: besides}
		}
	}
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		i += n
		switch wide := r >= utf8.RuneSelf && isWide(r); {
		case wide || unicode.IsLetter(r) || unicode.IsDigit(r):
			if wide {
				end()
			}
			w.parted, parted = max(w.parted, parted), besides
			w.folded = (w.folded ^ uint64(unicode.ToLower(r))) * prime
			w.exact = (w.exact ^ uint64(r)) * prime
			w.number = w.number && unicode.IsDigit(r)
			if w.size++; wide {
				w.size = 3
				end()
			}
		case unicode.IsMark(r) && w.size > 0:
			w.folded, w.exact = (w.folded^uint64(r))*prime, (w.exact^uint64(r))*prime
		default:
			end()
			switch {
			case r == signOfBlock || r == '\n':
				parted = apart
			case r != ' ' && r != '\t' && r != '-' && r != '\'' && r != '’' && r != '\u00a0':
				parted = max(parted, marked)
			}
		}
	}
	end()
	return words
}

// withoutTags returns the text of HTML with marks.
func withoutTags(s string) []byte {
	m := marker{s: s, text: make([]byte, 0, len(s))}
	for m.at < len(s) {
		switch s[m.at] {
		case '<':
			m.tag()
		case '&':
			m.entity()
		default:
			m.letter()
		}
	}
	return m.text
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
	case name == "br" || name == "img":
		m.mark(signOfMark)
	case !withinLine[name]:
		m.mark(signOfBlock)
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
var withinLine = set("a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr")

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

// textOfMarkdown returns the text of a page with marks: without addresses, attributes and
// the alternative texts of pictures.
func textOfMarkdown(md []byte) []byte {
	s := string(md)
	m := marker{s: s, text: make([]byte, 0, len(s))}
	for m.at < len(s) {
		i := m.at
		if i == 0 || s[i-1] == '\n' {
			n := markOfLine(s[i:])
			if n > 0 || s[i] == '\n' {
				m.mark(signOfBlock)
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
				m.mark(signOfMark)
				m.at = end
				continue
			}
			m.letter()
		case ']':
			m.mark(signOfMark)
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
				m.mark(signOfMark)
			}
		case 'h':
			if n := addressLength(s[i:]); n > 0 {
				m.mark(signOfMark)
				m.at += n
				continue
			}
			m.letter()
		case '\n':
			m.mark(' ')
			m.at++
		default:
			m.letter()
		}
	}
	return m.text
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
