package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
)

// Authors who wrote HTML by hand forgot that a < begins a tag: <stdio.h>,
// <asm/byteorder.h>, a<b<=c. No element has such a name, so it is what they wanted to be
// read. An address of somebody, <john@example.com>, stays unseen.

// bracketed returns the words in angle brackets that became an element, with those, or "".
func (b *builder) bracketed(n *html.Node) string {
	name := n.Data
	for _, a := range n.Attr { // what follows a slash
		if a.Val != "" || a.Namespace != "" {
			return ""
		}
		name += "/" + a.Key
	}
	if i := strings.LastIndexByte(name, '.'); i <= 0 || i == len(name)-1 || len(name) > 200 || strings.ContainsAny(name, `@:;=,\"'<`) {
		return ""
	}
	if b.unfolded++; b.unfolded > mostUnfolded {
		return ""
	}
	at := indexFold(b.item.Content, "<"+name+">")
	if at < 0 { // a tag with attributes, or one that something else has made
		return ""
	}
	return b.item.Content[at : at+len(name)+len("<>")]
}

// escapeComparisons escapes what to a parser begins a tag, and is the middle of a comparison:
// a<b<=c.
func (b *builder) escapeComparisons(s string) string {
	var out strings.Builder
	done := 0
	for i := 0; ; {
		k := strings.Index(s[i:], "<=")
		if k < 0 {
			break
		}
		i += k
		j := i
		for j > done && isNameByte(s[j-1]) {
			j--
		}
		if j < i && j > done && s[j-1] == '<' {
			out.WriteString(s[done:j-1] + "&lt;")
			done = j
			b.notes.add(note.HTML, false, "a comparison, which browsers took for a tag and did not show, is in the page: "+Quote(s[j-1:i+len("<=")]))
		}
		i += len("<=")
	}
	if done == 0 {
		return s
	}
	return out.String() + s[done:]
}
