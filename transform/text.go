package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// Text returns the words of a clean tree as plain text: blocks on lines of
// their own, without images and their captions, players, footnotes, bare
// addresses and shortcodes.
func Text(root *html.Node) string {
	var t textWriter
	t.node(root)
	return strings.TrimSpace(t.b.String())
}

type textWriter struct {
	b     strings.Builder
	space byte // owed before the next word: 0, ' ' or '\n'
}

func (t *textWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.text(n.Data)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Figcaption:
			return
		case 0:
			if n.Data == tree.Note || n.Data == tree.NoteRef || n.Data == tree.Autolink || n.Data == tree.Shortcode {
				return
			}
		}
	}
	block := tree.IsBlock(n) || n.DataAtom == atom.Br
	if block && t.b.Len() > 0 {
		t.space = '\n'
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.node(c)
	}
	if block && t.b.Len() > 0 {
		t.space = '\n'
	}
}

func (t *textWriter) text(s string) {
	for i := 0; i < len(s); {
		if tree.IsSpace(s[i]) {
			if t.space == 0 && t.b.Len() > 0 {
				t.space = ' '
			}
			i++
			continue
		}
		end := i
		for end < len(s) && !tree.IsSpace(s[end]) {
			end++
		}
		if t.space != 0 {
			t.b.WriteByte(t.space)
			t.space = 0
		}
		t.b.WriteString(s[i:end])
		i = end
	}
}
