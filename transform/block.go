package transform

import (
	"encoding/json"
	"strings"
)

// block is one block of a post, or a stretch of HTML between blocks.
type block struct {
	name     string // with its namespace: core/paragraph; empty for HTML
	attrs    string // JSON as written, or ""
	void     bool   // <!-- wp:name /-->
	html     string // of HTML
	children []*block
}

// hasBlocks is the test by which WordPress decides that a content is made of
// blocks, and that wpautop must not run (facts.md §B.1).
func hasBlocks(s string) bool { return strings.Contains(s, "<!-- wp:") }

// maxBlockDepth bounds the nesting of blocks. Deeper ones are not nested, their
// content stays.
const maxBlockDepth = 200

// parseBlocks reads the block grammar (facts.md §D.1): a closing comment
// closes the block on top, whatever its name; one with nothing open is passed
// over; what is open at the end is closed there. Any other comment is HTML.
func parseBlocks(s string) *block {
	root := &block{}
	stack := []*block{root}
	text := 0 // start of the HTML not delivered yet
	for i := 0; ; {
		k := strings.Index(s[i:], "<!--")
		if k < 0 {
			break
		}
		i += k
		d, ok := parseDelimiter(s[i:])
		if !ok {
			i += len("<!--")
			continue
		}
		top := stack[len(stack)-1]
		if i > text {
			top.children = append(top.children, &block{html: s[text:i]})
		}
		i += d.length
		text = i
		switch {
		case d.closer:
			if len(stack) > 1 {
				stack = stack[:len(stack)-1]
			}
		default:
			b := &block{name: d.name, attrs: d.attrs, void: d.void}
			top.children = append(top.children, b)
			if !d.void && len(stack) < maxBlockDepth {
				stack = append(stack, b)
			}
		}
	}
	if text < len(s) {
		top := stack[len(stack)-1]
		top.children = append(top.children, &block{html: s[text:]})
	}
	return root
}

type delimiter struct {
	name         string
	attrs        string
	closer, void bool
	length       int
}

// parseDelimiter reads the comment of a block that s begins with.
func parseDelimiter(s string) (d delimiter, ok bool) {
	i := len("<!--")
	j := skipBlanks(s, i)
	if j == i {
		return d, false
	}
	i = j
	if i < len(s) && s[i] == '/' {
		d.closer = true
		i++
	}
	if !strings.HasPrefix(s[i:], "wp:") {
		return d, false
	}
	i += len("wp:")
	j = blockName(s, i)
	if j == i {
		return d, false
	}
	d.name = s[i:j]
	i = j
	if i < len(s) && s[i] == '/' {
		if j = blockName(s, i+1); j > i+1 {
			d.name = s[i-len(d.name) : j]
			i = j
		}
	} else {
		d.name = "core/" + d.name
	}
	end := strings.Index(s[i:], "-->")
	if end < 0 {
		return d, false
	}
	d.length = i + end + len("-->")
	rest := s[i : i+end]
	if !strings.HasSuffix(rest, " ") && !strings.HasSuffix(rest, "/") && (rest == "" || !isBlank1(rest[len(rest)-1])) {
		return d, false
	}
	if strings.HasSuffix(rest, "/") {
		d.void = true
		rest = rest[:len(rest)-1]
	}
	d.attrs = strings.TrimSpace(rest)
	if d.attrs != "" && (d.attrs[0] != '{' || d.attrs[len(d.attrs)-1] != '}') {
		return d, false
	}
	return d, true
}

func blockName(s string, i int) int {
	if i >= len(s) || s[i] < 'a' || s[i] > 'z' {
		return i
	}
	for i < len(s) && ('a' <= s[i] && s[i] <= 'z' || '0' <= s[i] && s[i] <= '9' || s[i] == '_' || s[i] == '-') {
		i++
	}
	return i
}

// decode reads the attributes of a block into v. Attributes that are no JSON
// leave it as it is; the block is one all the same.
func (b *block) decode(v any) {
	if b.attrs != "" {
		_ = json.Unmarshal([]byte(b.attrs), v)
	}
}

// text returns the HTML of a block and all blocks in it, without their
// comments.
func (b *block) text() string {
	if b.name == "" && len(b.children) == 0 {
		return b.html
	}
	var sb strings.Builder
	var walk func(*block)
	walk = func(b *block) {
		sb.WriteString(b.html)
		for _, c := range b.children {
			walk(c)
		}
	}
	walk(b)
	return sb.String()
}
