package rewrite

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// canonicalPath returns a path in the form in which the spellings of one
// address are equal: percent-encoding undone, Unicode composed, no double
// slashes or dots, no index.php, no slash at the end (docs/formats.md §F.3). The root
// is "".
func canonicalPath(p string) string {
	if !isPlainPath(p) {
		p = cleanPath(decodePath(p))
	}
	return strings.TrimRight(p, "/")
}

// newPath returns a path of the old site as one of the new: decoded, but
// otherwise as it was, and without what could make it anything but a path.
func newPath(p string) string {
	if !isPlainPath(p) {
		p = cleanPath(decodePath(p))
	}
	if p == "" {
		return "/"
	}
	return p
}

// isPlainPath reports whether cleanPath and decodePath would leave a path as it
// is.
func isPlainPath(p string) bool {
	for i := 0; i < len(p); i++ {
		switch special[p[i]] {
		case 0:
		case '/':
			if rest := p[i+1:]; rest != "" && (rest[0] == '/' || rest[0] == '.' || rest[0] == 'i' && strings.HasPrefix(rest, indexPHP)) {
				return false
			}
		default:
			return false
		}
	}
	return p == "" || p[0] == '/'
}

// special has what a path cannot have as it is, and the slash, of which it depends on
// what follows.
var special = func() (t [256]byte) {
	for c := range t {
		if c < ' ' || c >= 0x7f || c == '%' || c == '\\' || c == '/' {
			t[c] = max(byte(c), 1)
		}
	}
	return t
}()

// indexPHP is the segment that permalinks have where the web server cannot
// rewrite (docs/formats.md §F.1).
const indexPHP = "index.php"

// cleanPath takes empty segments, dots and index.php out of a path. The
// result begins with one slash, unless it is empty.
func cleanPath(p string) string {
	out := make([]byte, 0, len(p)+1)
	open := false
	for seg := range strings.SplitSeq(p, "/") {
		open = true // a slash follows, unless a segment does
		switch {
		case seg == "" || seg == ".":
		case seg == "..":
			out = out[:lastSlash(out)]
		case seg == indexPHP:
			open = false
		default:
			out = append(append(out, '/'), seg...)
			open = false
		}
	}
	if open && p != "" {
		out = append(out, '/')
	}
	return string(out)
}

func lastSlash(b []byte) int {
	i := len(b)
	for i > 0 {
		if i--; b[i] == '/' {
			break
		}
	}
	return i
}

// decodePath undoes the percent-encoding of a path and composes its letters.
// Bytes that are no UTF-8 are those of ISO 8859-1, as old links have them; beside
// letters of UTF-8 they are what is left of one that was cut, and stay encoded.
// Control characters go.
func decodePath(p string) string {
	p = decodePercent(strings.ReplaceAll(p, `\`, "/"))
	if !utf8.ValidString(p) {
		p = readBytes(p)
	}
	if strings.ContainsFunc(p, unicode.IsControl) {
		p = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, p)
	}
	if isASCII(p) {
		return p
	}
	return norm.NFC.String(p)
}

// readBytes makes UTF-8 of a path that is not.
func readBytes(s string) string {
	cut := strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf && r != utf8.RuneError })
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r != utf8.RuneError || n != 1:
			b.WriteString(s[i : i+n])
		case cut:
			fmt.Fprintf(&b, "%%%02x", s[i])
		default:
			b.WriteRune(rune(s[i]))
		}
		i += n
	}
	return b.String()
}

// decodePercent undoes percent-encoding; what is no encoding stays.
func decodePercent(s string) string {
	i := strings.IndexByte(s, '%')
	if i < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	b = append(b, s[:i]...)
	for ; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, ok1 := hexDigit(s[i+1])
			lo, ok2 := hexDigit(s[i+2])
			if ok1 && ok2 {
				b = append(b, hi<<4|lo)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// escapePath encodes what a path in an address cannot hold; letters of all
// scripts stay.
func escapePath(p string) string { return escape(p, inPath) }

// escapeQuery encodes what cannot be seen in a query.
func escapeQuery(q string) string {
	return escape(q, func(c byte) bool { return ' ' < c && c < 0x7f })
}

// escape percent-encodes the ASCII characters that stays does not name, and
// others that cannot be seen.
func escape(s string, stays func(c byte) bool) string {
	i := 0
	for i < len(s) && stays(s[i]) {
		i++
	}
	if i == len(s) {
		return s
	}
	const hex = "0123456789ABCDEF"
	b := append(make([]byte, 0, len(s)+16), s[:i]...)
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r < utf8.RuneSelf && stays(s[i]) || n > 1 && isVisible(r) {
			b = append(b, s[i:i+n]...)
		} else {
			for _, c := range []byte(s[i : i+n]) {
				b = append(b, '%', hex[c>>4], hex[c&15])
			}
		}
		i += n
	}
	return string(b)
}

func inPath(c byte) bool {
	return ' ' < c && c < 0x7f && strings.IndexByte("\"#%<>?[\\]^`{|}", c) < 0
}

// isVisible reports whether a character is one to read, or joins two that are.
func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) || r == 0x200c || r == 0x200d
}

// cutLast cuts the last segment off a path.
func cutLast(path string) (parent, last string) {
	i := strings.LastIndexByte(path, '/')
	return path[:max(i, 0)], path[i+1:]
}

// baseName returns the last segment of a path.
func baseName(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// below reports whether a canonical path is the folder or leads into it.
func below(p, folder string) bool {
	return strings.HasPrefix(p, folder) && (len(p) == len(folder) || p[len(folder)] == '/')
}
