package extract

import (
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// maxSlug is the width of the column in which WordPress keeps a slug.
const maxSlug = 200

// MakeSlug returns the slug that WordPress makes of a title when it saves a
// post that has none: lower case, words parted by dashes, accents taken off,
// other letters percent-encoded, at most 200 bytes. It is empty if nothing in
// the title is fit for a slug; WordPress then uses the post's ID.
//
// Two things WordPress leaves to its surroundings are settled here: letters
// are folded as for an English site (ä is a, not ae), and a capital sigma
// becomes σ also at the end of a word, as in PHP before 8.3.
func MakeSlug(title string) string {
	s := foldAccents(title)
	s = stripTags(s)
	s = encodeSlug(s)
	if strings.IndexByte(s, '&') >= 0 {
		s = dropEntities(dashEntities.Replace(s))
	}
	return dashed(s)
}

// stripTags removes tags, comments and declarations as PHP's strip_tags does:
// a < before white space is text, a tag left open swallows the rest, and a tag
// inside a tag, or quoted in one, does not end it.
func stripTags(s string) string {
	const (
		text = iota
		tag
		declaration // <!
		comment     // <!--
		instruction // <?
	)
	var b strings.Builder
	state, depth, quote := text, 0, byte(0)
	for i := range len(s) {
		c := s[i]
		opens := c == '<' && (i+1 == len(s) || !strings.ContainsRune(" \t\n\v\f\r", rune(s[i+1])))
		switch {
		case state == text && opens:
			state, depth, quote = tag, 0, 0
		case state == text && c != 0:
			b.WriteByte(c)
		case state == tag && c == '!' && s[i-1] == '<':
			state = declaration
		case state == tag && c == '?' && s[i-1] == '<':
			state = instruction
		case state == declaration && c == '-' && s[i-2:i] == "!-":
			state = comment
		case state == comment && c == '>' && s[i-2:i] == "--",
			state == instruction && c == '>' && s[i-1] == '?':
			state = text
		case state != tag && state != declaration:
		case opens && quote == 0:
			depth++
		case c == '>' && depth > 0:
			depth--
		case c == '>' && quote == 0:
			state = text
		case (c == '"' || c == '\'') && quote == 0:
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return b.String()
}

// encodeSlug makes s lower case and percent-encodes what is not ASCII, up to
// the character that does not fit. Octets that are percent-encoded already
// stay, any other percent sign goes.
func encodeSlug(s string) string {
	valid := utf8.ValidString(s)
	b := make([]byte, 0, maxSlug+1)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		full := len(b)
		switch {
		case r == '%':
			_, octets := encodedRune(s[i:])
			b = append(b, s[i:i+octets]...)
			n = max(n, octets)
		case r == '-' && isMarkedOctet(s[i:]):
			b = append(b, '%', s[i+3], s[i+4])
			n = len("---00---")
		case r < utf8.RuneSelf:
			b = append(b, s[i])
		case valid:
			for _, c := range utf8.AppendRune(nil, unicode.ToLower(r)) {
				b = hex.AppendEncode(append(b, '%'), []byte{c})
			}
		}
		if len(b) > maxSlug {
			b = b[:full]
			break
		}
		i += n
	}
	return strings.ToLower(string(b))
}

// encodedRune returns the percent-encoded character that s begins with and
// the length of its code. Octets that are no character count one at a time.
func encodedRune(s string) (r rune, length int) {
	var buf [utf8.UTFMax]byte
	n := 0
	for n < len(buf) && len(s) >= 3*n+3 && s[3*n] == '%' {
		if _, err := hex.Decode(buf[n:], []byte(s[3*n+1:3*n+3])); err != nil {
			break
		}
		n++
	}
	r, size := utf8.DecodeRune(buf[:n])
	return r, 3 * size
}

// isMarkedOctet reports whether s begins with two hex digits between triple
// dashes. WordPress marks octets so while it removes percent signs, and takes
// a title that has the mark for one that had the octet.
func isMarkedOctet(s string) bool {
	if len(s) < 8 || s[:3] != "---" || s[5:8] != "---" {
		return false
	}
	_, err := hex.DecodeString(s[3:5])
	return err == nil
}

// dashEntities are the entities that part words.
var dashEntities = strings.NewReplacer(
	"&nbsp;", "-", "&#160;", "-", "&ndash;", "-", "&#8211;", "-", "&mdash;", "-", "&#8212;", "-")

// dropEntities removes what stands from an ampersand to a semicolon on the
// same line, whatever it is: WordPress does not ask either.
func dropEntities(s string) string {
	var b strings.Builder
	for {
		amp := strings.IndexByte(s, '&')
		if amp < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:amp])
		s = s[amp+1:]
		if s == "" || s[0] == '\n' {
			continue
		}
		if end := strings.IndexAny(s[1:], ";\n"); end >= 0 && s[1+end] == ';' {
			s = s[end+2:]
		}
	}
}

// dashed keeps what a slug is made of and puts one dash where words part.
func dashed(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		n := 1
		keep := s[i : i+1]
		switch c := s[i]; {
		case c == '%':
			var r rune
			r, n = encodedRune(s[i:]) // encodeSlug leaves no percent sign alone
			keep = partOfSlug(r, s[i:i+n])
		case c == ' ' || c == '/' || c == '.':
			keep = "-"
		case c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z'):
			keep = ""
		}
		i += n
		if keep == "-" && (len(b) == 0 || b[len(b)-1] == '-') {
			continue
		}
		b = append(b, keep...)
	}
	return strings.TrimSuffix(string(b), "-")
}

// partOfSlug returns what a slug has for a character that is not ASCII: a dash
// for spaces and long dashes, nothing for typographic punctuation,
// free-standing accents and characters without width, else its code.
func partOfSlug(r rune, code string) string {
	switch {
	case r == '\u00a0' || r == '–' || r == '—',
		'\u2000' <= r && r <= '\u200a', // spaces from en quad to hair space
		r == '\u2028' || r == '\u2029' || r == '\u202f':
		return "-"
	case r == '×':
		return "x"
	case strings.ContainsRune("¡¿«»‹›‘’‚‛“”„‟•©®°…™´ˊ", r),
		strings.ContainsRune("\u0300\u0301\u0304\u030c\u0341", r), // grave, acute, macron, caron
		r == '\u00ad' || r == '\ufeff' || r == '\ufffc',           // soft hyphen, byte order mark, object
		'\u200b' <= r && r <= '\u200f', '\u202a' <= r && r <= '\u202e':
		return ""
	}
	return code
}

// foldAccents puts the plain letter in the place of each accented Latin letter
// that WordPress knows. A title that is not UTF-8 is taken for Windows-1252.
func foldAccents(s string) string {
	if !utf8.ValidString(s) {
		return foldLatin1(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFC.String(s) {
		if plain, ok := plainLetter(r); ok {
			b.WriteString(plain)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldLatin1 is foldAccents for single-byte text: bytes that are no letter
// stay as they are.
func foldLatin1(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		r := charmap.Windows1252.DecodeByte(c)
		plain, ok := latin1Letters[r]
		if !ok && c >= utf8.RuneSelf && unicode.IsLetter(r) && r != 'ª' && r != 'º' {
			plain, ok = plainLetter(r)
		}
		if ok {
			b.WriteString(plain)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// latin1Letters are those that single-byte text has otherwise than UTF-8 has.
var latin1Letters = map[rune]string{
	'€': "e", 'ƒ': "f", '¢': "c", '¥': "y", 'µ': "u", 'ß': "ss", 'Ð': "dh", 'ð': "dh",
}

// plainLetter returns the letters WordPress writes for an accented letter, in
// lower case. It knows those of the Latin-1 and Extended-A blocks, Romanian,
// Vietnamese and pinyin; other letters keep their accents and are encoded.
func plainLetter(r rune) (string, bool) {
	if r < utf8.RuneSelf {
		return "", false
	}
	if s, ok := plainLetters[r]; ok {
		return s, true
	}
	switch {
	case 'À' <= r && r <= 'ž', 'Ơ' <= r && r <= 'ơ', 'Ư' <= r && r <= 'ư', 'Ǎ' <= r && r <= 'ǜ',
		'Ș' <= r && r <= 'ț', 'Ạ' <= r && r <= 'ỹ':
		var buf [utf8.UTFMax]byte
		n := utf8.EncodeRune(buf[:], r)
		if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 && d[0] < utf8.RuneSelf {
			return strings.ToLower(string(d[:1])), true
		}
	}
	return "", false
}

// plainLetters are the letters that do not decompose into a plain letter and
// accents.
var plainLetters = map[rune]string{
	'ª': "a", 'º': "o", 'Æ': "ae", 'æ': "ae", 'Ð': "d", 'ð': "d", 'Ø': "o", 'ø': "o", 'Þ': "th", 'þ': "th", 'ß': "s",
	'Đ': "d", 'đ': "d", 'Ħ': "h", 'ħ': "h", 'ı': "i", 'Ĳ': "ij", 'ĳ': "ij", 'ĸ': "k", 'Ŀ': "l", 'ŀ': "l", 'Ł': "l",
	'ł': "l", 'ŉ': "n", 'Ŋ': "n", 'ŋ': "n", 'Œ': "oe", 'œ': "oe", 'Ŧ': "t", 'ŧ': "t", 'ſ': "s", 'Ə': "e", 'ǝ': "e",
	'ɑ': "a", '€': "e", '£': "",
}
