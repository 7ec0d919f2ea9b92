// Package jsontext writes texts as JSON has them, where a file has too many lines for
// reflection.
package jsontext

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Append appends a text as encoding/json writes it without escaping HTML.
func Append(b []byte, s string) []byte {
	if isPlain(s) {
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
	if isPlain(s) && !strings.ContainsAny(s, "<>&") {
		return append(append(append(b, '"'), s...), '"')
	}
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // each string has a form in JSON
	}
	return append(b, raw...)
}

// isPlain reports whether a text stands in JSON as it is.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}
