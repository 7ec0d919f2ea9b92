package frontmatter

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// hazards are strings that some writer or reader of YAML gets wrong when they
// are written in some other way.
var hazards = []struct{ why, text string }{
	{"empty", ""},
	{"space", " "},
	{"leading and trailing space", "  a  "},
	{"quote", `say "no"`},
	{"backslash", `C:\new\U0001F600`},
	{"backslash at the end", `a\`},
	{"escape that is text", `\U0001F389`},
	{"single quote", "'The World's Largest'"},
	{"newline", "a\nb"},
	{"leading newline and indent", "\n  indented\nline"},
	{"carriage return", "a\r\nb\rc"},
	{"tab", "\ta\t"},
	{"end of the block", "---"},
	{"end of the block in a line", "a\n---\nb"},
	{"end of the document", "a\n...\nb"},
	{"key", "draft: true\nlayout: evil"},
	{"comment", "a # b"},
	{"anchor, alias, tag, merge", "&a *a !!python/object:os.system <<"},
	{"directive", "%YAML 1.2"},
	{"flow", "{a: [b, c]}"},
	{"block scalars", "| > |- >+"},
	{"reserved", "@ ` = ~ ? -"},
	{"template", "{{ .Site }} {% raw %} {{< x >}}"},
	{"bool", "true"}, {"bool of 1.1", "no"}, {"null", "null"}, {"tilde", "~"},
	{"octal", "0123"}, {"hex", "0x1F"}, {"float", "1e3"}, {"underscores", "1_000"}, {"comma", "1,000"},
	{"sexagesimal", "12:30:45"}, {"version", "3.10"}, {"date", "2013-04-02"}, {"no date", "2020-13-45"}, {"infinity", ".inf"},
	{"NUL", "a\x00b"},
	{"control characters", "\x01\x07\x08\x0b\x0c\x1b[31m\x1f\x7f"},
	{"C1 control characters", "\u0080\u009b\u009f"},
	{"next line", "a\u0085b"},
	{"line and paragraph separator", "a\u2028b\u2029c"},
	{"byte order mark", "\ufeffa\ufeff"},
	{"noncharacters", "\ufffe\uffff\ufdd0\U0001fffe\U0010ffff"},
	{"replacement character", "\ufffd"},
	{"no-break space", "Pourquoi\u00a0?"},
	{"bidi", "\u202egnp.exe\u202c"},
	{"zero width", "a\u200bb\u200d"},
	{"emoji", "👨‍👩‍👧 🎉"},
	{"around the surrogates", "\ud7ff\ue000"},
	{"long line", strings.Repeat("word ", 400)},
	{"long word", strings.Repeat("x", 5000)},
}

// block returns what Marshal makes of fields, and checks what holds for every
// block.
func block(t *testing.T, fields ...Field) string {
	t.Helper()
	b, err := Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	if !utf8.Valid(b) {
		t.Fatalf("not UTF-8: %q", b)
	}
	inner, ok := strings.CutPrefix(string(b), "---\n")
	inner, ok2 := strings.CutSuffix(inner, "---\n")
	if !ok || !ok2 {
		t.Fatalf("not between two lines ---: %q", b)
	}
	for line := range strings.Lines(inner) {
		if s := strings.TrimSpace(line); s == "---" || s == "..." || s == "" {
			t.Fatalf("line %q inside the block: %q", line, b)
		}
	}
	return string(b)
}

func TestStringsReadBack(t *testing.T) {
	for _, h := range hazards {
		b := block(t, Field{"title", h.text}, Field{"tags", []string{h.text, "x", h.text}})
		if n := strings.Count(b, "\n"); n != 7 {
			t.Errorf("%s: %d lines, want 7: a string takes one line\n%s", h.why, n, b)
		}
		var got struct {
			Title string
			Tags  []string
		}
		if err := yaml.Unmarshal([]byte(b), &got); err != nil {
			t.Errorf("%s: %v\n%s", h.why, err, b)
			continue
		}
		if want := []string{h.text, "x", h.text}; got.Title != h.text || !reflect.DeepEqual(got.Tags, want) {
			t.Errorf("%s: %q reads back as %q and %q\n%s", h.why, h.text, got.Title, got.Tags, b)
		}
	}
}

// What is not UTF-8 has no form in YAML.
func TestInvalidUTF8IsReplaced(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"caf\xe9", "caf\ufffd"},
		{"\xed\xa0\x80", "\ufffd"}, // a surrogate
		{"a\xc3", "a\ufffd"},
		{"\xf5\x80\x80\x80b", "\ufffdb"},
	} {
		fields, err := Unmarshal([]byte(block(t, Field{"title", c.in})))
		if err != nil || fields[0].Value != c.want {
			t.Errorf("%q reads back as %v, %v, want %q", c.in, fields, err, c.want)
		}
	}
}

func TestMarshal(t *testing.T) {
	paris := time.FixedZone("", 2*60*60)
	for _, c := range []struct {
		why    string
		fields []Field
		want   string
	}{
		{"nothing", nil, ""},
		{"string", []Field{{"id", "770"}}, `id: "770"`},
		{"list", []Field{{"tags", []string{"a", "b"}}}, "tags:\n  - \"a\"\n  - \"b\""},
		{"empty list", []Field{{"tags", []string{}}}, "tags: []"},
		{"bool", []Field{{"draft", true}}, "draft: true"},
		{"numbers", []Field{{"weight", 3}, {"big", int64(math.MinInt64)}}, "weight: 3\nbig: -9223372036854775808"},
		{"floats", []Field{{"a", 4.5}, {"b", 2.0}, {"c", 1e30}, {"d", math.Inf(-1)}}, "a: 4.5\nb: 2.0\nc: 1.0e+30\nd: -.inf"},
		{"null", []Field{{"x", nil}}, "x: null"},
		{"wall clock", []Field{{"date", time.Date(2013, 4, 2, 0, 30, 0, 0, time.UTC)}}, `date: "2013-04-02T00:30:00"`},
		{"time with offset", []Field{{"date", time.Date(2013, 4, 2, 0, 30, 0, 0, paris)}}, `date: "2013-04-02T00:30:00+02:00"`},
		{"time in Greenwich", []Field{{"date", time.Date(2013, 4, 2, 0, 30, 0, 0, time.FixedZone("", 0))}}, `date: "2013-04-02T00:30:00+00:00"`},
		{"list of values", []Field{{"x", []any{"a", 1, true}}}, "x:\n  - \"a\"\n  - 1\n  - true"},
		{"mapping", []Field{{"cover", []Field{{"image", "a.jpg"}, {"alt", "b"}}}}, "cover:\n  image: \"a.jpg\"\n  alt: \"b\""},
		{"list of mappings", []Field{{"x", []any{[]Field{{"a", "1"}, {"b", "2"}}}}}, "x:\n  - a: \"1\"\n    b: \"2\""},
		{"names that need quotes", []Field{{"no", "a"}, {"a b", "b"}, {"3", "c"}, {"é:", "d"}}, `"no": "a"` + "\n" + `"a b": "b"` + "\n" + `"3": "c"` + "\n" + `"é:": "d"`},
		{"emoji and French as they are", []Field{{"title", "🎉 L’été\u00a0?"}}, "title: \"🎉 L’été\u00a0?\""},
	} {
		want := "---\n" + c.want + "\n---\n"
		if c.want == "" {
			want = "---\n---\n"
		}
		if got := block(t, c.fields...); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.why, got, want)
		}
	}
}

func TestMarshalRefuses(t *testing.T) {
	deep := any("x")
	for range 30 {
		deep = []any{deep}
	}
	for _, c := range []struct {
		fields []Field
		want   string
	}{
		{[]Field{{"", "a"}}, "a field has no name"},
		{[]Field{{"a", "b"}, {"a", "c"}}, `field "a" occurs twice`},
		{[]Field{{"a\nb", ""}}, `field "a\nb": the name holds a control character`},
		{[]Field{{strings.Repeat("x", 101), ""}}, `field "xxxxxxxxxxxxxxxxxxxx"…: the name is over 100 bytes`},
		{[]Field{{"a", struct{}{}}}, `field "a": a value of type struct {} has no form in YAML`},
		{[]Field{{"a", deep}}, `field "a": nested over 20 deep`},
	} {
		if b, err := Marshal(c.fields); err == nil || err.Error() != c.want {
			t.Errorf("%v: %q, %v, want error %q", c.fields, b, err, c.want)
		}
	}
}

func FuzzMarshal(f *testing.F) {
	for _, h := range hazards {
		f.Add("title", h.text, h.text, true, int64(3))
	}
	f.Add("y", "", "a", false, int64(0))
	f.Add("? a: b", "", "a", false, int64(-1))
	f.Fuzz(func(t *testing.T, name, text, item string, flag bool, number int64) {
		fields := []Field{{name, text}, {"list", []string{item, text}}, {"flag", flag}, {"number", number}, {"map", []Field{{name, item}}}}
		if _, err := Marshal(fields); err != nil {
			if checkName(name) == nil && name != "list" && name != "flag" && name != "number" && name != "map" {
				t.Fatal(err)
			}
			return
		}
		b := block(t, fields...)
		file := b + "\n" + text
		head, body, err := Split([]byte(file))
		if err != nil || string(head) != b || string(body) != text {
			t.Fatalf("%q splits into %q and %q, %v", file, head, body, err)
		}
		text, item = strings.ToValidUTF8(text, "\ufffd"), strings.ToValidUTF8(item, "\ufffd")
		want := []Field{{name, text}, {"list", []string{item, text}}, {"flag", flag}, {"number", number}, {"map", []Field{{name, item}}}}
		got, err := Unmarshal(head)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q reads back as %v, %v, want %v", b, got, err, want)
		}
	})
}

func BenchmarkMarshal(b *testing.B) {
	fields := []Field{
		{"id", "770"},
		{"title", "REX BOF NoSSII"},
		{"description", "Bon, avec un titre pareil je dois déjà avoir perdu 80% des lecteurs :) Jeudi 28 mars au soir lors de Devoxx France nous avons participé à un BOF"},
		{"date", "2013-04-02"},
		{"categories", []string{"waza"}},
		{"tags", []string{"nossii", "sociocratie"}},
		{"img", "rework.png"},
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Marshal(fields); err != nil {
			b.Fatal(err)
		}
	}
}
