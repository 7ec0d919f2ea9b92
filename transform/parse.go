package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// parseHTML parses the content of a body. The parser refuses markup with more
// than 512 open elements (docs/formats.md, Appendix), and copies formatting that is
// never closed into every block that follows; such markup is flattened first.
func (b *builder) parseHTML(s string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	if !strings.ContainsAny(s, "<&\r\x00") {
		if s != "" {
			root.AppendChild(tree.NewText(s))
		}
		return root // captions are many and short, a parser begins with a large buffer
	}
	s = b.mendRaw(s)
	nodes, err := parseFragment(s)
	if err != nil {
		b.notes.add(note.Nesting, true, "markup nested too deep was flattened")
		nodes, err = parseFragment(flatten(s))
	}
	if err != nil {
		root.AppendChild(tree.NewText(s))
		return root
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	if strings.Contains(s, "<") && indexFold(s, "<wp-") >= 0 {
		disown(root)
	}
	return root
}

func parseFragment(s string) ([]*html.Node, error) {
	if multiplies(s) {
		return nil, errMultiplies
	}
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	// Scripting off: the content of <noscript> is parsed, not raw text.
	return html.ParseFragmentWithOptions(strings.NewReader(s), body, html.ParseOptionEnableScripting(false))
}

// disown renames elements of a post that have the name of one of ours.
func disown(n *html.Node) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && strings.HasPrefix(c.Data, "wp-") {
			c.Data = "x-" + c.Data
		}
	}
}
