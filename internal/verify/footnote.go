package verify

import (
	"cmp"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// footnotes reads the footnotes, in the order of their labels.
func (m *markdown) footnotes(n *extast.FootnoteList) {
	n.SortChildren(func(a, b ast.Node) int {
		return byNumber(string(a.(*extast.Footnote).Ref), string(b.(*extast.Footnote).Ref))
	})
	for f := n.FirstChild(); f != nil; f = f.NextSibling() {
		m.stream.open(event{kind: footnote, text: string(f.(*extast.Footnote).Ref)})
		m.children(f)
		m.boundary()
	}
}

// label returns the label of the footnote that a mark leads to. The list of
// footnotes stands at the end of the document.
func label(link *extast.FootnoteLink) string {
	for n := link.OwnerDocument().LastChild().FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*extast.Footnote); ok && f.Index == link.Index {
			return string(f.Ref)
		}
	}
	return ""
}

// footnotes renders footnotes as the elements that the clean tree has for them:
// goldmark's own HTML has lost their labels.
type footnotes struct{}

func (footnotes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindFootnoteLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString("<" + tagNoteRef + ` n="` + html.EscapeString(label(n.(*extast.FootnoteLink))) + `"></` + tagNoteRef + ">")
		}
		return ast.WalkContinue, nil
	})
	r.Register(extast.KindFootnote, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</" + tagNote + ">\n"
		if entering {
			tag = "<" + tagNote + ` n="` + html.EscapeString(string(n.(*extast.Footnote).Ref)) + `">`
		}
		_, _ = w.WriteString(tag)
		return ast.WalkContinue, nil
	})
	nothing := func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) { return ast.WalkContinue, nil }
	r.Register(extast.KindFootnoteBacklink, nothing)
	r.Register(extast.KindFootnoteList, nothing)
}

// byNumber orders the labels of footnotes.
func byNumber(a, b string) int {
	m, _ := strconv.Atoi(a)
	n, _ := strconv.Atoi(b)
	return cmp.Compare(m, n)
}
