package transform

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// cleanForm keeps a form that has anything to fill in, with a note: nobody will
// answer it.
func (b *builder) cleanForm(n *html.Node) step {
	if hasControl(n) {
		b.dropTraps(n)
		defer tidyForm(n)
		action := strings.TrimSpace(tree.Attr(n, "action"))
		if host := hostOf(action); host != "" && !sameSite(host, hostOf(b.item.Link)) {
			b.notes.add(note.HTML, false, "form kept as HTML; another site takes what is filled in: "+quoteShort(action))
			return descend
		}
		if isSearch(n) {
			b.notes.add(note.HTML, false, "the search of the old site left out: "+Quote(strings.Join(labelsOf(n), " · ")))
			tree.Remove(n)
			return skip
		}
		for _, in := range hiddenInputs(n) {
			if isOfServer(in) {
				tree.Remove(in)
			}
		}
		if strings.HasPrefix(strings.ToLower(action), "mailto:") {
			b.notes.add(note.HTML, false, "form kept as HTML; the visitor's own mail program sends what is filled in: "+quoteShort(action))
			return descend
		}
		b.notes.add(note.HTML, true, "form kept as HTML; it needs a server behind it: "+quoteShort(cmp.Or(action, "the page itself")))
		return descend
	}
	for _, in := range hiddenInputs(n) {
		tree.Remove(in)
	}
	return unwrap
}

// labelsOf returns what a visitor read in a form, and to whom it was sent.
func labelsOf(form *html.Node) (labels []string) {
	for n := range form.Descendants() {
		text := ""
		switch {
		case n.Type == html.TextNode && !isRawElement(n.Parent):
			text = n.Data
		case n.DataAtom == atom.Input && !strings.EqualFold(tree.Attr(n, "type"), "hidden"):
			text = strings.Join([]string{tree.Attr(n, "placeholder"), tree.Attr(n, "value"), tree.Attr(n, "src")}, " ")
		}
		if text = tree.CollapseSpace(strings.TrimSpace(text)); text != "" {
			labels = append(labels, text)
		}
	}
	return append(labels, strings.TrimSpace(tree.Attr(form, "action")))
}

// isOfServer reports whether an input is one that nobody sees, with what a plugin of the old
// site says to itself: which form it is, a number that is good for a day.
func isOfServer(in *html.Node) bool {
	if !strings.EqualFold(tree.Attr(in, "type"), "hidden") {
		return false
	}
	name := tree.Attr(in, "name")
	for _, p := range []string{"_", "gform_", "is_submit_", "state_", "wpforms[", "frm_", "item_meta[0]", "mc4wp", "akismet", "ak_"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// hostOf returns the host of a whole address, without www.
func hostOf(address string) string {
	if strings.HasPrefix(address, "//") {
		address = "http:" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// sameSite reports whether one host is the other or below it.
func sameSite(a, b string) bool {
	return a == b || b == "" || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// isSearch reports whether a form is WordPress' own search, a thing of the site and not
// of the page: all that can be filled in is named s.
func isSearch(form *html.Node) bool {
	found := false
	for n := range form.Descendants() {
		switch n.DataAtom {
		case atom.Textarea, atom.Select:
			return false
		case atom.Input:
			switch strings.ToLower(tree.Attr(n, "type")) {
			case "hidden", "submit", "image", "button":
			default:
				if tree.Attr(n, "name") != "s" {
					return false
				}
				found = true
			}
		}
	}
	return found && !strings.EqualFold(tree.Attr(form, "method"), "post")
}

// cleanControl cleans a control that stands outside of a form: there it does
// nothing.
func (b *builder) cleanControl(n *html.Node) step {
	if within(n, atom.Form) {
		return descend
	}
	switch n.DataAtom {
	case atom.Button:
		b.dropNames(n)
		if next := n.NextSibling; tree.IsElement(next, atom.Button) { // each had a box of its own
			n.Parent.InsertBefore(tree.NewText(" "), next)
		}
		return unwrap
	case atom.Select:
		if next := n.NextSibling; next != nil && next.Type == html.TextNode && !tree.IsBlankText(next.Data) && n.Parent.DataAtom != atom.P && (tree.IsBlock(n.Parent) || n.Parent.Type == html.DocumentNode) { // a line that begins with it is HTML as a whole
			p := tree.NewElement(atom.P)
			n.Parent.InsertBefore(p, next)
			tree.Remove(next)
			p.AppendChild(next)
		}
		b.notes.add(note.HTML, false, "a choice kept as HTML, which only a script of the old site read: "+Quote(tree.TagAsWritten(n)))
	case atom.Textarea:
		tree.Replace(n, newCodeBlock(tree.TextContent(n), "")) // code to be copied, mostly
		return skip
	case atom.Input:
		if strings.EqualFold(tree.Attr(n, "type"), "hidden") { // in a form its receiver needs it
			tree.Remove(n)
			return skip
		}
	}
	return descend
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

// hasControl reports whether a form has anything to fill in or to press.
func hasControl(form *html.Node) bool {
	return tree.Find(form, func(n *html.Node) bool {
		return isControl(n) && !(n.DataAtom == atom.Input && strings.EqualFold(tree.Attr(n, "type"), "hidden"))
	}) != nil
}

func hiddenInputs(form *html.Node) (inputs []*html.Node) {
	for n := range form.Descendants() {
		if tree.IsElement(n, atom.Input) {
			inputs = append(inputs, n)
		}
	}
	return inputs
}
