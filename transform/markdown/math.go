package markdown

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/tree"
)

// addMath adds a formula: as it is if the target lets those pass, else as text, so
// that what the renderer shows is the formula. A line end would end a heading or
// cell.
func (in *inline) addMath(n *html.Node) {
	tex := texLines(tree.TextContent(n))
	if in.place != inParagraph {
		tex = oneLine(tex)
	}
	in.flush()
	if in.d.Formulas&delimiters(tex) == 0 {
		in.appendText(trimLines(tex))
		return
	}
	in.toks = append(in.toks, token{kind: tokRaw, raw: tex, node: n})
}

// plainRules are those of any target.
var plainRules = newRules(&dialect.Plain)

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
		if plainRules.blockStart([]byte(trimmed), len(trimmed), false) >= 0 {
			line = "    " + trimmed
		}
		b.WriteString(line)
	}
	return b.String()
}

// delimiters returns those of a formula.
func delimiters(tex string) dialect.Formulas {
	switch {
	case strings.HasPrefix(tex, "$"):
		return dialect.Dollars
	case strings.HasPrefix(tex, `\(`), strings.HasPrefix(tex, `\[`):
		return dialect.Brackets
	}
	return dialect.Tags
}

// trimLines takes the blanks from both ends of each line: two would be a line break.
func trimLines(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return strings.TrimSpace(s)
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
