package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/late"
	"github.com/wp2md/wp2md/internal/tree"
)

// Authors who wrote HTML by hand forgot that a < begins a tag: <stdio.h>,
// <asm/byteorder.h>, a<b<=c. No element has such a name, so it is what they wanted to be
// read. An address of somebody, <john@example.com>, stays unseen.

// endsOfFiles are those of names that stand in brackets without a folder.
var endsOfFiles = late.Words("h hh hpp hxx inc c cc cpp m mm js ts jsx tsx css scss php py rb pl sh ps1 bat conf cfg cnf ini txt log md html htm xml json yml yaml toml sql csv exe dll so jar war java kt go rs swift pdf zip gz")

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
	if !strings.Contains(name, "/") && !endsOfFiles.Has(strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])) { // <john.doe>
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

// escapeComparisons escapes what to a parser begins a tag, and is the middle of a comparison
// in a text: a<b<=c.
func (b *builder) escapeComparisons(s string) string {
	if !strings.Contains(s, "<=") {
		return s
	}
	var out strings.Builder
	done := 0
	for i := 0; ; {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 {
			break
		}
		i += k
		end := i + 1
		for end < len(s) && isNameByte(s[end]) {
			end++
		}
		if end > i+1 && strings.HasPrefix(s[end:], "<=") {
			out.WriteString(s[done:i] + "&lt;")
			done, i = i+1, end
			continue
		}
		if i = endOfMarkup(s, i); i < 0 {
			break
		}
	}
	if done == 0 {
		return s
	}
	b.compared = true
	return out.String() + s[done:]
}

// endOfQuoted returns where the words end that a text begins with, in two angle brackets each,
// <<C++ Primer>>, and that a parser would take for a tag; 0 if there are none.
func endOfQuoted(s string) int {
	if !strings.HasPrefix(s, "<<") || len(s) < len("<<a>>") || !tree.IsLetter(rune(s[2])) {
		return 0
	}
	const longest = 200
	words := s[2:min(len(s), longest)]
	end := strings.IndexByte(words, '>')
	if end < 0 || !strings.HasPrefix(words[end:], ">>") || strings.ContainsAny(words[:end], "<@=[\n\"") || tree.IsHTMLElement(strings.ToLower(strings.TrimRight(words[:end], " /"))) {
		return 0
	}
	return 2 + end + 2
}

// endOfMarkup returns where what begins at an angle bracket ends: a comment, an element whose
// content is no HTML, a tag, or the bracket alone; -1 if it has no end.
func endOfMarkup(s string, i int) int {
	if strings.HasPrefix(s[i:], "<!--") {
		if end := strings.Index(s[i:], "-->"); end > 0 {
			return i + end + len("-->")
		}
		return -1
	}
	if i+1 >= len(s) || s[i+1] != '/' && !tree.IsLetter(rune(s[i+1])) {
		return i + 1
	}
	gt := strings.IndexByte(s[i:], '>')
	if gt < 0 {
		return -1
	}
	end := i + endOfTag(s[i:], gt)
	if raw := rawElementAt(s[i+1:]); raw != "" {
		k := indexFold(s[end:], "</"+raw)
		if k < 0 {
			return -1
		}
		return end + k
	}
	return end
}
