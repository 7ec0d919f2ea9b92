package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// styledAs returns the element that a span's or font's style or class makes of
// it, or 0: the visual editor underlines and strikes with spans.
func styledAs(n *html.Node) atom.Atom {
	switch {
	case tree.HasClass(n, "crayon-inline"):
		return atom.Code
	case !tree.HasAttr(n, "style"):
		return 0
	case tree.StyleHas(n, "text-decoration", "underline"):
		return atom.U
	case tree.StyleHas(n, "text-decoration", "line-through"):
		return atom.Del
	case tree.StyleHas(n, "font-weight", "bold", "700", "800", "900"):
		return atom.Strong
	case tree.StyleHas(n, "font-style", "italic"):
		return atom.Em
	}
	return 0
}

// backgroundURL returns the address of the picture in a style, or "".
func backgroundURL(style string) string {
	for _, property := range []string{"background-image", "background"} {
		_, v, ok := strings.Cut(style, property)
		if !ok {
			continue
		}
		_, v, ok = strings.Cut(v, "url(")
		if !ok {
			continue
		}
		v = strings.TrimSpace(v)
		end := ")"
		if strings.HasPrefix(v, `"`) || strings.HasPrefix(v, "'") {
			end, v = v[:1], v[1:]
		}
		if url, _, ok := strings.Cut(v, end); ok {
			return strings.TrimSpace(url)
		}
	}
	return ""
}

// styleValue returns what the style of an element says of a property, or "".
func styleValue(n *html.Node, property string) string {
	for decl := range strings.SplitSeq(tree.Attr(n, "style"), ";") {
		if k, v, ok := strings.Cut(decl, ":"); ok && strings.EqualFold(strings.TrimSpace(k), property) {
			return strings.TrimSpace(v)
		}
	}
	return ""
}
