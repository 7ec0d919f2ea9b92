package frontmatter

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// maxName is the longest name of a field. YAML readers take a longer key on
// one line for something else.
const maxName = 100

// maxDepth bounds how deep values are nested, written or read.
const maxDepth = 20

// Marshal returns the block of the fields, in their order, from the line ---
// to the line ---. Bytes that are not UTF-8 become U+FFFD, everything else
// reads back as it is.
func Marshal(fields []Field) ([]byte, error) {
	if len(fields) == 0 {
		return []byte("---\n---\n"), nil
	}
	for i := range fields {
		if err := checkField(fields, i); err != nil {
			return nil, err
		}
	}
	if b, ok := appendDirect(make([]byte, 0, 512), fields); ok {
		return b, nil
	}
	return marshalYAML(fields)
}

// marshalYAML is Marshal by the library for YAML, of values of any shape.
func marshalYAML(fields []Field) ([]byte, error) {
	n, err := mapping(fields, 0)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(n); err != nil {
		return nil, err
	}
	if err := enc.Close(); err != nil {
		return nil, err
	}
	b.WriteString("---\n")
	return bareAstral(b.Bytes()), nil
}

func mapping(fields []Field, depth int) (*yaml.Node, error) {
	nodes := make([]yaml.Node, 2*len(fields)) // of keys and values, most of them scalars
	m := &yaml.Node{Kind: yaml.MappingNode, Content: make([]*yaml.Node, 0, len(nodes))}
	for i, f := range fields {
		if err := checkField(fields, i); err != nil {
			return nil, err
		}
		key, value := &nodes[2*i], &nodes[2*i+1]
		*key = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: f.Name}
		if !plainName(f.Name) {
			key.Style = yaml.DoubleQuotedStyle
		}
		if err := setValue(value, f.Value, depth); err != nil {
			return nil, fmt.Errorf("field %q: %w", f.Name, err)
		}
		m.Content = append(m.Content, key, value)
	}
	return m, nil
}

func setValue(n *yaml.Node, v any, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("nested over %d deep", maxDepth)
	}
	switch v := v.(type) {
	case string:
		setString(n, v)
	case time.Time:
		setString(n, timeString(v))
	case bool:
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v)}
	case int:
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.Itoa(v)}
	case int64:
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(v, 10)}
	case float64:
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: floatString(v)}
	case nil:
		*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	case []string:
		return setList(n, v, depth)
	case []any:
		return setList(n, v, depth)
	case [][]string:
		if err := setList(n, v, depth); err != nil {
			return err
		}
		for _, c := range n.Content {
			c.Style = yaml.FlowStyle
		}
	case []Field:
		m, err := mapping(v, depth+1)
		if err != nil {
			return err
		}
		*n = *m
	default:
		return fmt.Errorf("a value of type %T has no form in YAML", v)
	}
	return nil
}

func setString(n *yaml.Node, s string) {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD") // yaml would write it as binary
	}
	*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: s}
}

func setList[T any](n *yaml.Node, list []T, depth int) error {
	nodes := make([]yaml.Node, len(list))
	*n = yaml.Node{Kind: yaml.SequenceNode, Content: make([]*yaml.Node, len(list))}
	for i, v := range list {
		if err := setValue(&nodes[i], v, depth+1); err != nil {
			return err
		}
		n.Content[i] = &nodes[i]
	}
	return nil
}

func timeString(t time.Time) string { return t.Format(timeForm(t)) }

func timeForm(t time.Time) string {
	if t.Location() == time.UTC {
		return "2006-01-02T15:04:05"
	}
	return "2006-01-02T15:04:05-07:00"
}

// floatString writes f so that readers of YAML 1.1 and 1.2 take it for a
// float: with a point, and a sign in the exponent.
func floatString(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 1):
		return ".inf"
	case math.IsInf(f, -1):
		return "-.inf"
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.Contains(s, ".") {
		mantissa, exponent, has := strings.Cut(s, "e")
		s = mantissa + ".0"
		if has {
			s += "e" + exponent
		}
	}
	return s
}

// checkField says what is wrong with the name of a field.
func checkField(fields []Field, i int) error {
	name := fields[i].Name
	if err := checkName(name); err != nil {
		return err
	}
	for _, g := range fields[:i] {
		if g.Name == name {
			return fmt.Errorf("field %q occurs twice", name)
		}
	}
	return nil
}

func checkName(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("a field has no name")
	case len(name) > maxName:
		return fmt.Errorf("field %.20q…: the name is over %d bytes", name, maxName)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool {
		return r < ' ' || 0x7f <= r && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff'
	}):
		return fmt.Errorf("field %q: the name holds a control character", name)
	}
	return nil
}

// plainName reports whether every reader takes name for a string without
// quotes.
func plainName(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == '_':
		case i > 0 && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	switch strings.ToLower(name) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	return true
}

// bareAstral puts characters beyond U+FFFF, emoji above all, in the place of
// the escapes yaml writes for them. It changes b, in which backslashes occur
// only between double quotes, as the first byte of an escape.
func bareAstral(b []byte) []byte {
	next := bytes.IndexByte(b, '\\')
	if next < 0 {
		return b
	}
	out := b[:next]
	for i := next; i < len(b); {
		if b[i] != '\\' {
			out = append(out, b[i])
			i++
			continue
		}
		if b[i+1] == 'U' {
			r, err := strconv.ParseUint(string(b[i+2:i+10]), 16, 32)
			if err == nil && r&0xfffe != 0xfffe { // no noncharacter
				out = utf8.AppendRune(out, rune(r))
				i += 10
				continue
			}
		}
		out = append(out, b[i], b[i+1])
		i += 2
	}
	return out
}
