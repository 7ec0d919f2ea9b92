package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/seen"
	"github.com/wp2md/wp2md/internal/tree"
)

// partTexts are the attributes of blocks that a visitor reads: most of those in a template
// save no HTML.
var partTexts = []string{"content", "text", "label", "title", "moreText", "customText", "linkText", "buttonText", "placeholder", "prefix", "suffix", "description", "caption", "alt"}

// partWords are the words of a part of a theme, and where its links lead, each once.
type partWords struct {
	words []string
	known map[string]bool
}

func (w *partWords) add(s string) {
	if s = tree.CollapseSpace(strings.TrimSpace(strings.ReplaceAll(s, "\x00", ""))); s != "" && seen.HasWords(s) && !w.known[s] {
		w.known[s] = true
		w.words = append(w.words, s)
	}
}

func (w *partWords) addTree(root *html.Node) {
	eachText(root, func(text string, _ []*html.Node) { w.add(text) })
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.A:
			if to := tree.Attr(n, "href"); isWebAddress(to) {
				w.add(to)
			}
		case n.DataAtom == atom.Img, n.DataAtom == atom.Iframe:
			w.add(tree.Attr(n, "src"))
		}
	}
}

func (w *partWords) String() string { return Quote(strings.Join(w.words, " · ")) }

// WordsOf returns the words of a tree, and where its links lead, for a note; "" if there are none.
func WordsOf(root *html.Node) string {
	w := partWords{known: map[string]bool{}}
	w.addTree(root)
	return w.String()
}

// ThemeWords returns the words that the owner of a site has written into a template of a
// block theme, and where its links lead, for a note; "" if there are none.
func ThemeWords(content string) string {
	w := partWords{known: map[string]bool{}}
	w.addTree((&builder{}).parseHTML(guard(content)))
	var walk func(blk *block, depth int)
	walk = func(blk *block, depth int) {
		for _, c := range blk.children {
			if strings.Contains(c.attrs, `":"`) {
				var a map[string]any
				c.decode(&a)
				for _, key := range partTexts {
					if v, ok := a[key].(string); ok {
						w.add(tree.TextContent((&builder{}).parseHTML(v)))
					}
				}
				if v, ok := a["url"].(string); ok && (isWebAddress(v) || strings.HasPrefix(v, "mailto:") || strings.HasPrefix(v, "tel:")) {
					w.add(v)
				}
			}
			if depth < maxContentDepth {
				walk(c, depth+1)
			}
		}
	}
	walk(parseBlocks(content, nil), 0)
	return w.String()
}
