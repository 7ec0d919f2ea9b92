package extract

import "unicode/utf8"

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
	case n > 1 && r <= 0x9f: // a windows-1252 byte taken for a code point, docs/formats.md §A.1
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
