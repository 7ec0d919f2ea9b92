package merge

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// Bounds of what is merged by fields and elements, which are looked for one by
// one. Nobody's front matter is that long.
const (
	maxFields   = 1000
	maxElements = 1000
)

// A block is front matter in its plain form: each field begins on a line of its
// own.
type block struct {
	raw    []byte
	head   []line // up to the first field: the line --- and comments
	fields []field
	tail   []line // comments after the last field, and the line that ends the block
}

// A field is a field with its lines. Comments above it stand in lead, so that
// they stay where the field goes.
type field struct {
	name  string
	value any
	lead  []line
	lines []line
	key   *yaml.Node
	node  *yaml.Node // of the value
}

// parseBlock takes a block apart. It reports false if that cannot be done by
// lines.
func parseBlock(raw []byte) (*block, bool) {
	values, err := frontmatter.Unmarshal(raw)
	if err != nil || len(values) > maxFields {
		return nil, false
	}
	lines := split(raw)
	if len(lines) < 2 {
		return nil, false
	}
	end := len(lines) - 1
	if len(values) == 0 {
		return &block{raw: raw, head: lines[:end], tail: lines[end:]}, true
	}
	var doc yaml.Node
	if yaml.NewDecoder(bytes.NewReader(raw)).Decode(&doc) != nil || len(doc.Content) == 0 {
		return nil, false
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 || root.Anchor != "" || anchored(root) {
		return nil, false
	}
	b := &block{raw: raw, fields: make([]field, len(values))}
	from := 1
	for i := range values {
		key, node := root.Content[2*i], root.Content[2*i+1]
		at := key.Line - 1
		if at < from || at >= end || key.Column != 1 || !begins(lines[at].text, key) {
			return nil, false
		}
		if i == 0 {
			b.head = lines[:at]
		} else {
			b.fields[i-1].lines, b.fields[i].lead = parted(lines[from-1 : at])
		}
		b.fields[i].name, b.fields[i].value = values[i].Name, values[i].Value
		b.fields[i].key, b.fields[i].node = key, node
		from = at + 1
	}
	last := &b.fields[len(values)-1]
	var comments []line
	last.lines, comments = parted(lines[from-1 : end])
	b.tail = append(comments, lines[end])
	return b, true
}

// begins reports whether a line begins with a key: what YAML takes for the end
// of a line is not always one.
func begins(text string, key *yaml.Node) bool {
	if key.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		return strings.HasPrefix(text, `"`) || strings.HasPrefix(text, "'")
	}
	return strings.HasPrefix(text, key.Value)
}

// anchored reports whether a value stands for another one.
func anchored(n *yaml.Node) bool {
	for _, c := range n.Content {
		if c.Kind == yaml.AliasNode || c.Anchor != "" || anchored(c) {
			return true
		}
	}
	return false
}

// parted parts the lines of a field from the comments before the next one.
func parted(lines []line) (own, comments []line) {
	at := len(lines)
	for n := len(lines) - 1; n > 0; n-- {
		text := lines[n].text
		if strings.HasPrefix(text, "#") {
			at = n
		} else if strings.TrimSpace(text) != "" {
			break
		}
	}
	return lines[:at:at], lines[at:]
}

// has returns the field of a name, or nil.
func (b *block) has(name string) *field {
	for i := range b.fields {
		if b.fields[i].name == name {
			return &b.fields[i]
		}
	}
	return nil
}

// commented reports whether there is a comment inside the lines of a field.
func (f *field) commented() bool { return commented(f.key) || commented(f.node) }

func commented(n *yaml.Node) bool {
	if n.LineComment != "" {
		return true
	}
	for _, c := range n.Content {
		if c.HeadComment != "" || c.FootComment != "" || commented(c) {
			return true
		}
	}
	return false
}

// spelledAs reports whether the lines of two fields are the same.
func (f *field) spelledAs(g *field) bool {
	if len(f.lines) != len(g.lines) {
		return false
	}
	for i := range f.lines {
		if f.lines[i].text != g.lines[i].text {
			return false
		}
	}
	return true
}
