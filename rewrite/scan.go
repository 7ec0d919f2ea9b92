package rewrite

import (
	"html"
	"iter"
	"strconv"
	"strings"
)

// fileAddresses yields what looks like the address of a file in a content, in
// order: in attributes, block attributes, shortcodes, styles and text (docs/formats.md
// §E.4). More than there is does little harm, since a file gets a place in the
// output only when a page shows it. It is found by its extension, because that
// is rare in a text.
func fileAddresses(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		floor := 0 // addresses do not overlap
		for i := 0; ; {
			k := strings.IndexByte(s[i:], '.')
			if k < 0 {
				return
			}
			dot := i + k
			i = dot + 1
			end := i
			for end < len(s) && end-i <= maxExtension && isAlnum(s[end]) {
				end++
			}
			if !endsAddress(s, end) || !isFileExtension(s[i:end]) {
				continue
			}
			start, quoted := addressStart(s, floor, dot, end)
			floor, i = end, end
			if a := addressIn(s[start:end], quoted); strings.Contains(a, "/") && !yield(a) {
				return
			}
		}
	}
}

func isAlnum(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}

// endsAddress reports whether the path of an address can end at i.
func endsAddress(s string, i int) bool {
	return i == len(s) || strings.IndexByte("\"' \n\t\r<>?#)[]&\\,|;", s[i]) >= 0
}

// addressStart returns where the stretch of text begins that an address is in:
// behind a quote, a tag or a line end. In quotes, blanks and line ends are a part of it.
func addressStart(s string, floor, dot, end int) (start int, quoted bool) {
	closing := byte(0)
	if end < len(s) && (s[end] == '"' || s[end] == '\'') {
		closing = s[end]
	}
	for start = dot; start > floor; start-- {
		switch c := s[start-1]; c {
		case '"', '\'':
			if closing == 0 || c == closing {
				return start, true
			}
		case ';':
			if hasQuoteEntity(s[floor:start]) {
				return start, true
			}
		case '<', '>':
			return start, false
		case '\n':
			if closing == 0 { // in quotes browsers drop it
				return start, false
			}
		}
	}
	return start, false
}

// hasQuoteEntity reports whether a text ends in a quote that is encoded.
func hasQuoteEntity(s string) bool {
	for _, q := range []string{"&quot;", "&#34;", "&#034;", "&#39;", "&#039;", "&apos;", "&#x22;", "&#x27;"} {
		if strings.HasSuffix(s, q) {
			return true
		}
	}
	return false
}

// addressIn returns the address at the end of a stretch of text.
func addressIn(s string, quoted bool) string {
	if strings.IndexByte(s, '\\') >= 0 {
		s = unescapeJSON(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	whole := max(strings.LastIndex(s, "http://"), strings.LastIndex(s, "https://"))
	switch {
	case whole >= 0:
		if s = s[whole:]; quoted {
			s = withoutLineEnds(s)
		} else {
			s = s[strings.LastIndexAny(s, " \t\r")+1:]
		}
	case quoted:
		if i := strings.LastIndex(s, "url("); i >= 0 {
			s = strings.Trim(s[i+len("url("):], " \t\r\"'")
		}
	default:
		s = s[strings.LastIndexAny(s, " \t\r([=,|\"'")+1:]
	}
	return s
}

// unescapeJSON undoes the escapes that block attributes have in an address:
// \/ and \u002d.
func unescapeJSON(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		if i++; s[i] == 'u' && i+4 < len(s) {
			if r, err := strconv.ParseUint(s[i+1:i+5], 16, 16); err == nil {
				b.WriteRune(rune(r))
				i += 4
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
