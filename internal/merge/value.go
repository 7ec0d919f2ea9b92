package merge

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// respelled gives a field of ours on one line the value that theirs has, in
// the spelling of ours and before its comment.
func (r *result) respelled(o, t *field) bool {
	if len(o.lines) != 1 || o.node.Kind != yaml.ScalarNode || t.node.Kind != yaml.ScalarNode {
		return false
	}
	value, ok := spell(t.node, t.value, o.node.Style)
	if !ok {
		return false
	}
	return r.onLine(o, t.value, value)
}

// onLine puts the text of a value into the one line of a field.
func (r *result) onLine(o *field, value any, text string) bool {
	if len(o.lines) != 1 || o.node.Line != o.key.Line {
		return false
	}
	before, after, ok := around(o)
	if !ok {
		return false
	}
	r.put(o.name, value, o.lead, []line{{before + text + after, o.lines[0].end}})
	return true
}

// around returns what stands in the line of a field before its value, and the
// comment after it with the space between.
func around(o *field) (before, after string, ok bool) {
	text := o.lines[0].text
	runes := []rune(text)
	if o.node.Column < 1 || o.node.Column > len(runes)+1 {
		return "", "", false
	}
	before = string(runes[:o.node.Column-1])
	comment := o.node.LineComment
	if comment == "" {
		comment = o.key.LineComment
	}
	if comment == "" {
		return before, "", true
	}
	rest, found := strings.CutSuffix(strings.TrimRight(text, " \t"), comment)
	if !found || len(rest) <= len(before) {
		return "", "", false
	}
	return before, rest[len(strings.TrimRight(rest, " \t")):] + comment, true
}

// spell returns a scalar on one line, in a style if it can be said in it.
func spell(n *yaml.Node, value any, style yaml.Style) (string, bool) {
	if n.ShortTag() == "!!str" && style&(yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		raw, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: n.Value, Style: style})
		if text := strings.TrimSuffix(string(raw), "\n"); err == nil && !strings.ContainsAny(text, "\n\\") {
			return text, true
		}
	}
	raw, err := frontmatter.Marshal([]frontmatter.Field{{Name: "x", Value: value}})
	if err != nil {
		return "", false
	}
	text := strings.TrimSuffix(strings.TrimPrefix(string(raw), "---\nx: "), "\n---\n")
	return text, !strings.Contains(text, "\n")
}

// list merges lists of plain values by element: in the order of ours, without
// what theirs has taken away, with what theirs has added behind the element
// that precedes it there.
func (r *result) list(o, b, t *field) bool {
	ours, okO := elements(o)
	theirs, okT := elements(t)
	var base []element
	if b != nil {
		var ok bool
		if base, ok = elements(b); !ok {
			return false
		}
	}
	if !okO || !okT {
		return false
	}
	type kept struct {
		element
		from *element // of theirs if it is new
	}
	var list []kept
	for _, e := range ours {
		if contains(base, e) && !contains(theirs, e) {
			if commented(e.node) || e.node.HeadComment != "" || e.node.FootComment != "" {
				return false
			}
			continue
		}
		list = append(list, kept{element: e})
	}
	for i := range theirs {
		e := &theirs[i]
		if contains(ours, *e) || contains(base, *e) {
			continue
		}
		at := 0
		for _, p := range slices.Backward(theirs[:i]) {
			if n := slices.IndexFunc(list, func(k kept) bool { return k.same(p) }); n >= 0 {
				at = n + 1
				break
			}
		}
		list = slices.Insert(list, at, kept{*e, e})
	}
	var value any
	values, texts := make([]any, len(list)), make([]string, len(list))
	plain := true
	for i, k := range list {
		values[i] = k.value
		s, ok := k.value.(string)
		texts[i], plain = s, plain && ok
	}
	if value = values; plain {
		value = texts
	}
	style := yaml.DoubleQuotedStyle
	if len(ours) > 0 {
		style = ours[0].node.Style
	}
	if o.node.Style&yaml.FlowStyle != 0 {
		nodes := make([]*yaml.Node, len(list))
		for i, k := range list {
			n := *k.node
			n.HeadComment, n.LineComment, n.FootComment = "", "", ""
			if k.from != nil && n.ShortTag() == "!!str" {
				n.Style = style
			}
			if commented(k.node) {
				return false
			}
			nodes[i] = &n
		}
		raw, err := yaml.Marshal(&yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: nodes})
		text := strings.TrimSuffix(string(raw), "\n")
		return err == nil && !strings.Contains(text, "\n") && r.onLine(o, value, text)
	}
	// A line or more for each element.
	first := o.node.Content[0].Line - o.key.Line
	if first < 1 || first >= len(o.lines) {
		return false
	}
	indent, _, found := strings.Cut(o.lines[first].text, "-")
	if !found || strings.TrimSpace(indent) != "" || len(list) == 0 {
		return false
	}
	lines := slices.Clone(o.lines[:first])
	for _, k := range list {
		if k.from != nil {
			text, ok := spell(k.node, k.value, style)
			if !ok {
				return false
			}
			lines = append(lines, line{indent + "- " + text, o.lines[0].end})
			continue
		}
		from, to := k.node.Line-o.key.Line, len(o.lines)
		if k.nth+1 < len(ours) {
			to = ours[k.nth+1].node.Line - o.key.Line
		}
		if from < first || to <= from || to > len(o.lines) {
			return false
		}
		lines = append(lines, o.lines[from:to]...)
	}
	r.put(o.name, value, o.lead, lines)
	return true
}

// An element is one of a list of plain values.
type element struct {
	nth   int
	value any
	node  *yaml.Node
}

func (e element) same(f element) bool { return e.value == f.value }

func contains(list []element, e element) bool { return slices.ContainsFunc(list, e.same) }

// elements returns those of a field that is a list of plain values without
// repeats.
func elements(f *field) ([]element, bool) {
	if f.node.Kind != yaml.SequenceNode || len(f.node.Content) > maxElements {
		return nil, false
	}
	list := make([]element, 0, len(f.node.Content))
	for i, n := range f.node.Content {
		if n.Kind != yaml.ScalarNode {
			return nil, false
		}
		e := element{nth: i, node: n}
		switch v := f.value.(type) {
		case []string:
			e.value = v[i]
		case []any:
			e.value = v[i]
		}
		if contains(list, e) {
			return nil, false
		}
		list = append(list, e)
	}
	return list, true
}
