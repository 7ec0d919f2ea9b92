package markdown

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// htmlBlock prints a block as HTML. An HTML block ends at the first blank
// line, so it has none, but for a <pre>, which ends at </pre> (CommonMark §4.6).
func (p *Printer) htmlBlock(n *html.Node) {
	var mode tree.HTMLMode
	if n.DataAtom == atom.Pre {
		mode = tree.BlankLines
	}
	p.inl.countHTML(n)
	p.lines(bytes.TrimSpace(tree.AppendHTML(nil, n, mode)))
}

// oneLine puts HTML on one line.
func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\n", " ")
}

// details prints a disclosure: its tags as HTML, its content as Markdown, which
// the blank lines around it allow.
func (p *Printer) details(n *html.Node) {
	p.line(tree.StartTag(n))
	if summary := summaryOf(n); summary != nil {
		p.inl.countHTML(summary)
		p.line("<summary>" + oneLine(string(bytes.TrimSpace(tree.AppendHTMLChildren(nil, summary, 0)))) + "</summary>")
	}
	p.want(gapBlank)
	p.flow(n, false)
	p.want(gapBlank)
	p.line("</details>")
}

// summaryOf returns the first summary of a details element, which is its label.
func summaryOf(details *html.Node) *html.Node {
	for c := details.FirstChild; c != nil; c = c.NextSibling {
		if tree.IsElement(c, atom.Summary) {
			return c
		}
	}
	return nil
}
