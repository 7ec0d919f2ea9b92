package verify

import (
	"strconv"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// newMarkdown returns a renderer of the dialect that is printed: CommonMark with
// the tables, strikethrough, task lists and footnotes of GitHub's, and HTML.
// Bare addresses stay text: whether they are links is the target's choice.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(ghtml.WithUnsafe(),
			renderer.WithNodeRenderers(util.Prioritized(footnotes{}, 1))),
	)
}

// render returns the page that Markdown makes.
func (v *Verifier) render(markdown []byte) (*html.Node, error) {
	v.rendered.Reset()
	if err := v.markdown.Convert(markdown, &v.rendered); err != nil {
		return nil, err
	}
	v.reader.Reset(v.rendered.Bytes())
	// Scripting off: what is in <noscript> is content.
	nodes, err := html.ParseFragmentWithOptions(&v.reader, &body, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	page := &html.Node{Type: html.DocumentNode}
	for _, n := range nodes {
		page.AppendChild(n)
	}
	return page, nil
}

var body = html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"}

// footnotes renders footnotes as the elements that the clean tree has for them:
// goldmark's own HTML has lost their labels.
type footnotes struct{}

func (footnotes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(extast.KindFootnoteLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.WriteString(`<` + tagNoteRef + ` n="` + labelOf(n.(*extast.FootnoteLink)) + `"></` + tagNoteRef + `>`)
		}
		return ast.WalkContinue, nil
	})
	r.Register(extast.KindFootnoteBacklink, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil
	})
	r.Register(extast.KindFootnoteList, func(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, nil
	})
	r.Register(extast.KindFootnote, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</" + tagNote + ">\n"
		if entering {
			tag = `<` + tagNote + ` n="` + html.EscapeString(string(n.(*extast.Footnote).Ref)) + `">`
		}
		_, _ = w.WriteString(tag)
		return ast.WalkContinue, nil
	})
}

// labelOf returns the label of the footnote that a mark leads to. The list of
// footnotes stands at the end of the document.
func labelOf(link *extast.FootnoteLink) string {
	if list := link.OwnerDocument().LastChild(); list != nil {
		for n := list.FirstChild(); n != nil; n = n.NextSibling() {
			if f, ok := n.(*extast.Footnote); ok && f.Index == link.Index {
				return html.EscapeString(string(f.Ref))
			}
		}
	}
	return "#" + strconv.Itoa(link.Index)
}
