package dump

import (
	"encoding/binary"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// see counts a value of the table, for the decision whether its texts were
// encoded twice.
func (t *tableState) see(b []byte) {
	if ascii(b) {
		return
	}
	t.nonASCII++
	once, ok := undoubled(t.scratch[:0], b)
	if t.scratch = once; ok {
		t.damaged++
	}
}

// doubled reports whether the texts of the table were encoded twice: more than
// nine in ten of those that show it. A single one can be meant.
func (t *tableState) doubled() bool { return t.damaged*10 > t.nonASCII*9 }

func ascii(b []byte) bool {
	const high = 0x8080808080808080
	i := 0
	for ; len(b)-i >= 32; i += 32 {
		w := binary.LittleEndian.Uint64(b[i:]) | binary.LittleEndian.Uint64(b[i+8:]) |
			binary.LittleEndian.Uint64(b[i+16:]) | binary.LittleEndian.Uint64(b[i+24:])
		if w&high != 0 {
			return false
		}
	}
	for ; i < len(b); i++ {
		if b[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// undoubled appends the bytes that a text was before it was taken for
// windows-1252 and turned into UTF-8. It returns false if it never was: if it
// has a character that windows-1252 does not have, if those bytes are no
// UTF-8, or if there is nothing but ASCII.
func undoubled(dst, b []byte) ([]byte, bool) {
	from, need, any := len(dst), 0, false
	for i := 0; i < len(b); {
		c := b[i]
		n := 1
		if c >= utf8.RuneSelf {
			var r rune
			if r, n = utf8.DecodeRune(b[i:]); n == 1 {
				return dst, false
			}
			switch {
			case r <= 0xff:
				c = byte(r)
			default:
				var ok bool
				if c, ok = charmap.Windows1252.EncodeRune(r); !ok {
					return dst, false
				}
			}
		}
		// Fail early: most texts are right, and show it in their first letter.
		switch {
		case need > 0:
			if c&0xc0 != 0x80 {
				return dst, false
			}
			need--
		case c < utf8.RuneSelf:
		case c&0xe0 == 0xc0:
			need, any = 1, true
		case c&0xf0 == 0xe0:
			need, any = 2, true
		case c&0xf8 == 0xf0:
			need, any = 3, true
		default:
			return dst, false
		}
		dst = append(dst, c)
		i += n
	}
	return dst, any && need == 0 && utf8.Valid(dst[from:])
}
