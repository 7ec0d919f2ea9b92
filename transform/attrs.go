package transform

import (
	"strconv"
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// attrs are the attributes of a shortcode.
type attrs struct {
	named []attrPair
	pos   []string // values without a name, in order
}

type attrPair struct{ key, val string }

// get returns the value of a named attribute, or "".
func (a *attrs) get(key string) string {
	v, _ := a.lookup(key)
	return v
}

func (a *attrs) lookup(key string) (string, bool) {
	for i := len(a.named) - 1; i >= 0; i-- { // the last of several wins
		if a.named[i].key == key {
			return a.named[i].val, true
		}
	}
	return "", false
}

// address returns the value of a named attribute that is an address, as the
// browser would have read it.
func (a *attrs) address(key string) string {
	return strings.TrimSpace(tree.UnescapeHTML(a.get(key)))
}

// parseAttrs reads the attributes of a shortcode as WordPress does (docs/formats.md
// §C.1): key="value", key='value', key=value, "value", 'value', value, each
// followed by white space or the end. Other than WordPress it takes the quotes
// of word processors, and quotes written as character references, for quotes.
func parseAttrs(s string) attrs { return readAttrs(s, quotes{}) }

// widgetAttrs reads the attributes of a widget of a builder or theme, whose editors write
// quotes within quotes that WordPress itself cannot read.
func widgetAttrs(s string) attrs { return readAttrs(s, quotes{mends: 50}) }

func readAttrs(s string, q quotes) attrs {
	s = plainSpaces.Replace(s)
	var a attrs
	for {
		s = strings.TrimLeft(s, blanks)
		if s == "" {
			return a
		}
		if key, val, n := q.namedAttr(s); n > 0 {
			a.named = append(a.named, attrPair{strings.ToLower(key), unescapeAttr(val)})
			s = s[n:]
			continue
		}
		val, n := q.quotedAttr(s)
		if n == 0 {
			n = wordEnd(s)
			val = s[:n]
		}
		a.pos = append(a.pos, unescapeAttr(val))
		s = s[n:]
	}
}

const blanks = " \t\r\n\f\v"

func isBlankByte(c byte) bool { return tree.IsSpace(c) || c == '\v' }

// plainSpaces makes blanks of the spaces that only look like them.
var plainSpaces = strings.NewReplacer(tree.NBSP, " ", zeroWidthSpace, " ")

// quotes reads values in quotes. It remembers that no typographic quote ends a
// value in the rest of the text, so that many that begin one are not each looked
// up to its end.
type quotes struct {
	noEnd bool
	mends int // how many values with quotes in them may be looked at
}

// namedAttr reads a named attribute and returns its length, or 0.
func (q *quotes) namedAttr(s string) (key, val string, n int) {
	i := 0
	for i < len(s) && s[i] < 0x80 && isNameByte(s[i]) {
		i++
	}
	key = s[:i]
	i = skipBlanks(s, i)
	if key == "" || i == len(s) || s[i] != '=' {
		return "", "", 0
	}
	i = skipBlanks(s, i+1)
	if val, n := q.quotedAttr(s[i:]); n > 0 {
		return key, val, i + n
	}
	if val, n := q.quotedWithin(s[i:]); n > 0 {
		return key, val, i + n
	}
	n = wordEnd(s[i:])
	if val = s[i : i+n]; val == "" || strings.ContainsAny(val, `"'`) {
		return "", "", 0
	}
	return key, val, i + n
}

// quotedAttr reads a value in quotes and returns its length, or 0.
func (q *quotes) quotedAttr(s string) (val string, n int) {
	if s == "" {
		return "", 0
	}
	if s[0] == '"' || s[0] == '\'' {
		end := strings.IndexByte(s[1:], s[0])
		if end < 0 || end+2 < len(s) && !isBlankByte(s[end+2]) {
			return "", 0
		}
		return s[1 : end+1], end + 2
	}
	open := fancyQuote(s)
	if open == 0 || q.noEnd {
		return "", 0
	}
	for i := open; i < len(s); i++ {
		n := fancyQuote(s[i:])
		if n == 0 && s[i] == '"' {
			n = 1
		}
		if n > 0 && (i+n == len(s) || isBlankByte(s[i+n])) {
			return s[open:i], i + n
		}
	}
	q.noEnd = true
	return "", 0
}

// quotedWithin reads a value in quotes that has the same quotes in it: it ends at the last
// one before the next named value. WordPress reads no such value at all.
func (q *quotes) quotedWithin(s string) (val string, n int) {
	if s == "" || s[0] != '"' && s[0] != '\'' || q.mends == 0 {
		return "", 0
	}
	q.mends--
	for i := 1; i < len(s); i++ {
		if s[i] == s[0] && (i+1 == len(s) || isBlankByte(s[i+1])) && beginsNamed(s[i+1:]) {
			return s[1:i], i + 1
		}
	}
	return "", 0
}

// beginsNamed reports whether attributes end, or go on with a named one in quotes.
func beginsNamed(s string) bool {
	s = strings.TrimLeft(s, blanks)
	if s == "" || s == "/" {
		return true
	}
	i := 0
	for i < len(s) && s[i] < 0x80 && isNameByte(s[i]) {
		i++
	}
	return i > 0 && i+1 < len(s) && s[i] == '=' && (s[i+1] == '"' || s[i+1] == '\'')
}

// fancyQuote returns the length of the typographic or escaped quote that s
// begins with, or 0.
func fancyQuote(s string) int {
	if s[0] != '&' && s[0] < 0x80 {
		return 0
	}
	for _, q := range fancyQuotes {
		if strings.HasPrefix(s, q) {
			return len(q)
		}
	}
	return 0
}

var fancyQuotes = []string{"“", "”", "„", "″", "«", "»", "&quot;", "&#8220;", "&#8221;", "&#8222;", "&#8243;", "&#34;", "&ldquo;", "&rdquo;", "&bdquo;", "&laquo;", "&raquo;"}

func skipBlanks(s string, i int) int {
	for i < len(s) && isBlankByte(s[i]) {
		i++
	}
	return i
}

func wordEnd(s string) int {
	i := 0
	for i < len(s) && !isBlankByte(s[i]) {
		i++
	}
	return i
}

// unescapeAttr undoes C-style escapes in a value: \" \n \x41.
func unescapeAttr(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case 'r':
			b.WriteByte('\r')
		case 'x':
			v, err := strconv.ParseUint(s[i+1:min(len(s), i+3)], 16, 8)
			if err != nil || v < ' ' {
				b.WriteByte('x')
				continue
			}
			b.WriteRune(rune(v))
			i += 2
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
