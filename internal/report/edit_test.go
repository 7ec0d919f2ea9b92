package report

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// unpacked opens both sides of a page, and its gaps, as the script of the report does.
func unpacked(t *testing.T, packed string) (before, after, gaps string) {
	t.Helper()
	if strings.ContainsAny(packed, "<\n\x00") {
		t.Fatalf("not one line without markup: %q", packed)
	}
	parts := append(strings.Split(packed, "\x01"), "")
	var pieces []string
	for i, p := range strings.Split(parts[0], "\x02") {
		if i > 0 {
			p = "\x02" + p
		}
		if p != "" {
			pieces = append(pieces, p)
		}
	}
	for i, part := range strings.Split(parts[1], "\x04") {
		if i > 0 {
			how, more, _ := strings.Cut(part, ";")
			passed, taken, _ := strings.Cut(how, ",")
			pass, err := strconv.Atoi(passed)
			if err != nil {
				t.Fatal(err)
			}
			take, err := strconv.Atoi(taken)
			if err != nil {
				t.Fatal(err)
			}
			pieces = pieces[pass:]
			after += strings.Join(pieces[:take], "")
			pieces, part = pieces[take:], more
		}
		after += part
	}
	plain := strings.NewReplacer("\x02", "<", "\x03", "\n")
	return plain.Replace(parts[0]), plain.Replace(after), plain.Replace(parts[2])
}

func TestEdit(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"", "", "\x01"},
		{"", "<p>a</p>\n", "\x01\x02p>a\x02/p>\x03"},
		{"<p>a</p>", "", "\x02p>a\x02/p>\x01"},
		{"text", "text", "text\x01\x040,1;"},
		{"text<p>a", "text", "text\x02p>a\x01\x040,1;"},
		{"<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>\n", "\x02p>a\x02/p>\x02p>b\x02/p>\x01\x040,1;\x02/p>\x03\x041,1;\x02/p>\x03"},
		{"<div><ul><li><img src=a></li>", "<ul><li><img src=a>", "\x02div>\x02ul>\x02li>\x02img src=a>\x02/li>\x01\x041,3;"},
	} {
		got := []byte(c.before + "\x01")
		got = appendEdit(got, []byte(c.before), []byte(c.after))
		inOneLine(got)
		if string(got) != c.want {
			t.Errorf("%q to %q: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
	words := []string{"<p>", "</p>", "<a href=\"/a/b/c/d\">", "one two three four", "\n", "<", "ü", "</p>\n", "x"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var before, after strings.Builder
		for range random.IntN(30) {
			w := words[random.IntN(len(words))]
			switch random.IntN(5) {
			case 0:
				before.WriteString(w)
			case 1:
				after.WriteString(w)
			default:
				before.WriteString(w)
				after.WriteString(w)
			}
		}
		packed := appendEdit(append([]byte(before.String()), partMark), []byte(before.String()), []byte(after.String()))
		inOneLine(packed)
		if b, a, _ := unpacked(t, string(packed)); b != before.String() || a != after.String() {
			t.Fatalf("%q to %q: got %q to %q of %q", before.String(), after.String(), b, a, packed)
		}
	}
}

func TestWithoutMarks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""}, {"short", "short"}, {"\t\n\r\x05", "\t\n\r\x05"}, {"ünd \xff\x80\x81 and more", "ünd \xff\x80\x81 and more"},
		{"\x00a\x01b\x02c\x03d\x04", "abcd"}, {"of eight and more\x01 bytes\x04 of it", "of eight and more bytes of it"},
	} {
		if got := string(withoutMarks([]byte(c.text))); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// Two sides of many pieces that have nothing in common are gone through once.
func TestEditOfNothingInCommon(t *testing.T) {
	before := []byte(strings.Repeat("<b>", 200000))
	after := []byte(strings.Repeat("<i>", 200000))
	if got := appendEdit(nil, before, after); len(got) != len(after) {
		t.Errorf("%d bytes of %d", len(got), len(after))
	}
}
