package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// parseHTML parses the content of a body. The parser refuses markup with more
// than 512 open elements (facts.md, Appendix 4); then the elements nested too
// deep are left out, their content stays, and if that does not help either all
// tags go.
func (b *builder) parseHTML(s string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	body := &html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}
	for _, most := range []int{-1, 200, 40, 0} {
		if most >= 0 {
			s = flatten(s, most)
		}
		// Scripting off: the content of <noscript> is parsed, not raw text.
		nodes, err := html.ParseFragmentWithOptions(strings.NewReader(s), body, html.ParseOptionEnableScripting(false))
		if err != nil {
			b.notes.add(report.Nesting, true, "markup nested more than 500 levels deep was flattened")
			continue
		}
		for _, n := range nodes {
			root.AppendChild(n)
		}
		if indexFold(s, "<wp-") >= 0 {
			disown(root)
		}
		return root
	}
	root.AppendChild(newText(s))
	return root
}

// flatten leaves out the tags of elements that are nested deeper than most
// levels. Placeholders and text stay.
func flatten(s string, most int) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var out strings.Builder
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.StartTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			if isVoid(&html.Node{DataAtom: atom.Lookup(name)}) {
				out.WriteString(raw)
				continue
			}
			open = append(open, string(name))
			if len(open) <= most {
				out.WriteString(raw)
			} else {
				out.WriteByte(' ') // words on both sides stay two
			}
		case html.EndTagToken:
			raw := string(z.Raw())
			name, _ := z.TagName()
			i := len(open) - 1
			for i >= 0 && i >= len(open)-20 && open[i] != string(name) {
				i--
			}
			if i < 0 || open[i] != string(name) {
				continue // closes nothing near
			}
			open = open[:i]
			if i < most {
				out.WriteString(raw)
			} else {
				out.WriteByte(' ')
			}
		default:
			out.Write(z.Raw())
		}
	}
}

// disown renames elements of a post that have the name of one of ours.
func disown(n *html.Node) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && strings.HasPrefix(c.Data, "wp-") {
			c.Data = "x-" + c.Data
		}
	}
}
