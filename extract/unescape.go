package extract

import (
	"html"
	"strings"
)

// unescape decodes the entities that WordPress keeps in names and titles in
// its database, once (docs/formats.md §0.8).
func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return printable(html.UnescapeString(s))
}

// printable drops the characters that may not occur in text, which references
// can bring in.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\n' && r != '\t', 0x80 <= r && r <= 0x9f, r == 0xfffe, r == 0xffff:
			return -1
		}
		return r
	}, s)
}
