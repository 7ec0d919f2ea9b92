package frontmatter

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"gopkg.in/yaml.v3"
)

// Split parts a Markdown file into its block, with both its --- lines, and
// its body, without the blank line between them. A file that does not begin
// with a line --- has no block and is all body. Line ends may be CRLF, and a
// byte order mark may precede the block: editors leave such.
func Split(file []byte) (block, body []byte, err error) {
	rest := bytes.TrimPrefix(file, []byte("\ufeff"))
	line, rest, _ := cutLine(rest)
	if string(line) != "---" {
		return nil, file, nil
	}
	for len(rest) > 0 {
		line, rest, _ = cutLine(rest)
		if string(line) != "---" && string(line) != "..." {
			continue
		}
		block = file[:len(file)-len(rest)]
		if blank, after, ended := cutLine(rest); len(blank) == 0 && ended {
			rest = after
		}
		return block, rest, nil
	}
	return nil, nil, errors.New("front matter: the line --- that ends it is missing")
}

// cutLine returns the first line of b without trailing white space, the bytes
// after it, and whether a line end stood between them.
func cutLine(b []byte) (line, rest []byte, ended bool) {
	line, rest, ended = bytes.Cut(b, []byte("\n"))
	return bytes.TrimRight(line, " \t\r"), rest, ended
}

// maxNodes bounds the values of a block, so that aliases of aliases cannot
// fill the memory.
const maxNodes = 100_000

// Unmarshal returns the fields of a block as [Split] or [Marshal] return it,
// in their order. Integers are int64, lists of only strings are []string, and
// a date without quotes is a string as it is spelled. A field that occurs twice
// is an error, as it is in strict readers.
func Unmarshal(block []byte) ([]Field, error) {
	if len(bytes.TrimSpace(block)) == 0 {
		return nil, nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(block))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	root := doc.Content[0]
	if root.ShortTag() == "!!null" {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, errors.New("front matter: not a list of fields")
	}
	u := unmarshaler{left: maxNodes}
	fields, err := u.mapping(root, 0)
	if err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	return fields, nil
}

type unmarshaler struct {
	left int // nodes that may still come
}

func (u *unmarshaler) mapping(n *yaml.Node, depth int) ([]Field, error) {
	fields := make([]Field, 0, len(n.Content)/2)
	seen := make(map[string]bool, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			return nil, fmt.Errorf("line %d: the name of a field is not a string", key.Line)
		}
		if seen[key.Value] {
			return nil, fmt.Errorf("line %d: field %q occurs twice", key.Line, key.Value)
		}
		seen[key.Value] = true
		v, err := u.value(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		fields = append(fields, Field{key.Value, v})
	}
	return fields, nil
}

func (u *unmarshaler) value(n *yaml.Node, depth int) (any, error) {
	if u.left--; u.left < 0 || depth > maxDepth {
		return nil, fmt.Errorf("line %d: too many values", n.Line)
	}
	switch n.Kind {
	case yaml.AliasNode:
		return u.value(n.Alias, depth+1)
	case yaml.MappingNode:
		return u.mapping(n, depth)
	case yaml.SequenceNode:
		return u.list(n, depth)
	}
	return scalar(n), nil
}

func (u *unmarshaler) list(n *yaml.Node, depth int) (any, error) {
	values := make([]any, len(n.Content))
	texts := make([]string, 0, len(n.Content))
	for i, item := range n.Content {
		v, err := u.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		values[i] = v
		if s, ok := v.(string); ok {
			texts = append(texts, s)
		}
	}
	if len(texts) == len(values) {
		return texts, nil
	}
	return values, nil
}

// scalar returns the value of a scalar node, or its text if it is of a type
// that fields do not have.
func scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		if b, err := strconv.ParseBool(n.Value); err == nil {
			return b
		}
	case "!!int":
		var i int64
		if n.Decode(&i) == nil {
			return i
		}
	case "!!float":
		var f float64
		if n.Decode(&f) == nil {
			return f
		}
	}
	return n.Value
}
