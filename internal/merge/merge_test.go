package merge

import (
	"slices"
	"strings"
	"testing"
)

// files are rows of what was, what a person made of it, what is made now, and
// what comes of it. "" for a result is a conflict.
var files = []struct {
	why                      string
	base, ours, theirs, want string
	conflicts                []string
}{
	{"different paragraphs", "a\n\nb\n\nc\n", "a\n\nb\n\nmine\n", "new\n\nb\n\nc\n", "new\n\nb\n\nmine\n", nil},
	{"the same change", "a\n\nb\n\nc\n", "A\n\nb\n\nmine\n", "A\n\nb\n\nc\n", "A\n\nb\n\nmine\n", nil},
	{"the same paragraph", "a\n\nb\n", "mine\n\nb\n", "new\n\nb\n", "", []string{"line 1"}},
	{"two conflicts", "a\n\nb\n\nc\n", "x\n\nb\n\ny\n", "1\n\nb\n\n2\n", "", []string{"line 1", "line 5"}},
	{"a paragraph taken away stays away", "a\n\nb\n\nc\n\nd\n", "a\n\nc\n\nd\n", "a\n\nb\n\nc\n\nnew\n", "a\n\nc\n\nnew\n", nil},
	{"taken away by one, changed by the other", "a\n\nb\n\nc\n", "a\n\nc\n", "a\n\nB\n\nc\n", "", []string{"line 3"}},
	{"a paragraph below one that is changed", fm(`t: "x"`) + "a\n\nb\n", fm(`t: "x"`) + "a\n\nb\n\nmine\n", fm(`t: "x"`) + "a\n\nB\n", fm(`t: "x"`) + "a\n\nB\n\nmine\n", nil},
	{"a paragraph above one that is changed", fm(`t: "x"`) + "a\n\nb\n", fm(`t: "x"`) + "a\n\nmine\n\nb\n", fm(`t: "x"`) + "a\n\nB\n", fm(`t: "x"`) + "a\n\nmine\n\nB\n", nil},
	{"a paragraph amid what is changed", "a\nb\nc\n", "a\nmine\nb\nc\n", "A\nB\nc\n", "", []string{"lines 1–3"}},
	{"lines next to each other", "a\nb\n", "mine\nb\n", "a\nB\n", "", []string{"lines 1–2"}},
	{"both at the end", "a\n", "a\n\nmine\n", "a\n\nnew\n", "", []string{"lines 2–3"}},
	{"line ends of the person", "a\n\nb\n\nc\n", "a\r\n\r\nb\r\n\r\nmine\r\n", "new\n\nb\n\nc\n", "new\r\n\r\nb\r\n\r\nmine\r\n", nil},
	{"no line end at the end", "a\n\nb\n\nc\n", "a\n\nb\n\nmine", "new\n\nb\n\nc\n", "new\n\nb\n\nmine", nil},
	{"a line end taken away, then more", "a\n\nb\n", "a\n\nb", "a\n\nb\n\nc\n", "a\n\nb\n\nc", nil},

	{"a field and the body", fm("title: \"T\"") + "a\n", fm("title: \"Mine\"") + "a\n", fm("title: \"T\"") + "b\n", fm("title: \"Mine\"") + "b\n", nil},
	{"a new field", fm(`id: "1"`, `date: "2013"`), fm(`id: "1"`, `date: "2014"`), fm(`id: "1"`, `title: "T"`, `date: "2013"`), fm(`id: "1"`, `title: "T"`, `date: "2014"`), nil},
	{"a new field that is first", fm(`date: "2013"`), fm(`date: "2014"`), fm(`id: "1"`, `date: "2013"`), fm(`id: "1"`, `date: "2014"`), nil},
	{"a field that is no longer made", fm(`id: "1"`, `old: "x"`), fm(`id: "2"`, `old: "x"`), fm(`id: "1"`), fm(`id: "2"`), nil},
	{"a field that is no longer made, and was changed", fm(`id: "1"`, `old: "x"`), fm(`id: "1"`, `old: "y"`), fm(`id: "1"`), fm(`id: "1"`, `old: "y"`), nil},
	{"a field taken away", fm(`id: "1"`, `a: "x"`), fm(`id: "1"`), fm(`id: "1"`, `a: "y"`), fm(`id: "1"`), nil},
	{"a field of the person's", fm(`id: "1"`), fm(`id: "1"`, `mine: [1, 2]`), fm(`id: "2"`), fm(`id: "2"`, `mine: [1, 2]`), nil},
	{"the same field of both", fm(`id: "1"`), fm(`id: "1"`, `cover: mine.png`), fm(`id: "1"`, `cover: "new.png"`), "", []string{`field "cover"`}},
	{"the same field of both, the same value", fm(`id: "1"`), fm(`id: "1"`, `cover: a.png # the blue one`), fm(`id: "2"`, `cover: "a.png"`), fm(`id: "2"`, `cover: a.png # the blue one`), nil},
	{"one field changed by both", fm(`id: "1"`, `title: "a"`), fm(`id: "1"`, `title: "b"`), fm(`id: "1"`, `title: "c"`), "", []string{`field "title"`}},
	{"the order of the person", fm(`id: "1"`, `title: "a"`, `date: "x"`), fm(`title: "a"`, `date: "x"`, `id: "1"`), fm(`id: "1"`, `title: "b"`, `date: "x"`), fm(`title: "b"`, `date: "x"`, `id: "1"`), nil},
	{"comments", fm(`id: "1"`, `title: "a"`), fm(`# the number`, `id: "1"`, `# and the name`, `title: "a" # keep it short`), fm(`id: "2"`, `title: "b"`), fm(`# the number`, `id: "2"`, `# and the name`, `title: "b" # keep it short`), nil},
	{"spelling", fm(`id: "1"`, `title: "a"`), fm(`id: 'x'`, `title: a`), fm(`id: "1"`, `title: "b c"`), fm(`id: 'x'`, `title: b c`), nil},
	{"spelling that would not do", fm(`id: "1"`, `title: "a"`), fm(`id: 'x'`, `title: a`), fm(`id: "1"`, `title: "b: c"`), fm(`id: 'x'`, `title: 'b: c'`), nil},
	{"lists", fm(`tags:`, `  - "a"`, `  - "b"`, `  - "c"`), fm(`tags:`, `  - "mine"`, `  - "a"`, `  - "c"`), fm(`tags:`, `  - "a"`, `  - "b"`, `  - "new"`), fm(`tags:`, `  - "mine"`, `  - "a"`, `  - "new"`), nil},
	{"lists that both add to", fm(`tags:`, `  - "a"`), fm(`tags:`, `  - "a"`, `  - "mine"`), fm(`tags:`, `  - "a"`, `  - "new"`), fm(`tags:`, `  - "a"`, `  - "new"`, `  - "mine"`), nil},
	{"lists of another form", fm(`tags:`, `  - "a"`, `  - "b"`), fm(`tags: [a, b, mine] # all of them`), fm(`tags:`, `  - "a"`, `  - "b"`, `  - "c, d"`), fm(`tags: [a, b, 'c, d', mine] # all of them`), nil},
	{"a list of one's own indent", fm(`tags:`, `  - "a"`, `  - "b"`), fm(`tags:`, `- a # first`, `- b`), fm(`tags:`, `  - "a"`, `  - "b"`, `  - "c"`), fm(`tags:`, `- a # first`, `- b`, `- c`), nil},
	{"lists of mappings", fm(`res:`, `  - src: "a"`), fm(`res:`, `  - src: "mine"`), fm(`res:`, `  - src: "new"`), "", []string{`field "res"`}},
	{"a list for a name", fm(`img: "a"`), fm(`img: [a, b]`), fm(`img: "c"`), "", []string{`field "img"`}},
	{"line ends of the person, in fields", fm(`id: "1"`, `t: "x"`) + "a\n", crlf(fm(`id: "1"`, `t: "mine"`) + "a\n"), fm(`id: "2"`, `t: "x"`, `n: "y"`) + "b\n", crlf(fm(`id: "2"`, `t: "mine"`, `n: "y"`) + "b\n"), nil},
	{"conflicts in both", fm(`t: "x"`) + "a\n", fm(`t: "y"`) + "b\n", fm(`t: "z"`) + "c\n", "", []string{`field "t"`, "line 5"}},
	{"broken front matter", fm(`t: "x"`, `u: "x"`) + "a\n\nb\n", fm(`t: "x`, `u: "x"`) + "a\n\nb\n", fm(`t: "x"`, `u: "x"`) + "a\n\nc\n", fm(`t: "x`, `u: "x"`) + "a\n\nc\n", nil},
	{"front matter on one line", fm(`{t: "x", u: "y"}`) + "a\n\nb\n", fm(`{t: "x", u: "z"}`) + "a\n\nb\n", fm(`{t: "x", u: "y"}`) + "a\n\nc\n", fm(`{t: "x", u: "z"}`) + "a\n\nc\n", nil},
	{"anchors", fm(`t: "x"`, `u: "x"`) + "a\n\nb\n", fm(`t: &t "x"`, `u: *t`) + "a\n\nb\n", fm(`t: "x"`, `u: "x"`) + "a\n\nc\n", fm(`t: &t "x"`, `u: *t`) + "a\n\nc\n", nil},
	{"front matter taken away", fm(`t: "x"`) + "a\n\nb\n", "a\n\nb\n", fm(`t: "x"`) + "a\n\nc\n", "a\n\nc\n", nil},
	{"values of several lines", fm(`t: "x"`, `d: "one"`), fm(`t: "y"`, `d: |`, `  more`, `  # lines`), fm(`t: "x"`, `d: "one"`, `e: "new"`), fm(`t: "y"`, `d: |`, `  more`, `  # lines`, `e: "new"`), nil},
}

// fm is front matter of some lines, and the blank line below it.
func fm(lines ...string) string { return "---\n" + strings.Join(lines, "\n") + "\n---\n\n" }

func crlf(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }

func TestFiles(t *testing.T) {
	for _, c := range files {
		got, conflicts := Files([]byte(c.base), []byte(c.ours), []byte(c.theirs), Neither)
		if string(got) != c.want || !slices.Equal(conflicts, c.conflicts) {
			t.Errorf("%s: got %q, conflicts %q\nwant %q, conflicts %q", c.why, got, conflicts, c.want, c.conflicts)
		}
	}
}

func TestPrefer(t *testing.T) {
	base := fm(`t: "x"`, `u: "x"`) + "a\n\nb\n\nc\n"
	ours := fm(`t: "mine"`, `u: "x"`) + "mine\n\nb\n\nmore\n"
	theirs := fm(`t: "new"`, `u: "y"`) + "new\n\nb\n\nc\n"
	for side, want := range map[Side]string{
		Ours:   fm(`t: "mine"`, `u: "y"`) + "mine\n\nb\n\nmore\n",
		Theirs: fm(`t: "new"`, `u: "y"`) + "new\n\nb\n\nmore\n",
	} {
		if got, conflicts := Files([]byte(base), []byte(ours), []byte(theirs), side); string(got) != want || len(conflicts) > 0 {
			t.Errorf("side %d: got %q, conflicts %q, want %q", side, got, conflicts, want)
		}
	}
}

// The header of Pelican is lines, each with a meaning of its own.
func TestHeader(t *testing.T) {
	const base = "Title: A\nDate: 2013-04-02\nAuthor: Ann\n\nText.\n"
	got, conflicts := Files([]byte(base), []byte("Title: My A\nDate: 2013-04-02\nAuthor: Ann\n\nText.\n"), []byte("Title: A\nDate: 2013-04-03\nAuthor: Ann\nTags: x\n\nText.\n"), Neither)
	if want := "Title: My A\nDate: 2013-04-03\nAuthor: Ann\nTags: x\n\nText.\n"; string(got) != want {
		t.Errorf("got %q, %q, want %q", got, conflicts, want)
	}
	if _, conflicts := Files([]byte(base), []byte("Title: My A\n\nText.\n"), []byte("Title: B\nDate: 2013-04-02\nAuthor: Ann\n\nText.\n"), Neither); len(conflicts) == 0 {
		t.Error("two titles are no conflict")
	}
}
