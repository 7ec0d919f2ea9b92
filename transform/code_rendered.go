package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/tree"
)

// renderedCode makes a code block of what a code plugin has made of one: a live
// site hands out pages with line numbers in columns, toolbars and a hidden copy of
// the code. ok is false if an element is none of that.
func renderedCode(n *html.Node) (ok bool) {
	var code *html.Node
	lang, title := "", ""
	switch {
	case tree.HasClass(n, "crayon-syntax"):
		if code = withClass(n, "crayon-plain"); code == nil {
			code = joinedLines(n, "crayon-line")
		}
		if e := withClass(n, "crayon-language"); e != nil {
			lang = tree.TextContent(e)
		}
		if e := withClass(n, "crayon-title"); e != nil {
			title = tree.TextContent(e)
		}
	case tree.HasClass(n, "wp_syntax"):
		if cell := withClass(n, "code"); cell != nil {
			code = tree.Find(cell, func(c *html.Node) bool { return tree.IsElement(c, atom.Pre) })
		}
		if code != nil {
			lang = tree.Attr(code, "class")
		}
	case tree.HasClass(n, "syntaxhighlighter"):
		if cell := withClass(n, "code"); cell != nil {
			code = joinedLines(cell, "line")
		}
		lang = strings.TrimSpace(strings.Replace(tree.Attr(n, "class"), "syntaxhighlighter", "", 1))
	case tree.HasClass(n, "codecolorer-container"):
		code = withClass(n, "codecolorer")
		lang, _, _ = strings.Cut(strings.TrimSpace(strings.Replace(tree.Attr(n, "class"), "codecolorer-container", "", 1)), " ")
	}
	if code == nil {
		return false
	}
	if codeLanguages[strings.ToLower(lang)] == "" {
		lang = ""
	}
	if tree.IsElement(code, atom.Div) {
		for c := range code.Descendants() {
			if c.Type == html.TextNode && c.PrevSibling != nil && tree.IsBreak(c.PrevSibling) {
				c.Data = strings.TrimPrefix(c.Data, "\n") // the line has ended
			}
		}
	}
	text := tree.PreText(code)
	if !tree.IsElement(code, atom.Textarea) { // spaces that keep lines from being joined
		text = strings.ReplaceAll(text, tree.NBSP, " ")
	}
	tree.Replace(n, titledCode(title, newCodeBlock(text, language(lang)))...)
	return true
}

// joinedLines returns a <pre> of the lines of code that stand in elements of a class, or
// nil if there are none.
func joinedLines(n *html.Node, class string) *html.Node {
	var lines []string
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && tree.HasClass(c, class) {
			lines = append(lines, strings.TrimRight(tree.PreText(c), "\n "+tree.NBSP))
		}
	}
	if lines == nil {
		return nil
	}
	pre := tree.NewElement(atom.Pre)
	pre.AppendChild(tree.NewText(strings.Join(lines, "\n")))
	return pre
}

// withClass returns the first element below n that has a class, or nil.
func withClass(n *html.Node, class string) *html.Node {
	return tree.Find(n, func(c *html.Node) bool { return c.Type == html.ElementNode && tree.HasClass(c, class) })
}
