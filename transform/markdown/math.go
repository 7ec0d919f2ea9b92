package markdown

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// addMath adds a formula. A line end would end a heading or cell.
func (in *inline) addMath(n *html.Node) {
	tex := texLines(tree.TextContent(n))
	if in.place != inParagraph {
		tex = oneLine(tex)
	}
	in.flush()
	in.toks = append(in.toks, token{kind: tokRaw, raw: tex, node: n})
}

// texLines keeps the lines of a formula from being read as blocks: blanks before a
// line mean nothing in a formula.
func texLines(s string) string {
	first, rest, more := strings.Cut(s, "\n")
	if !more {
		return s
	}
	var b strings.Builder
	b.WriteString(first)
	for line := range strings.SplitSeq(rest, "\n") {
		trimmed := strings.TrimLeft(line, " \t\r")
		if trimmed == "" {
			continue // a blank line would end the paragraph
		}
		b.WriteByte('\n')
		if blockStart([]byte(trimmed), len(trimmed), false) >= 0 {
			line = "    " + trimmed
		}
		b.WriteString(line)
	}
	return b.String()
}
