package transform

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Formulas that a renderer has set already, as MathJax and KaTeX leave them in a
// saved page: several times each, for the eye, for the ear and as TeX. One stays.

// renderedFormula makes TeX of what a renderer has made of it; ok is false if an element is
// none of that.
func (b *builder) renderedFormula(n *html.Node) (ok bool) {
	class := ""
	if n.Data != "math" && n.Data != "mjx-container" {
		if class = tree.Attr(n, "class"); class == "" || !strings.HasPrefix(class, "MathJax") && !strings.Contains(class, "katex") {
			return false
		}
	}
	switch {
	case n.Data == "math":
		for p := n.Parent; p != nil; p = p.Parent {
			if tree.HasClass(p, "wp-block-math") { // WordPress' own, which browsers show as it is
				return false
			}
		}
	case n.Data == "mjx-container", tree.HasClass(n, "katex"), tree.HasClass(n, "katex-display"):
	case strings.HasPrefix(class, "MathJax"):
		if script := scriptBehind(n); script != nil || tree.HasClass(n, "MathJax_Preview") && tree.IsBlank(n) {
			tree.Remove(n)
			return true
		}
	default:
		return false
	}
	math := n
	if n.Data != "math" {
		if math = tree.Find(n, func(c *html.Node) bool { return c.Data == "math" }); math == nil {
			return false
		}
	}
	tex, ok := texOf(math)
	if !ok {
		return false
	}
	display := tree.Attr(math, "display") == "block" || tree.Attr(n, "display") == "true" || tree.HasClass(n, "katex-display") ||
		n.Parent != nil && tree.HasClass(n.Parent, "katex-display")
	b.noteFormulas()
	tree.Replace(n, formulaOf(tex, display))
	return true
}

// formulaInAttribute makes TeX of an element that a script of the old site turned into the
// formula that stands in an attribute; ok is false if an element is none of that.
func (b *builder) formulaInAttribute(n *html.Node) (ok bool) {
	for i := range n.Attr {
		tex := ""
		switch a := &n.Attr[i]; a.Key {
		case "data-tex", "data-latex", "data-katex", "data-formula", "data-equation", "data-math", "data-expr":
			tex = a.Val
		case "data-value":
			if tree.HasClass(n, "ql-formula") { // of Quill
				tex = a.Val
			}
		case "data-mathml":
			if math := tree.Find(b.parseHTML(a.Val), func(c *html.Node) bool { return c.Data == "math" }); math != nil {
				tex, _ = texOf(math)
			}
		}
		if tree.IsBlankText(tex) || strings.Contains(tex, "//") || len(tex) > 5000 {
			continue
		}
		b.noteFormulas()
		tree.Replace(n, formulaOf(strings.Trim(tex, "$"), tree.HasAttr(n, "data-display") || n.DataAtom == atom.Div))
		return true
	}
	return false
}

func formulaOf(tex string, display bool) *html.Node {
	tex = strings.TrimSpace(tex)
	n := tree.NewTag(tree.Math)
	if display {
		n.AppendChild(tree.NewText(harmlessTeX("$$" + tex + "$$")))
		p := tree.NewElement(atom.P)
		p.AppendChild(n)
		return p
	}
	n.AppendChild(tree.NewText(harmlessTeX("$" + tree.CollapseSpace(tex) + "$")))
	return n
}

// scriptOfTeX puts the TeX of a script of MathJax in its place.
func (b *builder) scriptOfTeX(n *html.Node, display bool) {
	tex := strings.TrimSpace(tree.TextContent(n))
	tex = strings.TrimSuffix(strings.TrimPrefix(tex, "% <![CDATA["), "%]]>")
	if tree.IsBlankText(tex) {
		tree.Remove(n)
		return
	}
	b.noteFormulas()
	b.ledger.Count(note.ScriptConstruct, note.Replaced)
	tree.Replace(n, formulaOf(tex, display))
}

// scriptBehind returns the script with the TeX of what MathJax shows before it.
func scriptBehind(n *html.Node) *html.Node {
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		switch {
		case tree.IsElement(c, atom.Script) && strings.HasPrefix(tree.Attr(c, "type"), "math/"):
			return c
		case c.Type == html.TextNode && tree.IsBlankText(c.Data):
		case c.Type == html.ElementNode && strings.HasPrefix(tree.Attr(c, "class"), "MathJax"):
		default:
			return nil
		}
	}
	return nil
}

// texOf returns the TeX that a formula in MathML was made of, or is.
func texOf(math *html.Node) (tex string, ok bool) {
	a := tree.Find(math, func(c *html.Node) bool {
		return c.Data == "annotation" && strings.Contains(tree.Attr(c, "encoding"), "tex")
	})
	if a != nil {
		return tree.TextContent(a), true
	}
	if alt := tree.Attr(math, "alttext"); strings.TrimSpace(alt) != "" {
		return alt, true
	}
	var b strings.Builder
	if !writeTeX(&b, math, 0) {
		return "", false
	}
	return b.String(), !tree.IsBlankText(b.String())
}

// writeTeX writes MathML as TeX; ok is false if it has what is not known here.
func writeTeX(b *strings.Builder, n *html.Node, depth int) (ok bool) {
	if depth > 50 {
		return false
	}
	var kids []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode:
			kids = append(kids, c)
		case c.Type == html.TextNode && !tree.IsBlankText(c.Data) && n.Data != "mi" && n.Data != "mn" && n.Data != "mo" && n.Data != "mtext":
			return false
		}
	}
	group := func(k *html.Node) bool {
		if s := strings.TrimSpace(tree.TextContent(k)); (k.Data == "mi" || k.Data == "mn") && len(s) == 1 {
			return writeTeX(b, k, depth+1)
		}
		b.WriteByte('{')
		ok := writeTeX(b, k, depth+1)
		b.WriteByte('}')
		return ok
	}
	switch n.Data {
	case "math", "mrow", "mstyle", "semantics", "mpadded":
		for _, k := range kids {
			if k.Data != "annotation" && k.Data != "annotation-xml" && !writeTeX(b, k, depth+1) {
				return false
			}
		}
		return true
	case "mi", "mn", "mo":
		text := strings.TrimSpace(tree.TextContent(n))
		if strings.ContainsAny(text, `\{}$%#&_^`) {
			text = `\` + text
		}
		if n.Data == "mi" && len([]rune(text)) > 1 {
			text = `\mathrm{` + text + `}`
		}
		b.WriteString(text)
		return len(kids) == 0
	case "mtext":
		b.WriteString(`\text{` + tree.TextContent(n) + `}`)
		return len(kids) == 0
	case "mspace":
		b.WriteByte(' ')
		return true
	case "msup", "msub":
		if len(kids) != 2 {
			return false
		}
		mark := byte('^')
		if n.Data == "msub" {
			mark = '_'
		}
		if !group(kids[0]) {
			return false
		}
		b.WriteByte(mark)
		return group(kids[1])
	case "msubsup", "munderover":
		if len(kids) != 3 || !group(kids[0]) {
			return false
		}
		b.WriteByte('_')
		if !group(kids[1]) {
			return false
		}
		b.WriteByte('^')
		return group(kids[2])
	case "mfrac":
		b.WriteString(`\frac`)
		if len(kids) != 2 {
			return false
		}
		for _, k := range kids {
			b.WriteByte('{')
			if !writeTeX(b, k, depth+1) {
				return false
			}
			b.WriteByte('}')
		}
		return true
	case "msqrt":
		b.WriteString(`\sqrt{`)
		for _, k := range kids {
			if !writeTeX(b, k, depth+1) {
				return false
			}
		}
		b.WriteByte('}')
		return true
	}
	return false
}
