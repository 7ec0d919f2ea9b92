package extract

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// value returns the text of the element whose start tag has just been read,
// decoded and mended. It is valid until the next call.
func (p *parser) value(t tag) []byte {
	p.content(t)
	return p.held()
}

// held returns the text of the field that content has read.
func (p *parser) held() []byte {
	if len(p.segs) == 0 {
		return nil
	}
	if len(p.segs) == 1 {
		s := p.segs[0]
		if raw := p.b[s.from:s.to]; p.plain && p.inItem || firstDirty(raw, !s.cdata) == len(raw) && !p.charset.legacy(raw) {
			return raw
		}
	}
	p.mended = true
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

// firstDirty returns the index of the first byte that cannot stay as it is: a
// control character, a carriage return, an invalid or forbidden character;
// with amp also '&'. It returns len(b) if there is none.
func firstDirty(b []byte, amp bool) int {
	const ones, high, low = 0x0101010101010101, 0x8080808080808080, 0x7f7f7f7f7f7f7f7f
	for i := 0; i < len(b); {
		rest, bad := b[i:], uint64(0)
		for len(rest) >= 8 {
			// Most are neither controls nor beyond ASCII: only of those the highest bit is
			// neither set nor set by taking a blank off.
			if len(rest) >= 16 && !amp {
				v, w := binary.LittleEndian.Uint64(rest), binary.LittleEndian.Uint64(rest[8:])
				if (v|w|(v-ones*' ')|(w-ones*' '))&high == 0 {
					rest = rest[16:]
					continue
				}
			}
			// Of bytes that are ASCII, adding to them sets the high bit of those that are
			// at least so much, and of those that differ from one.
			w := binary.LittleEndian.Uint64(rest)
			bad = ^(w + ones*(0x80-' ')) & (w ^ ones*'\n' + low) & (w ^ ones*'\t' + low)
			if amp {
				bad |= ^(w ^ ones*'&' + low)
			}
			if bad = (bad | w) & high; bad != 0 {
				break
			}
			rest = rest[8:]
		}
		i = len(b) - len(rest)
		if bad != 0 {
			i += bits.TrailingZeros64(bad) / 8 // behind a byte that is not ASCII the sums are wrong
		}
		for i < len(b) {
			c := b[i]
			switch {
			case c == '\n' || c == '\t':
				i++
			case c < ' ' || c == '&' && amp:
				return i
			case c < utf8.RuneSelf:
				i++
			case 0xc3 <= c && c < 0xe0 && i+1 < len(b) && isContinuation(b[i+1]): // most letters with accents
				i += 2
			case 0xe1 <= c && c < 0xed && i+2 < len(b) && isContinuation(b[i+1]) && isContinuation(b[i+2]):
				i += 3
			default:
				r, n := utf8.DecodeRune(b[i:])
				if n == 1 || r <= 0x9f || r == 0xfffe || r == 0xffff {
					return i
				}
				i += n
			}
			if len(b)-i >= 8 && b[i] < utf8.RuneSelf {
				break
			}
		}
	}
	return len(b)
}

// isContinuation reports whether a byte of UTF-8 is one behind the first of a character.
func isContinuation(c byte) bool { return c&0xc0 == 0x80 }

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
