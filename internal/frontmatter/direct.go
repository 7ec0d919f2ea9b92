package frontmatter

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// appendDirect appends the block of fields as the library for YAML writes it,
// which takes ten times as long. It is not ok if a value is more than a scalar, a
// list of them, or a mapping to such.
func appendDirect(b []byte, fields []Field) (_ []byte, ok bool) {
	b = append(b, "---\n"...)
	if b, ok = appendFields(b, fields, 0); !ok {
		return nil, false
	}
	return append(b, "---\n"...), true
}

// appendFields appends the lines of fields below depth others.
func appendFields(b []byte, fields []Field, depth int) (_ []byte, ok bool) {
	const spaces = "                                        "
	indent := spaces[:min(2*depth, len(spaces))]
	if depth > maxDepth {
		return nil, false
	}
	for i, f := range fields {
		if depth > 0 && checkField(fields, i) != nil {
			return nil, false
		}
		b = append(b, indent...)
		if plainName(f.Name) {
			b = append(b, f.Name...)
		} else {
			b = appendQuoted(b, f.Name)
		}
		b = append(b, ':')
		switch v := f.Value.(type) {
		case []string:
			b = appendEmpty(b, len(v))
			for _, s := range v {
				if isOdd(s) {
					return nil, false
				}
				b = append(appendQuoted(append(append(b, indent...), "  - "...), s), '\n')
			}
		case []Field:
			if len(v) == 0 {
				return nil, false
			}
			if b, ok = appendFields(append(b, '\n'), v, depth+1); !ok {
				return nil, false
			}
		case [][]string:
			b = appendEmpty(b, len(v))
			for _, list := range v {
				b = append(append(b, indent...), "  - ["...)
				for j, s := range list {
					if isOdd(s) {
						return nil, false
					}
					if j > 0 {
						b = append(b, ", "...)
					}
					b = appendQuoted(b, s)
				}
				b = append(b, "]\n"...)
			}
		case []any:
			b = appendEmpty(b, len(v))
			for _, x := range v {
				if b, ok = appendScalar(append(append(b, indent...), "  - "...), x); !ok {
					return nil, false
				}
				b = append(b, '\n')
			}
		default:
			if b, ok = appendScalar(append(b, ' '), v); !ok {
				return nil, false
			}
			b = append(b, '\n')
		}
	}
	return b, true
}

// appendEmpty ends the line that names a list of n values.
func appendEmpty(b []byte, n int) []byte {
	if n == 0 {
		b = append(b, " []"...)
	}
	return append(b, '\n')
}

func appendScalar(b []byte, v any) (_ []byte, ok bool) {
	switch v := v.(type) {
	case string:
		return appendQuoted(b, v), !isOdd(v)
	case time.Time:
		return append(v.AppendFormat(append(b, '"'), timeForm(v)), '"'), true
	case bool:
		return strconv.AppendBool(b, v), true
	case int:
		return strconv.AppendInt(b, int64(v), 10), true
	case int64:
		return strconv.AppendInt(b, v, 10), true
	case float64:
		return append(b, floatString(v)...), true
	case nil:
		return append(b, "null"...), true
	}
	return nil, false
}

// isOdd reports whether the library writes a string in a way of its own: each
// character of one behind a byte order mark as an escape.
func isOdd(s string) bool { return strings.HasPrefix(s, "\ufeff") }

// appendQuoted appends a string between double quotes.
func appendQuoted(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b = append(b, '"')
	done := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < 0x7f && c != '"' && c != '\\' {
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(s[i:]); showsAsItIs(r) {
				i += n
				continue
			}
		}
		b = appendEscape(append(b, s[done:i]...), r)
		i += n
		done = i
	}
	return append(append(b, s[done:]...), '"')
}

// showsAsItIs reports whether a character beyond ASCII needs no escape.
func showsAsItIs(r rune) bool {
	switch {
	case r < 0xa0, r == '\u2028', r == '\u2029', r == '\ufeff', r&0xfffe == 0xfffe:
		return false
	}
	return true
}

func appendEscape(b []byte, r rune) []byte {
	b = append(b, '\\')
	switch r {
	case 0:
		return append(b, '0')
	case '\a':
		return append(b, 'a')
	case '\b':
		return append(b, 'b')
	case '\t':
		return append(b, 't')
	case '\n':
		return append(b, 'n')
	case '\v':
		return append(b, 'v')
	case '\f':
		return append(b, 'f')
	case '\r':
		return append(b, 'r')
	case 0x1b:
		return append(b, 'e')
	case '"', '\\':
		return append(b, byte(r))
	case '\u0085':
		return append(b, 'N')
	case '\u2028':
		return append(b, 'L')
	case '\u2029':
		return append(b, 'P')
	}
	const hex = "0123456789ABCDEF"
	letter, digits := byte('x'), 2
	switch {
	case r > 0xffff:
		letter, digits = 'U', 8
	case r > 0xff:
		letter, digits = 'u', 4
	}
	b = append(b, letter)
	for i := digits - 1; i >= 0; i-- {
		b = append(b, hex[r>>(4*i)&15])
	}
	return b
}
