package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// collapseSpace makes the white space below root what a browser shows of it: a run
// is one blank, and none at the start or end of a line. Text of a mark goes on from
// the text before it. Text without any is left out.
func collapseSpace(root *html.Node) {
	var c collapser
	c.children(root)
	last := c.last
	if c.endLine(); last != nil && last.Data == "" {
		tree.Remove(last)
	}
}

type collapser struct {
	last  *html.Node // the text before, of the same line
	shown bool       // what is before is no text, but shows: a blank behind it does, too
}

func (c *collapser) children(n *html.Node) {
	for e := n.FirstChild; e != nil; {
		next := e.NextSibling
		switch e.Type {
		case html.TextNode:
			c.text(e)
		case html.ElementNode:
			c.element(e)
		case html.CommentNode:
		default:
			tree.Remove(e)
		}
		e = next
	}
}

func (c *collapser) text(n *html.Node) {
	s := oneBlank(n.Data)
	if strings.HasPrefix(s, " ") && !c.shown && (c.last == nil || strings.HasSuffix(c.last.Data, " ")) {
		s = s[1:]
	}
	if s == "" {
		tree.Remove(n)
		return
	}
	n.Data = s
	c.last = n
}

func (c *collapser) element(e *html.Node) {
	pre := tree.IsPreformatted(e)
	switch {
	case tree.IsBlock(e) || e.Data == "br":
		c.endLine()
		if !pre {
			c.children(e)
		}
		c.endLine()
	case tree.IsVoid(e) || pre || e.DataAtom == 0 && (e.Data == tree.NoteRef || e.Data == tree.Autolink):
		c.show()
		if !pre && e.FirstChild != nil {
			c.children(e)
			c.show()
		}
	default:
		c.mark()
		if e.FirstChild != nil {
			c.children(e)
			c.mark()
		}
	}
}

// endLine is told where a line begins or ends.
func (c *collapser) endLine() {
	if c.last != nil {
		c.last.Data = strings.TrimSuffix(c.last.Data, " ")
	}
	c.last, c.shown = nil, false
}

// show is told of what shows and is no text.
func (c *collapser) show() { c.last, c.shown = nil, true }

// mark is told where a mark begins or ends.
func (c *collapser) mark() {
	if c.last != nil {
		c.shown = false
	}
}

// oneBlank makes each run of white space in s one blank.
func oneBlank(s string) string {
	for i := 0; i < len(s); {
		for len(s)-i >= 8 && tree.EightOneLine(tree.Eight(s, i)) {
			i += 7
		}
		for end := min(i+8, len(s)); i < end; i++ {
			if c := s[i]; isWhite[c] && (c != ' ' || i+1 < len(s) && isWhite[s[i+1]]) {
				return withBlanks(s, i)
			}
		}
	}
	return s
}

// withBlanks is oneBlank for a text that changes at i.
func withBlanks(s string, i int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for ; i < len(s); i++ {
		if !isWhite[s[i]] {
			b.WriteByte(s[i])
		} else if i == 0 || !isWhite[s[i-1]] {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

var isWhite = [256]bool{' ': true, '\t': true, '\n': true, '\r': true}
