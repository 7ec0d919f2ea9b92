package report

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/dialect"
	"github.com/wp2md/wp2md/internal/reading"
)

// PreviewSource returns the content of a post of the old site as HTML to look
// at. Shortcodes stay as they are; lines of the classic editor are lines.
func PreviewSource(content string) string {
	safe := preview(content)
	if !strings.Contains(content, "<!-- wp:") && !strings.Contains(content, "<p") {
		return `<div class="pre">` + safe + `</div>`
	}
	return safe
}

// Previewer shows pages of a dialect.
type Previewer struct {
	dialect  *dialect.Dialect
	markdown goldmark.Markdown
}

// NewPreviewer returns a Previewer.
func NewPreviewer(d *dialect.Dialect) *Previewer { return &Previewer{d, reading.Parser(d)} }

// Markdown returns a page's Markdown as HTML to look at.
func (p *Previewer) Markdown(body []byte) string {
	var b bytes.Buffer
	if err := p.markdown.Convert(reading.Body(p.dialect, body), &b); err != nil {
		return "<pre>" + html.EscapeString(string(body)) + "</pre>"
	}
	return preview(b.String())
}

// visible are the elements that a preview has. Others are left out and their
// content stays, but for the two sets below.
var visible = map[string]bool{}

// vanishing are elements that go with their content.
var vanishing = map[string]bool{}

// loading are elements that load something: their address stands for them.
var loading = map[string]bool{}

func init() {
	for _, l := range []struct {
		set   map[string]bool
		names string
	}{
		{visible, "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s strike del ins sub sup a table thead tbody tfoot tr td th caption figure figcaption br hr span div details summary abbr kbd samp var mark small cite q time address section article aside center"},
		{vanishing, "script style template noscript head title meta link base svg math textarea select option button input applet frameset noembed noframes xmp plaintext"},
		{loading, "img iframe video audio embed object source track picture canvas frame"},
	} {
		for _, name := range strings.Fields(l.names) {
			l.set[name] = true
		}
	}
}

// preview returns HTML that shows the text and the structure of a content and
// can do nothing: it has no script, no address, no form, no style.
func preview(content string) string {
	nodes, err := html.ParseFragment(strings.NewReader(content), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil { // nested too deep
		return "<pre>" + html.EscapeString(content) + "</pre>"
	}
	var b strings.Builder
	for _, n := range nodes {
		previewNode(&b, n)
	}
	return b.String()
}

func previewNode(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(html.EscapeString(n.Data))
		return
	case html.ElementNode:
	default:
		return
	}
	name := strings.ToLower(n.Data)
	switch {
	case vanishing[name] || n.Namespace != "":
		return
	case loading[name]:
		b.WriteString(`<span class="thing">` + html.EscapeString(thing(name, n)) + `</span>`)
		if name == "img" || name == "iframe" || name == "embed" {
			return
		}
	}
	keep := visible[name]
	if keep {
		b.WriteString("<" + name)
		for _, a := range n.Attr {
			switch a.Key {
			case "colspan", "rowspan", "align", "start", "title", "open", "dir", "lang":
				b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
			case "href":
				b.WriteString(` title="` + html.EscapeString(a.Val) + `"`)
			}
		}
		b.WriteString(">")
		if name == "br" || name == "hr" {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		previewNode(b, c)
	}
	if keep {
		b.WriteString("</" + name + ">")
	}
}

// thing names what an element would load, by the name of its file.
func thing(name string, n *html.Node) string {
	src, alt := "", ""
	for _, a := range n.Attr {
		switch a.Key {
		case "src", "data":
			src = a.Val
		case "alt", "title":
			alt = a.Val
		}
	}
	if name == "img" {
		src = src[strings.LastIndexByte(src, '/')+1:]
		if alt != "" {
			return src + ": " + alt
		}
		return src
	}
	return strings.TrimSpace(name + " " + src)
}
