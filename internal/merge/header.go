package merge

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/wp2md/wp2md/internal/frontmatter"
)

// isHeader reports whether a file that was generated begins with a header, as
// Pelican's do: with the line of a field, and not with ---.
func isHeader(file []byte) bool {
	header, _ := frontmatter.SplitHeader(file)
	return len(header) > 0
}

// cutHeader parts a file with a header whose fields can be merged.
func cutHeader(file []byte) (parts, bool) {
	header, _ := frontmatter.SplitHeader(file)
	values, err := frontmatter.UnmarshalHeader(header)
	if err != nil || len(values) > maxFields || len(header) == 0 {
		return parts{}, false
	}
	b := &block{raw: header, fields: make([]field, 0, len(values))}
	for _, l := range split(header) {
		if strings.HasPrefix(l.text, "    ") && len(b.fields) > 0 {
			f := &b.fields[len(b.fields)-1]
			f.lines = append(f.lines, l)
			continue
		}
		v := values[len(b.fields)]
		b.fields = append(b.fields, field{name: v.Name, value: v.Value, lines: []line{l}, key: new(yaml.Node), node: new(yaml.Node)})
	}
	return parts{b, file[len(header):], bytes.Count(header, []byte("\n"))}, true
}
