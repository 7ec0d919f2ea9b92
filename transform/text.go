package transform

import (
	"math"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// Beginning returns at least n bytes of the beginning of Text, if that has so many before
// the node end, which can be nil. It does not begin with a heading, which is no part of a
// sentence, if there is more.
func Beginning(root, end *html.Node, n int) string {
	t := textWriter{most: n, end: end, prose: true}
	t.node(root)
	if text := strings.TrimSpace(t.b.String()); text != "" {
		return text
	}
	t = textWriter{most: n, end: end}
	t.node(root)
	return strings.TrimSpace(t.b.String())
}

// Text returns the words of a clean tree as plain text: blocks on lines of
// their own, without images and their captions, players, footnotes, addresses
// that stand for an embed, and shortcodes.
func Text(root *html.Node) string {
	t := textWriter{most: math.MaxInt}
	t.node(root)
	return strings.TrimSpace(t.b.String())
}

type textWriter struct {
	b     strings.Builder
	space byte // owed before the next word: 0, ' ' or '\n'
	most  int  // enough when there are so many bytes
	end   *html.Node
	prose bool // without the headings at its beginning
}

func (t *textWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		t.text(n.Data)
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if t.prose && t.b.Len() == 0 {
				return
			}
		case atom.Iframe, atom.Audio, atom.Video, atom.Object, atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Figcaption:
			return
		case 0:
			switch n.Data {
			case tree.Note, tree.NoteRef, tree.Shortcode:
				return
			case tree.Autolink:
				if standsInText(n) {
					t.text(tree.Attr(n, "href"))
				}
				return
			}
		}
	}
	block := tree.IsBlock(n) || n.DataAtom == atom.Br
	if block && t.b.Len() > 0 {
		t.space = '\n'
	}
	for c := n.FirstChild; c != nil && c != t.end && t.b.Len() <= t.most; c = c.NextSibling {
		t.node(c)
	}
	if block && t.b.Len() > 0 {
		t.space = '\n'
	}
}

// standsInText reports whether an address is part of a sentence.
func standsInText(n *html.Node) bool {
	for _, c := range []*html.Node{n.PrevSibling, n.NextSibling} {
		if c != nil && (c.Type == html.TextNode && !tree.IsBlankText(c.Data) || c.Type == html.ElementNode && !tree.IsBlock(c) && c.DataAtom != atom.Br && !tree.IsBlank(c) && c.Data != tree.Autolink) {
			return true
		}
	}
	return false
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
		if t.b.Len() == 0 {
			s = strings.TrimLeftFunc(s[i:], unicode.IsSpace) // no-break spaces, too
			if i = 0; s == "" {
				return
			}
		}
		end := i // of the words with one blank between each two
		for end++; end < len(s); end++ {
			if tree.IsSpace(s[end]) && (s[end] != ' ' || end+1 == len(s) || tree.IsSpace(s[end+1])) {
				break
			}
		}
		if t.space != 0 {
			t.b.WriteByte(t.space)
			t.space = 0
		}
		t.b.WriteString(s[i:end])
		i = end
	}
}
