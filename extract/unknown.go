package extract

import (
	"bytes"
	"strconv"
	"strings"
)

// Plugins that write exports of their own put elements into items which nobody else knows:
// the answers of a question, the sections of a course. What they hold is kept as custom
// fields under their names, records as PHP would have stored them.

// A node is an element that nobody knows.
type node struct {
	name  string
	text  []byte
	kids  []node
	lists bool // it holds elements or attributes, and is no plain text
}

// deepest is how many elements may stand in each other; those below are text.
const deepest = 8

// keepUnknown keeps b[from:to], an element of the item that nobody knows, as a custom field.
func (p *parser) keepUnknown(from, to int) {
	if !p.inItem || p.stopped() || from >= to {
		return
	}
	if name, _, _ := elementAt(p.b[:to], from); isHTML([]byte(name)) || isOfFeeds([]byte(name)) {
		return
	}
	stack := []node{{}}
	top := func() *node { return &stack[len(stack)-1] }
	pop := func() {
		n := *top()
		stack = stack[:len(stack)-1]
		n.name = string(p.decode(nil, []byte(n.name), from, true))
		n.text = trimSpace(n.text)
		if n.lists || len(n.text) > 0 {
			top().kids = append(top().kids, n)
		}
	}
	b := p.b[:to]
	lastTag, lastComment := from+bytes.LastIndexByte(b[from:], '>'), from+bytes.LastIndex(b[from:], []byte("-->"))
	for i := from; i < to; {
		j := bytes.IndexByte(b[i:], '<')
		if j < 0 {
			j = to - i
		}
		if j > 0 {
			top().text = p.decode(top().text, b[i:i+j], i, false)
			i += j
			continue
		}
		switch {
		case hasPrefixAt(b, i, cdataOpen):
			i += len(cdataOpen)
			end := bytes.Index(b[i:], []byte(cdataClose))
			if end < 0 {
				end = to - i
			}
			top().text = p.decode(top().text, b[i:i+end], i, true)
			i += min(end+len(cdataClose), to-i)
			continue
		case i < lastComment && hasPrefixAt(b, i, "<!--"):
			if end := bytes.Index(b[i:], []byte("-->")); end >= 0 {
				i += end + len("-->")
				continue
			}
		}
		name, attrs, after := elementAt(b[:lastTag+1], i)
		switch closing := strings.HasPrefix(name, "/"); {
		case after == 0:
			top().text = append(top().text, '<')
			i++
			continue
		case closing:
			for k := len(stack) - 1; k > 0; k-- {
				if stack[k].name == name[1:] {
					for len(stack) > k {
						pop()
					}
					break
				}
			}
		case len(stack) <= deepest:
			attrs, empty := bytes.CutSuffix(attrs, []byte("/"))
			n := node{name: name}
			for {
				var key, value []byte
				if key, value, attrs = nextAttribute(attrs); len(key) == 0 {
					break
				}
				if !bytes.HasPrefix(key, []byte("xmlns")) && len(value) > 0 {
					n.kids, n.lists = append(n.kids, node{name: string(p.decode(nil, key, i, true)), text: p.decode(nil, value, i, false)}), true
				}
			}
			top().lists = true
			if stack = append(stack, n); empty {
				pop()
			}
		}
		i = after
	}
	for len(stack) > 1 {
		pop()
	}
	for _, n := range stack[0].kids {
		if ref := n.term(); ref.Taxonomy != "" && (ref.Slug != "" || ref.Name != "") {
			p.filedUnder = append(p.filedUnder, ref)
			continue
		}
		p.extra = append(p.extra, Meta{Key: n.name, Value: n.value()})
	}
}

// term returns the term that an element names and nothing else, as
// <wp:term_relationships> of exports that themes bring does.
func (n *node) term() (ref TermRef) {
	for _, kid := range n.kids {
		switch text := string(kid.text); kid.name {
		case "wp:term_taxonomy":
			ref.Taxonomy = text
		case "wp:term_slug":
			ref.Slug = text
		case "wp:term_name":
			ref.Name = text
		default:
			return TermRef{}
		}
	}
	return ref
}

// elementAt returns the name of the tag that begins at b[i], after a "/" if it is a closing
// one, what stands behind the name, and the index after the tag, or 0 if there is none.
func elementAt(b []byte, i int) (name string, attrs []byte, after int) {
	k := i + 1
	if k < len(b) && b[k] == '/' {
		k++
	}
	if k >= len(b) || nameBytes[b[k]] != nameStart {
		return "", nil, 0
	}
	end := bytes.IndexByte(b[i:], '>')
	if end < 0 {
		return "", nil, 0
	}
	for nameBytes[b[k]] != 0 {
		k++
	}
	quote := byte(0)
	for e := k; e < len(b); e++ {
		switch c := b[e]; {
		case quote == 0 && c == '>':
			return string(b[i+1 : k]), b[k:e], e + 1
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		case c == '<':
			return string(b[i+1 : k]), nil, i + end + 1
		}
	}
	return string(b[i+1 : k]), nil, i + end + 1
}

// value returns what an element holds: its text, or as PHP stores a record.
func (n *node) value() string {
	if !n.lists {
		return string(n.text)
	}
	return string(n.php(nil))
}

// php appends an element as PHP stores a value. What occurs several times is a list.
func (n *node) php(to []byte) []byte {
	if !n.lists {
		return phpText(to, string(n.text))
	}
	var names []string
	named := map[string][]*node{}
	for i := range n.kids {
		kid := &n.kids[i]
		name := kid.name[strings.IndexByte(kid.name, ':')+1:]
		if named[name] == nil {
			names = append(names, name)
		}
		named[name] = append(named[name], kid)
	}
	if len(n.text) > 0 {
		if named["text"] == nil {
			names = append(names, "text")
		}
		named["text"] = append(named["text"], &node{text: n.text})
	}
	to = phpList(to, len(names))
	for _, name := range names {
		to = phpText(to, name)
		if kids := named[name]; len(kids) == 1 {
			to = kids[0].php(to)
		} else {
			to = phpList(to, len(kids))
			for i, kid := range kids {
				to = append(strconv.AppendInt(append(to, "i:"...), int64(i), 10), ';')
				to = kid.php(to)
			}
			to = append(to, '}')
		}
	}
	return append(to, '}')
}

func phpList(to []byte, n int) []byte {
	return append(strconv.AppendInt(append(to, "a:"...), int64(n), 10), ":{"...)
}

func phpText(to []byte, s string) []byte {
	to = append(strconv.AppendInt(append(to, "s:"...), int64(len(s)), 10), `:"`...)
	return append(append(to, s...), `";`...)
}

// isOfFeeds reports whether an element is by its prefix what feeds say of themselves.
func isOfFeeds(name []byte) bool {
	prefix, _, _ := bytes.Cut(name, []byte(":"))
	switch string(prefix) {
	case "wfw", "slash", "sy", "atom", "thr", "feedburner":
		return true
	}
	return false
}
