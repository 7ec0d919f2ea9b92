package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// styledAs returns the element that a span's or font's style or class makes of
// it, or 0: the visual editor underlines and strikes with spans.
func styledAs(n *html.Node) atom.Atom {
	switch {
	case hasClass(n, "crayon-inline"):
		return atom.Code
	case !hasAttr(n, "style"):
		return 0
	case styleHas(n, "text-decoration", "underline"):
		return atom.U
	case styleHas(n, "text-decoration", "line-through"):
		return atom.Del
	case styleHas(n, "font-weight", "bold", "700", "800", "900"):
		return atom.Strong
	case styleHas(n, "font-style", "italic"):
		return atom.Em
	}
	return 0
}

// styleHas reports whether the style attribute gives a property one of the
// values.
func styleHas(n *html.Node, property string, values ...string) bool {
	style := attr(n, "style")
	if !strings.Contains(style, ":") {
		return false
	}
	for decl := range strings.SplitSeq(strings.ToLower(style), ";") {
		k, v, ok := strings.Cut(decl, ":")
		if !ok || strings.TrimSpace(k) != property {
			continue
		}
		v = strings.TrimSpace(v)
		for _, want := range values {
			if v == want || strings.HasPrefix(v, want+" ") {
				return true
			}
		}
	}
	return false
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
