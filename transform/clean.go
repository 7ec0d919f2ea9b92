package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
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
		b.comment(c)
		return next
	case html.ElementNode:
	default:
		remove(c)
		return next
	}
	if b.saved(c) {
		return next
	}
	b.cleanAttrs(c)
	if c.Namespace != "" {
		if attr(c, "aria-hidden") == "true" && c.Data == "svg" && isBlankText(textContent(c)) {
			remove(c) // mere decoration
			return next
		}
		b.defuse(c)
		return next
	}
	switch c.DataAtom {
	case atom.Script:
		b.script(c)
		return next
	case atom.Style, atom.Link, atom.Meta, atom.Base, atom.Head:
		remove(c)
		return next
	case atom.Title, atom.Template, atom.Noembed, atom.Noframes, atom.Frame, atom.Frameset, atom.Bgsound:
		if c.FirstChild != nil || len(c.Attr) > 0 {
			b.notes.add(note.HTML, true, "dropped, browsers do not show it: "+quote(renderHTML(c)))
		}
		remove(c)
		return next
	case atom.Noscript:
		if repeatsImage(c) {
			remove(c)
			return next
		}
		return unwrapInto(c, next)
	case atom.Span, atom.Font:
		tag := styledAs(c)
		if tag == 0 {
			return unwrapInto(c, next)
		}
		rename(c, tag)
	case atom.B, atom.Strong:
		if styleHas(c, "font-weight", "normal", "400") { // around a paste from Google Docs
			return unwrapInto(c, next)
		}
	case atom.Img, atom.Image:
		return b.image(c)
	case atom.Iframe:
		lazySource(c)
		if attr(c, "src") == "" && attr(c, "srcdoc") == "" {
			b.notes.add(note.HTML, true, "frame without an address dropped: "+quote(tagAsWritten(c)))
			b.ledger.Count(note.FrameConstruct, note.Dropped)
			remove(c)
			return next
		}
	case atom.Video, atom.Audio, atom.Source:
		lazySource(c)
	case atom.Object, atom.Embed:
		if page := flashAddress(c); page != "" {
			p := newElement(atom.P)
			p.AppendChild(b.embed(page))
			replace(c, p)
			return next
		}
	case atom.Textarea:
		if !within(c, atom.Form) {
			replace(c, newCodeBlock(textContent(c), "")) // code to be copied, mostly
			return next
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		fixList(c)
	case atom.Li:
		if p := c.Parent.DataAtom; p != atom.Ul && p != atom.Ol {
			return wrapItems(c)
		}
	case atom.Table:
		fixTable(c)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		if hasClass(c, "wp-block-verse") {
			c.DataAtom, c.Data, c.Attr = 0, tagVerse, nil
		} else {
			c.DataAtom, c.Data = atom.Pre, "pre"
			title := codeTitle(c)
			setLanguage(c)
			b.defuse(c)
			if title != "" {
				figure := titledCode(title)[0]
				c.Parent.InsertBefore(figure, c)
				remove(c)
				figure.AppendChild(c)
			}
			return next
		}
	case atom.Code:
		codeLines(c)
	case atom.Form:
		b.notes.add(note.HTML, true, "form kept as HTML; it needs a server behind it: "+quoteShort(attr(c, "action")))
	case atom.Button:
		if !within(c, atom.Form) {
			return unwrapInto(c, next)
		}
	case atom.Input:
		if strings.EqualFold(attr(c, "type"), "hidden") {
			remove(c)
			return next
		}
	case atom.Map:
		mapLinks(c)
	case atom.Applet:
		b.notes.add(note.HTML, true, "dropped, what it holds is kept: "+quote(tagAsWritten(c)))
		return unwrapInto(c, next)
	default:
		if !isHTMLElement(c.Data) && !strings.HasPrefix(c.Data, "wp-") {
			return b.foreign(c)
		}
	}
	b.clean(c)
	if c.DataAtom == atom.Figure {
		fixFigure(c)
	}
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

const zeroWidthSpace = "\u200b"

var invisible = strings.NewReplacer(zeroWidthSpace, "", "\ufeff", "", "\u00ad", "", "\u2028", "\n", "\u2029", "\n", "\r", "", "\v", " ")

// comment handles a comment: WordPress' <!--more-->, of which the first counts,
// becomes an element, others go.
func (b *builder) comment(c *html.Node) {
	label, ok := moreLabel(c.Data)
	if !ok || b.more {
		remove(c)
		return
	}
	b.more = true
	if label != "" {
		b.notes.add(note.HTML, false, "label of the link to the rest of the post dropped: "+quote(label))
	}
	replace(c, newTag(tagMore))
}

// moreLabel reports whether a comment is WordPress' <!--more-->, and its label.
func moreLabel(comment string) (label string, ok bool) {
	rest, ok := strings.CutPrefix(comment, "more")
	if !ok || rest != "" && !isSpace(rest[0]) {
		return "", false
	}
	return strings.TrimSpace(rest), true
}

// cleanAttrs notes what an element shows by its attributes alone, and drops the
// addresses that would run a script.
func (b *builder) cleanAttrs(n *html.Node) {
	for i := 0; i < len(n.Attr); i++ {
		a := &n.Attr[i]
		switch a.Key {
		case "href", "src", "action", "formaction", "data", "poster":
			if isScriptAddress(a.Val) {
				b.notes.add(note.Link, false, "an address that runs a script dropped: "+quoteShort(a.Val))
				if n.DataAtom == atom.A {
					b.ledger.Count(note.LinkConstruct, note.Dropped)
				}
				n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
				i--
			}
		case "style":
			b.noteStyle(n)
		case "background":
			b.notes.add(note.Media, true, "picture behind an element dropped: "+quote(a.Val))
		}
	}
}

// noteStyle notes a picture that a style shows, and text that it hides: it is
// seen now.
func (b *builder) noteStyle(n *html.Node) {
	if url := backgroundURL(attr(n, "style")); url != "" {
		b.notes.add(note.Media, true, "picture behind an element dropped: "+quote(url))
	}
	if styleHas(n, "display", "none") || styleHas(n, "visibility", "hidden") {
		if text := textContent(n); !isBlankText(text) {
			b.notes.add(note.HTML, true, "hidden on the old site, seen now: "+quoteShort(text))
		}
	}
}

// defuse drops the scripts and comments in an element that otherwise stays as
// it is: a drawing, a formula, code.
func (b *builder) defuse(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, c.Type == html.ElementNode && c.Data == "style":
			remove(c)
		case c.Type == html.ElementNode && c.Data == "script":
			b.script(c)
		case c.Type == html.ElementNode:
			b.cleanAttrs(c)
			b.defuse(c)
		}
		c = next
	}
}

// foreign handles an element that HTML does not know: what it holds stays.
func (b *builder) foreign(n *html.Node) *html.Node {
	if n.Data == "amp-img" {
		img := newElement(atom.Img)
		img.Attr = n.Attr
		replace(n, img)
		return b.image(img)
	}
	switch {
	case strings.Contains(n.Data, ":"): // of a word processor: <o:p>
	case len(n.Attr) > 0 || n.FirstChild == nil || !strings.Contains(n.Data, "-"):
		b.notes.add(note.HTML, true, "an element that HTML does not know, dropped but for what it holds: "+quote(tagAsWritten(n)))
	}
	return unwrapInto(n, n.NextSibling)
}

// mapLinks makes the areas of an image map, which Markdown's images do not
// have, links.
func mapLinks(m *html.Node) {
	m.DataAtom, m.Data = atom.P, "p"
	for c := range m.Descendants() {
		if !isElement(c, atom.Area) || attr(c, "href") == "" {
			continue
		}
		text := attr(c, "alt")
		for _, t := range []string{attr(c, "title"), attr(c, "href")} {
			if isBlankText(text) {
				text = t
			}
		}
		href := attr(c, "href")
		c.DataAtom, c.Data, c.Attr = atom.A, "a", []html.Attribute{{Key: "href", Val: href}}
		c.AppendChild(newText(text))
		c.Parent.InsertBefore(newText(" "), c)
	}
}

// within reports whether n is in an element of that name.
func within(n *html.Node, a atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == a {
			return true
		}
	}
	return false
}
