package extract

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// dump writes a value of PHP down: arrays as {key: value, …} in their order.
func dump(v any) string {
	switch v := v.(type) {
	case PHPArray:
		var all []string
		for _, e := range v {
			all = append(all, e.Key+": "+dump(e.Value))
		}
		return "{" + strings.Join(all, ", ") + "}"
	case string:
		return fmt.Sprintf("%q", v)
	case float64:
		return fmt.Sprintf("%gf", v)
	}
	return fmt.Sprint(v)
}

var phpTable = []struct{ in, want, err string }{
	{"N;", "<nil>", ""},
	{"b:1;", "true", ""},
	{"b:0;", "false", ""},
	{"i:-12;", "-12", ""},
	{"d:0.5;", "0.5f", ""},
	{"d:1.0E+25;", "1e+25f", ""},
	{"d:-INF;", "-Inff", ""},
	{"i:99999999999999999999;", "1e+20f", ""}, // written on a wider machine
	{`s:0:"";`, `""`, ""},
	{`s:3:"a"b";`, `"a\"b"`, ""},
	{`s:2:"é";`, `"é"`, ""}, // bytes, not characters
	{"a:0:{}", "{}", ""},
	{`a:2:{i:0;s:1:"x";i:1;i:2;}`, `{0: "x", 1: 2}`, ""},
	{`a:2:{s:1:"b";a:1:{s:1:"c";b:1;}s:1:"a";N;}`, `{b: {c: true}, a: <nil>}`, ""},
	{` a:1:{s:1:"b";i:1;}` + "\n", "{b: 1}", ""},
	{`O:8:"stdClass":1:{s:1:"a";i:1;}`, "{a: 1}", ""},
	{"O:3:\"Foo\":3:{s:4:\"\x00*\x00a\";i:1;s:6:\"\x00Foo\x00b\";i:2;s:1:\"c\";i:3;}", "{a: 1, b: 2, c: 3}", ""},
	{`O:3:"Foo":2:{s:4:"*a";i:1;s:6:"Foob";i:2;}`, "{a: 1, b: 2}", ""},         // the NULs do not survive the export
	{`O:3:"Foo":2:{s:6:"Footer";i:1;s:2:"*x";i:2;}`, "{Footer: 1, *x: 2}", ""}, // public both
	{`C:3:"Foo":5:{a}b}c}`, `"a}b}c"`, ""},
	{`C:3:"Foo":9:{a}`, `"a"`, ""},
	{`a:2:{i:0;r:1;i:1;R:2;}`, "{0: <nil>, 1: <nil>}", ""},
	{`E:11:"Suit:Hearts";`, `"Suit:Hearts"`, ""},
	{`s:31:"a:1:{s:3:"key";s:5:"value";}";`, `"a:1:{s:3:\"key\";s:5:\"value\";}"`, ""}, // serialized twice, and the length is wrong

	// Lengths that are wrong.
	{"a:2:{s:4:\"text\";s:9:\"one\ntwo\";s:1:\"b\";i:2;}", `{text: "one\ntwo", b: 2}`, ""},
	{`a:1:{s:3:"url";s:17:"https://new.example/x";}`, `{url: "https://new.example/x"}`, ""},
	{`a:1:{s:1:"q";s:2:"say "hi"; ok";}`, `{q: "say \"hi\"; ok"}`, ""},
	{`a:9:{i:0;i:1;}`, "{0: 1}", ""},
	{`a:1:{i:0;i:1;i:1;i:2;}`, "{0: 1, 1: 2}", ""},
	{`s:99999999999999999999999:"x";`, `"x"`, ""},

	// Slashes added.
	{`a:1:{s:3:\"key\";s:4:\"it\\\'s\";}`, `{key: "it\\'s"}`, ""},

	// Broken off: what was read is there.
	{`a:3:{s:5:"width";i:10;s:6:"height";i:2`, "{width: 10}", "php: the value ends too early"},
	{`a:1:{s:1:"a";a:2:{i:0;i:1;i:1;s:9:"xy`, "{a: {0: 1}}", "php: the value ends too early"},
	{`a:1:{`, "{}", "php: the value ends too early"},
	{"", "<nil>", "php: the value ends too early"},
	{"i:", "<nil>", "php: the value ends too early"},

	// No such value.
	{"hello", "<nil>", "php: offset 0: no value"},
	{"i:12", "<nil>", "php: the value ends too early"},
	{"i:x;", "<nil>", `php: offset 4: "x" is no number`},
	{"d:0x1p4;", "<nil>", `php: offset 8: "0x1p4" is no number`},
	{"a:x:{}", "<nil>", "php: offset 2: no length"},
	{"a:1:[]", "<nil>", "php: offset 4: no elements"},
	{"s:1:x", "<nil>", "php: offset 4: no string"},
	{"i:1;i:2;", "1", `php: offset 4: "i:2;" after the value`},
	{"a:1:{a:0:{}i:1;}", "{}", "php: offset 7: more than 64 levels"},
}

func TestUnserialize(t *testing.T) {
	for _, c := range phpTable {
		v, err := Unserialize(c.in)
		if got := dump(v); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.in, got, c.want)
		}
		if got := errorText(err); got != c.err {
			t.Errorf("%s: got error %s, want %s", c.in, got, c.err)
		}
	}
	if v, _ := Unserialize("d:NAN;"); !math.IsNaN(v.(float64)) {
		t.Errorf("d:NAN;: got %v", v)
	}
}

// Input that claims to be huge, or is, costs what it is worth.
func TestUnserializeHostile(t *testing.T) {
	for why, in := range map[string]string{
		"a count that is a lie":       "a:999999999:{i:0;i:1;}",
		"arrays in arrays":            strings.Repeat("a:1:{i:0;", 1<<20),
		"objects in objects":          strings.Repeat(`O:1:"A":1:{s:1:"a";`, 1<<18),
		"a million values":            "a:1:{" + strings.Repeat("i:0;", 1<<20),
		"a million lengths, all lies": "a:1:{" + strings.Repeat(`s:9:"a";`, 1<<20),
		"no end to be found":          `a:1:{s:9:"` + strings.Repeat(`";`, 1<<20),
		"a million quotes":            strings.Repeat(`s:1:"`, 1<<20),
	} {
		allocs := testing.AllocsPerRun(1, func() { Unserialize(in) })
		if allocs > 5*maxPHPValues {
			t.Errorf("%s: %v allocations", why, allocs)
		}
	}
}

func TestPHPArrayGet(t *testing.T) {
	v, err := Unserialize(`a:2:{s:1:"a";i:1;i:5;s:1:"x";}`)
	if err != nil {
		t.Fatal(err)
	}
	a := v.(PHPArray)
	if a.Get("a") != int64(1) || a.Get("5") != "x" || a.Get("b") != nil {
		t.Errorf("got %v", dump(a))
	}
}

// FuzzUnserialize reads anything. What is read is bounded by what was given,
// and what PHP would have written is read back as it was.
func FuzzUnserialize(f *testing.F) {
	for _, c := range phpTable {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		v, err := Unserialize(in)
		if n := count(v, 0); n > len(in)+1 {
			t.Fatalf("%d values of %d bytes", n, len(in))
		}
		if err != nil {
			return
		}
		out, ok := serialize(v)
		if !ok {
			return
		}
		again, err := Unserialize(out)
		if err != nil || dump(again) != dump(v) {
			t.Errorf("%q: wrote %q, read %s, %v", in, out, dump(again), err)
		}
	})
}

// count counts the values in v and checks their depth.
func count(v any, depth int) int {
	if depth > maxPHPDepth {
		return math.MaxInt
	}
	n := 1
	if a, ok := v.(PHPArray); ok {
		for _, e := range a {
			n += count(e.Value, depth+1)
		}
	}
	return n
}

// serialize writes v as PHP does. It returns false if it holds what PHP
// cannot.
func serialize(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "N;", true
	case bool:
		return map[bool]string{true: "b:1;", false: "b:0;"}[v], true
	case int64:
		return fmt.Sprintf("i:%d;", v), true
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return "", false
		}
		b, _ := json.Marshal(v)
		return "d:" + string(b) + ";", true
	case string:
		return fmt.Sprintf(`s:%d:"%s";`, len(v), v), true
	case PHPArray:
		var b strings.Builder
		fmt.Fprintf(&b, "a:%d:{", len(v))
		for _, e := range v {
			s, ok := serialize(e.Value)
			if !ok {
				return "", false
			}
			fmt.Fprintf(&b, `s:%d:"%s";%s`, len(e.Key), e.Key, s)
		}
		return b.String() + "}", true
	}
	return "", false
}
