package extract

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// encoded makes an export that declares label and holds text, as title and
// content, in the given encoding.
func encoded(enc encoding.Encoding, label, text string) []byte {
	s := strings.Replace(wxr(item(1, "<title>"+text+"</title><content:encoded><![CDATA["+text+"]]></content:encoded>")), "UTF-8", label, 1)
	if enc == nil {
		return []byte(s)
	}
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

const (
	french  = "Été à Noël : « ça » – naïf"
	russian = "Её ёлка и Её мир"
	chinese = "中文标题联通汉字"
	nihongo = "日本語のタイトル表示ソ予"
)

var charsetTable = []struct {
	why     string
	in      []byte
	want    string
	repairs string
}{
	{"UTF-8", encoded(nil, "UTF-8", french), french, ""},
	{"UTF-8, no label", []byte(strings.Replace(string(encoded(nil, "UTF-8", french)), ` encoding="UTF-8"`, "", 1)), french, ""},
	{"UTF-8 in other words", encoded(nil, "utf8mb4", french), french, ""},
	{"UTF-8 in other words", encoded(nil, "utf8", french), french, ""},
	{"XML 1.1", []byte(strings.Replace(string(encoded(nil, "UTF-8", french)), `version="1.0"`, `version="1.1"`, 1)), french, ""},
	{"UTF-8 that says ISO-8859-1", encoded(nil, "ISO-8859-1", french), french, "wrong-charset:1@1"},
	{"UTF-8 that says GB2312", encoded(nil, "GB2312", chinese), chinese, "wrong-charset:1@1"},
	{"UTF-8 that says UTF-16", encoded(nil, "UTF-16", french), french, "wrong-charset:1@1"},
	{"UTF-8 that says ISO-2022-JP", encoded(nil, "ISO-2022-JP", nihongo), nihongo, "wrong-charset:1@1"},
	{"a label nobody knows", encoded(nil, "klingon", french), french, "wrong-charset:1@1"},
	{"a label, and only ASCII", encoded(nil, "ISO-8859-1", "plain"), "plain", ""},
	{"windows-1252", encoded(charmap.Windows1252, "windows-1252", french), french, ""},
	{"windows-1252 that says ISO-8859-1, as browsers expect", encoded(charmap.Windows1252, "ISO-8859-1", french), french, ""},
	{"latin1", encoded(charmap.Windows1252, "latin1", french), french, ""},
	{"windows-1252 that says UTF-8", encoded(charmap.Windows1252, "UTF-8", "déjà « vu »"), "déjà « vu »", "invalid-bytes:8@3"},
	{"windows-1251", encoded(charmap.Windows1251, "windows-1251", russian), russian, ""},
	{"KOI8-R", encoded(charmap.KOI8R, "koi8-r", "Ёлка и мир"), "Ёлка и мир", ""},
	{"GB2312", encoded(simplifiedchinese.GBK, "GB2312", chinese), chinese, ""},
	{"GB18030", encoded(simplifiedchinese.GB18030, "gb18030", chinese+"𠀀"), chinese + "𠀀", ""},
	{"Big5", encoded(traditionalchinese.Big5, "big5", "中文標題功蓋許"), "中文標題功蓋許", ""},
	{"Shift_JIS, whose second bytes can be a bracket or a backslash", encoded(japanese.ShiftJIS, "Shift_JIS", nihongo+"ー"), nihongo + "ー", ""},
	{"EUC-JP", encoded(japanese.EUCJP, "EUC-JP", nihongo), nihongo, ""},
	{"EUC-KR", encoded(korean.EUCKR, "EUC-KR", "한국어 제목"), "한국어 제목", ""},
	{"ISO-2022-JP, whose bytes can be markup", encoded(japanese.ISO2022JP, "ISO-2022-JP", nihongo), nihongo, ""},
	{"UTF-16, little endian", encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16", french), french, ""},
	{"UTF-16, big endian", encoded(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "UTF-8", french), french, ""},
	{"UTF-16 without a mark", encoded(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16", french), french, ""},
	{"UTF-16 without a mark", encoded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16", french), french, ""},
	{"UTF-32", encoded(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "UTF-32", french), french, ""},
}

func charsetInputs() (all [][]byte) {
	for _, c := range charsetTable {
		all = append(all, c.in)
	}
	return all
}

func TestCharset(t *testing.T) {
	for _, c := range charsetTable {
		s, err := Open([]string{"-"}, bytes.NewReader(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.why, err)
			continue
		}
		items, err := collect(s, nil)
		if err != nil || len(items) != 1 {
			t.Errorf("%s: %d items, %v", c.why, len(items), err)
			continue
		}
		if got := items[0]; got.Title != c.want || got.Content != c.want {
			t.Errorf("%s: got %q and %q, want %q", c.why, got.Title, got.Content, c.want)
		}
		if got := showRepairs(s.Repairs()); got != c.repairs {
			t.Errorf("%s: repairs: got %s, want %s", c.why, got, c.repairs)
		}
		s.Close()
	}
}

// WordPress turned to UTF-8 what it put into CDATA and left the rest as it
// was in the database.
func TestCharsetMixed(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String("<title>Été</title>")
	if err != nil {
		t.Fatal(err)
	}
	in := strings.Replace(wxr(item(1, latin+"<content:encoded><![CDATA["+french+"]]></content:encoded>")), "UTF-8", "ISO-8859-1", 1)
	name := filepath.Join(t.TempDir(), "a.xml")
	if err := os.WriteFile(name, []byte(in), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open([]string{name}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	items, err := collect(s, nil)
	if err != nil {
		t.Fatal(err)
	}
	if it := items[0]; it.Title != "Été" || it.Content != french {
		t.Errorf("got %q and %q", it.Title, it.Content)
	}
	if got, want := showRepairs(s.Repairs()), "wrong-charset:1@3"; got != want {
		t.Errorf("repairs: got %s, want %s", got, want)
	}
}

// The evidence for an encoding may come after any length of ASCII, and a
// character may lie across two reads.
func TestCharsetLate(t *testing.T) {
	enc := simplifiedchinese.GBK
	for _, fill := range []int{0, 1, windowSize - 3, windowSize - 2, windowSize - 1, windowSize, 3 * windowSize} {
		in := encoded(enc, "GB2312", strings.Repeat("a", fill)+chinese)
		s, err := Open([]string{"-"}, bytes.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		items, err := collect(s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimLeft(items[0].Content, "a"); got != chinese {
			t.Errorf("after %d bytes: got %q", fill, got)
		}
		s.Close()
	}
}

func TestCountStream(t *testing.T) {
	text := []byte("é–🎉\xff\xe9 é") // whole characters, two bytes that are none, and a last one
	for n := range len(text) + 1 {
		v, i, err := countStream(bytes.NewReader(text[:n]))
		want, bad := countUTF8(text[:n])
		// A character cut at the end does not count.
		for k := n - 1; k >= 0 && k >= n-3; k-- {
			if utf8.RuneStart(text[k]) && !utf8.FullRune(text[k:n]) {
				bad -= n - k
				break
			}
		}
		if v != want || i != bad || err != nil {
			t.Errorf("first %d bytes: got %d and %d, want %d and %d (%v)", n, v, i, want, bad, err)
		}
	}
}
