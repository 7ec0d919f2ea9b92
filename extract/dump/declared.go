package dump

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"github.com/wp2md/wp2md/extract"
)

// charsets are those of MySQL that are neither UTF-8 nor latin1, which is
// windows-1252 there, with the names that the web has for them.
var charsets = map[string]string{
	"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1256": "windows-1256", "cp1257": "windows-1257", "cp866": "ibm866",
	"koi8r": "koi8-r", "koi8u": "koi8-u", "latin2": "iso-8859-2", "latin5": "iso-8859-9", "latin7": "iso-8859-13", "greek": "iso-8859-7",
	"hebrew": "iso-8859-8", "tis620": "windows-874", "macroman": "macintosh", "gbk": "gbk", "gb2312": "gbk", "gb18030": "gb18030", "big5": "big5",
	"sjis": "shift_jis", "cp932": "shift_jis", "ujis": "euc-jp", "eucjpms": "euc-jp", "euckr": "euc-kr",
}

// A declared is the encoding in which a dump or its site says that its texts
// are, if that is one of its own. The zero value is none.
type declared struct {
	names, table, blog string // said by SET NAMES, by a table, by the option of WordPress
	known              string // for which dec is
	dec                *encoding.Decoder
	wide               bool // characters of more than one byte
}

// label is the name of the encoding, or "".
func (d *declared) label() string {
	if l := charsets[d.names]; l != "" {
		return l
	}
	if l := charsets[d.table]; l != "" && (d.names == "" || d.names == "binary") {
		return l
	}
	return d.blog
}

// text is extract.StoredText of a text in that encoding. UTF-8 stays what it is,
// unless it can as well be the encoding of a language that has none of its
// characters.
func (d *declared) text(b []byte, mended func(kind string)) string {
	label := d.label()
	if label == "" || ascii(b) {
		return extract.StoredText(b, mended)
	}
	if label != d.known {
		d.known, d.dec = label, nil
		if e, name := charset.Lookup(label); e != nil && e != encoding.Nop && e != unicode.UTF8 && name != "windows-1252" {
			d.dec = e.NewDecoder()
			d.wide = strings.HasPrefix(name, "gb") || name == "big5" || name == "shift_jis" || strings.HasPrefix(name, "euc-")
		}
	}
	if d.dec == nil || utf8.Valid(b) && !(d.wide && low(b)) {
		return extract.StoredText(b, mended)
	}
	out, err := d.dec.Bytes(b)
	if err != nil {
		out = b
	}
	return extract.StoredText(out, mended)
}

// low reports whether a text in UTF-8 has no character of more than two bytes:
// no Chinese, Japanese or Korean.
func low(b []byte) bool {
	for _, c := range b {
		if c >= 0xe0 {
			return false
		}
	}
	return true
}

// trailOf says which charsets have characters whose second byte can be a
// backslash.
func trailOf(name string) trail {
	switch name {
	case "gbk", "gb18030", "big5":
		return chinese
	case "sjis", "cp932":
		return japanese
	}
	return noTrail
}
