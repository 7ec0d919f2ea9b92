package report

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/tree"
)

// A sort of elements says what a preview has of them.
type sort uint8

const (
	unwrapped sort = iota // they are left out, and their content stays
	visible
	vanishing // they go with their content
	loading   // they load something: their address stands for them
)

var sorts tree.Names[sort]

func init() {
	for s, names := range []string{
		visible:   "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong b i u s strike del ins sub sup a table thead tbody tfoot tr td th caption figure figcaption br hr span div details summary abbr kbd samp var mark small cite q time address section article aside center",
		vanishing: "script style template noscript head title meta link base svg math textarea select option button input applet frameset noembed noframes xmp plaintext",
		loading:   "img iframe video audio embed object source track picture canvas frame",
	} {
		for _, name := range strings.Fields(names) {
			sorts.Set(name, sort(s))
		}
	}
}

// appendPreview appends the text and the structure of a tree as HTML that can do
// nothing: it has no script, no form, no style, and of addresses those of links,
// which old may have, and of pictures.
func appendPreview(b []byte, n *html.Node, old Links) []byte {
	switch n.Type {
	case html.TextNode:
		return appendEscaped(b, n.Data)
	case html.ElementNode:
	default:
		return b
	}
	if n.Namespace != "" {
		return b
	}
	name := strings.ToLower(n.Data)
	is := sorts.Get(name)
	switch {
	case is == vanishing:
		return b
	case name == "img":
		return appendImage(b, n)
	case name == tree.Autolink:
		return appendAutolink(b, n)
	case is == loading:
		b = append(b, `<span class="thing">`...)
		b = append(appendEscaped(b, thing(name, n)), "</span>"...)
		if name == "iframe" || name == "embed" {
			return b
		}
	case is == visible:
		b = append(append(b, '<'), name...)
		for _, a := range n.Attr {
			switch a.Key {
			case "colspan", "rowspan", "align", "start", "title", "open", "dir", "lang":
				b = appendAttribute(b, a.Key, a.Val)
			case "href":
				if to, ok := old[n]; ok {
					a.Val = to
				}
				b = appendAttribute(b, a.Key, a.Val)
			}
		}
		b = append(b, '>')
		if name == "br" || name == "hr" {
			return b
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b = appendPreview(b, c, old)
	}
	if is == visible {
		b = append(append(append(b, "</"...), name...), '>')
	}
	return b
}

// appendAutolink appends an address that stands for what is behind it, as it is shown.
func appendAutolink(b []byte, n *html.Node) []byte {
	href := tree.Attr(n, "href")
	b = append(appendAttribute(append(b, "<a"...), "href", href), '>')
	return append(appendEscaped(b, href), "</a>"...)
}

// appendImage appends a picture. The page shows it if it is one of the folder.
func appendImage(b []byte, n *html.Node) []byte {
	b = append(b, "<img"...)
	for _, a := range n.Attr {
		if a.Key == "src" && !strings.HasPrefix(a.Val, "data:") || a.Key == "alt" {
			b = appendAttribute(b, a.Key, a.Val)
		}
	}
	return append(b, '>')
}

func appendAttribute(b []byte, key, value string) []byte {
	b = append(append(append(b, ' '), key...), `="`...)
	return append(appendEscaped(b, value), '"')
}

// special says how a byte of text stands in HTML that does not stand as it is. A zero
// byte, which no HTML can have, is left out.
var special = [256]string{'&': "&amp;", '\'': "&#39;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\r': "&#13;"}

// isSpecial are those bytes.
var isSpecial = func() (t [256]bool) {
	for c := range t {
		t[c] = c == 0 || special[c] != ""
	}
	return t
}()

func appendEscaped(b []byte, text string) []byte {
	from := 0
	for i := range len(text) {
		if c := text[i]; isSpecial[c] {
			b = append(append(b, text[from:i]...), special[c]...)
			from = i + 1
		}
	}
	return append(b, text[from:]...)
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
