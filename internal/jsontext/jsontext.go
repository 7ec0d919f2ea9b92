// Package jsontext writes texts as JSON has them, where a file has too many lines for
// reflection.
package jsontext

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Append appends a text as encoding/json writes it without escaping HTML.
func Append(b []byte, s string) []byte {
	if isPlain(s, false) {
		return append(append(append(b, '"'), s...), '"')
	}
	var raw bytes.Buffer
	enc := json.NewEncoder(&raw)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // each string has a form in JSON
	}
	return append(b, bytes.TrimSuffix(raw.Bytes(), []byte("\n"))...)
}

// AppendEscaped appends a text as encoding/json writes it.
func AppendEscaped(b []byte, s string) []byte {
	if isPlain(s, true) {
		return append(append(append(b, '"'), s...), '"')
	}
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // each string has a form in JSON
	}
	return append(b, raw...)
}

// isPlain reports whether a text stands in JSON as it is, with or without what means
// something in HTML.
func isPlain(s string, escaped bool) bool {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(s); {
		for ; len(s)-i >= 8; i += 8 {
			b := s[i : i+8]
			w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 | uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
			quote, slash := w^ones*'"', w^ones*'\\'
			odd := w | (w - ones*' ') | (quote - ones) | (slash - ones) // a bit too often, never too seldom
			if escaped {
				angle, amp := (w|ones*2)^ones*'>', w^ones*'&' // < differs from > by one bit
				odd |= (angle - ones) | (amp - ones)
			}
			if odd&highs != 0 {
				break
			}
			if rest := len(s) - i - 8; 0 < rest && rest < 8 {
				i -= 8 - rest // the last eight, some of them again
			}
		}
		for end := min(i+8, len(s)); i < end; {
			switch c := s[i]; {
			case c < ' ' || c == '"' || c == '\\' || escaped && (c == '<' || c == '>' || c == '&'):
				return false
			case c < utf8.RuneSelf:
				i++
				continue
			case 0xc2 <= c && c < 0xe0 && i+1 < len(s) && s[i+1]&0xc0 == 0x80: // most letters with accents
				i += 2
				continue
			}
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
				return false
			}
			i += n
		}
	}
	return true
}
