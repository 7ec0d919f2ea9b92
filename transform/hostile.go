package transform

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Markup that runs code in the site that shows it is not carried over: it ran under
// the name of the old site, and would run under that of the new one. docs/security.md
// has a table of what becomes of each. Options.Trust keeps what is no script.

// noteHandlers notes the code that events would run: no page has it.
func (b *builder) noteHandlers(root *html.Node) {
	var found note.Tally
	for n := root.FirstChild; n != nil; n = tree.Next(n, root) {
		for i := range n.Attr {
			if a := &n.Attr[i]; isEvent(a.Key) && !tree.IsBlankText(a.Val) {
				found.Add(strings.ToLower(a.Key))
			}
		}
	}
	var names []string
	for i, c := range found.Counts() {
		if i == 8 {
			names = append(names, "…")
			break
		}
		names = append(names, quoteShort(c.Name)+" "+strconv.Itoa(c.Count))
	}
	if len(names) > 0 {
		b.notes.add(note.HTML, false, "code that events run dropped: "+strings.Join(names, ", "))
	}
}

// disarmFrame takes from a frame the page that it holds itself, which is of the same
// origin as the page around it.
func (b *builder) disarmFrame(n *html.Node) {
	if b.opt.Trust {
		return
	}
	if page := tree.Attr(n, "srcdoc"); tree.HasAttr(n, "srcdoc") {
		removeAttr(n, "srcdoc")
		b.notes.add(note.HTML, true, "the page inside a frame (srcdoc) dropped: "+Quote(page))
		b.ledger.Count(note.FrameConstruct, note.Dropped)
	}
	if src := tree.Attr(n, "src"); isActiveData(src) {
		removeAttr(n, "src")
		b.notes.add(note.Link, false, "an address that runs a script dropped: "+quoteShort(src))
	}
}

// disarmObject replaces an object or embed that shows a page, a drawing or what
// nobody can say by a link to it; ok is false if it shows a picture, a player or a
// document.
func (b *builder) disarmObject(n *html.Node) (ok bool) {
	if b.opt.Trust {
		return false
	}
	address := tree.Attr(n, "data")
	if n.DataAtom == atom.Embed {
		address = tree.Attr(n, "src")
	}
	params := false
	for c := range n.Descendants() {
		if tree.IsElement(c, atom.Param) && isScriptAddress(tree.Attr(c, "value")) {
			params = true
		}
	}
	typ := strings.ToLower(tree.Attr(n, "type"))
	if !params && !isActiveType(typ) && !isActiveData(address) && (typ != "" || !isPageAddress(address)) {
		return false
	}
	b.notes.add(note.HTML, true, "dropped, it would run a page inside of this one: "+quoteShort(tree.TagAsWritten(n)))
	if address != "" && !isActiveData(address) && !isScriptAddress(address) {
		p := tree.NewElement(atom.P)
		a := tree.NewElement(atom.A, "href", address)
		a.AppendChild(tree.NewText(address))
		p.AppendChild(a)
		n.Parent.InsertBefore(p, n)
	}
	return true
}

// isActiveType reports whether contents of a media type run scripts.
func isActiveType(typ string) bool {
	typ, _, _ = strings.Cut(typ, ";")
	switch strings.TrimSpace(typ) {
	case "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "application/javascript", "text/javascript", "application/java", "application/x-java-applet", "text/x-scriptlet":
		return true
	}
	return false
}

// isActiveData reports whether an address holds a document that can run scripts.
func isActiveData(s string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(strings.Map(withoutControls, s[:min(len(s), 200)])), "data:")
	typ, _, _ := strings.Cut(rest, ",")
	return ok && isActiveType(typ)
}

func withoutControls(c rune) rune {
	if c <= ' ' {
		return -1
	}
	return c
}

// isPageAddress reports whether what an address leads to is a page, by its ending.
func isPageAddress(s string) bool {
	s, _, _ = strings.Cut(s, "#")
	s, _, _ = strings.Cut(s, "?")
	s = strings.ToLower(s)
	for _, end := range []string{".html", ".htm", ".xhtml", ".svg", ".php", ".xml", ".asp", ".aspx", ".shtml", ".jsp", ".js", ".hta", ".mht", "/"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// runsInDrawing reports whether an element of a drawing or formula runs code or sets
// an address or handler later on.
func runsInDrawing(n *html.Node) bool {
	switch strings.ToLower(n.Data) {
	case "iframe", "object", "embed", "handler", "listener", "base", "meta", "link", "portal", "frame":
		return true
	case "set", "animate", "animatetransform", "animatemotion", "animatecolor":
		for _, a := range n.Attr {
			if name := strings.ToLower(a.Val); strings.EqualFold(a.Key, "attributeName") && (strings.HasPrefix(name, "on") || strings.HasSuffix(name, "href")) {
				return true
			}
		}
	case "use", "image":
		for _, a := range n.Attr {
			if strings.HasSuffix(strings.ToLower(a.Key), "href") && isActiveData(a.Val) {
				return true
			}
		}
	}
	return false
}

func removeAttr(n *html.Node, key string) {
	for i := 0; i < len(n.Attr); i++ {
		if n.Attr[i].Key == key {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			i--
		}
	}
}
