package merge

import (
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
	before, after, ok := besideValue(o)
	if !ok {
		return false
	}
	r.put(o.name, value, o.lead, []line{{before + text + after, o.lines[0].end}})
	return true
}

// besideValue returns what stands in the line of a field before its value, and the
// comment after it with the space between.
func besideValue(o *field) (before, after string, ok bool) {
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
