package frontmatter

import (
	"bytes"
	"math"
	"testing"
	"time"
)

// sameAsYAML holds what is written directly against what the library for YAML
// makes of the same fields.
func sameAsYAML(t *testing.T, why string, fields []Field) {
	t.Helper()
	want, err := marshalYAML(fields)
	if err != nil {
		t.Fatalf("%s: %v", why, err)
	}
	got, ok := appendDirect(nil, fields)
	if !ok {
		if !bytes.Contains(want, []byte(`"\uFEFF`)) {
			t.Errorf("%s: not written directly", why)
		}
		return
	}
	if string(got) != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", why, got, want)
	}
}

func TestDirect(t *testing.T) {
	for _, h := range hazards {
		sameAsYAML(t, h.why, []Field{{"title", h.text}, {"tags", []string{h.text, "", h.text}}, {"any", []any{h.text, 1, nil}}})
		if checkName(h.text) == nil {
			sameAsYAML(t, "name: "+h.why, []Field{{h.text, h.text}, {"end", true}})
		}
	}
	for r := range rune(0x11000) { // each character of the planes that have them, and the first beyond
		if r%64 == 0 {
			var s []rune
			for c := r; c < r+64; c++ {
				s = append(s, c, 'x')
			}
			sameAsYAML(t, "characters", []Field{{"title", string(s)}})
		}
	}
	sameAsYAML(t, "not UTF-8", []Field{{"title", "a\xffb\xc3"}})
	sameAsYAML(t, "lists of nothing", []Field{{"a", []string{}}, {"b", []string(nil)}, {"c", []any{}}})
	for _, v := range []any{
		true, false, 0, -1, math.MaxInt, int64(math.MinInt64), nil,
		0.0, -0.5, 1e3, 1e21, 1e-7, math.Pi, math.MaxFloat64, math.SmallestNonzeroFloat64, math.NaN(), math.Inf(1), math.Inf(-1),
		time.Date(2013, 4, 2, 23, 59, 1, 0, time.UTC), time.Date(2013, 4, 2, 23, 59, 1, 0, time.FixedZone("", 3600)), time.Time{},
	} {
		sameAsYAML(t, "a value", []Field{{"a", v}, {"b", []any{v, v}}})
	}
	for _, name := range []string{"a", "A-b.c_d", "_", "é", "1", "1a", "a b", "a:b", "-", "y", "No", "NULL", "~", "nan", "inf", "Infinity", "e5", "x1F", "a#b", "a-", "a.", "true.", "emoji 🎉", "?", "&a", "#a", "null-"} {
		sameAsYAML(t, "name "+name, []Field{{name, name}, {"l", []string{name}}})
	}
}

func FuzzDirect(f *testing.F) {
	for _, h := range hazards {
		f.Add(h.text, h.text, 1.5)
	}
	f.Fuzz(func(t *testing.T, name, text string, n float64) {
		if checkName(name) != nil || checkName(name+"s") != nil {
			name = "title"
		}
		sameAsYAML(t, "fuzz", []Field{{name, text}, {name + "s", []string{text, name}}, {"n" + name, n}})
	})
}

func TestDirectMappings(t *testing.T) {
	fields := []Field{
		{"taxonomies", []Field{{"tags", []string{"a", "ü: b"}}, {"genre", []string{"c"}}}},
		{"extra", []Field{{"a b", "x"}, {"deep", []Field{{"n", 1}, {"list", []any{"y", 2}}}}}},
		{"categories", [][]string{{"Parent", "C, \"D\""}, {"E"}}},
		{"none", [][]string{}},
	}
	direct, ok := appendDirect(nil, fields)
	library, err := marshalYAML(fields)
	if err != nil || !ok || string(direct) != string(library) {
		t.Errorf("%v %v:\n%s\nthe library has\n%s", ok, err, direct, library)
	}
}
