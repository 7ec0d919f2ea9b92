package extract

import (
	"encoding/binary"
	"unicode/utf8"
)

// value returns the text of the element whose start tag has just been read,
// decoded and mended. It is valid until the next call.
func (p *parser) value(t tag) []byte {
	p.content(t)
	if len(p.segs) == 0 {
		return nil
	}
	if len(p.segs) == 1 {
		s := p.segs[0]
		if raw := p.b[s.from:s.to]; firstDirty(raw, !s.cdata) == len(raw) && !p.charset.legacy(raw) {
			return raw
		}
	}
	p.scratch = p.scratch[:0]
	for _, s := range p.segs {
		p.scratch = p.decode(p.scratch, p.b[s.from:s.to], s.from, s.cdata)
	}
	return p.scratch
}

// word is value for what is a name, number or date: white space around it
// means nothing even inside CDATA, and a part of it is worth nothing.
func (p *parser) word(t tag) []byte {
	b := p.value(t)
	if p.stopped() {
		return nil
	}
	return trimSpace(b)
}

func (p *parser) string(t tag) string { return string(p.value(t)) }

// decode appends the text of raw, which stands at b[from], to dst.
func (p *parser) decode(dst, raw []byte, from int, cdata bool) []byte {
	if p.charset.legacy(raw) {
		raw = p.decodeLegacy(raw, from)
	}
	return p.mend(dst, raw, from, cdata)
}

// mend appends raw to dst, with the references of XML resolved unless it
// comes out of CDATA, with line ends as \n, and with everything that may not
// occur in text mended. from is where it begins in p.b, for the line of
// repairs.
func (p *parser) mend(dst, raw []byte, from int, cdata bool) []byte {
	for i := 0; ; {
		n := firstDirty(raw[i:], !cdata)
		dst = append(dst, raw[i:i+n]...)
		if i += n; i == len(raw) {
			return dst
		}
		switch c := raw[i]; {
		case c == '&':
			dst, n = p.reference(dst, raw[i:], from+i)
		case c == '\r':
			n = 1
			if i+1 == len(raw) || raw[i+1] != '\n' {
				dst = append(dst, '\n')
			}
		case c < ' ':
			n = 1
			dst = p.control(dst, rune(c), from+i)
		default:
			dst, n = p.mendRune(dst, raw[i:], from+i)
		}
		i += n
	}
}

// control appends what stands for a control character: a space for those
// that separate something, nothing for the others.
func (p *parser) control(dst []byte, r rune, at int) []byte {
	p.repair(RepairControl, at, nil)
	if r == '\v' || r == '\f' || 0x1c <= r && r <= 0x1f {
		return append(dst, ' ')
	}
	return dst
}

// mendRune appends what stands for the bytes at the start of raw, which are
// not ASCII, and either invalid or not to be kept. It returns how many there
// were.
func (p *parser) mendRune(dst, raw []byte, at int) ([]byte, int) {
	r, n := utf8.DecodeRune(raw)
	switch {
	case n > 1 && r <= 0x9f: // a windows-1252 byte taken for a code point, facts.md §A.1
		p.repair(RepairC1, at, nil)
		return utf8.AppendRune(dst, windows1252(byte(r))), n
	case n > 1: // U+FFFE, U+FFFF
		p.repair(RepairControl, at, nil)
		return utf8.AppendRune(dst, utf8.RuneError), n
	}
	p.repair(RepairBytes, at, nil)
	if r, n := surrogates(raw); n > 0 {
		return utf8.AppendRune(dst, r), n
	}
	if n := cutRune(raw); n > 0 {
		return utf8.AppendRune(dst, utf8.RuneError), n
	}
	return utf8.AppendRune(dst, windows1252(raw[0])), 1
}

// surrogates reads a surrogate encoded as if it were a character, or two that
// make one: the encoding of old versions of Java and Oracle.
func surrogates(raw []byte) (rune, int) {
	half := func(b []byte) rune {
		if len(b) < 3 || b[0] != 0xed || b[1]&0xe0 != 0xa0 || b[2]&0xc0 != 0x80 {
			return 0
		}
		return 0xd000 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f)
	}
	hi := half(raw)
	switch {
	case hi == 0:
		return 0, 0
	case hi < 0xdc00:
		if lo := half(raw[3:]); lo >= 0xdc00 {
			return (hi-0xd800)<<10 + (lo - 0xdc00) + 0x10000, 6
		}
	}
	return utf8.RuneError, 3
}

// cutRune returns the length of raw if it is the beginning of a character of
// which more than one byte is left: a text cut at the length of its column.
// One byte alone is more likely a letter of windows-1252.
func cutRune(raw []byte) int {
	if len(raw) < 2 || len(raw) > 3 || utf8.FullRune(raw) {
		return 0
	}
	return len(raw)
}

// firstDirty returns the index of the first byte that cannot stay as it is: a
// control character, a carriage return, an invalid or forbidden character;
// with amp also '&'. It returns len(b) if there is none.
func firstDirty(b []byte, amp bool) int {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for i := 0; i < len(b); {
		for len(b)-i >= 8 {
			w := binary.LittleEndian.Uint64(b[i:])
			bad := w | (w-ones*' ')&^w
			if amp {
				x := w ^ ones*'&'
				bad |= (x - ones) &^ x
			}
			if bad&high != 0 {
				break
			}
			i += 8
		}
		for end := min(i+8, len(b)); i < end; {
			c := b[i]
			switch {
			case c < ' ':
				if c != '\n' && c != '\t' {
					return i
				}
				i++
			case c < utf8.RuneSelf:
				if c == '&' && amp {
					return i
				}
				i++
			default:
				r, n := utf8.DecodeRune(b[i:])
				if n == 1 || r <= 0x9f || r == 0xfffe || r == 0xffff {
					return i
				}
				i += n
			}
		}
	}
	return len(b)
}

// windows1252 decodes one byte from 0x80 on. WordPress, and whoever exported
// by hand, wrote that encoding more often than any other but UTF-8.
func windows1252(c byte) rune {
	if c >= 0xa0 {
		return rune(c)
	}
	return windows1252C1[c&0x1f]
}

var windows1252C1 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

const sampleLen = 80

// sample makes a short text of b that can be shown to people.
func sample(b []byte) string {
	if len(b) > sampleLen {
		b = b[:sampleLen]
		for len(b) > 0 && !utf8.RuneStart(b[len(b)-1]) {
			b = b[:len(b)-1]
		}
		if len(b) > 0 && b[len(b)-1] >= utf8.RuneSelf {
			b = b[:len(b)-1]
		}
	}
	out := make([]rune, 0, len(b))
	for _, r := range string(b) {
		switch {
		case r < ' ', 0x7f <= r && r <= 0x9f, r == 0xfffe, r == 0xffff:
			r = ' '
		case r == utf8.RuneError && len(out) > 0 && out[len(out)-1] == r:
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
