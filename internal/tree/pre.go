package tree

import "golang.org/x/net/html"

// PreText returns the text of a pre. Its <br> are line ends, and a <div> stands
// on lines of its own.
func PreText(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	var t preWriter
	t.children(n)
	return string(t.text)
}

type preWriter struct {
	text []byte
	owed bool // a line end, before what follows
}

func (t *preWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			t.add(c.Data)
		case IsBreak(c):
			t.add("\n")
		case IsBlock(c):
			t.endLine()
			t.children(c)
			t.endLine()
		default:
			t.children(c)
		}
	}
}

func (t *preWriter) add(s string) {
	if s != "" && t.owed {
		t.text = append(t.text, '\n')
		t.owed = false
	}
	t.text = append(t.text, s...)
}

func (t *preWriter) endLine() {
	if n := len(t.text); n > 0 && t.text[n-1] != '\n' {
		t.owed = true
	}
}
