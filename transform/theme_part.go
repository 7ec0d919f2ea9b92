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

// ThemeWords returns the words that the owner of a site has written into a template of a
// block theme, and where its links lead, for a note; "" if there are none.
func ThemeWords(content string) string {
	var words []string
	known := map[string]bool{}
	add := func(s string) {
		if s = tree.CollapseSpace(strings.TrimSpace(strings.ReplaceAll(s, "\x00", ""))); s != "" && seen.HasWords(s) && !known[s] {
			known[s] = true
			words = append(words, s)
		}
	}
	root := (&builder{}).parseHTML(guard(content))
	eachText(root, func(text string, _ []*html.Node) { add(text) })
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.A:
			if to := tree.Attr(n, "href"); isWebAddress(to) {
				add(to)
			}
		case atom.Img:
			add(tree.Attr(n, "src"))
		}
	}
	var walk func(blk *block, depth int)
	walk = func(blk *block, depth int) {
		for _, c := range blk.children {
			if strings.Contains(c.attrs, `":"`) {
				var a map[string]any
				c.decode(&a)
				for _, key := range partTexts {
					if v, ok := a[key].(string); ok {
						add(tree.TextContent((&builder{}).parseHTML(v)))
					}
				}
				if v, ok := a["url"].(string); ok && (isWebAddress(v) || strings.HasPrefix(v, "mailto:") || strings.HasPrefix(v, "tel:")) {
					add(v)
				}
			}
			if depth < maxContentDepth {
				walk(c, depth+1)
			}
		}
	}
	walk(parseBlocks(content, nil), 0)
	return Quote(strings.Join(words, " · "))
}
