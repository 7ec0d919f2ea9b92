package extract

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// A charsetRule says how the text of a file is decoded.
//
// UTF-16, UTF-32 and ISO-2022-JP, in which markup is not ASCII, are turned
// into UTF-8 before anything else looks at the stream. In all other encodings
// an export can have, the bytes of '<', '>' and '&' never are part of another
// character, so the parser works on the bytes of the file, and each field is
// decoded on its own:
//
//   - A file that declares UTF-8, or nothing, or an encoding nobody knows:
//     bytes that are not valid UTF-8 are read one by one as windows-1252.
//   - A file that declares another encoding is read once from end to end by
//     Open, to count the characters that are valid UTF-8 and the bytes that
//     are not. No such byte: it is UTF-8, whatever it declares. More than four
//     such bytes for each such character: every field is what was declared.
//     (Of Chinese text in GBK, one character in seven happens to be valid.)
//   - Between the two, the file is mixed. WordPress itself made such files: it
//     turned to UTF-8 what it put into CDATA and left the rest as it was in
//     the database. Then each field is judged like that by itself: UTF-8 if
//     its valid characters outnumber its invalid bytes.
type charsetRule struct {
	label string
	enc   encoding.Encoding // nil: UTF-8
	mixed bool              // judge each field
	wrong string            // what to report: the declaration that proved wrong
}

// legacy reports whether raw has to be decoded.
func (c *charsetRule) legacy(raw []byte) bool {
	if c.enc == nil {
		return false
	}
	for _, b := range raw {
		if b >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// decodeLegacy decodes raw, which stands at b[from].
func (p *parser) decodeLegacy(raw []byte, from int) []byte {
	if p.charset.mixed {
		if valid, invalid := countUTF8(raw); valid > invalid {
			p.repair(RepairCharset, from, []byte(p.charset.label))
			return raw
		}
	}
	out, err := p.dec.Bytes(raw)
	if err != nil {
		return raw
	}
	const replacement = string(utf8.RuneError)
	if bytes.Contains(out, []byte(replacement)) {
		p.repair(RepairBytes, from, nil)
	}
	return out
}

// countUTF8 counts the characters of more than one byte in b that are valid
// UTF-8, and the bytes that are not.
func countUTF8(b []byte) (valid, invalid int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n > 1 {
			valid++
		} else {
			invalid++
		}
		i += n
	}
	return valid, invalid
}

// countStream is countUTF8 for a stream. A character cut at its end does not
// count.
func countStream(r io.Reader) (valid, invalid int, err error) {
	buf := make([]byte, windowSize)
	for n := 0; err == nil; {
		var k int
		k, err = r.Read(buf[n:])
		n += k
		whole := n
		for i := max(0, n-utf8.UTFMax+1); i < n; i++ {
			if utf8.RuneStart(buf[i]) && !utf8.FullRune(buf[i:n]) {
				whole = i
				break
			}
		}
		v, i := countUTF8(buf[:whole])
		valid += v
		invalid += i
		n = copy(buf, buf[whole:n])
	}
	if err == io.EOF {
		err = nil
	}
	return valid, invalid, err
}

// judge decides how the text of a file is decoded that declares label and has
// so many valid characters and invalid bytes.
func judge(label string, enc encoding.Encoding, valid, invalid int) charsetRule {
	switch {
	case invalid == 0 && valid == 0:
		return charsetRule{}
	case invalid == 0:
		return charsetRule{wrong: label}
	}
	return charsetRule{label: label, enc: enc, mixed: invalid <= 4*valid}
}

// lookup finds the encoding of a label. It returns nil for UTF-8, and ok false
// for a label that means nothing here.
func lookup(label string) (enc encoding.Encoding, name string, ok bool) {
	label = strings.ToLower(strings.TrimSpace(label))
	switch label {
	case "", "utf8mb4", "utf8mb3", "utf-8-sig":
		return nil, "utf-8", true
	}
	enc, name = charset.Lookup(label)
	switch name {
	case "utf-8":
		return nil, name, true
	case "utf-16le", "utf-16be":
		// The declaration could be read, so this is not true.
		return nil, name, false
	case "", "replacement", "x-user-defined":
		return nil, "", false
	}
	return enc, name, true
}

// wideEncoding recognises UTF-16 and UTF-32 at the start of a file.
func wideEncoding(head []byte) encoding.Encoding {
	for _, c := range []struct {
		start string
		enc   encoding.Encoding
	}{
		{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)},
		{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.UseBOM)},
		{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"<\x00?\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"<\x00r\x00", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"\x00<\x00?", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"\x00<\x00r", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	} {
		if bytes.HasPrefix(head, []byte(c.start)) {
			return c.enc
		}
	}
	return nil
}

// declaredLabel returns the encoding that the XML declaration in head names,
// or "".
func declaredLabel(head []byte) string {
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	decl := head[i+len("<?xml"):]
	end := bytes.IndexByte(decl, '>')
	if end < 0 {
		return ""
	}
	for rest := bytes.TrimSuffix(decl[:end], []byte("?")); ; {
		var name, value []byte
		name, value, rest = nextAttribute(rest)
		switch {
		case len(name) == 0:
			return ""
		case string(name) == "encoding":
			return string(value[:min(len(value), 40)])
		}
	}
}

// decideCharset fills in how the text of a file is decoded, from its first
// bytes and, if it declares a legacy encoding, from all of them.
func (f *part) decideCharset(head []byte) error {
	if f.wide != nil {
		return nil
	}
	label := declaredLabel(head)
	enc, name, ok := lookup(label)
	switch {
	case !ok:
		f.charset = charsetRule{wrong: label}
		return nil
	case enc == nil:
		return nil
	case name == "iso-2022-jp":
		// Seven bits: a byte with the eighth belongs to another encoding.
		if valid, invalid := countUTF8(head); valid+invalid > 0 {
			f.charset = charsetRule{wrong: label}
		} else {
			f.wide = enc
		}
		return nil
	}
	r, err := f.open()
	if err != nil {
		return err
	}
	defer r.Close()
	// A file that ends in an error is reported when it is read.
	valid, invalid, _ := countStream(r)
	f.charset = judge(label, enc, valid, invalid)
	return nil
}
