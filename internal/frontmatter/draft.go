package frontmatter

import (
	"bytes"
	"slices"
	"strings"
)

// MakeDraft returns a page as it is, but as a draft: its front matter says so in the
// way of the target.
func (s *Settings) MakeDraft(page []byte) ([]byte, error) {
	marks := s.drafts
	if len(marks) == 0 {
		marks = []Field{{"draft", true}}
	}
	block, _, err := Split(page)
	if err != nil {
		return nil, err
	}
	fields, err := Unmarshal(block)
	if err != nil {
		return nil, err
	}
	marks = slices.DeleteFunc(slices.Clone(marks), func(m Field) bool {
		return slices.ContainsFunc(fields, func(f Field) bool { return f.Name == m.Name && f.Value == m.Value })
	})
	if len(marks) == 0 {
		return page, nil
	}
	more, err := Marshal(marks)
	if err != nil {
		return nil, err
	}
	more = bytes.TrimSuffix(bytes.TrimPrefix(more, []byte("---\n")), []byte("---\n"))
	if bytes.Contains(page, []byte("\r\n")) {
		more = bytes.ReplaceAll(more, []byte("\n"), []byte("\r\n"))
	}
	if block == nil {
		return slices.Concat([]byte("---\n"), more, []byte("---\n\n"), bytes.TrimPrefix(page, []byte("\ufeff"))), nil
	}
	var out []byte
	drop := false // the lines of a field that says something else
	lines := slices.Collect(bytes.Lines(block))
	for i, line := range lines {
		name, _, ok := strings.Cut(string(line), ":")
		switch {
		case i == len(lines)-1:
			out = append(out, more...)
		case ok && slices.ContainsFunc(marks, func(m Field) bool { return m.Name == strings.Trim(name, `"' `) }) && line[0] != ' ':
			drop = true
			continue
		case drop && (line[0] == ' ' || line[0] == '\t' || line[0] == '-'):
			continue
		}
		drop = false
		out = append(out, line...)
	}
	return append(out, page[len(block):]...), nil
}

// MakeHeaderDraft is MakeDraft for a page with a header.
func (s *Settings) MakeHeaderDraft(page []byte) ([]byte, error) {
	header, _ := SplitHeader(page)
	marks, err := MarshalHeader(s.drafts)
	if err != nil {
		return nil, err
	}
	marks = bytes.TrimRight(marks, "\n")
	if bytes.Contains(page, []byte("\r\n")) {
		marks = append(marks, '\r')
	}
	marks = append(marks, '\n')
	if bytes.Contains(header, marks) {
		return page, nil
	}
	var out []byte
	for line := range bytes.Lines(header) {
		name, _, ok := strings.Cut(string(line), ":")
		if ok && slices.ContainsFunc(s.drafts, func(m Field) bool { return strings.EqualFold(m.Name, strings.TrimSpace(name)) }) {
			continue
		}
		out = append(out, line...)
	}
	if header == nil {
		marks = append(marks, '\n')
	}
	return slices.Concat(out, marks, page[len(header):]), nil
}
