package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// renderedCode makes a code block of what a code plugin has made of one: a live
// site hands out pages with line numbers in columns, toolbars and a hidden copy of
// the code. ok is false if an element is none of that.
func renderedCode(n *html.Node) (ok bool) {
	var code *html.Node
	lang, title := "", ""
	switch {
	case hasClass(n, "crayon-syntax"):
		code = withClass(n, "crayon-plain")
		if e := withClass(n, "crayon-language"); e != nil {
			lang = textContent(e)
		}
		if e := withClass(n, "crayon-title"); e != nil {
			title = textContent(e)
		}
	case hasClass(n, "wp_syntax"):
		if cell := withClass(n, "code"); cell != nil {
			code = find(cell, func(c *html.Node) bool { return isElement(c, atom.Pre) })
		}
		if code != nil {
			lang = attr(code, "class")
		}
	case hasClass(n, "codecolorer-container"):
		code = withClass(n, "codecolorer")
		lang, _, _ = strings.Cut(strings.TrimSpace(strings.Replace(attr(n, "class"), "codecolorer-container", "", 1)), " ")
	}
	if code == nil {
		return false
	}
	if codeLanguages[strings.ToLower(lang)] == "" {
		lang = ""
	}
	if isElement(code, atom.Div) {
		for c := range code.Descendants() {
			if c.Type == html.TextNode && c.PrevSibling != nil && isBreak(c.PrevSibling) {
				c.Data = strings.TrimPrefix(c.Data, "\n") // the line has ended
			}
		}
	}
	text := preText(code)
	if !isElement(code, atom.Textarea) { // spaces that keep lines from being joined
		text = strings.ReplaceAll(text, nbsp, " ")
	}
	replace(n, titledCode(title, newCodeBlock(text, language(lang)))...)
	return true
}

// withClass returns the first element below n that has a class, or nil.
func withClass(n *html.Node, class string) *html.Node {
	return find(n, func(c *html.Node) bool { return c.Type == html.ElementNode && hasClass(c, class) })
}
