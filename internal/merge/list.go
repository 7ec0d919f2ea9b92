package merge

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// list merges lists of plain values by element: in the order of ours, without
// what theirs has taken away, with what theirs has added behind the element
// that precedes it there.
func (r *result) list(o, b, t *field) bool {
	var l listMerge
	var base []element
	var okO, okT bool
	okB := true
	l.ours, okO = elements(o)
	l.theirs, okT = elements(t)
	if b != nil {
		base, okB = elements(b)
	}
	if !okO || !okT || !okB || !l.merge(base) {
		return false
	}
	l.style = yaml.DoubleQuotedStyle
	if len(l.ours) > 0 {
		l.style = l.ours[0].node.Style
	}
	if o.node.Style&yaml.FlowStyle != 0 {
		text, ok := l.flow()
		return ok && r.onLine(o, l.value(), text)
	}
	lines, ok := l.lines(o)
	if ok {
		r.put(o.name, l.value(), o.lead, lines)
	}
	return ok
}

// A listMerge is the list that becomes of two.
type listMerge struct {
	ours, theirs []element
	style        yaml.Style // of what is new
	list         []kept
}

// kept is an element of the list that becomes.
type kept struct {
	element
	from *element // of theirs if it is new
}

// merge decides what is in the list. It cannot if an element that goes has a
// comment.
func (l *listMerge) merge(base []element) bool {
	for _, e := range l.ours {
		if contains(base, e) && !contains(l.theirs, e) {
			if commented(e.node) || e.node.HeadComment != "" || e.node.FootComment != "" {
				return false
			}
			continue
		}
		l.list = append(l.list, kept{element: e})
	}
	for i := range l.theirs {
		e := &l.theirs[i]
		if contains(l.ours, *e) || contains(base, *e) {
			continue
		}
		at := 0
		for _, p := range slices.Backward(l.theirs[:i]) {
			if n := slices.IndexFunc(l.list, func(k kept) bool { return k.same(p) }); n >= 0 {
				at = n + 1
				break
			}
		}
		l.list = slices.Insert(l.list, at, kept{*e, e})
	}
	return true
}

// value returns the list as a field has it: of texts if all are.
func (l *listMerge) value() any {
	values, texts := make([]any, len(l.list)), make([]string, len(l.list))
	plain := true
	for i, k := range l.list {
		values[i] = k.value
		s, ok := k.value.(string)
		texts[i], plain = s, plain && ok
	}
	if plain {
		return texts
	}
	return values
}

// flow returns the list on one line: [a, b].
func (l *listMerge) flow() (text string, ok bool) {
	nodes := make([]*yaml.Node, len(l.list))
	for i, k := range l.list {
		if commented(k.node) {
			return "", false
		}
		n := *k.node
		n.HeadComment, n.LineComment, n.FootComment = "", "", ""
		if k.from != nil && n.ShortTag() == "!!str" {
			n.Style = l.style
		}
		nodes[i] = &n
	}
	raw, err := yaml.Marshal(&yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: nodes})
	text = strings.TrimSuffix(string(raw), "\n")
	return text, err == nil && !strings.Contains(text, "\n")
}

// lines returns the lines of the field with the list in them: those of ours as
// they are, with a line for each element that is new.
func (l *listMerge) lines(o *field) ([]line, bool) {
	first := o.node.Content[0].Line - o.key.Line
	if first < 1 || first >= len(o.lines) {
		return nil, false
	}
	indent, _, found := strings.Cut(o.lines[first].text, "-")
	if !found || strings.TrimSpace(indent) != "" || len(l.list) == 0 {
		return nil, false
	}
	lines := slices.Clone(o.lines[:first])
	for _, k := range l.list {
		if k.from != nil {
			text, ok := spell(k.node, k.value, l.style)
			if !ok {
				return nil, false
			}
			lines = append(lines, line{indent + "- " + text, o.lines[0].end})
			continue
		}
		from, to := k.node.Line-o.key.Line, len(o.lines)
		if k.nth+1 < len(l.ours) {
			to = l.ours[k.nth+1].node.Line - o.key.Line
		}
		if from < first || to <= from || to > len(o.lines) {
			return nil, false
		}
		lines = append(lines, o.lines[from:to]...)
	}
	return lines, true
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
