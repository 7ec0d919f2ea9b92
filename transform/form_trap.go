package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// A form can have a field for robots alone, which a style hid from people: what is filled in
// there is thrown away. Without the style people would fill it in.

// dropTraps drops the fields of a form that are for robots, with the words beside them.
func (b *builder) dropTraps(form *html.Node) {
	var traps []*html.Node
	for n := range form.Descendants() {
		if isTextField(n) && isTrap(n, form) {
			traps = append(traps, n)
		}
	}
	for _, n := range traps {
		field := n
		for p := n.Parent; p != form && onlyField(p, n); p = p.Parent {
			field = p
		}
		what := tree.Attr(n, "name")
		if words := lineOf(field); words != "" {
			what += " (" + words + ")"
		}
		b.notes.add(note.HTML, false, "a field of a form that only robots filled in dropped: "+Quote(what))
		tree.Remove(field)
	}
}

// isTextField reports whether a node is something to write in.
func isTextField(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Textarea:
		return true
	case atom.Input:
		switch strings.ToLower(tree.Attr(n, "type")) {
		case "hidden", "submit", "image", "button", "reset", "radio", "file":
			return false
		}
		return true
	}
	return false
}

// isTrap reports whether a field is for robots, by its name or by what hides it.
func isTrap(n, form *html.Node) bool {
	name := strings.ToLower(tree.Attr(n, "name"))
	switch {
	case name == "bot-field", name == "_gotcha", name == "_honey", strings.Contains(name, "honeypot"), strings.Contains(name, "_ak_hp"), strings.HasPrefix(name, "ak_hp"), strings.HasSuffix(name, "[hp]"):
		return true
	case isTrapOfMailchimp(name):
		return true
	}
	for p := n; p != form; p = p.Parent {
		classes := tree.Attr(p, "class")
		const most = 1000 // bytes; none of a form has so many
		for class := range strings.FieldsSeq(strings.ToLower(classes[:min(len(classes), most)])) {
			if strings.Contains(class, "honeypot") || strings.HasSuffix(class, "-hp") || class == "hp" || class == "gform_validation_container" || class == "hidden-field" {
				return true
			}
		}
	}
	return false
}

// isTrapOfMailchimp reports whether a name is that of Mailchimp's field for robots: b_, the
// account and the list as hexadecimal numbers.
func isTrapOfMailchimp(name string) bool {
	account, list, ok := strings.Cut(strings.TrimPrefix(name, "b_"), "_")
	isNumber := func(s string) bool { return len(s) >= 8 && strings.Trim(s, "0123456789abcdef") == "" }
	return ok && strings.HasPrefix(name, "b_") && isNumber(account) && isNumber(list)
}

// onlyField reports whether an element has no other control than one, and no more than a line
// of text beside it.
func onlyField(e, field *html.Node) bool {
	for n := range e.Descendants() {
		if n != field && isControl(n) && !strings.EqualFold(tree.Attr(n, "type"), "hidden") {
			return false
		}
	}
	const line = 120
	return len(strings.TrimSpace(tree.TextContent(e))) <= line
}

// tidyForm drops what is left of a form's groups of hidden fields, and line ends at the edges
// of a control.
func tidyForm(form *html.Node) {
	var gone []*html.Node
	for n := range form.Descendants() {
		switch {
		case n.DataAtom == atom.Fieldset && tree.IsBlank(n) && tree.Find(n, isControl) == nil:
			gone = append(gone, n)
		case n.DataAtom == atom.Br && n.Parent.DataAtom == atom.Button && isAtEdge(n):
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		tree.Remove(n)
	}
}

func isControl(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Input, atom.Button, atom.Select, atom.Textarea:
		return n.Type == html.ElementNode
	}
	return false
}

// isAtEdge reports whether nothing but white space is before a node in its parent, or behind
// it.
func isAtEdge(n *html.Node) bool {
	before, behind := n.PrevSibling, n.NextSibling
	for before != nil && before.Type == html.TextNode && tree.IsBlankText(before.Data) {
		before = before.PrevSibling
	}
	for behind != nil && behind.Type == html.TextNode && tree.IsBlankText(behind.Data) {
		behind = behind.NextSibling
	}
	return before == nil || behind == nil
}
