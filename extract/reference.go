package extract

import (
	"html"
	"unicode/utf8"
)

// reference appends what the reference at the start of raw stands for, raw[0]
// being '&', and returns its length. Where WordPress or its plugins forgot to
// escape, the '&' stands for itself.
func (p *parser) reference(dst, raw []byte, at int) ([]byte, int) {
	if len(raw) > 1 && raw[1] == '#' {
		if r, n := number(raw); n > 0 {
			return p.codePoint(dst, r, raw, n, at)
		}
		p.repair(RepairAmpersand, at, nil)
		return append(dst, '&'), 1
	}
	const longest = 32 // of a name in HTML
	n := 1
	for n < len(raw) && n <= longest && alphanumeric(raw[n]) {
		n++
	}
	name := string(raw[1:n])
	if n < len(raw) && raw[n] == ';' {
		switch name {
		case "amp":
			return append(dst, '&'), n + 1
		case "lt":
			return append(dst, '<'), n + 1
		case "gt":
			return append(dst, '>'), n + 1
		case "quot":
			return append(dst, '"'), n + 1
		case "apos":
			return append(dst, '\''), n + 1
		}
		ref := string(raw[:n+1])
		if s := html.UnescapeString(ref); s != ref && (s == ";" || s[len(s)-1] != ';') {
			p.repair(RepairEntity, at, raw[:n+1])
			return append(dst, s...), n + 1
		}
	} else if c, ok := bareEntity(name); ok && (n == len(raw) || raw[n] != '=') {
		p.repair(RepairEntity, at, raw[:n])
		return append(dst, c), n
	}
	p.repair(RepairAmpersand, at, raw[:n])
	return append(dst, '&'), 1
}

// bareEntity knows the names that are read without a semicolon. The other
// ones of HTML are not: "&copy=1" is part of an address.
func bareEntity(name string) (byte, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	}
	return 0, false
}

// number reads the numeric reference at the start of raw. Its semicolon may
// be missing.
func number(raw []byte) (r rune, n int) {
	i, base := 2, rune(10)
	if i < len(raw) && (raw[i] == 'x' || raw[i] == 'X') {
		i, base = 3, 16
	}
	start := i
	for ; i < len(raw); i++ {
		var d rune
		switch c := raw[i]; {
		case '0' <= c && c <= '9':
			d = rune(c - '0')
		case base == 16 && 'a' <= c|0x20 && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		default:
			d = -1
		}
		if d < 0 {
			break
		}
		r = min(r*base+d, utf8.MaxRune+1)
	}
	switch {
	case i == start:
		return 0, 0
	case i < len(raw) && raw[i] == ';':
		i++
	}
	return r, i
}

// codePoint appends the character r, written as the reference raw[:n].
func (p *parser) codePoint(dst []byte, r rune, raw []byte, n, at int) ([]byte, int) {
	if raw[n-1] != ';' {
		p.repair(RepairEntity, at, raw[:n])
	}
	switch {
	case r == '\r':
		// What follows may be the other half of the line end.
		switch rest := raw[n:min(n+8, len(raw))]; {
		case len(rest) > 0 && rest[0] == '\n':
			return dst, n
		case len(rest) > 2 && rest[0] == '&' && rest[1] == '#':
			if next, _ := number(rest); next == '\n' {
				return dst, n
			}
		}
		return append(dst, '\n'), n
	case r < ' ' && r != '\n' && r != '\t':
		return p.control(dst, r, at), n
	case 0x80 <= r && r <= 0x9f:
		p.repair(RepairC1, at, raw[:n])
		r = windows1252(byte(r))
	case 0xd800 <= r && r <= 0xdfff, r > utf8.MaxRune, r == 0xfffe, r == 0xffff:
		p.repair(RepairControl, at, raw[:n])
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r), n
}

func alphanumeric(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
}
