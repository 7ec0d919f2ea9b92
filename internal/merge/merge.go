// Package merge joins two versions of a Markdown file with front matter that
// come from the same third one: what was generated before, what a person made
// of it, and what is generated now.
//
// It promises that no line and no field that the person added or changed is
// lost: it is in the result, or there is a conflict. What the person took away
// stays away. If one side has changed nothing the result is the other side,
// byte for byte.
//
// Front matter is merged field by field, in the person's order and spelling and
// with the person's comments; lists of plain values are merged by element. The
// body is merged line by line. What is not front matter in its plain form, one
// field a line, is merged by lines too.
package merge

import (
	"bytes"
	"slices"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// Side says whose version stands where both have changed the same thing.
type Side int

const (
	Neither Side = iota // that is a conflict
	Ours
	Theirs
)

// Files merges ours, made by a person, and theirs, generated now. It returns
// the conflicts in words, as "field \"title\"" and "line 12" of ours; if there
// is one there is no result. With a side to prefer there is none.
func Files(base, ours, theirs []byte, prefer Side) (merged []byte, conflicts []string) {
	switch {
	case bytes.Equal(ours, base), bytes.Equal(ours, theirs):
		return theirs, nil
	case bytes.Equal(theirs, base):
		return ours, nil
	}
	m := &merger{prefer: prefer, end: lineEnd(base, ours, theirs)}
	merged = m.files(base, ours, theirs)
	if len(m.conflicts) > 0 {
		return nil, m.conflicts
	}
	return merged, nil
}

type merger struct {
	prefer    Side
	end       string // of lines that come from theirs; "" if they keep their own
	header    bool   // front matter is a header, not YAML
	apart     bool   // changes may not stand next to each other
	conflicts []string
}

func (m *merger) files(base, ours, theirs []byte) []byte {
	part := cut
	if m.header = isHeader(base) && isHeader(theirs); m.header {
		part = cutHeader
	}
	b, okB := part(base)
	o, okO := part(ours)
	t, okT := part(theirs)
	if okB && okO && okT {
		if block, ok := m.blocks(b.fields, o.fields, t.fields); ok {
			if len(m.conflicts) > 0 && m.prefer == Neither {
				// Name the conflicts of the body as well.
				m.lines(split(b.body), split(o.body), split(t.body), o.bodyAt)
				return nil
			}
			body := m.lines(split(b.body), split(o.body), split(t.body), o.bodyAt)
			if len(body) > 0 && !bytes.HasSuffix(block, []byte("\n")) {
				block = slices.Concat(block, []byte(m.endOf(split(ours))))
			}
			return slices.Concat(block, body)
		}
	}
	m.conflicts = nil
	m.apart = true // a line of YAML means what the one above lets it mean
	return m.lines(split(base), split(ours), split(theirs), 0)
}

// parts is a file in two.
type parts struct {
	fields *block
	body   []byte
	bodyAt int // lines above the body
}

// cut parts a file whose front matter can be merged by fields.
func cut(file []byte) (parts, bool) {
	_, body, err := frontmatter.Split(file)
	if err != nil {
		return parts{}, false
	}
	// The blank line between belongs to the body, as others below it do.
	head, _, err := frontmatter.Split(file[:len(file)-len(body)])
	if err != nil || len(head) == 0 {
		return parts{}, false
	}
	f, ok := parseBlock(head)
	return parts{f, file[len(head):], bytes.Count(head, []byte("\n"))}, ok
}
