package transform

import (
	"encoding/json"
	"strings"

	"github.com/wp2md/wp2md/internal/tree"
)

// block is one block of a post, or a stretch of HTML between blocks.
type block struct {
	name     string // with its namespace: core/paragraph; empty for HTML
	attrs    string // JSON as written, or ""
	void     bool   // <!-- wp:name /-->
	html     string // of HTML
	children []*block
	half     bool // see markHalves
}

// hasBlocks is the test by which WordPress decides that a content is made of
// blocks, and that wpautop must not run (docs/formats.md §B.1).
func hasBlocks(s string) bool {
	for i := indexComment(s, 0); i >= 0; i = indexComment(s, i+1) {
		if strings.HasPrefix(s[i:], "<!-- wp:") {
			return true
		}
	}
	return false
}

// indexComment returns the index of the first comment of s from i on, or -1. It looks for
// the !, of which contents have far fewer than of the <.
func indexComment(s string, i int) int {
	for i++; i < len(s); i++ {
		k := strings.IndexByte(s[i:], '!')
		if k < 0 {
			return -1
		}
		if i += k; s[i-1] == '<' && strings.HasPrefix(s[i:], "!--") {
			return i - 1
		}
	}
	return -1
}

// maxBlockDepth bounds the nesting of blocks. Deeper ones are not nested, their
// content stays.
const maxBlockDepth = 200

// parseBlocks reads the block grammar (docs/formats.md §D.1): a closing comment
// closes the block on top, whatever its name; one with nothing open is passed
// over; what is open at the end is closed there. Any other comment is HTML.
//
// The blocks are of a room, if it is not nil.
func parseBlocks(s string, r *blockRoom) *block {
	if r == nil {
		r = &blockRoom{}
	}
	root := r.block()
	var room [16]*block
	stack := append(room[:0], root)
	text := 0 // start of the HTML not delivered yet
	add := func(b block) *block {
		made := r.block()
		b.children = made.children
		*made = b
		to := stack[len(stack)-1]
		to.children = append(to.children, made)
		return made
	}
	deliver := func(end int) {
		if end > text {
			add(block{html: s[text:end]})
		}
	}
	ends := ahead{what: "-->"}
	for i := 0; ; {
		if i = indexComment(s, i); i < 0 {
			break
		}
		end := ends.from(s, i+len("<!--"))
		if end < 0 {
			break
		}
		d, ok := parseDelimiter(s[i+len("<!--") : end])
		if !ok {
			i += len("<!--")
			continue
		}
		deliver(i)
		i = end + len("-->")
		text = i
		switch {
		case d.closer && len(stack) > 1:
			stack = stack[:len(stack)-1]
		case !d.closer:
			b := add(block{name: d.name, attrs: d.attrs, void: d.void})
			if !d.void && len(stack) < maxBlockDepth {
				stack = append(stack, b)
			}
		}
	}
	deliver(len(s))
	return root
}

// A blockRoom is memory for blocks, which are many and small.
type blockRoom struct {
	pieces [][]block // which are never moved
	piece  int       // at hand
	used   int       // of it
}

// block returns an empty block, with the room that its children had.
func (r *blockRoom) block() *block {
	const first, doublings = 8, 3
	if r.piece < len(r.pieces) && r.used == len(r.pieces[r.piece]) {
		r.piece++
		r.used = 0
	}
	if r.piece == len(r.pieces) {
		r.pieces = append(r.pieces, make([]block, first<<min(r.piece, doublings)))
	}
	b := &r.pieces[r.piece][r.used]
	r.used++
	*b = block{children: b.children[:0]}
	return b
}

func (r *blockRoom) reset() {
	const most = 16 // pieces that are kept
	if len(r.pieces) > most {
		r.pieces = nil
	}
	r.piece, r.used = 0, 0
}

type delimiter struct {
	name         string
	attrs        string
	closer, void bool
}

// parseDelimiter reads the content of a comment as that of a block.
func parseDelimiter(s string) (d delimiter, ok bool) {
	rest := strings.TrimLeft(s, blanks)
	if len(rest) == len(s) {
		return d, false
	}
	rest, d.closer = strings.CutPrefix(rest, "/")
	rest, ok = strings.CutPrefix(rest, "wp:")
	if !ok {
		return d, false
	}
	n := blockName(rest)
	if n == 0 {
		return d, false
	}
	d.name = rest[:n]
	if m := 0; n < len(rest) && rest[n] == '/' {
		if m = blockName(rest[n+1:]); m == 0 {
			return d, false
		}
		n += 1 + m
		d.name = rest[:n]
	} else {
		d.name = coreName(d.name)
	}
	rest = rest[n:]
	if rest == "" || !isBlankByte(rest[0]) {
		return d, false
	}
	rest, d.void = strings.CutSuffix(rest, "/")
	if !isBlankByte(rest[len(rest)-1]) {
		return d, false
	}
	d.attrs = strings.Trim(rest, blanks)
	if d.attrs != "" && (d.attrs[0] != '{' || d.attrs[len(d.attrs)-1] != '}') {
		return d, false
	}
	return d, true
}

// coreName returns the name of a block without namespace. Those that nearly all posts
// have are not made anew for each of their comments.
func coreName(name string) string {
	switch name {
	case "paragraph":
		return "core/paragraph"
	case "image":
		return "core/image"
	case "heading":
		return "core/heading"
	case "list":
		return "core/list"
	case "list-item":
		return "core/list-item"
	}
	return "core/" + name
}

// blockName returns the length of the name of a block or namespace that s
// begins with.
func blockName(s string) int {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return 0
	}
	i := 1
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
	if len(b.children) == 0 {
		return b.html
	}
	var sb strings.Builder
	b.writeText(&sb)
	return sb.String()
}

func (b *block) writeText(sb *strings.Builder) {
	sb.WriteString(b.html)
	for _, c := range b.children {
		c.writeText(sb)
	}
}

// isEmpty reports whether a block holds neither HTML nor blocks.
func (b *block) isEmpty() bool {
	for _, c := range b.children {
		if c.name != "" || !tree.IsBlankText(c.html) {
			return false
		}
	}
	return tree.IsBlankText(b.html)
}

// source returns a block's HTML, with the names and attributes of the blocks in it
// that have no HTML.
func (b *block) source() string {
	var sb strings.Builder
	b.writeSource(&sb)
	return sb.String()
}

func (b *block) writeSource(sb *strings.Builder) {
	sb.WriteString(b.html)
	if b.void {
		sb.WriteString("<!-- " + b.name + " " + b.attrs + " -->")
	}
	for _, c := range b.children {
		c.writeSource(sb)
	}
}
