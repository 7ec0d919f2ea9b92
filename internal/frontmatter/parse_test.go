package frontmatter

import (
	"reflect"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ why, file, block, body string }{
		{"a file of ours", "---\nid: \"1\"\n---\n\nText\n", "---\nid: \"1\"\n---\n", "Text\n"},
		{"no blank line", "---\nid: \"1\"\n---\nText\n", "---\nid: \"1\"\n---\n", "Text\n"},
		{"only one blank line goes", "---\n---\n\n\nText\n", "---\n---\n", "\nText\n"},
		{"no body", "---\nid: \"1\"\n---\n", "---\nid: \"1\"\n---\n", ""},
		{"no end of line", "---\nid: \"1\"\n---", "---\nid: \"1\"\n---", ""},
		{"no block", "Text\n---\nmore\n---\n", "", "Text\n---\nmore\n---\n"},
		{"rule at the top of no block", "----\n", "", "----\n"},
		{"empty file", "", "", ""},
		{"CRLF", "---\r\nid: 1\r\n---\r\n\r\nText\r\n", "---\r\nid: 1\r\n---\r\n", "Text\r\n"},
		{"byte order mark", "\ufeff---\nid: 1\n---\nText", "\ufeff---\nid: 1\n---\n", "Text"},
		{"ended by dots", "---\nid: 1\n...\nText", "---\nid: 1\n...\n", "Text"},
		{"indented ---", "---\na: |\n  x\n  ---\n---\nText", "---\na: |\n  x\n  ---\n---\n", "Text"},
		{"a rule in the body", "---\nid: 1\n---\n\na\n\n---\n\nb", "---\nid: 1\n---\n", "a\n\n---\n\nb"},
	} {
		block, body, err := Split([]byte(c.file))
		if err != nil || string(block) != c.block || string(body) != c.body {
			t.Errorf("%s: %q, %q, %v, want %q, %q", c.why, block, body, err, c.block, c.body)
		}
	}
	if _, _, err := Split([]byte("---\nid: 1\n\nText\n")); err == nil || !strings.Contains(err.Error(), "is missing") {
		t.Errorf("a block without end: error %v", err)
	}
}

func TestUnmarshal(t *testing.T) {
	for _, c := range []struct {
		why, block string
		want       []Field
	}{
		{"nothing", "", nil},
		{"empty", "---\n---\n", nil},
		{"only a comment", "---\n# x\n---\n", nil},
		{"by hand", "---\ntitle: A b\ndraft: true # yet\nweight: 0x10\nrating: 4.5\ndate: 2013-04-02\ntags: [a, b]\nx:\n...\n", []Field{
			{"title", "A b"}, {"draft", true}, {"weight", int64(16)}, {"rating", 4.5}, {"date", "2013-04-02"}, {"tags", []string{"a", "b"}}, {"x", nil}}},
		{"alias", "---\na: &a [x]\nb: *a\n---\n", []Field{{"a", []string{"x"}}, {"b", []string{"x"}}}},
		{"mixed list", "---\na: [x, 1, {b: c}]\n---\n", []Field{{"a", []any{"x", int64(1), []Field{{"b", "c"}}}}}},
		{"whole number too big for one", "---\na: 99999999999999999999\n---\n", []Field{{"a", 1e20}}},
		{"CRLF and byte order mark", "\ufeff---\r\na: b\r\n---\r\n", []Field{{"a", "b"}}},
	} {
		got, err := Unmarshal([]byte(c.block))
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %#v, %v, want %#v", c.why, got, err, c.want)
		}
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	for _, c := range []struct{ why, block, want string }{
		{"syntax", "---\na: \"b\n---\n", "front matter: yaml: "},
		{"no fields", "---\n- a\n---\n", "front matter: not a list of fields"},
		{"twice", "---\na: 1\nb: 2\na: 3\n---\n", `front matter: line 4: field "a" occurs twice`},
		{"odd name", "---\n[a]: 1\n---\n", "front matter: line 2: the name of a field is not a string"},
		{"alias of itself", "---\na: &a [*a]\n---\n", "front matter: line 2: too many values"},
		{"aliases of aliases", "---\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n" +
			"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n---\n", "too many values"},
	} {
		if got, err := Unmarshal([]byte(c.block)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %v, want error %q", c.why, got, err, c.want)
		}
	}
}

// FuzzSplit checks that a file of any bytes is read without harm, and that
// nothing of it is lost.
func FuzzSplit(f *testing.F) {
	f.Add([]byte("---\nid: \"1\"\ntags:\n  - \"a\"\n---\n\nText\n"))
	f.Add([]byte("\ufeff---\r\na: &a [*a]\r\n...\r\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		block, body, err := Split(file)
		if err != nil {
			return
		}
		if gap := len(file) - len(block) - len(body); gap < 0 || len(strings.TrimSpace(string(file[len(block):len(block)+gap]))) > 0 {
			t.Fatalf("%q splits into %q and %q", file, block, body)
		}
		fields, err := Unmarshal(block)
		if err != nil {
			return
		}
		b, err := Marshal(fields)
		if err != nil {
			return // a name we do not write
		}
		again, err := Unmarshal(b)
		if err != nil {
			t.Fatalf("%q, written as %q: %v", block, b, err)
		}
		b2, err := Marshal(again)
		if err != nil || string(b2) != string(b) {
			t.Fatalf("%q, then %q, %v", b, b2, err)
		}
	})
}
