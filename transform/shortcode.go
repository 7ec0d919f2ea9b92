package transform

import (
	"strings"
)

// shortcode is one [name …] or [name …]content[/name] of a text.
type shortcode struct {
	name      string
	attrs     string // between the name and the end of the tag, as written
	content   string
	enclosing bool // has content and a closing tag
	tagEnd    int  // index behind the opening tag
	end       int  // index behind all of it
}

// parseShortcode reads the shortcode that begins with the bracket s[i], by the
// rules WordPress executes (facts.md §C.1): the tag ends at the first ],
// quoted or not; the content runs to the next closing tag of the same name, if
// there is one. closers finds that tag.
func parseShortcode(s string, i int, closers *closers) (sc shortcode, ok bool) {
	j := i + 1
	for j < len(s) && isNameByte(s[j]) {
		j++
	}
	if j == i+1 || j == len(s) {
		return sc, false
	}
	end := strings.IndexByte(s[j:], ']')
	if end < 0 || !endsName(s[j]) {
		return sc, false
	}
	end += j
	sc.name = s[i+1 : j]
	sc.attrs = s[j:end]
	sc.tagEnd = end + 1
	sc.end = sc.tagEnd
	if strings.HasSuffix(sc.attrs, "/") {
		sc.attrs = sc.attrs[:len(sc.attrs)-1]
		return sc, true
	}
	if k := closers.after(sc.name, sc.tagEnd); k >= 0 {
		sc.content = s[sc.tagEnd:k]
		sc.enclosing = true
		sc.end = k + len("[/]") + len(sc.name)
	}
	return sc, true
}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c >= 0x80
}

// endsName reports whether a shortcode's name can end before c. "[audio:…]"
// and "[youtube=…]" are old forms that plugins read.
func endsName(c byte) bool {
	return isSpace(c) || c == ']' || c == '/' || c == '=' || c == ':'
}

// closers are the closing tags [/name] of a text, found once so that an
// unclosed tag does not make each search run to the end of the text.
type closers struct {
	at map[string][]int
}

func findClosers(s string) *closers {
	c := &closers{}
	for i := 0; ; {
		k := strings.Index(s[i:], "[/")
		if k < 0 {
			return c
		}
		i += k + 2
		j := i
		for j < len(s) && isNameByte(s[j]) {
			j++
		}
		if j > i && j < len(s) && s[j] == ']' {
			if c.at == nil {
				c.at = map[string][]int{}
			}
			c.at[s[i:j]] = append(c.at[s[i:j]], i-2)
		}
	}
}

// after returns the index of the first closing tag of name at or behind i, or
// -1. Calls for one name come with growing i.
func (c *closers) after(name string, i int) int {
	at := c.at[name]
	for len(at) > 0 && at[0] < i {
		at = at[1:]
	}
	if c.at != nil {
		if _, ok := c.at[name]; ok {
			c.at[name] = at
		}
	}
	if len(at) == 0 {
		return -1
	}
	return at[0]
}

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

// parseAttrs reads the attributes of a shortcode as WordPress does (facts.md
// §C.1), and takes typographic and escaped quotes, which come from word
// processors, for quotes.
func parseAttrs(s string) attrs {
	s = plainSpaces(s)
	if hasFancyQuote(s) {
		s = fancyQuotes.Replace(s)
	}
	var a attrs
	for {
		s = strings.TrimLeft(s, " \t\r\n\f\v")
		if s == "" {
			return a
		}
		if key, val, n := namedAttr(s); n > 0 {
			a.named = append(a.named, attrPair{strings.ToLower(key), unescapeAttr(val)})
			s = s[n:]
		} else if val, n := quotedAttr(s); n > 0 {
			a.pos = append(a.pos, unescapeAttr(val))
			s = s[n:]
		} else {
			n := wordEnd(s)
			a.pos = append(a.pos, unescapeAttr(s[:n]))
			s = s[n:]
		}
	}
}

// namedAttr reads key="value", key='value' or key=value, which must be followed
// by white space or the end, and returns its length, or 0.
func namedAttr(s string) (key, val string, n int) {
	i := 0
	for i < len(s) && (isNameByte(s[i]) && s[i] < 0x80) {
		i++
	}
	if i == 0 {
		return "", "", 0
	}
	key = s[:i]
	i = skipBlanks(s, i)
	if i == len(s) || s[i] != '=' {
		return "", "", 0
	}
	i = skipBlanks(s, i+1)
	if val, n := quotedAttr(s[i:]); n > 0 {
		return key, val, i + n
	}
	j := i
	for j < len(s) && !isBlank1(s[j]) && s[j] != '"' && s[j] != '\'' {
		j++
	}
	if j == i || j < len(s) && !isBlank1(s[j]) {
		return "", "", 0
	}
	return key, s[i:j], j
}

func quotedAttr(s string) (val string, n int) {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return "", 0
	}
	end := strings.IndexByte(s[1:], s[0])
	if end < 0 || end+2 < len(s) && !isBlank1(s[end+2]) {
		return "", 0
	}
	return s[1 : end+1], end + 2
}

func isBlank1(c byte) bool { return isSpace(c) || c == '\v' }

func skipBlanks(s string, i int) int {
	for i < len(s) && isBlank1(s[i]) {
		i++
	}
	return i
}

func wordEnd(s string) int {
	i := 0
	for i < len(s) && !isBlank1(s[i]) {
		i++
	}
	return i
}

// plainSpaces makes no-break and zero-width spaces blanks.
func plainSpaces(s string) string {
	if strings.Contains(s, "\u00a0") || strings.Contains(s, "\u200b") {
		return strings.NewReplacer("\u00a0", " ", "\u200b", " ").Replace(s)
	}
	return s
}

// unescapeAttr undoes C-style escapes in a value.
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
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func hasFancyQuote(s string) bool {
	for _, q := range []string{"=“", "=”", "=„", "=″", "=«", "=»", "=&quot;", "=&#8220;", "=&#8221;", "=&#8243;", "=&ldquo;", "=&rdquo;"} {
		if strings.Contains(s, q) {
			return true
		}
	}
	return false
}

var fancyQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "″", `"`, "«", `"`, "»", `"`,
	"&quot;", `"`, "&#8220;", `"`, "&#8221;", `"`, "&#8243;", `"`, "&ldquo;", `"`, "&rdquo;", `"`)
