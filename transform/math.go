package transform

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/wp2md/wp2md/internal/note"
	"github.com/wp2md/wp2md/internal/tree"
)

// Formulas in TeX are left alone (docs/formats.md §C.4): an element of ours holds them
// with their delimiters, as they are written, and is printed without escapes,
// which whatever shows the formula would read as TeX.

// maxFormula bounds the text that is searched for the end of a formula.
const maxFormula = 10_000

// dollar passes over $latex …$ and $$…$$, and, in a post that says so, $…$.
func (t *textScanner) dollar(i int) int {
	s := t.s[i:min(len(t.s), i+maxFormula)]
	open, end := "$$", "$$"
	switch {
	case strings.HasPrefix(s, "$latex") && len(s) > len("$latex") && !isNameByte(s[len("$latex")]):
		open, end = "$latex", "$"
	case strings.HasPrefix(s, "$$"):
		if strings.HasPrefix(s, "$$$") {
			return i + len(s) - len(strings.TrimLeft(s, "$"))
		}
	case t.b.texMarked && len(s) > 1 && !isBlankByte(s[1]):
		open, end = "$", "$"
	default:
		return i + 1
	}
	if behind, ok := t.formula(i, open, end, open == "$$"); ok {
		return behind
	}
	return i + len(open)
}

// backslash passes over the delimiters of MathJax, \(…\) and \[…\].
func (t *textScanner) backslash(i int) int {
	for _, d := range [...][2]string{{`\(`, `\)`}, {`\[`, `\]`}} {
		if strings.HasPrefix(t.s[i:], d[0]) {
			if behind, ok := t.formula(i, d[0], d[1], true); ok {
				return behind
			}
		}
	}
	return i + 1
}

// formula keeps the formula that begins at i and reports whether there is one.
// A doubtful one must look like TeX: people write \[ and $$ for other reasons.
func (t *textScanner) formula(i int, open, end string, doubtful bool) (behind int, ok bool) {
	s := t.s[i:min(len(t.s), i+maxFormula)]
	n := len(open)
	for {
		k := t.closing(end).from(t.s, i+n) - i
		if k < n || k+len(end) > len(s) {
			return 0, false
		}
		n = k
		if end != "$" || s[n-1] != '\\' {
			break
		}
		n++ // \$ is a dollar of the formula
	}
	tex := s[len(open):n]
	if tree.IsBlankText(tex) || doubtful && strings.Contains(tex, open) || hasBlankLine(tex) || doubtful && !looksLikeTeX(tex) {
		return 0, false
	}
	node, ok := newFormula(s[:n+len(end)])
	if !ok {
		return 0, false
	}
	behind = i + n + len(end)
	t.b.noteFormulas()
	t.emit(i, behind, t.b.place(t.s[i:behind], node))
	return behind, true
}

// looksLikeTeX reports whether a text has a sign that formulas have and prose
// has not, or is the name of a variable.
func looksLikeTeX(s string) bool {
	return strings.ContainsAny(s, `\^_{}=+<>|`) || len(strings.TrimSpace(s)) == 1
}

// newFormula returns an element for TeX as it is written in HTML. Markup other
// than a line break is no TeX.
func newFormula(src string) (n *html.Node, ok bool) {
	var tex strings.Builder
	for {
		before, rest, found := strings.Cut(src, "<")
		tex.WriteString(before)
		if !found {
			break
		}
		name, behind, closed := strings.Cut(rest[:min(len(rest), 20)], ">")
		switch {
		case closed && strings.TrimRight(name, " /") == "br":
			tex.WriteByte('\n')
			rest = strings.TrimPrefix(rest[len(rest[:min(len(rest), 20)])-len(behind):], "\n")
		case rest != "" && (tree.IsLetter(rune(rest[0])) || rest[0] == '/' || rest[0] == '!') && strings.Contains(rest, ">"):
			return nil, false
		default:
			tex.WriteByte('<')
		}
		src = rest
	}
	n = tree.NewTag(tree.Math)
	n.AppendChild(tree.NewText(harmlessTeX(tree.UnescapeHTML(tex.String()))))
	return n, true
}

// harmlessTeX keeps TeX from being read as HTML: a blank behind < means nothing
// in a formula.
func harmlessTeX(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '<' && i+1 < len(s) && (tree.IsLetter(rune(s[i+1])) || strings.IndexByte("/!?", s[i+1]) >= 0) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// formulaShortcode keeps a [latex]…[/latex] as it is written.
func (b *builder) formulaShortcode(sc *shortcode) ([]*html.Node, bool) {
	if !sc.enclosing || tree.IsBlankText(sc.content) {
		return nil, false
	}
	if sc.name == "tex" && isLaTeXSource(sc.content) { // of SyntaxHighlighter
		return b.codeShortcode(sc), true
	}
	n, ok := newFormula("[" + sc.name + sc.attrs + "]" + sc.content + "[/" + sc.name + "]")
	if !ok {
		return nil, false
	}
	b.noteFormulas()
	return []*html.Node{n}, true
}

// isLaTeXSource reports whether a text is of a document of LaTeX, and no formula.
func isLaTeXSource(s string) bool {
	return strings.Contains(s, `\documentclass`) || strings.Contains(s, `\usepackage`) || strings.Contains(s, `\begin{document}`)
}

// texMarker drops a tag that says that the post has formulas, as [latexpage].
func (b *builder) texMarker(*shortcode) ([]*html.Node, bool) {
	b.noteFormulas()
	return nil, true
}

// hasTeXMarker reports whether a content says that its single dollars delimit
// formulas.
func hasTeXMarker(s string) bool {
	i := strings.IndexByte(s, '[')
	return i >= 0 && (strings.Contains(s[i:], "[latexpage]") || strings.Contains(s[i:], "[mathjax]"))
}

func (b *builder) noteFormulas() {
	b.notes.add(note.HTML, false, "formulas are left as they are written, in TeX")
}

// pictureOfTeX returns the formula that a picture shows, which WordPress.com
// made of it, or nil.
func (b *builder) pictureOfTeX(img *html.Node, src string) *html.Node {
	tex := strings.TrimSpace(tree.Attr(img, "alt"))
	if tex == "" || !strings.Contains(src, "latex.php?") && !(tree.HasClass(img, "latex") && strings.Contains(src, "wp.com")) {
		return nil
	}
	b.notes.add(note.HTML, false, "pictures of formulas are now the TeX that they were made of")
	if title := tree.CollapseSpace(strings.TrimSpace(tree.Attr(img, "title"))); title != tree.CollapseSpace(tex) && saysWords(title) {
		b.notes.add(note.HTML, false, "words in an attribute that the page does not show: title="+Quote(title))
	}
	n := tree.NewTag(tree.Math)
	n.AppendChild(tree.NewText(harmlessTeX("$" + tree.CollapseSpace(tex) + "$")))
	return n
}
