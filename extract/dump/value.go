package dump

import "bytes"

// appendValue appends the value of a cell of b to dst, decoded.
func (x syntax) appendValue(dst, b []byte, c cell) []byte {
	raw := b[c.from:c.to]
	switch c.kind {
	case null, end:
		return dst
	case hex:
		return appendHex(dst, raw)
	case bits:
		return appendBits(dst, raw)
	case text:
		return x.unquote(dst, raw, c.quote)
	case complex:
		if v, ok := x.call(dst, raw); ok {
			return v
		}
	}
	return append(dst, raw...)
}

// unquote appends what stands in quotes.
func (x syntax) unquote(dst, raw []byte, quote byte) []byte {
	if x.plain {
		return undouble(dst, raw, quote)
	}
	if x.trailed != noTrail {
		return x.unquoteTrailed(dst, raw, quote)
	}
	doubled := bytes.IndexByte(raw, quote) >= 0
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 || i+1 == len(raw) {
			if doubled {
				return undouble(dst, raw, quote)
			}
			return append(dst, raw...)
		}
		if doubled {
			dst = undouble(dst, raw[:i], quote)
		} else {
			dst = append(dst, raw[:i]...)
		}
		dst = appendEscaped(dst, raw[i+1])
		raw = raw[i+2:]
	}
}

// appendEscaped appends what a backslash and a byte stand for.
func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '0':
		return append(dst, 0)
	case 'n':
		return append(dst, '\n')
	case 'r':
		return append(dst, '\r')
	case 't':
		return append(dst, '\t')
	case 'b':
		return append(dst, '\b')
	case 'Z':
		return append(dst, 0x1a)
	case '%', '_':
		return append(dst, '\\', c)
	}
	return append(dst, c)
}

// unquoteTrailed is unquote where a backslash can be half of a character.
func (x syntax) unquoteTrailed(dst, raw []byte, quote byte) []byte {
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case i+1 == len(raw):
			dst = append(dst, c)
		case x.leads(c) && raw[i+1] >= 0x40:
			dst = append(dst, c, raw[i+1])
			i++
		case c == '\\':
			dst = appendEscaped(dst, raw[i+1])
			i++
		case c == quote:
			dst = append(dst, c)
			i++
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// undouble appends raw with doubled quotes as one. No quote in it stands alone.
func undouble(dst, raw []byte, quote byte) []byte {
	for {
		i := bytes.IndexByte(raw, quote)
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i+1]...)
		raw = raw[i+1:]
		if len(raw) > 0 && raw[0] == quote {
			raw = raw[1:]
		}
	}
}

func appendHex(dst, raw []byte) []byte {
	digit := func(c byte) byte {
		switch {
		case '0' <= c && c <= '9':
			return c - '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			return c | 0x20 - 'a' + 10
		}
		return 0
	}
	if len(raw)%2 == 1 {
		dst = append(dst, digit(raw[0]))
		raw = raw[1:]
	}
	for i := 0; i < len(raw); i += 2 {
		dst = append(dst, digit(raw[i])<<4|digit(raw[i+1]))
	}
	return dst
}

// appendBits appends bits as bytes, the last bit being the lowest.
func appendBits(dst, raw []byte) []byte {
	var v byte
	for i, c := range raw {
		v = v<<1 | c&1
		if (len(raw)-1-i)%8 == 0 {
			dst = append(dst, v)
			v = 0
		}
	}
	return dst
}
