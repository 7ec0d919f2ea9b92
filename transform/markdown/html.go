package markdown

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
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
	p.html(bytes.TrimSpace(tree.AppendHTML(nil, n, mode)))
}

// html writes lines of HTML.
func (p *Printer) html(b []byte) {
	if p.d.More != dialect.Plain.More {
		b = bytes.ReplaceAll(b, []byte(dialect.Plain.More), []byte(p.d.More))
	}
	if len(p.d.Templates) > 0 || !p.d.reads(dialect.HTMLFences) {
		b = []byte(p.d.inHTML(string(b)))
	}
	p.lines(b)
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
	start := p.d.inHTML(tree.StartTag(n))
	if !p.d.reads(dialect.InDetails) {
		start = strings.TrimSuffix(start, ">") + ` markdown="1">`
	}
	p.line(start)
	if summary := summaryOf(n); summary != nil {
		p.inl.countHTML(summary)
		p.html([]byte("<summary>" + oneLine(string(bytes.TrimSpace(tree.AppendHTMLChildren(nil, summary, 0)))) + "</summary>"))
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
