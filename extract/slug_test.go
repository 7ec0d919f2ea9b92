package extract

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/wp2md/wp2md/internal/shared"
)

// slugs pairs titles with the slugs WordPress makes of them. A slug is given
// decoded where that is easier to read.
var slugs = []struct{ why, title, slug string }{
	{"nothing", "", ""},
	{"nothing fit for a slug", " -- ... !!! ?", ""},
	{"words", "Hello World", "hello-world"},
	{"spaces and dashes", "  many   ---   dashes -", "many-dashes"},
	{"only the space parts words", "tab\tand\nnewline", "tabandnewline"},
	{"underscores stay", "_under_score_", "_under_score_"},
	{"dots and slashes part words", "a/b.c", "a-b-c"},
	{"punctuation goes", `Don't, "stop" (me); now: #1 @home + [x] {y} ~^*|\=`, "dont-stop-me-now-1-home-x-y"},
	{"typographic punctuation goes", "“A” ‘b’ «c» ‹d› ¿e? ¡f! …g™ ©h® i° • j", "a-b-c-d-e-f-g-h-i-j"},
	{"low quotes go", "‚low„ ‛high‟", "low-high"},
	{"long dashes part words", "a–b—c", "a-b-c"},
	{"a non-breaking hyphen does not", "a‑b", "a‑b"},
	{"spaces that are not ASCII", "a\u00a0b\u2003c\u202fd\u2028e", "a-b-c-d-e"},
	{"an ideographic space is a letter", "日\u3000本", "日\u3000本"},
	{"no width, no trace", "a\u200bb\u00adc\ufeffd\u200de\u202ef\ufffcg", "abcdefg"},
	{"times", "3 × 4", "3-x-4"},
	{"pound and euro", "£5 10€", "5-10e"},
	{"numbers", "2024", "2024"},

	{"accents", "Ünïcödé Ñandú façade Łódź", "unicode-nandu-facade-lodz"},
	{"sharp s", "Straße", "strase"},
	{"capital sharp s is made small and no more", "ẞ", "ß"},
	{"ligatures", "Æther Œuvre Ĳssel", "aether-oeuvre-ijssel"},
	{"Icelandic", "Þór ðað", "thor-dad"},
	{"Turkish", "İstanbul ışık", "istanbul-isik"},
	{"Romanian", "Știință țară Şcoală", "stiinta-tara-scoala"},
	{"Vietnamese", "Đà Nẵng Ườ Ợ", "da-nang-uo-o"},
	{"pinyin", "nǐ hǎo lǜ ɑ", "ni-hao-lu-a"},
	{"schwa", "Ən ǝn", "en-en"},
	{"ordinals", "1ª 2º", "1a-2o"},
	{"combining accents", "combining e\u0301 n\u0303", "combining-e-n"},
	{"free-standing accents", "a´ ˊb x\u030c", "a-b-x"},
	{"letters outside the table keep their accents", "Ḥamza Ǧ", "ḥamza-ǧ"},
	{"compatibility forms stay", "ﬁ Ⅷ ² ½", "ﬁ-ⅷ-²-½"},

	{"Greek", "Ελληνικά", "ελληνικά"},
	{"capital sigma at the end of a word", "ΟΔΟΣ", "οδοσ"},
	{"Cyrillic", "Ельцин и Чайка", "ельцин-и-чайка"},
	{"Arabic", "العربية", "العربية"},
	{"Japanese", "日本語のタイトル", "日本語のタイトル"},
	{"full width", "ＦＵＬＬ", "ｆｕｌｌ"},
	{"emoji", "emoji 🎉 party", "emoji-🎉-party"},
	{"joined emoji come apart", "👨\u200d👩", "👨👩"},

	{"percent-encoded octets stay", "%E3%81%82 50%25", "%e3%81%82-50%25"},
	{"other percent signs go", "100% sure %zz %4", "100-sure-zz-4"},
	{"encoded spaces part words", "a%C2%A0b", "a-b"},
	{"an octet in the dashes WordPress marks octets with", "a---e9---b", "a%e9b"},
	{"entities go", "Tom &amp; Jerry &#8217; AT&T", "tom-jerry-att"},
	{"entities of dashes and spaces part words", "a&nbsp;b&ndash;c&#8212;d", "a-b-c-d"},
	{"an ampersand reaches to the semicolon", "Fish & chips; salt", "fish-salt"},
	{"but not over a line", "R&D\nx;", "rdx"},

	{"tags go", "<b>Bold</b> <br/>title<!-- x > y -->!", "bold-title"},
	{"a tag with quotes", `<a title="a > b">x</a>`, "x"},
	{"an open tag swallows the rest", "a <b", "a"},
	{"less than", "a < b > c", "a-b-c"},
	{"tag in tag", "a<b<c>d>e", "ae"},
	{"instruction", "a<?php echo '>' ?>b", "ab"},
	{"declaration", "a<!DOCTYPE html>b", "ab"},
	{"script keeps its text", "<script>alert(1)</script>x", "alert1x"},

	{"Latin-1", "caf\xe9 \xdcber Stra\xdfe \xc6 \xa3", "cafe-uber-strasse-ae"},
	{"Windows-1252", "\x8cuvre \x93x\x94 \x80", "oeuvre-x-e"},
	{"broken UTF-8 is read as Latin-1", "invalid \xc3( utf8", "invalid-a-utf8"},

	{"200 letters", strings.Repeat("x", 250), strings.Repeat("x", 200)},
	{"200 bytes of code end with a character", strings.Repeat("長", 40), strings.Repeat("長", 22)},
	{"cut before a dash", strings.Repeat("x", 199) + " y", strings.Repeat("x", 199)},
	{"what is dropped counts towards the 200", strings.Repeat("…", 30) + "x", ""},
}

func TestMakeSlug(t *testing.T) {
	for _, c := range slugs {
		got := MakeSlug(c.title)
		if decoded, err := url.PathUnescape(got); got != c.slug && (err != nil || decoded != c.slug) {
			t.Errorf("%s: MakeSlug(%q) = %q, want %q", c.why, c.title, got, c.slug)
		}
	}
}

// WordPress cuts a title of octets wherever the 200th byte falls. Half an
// octet or half a character names no file, so here the cut is before it.
func TestMakeSlugCutsOctetsWhole(t *testing.T) {
	const octets = "%e6%97%a5" // one character
	for n := 190; n <= 200; n++ {
		want := strings.Repeat("x", n)
		if n+len(octets) <= 200 {
			want += octets
		}
		if got := MakeSlug(strings.Repeat("x", n) + octets); got != want {
			t.Errorf("%d letters and a character: got …%s, want …%s", n, got[185:], want[185:])
		}
	}
}

func TestMakeSlugAgainstWordPress(t *testing.T) {
	rows := 0
	for line := range bytes.Lines(shared.Read(t, "oracle/slugs.jsonl")) {
		var row struct {
			Title  []byte `json:"input_b64"`
			Output string
		}
		if err := json.Unmarshal(line, &row); err != nil {
			t.Fatal(err)
		}
		rows++
		if got := MakeSlug(string(row.Title)); got != row.Output {
			t.Errorf("MakeSlug(%q) = %q, WordPress has %q", row.Title, got, row.Output)
		}
	}
	if rows < 100 {
		t.Errorf("only %d rows", rows)
	}
}

func FuzzMakeSlug(f *testing.F) {
	for _, c := range slugs {
		f.Add(c.title)
	}
	f.Fuzz(func(t *testing.T, title string) {
		s := MakeSlug(title)
		if len(s) > 200 {
			t.Fatalf("%d bytes: %q", len(s), s)
		}
		if i := strings.IndexFunc(s, func(r rune) bool {
			return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789%_-", r)
		}); i >= 0 {
			t.Fatalf("%q is not of a slug: %q", s[i:], s)
		}
		if strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
			t.Fatalf("dashes: %q", s)
		}
		decoded, err := url.PathUnescape(s)
		if err != nil {
			t.Fatalf("half an octet: %q", s)
		}
		// A title can bring octets that make a character only when others
		// between them are gone. Without, a slug is its own slug.
		if strings.Contains(title, "%") || strings.Contains(title, "---") {
			return
		}
		if !utf8.ValidString(decoded) {
			t.Fatalf("%q is the code of %q", s, decoded)
		}
		if again := MakeSlug(s); again != s {
			t.Fatalf("the slug of slug %q is %q", s, again)
		}
	})
}

func BenchmarkMakeSlug(b *testing.B) {
	for b.Loop() {
		MakeSlug("Où est passé l’été 2013 ? Retour sur 日本")
	}
}
