package report

import (
	"strings"

	"golang.org/x/net/html"
)

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

// previewNode writes the text and the structure of a tree as HTML that can do
// nothing: it has no script, no form, no style, and of addresses those of links,
// which old may have, and of pictures.
func previewNode(b *strings.Builder, n *html.Node, old Links) {
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
	case name == "img":
		previewImage(b, n)
		return
	case loading[name]:
		b.WriteString(`<span class="thing">` + html.EscapeString(thing(name, n)) + `</span>`)
		if name == "iframe" || name == "embed" {
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
				if to, ok := old[n]; ok {
					a.Val = to
				}
				b.WriteString(` href="` + html.EscapeString(a.Val) + `"`)
			}
		}
		b.WriteString(">")
		if name == "br" || name == "hr" {
			return
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		previewNode(b, c, old)
	}
	if keep {
		b.WriteString("</" + name + ">")
	}
}

// previewImage writes a picture. The page shows it if it is one of the folder.
func previewImage(b *strings.Builder, n *html.Node) {
	b.WriteString("<img")
	for _, a := range n.Attr {
		if a.Key == "src" && !strings.HasPrefix(a.Val, "data:") || a.Key == "alt" {
			b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
		}
	}
	b.WriteString(">")
}

// thing names what an element would load.
func thing(name string, n *html.Node) string {
	src := ""
	for _, a := range n.Attr {
		if a.Key == "src" || a.Key == "data" {
			src = a.Val
		}
	}
	return strings.TrimSpace(name + " " + src)
}
