package merge

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// A page is a file that edits are made on: its lines in two.
type page struct {
	fields []frontmatter.Field
	extra  map[string]string // comments of the person above fields
	body   []string
	crlf   bool
	open   bool // without a line end at its end
}

func (p *page) bytes(t testing.TB) []byte {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\n")
	for _, f := range p.fields {
		raw, err := frontmatter.Marshal([]frontmatter.Field{f})
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(p.extra[f.Name])
		b.WriteString(strings.TrimSuffix(strings.TrimPrefix(string(raw), "---\n"), "---\n"))
	}
	b.WriteString("---\n\n" + strings.Join(p.body, "\n"))
	s := b.String()
	if !p.open {
		s += "\n"
	}
	if p.crlf {
		s = crlf(s)
	}
	return []byte(s)
}

// edited returns the page after some random edits, whose texts begin with who.
func (p *page) edited(r *rand.Rand, who string) *page {
	q := &page{slices.Clone(p.fields), map[string]string{}, slices.Clone(p.body), p.crlf, p.open}
	for i := range 1 + r.IntN(4) {
		text := fmt.Sprintf("%s %d", who, i)
		switch n := r.IntN(len(q.body) + 1); r.IntN(9) {
		case 0:
			q.body = slices.Insert(q.body, n, text, "")
		case 1:
			if n < len(q.body) {
				q.body[n] = text
			}
		case 2:
			if n < len(q.body) {
				q.body = slices.Delete(q.body, n, min(n+1+r.IntN(2), len(q.body)))
			}
		case 3:
			at := r.IntN(len(q.fields) + 1)
			q.fields = slices.Insert(q.fields, at, frontmatter.Field{Name: fmt.Sprintf("f-%s-%d", strings.TrimSpace(who), i), Value: text})
		case 4:
			if len(q.fields) > 0 {
				at := r.IntN(len(q.fields))
				if list, ok := q.fields[at].Value.([]string); ok {
					list = slices.Insert(slices.Clone(list), r.IntN(len(list)+1), text)
					q.fields[at].Value = list[r.IntN(2):]
				} else {
					q.fields[at].Value = text
				}
			}
		case 5:
			if len(q.fields) > 1 {
				at := r.IntN(len(q.fields))
				q.fields = slices.Delete(q.fields, at, at+1)
			}
		case 6:
			if who == "mine" && len(q.fields) > 0 {
				q.extra[q.fields[r.IntN(len(q.fields))].Name] = "# " + text + "\n"
				r.Shuffle(len(q.fields), func(i, j int) { q.fields[i], q.fields[j] = q.fields[j], q.fields[i] })
			}
		case 7:
			q.crlf = who == "mine"
		case 8:
			q.open = !q.open
		}
	}
	return q
}

// randomPage returns a page with lines that repeat, as blank ones do.
func randomPage(r *rand.Rand) *page {
	p := &page{}
	for i := range 1 + r.IntN(6) {
		f := frontmatter.Field{Name: fmt.Sprintf("f%d", i), Value: fmt.Sprintf("value %d", i)}
		if r.IntN(3) == 0 {
			f.Value = []string{"a", "b", "c"}[:1+r.IntN(3)]
		}
		p.fields = append(p.fields, f)
	}
	for range r.IntN(12) {
		p.body = append(p.body, []string{"", "same", fmt.Sprintf("line %d", r.IntN(20))}[r.IntN(3)])
	}
	return p
}

func texts(data []byte) []string {
	var list []string
	for _, l := range split(data) {
		list = append(list, l.text)
	}
	return list
}

// textsIn returns the elements of a list that are texts: others may be null.
func textsIn(value any) (list []string, ok bool) {
	switch value := value.(type) {
	case []string:
		return value, true
	case []any:
		for _, e := range value {
			if s, ok := e.(string); ok {
				list = append(list, s)
			}
		}
		return list, true
	}
	return nil, false
}

// checkKept checks that what ours has and base does not is in the result: each
// line with text as often as it was added, each field with its value, each element.
func checkKept(t *testing.T, base, ours, got []byte) {
	t.Helper()
	count := func(list []string) map[string]int {
		m := map[string]int{}
		for _, s := range list {
			m[s]++
		}
		return m
	}
	bodyOf := func(data []byte) ([]byte, []frontmatter.Field, bool) {
		block, body, err := frontmatter.Split(data)
		if err != nil {
			return data, nil, false
		}
		fields, err := frontmatter.Unmarshal(block)
		return body, fields, err == nil && len(block) > 0
	}
	baseBody, baseFields, okB := bodyOf(base)
	oursBody, oursFields, okO := bodyOf(ours)
	gotBody, gotFields, okG := bodyOf(got)
	if !okB || !okO || !okG {
		baseBody, oursBody, gotBody = base, ours, got
	}
	had, has := count(texts(baseBody)), count(texts(gotBody))
	for text, n := range count(texts(oursBody)) {
		if strings.TrimSpace(text) != "" && n > had[text] && has[text] < n-had[text] {
			t.Errorf("line %q is %d times in ours, %d in base, %d in the result", text, n, had[text], has[text])
		}
	}
	for _, l := range texts(ours) {
		if strings.HasPrefix(l, "#") && !slices.Contains(texts(base), l) && !slices.Contains(texts(got), l) {
			t.Errorf("comment %q is lost", l)
		}
	}
	if !okB || !okO || !okG {
		return
	}
	value := func(fields []frontmatter.Field, name string) any {
		for _, f := range fields {
			if f.Name == name {
				return f.Value
			}
		}
		return nil
	}
	for _, f := range oursFields {
		was, is := value(baseFields, f.Name), value(gotFields, f.Name)
		if reflect.DeepEqual(f.Value, was) || reflect.DeepEqual(f.Value, is) {
			continue
		}
		mine, ok := textsIn(f.Value)
		all, _ := textsIn(is)
		old, _ := textsIn(was)
		for _, e := range mine {
			ok = ok && (slices.Contains(old, e) || slices.Contains(all, e))
		}
		if !ok {
			t.Errorf("field %q: base has %q, ours %q, the result %q", f.Name, was, f.Value, is)
		}
	}
}

func check(t *testing.T, base, ours, theirs []byte) (merged []byte) {
	t.Helper()
	for _, c := range []struct {
		name                     string
		base, ours, theirs, want []byte
	}{
		{"nothing edited", base, base, theirs, theirs},
		{"nothing new", base, ours, base, ours},
		{"the same on both sides", base, ours, ours, ours},
	} {
		if got, conflicts := Files(c.base, c.ours, c.theirs, Neither); !bytes.Equal(got, c.want) || len(conflicts) > 0 {
			t.Errorf("%s: got %q, want %q, conflicts %q", c.name, got, c.want, conflicts)
		}
	}
	got, conflicts := Files(base, ours, theirs, Neither)
	if len(conflicts) > 0 {
		got = nil
	} else {
		checkKept(t, base, ours, got)
	}
	mine, conflicts := Files(base, ours, theirs, Ours)
	if len(conflicts) > 0 {
		t.Errorf("ours is preferred, conflicts %q", conflicts)
	}
	checkKept(t, base, ours, mine)
	if _, conflicts := Files(base, ours, theirs, Theirs); len(conflicts) > 0 {
		t.Errorf("theirs is preferred, conflicts %q", conflicts)
	}
	return got
}

func TestRandomEdits(t *testing.T) {
	runs := 5_000
	if testing.Short() {
		runs = 1_000
	}
	clean := 0
	for seed := range runs {
		r := rand.New(rand.NewPCG(1, uint64(seed)))
		p := randomPage(r)
		o, n := p.edited(r, "mine"), p.edited(r, "new")
		base, ours, theirs := p.bytes(t), o.bytes(t), n.bytes(t)
		got := check(t, base, ours, theirs)
		if got != nil {
			clean++
			if block, _, err := frontmatter.Split(got); err != nil || len(block) == 0 {
				t.Error("the front matter is lost")
			}
			if o.crlf != n.crlf && bytes.Contains(ours, []byte("\r\n")) && strings.Count(string(got), "\n") != strings.Count(string(got), "\r\n") {
				t.Errorf("line ends are mixed: %q", got)
			}
			if lines := split(got); p.open != o.open && bytes.HasSuffix(base, []byte("\n")) != bytes.HasSuffix(ours, []byte("\n")) && lines[len(lines)-1].text != "" && o.open == bytes.HasSuffix(got, []byte("\n")) {
				t.Errorf("the line end at the end is not as the person left it: %q, ours %q", got, ours)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d:\nbase   %q\nours   %q\ntheirs %q\ngot    %q", seed, base, ours, theirs, got)
		}
	}
	if clean < runs/4 {
		t.Errorf("only %d of %d merges have no conflict", clean, runs)
	}
}

func FuzzFiles(f *testing.F) {
	for _, c := range files {
		f.Add([]byte(c.base), []byte(c.ours), []byte(c.theirs))
	}
	f.Fuzz(func(t *testing.T, base, ours, theirs []byte) {
		check(t, base, ours, theirs)
	})
}

// No input takes more than its time: long files that have nothing, or a few
// lines over and over, in common.
func TestLongFiles(t *testing.T) {
	const n = 60_000
	repeat := func(words ...string) []byte {
		return []byte(strings.Repeat(strings.Join(words, "\n")+"\n", n/len(words)))
	}
	numbered := func(word string) []byte {
		var b bytes.Buffer
		for i := range n {
			fmt.Fprintf(&b, "%s %d\n", word, i)
		}
		return b.Bytes()
	}
	for _, c := range [][3][]byte{
		{numbered("a"), numbered("b"), numbered("c")},
		{repeat("a", "b"), repeat("b", "c", "a"), repeat("a")},
		{repeat("a", "b", "c"), repeat("c", "b", "a"), repeat("b", "a", "c", "d")},
		{numbered("a"), append(numbered("a"), repeat("x", "y")...), append(repeat("z"), numbered("a")...)},
	} {
		check(t, c[0], c[1], c[2])
	}
}
