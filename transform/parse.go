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
	if appendParagraphs(root, s) {
		return root
	}
	s = b.escapeComparisons(s)
	if tree.ParseNested(root, s, b.memory.nodeRoom()) {
		return root
	}
	s = b.mendRaw(b.mendPage(s))
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

// appendParagraphs appends what a parser makes of paragraphs that hold nothing but
// text, as most captions and comments are, and reports whether s is that.
func appendParagraphs(root *html.Node, s string) bool {
	const open, end = "<p>", "</p>"
	if len(s) > 1<<10 || strings.ContainsAny(s, "&\r\x00") {
		return false
	}
	text := func(to *html.Node, s string) {
		if s != "" {
			to.AppendChild(tree.NewText(s))
		}
	}
	for rest := s; rest != ""; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		if rest = rest[i:]; !strings.HasPrefix(rest, open) {
			return false
		}
		rest = rest[len(open):]
		if i = strings.IndexByte(rest, '<'); i < 0 || !strings.HasPrefix(rest[i:], end) {
			return false
		}
		rest = rest[i+len(end):]
	}
	for {
		before, rest, ok := strings.Cut(s, open)
		text(root, before)
		if !ok {
			return true
		}
		p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
		before, s, _ = strings.Cut(rest, end)
		text(p, before)
		root.AppendChild(p)
	}
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
