package emit

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// cleanSegment returns a name that is one harmless component of a path on
// every system and not ignored by site generators. It is the fallback if
// nothing is left of s.
func cleanSegment(s, fallback string) string {
	for _, s := range []string{s, fallback} {
		if s = clean(s); s != "" {
			return avoidDevice(s)
		}
	}
	return "unnamed"
}

// cleanFile returns the stem and the extension of a file name. What is no
// plain extension belongs to the stem.
func cleanFile(stem, ext, fallback string) (string, string) {
	plain := strings.TrimLeft(ext, ".")
	if plain == "" {
		return cleanSegment(stem, fallback), ""
	}
	if !isExtension(plain) {
		return cleanSegment(stem+"."+plain, fallback), ""
	}
	stem = cleanSegment(stem, fallback)
	for _, page := range []string{"index.", "_index."} { // Hugo takes all in the folder for a part of such a page
		if ext == ".md" && len(stem) > len(page) && strings.EqualFold(stem[:len(page)], page) {
			stem = stem[:len(page)-1] + "-" + stem[len(page):]
		}
	}
	return stem, "." + plain
}

func isExtension(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return len(s) <= 16
}

// clean takes from a name what is dangerous anywhere in it or at its ends.
func clean(s string) string {
	s = decode(s)
	var b strings.Builder
	b.Grow(len(s))
	dash := false // the last character written replaces another
	for _, r := range s {
		switch kind(r) {
		case harmless:
			b.WriteRune(r)
			dash = r == '-'
		case dot:
			for range dots(r) {
				b.WriteByte('.')
			}
			dash = false
		case parting:
			if !dash {
				b.WriteByte('-')
			}
			dash = true
		}
	}
	s = b.String()
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	// Names that begin with a dot or underscore are hidden or ignored, with a
	// dash they are options; Windows drops dots and spaces at the end.
	return strings.TrimRight(strings.TrimLeft(s, "._-"), ".-")
}

// decode undoes percent-encoding, as often as it was done: what is decoded
// once more, by a server say, must be no other name.
func decode(s string) string {
	for range 10 {
		if !strings.Contains(s, "%") {
			break
		}
		decoded := decodeOctets(s)
		if decoded == s {
			break
		}
		s = decoded
	}
	return s
}

// decodeOctets decodes each octet on its own, so that a stray percent sign
// does not keep the others.
func decodeOctets(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		if s[i] == '%' && i+3 <= len(s) {
			if octet, err := url.PathUnescape(s[i : i+3]); err == nil {
				b.WriteString(octet)
				i += 3
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

const (
	harmless  = iota
	parting   // becomes a dash
	dot       // is or looks like one or more dots
	invisible // goes
)

// kind says what becomes of a character of a name.
func kind(r rune) int {
	if r < utf8.RuneSelf {
		switch {
		case r <= ' ' || r == 0x7f, strings.IndexByte(`<>:"/\|?*%`, byte(r)) >= 0:
			return parting
		}
		return harmless // an ASCII dot is dealt with at the ends of the name
	}
	switch r {
	case '．', '․', '﹒', '‥', '…':
		return dot
	case '／', '＼', '∕', '⁄', '⧸', '⧹', '﹨', '⟋', '⟍', '╱', '╲': // look like a slash or are one after compatibility folding
		return parting
	case '℀', '℁', '℅', '℆', '⩴': // fold to forms with a slash or colons
		return parting
	case utf8.RuneError:
		return parting
	case '\u034f': // a joiner, though a mark to Unicode
		return invisible
	}
	switch {
	case unicode.Is(unicode.Cf, r):
		return invisible // joiners, bidi controls, soft hyphen, byte order mark
	case unicode.IsControl(r), unicode.IsSpace(r), unicode.Is(unicode.Zs, r), unicode.Is(unicode.Co, r),
		r == '\u2028', r == '\u2029', r&0xfffe == 0xfffe, '\ufdd0' <= r && r <= '\ufdef':
		return parting
	}
	return harmless
}

func dots(r rune) int {
	switch r {
	case '‥':
		return 2
	case '…':
		return 3
	}
	return 1
}

// avoidDevice makes another name of one that Windows takes for a device,
// whatever its extension.
func avoidDevice(s string) string {
	base, rest, _ := strings.Cut(s, ".")
	if len(rest) > 0 {
		rest = "." + rest
	}
	switch name := strings.ToUpper(base); name {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return base + "_" + rest
	default:
		digit, ok := strings.CutPrefix(name, "COM")
		if !ok {
			digit, ok = strings.CutPrefix(name, "LPT")
		}
		if r, n := utf8.DecodeRuneInString(digit); ok && n == len(digit) && strings.ContainsRune("0123456789¹²³", r) {
			return base + "_" + rest
		}
	}
	return s
}

// cut returns as much of s as fits into n bytes and does not end with half a
// character or what clean takes from ends.
func cut(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimRight(s[:n], ".-")
}
