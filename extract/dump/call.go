package dump

import (
	"bytes"
	"encoding/base64"
	hexadecimal "encoding/hex"
	"strconv"
	"strings"
)

// maxCalls bounds how deep calls stand in each other.
const maxCalls = 20

// call appends the value of an expression that dumps write for a text that their
// strings cannot hold: SQLite replace('a\nb','\n',char(10)) and unistr('\u000a'), others
// CONCAT, UNHEX, FROM_BASE64, CONVERT and CAST. It reports whether raw is one.
func (x syntax) call(dst, raw []byte) ([]byte, bool) {
	e := expression{x, append(bytes.Clone(raw), ' '), 0, 0}
	v, ok := e.value()
	if c := e.next(); !ok || c.kind != end {
		return dst, false
	}
	return append(dst, v...), true
}

type expression struct {
	syntax
	b     []byte
	i     int
	depth int
}

func (e *expression) next() cell {
	c, n := e.token(e.b, e.i)
	if n == short {
		e.i = len(e.b)
		return cell{kind: end}
	}
	e.i = n
	return c
}

func (e *expression) value() ([]byte, bool) {
	c := e.next()
	switch {
	case c.kind == text:
		return e.unquote(nil, e.b[c.from:c.to], c.quote), true
	case c.kind != word:
		return nil, false
	}
	w := e.b[c.from:c.to]
	switch bare(w) {
	case hex:
		return appendHex(nil, w[2:]), true
	case word:
		return w, true
	}
	name := strings.ToUpper(string(w[:min(len(w), 20)]))
	if c = e.next(); c.kind != punct || e.b[c.from] != '(' || e.depth == maxCalls {
		return nil, false
	}
	e.depth++
	var list [][]byte
	for {
		v, ok := e.value()
		if !ok {
			return nil, false
		}
		list = append(list, v)
		c = e.next()
		if c.kind == word && (name == "CONVERT" || name == "CAST") { // USING utf8mb4, AS JSON
			for open := 0; c.kind == word || c.kind == punct && (open > 0 || e.b[c.from] == '('); c = e.next() {
				switch e.b[c.from] {
				case '(':
					open++
				case ')':
					open--
				}
			}
		}
		if c.kind != punct {
			return nil, false
		}
		if e.b[c.from] == ')' {
			break
		}
	}
	e.depth--
	return called(name, list)
}

// called returns what a function makes of values.
func called(name string, list [][]byte) ([]byte, bool) {
	switch {
	case name == "CONCAT":
		return bytes.Join(list, nil), true
	case name == "CHAR":
		var v []byte
		for _, n := range list {
			v = append(v, string(rune(parseInt(n)))...)
		}
		return v, true
	case name == "REPLACE" && len(list) == 3 && len(list[1]) > 0 && len(list[2]) <= len(list[1]): // so that it is no longer
		return bytes.ReplaceAll(list[0], list[1], list[2]), true
	case name == "UNISTR" && len(list) == 1:
		return unistr(list[0]), true
	case (name == "CONVERT" || name == "CAST") && len(list) == 1:
		return list[0], true
	case name == "UNHEX" && len(list) == 1:
		v, err := hexadecimal.DecodeString(string(list[0]))
		return v, err == nil
	case name == "FROM_BASE64" && len(list) == 1:
		v, err := base64.StdEncoding.DecodeString(string(list[0]))
		return v, err == nil
	}
	return nil, false
}

// unistr undoes the escapes of SQLite's function: \\, \000a, \u000a, \+00000a, \U0000000a.
func unistr(b []byte) []byte {
	var v []byte
	for {
		i := bytes.IndexByte(b, '\\')
		if i < 0 || i+1 == len(b) {
			return append(v, b...)
		}
		v, b = append(v, b[:i]...), b[i+1:]
		digits, skip := 4, 1
		switch b[0] {
		case '\\':
			v, b = append(v, '\\'), b[1:]
			continue
		case 'u':
		case '+':
			digits = 6
		case 'U':
			digits = 8
		default:
			skip = 0
		}
		if len(b) >= skip+digits {
			if r, err := strconv.ParseUint(string(b[skip:skip+digits]), 16, 32); err == nil {
				v, b = append(v, string(rune(r))...), b[skip+digits:]
				continue
			}
		}
		v = append(v, '\\')
	}
}
