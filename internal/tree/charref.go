package tree

import (
	"strings"

	"golang.org/x/net/html"
)

// EntityLength returns the length of the character reference that s begins
// with, else 0. Only those that end in a semicolon count, for WordPress and for
// Markdown; browsers know some without (docs/formats.md, Appendix).
func EntityLength[S string | []byte](s S) int {
	end := 0
	for i := 1; i < len(s) && i < 40 && end == 0; i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z':
		case c == '#' && i == 1:
		case c == ';' && i > 1:
			end = i
		default:
			return 0
		}
	}
	if end == 0 {
		return 0
	}
	ref := string(s[:end+1])
	if html.UnescapeString(ref) == ref {
		return 0
	}
	return end + 1
}

// UnescapeHTML decodes the character references of a text that is no HTML: of
// an address, or of code that was stored encoded.
func UnescapeHTML(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var out strings.Builder
	done := 0
	for i < len(s) {
		n := 0
		if s[i] == '&' {
			n = EntityLength(s[i:])
		}
		if n > 0 {
			out.WriteString(s[done:i])
			out.WriteString(html.UnescapeString(s[i : i+n]))
			done = i + n
			i = done
			continue
		}
		i++
	}
	out.WriteString(s[done:])
	return out.String()
}
