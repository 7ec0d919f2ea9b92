package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// galleryLink puts the picture into a link around nothing that a script or style of a gallery
// showed there: the one that the link leads to, for a look at it, or the one that lies
// behind it.
func (r *revealer) galleryLink(a *html.Node) bool {
	href := strings.TrimSpace(tree.Attr(a, "href"))
	src, marked := "", false
	if len(a.Attr) < 2 && a.FirstChild == nil || href == "" || isScriptAddress(href) || !isEmptyLink(a) {
		return false
	}
	if fileKind(href) == "image" && isAddress(href) {
		src = href
	}
	look := func(n *html.Node) {
		for i := range n.Attr {
			switch at := &n.Attr[i]; {
			case at.Key == "style":
				if u := backgroundURL(at.Val); u != "" {
					src, marked = u, true
				}
			case at.Key == "class" || at.Key == "rel":
				marked = marked || isAbout(strings.ToLower(at.Val), "gallery", "lightbox", "fancybox", "photo", "popup", "image", "thumb", "zoom")
			case strings.HasPrefix(at.Key, "data-"):
				marked = true
				if fileKind(at.Val) == "image" && isAddress(strings.TrimSpace(at.Val)) && isAbout(at.Key, "thumb", "bg", "background", "src", "image") && src == "" {
					src = strings.TrimSpace(at.Val)
				}
			}
		}
	}
	look(a)
	for n := range a.Descendants() {
		if n.Type == html.ElementNode {
			look(n)
		}
	}
	if src == "" || !marked {
		return false
	}
	if r.has(src) { // it is there already
		return false
	}
	r.add(src)
	if href[0] != '#' {
		r.add(href)
	}
	alt := statedLabel(a)
	for _, k := range []string{"data-elementor-lightbox-title", "data-caption", "data-sub-html"} {
		if v := tree.Attr(a, k); alt == "" && (saysWords(v) || isCapitalized(strings.TrimSpace(v))) {
			alt = tree.CollapseSpace(strings.TrimSpace(v))
		}
	}
	img := tree.NewElement(atom.Img, "src", src, "alt", alt)
	tree.TakeChildren(a)
	p := tree.NewElement(atom.P)
	if placeOf(src) == placeOf(href) && !tree.HasAttr(a, "id") && !tree.HasAttr(a, "name") {
		p.AppendChild(img)
		a.Parent.InsertBefore(p, a)
		tree.Remove(a)
		return true
	}
	a.AppendChild(img)
	return true
}

// isEmptyLink reports whether a link has neither words nor anything drawn.
func isEmptyLink(a *html.Node) bool {
	for n := range a.Descendants() {
		switch {
		case n.Type == html.TextNode && !tree.IsBlankText(n.Data), n.Namespace != "":
			return false
		case n.Type != html.ElementNode:
		case n.DataAtom != atom.Div && n.DataAtom != atom.Span && n.DataAtom != atom.Figure && n.DataAtom != atom.Br && n.DataAtom != atom.P:
			return false
		}
	}
	return true
}
