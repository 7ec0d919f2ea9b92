package merge

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// blocks merges front matter field by field. It reports false if the result
// would not say what it should: then lines are all that can be gone by.
func (m *merger) blocks(base, ours, theirs *block) ([]byte, bool) {
	switch {
	case bytes.Equal(ours.raw, base.raw):
		return theirs.raw, true
	case bytes.Equal(theirs.raw, base.raw), bytes.Equal(ours.raw, theirs.raw):
		return ours.raw, true
	}
	r := &result{m: m}
	for i := range ours.fields {
		r.field(&ours.fields[i], base.has(ours.fields[i].name), theirs.has(ours.fields[i].name))
	}
	for i := range theirs.fields {
		t := &theirs.fields[i]
		if ours.has(t.name) == nil && base.has(t.name) == nil {
			r.insert(t, theirs.fields[:i])
		}
	}
	if len(m.conflicts) > 0 && m.prefer == Neither {
		return nil, true
	}
	raw := r.bytes(ours)
	unmarshal := frontmatter.Unmarshal
	if m.header {
		unmarshal = frontmatter.UnmarshalHeader
	}
	values, err := unmarshal(raw)
	return raw, err == nil && slices.EqualFunc(values, r.fields, func(v frontmatter.Field, f merged) bool {
		return v.Name == f.name && reflect.DeepEqual(v.Value, f.value)
	})
}

type result struct {
	m      *merger
	fields []merged
	lead   []line // comments whose field is gone
}

type merged struct {
	name  string
	value any
	lines []line
}

func (r *result) keep(f *field) { r.put(f.name, f.value, f.lead, f.lines) }

func (r *result) put(name string, value any, lead, lines []line) {
	lines = slices.Concat(r.lead, lead, lines)
	r.lead = nil
	r.fields = append(r.fields, merged{name, value, lines})
}

// field decides on a field that ours has.
func (r *result) field(o, b, t *field) {
	same := func(f, g *field) bool { return f != nil && g != nil && reflect.DeepEqual(f.value, g.value) }
	switch {
	case t == nil && same(o, b) && !o.commented():
		r.lead = append(r.lead, o.lead...) // no longer made, and nothing of the person's
	case t == nil, same(o, t) && (b == nil || !o.spelledAs(b)), same(b, t) && !same(o, b):
		r.keep(o)
	case same(o, b) && o.spelledAs(b):
		r.put(o.name, t.value, o.lead, r.m.ended(t.lines))
	case r.list(o, b, t):
	case same(o, b) && r.respelled(o, t):
	case same(o, b) && !o.commented():
		r.put(o.name, t.value, o.lead, r.m.ended(t.lines))
	case r.m.prefer == Theirs:
		r.put(o.name, t.value, o.lead, r.m.ended(t.lines))
	default:
		if r.m.prefer == Neither {
			r.m.conflicts = append(r.m.conflicts, fmt.Sprintf("field %q", o.name))
		}
		r.keep(o)
	}
}

// insert puts a new field behind the one that precedes it in theirs, if it is
// there, else before that one that is.
func (r *result) insert(t *field, before []field) {
	at := 0
	for _, f := range slices.Backward(before) {
		if i := slices.IndexFunc(r.fields, func(g merged) bool { return g.name == f.name }); i >= 0 {
			at = i + 1
			break
		}
	}
	r.fields = slices.Insert(r.fields, at, merged{t.name, t.value, r.m.ended(t.lines)})
}

// ended returns lines of theirs with the line ends of the result.
func (m *merger) ended(lines []line) []line {
	if m.end == "" {
		return lines
	}
	lines = slices.Clone(lines)
	for i := range lines {
		lines[i].end = m.end
	}
	return lines
}

func (r *result) bytes(ours *block) []byte {
	var b bytes.Buffer
	write := func(lines []line) {
		for _, l := range lines {
			b.WriteString(l.text)
			b.WriteString(l.end)
		}
	}
	write(ours.head)
	for _, f := range r.fields {
		write(f.lines)
	}
	write(r.lead)
	write(ours.tail)
	return b.Bytes()
}
