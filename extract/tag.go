package extract

import "bytes"

// A tag is a start or closing tag. It is small enough for registers, in which it goes
// from one function to the next for each element of an export.
type tag struct {
	kind
	from  int // index of its <
	named int // index after its name; 0 if it is only implied
	ended int // index after its attributes
}

type kind struct {
	elem    elem
	voc     vocabulary
	closing bool
	empty   bool // <name/>
}

// name returns the name of a tag, with its prefix.
func (p *parser) name(t tag) []byte {
	if t.named == 0 {
		return nil
	}
	return p.b[t.nameAt():t.named]
}

// nameAt returns where the name of a tag begins.
func (t tag) nameAt() int {
	if t.closing {
		return t.from + 2
	}
	return t.from + 1
}

// attrs returns what stands between the name of a tag and its end.
func (p *parser) attrs(t tag) []byte { return p.b[t.named:t.ended] }

// tagAt reads the tag at b[j], which is '<'. It returns the index after it,
// or 0 if there is no tag: either what stands there is text, or the attempt
// is over.
func (p *parser) tagAt(j int) (t tag, end int) {
	b, i := p.b, j+1
	t.from = j
	if i < len(b) && b[i] == '/' {
		t.closing = true
		i++
	}
	start := i
	for i < len(b) && nameBytes[b[i]] != 0 {
		i++
	}
	const longest = 256
	if i == len(b) && i-start <= longest {
		p.end()
		if i > start {
			t.named, t.ended, end = i, i, i
		}
	} else if i == start || nameBytes[b[start]] != nameStart || i-start > longest ||
		b[i] != '>' && b[i] != '/' && !isSpace(b[i]) {
		return t, 0
	} else {
		t.named, t.ended = i, i
		end = i + 1
		if b[i] != '>' {
			if end = p.tagEnd(i); end == 0 {
				return t, 0
			}
			attrs := bytes.TrimSuffix(b[i:end], []byte(">"))
			attrs, t.empty = bytes.CutSuffix(attrs, []byte("/"))
			t.ended = i + len(attrs)
			if len(attrs) > len("xmlns") && bytes.Contains(attrs, []byte("xmlns")) {
				p.bind(attrs)
			}
		}
	}
	t.elem, t.voc = p.resolve(p.name(t))
	return t, end
}

// tagEnd returns the index after the '>' of the tag whose name ends at i, or
// 0. A '>' inside quotes does not count, unless the quotes prove broken: that
// is, a '<' comes before they are closed.
func (p *parser) tagEnd(i int) int {
	const longestQuoted = 512 // with a '<' in it
	b, first, quote := p.b, 0, byte(0)
	limit := i + lookahead
	k := i
	for ; k < len(b) && k < limit; k++ {
		switch c := b[k]; c {
		case '>':
			if quote == 0 {
				return k + 1
			}
			if first == 0 {
				first = k + 1
			}
		case '"', '\'':
			if quote == 0 {
				quote = c
			} else if quote == c {
				quote = 0
			}
		case '<':
			if quote == 0 || first > 0 {
				return first
			}
			limit = min(limit, i+longestQuoted)
		}
	}
	if k == limit || first > 0 && p.all {
		return first
	}
	p.end()
	if p.cut {
		return len(b)
	}
	return 0
}

// nextAttribute takes the first attribute off attrs. The value is raw. The
// name is empty if there is none left. Quotes may be missing.
func nextAttribute(attrs []byte) (name, value, rest []byte) {
	i := skipSpace(attrs, 0)
	for i < len(attrs) && (attrs[i] == '/' || attrs[i] == '"' || attrs[i] == '\'' || attrs[i] == '=' || isSpace(attrs[i])) {
		i++
	}
	start := i
	for i < len(attrs) && attrs[i] != '=' && !isSpace(attrs[i]) {
		i++
	}
	name = attrs[start:i]
	if i = skipSpace(attrs, i); i == len(attrs) || attrs[i] != '=' {
		return name, nil, attrs[i:]
	}
	if i = skipSpace(attrs, i+1); i == len(attrs) {
		return name, nil, nil
	}
	if q := attrs[i]; q == '"' || q == '\'' {
		if k := bytes.IndexByte(attrs[i+1:], q); k >= 0 {
			return name, attrs[i+1 : i+1+k], attrs[i+k+2:]
		}
		i++ // never closed
	}
	k := i
	for k < len(attrs) && !isSpace(attrs[k]) && attrs[k] != '"' && attrs[k] != '\'' {
		k++
	}
	return name, attrs[i:k], attrs[k:]
}

// closes returns the index after the closing tag of name if one stands at
// b[j], else 0.
func (p *parser) closes(j int, name []byte) int {
	b := p.b
	i := j + 2 + len(name)
	if i >= len(b) || b[j+1] != '/' || string(b[j+2:i]) != string(name) {
		return 0
	}
	if b[i] != '>' {
		if i = skipSpace(b, i); i == len(b) || b[i] != '>' {
			return 0
		}
	}
	return i + 1
}

// nameBytes classes the bytes that may occur in a name.
var nameBytes = func() (t [256]byte) {
	for c := range t {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == ':', c >= 0x80:
			t[c] = nameStart
		case '0' <= c && c <= '9', c == '-', c == '.':
			t[c] = nameRest
		}
	}
	return t
}()

const (
	nameStart = 1
	nameRest  = 2
)
