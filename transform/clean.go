package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/report"
)

// clean makes the tree below n clean: what shows nothing goes, what only looks
// like something becomes it, what cannot be carried over is noted.
func (b *builder) clean(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		c = b.cleanNode(c)
	}
}

// cleanNode cleans one node and what is below it, and returns the node to go on
// with.
func (b *builder) cleanNode(c *html.Node) *html.Node {
	next := c.NextSibling
	switch c.Type {
	case html.TextNode:
		c.Data = cleanText(c.Data)
		return next
	case html.CommentNode:
		if label, ok := moreLabel(c.Data); ok && !b.more {
			b.more = true
			more := newTag(tagMore)
			if label != "" {
				setAttr(more, "text", label)
			}
			replace(c, more)
		} else {
			remove(c)
		}
		return next
	case html.ElementNode:
	default:
		remove(c)
		return next
	}
	if c.Namespace != "" {
		return next // SVG and MathML stay as they are
	}
	switch c.DataAtom {
	case atom.Script:
		b.script(c)
		return next
	case atom.Style, atom.Link, atom.Meta, atom.Base, atom.Title, atom.Template, atom.Head, atom.Noembed, atom.Noframes:
		remove(c)
		return next
	case atom.Noscript:
		if repeatsImage(c) {
			remove(c)
			return next
		}
		return unwrapInto(c, next)
	case atom.Span, atom.Font:
		if tag := styledAs(c); tag != 0 {
			rename(c, tag)
		} else {
			return unwrapInto(c, next)
		}
	case atom.B, atom.Strong:
		if styleHas(c, "font-weight", "normal", "400") { // around a paste from Google Docs
			return unwrapInto(c, next)
		}
	case atom.Img, atom.Image:
		return b.image(c)
	case atom.A:
		b.anchor(c)
	case atom.Iframe:
		lazySource(c)
	case atom.Video, atom.Audio, atom.Source:
		lazySource(c)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		fixList(c)
	case atom.Li:
		if p := c.Parent.DataAtom; p != atom.Ul && p != atom.Ol {
			return wrapItems(c)
		}
	case atom.Table:
		fixTable(c)
	case atom.Pre:
		if hasClass(c, "wp-block-verse") {
			rename(c, 0)
			c.Data = tagVerse
		} else {
			setLanguage(c)
			return next // nothing below is anything but text
		}
	case atom.Form:
		b.notes.add(report.HTML, true, "form kept as HTML; it needs a server behind it: "+quoteShort(attr(c, "action")))
	case atom.Frame, atom.Frameset, atom.Applet, atom.Bgsound:
		b.notes.add(report.HTML, true, "dropped: "+quoteShort(renderHTML(c)))
		remove(c)
		return next
	case atom.Div, atom.Figure:
		if n, ok := b.saved(c); ok {
			return n
		}
	case 0:
		if !strings.HasPrefix(c.Data, "wp-") {
			return b.foreign(c)
		}
	}
	b.clean(c)
	return next
}

// unwrapInto puts the children of n in its place and returns the first of
// them, or next.
func unwrapInto(n, next *html.Node) *html.Node {
	if n.FirstChild != nil {
		next = n.FirstChild
	}
	unwrap(n)
	return next
}

func rename(n *html.Node, a atom.Atom) {
	n.DataAtom, n.Data = a, a.String()
	n.Attr = nil
}

// cleanText drops characters that show nothing and only come along with a
// paste, and makes Unicode's line ends ordinary ones (facts.md §D.5).
func cleanText(s string) string {
	if !strings.ContainsAny(s, "\u200b\ufeff\u2028\u2029\u00ad\r\v") {
		return s
	}
	return invisible.Replace(s)
}

var invisible = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u00ad", "", "\u2028", "\n", "\u2029", "\n", "\r", "", "\v", " ")

// moreLabel reports whether a comment is WordPress' <!--more-->, and its label.
func moreLabel(comment string) (label string, ok bool) {
	rest, ok := strings.CutPrefix(comment, "more")
	if !ok || rest != "" && !isSpace(rest[0]) {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// script drops a script, except where it stands for something to see, and
// notes it.
func (b *builder) script(n *html.Node) {
	src := attr(n, "src")
	switch t := attr(n, "type"); {
	case strings.Contains(src, "gist.github.com/"):
		p := newElement(atom.P)
		p.AppendChild(newTag(tagAutolink, "href", strings.TrimSuffix(absolute(src), ".js")))
		replace(n, p)
		return
	case t == "application/ld+json" || strings.HasPrefix(t, "text/template"):
	case strings.Contains(src, "platform.twitter.com/widgets") || strings.Contains(src, "instagram.com/embed") ||
		strings.Contains(src, "embed.js") || strings.Contains(src, "tiktok.com/embed"):
		b.notes.add(report.HTML, false, "script dropped, what it dressed up stays: "+src)
	case src != "":
		b.notes.add(report.HTML, true, "script dropped: "+quoteShort(src))
	default:
		b.notes.add(report.HTML, true, "script dropped: "+quoteShort(textContent(n)))
	}
	remove(n)
}

// absolute completes an address without a scheme.
func absolute(url string) string {
	if strings.HasPrefix(url, "//") {
		return "https:" + url
	}
	return url
}

// foreign handles an element that HTML does not know: what it holds stays.
func (b *builder) foreign(n *html.Node) *html.Node {
	next := n.NextSibling
	switch n.Data {
	case "amp-img":
		img := newElement(atom.Img)
		img.Attr = n.Attr
		replace(n, img)
		return b.image(img)
	case "search", "center":
		b.clean(n)
		return next
	}
	if isBlank(n) && len(n.Attr) > 0 && !strings.Contains(n.Data, ":") {
		b.notes.add(report.HTML, true, "unknown element dropped: "+quoteShort(startTag(n)))
	}
	return unwrapInto(n, next)
}

// anchor cleans a link: an address that would run a script is none.
func (b *builder) anchor(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	if isScriptAddress(href) {
		b.notes.add(report.Link, false, "link that runs a script, kept as text: "+quoteShort(href))
		delAttr(n, "href")
	}
}

// isScriptAddress reports whether a browser would run an address. White space
// and control characters in it are no hindrance to browsers.
func isScriptAddress(s string) bool {
	var scheme []byte
	for i := 0; i < len(s) && len(scheme) < 24; i++ {
		if c := s[i]; c > ' ' {
			scheme = append(scheme, c|0x20)
		}
	}
	for _, p := range []string{"javascript:", "vbscript:", "data:text/html"} {
		if strings.HasPrefix(string(scheme), p) {
			return true
		}
	}
	return false
}

// styledAs returns the element that a span's or font's style makes of it, or 0:
// the visual editor underlines and strikes with spans.
func styledAs(n *html.Node) atom.Atom {
	style := attr(n, "style")
	if style == "" {
		return 0
	}
	switch {
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
	for decl := range strings.SplitSeq(strings.ToLower(attr(n, "style")), ";") {
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

// fixList makes every child of a list an item: a list nested directly belongs
// to the item before it, anything else is an item.
func fixList(n *html.Node) {
	if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol {
		n.DataAtom, n.Data = atom.Ul, "ul"
	}
	var last *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case isElement(c, atom.Li):
			last = c
		case c.Type == html.CommentNode || c.Type == html.TextNode && isBlankText(c.Data):
		case last != nil && (isElement(c, atom.Ul) || isElement(c, atom.Ol)):
			n.RemoveChild(c)
			last.AppendChild(c)
		default:
			li := newElement(atom.Li)
			n.InsertBefore(li, c)
			n.RemoveChild(c)
			li.AppendChild(c)
			last = li
		}
		c = next
	}
}

// wrapItems puts a run of items that stand outside of a list into one, and
// returns it.
func wrapItems(first *html.Node) *html.Node {
	list := newElement(atom.Ul)
	first.Parent.InsertBefore(list, first)
	for c := first; c != nil; {
		next := c.NextSibling
		if !isElement(c, atom.Li) && !(c.Type == html.TextNode && isBlankText(c.Data)) {
			break
		}
		c.Parent.RemoveChild(c)
		list.AppendChild(c)
		c = next
	}
	return list
}

// fixTable moves what cannot stand in a table in front of it: placeholders are
// comments, which the parser leaves where they are.
func fixTable(table *html.Node) {
	var move func(n *html.Node)
	move = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			switch c.DataAtom {
			case atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
				move(c)
			case atom.Caption, atom.Colgroup, atom.Col, atom.Td, atom.Th:
			default:
				if c.Type == html.ElementNode || c.Type == html.TextNode && !isBlankText(c.Data) {
					n.RemoveChild(c)
					table.Parent.InsertBefore(c, table)
				}
			}
			c = next
		}
	}
	move(table)
}
