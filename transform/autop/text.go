package autop

import (
	"bytes"
	"strings"
)

// text is the text that the steps of autop work on. Its methods look
// forward from a place in it; none minds a place beyond the end.
type text []byte

// next returns the place of sep from i on, or -1.
func (t text) next(i int, sep string) int {
	j := bytes.Index(t[i:], []byte(sep))
	if j < 0 {
		return -1
	}
	return i + j
}

// nextByte returns the place of c from i on, or -1.
func (t text) nextByte(i int, c byte) int {
	j := bytes.IndexByte(t[i:], c)
	if j < 0 {
		return -1
	}
	return i + j
}

// at tells whether s is at i.
func (t text) at(i int, s string) bool {
	return len(t)-i >= len(s) && string(t[i:i+len(s)]) == s
}

// atFold tells whether s is at i, in upper or lower case.
func (t text) atFold(i int, s string) bool {
	return len(t)-i >= len(s) && strings.EqualFold(string(t[i:i+len(s)]), s)
}

// pastSpace returns the end of the white space at i.
func (t text) pastSpace(i int) int {
	for i < len(t) && pcreSpace(t[i]) {
		i++
	}
	return i
}

// beforeSpace returns the start of the white space that ends at i and does not
// reach back beyond from.
func (t text) beforeSpace(from, i int) int {
	for i > from && pcreSpace(t[i-1]) {
		i--
	}
	return i
}

// pcreSpace tells whether c is white space to \s. WordPress matches bytes, not
// characters, so a no-break space is none.
func pcreSpace(c byte) bool {
	return c == ' ' || '\t' <= c && c <= '\r'
}

// bareTag returns the end of the tag without attributes that starts with open
// at i, or -1.
func (t text) bareTag(i int, open string) int {
	if !t.at(i, open) {
		return -1
	}
	i = t.pastSpace(i + len(open))
	if t.at(i, "/") {
		i++
	}
	if !t.at(i, ">") {
		return -1
	}
	return i + 1
}

// blockName returns the end of the name of a block element at i, or -1. It
// does not ask what follows the name, but no letter does. Names are lower-case:
// to WordPress <DIV> is inline.
func (t text) blockName(i int) int {
	end := i
	for end < len(t) && end-i <= len("blockquote") && ('a' <= t[end] && t[end] <= 'z' || '1' <= t[end] && t[end] <= '6') {
		end++
	}
	if i < end && isBlockName(t[i:end]) {
		return end
	}
	return -1
}

func isBlockName(name []byte) bool {
	switch string(name) {
	case "table", "thead", "tfoot", "caption", "col", "colgroup", "tbody", "tr", "td", "th",
		"div", "dl", "dd", "dt", "ul", "ol", "li", "pre", "form", "map", "area", "blockquote",
		"address", "math", "style", "p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "fieldset",
		"legend", "section", "article", "aside", "hgroup", "header", "footer", "nav", "figure",
		"figcaption", "details", "menu", "summary":
		return true
	}
	return false
}

// blockTag tells whether there is an opening or closing block tag at i for
// steps 19 to 26, which are content if its name starts like that of a block:
// <picture> is one because p is, and <link> because of li. The tag ends with
// the next ">", and is none if there is none.
func (t text) blockTag(i int) bool {
	if !t.at(i, "<") {
		return false
	}
	i++
	if t.at(i, "/") {
		i++
	}
	if i >= len(t) {
		return false
	}
	switch c := t[i]; c {
	case 'a':
		return t.at(i, "aside") || t.at(i, "article") || t.at(i, "address") || t.at(i, "area")
	case 'b':
		return t.at(i, "blockquote")
	case 'c':
		return t.at(i, "col") || t.at(i, "caption")
	case 'd':
		return t.at(i, "div") || t.at(i, "dl") || t.at(i, "dd") || t.at(i, "dt") || t.at(i, "details")
	case 'f':
		return t.at(i, "form") || t.at(i, "figure") || t.at(i, "figcaption") || t.at(i, "footer") || t.at(i, "fieldset")
	case 'h':
		i++
		return i < len(t) && ('1' <= t[i] && t[i] <= '6' || t[i] == 'r') || t.at(i, "eader") || t.at(i, "group")
	case 'l':
		return t.at(i, "li") || t.at(i, "legend")
	case 'm':
		return t.at(i, "map") || t.at(i, "math") || t.at(i, "menu")
	case 'n':
		return t.at(i, "nav")
	case 'o':
		return t.at(i, "ol")
	case 'p':
		return true
	case 's':
		return t.at(i, "section") || t.at(i, "summary") || t.at(i, "style")
	case 't':
		return t.at(i, "td") || t.at(i, "tr") || t.at(i, "th") || t.at(i, "table") || t.at(i, "tbody") || t.at(i, "tfoot")
	case 'u':
		return t.at(i, "ul")
	}
	return false
}

// A cutter deletes parts of a text in place, from its start to its end. What
// is behind the last cut has not moved.
type cutter struct {
	t    text
	done int // t[:done] is the result so far
	next int // t[next:] is still to come
}

// cut deletes t[from:to], which is behind all earlier cuts.
func (c *cutter) cut(from, to int) {
	if from == to {
		return
	}
	c.done += copy(c.t[c.done:], c.t[c.next:from])
	c.next = to
}

// result returns the text without the parts cut out.
func (c *cutter) result() text {
	if c.next == 0 {
		return c.t
	}
	return c.t[:c.done+copy(c.t[c.done:], c.t[c.next:])]
}
